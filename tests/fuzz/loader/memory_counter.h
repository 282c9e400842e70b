// SPDX-License-Identifier: MIT
// Counts the memory that this executable takes with operator new. Link memory_counter.cpp once.
#pragma once

#include <cstddef>

namespace slotscope::fuzz {

/// Starts counting from zero; what was allocated before does not count when it is freed.
void start_counting_memory() noexcept;
/// Most bytes that were allocated at one time since then.
[[nodiscard]] std::size_t peak_memory() noexcept;

}  // namespace slotscope::fuzz
