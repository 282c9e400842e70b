// SPDX-License-Identifier: MIT
#include "check_run.h"

#include <array>
#include <fmt/format.h>
#include <stdexcept>

#include "generator.h"
#include "slotscope/executor.h"
#include "slotscope/frame_hash.h"

namespace slotscope::fuzz {
namespace {

void claim(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

Executor created(const ProgramPtr& program, const ExecutorOptions& options) {
    auto executor = Executor::create(program, options);
    claim(executor.has_value(), "a program that was built or loaded can be run");
    return std::move(executor).value();
}

std::optional<Fault> run_in_steps(Executor& executor, double t) {
    std::optional<Fault> fault = executor.begin_frame(t);
    std::size_t steps = 0;
    while (executor.in_frame()) {
        claim(!fault, "a fault ends its frame");
        claim(executor.next_step() == steps++, "steps run one after the other");
        fault = executor.run_step();
    }
    return fault;
}

void check_fault(const Executor& executor, const Fault& fault) {
    const StepIndex step = executor.next_step();
    claim(!fault.message.empty(), "a fault has a message");
    claim(fault.frame == executor.state().frame, "a fault names its frame");
    claim(fault.step == kOutsideSteps || fault.step < executor.program()->steps.size(),
          "a fault names a step of the program");
    claim(fault.step == kOutsideSteps || fault.step == step, "the executor stands at the step that faulted");
    claim(!fault_kind_name(fault.kind).empty(), "a fault is of a kind");
}

/// What is seen of an executor between two frames.
struct Sight {
    std::uint64_t hash = 0;
    ProgramPtr program;
    StepIndex next_step = 0;
    FrameNumber frame = 0;
    double delta_ms = 0;
    Value output;

    explicit Sight(const Executor& executor)
        : hash(frame_hash(executor.state())), program(executor.program()), next_step(executor.next_step()),
          frame(executor.state().frame), delta_ms(executor.delta_ms()), output(executor.output()) {}
    [[nodiscard]] bool same_as(const Sight& other) const {
        const bool same_delta =
            delta_ms == other.delta_ms || (delta_ms != delta_ms && other.delta_ms != other.delta_ms);
        return hash == other.hash && program == other.program && next_step == other.next_step && frame == other.frame &&
               same_delta && output.same_as(other.output);
    }
};

/// A snapshot of an executor, and what came after it: run again, it must come again.
class Replay {
public:
    Replay(const ProgramPtr& program, const ExecutorOptions& options) : executor_(created(program, options)) {}

    void swap(const ProgramPtr& program) {
        if (executor_.hot_swap(program).has_value() && has_snapshot_) inputs_.push_back({program, 0, Sight(executor_)});
    }
    void run_frame(double t) {
        executor_.run_frame(t);
        if (has_snapshot_) inputs_.push_back({nullptr, t, Sight(executor_)});
    }
    void save() {
        executor_.save(snapshot_);  // into the memory of the one before
        saved_.emplace(executor_);
        has_snapshot_ = true;
        inputs_.clear();
    }
    /// Of the executor itself, or of a twin, which goes on in its place.
    void restore(bool into_twin, Tally& tally) {
        if (!has_snapshot_) return;
        ++tally.restores;
        Executor twin = executor_.twin();
        Executor& again = into_twin ? twin : executor_;
        again.restore(snapshot_);
        claim(Sight(again).same_as(*saved_), "a restored snapshot stands where it was taken");
        for (const Input& input : inputs_) {
            if (input.program != nullptr) claim(again.hot_swap(input.program).has_value(), "a swap is accepted again");
            else again.run_frame(input.t);
            claim(Sight(again).same_as(input.after),
                  fmt::format("frame {} comes again after a restore", again.state().frame));
        }
        if (into_twin) executor_ = std::move(twin);
    }
    [[nodiscard]] const RuntimeState& state() const { return executor_.state(); }

private:
    struct Input {
        ProgramPtr program;  ///< of a swap; null for a frame
        double t = 0;
        Sight after;
    };
    Executor executor_;
    Snapshot snapshot_;
    std::optional<Sight> saved_;
    bool has_snapshot_ = false;
    std::vector<Input> inputs_;
};

/// One program under three executors that must agree.
class Trio {
public:
    Trio(const ProgramPtr& program, const ExecutorOptions& options)
        : all_{created(program, options), created(program, options), created(program, options)} {}

    void swap(const ProgramPtr& program, Tally& tally) {
        std::size_t accepted = 0;
        for (Executor& executor : all_) accepted += executor.hot_swap(program).has_value() ? 1 : 0;
        claim(accepted == 0 || accepted == all_.size(), "a swap is accepted always or never");
        ++(accepted != 0 ? tally.swaps : tally.rejected_swaps);
        compare("after a swap");
    }

    void run_frame(double t, Tally& tally) {
        const std::optional<Fault> fault = all_[0].run_frame(t);
        const std::optional<Fault> again = all_[1].run_frame(t);
        const std::optional<Fault> stepped = run_in_steps(all_[2], t);
        ++tally.frames;
        tally.faults += fault ? 1 : 0;
        for (const auto* other : {&again, &stepped}) {
            claim(fault.has_value() == (*other).has_value(), "a frame faults in every run or in none");
            if (fault)
                claim(fault->message == (*other)->message && fault->step == (*other)->step &&
                          fault->kind == (*other)->kind,
                      "faults are the same in every run");
        }
        if (fault) check_fault(all_[0], *fault);
        compare("after a frame");
    }

    [[nodiscard]] const RuntimeState& state() const { return all_[0].state(); }

private:
    void compare(const char* when) {
        const FrameHash expected = hasher_.hash(all_[0].state());
        for (std::size_t i = 1; i < all_.size(); ++i) {
            if (hasher_.hash(all_[i].state()) == expected) continue;
            const auto difference = first_difference(all_[0].state(), all_[i].state());
            throw std::runtime_error(
                fmt::format("{} of frame {} {}: {}", when, all_[0].state().frame,
                            i == 1 ? "two equal runs differ" : "a run in steps differs",
                            difference ? difference->message : "no difference is found, but the hashes differ"));
        }
    }

    std::array<Executor, 3> all_;
    FrameHasher hasher_;
};

/// Streams that merge their own output double until they are at their limit: hashing millions of events hundreds of times
/// takes a quarter of an hour and finds nothing more.
bool is_overgrown(const RuntimeState& state) {
    constexpr std::size_t kMostElements = 200'000;
    std::size_t elements = 0;
    for (const Value& value : state.values.objects()) elements += value.array() != nullptr ? value.array()->size() : 0;
    return elements > kMostElements;
}

}  // namespace

Tally check_run(const ProgramPtr& program, const std::vector<ProgramPtr>& others, std::uint64_t seed,
                std::size_t frames) {
    Random random(seed ^ 0x5EED);
    ExecutorOptions options;
    if (random.once_in(2)) options.delta = DeltaMode::Fixed60;
    if (random.once_in(8)) options.viewport = {random_number(random), random_number(random), random_number(random)};
    const std::vector<double> times = random_times(random, frames);
    Tally tally;
    Trio trio(program, options);
    Replay replay(program, options);
    std::optional<RuntimeState> kept;
    std::uint64_t kept_hash = 0;
    for (std::size_t frame = 0; frame < frames && !is_overgrown(trio.state()); ++frame) {
        if (!others.empty() && random.once_in(25)) {
            const ProgramPtr& other = others[random.below(others.size())];
            trio.swap(other, tally);
            replay.swap(other);
        }
        trio.run_frame(times[frame], tally);
        replay.run_frame(times[frame]);
        if (random.once_in(20)) replay.save();
        if (random.once_in(20)) replay.restore(random.once_in(2), tally);
        claim(frame_hash(replay.state()) == frame_hash(trio.state()), "restoring changes nothing of what follows");
        if (random.once_in(30)) {
            kept = trio.state();
            kept_hash = frame_hash(*kept);
        }
        if (kept && random.once_in(10))
            claim(frame_hash(*kept) == kept_hash, fmt::format("a copy of the runtime changed by frame {}", frame));
    }
    return tally;
}

}  // namespace slotscope::fuzz
