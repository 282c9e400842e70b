// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <map>

#include "commands.h"
#include "slotscope/describe.h"
#include "slotscope/format.h"

namespace slotscope::cli {

namespace {

std::string time_text(const TimeModel& time) {
    switch (time.kind) {
        case TimeKind::Finite: return fmt::format("finite, {} ms", format_shortest(time.duration_ms));
        case TimeKind::Cyclic:
            return fmt::format("cyclic {}, period {} ms", time.mode == CyclicMode::Loop ? "loop" : "ping-pong",
                               format_shortest(time.period_ms));
        case TimeKind::Infinite: return "infinite";
        case TimeKind::Unknown: break;
    }
    return time.kind_name.empty() ? "missing" : fmt::format("unknown kind \"{}\"", time.kind_name);
}

void print_slots(const SlotTable& slots) {
    std::map<std::string_view, std::size_t> counts;
    std::size_t inferred = 0;
    for (const SlotMeta& slot : slots.rows()) {
        ++counts[storage_name(slot.storage)];
        inferred += slot.is_inferred ? 1 : 0;
    }
    std::string text;
    for (const auto& [storage, count] : counts)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, storage);
    fmt::print("slots       {} ({}{})\n", slots.size(), text,
               inferred != 0 ? fmt::format("; {} inferred", inferred) : "");
}

int info(const std::string& file) {
    const auto loaded = load_or_explain(file);
    if (!loaded) return kRejected;
    const Program& program = *loaded->program;
    const auto slots = SlotTable::of_program(program);
    fmt::print("program     {}\n", program.source_name);
    if (!program.description.empty()) fmt::print("about       {}\n", program.description);
    fmt::print("patch       {} revision {}, compiled as {}\n", program.patch_id, program.patch_revision,
               program.compile_id);
    fmt::print("time model  {}\n", time_text(program.time_model));
    if (slots) print_slots(*slots);
    const StateLayout& state = program.state_layout;
    fmt::print("state       {} cells (f64 {}, f32 {}, i32 {} elements), {} rings\n", state.cells.size(), state.f64_size,
               state.f32_size, state.i32_size, find_rings(program).size());
    std::map<std::string_view, std::size_t> kinds;
    for (const Step& step : program.steps) ++kinds[step.kind_name()];
    std::string kinds_text;
    for (const auto& [kind, count] : kinds)
        kinds_text += fmt::format("{}{} {}", kinds_text.empty() ? "" : ", ", count, kind);
    fmt::print("steps       {} ({})\n", program.steps.size(), kinds_text);
    fmt::print("signals     {}\n", program.signals ? fmt::format("{}", program.signals->size()) : "none");
    fmt::print("nodes       {}\n", program.nodes ? fmt::format("{}", program.nodes->size()) : "none");
    const ConstPool& constants = program.constants;
    fmt::print("constants   {} (json {}, f64 {}, f32 {}, i32 {})\n", constants.index.size(), constants.json.size(),
               constants.f64.size(), constants.f32.size(), constants.i32.size());
    fmt::print("problems    {}\n", loaded->problems.size());
    return kOk;
}

}  // namespace

void add_info(CLI::App& app, int& exit_code) {
    CLI::App* command = app.add_subcommand("info", "Say what is in a program");
    auto file = std::make_shared<std::string>();
    command->add_option("PROGRAM", *file, "Program file (.json or .json.gz)")->required();
    command->callback([file, &exit_code] { exit_code = info(*file); });
}

}  // namespace slotscope::cli
