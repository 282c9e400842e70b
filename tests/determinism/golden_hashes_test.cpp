// SPDX-License-Identifier: MIT
// The hashes in data/ were written once; every compiler, optimisation and sanitizer must give the same.
#include <catch2/catch_test_macros.hpp>

#include "determinism/golden_hashes.h"

namespace slotscope::test {

TEST_CASE("Determinism: this build gives the hashes that were written down", "[determinism]") {
    const std::vector<Golden> goldens = load_goldens();
    REQUIRE(goldens.size() > 40);
    std::size_t swaps = 0;
    for (const Golden& golden : goldens) {
        INFO(golden.name);  // a section for each would load them all for each
        CHECK(first_mismatch(golden) == "");
        swaps += golden.swaps.size();
    }
    CHECK(swaps > 10);
}

}  // namespace slotscope::test
