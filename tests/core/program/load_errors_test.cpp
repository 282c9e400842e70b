// SPDX-License-Identifier: MIT
// What the loader rejects, with line, column and path; and what it must not reject.
#include <algorithm>
#include <string>

#include "program_text.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

using test::contains;
using test::errors_of;
using test::loaded;
using test::MarkedText;
using test::only_error;
using test::program_of_steps;
using test::program_with;

struct Case {
    std::string json;
    const char* path;
    const char* message_part;
};

void check_all(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        INFO(one.json);
        const Error error = only_error(one.json);
        INFO(error.to_string());
        CHECK(error.code == ErrorCode::Invalid);
        CHECK(error.path == one.path);
        CHECK(error.line == 1);
        CHECK(error.column > 0);
        CHECK(contains(error.message, one.message_part));
    }
}

TEST_CASE("Loader: wrong JSON types of known fields are errors with found and expected", "[core][program]") {
    check_all({
        {program_with(R"("patchId":[])"), "patchId", "found an array, expected a string"},
        {program_with(R"("seed":"x")"), "seed", "found the string \"x\", expected a number"},
        {program_with(R"("timeModel":3)"), "timeModel", "found the number 3, expected an object"},
        {program_with(R"("timeModel":{"kind":"finite","durationMs":"long"})"), "timeModel.durationMs",
         "expected a number"},
        {program_with(R"("nodes":{"nodes":{}})"), "nodes.nodes", "found an object, expected an array"},
        {program_with(R"("nodes":{"nodes":[7]})"), "nodes.nodes[0]", "found the number 7, expected an object"},
        {program_with(R"("nodes":{"nodes":[{"inputCount":-1}]})"), "nodes.nodes[0].inputCount", "not negative"},
        {program_with(R"("nodes":{"nodes":[{"opcodeId":"Add"}]})"), "nodes.nodes[0].opcodeId", "expected a number"},
        {program_with(R"("signalTable":{"nodes":[{"kind":"map","src":"a"}]})"), "signalTable.nodes[0].src",
         "expected a number"},
        {program_with(R"("signalTable":{"nodes":[{"kind":"inputSlot","slot":true}]})"), "signalTable.nodes[0].slot",
         "found true"},
        {program_with(R"("signalTable":{"nodes":[{"kind":"stateful","params":{"rate":[]}}]})"),
         "signalTable.nodes[0].params.rate", "expected a number"},
        {program_with(R"("signalTable":{"nodes":[{"kind":4}]})"), "signalTable.nodes[0].kind", "expected a string"},
        {program_with(R"("signalTable":{"nodes":[{"constId":4}]})"), "signalTable.nodes[0].kind", "found no `kind`"},
        {program_with(R"("fields":{"nodes":[{"kind":"busCombine","terms":[0,"x"]}]})"), "fields.nodes[0].terms[1]",
         "expected a number"},
        {program_with(R"("buses":{"buses":[{"combine":"sum"}]})"), "buses.buses[0].combine", "expected an object"},
        {program_with(R"("slotMeta":{})"), "slotMeta", "found an object, expected an array"},
        {program_with(R"("outputs":[{"slot":"frame"}])"), "outputs[0].slot", "expected a number"},
        {program_with(R"("constants":{"f64":[1,"x"]})"), "constants.f64[1]", "expected a number"},
        {program_with(R"("constants":{"i32":7})"), "constants.i32", "an array of numbers"},
        {program_with(R"("constants":{"json":[{"$ta":"f16","data":[]}]})"), "constants.json[0].$ta", "an element type"},
        {program_with(R"("constants":{"json":[{"$ta":"f32"}]})"), "constants.json[0].$ta", "an array `data`"},
        {program_with(R"("meta":{"names":{"nodes":{"n 1":5}}})"), "meta.names.nodes[\"n 1\"]", "expected a string"},
        {program_with(R"("cameras":{"cameras":["c"]})"), "cameras.cameras[0]", "expected an object"},
    });
}

