// SPDX-License-Identifier: MIT
// Names of slots, steps and cells, and what a step does in a few words. What steps read and write is in wiring.cpp.
#include "slotscope/describe.h"

#include <fmt/format.h>

#include "debug/describe_opcodes.h"
#include "debug/describe_rows.h"
#include "debug/format_text.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

/// A name is a label in a table or a word in a sentence; ids and labels may be as long as limits::kMaxStringBytes.
constexpr std::size_t kMaxNameBytes = 80;

const std::string* find_name(const std::unordered_map<std::string, std::string>& names,
                             const std::string& id) noexcept {
    const auto found = names.find(id);
    return found == names.end() || found->second.empty() ? nullptr : &found->second;
}

/// What a slot can be called after its writer; kept in pieces, since most are never asked for.
struct WriterName {
    std::string_view base;
    std::string_view part;                ///< one of several outputs with fixed roles
    std::optional<std::size_t> position;  ///< one of several like outputs

    [[nodiscard]] std::string text() const {
        std::string name = one_line(base, kMaxNameBytes);
        if (!part.empty()) name.append(1, '.').append(part);
        if (position) name += fmt::format("[{}]", *position);
        return name;
    }
};

std::string_view name_or_id(const std::unordered_map<std::string, std::string>& names, const std::string& id) noexcept {
    const std::string* name = find_name(names, id);
    return name != nullptr ? *name : id;
}

std::string_view bus_name(const Program& program, Ref ref) noexcept {
    const Bus* bus = row_of(program.buses, ref);
    return bus != nullptr ? name_or_id(program.names.buses, bus->id) : std::string_view{};
}

/// Calls visit(SlotId, WriterName) for what the step writes, in order; the name's base may be empty.
template <class Visit>
struct VisitWrites {
    const Program& program;
    const Step& step;
    Visit& visit;

    void parts(std::initializer_list<std::pair<SlotId, std::string_view>> outputs) {
        for (const auto& [slot, part] : outputs) visit(slot, WriterName{step.label, part, {}});
    }

    void operator()(const TimeDeriveStep& s) {
        visit(s.t_abs_ms, WriterName{"tAbsMs", {}, {}});
        visit(s.t_model_ms, WriterName{"tModelMs", {}, {}});
        if (s.phase01) visit(*s.phase01, WriterName{"phase01", {}, {}});
        if (s.wrap_event) visit(*s.wrap_event, WriterName{"wrapEvent", {}, {}});
        if (s.progress01) visit(*s.progress01, WriterName{"progress01", {}, {}});
    }
    void operator()(const SignalEvalStep& s) {
        for (std::size_t i = 0; i < s.outputs.size(); ++i) {
            visit(s.outputs[i].slot,
                  WriterName{step.label, {}, s.outputs.size() > 1 ? std::optional(i) : std::nullopt});
        }
    }
    void operator()(const NodeEvalStep& s) {
        if (s.outputs.empty()) return;
        const Node* node = row_of(program.nodes, s.node);
        const std::string_view name = node != nullptr ? name_or_id(program.names.nodes, node->id) : std::string_view{};
        visit(s.outputs.front(), WriterName{name.empty() ? std::string_view(step.label) : name, {}, {}});
    }
    void operator()(const BusEvalStep& s) { visit(s.out, WriterName{bus_name(program, s.bus), {}, {}}); }
    void operator()(const EventBusEvalStep& s) { visit(s.out, WriterName{bus_name(program, s.bus), {}, {}}); }
    void operator()(const MaterializeStep& s) { parts({{s.out, {}}}); }
    void operator()(const MaterializeColorStep& s) {
        parts({{s.out_r, "r"}, {s.out_g, "g"}, {s.out_b, "b"}, {s.out_a, "a"}});
    }
    void operator()(const MaterializePathStep& s) {
        parts({{s.out_cmds, "cmds"},
               {s.out_params, "params"},
               {s.out_cmd_start, "cmdStart"},
               {s.out_cmd_len, "cmdLen"},
               {s.out_point_start, "pointStart"},
               {s.out_point_len, "pointLen"}});
    }
    void operator()(const MaterializeTestGeometryStep& s) {
        parts({{s.out_x, "x"}, {s.out_y, "y"}, {s.out_radius, "radius"}});
    }
    void operator()(const RenderAssembleStep& s) { parts({{s.out, {}}}); }
    void operator()(const DebugProbeStep&) {}
    void operator()(const CameraEvalStep& s) { parts({{s.out, {}}}); }
    void operator()(const MeshMaterializeStep& s) { parts({{s.out, {}}}); }
    void operator()(const ProjectInstancesStep& s) { parts({{s.out, {}}}); }
    void operator()(const UnknownStep&) {}
};

template <class Visit>
void visit_writes(const Program& program, const Step& step, Visit visit) {
    std::visit(VisitWrites<Visit>{program, step, visit}, step.body);
}

