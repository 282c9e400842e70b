// SPDX-License-Identifier: MIT
// `SlotHistory`: what the slots held over the whole recording, for plots and rasters: summaries of all slots in levels, and
// columns of values with write marks where somebody watches or looks. It is filled by whoever replays frames and asks it
// which frame comes next; what is missing is known as missing. Not here: replaying (session.h), the input log (history.h).
//
// Slots are matched by their numbers. Before a hot swap a slot shows what the slot of its number held in the program that
// ran then; where that program has none of the number, there is nothing.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "slotscope/column_store.h"
#include "slotscope/input_log.h"
#include "slotscope/summary_recorder.h"

namespace slotscope {

class RecentHistory;

/// Who asks for values: each has one request, the last.
enum class ValueViewer : std::uint8_t { Raster, Plot, Other };

/// What a view is about to read: these slots over frames [first, last], in so many steps.
struct ValueRequest {
    ValueViewer viewer = ValueViewer::Other;
    std::vector<SlotId> slots;  ///< none: nothing any more
    FrameNumber first = 0, last = 0;
    std::size_t width = 1;
    friend bool operator==(const ValueRequest&, const ValueRequest&) = default;
};

/// How well one step of a plot is known.
enum class ValueDetail : std::uint8_t {
    NotYet,  ///< it has to be run again first
    NoSlot,  ///< the program that ran then has no such slot
    Coarse,  ///< `summary` is of these frames and others around them
    Exact,   ///< `summary` is of these frames, up to the block of 64 that lies over an edge where the steps are longer
};

struct ValueStep {
    FrameNumber first = 0, end = 0;
    ValueDetail detail = ValueDetail::NotYet;
    Summary
        summary;  ///< `first` and `last` are NaN where steps are of 64 to 1,023 frames, whose values are not looked at
};

struct ValueSteps {
    std::vector<ValueStep> steps;  ///< in order of time; they cover what was asked for
    std::size_t work = 0;          ///< summaries, blocks and values that were looked at
};

/// Frames [first, last] of a slot in at most `width` steps of at least a frame each.
struct ValueQuery {
    SlotId slot = 0;
    FrameNumber first = 0, last = 0;
    std::size_t width = 1;
    bool only_marks = false;  ///< the values of the summaries mean nothing then; it costs less
};

class SlotHistory {
public:
    /// Where the recording stands.
    struct Place {
        FrameNumber finished = 0;  ///< the newest frame that has ended
        FrameNumber cursor = 0;
        bool has_recent = false;  ///< the newest frames are read from a RecentHistory, so they may come later
    };
    /// Programs with more slots have columns around the cursor for watched slots only.
    static constexpr std::size_t kWindowSlots = 1024;
    /// Columns that a request may ask for; a wider one is answered by summaries.
    static constexpr std::size_t kMostColumns = 8'192;

    SlotHistory();
    ~SlotHistory();
    SlotHistory(SlotHistory&&) noexcept;
    SlotHistory& operator=(SlotHistory&&) noexcept;

    // --- What the owner of the recording tells it ---
    /// Forgets everything and begins with the recording of this log.
    void begin(const InputLog& log);
    /// What happened after the end of this frame is not true any more, or not known to be.
    void drop_after(FrameNumber frame);
    /// The log has other hot swaps than before. Precondition: what they made untrue was dropped.
    void follow(const InputLog& log);
    /// Bytes that it may hold. A smaller number takes effect at once: columns go first, the least recently used before the
    /// others, then summaries grow coarse or go. A larger one has what was given up filled again.
    void set_allowance(std::size_t bytes);

    // --- What is wanted ---
    void request(ValueRequest request);
    /// Slots whose columns are kept over the whole recording, as far as there is room.
    void watch(std::vector<SlotId> slots);
    [[nodiscard]] const std::vector<SlotId>& watched() const noexcept { return watched_; }
    /// The last request of this viewer.
    [[nodiscard]] const ValueRequest& requested(ValueViewer viewer) const noexcept {
        return wanted_[static_cast<std::size_t>(viewer)].request;
    }

    // --- Filling ---
    /// Stores a few of the columns that are complete. False when there is none; then `next_frame` says how to go on.
    bool store_some();
    /// The frame whose end is wanted next; nullopt when everything that fits is there. What a view asked for last comes
    /// first, then the frames around the cursor, the watched slots, and the summaries from old to new.
    [[nodiscard]] std::optional<FrameNumber> next_frame(const Place& place);
    /// The end of the frame that was wanted.
    void take(const ValueStore& values);

