// SPDX-License-Identifier: MIT
// Every slot that a step names, in the order in which execution uses it: the one list from which wiring and problems are
// made. Not here: the slots that signals read (wiring_walk.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "slotscope/program.h"

namespace slotscope {

enum class SlotAccess : std::uint8_t {
    Read,
    Write,  ///< a second one in a frame faults
    Fill    ///< a buffer written in place, which may happen any number of times
};

/// Where in its step a program names the slot: "outSlot", "publishers[3].srcSlot". In pieces, since it is only needed for
/// problems.
struct SlotPlace {
    std::string_view member;
    std::optional<std::size_t> index;
    std::string_view inner;

    [[nodiscard]] std::string path() const {
        std::string text(member);
        if (index) text.append(1, '[').append(std::to_string(*index)).append(1, ']');
        return text.append(inner);
    }
};

/// Calls visit(SlotId, SlotAccess, SlotPlace). Only what happens whenever the step runs: enabled publishers, the time
/// outputs that the time model has, the one output that a node gives.
template <class Visit>
class SlotVisitor {
public:
    SlotVisitor(const Program& program, Visit& visit) : program_(program), visit_(visit) {}

    void operator()(const TimeDeriveStep& s) {
        // Of an unknown model nothing is known; no step of its program ever runs.
        const TimeKind kind = program_.time_model.kind;
        const bool is_cyclic = kind == TimeKind::Cyclic || kind == TimeKind::Unknown;
        const bool is_finite = kind == TimeKind::Finite || kind == TimeKind::Unknown;
        write(s.t_abs_ms, "tAbsMsSlot");
        write(s.t_model_ms, "out.tModelMs");
        if (s.phase01 && is_cyclic) write(*s.phase01, "out.phase01");
        if (s.wrap_event && is_cyclic) write(*s.wrap_event, "out.wrapEvent");
        if (s.progress01 && is_finite) write(*s.progress01, "out.progress01");
    }
    void operator()(const SignalEvalStep& s) {
        for (std::size_t i = 0; i < s.outputs.size(); ++i)
            visit_(s.outputs[i].slot, SlotAccess::Write, SlotPlace{"outputs", i, ".slot"});
    }
    void operator()(const NodeEvalStep& s) {
        for (std::size_t i = 0; i < s.inputs.size(); ++i)
            visit_(s.inputs[i], SlotAccess::Read, SlotPlace{"inputSlots", i, {}});
        if (!s.outputs.empty()) visit_(s.outputs.front(), SlotAccess::Write, SlotPlace{"outputSlots", 0, {}});
    }
    void operator()(const BusEvalStep& s) { bus(s.publishers, s.out); }
    void operator()(const EventBusEvalStep& s) { bus(s.publishers, s.out); }
    void operator()(const MaterializeStep& s) {
        read(s.domain, "materialization.domainSlot");
        write(s.out, "materialization.outBufferSlot");
    }
    void operator()(const MaterializeColorStep& s) {
        read(s.domain, "domainSlot");
        read(s.color_expr, "colorExprSlot");
        fill(s.out_r, "outRSlot");
        fill(s.out_g, "outGSlot");
        fill(s.out_b, "outBSlot");
        fill(s.out_a, "outASlot");
    }
    void operator()(const MaterializePathStep& s) {
        read(s.domain, "domainSlot");
        read(s.path_expr, "pathExprSlot");
        fill(s.out_cmds, "outCmdsSlot");
        fill(s.out_params, "outParamsSlot");
        fill(s.out_cmd_start, "outCmdStartSlot");
        fill(s.out_cmd_len, "outCmdLenSlot");
        fill(s.out_point_start, "outPointStartSlot");
        fill(s.out_point_len, "outPointLenSlot");
    }
    void operator()(const MaterializeTestGeometryStep& s) {
        read(s.domain, "domainSlot");
        fill(s.out_x, "outXSlot");
        fill(s.out_y, "outYSlot");
        fill(s.out_radius, "outRadiusSlot");
    }
    void operator()(const RenderAssembleStep& s) {
        for (std::size_t i = 0; i < s.instances.size(); ++i) instance_batch(s.instances[i], i);
        for (std::size_t i = 0; i < s.paths.size(); ++i) path_batch(s.paths[i], i);
        if (s.instance_list) read(*s.instance_list, "instance2dListSlot");
        if (s.path_list) read(*s.path_list, "pathBatchListSlot");
        write(s.out, "outFrameSlot");
    }
    void operator()(const DebugProbeStep& s) {
        for (std::size_t i = 0; i < s.slots.size(); ++i)
            visit_(s.slots[i], SlotAccess::Read, SlotPlace{"probe.slots", i, {}});
    }
    void operator()(const CameraEvalStep& s) { write(s.out, "outSlot"); }
    void operator()(const MeshMaterializeStep& s) { write(s.out, "outSlot"); }
    void operator()(const ProjectInstancesStep& s) {
        read(s.domain, "domainSlot");
        read(s.camera_eval, "cameraEvalSlot");
        read(s.position, "positionSlot");
        if (s.rotation) read(*s.rotation, "rotationSlot");
        if (s.scale) read(*s.scale, "scaleSlot");
        read(s.color_r, "colorRSlot");
        read(s.color_g, "colorGSlot");
        read(s.color_b, "colorBSlot");
        read(s.color_a, "colorASlot");
        read(s.radius, "radiusSlot");
        write(s.out, "outSlot");
    }
    void operator()(const UnknownStep&) {}

private:
    void read(SlotId slot, std::string_view member) { visit_(slot, SlotAccess::Read, SlotPlace{member, {}, {}}); }
    void write(SlotId slot, std::string_view member) { visit_(slot, SlotAccess::Write, SlotPlace{member, {}, {}}); }
    void fill(SlotId slot, std::string_view member) { visit_(slot, SlotAccess::Fill, SlotPlace{member, {}, {}}); }

