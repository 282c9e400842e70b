// SPDX-License-Identifier: MIT
#include "runtime/run_context.h"

#include <cmath>

namespace slotscope {

void store_number(RunContext& context, SlotIndex row, double number) {
    ValueStore& values = context.runtime.values;
    values.write_at(row, number);
    const SlotMeta& slot = values.slots()[row];
    switch (slot.storage) {
        case Storage::F64:
        case Storage::Object: return;
        case Storage::F32:
            if (std::isinf(values.f32()[slot.offset]) && !std::isinf(number))
                context.note(NoteKind::Overflowed, slot.slot);
            return;
        case Storage::I32:
        case Storage::U32: break;
    }
    const double stored = values.number_at(row);
    if (stored == number) return;
    if (!std::isfinite(number)) context.note(NoteKind::NanToZero, slot.slot);
    else if (stored == std::trunc(number)) context.note(NoteKind::FractionDropped, slot.slot);
    else context.note(NoteKind::Wrapped, slot.slot);
}

void store_value(RunContext& context, SlotIndex row, const Value& value) {
    const SlotMeta& slot = context.runtime.values.slots()[row];
    if (slot.storage == Storage::Object) {
        context.runtime.values.write_at(row, value);
    } else if (const double* number = value.number()) {
        store_number(context, row, *number);
    } else {
        context.note(NoteKind::ConvertedToNumber, slot.slot);
        store_number(context, row, value.to_number());
    }
}

}  // namespace slotscope
