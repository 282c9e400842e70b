// SPDX-License-Identifier: MIT
// materialize: a field expression to a buffer handle in a slot, the same handle for the same request in one frame.
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "runtime/steps/field_id.h"
#include "runtime/steps/fields.h"
#include "runtime/steps/object_steps.h"
#include "runtime/steps/objects.h"
#include "slotscope/limits.h"

namespace slotscope {

namespace {

/// Formats that no buffer has are f32.
BufferLayout layout_of(const MaterializeStep& step) noexcept {
    const std::string& type = step.element_type;
    if (step.components == 1) {
        if (type == "f64") return {ElementType::F64, 1};
        if (type == "i32") return {ElementType::I32, 1};
        if (type == "u32") return {ElementType::U32, 1};
        if (type == "u8") return {ElementType::U8, 1};
    }
    for (const unsigned components : {2U, 3U, 4U}) {
        if (type == "f32" && step.components == components) return {ElementType::F32, components};
    }
    if (type == "u8" && step.components == 4) return {ElementType::U8Clamped, 4};
    return {ElementType::F32, 1};
}

double read_positive_count(RunContext& context, SlotId slot) {
    const double count = read_count(context, slot);
    if (!(count <= 0)) return count;
    throw FaultError{
        FaultKind::BadValue,
        fmt::format("domain {} counts {} elements; a field needs at least one", slot_text(context, slot), count),
        "Look at what writes the slot", slot};
}

}  // namespace

void run_materialize(RunContext& context, SignalScratch& scratch, const MaterializeStep& step) {
    const double count = read_positive_count(context, step.domain);
    if (step.components == 0 && step.element_type.empty()) {
        throw FaultError{FaultKind::BadParameter, "its materialization has no format",
                         "A format has components and elementType"};
    }
    FrameCache& cache = context.runtime.cache;
    const std::string key = fmt::format("{}_{}_{}_{}", step.field_expr_id, step.domain,
                                        math::number_to_string(step.components), step.element_type);
    if (const auto cached = cache.buffers.find(key); cached != cache.buffers.end()) {
        cache.count_use(context.step, true);
        store_value(context, row_of(context, step.out), cached->second);
        return;
    }
    cache.count_use(context.step, false);
    if (!context.program.fields) throw FaultError{FaultKind::MissingTable, "the program has no table of fields", {}};
    if (!context.program.signals)
        throw FaultError{FaultKind::MissingTable, "the program has no table of signals",
                         "Fields are evaluated together with signals"};
    FieldEvaluator evaluator(context, scratch, count);
    Value format(ValueObject{{"components", step.components}, {"elementType", step.element_type}});
    const Value handle(
        ValueObject{{"kind", "buffer"},
                    {"data", evaluator.materialize(field_row_of_id(step.field_expr_id), layout_of(step))},
                    {"format", std::move(format)}});
    cache.buffers.emplace(key, handle);
    store_value(context, row_of(context, step.out), handle);
}

}  // namespace slotscope
