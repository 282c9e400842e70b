// SPDX-License-Identifier: MIT
// Encoding: every scheme gives back the bits, and each takes the kind of values that it is for.
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/columns.h"

using namespace slotscope;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

double from_bits(std::uint64_t bits) { return std::bit_cast<double>(bits); }

std::vector<double> made(std::size_t count, const std::function<double(std::size_t)>& value) {
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i) values[i] = value(i);
    return values;
}

EncodedColumn require_round_trip(const std::vector<double>& values) {
    EncodedColumn column = encode_column(values);
    REQUIRE(column.count == values.size());
    std::vector<double> back(values.size(), -77.0);
    decode_column(column, back);
    for (std::size_t i = 0; i < values.size(); ++i) {
        INFO("value " << i << " of " << values.size() << " by " << scheme_name(column.scheme));
        REQUIRE(std::bit_cast<std::uint64_t>(back[i]) == std::bit_cast<std::uint64_t>(values[i]));
    }
    return column;
}

double bits_per_value(const EncodedColumn& column) {
    return 8.0 * static_cast<double>(column.payload_bytes()) / column.count;
}

}  // namespace

TEST_CASE("Columns: a constant takes one value, whatever it is", "[core][columns]") {
    for (const double value :
         {0.0, -0.0, 1.5, kInf, -kInf, std::nan(""), from_bits(0xfff8000000000d0dULL), 5e-324, -1e308}) {
        const EncodedColumn column = require_round_trip(made(1024, [&](std::size_t) { return value; }));
        CHECK(column.scheme == ColumnScheme::Constant);
        CHECK(column.payload_bytes() == 8);
        CHECK(column.bytes() == sizeof(EncodedColumn));
    }
}

TEST_CASE("Columns: decimals and counters are packed as integers", "[core][columns]") {
    const EncodedColumn cents =
        require_round_trip(made(1024, [](std::size_t i) { return static_cast<double>(i * 37 % 1000) / 100; }));
    CHECK(cents.scheme == ColumnScheme::Alp);
    CHECK(bits_per_value(cents) < 11);
    const EncodedColumn counter =
        require_round_trip(made(1024, [](std::size_t i) { return 1e6 + static_cast<double>(i); }));
    CHECK(counter.scheme == ColumnScheme::Alp);
    CHECK(bits_per_value(counter) < 11);
    const EncodedColumn negative =
        require_round_trip(made(1024, [](std::size_t i) { return -0.125 * static_cast<double>(i * 7919 % 100003); }));
    CHECK(negative.scheme == ColumnScheme::Alp);
}

TEST_CASE("Columns: what is no decimal among decimals is an exception", "[core][columns]") {
    const EncodedColumn column = require_round_trip(made(1024, [](std::size_t i) {
        switch (i) {
            case 0: return -0.0;
            case 17: return std::nan("");
            case 18: return kInf;
            case 500: return 5e-324;
            case 1023: return 1e300;
            default: return static_cast<double>(i * 7 % 640) / 10;
        }
    }));
    CHECK(column.scheme == ColumnScheme::Alp);
    CHECK(bits_per_value(column) < 12);
}

TEST_CASE("Columns: real doubles near each other share their front bits", "[core][columns]") {
    const EncodedColumn wave =
        require_round_trip(made(1024, [](std::size_t i) { return 2 + std::sin(static_cast<double>(i) * 0.013); }));
    CHECK(wave.scheme == ColumnScheme::AlpRd);
    CHECK(bits_per_value(wave) < 56);
    // A few far from the others are exceptions.
    const EncodedColumn outliers = require_round_trip(made(1024, [](std::size_t i) {
        return i % 200 == 3 ? -std::exp(static_cast<double>(i) / 3) : 2 + std::sin(static_cast<double>(i) * 0.013);
    }));
    CHECK(outliers.scheme == ColumnScheme::AlpRd);
}

TEST_CASE("Columns: values that hold for a while cost their changes", "[core][columns]") {
    const EncodedColumn rare =
        require_round_trip(made(1024, [](std::size_t i) { return std::sqrt(static_cast<double>(i / 100) + 2); }));
    CHECK(rare.scheme == ColumnScheme::Runs);
    CHECK(bits_per_value(rare) < 1);
    // Many changes: a bit for each value instead of positions.
    const EncodedColumn often =
        require_round_trip(made(1024, [](std::size_t i) { return std::sqrt(static_cast<double>(i / 4) + 2); }));
    CHECK(often.scheme == ColumnScheme::Runs);
    CHECK(bits_per_value(often) < 1 + 56.0 / 4 + 1);
    const EncodedColumn blink =
        require_round_trip(made(1000, [](std::size_t i) { return i % 30 == 0 ? std::nan("") : -0.0; }));
    CHECK(blink.bytes() < 1000);
}

