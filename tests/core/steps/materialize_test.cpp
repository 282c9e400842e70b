// SPDX-License-Identifier: MIT
// materialize: formats, domains, ids of fields, and what one frame shares.
#include "slotscope/limits.h"
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr SlotId kDomain = 1, kOut = 2, kOther = 3;

/// Field 0 is the constant 300.7, field 1 the constant -1.
ProgramBuilder program_of(Value in_domain) {
    ProgramBuilder b("materialize");
    b.f64(0, "t").object(kDomain, "domain").object(kOut, "out").object(kOther, "other");
    b.initial(kDomain, std::move(in_domain));
    b.sig_const(0);
    for (const double number : {300.7, -1.0}) {
        const Ref row = b.json_constant(number);
        b.field(FieldConst{row});
    }
    return b;
}

MaterializeStep step_of(std::string field, std::string type = "f32", double components = 1, SlotId out = kOut) {
    return {"m", std::move(field), kDomain, out, std::move(type), components, ""};
}

Value buffer(Value in_domain, const std::string& type, double components) {
    ProgramBuilder b = program_of(std::move(in_domain));
    b.step(step_of("0", type, components));
    return result_of(b, kOut);
}

FaultKind fault_with_domain(Value in_domain) {
    ProgramBuilder b = program_of(std::move(in_domain));
    b.step(step_of("0"));
    return fault_of(b).kind;
}

}  // namespace

TEST_CASE("Materialize: every format has its array and converts as that array does", "[core][steps]") {
    struct Case {
        const char* type;
        double components;
        ElementType element;
        std::size_t size;
        double first;
    };
    for (const Case& c :
         {Case{"f32", 1, ElementType::F32, 2, static_cast<double>(300.7F)}, Case{"f64", 1, ElementType::F64, 2, 300.7},
          Case{"i32", 1, ElementType::I32, 2, 300}, Case{"u32", 1, ElementType::U32, 2, 300},
          Case{"u8", 1, ElementType::U8, 2, 44}, Case{"f32", 2, ElementType::F32, 4, static_cast<double>(300.7F)},
          Case{"f32", 3, ElementType::F32, 6, static_cast<double>(300.7F)},
          Case{"f32", 4, ElementType::F32, 8, static_cast<double>(300.7F)},
          Case{"u8", 4, ElementType::U8Clamped, 8, 255},
          Case{"f64", 2, ElementType::F32, 2, static_cast<double>(300.7F)},
          Case{"f32", 5, ElementType::F32, 2, static_cast<double>(300.7F)}}) {
        INFO(c.type << " x " << c.components);
        const Value out = buffer(domain(2), c.type, c.components);
        CHECK(*out.member("kind")->string() == "buffer");
        CHECK(*at_path(out, "format.components").number() == c.components);
        CHECK(*at_path(out, "format.elementType").string() == c.type);
        CHECK(out.member("data")->typed_array()->type == c.element);
        CHECK(elements(out).size() == c.size);
        CHECK(elements(out)[0] == c.first);
    }
}

TEST_CASE("Materialize: the domain is a handle or a number; fractions are dropped, NaN is empty", "[core][steps]") {
    CHECK(elements(buffer(domain(3), "f32", 1)).size() == 3);
    CHECK(elements(buffer(3.0, "f32", 1)).size() == 3);
    CHECK(elements(buffer(2.5, "f32", 1)).size() == 2);
    CHECK(elements(buffer(2.5, "f32", 2)).size() == 5);
    CHECK(elements(buffer(kNaN, "f32", 1)).empty());
}

TEST_CASE("Materialize: domains that count nothing, or that are none, fault", "[core][steps]") {
    for (const Value& bad :
         {Value(0.0), Value(-2.0), Value(), Value("4"), domain(0), object({{"kind", "domain"}, {"count", "4"}})}) {
        CHECK(fault_with_domain(bad) == FaultKind::BadValue);
    }
    CHECK(fault_with_domain(kInf) == FaultKind::Limit);
    CHECK(fault_with_domain(domain(static_cast<double>(limits::kMaxDomainElements) + 1)) == FaultKind::Limit);
}

TEST_CASE("Materialize: a frame makes no more elements than its limit, and the next frame counts anew",
          "[core][steps]") {
    ProgramBuilder b = program_of(domain(static_cast<double>(limits::kMaxDomainElements)));
    for (int i = 0; i < 17; ++i) {
        const SlotId out = 100 + static_cast<SlotId>(i);
        b.object(out);
        b.step(step_of("0", "u8", 1 + i % 2 * 0.5, out));
    }
    Executor executor = make_executor(b);
    for (const double t : {0.0, 1.0}) {
        const auto fault = executor.run_frame(t);
        // Equal requests share one buffer: two formats, 8 Mi elements, are all that is made.
        CHECK_FALSE(fault.has_value());
        CHECK(executor.state().cache.buffer_elements == 2 * limits::kMaxDomainElements);
    }
}

TEST_CASE("Materialize: one request gives one handle in a frame and a new one in the next", "[core][steps]") {
    ProgramBuilder b = program_of(domain(2));
    b.step(step_of("0")).step(step_of("0", "f32", 1, kOther));
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    const Value first = executor.state().values.read(kOut);
    CHECK(first.identical_to(executor.state().values.read(kOther)));
    CHECK(executor.state().cache.use_of(0).misses == 1);
    CHECK(executor.state().cache.use_of(1).hits == 1);
    run_frames(executor, 1, 1);
    CHECK_FALSE(first.identical_to(executor.state().values.read(kOut)));
    CHECK(first.same_as(executor.state().values.read(kOut)));
}

TEST_CASE("Materialize: ids of fields are read as the reference reads them", "[core][steps]") {
    for (const auto& [id, expected] : {std::pair{"1", -1.0},
                                       {"field-1", -1.0},
                                       {" 1", -1.0},
                                       {"+1x", -1.0},
                                       {"0x9", 300.0},
                                       {"", 300.0},
                                       {"f1", -1.0}}) {
        INFO(id);
        ProgramBuilder b = program_of(domain(1));
        b.step(step_of(id, "i32"));
        CHECK(elements(result_of(b, kOut)) == std::vector<double>{expected});
    }
    for (const char* id : {"-1", "2", "field-99", "abc", "99999999999999999999"}) {
        ProgramBuilder b = program_of(domain(1));
        b.step(step_of(id));
        CHECK(fault_of(b).kind == FaultKind::BadReference);
    }
}

TEST_CASE("Materialize: missing tables and a missing format fault", "[core][steps]") {
    ProgramBuilder no_fields("no fields");
    no_fields.object(kDomain).object(kOut).initial(kDomain, domain(1)).step(step_of("0"));
    CHECK(fault_of(no_fields).kind == FaultKind::MissingTable);
    ProgramBuilder no_signals = program_of(domain(1));
    no_signals.program().signals.reset();
    no_signals.step(step_of("0"));
    CHECK(fault_of(no_signals).kind == FaultKind::MissingTable);
    ProgramBuilder no_format = program_of(domain(1));
    no_format.step(step_of("0", "", 0));
    CHECK(fault_of(no_format).kind == FaultKind::BadParameter);
}

TEST_CASE("Materialize: the output slot has one writer", "[core][steps]") {
    ProgramBuilder b = program_of(domain(1));
    b.step(step_of("0")).step(step_of("1"));
    const Fault fault = fault_of(b);
    CHECK(fault.kind == FaultKind::SecondWrite);
    CHECK(fault.step == 1);
}
