// SPDX-License-Identifier: MIT
// The commands of slotscope-cli. Each registers its options and, when chosen, sets the exit code. stdout carries only
// what was asked for; errors and hints go to stderr.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "slotscope/program_io.h"

namespace slotscope::cli {

inline constexpr int kOk = 0;
inline constexpr int kRejected = 1;  ///< the program (or another input) has errors
inline constexpr int kUsage = 2;     ///< bad arguments

/// Loads or prints every error to stderr.
[[nodiscard]] std::optional<LoadedProgram> load_or_explain(const std::string& file);

void add_check(CLI::App& app, int& exit_code);
void add_hash(CLI::App& app, int& exit_code);
void add_info(CLI::App& app, int& exit_code);
void add_trace(CLI::App& app, int& exit_code);
void add_verify(CLI::App& app, int& exit_code);

}  // namespace slotscope::cli
