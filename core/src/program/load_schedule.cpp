// SPDX-License-Identifier: MIT
// The schedule. The runtime sizes its stores by every slot that a step mentions, so those slots, and the arrays that
// hold them, must be there and sound; what a step otherwise lacks is found out when it runs.
#include <algorithm>
#include <fmt/format.h>

#include "program/loaders.h"
#include "slotscope/limits.h"

namespace slotscope::loading {
namespace {

StepBody read_time_derive(Loader& loader, ObjectReader& step) {
    TimeDeriveStep body;
    body.t_abs_ms = step.slot("tAbsMsSlot");
    step.ignore({"timeModel"});  // the program's own counts
    const JsonNode node = step.required_object("out");
    if (node == kNoNode) return body;
    ObjectReader out(loader.report, node, "`out` of a timeDerive step");
    body.t_model_ms = out.slot("tModelMs");
    body.phase01 = out.optional_slot("phase01");
    body.wrap_event = out.optional_slot("wrapEvent");
    body.progress01 = out.optional_slot("progress01");
    return body;
}

StepBody read_signal_eval(Loader& loader, ObjectReader& step) {
    SignalEvalStep body;
    read_rows(loader.report, step.required_array("outputs"), body.outputs, [&](JsonNode node) {
        ObjectReader output(loader.report, node, "an output of a signalEval step");
        const Ref signal = output.ref("sigId");
        return SignalOutput{signal, output.slot("slot")};
    });
    return body;
}

StepBody read_node_eval(Loader& loader, ObjectReader& step) {
    NodeEvalStep body;
    body.node = step.ref("nodeIndex");
    body.inputs = read_slots(loader, step, "inputSlots");
    body.outputs = read_slots(loader, step, "outputSlots");
    body.phase = step.text("phase");
    step.ignore({"stateReads", "stateWrites"});
    return body;
}

std::vector<Publisher> read_publishers(Loader& loader, ObjectReader& step) {
    std::vector<Publisher> publishers;
    read_rows(loader.report, step.required_array("publishers"), publishers, [&](JsonNode node) {
        ObjectReader publisher(loader.report, node, "a publisher");
        Publisher added;
        added.is_enabled = publisher.flag("enabled");
        added.sort_key = publisher.number_or("sortKey", 0);
        added.source = publisher.slot("srcSlot");
        added.publisher_id = publisher.id("publisherId");
        added.has_transform = publisher.find("transform") != kNoNode;
        return added;
    });
    return publishers;
}

StepBody read_bus_eval(Loader& loader, ObjectReader& step) {
    constexpr std::pair<std::string_view, SilentKind> kSilentKinds[] = {
        {"zero", SilentKind::Zero}, {"default", SilentKind::Default}, {"const", SilentKind::Const}};
    BusEvalStep body;
    body.bus = step.ref("busIndex");
    body.out = step.slot("outSlot");
    body.publishers = read_publishers(loader, step);
    body.combine = read_combine(loader, step);
    step.ignore({"busType"});
    body.silent = SilentKind::Unknown;
    if (const JsonNode node = step.object("silent"); node != kNoNode) {
        ObjectReader silent(loader.report, node, "a silent value");
        body.silent_name = silent.text("kind");
        body.silent = word_value(kSilentKinds, body.silent_name, SilentKind::Unknown);
        body.silent_const = silent.optional_ref("constId");
    }
    return body;
}

StepBody read_event_bus_eval(Loader& loader, ObjectReader& step) {
    EventBusEvalStep body;
    body.bus = step.ref("busIndex");
    body.out = step.slot("outSlot");
    body.publishers = read_publishers(loader, step);
    body.combine = read_combine(loader, step);
    step.ignore({"busType"});
    return body;
}

StepBody read_debug_probe(Loader& loader, ObjectReader& step) {
    DebugProbeStep body;
    const JsonNode node = step.required_object("probe");
    if (node == kNoNode) return body;
    ObjectReader probe(loader.report, node, "`probe` of a debugProbe step");
    body.id = probe.id("id");
    body.slots = read_slots(loader, probe, "slots");
    body.mode = probe.text("mode");
    return body;
}

using ReadBody = StepBody (*)(Loader&, ObjectReader&);

/// Common kinds first.
constexpr std::pair<std::string_view, ReadBody> kStepKinds[] = {
    {"nodeEval", read_node_eval},
    {"signalEval", read_signal_eval},
    {"busEval", read_bus_eval},
    {"timeDerive", read_time_derive},
    {"eventBusEval", read_event_bus_eval},
    {"materialize", read_materialize},
    {"materializeColor", read_materialize_color},
    {"materializePath", read_materialize_path},
    {"materializeTestGeometry", read_materialize_test_geometry},
    {"renderAssemble", read_render_assemble},
    {"debugProbe", read_debug_probe},
    {"CameraEval", read_camera_eval},
    {"MeshMaterialize", read_mesh_materialize},
    {"Instances3DProjectTo2D", read_project_instances},
};

Step read_step(Loader& loader, JsonNode node) {
    ObjectReader reader(loader.report, node, "a step");
    Step step;
    step.id = reader.id("id");
    step.label = reader.text("label");
    std::string kind = reader.kind();
    const ReadBody read_body = word_value(kStepKinds, kind, ReadBody{nullptr});
    if (read_body != nullptr) {
        reader.ignore({"deps", "cacheKey"});
        step.body = read_body(loader, reader);
    } else {
        reader.ignore_rest();
        step.body = UnknownStep{std::move(kind)};
    }
    return step;
}

void load_initial_values(Loader& loader, ObjectReader& schedule) {
    const JsonNode object = schedule.object("initialSlotValues");
    if (object == kNoNode) return;
    struct Entry {
        SlotId slot;
        JsonDocument::Member member;
    };
    std::vector<Entry> entries;
    for (const JsonDocument::Member& member : loader.document().members(object)) {
        if (const std::optional<SlotId> slot = slot_of_key(loader.report, member)) entries.push_back({*slot, member});
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.slot < b.slot; });
    for (const Entry& entry : entries) {
        auto& values = loader.program.initial_slot_values;
        // Only keys such as "1" and "01" can meet here; the runtime rejects the second write.
        if (!values.empty() && values.back().first == entry.slot) {
            loader.report.fail(entry.member.key_node, fmt::format("slot {} has two initial values", entry.slot));
        }
        values.emplace_back(entry.slot, read_value(loader.report, entry.member.value));
    }
}

}  // namespace

void load_schedule(Loader& loader, ObjectReader& root) {
    const JsonNode node = root.required("schedule", "the schedule: an object with `steps`");
    if (node == kNoNode) return;
    ObjectReader schedule(loader.report, node, "`schedule`");
    schedule.ignore({"stepIdToIndex", "deps", "determinism", "caching"});
    load_initial_values(loader, schedule);
    read_rows(loader.report, schedule.required_array("steps"), loader.program.steps,
              [&](JsonNode step) { return read_step(loader, step); });
}

}  // namespace slotscope::loading
