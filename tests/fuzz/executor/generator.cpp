// SPDX-License-Identifier: MIT
#include "generator.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace slotscope::fuzz {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<double, 24> kAwkward{0.0,
                                          -0.0,
                                          1,
                                          -1,
                                          0.5,
                                          -0.5,
                                          2,
                                          1e-9,
                                          5e-324,
                                          1e308,
                                          -1e308,
                                          kNaN,
                                          kInfinity,
                                          -kInfinity,
                                          1e10,
                                          4294967296.0,
                                          2147483648.0,
                                          -2147483649.0,
                                          9007199254740993.0,
                                          1e300,
                                          16777217,
                                          0.1,
                                          60,
                                          1000};

constexpr std::array<std::int32_t, 48> kOpcodes{0,   10,  11,  12,  13,  14,  100, 101, 102, 103, 104, 105,
                                                110, 111, 112, 113, 114, 115, 116, 120, 121, 122, 123, 124,
                                                125, 130, 131, 132, 133, 134, 135, 200, 201, 202, 203, 204,
                                                210, 211, 212, 213, 214, 300, 400, 401, 500, 700, -1,  99999};

/// Twelve unary ones, then nine binary ones.
constexpr std::array<std::int32_t, 21> kSignalOpcodes{110, 111, 112, 113, 114, 115, 120, 121, 122, 123, 124,
                                                      125, 100, 101, 102, 103, 104, 105, 116, 130, 131};

TimeModel random_time_model(Random& random) {
    TimeModel model;
    constexpr std::array<TimeKind, 4> kKinds{TimeKind::Finite, TimeKind::Cyclic, TimeKind::Infinite, TimeKind::Cyclic};
    model.kind = random.pick(kKinds);
    if (random.once_in(200)) model.kind = TimeKind::Unknown;
    model.duration_ms = random.once_in(4) ? random_number(random) : 1500;
    model.period_ms = random.once_in(4) ? random_number(random) : 333;
    model.mode = random.once_in(2) ? CyclicMode::Loop : CyclicMode::PingPong;
    return model;
}

void add_slots(Generation& g) {
    constexpr std::array<Storage, 8> kStorages{Storage::F64, Storage::F64, Storage::F64,    Storage::F32,
                                               Storage::I32, Storage::U32, Storage::Object, Storage::Object};
    Random& random = g.random;
    const std::size_t count = random.once_in(20) ? 200 + random.below(400) : 4 + random.below(40);
    const SlotId stride = random.once_in(4) ? 1 + random.below(random.once_in(50) ? 5000 : 40) : 1;
    for (std::size_t i = 0; i < count; ++i) {
        const SlotId slot = i * stride;
        const Storage storage = random.pick(kStorages);
        const auto offset =
            random.once_in(20) ? std::optional(static_cast<std::uint32_t>(random.below(64))) : std::nullopt;
        if (!random.once_in(12)) g.builder.slot(slot, storage, {}, offset);  // else inferred where a step names it
        (storage == Storage::Object ? g.objects : g.numbers).push_back(slot);
        if (random.once_in(4))
            g.builder.initial(slot, storage == Storage::Object ? random_value(random) : Value(random_number(random)));
    }
    if (g.objects.empty()) g.objects.push_back(count * stride);
    if (g.numbers.empty()) g.numbers.push_back((count + 1) * stride);
    g.unwritten = g.numbers;
    g.unwritten.insert(g.unwritten.end(), g.objects.begin(), g.objects.end());
}

