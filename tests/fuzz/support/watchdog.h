// SPDX-License-Identifier: MIT
// Names the seed at work when it crashes or hangs.
#pragma once

#include <cstdint>

namespace slotscope::fuzz {

/// Installs the signal handlers. `name` is a literal: the program's name in the report.
void start_watching(const char* name);
/// From now on this seed is at work, and has that many seconds. Each call starts the time again.
void watch(std::uint64_t seed, unsigned seconds);

}  // namespace slotscope::fuzz
