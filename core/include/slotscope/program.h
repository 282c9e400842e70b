// SPDX-License-Identifier: MIT
// `Program`: a compiled slot program, immutable once made. Made by the loader (program_io.h) or the builder
// (program_builder.h), shared by pointer. Not here: execution (executor.h), problems of meaning (problems.h).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "slotscope/field.h"
#include "slotscope/schedule.h"
#include "slotscope/signal.h"
#include "slotscope/types.h"

namespace slotscope {

struct Names {
    std::unordered_map<std::string, std::string> nodes;  ///< by node id
    std::unordered_map<std::string, std::string> buses;  ///< by bus id
    std::unordered_map<std::string, std::string> steps;  ///< by step id
    /// Our extension `meta.names.slots`. Ordered, not hashed: a file could choose numbers that collide.
    std::map<SlotId, std::string> slots;
};

struct CompileWarning {
    std::string code, message;
};

struct Program {
    // Identity
    std::int64_t ir_version = 1;
    std::string patch_id;
    std::int64_t patch_revision = 0;
    std::string compile_id;
    double seed = 0;
    std::string description;  ///< our extension `meta.description`
    std::string source_name;  ///< file name without folder, or what the builder was given

    // Tables. A table that the program lacks altogether is nullopt: steps that need it fault.
    TimeModel time_model;
    std::vector<TypeDesc> types{TypeDesc{"special", "unknown", "", ""}};  ///< interned; row 0 is "unknown"
    std::optional<std::vector<Node>> nodes;
    std::vector<Bus> buses;
    std::optional<std::vector<SignalNode>> signals;
    std::optional<std::vector<FieldNode>> fields;
    std::vector<TransformChain> transforms;
    ConstPool constants;
    StateLayout state_layout;
    std::vector<Camera> cameras;
    std::string default_camera_id;
    std::vector<Mesh> meshes;
    std::vector<Output> outputs;

    // Schedule
    std::vector<Step> steps;
    std::vector<SlotMeta> declared_slots;  ///< in file order, duplicates kept
    /// `schedule.initialSlotValues`, in ascending slot order.
    std::vector<std::pair<SlotId, Value>> initial_slot_values;

    // For people
    Names names;
    std::vector<CompileWarning> warnings;
};

using ProgramPtr = std::shared_ptr<const Program>;

}  // namespace slotscope