TEST_CASE("Columns: what comes again costs little", "[core][columns]") {
    const auto wave = [](std::size_t i) { return std::sin(static_cast<double>(i) * 0.1); };
    const EncodedColumn periodic = require_round_trip(made(1024, [&](std::size_t i) { return wave(i % 60); }));
    CHECK(periodic.scheme == ColumnScheme::Zstd);
    CHECK(bits_per_value(periodic) < 8);
    // The sign is one byte of eight.
    const EncodedColumn mirrored =
        require_round_trip(made(1024, [&](std::size_t i) { return i % 120 < 60 ? wave(i % 60) : -wave(i % 60); }));
    CHECK(mirrored.scheme == ColumnScheme::Zstd);
    CHECK(bits_per_value(mirrored) < 16);
    // Also among the values that follow each other in runs.
    std::mt19937_64 random(4);
    std::size_t place = 0;
    const EncodedColumn held = require_round_trip(made(1024, [&](std::size_t) {
        if (random() % 5 == 0) ++place;
        return wave(place % 20);
    }));
    CHECK(held.scheme == ColumnScheme::Runs);
    CHECK(bits_per_value(held) < 4);
}

TEST_CASE("Columns: random bits stay raw", "[core][columns]") {
    std::mt19937_64 random(1);
    const EncodedColumn column = require_round_trip(made(1024, [&](std::size_t) { return from_bits(random()); }));
    CHECK(column.scheme == ColumnScheme::Raw);
    CHECK(column.payload_bytes() == 8192);
}

TEST_CASE("Columns: every length works with every kind of value", "[core][columns]") {
    std::mt19937_64 random(2);
    const std::function<double(std::size_t)> kinds[] = {
        [](std::size_t) { return 3.25; },
        [](std::size_t i) { return static_cast<double>(i) * 0.1; },
        [](std::size_t i) { return std::sin(static_cast<double>(i)); },
        [](std::size_t i) { return static_cast<double>(i / 7); },
        [&](std::size_t) { return from_bits(random()); },
        [&](std::size_t) { return from_bits(random() % 1000); },  // denormals
        [&](std::size_t) {
            return from_bits(random() | 0x7ff0000000000000ULL);
        },  // NaNs of every payload, and infinities
        [&](std::size_t) { return (random() & 1) != 0 ? 0.0 : -0.0; },
        [&](std::size_t i) { return i % 5 == 0 ? kInf : static_cast<double>(static_cast<std::int64_t>(random())); },
        [&](std::size_t) { return std::ldexp(static_cast<double>(random() % 4096), static_cast<int>(random() % 80)); },
    };
    for (const auto& kind : kinds) {
        for (const std::size_t count : {0U, 1U, 2U, 3U, 7U, 8U, 63U, 64U, 65U, 127U, 128U, 129U, 500U, 1023U, 1024U}) {
            require_round_trip(made(count, kind));
        }
    }
}

TEST_CASE("Columns: random mixtures of everything give back their bits", "[core][columns]") {
    std::mt19937_64 random(3);
    const double special[] = {0.0, -0.0,   kInf, -kInf, std::nan(""), 5e-324, 1e-310, 1.7976931348623157e308,
                              0.1, 1.0 / 3};
    for (int round = 0; round < 400; ++round) {
        double value = 0;
        const auto hold = 1 + random() % 9;
        const auto digits = std::pow(10.0, static_cast<double>(random() % 12));
        const auto values = made(1 + random() % 1024, [&](std::size_t) {
            if (random() % hold != 0) return value;
            switch (random() % 4) {
                case 0: value = special[random() % std::size(special)]; break;
                case 1: value += 1 / digits; break;
                case 2: value = std::round(std::sin(static_cast<double>(random() % 1000)) * digits) / digits; break;
                default: value = round % 3 == 0 ? from_bits(random()) : value; break;
            }
            return value;
        });
        require_round_trip(values);
    }
}
