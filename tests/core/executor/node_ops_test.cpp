// SPDX-License-Identifier: MIT
// nodeEval: every opcode, on f64 slots and on values.
#include "run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

struct Case {
    std::int32_t opcode;
    std::vector<double> in;
    double expected;
};

double run_case(const Case& c) {
    switch (c.in.size()) {
        case 1: return node_result(c.opcode, {c.in[0]});
        case 2: return node_result(c.opcode, {c.in[0], c.in[1]});
        default: return node_result(c.opcode, {c.in[0], c.in[1], c.in[2]});
    }
}

double run_case_on_values(const Case& c) {
    std::vector<Value> inputs;
    for (const double x : c.in) inputs.emplace_back(x);
    return *node_value(c.opcode, inputs).number();
}

Value vec2(double x, double y) { return Value(ValueObject{{"x", x}, {"y", y}}); }

void check_vec2(const Value& value, double x, double y) {
    REQUIRE(value.member("x") != nullptr);
    REQUIRE(value.member("y") != nullptr);
    CHECK(same_bits(value.member("x")->to_number(), x));
    CHECK(same_bits(value.member("y")->to_number(), y));
}

const std::vector<Case> kCases{
    {100, {0.1, 0.2}, 0.1 + 0.2},
    {100, {-0.0, -0.0}, -0.0},
    {101, {1, 3}, -2},
    {102, {1e308, 10}, kInf},
    {103, {1, 0}, kInf},
    {103, {-1, 0}, -kInf},
    {103, {0, 0}, kNaN},
    {104, {-7, 3}, -1},
    {104, {5, 0}, kNaN},
    {104, {-0.0, 3}, -0.0},
    {104, {7.5, kInf}, 7.5},
    {105, {2, 10}, 1024},
    {105, {1, kInf}, kNaN},
    {105, {-1, -kInf}, kNaN},
    {105, {kNaN, 0}, 1},
    {105, {1.0 / 3, -2}, 9.000000000000002},
    {110, {0}, 0},
    {110, {kInf}, kNaN},
    {111, {0}, 1},
    {112, {-0.0}, -0.0},
    {113, {2}, kNaN},
    {114, {1}, 0},
    {115, {-0.0}, -0.0},
    {116, {-0.0, -1}, -3.141592653589793},
    {116, {1, 0}, 1.5707963267948966},
    {120, {-2.5}, 2.5},
    {120, {-0.0}, 0},
    {121, {-1.5}, -2},
    {122, {-0.5}, -0.0},
    {123, {-2.5}, -2},
    {123, {2.5}, 3},
    {123, {0.49999999999999994}, 0},
    {123, {-0.3}, -0.0},
    {124, {-0.25}, 0.75},
    {124, {-1e-300}, 1},
    {125, {-3}, -1},
    {125, {-0.0}, -0.0},
    {125, {kNaN}, kNaN},
    {130, {0, -0.0}, -0.0},
    {130, {kNaN, 1}, kNaN},
    {131, {-0.0, 0}, 0},
    {131, {1, kNaN}, kNaN},
    {132, {5, 0, 1}, 1},
    {132, {0.5, 2, 1}, 1},
    {133, {10, 20, 0.25}, 12.5},
    {134, {1, 0.5}, 0},
    {134, {1, 1}, 1},
    {134, {1, kNaN}, 1},
    {135, {0, 1, 0.5}, 0.5},
    {135, {0, 1, 2}, 1},
    {135, {1, 1, 1}, kNaN},
    {135, {1, 1, 2}, 1},
};

}  // namespace

TEST_CASE("nodeEval: arithmetic opcodes on f64 slots give IEEE results", "[core][executor][node]") {
    for (const Case& c : kCases) {
        const double got = run_case(c);
        INFO("opcode " << c.opcode << " of " << c.in[0] << ": got " << got << ", expected " << c.expected);
        CHECK(same_bits(got, c.expected));
    }
}

