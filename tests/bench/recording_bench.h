// SPDX-License-Identifier: MIT
// What recording costs beside the bare executor.
#pragma once

namespace slotscope::bench {

/// Prints a table for programs of 100, 1,000 and 10,000 slots, and one of how the cost grows with the length of the
/// recording. Returns the exit status.
int measure_recording();

}  // namespace slotscope::bench
