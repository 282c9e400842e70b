// SPDX-License-Identifier: MIT
// Instances3DProjectTo2D: positions through a camera to the screen. Rotation, scale and size space are not used, as in
// the reference.
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "runtime/steps/depth_order.h"
#include "runtime/steps/object_steps.h"
#include "runtime/steps/objects.h"

namespace slotscope {

namespace {

double f32(double x) noexcept { return static_cast<double>(math::to_f32(x)); }

/// The view-projection matrix of a camera, or why it has none once it is needed.
std::optional<std::array<double, 16>> matrix_of(const Value& camera) {
    const Value* matrix = camera.member("viewProjMat4");
    const TypedArray* typed = matrix == nullptr ? nullptr : matrix->typed_array();
    const ValueArray* plain = matrix == nullptr ? nullptr : matrix->array();
    if (typed == nullptr && plain == nullptr) return std::nullopt;
    std::array<double, 16> elements;
    elements.fill(math::kNaN);
    const std::size_t size = std::min(elements.size(), typed != nullptr ? typed->size() : plain->size());
    for (std::size_t i = 0; i < size; ++i) elements[i] = typed != nullptr ? typed->at(i) : (*plain)[i].to_number();
    return elements;
}

/// The elements of a slot's f32 buffer, held as long as the step runs.
class Channel {
public:
    Channel(RunContext& context, std::string_view role, SlotId slot, double length) : value_(read_slot(context, slot)) {
        const std::vector<float>* elements = f32_elements(buffer_data(value_));
        if (elements == nullptr) raise_bad_slot(context, role, slot, value_, "a buffer of f32");
        if (static_cast<double>(elements->size()) != length) {
            throw FaultError{FaultKind::BadValue,
                             fmt::format("{} {} has {} elements; {} are needed", role, slot_text(context, slot),
                                         elements->size(), length),
                             "Materialise it over the same domain", slot};
        }
        elements_ = elements->data();
    }
    [[nodiscard]] double operator[](std::size_t i) const noexcept { return elements_[i]; }

private:
    Value value_;
    const float* elements_ = nullptr;
};

struct Instance {
    std::size_t index;
    double x, y, depth;
    bool is_alive;
};

struct Projection {
    const std::array<double, 16>& matrix;
    const ProjectInstancesStep& step;
    const Viewport& viewport;
    bool culls_frustum = step.cull_mode == "frustum";
    bool discards = step.clip_mode == "discard";
    bool clamps = step.clip_mode == "clamp";

