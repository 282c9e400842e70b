// SPDX-License-Identifier: MIT
#include "model/places.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "model/words.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

using Parsed = std::variant<SeekTo, std::string>;

template <class T>
std::optional<T> number(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Digits, with commas or spaces between groups of them.
std::optional<FrameNumber> whole_number(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != ',' && c != ' ') digits += c;
    return number<FrameNumber>(digits);
}

std::string not_run(const std::string& frame, const Session& session) {
    return "Frame " + frame + " has not run yet; the newest is " + std::to_string(session.newest_frame()) + ".";
}

Parsed at_time(std::string_view text, const Session& session) {
    double unit = 1;
    if (text.ends_with("ms")) text.remove_suffix(2);
    else if (text.ends_with('s')) {
        unit = 1000;
        text.remove_suffix(1);
    }
    const auto value = number<double>(trimmed(text));
    if (!value || !std::isfinite(*value)) return std::string("A time looks like t=1200 (milliseconds) or t=1.2s.");
    const FrameTimes& times = session.history().log().times;
    if (times.count() == 0) return std::string("No frame has run yet, so none has a time.");
    const double wanted = *value * unit;
    if (wanted < times.of(1)) return "The recording begins at " + format_significant(times.of(1)) + " ms.";
    // Times of a script may go back; of those one is found, not the last.
    FrameNumber low = 1, high = times.count();
    while (low < high) {
        const FrameNumber middle = low + (high - low + 1) / 2;
        if (times.of(middle) <= wanted) low = middle;
        else high = middle - 1;
    }
    return SeekTo{low};
}

Parsed at_share(std::string_view text, const Session& session) {
    const auto value = number<double>(trimmed(text));
    if (!value || !(*value >= 0 && *value <= 100)) return std::string("A share lies between 0% and 100%.");
    return SeekTo{static_cast<FrameNumber>(std::llround(*value / 100 * static_cast<double>(session.newest_frame())))};
}

Parsed from_here(std::string_view text, const Session& session) {
    const auto distance = whole_number(text.substr(1));
    if (!distance) return std::string("A distance looks like +10 or -10.");
    const FrameNumber here = session.cursor().frame, newest = session.newest_frame();
    if (text.front() == '-') {
        if (*distance > here) return std::string("Nothing lies before frame 0.");
        return SeekTo{here - *distance};
    }
    if (*distance > newest - here) return not_run(std::to_string(here + *distance), session);
    return SeekTo{here + *distance};
}

}  // namespace

Place place_of(const Session& session) {
    if (!session.has_program()) return {};
    const Cursor at = session.cursor();
    return {at.frame, session.is_in_frame() ? at.step : kFrameEnd};
}

std::string place_words(const Place& place) {
    std::string words = "frame " + std::to_string(place.frame);
    if (place.step != kFrameEnd) words += ", step " + std::to_string(place.step);
    return words;
}

bool is_jump(const Action& action) {
    return std::holds_alternative<SeekTo>(action) || std::holds_alternative<GoToEnd>(action) ||
           std::holds_alternative<GoToWrite>(action) || std::holds_alternative<GoToStateChange>(action) ||
           std::holds_alternative<GoToCondition>(action) || std::holds_alternative<SwitchBranch>(action);
}

bool has_bookmark(const Session& session, FrameNumber frame) {
    return session.history().branch().bookmarks.find(frame) != nullptr;
}

const Bookmark* next_bookmark(const Session& session, bool is_forward) {
    const auto& bookmarks = session.history().branch().bookmarks.all();
    const FrameNumber here = session.cursor().frame;
    const Bookmark* found = nullptr;
    for (const Bookmark& bookmark : bookmarks) {
        // Inside a frame its end lies ahead.
        if (is_forward && (bookmark.frame > here || (bookmark.frame == here && session.is_in_frame())))
            return &bookmark;
        if (!is_forward && bookmark.frame < here) found = &bookmark;
    }
    return found;
}

Parsed parse_place(std::string_view text, const Session& session) {
    text = trimmed(text);
    if (text.empty()) return std::string("Type a frame, for instance 120, 50%, t=1200 or 120:7.");
    if (text == "start") return SeekTo{0};
    if (text == "end") return SeekTo{session.newest_frame()};
    if (text.starts_with("t=") || text.starts_with("t ="))
        return at_time(trimmed(text.substr(text.find('=') + 1)), session);
    if (text.ends_with('%')) return at_share(text.substr(0, text.size() - 1), session);
    if (text.front() == '+' || text.front() == '-') return from_here(text, session);
    const std::size_t colon = text.find(':');
    const auto frame = whole_number(trimmed(text.substr(0, colon)));
    if (!frame) return std::string("A place looks like 120, +10, 50%, t=1200 or 120:7.");
    if (*frame > session.newest_frame()) return not_run(std::to_string(*frame), session);
    if (colon == std::string_view::npos) return SeekTo{*frame};
    const auto step = whole_number(trimmed(text.substr(colon + 1)));
    const std::size_t steps = session.program().steps.size();
    if (!step || *step > steps) return "After the colon stands a number of steps, 0 to " + std::to_string(steps) + ".";
    if (*frame == 0) return std::string("Frame 0 has no steps: it is the state before the first frame.");
    if (*step == 0) return SeekTo{*frame - 1};
    return SeekTo{*frame, static_cast<StepIndex>(*step)};
}

std::optional<double> time_of(const Session& session, FrameNumber frame) {
    const FrameTimes& times = session.history().log().times;
    if (frame == 0 || frame > times.count()) return std::nullopt;
    return times.of(frame);
}

}  // namespace slotscope::gui
