// SPDX-License-Identifier: MIT
// Signals as readable expressions.
#include <limits>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/describe.h"
#include "slotscope/program_builder.h"

using namespace slotscope;

namespace {

constexpr std::int32_t kAdd = 100, kSub = 101, kMul = 102, kDiv = 103, kPow = 105, kSin = 110, kAtan2 = 116;

TransformStep transform_step(TransformKind kind, double a = 0, double b = 0) {
    TransformStep step;
    step.kind = kind;
    step.a = a;
    step.b = b;
    return step;
}

struct Signals : ProgramBuilder {
    Signals() : ProgramBuilder("signals") { f64(0, "a").f64(1, "b").f64(2, "c"); }
    std::string text(Ref signal, int max_depth = 6) {
        const std::string line = signal_expression(program(), signal, max_depth);
        const SlotNames names(program());
        CHECK(signal_expression(program(), signal, max_depth, &names) == line);
        return line;
    }
    Ref a() { return sig_input(0); }
    Ref b() { return sig_input(1); }
    Ref c() { return sig_input(2); }
};

}  // namespace

TEST_CASE("An expression names times, slots and constants", "[core][expression]") {
    Signals s;
    CHECK(s.text(s.signal(SigTimeAbsMs{})) == "tAbsMs");
    CHECK(s.text(s.signal(SigTimeModelMs{})) == "tModelMs");
    CHECK(s.text(s.signal(SigPhase01{})) == "phase01");
    CHECK(s.text(s.signal(SigWrapEvent{})) == "wrapEvent");
    CHECK(s.text(s.sig_const(-0.5)) == "-0.5");
    CHECK(s.text(s.signal(SigConst{s.json_constant("text")})) == "NaN");
    CHECK(s.text(s.signal(SigConst{99})) == "constant 99?");
    CHECK(s.text(s.a()) == "a");
    CHECK(s.text(s.sig_input(44)) == "slot 44");
}

TEST_CASE("An expression quotes slot names that it could be misread with", "[core][expression]") {
    Signals s;
    s.f64(5, "LFO out").f64(6, "a-b").f64(7, "mix.sum");
    CHECK(s.text(s.sig_zip(kMul, s.sig_input(5), s.sig_input(6))) == R"("LFO out" * "a-b")");
    CHECK(s.text(s.sig_input(7)) == "mix.sum");
}

TEST_CASE("An expression writes functions by name", "[core][expression]") {
    Signals s;
    const Ref phase = s.signal(SigPhase01{});
    const Ref turn = s.sig_zip(kMul, phase, s.sig_const(6.283185307179586));
    CHECK(s.text(s.sig_map(kSin, turn)) == "sin(phase01 * 6.283185307179586)");
    CHECK(s.text(s.sig_zip(kAtan2, s.a(), s.b())) == "atan2(a, b)");
    CHECK(s.text(s.sig_zip(kPow, s.a(), s.sig_const(2))) == "pow(a, 2)");
    CHECK(s.text(s.sig_map(999, s.a())) == R"("opcode 999"(a))");
    CHECK(s.text(s.signal(SigMap{phase, {true, -1, "blur"}})) == "blur(phase01)");
}

TEST_CASE("An expression has only the parentheses that it needs", "[core][expression]") {
    Signals s;
    CHECK(s.text(s.sig_zip(kAdd, s.a(), s.sig_zip(kMul, s.b(), s.c()))) == "a + b * c");
    CHECK(s.text(s.sig_zip(kMul, s.sig_zip(kAdd, s.a(), s.b()), s.c())) == "(a + b) * c");
    CHECK(s.text(s.sig_zip(kSub, s.sig_zip(kSub, s.a(), s.b()), s.c())) == "a - b - c");
    CHECK(s.text(s.sig_zip(kSub, s.a(), s.sig_zip(kSub, s.b(), s.c()))) == "a - (b - c)");
    CHECK(s.text(s.sig_zip(kAdd, s.a(), s.sig_zip(kAdd, s.b(), s.c()))) == "a + (b + c)");
    CHECK(s.text(s.sig_zip(kDiv, s.a(), s.sig_zip(kMul, s.b(), s.c()))) == "a / (b * c)");
    CHECK(s.text(s.sig_map(kSin, s.sig_zip(kAdd, s.a(), s.b()))) == "sin(a + b)");
}

