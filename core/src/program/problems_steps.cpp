// SPDX-License-Identifier: MIT
// Problems of the time model and of steps: tables, references, opcodes, modes. Slots are in problems_slots.cpp, signals in
// problems_signals.cpp.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unordered_set>

#include "debug/describe_opcodes.h"
#include "debug/describe_rows.h"
#include "debug/wiring_walk.h"
#include "program/problems_report.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

/// Rows that steps name by their id.
struct Ids {
    explicit Ids(const Program& program) {
        for (const Camera& camera : program.cameras) cameras.insert(camera.id);
        for (const Mesh& mesh : program.meshes) meshes.insert(mesh.id);
    }
    std::unordered_set<std::string_view> cameras, meshes;
};

class StepProblems {
public:
    StepProblems(ProblemReport& report, const Ids& ids, StepIndex step)
        : report_(report), program_(report.program()), ids_(ids), step_(step) {}

    void operator()(const TimeDeriveStep&) {}
    void operator()(const SignalEvalStep& s) {
        if (!program_.signals && !s.outputs.empty())
            add(Severity::Fault, "outputs", "needs the signalTable, which the program does not have");
    }
    void operator()(const NodeEvalStep& s) {
        if (!program_.nodes)
            return add(Severity::Fault, "nodeIndex", "needs the table of nodes, which the program does not have");
        const Node* node = row_of(program_.nodes, s.node);
        if (node == nullptr) {
            return add(Severity::Fault, "nodeIndex",
                       fmt::format("evaluates node {}, but there are {} nodes", s.node, program_.nodes->size()));
        }
        check_opcode(s, *node);
        if (s.outputs.size() > 1) {
            add(Severity::Surprise, "outputSlots",
                fmt::format("has {} output slots, but a node gives one value: only {} is written", s.outputs.size(),
                            report_.slot(s.outputs.front())));
        }
    }
    void operator()(const BusEvalStep& s) {
        if (has_enabled(s.publishers)) {
            const CombineMode mode = s.combine.mode;
            if (mode == CombineMode::First || mode == CombineMode::Merge || mode == CombineMode::Unknown)
                bad_mode(s.combine, "sum, average, min, max, last or product");
            return;
        }
        if (s.silent == SilentKind::Unknown) {
            add(Severity::Fault, "silent.kind",
                fmt::format("has no enabled publisher and an unknown silent value {}", quoted(s.silent_name)));
        } else if (s.silent == SilentKind::Const && !s.silent_const) {
            add(Severity::Fault, "silent", "has no enabled publisher, and its silent constant names no constId");
        } else if (s.silent == SilentKind::Const && row_of(program_.constants.f64, *s.silent_const) == nullptr) {
            add(Severity::Fault, "silent.constId",
                fmt::format("has no enabled publisher, and its silent constant is element {} of the f64 constants, "
                            "which have {}",
                            *s.silent_const, program_.constants.f64.size()));
        }
    }
    void operator()(const EventBusEvalStep& s) {
        const CombineMode mode = s.combine.mode;
        const bool is_known = mode == CombineMode::Merge || mode == CombineMode::First || mode == CombineMode::Last;
        if (has_enabled(s.publishers) && !is_known) bad_mode(s.combine, "merge, first or last");
    }
    void operator()(const MaterializeStep& s) {
        if (!program_.fields)
            return add(Severity::Fault, "materialization.fieldExprId",
                       "needs the table of fields, which the program does not have");
        if (row_of(program_.fields, field_of_id(s.field_expr_id)) == nullptr) {
            add(Severity::Fault, "materialization.fieldExprId",
                fmt::format("materializes field {}, but there are {} fields", quoted(s.field_expr_id),
                            program_.fields->size()));
        }
    }
    void operator()(const MaterializeColorStep&) {}
    void operator()(const MaterializePathStep&) {}
    void operator()(const MaterializeTestGeometryStep&) {}
    void operator()(const RenderAssembleStep&) {}
    void operator()(const DebugProbeStep&) {}
    void operator()(const CameraEvalStep& s) {
        if (!ids_.cameras.contains(s.camera_id))
            add(Severity::Fault, "cameraId",
                fmt::format("evaluates camera {}, which the program does not have", quoted(s.camera_id)));
    }
    void operator()(const MeshMaterializeStep& s) {
        if (!ids_.meshes.contains(s.mesh_id))
            add(Severity::Fault, "meshId",
                fmt::format("materializes mesh {}, which the program does not have", quoted(s.mesh_id)));
    }
    void operator()(const ProjectInstancesStep&) {}
    void operator()(const UnknownStep& s) {
        add(Severity::Fault, "kind", fmt::format("is of unknown kind {}", quoted(s.kind)));
    }

private:
    /// "Step 7 "mix" (…) `what`", and for faults that it will fault.
    void add(Severity severity, std::string_view member, std::string_view what) {
        add_at(severity, ProblemReport::step_path(step_, member), what);
    }
    void add_at(Severity severity, std::string path, std::string_view what) {
        Problem* problem = report_.add(severity, step_);
        if (problem == nullptr) return;
        problem->path = std::move(path);
        problem->message = sentence(
            fmt::format("{} {}{}.", report_.step(step_), what, severity == Severity::Fault ? ": it will fault" : ""));
    }

    static bool has_enabled(const std::vector<Publisher>& publishers) {
        return std::ranges::any_of(publishers, &Publisher::is_enabled);
    }
    void bad_mode(const Combine& combine, std::string_view known) {
        add(Severity::Fault, "combine.mode",
            fmt::format("combines by {}, which is none of {}", quoted(combine.name), known));
    }

