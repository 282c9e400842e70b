// SPDX-License-Identifier: MIT
// Traces: one JSON line per frame with every slot, write and state element, for comparing runs by value; and the part
// of a trace's header that says how to repeat it.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/executor.h"
#include "slotscope/result.h"

namespace slotscope {

/// How to run: what a trace's header line says.
struct TraceInput {
    std::vector<double> times;  ///< one absolute time in milliseconds per frame
    Viewport viewport;
    DeltaMode delta = DeltaMode::Actual;
};

/// Reads the header (first line) of a trace file, plain or gzip.
[[nodiscard]] Result<TraceInput> read_trace_header(const std::filesystem::path& file);

struct TraceSwap {
    std::size_t before_frame = 0;  ///< swap before the frame with this position in `times` runs
    ProgramPtr program;            ///< null: could not be loaded; `error` says why
    std::string name;
    std::string error;
};

/// Runs and writes lines (each without its newline) to `emit`: header, init, frames, hotSwap events. A rejected swap is a
/// hotSwap line with an error and the old program goes on. Errors: the program cannot be created.
[[nodiscard]] Result<std::size_t, Errors> write_trace(ProgramPtr program, const TraceInput& input,
                                                      const std::vector<TraceSwap>& swaps,
                                                      const std::function<void(std::string_view)>& emit);

}  // namespace slotscope
