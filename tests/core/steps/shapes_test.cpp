// SPDX-License-Identifier: MIT
// materializeColor, materializePath, materializeTestGeometry: buffers that stay in their slots.
#include "slotscope/limits.h"
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

Value rgba(double r, double g, double b, double a) { return object({{"r", r}, {"g", g}, {"b", b}, {"a", a}}); }
Value move_to(double x, double y) { return object({{"kind", "M"}, {"x", x}, {"y", y}}); }
Value path(ValueArray commands) { return object({{"commands", std::move(commands)}}); }

/// Domain in slot 0, input in slot 1, outputs from slot 2.
ProgramBuilder program_of(Value in_domain, Value input) {
    ProgramBuilder b("shapes");
    for (SlotId slot = 0; slot < 8; ++slot) b.object(slot);
    b.initial(0, std::move(in_domain)).initial(1, std::move(input));
    return b;
}
ProgramBuilder color_program(Value in_domain, Value color) {
    ProgramBuilder b = program_of(std::move(in_domain), std::move(color));
    b.step(MaterializeColorStep{0, 1, 2, 3, 4, 5});
    return b;
}
ProgramBuilder path_program(Value in_domain, Value paths) {
    ProgramBuilder b = program_of(std::move(in_domain), std::move(paths));
    b.step(MaterializePathStep{0, 1, 2, 3, 4, 5, 6, 7, {}});
    return b;
}

}  // namespace

TEST_CASE("MaterializeColor: one colour serves all, a list gives one each", "[core][steps]") {
    Executor executor = make_executor(color_program(domain(2), rgba(1, 2, 3, 4)));
    run_frames(executor, 1);
    CHECK(elements(executor.state().values.read(2)) == std::vector<double>{1, 1});
    CHECK(elements(executor.state().values.read(5)) == std::vector<double>{4, 4});
    const auto ensured = executor.state().values.ensured();
    CHECK(std::vector<SlotId>(ensured.begin(), ensured.end()) == std::vector<SlotId>{2, 3, 4, 5});
    CHECK(executor.state().values.written().empty());
    CHECK(same_numbers(elements(result_of(color_program(2.0, ValueArray{rgba(1, 2, 3, 4), object({{"r", 5.0}})}), 4)),
                       {3, kNaN}));
}

TEST_CASE("MaterializeColor: the array in a slot stays the same object", "[core][steps]") {
    Executor executor = make_executor(color_program(domain(2), rgba(1, 2, 3, 4)));
    run_frames(executor, 1);
    const TypedArray* first = executor.state().values.objects()[2].typed_array();
    run_frames(executor, 1, 1);
    CHECK(executor.state().values.objects()[2].typed_array() == first);
}

TEST_CASE("MaterializeColor: what is no colour faults after its buffers were made", "[core][steps]") {
    for (const Value& bad :
         {Value(), Value("#fff"), rgba(1, 2, 3, 4).member("r") ? Value(ValueArray{rgba(1, 1, 1, 1)}) : Value(),
          Value(ValueArray{1.0, 2.0})}) {
        Executor executor = make_executor(color_program(domain(2), bad));
        const auto fault = executor.run_frame(0);
        REQUIRE(fault.has_value());
        CHECK(fault->kind == FaultKind::BadValue);
        CHECK(elements(executor.state().values.read(5)) == std::vector<double>{0, 0});
    }
    CHECK(fault_of(color_program(domain(2), object({{"kind", "fieldExpr"}, {"exprId", "1"}}))).kind ==
          FaultKind::Unsupported);
    CHECK(fault_of(color_program(Value(), rgba(1, 1, 1, 1))).kind == FaultKind::BadValue);
    CHECK(fault_of(color_program(-3.0, rgba(1, 1, 1, 1))).kind == FaultKind::BadValue);
    CHECK(fault_of(color_program(1e9, rgba(1, 1, 1, 1))).kind == FaultKind::Limit);
    Executor partly = make_executor(color_program(domain(2), ValueArray{rgba(7, 1, 1, 1), Null{}}));
    REQUIRE(partly.run_frame(0).has_value());
    CHECK(elements(partly.state().values.read(2)) == std::vector<double>{7, 0});
}

