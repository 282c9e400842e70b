// SPDX-License-Identifier: MIT
#include "model/settings.h"

#include <charconv>
#include <cstdio>

#include "model/command.h"
#include "model/text_file.h"
#include "model/words.h"

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFirstLine = "slotscope settings 1";
constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr std::size_t kMostBudgetMiB = std::size_t{1} << 20;  // a TiB: what is more is a slip of the hand
constexpr std::uintmax_t kMaxFileBytes = 1 << 20;  // ours are a few KiB; anything near this is not a settings file

std::string escape(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c == '\\') out += "\\\\";
        else if (c == '\n') out += "\\n";
        else if (c == '\r') out += "\\r";
        else out += c;
    }
    return out;
}

std::string unescape(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            out += value[i];
            continue;
        }
        ++i;
        out += value[i] == 'n' ? '\n' : value[i] == 'r' ? '\r' : value[i];
    }
    return out;
}

std::string print_chords(const Chords& chords) {
    std::string out;
    for (const Chord& chord : chords) {
        if (!chord.is_set()) continue;
        if (!out.empty()) out += ' ';
        out += print_chord(chord);
    }
    return out;
}

void apply_key(const std::string& name, const std::string& value, Keymap& keymap, std::vector<std::string>& notes) {
    const auto command = find_command(name);
    if (!command) {
        notes.push_back("Key for an unknown command left out: " + name + ".");
        return;
    }
    if (value.empty()) {
        keymap.bind(*command, Chord{});
        return;
    }
    const auto chord = parse_chord(value);
    if (chord) keymap.bind(*command, *chord);
    else notes.push_back("\"" + value + "\" is not a key; \"" + name + "\" keeps its default.");
}

bool read_int(std::string_view text, int& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
}

void apply_budget(std::string_view value, AppliedSettings& out) {
    constexpr std::string_view kUnit = " MiB";
    const auto mib = value.ends_with(kUnit) ? number_of<std::size_t>(value.substr(0, value.size() - kUnit.size()))
                                            : std::optional<std::size_t>();
    if (mib && *mib >= 1 && *mib <= kMostBudgetMiB) out.recording.budget_bytes = *mib * kMiB;
    else out.notes.push_back("Setting left out: budget = " + std::string(value) + ".");
}

void apply_ui(const std::string& key, const std::string& value, UiState& ui, AppliedSettings& out) {
    const auto reject = [&] { out.notes.push_back("Setting left out: " + key + " = " + value + "."); };
    if (key == "theme") {
        if (value == "dark" || value == "light")
            ui.apply(SetTheme{value == "dark" ? ThemeChoice::Dark : ThemeChoice::Light});
        else reject();
    } else if (key == "zoom") {
        float zoom = 1;
        if (SettingsTable{{"zoom", &zoom}}.set("zoom", value)) ui.apply(SetZoom{zoom});
        else reject();
    } else if (key == "compact rows") {
        ui.apply(SetCompactRows{value != "no"});
    } else if (key == "changed file") {
        if (value == "swap" || value == "reload")
            ui.apply(SetOnFileChange{value == "swap" ? OnFileChange::Swap : OnFileChange::Reload});
        else reject();
    } else if (key == "layout") {
        auto layout = parse_layout(value);
        if (layout) ui.set_layout(std::move(layout).value());
        else
            out.notes.push_back("The saved layout cannot be read (" + layout.error().message +
                                "); the default one is used.");
    } else if (key == "width" || key == "height") {
        int& into = key == "width" ? out.window.width : out.window.height;
        if (!read_int(value, into) || into < 0) {
            into = 0;
            reject();
        }
    } else {
        reject();
    }
}

}  // namespace

std::string print_settings(const SettingsText& sections) {
    std::string out(kFirstLine);
    out += '\n';
    for (const auto& [name, values] : sections) {
        out += "\n[" + name + "]\n";
        for (const auto& [key, value] : values) out += key + " = " + escape(value) + "\n";
    }
    return out;
}

