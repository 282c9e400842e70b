// SPDX-License-Identifier: MIT
// Which slots the slots table shows, and in which order. Problem: 100,000 rows, filtered and sorted anew after every
// frame. Idea: what depends on the program alone (which rows a text matches, the order of names) is kept per program;
// per revision one pass over the statuses is left, and a sort of plain keys when a column that moves is sorted by.
// Not here: what the cells say (slot_facts.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

/// Kinds of rows that chips choose; several chosen kinds show the rows of any of them.
enum class SlotKind : std::uint8_t { Changed, Written, Stale, Never, NotFinite, Count };
inline constexpr std::size_t kSlotKinds = static_cast<std::size_t>(SlotKind::Count);

enum class SlotOrder : std::uint8_t {
    Number,
    Name,
    Storage,
    Value,
    Change,
    Status,
    Writer,
    Order,
    Frozen,
    FrozenChange
};

/// Orders by what is frozen are by number while nothing is.
struct SlotQuery {
    /// Words that all must occur: in number, name, storage or (no bare numbers) a writing step's name. "#12" is slot 12 alone;
    /// "name:", "type:" and "writer:" look at one of them; "writer:7" is step 7. Upper and lower case are the same.
    std::string text;
    unsigned kinds = 0;                  ///< bit per SlotKind; 0 shows all
    std::optional<StepIndex> step = {};  ///< only what this step reads or writes
    SlotOrder order = SlotOrder::Number;
    bool descending = false;
    friend bool operator==(const SlotQuery&, const SlotQuery&) = default;
};

class SlotRows {
public:
    /// Brings rows and counts up to date; free when neither session nor query changed. While the session plays, rows keep
    /// their places (`is_held`) until the query changes, so that nothing moves under the cursor; counts go on.
    /// Precondition: session.has_program().
    void update(const Session& session, const SlotQuery& query);
    /// The next update places the rows anew even while it plays.
    void release() noexcept { must_place_ = true; }

    [[nodiscard]] std::span<const SlotIndex> rows() const noexcept { return rows_; }
    /// Rows of each kind among those that text and step let through.
    [[nodiscard]] std::size_t count(SlotKind kind) const noexcept { return counts_[static_cast<std::size_t>(kind)]; }
    /// The rows are those of an earlier frame, because it plays and this query depends on values.
    [[nodiscard]] bool is_held() const noexcept { return is_held_; }
    [[nodiscard]] std::optional<int> position_of(SlotIndex slot) const;

private:
    void adopt_program(const Session& session);
    void match_text(const Session& session);
    void collect(const Session& session);
    void sort(const Session& session);

    std::uint64_t program_revision_ = 0, revision_ = 0;
    SlotQuery query_;
    bool is_held_ = false, must_place_ = false;
    std::vector<std::string> lower_names_, lower_steps_;
    std::vector<std::uint32_t> name_rank_;  // by SlotIndex; made when names are first sorted by
    std::vector<SlotIndex> matching_;       // what text and step let through
    std::vector<SlotIndex> rows_;
    std::size_t counts_[kSlotKinds] = {};
};

}  // namespace slotscope::gui
