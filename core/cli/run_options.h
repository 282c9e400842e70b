// SPDX-License-Identifier: MIT
// The arguments of commands that run a program: which frames, which swaps, how time passes.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/trace.h"

namespace slotscope::cli {

struct RunOptions {
    std::string file;
    std::string times_from;
    std::size_t frames = 60;
    double fps = 60;
    std::vector<std::string> swaps;
    std::string delta;
    std::string viewport;
};

/// PROGRAM, --times-from, --frames, --fps, --swap, --delta and --viewport.
void add_run_options(CLI::App& command, RunOptions& options);

/// Prints the sentence to stderr; kUsage.
int usage(const std::string& message);

/// The frames that the options name. On a bad option or file: says why on stderr and sets `exit_code`.
[[nodiscard]] std::optional<TraceInput> make_input(const RunOptions& options, int& exit_code);
/// The programs to swap in. A program that does not load is an event of the run, as it would be in a running session;
/// its error is in the TraceSwap.
[[nodiscard]] std::optional<std::vector<TraceSwap>> make_swaps(const std::vector<std::string>& texts, int& exit_code);

/// Prints lines to stdout; false when that failed.
[[nodiscard]] bool flush_stdout();
void print_errors(const Errors& errors);
void print_line(std::string_view line);

}  // namespace slotscope::cli
