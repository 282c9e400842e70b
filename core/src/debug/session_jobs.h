// SPDX-License-Identifier: MIT
// What takes long in a session, as jobs that go on in slices: going to a place, searching, verifying, filling what panels
// show of recent frames. A job works with the scout; the cursor moves at its very end, so that it can be dropped any time.
#pragma once

#include "debug/frame_tests.h"
#include "slotscope/session.h"

namespace slotscope {

using MayContinue = std::function<bool()>;

class Session::Job {
public:
    explicit Job(Session& session) : s_(session) {}
    virtual ~Job() = default;
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    /// Works until it is done (true) or may not continue.
    virtual bool advance(const MayContinue& may_continue) = 0;
    [[nodiscard]] virtual Work work() const = 0;

protected:
    void run_scout_frame(bool keep);

    Session& s_;
};

/// Goes to a place: with the edits that stand behind its frame, or before them.
class Session::SeekJob final : public Job {
public:
    SeekJob(Session& session, Cursor target, bool with_edits, bool is_jump);
    bool advance(const MayContinue& may_continue) override;
    Work work() const override;

private:
    void run_last_frame();

    Cursor target_;
    bool with_edits_, is_jump_;
    FrameNumber to_run_ = 0;
};

/// Finds the nearest recorded place before or behind the cursor where a question is answered with yes, and goes there.
class Session::SearchJob final : public Job {
public:
    /// `what` it is that is said not to be there; "" says nothing.
    SearchJob(Session& session, bool is_forward, std::string what, std::unique_ptr<FrameTest> test);
    /// Backward from before `from`, which is the cursor's place or a later one, and in no frame before `lowest`.
    SearchJob(Session& session, Cursor from, FrameNumber lowest, std::unique_ptr<FrameTest> test);
    /// Whether an active breakpoint stops.
    [[nodiscard]] static std::unique_ptr<FrameTest> breakpoint_test(Session& session);
    /// Whether the condition holds.
    [[nodiscard]] static std::unique_ptr<FrameTest> condition_test(Session& session, Condition condition);
    [[nodiscard]] bool has_found() const noexcept { return hit_.has_value(); }
    bool advance(const MayContinue& may_continue) override;
    Work work() const override;

private:
    [[nodiscard]] static std::unique_ptr<FrameTest> test_of(Session& session, BreakpointSet breakpoints,
                                                            bool is_silent);
    void begin_backward();
    void begin_chunk();
    void observe();
    void skip_frame();
    bool advance_search(const MayContinue& may_continue);
    [[nodiscard]] bool end_chunk();
    [[nodiscard]] bool find_step();
    [[nodiscard]] bool is_beyond(const Cursor& place) const { return is_forward_ ? place > from_ : place < from_; }

    bool is_forward_;
    std::string what_;
    std::unique_ptr<FrameTest> test_;
    Cursor from_;
    FrameNumber lowest_ = 1;       ///< backward: no frame before it is looked at
    FrameNumber chunk_first_ = 0;  ///< first frame whose answer counts
    FrameNumber chunk_last_ = 0;
    std::optional<Cursor> hit_;
    std::optional<LogEntry> words_;  ///< of the hit
    std::vector<StepIndex> places_;  ///< of the frame that was observed last
    bool skips_first_ = false;       ///< the frame of the cursor has no place that counts
    bool is_exhausted_ = false;
    std::unique_ptr<SeekJob> seek_;
};

/// Runs everything again from the beginning and compares the hashes.
class Session::VerifyJob final : public Job {
public:
    explicit VerifyJob(Session& session);
    bool advance(const MayContinue& may_continue) override;
    Work work() const override;
};

/// Lists the frames of the recording in which a condition holds (session_hits.cpp).
class Session::HitsJob final : public Job {
public:
    HitsJob(Session& session, const FindHits& wanted);
    bool advance(const MayContinue& may_continue) override;
    Work work() const override;

private:
    /// A program and the frames that it ran in; `last` within the range that is searched.
    struct ProgramRun {
        ProgramPtr program;
        FrameNumber first = 0, last = 0;
    };
    void bind(const ProgramPtr& program);
    void add(const ConditionHit& hit);
    std::optional<ConditionHit> observe();
    bool run_frame(const MayContinue& may_continue);
    [[nodiscard]] ProgramRun program_at(FrameNumber frame) const;
    [[nodiscard]] std::optional<StepIndex> only_writer(SlotIndex slot) const;
    bool search_column();
    void search(const StoredColumn& column, FrameRange frames, std::optional<double> before, SlotIndex row,
                StepIndex writer);
    bool finish();

    Condition condition_;
    std::optional<ConditionEvaluator> evaluator_;  ///< none where the bound program has not the names
    ProgramPtr bound_;
    FrameRange range_;
    bool is_running_ = false;  ///< the scout stands at the last frame that was searched, and the evaluator saw it
    std::vector<double> values_;
    std::vector<std::size_t> found_;
};

/// Keeps what a frame held, to compare with.
class Session::CompareJob final : public Job {
public:
    CompareJob(Session& session, FrameNumber frame);
    bool advance(const MayContinue& may_continue) override;
    Work work() const override;

private:
    FrameNumber frame_;
};

/// Fills the session's recent values, and those of what is watched, up to the cursor.
class Session::RecentJob final : public Job {
public:
    /// As many as the widest sparkline shows.
    static constexpr FrameNumber kRecentFrames = 256;

    explicit RecentJob(Session& session);
    bool advance(const MayContinue& may_continue) override;
    Work work() const override { return {}; }

private:
    FrameNumber first_ = 0, last_ = 0;
    RecentHistory filled_;
    WatchValues watched_;
};

}  // namespace slotscope