void add_cells(Generation& g) {
    Random& random = g.random;
    const std::size_t count = random.below(12);
    constexpr std::array<StateStorage, 5> kStorages{StateStorage::F64, StateStorage::F64, StateStorage::F64,
                                                    StateStorage::F32, StateStorage::I32};
    for (std::size_t i = 0; i < count; ++i) {
        const auto initial =
            random.once_in(3) ? std::optional(g.builder.constant(random_number(random))) : std::nullopt;
        const auto offset =
            random.once_in(10) ? std::optional(static_cast<std::uint32_t>(random.below(40))) : std::nullopt;
        // Few owners and roles: a swap to another random program then finds cells to keep, and cells of other sizes.
        g.builder.cell(fmt::format("owner{}", random.below(6)), random.once_in(2) ? "a" : "b", random.pick(kStorages),
                       static_cast<std::uint32_t>(1 + random.below(random.once_in(4) ? 70 : 3)), initial, offset);
    }
    if (count != 0) g.builder.cell("write", "index", StateStorage::I32, 40);  // the indices of delays beside f64 cells
}

std::vector<TransformStep> random_chain(Generation& g) {
    constexpr std::array<TransformKind, 8> kKinds{
        TransformKind::ScaleBias, TransformKind::Normalize, TransformKind::Quantize, TransformKind::Ease,
        TransformKind::Map,       TransformKind::Slew,      TransformKind::Cast,     TransformKind::Unknown};
    std::vector<TransformStep> steps(g.random.below(4));
    for (TransformStep& step : steps) {
        step.kind = kKinds[g.random.below(g.goes_wrong(8) ? 8 : 6)];
        step.a =
            step.kind == TransformKind::Ease ? static_cast<double>(g.random.below(9)) - 1 : random_number(g.random);
        step.b = step.kind == TransformKind::Slew ? static_cast<double>(g.random.below(20)) : random_number(g.random);
        step.unit_range = g.random.once_in(2);
        step.fn = {false, g.goes_wrong(4) ? g.random.pick(kOpcodes) : kSignalOpcodes[g.random.below(12)], {}};
        step.name = "toInt";
    }
    return steps;
}

Ref add_stateful(Generation& g, std::size_t rows) {
    constexpr std::array<StatefulOp, 9> kOps{
        StatefulOp::Integrate,    StatefulOp::SampleHold,  StatefulOp::Slew,
        StatefulOp::DelayMs,      StatefulOp::DelayFrames, StatefulOp::EdgeDetectWrap,
        StatefulOp::PulseDivider, StatefulOp::EnvelopeAD,  StatefulOp::Unknown};
    Random& random = g.random;
    ProgramBuilder::Params params;
    const auto small = [&](std::size_t limit) {
        return random.once_in(12) ? random_number(random) : static_cast<double>(random.below(limit));
    };
    if (!random.once_in(10)) params.emplace_back("stateOffset", small(40));
    if (!random.once_in(3)) params.emplace_back("trigger", static_cast<double>(g.row(rows)));
    if (!random.once_in(3)) params.emplace_back("rate", random_number(random));
    if (!random.once_in(3)) params.emplace_back("delayMs", small(300));
    if (!random.once_in(3)) params.emplace_back("bufferSize", small(64));
    if (!random.once_in(3)) params.emplace_back("delayFrames", small(20));
    if (!random.once_in(3)) params.emplace_back("divisions", small(9));
    for (const char* name : {"attack", "decay", "peak"}) {
        if (!random.once_in(3)) params.emplace_back(name, random.once_in(3) ? random_number(random) : 100.0);
    }
    const auto input = random.once_in(8) ? std::nullopt : std::optional(g.row(rows));
    const StatefulOp op = kOps[random.below(g.goes_wrong(20) ? 9 : 8)];
    return g.builder.sig_stateful(op, input, std::move(params));
}

