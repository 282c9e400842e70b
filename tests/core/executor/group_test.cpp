// SPDX-License-Identifier: MIT
// Whole frames run steps and signals in an order of their own. What a frame leaves behind must not show it: step by step,
// which keeps the schedule's order, gives the same values, records and faults.
#include <bit>
#include <random>

#include "run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// Everything that the stores keep of a frame, in one comparable text.
std::string trace_of(const Executor& executor) {
    const ValueStore& values = executor.state().values;
    std::string text;
    for (SlotIndex row = 0; row < values.slots().size(); ++row) {
        const WriteRecord& record = values.record(row);
        const auto bits = std::bit_cast<std::uint64_t>(values.number_at(row));
        for (const std::uint64_t part : {bits, std::uint64_t{record.epoch}, std::uint64_t{record.writer},
                                         std::uint64_t{record.order}, std::uint64_t{record.changed_epoch}}) {
            text += std::to_string(part) + ' ';
        }
    }
    for (const SlotId slot : values.written()) text += std::to_string(slot) + ',';
    return text;
}

std::optional<Fault> step_through(Executor& executor, double t) {
    auto fault = executor.begin_frame(t);
    while (!fault && executor.in_frame()) fault = executor.run_step();
    return fault;
}

/// The same frames in one go and step by step, in two executors.
void require_same(const ProgramBuilder& builder, int frames) {
    Executor whole = make_executor(builder);
    Executor stepped = make_executor(builder);
    for (int frame = 0; frame < frames; ++frame) {
        const double t = frame * 37.5;
        const auto a = whole.run_frame(t);
        const auto b = step_through(stepped, t);
        REQUIRE(a.has_value() == b.has_value());
        if (a) REQUIRE(a->message == b->message);
        REQUIRE(whole.next_step() == stepped.next_step());
        REQUIRE(trace_of(whole) == trace_of(stepped));
    }
}

/// Signals, nodes and buses at random over `slots` f64 slots. `shared`: some slots share an element. `twice`: one slot is
/// written by two steps.
ProgramBuilder random_program(std::mt19937& random, SlotId slots, bool shared, bool twice) {
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    ProgramBuilder b("random");
    b.time_model_loop(1000);
    for (SlotId slot = 0; slot < slots; ++slot) {
        if (shared && slot > 8 && below(5) == 0)
            b.slot(slot, Storage::F64, {}, static_cast<std::uint32_t>(below(slot)));
        else b.f64(slot);
        if (below(3) == 0) b.initial(slot, static_cast<double>(below(9)) - 4);
    }
    b.time_derive(0, 1, 2, 3);
    std::vector<Ref> signals{b.signal(SigTimeAbsMs{}), b.signal(SigPhase01{}), b.sig_const(-0.0), b.sig_const(NAN)};
    const auto any = [&] { return signals[below(signals.size())]; };
    constexpr std::int32_t kUnary[] = {110, 120, 121, 122, 123, 124, 125};
    constexpr std::int32_t kBinary[] = {100, 101, 102, 103, 104, 130, 131};
    const SlotId half = 4 + (slots - 4) / 2;
    for (SlotId slot = 4; slot < half;) {
        std::vector<SignalOutput> outputs;
        for (const SlotId end = std::min<SlotId>(half, slot + 1 + below(9)); slot < end; ++slot) {
            switch (below(6)) {
                case 0: signals.push_back(b.sig_map(kUnary[below(7)], any())); break;
                case 1: signals.push_back(b.sig_input(below(slots))); break;
                case 2: signals.push_back(b.signal(SigSelect{any(), any(), any()})); break;
                case 3:
                    signals.push_back(
                        b.sig_bus(below(2) == 0 ? CombineMode::Sum : CombineMode::Max, {any(), any(), any()}));
                    break;
                default: signals.push_back(b.sig_zip(kBinary[below(7)], any(), any())); break;
            }
            outputs.push_back({below(3) == 0 ? any() : signals.back(), slot});
        }
        b.signal_eval(outputs);
    }
    constexpr CombineMode kModes[] = {CombineMode::Sum, CombineMode::Average, CombineMode::Min,
                                      CombineMode::Max, CombineMode::Product, CombineMode::Last};
    constexpr std::int32_t kTernary[] = {132, 133, 135};
    for (SlotId slot = half; slot < slots; ++slot) {
        const std::size_t kind = below(10);
        if (kind < 2) b.bus_step(kModes[below(6)], {below(slots), below(slots), below(slots)}, slot);
        else if (kind < 4) b.node_step(kUnary[below(7)], {below(slots)}, {slot});
        else if (kind < 5) b.node_step(kTernary[below(3)], {below(slots), below(slots), below(slots)}, {slot});
        else b.node_step(kBinary[below(7)], {slot - 1, below(slots)}, {slot});
    }
    if (twice) b.node_step(100, {4, 5}, {half + below(slots - half)});
    return b;
}

}  // namespace

