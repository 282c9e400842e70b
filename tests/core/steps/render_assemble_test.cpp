// SPDX-License-Identifier: MIT
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// Slots: 0 frame, 1 domain of 2, 2 position, 3 size, 4 colour, 5 opacity, 6 list, 7 to 12 path buffers.
ProgramBuilder program_of() {
    ProgramBuilder b("render");
    for (SlotId slot = 0; slot < 13; ++slot) b.object(slot);
    b.initial(1, domain(2))
        .initial(2, floats({1, 2, 3, 4}))
        .initial(3, 5.0)
        .initial(4, bytes({1, 2, 3, 4, 5, 6, 7, 8}))
        .initial(5, floats({0.5F, 1}));
    b.initial(7, TypedArray{ElementType::U16, std::vector<std::uint16_t>{0, 1}}).initial(8, floats({1, 2, 3, 4}));
    for (SlotId slot = 9; slot < 13; ++slot)
        b.initial(slot, TypedArray{ElementType::U32, std::vector<std::uint32_t>{0, 1}});
    return b;
}
InstanceBatch instances(double count = 2) { return {count, 1, 2, 3, 4, 5}; }
PathBatch paths() {
    PathBatch batch;
    batch.domain = 1;
    batch.cmds = 7;
    batch.params = 8;
    batch.cmd_start = 9;
    batch.cmd_len = 10;
    batch.point_start = 11;
    batch.point_len = 12;
    batch.definition = object({{"draw", object({{"fill", true}})}, {"lineCap", "round"}, {"dash", Null{}}});
    return batch;
}
RenderAssembleStep step_of(std::vector<InstanceBatch> batches, std::vector<PathBatch> path_batches = {}) {
    RenderAssembleStep step;
    step.instances = std::move(batches);
    step.paths = std::move(path_batches);
    step.out = 0;
    return step;
}
Value frame_of(ProgramBuilder b, RenderAssembleStep step) {
    b.step(std::move(step));
    return result_of(b, 0);
}

}  // namespace

TEST_CASE("RenderAssemble: a frame clears to black and names the buffers by slot", "[core][steps]") {
    const Value frame = frame_of(program_of(), step_of({instances()}));
    CHECK(*at_path(frame, "version").number() == 1);
    CHECK(*at_path(frame, "clear.colorRGBA").number() == 255);
    CHECK(*at_path(frame, "passes.0.header.id").string() == "instances2d-1");
    CHECK(*at_path(frame, "passes.0.buffers.posXY.bufferId").number() == 2);
    CHECK(*at_path(frame, "passes.0.buffers.posXY.length").number() == 4);
    CHECK(*at_path(frame, "passes.0.buffers.size.value").number() == 5);
    CHECK(*at_path(frame, "passes.0.buffers.colorRGBA.type").string() == "u8");
    CHECK(*at_path(frame, "passes.0.buffers.opacity.bufferId").number() == 5);
    CHECK(frame_of(program_of(), step_of({})).member("passes")->array()->empty());
}

TEST_CASE("RenderAssemble: a count of 0 is the domain's, and handles serve as buffers", "[core][steps]") {
    ProgramBuilder b = program_of();
    b.initial(2, handle(floats({1, 2, 3, 4})))
        .initial(4, handle(bytes({1, 2, 3, 4, 5, 6, 7, 8}, ElementType::U8Clamped)));
    CHECK(*at_path(frame_of(b, step_of({instances(0)})), "passes.0.count").number() == 2);
}

TEST_CASE("RenderAssemble: buffers of the wrong type or length fault", "[core][steps]") {
    const auto kind = [](SlotId slot, Value value) {
        ProgramBuilder b = program_of();
        b.initial(slot, std::move(value)).step(step_of({instances()}));
        const Fault fault = fault_of(b);
        CHECK(fault.slot == slot);
        return fault.kind;
    };
    CHECK(kind(2, 5.0) == FaultKind::BadValue);
    CHECK(kind(2, floats({1, 2})) == FaultKind::BadValue);
    CHECK(kind(3, floats({1, 2, 3})) == FaultKind::BadValue);
    CHECK(kind(3, bytes({1, 2})) == FaultKind::BadValue);
    CHECK(kind(4, bytes({1, 2, 3})) == FaultKind::BadValue);
    CHECK(kind(4, floats({1, 2})) == FaultKind::BadValue);
    CHECK(kind(5, "x") == FaultKind::BadValue);
}

TEST_CASE("RenderAssemble: paths carry geometry, style and what the batch says of drawing", "[core][steps]") {
    PathBatch batch = paths();
    batch.stroke_width = 3;
    batch.fill_color = 4;
    const Value frame = frame_of(program_of(), step_of({}, {batch}));
    CHECK(*at_path(frame, "passes.0.geometry.pathCount").number() == 2);
    CHECK(*at_path(frame, "passes.0.geometry.commands.type").string() == "u16");
    CHECK(*at_path(frame, "passes.0.style.lineCap").string() == "round");
    CHECK(at_path(frame, "passes.0.style.dash").kind() == Value::Kind::Null);
    CHECK(*at_path(frame, "passes.0.style.strokeWidth.value").number() == 5);
    CHECK(*at_path(frame, "passes.0.style.fillColorRGBA.bufferId").number() == 4);
    CHECK(*at_path(frame, "passes.0.draw.fill").boolean());
    ProgramBuilder bad = program_of();
    bad.initial(7, floats({1})).step(step_of({}, {paths()}));
    CHECK(fault_of(bad).kind == FaultKind::BadValue);
}

TEST_CASE("RenderAssemble: a failing batch in a slot's list ends the list and keeps the passes before it",
          "[core][steps]") {
    const auto listed = [](double pos_slot) {
        return object(
            {{"kind", "instance2d"}, {"count", 2.0}, {"domainSlot", 1.0}, {"posXYSlot", pos_slot}, {"sizeSlot", 3.0}});
    };
    RenderAssembleStep step = step_of({});
    step.instance_list = 6;
    const auto passes = [&](Value list) {
        ProgramBuilder b = program_of();
        b.initial(6, std::move(list));
        return frame_of(b, step).member("passes")->array()->size();
    };
    CHECK(passes(object({{"batches", ValueArray{listed(2), object({{"kind", "other"}}), listed(2)}}})) == 2);
    CHECK(passes(object({{"batches", ValueArray{listed(2), listed(77), listed(2)}}})) == 1);
    CHECK(passes(object({{"batches", ValueArray{Null{}, listed(2)}}})) == 0);
    CHECK(passes(5.0) == 0);
}
