// SPDX-License-Identifier: MIT
// Compares a trace with a reference trace: numbers by bits, objects by value, write order, state, faults by step.
#pragma once

#include <string>
#include <vector>

namespace slotscope::test {

/// The lines of both without their headers. Empty when equal, else the first difference as a sentence.
[[nodiscard]] std::string first_difference(const std::vector<std::string>& expected,
                                           const std::vector<std::string>& got);

}  // namespace slotscope::test