void add_signal(Generation& g, std::size_t rows) {
    Random& random = g.random;
    // Mostly rows above this one: a signal that sees itself is a cycle.
    const auto source = [&] { return rows == 0 || g.goes_wrong(40) ? g.row(g.signals) : g.row(rows); };
    const auto function = [&](std::size_t first, std::size_t count) {
        return PureFn{g.goes_wrong(60),
                      g.goes_wrong(20) ? random.pick(kOpcodes) : kSignalOpcodes[first + random.below(count)], "blur"};
    };
    switch (random.below(rows == 0 ? 6 : 13)) {
        case 0: g.builder.sig_const(random_number(random)); return;
        case 1: g.builder.signal(SigTimeAbsMs{}); return;
        case 2: g.builder.signal(SigTimeModelMs{}); return;
        case 3: g.builder.signal(SigPhase01{}); return;
        case 4: g.builder.signal(SigWrapEvent{}); return;
        case 5: g.builder.sig_input(g.goes_wrong(6) ? g.any_slot() : g.number_slot()); return;
        case 6: g.builder.signal(SigMap{source(), function(0, 12)}); return;
        case 7: g.builder.signal(SigZip{source(), source(), function(12, 9)}); return;
        case 8: g.builder.signal(SigSelect{source(), source(), source()}); return;
        case 9: g.builder.sig_transform(source(), g.row(g.builder.program().transforms.size())); return;
        case 10: {
            std::vector<Ref> terms(random.below(5));
            for (Ref& term : terms) term = source();
            g.builder.sig_bus(g.mode(), std::move(terms),
                              random.once_in(2) ? std::optional(random_number(random)) : std::nullopt);
            return;
        }
        case 11: add_stateful(g, std::max<std::size_t>(rows, 1)); return;
        default:
            if (g.goes_wrong(20)) g.builder.signal(SigClosure{"closure"});
            else if (g.goes_wrong(20)) g.builder.signal(SigUnknown{"noise"});
            else add_stateful(g, std::max<std::size_t>(rows, 1));
    }
}

void add_signals(Generation& g) {
    for (std::size_t i = g.random.below(4); i != 0; --i) g.builder.transform(random_chain(g));
    g.signals = g.random.once_in(10) ? 0 : 1 + g.random.below(g.random.once_in(10) ? 300 : 40);
    for (std::size_t i = 0; i < g.signals; ++i) add_signal(g, i);
}

std::vector<SlotId> some_slots(Generation& g, std::size_t limit) {
    std::vector<SlotId> slots(g.random.below(limit));
    for (SlotId& slot : slots) slot = g.random.once_in(4) ? g.any_slot() : g.number_slot();
    return slots;
}

void add_number_step(Generation& g) {
    Random& random = g.random;
    switch (random.below(8)) {
        case 0:
        case 1:
        case 2: {
            const bool has_output = !random.once_in(20);
            g.builder.node_step(random.pick(kOpcodes), some_slots(g, 5),
                                has_output ? std::vector<SlotId>{g.out_slot()} : std::vector<SlotId>{},
                                random.once_in(2) ? std::optional(static_cast<double>(g.row(8))) : std::nullopt);
            if (g.goes_wrong(60)) std::get<NodeEvalStep>(g.builder.program().steps.back().body).node = 99;
            return;
        }
        case 3:
        case 4: {
            std::vector<SignalOutput> outputs(random.below(5));
            for (SignalOutput& output : outputs) output = {g.row(g.signals), g.out_slot()};
            g.builder.signal_eval(std::move(outputs));
            return;
        }
        case 5: {
            g.builder.bus_step(g.mode(), some_slots(g, 5), g.out_slot());
            auto& bus = std::get<BusEvalStep>(g.builder.program().steps.back().body);
            for (Publisher& publisher : bus.publishers) publisher.is_enabled = !random.once_in(5);
            bus.silent = static_cast<SilentKind>(random.below(g.goes_wrong(10) ? 4 : 3));
            bus.silent_const = g.row(4);
            return;
        }
        case 6: {
            std::vector<SlotId> sources(random.below(4));
            for (SlotId& source : sources) source = g.object_slot();
            constexpr std::array<CombineMode, 3> kModes{CombineMode::Last, CombineMode::First, CombineMode::Merge};
            g.builder.event_bus_step(g.is_tame ? random.pick(kModes) : g.mode(), sources, g.out_object());
            return;
        }
        default:
            if (g.goes_wrong(40)) g.builder.step(UnknownStep{"teleport"});
            else if (random.once_in(5)) g.builder.debug_probe(some_slots(g, 4));
            else g.builder.node_step(102, {g.number_slot(), g.number_slot()}, {g.out_slot()});
    }
}

}  // namespace

