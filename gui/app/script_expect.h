// SPDX-License-Identifier: MIT
// Checks one "expect" line of a script.
#pragma once

#include <optional>
#include <string>

#include "app/script_runner.h"

namespace slotscope::gui {

/// nullopt when it holds; else what was found instead.
[[nodiscard]] std::optional<std::string> check_expectation(const ScriptExpect& expect, const ScriptHost& host,
                                                           const ProbeRecorder& seen);

}  // namespace slotscope::gui
