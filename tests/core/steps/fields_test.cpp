// SPDX-License-Identifier: MIT
// Field expressions: every kind of node, element by element.
#include "runtime/math/elementary.h"
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr SlotId kDomain = 1, kOut = 2;
const TypeDesc kVec2{"field", "vec2", "", ""};

/// A program with one domain; `add` adds fields and returns the one that is materialised.
template <class Add>
ProgramBuilder field_program(Add add, double count = 4, double components = 1, std::string element_type = "f32") {
    ProgramBuilder b("fields");
    b.f64(0, "t").object(kDomain, "domain").object(kOut, "out");
    b.initial(kDomain, domain(count));
    b.sig_const(0);  // there is a table of signals
    const Ref field = add(b);
    b.step(MaterializeStep{"m", std::to_string(field), kDomain, kOut, std::move(element_type), components, ""});
    return b;
}

Ref constant(ProgramBuilder& b, Value value, const TypeDesc& type = {"field", "number", "", ""}) {
    const Ref row = b.json_constant(std::move(value));
    return b.field(FieldConst{row}, type);
}
Ref list(ProgramBuilder& b, const std::vector<double>& numbers) {
    return constant(b, ValueArray(numbers.begin(), numbers.end()));
}
PureFn op(std::int32_t opcode) { return {false, opcode, {}}; }

template <class Add>
std::vector<double> materialized(Add add, double components = 1, std::string type = "f32") {
    return elements(result_of(field_program(add, 4, components, std::move(type)), kOut));
}
template <class Add>
FaultKind fault_kind(Add add, double components = 1, std::string type = "f32") {
    const Fault fault = fault_of(field_program(add, 4, components, std::move(type)));
    CHECK(fault.step == 0);
    CHECK_FALSE(fault.message.empty());
    return fault.kind;
}

std::vector<double> mapped(std::int32_t opcode, const std::vector<double>& in) {
    return materialized([&](ProgramBuilder& b) { return b.field(FieldMap{list(b, in), op(opcode), {}}); }, 1, "f64");
}
std::vector<double> zipped(std::int32_t opcode, const std::vector<double>& x, const std::vector<double>& y) {
    return materialized(
        [&](ProgramBuilder& b) {
            const Ref a = list(b, x);
            const Ref c = list(b, y);
            return b.field(FieldZip{a, c, op(opcode), {}});
        },
        1, "f64");
}

}  // namespace

TEST_CASE("Fields: a number constant fills, a list gives one number each, a flag counts as 0 or 1", "[core][steps]") {
    CHECK(materialized([](ProgramBuilder& b) { return constant(b, 2.5); }) == std::vector<double>{2.5, 2.5, 2.5, 2.5});
    CHECK(materialized([](ProgramBuilder& b) { return list(b, {1, 2, 3, 4}); }) == std::vector<double>{1, 2, 3, 4});
    CHECK(materialized([](ProgramBuilder& b) { return constant(b, true); }) == std::vector<double>{1, 1, 1, 1});
    CHECK(materialized([](ProgramBuilder& b) {
              return constant(b, "yes", {"field", "boolean", "", ""});
          }) == std::vector<double>{1, 1, 1, 1});
}

