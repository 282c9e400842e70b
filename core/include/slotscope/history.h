// SPDX-License-Identifier: MIT
// `History`: the recording of a run and what makes every frame of it quick to reach: the input log, keyframes, and hashes
// that prove a repetition equal. One budget in bytes holds for all of it. Not here: moving (session.h).
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/bookmarks.h"
#include "slotscope/frame_hash.h"
#include "slotscope/playhead.h"

namespace slotscope {

/// A frame that gave something else when it ran again. It is a bug in Slotscope, a broken machine, or a recording that
/// was made by another version.
struct Divergence {
    FrameNumber frame = 0;
    std::string what;  ///< a sentence; names the first slot or state element that differs where that is known
};

/// The state between two frames: after frame `frame`, with so many edits done.
struct Keyframe {
    FrameNumber frame = 0;
    std::size_t edits = 0;
    Snapshot snapshot;
    std::size_t bytes = 0;
};

/// One line of events: a run from its beginning to its newest frame.
struct Branch {
    std::uint32_t id = 0;
    std::optional<std::uint32_t> parent;  ///< the branch that it left, where that is still there
    FrameNumber fork_frame = 0;           ///< the last frame that it has in common with it
    InputLog log;
    std::vector<Fault> faults;  ///< oldest first, at most kMaxFaults
    std::uint64_t fault_count = 0;
    BookmarkSet bookmarks;  ///< also of frames that have not run yet, where they were kept from another run

    static constexpr std::size_t kMaxFaults = 10'000;
    [[nodiscard]] FrameNumber newest() const noexcept { return log.times.count(); }
};

/// Bytes, by what they are for.
struct HistoryUse {
    std::size_t log = 0;  ///< inputs and faults of all branches: never given up
    std::size_t hashes = 0;
    std::size_t keyframes = 0;    ///< of all branches
    std::size_t near_frames = 0;  ///< frames around the cursor, for stepping back
    std::size_t other = 0;        ///< what the session keeps besides (recent values, columns, hits, log, probe records)
    std::size_t budget = 0;
    [[nodiscard]] std::size_t total() const noexcept { return log + hashes + keyframes + near_frames + other; }
};

class History {
public:
    static constexpr std::size_t kDefaultBudget = std::size_t{512} << 20;

    explicit History(std::size_t budget_bytes = kDefaultBudget) : budget_(budget_bytes) {}

    /// Forgets everything and begins with this run, which stands at frame 0.
    void begin(const Playhead& start, const ExecutorOptions& options);

    [[nodiscard]] const InputLog& log() const noexcept { return branch_.log; }
    [[nodiscard]] const Branch& branch() const noexcept { return branch_; }
    [[nodiscard]] FrameNumber newest() const noexcept { return branch_.newest(); }
    /// Highest frame that was finished; frames up to it have been run before.
    [[nodiscard]] FrameNumber finished() const noexcept { return finished_; }

    // --- Recording ---
    void push_time(double t_ms) { branch_.log.times.push(t_ms); }
    void push_times(const FrameTimes::Fixed& first, FrameNumber frames) { branch_.log.times.push(first, frames); }
    /// An edit at the place where the playhead stands. Precondition: nothing is recorded behind it (see `fork`).
    void push_edit(Edit edit) { branch_.log.edits.push_back(std::move(edit)); }
    /// Takes the last edit back, of which there must be one.
    void pop_edit() { branch_.log.edits.pop_back(); }
    [[nodiscard]] std::optional<Error> set_bookmark(Bookmark bookmark);
    void set_bookmarks(BookmarkSet bookmarks);
    void remove_bookmark(FrameNumber frame);
    /// Changes with every change of the bookmarks of the present branch, and when another branch is the present one.
    [[nodiscard]] std::uint64_t bookmarks_revision() const noexcept { return bookmarks_revision_; }
    /// Another number for every recording that begins; 0 before the first.
    [[nodiscard]] std::uint64_t run() const noexcept { return run_; }
    /// A program for edits to name. Returns its row in the log.
    [[nodiscard]] std::size_t add_program(ProgramPtr program);

    /// To be called after every frame that was run, new or again: takes keyframes and hashes, and compares them. `keep`:
    /// also remembers the frame as one near the cursor.
    std::optional<Divergence> frame_done(const Playhead& playhead, bool keep = false);

