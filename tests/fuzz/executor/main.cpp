// SPDX-License-Identifier: MIT
// Fuzzing of the executor without a fuzzing engine: random programs, and mutations of the programs in some folders, run
// for some frames with awkward times and random hot swaps. Ends with 0 when all claims held.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "check_run.h"
#include "fuzz/loader/memory_counter.h"
#include "fuzz/loader/mutator.h"
#include "fuzz/support/watchdog.h"
#include "generator.h"
#include "slotscope/program_io.h"
#include "support/corpus.h"

namespace slotscope::fuzz {
namespace {

constexpr const char* kHelp = "slotscope_executor_fuzz [--seconds N] [--seed S] [--only SEED] [--frames F] FOLDER…\n"
                              "\n"
                              "Runs random programs (even seeds) and mutations of the .json and .json.gz programs of "
                              "the folders (odd seeds) for N\n"
                              "seconds (default 5), F frames each (default 100). Program number i has seed S + i (S is "
                              "1 unless given); --only runs\n"
                              "one seed. SLOTSCOPE_FUZZ_SECONDS in the environment replaces N.\n";

/// What one program may take in four executors, a twin, two copies and a snapshot: the stores and buffers of a frame at their limits are
/// several times `limits::kMaxFrameElements`.
constexpr std::size_t kMemory = std::size_t{3} << 30;
/// One program: buffers at their limits for 100 frames, sanitizers and a busy machine included.
constexpr unsigned kSecondsPerProgram = 300;

struct Options {
    double seconds = 5;
    std::uint64_t seed = 1;
    std::size_t frames = 100;
    bool only_one = false;
    std::vector<std::filesystem::path> folders;
};

/// Stores of millions of elements are not made and hashed hundreds of times per program: they only make fewer runs.
bool is_large(const Program& program) {
    constexpr std::size_t kLargest = 500'000;
    const Result<SlotTable, Errors> slots = SlotTable::of_program(program);
    if (!slots) return false;
    const StateLayout& layout = program.state_layout;
    std::size_t elements = std::size_t{layout.f64_size} + layout.f32_size + layout.i32_size;
    for (std::size_t storage = 0; storage < kStorageCount; ++storage) {
        elements += slots->storage_size(static_cast<Storage>(storage));
    }
    return elements > kLargest;
}

class Fuzzer {
public:
    Fuzzer(std::vector<std::string> corpus, const Options& options)
        : mutator_(std::move(corpus)), frames_(options.frames) {}

    /// Whether all claims hold for the program of a seed; says which does not.
    bool run(std::uint64_t seed) {
        watch(seed, kSecondsPerProgram);
        start_counting_memory();
        try {
            const ProgramPtr program = program_of(seed);
            ++(program ? programs_ : rejected_);
            if (!program) return true;
            std::vector<ProgramPtr> others;
            for (std::uint64_t i = 1; i <= 3; ++i) {
                // Near relatives, so that cells are kept, and strangers.
                if (ProgramPtr other = program_of(i == 1 ? seed + 2 : seed * 7919 + i))
                    others.push_back(std::move(other));
            }
            others.push_back(program);
            const Tally tally = check_run(program, others, seed, frames_);
            total_.frames += tally.frames;
            total_.faults += tally.faults;
            total_.swaps += tally.swaps;
            total_.rejected_swaps += tally.rejected_swaps;
            total_.restores += tally.restores;
        } catch (const std::exception& failure) {
            fmt::print(stderr, "seed {}: {}\n", seed, failure.what());
            return false;
        }
        most_memory_ = std::max(most_memory_, peak_memory());
        if (peak_memory() <= kMemory) return true;
        fmt::print(stderr, "seed {}: {} bytes of memory, {} are allowed\n", seed, peak_memory(), kMemory);
        return false;
    }

    void report(std::uint64_t first, std::uint64_t end) const {
        fmt::print(
            "{} programs ran {} frames ({} faulted) and {} swaps ({} more rejected), and restored {} snapshots; {} "
            "texts and programs were rejected or large; at most {} MiB; seeds {} to {}\n",
            programs_, total_.frames, total_.faults, total_.swaps, total_.rejected_swaps, total_.restores, rejected_,
            most_memory_ >> 20, first, end);
        std::fflush(stdout);
    }

private:
    [[nodiscard]] ProgramPtr program_of(std::uint64_t seed) const {
        ProgramPtr program;
        if (seed % 2 == 0) {
            program = random_program(seed);
        } else if (const auto loaded = parse_program(mutator_.text(seed), "fuzz")) {
            program = loaded->program;
        }
        return program && !is_large(*program) ? program : nullptr;
    }

    Mutator mutator_;
    std::size_t frames_;
    Tally total_;
    std::uint64_t programs_ = 0, rejected_ = 0;
    std::size_t most_memory_ = 0;
};

bool parse_options(int count, char** arguments, Options& options) {
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (!argument.starts_with("--")) {
            options.folders.emplace_back(argument);
            continue;
        }
        if (++i == count) return false;
        const char* const value = arguments[i];
        if (argument == "--seconds") options.seconds = std::strtod(value, nullptr);
        else if (argument == "--frames") options.frames = std::strtoull(value, nullptr, 10);
        else if (argument == "--seed" || argument == "--only") options.seed = std::strtoull(value, nullptr, 10);
        else return false;
        options.only_one = options.only_one || argument == "--only";
    }
    if (const char* const seconds = std::getenv("SLOTSCOPE_FUZZ_SECONDS"))
        options.seconds = std::strtod(seconds, nullptr);
    return !options.folders.empty();
}

int run(const Options& options) {
    std::vector<std::string> corpus = test::read_corpus(options.folders, /*with_compressed=*/true);
    if (corpus.empty()) {
        fmt::print(stderr, "no programs in the folders\n");
        return 2;
    }
    Fuzzer fuzzer(std::move(corpus), options);
    if (options.only_one) return fuzzer.run(options.seed) ? 0 : 1;
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const std::chrono::duration<double> length(options.seconds);
    std::uint64_t seed = options.seed;
    auto next_report = start + std::chrono::minutes(10);
    for (; Clock::now() - start < length; ++seed) {
        if (!fuzzer.run(seed)) return 1;
        if (Clock::now() < next_report) continue;
        fuzzer.report(options.seed, seed);
        next_report += std::chrono::minutes(10);
    }
    fuzzer.report(options.seed, seed);
    return 0;
}

}  // namespace
}  // namespace slotscope::fuzz

int main(int count, char** arguments) {
    slotscope::fuzz::Options options;
    if (!slotscope::fuzz::parse_options(count, arguments, options)) {
        fmt::print(stderr, "{}", slotscope::fuzz::kHelp);
        return 2;
    }
    slotscope::fuzz::start_watching("slotscope_executor_fuzz");
    return slotscope::fuzz::run(options);
}
