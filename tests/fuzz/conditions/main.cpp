// SPDX-License-Identifier: MIT
// Fuzzing of what people type: every text gives a condition or an error with a place in the text; a condition's text parses
// back to itself; and what compiles runs over a program. Ends with 0 when all claims held.
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <stdexcept>
#include <string>

#include "core/conditions/lab_program.h"
#include "fuzz/conditions/texts.h"
#include "slotscope/breakpoints.h"
#include "slotscope/executor.h"
#include "slotscope/watches.h"

namespace slotscope::fuzz {
namespace {

constexpr const char* kHelp =
    "slotscope_condition_fuzz [--texts N] [--seconds N] [--seed S] [--only SEED]\n"
    "\n"
    "Checks N texts (default 30000), or texts for N seconds. Text number i has seed S + i (S is 1 unless given).\n"
    "--only prints and checks one. SLOTSCOPE_FUZZ_SECONDS in the environment replaces --texts.\n";

void claim(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

void check_error(std::string_view text, const Error& error) {
    claim(!error.message.empty(), "an error has a message");
    claim(error.line == 1 && error.column >= 1 && error.column <= text.size() + 1, "an error's place is in the text");
    claim(error.message.size() < 600, "an error is short enough to be read");
}

/// A program that runs on from text to text.
class Machine {
public:
    Machine()
        : program_(test::lab_builder().build().value()), executor_(Executor::create(program_).value()),
          symbols_(*program_, executor_.state().values.slots()) {}

    [[nodiscard]] const ProgramSymbols& symbols() const noexcept { return symbols_; }

    /// Twelve frames, with faults among them, asked from the first frame on and from a later one.
    std::size_t run(const ConditionEvaluator& condition) {
        ConditionEvaluator all = condition, late = condition;
        std::size_t hit_count = 0;
        for (int frame = 0; frame < 12; ++frame) {
            const std::optional<Fault> fault = executor_.run_frame(time_ += 10);
            const FrameEnd end = FrameEnd::of(executor_, fault);
            const auto hit = all.observe(end);
            if (hit) {
                ++hit_count;
                claim(!condition.message(*hit, symbols_).empty(), "a hit has a message");
                claim(hit->step == kNoStep || hit->step < program_->steps.size(), "a hit's step is one of the program");
            }
            if (frame > 4 && late.observe(end)) claim(hit.has_value(), "with less warm-up there are no other hits");
        }
        return hit_count;
    }

private:
    ProgramPtr program_;
    Executor executor_;
    ProgramSymbols symbols_;
    double time_ = 0;
};

struct Counts {
    std::uint64_t texts = 0, parsed = 0, compiled = 0, hits = 0, files = 0;
};

void check_condition(const std::string& text, Machine& machine, Counts& counts) {
    const Result<Condition> condition = Condition::parse(text);
    if (!condition) return check_error(text, condition.error());
    ++counts.parsed;
    const std::string written = condition->to_text();
    const Result<Condition> again = Condition::parse(written);
    claim(again.has_value(), "a condition's text parses");
    claim(again->to_text() == written && again->kind == condition->kind, "a condition's text parses to itself");
    const Result<ConditionEvaluator> evaluator = ConditionEvaluator::create(*condition, machine.symbols());
    const Result<ConditionEvaluator> same = ConditionEvaluator::create(*again, machine.symbols());
    claim(evaluator.has_value() == same.has_value(), "a condition's text means the same");
    if (!evaluator) return check_error(text, evaluator.error());
    ++counts.compiled;
    counts.hits += machine.run(*evaluator);
}

/// `Set`: BreakpointSet or WatchSet.
template <class Set>
void check_file(const std::string& json, const ProgramSymbols& symbols, Counts& counts) {
    Result<Set, Errors> set = Set::from_json(json);
    if (!set)
        return claim(!set.error().empty() && set.error().size() <= 200, "a rejected file has from 1 to 200 errors");
    ++counts.files;
    const std::string written = set->to_json();
    Result<Set, Errors> again = Set::from_json(written);
    claim(again.has_value() && again->to_json() == written, "a written file is read as it was");
    set->bind(symbols);
}

void check_message(const std::string& text, const ProgramSymbols& symbols) {
    const Result<MessageTemplate> message = MessageTemplate::create(text, symbols);
    if (!message) check_error(text, message.error());
}

bool check(std::uint64_t seed, Machine& machine, Counts& counts) {
    const std::string text = condition_text(seed);
    try {
        ++counts.texts;
        check_condition(text, machine, counts);
        check_message("is {" + text + "}", machine.symbols());
        if (seed % 8 == 0) check_file<BreakpointSet>(breakpoint_file(seed), machine.symbols(), counts);
        if (seed % 8 == 4) check_file<WatchSet>(watch_file(seed), machine.symbols(), counts);
        return true;
    } catch (const std::exception& failure) {
        fmt::print(stderr, "seed {}: {}\n{}\n", seed, failure.what(), text);
        return false;
    }
}

struct Options {
    std::uint64_t texts = 30'000, seed = 1;
    double seconds = 0;
    bool only_one = false;
};

bool parse_options(int count, char** arguments, Options& options) {
    for (int i = 1; i < count; i += 2) {
        if (i + 1 >= count) return false;
        const std::string name = arguments[i];
        const char* const value = arguments[i + 1];
        if (name == "--seconds") options.seconds = std::strtod(value, nullptr);
        else if (name == "--texts") options.texts = std::strtoull(value, nullptr, 10);
        else if (name == "--seed" || name == "--only") options.seed = std::strtoull(value, nullptr, 10);
        else return false;
        options.only_one = options.only_one || name == "--only";
    }
    if (const char* const seconds = std::getenv("SLOTSCOPE_FUZZ_SECONDS"))
        options.seconds = std::strtod(seconds, nullptr);
    return true;
}

int run(const Options& options) {
    Machine machine;
    Counts counts;
    if (options.only_one) {
        fmt::print("{}\n", condition_text(options.seed));
        return check(options.seed, machine, counts) ? 0 : 1;
    }
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
    const auto goes_on = [&] {
        return options.seconds > 0 ? std::chrono::steady_clock::now() < end : counts.texts < options.texts;
    };
    while (goes_on()) {
        if (!check(options.seed + counts.texts, machine, counts)) return 1;
    }
    fmt::print("{} texts: {} conditions, {} for the program, {} hits; {} files read; seeds from {}\n", counts.texts,
               counts.parsed, counts.compiled, counts.hits, counts.files, options.seed);
    const bool is_worth_it =
        counts.texts < 1000 || (counts.compiled > counts.texts / 20 && counts.hits > 0 && counts.files > 0);
    if (!is_worth_it) fmt::print(stderr, "too few of the texts mean anything\n");
    return is_worth_it ? 0 : 1;
}

}  // namespace
}  // namespace slotscope::fuzz

int main(int count, char** arguments) {
    slotscope::fuzz::Options options;
    if (!slotscope::fuzz::parse_options(count, arguments, options)) {
        fmt::print(stderr, "{}", slotscope::fuzz::kHelp);
        return 2;
    }
    return slotscope::fuzz::run(options);
}
