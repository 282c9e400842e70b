// SPDX-License-Identifier: MIT
#include <limits>

#include "core/store_fixtures.h"
#include "slotscope/limits.h"
#include "slotscope/runtime_state.h"

namespace slotscope::test {
namespace {

RuntimeState created(const Program& program, Viewport viewport = {}) {
    Result<RuntimeState, Errors> runtime = RuntimeState::create(program, viewport);
    REQUIRE(runtime.has_value());
    return std::move(*runtime);
}

Errors errors_of(const Program& program) {
    const Result<RuntimeState, Errors> runtime = RuntimeState::create(program);
    REQUIRE_FALSE(runtime.has_value());
    return runtime.error();
}

Program with_slots(std::vector<SlotMeta> rows) {
    Program program;
    program.declared_slots = std::move(rows);
    return program;
}

TEST_CASE("RuntimeState: an empty program has an empty runtime at frame 0", "[core][runtime_state]") {
    const RuntimeState runtime = created(Program{});
    CHECK(runtime.values.slots().size() == 0);
    CHECK(runtime.state.f64.empty());
    CHECK(runtime.frame == 0);
    CHECK(runtime.values.frame() == 0);
    CHECK_FALSE(runtime.time.previous_t_model_ms.has_value());
}

TEST_CASE("RuntimeState: slots are the declared and the inferred ones", "[core][runtime_state]") {
    Program program = with_slots({slot(3, Storage::I32, 0)});
    program.steps = {step(SignalEvalStep{{{0, 7}}})};
    const RuntimeState runtime = created(program);
    REQUIRE(runtime.values.slots().size() == 2);
    CHECK(runtime.values.slots()[0].storage == Storage::I32);
    CHECK(runtime.values.slots()[1].storage == Storage::F64);
    CHECK(runtime.values.f64().size() == 8);
}

TEST_CASE("RuntimeState: initial values are in their slots, converted", "[core][runtime_state]") {
    Program program = with_slots({slot(3, Storage::I32, 0)});
    program.initial_slot_values = {{3, 2.75}, {900, ValueArray{1.0, 2.0}}};
    const RuntimeState runtime = created(program);
    CHECK(*runtime.values.read(3).number() == 2);
    REQUIRE(runtime.values.read(900).array() != nullptr);
    CHECK(runtime.values.read(900).array()->size() == 2);
}

TEST_CASE("RuntimeState: initial values count as written until the first frame begins", "[core][runtime_state]") {
    Program program = with_slots({slot(3, Storage::F64, 0)});
    program.initial_slot_values = {{3, 1.5}};
    RuntimeState runtime = created(program);
    CHECK(runtime.values.written() == std::vector<SlotId>{3});
    CHECK(runtime.values.record(0).writer == kNoStep);
    CHECK_THROWS_AS(runtime.values.write(3, 2.0), StoreError);
    runtime.values.clear();
    CHECK_NOTHROW(runtime.values.write(3, 2.0));
}

TEST_CASE("RuntimeState: initial values are written in the order that the program gives", "[core][runtime_state]") {
    Program program;
    program.initial_slot_values = {{1, 1.0}, {20, 1.0}, {300, 1.0}};
    CHECK(created(program).values.written() == std::vector<SlotId>{1, 20, 300});
}

TEST_CASE("RuntimeState: two initial values for one slot are an error with its place", "[core][runtime_state]") {
    Program program;
    program.initial_slot_values = {{1, 1.0}, {1, 2.0}};
    const Errors errors = errors_of(program);
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == ErrorCode::Invalid);
    CHECK(errors[0].path == "schedule.initialSlotValues.1");
    CHECK(errors[0].message == "Slot 1 (object) was written twice in frame 0");
}

TEST_CASE("RuntimeState: state is sized by the layout and initialised from the constants", "[core][runtime_state]") {
    Program program;
    program.constants.f64 = {0.5};
    program.constants.index = {{ConstKind::F64, 0}};
    StateCell ring = cell("delay", "ring", StateStorage::F64, 1, 2);
    ring.initial_const = 0;
    program.state_layout.cells = {ring};
    program.state_layout.f64_size = 4;
    program.state_layout.i32_size = 1;
    const RuntimeState runtime = created(program);
    CHECK(runtime.state.f64 == std::vector<double>{0, 0.5, 0.5, 0});
    CHECK(runtime.state.i32.size() == 1);
}

TEST_CASE("RuntimeState: errors of state cells are passed on", "[core][runtime_state]") {
    Program program;
    StateCell bad = cell("delay", "ring", StateStorage::F64, 0, 1);
    bad.initial_const = 4;
    program.state_layout.cells = {bad, bad};
    program.state_layout.f64_size = 1;
    const Errors errors = errors_of(program);
    REQUIRE(errors.size() == 2);
    CHECK(errors[1].path == "stateLayout.cells[1].initialConstId");
}

TEST_CASE("RuntimeState: errors of the slot table are passed on", "[core][runtime_state]") {
    Program program;
    program.steps = {step(SignalEvalStep{})};
    CHECK(errors_of(program)[0].path == "slotMeta");
    CHECK(errors_of(with_slots({slot(0, Storage::F64, limits::kMaxStorageElements)}))[0].code == ErrorCode::Limit);
}

TEST_CASE("RuntimeState: state sizes over the limit are errors, each with its place", "[core][runtime_state]") {
    Program program;
    program.state_layout.f32_size = limits::kMaxStateElements + 1;
    program.state_layout.i32_size = std::numeric_limits<std::uint32_t>::max();
    const Errors errors = errors_of(program);
    REQUIRE(errors.size() == 2);
    CHECK(errors[0].code == ErrorCode::Limit);
    CHECK(errors[0].path == "stateLayout.f32Size");
    CHECK(errors[0].message == "The state has 16777217 elements of f32; a state storage has at most 16777216");
    CHECK(errors[1].path == "stateLayout.i32Size");
}

TEST_CASE("RuntimeState: the memo has a place for every signal", "[core][runtime_state]") {
    Program program;
    CHECK(created(program).cache.signal_value.empty());
    program.signals.emplace(2000);
    const RuntimeState runtime = created(program);
    CHECK(runtime.cache.signal_value.size() == 2000);
    CHECK(runtime.cache.signal_stamp.size() == 2000);
    CHECK(runtime.cache.frame_id == 1);
}

TEST_CASE("RuntimeState: the viewport is kept, 1920 x 1080 where none is given", "[core][runtime_state]") {
    CHECK(created(Program{}).viewport.width == 1920);
    CHECK(created(Program{}).viewport.height == 1080);
    CHECK(created(Program{}, {800, 600, 2}).viewport.dpr == 2);
}

TEST_CASE("RuntimeState: it can begin at a later frame", "[core][runtime_state]") {
    Program program;
    program.initial_slot_values = {{1, 1.0}};
    RuntimeState runtime = *RuntimeState::create(program, {}, 41);
    CHECK(runtime.frame == 41);
    CHECK(runtime.values.last_written_frame(0) == 41);
    runtime.values.clear();
    CHECK(runtime.values.frame() == 42);
}

TEST_CASE("FrameCache: a new frame makes every stamp old", "[core][runtime_state]") {
    FrameCache cache(2);
    cache.new_frame();
    CHECK(cache.frame_id == 2);
    cache.signal_stamp[0] = cache.frame_id;
    cache.new_frame();
    CHECK(cache.signal_stamp[0] != cache.frame_id);
}

TEST_CASE("FrameCache: when the frame id runs over no stamp looks new", "[core][runtime_state]") {
    FrameCache cache(2);
    cache.frame_id = std::numeric_limits<std::uint32_t>::max();
    cache.signal_stamp = {1, cache.frame_id};
    for (int frame = 0; frame < 3; ++frame) {
        cache.new_frame();
        CHECK(cache.frame_id != 0);
        CHECK(cache.signal_stamp[0] != cache.frame_id);
        CHECK(cache.signal_stamp[1] != cache.frame_id);
    }
}

}  // namespace
}  // namespace slotscope::test