    /// Of new frames before this one, without a fault, it is enough to give the last one's number to `frame_done`.
    [[nodiscard]] FrameNumber next_mark() const noexcept {
        return std::min(next_keyframe_, (finished_ / hash_every_ + 1) * hash_every_);
    }
    void frame_done(FrameNumber frame) noexcept { finished_ = frame; }

    // --- Reaching a frame ---
    /// Puts the playhead where it can run on to the end of `frame` with the fewest frames in between, or leaves it where
    /// it is when that is nearer. Afterwards it stands between frames at or before `frame`, at `frame` before the edits
    /// that follow it. Returns the frames to run.
    FrameNumber approach(Playhead& playhead, FrameNumber frame) const;
    /// A playhead at the beginning that shares plans, notes and probe records with `like`.
    [[nodiscard]] Playhead new_playhead(const Playhead& like) const;

    // --- Branches ---
    /// Makes what lies behind this place a branch of its own and goes on without it. Nothing happens when nothing lies
    /// behind it.
    void fork(FrameNumber frame, std::size_t edits_done, bool is_in_frame);
    [[nodiscard]] std::vector<const Branch*> other_branches() const;
    /// Makes another branch the present one. False when there is none of that id.
    bool switch_to(std::uint32_t id);
    /// Forgets another branch. False when there is none of that id.
    bool drop_branch(std::uint32_t id);

    // --- Budget ---
    void set_budget(std::size_t bytes);
    /// What the session keeps besides, to be held against the same budget.
    void set_other_bytes(std::size_t bytes);
    /// What it may come to keep: keyframes leave so much room. In force from the next keyframe or `set_budget` on.
    void reserve_other_bytes(std::size_t bytes) { reserved_bytes_ = bytes; }
    [[nodiscard]] HistoryUse use() const noexcept;
    [[nodiscard]] std::size_t budget() const noexcept { return budget_; }
    /// Frames of the keyframes of the present branch, ascending.
    [[nodiscard]] std::vector<FrameNumber> keyframe_frames() const;
    /// Frames between keyframes where they are densest.
    [[nodiscard]] FrameNumber spacing() const noexcept { return spacing_; }

private:
    friend struct SessionTestAccess;  ///< tests make keyframes dense, so that short runs have many

    using KeyframePtr = std::shared_ptr<Keyframe>;
    struct Line {
        Branch branch;
        std::vector<KeyframePtr> keyframes;
        std::vector<std::uint64_t> hashes;
        FrameNumber finished = 0;
        std::size_t bytes = 0;  ///< of the branch
    };

    [[nodiscard]] KeyframePtr take_keyframe(const Playhead& playhead);
    void add_keyframe(KeyframePtr keyframe);
    void recycle(KeyframePtr keyframe);
    void keep_near(const Playhead& playhead);
    void choose_spacing(const Playhead& playhead, std::size_t bytes);
    void obey_budget();
    void add_fault(const Fault& fault);
    void count_faults();
    void thin(std::size_t allowance);
    [[nodiscard]] std::optional<Divergence> compare(const Playhead& playhead);
    [[nodiscard]] std::size_t keyframe_bytes() const noexcept { return keyframe_bytes_ + pool_bytes_; }

    std::size_t budget_;
    Branch branch_;
    std::vector<KeyframePtr> keyframes_;  ///< of the present branch, by frame, then edits; the first is of frame 0
    std::vector<std::uint64_t> hashes_;   ///< of frames 0, hash_every_, 2 * hash_every_, …
    FrameHasher hasher_;
    FrameNumber finished_ = 0;
    FrameNumber next_keyframe_ = 0;
    FrameNumber spacing_ = 64;
    FrameNumber min_spacing_ = 32, max_spacing_ = 4096;
    FrameNumber hash_every_ = 32;
    std::map<FrameNumber, KeyframePtr> near_;
    std::size_t near_bytes_ = 0;
    std::vector<KeyframePtr> pool_;  ///< memory of keyframes that were given up
    std::size_t pool_bytes_ = 0;
    std::size_t keyframe_bytes_ = 0;  ///< of all branches, shared ones once
    std::vector<Line> others_;
    std::uint32_t next_branch_id_ = 0;
    std::size_t other_bytes_ = 0;
    std::size_t reserved_bytes_ = 0;
    std::size_t fault_bytes_ = 0;  ///< texts of the present branch's faults
    std::uint64_t bookmarks_revision_ = 1;
    std::uint64_t run_ = 0;
};

}  // namespace slotscope
