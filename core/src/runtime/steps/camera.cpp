// SPDX-License-Identifier: MIT
// CameraEval: a camera's definition and the viewport to view and projection matrices. Numbers are rounded to f32 where
// the reference rounds them, and sums of several products are doubles rounded once; the places fix the bits.
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/steps/object_steps.h"
#include "runtime/steps/objects.h"

namespace slotscope {

namespace {

/// Column-major, every element exactly a float.
using Matrix = std::array<double, 16>;

double f32(double x) noexcept { return static_cast<double>(math::to_f32(x)); }

Value matrix_value(const Matrix& matrix) {
    std::vector<float> elements(matrix.size());
    for (std::size_t i = 0; i < matrix.size(); ++i) elements[i] = static_cast<float>(matrix[i]);
    return f32_array(std::move(elements));
}

/// One camera while it is evaluated, for its texts.
class CameraReader {
public:
    explicit CameraReader(const Camera& camera) : camera_(camera) {}

    [[noreturn]] void raise(FaultKind kind, std::string what) const {
        throw FaultError{kind, fmt::format("camera \"{}\" {}", camera_.id, what), "Look at the camera's definition"};
    }
    void require(std::string_view member, std::string_view text) const {
        if (!member_is(camera_.definition, member, text))
            raise(FaultKind::BadParameter, fmt::format("needs {} \"{}\", the only one that there is", member, text));
    }
    /// The member of an object that must be there.
    [[nodiscard]] const Value& part(const Value& owner, std::string_view name) const {
        const Value* member = owner.member(name);
        if (member == nullptr || member->is_undefined() || member->kind() == Value::Kind::Null)
            raise(FaultKind::BadParameter, fmt::format("has no {}", name));
        return *member;
    }
    [[nodiscard]] const Value& definition() const noexcept { return camera_.definition; }

private:
    const Camera& camera_;
};

/// Of a unit quaternion. Only the 3 by 3 part is used.
Matrix rotation(const Value& q) {
    const double x = f32(member_number(q, "x")), y = f32(member_number(q, "y")), z = f32(member_number(q, "z")),
                 w = f32(member_number(q, "w"));
    const double x2 = f32(x + x), y2 = f32(y + y), z2 = f32(z + z);
    const double xx = f32(x * x2), xy = f32(x * y2), xz = f32(x * z2);
    const double yy = f32(y * y2), yz = f32(y * z2), zz = f32(z * z2);
    const double wx = f32(w * x2), wy = f32(w * y2), wz = f32(w * z2);
    return {f32(1 - (yy + zz)),
            f32(xy + wz),
            f32(xz - wy),
            0,  //
            f32(xy - wz),
            f32(1 - (xx + zz)),
            f32(yz + wx),
            0,  //
            f32(xz + wy),
            f32(yz - wx),
            f32(1 - (xx + yy)),
            0,  //
            0,
            0,
            0,
            1};
}

/// World to camera: the rotation transposed, and the position seen from there, negated.
Matrix view_matrix(const Value& position, const Value& orientation) {
    const Matrix r = rotation(orientation);
    const double px = f32(member_number(position, "x")), py = f32(member_number(position, "y")),
                 pz = f32(member_number(position, "z"));
    Matrix out{r[0], r[4], r[8], 0, r[1], r[5], r[9], 0, r[2], r[6], r[10], 0, 0, 0, 0, 1};
    for (std::size_t row = 0; row < 3; ++row)
        out[12 + row] = f32(-(out[row] * px + out[4 + row] * py + out[8 + row] * pz));
    return out;
}

Matrix perspective(double fov, double aspect, double near, double far) {
    const double f = f32(1 / math::tan(fov / 2)), nf = f32(1 / (near - far));
    return {f32(f / aspect), 0, 0, 0, 0, f, 0, 0, 0, 0, f32((far + near) * nf), -1, 0, 0, f32(2 * far * near * nf), 0};
}

Matrix orthographic(double height, double aspect, double near, double far) {
    const double h = f32(height / 2), w = f32(h * aspect), nf = f32(1 / (near - far));
    return {f32(1 / w), 0, 0, 0, 0, f32(1 / h), 0, 0, 0, 0, f32(2 * nf), 0, 0, 0, f32((far + near) * nf), 1};
}

/// In floats, which gives the same bits as doubles that are rounded to them: every product and every sum is rounded once.
Matrix product(const Matrix& a, const Matrix& b) noexcept {
    const auto element = [](const Matrix& m, std::size_t i) { return static_cast<float>(m[i]); };
    Matrix out{};
    for (std::size_t column = 0; column < 16; column += 4) {
        for (std::size_t row = 0; row < 4; ++row) {
            float sum = 0;
            for (std::size_t i = 0; i < 4; ++i) sum += element(a, i * 4 + row) * element(b, column + i);
            out[column + row] = static_cast<double>(sum);
        }
    }
    return out;
}

Matrix projection_matrix(const CameraReader& camera, const Value& projection, double aspect) {
    const double near = member_number(projection, "near"), far = member_number(projection, "far");
    const auto is_given = [&](std::string_view name) {
        const Value* member = projection.member(name);
        return member != nullptr && !member->is_undefined();
    };
    if (member_is(projection, "kind", "perspective")) {
        const double fov = member_number(projection, "fovYRad");
        if (!is_given("fovYRad") || fov <= 0 || fov >= std::numbers::pi) {
            camera.raise(FaultKind::BadParameter,
                         fmt::format("has a field of view of {} radians; it lies between 0 and pi", fov));
        }
        return perspective(fov, aspect, near, far);
    }
    if (member_is(projection, "kind", "orthographic")) {
        const double height = member_number(projection, "orthoHeight");
        if (!is_given("orthoHeight") || height <= 0)
            camera.raise(FaultKind::BadParameter,
                         fmt::format("has an orthographic height of {}; it is above 0", height));
        return orthographic(height, aspect, near, far);
    }
    camera.raise(FaultKind::UnknownKind, "has a projection of unknown kind; kinds are perspective and orthographic");
}

Value evaluate(const Camera& definition, const Viewport& viewport) {
    const CameraReader camera(definition);
    camera.require("handedness", "right");
    camera.require("forwardAxis", "-Z");
    camera.require("upAxis", "+Y");
    const Value& pose = camera.part(camera.definition(), "pose");
    const Value& projection = camera.part(camera.definition(), "projection");
    const Matrix view = view_matrix(camera.part(pose, "position"), camera.part(pose, "orientation"));
    const Matrix projected = projection_matrix(camera, projection, f32(viewport.width / viewport.height));
    const double near = member_number(projection, "near"), far = member_number(projection, "far");
    if (near <= 0)
        camera.raise(FaultKind::BadParameter, fmt::format("has its near plane at {}; it lies above 0", near));
    if (far <= near)
        camera.raise(FaultKind::BadParameter,
                     fmt::format("has its far plane at {} and its near plane at {}", far, near));
    return ValueObject{
        {"kind", "cameraEval"},
        {"cameraId", definition.id},
        {"viewMat4", matrix_value(view)},
        {"projMat4", matrix_value(projected)},
        {"viewProjMat4", matrix_value(product(projected, view))},
        {"viewportKey", Value(ValueObject{{"w", viewport.width}, {"h", viewport.height}, {"dpr", viewport.dpr}})}};
}

const Camera& find_camera(const Program& program, const std::string& id) {
    for (const Camera& camera : program.cameras) {
        if (camera.id == id) return camera;
    }
    if (program.cameras.empty()) throw FaultError{FaultKind::MissingTable, "the program has no table of cameras", {}};
    throw FaultError{FaultKind::BadReference, fmt::format("the program has no camera \"{}\"", id),
                     "Look at cameraId of the step"};
}

}  // namespace

void run_step(RunContext& context, const CameraEvalStep& step) {
    RuntimeState& runtime = context.runtime;
    const Viewport& viewport = runtime.viewport;
    // + 0: a rounded -0 is the same viewport as 0.
    CameraKey key{step.camera_id, math::js_round(viewport.width) + 0.0, math::js_round(viewport.height) + 0.0,
                  viewport.dpr};
    auto camera = runtime.cameras.find(key);
    const bool is_hit = camera != runtime.cameras.end();
    runtime.cache.count_use(context.step, is_hit);
    if (!is_hit)
        camera =
            runtime.cameras.emplace(std::move(key), evaluate(find_camera(context.program, step.camera_id), viewport))
                .first;
    store_value(context, row_of(context, step.out), camera->second);
}

}  // namespace slotscope