TEST_CASE("Fields: vectors come from objects, from one number, and for two components from lists", "[core][steps]") {
    const Value point = object({{"x", 1.0}, {"y", 2.0}});
    CHECK(materialized([&](ProgramBuilder& b) { return constant(b, point, kVec2); }, 2) ==
          std::vector<double>{1, 2, 1, 2, 1, 2, 1, 2});
    CHECK(materialized(
              [&](ProgramBuilder& b) {
                  return constant(b, 3.0, {"field", "vec3", "", ""});
              },
              3) == std::vector<double>(12, 3));
    CHECK(materialized(
              [&](ProgramBuilder& b) {
                  return constant(b, point, {"field", "vec4", "", ""});
              },
              4) == std::vector<double>{1, 2, 0, 0, 1, 2, 0, 0, 1, 2, 0, 0, 1, 2, 0, 0});
    CHECK(materialized(
              [&](ProgramBuilder& b) {
                  return constant(b, ValueArray{point, Null{}, point, 7.0}, kVec2);
              },
              2) == std::vector<double>{1, 2, 0, 0, 1, 2, 0, 0});
    CHECK(fault_kind(
              [&](ProgramBuilder& b) {
                  return constant(b, ValueArray{1.0, 2.0, 3.0}, {"field", "vec3", "", ""});
              },
              3) == FaultKind::BadValue);
    CHECK(fault_kind(
              [&](ProgramBuilder& b) {
                  return constant(b, Null{}, {"field", "vec4", "", ""});
              },
              4) == FaultKind::BadValue);
}

TEST_CASE("Fields: colours become rgba8, one for all or one each", "[core][steps]") {
    const TypeDesc color{"field", "color", "", ""};
    CHECK(materialized([&](ProgramBuilder& b) { return constant(b, "#ff000080", color); }, 4, "u8") ==
          std::vector<double>{128, 0, 0, 128, 128, 0, 0, 128, 128, 0, 0, 128, 128, 0, 0, 128});
    const Value blue = object({{"r", 0.0}, {"g", 0.0}, {"b", 1.0}});
    CHECK(materialized(
              [&](ProgramBuilder& b) {
                  return constant(b, ValueArray{"#fff", blue, "#000", blue}, color);
              },
              4, "u8") == std::vector<double>{255, 255, 255, 255, 0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 255, 255});
    const Value out =
        result_of(field_program([&](ProgramBuilder& b) { return constant(b, "#fff", color); }, 4, 4, "u8"), kOut);
    CHECK(out.member("data")->typed_array()->type == ElementType::U8Clamped);
    CHECK(fault_kind([&](ProgramBuilder& b) { return constant(b, "#fff", color); }, 4, "f32") ==
          FaultKind::Unsupported);
    CHECK(fault_kind([&](ProgramBuilder& b) { return constant(b, true, color); }, 4, "u8") == FaultKind::BadValue);
    CHECK(fault_kind([&](ProgramBuilder& b) { return constant(b, ValueArray{"#fff"}, color); }, 4, "u8") ==
          FaultKind::BadValue);
}

TEST_CASE("Fields: a broadcast signal is evaluated once and fills all elements", "[core][steps]") {
    const auto out = materialized(
        [](ProgramBuilder& b) {
            return b.field(FieldBroadcastSig{b.sig_const(0.1), kDomain});
        },
        1, "f64");
    CHECK(out == std::vector<double>(4, 0.1));
    CHECK(fault_kind([](ProgramBuilder& b) {
              return b.field(FieldBroadcastSig{99, kDomain});
          }) == FaultKind::BadReference);
}

TEST_CASE("Fields: maps take every unary opcode, of the value itself", "[core][steps]") {
    const std::vector<double> in{-1.5, 0.25, 2, -0.0};
    const auto each = [&](double (*f)(double)) {
        std::vector<double> out;
        for (const double x : in) out.push_back(f(x));
        return out;
    };
    CHECK(same_numbers(mapped(110, in), each(math::sin)));
    CHECK(same_numbers(mapped(111, in), each(math::cos)));
    CHECK(same_numbers(mapped(112, in), each(math::tan)));
    CHECK(same_numbers(mapped(113, in), each(math::asin)));
    CHECK(same_numbers(mapped(114, in), each(math::acos)));
    CHECK(same_numbers(mapped(115, in), each(math::atan)));
    CHECK(same_numbers(mapped(120, in), {1.5, 0.25, 2, 0}));
    CHECK(same_numbers(mapped(121, in), {-2, 0, 2, -0.0}));
    CHECK(same_numbers(mapped(122, in), {-1, 1, 2, -0.0}));
    CHECK(same_numbers(mapped(123, in), {-1, 0, 2, -0.0}));
    CHECK(same_numbers(mapped(124, in), {0.5, 0.25, 0, 0}));
    CHECK(same_numbers(mapped(125, in), {-1, 1, 1, -0.0}));
}

