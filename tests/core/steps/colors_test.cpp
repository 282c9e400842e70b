// SPDX-License-Identifier: MIT
#include "runtime/steps/colors.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "slotscope/program_io.h"
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

const std::filesystem::path kVectors = SLOTSCOPE_STEPS_VECTORS;

double number_of_bits(const std::string& hex) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(std::stoull(hex, nullptr, 16)));
}

}  // namespace

TEST_CASE("Colors: every recorded quantisation gives the same bytes", "[core][steps]") {
    const auto text = read_text_file(kVectors / "quantize_rgba.txt.gz");
    REQUIRE(text.has_value());
    std::istringstream lines(*text);
    int count = 0;
    int differing = 0;
    std::string r, g, b, a;
    for (int bytes[4]; lines >> r >> g >> b >> a >> bytes[0] >> bytes[1] >> bytes[2] >> bytes[3]; ++count) {
        const auto got = quantize_rgba({number_of_bits(r), number_of_bits(g), number_of_bits(b), number_of_bits(a)});
        for (std::size_t i = 0; i < 4; ++i) differing += got[i] != bytes[i] ? 1 : 0;
    }
    CHECK(count == 1536);
    CHECK(differing == 0);
}

TEST_CASE("Colors: every recorded text gives the same colour", "[core][steps]") {
    std::ifstream file(kVectors / "parse_color.json");
    const auto cases = nlohmann::json::parse(file);
    REQUIRE(cases.size() > 10);
    const auto number = [](const nlohmann::json& value) { return value.is_number() ? value.get<double>() : kNaN; };
    for (const auto& row : cases) {
        const std::string text = row[0];
        INFO(text);
        const Color color = parse_color(text);
        CHECK(same_numbers({color.r, color.g, color.b, color.a},
                           {number(row[1]["r"]), number(row[1]["g"]), number(row[1]["b"]), number(row[1]["a"])}));
    }
}

TEST_CASE("Colors: odd texts follow the integer parser of the reference", "[core][steps]") {
    CHECK(parse_color("#ggg").r != parse_color("#ggg").r);
    CHECK(parse_color("#1g0000").r == 1.0 / 255);
    CHECK(parse_color("#0x0000").r != parse_color("#0x0000").r);
    CHECK(parse_color("#-10000").r == -1.0 / 255);
    CHECK(parse_color("rgb what rgba(255,0,0,.5.5)").a == 0.5);
    CHECK(parse_color("rgb(1 ,2,3)").r == 1);
    CHECK(parse_color("argb(0,0,0)").r == 1);
    // Two UTF-16 units of "é" and "ab" are three characters, so it is a colour; its first digit is none.
    CHECK(parse_color("#\u00e9ab").r != parse_color("#\u00e9ab").r);
}

TEST_CASE("Colors: objects need numbers in r, g and b; alpha is 1 where it is no number", "[core][steps]") {
    const auto color = to_color(object({{"r", 0.5}, {"g", 0.25}, {"b", 2.0}, {"a", "x"}}));
    REQUIRE(color.has_value());
    CHECK(color->a == 1);
    CHECK(color->b == 2);
    CHECK_FALSE(to_color(object({{"r", 0.5}, {"g", "1"}, {"b", 2.0}})).has_value());
    CHECK_FALSE(to_color(Value(true)).has_value());
    CHECK_FALSE(to_color(Value()).has_value());
}

TEST_CASE("Colors: a number is an opaque grey", "[core][steps]") {
    const auto color = to_color(Value(0.5));
    REQUIRE(color.has_value());
    CHECK(quantize_rgba(*color) == std::array<std::uint8_t, 4>{128, 128, 128, 255});
}

TEST_CASE("Colors: NaN and values out of range are bytes all the same", "[core][steps]") {
    CHECK(quantize_rgba({kNaN, -1, 2, 1}) == std::array<std::uint8_t, 4>{0, 0, 255, 255});
    CHECK(quantize_rgba({1, 1, 1, 0.5}) == std::array<std::uint8_t, 4>{128, 128, 128, 128});
    CHECK(quantize_rgba({1, 1, 1, kNaN}) == std::array<std::uint8_t, 4>{0, 0, 0, 0});
}
