// SPDX-License-Identifier: MIT
// Loading programs from JSON, plain or gzip, with every error of the file listed with line, column and JSON path.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/problems.h"
#include "slotscope/program.h"
#include "slotscope/result.h"

namespace slotscope {

/// Something in the file that is kept out of the program without harm: an unknown field, a repeated key.
struct LoadNote {
    std::string message;
    std::string path;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

struct LoadedProgram {
    ProgramPtr program;
    std::vector<Problem> problems;  ///< with line and column
    std::vector<LoadNote> notes;
    std::size_t bytes = 0;  ///< of the JSON text
};

/// Errors: unreadable file, broken gzip, broken JSON (one error), wrong types, bad sizes and limits (all of them, up to
/// limits::kMaxErrors), and what the runtime rejects when it is created.
[[nodiscard]] Result<LoadedProgram, Errors> load_program(const std::filesystem::path& file);
/// Likewise from memory; `name` stands for the file in errors and becomes Program::source_name.
[[nodiscard]] Result<LoadedProgram, Errors> parse_program(std::string_view json, std::string name);
/// The whole file, decompressed when it is gzip. Errors: Io, Limit, Parse (broken gzip).
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& file);

}  // namespace slotscope
