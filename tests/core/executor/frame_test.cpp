// SPDX-License-Identifier: MIT
// Frames and steps: order, faults as data, stepping, feedback, loss notes, hot swap, output.
#include "run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// t, model; 2 = 3 (last frame's); 3 = t + 1
ProgramBuilder feedback() {
    ProgramBuilder b("feedback");
    b.f64(0, "t").f64(1, "model").f64(2, "before").f64(3, "after").f64(4, "one");
    b.time_derive(0, 1);
    b.node_step(0, {}, {4}, static_cast<double>(b.constant(1)));
    b.node_step(131, {3, 3}, {2});
    b.node_step(100, {0, 4}, {3});
    return b;
}

}  // namespace

TEST_CASE("Executor: a slot read before its write holds last frame's value", "[core][executor][frame]") {
    Executor executor = make_executor(feedback());
    REQUIRE_FALSE(executor.run_frame(10));
    CHECK(number(executor, 2) == 0);
    REQUIRE_FALSE(executor.run_frame(20));
    CHECK(number(executor, 2) == 11);
    CHECK(executor.state().values.written() == std::vector<SlotId>{0, 1, 4, 2, 3});
}

TEST_CASE("Executor: the second write of a slot faults, names both steps and keeps what was written",
          "[core][executor][frame][fault]") {
    ProgramBuilder b = feedback();
    b.program().names.slots[3] = "after";
    b.node_step(102, {0, 0}, {3});
    b.node_step(102, {0, 0}, {2});
    Executor executor = make_executor(b);
    const auto fault = executor.run_frame(10);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::SecondWrite);
    CHECK(fault->slot == 3);
    CHECK(fault->step == 4);
    CHECK(fault->other_step == 3);
    CHECK(fault->frame == 1);
    CHECK(fault->message.find("Slot 3 (after) was written twice in frame 1: first by step 3") != std::string::npos);
    CHECK(number(executor, 3) == 11);
    CHECK(executor.next_step() == 4);
    CHECK_FALSE(executor.in_frame());
}

TEST_CASE("Executor: after a fault the next frame runs normally", "[core][executor][frame][fault]") {
    ProgramBuilder b("later");
    b.time_model_loop(1000);
    b.f64(0);
    const Ref bad = b.signal(SigUnknown{"bad"});
    b.signal_eval({{b.signal(SigSelect{b.signal(SigPhase01{}), bad, b.sig_const(4)}), 0}});
    Executor executor = make_executor(b);
    CHECK(executor.run_frame(800).has_value());
    CHECK(executor.state().frame == 1);
    CHECK_FALSE(executor.run_frame(1100).has_value());
    CHECK(number(executor, 0) == 4);
    CHECK(executor.state().frame == 2);
}

TEST_CASE("Executor: stepping through a frame equals running it", "[core][executor][frame]") {
    Executor whole = make_executor(feedback());
    Executor stepped = make_executor(feedback());
    for (const double t : {0.0, 16.0, 33.0}) {
        REQUIRE_FALSE(whole.run_frame(t));
        REQUIRE_FALSE(stepped.begin_frame(t));
        for (StepIndex step = 0; stepped.in_frame(); ++step) {
            CHECK(stepped.next_step() == step);
            REQUIRE_FALSE(stepped.run_step());
        }
        CHECK(stepped.next_step() == 4);
        for (SlotId slot = 0; slot < 5; ++slot) CHECK(same_bits(number(whole, slot), number(stepped, slot)));
        CHECK(whole.state().values.written() == stepped.state().values.written());
    }
}

TEST_CASE("Executor: a frame can be finished from any step", "[core][executor][frame]") {
    Executor executor = make_executor(feedback());
    REQUIRE_FALSE(executor.begin_frame(5));
    REQUIRE_FALSE(executor.run_step());
    REQUIRE_FALSE(executor.finish_frame());
    CHECK_FALSE(executor.in_frame());
    CHECK(number(executor, 3) == 6);
}

TEST_CASE("Executor: an empty schedule runs empty frames", "[core][executor][frame]") {
    ProgramBuilder b("empty");
    Executor executor = make_executor(b);
    run_frames(executor, 3);
    CHECK(executor.state().frame == 3);
    CHECK(executor.output().member("passes")->array()->empty());
}

TEST_CASE("Executor: frame numbers, memo ids and write records count on", "[core][executor][frame]") {
    Executor executor = make_executor(feedback());
    CHECK(executor.state().cache.frame_id == 1);
    run_frames(executor, 4);
    CHECK(executor.state().frame == 4);
    CHECK(executor.state().cache.frame_id == 5);
    const ValueStore& values = executor.state().values;
    const WriteRecord& record = values.record(values.slots().find(3));
    CHECK(record.writer == 3);
    CHECK(record.order == 4);
    CHECK(values.last_written_frame(values.slots().find(3)) == 4);
    CHECK(values.status(values.slots().find(4)) == WriteStatus::Same);
    CHECK(values.status(values.slots().find(3)) == WriteStatus::Changed);
}

TEST_CASE("Executor: an initial value may be overwritten in the first frame", "[core][executor][frame]") {
    ProgramBuilder b = feedback();
    b.initial(3, 99.0);
    Executor executor = make_executor(b);
    CHECK(number(executor, 3) == 99);
    REQUIRE_FALSE(executor.run_frame(1));
    CHECK(number(executor, 2) == 99);
    CHECK(number(executor, 3) == 2);
}

