// SPDX-License-Identifier: MIT
// Names of what programs name, and the lookups of the small tables. Of types.h, signal.h and schedule.h.
#include "slotscope/types.h"

#include <algorithm>

#include "slotscope/schedule.h"
#include "slotscope/signal.h"

namespace slotscope {
namespace {

template <class T>
Value element_of(const std::vector<T>& pool, Ref index) {
    if (index < 0 || static_cast<std::uint64_t>(index) >= pool.size()) return {};
    if constexpr (std::is_same_v<T, Value>) {
        return pool[static_cast<std::size_t>(index)];
    } else {
        return static_cast<double>(pool[static_cast<std::size_t>(index)]);
    }
}

/// The kind of a step body as programs write it.
struct KindName {
    std::string_view operator()(const TimeDeriveStep&) const noexcept { return "timeDerive"; }
    std::string_view operator()(const SignalEvalStep&) const noexcept { return "signalEval"; }
    std::string_view operator()(const NodeEvalStep&) const noexcept { return "nodeEval"; }
    std::string_view operator()(const BusEvalStep&) const noexcept { return "busEval"; }
    std::string_view operator()(const EventBusEvalStep&) const noexcept { return "eventBusEval"; }
    std::string_view operator()(const MaterializeStep&) const noexcept { return "materialize"; }
    std::string_view operator()(const MaterializeColorStep&) const noexcept { return "materializeColor"; }
    std::string_view operator()(const MaterializePathStep&) const noexcept { return "materializePath"; }
    std::string_view operator()(const MaterializeTestGeometryStep&) const noexcept { return "materializeTestGeometry"; }
    std::string_view operator()(const RenderAssembleStep&) const noexcept { return "renderAssemble"; }
    std::string_view operator()(const DebugProbeStep&) const noexcept { return "debugProbe"; }
    std::string_view operator()(const CameraEvalStep&) const noexcept { return "CameraEval"; }
    std::string_view operator()(const MeshMaterializeStep&) const noexcept { return "MeshMaterialize"; }
    std::string_view operator()(const ProjectInstancesStep&) const noexcept { return "Instances3DProjectTo2D"; }
    std::string_view operator()(const UnknownStep& step) const noexcept { return step.kind; }
};

}  // namespace

std::string_view storage_name(Storage storage) noexcept {
    switch (storage) {
        case Storage::F64: return "f64";
        case Storage::F32: return "f32";
        case Storage::I32: return "i32";
        case Storage::U32: return "u32";
        case Storage::Object: return "object";
    }
    return "";
}

std::string_view storage_name(StateStorage storage) noexcept {
    switch (storage) {
        case StateStorage::F64: return "f64";
        case StateStorage::F32: return "f32";
        case StateStorage::I32: return "i32";
    }
    return "";
}

std::string_view stateful_op_name(StatefulOp op) noexcept {
    switch (op) {
        case StatefulOp::Integrate: return "integrate";
        case StatefulOp::SampleHold: return "sampleHold";
        case StatefulOp::Slew: return "slew";
        case StatefulOp::DelayMs: return "delayMs";
        case StatefulOp::DelayFrames: return "delayFrames";
        case StatefulOp::EdgeDetectWrap: return "edgeDetectWrap";
        case StatefulOp::PulseDivider: return "pulseDivider";
        case StatefulOp::EnvelopeAD: return "envelopeAD";
        case StatefulOp::Unknown: return "unknown";
    }
    return "";
}

Value ConstPool::resolve(const ConstRef& ref) const {
    switch (ref.kind) {
        case ConstKind::Json: return element_of(json, ref.index);
        case ConstKind::F64: return element_of(f64, ref.index);
        case ConstKind::F32: return element_of(f32, ref.index);
        case ConstKind::I32: return element_of(i32, ref.index);
        case ConstKind::Unknown: break;
    }
    return {};
}

const double* SigStateful::param(std::string_view name) const noexcept {
    // From the end, as of equal names in a program the last one counts.
    const auto found =
        std::find_if(params.rbegin(), params.rend(), [name](const auto& entry) { return entry.first == name; });
    return found == params.rend() ? nullptr : &found->second;
}

double SigStateful::param_or(std::string_view name, double fallback) const noexcept {
    const double* value = param(name);
    return value == nullptr ? fallback : *value;
}

std::string_view Step::kind_name() const noexcept { return std::visit(KindName{}, body); }

}  // namespace slotscope
