// SPDX-License-Identifier: MIT
// The schedule: every step kind with the slots that it reads and writes. Steps run in array order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "slotscope/ids.h"
#include "slotscope/types.h"

namespace slotscope {

struct TimeDeriveStep {
    SlotId t_abs_ms = kNoSlot;
    SlotId t_model_ms = kNoSlot;
    std::optional<SlotId> phase01;     ///< written only when the time model has one
    std::optional<SlotId> wrap_event;  ///< likewise
    std::optional<SlotId> progress01;  ///< likewise
};

struct SignalOutput {
    Ref signal = kNoRef;
    SlotId slot = kNoSlot;
};
struct SignalEvalStep {
    std::vector<SignalOutput> outputs;
};

struct NodeEvalStep {
    Ref node = kNoRef;
    std::vector<SlotId> inputs;
    std::vector<SlotId> outputs;
    std::string phase;
};

struct Publisher {
    bool is_enabled = false;
    double sort_key = 0;  ///< shown; execution keeps the array's order
    SlotId source = kNoSlot;
    std::string publisher_id;
    bool has_transform = false;  ///< shown; execution ignores it
};

enum class SilentKind : std::uint8_t { Zero, Default, Const, Unknown };

struct BusEvalStep {
    Ref bus = kNoRef;
    SlotId out = kNoSlot;
    std::vector<Publisher> publishers;
    Combine combine;
    SilentKind silent = SilentKind::Zero;
    std::string silent_name;
    std::optional<Ref> silent_const;  ///< element of `ConstPool::f64`
};

struct EventBusEvalStep {
    Ref bus = kNoRef;
    SlotId out = kNoSlot;
    std::vector<Publisher> publishers;
    Combine combine;
};

struct MaterializeStep {
    std::string id;
    std::string field_expr_id;
    SlotId domain = kNoSlot;
    SlotId out = kNoSlot;
    std::string element_type;
    double components = 1;
    std::string policy;
};

struct MaterializeColorStep {
    SlotId domain = kNoSlot, color_expr = kNoSlot, out_r = kNoSlot, out_g = kNoSlot, out_b = kNoSlot, out_a = kNoSlot;
};

struct MaterializePathStep {
    SlotId domain = kNoSlot, path_expr = kNoSlot;
    SlotId out_cmds = kNoSlot, out_params = kNoSlot, out_cmd_start = kNoSlot, out_cmd_len = kNoSlot,
           out_point_start = kNoSlot, out_point_len = kNoSlot;
    std::optional<double> flatten_tolerance_px;
};

struct MaterializeTestGeometryStep {
    SlotId domain = kNoSlot, out_x = kNoSlot, out_y = kNoSlot, out_radius = kNoSlot;
};

struct InstanceBatch {
    double count = 0;
    SlotId domain = kNoSlot, pos_xy = kNoSlot, size = kNoSlot, color_rgba = kNoSlot, opacity = kNoSlot;
};

struct PathBatch {
    double count = 0;
    SlotId domain = kNoSlot, cmds = kNoSlot, params = kNoSlot, cmd_start = kNoSlot, cmd_len = kNoSlot,
           point_start = kNoSlot, point_len = kNoSlot;
    std::optional<SlotId> fill_color, stroke_color, stroke_width, opacity;
    Value definition;  ///< the whole object: draw flags, fill rule, caps, joins, dash
};

struct RenderAssembleStep {
    std::vector<InstanceBatch> instances;
    std::vector<PathBatch> paths;
    std::optional<SlotId> instance_list, path_list;  ///< legacy lists of batches held in slots
    SlotId out = kNoSlot;
    bool has_instances = false;  ///< the program gives the array, though it may be empty
    bool has_paths = false;
};

struct DebugProbeStep {
    std::string id;
    std::vector<SlotId> slots;
    std::string mode;
};

struct CameraEvalStep {
    std::string camera_id;
    SlotId out = kNoSlot;
};
struct MeshMaterializeStep {
    std::string mesh_id;
    SlotId out = kNoSlot;
};

struct ProjectInstancesStep {
    SlotId domain = kNoSlot, camera_eval = kNoSlot, position = kNoSlot;
    std::optional<SlotId> rotation, scale;
    SlotId color_r = kNoSlot, color_g = kNoSlot, color_b = kNoSlot, color_a = kNoSlot, radius = kNoSlot;
    bool z_sort = false;
    std::string cull_mode, clip_mode, size_space;
    SlotId out = kNoSlot;
};

struct UnknownStep {
    std::string kind;
};

using StepBody =
    std::variant<TimeDeriveStep, SignalEvalStep, NodeEvalStep, BusEvalStep, EventBusEvalStep, MaterializeStep,
                 MaterializeColorStep, MaterializePathStep, MaterializeTestGeometryStep, RenderAssembleStep,
                 DebugProbeStep, CameraEvalStep, MeshMaterializeStep, ProjectInstancesStep, UnknownStep>;

struct Step {
    std::string id;
    std::string label;  ///< may be empty
    StepBody body;

    /// The kind as programs write it: "timeDerive", "signalEval", …; for an unknown step what the program says.
    [[nodiscard]] std::string_view kind_name() const noexcept;
};

}  // namespace slotscope
