// SPDX-License-Identifier: MIT
// The signal expression table. References to rows, slots and constants are kept as they are, also where they dangle.
#include "program/loaders.h"

namespace slotscope::loading {
namespace {

using SignalBody = decltype(SignalNode::body);

constexpr StatefulOp kStatefulOps[] = {StatefulOp::Integrate,    StatefulOp::SampleHold,  StatefulOp::Slew,
                                       StatefulOp::DelayMs,      StatefulOp::DelayFrames, StatefulOp::EdgeDetectWrap,
                                       StatefulOp::PulseDivider, StatefulOp::EnvelopeAD};

SignalBody read_stateful(Loader& loader, ObjectReader& row) {
    SigStateful stateful;
    stateful.op_name = row.text("op");
    for (const StatefulOp op : kStatefulOps) {
        if (stateful_op_name(op) == stateful.op_name) stateful.op = op;
    }
    stateful.input = row.optional_ref("input");
    stateful.state_id = row.id("stateId");
    const JsonNode params = row.object("params");
    if (params == kNoNode) return stateful;
    for (const JsonDocument::Member& member : loader.document().members(params)) {
        if (loader.document().type(member.value) == JsonType::Null) continue;
        if (const std::optional<double> number = number_at(loader.document(), member.value)) {
            stateful.params.emplace_back(std::string(member.key), *number);
        } else {
            loader.report.fail_type(member.value, "a number");
        }
    }
    return stateful;
}

SignalBody read_body(Loader& loader, ObjectReader& row) {
    std::string kind = row.kind();
    if (kind == "const") return SigConst{row.ref("constId")};
    if (kind == "zip") {
        const Ref a = row.ref("a");
        const Ref b = row.ref("b");
        return SigZip{a, b, read_function(loader, row)};
    }
    if (kind == "map") {
        const Ref source = row.ref("src");
        return SigMap{source, read_function(loader, row)};
    }
    if (kind == "select") {
        const Ref condition = row.ref("cond");
        const Ref if_true = row.ref("t");
        return SigSelect{condition, if_true, row.ref("f")};
    }
    if (kind == "busCombine") {
        const Ref bus = row.ref("busIndex");
        std::vector<Ref> terms = read_terms(loader, row);
        return SigBusCombine{bus, std::move(terms), read_combine(loader, row)};
    }
    if (kind == "stateful") return read_stateful(loader, row);
    if (kind == "transform") {
        const Ref source = row.ref("src");
        return SigTransform{source, row.ref("chain")};
    }
    if (kind == "inputSlot") return SigInputSlot{row.loose_slot("slot")};
    if (kind == "timeAbsMs") return SigTimeAbsMs{};
    if (kind == "timeModelMs") return SigTimeModelMs{};
    if (kind == "phase01") return SigPhase01{};
    if (kind == "wrapEvent") return SigWrapEvent{};
    if (kind == "closureBridge") {
        row.ignore({"inputSlots"});
        return SigClosure{row.id("closureId")};
    }
    row.ignore_rest();
    return SigUnknown{std::move(kind)};
}

}  // namespace

void load_signals(Loader& loader, ObjectReader& root) {
    const JsonNode table = root.object("signalTable");
    if (table == kNoNode) return;
    ObjectReader reader(loader.report, table, "`signalTable`");
    const JsonNode array = reader.array("nodes");
    if (array == kNoNode) return;
    read_rows(loader.report, array, loader.program.signals.emplace(), [&](JsonNode node) {
        ObjectReader row(loader.report, node, "a signal");
        SignalBody body = read_body(loader, row);
        return SignalNode{read_type(loader, row), std::move(body)};
    });
}

}  // namespace slotscope::loading
