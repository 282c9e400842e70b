// SPDX-License-Identifier: MIT
#include "model/script.h"

#include <array>
#include <charconv>
#include <functional>
#include <utility>

#include "model/words.h"

namespace slotscope::gui {
namespace {

using Parsed = std::variant<ScriptAction, std::string>;  // or what is wrong

// A longer wait is a slip of the key.
constexpr int kMaxWait = 100'000;  // 28 minutes of frames
constexpr double kMaxSeconds = 3600;

/// The first word; the rest stays in `text`.
std::string_view take_word(std::string_view& text) {
    const std::size_t end = text.find_first_of(" \t");
    const std::string_view word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : trimmed(text.substr(end));
    return word;
}

template <class T>
bool read(std::string_view text, T& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

/// "2s", "0.5s"; more than 0, at most kMaxSeconds.
std::optional<double> parse_seconds(std::string_view text) {
    double seconds = 0;
    if (!text.ends_with('s') || !read(text.substr(0, text.size() - 1), seconds)) return std::nullopt;
    if (!(seconds > 0 && seconds <= kMaxSeconds)) return std::nullopt;
    return seconds;
}

std::optional<Target> find_target(std::string_view word) {
    if (word == "slot") return Target::Slot;
    if (word == "step") return Target::Step;
    if (word == "cell") return Target::Cell;
    if (word == "watch") return Target::Watch;
    return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, Expect>, 18> kExpectations{{{"frame", Expect::Frame},
                                                                             {"step", Expect::Step},
                                                                             {"playing", Expect::Playing},
                                                                             {"program", Expect::Program},
                                                                             {"status", Expect::Status},
                                                                             {"toast", Expect::Toast},
                                                                             {"seen", Expect::Seen},
                                                                             {"unseen", Expect::Unseen},
                                                                             {"enabled", Expect::Enabled},
                                                                             {"disabled", Expect::Disabled},
                                                                             {"panel", Expect::Panel},
                                                                             {"overlay", Expect::Overlay},
                                                                             {"selected", Expect::Selected},
                                                                             {"over", Expect::Over},
                                                                             {"problems", Expect::Problems},
                                                                             {"faults", Expect::Faults},
                                                                             {"watch", Expect::Watch},
                                                                             {"frozen", Expect::Frozen}}};

Parsed parse_select(std::string_view rest) {
    const auto target = find_target(take_word(rest));
    std::uint64_t number = 0;
    if (!target || !read(rest, number)) return std::string("expected \"select slot|step|cell|watch N\"");
    return ScriptSelect{*target, number};
}

Parsed parse_expect(std::string_view rest) {
    const std::string_view word = take_word(rest);
    for (const auto& [name, what] : kExpectations) {
        if (name != word) continue;
        ScriptExpect expect{what, std::string(rest), 0, Target::Slot};
        switch (what) {
            case Expect::Frame:
            case Expect::Step:
            case Expect::Problems:
            case Expect::Faults:
                if (!read(rest, expect.number)) return "expected a number after \"expect " + std::string(name) + "\"";
                break;
            case Expect::Playing:
                if (rest != "yes" && rest != "no")
                    return std::string("expected \"expect playing yes\" or \"expect playing no\"");
                break;
            case Expect::Selected: {
                const auto target = find_target(take_word(rest));
                if (!target || !read(rest, expect.number))
                    return std::string("expected \"expect selected slot|step|cell|watch N\"");
                expect.target = *target;
                break;
            }
            case Expect::Panel:
                if (!find_panel(rest)) return "there is no panel \"" + expect.text + "\"";
                break;
            default:
                if (rest.empty()) return "expected something after \"expect " + std::string(name) + "\"";
        }
        return expect;
    }
    return "cannot expect \"" + std::string(word) + "\"";
}

Parsed parse_drag(std::string_view rest) {
    // The label may hold spaces, so the two numbers are taken from the end.
    std::array<float, 2> by{};
    for (std::size_t i = 2; i-- > 0;) {
        const std::size_t space = rest.find_last_of(" \t");
        if (space == std::string_view::npos || !read(rest.substr(space + 1), by[i]))
            return std::string("expected \"drag LABEL DX DY\", in em");
        rest = trimmed(rest.substr(0, space));
    }
    return ScriptDrag{std::string(rest), by[0], by[1]};
}

Parsed parse_wait(std::string_view rest) {
    if (const auto seconds = parse_seconds(rest)) return ScriptWaitSeconds{*seconds};
    int frames = 0;
    if (read(rest, frames) && frames >= 1 && frames <= kMaxWait) return ScriptWait{frames};
    return std::string("expected \"wait N\", 1 to 100000 frames, or \"wait Ns\", up to 3600 seconds");
}

Parsed parse_await(std::string_view rest) {
    const auto seconds = parse_seconds(take_word(rest));
    if (!seconds) return std::string("expected \"await Ns WHAT …\", up to 3600 seconds");
    Parsed parsed = parse_expect(rest);
    if (auto* failure = std::get_if<std::string>(&parsed)) return *failure;
    return ScriptAwait{*seconds, std::get<ScriptExpect>(std::get<ScriptAction>(parsed))};
}

Parsed parse_line(std::string_view rest) {
    const std::string_view word = take_word(rest);
    const std::string text(rest);
    const auto needs = [&](const char* what) -> std::string { return "\"" + std::string(word) + "\" needs " + what; };
    if (word == "open") return text.empty() ? Parsed(needs("a path")) : ScriptOpen{text};
    if (word == "command") {
        if (const auto command = find_command(rest)) return ScriptCommand{*command};
        return "there is no command \"" + text + "\"";
    }
    if (word == "wait") return parse_wait(rest);
    if (word == "await") return parse_await(rest);
    constexpr std::array<std::pair<std::string_view, Mouse>, 4> kMouse{{{"click", Mouse::Click},
                                                                        {"double_click", Mouse::DoubleClick},
                                                                        {"right_click", Mouse::RightClick},
                                                                        {"hover", Mouse::Hover}}};
    for (const auto& [name, kind] : kMouse)
        if (word == name) return text.empty() ? Parsed(needs("a label")) : ScriptMouse{kind, text};
    if (word == "drag") return parse_drag(rest);
    if (word == "type") return text.empty() ? Parsed(needs("a text")) : ScriptType{text};
    if (word == "key") {
        if (const auto chord = parse_chord(rest)) return ScriptKey{*chord};
        return "\"" + text + "\" is not a key";
    }
    if (word == "select") return parse_select(rest);
    if (word == "panel") {
        if (const auto panel = find_panel(rest)) return ScriptPanel{*panel};
        return "there is no panel \"" + text + "\"";
    }
    if (word == "pointer") {
        if (rest != "script" && rest != "person") return needs("\"script\" or \"person\"");
        return ScriptPointer{rest == "person"};
    }
    if (word == "say") return text.empty() ? Parsed(needs("a text")) : ScriptSay{text};
    if (word == "where") return text.empty() ? Parsed(needs("a label")) : ScriptWhere{text};
    if (word == "screenshot") return text.empty() ? Parsed(needs("a file name")) : ScriptScreenshot{text};
    if (word == "expect") return parse_expect(rest);
    if (word == "size") {
        if (const auto size = parse_size(rest)) return *size;
        return needs("a size like 1600x900");
    }
    if (word == "quit") return rest.empty() ? Parsed(ScriptQuit{}) : Parsed(std::string("\"quit\" stands alone"));
    return "unknown script command \"" + std::string(word) + "\"";
}

}  // namespace

std::optional<ScriptSize> parse_size(std::string_view text) {
    constexpr int kMaxSide = 16384;  // what OpenGL 3.3 drivers offer at least as a texture
    const std::size_t x = text.find('x');
    ScriptSize size{0, 0};
    if (x == std::string_view::npos || !read(text.substr(0, x), size.width) || !read(text.substr(x + 1), size.height))
        return std::nullopt;
    if (size.width < 1 || size.height < 1 || size.width > kMaxSide || size.height > kMaxSide) return std::nullopt;
    return size;
}

Result<std::vector<ScriptLine>, Errors> parse_script(std::string_view text, const std::string& name) {
    std::vector<ScriptLine> lines;
    Errors errors;
    std::uint32_t number = 0;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        ++number;
        if (line.empty() || line.front() == '#') continue;
        Parsed parsed = parse_line(line);
        if (auto* action = std::get_if<ScriptAction>(&parsed))
            lines.push_back({number, std::string(line), std::move(*action)});
        else errors.push_back(Error::parse(name, std::get<std::string>(parsed), number, 1));
    }
    if (!errors.empty()) return errors;
    return lines;
}

}  // namespace slotscope::gui
