// SPDX-License-Identifier: MIT
// Meshes from recipes: a profile in the plane, extruded along z.
#pragma once

#include <cstdint>
#include <vector>

#include "slotscope/field.h"

namespace slotscope {

struct MeshGeometry {
    std::vector<float> positions;  ///< x, y, z
    std::vector<float> normals;    ///< likewise; empty unless asked for
    std::vector<float> uvs;        ///< u, v; likewise
    std::vector<std::uint32_t> indices;
    bool has_normals = false;
    bool has_uvs = false;
    bool has_wide_indices = false;  ///< as u32
};

/// Corners that the mesh's profile has, before anything is allocated. Throws FaultError for profiles that no mesh can be
/// made of; Limit over `limits::kMaxMeshCorners`.
[[nodiscard]] double count_mesh_corners(const Mesh& mesh);
/// Precondition: count_mesh_corners has not thrown. Throws FaultError.
[[nodiscard]] MeshGeometry make_mesh_geometry(const Mesh& mesh);

}  // namespace slotscope
