// SPDX-License-Identifier: MIT
#include "runtime/steps/mesh_geometry.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/steps/objects.h"
#include "slotscope/limits.h"

namespace slotscope {

namespace {

struct Point {
    double x = 0, y = 0;
};

[[noreturn]] void raise(FaultKind kind, const Mesh& mesh, std::string what) {
    throw FaultError{kind, fmt::format("mesh \"{}\" {}", mesh.id, what), "Look at the mesh's recipe"};
}

/// A member that must be there; undefined and null are not.
const Value& part(const Mesh& mesh, const Value& owner, std::string_view name) {
    const Value* member = owner.member(name);
    if (member == nullptr || member->is_undefined() || member->kind() == Value::Kind::Null)
        raise(FaultKind::BadParameter, mesh, fmt::format("has no {}", name));
    return *member;
}

const Value& profile_of(const Mesh& mesh) { return part(mesh, part(mesh, mesh.definition, "recipe"), "profile"); }

/// Corners on a circle. The order of operations fixes the bits.
std::vector<Point> circle(double count, double radius, double start) {
    std::vector<Point> points;
    for (double i = 0; i < count; ++i) {
        const double angle = start + i / count * std::numbers::pi * 2;
        points.push_back({math::cos(angle) * radius, math::sin(angle) * radius});
    }
    return points;
}

std::vector<Point> make_profile(const Mesh& mesh) {
    const Value& profile = profile_of(mesh);
    const double radius = member_number(profile, "radius");
    if (member_is(profile, "kind", "circle")) return circle(member_number(profile, "segments"), radius, 0);
    if (member_is(profile, "kind", "ngon"))
        return circle(member_number(profile, "sides"), radius, -std::numbers::pi / 2);
    std::vector<Point> points;
    for (const Value& point : *part(mesh, profile, "points").array()) {
        if (point.is_undefined() || point.kind() == Value::Kind::Null)
            raise(FaultKind::BadParameter, mesh, fmt::format("has no point {} in its profile", points.size()));
        points.push_back({member_number(point, "x"), member_number(point, "y")});
    }
    return points;
}

/// Builds vertices ring by ring. Indices past the buffer's size vanish, as profiles of one corner need.
class Extrusion {
public:
    Extrusion(const Mesh& mesh, std::vector<Point> profile) : profile_(std::move(profile)) {
        const Value& attributes = part(mesh, mesh.definition, "attributes");
        mesh_.has_normals = is_truthy(attributes.member("normals"));
        mesh_.has_uvs = is_truthy(attributes.member("uvs"));
    }

