// SPDX-License-Identifier: MIT
// Executors share nothing but their programs: many at once give the same frames. Also run under ThreadSanitizer.
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "determinism/golden_hashes.h"

namespace slotscope::test {

TEST_CASE("Determinism: executors of the same programs in many threads give the same hashes", "[determinism]") {
    const std::vector<Golden> goldens = load_goldens();
    constexpr std::size_t kThreads = 8;
    std::vector<std::vector<std::string>> mismatches(kThreads);
    {
        std::vector<std::jthread> threads;
        for (std::size_t thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&goldens, &mismatches, thread] {
                // Each in another order, so that different programs and the same ones run side by side.
                for (std::size_t i = 0; i < goldens.size(); ++i) {
                    const Golden& golden = goldens[(i * (thread + 1)) % goldens.size()];
                    if (std::string text = first_mismatch(golden); !text.empty())
                        mismatches[thread].push_back(golden.name + ": " + text);
                }
            });
        }
    }
    for (const auto& texts : mismatches) CHECK(texts == std::vector<std::string>{});
}

}  // namespace slotscope::test