    void bus(const std::vector<Publisher>& publishers, SlotId out) {
        for (std::size_t i = 0; i < publishers.size(); ++i) {
            if (publishers[i].is_enabled)
                visit_(publishers[i].source, SlotAccess::Read, SlotPlace{"publishers", i, ".srcSlot"});
        }
        write(out, "outSlot");
    }
    void instance_batch(const InstanceBatch& b, std::size_t index) {
        const auto slot = [&](SlotId id, std::string_view inner) {
            visit_(id, SlotAccess::Read, SlotPlace{"instance2dBatches", index, inner});
        };
        slot(b.domain, ".domainSlot");
        slot(b.pos_xy, ".posXYSlot");
        slot(b.size, ".sizeSlot");
        slot(b.color_rgba, ".colorRGBASlot");
        slot(b.opacity, ".opacitySlot");
    }
    void path_batch(const PathBatch& b, std::size_t index) {
        const auto slot = [&](SlotId id, std::string_view inner) {
            visit_(id, SlotAccess::Read, SlotPlace{"pathBatches", index, inner});
        };
        slot(b.domain, ".domainSlot");
        slot(b.cmds, ".cmdsSlot");
        slot(b.params, ".paramsSlot");
        slot(b.cmd_start, ".cmdStartSlot");
        slot(b.cmd_len, ".cmdLenSlot");
        slot(b.point_start, ".pointStartSlot");
        slot(b.point_len, ".pointLenSlot");
        if (b.fill_color) slot(*b.fill_color, ".fillColorSlot");
        if (b.stroke_color) slot(*b.stroke_color, ".strokeColorSlot");
        if (b.stroke_width) slot(*b.stroke_width, ".strokeWidthSlot");
        if (b.opacity) slot(*b.opacity, ".opacitySlot");
    }

    const Program& program_;
    Visit& visit_;
};

template <class Visit>
void for_each_slot(const Program& program, const Step& step, Visit visit) {
    std::visit(SlotVisitor<Visit>(program, visit), step.body);
}

}  // namespace slotscope