    void check_opcode(const NodeEvalStep& s, const Node& node) {
        const std::int32_t opcode = node.opcode.value_or(0);
        const OpcodeInfo* info = find_opcode(opcode);
        const auto surprise = [&](std::string_view what) {
            add_at(Severity::Surprise, fmt::format("nodes.nodes[{}].opcodeId", s.node),
                   fmt::format("uses {}, {}", opcode_name(opcode), what));
        };
        switch (info != nullptr ? info->node : NodeUse::Unimplemented) {
            case NodeUse::Constant: return check_constant(s, node);
            case NodeUse::GivesZero: return surprise("which is a placeholder as a node: it always gives 0");
            case NodeUse::PassesThrough:
                return surprise("which is a placeholder as a node: it passes its input through and keeps no state");
            case NodeUse::Unimplemented: return surprise("which no node implements: it always gives 0");
            case NodeUse::Computes: break;
        }
        if (s.inputs.size() >= info->inputs) return;
        bool is_fault = false;
        for (std::size_t i = s.inputs.size(); i < info->inputs; ++i)
            is_fault = is_fault || ((info->vec2_inputs >> i) & 1) != 0;
        add(is_fault ? Severity::Fault : Severity::Surprise, "inputSlots",
            fmt::format("gives {} {} of the {} inputs that it takes; a missing one is undefined{}", info->name,
                        s.inputs.size(), info->inputs, is_fault ? "" : " and counts as NaN"));
    }

    void check_constant(const NodeEvalStep& s, const Node& node) {
        const ConstPool& pool = program_.constants;
        const double id = node.compiler_tag.value_or(0);
        const std::string path = fmt::format("nodes.nodes[{}]{}", s.node, node.compiler_tag ? ".compilerTag" : "");
        const std::string text = format_shortest(id);
        if (id < static_cast<double>(pool.index.size())) {
            if (id < 0 || id != std::floor(id))
                return add_at(Severity::Fault, path,
                              fmt::format("takes constant {}, which cannot be a row of constIndex", text));
            const ConstRef& ref = pool.index[static_cast<std::size_t>(id)];
            if (ref.kind == ConstKind::Unknown || !pool.resolve(ref).is_undefined()) return;
            return add_at(
                Severity::Surprise, fmt::format("constants.constIndex[{}].idx", text),
                fmt::format("takes constant {}, which is element {} of a pool that ends before it: it gives undefined",
                            text, ref.index));
        }
        const double direct = static_cast<double>(std::max(pool.f64.size(), pool.json.size()));
        if (id >= 0 && id < direct) return;
        add_at(Severity::Surprise, path, fmt::format("takes constant {}, which does not exist: it gives 0", text));
    }

    ProblemReport& report_;
    const Program& program_;
    const Ids& ids_;
    StepIndex step_;
};

void add_time_problem(ProblemReport& report, Severity severity, std::string_view path, std::string message) {
    if (Problem* problem = report.add(severity, kNoOneStep)) {
        problem->path = path;
        problem->message = std::move(message);
    }
}

}  // namespace

void find_step_problems(ProblemReport& report) {
    const std::vector<Step>& steps = report.program().steps;
    const Ids ids(report.program());
    for (StepIndex i = 0; i < steps.size() && !report.is_full(); ++i)
        std::visit(StepProblems(report, ids, i), steps[i].body);
}

void find_time_problems(ProblemReport& report) {
    const TimeModel& model = report.program().time_model;
    const std::string duration = format_shortest(model.duration_ms);
    const std::string period = format_shortest(model.period_ms);
    switch (model.kind) {
        case TimeKind::Unknown:
            if (model.kind_name.empty()) {
                return add_time_problem(report, Severity::Fault, "timeModel",
                                        "The program has no time model: every frame will fault before its first step.");
            }
            return add_time_problem(
                report, Severity::Fault, "timeModel.kind",
                fmt::format("The time model is of unknown kind {}: every frame will fault before its first step.",
                            quoted(model.kind_name)));
        case TimeKind::Finite:
            if (std::isnan(model.duration_ms)) {
                add_time_problem(report, Severity::Surprise, "timeModel.durationMs",
                                 "The duration is NaN: the model time is always NaN and the progress 0.");
            } else if (!(model.duration_ms > 0)) {
                add_time_problem(
                    report, Severity::Surprise, "timeModel.durationMs",
                    fmt::format("The duration is {} ms: the model time and the progress are always 0.", duration));
            }
            return;
        case TimeKind::Cyclic:
            if (std::isnan(model.period_ms) || model.period_ms == 0) {
                add_time_problem(
                    report, Severity::Surprise, "timeModel.periodMs",
                    fmt::format("The period is {} ms: the model time is always NaN and the phase 0.", period));
            } else if (model.period_ms < 0) {
                add_time_problem(
                    report, Severity::Surprise, "timeModel.periodMs",
                    fmt::format(
                        "The period is {} ms: the phase is always 0, and the model time runs where no cycle is.",
                        period));
            } else if (std::isinf(model.period_ms)) {
                add_time_problem(report, Severity::Surprise, "timeModel.periodMs",
                                 model.mode == CyclicMode::Loop
                                     ? "The period is infinite: the model time and the phase are always NaN."
                                     : "The period is infinite: the phase is always 0.");
            }
            return;
        case TimeKind::Infinite: return;
    }
}

}  // namespace slotscope