TEST_CASE("An expression writes select as a conditional", "[core][expression]") {
    Signals s;
    const Ref inner = s.signal(SigSelect{s.a(), s.b(), s.c()});
    CHECK(s.text(inner) == "a > 0.5 ? b : c");
    CHECK(s.text(s.signal(SigSelect{s.a(), s.b(), inner})) == "a > 0.5 ? b : a > 0.5 ? b : c");
    CHECK(s.text(s.signal(SigSelect{s.a(), inner, s.c()})) == "a > 0.5 ? (a > 0.5 ? b : c) : c");
    CHECK(s.text(s.signal(SigSelect{s.sig_zip(kAdd, s.a(), s.b()), s.b(), s.c()})) == "a + b > 0.5 ? b : c");
    CHECK(s.text(s.signal(SigSelect{inner, s.b(), s.c()})) == "(a > 0.5 ? b : c) > 0.5 ? b : c");
    CHECK(s.text(s.sig_zip(kMul, inner, s.c())) == "(a > 0.5 ? b : c) * c");
    CHECK(s.text(s.sig_map(kSin, inner)) == "sin(a > 0.5 ? b : c)");
}

TEST_CASE("An expression writes stateful operations with their parameters", "[core][expression]") {
    Signals s;
    CHECK(s.text(s.sig_stateful(StatefulOp::Integrate, s.a())) == "integrate(a)");
    CHECK(s.text(s.sig_stateful(StatefulOp::Integrate, {})) == "integrate(0)");
    CHECK(s.text(s.sig_stateful(StatefulOp::DelayFrames, s.a(), {{"delayFrames", 3}})) == "delayFrames(a, 3)");
    CHECK(s.text(s.sig_stateful(StatefulOp::DelayMs, s.a(), {{"delayMs", 208.5}})) == "delayMs(a, 208.5)");
    CHECK(s.text(s.sig_stateful(StatefulOp::Slew, s.a())) == "slew(a, 1)");
    CHECK(s.text(s.sig_stateful(StatefulOp::EdgeDetectWrap, s.a())) == "edgeDetectWrap(a)");
    CHECK(s.text(s.sig_stateful(StatefulOp::PulseDivider, s.a())) == "pulseDivider(a, 4)");
    CHECK(s.text(s.sig_stateful(StatefulOp::EnvelopeAD, s.a(), {{"attack", 5}})) == "envelopeAD(a, 5, 500, 1)");
    const auto trigger = static_cast<double>(s.b());
    CHECK(s.text(s.sig_stateful(StatefulOp::SampleHold, s.a(), {{"trigger", trigger}})) == "sampleHold(a, b)");
    CHECK(s.text(s.sig_stateful(StatefulOp::SampleHold, s.a())) == "sampleHold(a, no trigger)");
    CHECK(s.text(s.signal(SigStateful{StatefulOp::Unknown, "wobble", s.a(), {}, {}})) == "wobble(a)");
}