double random_number(Random& random) {
    if (random.once_in(3)) return random.pick(kAwkward);
    const double unit = static_cast<double>(random.next() >> 11) * 0x1p-53;
    return random.once_in(2) ? unit : (unit - 0.5) * std::ldexp(1.0, static_cast<int>(random.below(20)));
}

std::vector<double> random_times(Random& random, std::size_t count) {
    constexpr std::array<double, 6> kSteps{1000.0 / 60, 1000.0 / 60, 0, -7.5, 1e-9, 5000};
    std::vector<double> times;
    double t = random.once_in(4) ? random_number(random) : 0;
    const bool is_awkward = random.once_in(2);
    for (std::size_t i = 0; i < count; ++i) {
        times.push_back(is_awkward && random.once_in(12) ? random_number(random) : t);
        t += is_awkward ? random.pick(kSteps) : 1000.0 / 60;
    }
    return times;
}

SlotId Generation::any_slot() {
    if (goes_wrong(60)) return random.once_in(2) ? kNoSlot : SlotId{12345677};
    return random.once_in(2) ? number_slot() : object_slot();
}
SlotId Generation::number_slot() { return numbers[random.below(numbers.size())]; }
SlotId Generation::object_slot() { return objects[random.below(objects.size())]; }

SlotId Generation::input_slot(std::size_t kind) {
    if (inputs[kind].empty() || goes_wrong(8)) return object_slot();
    return inputs[kind][random.below(inputs[kind].size())];
}

SlotId Generation::out_slot() {
    if (unwritten.empty() || goes_wrong(40)) return any_slot();
    const std::size_t at = random.below(unwritten.size());
    const SlotId slot = unwritten[at];
    unwritten[at] = unwritten.back();
    unwritten.pop_back();
    return slot;
}

SlotId Generation::out_object() {
    const auto found = std::ranges::find_if(
        unwritten, [this](SlotId slot) { return std::ranges::find(objects, slot) != objects.end(); });
    if (found == unwritten.end() || goes_wrong(20)) return out_slot();
    const SlotId slot = *found;
    unwritten.erase(found);
    return slot;
}

Ref Generation::row(std::size_t rows) {
    if (rows == 0 || goes_wrong(80)) return random.once_in(2) ? Ref{-1} : static_cast<Ref>(rows + random.below(3));
    return static_cast<Ref>(random.below(rows));
}

CombineMode Generation::mode() { return static_cast<CombineMode>(random.below(goes_wrong(20) ? 9 : 5)); }

ProgramPtr random_program(std::uint64_t seed) {
    Random random(seed);
    ProgramBuilder builder(fmt::format("random-{}", seed));
    Generation g{random, builder, !random.once_in(3), {}, {}, {}, {}, {}};
    builder.program().time_model = random_time_model(random);
    for (std::size_t i = 0; i < 4; ++i) builder.constant(random_number(random));
    add_slots(g);
    add_cells(g);
    add_signals(g);
    add_object_tables(g);
    if (!random.once_in(4)) {
        const auto optional_slot = [&] { return random.once_in(2) ? std::optional(g.out_slot()) : std::nullopt; };
        builder.time_derive(g.out_slot(), g.out_slot(), optional_slot(), optional_slot(), optional_slot());
    }
    const bool has_objects = random.once_in(2);
    for (std::size_t i = random.below(random.once_in(10) ? 200 : 30); i != 0; --i) {
        if (g.is_tame && g.unwritten.size() < 6) break;  // a second writer faults
        if (has_objects && random.once_in(2)) add_object_step(g);
        else add_number_step(g);
    }
    if (g.goes_wrong(2)) builder.output(random.once_in(10) ? g.any_slot() : g.object_slot());
    const Result<ProgramPtr, Errors> program = builder.build();
    return program ? program.value() : nullptr;
}

}  // namespace slotscope::fuzz
