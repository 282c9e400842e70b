// SPDX-License-Identifier: MIT
// `Model`: what a Session has to do, written down in the plainest way: every moment of every branch is kept, a place is an
// index, a search looks at all of them. Nothing here knows History, keyframes or jobs.
#pragma once

#include <functional>
#include <map>

#include "core/session/model/line.h"

namespace slotscope::test {

/// A breakpoint of a kind that one frame decides.
struct Watch {
    enum class Kind : std::uint8_t { Write, Change, Stale, Frame, Fault, Step, Before };
    BreakpointId id = 0;
    Kind kind = Kind::Change;
    std::uint64_t number = 0;  ///< slot, frame or step
    bool is_enabled = true, is_log_only = false;

    [[nodiscard]] std::string text() const;
    /// Whether the program has what it names.
    [[nodiscard]] bool fits(const Program& program, const SlotTable& slots) const;
};

struct ModelBranch {
    std::uint32_t id = 0;
    std::optional<std::uint32_t> parent;
    FrameNumber fork_frame = 0;
    Line line;
    std::map<FrameNumber, std::string> bookmarks;

    [[nodiscard]] FrameNumber newest() const { return line.back().cursor.frame; }
    [[nodiscard]] FrameNumber finished() const { return newest() - (line.back().is_in_frame ? 1 : 0); }
};

struct ModelLogEntry {
    FrameNumber frame = 0;
    StepIndex step = kFrameEnd;
    BreakpointId id = 0;
    bool stopped = false;
    friend bool operator==(const ModelLogEntry&, const ModelLogEntry&) = default;
};

class Model {
public:
    explicit Model(const ProgramPtr& program) : present_{0, {}, 0, Line(program, DeltaMode::Actual), {}} {}

    // --- Actions; false: an error, and nothing has changed ---
    void open(const ProgramPtr& program);
    void restart();
    bool step_frame();
    bool step_schedule();
    bool step_back();
    bool step_schedule_back();
    bool seek_to(Cursor place);
    void go_to_end();
    /// These three: whether there is such a place; the cursor is there then.
    bool go_to_write(SlotId slot, bool is_forward, bool only_changes);
    bool go_to_state_change(StateStorage storage, std::uint32_t first, std::uint32_t count, bool is_forward);
    bool go_to_hit(bool is_forward);
    void edit(const LineEdit& edit);     ///< where the cursor is
    void edit_frame_end(LineEdit edit);  ///< finishes the frame before
    bool undo();
    bool switch_branch(std::uint32_t id);
    bool drop_branch(std::uint32_t id);
    void play(std::optional<std::uint64_t> frames);
    bool play_backward();
    void stop() { is_playing = is_backward = false, frames_left.reset(); }
    /// Returns the frames played. `slices`: how often it may continue.
    std::uint64_t run(double elapsed_ms, std::size_t slices);
    void set_fps(double new_fps);
    void set_source(FrameSourceKind kind, std::vector<double> list);

    // --- What can be seen ---
    [[nodiscard]] const Moment& here() const { return present_.line[cursor_]; }
    [[nodiscard]] const ModelBranch& branch() const { return present_; }
    [[nodiscard]] const std::vector<ModelBranch>& others() const { return others_; }
    [[nodiscard]] bool is_live() const;
    [[nodiscard]] bool can_undo() const { return is_live() && cursor_ > 0 && present_.line.is_edit(cursor_ - 1); }
    [[nodiscard]] std::vector<Fault> faults() const;
    [[nodiscard]] bool has_next_time() const;
    [[nodiscard]] bool has_active_watch() const;
    /// Frames and steps of the hits of a condition in finished frames.
    [[nodiscard]] std::vector<std::pair<FrameNumber, StepIndex>> hits_of(const Watch& watch) const;

    std::vector<Watch> watches;
    std::vector<ModelLogEntry> log;
    std::map<FrameNumber, std::string>& bookmarks() { return present_.bookmarks; }
    bool is_playing = false, is_backward = false;
    std::optional<std::uint64_t> frames_left;
    std::optional<FrameRange> loop;
    double speed = 1, fps = 60;
    FrameSourceKind source = FrameSourceKind::FixedFps;
    bool stop_at_faults = true;
    DeltaMode delta_of_next = DeltaMode::Actual;

private:
    struct Places {
        std::vector<Cursor> all;
        void add(const Cursor& place) { all.push_back(place); }
    };
    using PlacesOfFrame = std::function<void(const Line&, std::size_t begin, std::size_t end, Places&)>;

    [[nodiscard]] double next_time();
    void resume_source();
    void take_edits();
    void begin_frame();
    void step_once();
    void finish_frame();
    void run_one_frame();
    void frame_finished(bool was_new);
    void land(Cursor place);
    void fork();
    void run_backward(FrameNumber due);
    [[nodiscard]] bool search(bool is_forward, const PlacesOfFrame& places_of);
    [[nodiscard]] bool search_between(const Cursor& from, FrameNumber lowest, bool is_forward,
                                      const PlacesOfFrame& places_of);
    [[nodiscard]] PlacesOfFrame stops_of_frame() const;
    [[nodiscard]] std::vector<const Watch*> active(const Moment& moment) const;
    [[nodiscard]] static std::optional<StepIndex> hit_step(const Watch& watch, const Moment& end);
    [[nodiscard]] static std::optional<StepIndex> stop_step(const Watch& watch, const Moment& end);

    ModelBranch present_;
    std::vector<ModelBranch> others_;
    std::uint32_t last_branch_ = 0;
    std::size_t cursor_ = 0;
    double owed_ = 0;
    bool runs_by_play_ = false;  ///< the frame at the cursor, which is not on the way of a move
    std::optional<Cursor> resumed_;
    std::optional<Cursor> pending_;
    std::vector<double> times_;
    std::uint64_t position_ = 0;
    FrameNumber origin_ = 0;
};

}  // namespace slotscope::test
