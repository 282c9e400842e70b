// SPDX-License-Identifier: MIT
// The small tables: names and lookups.
#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/schedule.h"
#include "slotscope/signal.h"
#include "slotscope/types.h"

namespace slotscope::test {
namespace {

TEST_CASE("Types: storages have the names that programs use", "[core][types]") {
    CHECK(storage_name(Storage::F64) == "f64");
    CHECK(storage_name(Storage::F32) == "f32");
    CHECK(storage_name(Storage::I32) == "i32");
    CHECK(storage_name(Storage::U32) == "u32");
    CHECK(storage_name(Storage::Object) == "object");
    CHECK(storage_name(StateStorage::F64) == "f64");
    CHECK(storage_name(StateStorage::F32) == "f32");
    CHECK(storage_name(StateStorage::I32) == "i32");
}

TEST_CASE("Types: every step kind has the name that programs use", "[core][types]") {
    const auto name = [](StepBody body) {
        Step step;
        step.body = std::move(body);
        return std::string(step.kind_name());
    };
    CHECK(name(TimeDeriveStep{}) == "timeDerive");
    CHECK(name(SignalEvalStep{}) == "signalEval");
    CHECK(name(NodeEvalStep{}) == "nodeEval");
    CHECK(name(BusEvalStep{}) == "busEval");
    CHECK(name(EventBusEvalStep{}) == "eventBusEval");
    CHECK(name(MaterializeStep{}) == "materialize");
    CHECK(name(MaterializeColorStep{}) == "materializeColor");
    CHECK(name(MaterializePathStep{}) == "materializePath");
    CHECK(name(MaterializeTestGeometryStep{}) == "materializeTestGeometry");
    CHECK(name(RenderAssembleStep{}) == "renderAssemble");
    CHECK(name(DebugProbeStep{}) == "debugProbe");
    CHECK(name(CameraEvalStep{}) == "CameraEval");
    CHECK(name(MeshMaterializeStep{}) == "MeshMaterialize");
    CHECK(name(ProjectInstancesStep{}) == "Instances3DProjectTo2D");
    CHECK(name(UnknownStep{"teleport"}) == "teleport");
}

TEST_CASE("Types: every stateful operation has the name that programs use", "[core][types]") {
    CHECK(stateful_op_name(StatefulOp::Integrate) == "integrate");
    CHECK(stateful_op_name(StatefulOp::SampleHold) == "sampleHold");
    CHECK(stateful_op_name(StatefulOp::Slew) == "slew");
    CHECK(stateful_op_name(StatefulOp::DelayMs) == "delayMs");
    CHECK(stateful_op_name(StatefulOp::DelayFrames) == "delayFrames");
    CHECK(stateful_op_name(StatefulOp::EdgeDetectWrap) == "edgeDetectWrap");
    CHECK(stateful_op_name(StatefulOp::PulseDivider) == "pulseDivider");
    CHECK(stateful_op_name(StatefulOp::EnvelopeAD) == "envelopeAD");
}

TEST_CASE("Types: a parameter that the program does not give is null, or the fallback", "[core][types]") {
    SigStateful operation;
    operation.params = {{"rate", 2.0}, {"stateOffset", 0.0}};
    REQUIRE(operation.param("rate") != nullptr);
    CHECK(*operation.param("rate") == 2.0);
    CHECK(operation.param_or("stateOffset", 9.0) == 0.0);
    CHECK(operation.param("attack") == nullptr);
    CHECK(operation.param_or("attack", 9.0) == 9.0);
}

TEST_CASE("ConstPool: a constant comes from the pool that its row names", "[core][types]") {
    ConstPool pool;
    pool.json = {"text", 0.5};
    pool.f64 = {1.25};
    pool.f32 = {0.1F};
    pool.i32 = {-3};
    CHECK(*pool.resolve({ConstKind::Json, 0}).string() == "text");
    CHECK(*pool.resolve({ConstKind::Json, 1}).number() == 0.5);
    CHECK(*pool.resolve({ConstKind::F64, 0}).number() == 1.25);
    CHECK(*pool.resolve({ConstKind::F32, 0}).number() == 0.10000000149011612);
    CHECK(*pool.resolve({ConstKind::I32, 0}).number() == -3.0);
}

TEST_CASE("ConstPool: a place outside its pool, or an unknown kind, is undefined", "[core][types]") {
    ConstPool pool;
    pool.f64 = {1.25};
    CHECK(pool.resolve({ConstKind::F64, 1}).is_undefined());
    CHECK(pool.resolve({ConstKind::F64, -1}).is_undefined());
    CHECK(pool.resolve({ConstKind::Json, 0}).is_undefined());
    CHECK(pool.resolve({ConstKind::Unknown, 0}).is_undefined());
    CHECK(pool.resolve({ConstKind::F64, std::numeric_limits<Ref>::max()}).is_undefined());
}

}  // namespace
}  // namespace slotscope::test
