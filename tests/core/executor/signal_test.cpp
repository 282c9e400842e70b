// SPDX-License-Identifier: MIT
// signalEval: every node kind, lazy selects, memoisation, cycles and faults.
#include "run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// Evaluates one signal for one frame at t = 400 ms of a 1000 ms loop.
double evaluate(ProgramBuilder& builder, Ref signal) {
    builder.f64(100);
    builder.signal_eval({{signal, 100}});
    Executor executor = make_executor(builder);
    const auto fault = executor.run_frame(400);
    INFO((fault ? fault->message : std::string()));
    REQUIRE_FALSE(fault.has_value());
    return number(executor, 100);
}

std::optional<Fault> fault_of(ProgramBuilder& builder, Ref signal) {
    builder.f64(100);
    builder.signal_eval({{signal, 100}});
    Executor executor = make_executor(builder);
    return executor.run_frame(0);
}

ProgramBuilder loop() {
    ProgramBuilder builder("signal");
    builder.time_model_loop(1000);
    return builder;
}

}  // namespace

TEST_CASE("Signals: constants come from constants.json, and what is no number is NaN", "[core][executor][signal]") {
    auto b = loop();
    CHECK(evaluate(b, b.sig_const(2.5)) == 2.5);
    auto c = loop();
    CHECK(same_bits(evaluate(c, c.signal(SigConst{c.json_constant(Value("7"))})), kNaN));
    auto d = loop();
    CHECK(fault_of(d, d.signal(SigConst{3}))->kind == FaultKind::BadReference);
}

TEST_CASE("Signals: the four time nodes give the frame's times", "[core][executor][signal]") {
    const auto run = [](ProgramBuilder::SignalBody body, double first, double second) {
        auto b = loop();
        b.f64(100);
        b.signal_eval({{b.signal(std::move(body)), 100}});
        Executor executor = make_executor(b);
        REQUIRE_FALSE(executor.run_frame(first));
        REQUIRE_FALSE(executor.run_frame(second));
        return number(executor, 100);
    };
    CHECK(run(SigTimeAbsMs{}, 900, 1250) == 1250);
    CHECK(run(SigTimeModelMs{}, 900, 1250) == 250);
    CHECK(run(SigPhase01{}, 900, 1250) == 0.25);
    CHECK(run(SigWrapEvent{}, 900, 1250) == 1);
    CHECK(run(SigWrapEvent{}, 300, 400) == 0);
}

TEST_CASE("Signals: phase and wrap are 0 where the time model has none", "[core][executor][signal]") {
    ProgramBuilder b("infinite");
    b.f64(0).f64(1);
    b.signal_eval({{b.signal(SigPhase01{}), 0}, {b.signal(SigWrapEvent{}), 1}});
    Executor executor = make_executor(b);
    run_frames(executor, 3);
    CHECK(number(executor, 0) == 0);
    CHECK(number(executor, 1) == 0);
}

TEST_CASE("Signals: map applies every unary opcode", "[core][executor][signal]") {
    const std::vector<std::pair<std::int32_t, double>> expected{{110, 0.479425538604203},
                                                                {111, 0.8775825618903728},
                                                                {112, 0.5463024898437905},
                                                                {113, 0.5235987755982989},
                                                                {114, 1.0471975511965979},
                                                                {115, 0.4636476090008061},
                                                                {120, 0.5},
                                                                {121, 0},
                                                                {122, 1},
                                                                {123, 1},
                                                                {124, 0.5},
                                                                {125, 1}};
    for (const auto& [opcode, value] : expected) {
        auto b = loop();
        INFO("opcode " << opcode);
        CHECK(same_bits(evaluate(b, b.sig_map(opcode, b.sig_const(0.5))), value));
    }
}

