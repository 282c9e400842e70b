// SPDX-License-Identifier: MIT
#include "slotscope/runtime_state.h"

#include <algorithm>
#include <limits>

#include <fmt/core.h>

#include "slotscope/limits.h"

namespace slotscope {
namespace {

void check_state_sizes(const StateLayout& layout, Errors& errors) {
    for (const StateStorage storage : {StateStorage::F64, StateStorage::F32, StateStorage::I32}) {
        const std::uint32_t size = layout.size_of(storage);
        if (size <= limits::kMaxStateElements) continue;
        Error error = Error::limit(fmt::format("The state has {} elements of {}; a state storage has at most {}", size,
                                               storage_name(storage), limits::kMaxStateElements));
        error.path = fmt::format("stateLayout.{}Size", storage_name(storage));
        errors.push_back(std::move(error));
    }
}

void write_initial_values(const Program& program, ValueStore& values, Errors& errors) {
    for (const auto& [slot, value] : program.initial_slot_values) {
        try {
            values.write(slot, value);
        } catch (const StoreError& failure) {
            Error error = Error::invalid(failure.what());
            error.path = fmt::format("schedule.initialSlotValues.{}", slot);
            if (errors.size() < limits::kMaxErrors) errors.push_back(std::move(error));
        }
    }
}

}  // namespace

void FrameCache::new_frame() {
    if (frame_id == std::numeric_limits<std::uint32_t>::max()) {
        // No stamp of the counter's last round may look like one of the next.
        std::ranges::fill(signal_stamp, 0);
        frame_id = 0;
    }
    ++frame_id;
    buffers.clear();
    buffer_elements = 0;
}

void FrameCache::resume(const FrameCache& other) {
    frame_id = other.frame_id;
    uses_ = other.uses_;
    std::ranges::fill(signal_stamp, 0);
    buffers.clear();
    buffer_elements = 0;
}

std::size_t FrameCache::memory_bytes() const noexcept {
    return signal_value.capacity() * sizeof(double) + signal_stamp.capacity() * sizeof(std::uint32_t) +
           uses_.capacity() * sizeof(CacheUse);
}

void FrameCache::count_use(StepIndex step, bool is_hit) {
    if (step >= uses_.size()) uses_.resize(step + std::size_t{1});
    ++(is_hit ? uses_[step].hits : uses_[step].misses);
}

Result<RuntimeState, Errors> RuntimeState::create(const Program& program, Viewport viewport, FrameNumber first_frame) {
    Errors errors;
    Result<SlotTable, Errors> slots = SlotTable::of_program(program);
    if (!slots) errors = slots.error();
    check_state_sizes(program.state_layout, errors);
    if (!errors.empty()) return errors;  // before anything of the program's sizes is allocated

    RuntimeState runtime;
    runtime.values = ValueStore(std::make_shared<const SlotTable>(std::move(*slots)), first_frame);
    write_initial_values(program, runtime.values, errors);
    runtime.state = StateBuffer(program.state_layout);
    for (Error& error : initialize_state(runtime.state, program.state_layout, program.constants)) {
        errors.push_back(std::move(error));
    }
    if (!errors.empty()) return errors;
    runtime.cache = FrameCache(program.signals ? program.signals->size() : 0);
    runtime.frame = first_frame;
    runtime.viewport = viewport;
    return runtime;
}

}  // namespace slotscope
