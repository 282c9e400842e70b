// SPDX-License-Identifier: MIT
// Texts for the parsers of conditions: sound ones, changed at the level of bytes and of words, and words in random order.
// The same seed gives the same text on every machine.
#pragma once

#include <cstdint>
#include <string>

namespace slotscope::fuzz {

[[nodiscard]] std::string condition_text(std::uint64_t seed);
/// A breakpoint file with a few conditions and messages, mostly sound JSON.
[[nodiscard]] std::string breakpoint_file(std::uint64_t seed);
/// Likewise one of watched expressions.
[[nodiscard]] std::string watch_file(std::uint64_t seed);

}  // namespace slotscope::fuzz
