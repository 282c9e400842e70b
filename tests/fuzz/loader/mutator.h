// SPDX-License-Identifier: MIT
// Changes to JSON texts that are likely to hit a loader where it hurts: at the level of bytes, of tokens, and of whole
// values. The same seed and corpus give the same texts on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace slotscope::fuzz {

class Mutator {
public:
    explicit Mutator(std::vector<std::string> corpus) : corpus_(std::move(corpus)) {}
    /// A corpus text with one to eight changes.
    [[nodiscard]] std::string text(std::uint64_t seed) const;

private:
    std::vector<std::string> corpus_;
};

}  // namespace slotscope::fuzz