TEST_CASE("Signals: zip applies every binary opcode, and division by zero is 0", "[core][executor][signal]") {
    const auto zip = [](std::int32_t opcode, double x, double y) {
        auto b = loop();
        const Ref a = b.sig_const(x);
        return evaluate(b, b.sig_zip(opcode, a, b.sig_const(y)));
    };
    CHECK(zip(100, 2, 3) == 5);
    CHECK(zip(101, 2, 3) == -1);
    CHECK(zip(102, 2, 3) == 6);
    CHECK(zip(103, 3, 2) == 1.5);
    CHECK(same_bits(zip(103, 3, 0), 0));
    CHECK(same_bits(zip(103, -3, -0.0), 0));
    CHECK(same_bits(zip(103, 1, kNaN), kNaN));
    CHECK(zip(104, -7, 3) == -1);
    CHECK(same_bits(zip(104, 7, 0), 0));
    CHECK(zip(105, 2, 0.5) == 1.4142135623730951);
    CHECK(zip(116, 1, 1) == 0.7853981633974483);
    CHECK(same_bits(zip(130, 0, -0.0), -0.0));
    CHECK(same_bits(zip(131, kNaN, 1), kNaN));
}

TEST_CASE("Signals: opcodes of the wrong arity, kernels, closures and unknown kinds are faults",
          "[core][executor][signal][fault]") {
    auto a = loop();
    CHECK(fault_of(a, a.sig_map(100, a.sig_const(1)))->kind == FaultKind::UnknownKind);
    auto b = loop();
    CHECK(fault_of(b, b.sig_zip(110, b.sig_const(1), 0))->kind == FaultKind::UnknownKind);
    auto c = loop();
    CHECK(fault_of(c, c.signal(SigMap{c.sig_const(1), {true, -1, "blur"}}))->kind == FaultKind::Unsupported);
    auto d = loop();
    CHECK(fault_of(d, d.signal(SigClosure{"old"}))->kind == FaultKind::Unsupported);
    auto e = loop();
    CHECK(fault_of(e, e.signal(SigUnknown{"wobble"}))->kind == FaultKind::UnknownKind);
    auto f = loop();
    f.sig_const(1);
    CHECK(fault_of(f, 99)->kind == FaultKind::BadReference);
    auto g = loop();
    CHECK(fault_of(g, g.sig_map(110, 55))->kind == FaultKind::BadReference);
}

TEST_CASE("Signals: select takes the true branch above 0.5 only, and evaluates only the taken branch",
          "[core][executor][signal]") {
    const auto choose = [](double condition) {
        auto b = loop();
        const Ref c = b.sig_const(condition);
        const Ref t = b.sig_const(10);
        const Ref f = b.sig_const(20);
        return evaluate(b, b.signal(SigSelect{c, t, f}));
    };
    CHECK(choose(0.51) == 10);
    CHECK(choose(0.5) == 20);
    CHECK(choose(kNaN) == 20);
    auto b = loop();
    const Ref bad = b.signal(SigUnknown{"never"});
    CHECK(evaluate(b, b.signal(SigSelect{b.sig_const(0), bad, b.sig_const(3)})) == 3);
}

TEST_CASE("Signals: a stateful node in a branch that is not taken does not advance", "[core][executor][signal]") {
    ProgramBuilder b("lazy");
    b.time_model_loop(1000);
    b.cell("n", "acc", StateStorage::F64);
    const Ref wrap = b.sig_zip(101, b.sig_const(1), b.signal(SigPhase01{}));  // above 0.5 in the first half of the loop
    const Ref acc = b.sig_stateful(StatefulOp::Integrate, b.sig_const(60), {{"stateOffset", 0}});
    b.f64(0);
    b.signal_eval({{b.signal(SigSelect{wrap, acc, b.sig_const(-1)}), 0}});
    Executor executor = make_executor(b, {DeltaMode::Fixed60, {}});
    REQUIRE_FALSE(executor.run_frame(0));
    REQUIRE_FALSE(executor.run_frame(100));
    CHECK(number(executor, 0) == 2);
    REQUIRE_FALSE(executor.run_frame(700));
    CHECK(number(executor, 0) == -1);
    CHECK(executor.state().state.f64[0] == 2);
}

