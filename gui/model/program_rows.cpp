// SPDX-License-Identifier: MIT
#include "model/program_rows.h"

#include <algorithm>
#include <numeric>

#include "model/slot_facts.h"
#include "model/words.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kConstantBytes = 240;

void add(ProgramFacts& group, std::string_view label, std::string value) {
    if (!value.empty()) group.facts.push_back({std::string(label), std::move(value)});
}

std::string storages(const SlotTable& slots) {
    std::string words;
    for (std::size_t i = 0; i < kStorageCount; ++i) {
        const auto storage = static_cast<Storage>(i);
        const auto rows = std::count_if(slots.rows().begin(), slots.rows().end(),
                                        [&](const SlotMeta& slot) { return slot.storage == storage; });
        if (rows == 0) continue;
        words += (words.empty() ? "" : " · ") + grouped(static_cast<std::uint64_t>(rows)) + " " +
                 std::string(storage_name(storage));
    }
    return words;
}

std::string state_words(const StateLayout& layout) {
    if (layout.cells.empty()) return "0";
    std::string words = grouped(layout.cells.size());
    for (const StateStorage storage : {StateStorage::F64, StateStorage::F32, StateStorage::I32})
        if (layout.size_of(storage) > 0)
            words += " · " + std::string(storage_name(storage)) + "[" + std::to_string(layout.size_of(storage)) + "]";
    return words;
}

template <class Table>
std::string table_words(const std::optional<Table>& table) {
    return table ? grouped(table->size()) : std::string("no table");
}

}  // namespace

std::string time_model_words(const TimeModel& model) {
    switch (model.kind) {
        case TimeKind::Finite: return "finite · " + format_shortest(model.duration_ms) + " ms";
        case TimeKind::Cyclic:
            return std::string("cyclic · ") + (model.mode == CyclicMode::Loop ? "loop" : "ping-pong") + " · " +
                   format_shortest(model.period_ms) + " ms";
        case TimeKind::Infinite: return "infinite";
        case TimeKind::Unknown: break;
    }
    return model.kind_name.empty() ? "none" : "unknown kind \"" + model.kind_name + "\"";
}

std::string type_words(const TypeDesc& type) {
    std::string words = type.world;
    for (const std::string* part : {&type.domain, &type.semantics})
        if (!part->empty()) words += (words.empty() ? "" : " ") + *part;
    if (!type.unit.empty()) words += ", " + type.unit;
    return words;
}

std::string_view signal_kind(const SignalNode& node) {
    struct Kind {
        std::string_view operator()(const SigConst&) const { return "const"; }
        std::string_view operator()(const SigTimeAbsMs&) const { return "timeAbsMs"; }
        std::string_view operator()(const SigTimeModelMs&) const { return "timeModelMs"; }
        std::string_view operator()(const SigPhase01&) const { return "phase01"; }
        std::string_view operator()(const SigWrapEvent&) const { return "wrapEvent"; }
        std::string_view operator()(const SigInputSlot&) const { return "inputSlot"; }
        std::string_view operator()(const SigMap&) const { return "map"; }
        std::string_view operator()(const SigZip&) const { return "zip"; }
        std::string_view operator()(const SigSelect&) const { return "select"; }
        std::string_view operator()(const SigTransform&) const { return "transform"; }
        std::string_view operator()(const SigBusCombine&) const { return "busCombine"; }
        std::string_view operator()(const SigStateful&) const { return "stateful"; }
        std::string_view operator()(const SigClosure&) const { return "closure"; }
        std::string_view operator()(const SigUnknown& unknown) const { return unknown.kind; }
    };
    return std::visit(Kind{}, node.body);
}