TEST_CASE("MaterializePath: commands and coordinates of all kinds are encoded in order", "[core][steps]") {
    const Value line = object({{"kind", "L"}, {"x", 3.0}});
    const Value quad = object({{"kind", "Q"}, {"cx", 4.0}, {"cy", 5.0}, {"x", 6.0}, {"y", 7.0}});
    const Value cubic =
        object({{"kind", "C"}, {"c1x", 1.0}, {"c1y", 2.0}, {"c2x", 3.0}, {"c2y", 4.0}, {"x", 5.0}, {"y", 6.0}});
    const Value close = object({{"kind", "Z"}});
    Executor executor =
        make_executor(path_program(domain(2), ValueArray{path({move_to(1, 2), close}), path({line, quad, cubic})}));
    run_frames(executor, 1);
    const auto slot = [&](SlotId s) { return elements(executor.state().values.read(s)); };
    const auto commands = slot(2), coordinates = slot(3);
    CHECK(commands.size() == 64);
    CHECK(std::vector<double>(commands.begin(), commands.begin() + 5) == std::vector<double>{0, 4, 1, 2, 3});
    CHECK(coordinates.size() == 128);
    CHECK(same_numbers({coordinates.begin(), coordinates.begin() + 14}, {1, 2, 3, kNaN, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6}));
    CHECK(slot(4) == std::vector<double>{0, 2});
    CHECK(slot(5) == std::vector<double>{2, 3});
    CHECK(slot(6) == std::vector<double>{0, 1});
    CHECK(slot(7) == std::vector<double>{1, 6});
}

TEST_CASE("MaterializePath: a single path is repeated, and a field constant can hold it", "[core][steps]") {
    CHECK(elements(result_of(path_program(domain(3), path({move_to(1, 2)})), 4)) == std::vector<double>{0, 1, 2});
    ProgramBuilder b = path_program(domain(2), object({{"kind", "fieldExpr"}, {"exprId", "f0"}}));
    b.field(FieldConst{b.json_constant(path({move_to(1, 2)}))});
    CHECK(elements(result_of(b, 4)) == std::vector<double>{0, 1});
}

TEST_CASE("MaterializePath: an unknown command faults with what comes before it encoded", "[core][steps]") {
    Executor executor = make_executor(path_program(domain(1), path({move_to(8, 9), object({{"kind", "X"}})})));
    const auto fault = executor.run_frame(0);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::UnknownKind);
    CHECK(elements(executor.state().values.read(3))[1] == 9);
    CHECK(elements(executor.state().values.read(5)) == std::vector<double>{0});
}

TEST_CASE("MaterializePath: what is no path faults", "[core][steps]") {
    CHECK(fault_of(path_program(domain(1), Value())).kind == FaultKind::BadValue);
    CHECK(fault_of(path_program(domain(1), 4.0)).kind == FaultKind::BadValue);
    CHECK(fault_of(path_program(domain(2), ValueArray{path({})})).kind == FaultKind::BadValue);
    CHECK(fault_of(path_program(domain(2), ValueArray{path({}), 3.0})).kind == FaultKind::BadValue);
    CHECK(fault_of(path_program(2.5, path({}))).kind == FaultKind::BadValue);
    CHECK(fault_of(path_program(domain(1), path({Null{}}))).kind == FaultKind::BadValue);
    CHECK(fault_of(path_program(domain(1), object({{"kind", "fieldExpr"}, {"exprId", "9"}}))).kind ==
          FaultKind::BadReference);
    CHECK(fault_of(path_program(domain(1), object({{"kind", "fieldExpr"}, {"exprId", "nine"}}))).kind ==
          FaultKind::BadReference);
    CHECK(fault_of(path_program(static_cast<double>(limits::kMaxDomainElements), path(ValueArray(20, move_to(0, 0)))))
              .kind == FaultKind::Limit);
}

TEST_CASE("MaterializePath: outputs that share a slot leave the last one's buffer", "[core][steps]") {
    ProgramBuilder b = program_of(domain(2), path({move_to(1, 2)}));
    b.step(MaterializePathStep{0, 1, 2, 2, 2, 2, 2, 2, {}});
    CHECK(elements(result_of(b, 2)) == std::vector<double>{1, 1});
}

TEST_CASE("MaterializeTestGeometry: circles stand on a centred grid", "[core][steps]") {
    ProgramBuilder b = program_of(domain(3), Value());
    b.step(MaterializeTestGeometryStep{0, 2, 3, 4});
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    CHECK(elements(executor.state().values.read(2)) == std::vector<double>{370, 430, 370});
    CHECK(elements(executor.state().values.read(3)) == std::vector<double>{270, 270, 330});
    CHECK(elements(executor.state().values.read(4)) == std::vector<double>{15, 15, 15});
    ProgramBuilder bad = program_of("many", Value());
    bad.step(MaterializeTestGeometryStep{0, 2, 3, 4});
    CHECK(fault_of(bad).kind == FaultKind::BadValue);
}