TEST_CASE("Signals: a stateful node that both branches and an output share advances once per frame",
          "[core][executor][signal]") {
    ProgramBuilder b("shared");
    b.time_model_loop(1000);
    b.cell("n", "acc", StateStorage::F64);
    const Ref acc = b.sig_stateful(StatefulOp::Integrate, b.sig_const(60), {{"stateOffset", 0}});
    const Ref twice = b.sig_zip(102, acc, b.sig_const(2));
    const Ref thrice = b.sig_zip(102, acc, b.sig_const(3));
    const Ref select = b.signal(SigSelect{b.signal(SigPhase01{}), twice, thrice});
    b.f64(0).f64(1).f64(2);
    b.signal_eval({{select, 0}, {acc, 1}});
    b.signal_eval({{twice, 2}});
    Executor executor = make_executor(b, {DeltaMode::Fixed60, {}});
    for (int frame = 1; frame <= 4; ++frame) {
        const double t = frame % 2 == 0 ? 800 : 100;
        REQUIRE_FALSE(executor.run_frame(t));
        CHECK(executor.state().state.f64[0] == frame);
        CHECK(number(executor, 0) == (frame % 2 == 0 ? 2 : 3) * frame);
        CHECK(number(executor, 1) == frame);
        CHECK(number(executor, 2) == 2 * frame);
    }
}

TEST_CASE("Signals: an inputSlot node keeps the value it read first; another node on the same slot sees the new one",
          "[core][executor][signal]") {
    ProgramBuilder b("stale");
    b.f64(0, "source").f64(1).f64(2).f64(3);
    const Ref first = b.sig_input(0);
    const Ref second = b.sig_input(0);
    b.signal_eval({{first, 1}});
    b.signal_eval({{b.sig_zip(100, b.signal(SigTimeAbsMs{}), b.sig_const(1)), 0}});
    b.signal_eval({{first, 2}, {second, 3}});
    Executor executor = make_executor(b);
    REQUIRE_FALSE(executor.run_frame(10));
    CHECK(number(executor, 1) == 0);
    CHECK(number(executor, 2) == 0);
    CHECK(number(executor, 3) == 11);
}

TEST_CASE("Signals: inputSlot reads every numeric storage, and faults on an object that is no number",
          "[core][executor][signal]") {
    ProgramBuilder b("storages");
    b.f32(0).i32(1).u32(2).object(3).object(4);
    b.initial(0, 0.1).initial(1, -7.9).initial(2, -1.0).initial(3, 2.5).initial(4, Value("x"));
    for (SlotId slot = 10; slot < 14; ++slot) b.f64(slot);
    b.signal_eval({{b.sig_input(0), 10}, {b.sig_input(1), 11}, {b.sig_input(2), 12}, {b.sig_input(3), 13}});
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    CHECK(number(executor, 10) == static_cast<double>(0.1F));
    CHECK(number(executor, 11) == -7);
    CHECK(number(executor, 12) == 4294967295.0);
    CHECK(number(executor, 13) == 2.5);
    b.signal_eval({{b.sig_input(4), 10}});
    Executor faulting = make_executor(b);
    const auto fault = faulting.run_frame(0);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::NotANumber);
    CHECK(fault->slot == 4);
    CHECK(fault->step == 1);
}

TEST_CASE("Signals: busCombine has its modes, a default, and passes a single term", "[core][executor][signal]") {
    const auto combine = [](CombineMode mode, std::vector<double> terms, std::optional<double> fallback = {}) {
        auto b = loop();
        std::vector<Ref> refs;
        for (const double term : terms) refs.push_back(b.sig_const(term));
        return evaluate(b, b.sig_bus(mode, refs, fallback));
    };
    CHECK(combine(CombineMode::Sum, {}) == 0);
    CHECK(combine(CombineMode::Sum, {}, 4.5) == 4.5);
    CHECK(same_bits(combine(CombineMode::Sum, {-0.0}), -0.0));
    CHECK(same_bits(combine(CombineMode::Sum, {-0.0, -0.0}), 0.0));
    CHECK(combine(CombineMode::Sum, {1, 2, 4}) == 7);
    CHECK(combine(CombineMode::Average, {1, 2, 4}) == 7 / 3.0);
    CHECK(combine(CombineMode::Min, {3, -1, 2}) == -1);
    CHECK(same_bits(combine(CombineMode::Max, {3, kNaN, 2}), kNaN));
    CHECK(combine(CombineMode::Max, {3, 9, 2}) == 9);
    CHECK(combine(CombineMode::First, {3, 9, 2}) == 3);
    CHECK(combine(CombineMode::Last, {3, 9, 2}) == 2);
    auto b = loop();
    const Ref one = b.sig_const(1);
    CHECK(fault_of(b, b.sig_bus(CombineMode::Product, {one, one}))->kind == FaultKind::UnknownKind);
}