TEST_CASE("Executor: frames in one go leave the same as frames step by step", "[core][executor][group]") {
    std::mt19937 random(4);
    for (int round = 0; round < 60; ++round)
        require_same(random_program(random, 12 + random() % 100, false, false), 12);
}

TEST_CASE("Executor: so it is where slots share elements", "[core][executor][group]") {
    std::mt19937 random(5);
    for (int round = 0; round < 60; ++round) require_same(random_program(random, 12 + random() % 100, true, false), 12);
}

TEST_CASE("Executor: so it is where a slot is written twice, and the frame ends in a fault",
          "[core][executor][group]") {
    std::mt19937 random(6);
    for (int round = 0; round < 60; ++round) {
        const ProgramBuilder builder = random_program(random, 12 + random() % 100, round % 2 == 0, true);
        Executor executor = make_executor(builder);
        REQUIRE(executor.run_frame(0).has_value());
        require_same(builder, 5);
    }
}

TEST_CASE("Executor: a slot that somebody else wrote in the middle of a frame faults at its step",
          "[core][executor][group]") {
    ProgramBuilder b("poked");
    for (SlotId slot = 0; slot < 12; ++slot) b.f64(slot);
    b.time_derive(0, 1);
    for (SlotId slot = 2; slot < 12; ++slot) b.node_step(slot % 2 == 0 ? 100 : 102, {0, slot - 1}, {slot});
    Executor executor = make_executor(b);
    REQUIRE_FALSE(executor.run_frame(1));  // from now on whole frames are known to write no slot twice
    REQUIRE_FALSE(executor.run_frame(2));
    REQUIRE_FALSE(executor.begin_frame(3));
    REQUIRE_FALSE(executor.run_step());
    executor.state().values.set_writer(kNoStep);
    executor.state().values.write(7, 5.0);
    const auto fault = executor.finish_frame();
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::SecondWrite);
    CHECK(fault->slot == 7);
    CHECK(fault->step == 6);
    CHECK(executor.state().values.written() == std::vector<SlotId>{0, 1, 7, 2, 3, 4, 5, 6});
    CHECK(number(executor, 7) == 5);
}

TEST_CASE("Executor: a select whose branches are known takes the right one, and NaN takes the second",
          "[core][executor][group]") {
    ProgramBuilder b("select");
    for (SlotId slot = 0; slot < 6; ++slot) b.f64(slot);
    b.time_derive(0, 1);
    const Ref one = b.sig_const(1);
    const Ref two = b.sig_const(2);
    const auto select = [&](Ref condition) { return b.signal(SigSelect{condition, one, two}); };
    b.signal_eval({{select(b.sig_const(0.75)), 2},
                   {select(b.sig_const(0.5)), 3},
                   {select(b.sig_const(NAN)), 4},
                   {select(b.sig_input(0)), 5}});
    Executor executor = make_executor(b);
    REQUIRE_FALSE(executor.run_frame(0.25));
    CHECK(number(executor, 2) == 1);
    CHECK(number(executor, 3) == 2);
    CHECK(number(executor, 4) == 2);
    CHECK(number(executor, 5) == 2);
    REQUIRE_FALSE(executor.run_frame(3));
    CHECK(number(executor, 5) == 1);
}
