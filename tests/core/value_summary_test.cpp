// SPDX-License-Identifier: MIT
#include "slotscope/value_summary.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "slotscope/executor.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using Catch::Matchers::WithinULP;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();

Value floats(std::vector<float> elements) { return TypedArray{ElementType::F32, std::move(elements)}; }
Value handle(Value data, double components) {
    return ValueObject{{"kind", "buffer"},
                       {"data", std::move(data)},
                       {"format", Value(ValueObject{{"components", components}, {"elementType", "f32"}})}};
}
Value command(const char* kind) { return ValueObject{{"kind", kind}, {"x", 1.0}, {"y", 2.0}}; }
Value path() { return ValueObject{{"commands", ValueArray{command("M"), command("L"), command("L"), command("Z")}}}; }
Value event(double time) { return ValueObject{{"time", time}, {"value", time * 2}}; }

std::string fact(const Value& value, const std::string& label) {
    for (const ValueFact& fact : value_facts(value)) {
        if (fact.label == label) return fact.text;
    }
    return "no fact";
}

}  // namespace

TEST_CASE("Value summary: forms are told apart by their members", "[core][summary]") {
    CHECK(value_form(Value()) == ValueForm::Undefined);
    CHECK(value_form(5.0) == ValueForm::Number);
    CHECK(value_form(floats({1})) == ValueForm::TypedArray);
    CHECK(value_form(handle(floats({1}), 1)) == ValueForm::Buffer);
    CHECK(value_form(ValueObject{{"kind", "buffer"}}) == ValueForm::Object);
    CHECK(value_form(ValueObject{{"kind", "domain"}, {"count", 3.0}}) == ValueForm::Domain);
    CHECK(value_form(ValueObject{{"kind", "domain"}, {"count", "3"}}) == ValueForm::Object);
    CHECK(value_form(ValueObject{{"kind", "fieldExpr"}, {"exprId", "f1"}}) == ValueForm::FieldExpression);
    CHECK(value_form(ValueObject{{"x", 1.0}, {"y", 2.0}}) == ValueForm::Vector);
    CHECK(value_form(ValueObject{{"x", 1.0}, {"y", 2.0}, {"name", "a"}}) == ValueForm::Object);
    CHECK(value_form(ValueObject{{"r", 1.0}, {"g", 1.0}, {"b", 1.0}, {"a", 1.0}}) == ValueForm::Color);
    CHECK(value_form(path()) == ValueForm::Path);
    CHECK(value_form(ValueArray{path()}) == ValueForm::Paths);
    CHECK(value_form(ValueArray{event(1)}) == ValueForm::Events);
    CHECK(value_form(ValueArray{1.0}) == ValueForm::List);
    CHECK(value_form(ValueArray{}) == ValueForm::List);
    CHECK(value_form(ValueObject{{"version", 1.0}, {"passes", ValueArray{}}}) == ValueForm::RenderFrame);
}

TEST_CASE("Value summary: numbers that are not finite are counted and leave minimum, maximum and mean alone",
          "[core][summary]") {
    const TypedArray array{ElementType::F64, std::vector<double>{3, kNaN, -1, kInfinity, 4, -kInfinity, kNaN}};
    const NumberSummary all = summarize(array);
    CHECK(all.count == 7);
    CHECK(all.nans == 2);
    CHECK(all.infinite == 2);
    CHECK(all.finite() == 3);
    CHECK(all.min == -1);
    CHECK(all.max == 4);
    CHECK_THAT(all.mean, WithinULP(2.0, 0));
    const NumberSummary nothing =
        summarize(TypedArray{ElementType::F32, std::vector<float>{std::numeric_limits<float>::quiet_NaN()}});
    CHECK(nothing.finite() == 0);
    CHECK(nothing.mean == 0);
    CHECK(summarize(TypedArray{}).count == 0);
}

TEST_CASE("Value summary: a stride looks at one component", "[core][summary]") {
    const TypedArray array{ElementType::I32, std::vector<std::int32_t>{1, 10, 2, 20, 3, 30, 4}};
    CHECK(summarize(array, 0, 2).count == 4);
    CHECK(summarize(array, 0, 2).max == 4);
    CHECK(summarize(array, 1, 2).count == 3);
    CHECK(summarize(array, 1, 2).mean == 20);
    CHECK(summarize(array, 99, 2).count == 0);
}

