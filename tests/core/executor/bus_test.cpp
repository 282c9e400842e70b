// SPDX-License-Identifier: MIT
// busEval, eventBusEval and debugProbe.
#include "run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

Value event(double time, const char* value) { return Value(ValueObject{{"time", time}, {"value", Value(value)}}); }

/// A bus over object slots that hold these values.
Executor bus_of(CombineMode mode, const std::vector<Value>& values, Storage out = Storage::Object) {
    ProgramBuilder b("bus");
    std::vector<SlotId> sources;
    for (const Value& value : values) {
        const SlotId slot = sources.size();
        b.object(slot);
        b.initial(slot, value);
        sources.push_back(slot);
    }
    b.slot(100, out);
    b.bus_step(mode, sources, 100);
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    return executor;
}

constexpr SlotId kOut = 5000;

double combined(CombineMode mode, const std::vector<double>& numbers) {
    ProgramBuilder b("bus");
    std::vector<SlotId> sources;
    for (const double n : numbers) {
        const SlotId slot = sources.size();
        b.f64(slot);
        b.node_step(0, {}, {slot}, static_cast<double>(b.constant(n)));
        sources.push_back(slot);
    }
    b.f64(kOut);
    b.bus_step(mode, sources, kOut);
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    return number(executor, kOut);
}

std::vector<std::string> merged(const std::vector<Value>& streams, CombineMode mode = CombineMode::Merge) {
    ProgramBuilder b("events");
    std::vector<SlotId> sources;
    for (const Value& stream : streams) {
        const SlotId slot = sources.size();
        b.object(slot);
        b.initial(slot, stream);
        sources.push_back(slot);
    }
    b.object(100);
    b.event_bus_step(mode, sources, 100);
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    std::vector<std::string> names;
    const Value out = executor.state().values.read(100);
    REQUIRE(out.array() != nullptr);
    for (const Value& e : *out.array()) names.push_back(e.is_undefined() ? "undefined" : *e.member("value")->string());
    return names;
}

}  // namespace

TEST_CASE("Bus: every mode combines in publisher order", "[core][executor][bus]") {
    CHECK(combined(CombineMode::Sum, {1, 2, 4}) == 7);
    CHECK(combined(CombineMode::Sum, {1e16, 1, -1e16}) == 0);
    CHECK(same_bits(combined(CombineMode::Sum, {-0.0}), 0.0));
    CHECK(combined(CombineMode::Average, {1, 2, 4}) == 7 / 3.0);
    CHECK(combined(CombineMode::Min, {3, -1, 2}) == -1);
    CHECK(combined(CombineMode::Max, {3, -1, 2}) == 3);
    CHECK(same_bits(combined(CombineMode::Max, {3, kNaN}), kNaN));
    CHECK(combined(CombineMode::Product, {3, -1, 2}) == -6);
    CHECK(combined(CombineMode::Last, {3, -1, 2}) == 2);
}

TEST_CASE("Bus: disabled publishers do not take part, and sort keys do not matter", "[core][executor][bus]") {
    ProgramBuilder b("publishers");
    b.f64(0).f64(1).f64(2).f64(3);
    for (SlotId slot = 0; slot < 3; ++slot)
        b.node_step(0, {}, {slot}, static_cast<double>(b.constant(static_cast<double>(slot) + 1)));
    BusEvalStep step;
    step.out = 3;
    step.combine = {CombineMode::Last, "last", {}};
    step.publishers = {{true, 9, 0, "c", false}, {true, -5, 1, "b", false}, {false, 100, 2, "a", false}};
    b.step(step);
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    CHECK(number(executor, 3) == 2);
}

TEST_CASE("Bus: without enabled publishers it writes its silent value", "[core][executor][bus]") {
    const auto silent = [](SilentKind kind, std::optional<Ref> constant) {
        ProgramBuilder b("silent");
        b.f64(0);
        b.f64_constant(11);
        b.f64_constant(22);
        BusEvalStep step;
        step.out = 0;
        step.combine = {CombineMode::Unknown, "median", {}};  // not looked at
        step.silent = kind;
        step.silent_name = "odd";
        step.silent_const = constant;
        b.step(step);
        Executor executor = make_executor(b);
        const auto fault = executor.run_frame(0);
        return std::pair(fault ? std::optional(fault->kind) : std::nullopt, number(executor, 0));
    };
    CHECK(silent(SilentKind::Zero, {}).second == 0);
    CHECK(silent(SilentKind::Default, {}).second == 0);
    CHECK(silent(SilentKind::Const, 1).second == 22);
    CHECK(silent(SilentKind::Const, 2).first == FaultKind::BadReference);
    CHECK(silent(SilentKind::Const, -1).first == FaultKind::BadReference);
    CHECK(silent(SilentKind::Const, {}).first == FaultKind::BadParameter);
    CHECK(silent(SilentKind::Unknown, {}).first == FaultKind::UnknownKind);
}

TEST_CASE("Bus: an unknown mode faults when there is a publisher", "[core][executor][bus][fault]") {
    ProgramBuilder b("median");
    b.f64(0).f64(1);
    BusEvalStep step;
    step.out = 1;
    step.combine = {CombineMode::Unknown, "median", {}};
    step.publishers = {{true, 0, 0, "a", false}};
    b.step(step);
    Executor executor = make_executor(b);
    const auto fault = executor.run_frame(0);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::UnknownKind);
    CHECK(fault->message.find("median") != std::string::npos);
}

