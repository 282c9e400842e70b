// SPDX-License-Identifier: MIT
// `SlotTable`: the slots that a program really has (declared, then inferred from its schedule), sorted by slot number,
// one row per number, with lookup. A row's position is its `SlotIndex`.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "slotscope/program.h"
#include "slotscope/result.h"

namespace slotscope {

class SlotTable {
public:
    /// What a write by slot number needs to know, in one load: the row, and the element where it is one of f64.
    struct Place {
        static constexpr std::uint32_t kNotF64 = std::numeric_limits<std::uint32_t>::max();
        SlotIndex index = kNoSlotIndex;
        std::uint32_t f64_offset = kNotF64;
    };

    SlotTable() = default;
    /// Of several rows for one slot the last wins; every row counts for the array sizes. Offsets are not checked.
    explicit SlotTable(std::span<const SlotMeta> rows);

    /// Declared rows as they are; every slot that the schedule or an initial value mentions and that is not declared
    /// gets offset = slot number, f64 if any step uses it as a number, else object.
    /// Errors: an offset past `limits::kMaxStorageElements` (at most `limits::kMaxErrors` of them); no slot at all though
    /// there are steps that work on slots.
    [[nodiscard]] static Result<SlotTable, Errors> of_program(const Program& program);

    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    [[nodiscard]] std::span<const SlotMeta> rows() const noexcept { return rows_; }
    /// Precondition: index < size().
    [[nodiscard]] const SlotMeta& operator[](SlotIndex index) const noexcept { return rows_[index]; }
    /// kNoSlotIndex when the program has no such slot. O(1) for slot numbers below 4 * size() + 1024, which is all of them
    /// in compiled programs; O(log n) for the rest.
    [[nodiscard]] SlotIndex find(SlotId slot) const noexcept {
        if (slot < places_.size()) return places_[slot].index;
        return find_sparse(slot);
    }
    /// By slot number, as far as `find` is O(1).
    [[nodiscard]] std::span<const Place> places() const noexcept { return places_; }
    /// Elements of one storage's array: max(offset) + 1 over all rows, duplicates included.
    [[nodiscard]] std::size_t storage_size(Storage storage) const noexcept {
        return sizes_[static_cast<std::size_t>(storage)];
    }

private:
    [[nodiscard]] SlotIndex find_sparse(SlotId slot) const noexcept;

    std::vector<SlotMeta> rows_;
    std::vector<Place> places_;  ///< by slot number; larger numbers are found by bisection of the sorted rows
    std::array<std::size_t, kStorageCount> sizes_{};
};

}  // namespace slotscope
