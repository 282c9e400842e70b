// SPDX-License-Identifier: MIT
// The claims that hold for every text that is given to the program loader.
#pragma once

#include <string>
#include <string_view>

namespace slotscope::fuzz {

struct Outcome {
    bool is_loaded = false;
    std::string summary;  ///< everything that the loader said, as text: equal for equal inputs
};

/// Loads the text and checks the claims. Throws std::runtime_error naming the one that fails.
[[nodiscard]] Outcome check_input(std::string_view text);

}  // namespace slotscope::fuzz
