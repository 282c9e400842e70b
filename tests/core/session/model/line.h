// SPDX-License-Identifier: MIT
// `Line`: one line of events as the naive model keeps it: every input and every step, and all that could be seen after
// each. It knows the plain Executor only, and only runs it forward, from the beginning where it has to.
#pragma once

#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "slotscope/executor.h"
#include "slotscope/session.h"

namespace slotscope::test {

/// A slot's write mark, in words that do not depend on how a store counts.
struct Mark {
    WriteStatus status = WriteStatus::Never;
    FrameNumber written = 0, changed = 0;  ///< frames; 0 where it never was
    StepIndex writer = kNoStep;
    std::uint32_t order = 0;  ///< of a write of this frame
    friend bool operator==(const Mark&, const Mark&) = default;
};

/// All that can be seen at one moment of a run.
struct Moment {
    Cursor cursor;
    bool is_in_frame = false;
    std::size_t edits = 0;  ///< of the line, done so far
    ProgramPtr program;
    std::vector<Value> values;  ///< by SlotIndex
    std::vector<Mark> marks;
    StateBuffer state;
    std::shared_ptr<const std::vector<Value>>
        before;  ///< values before the frame, or those that its program began with
    std::optional<Fault> fault;
    DeltaMode delta = DeltaMode::Actual;
    double t_abs_ms = 0, delta_ms = 0;
    Value output;

    /// Steps run, as SeekTo names a place: kFrameEnd between frames.
    [[nodiscard]] Cursor place() const { return {cursor.frame, is_in_frame ? cursor.step : kFrameEnd}; }
};

struct BeginFrame {
    double t_ms = 0;
};
struct RunStep {};
struct Swap {
    ProgramPtr program;
};
struct ReplaceConstants {
    ProgramPtr program;
};
using LineEdit = std::variant<SlotEdit, StateEdit, Swap, ReplaceConstants, DeltaEdit>;
using Event = std::variant<BeginFrame, RunStep, LineEdit>;

class Line {
public:
    Line(ProgramPtr program, DeltaMode delta);
    /// The copy makes an executor of its own when it needs one.
    Line(const Line& other);
    Line& operator=(const Line& other);
    Line(Line&&) = default;
    Line& operator=(Line&&) = default;

    /// Moment 0 is the beginning; moment i + 1 is after event i.
    [[nodiscard]] const Moment& operator[](std::size_t i) const { return *moments_[i]; }
    [[nodiscard]] std::size_t size() const { return moments_.size(); }
    [[nodiscard]] const Moment& back() const { return *moments_.back(); }
    [[nodiscard]] const Event& event(std::size_t i) const { return events_[i]; }
    [[nodiscard]] bool is_edit(std::size_t i) const {
        return i < events_.size() && std::holds_alternative<LineEdit>(events_[i]);
    }

    /// Appends an event by running it.
    void push(Event event);
    /// Keeps so many moments.
    void truncate(std::size_t count);

private:
    void run(const Event& event);
    [[nodiscard]] std::shared_ptr<const Moment> look(const Event* last) const;

    ProgramPtr program_;
    ExecutorOptions options_;
    std::vector<Event> events_;
    std::vector<std::shared_ptr<const Moment>> moments_;
    // Of the end of the line; none after a copy or a truncation.
    std::optional<Executor> executor_;
    std::optional<Fault> fault_;
    DeltaMode delta_ = DeltaMode::Actual;
};

}  // namespace slotscope::test