TEST_CASE("Loader: offsets, slot numbers and sizes that no array can have are errors", "[core][program]") {
    const auto slot = [](std::string_view members) {
        return program_with(fmt::format(R"("slotMeta":[{{{}}}])", members));
    };
    const auto cell = [](std::string_view members) {
        return program_with(fmt::format(R"("stateLayout":{{"cells":[{{{}}}]}})", members));
    };
    check_all({
        {slot(R"("slot":0,"storage":"f64","offset":0.5)"), "slotMeta[0].offset",
         "found the number 0.5, expected an integer"},
        {slot(R"("slot":0,"storage":"f64","offset":-1)"), "slotMeta[0].offset", "found the number -1"},
        {slot(R"("slot":0,"storage":"f64","offset":"Infinity")"), "slotMeta[0].offset",
         "found the string \"Infinity\""},
        {slot(R"("slot":0,"storage":"f64","offset":"NaN")"), "slotMeta[0].offset", "found the string \"NaN\""},
        {slot(R"("slot":0,"storage":"f64")"), "slotMeta[0].offset", "found no `offset`"},
        {slot(R"("slot":1.5,"storage":"f64","offset":0)"), "slotMeta[0].slot", "a slot number"},
        {slot(R"("slot":-3,"storage":"f64","offset":0)"), "slotMeta[0].slot", "a slot number"},
        {slot(R"("slot":9007199254740992,"storage":"f64","offset":0)"), "slotMeta[0].slot", "a slot number"},
        {slot(R"("storage":"f64","offset":0)"), "slotMeta[0].slot", "found no `slot`"},
        {slot(R"("slot":0,"storage":"f16","offset":0)"), "slotMeta[0].storage",
         "found the string \"f16\", expected \"f64\""},
        {slot(R"("slot":0,"storage":3,"offset":0)"), "slotMeta[0].storage", "found the number 3"},
        {slot(R"("slot":0,"offset":0)"), "slotMeta[0].storage", "found no `storage`"},
        {cell(R"("storage":"u32","offset":0,"size":1)"), "stateLayout.cells[0].storage",
         "expected \"f64\", \"f32\" or \"i32\""},
        {cell(R"("storage":"f64","offset":-1,"size":1)"), "stateLayout.cells[0].offset", "not negative"},
        {cell(R"("storage":"f64","offset":0,"size":1.5)"), "stateLayout.cells[0].size", "not negative"},
        {cell(R"("storage":"f64","offset":0)"), "stateLayout.cells[0].size", "found no `size`"},
        {program_with(R"("stateLayout":{"f64Size":-2})"), "stateLayout.f64Size", "not negative"},
    });
}

