// SPDX-License-Identifier: MIT
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

Value vector3(double x, double y, double z) { return object({{"x", x}, {"y", y}, {"z", z}}); }

ValueObject perspective() {
    return {{"kind", "perspective"}, {"near", 1.0}, {"far", 3.0}, {"fovYRad", 1.5707963267948966}};
}

Value camera(ValueObject projection = perspective(), std::string up = "+Y", std::string forward = "-Z",
             std::string hand = "right") {
    return object({{"handedness", std::move(hand)},
                   {"forwardAxis", std::move(forward)},
                   {"upAxis", std::move(up)},
                   {"projection", Value(std::move(projection))},
                   {"pose", object({{"position", vector3(0, 0, 5)},
                                    {"orientation", object({{"x", 0.0}, {"y", 0.0}, {"z", 0.0}, {"w", 1.0}})}})}});
}

ProgramBuilder program_of(Value definition) {
    ProgramBuilder b("camera");
    b.object(0, "eval").camera("main", std::move(definition)).step(CameraEvalStep{"main", 0});
    return b;
}
FaultKind fault_with(Value definition) { return fault_of(program_of(std::move(definition))).kind; }
Value with(std::string_view name, Value value) {
    ValueObject projection = perspective();
    projection.emplace_back(name, std::move(value));
    return camera(std::move(projection));
}

}  // namespace

TEST_CASE("CameraEval: an unrotated perspective camera has the matrices of the textbook", "[core][steps]") {
    ExecutorOptions options;
    options.viewport = {200, 100, 1};
    const Value eval = result_of(program_of(camera()), 0, options);
    CHECK(*eval.member("kind")->string() == "cameraEval");
    CHECK(*eval.member("cameraId")->string() == "main");
    CHECK(*at_path(eval, "viewportKey.w").number() == 200);
    CHECK(elements(at_path(eval, "viewMat4")) == std::vector<double>{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -5, 1});
    CHECK(elements(at_path(eval, "projMat4")) ==
          std::vector<double>{0.5, 0, 0, 0, 0, 1, 0, 0, 0, 0, -2, -1, 0, 0, -3, 0});
    CHECK(elements(at_path(eval, "viewProjMat4")) ==
          std::vector<double>{0.5, 0, 0, 0, 0, 1, 0, 0, 0, 0, -2, -1, 0, 0, 7, 5});
}

TEST_CASE("CameraEval: an orthographic camera shows its height", "[core][steps]") {
    ExecutorOptions options;
    options.viewport = {200, 100, 1};
    const Value eval = result_of(
        program_of(camera({{"kind", "orthographic"}, {"near", 1.0}, {"far", 3.0}, {"orthoHeight", 4.0}})), 0, options);
    CHECK(elements(at_path(eval, "projMat4")) ==
          std::vector<double>{0.25, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, -1, 0, 0, 0, -2, 1});
}

TEST_CASE("CameraEval: matrices are made once per viewport in whole pixels, with the first one's numbers",
          "[core][steps]") {
    Executor executor = make_executor(program_of(camera()));
    executor.state().viewport = {200.4, 100, 1};
    run_frames(executor, 1);
    executor.state().viewport = {199.6, 100, 1};
    run_frames(executor, 1, 1);
    CHECK(*at_path(executor.state().values.read(0), "viewportKey.w").number() == 200.4);
    CHECK(executor.state().cache.use_of(0).hits == 1);
    executor.state().viewport = {200, 100, 2};
    run_frames(executor, 1, 2);
    CHECK(*at_path(executor.state().values.read(0), "viewportKey.w").number() == 200);
    CHECK(executor.state().cache.use_of(0).misses == 2);
}

TEST_CASE("CameraEval: cameras that cannot be evaluated fault", "[core][steps]") {
    CHECK(fault_with(camera(perspective(), "+Z")) == FaultKind::BadParameter);
    CHECK(fault_with(camera(perspective(), "+Y", "+Z")) == FaultKind::BadParameter);
    CHECK(fault_with(camera(perspective(), "+Y", "-Z", "left")) == FaultKind::BadParameter);
    CHECK(fault_with(with("fovYRad", 0.0)) == FaultKind::BadParameter);
    CHECK(fault_with(with("fovYRad", 4.0)) == FaultKind::BadParameter);
    CHECK(fault_with(with("fovYRad", Value())) == FaultKind::BadParameter);
    CHECK(fault_with(with("near", 0.0)) == FaultKind::BadParameter);
    CHECK(fault_with(with("far", 1.0)) == FaultKind::BadParameter);
    CHECK(fault_with(with("kind", "fisheye")) == FaultKind::UnknownKind);
    CHECK(fault_with(with("kind", "orthographic")) == FaultKind::BadParameter);
    CHECK(fault_with(object({{"handedness", "right"}, {"forwardAxis", "-Z"}, {"upAxis", "+Y"}})) ==
          FaultKind::BadParameter);
    ProgramBuilder none("none");
    none.object(0).step(CameraEvalStep{"main", 0});
    CHECK(fault_of(none).kind == FaultKind::MissingTable);
    none.camera("other", camera());
    CHECK(fault_of(none).kind == FaultKind::BadReference);
}
