// SPDX-License-Identifier: MIT
// Random sequences of commands, given to a session and to a naive model that keeps everything, leave both alike. Longer and
// from another seed on demand:
//   SLOTSCOPE_FUZZ_SECONDS=1200 SLOTSCOPE_FUZZ_SEED=1000 ctest -R core.session_model
#include <chrono>
#include <cstdlib>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "core/session/model/duel.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr const char* kFolders[] = {SLOTSCOPE_DEMO_PROGRAMS, SLOTSCOPE_CONFORMANCE_DATA};

double number_of(const char* variable, double otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtod(text, nullptr);
}

std::string report(std::span<const NamedProgram> programs, std::uint64_t seed, const DuelOptions& options) {
    const std::vector<Command> commands = shrink(programs, options, random_commands(seed));
    const DuelResult result = fight(programs, options, commands);
    std::string text =
        fmt::format("seed {} (keyframes every {} frames, slices of {} steps, questions every {}): {}", seed,
                    options.keyframe_spacing, options.slice_steps, options.question_steps, result.failure);
    for (const std::string& step : result.steps) text += "\n  " + step;
    return text;
}

/// In every run of the tests; sanitizers make them ten times as slow.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t kSequences = 100;
#else
constexpr std::uint64_t kSequences = 300;
#endif

}  // namespace

TEST_CASE("Session: random commands leave it as they leave a model that keeps everything", "[core][session]") {
    const std::vector<NamedProgram> programs = programs_for_duels(kFolders);
    REQUIRE(programs.size() >= 50);
    const auto first = static_cast<std::uint64_t>(number_of("SLOTSCOPE_FUZZ_SEED", 1));
    const double seconds = number_of("SLOTSCOPE_FUZZ_SECONDS", 0);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    std::uint64_t frames = 0, branches = 0, finds = 0, count = 0;
    for (; seconds > 0 ? std::chrono::steady_clock::now() < end : count < kSequences; ++count) {
        const std::uint64_t seed = first + count;
        const DuelResult result = fight(programs, random_options(seed), random_commands(seed));
        if (!result.failure.empty()) FAIL(report(programs, seed, random_options(seed)));
        frames += result.frames;
        branches += result.branches;
        finds += result.finds;
    }
    WARN(count << " sequences from seed " << first << ": " << frames << " frames, " << branches << " branches, "
               << finds << " places found");
    CHECK(frames > 10 * count);
    CHECK(branches > count);
    CHECK(finds > count);
}
