// SPDX-License-Identifier: MIT
// Rows of the comparison: every slot and every element of state, with what it held in the kept frame and what it holds now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

enum class CompareOrder : std::uint8_t { Place, Name, Before, Now, Difference };

struct CompareQuery {
    bool all = false;  ///< also what does not differ
    std::string text;  ///< words that the name has to contain
    CompareOrder order = CompareOrder::Difference;
    bool descending = true;
    friend bool operator==(const CompareQuery&, const CompareQuery&) = default;
};

/// One slot, or one element of a state cell.
struct CompareRow {
    bool is_cell = false;
    std::uint32_t index = 0;  ///< SlotIndex or CellIndex
    std::uint32_t element = 0;
    bool is_there = false;  ///< the kept frame's program had it
    bool differs = false;
    std::optional<double> before, now;  ///< where it is a number
    /// How far it moved; NaN where that has no meaning.
    [[nodiscard]] double difference() const;
};

class CompareRows {
public:
    /// Elements of one cell that are listed; larger rings are compared in the Rings panel.
    static constexpr std::uint32_t kMostElements = 4096;

    /// Precondition: session.comparison().
    void update(const Session& session, const CompareQuery& query);
    [[nodiscard]] const std::vector<CompareRow>& rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t different_slots() const noexcept { return different_slots_; }
    [[nodiscard]] std::size_t different_elements() const noexcept { return different_elements_; }

private:
    void collect(const Session& session);
    void sort(const Session& session);

    CompareQuery query_;
    std::uint64_t revision_ = 0;
    FrameNumber frame_ = 0;
    std::vector<CompareRow> rows_;
    std::size_t different_slots_ = 0, different_elements_ = 0;
};

/// The slot's row of a comparison with these values. Precondition: has_program().
[[nodiscard]] CompareRow compare_slot(const Session& session, const Comparison& kept, SlotIndex slot);

/// "delay.out", "delay1.ring[3]".
[[nodiscard]] std::string compare_name(const Session& session, const CompareRow& row);
/// What it held then, and holds now: seven digits, or what kind of object it is; "—" when it was not there.
[[nodiscard]] std::string compare_before(const Session& session, const Comparison& kept, const CompareRow& row);
[[nodiscard]] std::string compare_now(const Session& session, const CompareRow& row);
/// "+16.67"; "=" for equal, "→" between values without a difference.
[[nodiscard]] std::string compare_difference(const CompareRow& row);

}  // namespace slotscope::gui
