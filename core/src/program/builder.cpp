// SPDX-License-Identifier: MIT
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "program/final_checks.h"
#include "program/loaders.h"
#include "runtime/math/js_number.h"
#include "slotscope/limits.h"
#include "slotscope/program_builder.h"

namespace slotscope {
namespace {

constexpr std::pair<std::string_view, CombineMode> kModeNames[] = {
    {"sum", CombineMode::Sum},     {"last", CombineMode::Last},   {"average", CombineMode::Average},
    {"max", CombineMode::Max},     {"min", CombineMode::Min},     {"product", CombineMode::Product},
    {"first", CombineMode::First}, {"merge", CombineMode::Merge}, {"unknown", CombineMode::Unknown},
};

Combine combine_of(CombineMode mode, std::optional<double> default_value = {}) {
    const auto* const row = std::ranges::find(kModeNames, mode, &std::pair<std::string_view, CombineMode>::second);
    return {mode, std::string(row->first), default_value};
}

std::string_view time_kind_name(TimeKind kind) {
    switch (kind) {
        case TimeKind::Finite: return "finite";
        case TimeKind::Cyclic: return "cyclic";
        case TimeKind::Infinite: return "infinite";
        case TimeKind::Unknown: break;
    }
    return "";
}

TimeModel time_model(TimeKind kind) {
    TimeModel model;
    model.kind = kind;
    model.kind_name = time_kind_name(kind);
    return model;
}

TimeModel cyclic(CyclicMode mode, double period_ms) {
    TimeModel model = time_model(TimeKind::Cyclic);
    model.mode = mode;
    model.period_ms = period_ms;
    return model;
}

template <class T>
Ref last_row(const std::vector<T>& rows) {
    return static_cast<Ref>(rows.size()) - 1;
}

/// The sizes that the loader checks while it reads. Row numbers are checked there by the parser.
Errors check_limits(const Program& program) {
    Errors errors;
    const auto check = [&](std::uint64_t value, std::uint64_t limit, std::string_view what, std::string path) {
        if (value <= limit) return;
        errors.push_back(Error::limit(fmt::format("{} is {}; the limit is {}", what, value, limit)));
        errors.back().path = std::move(path);
    };
    for (std::size_t i = 0; i < program.declared_slots.size(); ++i) {
        const SlotMeta& row = program.declared_slots[i];
        check(row.slot, limits::kMaxSlotId, "a slot number", fmt::format("slotMeta[{}].slot", i));
        check(row.offset, limits::kMaxStorageElements - 1, "an offset", fmt::format("slotMeta[{}].offset", i));
    }
    const StateLayout& layout = program.state_layout;
    check(layout.f64_size, limits::kMaxStateElements, "the f64 state's size", "stateLayout.f64Size");
    check(layout.f32_size, limits::kMaxStateElements, "the f32 state's size", "stateLayout.f32Size");
    check(layout.i32_size, limits::kMaxStateElements, "the i32 state's size", "stateLayout.i32Size");
    for (std::size_t i = 0; i < layout.cells.size(); ++i) {
        check(layout.cells[i].offset, limits::kMaxStateElements, "a cell's offset",
              fmt::format("stateLayout.cells[{}].offset", i));
        check(layout.cells[i].size, limits::kMaxStateElements, "a cell's size",
              fmt::format("stateLayout.cells[{}].size", i));
    }
    return errors;
}

}  // namespace

ProgramBuilder::ProgramBuilder(std::string name) {
    program_.patch_id = name;
    program_.source_name = std::move(name);
    time_model_infinite();
}

TypeIndex ProgramBuilder::intern(const TypeDesc& type) { return loading::TypeInterner(program_.types).intern(type); }

ProgramBuilder& ProgramBuilder::slot(SlotId slot, Storage storage, std::string_view name,
                                     std::optional<std::uint32_t> offset, const TypeDesc& type) {
    std::uint32_t& next = next_offset_[static_cast<std::size_t>(storage)];
    const std::uint32_t element = offset.value_or(next);
    next = std::max(next, element + 1);
    program_.declared_slots.push_back({slot, storage, element, intern(type), false});
    if (!name.empty()) program_.names.slots[slot] = name;
    return *this;
}

ProgramBuilder& ProgramBuilder::initial(SlotId slot, Value value) {
    auto& values = program_.initial_slot_values;
    const auto at = std::ranges::lower_bound(values, slot, {}, &std::pair<SlotId, Value>::first);
    if (at != values.end() && at->first == slot) at->second = std::move(value);
    else values.emplace(at, slot, std::move(value));
    return *this;
}

ProgramBuilder& ProgramBuilder::time_model_finite(double duration_ms) {
    program_.time_model = time_model(TimeKind::Finite);
    program_.time_model.duration_ms = duration_ms;
    return *this;
}

ProgramBuilder& ProgramBuilder::time_model_loop(double period_ms) {
    program_.time_model = cyclic(CyclicMode::Loop, period_ms);
    return *this;
}

ProgramBuilder& ProgramBuilder::time_model_pingpong(double period_ms) {
    program_.time_model = cyclic(CyclicMode::PingPong, period_ms);
    return *this;
}

ProgramBuilder& ProgramBuilder::time_model_infinite() {
    program_.time_model = time_model(TimeKind::Infinite);
    return *this;
}

Ref ProgramBuilder::constant(ConstKind pool, Value value) {
    ConstPool& constants = program_.constants;
    Ref place = kNoRef;
    switch (pool) {
        case ConstKind::Json: place = json_constant(std::move(value)); break;
        case ConstKind::F64: place = f64_constant(value.to_number()); break;
        case ConstKind::F32:
            constants.f32.push_back(math::to_f32(value.to_number()));
            place = last_row(constants.f32);
            break;
        case ConstKind::I32:
            constants.i32.push_back(math::to_int32(value.to_number()));
            place = last_row(constants.i32);
            break;
        case ConstKind::Unknown: break;
    }
    constants.index.push_back({pool, place});
    return last_row(constants.index);
}

Ref ProgramBuilder::json_constant(Value value) {
    program_.constants.json.push_back(std::move(value));
    return last_row(program_.constants.json);
}

Ref ProgramBuilder::f64_constant(double number) {
    program_.constants.f64.push_back(number);
    return last_row(program_.constants.f64);
}

std::uint32_t ProgramBuilder::cell(std::string_view node_id, std::string_view role, StateStorage storage,
                                   std::uint32_t size, std::optional<Ref> initial_constant,
                                   std::optional<std::uint32_t> offset) {
    StateLayout& layout = program_.state_layout;
    std::uint32_t& total = storage == StateStorage::F64   ? layout.f64_size
                           : storage == StateStorage::F32 ? layout.f32_size
                                                          : layout.i32_size;
    const std::uint32_t begin = offset.value_or(total);
    total = std::max(total, begin + size);
    layout.cells.push_back({fmt::format("{}:{}", node_id, role), std::string(node_id), std::string(role), storage,
                            begin, size, initial_constant, "frame"});
    return begin;
}

Ref ProgramBuilder::signal(SignalBody body) {
    if (!program_.signals) program_.signals.emplace();
    program_.signals->push_back({intern({"signal", "number", "", ""}), std::move(body)});
    return last_row(*program_.signals);
}

Ref ProgramBuilder::sig_stateful(StatefulOp op, std::optional<Ref> input, Params params) {
    SigStateful stateful;
    stateful.op = op;
    stateful.op_name = stateful_op_name(op);
    stateful.input = input;
    stateful.params = std::move(params);
    return signal(std::move(stateful));
}

Ref ProgramBuilder::sig_bus(CombineMode mode, std::vector<Ref> terms, std::optional<double> default_value) {
    return signal(SigBusCombine{0, std::move(terms), combine_of(mode, default_value)});
}

Ref ProgramBuilder::transform(std::vector<TransformStep> steps) {
    program_.transforms.push_back({std::move(steps)});
    return last_row(program_.transforms);
}

Ref ProgramBuilder::node(std::optional<std::int32_t> opcode, std::optional<double> compiler_tag, std::string id) {
    if (!program_.nodes) program_.nodes.emplace();
    if (id.empty()) id = fmt::format("node{}", program_.nodes->size());
    program_.nodes->push_back({std::move(id), 0, 0, 0, compiler_tag, opcode});
    return last_row(*program_.nodes);
}

Ref ProgramBuilder::bus(std::string id, CombineMode mode) {
    program_.buses.push_back({std::move(id), intern({"signal", "number", "", ""}), combine_of(mode), kNoRef, {}});
    return last_row(program_.buses);
}

Ref ProgramBuilder::field(FieldBody body, const TypeDesc& type) {
    if (!program_.fields) program_.fields.emplace();
    program_.fields->push_back({intern(type), std::move(body)});
    return last_row(*program_.fields);
}

ProgramBuilder& ProgramBuilder::camera(std::string id, Value definition) {
    program_.cameras.push_back({std::move(id), std::move(definition)});
    return *this;
}

ProgramBuilder& ProgramBuilder::mesh(std::string id, Value definition) {
    program_.meshes.push_back({std::move(id), std::move(definition)});
    return *this;
}

ProgramBuilder& ProgramBuilder::output(SlotId slot, std::string id, std::string kind) {
    program_.outputs.push_back({std::move(id), std::move(kind), slot, {}});
    return *this;
}

ProgramBuilder& ProgramBuilder::step(StepBody body, std::string id, std::string label) {
    if (id.empty()) id = fmt::format("step{}", program_.steps.size());
    program_.steps.push_back({std::move(id), std::move(label), std::move(body)});
    return *this;
}

ProgramBuilder& ProgramBuilder::time_derive(SlotId t_abs_ms, SlotId t_model_ms, std::optional<SlotId> phase01,
                                            std::optional<SlotId> wrap_event, std::optional<SlotId> progress01) {
    return step(TimeDeriveStep{t_abs_ms, t_model_ms, phase01, wrap_event, progress01});
}

ProgramBuilder& ProgramBuilder::signal_eval(std::vector<SignalOutput> outputs) {
    return step(SignalEvalStep{std::move(outputs)});
}

ProgramBuilder& ProgramBuilder::node_step(std::optional<std::int32_t> opcode, std::vector<SlotId> inputs,
                                          std::vector<SlotId> outputs, std::optional<double> compiler_tag) {
    const Ref row = node(opcode, compiler_tag);
    Node& added = program_.nodes->back();
    added.input_count = static_cast<std::uint32_t>(inputs.size());
    added.output_count = static_cast<std::uint32_t>(outputs.size());
    return step(NodeEvalStep{row, std::move(inputs), std::move(outputs), "preBus"});
}

std::vector<Publisher> ProgramBuilder::publishers(const std::vector<SlotId>& sources) const {
    std::vector<Publisher> publishers;
    for (const SlotId source : sources) {
        const std::size_t order = publishers.size();
        publishers.push_back({true, static_cast<double>(order), source, fmt::format("publisher{}", order), false});
    }
    return publishers;
}

ProgramBuilder& ProgramBuilder::bus_step(CombineMode mode, const std::vector<SlotId>& sources, SlotId out) {
    BusEvalStep body;
    body.bus = bus(fmt::format("bus{}", program_.buses.size()), mode);
    body.out = out;
    body.publishers = publishers(sources);
    body.combine = combine_of(mode);
    body.silent_name = "zero";
    return step(std::move(body));
}

ProgramBuilder& ProgramBuilder::event_bus_step(CombineMode mode, const std::vector<SlotId>& sources, SlotId out) {
    const Ref row = bus(fmt::format("bus{}", program_.buses.size()), mode);
    return step(EventBusEvalStep{row, out, publishers(sources), combine_of(mode)});
}

ProgramBuilder& ProgramBuilder::debug_probe(std::vector<SlotId> slots) {
    return step(DebugProbeStep{fmt::format("probe{}", program_.steps.size()), std::move(slots), "value"});
}

ProgramBuilder& ProgramBuilder::describe(std::string description) {
    program_.description = std::move(description);
    return *this;
}

ProgramBuilder& ProgramBuilder::seed(double seed) {
    program_.seed = seed;
    return *this;
}

Result<ProgramPtr, Errors> ProgramBuilder::build() const {
    Errors errors = check_limits(program_);
    if (errors.empty()) {
        if (const Result<SlotTable, Errors> slots = check_runtime(program_); !slots) errors = slots.error();
    }
    if (errors.empty()) return std::make_shared<const Program>(program_);
    for (Error& error : errors) error.where = program_.source_name;
    return errors;
}

}  // namespace slotscope
