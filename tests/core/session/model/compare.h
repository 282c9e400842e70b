// SPDX-License-Identifier: MIT
// All that a session shows at its cursor, held against the model's.
#pragma once

#include "core/session/model/model.h"

namespace slotscope::test {

/// Throws std::runtime_error that says what differs. `budget`: what the session was last given.
void compare(const Session& session, const Model& model, std::size_t budget);

}  // namespace slotscope::test
