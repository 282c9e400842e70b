// SPDX-License-Identifier: MIT
// A program file of a given size, in the proportions that compiled patches have, for what loading costs.
#pragma once

#include <cstddef>
#include <string>

namespace slotscope::test {

/// JSON of at least `bytes` bytes and less than 1 KiB more: signals, node steps, slots with names, constants. It is
/// sound: no errors, no problems.
[[nodiscard]] std::string big_program_json(std::size_t bytes);

}  // namespace slotscope::test
