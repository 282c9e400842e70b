// SPDX-License-Identifier: MIT
#include "slotscope/trace.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "commands.h"

namespace slotscope::cli {

namespace {

/// A trace of this many frames of one slot is 100 MB: more is a slip of the finger.
constexpr std::size_t kMaxFrames = 10'000'000;

struct Options {
    std::string file;
    std::string times_from;
    std::size_t frames = 60;
    double fps = 60;
    std::vector<std::string> swaps;
    std::string delta;
    std::string viewport;
};

int usage(const std::string& message) {
    fmt::print(stderr, "{}\n", message);
    return kUsage;
}

/// "FRAME:PROGRAM". A program that does not load is an event in the trace, as it would be in a running session.
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
    const int fields = std::sscanf(text.c_str(), "%lfx%lf%n@%lf%n", &viewport.width, &viewport.height, &used, &viewport.dpr, &used);
    const bool sound = std::isfinite(viewport.width) && std::isfinite(viewport.height) && std::isfinite(viewport.dpr);
    return fields >= 2 && sound && static_cast<std::size_t>(used) == text.size() ? std::optional(viewport) : std::nullopt;
}

int trace(const Options& options) {
    TraceInput input;
    if (!options.times_from.empty()) {
        auto header = read_trace_header(options.times_from);
        if (!header) {
            fmt::print(stderr, "{}\n", header.error().to_string());
            return kRejected;
        }
        input = std::move(header).value();
    } else {
        if (!(options.fps > 0) || !std::isfinite(options.fps)) return usage("--fps must be a positive number");
        if (options.frames > kMaxFrames) return usage(fmt::format("--frames is at most {}", kMaxFrames));
        for (std::size_t i = 0; i < options.frames; ++i) input.times.push_back(static_cast<double>(i) * 1000 / options.fps);
    }
    if (!options.delta.empty()) input.delta = options.delta == "fixed60" ? DeltaMode::Fixed60 : DeltaMode::Actual;
    if (!options.viewport.empty()) {
        const auto viewport = parse_viewport(options.viewport);
        if (!viewport) return usage("--viewport is WIDTHxHEIGHT or WIDTHxHEIGHT@DPR, for example 1280x720@2");
        input.viewport = *viewport;
    }
    const auto loaded = load_or_explain(options.file);
    if (!loaded) return kRejected;
    std::vector<TraceSwap> swaps;
    for (const std::string& text : options.swaps) {
        auto swap = parse_swap(text);
        if (!swap) return usage(fmt::format("--swap {}: expected FRAME:PROGRAM, for example 60:patch-b.json", text));
        swaps.push_back(std::move(*swap));
    }
    const auto written = write_trace(loaded->program, input, swaps, [](std::string_view line) {
        std::fwrite(line.data(), 1, line.size(), stdout);
        std::fputc('\n', stdout);
    });
    if (!written) {
        for (const Error& error : written.error()) fmt::print(stderr, "{}\n", error.to_string());
        return kRejected;
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        fmt::print(stderr, "writing the trace failed: is the disk full?\n");
        return kRejected;
    }
    return kOk;
}

}  // namespace

void add_trace(CLI::App& app, int& exit_code) {
    CLI::App* command = app.add_subcommand("trace", "Run a program and print every slot, write and state element per frame");
    command->footer("One JSON line each for the header, the state before the first frame, every frame and every swap. Numbers are exact;\n"
                    "NaN, Infinity, -Infinity and -0 are strings. `bits` gives each numeric slot's bits in hex, `written` the slots in\n"
                    "the order in which they were written. A fault is an \"error\" in its frame's line, and the next frame runs.");
    auto options = std::make_shared<Options>();
    command->add_option("PROGRAM", options->file, "Program file (.json or .json.gz)")->required();
    command->add_option("--times-from", options->times_from, "Take times, viewport and delta from the header of this trace");
    command->add_option("--frames", options->frames, "Number of frames")->capture_default_str();
    command->add_option("--fps", options->fps, "Frames per second: frame k runs at k * 1000 / fps ms")->capture_default_str();
    command->add_option("--swap", options->swaps, "Replace the program before frame FRAME (from 0), keeping state: FRAME:PROGRAM. May be repeated");
    command->add_option("--delta", options->delta, "Time step of stateful operations: actual (default) or fixed60")
        ->check(CLI::IsMember({"actual", "fixed60"}));
    command->add_option("--viewport", options->viewport, "Viewport of camera steps: WIDTHxHEIGHT[@DPR], 1920x1080@1 by default");
    command->callback([options, &exit_code] { exit_code = trace(*options); });
}

}  // namespace slotscope::cli