TEST_CASE("Fields: zips take every binary opcode; division and remainder by zero are IEEE's", "[core][steps]") {
    const std::vector<double> x{-1.5, 1, 0, 3}, y{2, 0, 0, kNaN};
    CHECK(same_numbers(zipped(100, x, y), {0.5, 1, 0, kNaN}));
    CHECK(same_numbers(zipped(101, x, y), {-3.5, 1, 0, kNaN}));
    CHECK(same_numbers(zipped(102, x, y), {-3, 0, 0, kNaN}));
    CHECK(same_numbers(zipped(103, x, y), {-0.75, kInf, kNaN, kNaN}));
    CHECK(same_numbers(zipped(104, x, y), {-1.5, kNaN, kNaN, kNaN}));
    CHECK(same_numbers(zipped(105, x, y), {2.25, 1, 1, kNaN}));
    CHECK(same_numbers(zipped(116, x, y), {math::atan2(-1.5, 2), math::atan2(1, 0), 0, kNaN}));
    CHECK(same_numbers(zipped(130, x, y), {-1.5, 0, 0, kNaN}));
    CHECK(same_numbers(zipped(131, x, y), {2, 1, 0, kNaN}));
}

TEST_CASE("Fields: vec2 zips work on components", "[core][steps]") {
    const auto zip = [](std::int32_t opcode) {
        return materialized(
            [&](ProgramBuilder& b) {
                const Ref p = constant(b, object({{"x", 6.0}, {"y", 1.0}}), kVec2);
                const Ref q = constant(b, object({{"x", 2.0}, {"y", 0.0}}), kVec2);
                return b.field(FieldZip{p, q, op(opcode), {}}, kVec2);
            },
            2);
    };
    CHECK(zip(200) == std::vector<double>{8, 1, 8, 1, 8, 1, 8, 1});
    CHECK(zip(201) == std::vector<double>{4, 1, 4, 1, 4, 1, 4, 1});
    CHECK(zip(202) == std::vector<double>{12, 0, 12, 0, 12, 0, 12, 0});
    CHECK(zip(203) == std::vector<double>{3, kInf, 3, kInf, 3, kInf, 3, kInf});
}

TEST_CASE("Fields: operands are rounded to f32, the result only to its own format", "[core][steps]") {
    const float tenth = 0.1F;
    const auto out = materialized(
        [](ProgramBuilder& b) {
            const Ref a = constant(b, 0.1);
            return b.field(FieldZip{a, a, op(102), {}});
        },
        1, "f64");
    CHECK(out[0] == static_cast<double>(tenth) * static_cast<double>(tenth));
}

TEST_CASE("Fields: select takes what is not zero for true, NaN included", "[core][steps]") {
    const auto out = materialized([](ProgramBuilder& b) {
        const Ref condition = list(b, {0, -0.0, kNaN, 0.1});
        const Ref yes = constant(b, 1.0);
        const Ref no = constant(b, 2.0);
        return b.field(FieldSelect{condition, yes, no});
    });
    CHECK(out == std::vector<double>{2, 2, 1, 1});
}

