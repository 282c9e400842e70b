// SPDX-License-Identifier: MIT
// What is known of one slot now, in words: its value, how it changed, when and by whom it was written, what shares its
// memory, what was noted about it. For table rows and for the slot inspector. Nothing is kept here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

/// Which way the value went since the end of the previous frame. Other: between values that have no order (NaN, objects).
enum class Direction : std::uint8_t { None, Up, Down, Other };

/// The slot's number; nothing when it holds something else, as object slots may.
[[nodiscard]] std::optional<double> number_of(const Session& session, SlotIndex slot);

/// A number that tables mark: "NaN", "Infinity", "-Infinity"; empty for all others and for what is no number.
[[nodiscard]] std::string_view unusual_word(const Session& session, SlotIndex slot);
[[nodiscard]] std::string_view unusual_word(double number);
/// "+16.67" (at most `digits` significant digits); "=" for the same number, "→" between numbers that have no difference: 0 and
/// -0, NaN.
[[nodiscard]] std::string difference_words(double before, double now, int digits = 4);

/// For a table cell: seven significant digits, objects as `summary_line` says them. A slot that was never written reads "—".
[[nodiscard]] std::string value_cell(const Session& session, SlotIndex slot);
/// A buffer that a step fills without writing its slot, as materializePath and its like do: it has no write status.
[[nodiscard]] bool is_filled_in_place(const Session& session, SlotIndex slot);
/// All digits, as they would be typed; also of a slot that was never written.
[[nodiscard]] std::string value_shortest(const Session& session, SlotIndex slot);
/// As `summary_line`, but with every digit of the members of vectors and colours.
[[nodiscard]] std::string exact_line(const Value& value, std::size_t max_length);
/// The trace encoding of JSON, which keeps NaN, -0 and typed arrays.
[[nodiscard]] std::string value_json(const Session& session, SlotIndex slot);

[[nodiscard]] Direction direction(const Session& session, SlotIndex slot);
/// "+16.67" (at most `digits` significant digits); "=" when written with the same value, "→" when it changed between values that have no difference; empty
/// when it was not written in this frame.
[[nodiscard]] std::string change_cell(const Session& session, SlotIndex slot, int digits = 4);
/// "changed", "same", "12 f" (frames since the last write), "never", "filled" (in place).
[[nodiscard]] std::string status_cell(const Session& session, SlotIndex slot);
/// Frames since the last write; 0 when it was written in this frame. Precondition: the slot was written at some time.
[[nodiscard]] FrameNumber frames_since_write(const Session& session, SlotIndex slot);

/// The step that wrote last; without any write yet the first step that would. kNoStep: nothing writes it.
[[nodiscard]] StepIndex writer_of(const Session& session, SlotIndex slot);
/// "7 mix".
[[nodiscard]] std::string step_reference(const Session& session, StepIndex step);
/// "12 delay.out".
[[nodiscard]] std::string slot_reference(const Session& session, SlotIndex slot);

/// "Written in frame 128 by step 7 mix, third write of the frame, changed from 0.5."
[[nodiscard]] std::string status_sentence(const Session& session, SlotIndex slot);
/// "+3 ulp", "more than 2^53 ulp apart"; empty for objects, equal values and NaN.
[[nodiscard]] std::string ulp_change(const Session& session, SlotIndex slot);
/// Neighbouring floats from `a` to `b`; 0 when one is NaN.
[[nodiscard]] std::int64_t ulp_distance_f32(float a, float b);

/// The slot in the last frames from its first write on, oldest first, the frame under the cursor included though it may
/// not be over. Empty while it was never written.
[[nodiscard]] std::vector<HistorySample> recent_samples(const Session& session, SlotIndex slot, std::size_t max_frames);
/// Their values; NaN where it is no number.
[[nodiscard]] std::vector<double> recent_values(const Session& session, SlotIndex slot, std::size_t max_frames);

/// Other slots of the same storage and element: writing one changes all. In order of their numbers.
[[nodiscard]] std::vector<SlotIndex> aliases(const SlotTable& slots, SlotIndex slot);
/// Notes and problems that name this slot, or (notes) whose step alone writes it.
[[nodiscard]] std::vector<const Note*> notes_about(const Session& session, SlotIndex slot);
[[nodiscard]] std::vector<const Problem*> problems_about(const Session& session, SlotIndex slot);
/// "3 times, frames 1 to 12".
[[nodiscard]] std::string note_extent(const Note& note);

/// "third", "21st": the n-th, counted from 1.
[[nodiscard]] std::string ordinal(std::uint64_t n);
/// "1 frame", "12 frames".
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view one);
/// 1234567 -> "1,234,567".
[[nodiscard]] std::string grouped(std::uint64_t n);
/// In at most six characters: 1234 -> "1,234", 60355 -> "60.3k", 1000000 -> "1M".
[[nodiscard]] std::string short_count(std::uint64_t n);

}  // namespace slotscope::gui