TEST_CASE("An expression applies transforms from the inside out", "[core][expression]") {
    Signals s;
    TransformStep map = transform_step(TransformKind::Map);
    map.fn = {false, kSin, {}};
    const Ref chain =
        s.transform({transform_step(TransformKind::ScaleBias, 2, -1), transform_step(TransformKind::Ease, 6), map});
    CHECK(s.text(s.sig_transform(s.a(), chain)) == "sin(smoothstep(scaleBias(a, 2, -1)))");
    TransformStep normalize = transform_step(TransformKind::Normalize);
    normalize.unit_range = true;
    TransformStep cast = transform_step(TransformKind::Cast);
    cast.name = "numberToBool";
    const Ref rest =
        s.transform({normalize, transform_step(TransformKind::Quantize, 0.25),
                     transform_step(TransformKind::Slew, 4, 7), transform_step(TransformKind::Ease, 7), cast});
    CHECK(s.text(s.sig_transform(s.a(), rest)) == "numberToBool(ease(slew(quantize(normalize(a, 0, 1), 0.25), 4), 7))");
    CHECK(s.text(s.sig_transform(s.a(), s.transform({}))) == "a");
    CHECK(s.text(s.sig_transform(s.a(), 99)) == "transform(a, chain 99?)");
}

TEST_CASE("An expression writes buses by their mode", "[core][expression]") {
    Signals s;
    CHECK(s.text(s.sig_bus(CombineMode::Sum, {s.a(), s.b()})) == "sum(a, b)");
    CHECK(s.text(s.sig_bus(CombineMode::Max, {s.a()})) == "a");
    CHECK(s.text(s.sig_bus(CombineMode::Sum, {})) == "0");
    CHECK(s.text(s.sig_bus(CombineMode::Sum, {}, 0.5)) == "0.5");
    CHECK(s.text(s.sig_bus(CombineMode::Sum, std::vector<Ref>(100, s.a()))) ==
          "sum(a, a, a, a, a, a, a, a, … 92 more)");
}

TEST_CASE("Nodes that would occur more than once are references, leaves never", "[core][expression]") {
    Signals s;
    const Ref shared = s.sig_map(kSin, s.a());
    CHECK(s.text(s.sig_zip(kMul, shared, shared)) == "#1 * #1");
    CHECK(s.text(shared) == "sin(a)");
    const Ref leaf = s.a();
    CHECK(s.text(s.sig_zip(kMul, leaf, leaf)) == "a * a");
}

TEST_CASE("Nodes deeper than the limit are references", "[core][expression]") {
    Signals s;
    Ref signal = s.a();
    for (int i = 0; i < 5; ++i) signal = s.sig_map(kSin, signal);
    CHECK(s.text(signal, 5) == "sin(sin(sin(sin(sin(a)))))");
    CHECK(s.text(signal, 1) == "sin(sin(#3))");
    CHECK(s.text(signal, 0) == "sin(#4)");
    CHECK(s.text(signal, -1) == "sin(#4)");
}

TEST_CASE("Dangling references and cycles end an expression", "[core][expression]") {
    Signals s;
    CHECK(s.text(-1) == "#-1?");
    CHECK(s.text(5) == "#5?");
    CHECK(s.text(s.sig_zip(kAdd, 77, s.a())) == "#77? + a");
    const Ref self = s.sig_map(kSin, 2);
    CHECK(self == 2);
    CHECK(s.text(self) == "sin(#2)");
    s.program().signals.reset();
    CHECK(s.text(0) == "#0?");
}

TEST_CASE("A chain of a hundred thousand nodes is a short line", "[core][expression]") {
    Signals s;
    Ref signal = s.a();
    for (int i = 0; i < 100'000; ++i) signal = s.sig_zip(kAdd, signal, signal);
    CHECK(s.text(signal, std::numeric_limits<int>::max()) == "#99999 + #99999");
    signal = s.a();
    for (int i = 0; i < 100'000; ++i) signal = s.sig_map(kSin, signal);
    CHECK(s.text(signal, std::numeric_limits<int>::max()).size() < 300);
}

TEST_CASE("An expression spells what no runtime can evaluate", "[core][expression]") {
    Signals s;
    CHECK(s.text(s.signal(SigClosure{"osc"})) == R"(closure("osc"))");
    CHECK(s.text(s.signal(SigUnknown{"warp"})) == "warp?");
}