TEST_CASE("Fields: busCombine has six modes, and its extremes leave NaN out", "[core][steps]") {
    const auto combine = [](CombineMode mode, bool with_terms = true) {
        return materialized([&](ProgramBuilder& b) {
            std::vector<Ref> terms;
            if (with_terms) terms = {list(b, {1, 2, kNaN, 4}), list(b, {5, -6, 7, kNaN})};
            return b.field(FieldBusCombine{0, terms, {mode, "given", {}}});
        });
    };
    CHECK(same_numbers(combine(CombineMode::Sum), {6, -4, kNaN, kNaN}));
    CHECK(same_numbers(combine(CombineMode::Average), {3, -2, kNaN, kNaN}));
    CHECK(same_numbers(combine(CombineMode::Min), {1, -6, 7, 4}));
    CHECK(same_numbers(combine(CombineMode::Max), {5, 2, 7, 4}));
    CHECK(same_numbers(combine(CombineMode::Last), {5, -6, 7, kNaN}));
    CHECK(same_numbers(combine(CombineMode::Product), {5, -12, kNaN, kNaN}));
    CHECK(combine(CombineMode::Unknown, false) == std::vector<double>(4, 0));
    CHECK(fault_kind([](ProgramBuilder& b) {
              return b.field(FieldBusCombine{0, {constant(b, 1.0)}, {CombineMode::First, "first", {}}});
          }) == FaultKind::UnknownKind);
}

TEST_CASE("Fields: a transform applies its chain to each element", "[core][steps]") {
    TransformStep scale{TransformKind::ScaleBias, 2, 1, false, {}, {}};
    TransformStep clamp{TransformKind::Normalize, 0, 0, false, {}, {}};
    TransformStep round{TransformKind::Map, 0, 0, false, {false, 123, {}}, {}};
    const auto transformed = [](std::vector<TransformStep> steps) {
        return materialized(
            [&](ProgramBuilder& b) {
                const Ref chain = b.transform(std::move(steps));
                return b.field(FieldTransform{list(b, {-2, -0.4, 0, 3}), chain});
            },
            1, "f64");
    };
    CHECK(transformed({scale}) == std::vector<double>{-3, static_cast<double>(-0.4F) * 2 + 1, 1, 7});
    CHECK(transformed({scale, clamp, round}) == std::vector<double>{-1, 0, 1, 1});
    CHECK(transformed({{TransformKind::Quantize, 2, 0, false, {}, {}}}) == std::vector<double>{-2, -0.0, 0, 4});
    CHECK(transformed({{TransformKind::Ease, 1, 0, false, {}, {}}}) == std::vector<double>{0, 0, 0, 1});
    const auto faulty = [](TransformStep step) {
        return fault_kind([&](ProgramBuilder& b) {
            const Ref chain = b.transform({step});
            return b.field(FieldTransform{constant(b, 1.0), chain});
        });
    };
    CHECK(faulty({TransformKind::Cast, 0, 0, false, {}, "toInt"}) == FaultKind::Unsupported);
    CHECK(faulty({TransformKind::Unknown, 0, 0, false, {}, "warp"}) == FaultKind::UnknownKind);
    CHECK(faulty({TransformKind::Ease, 9, 0, false, {}, {}}) == FaultKind::BadReference);
    CHECK(faulty({TransformKind::Map, 0, 0, false, {false, 100, {}}, {}}) == FaultKind::UnknownKind);
    CHECK(faulty({TransformKind::Map, 0, 0, false, {true, -1, "k"}, {}}) == FaultKind::Unsupported);
    CHECK(fault_kind([](ProgramBuilder& b) {
              return b.field(FieldTransform{constant(b, 1.0), 5});
          }) == FaultKind::BadReference);
}

TEST_CASE("Fields: a slew in a chain advances its cell once per element", "[core][steps]") {
    const auto out = materialized(
        [](ProgramBuilder& b) {
            b.cell("slew", "value", StateStorage::F64);
            const Ref chain = b.transform({{TransformKind::Slew, 60, 0, false, {}, {}}});
            return b.field(FieldTransform{constant(b, 1.0), chain});
        },
        1, "f64");
    double state = 0;
    for (const double element : out) {
        state = state + (1 - state) * (1 - math::exp(-60.0 * (1.0 / 60)));
        CHECK(element == state);
    }
}