    // --- Reading ---
    /// Changes with everything that `read` may tell.
    [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }
    /// O(width), whatever the range is. Frames after `finished` are nothing, not even missing. `recent` has the newest
    /// frames, where it is not null.
    [[nodiscard]] ValueSteps read(const ValueQuery& query, FrameNumber finished,
                                  const RecentHistory* recent = nullptr) const;
    /// The column that has this frame, if it is there: the frames of its chunk that ran in one program, but perhaps not yet
    /// the newest of them.
    [[nodiscard]] const StoredColumn* column_at(SlotId slot, FrameNumber frame) const;
    /// One past the last frame up to which summaries cover everything that there is room for.
    [[nodiscard]] FrameNumber summarised_end() const noexcept;
    /// Frames that one summary has where they are coarsest; 0 when there is no room for summaries.
    [[nodiscard]] FrameNumber coarsest_unit() const noexcept;

    [[nodiscard]] std::size_t allowance() const noexcept { return allowance_; }
    /// All memory of it but the slot tables: never over the allowance.
    [[nodiscard]] std::size_t bytes() const noexcept;
    [[nodiscard]] std::size_t column_count() const noexcept { return columns_.size(); }

private:
    /// The frames that ran in one program, or in programs that differ in constants only.
    struct Era {
        FrameNumber first = 0;
        FrameNumber last = 0;  ///< of the newest era: the largest number
        ProgramPtr program;
        std::shared_ptr<const SlotTable> slots;
        SlotIndex base = 0;  ///< number of its first row among the rows of the column store
        SummaryPyramid summaries;
        bool has_no_room = false;  ///< for summaries
    };
    struct Wanted {
        ValueRequest request;
        std::uint64_t since = 0;    ///< columns that were used earlier may go for it
        std::uint64_t scanned = 0;  ///< chunks before this one are there
        bool is_full = false;       ///< no room for more
        // Nothing was missing when this was so, and looking again costs a look-up per slot.
        bool is_settled = false, settled_with_recent = false;
        std::uint32_t settled_finished = 0;  ///< its lower half
    };
    /// Columns that are being filled: those of one chunk and era.
    struct Unit {
        std::size_t era = 0, wanted = 0;
        FrameNumber next = 0, last = 0;
        ColumnRecorder recorder;
        std::size_t stored = 0;
        bool is_complete = false;
    };
    static constexpr std::size_t kWindow = 3, kWatched = 4, kWantedCount = 5;

    // slot_history.cpp
    [[nodiscard]] std::size_t era_of(FrameNumber frame) const noexcept;
    [[nodiscard]] std::size_t summary_bytes() const noexcept;
    /// The most that summaries may take, and what a column recorder may take.
    [[nodiscard]] std::size_t summary_allowance() const noexcept { return allowance_ / 4 * 3; }
    [[nodiscard]] std::size_t recorder_allowance() const noexcept { return allowance_ / 8; }
    void forget_summaries(Era& era);
    /// Coarsens summaries until `more` bytes of them fit; gives them up, the oldest first, where that does not help.
    void make_room(std::size_t more);
    void give_columns_the_rest();
    void scan_again();
    void restart_wanted();
    // slot_history_fill.cpp
    [[nodiscard]] bool plan(std::size_t which, const Place& place);
    [[nodiscard]] bool plan_chunk(std::size_t which, std::uint64_t chunk, const Place& place);
    [[nodiscard]] std::vector<SlotIndex> missing_rows(const Era& era, std::size_t which, FrameNumber first,
                                                      FrameNumber last, FrameNumber lag) const;
    [[nodiscard]] bool needs_columns(const ValueRequest& request, FrameNumber finished) const;
    void want_window(const Place& place);
    [[nodiscard]] std::optional<std::size_t> era_to_summarise(FrameNumber finished) const noexcept;
    [[nodiscard]] FrameNumber next_to_summarise(std::size_t era) const noexcept;
    void summarise(std::size_t era, const ValueStore& values);
    void close_summaries();
    // slot_history_read.cpp
    struct Sink;
    void read_summaries(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink) const;
    void miss(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink) const;
    void read_rest(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                   const RecentHistory* recent) const;
    template <class Read>
    void read_columns(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                      const RecentHistory* recent, Read read) const;
    void read_blocks(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                     const RecentHistory* recent) const;
    void read_frames(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                     const RecentHistory* recent) const;
    [[nodiscard]] static Summary summary_of(const StoredColumn& column, std::size_t begin, std::size_t end,
                                            std::span<const double> values);

    std::vector<Era> eras_;
    std::optional<SummaryRecorder> recorder_;  ///< the chunk that is being summarised
    std::size_t recorder_era_ = 0;
    ColumnStore columns_;
    std::optional<Unit> unit_;
    std::array<Wanted, kWantedCount> wanted_;          ///< by ValueViewer, then the window and the watched slots
    std::array<std::size_t, kWindow> order_{0, 1, 2};  ///< of the viewers: who asked last comes first
    std::vector<SlotId> watched_;
    std::size_t allowance_ = 0;
    std::uint64_t revision_ = 1;
};

}  // namespace slotscope
