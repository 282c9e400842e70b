// SPDX-License-Identifier: MIT
#include "bench/bench_programs.h"

#include <cstdlib>
#include <random>

#include "slotscope/program_builder.h"

namespace slotscope::bench {

namespace {

/// Slots 0 to 3: the time outputs of a loop of 4 seconds.
ProgramBuilder with_time(const char* name) {
    ProgramBuilder b(name);
    b.time_model_loop(4000);
    for (SlotId slot = 0; slot < 4; ++slot) b.f64(slot);
    b.time_derive(0, 1, 2, 3);
    return b;
}

ProgramPtr finish(const ProgramBuilder& builder) {
    auto program = builder.build();
    if (!program) std::abort();
    return program.value();
}

}  // namespace

ProgramPtr chain_program(std::size_t slots) {
    ProgramBuilder b = with_time("chain");
    b.f64(4).f64(5);
    b.node_step(0, {}, {4}, static_cast<double>(b.constant(0.75)));
    b.node_step(0, {}, {5}, static_cast<double>(b.constant(0.5)));
    constexpr std::int32_t kOpcodes[] = {100, 102, 131};
    SlotId last = 2;
    for (SlotId slot = 6; slot < slots; ++slot) {
        b.f64(slot);
        b.node_step(kOpcodes[slot % 3], {last, 4 + slot % 2}, {slot});
        last = slot;
    }
    return finish(b);
}

ProgramPtr tree_program(std::size_t slots) {
    ProgramBuilder b = with_time("tree");
    const std::size_t leaves = slots / 2;
    const Ref phase = b.signal(SigPhase01{});
    std::vector<SignalOutput> outputs;
    std::vector<SlotId> level;
    for (std::size_t i = 0; i < leaves; ++i) {
        const SlotId slot = 4 + i;
        b.f64(slot);
        outputs.push_back({b.sig_zip(102, phase, b.sig_const(static_cast<double>(i + 1))), slot});
        level.push_back(slot);
    }
    b.signal_eval(outputs);
    SlotId next = 4 + leaves;
    for (std::size_t made = 0; level.size() > 1;) {
        std::vector<SlotId> above;
        for (std::size_t i = 0; i + 1 < level.size(); i += 2, ++made, ++next) {
            b.f64(next);
            if (made % 7 == 6) b.bus_step(CombineMode::Sum, {level[i], level[i + 1]}, next);
            else b.node_step(made % 3 == 2 ? 131 : 100, {level[i], level[i + 1]}, {next});
            above.push_back(next);
        }
        if (level.size() % 2 == 1) above.push_back(level.back());
        level = std::move(above);
    }
    return finish(b);
}

ProgramPtr mixed_program(std::size_t slots) {
    ProgramBuilder b = with_time("mixed");
    std::mt19937_64 random(7);
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    std::vector<Ref> signals{b.signal(SigTimeAbsMs{}), b.signal(SigPhase01{}), b.signal(SigTimeModelMs{}),
                             b.sig_const(0.5),         b.sig_const(3),         b.sig_input(1)};
    const auto any = [&] { return signals[below(signals.size())]; };
    std::vector<SignalOutput> outputs;
    SlotId slot = 4;
    for (const SlotId end = 4 + slots * 2 / 5; slot < end; ++slot) {
        constexpr std::int32_t kUnary[] = {120, 121, 124, 125};
        constexpr std::int32_t kBinary[] = {100, 101, 102, 130, 131};
        const std::size_t kind = below(10);
        Ref signal;
        if (kind < 4) signal = b.sig_map(kUnary[below(4)], any());
        else if (kind < 8) signal = b.sig_zip(kBinary[below(5)], any(), any());
        else if (kind < 9) signal = b.signal(SigSelect{any(), any(), any()});
        else signal = b.sig_bus(CombineMode::Sum, {any(), any(), any()});
        signals.push_back(signal);
        b.f64(slot);
        outputs.push_back({signal, slot});
    }
    b.signal_eval(outputs);
    constexpr CombineMode kModes[] = {CombineMode::Sum, CombineMode::Average, CombineMode::Min, CombineMode::Max,
                                      CombineMode::Last};
    constexpr std::int32_t kOpcodes[] = {100, 101, 102, 130, 131};
    for (; slot < slots; ++slot) {
        b.f64(slot);
        if (below(3) == 0) b.bus_step(kModes[below(5)], {below(slot), below(slot), below(slot)}, slot);
        else b.node_step(kOpcodes[below(5)], {below(slot), below(slot)}, {slot});
    }
    return finish(b);
}

}  // namespace slotscope::bench
