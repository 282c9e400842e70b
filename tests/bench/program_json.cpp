// SPDX-License-Identifier: MIT
#include "bench/program_json.h"

#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace slotscope::bench {

namespace {

constexpr const char* kNumberType = R"({"world":"signal","domain":"number"})";

const char* mode_name(CombineMode mode) {
    switch (mode) {
        case CombineMode::Last: return "last";
        case CombineMode::Sum: return "sum";
        case CombineMode::Average: return "average";
        case CombineMode::Max: return "max";
        case CombineMode::Min: return "min";
        case CombineMode::Product: return "product";
        default: std::abort();
    }
}

struct SignalJson {
    static std::string node(const char* kind, const std::string& rest) {
        return fmt::format(R"({{"kind":"{}","type":{}{}}})", kind, kNumberType, rest);
    }
    std::string operator()(const SigConst& s) const {
        return node("const", fmt::format(R"(,"constId":{})", s.constant));
    }
    std::string operator()(const SigTimeAbsMs&) const { return node("timeAbsMs", ""); }
    std::string operator()(const SigTimeModelMs&) const { return node("timeModelMs", ""); }
    std::string operator()(const SigPhase01&) const { return node("phase01", ""); }
    std::string operator()(const SigInputSlot& s) const {
        return node("inputSlot", fmt::format(R"(,"slot":{})", s.slot));
    }
    std::string operator()(const SigMap& s) const {
        return node("map", fmt::format(R"(,"src":{},"fn":{{"kind":"opcode","opcode":{}}})", s.source, s.fn.opcode));
    }
    std::string operator()(const SigZip& s) const {
        return node("zip",
                    fmt::format(R"(,"a":{},"b":{},"fn":{{"kind":"opcode","opcode":{}}})", s.a, s.b, s.fn.opcode));
    }
    std::string operator()(const SigSelect& s) const {
        return node("select", fmt::format(R"(,"cond":{},"t":{},"f":{})", s.condition, s.if_true, s.if_false));
    }
    std::string operator()(const SigBusCombine& s) const {
        return node("busCombine", fmt::format(R"(,"busIndex":0,"terms":[{}],"combine":{{"mode":"{}"}})",
                                              fmt::join(s.terms, ","), mode_name(s.combine.mode)));
    }
    template <class Other>
    std::string operator()(const Other&) const {
        std::abort();
    }
};

struct StepJson {
    const Step& step;

    [[nodiscard]] std::string wrap(const char* kind, const std::string& rest) const {
        return fmt::format(R"({{"id":"{}","kind":"{}","deps":[],{}}})", step.id, kind, rest);
    }
    std::string operator()(const TimeDeriveStep& s) const {
        return wrap("timeDerive", fmt::format(R"("tAbsMsSlot":{},"out":{{"tModelMs":{},"phase01":{},"wrapEvent":{}}})",
                                              s.t_abs_ms, s.t_model_ms, s.phase01.value(), s.wrap_event.value()));
    }
    std::string operator()(const SignalEvalStep& s) const {
        std::string outputs;
        for (const SignalOutput& output : s.outputs) {
            outputs +=
                fmt::format(R"({}{{"sigId":{},"slot":{}}})", outputs.empty() ? "" : ",", output.signal, output.slot);
        }
        return wrap("signalEval", fmt::format(R"("outputs":[{}])", outputs));
    }
    std::string operator()(const NodeEvalStep& s) const {
        return wrap("nodeEval", fmt::format(R"("nodeIndex":{},"inputSlots":[{}],"outputSlots":[{}],"phase":"preBus")",
                                            s.node, fmt::join(s.inputs, ","), fmt::join(s.outputs, ",")));
    }
    std::string operator()(const BusEvalStep& s) const {
        std::string publishers;
        for (const Publisher& publisher : s.publishers) {
            publishers += fmt::format(R"({}{{"enabled":true,"sortKey":0,"srcSlot":{},"publisherId":"p"}})",
                                      publishers.empty() ? "" : ",", publisher.source);
        }
        return wrap("busEval", fmt::format(R"("busIndex":0,"outSlot":{},"publishers":[{}],"combine":{{"mode":"{}"}},)"
                                           R"("silent":{{"kind":"zero"}},"busType":{})",
                                           s.out, publishers, mode_name(s.combine.mode), kNumberType));
    }
    template <class Other>
    std::string operator()(const Other&) const {
        std::abort();
    }
};

std::string rows(std::size_t count, auto row) {
    std::string text = "[";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += ",\n";
        text += row(i);
    }
    return text + "]";
}

std::string constants_json(const ConstPool& pool) {
    const auto json = rows(pool.json.size(), [&](std::size_t i) { return fmt::format("{}", *pool.json[i].number()); });
    const auto f64 = rows(pool.f64.size(), [&](std::size_t i) { return fmt::format("{}", pool.f64[i]); });
    const auto index = rows(pool.index.size(), [&](std::size_t i) {
        if (pool.index[i].kind != ConstKind::F64) std::abort();
        return fmt::format(R"({{"k":"f64","idx":{}}})", i);
    });
    return fmt::format(R"({{"json":{},"f64":{},"f32":[],"i32":[],"constIndex":{}}})", json, f64, index);
}

}  // namespace

std::string program_json(const Program& program) {
    const auto& nodes = program.nodes.value();
    const std::size_t signals = program.signals ? program.signals->size() : 0;
    const std::string node_rows = rows(nodes.size(), [&](std::size_t i) {
        const std::string tag =
            nodes[i].compiler_tag ? fmt::format(R"(,"compilerTag":{})", *nodes[i].compiler_tag) : "";
        return fmt::format(R"({{"id":"n{}","typeId":0,"inputCount":{},"outputCount":{},"opcodeId":{}{}}})", i,
                           nodes[i].input_count, nodes[i].output_count, nodes[i].opcode.value_or(0), tag);
    });
    return fmt::format(
        R"({{"irVersion":1,"patchId":"{}","patchRevision":1,"compileId":"bench","seed":1,
"timeModel":{{"kind":"cyclic","periodMs":{},"mode":"loop","phaseDomain":"0..1"}},
"types":{{"typeIds":[]}},"buses":{{"buses":[]}},"fields":{{"nodes":[]}},"outputs":[],
"stateLayout":{{"cells":[],"f64Size":0,"f32Size":0,"i32Size":0}},
"constants":{},
"nodes":{{"nodes":{}}},
"signalTable":{{"nodes":{}}},
"slotMeta":{},
"schedule":{{"steps":{}}}}}
)",
        program.patch_id, program.time_model.period_ms, constants_json(program.constants), node_rows,
        rows(signals, [&](std::size_t i) { return std::visit(SignalJson{}, (*program.signals)[i].body); }),
        rows(program.declared_slots.size(),
             [&](std::size_t i) {
                 const SlotMeta& slot = program.declared_slots[i];
                 return fmt::format(R"({{"slot":{},"storage":"f64","offset":{},"type":{}}})", slot.slot, slot.offset,
                                    kNumberType);
             }),
        rows(program.steps.size(),
             [&](std::size_t i) { return std::visit(StepJson{program.steps[i]}, program.steps[i].body); }));
}

}  // namespace slotscope::bench