std::vector<ProgramFacts> program_facts(const Session& session) {
    const Program& program = session.program();
    std::vector<ProgramFacts> groups;

    ProgramFacts& identity = groups.emplace_back(ProgramFacts{"Identity", {}});
    add(identity, "File", session.path().empty() ? program.source_name : session.path());
    if (program.patch_id != program.source_name) add(identity, "Patch", program.patch_id);
    add(identity, "Revision", std::to_string(program.patch_revision));
    add(identity, "Compiled as", program.compile_id);
    add(identity, "Seed", format_shortest(program.seed));
    add(identity, "IR version", std::to_string(program.ir_version));

    ProgramFacts& time = groups.emplace_back(ProgramFacts{"Time", {}});
    add(time, "Model", time_model_words(program.time_model));
    if (program.time_model.window_ms > 0) add(time, "Window", format_shortest(program.time_model.window_ms) + " ms");
    for (const CuePoint& cue : program.time_model.cue_points)
        add(time, "Cue", format_shortest(cue.t_ms) + " ms  " + (cue.label.empty() ? cue.id : cue.label));

    ProgramFacts& sizes = groups.emplace_back(ProgramFacts{"Sizes", {}});
    add(sizes, "Slots",
        grouped(session.slots().size()) + (session.slots().size() > 0 ? " · " + storages(session.slots()) : ""));
    const auto inferred = std::count_if(session.slots().rows().begin(), session.slots().rows().end(),
                                        [](const SlotMeta& slot) { return slot.is_inferred; });
    if (inferred > 0)
        add(sizes, "Undeclared", counted(static_cast<std::uint64_t>(inferred), "slot") + " found in the schedule");
    add(sizes, "Steps", grouped(program.steps.size()));
    add(sizes, "Signals", table_words(program.signals));
    add(sizes, "Nodes", table_words(program.nodes));
    add(sizes, "Buses", grouped(program.buses.size()));
    add(sizes, "State cells", state_words(program.state_layout));
    add(sizes, "Rings", grouped(session.rings().size()));
    if (program.fields && !program.fields->empty()) add(sizes, "Fields", grouped(program.fields->size()));
    if (!program.cameras.empty()) add(sizes, "Cameras", grouped(program.cameras.size()));
    if (!program.meshes.empty()) add(sizes, "Meshes", grouped(program.meshes.size()));
    add(sizes, "Memory", grouped(session.memory_bytes() / 1024) + " KiB");
    return groups;
}

ConstantRow constant_row(const ConstPool& constants, std::size_t row) {
    const ConstRef& ref = constants.index[row];
    std::string_view pool = "?";
    switch (ref.kind) {
        case ConstKind::Json: pool = "json"; break;
        case ConstKind::F64: pool = "f64"; break;
        case ConstKind::F32: pool = "f32"; break;
        case ConstKind::I32: pool = "i32"; break;
        case ConstKind::Unknown: break;
    }
    return {std::string(pool) + "[" + std::to_string(ref.index) + "]",
            format_value(constants.resolve(ref), kConstantBytes)};
}

void SignalRows::update(const Session& session, const std::string& text, std::size_t budget) {
    const Program& program = session.program();
    const bool is_new_program = program_revision_ != session.program_revision();
    if (is_new_program) {
        names_ = SlotNames(program);
        total_ = program.signals ? program.signals->size() : 0;
        program_revision_ = session.program_revision();
    }
    if (is_new_program || text != text_) {
        text_ = text;
        words_ = lower_words(text);
        rows_.clear();
        next_ = 0;
        if (words_.empty()) {
            rows_.resize(total_);
            std::iota(rows_.begin(), rows_.end(), 0U);
            next_ = total_;
        }
    }
    for (const std::size_t end = std::min(total_, next_ + budget); next_ < end; ++next_) {
        const SignalNode& node = (*program.signals)[next_];
        const std::string line = lower("#" + std::to_string(next_) + " " + std::string(signal_kind(node)) + " " +
                                       signal_expression(program, static_cast<Ref>(next_), 1, &names_));
        if (std::all_of(words_.begin(), words_.end(),
                        [&](const std::string& word) { return line.find(word) != std::string::npos; }))
            rows_.push_back(static_cast<std::uint32_t>(next_));
    }
}

std::optional<int> SignalRows::position_of(Ref signal) const {
    if (signal < 0 || static_cast<std::uint64_t>(signal) >= total_) return std::nullopt;
    const auto found = std::lower_bound(rows_.begin(), rows_.end(), static_cast<std::uint32_t>(signal));
    if (found == rows_.end() || *found != static_cast<std::uint32_t>(signal)) return std::nullopt;
    return static_cast<int>(found - rows_.begin());
}

}  // namespace slotscope::gui
