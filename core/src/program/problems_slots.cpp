// SPDX-License-Identifier: MIT
// Problems of slots: written twice in every frame, read though nothing ever writes them; and the program's output slot.
#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "debug/describe_opcodes.h"
#include "debug/describe_rows.h"
#include "debug/wiring_slots.h"
#include "program/problems_report.h"

namespace slotscope {
namespace {

void add_second_write(ProblemReport& report, StepIndex step, StepIndex first_writer, SlotId slot,
                      const SlotPlace& place) {
    Problem* problem = report.add(Severity::Fault, step);
    if (problem == nullptr) return;
    problem->slot = slot;
    problem->path = ProblemReport::step_path(step, place.path());
    problem->message =
        first_writer == step
            ? fmt::format("In every frame {} writes {} twice: the second write will fault.", report.step(step),
                          report.slot(slot))
            : fmt::format("In every frame {} writes {}, which {} has written already: the second write will fault.",
                          report.step(step), report.slot(slot), report.step(first_writer));
}

/// A vec2 operation needs an {x, y} object at this input, and undefined is none.
bool needs_vec2(const Program& program, const Step& step, const SlotPlace& place) {
    const auto* eval = std::get_if<NodeEvalStep>(&step.body);
    const Node* node = eval != nullptr ? row_of(program.nodes, eval->node) : nullptr;
    const OpcodeInfo* info = node != nullptr ? find_opcode(node->opcode.value_or(0)) : nullptr;
    return info != nullptr && place.index && *place.index < 8 && ((info->vec2_inputs >> *place.index) & 1) != 0;
}

void add_never_written(ProblemReport& report, StepIndex step, const SlotMeta& meta, const SlotPlace& place) {
    const bool is_object = meta.storage == Storage::Object;
    const bool is_fault = is_object && needs_vec2(report.program(), report.program().steps[step], place);
    Problem* problem = report.add(is_fault ? Severity::Fault : Severity::Surprise, step);
    if (problem == nullptr) return;
    problem->slot = meta.slot;
    problem->path = ProblemReport::step_path(step, place.path());
    problem->message = sentence(fmt::format("{} reads {}, which nothing ever writes: it is always {}{}.",
                                            report.step(step), report.slot(meta.slot), is_object ? "undefined" : "0",
                                            is_fault ? ", and the step will fault" : ""));
}

/// Legal, since the single-writer rule is per slot number, but a write to one changes the other.
void find_shared_elements(ProblemReport& report) {
    const SlotTable& slots = report.slots();
    // By sorting, not by an array of elements: a storage may be a million times larger than the program that asks for it.
    std::vector<SlotIndex> by_element(slots.size());
    std::iota(by_element.begin(), by_element.end(), SlotIndex{0});
    const auto element = [&](SlotIndex row) { return std::pair(slots[row].storage, slots[row].offset); };
    std::ranges::stable_sort(by_element, {}, element);
    std::vector<std::pair<SlotIndex, SlotIndex>> shared;  // a row, and the first row with its element
    for (std::size_t first = 0, i = 1; i < by_element.size(); ++i) {
        if (element(by_element[i]) == element(by_element[first])) shared.emplace_back(by_element[i], by_element[first]);
        else first = i;
    }
    std::ranges::sort(shared);
    if (shared.empty()) return;
    std::vector<std::optional<std::size_t>> declared_at(slots.size());  // inferred slots have no place in the file
    const std::vector<SlotMeta>& declared = report.program().declared_slots;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        if (const SlotIndex row = slots.find(declared[i].slot); row != kNoSlotIndex) declared_at[row] = i;
    }
    for (const auto& [row, first] : shared) {
        const SlotMeta& meta = slots[row];
        Problem* problem = report.is_full() ? nullptr : report.add(Severity::Surprise, kNoOneStep);
        if (problem == nullptr) break;
        problem->slot = meta.slot;
        const auto place = declared_at[row] ? declared_at[row] : declared_at[first];
        problem->path = place ? fmt::format("slotMeta[{}].offset", *place) : "slotMeta";
        problem->message = sentence(fmt::format(
            "{} and {} share element {} of the {} slots: writing one changes the other.",
            report.slot(slots[first].slot), report.slot(meta.slot), meta.offset, storage_name(meta.storage)));
    }
}

}  // namespace

std::vector<bool> slots_with_source(const Program& program, const SlotTable& slots) {
    std::vector<bool> has_source(slots.size());
    const auto mark = [&](SlotId slot) {
        if (const SlotIndex row = slots.find(slot); row != kNoSlotIndex) has_source[row] = true;
    };
    for (const auto& [slot, value] : program.initial_slot_values) mark(slot);
    for (const Step& step : program.steps) {
        for_each_slot(program, step, [&](SlotId slot, SlotAccess access, const SlotPlace&) {
            if (access != SlotAccess::Read) mark(slot);
        });
    }
    return has_source;
}

void find_slot_problems(ProblemReport& report) {
    const Program& program = report.program();
    const SlotTable& slots = report.slots();
    const std::vector<bool> has_source = slots_with_source(program, slots);
    std::vector<StepIndex> first_writer(slots.size(), kNoStep);
    std::vector<StepIndex> reported_reader(slots.size(), kNoStep);
    for (StepIndex step = 0; step < program.steps.size() && !report.is_full(); ++step) {
        for_each_slot(program, program.steps[step], [&](SlotId slot, SlotAccess access, const SlotPlace& place) {
            const SlotIndex row = slots.find(slot);
            if (row == kNoSlotIndex) return;  // every slot that a step names is inferred, except where it names none
            if (access == SlotAccess::Write) {
                if (first_writer[row] == kNoStep) first_writer[row] = step;
                else add_second_write(report, step, first_writer[row], slot, place);
            } else if (access == SlotAccess::Read && !has_source[row] && reported_reader[row] != step) {
                reported_reader[row] = step;
                add_never_written(report, step, slots[row], place);
            }
        });
    }
    find_shared_elements(report);
}

void find_output_problems(ProblemReport& report) {
    const Program& program = report.program();
    if (program.outputs.empty()) return;
    const SlotId slot = program.outputs.front().slot;
    const SlotTable& slots = report.slots();
    const SlotIndex row = slot == kNoSlot ? kNoSlotIndex : slots.find(slot);
    std::string reason;
    if (slot == kNoSlot) {
        reason = "The program's output names no slot";
    } else if (row == kNoSlotIndex) {
        reason = fmt::format("The program's output is {}, which the program does not have", report.slot(slot));
    } else if (slots[row].storage != Storage::Object) {
        reason = fmt::format("The program's output is {}, which holds {} numbers and never a render frame",
                             report.slot(slot), storage_name(slots[row].storage));
    } else if (!slots_with_source(program, slots)[row]) {
        reason = fmt::format("The program's output is {}, which nothing ever writes", report.slot(slot));
    }
    if (reason.empty()) return;
    if (Problem* problem = report.add(Severity::Fault, kNoOneStep)) {
        if (slot != kNoSlot) problem->slot = slot;
        problem->path = slot == kNoSlot ? "outputs[0]" : "outputs[0].slot";
        problem->message = reason + ": every frame will fault after its last step.";
    }
}

}  // namespace slotscope