TEST_CASE("Signals: a cycle faults when it is reached and not when a select avoids it",
          "[core][executor][signal][fault]") {
    auto b = loop();
    const Ref a = b.sig_map(120, 1);  // 0 -> 1 -> 0
    b.sig_map(120, a);
    CHECK(fault_of(b, a)->kind == FaultKind::SignalCycle);

    auto c = loop();
    c.f64(0).f64(1);
    const Ref select = c.signal(SigSelect{2, 1, 3});  // 0: select(phase, 1, 3)
    const Ref around = c.sig_zip(100, select, 3);     // 1: select + 5
    c.signal(SigPhase01{});                           // 2
    c.sig_const(5);                                   // 3
    c.signal_eval({{select, 0}, {around, 1}});
    Executor executor = make_executor(c);
    REQUIRE_FALSE(executor.run_frame(100));
    CHECK(number(executor, 0) == 5);
    CHECK(number(executor, 1) == 10);
    const auto fault = executor.run_frame(900);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::SignalCycle);
    REQUIRE_FALSE(executor.run_frame(1100));
}

TEST_CASE("Signals: every signal id is memoised, far beyond 1024", "[core][executor][signal]") {
    ProgramBuilder b("many");
    b.cell("n", "acc", StateStorage::F64);
    Ref last = b.sig_const(1);
    for (int i = 0; i < 3000; ++i) last = b.sig_zip(100, last, 0);
    const Ref acc = b.sig_stateful(StatefulOp::Integrate, b.sig_const(60), {{"stateOffset", 0}});
    b.f64(0).f64(1).f64(2);
    b.signal_eval({{last, 0}, {b.sig_zip(100, acc, acc), 1}, {acc, 2}});
    Executor executor = make_executor(b, {DeltaMode::Fixed60, {}});
    run_frames(executor, 2);
    CHECK(number(executor, 0) == 3001);
    CHECK(number(executor, 1) == 4);
    CHECK(number(executor, 2) == 2);
}

TEST_CASE("Signals: a chain of 200,000 nodes evaluates without recursion", "[core][executor][signal]") {
    ProgramBuilder b("deep");
    Ref last = b.sig_const(0);
    const Ref one = b.sig_const(1);
    for (int i = 0; i < 200'000; ++i) last = b.sig_zip(100, last, one);
    b.f64(0);
    b.signal_eval({{b.signal(SigSelect{one, last, one}), 0}});
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    CHECK(number(executor, 0) == 200'000);
}

TEST_CASE("Signals: selects whose branches share everything stay linear", "[core][executor][signal]") {
    ProgramBuilder b("diamonds");
    const Ref one = b.sig_const(1);
    Ref last = b.sig_map(120, one);
    for (int i = 0; i < 2'000; ++i)
        last = b.signal(SigSelect{one, b.sig_zip(100, last, one), b.sig_zip(101, last, one)});
    b.f64(0);
    b.signal_eval({{last, 0}});
    Executor executor = make_executor(b);
    run_frames(executor, 2);
    CHECK(number(executor, 0) == 2'001);
}

TEST_CASE("Signals: without a signal table a step with outputs faults and one without does nothing",
          "[core][executor][signal]") {
    ProgramBuilder b("none");
    b.f64(0);
    b.signal_eval({});
    b.program().signals.reset();
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    b.signal_eval({{0, 0}});
    Executor faulting = make_executor(b);
    CHECK(faulting.run_frame(0)->kind == FaultKind::MissingTable);
}
