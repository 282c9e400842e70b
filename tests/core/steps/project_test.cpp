// SPDX-License-Identifier: MIT
#include "runtime/steps/depth_order.h"
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// Clip coordinates are x, y, z and w = 1 - z, by a matrix in column-major order.
Value simple_camera() {
    std::vector<float> m(16, 0);
    m[0] = m[5] = m[10] = m[15] = 1;
    m[11] = -1;
    return object({{"kind", "cameraEval"}, {"viewProjMat4", floats(m)}});
}

/// Slots: 0 domain, 1 camera, 2 position, 3 to 6 colour, 7 radius, 8 out.
ProgramBuilder program_of(std::vector<float> positions, bool z_sort = false, std::string cull = "none",
                          std::string clip = "neither") {
    ProgramBuilder b("project");
    for (SlotId slot = 0; slot < 9; ++slot) b.object(slot);
    const std::size_t count = positions.size() / 3;
    b.initial(0, domain(static_cast<double>(count)))
        .initial(1, simple_camera())
        .initial(2, handle(floats(std::move(positions))));
    std::vector<float> ramp(count);
    for (std::size_t i = 0; i < count; ++i) ramp[i] = static_cast<float>(i) / 4;
    for (SlotId slot = 3; slot < 8; ++slot) b.initial(slot, handle(floats(ramp)));
    ProjectInstancesStep step;
    step.domain = 0;
    step.camera_eval = 1;
    step.position = 2;
    step.color_r = 3;
    step.color_g = 4;
    step.color_b = 5;
    step.color_a = 6;
    step.radius = 7;
    step.out = 8;
    step.z_sort = z_sort;
    step.cull_mode = std::move(cull);
    step.clip_mode = std::move(clip);
    b.step(step);
    return b;
}
Value projected(const ProgramBuilder& b) {
    ExecutorOptions options;
    options.viewport = {100, 50, 1};
    return result_of(b, 8, options);
}
const float kNanF = std::numeric_limits<float>::quiet_NaN();

}  // namespace

TEST_CASE("Projection: positions go to the screen, y down, with colour bytes and radius", "[core][steps]") {
    const Value out = projected(program_of({0, 0, 0, 0.5F, 0.5F, 0, 0.5F, 0.5F, -1}));
    CHECK(elements(at_path(out, "x")) == std::vector<double>{50, 75, 62.5});
    CHECK(elements(at_path(out, "y")) == std::vector<double>{25, 12.5, 18.75});
    CHECK(elements(at_path(out, "z")) == std::vector<double>{0, 0, -0.5});
    CHECK(elements(at_path(out, "r")) == std::vector<double>{0, 64, 128});
    CHECK(elements(at_path(out, "s")) == std::vector<double>{0, 0.25, 0.5});
    CHECK(elements(at_path(out, "alive")) == std::vector<double>{1, 1, 1});
}

TEST_CASE("Projection: what is behind the camera or no number is left out", "[core][steps]") {
    CHECK(elements(at_path(projected(program_of({0, 0, 2, 0, 0, 1, kNanF, 0, 0, 0, 0, 0})), "s")) ==
          std::vector<double>{0.75});
}

TEST_CASE("Projection: the frustum culls, discarding marks, clamping moves", "[core][steps]") {
    const std::vector<float> points{3, 0, 0, 0, 0, 0};
    CHECK(elements(at_path(projected(program_of(points, false, "frustum")), "s")) == std::vector<double>{0.25});
    CHECK(elements(at_path(projected(program_of(points, false, "none", "discard")), "alive")) ==
          std::vector<double>{0, 1});
    CHECK(elements(at_path(projected(program_of(points, false, "none", "clamp")), "x")) ==
          std::vector<double>{100, 50});
    CHECK(elements(at_path(projected(program_of(points)), "x")) == std::vector<double>{200, 50});
}

TEST_CASE("Projection: sorting is by ascending depth, ties by position", "[core][steps]") {
    CHECK(elements(at_path(projected(program_of({0, 0, 0.5F, 0, 0, -1, 0, 0, 0.5F, 0, 0, 0}, true)), "s")) ==
          std::vector<double>{0.25, 0.75, 0, 0.5});
    CHECK(ascending_depths(std::vector<double>{2, 1, 2, 1}) == std::vector<std::uint32_t>{1, 3, 0, 2});
    CHECK(ascending_depths(std::vector<double>{3, kNaN, 1}) == std::vector<std::uint32_t>{0, 1, 2});
    CHECK(ascending_depths(std::vector<double>{kNaN}) == std::vector<std::uint32_t>{0});
    CHECK(ascending_depths({}).empty());
    std::vector<double> many(100, 1);
    many[0] = kNaN;
    many[99] = 0;
    CHECK(ascending_depths(many).front() == 99);
    CHECK(ascending_depths(many).back() == 0);
}

TEST_CASE("Projection: raw arrays serve as well as handles, and an empty domain needs nothing", "[core][steps]") {
    ProgramBuilder raw = program_of({0, 0, 0});
    raw.initial(2, floats({0, 0, 0}));
    CHECK(elements(at_path(projected(raw), "x")) == std::vector<double>{50});
    ProgramBuilder empty = program_of({});
    empty.initial(1, Value()).initial(2, Value());
    CHECK(elements(at_path(projected(empty), "x")).empty());
}

TEST_CASE("Projection: inputs that do not fit fault", "[core][steps]") {
    const auto kind = [](SlotId slot, Value value) {
        ProgramBuilder b = program_of({0, 0, 0, 0, 0, 0});
        b.initial(slot, std::move(value));
        const Fault fault = fault_of(b);
        CHECK(fault.slot == slot);
        return fault.kind;
    };
    CHECK(kind(0, 2.0) == FaultKind::BadValue);
    CHECK(kind(1, 5.0) == FaultKind::BadValue);
    CHECK(kind(1, object({{"kind", "cameraEval"}})) == FaultKind::BadValue);
    CHECK(kind(2, handle(floats({1, 2, 3}))) == FaultKind::BadValue);
    CHECK(kind(2, handle(bytes({1, 2, 3, 4, 5, 6}))) == FaultKind::BadValue);
    CHECK(kind(3, handle(floats({1}))) == FaultKind::BadValue);
    CHECK(kind(7, Value()) == FaultKind::BadValue);
}
