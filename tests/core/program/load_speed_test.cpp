// SPDX-License-Identifier: MIT
// Hidden: `slotscope_loader_tests "[slow]"` loads a 20 MB program and prints time and memory. Time depends on the
// machine and the build, so it is judged by people; memory hardly does, so it is checked.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <string>

#include "program_text.h"

namespace slotscope {
namespace {

/// A program as a compiler writes it, indented: slots, nodes, signals and steps.
std::string large_program(std::size_t bytes) {
    std::string slots, nodes, signals, steps, step_index;
    for (std::size_t i = 0; slots.size() + nodes.size() + signals.size() + steps.size() + step_index.size() < bytes;
         ++i) {
        const char* const comma = i == 0 ? "" : ",";
        slots += fmt::format(
            "{}\n    {{\n      \"slot\": {},\n      \"storage\": \"f64\",\n      \"offset\": {},\n      \"type\": {{\n"
            "        \"world\": \"signal\",\n        \"domain\": \"number\"\n      }}\n    }}",
            comma, i + 2, i + 2);
        nodes +=
            fmt::format("{}\n      {{\n        \"id\": \"n{}\",\n        \"typeId\": 0,\n        \"inputCount\": 2,\n"
                        "        \"outputCount\": 1,\n        \"opcodeId\": 100\n      }}",
                        comma, i);
        signals += fmt::format(
            "{}\n      {{\n        \"kind\": \"zip\",\n        \"type\": {{\n          \"world\": \"signal\",\n"
            "          \"domain\": \"number\"\n        }},\n        \"a\": {},\n        \"b\": {},\n        \"fn\": "
            "{{\n"
            "          \"kind\": \"opcode\",\n          \"opcode\": 100\n        }}\n      }}",
            comma, i / 2, i / 3);
        steps += fmt::format(
            "{}\n      {{\n        \"id\": \"s{}\",\n        \"kind\": \"nodeEval\",\n        \"deps\": [],\n"
            "        \"nodeIndex\": {},\n        \"inputSlots\": [\n          {},\n          {}\n        ],\n"
            "        \"outputSlots\": [\n          {}\n        ],\n        \"phase\": \"preBus\"\n      }}",
            comma, i, i, i + 1, i, i + 2);
        step_index += fmt::format("{}\n      \"s{}\": {}", comma, i, i);
    }
    return fmt::format(
        "{{\n  \"irVersion\": 1,\n  \"slotMeta\": [{}\n  ],\n  \"nodes\": {{\n    \"nodes\": [{}\n    ]\n  }},\n"
        "  \"signalTable\": {{\n    \"nodes\": [{}\n    ]\n  }},\n  \"schedule\": {{\n    \"steps\": [{}\n    ],\n"
        "    \"stepIdToIndex\": {{{}\n    }}\n  }}\n}}\n",
        slots, nodes, signals, steps, step_index);
}

/// A line of Linux's account of this process in bytes; 0 elsewhere.
std::size_t memory(std::string_view name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name)) return std::stoul(line.substr(name.size())) * 1024;
    }
    return 0;
}

/// From here on "VmHWM:" is the peak of what follows, not of how the text was made.
void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

TEST_CASE("Loader: a 20 MB program takes at most four times its size in memory", "[.][slow][core][program]") {
    const std::string text = large_program(20'000'000);
    reset_peak();
    const std::size_t before = memory("VmRSS:");
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const Result<LoadedProgram, Errors> result = parse_program(text, "large.json");
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        REQUIRE(result.has_value());
        CHECK(result->notes.empty());
    }
    const std::size_t used = text.size() + (memory("VmHWM:") - before);
    std::cout << fmt::format("{} bytes loaded in {:.3f} s (best of 5), peak {:.2f} times the size with the text\n",
                             text.size(), best, static_cast<double>(used) / static_cast<double>(text.size()));
    if (before != 0) {
        CHECK(used > 3 * text.size() / 2);  // or the measurement is wrong
        CHECK(used <= 4 * text.size());
    }
}

}  // namespace
}  // namespace slotscope
