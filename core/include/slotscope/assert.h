// SPDX-License-Identifier: MIT
// The one macro: checks of our own invariants, on in every build type. Never for bad input and never for faults.
#pragma once

namespace slotscope {

/// Prints the failed claim to stderr and aborts.
[[noreturn]] void assertion_failed(const char* condition, const char* why, const char* file, int line);

}  // namespace slotscope

#define SLOTSCOPE_ASSERT(condition, why) \
    (static_cast<bool>(condition) ? void(0) : ::slotscope::assertion_failed(#condition, why, __FILE__, __LINE__))
