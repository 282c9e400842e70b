// SPDX-License-Identifier: MIT
#include "slotscope/trace.h"

#include "commands.h"
#include "run_options.h"

namespace slotscope::cli {

namespace {

int trace(const RunOptions& options) {
    int exit_code = kOk;
    const auto input = make_input(options, exit_code);
    if (!input) return exit_code;
    const auto loaded = load_or_explain(options.file);
    if (!loaded) return kRejected;
    const auto swaps = make_swaps(options.swaps, exit_code);
    if (!swaps) return exit_code;
    const auto written = write_trace(loaded->program, *input, *swaps, print_line);
    if (!written) {
        print_errors(written.error());
        return kRejected;
    }
    return flush_stdout() ? kOk : kRejected;
}

}  // namespace

void add_trace(CLI::App& app, int& exit_code) {
    CLI::App* command =
        app.add_subcommand("trace", "Run a program and print every slot, write and state element per frame");
    command->footer(
        "One JSON line each for the header, the state before the first frame, every frame and every swap. Numbers are "
        "exact;\n"
        "NaN, Infinity, -Infinity and -0 are strings. `bits` gives each numeric slot's bits in hex, `written` the "
        "slots in\n"
        "the order in which they were written. A fault is an \"error\" in its frame's line, and the next frame runs.");
    auto options = std::make_shared<RunOptions>();
    add_run_options(*command, *options);
    command->callback([options, &exit_code] { exit_code = trace(*options); });
}

}  // namespace slotscope::cli
