// SPDX-License-Identifier: MIT
// `ProgramSymbols`: the names that conditions and expressions can use for one program, with what to say when there is no
// such name, or more than one thing of that name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slotscope/describe.h"
#include "slotscope/result.h"
#include "slotscope/slot_table.h"

namespace slotscope {

/// Something of a program as a text names it: by number where that is given, else by name.
struct Reference {
    std::string name;
    std::optional<std::uint64_t> number;  ///< slot number, or position of a step, cell or ring

    [[nodiscard]] bool is_empty() const noexcept { return name.empty() && !number; }
    friend bool operator==(const Reference&, const Reference&) = default;
};

/// Names of the rows of one table, found by name.
class NameIndex {
public:
    NameIndex() = default;
    explicit NameIndex(std::vector<std::string> names);

    [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
    [[nodiscard]] const std::string& operator[](std::size_t row) const noexcept { return names_[row]; }
    /// Rows of that name, ascending.
    [[nodiscard]] std::span<const std::uint32_t> find(std::string_view name) const noexcept;
    /// The name that a person who wrote `name` may have meant; empty when none is near. Bounded in time.
    [[nodiscard]] std::string_view nearest(std::string_view name) const;

private:
    std::vector<std::string> names_;
    std::vector<std::uint32_t> by_name_;  ///< rows in the order of their names
};

/// A state cell's place in its storage.
struct CellPlace {
    StateStorage storage = StateStorage::F64;
    std::uint32_t offset = 0;
    std::uint32_t size = 0;  ///< without what reaches past the storage's end

    /// "the cell has 4 elements, up to [3]; there is no [7]". Precondition: element >= size.
    [[nodiscard]] std::string no_element_message(std::uint32_t element) const;
};

/// Made once per program, in time linear in it but for the sorting of names; keeps nothing of the program alive.
class ProgramSymbols {
public:
    ProgramSymbols() = default;
    ProgramSymbols(const Program& program, const SlotTable& slots);
    /// With the wiring that is known already.
    ProgramSymbols(const Program& program, const SlotTable& slots, const Wiring& wiring);

    // What a reference means. Errors (code Invalid, without place): no such name or number, with the nearest name that
    // there is; several of that name, with their numbers.
    [[nodiscard]] Result<SlotIndex> find_slot(const Reference& reference) const;
    [[nodiscard]] Result<StepIndex> find_step(const Reference& reference) const;
    /// By `cell_name`, else by state id.
    [[nodiscard]] Result<CellIndex> find_cell(const Reference& reference) const;
    /// The position in `rings()`. Rings of one name that are the same memory count as one.
    [[nodiscard]] Result<std::size_t> find_ring(const Reference& reference) const;

    /// The reference that finds the slot again: by name where it is the only one of that name.
    [[nodiscard]] Reference slot_reference(SlotIndex slot) const;
    [[nodiscard]] Reference cell_reference(CellIndex cell) const;

    [[nodiscard]] const SlotTable& slots() const noexcept { return slots_; }
    [[nodiscard]] const std::string& slot_name(SlotIndex slot) const noexcept { return slot_names_[slot]; }
    [[nodiscard]] const std::string& step_name(StepIndex step) const noexcept { return step_names_[step]; }
    [[nodiscard]] const std::string& cell_name(CellIndex cell) const noexcept { return cell_names_[cell]; }
    [[nodiscard]] const CellPlace& cell_place(CellIndex cell) const noexcept { return cells_[cell]; }
    /// Steps that may read the slot (see `step_slots`), ascending.
    [[nodiscard]] std::span<const StepIndex> readers(SlotIndex slot) const noexcept {
        return std::span(readers_).subspan(first_reader_[slot], first_reader_[slot + 1] - first_reader_[slot]);
    }
    [[nodiscard]] std::span<const Ring> rings() const noexcept { return rings_; }

private:
    [[nodiscard]] Error unknown_slot(const Reference& reference) const;

    SlotTable slots_;
    NameIndex slot_names_, step_names_, cell_names_, cell_ids_, ring_names_;
    std::vector<CellPlace> cells_;
    std::vector<Ring> rings_;
    std::vector<StepIndex> readers_;           ///< of slot after slot
    std::vector<std::uint32_t> first_reader_;  ///< by SlotIndex, and the end
};

}  // namespace slotscope