TEST_CASE("Loader: what sizes the runtime must be in every step", "[core][program]") {
    check_all({
        {R"({"irVersion":1})", "schedule", "found no `schedule`"},
        {R"({"irVersion":1,"schedule":[]})", "schedule", "expected an object"},
        {R"({"irVersion":1,"schedule":{}})", "schedule.steps", "found no `steps`"},
        {program_of_steps("3"), "schedule.steps[0]", "expected an object"},
        {program_of_steps("{}"), "schedule.steps[0].kind", "found no `kind`"},
        {program_of_steps(R"({"kind":"timeDerive","out":{"tModelMs":1}})"), "schedule.steps[0].tAbsMsSlot",
         "found no `tAbsMsSlot`"},
        {program_of_steps(R"({"kind":"timeDerive","tAbsMsSlot":0})"), "schedule.steps[0].out", "found no `out`"},
        {program_of_steps(R"({"kind":"timeDerive","tAbsMsSlot":0,"out":{}})"), "schedule.steps[0].out.tModelMs",
         "found no `tModelMs`"},
        {program_of_steps(R"({"kind":"signalEval"})"), "schedule.steps[0].outputs", "found no `outputs`"},
        {program_of_steps(R"({"kind":"signalEval","outputs":[{"sigId":0}]})"), "schedule.steps[0].outputs[0].slot",
         "found no `slot`"},
        {program_of_steps(R"({"kind":"nodeEval","nodeIndex":0,"outputSlots":[]})"), "schedule.steps[0].inputSlots",
         "found no `inputSlots`"},
        {program_of_steps(R"({"kind":"nodeEval","nodeIndex":0,"inputSlots":[0.5],"outputSlots":[1]})"),
         "schedule.steps[0].inputSlots[0]", "a slot number"},
        {program_of_steps(R"({"kind":"nodeEval","nodeIndex":0,"inputSlots":[],"outputSlots":[-1]})"),
         "schedule.steps[0].outputSlots[0]", "a slot number"},
        {program_of_steps(R"({"kind":"nodeEval","nodeIndex":0,"inputSlots":[],"outputSlots":[null]})"),
         "schedule.steps[0].outputSlots[0]", "found null"},
        {program_of_steps(R"({"kind":"busEval","outSlot":1})"), "schedule.steps[0].publishers",
         "found no `publishers`"},
        {program_of_steps(R"({"kind":"busEval","outSlot":1,"publishers":[{"enabled":false}]})"),
         "schedule.steps[0].publishers[0].srcSlot", "found no `srcSlot`"},
        {program_of_steps(R"({"kind":"busEval","outSlot":1,"publishers":[{"enabled":1,"srcSlot":2}]})"),
         "schedule.steps[0].publishers[0].enabled", "expected true or false"},
        {program_of_steps(R"({"kind":"eventBusEval","publishers":[]})"), "schedule.steps[0].outSlot",
         "found no `outSlot`"},
        {program_of_steps(R"({"kind":"materialize"})"), "schedule.steps[0].materialization",
         "found no `materialization`"},
        {program_of_steps(R"({"kind":"debugProbe"})"), "schedule.steps[0].probe", "found no `probe`"},
        {program_of_steps(R"({"kind":"debugProbe","probe":{}})"), "schedule.steps[0].probe.slots", "found no `slots`"},
        {program_of_steps(R"({"kind":"renderAssemble","instance2dBatches":{},"outFrameSlot":0})"),
         "schedule.steps[0].instance2dBatches", "expected an array"},
        {program_of_steps(R"({"kind":"CameraEval","cameraId":"c"})"), "schedule.steps[0].outSlot",
         "found no `outSlot`"},
    });
}

TEST_CASE("Loader: keys of initial slot values are slot numbers", "[core][program]") {
    const auto values = [](std::string_view text) {
        return fmt::format(R"({{"irVersion":1,"schedule":{{"steps":[],"initialSlotValues":{{{}}}}}}})", text);
    };
    check_all({
        {values(R"("abc":1)"), "schedule.initialSlotValues.abc", "found the key \"abc\", expected a slot number"},
        {values(R"("-1":1)"), "schedule.initialSlotValues[\"-1\"]", "a slot number"},
        {values(R"("1.5":1)"), "schedule.initialSlotValues[\"1.5\"]", "a slot number"},
        {values(R"("Infinity":1)"), "schedule.initialSlotValues.Infinity", "a slot number"},
        {values(R"("1":1,"01":2)"), "schedule.initialSlotValues.01", "slot 1 has two initial values"},
    });
    const LoadedProgram result = loaded(values(R"("1e2":1,"0x10":2," 7 ":3)"));
    REQUIRE(result.program->initial_slot_values.size() == 3);
    CHECK(result.program->initial_slot_values[0].first == 7);
    CHECK(result.program->initial_slot_values[1].first == 16);
    CHECK(result.program->initial_slot_values[2].first == 100);
}

TEST_CASE("Loader: constants of state cells must exist and be numbers", "[core][program]") {
    const auto cell = [](std::string_view constant, std::string_view constants) {
        return program_with(fmt::format(
            R"("stateLayout":{{"cells":[{{"stateId":"s","nodeId":"n","role":"r","storage":"f64","offset":0,"size":1,"initialConstId":{}}}],"f64Size":1}},"constants":{{{}}})",
            constant, constants));
    };
    const std::string one_number =
        R"("f64":[5],"json":["x"],"constIndex":[{"k":"f64","idx":0},{"k":"json","idx":0},{"k":"big","idx":0}])";
    for (const char* bad : {"3", "-1", "0.5", "\"NaN\"", "1", "2"}) {
        const Error error = only_error(cell(bad, one_number));
        INFO(error.to_string());
        CHECK(error.path == "stateLayout.cells[0].initialConstId");
        CHECK(error.line == 1);
        CHECK(error.column == cell(bad, one_number).find("\"initialConstId\":") + 18);
        CHECK(error.where == "test.json");
        CHECK(contains(error.message, "'s'"));
    }
    CHECK(loaded(cell("0", one_number)).program->state_layout.cells[0].initial_const == 0);
    CHECK_FALSE(loaded(cell("null", one_number)).program->state_layout.cells[0].initial_const.has_value());
}

