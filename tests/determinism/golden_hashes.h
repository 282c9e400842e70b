// SPDX-License-Identifier: MIT
// The hash files in data/, with the programs that they are of.
#pragma once

#include <filesystem>
#include <vector>

#include "slotscope/hash_file.h"

namespace slotscope::test {

struct Golden {
    std::string name;
    HashFile file;
    ProgramPtr program;
    std::vector<TraceSwap> swaps;
};

/// Program files of the demos and of the conformance tests.
[[nodiscard]] std::vector<std::filesystem::path> program_files();

/// All of data/, in the order of their names. Throws std::runtime_error for a file or program that cannot be read.
[[nodiscard]] std::vector<Golden> load_goldens();

/// Empty when the run is the same, else the first difference.
[[nodiscard]] std::string first_mismatch(const Golden& golden);

}  // namespace slotscope::test
