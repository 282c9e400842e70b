// SPDX-License-Identifier: MIT
// Words of the loader tests: programs as JSON text, and what loading them says.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "slotscope/program_io.h"

namespace slotscope::test {

/// A program with these members and nothing else; `members` may be empty.
inline std::string program_with(std::string_view members, std::string_view steps = "") {
    return fmt::format(R"({{"irVersion":1,{}{}"schedule":{{"steps":[{}]}}}})", members, members.empty() ? "" : ",",
                       steps);
}

inline std::string program_of_steps(std::string_view steps) { return program_with("", steps); }

inline std::string listed(const Errors& errors) {
    std::string text;
    for (const Error& error : errors) text += error.to_string() + "\n";
    return text;
}

inline LoadedProgram loaded(std::string_view json) {
    Result<LoadedProgram, Errors> result = parse_program(json, "test.json");
    INFO(json);
    INFO((result ? std::string() : listed(result.error())));
    REQUIRE(result.has_value());
    return std::move(result).value();
}

inline Errors errors_of(std::string_view json) {
    Result<LoadedProgram, Errors> result = parse_program(json, "test.json");
    INFO(json);
    REQUIRE_FALSE(result.has_value());
    REQUIRE_FALSE(result.error().empty());
    return std::move(result).error();
}

inline Error only_error(std::string_view json) {
    Errors errors = errors_of(json);
    INFO(listed(errors));
    REQUIRE(errors.size() == 1);
    return errors.front();
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The text from line 1, column 1 up to the place of an error, for tests that point into the text with a mark.
struct MarkedText {
    std::string text;
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    /// '¤' marks the place at which an error is expected.
    explicit MarkedText(std::string_view marked) {
        constexpr std::string_view kMark = "¤";
        const std::size_t at = marked.find(kMark);
        REQUIRE(at != std::string_view::npos);
        text = std::string(marked.substr(0, at)) + std::string(marked.substr(at + kMark.size()));
        for (std::size_t i = 0; i < at; ++i) {
            column = text[i] == '\n' ? 1 : column + 1;
            line += text[i] == '\n' ? 1 : 0;
        }
    }
};

}  // namespace slotscope::test