TEST_CASE("Loader: a store that the schedule sizes over its limit is rejected", "[core][program]") {
    const Error error = only_error(program_of_steps(R"({"kind":"debugProbe","probe":{"slots":[16777216]}})"));
    CHECK(error.code == ErrorCode::Limit);
    CHECK(contains(error.message, "16777216"));
    CHECK(loaded(program_of_steps(R"({"kind":"debugProbe","probe":{"slots":[16777215]}})")).program->steps.size() == 1);
}

TEST_CASE("Loader: no slot at all is an error only where steps need slots", "[core][program]") {
    const Errors errors = errors_of(program_of_steps(R"({"kind":"signalEval","outputs":[]})"));
    CHECK(errors.size() == 1);
    CHECK(loaded(program_of_steps("")).program->steps.empty());
    CHECK(loaded(program_of_steps(R"({"kind":"teleport"})")).program->steps.size() == 1);
    CHECK(loaded(program_with(R"("slotMeta":[{"slot":4,"storage":"f64","offset":0}])",
                              R"({"kind":"signalEval","outputs":[]})"))
              .program->steps.size() == 1);
}

TEST_CASE("Loader: any other version is one error, whatever else is wrong", "[core][program]") {
    for (const char* version : {"2", "0", "\"1\"", "1.5", "null", "[]"}) {
        const Error error = only_error(fmt::format(R"({{"irVersion":{},"schedule":5,"seed":[]}})", version));
        INFO(error.to_string());
        CHECK(error.code == ErrorCode::Version);
        CHECK(contains(error.message, "irVersion"));
    }
    CHECK(only_error(R"({"name":"not a program"})").code == ErrorCode::Version);
    CHECK(only_error("[1]").message == "found an array, expected a program: an object with `irVersion` 1");
}

TEST_CASE("Loader: all errors of a file are listed in the order of the text", "[core][program]") {
    const Errors errors = errors_of(R"({
  "irVersion": 1,
  "schedule": {"steps": [
    {"kind": "nodeEval", "nodeIndex": "x", "inputSlots": [0.5, 1, -1], "outputSlots": 3}
  ]},
  "slotMeta": [
    {"slot": 0, "storage": "f64", "offset": -1},
    {"slot": 1, "storage": "f16", "offset": 1}
  ],
  "seed": true
})");
    const std::vector<std::pair<std::uint32_t, std::string>> expected = {
        {4, "schedule.steps[0].nodeIndex"},
        {4, "schedule.steps[0].inputSlots[0]"},
        {4, "schedule.steps[0].inputSlots[2]"},
        {4, "schedule.steps[0].outputSlots"},
        {7, "slotMeta[0].offset"},
        {8, "slotMeta[1].storage"},
        {10, "seed"},
    };
    REQUIRE(errors.size() == expected.size());
    for (std::size_t i = 0; i < errors.size(); ++i) {
        CHECK(errors[i].line == expected[i].first);
        CHECK(errors[i].path == expected[i].second);
    }
    CHECK(errors[0].column == 39);
    CHECK(errors[0].to_string() ==
          "test.json:4:39: found the string \"x\", expected a number (at schedule.steps[0].nodeIndex)");
}

TEST_CASE("Loader: past the limit of listed errors the rest is counted", "[core][program]") {
    std::string rows;
    for (int i = 0; i < 1000; ++i) rows += i == 0 ? "0" : ",0";
    const Errors errors = errors_of(program_with("\"outputs\":[" + rows + "]"));
    REQUIRE(errors.size() == limits::kMaxErrors);
    CHECK(errors.back().message == fmt::format("{} more errors are not listed", 1000 - limits::kMaxErrors + 1));
    CHECK(errors[limits::kMaxErrors - 2].path == fmt::format("outputs[{}]", limits::kMaxErrors - 2));
}

