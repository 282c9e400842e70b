// SPDX-License-Identifier: MIT
#include "model/slot_facts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "slotscope/format.h"
#include "slotscope/value_summary.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kCellBytes = 96;  // more than any column shows

const SlotMeta& meta(const Session& session, SlotIndex slot) { return session.slots()[slot]; }

std::string shortest(Storage storage, double number) {
    return storage == Storage::F32 ? format_shortest(static_cast<float>(number)) : format_shortest(number);
}

std::string one_line(Storage storage, const Value& value, std::size_t room) {
    if (const double* number = value.number()) return shortest(storage, *number);
    return format_value(value, room);
}

}  // namespace

std::optional<double> number_of(const Session& session, SlotIndex slot) {
    if (meta(session, slot).storage != Storage::Object) return session.values().number_at(slot);
    const Value value = session.values().value_at(slot);
    const double* number = value.number();
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

std::string_view unusual_word(const Session& session, SlotIndex slot) {
    const std::optional<double> number = number_of(session, slot);
    return number ? unusual_word(*number) : std::string_view();
}

std::string_view unusual_word(double number) {
    if (std::isfinite(number)) return {};
    return std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
}

std::string difference_words(double before, double now, int digits) {
    if (Value(before).same_as(Value(now))) return "=";
    const double difference = now - before;
    if (std::isnan(difference) || difference == 0) return "→";
    return (difference > 0 ? "+" : "") + format_significant(difference, digits);
}

std::string value_cell(const Session& session, SlotIndex slot) {
    const bool is_never = session.values().status(slot) == WriteStatus::Never;
    if (is_never && !is_filled_in_place(session, slot)) return "—";
    if (const auto number = number_of(session, slot)) return format_significant(*number);
    return summary_line(session.values().value_at(slot), kCellBytes);
}

bool is_filled_in_place(const Session& session, SlotIndex slot) {
    if (meta(session, slot).storage != Storage::Object || session.values().status(slot) != WriteStatus::Never)
        return false;
    return session.values().objects()[meta(session, slot).offset].typed_array() != nullptr;
}

std::string exact_line(const Value& value, std::size_t max_length) {
    const ValueForm form = value_form(value);
    const bool has_few_numbers = form == ValueForm::Vector || form == ValueForm::Color;
    return has_few_numbers ? format_value(value, max_length) : summary_line(value, max_length);
}

std::string value_shortest(const Session& session, SlotIndex slot) {
    constexpr std::size_t kLongest = 1'000'000;
    return one_line(meta(session, slot).storage, session.values().value_at(slot), kLongest);
}

std::string value_json(const Session& session, SlotIndex slot) {
    std::string json;
    append_trace_json(json, session.values().value_at(slot));
    return json;
}

Direction direction(const Session& session, SlotIndex slot) {
    if (session.values().status(slot) != WriteStatus::Changed) return Direction::None;
    const auto now = number_of(session, slot);
    const Value previous = session.previous_value(slot);
    const double* before = previous.number();
    if (!now || before == nullptr || std::isnan(*now) || std::isnan(*before)) return Direction::Other;
    if (*now == *before) return Direction::Other;  // 0 and -0, or an element that several slots share
    return *now > *before ? Direction::Up : Direction::Down;
}

std::string change_cell(const Session& session, SlotIndex slot, int digits) {
    switch (session.values().status(slot)) {
        case WriteStatus::Never:
        case WriteStatus::Stale: return {};
        case WriteStatus::Same: return "=";
        case WriteStatus::Changed: break;
    }
    const Direction where = direction(session, slot);
    if (where != Direction::Up && where != Direction::Down) return "→";
    return difference_words(*session.previous_value(slot).number(), *number_of(session, slot), digits);
}

FrameNumber frames_since_write(const Session& session, SlotIndex slot) {
    return session.values().frame() - session.values().last_written_frame(slot);
}

std::string status_cell(const Session& session, SlotIndex slot) {
    switch (session.values().status(slot)) {
        case WriteStatus::Never: return is_filled_in_place(session, slot) ? "filled" : "never";
        case WriteStatus::Stale: return short_count(frames_since_write(session, slot)) + " f";
        case WriteStatus::Same: return "same";
        case WriteStatus::Changed: return "changed";
    }
    return {};
}

StepIndex writer_of(const Session& session, SlotIndex slot) {
    const StepIndex writer = session.values().record(slot).writer;
    if (writer != kNoStep) return writer;
    const std::vector<StepIndex>& writers = session.wiring().writers[slot];
    return writers.empty() ? kNoStep : writers.front();
}

std::string step_reference(const Session& session, StepIndex step) {
    if (step >= session.step_names().size()) return "step " + std::to_string(step);
    const std::string& name = session.step_names()[step];
    const std::string number = std::to_string(step);
    return name == "step " + number ? name : number + " " + name;
}

std::string slot_reference(const Session& session, SlotIndex slot) {
    const std::string number = std::to_string(meta(session, slot).slot);
    const std::string& name = session.slot_names()[slot];
    return name == "slot " + number ? name : number + " " + name;
}

std::string status_sentence(const Session& session, SlotIndex slot) {
    const ValueStore& values = session.values();
    const WriteStatus status = values.status(slot);
    const bool has_writer = !session.wiring().writers[slot].empty();
    const bool is_read = !session.wiring().readers[slot].empty();
    if (status == WriteStatus::Never && is_filled_in_place(session, slot)) {
        const StepIndex writer = writer_of(session, slot);
        const std::string by = writer == kNoStep ? std::string() : " by step " + step_reference(session, writer);
        return "Filled in place" + by + ": such buffers do not count as written.";
    }
    if (status == WriteStatus::Never) {
        const std::string zero = meta(session, slot).storage == Storage::Object ? "undefined" : "0";
        const std::string reads = is_read ? " Whoever reads it gets " + zero + "." : " It holds " + zero + ".";
        if (!has_writer) return "Never written: no step writes it." + reads;
        return "Not written so far." + reads;
    }
    const WriteRecord& record = values.record(slot);
    const FrameNumber written = values.last_written_frame(slot);
    std::string sentence = written == 0 ? std::string("Initial value") : "Written in frame " + grouped(written);
    if (record.writer != kNoStep) {
        const std::string reference = step_reference(session, record.writer);
        sentence += reference.starts_with("step ") ? " by " + reference : " by step " + reference;
    }
    if (status == WriteStatus::Stale) {
        sentence += ", " + counted(frames_since_write(session, slot), "frame") + " ago";
        if (!has_writer) sentence += "; no step writes it";
        return sentence + ".";
    }
    if (record.writer != kNoStep) sentence += ", " + ordinal(record.order + std::uint64_t{1}) + " write of the frame";
    if (written == 0) return sentence + ".";
    if (status == WriteStatus::Same) return sentence + ", with the same value.";
    constexpr std::size_t kValueBytes = 48;
    const Value& before = session.previous_value(slot);
    return sentence + ", changed from " +
           (before.is_number() ? one_line(meta(session, slot).storage, before, kValueBytes)
                               : exact_line(before, kValueBytes)) +
           ".";
}

std::int64_t ulp_distance_f32(float a, float b) {
    if (std::isnan(a) || std::isnan(b)) return 0;
    const auto place = [](float value) {
        const auto bits = std::bit_cast<std::int32_t>(value);
        return bits < 0 ? std::int64_t{std::numeric_limits<std::int32_t>::min()} - bits : std::int64_t{bits};
    };
    return place(b) - place(a);
}

std::string ulp_change(const Session& session, SlotIndex slot) {
    const Storage storage = meta(session, slot).storage;
    if (storage == Storage::I32 || storage == Storage::U32) return {};
    const auto now = number_of(session, slot);
    const Value previous = session.previous_value(slot);
    const double* before = previous.number();
    if (!now || before == nullptr || std::isnan(*now) || std::isnan(*before) || *now == *before) return {};
    const std::int64_t steps = storage == Storage::F32
                                   ? ulp_distance_f32(static_cast<float>(*before), static_cast<float>(*now))
                                   : ulp_distance(*before, *now);
    const std::uint64_t size = steps < 0 ? ~static_cast<std::uint64_t>(steps) + 1 : static_cast<std::uint64_t>(steps);
    constexpr std::uint64_t kTellable = std::uint64_t{1} << 53;
    if (size > kTellable) return steps > 0 ? "more than +2^53 ulp" : "more than -2^53 ulp";
    return (steps > 0 ? "+" : "-") + grouped(size) + " ulp";
}

std::vector<HistorySample> recent_samples(const Session& session, SlotIndex slot, std::size_t max_frames) {
    std::vector<HistorySample> samples = session.recent().samples(slot, max_frames);
    const ValueStore& values = session.values();
    const HistorySample present{values.frame(), values.number_at(slot), values.status(slot)};
    // The history takes a frame when it ends.
    if (max_frames > 0 && (samples.empty() || samples.back().frame != present.frame)) {
        if (samples.size() == max_frames) samples.erase(samples.begin());
        samples.push_back(present);
    }
    const auto is_written = [](const HistorySample& sample) { return sample.status != WriteStatus::Never; };
    samples.erase(samples.begin(), std::find_if(samples.begin(), samples.end(), is_written));
    return samples;
}

std::vector<double> recent_values(const Session& session, SlotIndex slot, std::size_t max_frames) {
    std::vector<double> values;
    for (const HistorySample& sample : recent_samples(session, slot, max_frames)) values.push_back(sample.value);
    return values;
}

std::vector<SlotIndex> aliases(const SlotTable& slots, SlotIndex slot) {
    std::vector<SlotIndex> found;
    const SlotMeta& own = slots[slot];
    for (SlotIndex i = 0; i < slots.size(); ++i)
        if (i != slot && slots[i].storage == own.storage && slots[i].offset == own.offset) found.push_back(i);
    return found;
}

std::vector<const Note*> notes_about(const Session& session, SlotIndex slot) {
    std::vector<const Note*> found;
    const SlotId id = meta(session, slot).slot;
    const auto writes_only_this = [&](StepIndex step) {
        if (step >= session.wiring().steps.size()) return false;
        const auto& writes = session.wiring().steps[step].writes;
        return writes.size() == 1 && writes.front() == id;
    };
    for (const Note& note : session.notes())
        if (note.slot == id || (note.slot == kNoSlot && writes_only_this(note.step))) found.push_back(&note);
    return found;
}

std::vector<const Problem*> problems_about(const Session& session, SlotIndex slot) {
    std::vector<const Problem*> found;
    for (const Problem& problem : session.problems())
        if (problem.slot == meta(session, slot).slot) found.push_back(&problem);
    return found;
}

std::string note_extent(const Note& note) {
    const std::string times = note.count == 1 ? "once" : grouped(note.count) + " times";
    if (note.first_frame == note.last_frame) return times + ", frame " + grouped(note.first_frame);
    return times + ", frames " + grouped(note.first_frame) + " to " + grouped(note.last_frame);
}

std::string ordinal(std::uint64_t n) {
    static constexpr std::array<std::string_view, 13> kWords{"zeroth", "first",    "second",  "third",  "fourth",
                                                             "fifth",  "sixth",    "seventh", "eighth", "ninth",
                                                             "tenth",  "eleventh", "twelfth"};
    if (n < kWords.size()) return std::string(kWords[n]);
    const std::uint64_t tens = n % 100, ones = n % 10;
    const char* ending = tens >= 11 && tens <= 13 ? "th"
                         : ones == 1              ? "st"
                         : ones == 2              ? "nd"
                         : ones == 3              ? "rd"
                                                  : "th";
    return grouped(n) + ending;
}

std::string counted(std::uint64_t n, std::string_view one) {
    return grouped(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

std::string grouped(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string short_count(std::uint64_t n) {
    if (n < 10'000) return grouped(n);
    constexpr const char* kUnits[] = {"k", "M", "G", "T", "P", "E"};
    std::uint64_t unit = 1000;
    std::size_t which = 0;
    for (; n / unit >= 1000 && which + 1 < std::size(kUnits); ++which) unit *= 1000;
    // Cut, not rounded: what is "1M" has happened a million times.
    const std::uint64_t whole = n / unit, tenths = n % unit / (unit / 10);
    const bool has_tenths = whole < 100 && tenths > 0;
    return std::to_string(whole) + (has_tenths ? "." + std::to_string(tenths) : "") + kUnits[which];
}

}  // namespace slotscope::gui