    /// One row of the matrix: products are rounded, their sum is rounded once.
    [[nodiscard]] double row(std::size_t r, double x, double y, double z) const noexcept {
        return f32(f32(matrix[r] * x) + f32(matrix[4 + r] * y) + f32(matrix[8 + r] * z) + matrix[12 + r]);
    }
    /// nullopt for what lies behind the camera or, where that is asked for, outside the frustum.
    [[nodiscard]] std::optional<Instance> project(std::size_t index, double px, double py, double pz) const noexcept {
        const double w = row(3, px, py, pz);
        if (w <= 0) return std::nullopt;
        const double x = f32(row(0, px, py, pz) / w), y = f32(row(1, px, py, pz) / w),
                     depth = f32(row(2, px, py, pz) / w);
        if (culls_frustum && (x < -1 || x > 1 || y < -1 || y > 1 || depth < -1 || depth > 1)) return std::nullopt;
        Instance out{index, f32((x * 0.5 + 0.5) * viewport.width), f32((0.5 - y * 0.5) * viewport.height), depth, true};
        if (discards) {
            out.is_alive = !(out.x < 0 || out.x > viewport.width || out.y < 0 || out.y > viewport.height);
        } else if (clamps) {
            out.x = math::js_max(0, math::js_min(viewport.width, out.x));
            out.y = math::js_max(0, math::js_min(viewport.height, out.y));
        }
        return out;
    }
};

std::uint8_t color_byte(double channel) noexcept {
    return math::to_uint8(math::js_max(0, math::js_min(255, math::js_round(channel * 255))));
}

template <class T, class Get>
std::vector<T> column(const std::vector<Instance>& instances, const std::vector<std::uint32_t>& order, Get get) {
    std::vector<T> elements(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) elements[i] = get(instances[order[i]]);
    return elements;
}

std::vector<std::uint32_t> drawing_order(const std::vector<Instance>& instances, bool is_sorted) {
    std::vector<double> depths(instances.size());
    // All equal, so that ties decide.
    for (std::size_t i = 0; i < depths.size(); ++i) depths[i] = is_sorted ? instances[i].depth : 0;
    return ascending_depths(depths);
}

Value empty_instances() {
    const Value floats = f32_array({}), bytes = u8_array({});
    return ValueObject{{"x", floats}, {"y", floats}, {"r", bytes},  {"g", bytes},    {"b", bytes},
                       {"a", bytes},  {"s", floats}, {"z", floats}, {"alive", bytes}};
}

}  // namespace

void run_step(RunContext& context, const ProjectInstancesStep& step) {
    const Value domain = read_slot(context, step.domain);
    if (!domain_count(domain)) raise_bad_slot(context, "domain", step.domain, domain, "a domain");
    const double count = *domain_count(domain);
    if (count == 0) return store_value(context, row_of(context, step.out), empty_instances());

    const Value camera = read_slot(context, step.camera_eval);
    if (!member_is(camera, "kind", "cameraEval"))
        raise_bad_slot(context, "camera", step.camera_eval, camera, "an evaluated camera");
    const std::optional<std::array<double, 16>> matrix = matrix_of(camera);
    const Channel position(context, "position", step.position, count * 3);
    const Channel red(context, "red", step.color_r, count), green(context, "green", step.color_g, count);
    const Channel blue(context, "blue", step.color_b, count), alpha(context, "alpha", step.color_a, count);
    const Channel radius(context, "radius", step.radius, count);
    // Of the lengths of buffers, so within what a buffer can have.
    charge_elements(context, 5 * count);

    std::vector<Instance> instances;
    for (std::size_t i = 0; i < array_length(count); ++i) {
        const double x = position[i * 3], y = position[i * 3 + 1], z = position[i * 3 + 2];
        if (!std::isfinite(x) || !std::isfinite(y) || !std::isfinite(z)) continue;
        if (!matrix) raise_bad_slot(context, "camera", step.camera_eval, camera, "a camera with viewProjMat4");
        if (const auto instance = Projection{*matrix, step, context.runtime.viewport}.project(i, x, y, z))
            instances.push_back(*instance);
    }
    const std::vector<std::uint32_t> order = drawing_order(instances, step.z_sort);
    const auto floats = [&](auto get) {
        return f32_array(
            column<float>(instances, order, [&](const Instance& i) { return static_cast<float>(get(i)); }));
    };
    const auto bytes = [&](auto get) { return u8_array(column<std::uint8_t>(instances, order, get)); };
    store_value(context, row_of(context, step.out),
                ValueObject{{"x", floats([](const Instance& i) { return i.x; })},
                            {"y", floats([](const Instance& i) { return i.y; })},
                            {"r", bytes([&](const Instance& i) { return color_byte(red[i.index]); })},
                            {"g", bytes([&](const Instance& i) { return color_byte(green[i.index]); })},
                            {"b", bytes([&](const Instance& i) { return color_byte(blue[i.index]); })},
                            {"a", bytes([&](const Instance& i) { return color_byte(alpha[i.index]); })},
                            {"s", floats([&](const Instance& i) { return radius[i.index]; })},
                            {"z", floats([](const Instance& i) { return i.depth; })},
                            {"alive", bytes([](const Instance& i) { return static_cast<std::uint8_t>(i.is_alive); })}});
}

}  // namespace slotscope
