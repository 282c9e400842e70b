// SPDX-License-Identifier: MIT
// The loader's parts: each reads one region of a program's JSON into the Program. What is an error, what is left to
// `find_problems` and what is a note is decided here and in these functions; json_reader.h does the reporting.
#pragma once

#include <string_view>
#include <utility>

#include "program/json_reader.h"
#include "slotscope/program.h"

namespace slotscope::loading {

/// Stores equal type descriptions once.
class TypeInterner {
public:
    explicit TypeInterner(std::vector<TypeDesc>& types) : types_(types) {}
    [[nodiscard]] TypeIndex intern(TypeDesc type);

private:
    std::vector<TypeDesc>& types_;
    std::unordered_map<std::string, TypeIndex> rows_;  ///< used when there are many
};

struct Loader {
    Report& report;
    Program& program;
    TypeInterner types;

    [[nodiscard]] const JsonDocument& document() const noexcept { return report.document(); }
};

/// The enumerator of a word, or `fallback`.
template <class Enum, std::size_t N>
[[nodiscard]] Enum word_value(const std::pair<std::string_view, Enum> (&words)[N], std::string_view word,
                              Enum fallback) {
    for (const auto& [name, value] : words) {
        if (name == word) return value;
    }
    return fallback;
}

// Pieces that several tables have. They read a member of `owner`; where it is absent they return the empty piece.
[[nodiscard]] TypeIndex read_type(Loader& loader, ObjectReader& owner, std::string_view key = "type");
[[nodiscard]] Combine read_combine(Loader& loader, ObjectReader& owner);
[[nodiscard]] PureFn read_function(Loader& loader, ObjectReader& owner);
/// A missing array of terms is one dangling term, so that using it faults as a missing reference does.
[[nodiscard]] std::vector<Ref> read_terms(Loader& loader, ObjectReader& owner);
[[nodiscard]] std::vector<SlotId> read_slots(Loader& loader, ObjectReader& owner, std::string_view key);
/// Any JSON as a value: {"$ta": …} is a typed array, {"$undef": 1} undefined, "NaN" and its like numbers.
[[nodiscard]] Value read_value(Report& report, JsonNode node);

void load_identity(Loader& loader, ObjectReader& root);
void load_time_model(Loader& loader, ObjectReader& root);
void load_meta(Loader& loader, ObjectReader& root);
void load_outputs(Loader& loader, ObjectReader& root);
void load_constants(Loader& loader, ObjectReader& root);
void load_state_layout(Loader& loader, ObjectReader& root);
void load_slots(Loader& loader, ObjectReader& root);
void load_nodes(Loader& loader, ObjectReader& root);
void load_buses(Loader& loader, ObjectReader& root);
void load_transforms(Loader& loader, ObjectReader& root);
void load_signals(Loader& loader, ObjectReader& root);
void load_fields(Loader& loader, ObjectReader& root);
void load_cameras(Loader& loader, ObjectReader& root);
void load_meshes(Loader& loader, ObjectReader& root);
void load_schedule(Loader& loader, ObjectReader& root);

// Step kinds outside load_schedule.cpp: those that make buffers, pictures and 3D.
[[nodiscard]] StepBody read_materialize(Loader& loader, ObjectReader& step);
[[nodiscard]] StepBody read_materialize_color(Loader& loader, ObjectReader& step);
[[nodiscard]] StepBody read_materialize_path(Loader& loader, ObjectReader& step);
[[nodiscard]] StepBody read_materialize_test_geometry(Loader& loader, ObjectReader& step);
[[nodiscard]] StepBody read_render_assemble(Loader& loader, ObjectReader& step);
[[nodiscard]] StepBody read_camera_eval(Loader& loader, ObjectReader& step);
[[nodiscard]] StepBody read_mesh_materialize(Loader& loader, ObjectReader& step);
[[nodiscard]] StepBody read_project_instances(Loader& loader, ObjectReader& step);

}  // namespace slotscope::loading