Result<SettingsText> parse_settings(std::string_view text, const std::string& name) {
    SettingsText sections;
    std::uint32_t number = 0;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        ++number;
        if (number == 1) {
            if (line != kFirstLine)
                return Error::parse(name, "expected the first line \"" + std::string(kFirstLine) + "\"", 1, 1);
            continue;
        }
        if (line.empty() || line.front() == '#') continue;
        if (line.front() == '[') {
            if (line.size() < 3 || line.back() != ']')
                return Error::parse(name, "a section looks like [name]", number, 1);
            sections.emplace_back(std::string(line.substr(1, line.size() - 2)), Keyed{});
            continue;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            return Error::parse(name, "expected \"key = value\" or a [section]", number, 1);
        if (sections.empty()) return Error::parse(name, "a value comes after a [section]", number, 1);
        sections.back().second.emplace_back(std::string(trimmed(line.substr(0, equals))),
                                            unescape(trimmed(line.substr(equals + 1))));
    }
    if (number == 0)
        return Error::parse(name, "expected the first line \"" + std::string(kFirstLine) + "\", found an empty file", 1,
                            1);
    return sections;
}

SettingsText collect_settings(const UiState& ui, const WindowSettings& window, const RecordingSettings& recording,
                              const std::vector<std::pair<std::string, Keyed>>& panels) {
    char zoom[32];
    std::snprintf(zoom, sizeof zoom, "%.4g", static_cast<double>(ui.zoom()));
    SettingsText sections;
    sections.emplace_back("ui", Keyed{{"theme", ui.theme() == ThemeChoice::Dark ? "dark" : "light"},
                                      {"zoom", zoom},
                                      {"compact rows", ui.compact_rows() ? "yes" : "no"},
                                      {"changed file", ui.on_file_change() == OnFileChange::Swap ? "swap" : "reload"},
                                      {"layout", ui.layout().print()},
                                      {"width", std::to_string(window.width)},
                                      {"height", std::to_string(window.height)}});
    if (recording.budget_bytes)
        sections.emplace_back("recording", Keyed{{"budget", std::to_string(*recording.budget_bytes / kMiB) + " MiB"}});
    Keyed keys;
    for (const CommandSpec& spec : commands())
        if (!ui.keymap().is_default(spec.id))
            keys.emplace_back(std::string(spec.name), print_chords(ui.keymap().chords(spec.id)));
    if (!keys.empty()) sections.emplace_back("keys", std::move(keys));
    Keyed recent;
    for (const std::string& file : ui.recent_files()) recent.emplace_back("file", file);
    if (!recent.empty()) sections.emplace_back("recent", std::move(recent));
    for (const auto& [name, values] : panels)
        if (!values.empty()) sections.emplace_back("panel " + name, values);
    return sections;
}

AppliedSettings apply_settings(const SettingsText& sections, UiState& ui) {
    AppliedSettings out;
    std::vector<std::string> recent;
    Keymap keymap = ui.keymap();
    for (const auto& [section, values] : sections) {
        for (const auto& [key, value] : values) {
            if (section == "ui") apply_ui(key, value, ui, out);
            else if (section == "recording" && key == "budget") apply_budget(value, out);
            else if (section == "keys") apply_key(key, value, keymap, out.notes);
            else if (section == "recent" && key == "file") recent.push_back(value);
            else if (section.starts_with("panel ")) out.panels[section.substr(6)].emplace_back(key, value);
            else out.notes.push_back("Unknown setting left out: [" + section + "] " + key + ".");
        }
    }
    ui.set_keymap(std::move(keymap));
    ui.set_recent_files(std::move(recent));
    return out;
}

std::optional<fs::path> default_settings_path(const char* xdg_config_home, const char* home) {
    if (xdg_config_home != nullptr && *xdg_config_home == '/')
        return fs::path(xdg_config_home) / "slotscope" / "settings";
    if (home != nullptr && *home != '\0') return fs::path(home) / ".config" / "slotscope" / "settings";
    return std::nullopt;
}

Result<SettingsText> load_settings(const fs::path& file) {
    auto text = read_small_file(file, kMaxFileBytes);
    if (!text && text.error().code == ErrorCode::Io) return text.error();
    if (text && !*text) return SettingsText{};
    auto parsed = text ? parse_settings(**text, file.string()) : Result<SettingsText>(text.error());
    if (parsed) return parsed;
    Error error = parsed.error();
    const auto aside = put_aside(file);
    error.message += aside ? "; it was kept as " + aside->filename().string() + " and the defaults are used"
                           : "; it could not be put aside either";
    return error;
}

std::optional<Error> save_settings(const fs::path& file, const SettingsText& sections) {
    return write_small_file(file, print_settings(sections), "settings");
}

}  // namespace slotscope::gui