TEST_CASE("Fields: only nodes that the expression uses can fault", "[core][steps]") {
    const auto out = materialized([](ProgramBuilder& b) {
        b.field(FieldUnknown{"star"});
        b.field(FieldMap{99, op(110), {}});
        constant(b, "text", {"field", "string", "", ""});
        b.field(FieldZip{0, 0, {true, -1, "kernel"}, {}});
        return constant(b, 1.0);
    });
    CHECK(out == std::vector<double>(4, 1));
}

TEST_CASE("Fields: nodes that cannot be evaluated fault with their kind", "[core][steps]") {
    CHECK(fault_kind([](ProgramBuilder& b) { return b.field(FieldUnknown{"star"}); }) == FaultKind::UnknownKind);
    CHECK(fault_kind([](ProgramBuilder& b) {
              return b.field(FieldMap{constant(b, 1.0), op(100), {}});
          }) == FaultKind::UnknownKind);
    CHECK(fault_kind([](ProgramBuilder& b) {
              return b.field(FieldMap{constant(b, 1.0), {true, -1, "k"}, {}});
          }) == FaultKind::Unsupported);
    CHECK(fault_kind(
              [](ProgramBuilder& b) {
                  return b.field(FieldMap{constant(b, 1.0), op(110), {}}, kVec2);
              },
              2) == FaultKind::Unsupported);
    CHECK(fault_kind([](ProgramBuilder& b) {
              const Ref a = constant(b, 1.0);
              return b.field(FieldZip{a, a, op(999), {}});
          }) == FaultKind::UnknownKind);
    CHECK(fault_kind([](ProgramBuilder& b) {
              const Ref a = constant(b, 1.0);
              return b.field(FieldZip{a, a, op(200), {}});
          }) == FaultKind::Unsupported);
    CHECK(fault_kind(
              [](ProgramBuilder& b) {
                  const Ref a = constant(b, 1.0);
                  return b.field(FieldZip{a, a, op(100), {}}, kVec2);
              },
              2) == FaultKind::Unsupported);
    CHECK(fault_kind(
              [](ProgramBuilder& b) {
                  const Ref a = constant(b, 1.0);
                  return b.field(FieldSelect{a, a, a}, kVec2);
              },
              2) == FaultKind::Unsupported);
    CHECK(fault_kind([](ProgramBuilder& b) { return b.field(FieldBusCombine{}, kVec2); }, 2) == FaultKind::Unsupported);
    CHECK(fault_kind([](ProgramBuilder& b) {
              return constant(b, 1.0, {"event", "number", "", ""});
          }) == FaultKind::Unsupported);
    CHECK(fault_kind([](ProgramBuilder& b) {
              return constant(b, "text", {"field", "string", "", ""});
          }) == FaultKind::Unsupported);
    CHECK(fault_kind([](ProgramBuilder& b) { return constant(b, "text"); }) == FaultKind::BadValue);
    CHECK(fault_kind([](ProgramBuilder& b) { return b.field(FieldConst{77}); }) == FaultKind::BadValue);
    CHECK(fault_kind([](ProgramBuilder& b) { return list(b, {1, 2}); }) == FaultKind::BadValue);
    CHECK(fault_kind([](ProgramBuilder& b) { return b.field(FieldMap{55, op(110), {}}); }) == FaultKind::BadReference);
    CHECK(fault_kind([](ProgramBuilder& b) {
              constant(b, 1.0);
              return Ref{40};
          }) == FaultKind::BadReference);
}

TEST_CASE("Fields: an expression that depends on itself faults, a very deep one does not", "[core][steps]") {
    CHECK(fault_kind([](ProgramBuilder& b) { return b.field(FieldMap{0, op(120), {}}); }) == FaultKind::SignalCycle);
    const auto out = materialized([](ProgramBuilder& b) {
        Ref field = constant(b, -7.0);
        for (int i = 0; i < 100'000; ++i) field = b.field(FieldMap{field, op(120), {}});
        return field;
    });
    CHECK(out == std::vector<double>(4, 7));
}