TEST_CASE("Value summary: the line says what it is, how many, and the range", "[core][summary]") {
    CHECK(summary_line(floats({0.5F, 1})) == "f32[2] 0.5, 1");
    CHECK(summary_line(handle(floats({0.5F, 1}), 1)) == "f32[2] 0.5, 1");
    CHECK(summary_line(handle(floats({0.5F, -1, 3, 2}), 2)) == "2 × 2 f32, -1 to 3");
    CHECK(summary_line(floats(std::vector<float>(1000, 2.5F))) == "f32[1,000], all 2.5");
    std::vector<float> holed(9, 1);
    holed[3] = std::numeric_limits<float>::quiet_NaN();
    holed[4] = std::numeric_limits<float>::infinity();
    holed[8] = 4;
    CHECK(summary_line(floats(holed)) == "f32[9], 1 to 4, 1 NaN, 1 infinite");
    CHECK(summary_line(floats(std::vector<float>(kSummaryElements + 1))) == "f32[4,097]");
    CHECK(summary_line(floats(std::vector<float>(kSummaryElements + 1)), 80, 10'000) == "f32[4,097], all 0");
    CHECK(summary_line(ValueObject{{"kind", "domain"}, {"count", 1e5}}) == "domain of 100,000");
    CHECK(summary_line(ValueObject{{"kind", "domain"}, {"count", kNaN}}) == "domain of NaN");
    CHECK(summary_line(path()) == "path, 4 commands");
    CHECK(summary_line(ValueArray{path(), path()}) == "2 paths");
    CHECK(summary_line(ValueArray{event(5)}) == "1 event at 5 ms");
    CHECK(summary_line(ValueArray{event(5), event(8.5)}) == "2 events, 5 to 8.5 ms");
    CHECK(summary_line(ValueObject{{"kind", "fieldExpr"}, {"exprId", "a\nb"}}) == "field expression a b");
    CHECK(summary_line(ValueObject{{"x", 1.0}, {"y", 2.0}}) == "{x: 1, y: 2}");
    CHECK(summary_line(ValueObject{{"x", -2.9171097611936}, {"y", 0.1 + 0.2}}) == "{x: -2.917, y: 0.3}");
    CHECK(summary_line(ValueObject{{"x", std::nan("")}, {"y", -0.0}}) == "{x: NaN, y: -0}");
    CHECK(summary_line(ValueObject{{"r", 1.0 / 3}, {"g", 0.5}, {"b", 1e-9}, {"a", 1.0}}) ==
          "{r: 0.3333, g: 0.5, b: 1e-9, a: 1}");
    CHECK(summary_line(ValueObject{{"version", 1.0}, {"passes", ValueArray{}}}) == "render frame, no passes");
    CHECK(summary_line(Value("text")) == "\"text\"");
    CHECK(summary_line(ValueArray{event(5), event(8.5)}, 12).size() <= 12);
}

TEST_CASE("Value summary: what steps make reads as what it is, with facts that were put in", "[core][summary]") {
    ProgramBuilder b("made");
    for (SlotId slot = 0; slot < 6; ++slot) b.object(slot);
    const auto point = [](double x, double y, double z) { return Value(ValueObject{{"x", x}, {"y", y}, {"z", z}}); };
    b.camera(
        "eye",
        ValueObject{
            {"id", "eye"},
            {"handedness", "right"},
            {"forwardAxis", "-Z"},
            {"upAxis", "+Y"},
            {"projection",
             Value(
                 ValueObject{{"kind", "perspective"}, {"near", 0.5}, {"far", 64.0}, {"fovYRad", 1.0471975511965976}})},
            {"pose",
             Value(ValueObject{{"position", point(1, 2, 3)},
                               {"orientation", Value(ValueObject{{"x", 0.0}, {"y", 0.0}, {"z", 0.0}, {"w", 1.0}})}})}});
    b.mesh("prism",
           ValueObject{
               {"id", "prism"},
               {"recipe", Value(ValueObject{
                              {"profile", Value(ValueObject{{"kind", "ngon"}, {"sides", 4.0}, {"radius", 1.0}})},
                              {"extrude", Value(ValueObject{{"kind", "linear"}, {"depth", 2.0}, {"cap", "none"}})}})},
               {"attributes", Value(ValueObject{{"normals", true}, {"uvs", false}})},
               {"indexType", "u16"}});
    b.initial(2, floats({10, 20, 30, 40})).initial(3, 6.0).initial(4, ValueObject{{"kind", "domain"}, {"count", 2.0}});
    b.step(CameraEvalStep{"eye", 0}).step(MeshMaterializeStep{"prism", 1});
    RenderAssembleStep assemble;
    InstanceBatch batch;
    batch.domain = 4, batch.pos_xy = 2, batch.size = 3;
    assemble.instances = {batch};
    assemble.out = 5;
    b.step(assemble);
    auto executor = Executor::create(b.build().value());
    REQUIRE(executor.has_value());
    const auto fault = executor->run_frame(0);
    INFO((fault ? fault->message : std::string()));
    REQUIRE_FALSE(fault);
    const auto value = [&](SlotId slot) { return executor->state().values.read(slot); };

    CHECK(summary_line(value(0)) == "camera eye");
    CHECK(fact(value(0), "Position") == "1, 2, 3");
    CHECK(fact(value(0), "Looks along") == "0, 0, -1");
    CHECK(fact(value(0), "Projection") == "perspective, 60° high");
    CHECK(fact(value(0), "Near, far") == "0.5, 64");
    CHECK(fact(value(0), "Viewport") == "1,920 × 1,080 at 1x");
    CHECK(value_form(value(1)) == ValueForm::Mesh);
    CHECK(fact(value(1), "Triangles") == "8");
    CHECK(fact(value(1), "Attributes") == "positions, normals");
    CHECK(summary_line(value(5)) == "render frame, 1 pass, 2 instances");
    CHECK(fact(value(5), "Pass 0") == "instances2d, 2");
    CHECK(fact(value(5), "Clears to") == "#000000ff");
    CHECK(fact(path(), "Commands") == "M 1, L 2, Z 1");
    CHECK(fact(ValueArray{event(5), event(1)}, "Time") == "1 to 5 ms");
    CHECK(fact(floats({1, 2}), "Mean") == "1.5");
    CHECK(value_facts(5.0).empty());
}
