// SPDX-License-Identifier: MIT
// Numbers in byte strings, little-endian on every machine, and bit packing at a fixed width.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace slotscope::columns {

/// Widest number that unpacks with one load, wherever its bits begin within a byte.
inline constexpr unsigned kMaxPackedBits = 57;

template <class T>
[[nodiscard]] T load(const std::uint8_t* from) noexcept {
    T value;
    std::memcpy(&value, from, sizeof value);
    if constexpr (std::endian::native == std::endian::big) {
        auto* bytes = reinterpret_cast<std::uint8_t*>(&value);
        for (std::size_t i = 0; i < sizeof value / 2; ++i) std::swap(bytes[i], bytes[sizeof value - 1 - i]);
    }
    return value;
}

template <class T>
void store(std::uint8_t* to, T value) noexcept {
    std::memcpy(to, &value, sizeof value);
    if constexpr (std::endian::native == std::endian::big) {
        for (std::size_t i = 0; i < sizeof value / 2; ++i) std::swap(to[i], to[sizeof value - 1 - i]);
    }
}

/// Appends to a byte string.
class Writer {
public:
    explicit Writer(std::vector<std::uint8_t>& out) : out_(out) {}

    template <class T>
    void number(T value) {
        store(grow(sizeof value), value);
    }
    /// `values` with `width` bits each; higher bits must be 0. width <= kMaxPackedBits.
    void packed(std::span<const std::uint64_t> values, unsigned width) {
        std::uint8_t* const to = grow(packed_bytes(values.size(), width));
        std::size_t bit = 0;
        for (const std::uint64_t value : values) {
            std::uint8_t* const at = to + bit / 8;
            store(at, load<std::uint64_t>(at) | value << bit % 8);
            bit += width;
        }
    }
    /// With room for the last value's load, which reads 8 bytes.
    [[nodiscard]] static std::size_t packed_bytes(std::size_t count, unsigned width) {
        return (count * width + 7) / 8 + 8;
    }

private:
    std::uint8_t* grow(std::size_t bytes) {
        out_.resize(out_.size() + bytes);
        return out_.data() + (out_.size() - bytes);
    }
    std::vector<std::uint8_t>& out_;
};

/// Reads what Writer wrote, in the same order.
class Reader {
public:
    explicit Reader(const std::uint8_t* at) noexcept : at_(at) {}

    template <class T>
    [[nodiscard]] T number() noexcept {
        at_ += sizeof(T);
        return load<T>(at_ - sizeof(T));
    }
    /// The place of packed values, for packed_at.
    [[nodiscard]] const std::uint8_t* packed(std::size_t count, unsigned width) noexcept {
        at_ += Writer::packed_bytes(count, width);
        return at_ - Writer::packed_bytes(count, width);
    }
    [[nodiscard]] const std::uint8_t* at() const noexcept { return at_; }

private:
    const std::uint8_t* at_;
};

[[nodiscard]] inline std::uint64_t low_bits(unsigned width) noexcept { return (std::uint64_t{1} << width) - 1; }

[[nodiscard]] inline std::uint64_t packed_at(const std::uint8_t* packed, std::size_t bit, std::uint64_t mask) noexcept {
    return load<std::uint64_t>(packed + bit / 8) >> bit % 8 & mask;
}

}  // namespace slotscope::columns
