// SPDX-License-Identifier: MIT
// Fuzzing of the program loader without a fuzzing engine: mutated programs, each of which must give a program or
// errors, in bounded time and memory, twice the same. Ends with 0 when all claims held.
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "check_input.h"
#include "fuzz/support/watchdog.h"
#include "memory_counter.h"
#include "mutator.h"
#include "support/corpus.h"

namespace slotscope::fuzz {
namespace {

constexpr const char* kHelp =
    "slotscope_loader_fuzz [--seconds N] [--seed S] [--only SEED [--print]] FOLDER…\n"
    "\n"
    "Loads mutations of the .json files of the folders for N seconds (default 5).\n"
    "Text number i has seed S + i (S is 1 unless given); --only runs one seed, --print writes its text to stdout.\n"
    "SLOTSCOPE_FUZZ_SECONDS in the environment replaces N.\n";

/// What one text may take: the node array, rows of the tables and Values cost at most this many bytes per byte of text.
constexpr std::size_t kMemoryPerByte = 64;
constexpr std::size_t kMemoryAnyway = std::size_t{1} << 20;
/// One text of at most a few hundred kilobytes; sanitizers and a busy machine included.
constexpr unsigned kSecondsPerText = 30;

/// Whether all claims hold for a text; says which does not.
bool run_text(const std::string& text, std::uint64_t seed, std::size_t& loaded) {
    watch(seed, kSecondsPerText);
    start_counting_memory();
    try {
        loaded += check_input(text).is_loaded ? 1 : 0;
    } catch (const std::exception& failure) {
        fmt::print(stderr, "seed {}: {}\n", seed, failure.what());
        return false;
    }
    const std::size_t allowed = text.size() * kMemoryPerByte + kMemoryAnyway;
    if (peak_memory() <= allowed) return true;
    fmt::print(stderr, "seed {}: {} bytes of memory for {} bytes of text, {} are allowed\n", seed, peak_memory(),
               text.size(), allowed);
    return false;
}

struct Options {
    double seconds = 5;
    std::uint64_t seed = 1;
    bool only_one = false;
    bool prints = false;
    std::vector<std::filesystem::path> folders;
};

bool parse_options(int count, char** arguments, Options& options) {
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const char* const value = i + 1 < count ? arguments[i + 1] : nullptr;
        if (argument == "--print") options.prints = true;
        else if (argument.starts_with("--")) {
            if (value == nullptr) return false;
            if (argument == "--seconds") options.seconds = std::strtod(value, nullptr);
            else if (argument == "--seed" || argument == "--only") options.seed = std::strtoull(value, nullptr, 10);
            else return false;
            options.only_one = options.only_one || argument == "--only";
            ++i;
        } else options.folders.emplace_back(argument);
    }
    if (const char* const seconds = std::getenv("SLOTSCOPE_FUZZ_SECONDS"))
        options.seconds = std::strtod(seconds, nullptr);
    return !options.folders.empty();
}

int run(const Options& options) {
    const std::vector<std::string> corpus = test::read_corpus(options.folders, /*with_compressed=*/false);
    if (corpus.empty()) {
        fmt::print(stderr, "no .json files in the folders\n");
        return 2;
    }
    const Mutator mutator(corpus);
    std::size_t loaded = 0;
    if (options.only_one) {
        const std::string text = mutator.text(options.seed);
        if (options.prints) fmt::print("{}", text);
        return run_text(text, options.seed, loaded) ? 0 : 1;
    }
    for (const std::string& text : corpus) {
        if (!run_text(text, 0, loaded)) return 1;
    }
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
    std::uint64_t count = 0;
    for (; std::chrono::steady_clock::now() < end; ++count) {
        if (!run_text(mutator.text(options.seed + count), options.seed + count, loaded)) return 1;
    }
    fmt::print("{} mutated texts of {} programs, {} of all loaded; seeds {} to {}\n", count, corpus.size(), loaded,
               options.seed, options.seed + count);
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
    slotscope::fuzz::start_watching("slotscope_loader_fuzz");
    return slotscope::fuzz::run(options);
}
