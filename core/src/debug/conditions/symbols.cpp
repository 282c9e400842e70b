// SPDX-License-Identifier: MIT
#include "slotscope/symbols.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "debug/format_text.h"

namespace slotscope {
namespace {

constexpr std::size_t kMaxQuotedBytes = 60;  ///< of a name in a message
constexpr std::size_t kMaxCandidates = 8;    ///< listed where a name is not unique
/// Cells of the distance tables that one search for a near name may fill: some 20 ms.
constexpr std::size_t kMaxDistanceWork = 20'000'000;

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Characters to insert, delete or replace, without regard to case. O(a * b).
std::size_t edit_distance(std::string_view a, std::string_view b, std::vector<std::size_t>& row) {
    row.resize(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

std::string quoted(std::string_view name) { return fmt::format("\"{}\"", one_line(name, kMaxQuotedBytes)); }

std::string suggestion(std::string_view near) {
    return near.empty() ? std::string() : fmt::format("; did you mean {}?", quoted(near));
}

std::string candidate_list(std::span<const std::uint32_t> rows, std::string_view prefix, const auto& number_of) {
    std::string list;
    for (std::size_t i = 0; i < rows.size() && i < kMaxCandidates; ++i) {
        if (i > 0) list += i + 1 == rows.size() ? " or " : ", ";
        list += fmt::format("{}{}", prefix, number_of(rows[i]));
    }
    if (rows.size() > kMaxCandidates) list += fmt::format(" or {} more", rows.size() - kMaxCandidates);
    return list;
}

Error ambiguous(std::string_view what, std::string_view name, std::span<const std::uint32_t> rows,
                std::string_view prefix, const auto& number_of) {
    return Error::invalid(fmt::format("{} {} are called {}: write {}", rows.size(), what, quoted(name),
                                      candidate_list(rows, prefix, number_of)));
}

const auto kSameNumber = [](std::uint32_t row) { return row; };

}  // namespace

// --- NameIndex --------------------------------------------------------------------------------------------------------

NameIndex::NameIndex(std::vector<std::string> names) : names_(std::move(names)), by_name_(names_.size()) {
    // Not a hash map: names come from the program, and a hostile one can make them collide.
    std::iota(by_name_.begin(), by_name_.end(), 0U);
    std::ranges::stable_sort(by_name_, {}, [this](std::uint32_t row) -> const std::string& { return names_[row]; });
}

std::span<const std::uint32_t> NameIndex::find(std::string_view name) const noexcept {
    // Not equal_range: subranges do not compile with the clang and the standard library of Debian 12.
    const auto name_of = [this](std::uint32_t row) -> std::string_view { return names_[row]; };
    const auto first = std::ranges::lower_bound(by_name_, name, {}, name_of);
    return {first, std::ranges::upper_bound(first, by_name_.end(), name, {}, name_of)};
}

std::string_view NameIndex::nearest(std::string_view name) const {
    std::size_t best = 1 + name.size() / 4;  // further away it is another name
    std::string_view near, part_of;
    std::vector<std::size_t> row;
    std::size_t work = 0;
    for (const std::string& candidate : names_) {
        const std::size_t length = candidate.size();
        work += length + 1;
        if (part_of.empty() && name.size() >= 2 && contains_ignoring_case(candidate, name)) part_of = candidate;
        if (length > name.size() + best || name.size() > length + best) continue;
        work += length * name.size();
        if (work > kMaxDistanceWork) break;
        const std::size_t distance = edit_distance(candidate, name, row);
        if (distance > best || (distance == best && !near.empty())) continue;
        best = distance;
        near = candidate;
    }
    return near.empty() ? part_of : near;
}

std::string CellPlace::no_element_message(std::uint32_t element) const {
    if (size == 0) return "the cell has no elements inside the state";
    return fmt::format("the cell has {} element{}, up to [{}]; there is no [{}]", size, size == 1 ? "" : "s", size - 1,
                       element);
}

// --- ProgramSymbols ---------------------------------------------------------------------------------------------------

ProgramSymbols::ProgramSymbols(const Program& program, const SlotTable& slots)
    : ProgramSymbols(program, slots, make_wiring(program, slots)) {}

ProgramSymbols::ProgramSymbols(const Program& program, const SlotTable& slots, const Wiring& wiring)
    : slots_(slots), rings_(find_rings(program)) {
    first_reader_.push_back(0);
    for (const std::vector<StepIndex>& readers : wiring.readers) {
        readers_.insert(readers_.end(), readers.begin(), readers.end());
        first_reader_.push_back(static_cast<std::uint32_t>(readers_.size()));
    }
    const SlotNames names(program);  // slot_name() per slot would read every step for every slot
    std::vector<std::string> list;
    for (const SlotMeta& slot : slots_.rows()) list.push_back(names.of(slot.slot));
    slot_names_ = NameIndex(std::exchange(list, {}));
    for (StepIndex i = 0; i < program.steps.size(); ++i) list.push_back(slotscope::step_name(program, i));
    step_names_ = NameIndex(std::exchange(list, {}));
    const StateLayout& layout = program.state_layout;
    std::vector<std::string> ids;
    for (CellIndex i = 0; i < layout.cells.size(); ++i) {
        const StateCell& cell = layout.cells[i];
        list.push_back(slotscope::cell_name(program, i));
        ids.push_back(cell.state_id);
        const std::uint32_t end = layout.size_of(cell.storage);
        const std::uint32_t size = cell.offset < end ? std::min(cell.size, end - cell.offset) : 0;
        cells_.push_back({cell.storage, cell.offset, size});
    }
    cell_names_ = NameIndex(std::exchange(list, {}));
    cell_ids_ = NameIndex(std::move(ids));
    for (const Ring& ring : rings_) list.push_back(ring.name);
    ring_names_ = NameIndex(std::move(list));
}

Error ProgramSymbols::unknown_slot(const Reference& reference) const {
    if (reference.number) {
        if (slots_.size() == 0) return Error::invalid("The program has no slots");
        return Error::invalid(fmt::format("there is no slot #{}; slot numbers are from #{} to #{}", *reference.number,
                                          slots_.rows().front().slot, slots_.rows().back().slot));
    }
    std::string text = fmt::format("there is no slot {}", quoted(reference.name));
    if (!ring_names_.find(reference.name).empty()) {
        text += fmt::format("; a ring has that name: write ring({})[-1]", quoted(reference.name));
    } else if (!cell_names_.find(reference.name).empty()) {
        text += fmt::format("; a state cell has that name: write cell({})[0]", quoted(reference.name));
    } else {
        text += suggestion(slot_names_.nearest(reference.name));
    }
    return Error::invalid(std::move(text));
}

Result<SlotIndex> ProgramSymbols::find_slot(const Reference& reference) const {
    if (reference.number) {
        const SlotIndex slot = slots_.find(*reference.number);
        return slot == kNoSlotIndex ? Result<SlotIndex>(unknown_slot(reference)) : slot;
    }
    const auto rows = slot_names_.find(reference.name);
    if (rows.empty()) return unknown_slot(reference);
    if (rows.size() == 1) return SlotIndex{rows.front()};
    return ambiguous("slots", reference.name, rows, "#", [this](std::uint32_t row) { return slots_[row].slot; });
}

Result<StepIndex> ProgramSymbols::find_step(const Reference& reference) const {
    const std::size_t count = step_names_.size();
    if (reference.number) {
        if (*reference.number < count) return static_cast<StepIndex>(*reference.number);
        return Error::invalid(
            count == 0 ? std::string("The program has no steps")
                       : fmt::format("there is no step {}; steps are from 0 to {}", *reference.number, count - 1));
    }
    const auto rows = step_names_.find(reference.name);
    if (rows.size() == 1) return StepIndex{rows.front()};
    if (!rows.empty()) return ambiguous("steps", reference.name, rows, "step ", kSameNumber);
    return Error::invalid(
        fmt::format("there is no step {}{}", quoted(reference.name), suggestion(step_names_.nearest(reference.name))));
}

Result<CellIndex> ProgramSymbols::find_cell(const Reference& reference) const {
    const std::size_t count = cells_.size();
    if (count == 0) return Error::invalid("the program has no state cells");
    if (reference.number) {
        if (*reference.number < count) return static_cast<CellIndex>(*reference.number);
        return Error::invalid(
            fmt::format("there is no state cell {}; they are from 0 to {}", *reference.number, count - 1));
    }
    auto rows = cell_names_.find(reference.name);
    if (rows.empty() && !reference.name.empty()) rows = cell_ids_.find(reference.name);
    if (rows.size() == 1) return CellIndex{rows.front()};
    if (!rows.empty()) return ambiguous("state cells", reference.name, rows, "cell ", kSameNumber);
    return Error::invalid(fmt::format("there is no state cell {}{}", quoted(reference.name),
                                      suggestion(cell_names_.nearest(reference.name))));
}

Result<std::size_t> ProgramSymbols::find_ring(const Reference& reference) const {
    if (rings_.empty()) return Error::invalid("the program has no rings");
    if (reference.number) {
        if (*reference.number < rings_.size()) return static_cast<std::size_t>(*reference.number);
        return Error::invalid(
            fmt::format("there is no ring {}; they are from 0 to {}", *reference.number, rings_.size() - 1));
    }
    const auto rows = ring_names_.find(reference.name);
    if (rows.empty()) {
        return Error::invalid(fmt::format("there is no ring {}{}", quoted(reference.name),
                                          suggestion(ring_names_.nearest(reference.name))));
    }
    const Ring& first = rings_[rows.front()];
    const bool is_one = std::ranges::all_of(rows, [&](std::uint32_t row) {
        const Ring& ring = rings_[row];
        return ring.base == first.base && ring.size == first.size && ring.head == first.head;
    });
    if (is_one) return std::size_t{rows.front()};
    return ambiguous("rings", reference.name, rows, "ring ", kSameNumber);
}

Reference ProgramSymbols::slot_reference(SlotIndex slot) const {
    const std::string& name = slot_names_[slot];
    if (slot_names_.find(name).size() == 1) return {name, {}};
    return {{}, slots_[slot].slot};
}

Reference ProgramSymbols::cell_reference(CellIndex cell) const {
    const std::string& name = cell_names_[cell];
    if (cell_names_.find(name).size() == 1) return {name, {}};
    return {{}, cell};
}

}  // namespace slotscope
