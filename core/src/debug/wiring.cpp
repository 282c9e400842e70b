// SPDX-License-Identifier: MIT
// What steps read, write and keep state in.
#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "debug/describe_rows.h"
#include "debug/wiring_slots.h"
#include "debug/wiring_state.h"
#include "debug/wiring_walk.h"
#include "slotscope/describe.h"

namespace slotscope {
namespace {

/// Keeps the first of equal slots. Most lists are short, where comparing all is faster than a set.
void remove_repeats(std::vector<SlotId>& slots) {
    constexpr std::size_t kShort = 16;
    std::size_t kept = 0;
    if (slots.size() <= kShort) {
        for (const SlotId slot : slots) {
            const auto end = slots.begin() + static_cast<std::ptrdiff_t>(kept);
            if (std::find(slots.begin(), end, slot) == end) slots[kept++] = slot;
        }
    } else {
        std::unordered_set<SlotId> seen(slots.size());
        for (const SlotId slot : slots) {
            if (seen.insert(slot).second) slots[kept++] = slot;
        }
    }
    slots.resize(kept);
}

template <class Visit>
void for_each_state_use(const Program& program, const SignalNode& node, Visit visit) {
    if (const auto* stateful = std::get_if<SigStateful>(&node.body)) {
        for (const StateUse& use : state_uses(*stateful)) visit(use);
    } else if (const auto* transform = std::get_if<SigTransform>(&node.body)) {
        const TransformChain* chain = row_of(program.transforms, transform->chain);
        if (chain == nullptr) return;
        for (const TransformStep& step : chain->steps) {
            if (step.kind == TransformKind::Slew) visit(StateUse{StateStorage::F64, step.b, 1});
        }
    }
}

/// With repeats.
StepSlots collect(const Program& program, const Step& step, StepSignals& signals,
                  std::vector<const SignalNode*>* stateful) {
    StepSlots slots;
    for_each_slot(program, step, [&](SlotId slot, SlotAccess access, const SlotPlace&) {
        (access == SlotAccess::Read ? slots.reads : slots.writes).push_back(slot);
    });
    signals.for_each(step, [&](std::uint32_t, const SignalNode& node) {
        if (const auto* input = std::get_if<SigInputSlot>(&node.body)) slots.reads.push_back(input->slot);
        const bool may_keep_state =
            std::holds_alternative<SigStateful>(node.body) || std::holds_alternative<SigTransform>(node.body);
        if (stateful != nullptr && may_keep_state) stateful->push_back(&node);
    });
    return slots;
}

/// As remove_repeats, for the lists of many steps: a mark per row of the slot table is ten times cheaper than a set.
class RepeatFilter {
public:
    explicit RepeatFilter(const SlotTable& slots) : slots_(slots), marks_(slots.size()) {}

    void filter(std::vector<SlotId>& list) {
        ++mark_;
        std::erase_if(list, [this](SlotId slot) {
            const SlotIndex row = slots_.find(slot);
            if (row == kNoSlotIndex) return !unknown_.insert(slot).second;
            return std::exchange(marks_[row], mark_) == mark_;
        });
        unknown_.clear();
    }

private:
    const SlotTable& slots_;
    std::vector<std::uint32_t> marks_;
    std::uint32_t mark_ = 0;
    std::unordered_set<SlotId> unknown_;  ///< slots that signals read though the program does not have them
};

/// The cells of one step after the other. Overlapping cells can make this cells x operations, so that it stops looking
/// after kMaxLookups; no sound layout has cells that overlap.
class CellCollector {
public:
    explicit CellCollector(const Program& program)
        : program_(program), finder_(program.state_layout), last_step_(program.state_layout.cells.size(), kNoStep) {}

    void add(StepIndex step, const SignalNode& node, std::vector<CellIndex>& cells) {
        for_each_state_use(program_, node, [&](const StateUse& use) {
            const auto range = element_range(use);
            if (!range || lookups_ > kMaxLookups) return;
            lookups_ += finder_.overlapping(use.storage, *range, [&](CellIndex cell) {
                if (last_step_[cell] == step) return;
                last_step_[cell] = step;
                cells.push_back(cell);
            });
        });
    }

private:
    static constexpr std::size_t kMaxLookups = std::size_t{1} << 23;

    const Program& program_;
    CellFinder finder_;
    std::vector<StepIndex> last_step_;
    std::size_t lookups_ = 0;
};

}  // namespace

StepSlots step_slots(const Program& program, StepIndex step) {
    StepSignals signals(program);
    StepSlots slots = collect(program, program.steps[step], signals, nullptr);
    remove_repeats(slots.reads);
    remove_repeats(slots.writes);
    return slots;
}

Wiring make_wiring(const Program& program, const SlotTable& slots) {
    Wiring wiring;
    wiring.writers.resize(slots.size());
    wiring.readers.resize(slots.size());
    wiring.steps.reserve(program.steps.size());
    wiring.step_cells.resize(program.steps.size());
    wiring.cell_steps.resize(program.state_layout.cells.size());

    StepSignals signals(program);
    RepeatFilter repeats(slots);
    CellCollector collector(program);
    std::vector<const SignalNode*> stateful;
    for (StepIndex step = 0; step < program.steps.size(); ++step) {
        stateful.clear();
        StepSlots& names = wiring.steps.emplace_back(collect(program, program.steps[step], signals, &stateful));
        repeats.filter(names.reads);
        repeats.filter(names.writes);
        for (const SlotId slot : names.reads) {
            if (const SlotIndex row = slots.find(slot); row != kNoSlotIndex) wiring.readers[row].push_back(step);
        }
        for (const SlotId slot : names.writes) {
            if (const SlotIndex row = slots.find(slot); row != kNoSlotIndex) wiring.writers[row].push_back(step);
        }
        for (const SignalNode* node : stateful) collector.add(step, *node, wiring.step_cells[step]);
        for (const CellIndex cell : wiring.step_cells[step]) wiring.cell_steps[cell].push_back(step);
    }
    return wiring;
}

}  // namespace slotscope
