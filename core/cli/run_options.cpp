// SPDX-License-Identifier: MIT
#include "run_options.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "commands.h"

namespace slotscope::cli {

namespace {

/// A trace of this many frames of one slot is 100 MB: more is a slip of the finger.
constexpr std::size_t kMaxFrames = 10'000'000;

/// "FRAME:PROGRAM".
std::optional<TraceSwap> parse_swap(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == std::string::npos || text.find_first_not_of("0123456789") != colon) return std::nullopt;
    TraceSwap swap;
    swap.before_frame = std::strtoull(text.c_str(), nullptr, 10);
    swap.name = text.substr(colon + 1);
    auto loaded = load_program(swap.name);
    if (loaded) {
        swap.program = loaded->program;
    } else {
        for (const Error& error : loaded.error()) swap.error += (swap.error.empty() ? "" : "; ") + error.to_string();
    }
    return swap;
}

/// "WIDTHxHEIGHT" or "WIDTHxHEIGHT@DPR".
std::optional<Viewport> parse_viewport(const std::string& text) {
    Viewport viewport;
    int used = 0;
    const int fields =
        std::sscanf(text.c_str(), "%lfx%lf%n@%lf%n", &viewport.width, &viewport.height, &used, &viewport.dpr, &used);
    const bool sound = std::isfinite(viewport.width) && std::isfinite(viewport.height) && std::isfinite(viewport.dpr);
    return fields >= 2 && sound && static_cast<std::size_t>(used) == text.size() ? std::optional(viewport)
                                                                                 : std::nullopt;
}

}  // namespace

void add_run_options(CLI::App& command, RunOptions& options) {
    command.add_option("PROGRAM", options.file, "Program file (.json or .json.gz)")->required();
    command.add_option("--times-from", options.times_from,
                       "Take times, viewport and delta from the header of this trace");
    command.add_option("--frames", options.frames, "Number of frames")->capture_default_str();
    command.add_option("--fps", options.fps, "Frames per second: frame k runs at k * 1000 / fps ms")
        ->capture_default_str();
    command.add_option(
        "--swap", options.swaps,
        "Replace the program before frame FRAME (from 0), keeping state: FRAME:PROGRAM. May be repeated");
    command.add_option("--delta", options.delta, "Time step of stateful operations: actual (default) or fixed60")
        ->check(CLI::IsMember({"actual", "fixed60"}));
    command.add_option("--viewport", options.viewport,
                       "Viewport of camera steps: WIDTHxHEIGHT[@DPR], 1920x1080@1 by default");
}

int usage(const std::string& message) {
    fmt::print(stderr, "{}\n", message);
    return kUsage;
}

std::optional<TraceInput> make_input(const RunOptions& options, int& exit_code) {
    const auto reject = [&exit_code](const std::string& message) {
        exit_code = usage(message);
        return std::nullopt;
    };
    TraceInput input;
    if (!options.times_from.empty()) {
        auto header = read_trace_header(options.times_from);
        if (!header) {
            print_errors({header.error()});
            exit_code = kRejected;
            return std::nullopt;
        }
        input = std::move(header).value();
    } else {
        if (!(options.fps > 0) || !std::isfinite(options.fps)) return reject("--fps must be a positive number");
        if (options.frames > kMaxFrames) return reject(fmt::format("--frames is at most {}", kMaxFrames));
        for (std::size_t i = 0; i < options.frames; ++i)
            input.times.push_back(static_cast<double>(i) * 1000 / options.fps);
    }
    if (!options.delta.empty()) input.delta = options.delta == "fixed60" ? DeltaMode::Fixed60 : DeltaMode::Actual;
    if (!options.viewport.empty()) {
        const auto viewport = parse_viewport(options.viewport);
        if (!viewport) return reject("--viewport is WIDTHxHEIGHT or WIDTHxHEIGHT@DPR, for example 1280x720@2");
        input.viewport = *viewport;
    }
    return input;
}

std::optional<std::vector<TraceSwap>> make_swaps(const std::vector<std::string>& texts, int& exit_code) {
    std::vector<TraceSwap> swaps;
    for (const std::string& text : texts) {
        auto swap = parse_swap(text);
        if (!swap) {
            exit_code = usage(fmt::format("--swap {}: expected FRAME:PROGRAM, for example 60:patch-b.json", text));
            return std::nullopt;
        }
        swaps.push_back(std::move(*swap));
    }
    return swaps;
}

bool flush_stdout() {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
    fmt::print(stderr, "writing to stdout failed: is the disk full?\n");
    return false;
}

void print_errors(const Errors& errors) {
    for (const Error& error : errors) fmt::print(stderr, "{}\n", error.to_string());
}

void print_line(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
}

}  // namespace slotscope::cli
