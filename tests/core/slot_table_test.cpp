// SPDX-License-Identifier: MIT
// The slots that a program has, and their lookup.
#include <algorithm>
#include <map>

#include "core/store_fixtures.h"
#include "slotscope/limits.h"

namespace slotscope::test {
namespace {

/// The table of a program with these steps and no declared slots.
SlotTable inferred_from(std::vector<StepBody> bodies) {
    Program program;
    for (StepBody& body : bodies) program.steps.push_back(step(std::move(body)));
    const Result<SlotTable, Errors> table = SlotTable::of_program(program);
    REQUIRE(table.has_value());
    return *table;
}

std::vector<SlotId> slots_with(const SlotTable& table, Storage storage) {
    std::vector<SlotId> slots;
    for (const SlotMeta& row : table.rows()) {
        if (row.storage == storage) slots.push_back(row.slot);
    }
    return slots;
}

using Slots = std::vector<SlotId>;

TEST_CASE("SlotTable: rows are sorted by slot number, one per slot, the last one given", "[core][slot_table]") {
    const SlotTable table(std::vector<SlotMeta>{slot(7, Storage::F64, 0), slot(2, Storage::I32, 1),
                                                slot(7, Storage::U32, 3), slot(5, Storage::Object, 0)});
    REQUIRE(table.size() == 3);
    CHECK(table[0].slot == 2);
    CHECK(table[1].slot == 5);
    CHECK(table[2].slot == 7);
    CHECK(table[2].storage == Storage::U32);
    CHECK(table[2].offset == 3);
}

TEST_CASE("SlotTable: array sizes count every row, also replaced ones", "[core][slot_table]") {
    const SlotTable table(std::vector<SlotMeta>{slot(7, Storage::F64, 9), slot(7, Storage::U32, 3)});
    CHECK(table.storage_size(Storage::F64) == 10);
    CHECK(table.storage_size(Storage::U32) == 4);
    CHECK(table.storage_size(Storage::I32) == 0);
}

TEST_CASE("SlotTable: every slot is found, small or huge, and no other", "[core][slot_table]") {
    std::vector<SlotMeta> rows;
    for (const SlotId number :
         {SlotId{0}, SlotId{3}, SlotId{1100}, SlotId{5000}, SlotId{1} << 40, limits::kMaxSlotId}) {
        rows.push_back(slot(number, Storage::F64, 0));
    }
    const SlotTable table(rows);
    for (SlotIndex index = 0; index < table.size(); ++index) {
        const SlotId number = table[index].slot;
        CHECK(table.find(number) == index);
        CHECK(table.find(number + 1) == kNoSlotIndex);
        CHECK((number == 0 || table.find(number - 1) == kNoSlotIndex));
    }
    CHECK(table.find(kNoSlot) == kNoSlotIndex);
}

TEST_CASE("SlotTable: an empty table finds nothing", "[core][slot_table]") {
    const SlotTable table;
    CHECK(table.size() == 0);
    CHECK(table.find(0) == kNoSlotIndex);
    CHECK(table.find(kNoSlot) == kNoSlotIndex);
}

TEST_CASE("SlotTable: 100,000 slots with gaps are all found", "[core][slot_table]") {
    std::vector<SlotMeta> rows;
    for (std::uint32_t i = 0; i < 100'000; ++i) rows.push_back(slot(SlotId{i} * i, Storage::F64, i));
    const SlotTable table(rows);
    SlotIndex missing = 0;
    for (SlotIndex i = 0; i < 100'000; ++i) {
        if (table.find(SlotId{i} * i) != i || (i > 1 && table.find(SlotId{i} * i - 1) != kNoSlotIndex)) ++missing;
    }
    CHECK(missing == 0);
}

TEST_CASE("SlotTable: an inferred slot has its own number as offset", "[core][slot_table]") {
    const SlotTable table = inferred_from({SignalEvalStep{{{0, 12}, {0, 4}}}, CameraEvalStep{"camera", 9}});
    REQUIRE(table.size() == 3);
    for (const SlotMeta& row : table.rows()) {
        CHECK(row.offset == row.slot);
        CHECK(row.is_inferred);
    }
    CHECK(slots_with(table, Storage::F64) == Slots{4, 12});
    CHECK(slots_with(table, Storage::Object) == Slots{9});
}

TEST_CASE("SlotTable: numeric steps make f64 slots", "[core][slot_table]") {
    const auto f64_slots = [](StepBody body) { return slots_with(inferred_from({std::move(body)}), Storage::F64); };
    CHECK(f64_slots(TimeDeriveStep{1, 2, 3, 4, 5}) == Slots{1, 2, 3, 4, 5});
    CHECK(f64_slots(TimeDeriveStep{1, 2, {}, {}, {}}) == Slots{1, 2});
    CHECK(f64_slots(NodeEvalStep{0, {3, 4}, {5}, ""}) == Slots{3, 4, 5});
    BusEvalStep bus;
    bus.out = 8;
    bus.publishers = {Publisher{.is_enabled = false, .source = 7, .publisher_id = ""},
                      Publisher{.source = 6, .publisher_id = ""}};
    CHECK(f64_slots(bus) == Slots{6, 7, 8});
    DebugProbeStep probe;
    probe.slots = {2, 1};
    CHECK(f64_slots(probe) == Slots{1, 2});
}

TEST_CASE("SlotTable: steps on objects make object slots", "[core][slot_table]") {
    const auto object_slots = [](StepBody body) {
        const SlotTable table = inferred_from({std::move(body)});
        CHECK(slots_with(table, Storage::F64).empty());
        return slots_with(table, Storage::Object);
    };
    EventBusEvalStep bus;
    bus.out = 8;
    bus.publishers = {Publisher{.source = 7, .publisher_id = ""}};
    CHECK(object_slots(bus) == Slots{7, 8});
    CHECK(object_slots(MaterializeColorStep{1, 2, 3, 4, 5, 6}) == Slots{1, 2, 3, 4, 5, 6});
    CHECK(object_slots(MaterializePathStep{1, 2, 3, 4, 5, 6, 7, 8, 0.5}) == Slots{1, 2, 3, 4, 5, 6, 7, 8});
    CHECK(object_slots(MaterializeTestGeometryStep{1, 2, 3, 4}) == Slots{1, 2, 3, 4});
    CHECK(object_slots(MeshMaterializeStep{"mesh", 3}) == Slots{3});
    ProjectInstancesStep project;
    project.domain = 1;
    project.camera_eval = 2;
    project.position = 3;
    project.rotation = 4;
    project.scale = 5;
    project.color_r = 6;
    project.color_g = 7;
    project.color_b = 8;
    project.color_a = 9;
    project.radius = 10;
    project.out = 11;
    CHECK(object_slots(project) == Slots{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
}

TEST_CASE("SlotTable: a materialise step's domain counts as a number, its buffer as an object", "[core][slot_table]") {
    MaterializeStep materialize;
    materialize.domain = 1;
    materialize.out = 2;
    const SlotTable table = inferred_from({materialize});
    CHECK(slots_with(table, Storage::F64) == Slots{1});
    CHECK(slots_with(table, Storage::Object) == Slots{2});
}

TEST_CASE("SlotTable: of a render step only instance opacities count as numbers", "[core][slot_table]") {
    RenderAssembleStep render;
    render.instance_list = 1;
    render.path_list = 2;
    render.instances = {InstanceBatch{1, 10, 11, 12, 13, 14}};
    PathBatch path;
    path.domain = 20;
    path.cmds = 21;
    path.params = 22;
    path.cmd_start = 23;
    path.cmd_len = 24;
    path.point_start = 25;
    path.point_len = 26;
    path.fill_color = 27;
    path.stroke_color = 28;
    path.stroke_width = 29;
    path.opacity = 30;
    render.paths = {path, PathBatch{}};
    render.out = 3;
    const SlotTable table = inferred_from({render});
    CHECK(slots_with(table, Storage::F64) == Slots{14});
    CHECK(slots_with(table, Storage::Object) ==
          Slots{1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30});
}

TEST_CASE("SlotTable: a slot used as number and as object is a number, in either order", "[core][slot_table]") {
    EventBusEvalStep bus;
    bus.out = 5;
    const SignalEvalStep eval{{{0, 5}}};
    CHECK(slots_with(inferred_from({bus, eval}), Storage::F64) == Slots{5});
    CHECK(slots_with(inferred_from({eval, bus}), Storage::F64) == Slots{5});
}

TEST_CASE("SlotTable: initial slot values make object slots, unless a step uses them as numbers",
          "[core][slot_table]") {
    Program program;
    program.steps = {step(SignalEvalStep{{{0, 5}}})};
    program.initial_slot_values = {{5, 1.0}, {900, 5.5}};
    const SlotTable table = *SlotTable::of_program(program);
    CHECK(slots_with(table, Storage::F64) == Slots{5});
    CHECK(slots_with(table, Storage::Object) == Slots{900});
    CHECK(table.storage_size(Storage::Object) == 901);
}

TEST_CASE("SlotTable: declared slots stay as they are, the rest is inferred beside them", "[core][slot_table]") {
    Program program;
    program.declared_slots = {slot(4, Storage::I32, 0), slot(9, Storage::F64, 1)};
    program.steps = {step(SignalEvalStep{{{0, 4}, {0, 1}}})};
    const SlotTable table = *SlotTable::of_program(program);
    REQUIRE(table.size() == 3);
    CHECK(table[0].slot == 1);
    CHECK(table[0].is_inferred);
    CHECK(table[0].offset == 1);  // which slot 9 has too: declared and inferred offsets can meet
    CHECK(table[1].slot == 4);
    CHECK(table[1].storage == Storage::I32);
    CHECK_FALSE(table[1].is_inferred);
    CHECK_FALSE(table[2].is_inferred);
}

TEST_CASE("SlotTable: a slot that only a step leaves out is not a slot", "[core][slot_table]") {
    BusEvalStep bus;
    bus.out = 1;
    bus.publishers = {Publisher{}};
    CHECK(slots_with(inferred_from({bus}), Storage::F64) == Slots{1});
}

TEST_CASE("SlotTable: no slots at all is an error when a step works on slots", "[core][slot_table]") {
    Program program;
    program.steps = {step(SignalEvalStep{}), step(DebugProbeStep{})};
    const Result<SlotTable, Errors> table = SlotTable::of_program(program);
    REQUIRE_FALSE(table.has_value());
    REQUIRE(table.error().size() == 1);
    CHECK(table.error()[0].code == ErrorCode::Invalid);
    CHECK(table.error()[0].path == "slotMeta");
    CHECK(table.error()[0].message == "The program has no slots: none are declared, and none are mentioned by its 2 "
                                      "steps, though there are steps that work on slots");
}

TEST_CASE("SlotTable: a program without slots is fine when no step works on slots", "[core][slot_table]") {
    CHECK(SlotTable::of_program(Program{}).has_value());
    CHECK(inferred_from({DebugProbeStep{}, UnknownStep{"teleport"}}).size() == 0);
}

TEST_CASE("SlotTable: a declared offset over the limit is an error with its place", "[core][slot_table]") {
    Program program;
    program.declared_slots = {slot(0, Storage::F64, 0), slot(1, Storage::F32, limits::kMaxStorageElements),
                              slot(2, Storage::F32, limits::kMaxStorageElements - 1)};
    const Result<SlotTable, Errors> table = SlotTable::of_program(program);
    REQUIRE_FALSE(table.has_value());
    REQUIRE(table.error().size() == 1);
    CHECK(table.error()[0].code == ErrorCode::Limit);
    CHECK(table.error()[0].path == "slotMeta[1].offset");
    CHECK(table.error()[0].message ==
          "Slot 1 takes element 16777216 of the f32 storage; a storage has at most 16777216 elements");
}

TEST_CASE("SlotTable: an inferred slot number over the limit is an error", "[core][slot_table]") {
    Program program;
    program.steps = {step(SignalEvalStep{{{0, limits::kMaxSlotId}}})};
    const Result<SlotTable, Errors> table = SlotTable::of_program(program);
    REQUIRE_FALSE(table.has_value());
    CHECK(table.error()[0].code == ErrorCode::Limit);
    CHECK(table.error()[0].path == "schedule");
    CHECK(table.error()[0].message == "Slot 9007199254740991, which is not declared, takes element 9007199254740991 of "
                                      "the f64 storage; a storage has at most 16777216 elements");
}

TEST_CASE("SlotTable: errors are counted up to the limit", "[core][slot_table]") {
    Program program;
    for (SlotId number = 0; number < 1000; ++number) {
        program.declared_slots.push_back(slot(number, Storage::F64, limits::kMaxStorageElements));
    }
    CHECK(SlotTable::of_program(program).error().size() == limits::kMaxErrors);
}

}  // namespace
}  // namespace slotscope::test
