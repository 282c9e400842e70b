// SPDX-License-Identifier: MIT
#include "slotscope/comparison.h"

namespace slotscope {

Comparison::Comparison(const Playhead& at)
    : frame_(at.frame()), program_(at.executor().program()), slots_(at.executor().state().values.shared_slots()),
      state_(at.executor().state().state) {
    values_.assign(at.executor().state().values);
    const auto& cells = program_->state_layout.cells;
    for (CellIndex cell = 0; cell < cells.size(); ++cell) cells_[{cells[cell].node_id, cells[cell].role}] = cell;
}

std::optional<Value> Comparison::slot(SlotId slot) const {
    const SlotIndex row = slots_->find(slot);
    if (row == kNoSlotIndex) return std::nullopt;
    return values_.at((*slots_)[row]);
}

std::optional<double> Comparison::element(const StateCell& cell, std::uint32_t element) const {
    const auto found = cells_.find({cell.node_id, cell.role});
    if (found == cells_.end()) return std::nullopt;
    const StateCell& then = program_->state_layout.cells[found->second];
    const std::size_t place = std::size_t{then.offset} + element;
    if (element >= then.size || place >= state_.size(then.storage)) return std::nullopt;
    return state_.at(then.storage, place);
}

std::size_t Comparison::bytes() const noexcept {
    std::size_t sum = sizeof *this + values_.bytes() + state_.f64.capacity() * sizeof(double) +
                      state_.f32.capacity() * sizeof(float) + state_.i32.capacity() * sizeof(std::int32_t);
    for (const auto& [key, cell] : cells_) sum += 128 + key.first.capacity() + key.second.capacity();
    return sum;
}

}  // namespace slotscope