TEST_CASE("nodeEval: the same opcodes on object slots give the same bits", "[core][executor][node]") {
    for (const Case& c : kCases) {
        const double got = run_case_on_values(c);
        INFO("opcode " << c.opcode << " of " << c.in[0] << ": got " << got << ", expected " << c.expected);
        CHECK(same_bits(got, c.expected));
    }
}

TEST_CASE("nodeEval: missing inputs are NaN", "[core][executor][node]") {
    CHECK(same_bits(node_result(100, {1}), kNaN));
    CHECK(same_bits(node_result(120, {}), kNaN));
    CHECK(node_result(134, {1}) == 1);  // Step: x < edge is false for NaN
}

TEST_CASE("nodeEval: values convert to numbers as ECMAScript does", "[core][executor][node]") {
    const auto plus_one = [](Value value) { return *node_value(100, {std::move(value), Value(1.0)}).number(); };
    CHECK(plus_one(Value(Null{})) == 1);
    CHECK(plus_one(Value(true)) == 2);
    CHECK(plus_one(Value(" 12.5 ")) == 13.5);
    CHECK(plus_one(Value("")) == 1);
    CHECK(same_bits(plus_one(Value("abc")), kNaN));
    CHECK(same_bits(plus_one(Value()), kNaN));
    CHECK(plus_one(Value(ValueArray{Value(4.5)})) == 5.5);
    CHECK(same_bits(plus_one(Value(ValueArray{Value(1.0), Value(2.0)})), kNaN));
    CHECK(same_bits(plus_one(Value(ValueObject{})), kNaN));
}

TEST_CASE("nodeEval: Vec2 operations work on x and y", "[core][executor][node]") {
    check_vec2(node_value(200, {vec2(1, 2), vec2(0.5, -2)}), 1.5, 0);
    check_vec2(node_value(201, {vec2(1, 2), vec2(0.5, -2)}), 0.5, 4);
    check_vec2(node_value(202, {vec2(3, 2), vec2(0.5, -2)}), 1.5, -4);
    check_vec2(node_value(204, {vec2(3, 2), Value(2.0)}), 6, 4);
    CHECK(*node_value(210, {vec2(1, 2), vec2(3, 4)}).number() == 11);
    CHECK(*node_value(211, {vec2(3, 4)}).number() == 5);
    check_vec2(node_value(212, {vec2(3, 4)}), 3 * (1 / 5.0), 4 * (1 / 5.0));
    check_vec2(node_value(212, {vec2(0, 0)}), 0, 0);
    check_vec2(node_value(212, {vec2(kNaN, 0)}), 0, 0);
    check_vec2(node_value(213, {vec2(1, 2), Value(0.0)}), 1, 2);
    CHECK(*node_value(214, {vec2(0, 1)}).number() == 1.5707963267948966);
}

TEST_CASE("nodeEval: Vec2Add concatenates strings, missing members are undefined", "[core][executor][node]") {
    const Value sum = node_value(200, {Value(ValueObject{{"x", Value("a")}}), Value(ValueObject{{"x", 2.0}})});
    REQUIRE(sum.member("x")->string() != nullptr);
    CHECK(*sum.member("x")->string() == "a2");
    CHECK(same_bits(sum.member("y")->to_number(), kNaN));
}

TEST_CASE("nodeEval: a Vec2 operation on undefined faults and keeps what was written before",
          "[core][executor][node][fault]") {
    ProgramBuilder builder("vec2");
    builder.f64(0).object(1).object(2);
    builder.node_step(0, {}, {0}, static_cast<double>(builder.constant(7)));
    builder.node_step(212, {1}, {2});
    Executor executor = make_executor(builder);
    const auto fault = executor.run_frame(0);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::BadValue);
    CHECK(fault->step == 1);
    CHECK(number(executor, 0) == 7);
    CHECK(executor.state().values.written() == std::vector<SlotId>{0});
}