std::string count_text(std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string time_model_text(const TimeModel& model) {
    switch (model.kind) {
        case TimeKind::Finite: return fmt::format("finite, {} ms", format_shortest(model.duration_ms));
        case TimeKind::Cyclic:
            return fmt::format("{}, {} ms", model.mode == CyclicMode::Loop ? "loop" : "ping-pong",
                               format_shortest(model.period_ms));
        case TimeKind::Infinite: return "infinite";
        case TimeKind::Unknown: break;
    }
    return model.kind_name.empty() ? "no time model" : one_line(model.kind_name, kMaxNameBytes);
}

struct Detail {
    const Program& program;

    std::string operator()(const TimeDeriveStep&) const { return time_model_text(program.time_model); }
    std::string operator()(const SignalEvalStep& s) const { return count_text(s.outputs.size(), "output"); }
    std::string operator()(const NodeEvalStep& s) const {
        const Node* node = row_of(program.nodes, s.node);
        return node != nullptr ? opcode_name(node->opcode.value_or(0)) : fmt::format("no node {}", s.node);
    }
    std::string operator()(const BusEvalStep& s) const { return one_line(s.combine.name, kMaxNameBytes); }
    std::string operator()(const EventBusEvalStep& s) const { return one_line(s.combine.name, kMaxNameBytes); }
    std::string operator()(const MaterializeStep& s) const {
        return fmt::format("{} × {}", format_shortest(s.components), one_line(s.element_type, kMaxNameBytes));
    }
    std::string operator()(const MaterializeColorStep&) const { return "4 × f32"; }
    std::string operator()(const MaterializePathStep&) const { return "path"; }
    std::string operator()(const MaterializeTestGeometryStep&) const { return "x, y, radius"; }
    std::string operator()(const RenderAssembleStep& s) const {
        if (s.instance_list || s.path_list) return "batches from slots";
        const std::size_t count = s.instances.size() + s.paths.size();
        return count == 1 ? "1 batch" : fmt::format("{} batches", count);
    }
    std::string operator()(const DebugProbeStep& s) const { return count_text(s.slots.size(), "slot"); }
    std::string operator()(const CameraEvalStep& s) const { return one_line(s.camera_id, kMaxNameBytes); }
    std::string operator()(const MeshMaterializeStep& s) const { return one_line(s.mesh_id, kMaxNameBytes); }
    std::string operator()(const ProjectInstancesStep& s) const { return s.z_sort ? "sorted by depth" : "unsorted"; }
    std::string operator()(const UnknownStep&) const { return "unknown kind"; }
};

}  // namespace

std::string slot_name(const Program& program, SlotId slot) {
    if (const auto given = program.names.slots.find(slot);
        given != program.names.slots.end() && !given->second.empty()) {
        return one_line(given->second, kMaxNameBytes);
    }
    std::string name;
    for (const Step& step : program.steps) {
        visit_writes(program, step, [&](SlotId written, const WriterName& writer) {
            if (written == slot && name.empty() && !writer.base.empty()) name = writer.text();
        });
        if (!name.empty()) return name;
    }
    return fmt::format("slot {}", slot);
}

SlotNames::SlotNames(const Program& program) {
    for (const auto& [slot, name] : program.names.slots) {
        if (!name.empty()) names_.emplace(slot, one_line(name, kMaxNameBytes));
    }
    for (const Step& step : program.steps) {
        visit_writes(program, step, [&](SlotId slot, const WriterName& writer) {
            if (writer.base.empty()) return;
            const auto [entry, is_new] = names_.try_emplace(slot);
            if (is_new) entry->second = writer.text();
        });
    }
}

std::string SlotNames::of(SlotId slot) const {
    const std::string* name = find(slot);
    return name != nullptr ? *name : fmt::format("slot {}", slot);
}

const std::string* SlotNames::find(SlotId slot) const noexcept {
    const auto found = names_.find(slot);
    return found == names_.end() ? nullptr : &found->second;
}

std::string step_name(const Program& program, StepIndex index) {
    const Step& step = program.steps[index];
    std::string_view name;
    // Compilers fill the table with kinds where nobody gave a name; a label says more.
    const std::string* given = find_name(program.names.steps, step.id);
    if (given != nullptr && (*given != step.kind_name() || step.label.empty())) {
        name = *given;
    } else if (!step.label.empty()) {
        name = step.label;
    } else if (const auto* eval = std::get_if<NodeEvalStep>(&step.body)) {
        const Node* node = row_of(program.nodes, eval->node);
        const std::string* found = node != nullptr ? find_name(program.names.nodes, node->id) : nullptr;
        if (found != nullptr) name = *found;
    } else {
        const auto* bus_eval = std::get_if<BusEvalStep>(&step.body);
        const auto* event_eval = std::get_if<EventBusEvalStep>(&step.body);
        const Bus* bus = row_of(program.buses, bus_eval != nullptr     ? bus_eval->bus
                                               : event_eval != nullptr ? event_eval->bus
                                                                       : kNoRef);
        const std::string* found = bus != nullptr ? find_name(program.names.buses, bus->id) : nullptr;
        if (found != nullptr) name = *found;
    }
    if (name.empty()) name = step.id;
    return name.empty() ? fmt::format("step {}", index) : one_line(name, kMaxNameBytes);
}

std::string cell_name(const Program& program, CellIndex index) {
    const StateCell& cell = program.state_layout.cells[index];
    if (cell.node_id.empty() && cell.role.empty()) {
        return cell.state_id.empty() ? fmt::format("cell {}", index) : one_line(cell.state_id, kMaxNameBytes);
    }
    if (cell.node_id.empty() || cell.role.empty()) return one_line(cell.node_id + cell.role, kMaxNameBytes);
    return one_line(fmt::format("{}.{}", cell.node_id, cell.role), kMaxNameBytes);
}

std::string step_detail(const Program& program, StepIndex index) {
    const Step& step = program.steps[index];
    const std::string detail = std::visit(Detail{program}, step.body);
    const std::string kind = one_line(step.kind_name(), kMaxNameBytes);
    return detail.empty() ? kind : fmt::format("{} · {}", kind, detail);
}

std::string opcode_name(std::int32_t opcode) {
    const OpcodeInfo* info = find_opcode(opcode);
    return info != nullptr ? std::string(info->name) : fmt::format("opcode {}", opcode);
}

}  // namespace slotscope
