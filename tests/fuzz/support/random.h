// SPDX-License-Identifier: MIT
// SplitMix64: small, and the same everywhere, unlike the standard distributions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace slotscope::fuzz {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }
    /// 0 .. limit-1; 0 for a limit of 0.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(next() % limit); }
    /// True once in `n` times.
    bool once_in(std::size_t n) { return below(n) == 0; }
    template <class T, std::size_t N>
    const T& pick(const std::array<T, N>& items) {
        return items[below(N)];
    }
    /// Precondition: not empty.
    template <class T>
    const T& pick(std::span<const T> items) {
        return items[below(items.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace slotscope::fuzz