TEST_CASE("nodeEval: placeholders give 0 or pass through, unimplemented opcodes give 0; each is a note",
          "[core][executor][node]") {
    for (const std::int32_t opcode : {10, 12, 11, 13, 14, 203, 300, 305, 402, 500, 600, 700, 804, 999, -5})
        CHECK(node_result(opcode, {42}) == 0);
    CHECK(node_result(400, {42}) == 42);
    CHECK(node_result(401, {42}) == 42);
    CHECK(*node_value(400, {Value("text")}).string() == "text");

    ProgramBuilder builder("notes");
    builder.f64(0).f64(1);
    builder.node_step(999, {}, {0});
    builder.node_step(12, {}, {1});
    Executor executor = make_executor(builder);
    run_frames(executor, 3);
    REQUIRE(executor.notes().notes().size() == 2);
    CHECK(executor.notes().notes()[0].kind == NoteKind::UnimplementedOpcode);
    CHECK(executor.notes().notes()[0].count == 3);
    CHECK(executor.notes().notes()[1].kind == NoteKind::PlaceholderOpcode);
}

TEST_CASE("nodeEval: Const finds its constant through the index, then the f64 pool, then json, else 0 with a note",
          "[core][executor][node]") {
    const auto run = [](auto fill, std::optional<double> tag) {
        ProgramBuilder builder("const");
        builder.object(0);
        fill(builder.program());
        builder.node_step(std::nullopt, {}, {0}, tag);
        Executor executor = make_executor(builder);
        run_frames(executor, 1);
        return std::pair(executor.state().values.read(0), executor.notes().notes().size());
    };
    const auto pools = [](Program& p) {
        p.constants.f64 = {1.5, 2.5};
        p.constants.json = {Value("zero"), Value("one"), Value("two")};
        p.constants.index = {{ConstKind::Json, 1}};
    };
    CHECK(*run(pools, 0.0).first.string() == "one");
    CHECK(*run(pools, std::nullopt).first.string() == "one");  // no tag means constant 0
    CHECK(*run(pools, 1.0).first.number() == 2.5);
    CHECK(*run(pools, 2.0).first.string() == "two");
    const auto [missing, notes] = run(pools, 7.0);
    CHECK(*missing.number() == 0);
    CHECK(notes == 1);
    CHECK(run([](Program& p) { p.constants.index = {{ConstKind::F64, 5}}; }, 0.0).first.is_undefined());
}

TEST_CASE("nodeEval: a negative constant id, a missing node and a missing node table are faults",
          "[core][executor][node][fault]") {
    ProgramBuilder negative("negative");
    negative.f64(0);
    negative.constant(1);
    negative.node_step(0, {}, {0}, -1.0);
    Executor a = make_executor(negative);
    REQUIRE(a.run_frame(0).has_value());

    ProgramBuilder dangling("dangling");
    dangling.f64(0);
    dangling.node(100);
    dangling.step(NodeEvalStep{7, {}, {0}, "preBus"});
    Executor b = make_executor(dangling);
    CHECK(b.run_frame(0)->kind == FaultKind::BadReference);

    ProgramBuilder missing("missing");
    missing.f64(0);
    missing.step(NodeEvalStep{0, {}, {0}, "preBus"});
    missing.program().nodes.reset();
    Executor c = make_executor(missing);
    CHECK(c.run_frame(0)->kind == FaultKind::MissingTable);
}

TEST_CASE("nodeEval: extra outputs stay unwritten, and a node without outputs still faults on bad inputs",
          "[core][executor][node]") {
    ProgramBuilder builder("outputs");
    builder.f64(0).f64(1).object(2);
    builder.node_step(0, {}, {0, 1}, static_cast<double>(builder.constant(3)));
    Executor executor = make_executor(builder);
    run_frames(executor, 1);
    CHECK(executor.state().values.written() == std::vector<SlotId>{0});

    builder.node_step(212, {2}, {});
    Executor faulting = make_executor(builder);
    CHECK(faulting.run_frame(0).has_value());
}
