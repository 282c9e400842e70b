// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "commands.h"

namespace slotscope::cli {

namespace {

std::string place(const std::string& file, std::uint32_t line, std::uint32_t column) {
    return line == 0 ? file : fmt::format("{}:{}:{}", file, line, column);
}

int check(const std::string& file, bool with_notes) {
    const auto loaded = load_or_explain(file);
    if (!loaded) return kRejected;
    std::size_t faults = 0;
    for (const Problem& problem : loaded->problems) {
        const bool is_fault = problem.severity == Severity::Fault;
        faults += is_fault ? 1 : 0;
        fmt::print("{}: {}: {} (at {})\n", place(file, problem.line, problem.column),
                   is_fault ? "will fault" : "surprise", problem.message, problem.path);
    }
    if (with_notes) {
        for (const LoadNote& note : loaded->notes)
            fmt::print("{}: note: {} (at {})\n", place(file, note.line, note.column), note.message, note.path);
    }
    fmt::print("{}: loads; {} problems that will fault, {} surprises, {} notes\n", file, faults,
               loaded->problems.size() - faults, loaded->notes.size());
    return kOk;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
    CLI::App* command = app.add_subcommand("check", "List the errors and problems of a program");
    command->footer(
        "Errors (the program does not load) go to stderr and exit with 1. Problems of meaning are listed on stdout:\n"
        "the program loads, and the step concerned faults, or does something surprising, when it runs.");
    struct Options {
        std::string file;
        bool notes = false;
    };
    auto options = std::make_shared<Options>();
    command->add_option("PROGRAM", options->file, "Program file (.json or .json.gz)")->required();
    command->add_flag("--notes", options->notes, "Also list what the file has and Slotscope does not use");
    command->callback([options, &exit_code] { exit_code = check(options->file, options->notes); });
}

}  // namespace slotscope::cli