    MeshGeometry make(const Mesh& mesh, double depth, bool has_front, bool has_back) {
        const std::size_t corners = profile_.size();
        const auto caps = static_cast<std::ptrdiff_t>(has_front) + static_cast<std::ptrdiff_t>(has_back);
        const auto triangles =
            static_cast<std::ptrdiff_t>(corners) * 2 + caps * (static_cast<std::ptrdiff_t>(corners) - 2);
        if (triangles < 0)
            raise(FaultKind::BadParameter, mesh, fmt::format("has caps, but its profile has {} corners", corners));
        const std::size_t vertices = corners * (2 + static_cast<std::size_t>(caps));
        mesh_.has_wide_indices = vertices > 65535;
        mesh_.indices.reserve(static_cast<std::size_t>(triangles) * 3);
        index_limit_ = static_cast<std::size_t>(triangles) * 3;
        add_sides(depth);
        if (has_front) add_cap(depth / 2, 1);
        if (has_back) add_cap(-depth / 2, -1);
        return std::move(mesh_);
    }

private:
    void add_vertex(const Point& p, double z, Point normal, double normal_z, Point uv) {
        for (const double x : {p.x, p.y, z}) mesh_.positions.push_back(math::to_f32(x));
        if (mesh_.has_normals) {
            for (const double x : {normal.x, normal.y, normal_z}) mesh_.normals.push_back(math::to_f32(x));
        }
        if (mesh_.has_uvs) {
            for (const double x : {uv.x, uv.y}) mesh_.uvs.push_back(math::to_f32(x));
        }
    }
    void add_triangle(std::size_t a, std::size_t b, std::size_t c) {
        for (const std::size_t corner : {a, b, c}) {
            if (mesh_.indices.size() < index_limit_) mesh_.indices.push_back(static_cast<std::uint32_t>(corner));
        }
    }
    void add_sides(double depth) {
        const std::size_t corners = profile_.size();
        for (std::size_t i = 0; i < corners; ++i) {
            const Point& p = profile_[i];
            const double length = std::sqrt(p.x * p.x + p.y * p.y);
            const Point normal = length > 0 ? Point{p.x / length, p.y / length} : Point{};
            const double u = static_cast<double>(i) / static_cast<double>(corners);
            add_vertex(p, depth / 2, normal, 0, {u, 0});
            add_vertex(p, -depth / 2, normal, 0, {u, 1});
        }
        for (std::size_t i = 0; i < corners; ++i) {
            const std::size_t front = i * 2, next = (i + 1) % corners * 2;
            add_triangle(front, next, front + 1);
            add_triangle(next, next + 1, front + 1);
        }
    }
    /// A fan around the first corner, seen from outside counterclockwise.
    void add_cap(double z, double facing) {
        const std::size_t first = mesh_.positions.size() / 3;
        for (const Point& p : profile_) add_vertex(p, z, {}, facing, {(p.x + 1) / 2, (p.y + 1) / 2});
        for (std::size_t i = 1; i + 1 < profile_.size(); ++i) {
            if (facing > 0) add_triangle(first, first + i, first + i + 1);
            else add_triangle(first, first + i + 1, first + i);
        }
    }

    MeshGeometry mesh_;
    std::vector<Point> profile_;
    std::size_t index_limit_ = 0;
};

}  // namespace

double count_mesh_corners(const Mesh& mesh) {
    const Value& profile = profile_of(mesh);
    double corners = 0;
    if (member_is(profile, "kind", "circle")) {
        corners = member_number(profile, "segments");
    } else if (member_is(profile, "kind", "ngon")) {
        corners = member_number(profile, "sides");
        if (corners < 3)
            raise(FaultKind::BadParameter, mesh, fmt::format("is a polygon of {} sides; the least is 3", corners));
    } else if (member_is(profile, "kind", "polyline")) {
        const ValueArray* points = part(mesh, profile, "points").array();
        if (points == nullptr) raise(FaultKind::BadParameter, mesh, "has points that are no array");
        corners = static_cast<double>(points->size());
    } else {
        raise(FaultKind::UnknownKind, mesh, "has a profile of unknown kind; kinds are circle, ngon and polyline");
    }
    if (corners > static_cast<double>(limits::kMaxMeshCorners)) {
        raise(FaultKind::Limit, mesh,
              fmt::format("has a profile of {} corners; a profile has at most {}", corners, limits::kMaxMeshCorners));
    }
    return corners > 0 ? std::ceil(corners) : 0;
}

MeshGeometry make_mesh_geometry(const Mesh& mesh) {
    std::vector<Point> profile = make_profile(mesh);
    const Value& extrude = part(mesh, part(mesh, mesh.definition, "recipe"), "extrude");
    Extrusion extrusion(mesh, std::move(profile));
    const double depth = member_number(extrude, "depth");
    // Rounded edges are made as straight ones, closed at both ends.
    if (member_is(extrude, "kind", "rounded")) return extrusion.make(mesh, depth, true, true);
    if (!member_is(extrude, "kind", "linear"))
        raise(FaultKind::UnknownKind, mesh, "is extruded in an unknown way; ways are linear and rounded");
    const bool both = member_is(extrude, "cap", "both");
    return extrusion.make(mesh, depth, both || member_is(extrude, "cap", "front"),
                          both || member_is(extrude, "cap", "back"));
}

}  // namespace slotscope
