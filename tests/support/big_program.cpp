// SPDX-License-Identifier: MIT
#include "support/big_program.h"

#include <array>
#include <initializer_list>

namespace slotscope::test {

namespace {

void append_row(std::string& table, std::initializer_list<std::string> pieces) {
    if (!table.empty()) table += ',';
    for (const std::string& piece : pieces) table += piece;
}

}  // namespace

std::string big_program_json(std::size_t bytes) {
    const std::string type = R"("type":{"world":"signal","domain":"number"})";
    constexpr std::array kNodeOpcodes{"100", "102", "131", "124"};
    // Slots 0 to 3 are the time outputs; then every round adds a signal with its constant, and a node step.
    std::string constants, nodes, signals = R"({"kind":"phase01",)" + type + "}", outputs, steps, slots, names;
    for (int slot = 0; slot < 4; ++slot) {
        append_row(slots, {R"({"slot":)", std::to_string(slot), R"(,"storage":"f64","offset":)", std::to_string(slot),
                           ",", type, "}"});
    }
    std::size_t round = 0;
    const auto size = [&] {
        return constants.size() + nodes.size() + signals.size() + outputs.size() + steps.size() + slots.size() +
               names.size();
    };
    for (; size() + 700 < bytes; ++round) {
        const std::string row = std::to_string(round), signal = std::to_string(2 * round + 2);
        const std::string from_signal = std::to_string(4 + 2 * round), from_node = std::to_string(5 + 2 * round);
        append_row(constants, {std::to_string(static_cast<double>(round) * 0.125)});
        append_row(signals, {R"({"kind":"const",)", type, R"(,"constId":)", row, "}"});
        append_row(signals, {R"({"kind":"zip",)", type, R"(,"a":0,"b":)", std::to_string(2 * round + 1),
                             R"(,"fn":{"kind":"opcode","opcode":102}})"});
        append_row(outputs, {R"({"sigId":)", signal, R"(,"slot":)", from_signal, "}"});
        append_row(nodes, {R"({"id":"voice)", row, R"(.mix","typeId":0,"inputCount":2,"outputCount":1,"opcodeId":)",
                           kNodeOpcodes[round % kNodeOpcodes.size()], "}"});
        append_row(steps, {R"({"id":"step)", row, R"(-nodeEval","kind":"nodeEval","deps":[],"nodeIndex":)", row,
                           R"(,"inputSlots":[)", from_signal, ",", std::to_string(3 + 2 * round),
                           R"(],"outputSlots":[)", from_node, R"(],"phase":"preBus"})"});
        for (const std::string& slot : {from_signal, from_node}) {
            append_row(slots, {R"({"slot":)", slot, R"(,"storage":"f64","offset":)", slot, ",", type, "}"});
            append_row(names, {"\"", slot, R"(":"voice )", row, "\""});
        }
    }
    return R"({"irVersion":1,"patchId":"big","patchRevision":1,"compileId":"big","seed":1,)"
           R"("timeModel":{"kind":"cyclic","periodMs":4000,"mode":"loop","phaseDomain":"0..1"},"types":{"typeIds":[]},)"
           R"("buses":{"buses":[]},"fields":{"nodes":[]},"outputs":[],)"
           R"("stateLayout":{"cells":[],"f64Size":0,"f32Size":0,"i32Size":0},"constants":{"json":[)" +
           constants + R"(],"f64":[],"f32":[],"i32":[],"constIndex":[]},"nodes":{"nodes":[)" + nodes +
           R"(]},"signalTable":{"nodes":[)" + signals + R"(]},"slotMeta":[)" + slots +
           R"(],"schedule":{"steps":[{"id":"time","kind":"timeDerive","deps":[],"tAbsMsSlot":0,)"
           R"("out":{"tModelMs":1,"phase01":2,"wrapEvent":3}},{"id":"signals","kind":"signalEval","deps":[],"outputs":[)" +
           outputs + "]}," + steps + R"(]},"meta":{"names":{"nodes":{},"buses":{},"steps":{},"slots":{)" + names +
           "}}}}\n";
}

}  // namespace slotscope::test
