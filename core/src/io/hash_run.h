// SPDX-License-Identifier: MIT
// The run behind a hash file, the same for writing and for verifying it. Private to hash_*.cpp.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "slotscope/hash_file.h"

namespace slotscope {

/// One place of a run that a hash file has a record of.
struct HashPoint {
    HashRecord::Kind kind = HashRecord::Kind::Init;
    std::size_t frame = 0;           ///< as in HashRecord
    bool is_rejected = false;        ///< Swap
    std::optional<StepIndex> fault;  ///< Frame
};

/// Calls `visit` at the start, after every swap and after every frame that `every` selects, until it returns false.
/// Errors: the program cannot be created.
[[nodiscard]] Result<std::size_t, Errors>
run_hashed(ProgramPtr program, const HashHeader& header, const std::vector<TraceSwap>& swaps,
           const std::function<bool(const HashPoint&, const Executor&)>& visit);

}  // namespace slotscope