TEST_CASE("Executor: timeDerive writes phase, wrap and progress only where the model has them",
          "[core][executor][frame]") {
    const auto written = [](auto set_model) {
        ProgramBuilder b("time");
        for (SlotId slot = 0; slot < 5; ++slot) b.f64(slot);
        set_model(b);
        b.time_derive(0, 1, 2, 3, 4);
        Executor executor = make_executor(b);
        run_frames(executor, 1);
        return executor.state().values.written();
    };
    CHECK(written([](ProgramBuilder& b) { b.time_model_infinite(); }) == std::vector<SlotId>{0, 1});
    CHECK(written([](ProgramBuilder& b) { b.time_model_finite(100); }) == std::vector<SlotId>{0, 1, 4});
    CHECK(written([](ProgramBuilder& b) { b.time_model_loop(100); }) == std::vector<SlotId>{0, 1, 2, 3});
    CHECK(written([](ProgramBuilder& b) { b.time_model_pingpong(100); }) == std::vector<SlotId>{0, 1, 2, 3});
}

TEST_CASE("Executor: a missing time model faults before the steps, in every frame", "[core][executor][frame][fault]") {
    ProgramBuilder b = feedback();
    b.program().time_model = {};
    Executor executor = make_executor(b);
    for (int i = 1; i <= 2; ++i) {
        const auto fault = executor.run_frame(0);
        REQUIRE(fault.has_value());
        CHECK(fault->kind == FaultKind::BadTimeModel);
        CHECK(fault->step == kOutsideSteps);
        CHECK(executor.state().frame == static_cast<FrameNumber>(i));
    }
}

TEST_CASE("Executor: lossy stores are noted once per step and slot, and counted", "[core][executor][frame]") {
    ProgramBuilder b("loss");
    b.i32(0).i32(1).u32(2).f32(3).i32(4).i32(5).f32(6);
    const std::vector<double> values{1.5, 1e10, -1, 1e300, kNaN, 7, 0.1};
    for (SlotId slot = 0; slot < values.size(); ++slot)
        b.node_step(0, {}, {slot}, static_cast<double>(b.constant(values[slot])));
    Executor executor = make_executor(b);
    run_frames(executor, 3);
    CHECK(number(executor, 1) == 1410065408);
    CHECK(number(executor, 2) == 4294967295.0);
    const auto notes = executor.notes().notes();
    REQUIRE(notes.size() == 5);
    const NoteKind kinds[] = {NoteKind::FractionDropped, NoteKind::Wrapped, NoteKind::Wrapped, NoteKind::Overflowed,
                              NoteKind::NanToZero};
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(notes[i].kind == kinds[i]);
        CHECK(notes[i].slot == i);
        CHECK(notes[i].step == i);
        CHECK(notes[i].count == 3);
        CHECK(notes[i].last_frame == 3);
    }
}

TEST_CASE("Executor: step kinds that do not exist fault when they run", "[core][executor][frame][fault]") {
    ProgramBuilder b = feedback();
    b.step(UnknownStep{"teleport"});
    Executor executor = make_executor(b);
    const auto fault = executor.run_frame(0);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::UnknownKind);
    CHECK(fault->step == 4);
    CHECK(number(executor, 3) == 1);
}

TEST_CASE("Executor: the output must be a render frame", "[core][executor][frame][fault]") {
    const auto run = [](const Value& value) {
        ProgramBuilder b("output");
        b.object(0);
        b.initial(0, value);
        b.output(0);
        Executor executor = make_executor(b);
        return executor.run_frame(0);
    };
    CHECK_FALSE(run(Value(ValueObject{{"version", 1.0}, {"passes", Value(ValueArray{})}})));
    for (const Value& bad : {Value(), Value(1.0), Value(ValueObject{{"version", 2.0}, {"passes", Value(ValueArray{})}}),
                             Value(ValueObject{{"version", 1.0}})}) {
        const auto fault = run(bad);
        REQUIRE(fault.has_value());
        CHECK(fault->kind == FaultKind::BadOutput);
        CHECK(fault->step == kOutsideSteps);
    }
    ProgramBuilder b("missing");
    b.output(77);
    Executor executor = make_executor(b);
    CHECK(executor.run_frame(0)->kind == FaultKind::UnknownSlot);
}

TEST_CASE("Executor: a hot swap keeps state, frame number and time, and starts slots anew", "[core][executor][swap]") {
    const auto program = [](double rate, std::uint32_t size) {
        ProgramBuilder b("swap");
        b.time_model_loop(1000);
        b.cell("osc", "acc", StateStorage::F64, size);
        b.f64(0).f64(1);
        b.time_derive(0, 1);
        b.f64(2);
        b.signal_eval({{b.sig_stateful(StatefulOp::Integrate, b.sig_const(rate), {{"stateOffset", 0}}), 2}});
        return b;
    };
    Executor executor = make_executor(program(60, 1), {DeltaMode::Fixed60, {}});
    run_frames(executor, 5);
    CHECK(number(executor, 2) == 5);
    const auto report = executor.hot_swap(program(600, 1).build().value());
    REQUIRE(report.has_value());
    REQUIRE(report->cells.size() == 1);
    CHECK(report->cells[0].fate == CellFate::Kept);
    CHECK(number(executor, 2) == 0);
    CHECK(executor.state().frame == 5);
    run_frames(executor, 1, 5);
    CHECK(number(executor, 2) == 15);
    CHECK(executor.state().frame == 6);
    REQUIRE(executor.hot_swap(program(60, 2).build().value()).has_value());
    run_frames(executor, 1, 6);
    CHECK(number(executor, 2) == 1);
}