TEST_CASE("Bus: values are not converted before they are added, so strings concatenate", "[core][executor][bus]") {
    CHECK(*bus_of(CombineMode::Sum, {Value(2.0), Value("7")}).state().values.read(100).string() == "27");
    CHECK(number(bus_of(CombineMode::Sum, {Value(2.0), Value("7")}, Storage::F64), 100) == 27);
    CHECK(number(bus_of(CombineMode::Average, {Value(2.0), Value("7")}), 100) == 13.5);
    CHECK(number(bus_of(CombineMode::Product, {Value(2.0), Value("7")}), 100) == 14);
    CHECK(number(bus_of(CombineMode::Max, {Value(2.0), Value("7")}), 100) == 7);
    CHECK(same_bits(number(bus_of(CombineMode::Sum, {Value(2.0), Value()}), 100), kNaN));
    CHECK(*bus_of(CombineMode::Last, {Value(2.0), Value("x")}).state().values.read(100).string() == "x");
}

TEST_CASE("Bus: a thousand terms of one bus are added left to right", "[core][executor][bus]") {
    const std::vector<double> terms(1000, 0.1);
    double expected = 0;
    for (const double term : terms) expected += term;
    CHECK(combined(CombineMode::Sum, terms) == expected);
}

TEST_CASE("Event bus: merge sorts by time and keeps the order of equal times", "[core][executor][events]") {
    const Value a(ValueArray{event(3, "a3"), event(1, "a1")});
    const Value b(ValueArray{event(1, "b1"), event(2, "b2")});
    CHECK(merged({a, b}) == std::vector<std::string>{"a1", "b1", "b2", "a3"});
    CHECK(merged({b, a}) == std::vector<std::string>{"b1", "a1", "b2", "a3"});
}

TEST_CASE("Event bus: what is no array counts as empty; undefined events go last; NaN times keep their place",
          "[core][executor][events]") {
    const Value a(ValueArray{event(2, "a2"), Value(), event(1, "a1")});
    CHECK(merged({Value(5.0), Value(), a, Value("text")}) == std::vector<std::string>{"a1", "a2", "undefined"});
    const Value odd(ValueArray{event(2, "x"), event(kNaN, "y"), event(1, "z")});
    CHECK(merged({odd}) == std::vector<std::string>{"x", "y", "z"});
}

TEST_CASE("Event bus: first and last pass the very array on", "[core][executor][events]") {
    ProgramBuilder b("same");
    b.object(0).object(1).object(2).object(3);
    b.initial(0, Value(ValueArray{event(1, "a")}));
    b.initial(1, Value(ValueArray{event(2, "b")}));
    b.event_bus_step(CombineMode::First, {0, 1}, 2);
    b.event_bus_step(CombineMode::Last, {0, 1}, 3);
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    CHECK(executor.state().values.read(2).array() == executor.state().values.read(0).array());
    CHECK(executor.state().values.read(3).array() == executor.state().values.read(1).array());
}

TEST_CASE("Event bus: no publisher gives an empty stream; a null event faults; an unknown mode faults",
          "[core][executor][events][fault]") {
    CHECK(merged({}).empty());
    ProgramBuilder b("null");
    b.object(0).object(1);
    b.initial(0, Value(ValueArray{Value(Null{}), event(1, "a")}));
    b.event_bus_step(CombineMode::Merge, {0}, 1);
    Executor executor = make_executor(b);
    CHECK(executor.run_frame(0)->kind == FaultKind::BadValue);
    ProgramBuilder c("mode");
    c.object(0).object(1);
    c.event_bus_step(CombineMode::Sum, {0}, 1);
    Executor unknown = make_executor(c);
    CHECK(unknown.run_frame(0)->kind == FaultKind::UnknownKind);
}

TEST_CASE("Event bus: a merge that reads its own output faults before it fills memory",
          "[core][executor][events][fault]") {
    ProgramBuilder b("loop");
    b.object(0);
    b.initial(0, Value(ValueArray{event(1, "a")}));
    b.event_bus_step(CombineMode::Merge, {0, 0}, 0);
    Executor executor = make_executor(b);
    std::optional<Fault> fault;
    for (int frame = 0; frame < 40 && !fault; ++frame) fault = executor.run_frame(frame);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::Limit);
    CHECK(executor.state().values.read(0).array()->size() <= std::size_t{1} << 20);
}

TEST_CASE("Probe: records its slots by id in every frame", "[core][executor][probe]") {
    ProgramBuilder b("probe");
    b.f64(40, "late").object(7);
    b.initial(7, Value("text"));
    b.node_step(0, {}, {40}, static_cast<double>(b.constant(5)));
    b.debug_probe({40, 7});
    Executor executor = make_executor(b);
    run_frames(executor, 2);
    const auto records = executor.probe_records();
    REQUIRE(records.size() == 4);
    CHECK(records[0].slot == 40);
    CHECK(*records[0].value.number() == 5);
    CHECK(records[1].slot == 7);
    CHECK(*records[1].value.string() == "text");
    CHECK(records[3].frame == 2);
    CHECK(records[3].step == 1);
}
