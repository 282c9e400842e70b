// SPDX-License-Identifier: MIT
// MeshMaterialize: a mesh's recipe to buffers, once per mesh.
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "runtime/steps/mesh_geometry.h"
#include "runtime/steps/object_steps.h"
#include "runtime/steps/objects.h"

namespace slotscope {

namespace {

Value index_array(const MeshGeometry& geometry, bool is_wide) {
    if (is_wide) return TypedArray{ElementType::U32, geometry.indices};
    std::vector<std::uint16_t> narrow(geometry.indices.size());
    for (std::size_t i = 0; i < narrow.size(); ++i) narrow[i] = static_cast<std::uint16_t>(geometry.indices[i]);
    return TypedArray{ElementType::U16, std::move(narrow)};
}

Value bounds_of(const std::vector<float>& positions) {
    const auto corner = [&](double start, double (*choose)(double, double)) {
        double axes[3] = {start, start, start};
        for (std::size_t i = 0; i < positions.size(); ++i) axes[i % 3] = choose(axes[i % 3], positions[i]);
        return Value(ValueObject{{"x", axes[0]}, {"y", axes[1]}, {"z", axes[2]}});
    };
    const bool is_empty = positions.empty();
    return ValueObject{{"min", corner(is_empty ? 0 : math::kInfinity, math::js_min)},
                       {"max", corner(is_empty ? 0 : -math::kInfinity, math::js_max)}};
}

Value materialize(const Mesh& mesh) {
    MeshGeometry geometry = make_mesh_geometry(mesh);
    const bool wants_wide = member_is(mesh.definition, "indexType", "u32");
    if (geometry.has_wide_indices && !wants_wide) {
        throw FaultError{FaultKind::BadParameter,
                         fmt::format("mesh \"{}\" has {} vertices, more than indices of u16 can name", mesh.id,
                                     geometry.positions.size() / 3),
                         "Give it indexType u32"};
    }
    Value indices = index_array(geometry, wants_wide);
    Value bounds = bounds_of(geometry.positions);
    ValueObject buffer{{"positions", f32_array(std::move(geometry.positions))}};
    if (geometry.has_normals) buffer.emplace_back("normals", f32_array(std::move(geometry.normals)));
    if (geometry.has_uvs) buffer.emplace_back("uvs", f32_array(std::move(geometry.uvs)));
    buffer.emplace_back("indices", std::move(indices));
    buffer.emplace_back("bounds", std::move(bounds));
    return ValueObject{{"kind", "meshBuffer"}, {"buffer", Value(std::move(buffer))}};
}

const Mesh& find_mesh(const Program& program, const std::string& id) {
    for (const Mesh& mesh : program.meshes) {
        if (mesh.id == id) return mesh;
    }
    if (program.meshes.empty()) throw FaultError{FaultKind::MissingTable, "the program has no table of meshes", {}};
    throw FaultError{FaultKind::BadReference, fmt::format("the program has no mesh \"{}\"", id),
                     "Look at meshId of the step"};
}

}  // namespace

void run_step(RunContext& context, const MeshMaterializeStep& step) {
    auto& meshes = context.runtime.meshes;
    auto cached = meshes.find(step.mesh_id);
    const bool is_hit = cached != meshes.end();
    context.runtime.cache.count_use(context.step, is_hit);
    if (!is_hit) {
        const Mesh& mesh = find_mesh(context.program, step.mesh_id);
        // Positions, normals, texture coordinates and indices of four rings at most.
        charge_elements(context, count_mesh_corners(mesh) * (4 * (3 + 3 + 2) + 4 * 3));
        cached = meshes.emplace(step.mesh_id, materialize(mesh)).first;
    }
    store_value(context, row_of(context, step.out), cached->second);
}

}  // namespace slotscope
