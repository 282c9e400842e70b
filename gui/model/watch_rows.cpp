// SPDX-License-Identifier: MIT
#include "model/watch_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/number_forms.h"
#include "model/words.h"
#include "slotscope/describe.h"
#include "slotscope/format.h"
#include "slotscope/value_summary.h"

namespace slotscope::gui {
namespace {

using Kind = WatchTarget::Kind;

constexpr std::size_t kCellBytes = 96;      // more than any column shows
constexpr std::size_t kRecentFrames = 256;  // as many as are kept when frames are run again
constexpr std::size_t kMostSteps = 512;     // of a curve over the recording: wider ones say no more
constexpr std::size_t kMostCurves = 1024;   // kept: more than any screen has rows
constexpr float kLeastPart = 0.02F;         // of a line, that a curve is drawn in

Storage storage_of(const Session& session, std::size_t position) {
    if (const auto slot = watched_slot(session, position)) return session.slots()[*slot].storage;
    const ExpressionEvaluator* evaluator = session.watches().evaluator(position);
    return evaluator != nullptr && evaluator->is_float() ? Storage::F32 : Storage::F64;
}

std::string words_of(const Value& value, NumberForm form, Storage storage) {
    const Storage as = storage == Storage::Object ? Storage::F64 : storage;
    if (const double* number = value.number()) return number_in_form(*number, form, as);
    return summary_line(value, kCellBytes);
}

WatchState state_of(WriteStatus status) {
    switch (status) {
        case WriteStatus::Changed: return WatchState::Changed;
        case WriteStatus::Same: return WatchState::Same;
        case WriteStatus::Stale: return WatchState::Stale;
        case WriteStatus::Never: break;
    }
    return WatchState::Never;
}

void fill_slot(const Session& session, SlotIndex slot, NumberForm form, WatchText& text) {
    const Storage storage = session.slots()[slot].storage;
    text.state = state_of(session.values().status(slot));
    const bool is_never = text.state == WatchState::Never && !is_filled_in_place(session, slot);
    const Value now = session.values().value_at(slot);
    text.value = is_never ? std::string("—") : words_of(now, form, storage);
    if (!is_never && form != NumberForm::Bits) text.unusual = unusual_word(session, slot);
    text.has_point = !is_never && now.is_number() && has_decimal_point(form);
    text.change = change_cell(session, slot);
    text.status = status_cell(session, slot);
    text.direction = direction(session, slot);
    const Value before = session.previous_value(slot);
    if (session.cursor().frame > 0 && !is_never && !before.is_undefined())
        text.before = words_of(before, form, storage);
}

void fill_number(const Session& session, std::size_t position, NumberForm form, WatchText& text) {
    const Storage storage = storage_of(session, position);
    const auto now = session.watch_value(position), before = session.watch_before(position);
    if (before) text.before = number_in_form(*before, form, storage);
    if (!now) {
        text.value = "…";
        return;
    }
    text.value = number_in_form(*now, form, storage);
    if (form != NumberForm::Bits) text.unusual = unusual_word(*now);
    text.has_point = has_decimal_point(form);
    if (!before) return;
    text.change = difference_words(*before, *now);
    const bool is_same = Value(*before).same_as(Value(*now));
    text.state = is_same ? WatchState::Same : WatchState::Changed;
    text.status = is_same ? "same" : "changed";
    if (is_same) return;
    text.direction = *now > *before ? Direction::Up : *now < *before ? Direction::Down : Direction::Other;
}

/// The least and the greatest of each step, so that no spike is lost; from where the program that ran then had the slot.
WatchCurve whole_recording(const Session& session, SlotId slot, int width) {
    const auto steps = static_cast<std::size_t>(std::clamp(width, 1, static_cast<int>(kMostSteps)));
    const FrameNumber last = session.finished_frame();
    WatchCurve curve;
    for (const ValueStep& step : session.read_values({slot, 0, last, steps}).steps) {
        if (step.detail == ValueDetail::NotYet) return {{}, 0, 1, true};
        if (step.detail == ValueDetail::NoSlot || step.summary.frames == 0) {
            curve.values.clear();
            curve.begin = static_cast<float>(step.end) / static_cast<float>(last + 1);
            continue;
        }
        const bool is_nan = step.summary.nan == step.summary.frames;
        curve.values.push_back(is_nan ? std::numeric_limits<double>::quiet_NaN() : step.summary.min);
        curve.values.push_back(is_nan ? std::numeric_limits<double>::quiet_NaN() : step.summary.max);
    }
    return curve;
}

WatchCurve recent_curve(const Session& session, std::size_t position, bool is_whole) {
    WatchCurve curve;
    if (const auto slot = watched_slot(session, position)) {
        curve.values = recent_values(session, *slot, kRecentFrames);
        return curve;
    }
    WatchValues::Samples samples = session.watch_values().samples(position, kRecentFrames);
    const FrameNumber here = session.cursor().frame;
    const auto now = session.watch_value(position);
    // An edit at the cursor, or the frame that is under way.
    if (now && !samples.values.empty()) {
        const FrameNumber next = samples.first + samples.values.size();
        if (next == here) samples.values.push_back(*now);
        else if (next == here + 1) samples.values.back() = *now;
    }
    curve.values = std::move(samples.values);
    if (!is_whole || curve.values.empty()) return curve;
    const auto all = static_cast<float>(std::max<FrameNumber>(session.newest_frame(), 1));
    curve.begin = static_cast<float>(samples.first) / all;
    curve.end = std::min(1.0F, static_cast<float>(samples.first + curve.values.size() - 1) / all);
    if (curve.end - curve.begin < kLeastPart) curve.values.clear();
    return curve;
}

}  // namespace

std::optional<SlotIndex> watched_slot(const Session& session, std::size_t position) {
    const WatchTarget& target = session.watches().target(position);
    return target.kind == Kind::Slot ? std::optional(SlotIndex{target.row}) : std::nullopt;
}

std::string watch_name(const Session& session, std::size_t position) {
    const WatchTarget& target = session.watches().target(position);
    switch (target.kind) {
        case Kind::Slot: return session.slot_names()[target.row];
        case Kind::Element: {
            const std::string name = cell_name(session.program(), target.row);
            const bool is_one = session.program().state_layout.cells[target.row].size == 1;
            return is_one ? name : name + "[" + std::to_string(target.element) + "]";
        }
        case Kind::RingElement: {
            const std::string& name = session.symbols().rings()[target.row].name;
            if (target.element == 0) return name + ", newest";
            return name + ", " + grouped(target.element) + " before the newest";
        }
        case Kind::Expression: break;
    }
    return session.watches()[position].expression.to_text();
}

WatchText watch_text(const Session& session, std::size_t position) {
    const WatchSet& watches = session.watches();
    const NumberForm form = watches[position].form;
    WatchText text;
    if (watches.error(position)) {
        text.state = WatchState::Broken;
        text.error = as_sentence(watches.error(position)->message);
        return text;
    }
    if (const auto slot = watched_slot(session, position)) fill_slot(session, *slot, form, text);
    else fill_number(session, position, form, text);
    return text;
}

std::string watch_copy(const Session& session, std::size_t position) {
    NumberForm form = session.watches()[position].form;
    if (form == NumberForm::Decimal || form == NumberForm::Scientific) form = NumberForm::Shortest;
    const Storage storage = storage_of(session, position);
    if (const auto slot = watched_slot(session, position)) {
        const Value now = session.values().value_at(*slot);
        return now.is_number() ? words_of(now, form, storage) : value_json(session, *slot);
    }
    const auto now = session.watch_value(position);
    return now ? number_in_form(*now, form, storage) : std::string();
}

std::string watch_removal_sentence(const Action& action, const Session& session) {
    const WatchSet& watches = session.watches();
    const auto* const one = std::get_if<RemoveWatch>(&action);
    const auto* const all = std::get_if<SetWatches>(&action);
    if (one != nullptr) {
        const auto position = watches.position_of(one->id);
        return position ? watch_name(session, *position) + " is watched no longer." : std::string();
    }
    if (all == nullptr || all->is_from_file || all->watches.size() > 0 || watches.size() == 0) return {};
    return watches.size() == 1 ? watch_name(session, 0) + " is watched no longer."
                               : counted(watches.size(), "thing") + " are watched no longer.";
}

std::string watch_count_sentence(const Session& session) {
    const std::size_t count = session.watches().size();
    if (count == 0) return "nothing is watched now.";
    return counted(count, "thing") + (count == 1 ? " is watched now." : " are watched now.");
}

const WatchCurve& WatchCurves::of(const Session& session, std::size_t position, bool is_whole, int width) {
    const Key key{session.revision(), is_whole ? session.slot_history().revision() : 0, session.watches_revision(),
                  is_whole, is_whole ? width : 0};
    if (!(key == key_) || curves_.size() > kMostCurves) curves_.clear();
    key_ = key;
    const auto [found, is_new] = curves_.try_emplace(session.watches()[position].id);
    if (!is_new) return found->second;
    const auto slot = watched_slot(session, position);
    if (is_whole && slot) found->second = whole_recording(session, session.slots()[*slot].slot, width);
    else found->second = recent_curve(session, position, is_whole);
    return found->second;
}

}  // namespace slotscope::gui
