// SPDX-License-Identifier: MIT
// What a program is and what people call its parts: identity, time model, outputs, names, warnings.
#include <charconv>
#include <limits>

#include "program/loaders.h"

namespace slotscope::loading {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

using NameTable = std::unordered_map<std::string, std::string>;

/// Calls `add(member, name)` for every member whose value is a string.
template <class Add>
void read_names(Loader& loader, ObjectReader& names, std::string_view key, Add add) {
    const JsonNode node = names.object(key);
    if (node == kNoNode) return;
    for (const JsonDocument::Member& member : loader.document().members(node)) {
        if (loader.document().type(member.value) == JsonType::String)
            add(member, loader.document().string(member.value));
        else loader.report.fail_type(member.value, "a string");
    }
}

void read_name_table(Loader& loader, ObjectReader& names, std::string_view key, NameTable& table) {
    read_names(loader, names, key,
               [&](const JsonDocument::Member& member, std::string_view name) { table.emplace(member.key, name); });
}

std::vector<CuePoint> read_cue_points(Loader& loader, ObjectReader& model) {
    std::vector<CuePoint> points;
    read_rows(loader.report, model.array("cuePoints"), points, [&](JsonNode node) {
        ObjectReader point(loader.report, node, "a cue point");
        return CuePoint{point.id("id"), point.text("label"), point.number_or("tMs", kNaN), point.text("behavior")};
    });
    return points;
}

}  // namespace

void load_identity(Loader& loader, ObjectReader& root) {
    Program& program = loader.program;
    program.patch_id = root.id("patchId");
    program.patch_revision = root.optional_ref("patchRevision").value_or(0);
    program.compile_id = root.id("compileId");
    program.seed = root.number_or("seed", 0);
    program.default_camera_id = root.id("defaultCameraId");
}

void load_time_model(Loader& loader, ObjectReader& root) {
    const JsonNode node = root.object("timeModel");
    if (node == kNoNode) return;
    ObjectReader reader(loader.report, node, "the time model");
    TimeModel& model = loader.program.time_model;
    model.kind_name = reader.text("kind");
    // A missing duration or period is undefined to the runtime, which computes with NaN then.
    if (model.kind_name == "finite") {
        model.kind = TimeKind::Finite;
        model.duration_ms = reader.number_or("durationMs", kNaN);
        model.cue_points = read_cue_points(loader, reader);
    } else if (model.kind_name == "cyclic") {
        model.kind = TimeKind::Cyclic;
        model.period_ms = reader.number_or("periodMs", kNaN);
        model.mode = reader.text("mode") == "loop" ? CyclicMode::Loop : CyclicMode::PingPong;
        reader.ignore({"phaseDomain"});
    } else if (model.kind_name == "infinite") {
        model.kind = TimeKind::Infinite;
        model.window_ms = reader.number_or("windowMs", 0);
        reader.ignore({"suggestedUIWindowMs"});
    } else {
        reader.ignore_rest();
    }
}

void load_outputs(Loader& loader, ObjectReader& root) {
    read_rows(loader.report, root.array("outputs"), loader.program.outputs, [&](JsonNode node) {
        ObjectReader output(loader.report, node, "an output");
        return Output{output.id("id"), output.text("kind"), output.loose_slot("slot"), output.text("label")};
    });
}

void load_meta(Loader& loader, ObjectReader& root) {
    const JsonNode node = root.object("meta");
    if (node == kNoNode) return;
    ObjectReader meta(loader.report, node, "`meta`");
    meta.ignore({"sourceMap"});
    loader.program.description = meta.text("description");
    read_rows(loader.report, meta.array("warnings"), loader.program.warnings, [&](JsonNode row) {
        ObjectReader warning(loader.report, row, "a compile warning");
        warning.ignore({"where"});
        return CompileWarning{warning.id("code"), warning.text("message")};
    });
    const JsonNode names_node = meta.object("names");
    if (names_node == kNoNode) return;
    ObjectReader names(loader.report, names_node, "`meta.names`");
    read_name_table(loader, names, "nodes", loader.program.names.nodes);
    read_name_table(loader, names, "buses", loader.program.names.buses);
    read_name_table(loader, names, "steps", loader.program.names.steps);
    read_names(loader, names, "slots", [&](const JsonDocument::Member& member, std::string_view name) {
        if (const std::optional<SlotId> slot = slot_of_key(loader.report, member))
            loader.program.names.slots.emplace(*slot, name);
    });
}

}  // namespace slotscope::loading
