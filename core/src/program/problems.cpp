// SPDX-License-Identifier: MIT
// find_problems: the order of its parts. Each part is linear in the program.
#include "slotscope/problems.h"

#include "program/problems_report.h"

namespace slotscope {

std::vector<Problem> find_problems(const Program& program, const SlotTable& slots) {
    ProblemReport report(program, slots);
    find_step_problems(report);
    find_field_problems(report);
    find_slot_problems(report);
    find_signal_problems(report);
    find_time_problems(report);
    find_output_problems(report);
    return report.take();
}

}  // namespace slotscope
