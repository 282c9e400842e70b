// SPDX-License-Identifier: MIT
// What the runtime rejects when it is created, found without creating it. The last stage of loading and of building.
#pragma once

#include "slotscope/program.h"
#include "slotscope/result.h"
#include "slotscope/slot_table.h"

namespace slotscope {

/// The program's slots, or every reason for which `RuntimeState::create` would fail. Allocates nothing of the sizes that
/// the program asks for.
[[nodiscard]] Result<SlotTable, Errors> check_runtime(const Program& program);

}  // namespace slotscope
