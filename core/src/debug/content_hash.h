// SPDX-License-Identifier: MIT
// `ContentHash`: XXH3 over numbers, texts and Values, independent of addresses and of how a buffer is cut. Private to
// the frame hash: what is fed, and in which order, is a file format.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

// The header has all of XXH3, so that nobody who links the core needs the library.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "slotscope/value.h"

namespace slotscope {

static_assert(std::endian::native == std::endian::little,
              "frame hashes are of little-endian bytes; others must swap them");

class ContentHash {
public:
    ContentHash() { XXH3_64bits_reset(&state_); }
    ContentHash(const ContentHash&) = delete;
    ContentHash& operator=(const ContentHash&) = delete;

    void add(std::uint64_t number) { bytes(&number, sizeof number); }
    void add(double number) {
        if (number != number) number = std::numeric_limits<double>::quiet_NaN();
        bytes(&number, sizeof number);
    }
    void add(std::string_view text) {
        add(static_cast<std::uint64_t>(text.size()));
        bytes(text.data(), text.size());
    }
    /// Deep. Members of an object are taken by name.
    void add(const Value& value);
    /// Elements without their count; all NaNs as one.
    template <class T>
    void add_elements(std::span<const T> elements) {
        if constexpr (std::is_floating_point_v<T>) add_floats(elements);
        else bytes(elements.data(), elements.size_bytes());
    }
    [[nodiscard]] std::uint64_t result() const { return XXH3_64bits_digest(&state_); }

private:
    void bytes(const void* data, std::size_t size) {
        if (size != 0) XXH3_64bits_update(&state_, data, size);
    }
    template <class T>
    void add_floats(std::span<const T> elements) {
        // In blocks that stay in the first cache between the look for NaNs and the hash.
        constexpr std::size_t kBlock = 8192 / sizeof(T);
        for (std::size_t begin = 0; begin < elements.size(); begin += kBlock) {
            const auto block = elements.subspan(begin, std::min(kBlock, elements.size() - begin));
            unsigned nans = 0;
            for (const T element : block) nans |= element != element ? 1U : 0U;
            if (nans == 0) {
                bytes(block.data(), block.size_bytes());
                continue;
            }
            std::array<T, kBlock> copy;
            for (std::size_t i = 0; i < block.size(); ++i) {
                copy[i] = block[i] == block[i] ? block[i] : std::numeric_limits<T>::quiet_NaN();
            }
            bytes(copy.data(), block.size_bytes());
        }
    }

    XXH3_state_t state_;
};

}  // namespace slotscope