TEST_CASE("Loader: missing and dangling references open, as problems with their place", "[core][program]") {
    const MarkedText marked(R"({"irVersion":1,
 "slotMeta":[{"slot":0,"storage":"f64","offset":0}],
 "signalTable":{"nodes":[{"kind":"map","src":9,"fn":{"kind":"opcode","opcode":110}},{"kind":"const"},{"kind":"zip","a":0.5,"b":"NaN"}]},
 "schedule":{"steps":[{"kind":"signalEval","outputs":[{"sigId":¤77,"slot":0}]},{"kind":"nodeEval","inputSlots":[],"outputSlots":[]}]}})");
    const LoadedProgram result = loaded(marked.text);
    const auto& signals = *result.program->signals;
    CHECK(std::get<SigMap>(signals[0].body).source == 9);
    CHECK(std::get<SigConst>(signals[1].body).constant == kNoRef);
    CHECK(std::get<SigZip>(signals[2].body).a == kNoRef);
    CHECK(std::get<SigZip>(signals[2].body).b == kNoRef);
    CHECK(std::get<SigZip>(signals[2].body).fn.opcode == -1);
    CHECK(std::get<NodeEvalStep>(result.program->steps[1].body).node == kNoRef);
    const auto at_output = std::ranges::find_if(result.problems, [&](const Problem& problem) {
        return problem.line == marked.line && problem.path.starts_with("schedule.steps[0].outputs[0]");
    });
    REQUIRE(at_output != result.problems.end());
    CHECK(at_output->column <= marked.column);
    CHECK(at_output->column > 1);
}

TEST_CASE("Loader: missing tables are no errors", "[core][program]") {
    const LoadedProgram result = loaded(program_with(""));
    CHECK_FALSE(result.program->nodes.has_value());
    CHECK_FALSE(result.program->signals.has_value());
    CHECK_FALSE(result.program->fields.has_value());
    CHECK(result.program->time_model.kind == TimeKind::Unknown);
    CHECK(loaded(program_with(R"("nodes":{"nodes":[]},"signalTable":null,"fields":{})")).program->nodes.has_value());
}

TEST_CASE("Loader: unknown fields and repeated keys are notes, counted and with the first place", "[core][program]") {
    const LoadedProgram result = loaded(R"({"irVersion":1, "zoom":{"deep":1}, "seed":1, "seed":2,
 "slotMeta":[{"slot":0,"storage":"f64","offset":0,"hue":1},{"slot":1,"storage":"f64","offset":1,"hue":1}],
 "schedule":{"steps":[], "deps":{"anything":1}}})");
    CHECK(result.program->seed == 2);
    REQUIRE(result.notes.size() == 3);
    CHECK(result.notes[0].message == "unknown field `zoom` in the program: ignored");
    CHECK(result.notes[0].path == "zoom");
    CHECK(result.notes[0].line == 1);
    CHECK(result.notes[0].column == 24);
    CHECK(result.notes[1].message == "the key `seed` occurs again in this object: the last one counts");
    CHECK(result.notes[1].path == "seed");
    CHECK(result.notes[2].message == "unknown field `hue` in a row of `slotMeta`: ignored, 2 times; here the first");
    CHECK(result.notes[2].path == "slotMeta[0].hue");
    CHECK(result.notes[2].line == 2);
}

TEST_CASE("Loader: of repeated keys the last counts, in small and in large objects", "[core][program]") {
    std::string steps;
    for (int i = 0; i < 40; ++i) steps += fmt::format("\"s{}\":\"name {}\",", i % 30, i);
    steps.pop_back();
    const LoadedProgram result = loaded(program_with("\"meta\":{\"names\":{\"steps\":{" + steps + "}}}"));
    CHECK(result.program->names.steps.size() == 30);
    CHECK(result.program->names.steps.at("s9") == "name 39");
    CHECK(result.program->names.steps.at("s10") == "name 10");
    CHECK(result.notes.size() == 10);
    CHECK(result.notes[0].path == "meta.names.steps.s0");
}

}  // namespace
}  // namespace slotscope
