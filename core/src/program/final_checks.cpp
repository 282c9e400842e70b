// SPDX-License-Identifier: MIT
#include "program/final_checks.h"

#include <iterator>
#include <utility>

#include "slotscope/state_buffer.h"

namespace slotscope {

Result<SlotTable, Errors> check_runtime(const Program& program) {
    Result<SlotTable, Errors> slots = SlotTable::of_program(program);
    StateBuffer no_elements;  // constants are checked all the same, and elements outside a buffer are ignored
    Errors errors = initialize_state(no_elements, program.state_layout, program.constants);
    if (!slots) {
        Errors slot_errors = std::move(slots).error();
        errors.insert(errors.end(), std::make_move_iterator(slot_errors.begin()),
                      std::make_move_iterator(slot_errors.end()));
        return errors;
    }
    if (!errors.empty()) return errors;
    return slots;
}

}  // namespace slotscope
