// SPDX-License-Identifier: MIT
// Pictures read from sessions that run real programs: what is where, of which frame, and from which slots.
#include "model/output_model.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <limits>

#include "model/output_view.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;
using Catch::Matchers::WithinAbs;

namespace {

constexpr std::int32_t kAdd = 100;

Value floats(std::vector<float> elements) { return TypedArray{ElementType::F32, std::move(elements)}; }
Value bytes(std::vector<std::uint8_t> elements) { return TypedArray{ElementType::U8, std::move(elements)}; }
Value domain(double count) { return ValueObject{{"kind", "domain"}, {"count", count}}; }

void open(Session& session, const ProgramBuilder& builder, int frames = 1) {
    LoadedProgram loaded;
    loaded.program = builder.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), "/programs/picture.json"}));
    for (int i = 0; i < frames; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
}

/// Slots: 0 time, 1 model time, 2 frame, 3 domain of 3, 4 position, 5 size, 6 colour, 7 opacity.
ProgramBuilder dots() {
    ProgramBuilder b("dots");
    b.f64(0, "t").f64(1, "model");
    for (SlotId slot = 2; slot < 8; ++slot) b.object(slot);
    b.initial(3, domain(3)).initial(4, floats({10, 20, 30, 40, 50, 60})).initial(5, floats({4, 6, 8}));
    b.initial(6, bytes({255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 255})).initial(7, floats({1, 0.5F, 0.25F}));
    b.time_derive(0, 1);
    RenderAssembleStep assemble;
    assemble.instances = {{0, 3, 4, 5, 6, 7}};
    assemble.out = 2;
    b.step(assemble, "assemble");
    b.output(2);
    return b;
}

/// Slots from 10: commands, coordinates, starts and lengths of two paths: a triangle and a square.
ProgramBuilder shapes(bool fills, bool strokes) {
    ProgramBuilder b("shapes");
    for (SlotId slot = 0; slot < 20; ++slot) b.object(slot);
    const auto u32 = [](std::vector<std::uint32_t> n) { return Value(TypedArray{ElementType::U32, std::move(n)}); };
    b.initial(3, domain(2))
        .initial(10, TypedArray{ElementType::U16, std::vector<std::uint16_t>{0, 1, 1, 4, 0, 1, 1, 1, 4}});
    b.initial(11, floats({0, 0, 10, 0, 0, 10, 100, 100, 120, 100, 120, 120, 100, 120}));
    b.initial(12, u32({0, 4})).initial(13, u32({4, 5})).initial(14, u32({0, 3})).initial(15, u32({3, 4}));
    b.initial(16, bytes({10, 20, 30, 255, 40, 50, 60, 255})).initial(17, 4278190335.0).initial(18, 4.0);
    PathBatch batch;
    batch.domain = 3, batch.cmds = 10, batch.params = 11, batch.cmd_start = 12, batch.cmd_len = 13,
    batch.point_start = 14, batch.point_len = 15;
    batch.fill_color = 16, batch.stroke_color = 17, batch.stroke_width = 18;
    batch.definition = ValueObject{{"draw", Value(ValueObject{{"fill", fills}, {"stroke", strokes}})},
                                   {"fillRule", "evenodd"},
                                   {"dash", Value(ValueObject{{"pattern", ValueArray{6.0, 4.0}}, {"offset", 1.0}})}};
    RenderAssembleStep assemble;
    assemble.paths = {batch};
    assemble.out = 2;
    b.step(assemble).output(2);
    return b;
}

}  // namespace

TEST_CASE("OutputModel: instances have place, size, colour with opacity, and the slots behind them",
          "[model][output]") {
    Session session;
    open(session, dots());
    const OutputFrame frame = output_frame(session, std::nullopt);
    REQUIRE(frame.has_picture());
    CHECK(frame.slot == 2);
    CHECK(frame.frame == 1);
    CHECK(frame.is_current);
    CHECK(frame.sentence == "Frame 1");
    CHECK(frame.clear == OutputColor{0, 0, 0, 255});
    CHECK(frame.notices.empty());
    REQUIRE(frame.passes.size() == 1);
    const OutputPass& pass = frame.passes[0];
    CHECK(pass.domain == 3);
    CHECK(pass.step == 1);
    REQUIRE(pass.instances.size() == 3);
    CHECK(pass.instances[1].centre == Point{30, 40});
    CHECK(pass.instances[1].size == 6);
    CHECK(pass.instances[1].color == OutputColor{0, 255, 0, 64});
    CHECK(frame.bounds.min == Point{8, 18});
    CHECK(frame.bounds.max == Point{54, 64});
    CHECK(pass.attributes[0].slot == 4);
    CHECK(attribute_value(pass, pass.attributes[0], 2) == "50, 60");
    CHECK(attribute_place(pass, pass.attributes[0], 2) == "[4], [5]");
    CHECK(attribute_value(pass, pass.attributes[2], 1) == "#00ff0080");
    CHECK(attribute_place(pass, pass.attributes[2], 1) == "[4] to [7]");
    CHECK(attribute_value(pass, pass.attributes[3], 2) == "0.25");
    CHECK(element_of(frame, 4, 5) == OutputHit{0, 2});
    CHECK(element_of(frame, 6, 4) == OutputHit{0, 1});
    CHECK_FALSE(element_of(frame, 4, 6));
    CHECK_FALSE(element_of(frame, 3, 0));
}

TEST_CASE("OutputModel: one number for all names the slot of the batch, and packs colours with red lowest",
          "[model][output]") {
    Session session;
    ProgramBuilder b = dots();
    b.initial(5, 12.0).initial(6, 4278255360.0).initial(7, 2.0);  // 0xff00ff00; an opacity beyond 1 is none
    open(session, b);
    const OutputFrame frame = output_frame(session, std::nullopt);
    const OutputPass& pass = frame.passes.at(0);
    REQUIRE(pass.instances.size() == 3);
    CHECK(pass.instances[0].size == 12);
    CHECK(pass.instances[0].color == OutputColor{0, 255, 0, 255});
    CHECK(pass.attributes[1].slot == 5);
    CHECK(pass.attributes[1].stride == 0);
    CHECK(attribute_place(pass, pass.attributes[1], 2) == "all");
    CHECK(attribute_value(pass, pass.attributes[1], 2) == "12");
}

TEST_CASE("OutputModel: what does not show is counted with the slot to look at", "[model][output]") {
    Session session;
    ProgramBuilder b = dots();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    b.initial(4, floats({10, nan, 30, 40, 50, 60})).initial(5, floats({4, 0, 8})).initial(7, floats({1, 1, 0}));
    open(session, b);
    const OutputFrame frame = output_frame(session, std::nullopt);
    CHECK(frame.shown == 0);
    REQUIRE(frame.notices.size() == 3);
    CHECK(frame.notices[0].text == "1 instance not at a finite place");
    CHECK(frame.notices[0].slot == 4);
    CHECK(frame.notices[1].slot == 5);
    CHECK(frame.notices[2].slot == 6);
    CHECK(frame.bounds.is_empty());

    Session none;
    b.initial(3, domain(0)).initial(4, floats({})).initial(5, 1.0).initial(6, 5.0).initial(7, 1.0);
    open(none, b);
    const OutputFrame empty = output_frame(none, std::nullopt);
    REQUIRE(empty.notices.size() == 1);
    CHECK(empty.notices[0].text == "Pass instances2d-3 has no instances: its domain, slot 3, holds domain of 0");
    CHECK(empty.notices[0].slot == 3);
}

TEST_CASE("OutputModel: within a frame the picture is that of the last one, and says so", "[model][output]") {
    Session session;
    open(session, dots(), 0);
    CHECK(output_frame(session, std::nullopt).empty_text.find("F10") != std::string::npos);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    OutputFrame frame = output_frame(session, std::nullopt);
    CHECK_FALSE(frame.is_current);
    CHECK(frame.frame == 1);
    CHECK(frame.sentence == "Frame 1: frame 2 has not made its picture yet");
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    frame = output_frame(session, std::nullopt);
    CHECK(frame.is_current);
    CHECK(frame.frame == 2);
}

TEST_CASE("OutputModel: buffers that the present frame has already written are told apart from the older frame",
          "[model][output]") {
    Session session;
    ProgramBuilder b = dots();
    Program& program = b.program();
    program.signals.emplace();
    program.fields.emplace();
    const Ref field = b.field(FieldConst{b.json_constant(5.0)});
    b.step(MaterializeStep{"m", std::to_string(field), 3, 5, "f32", 1, ""});
    // The materialize step comes before the assembly.
    std::swap(program.steps[1], program.steps[2]);
    open(session, b);
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(output_frame(session, std::nullopt).notices.empty());
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    const OutputFrame frame = output_frame(session, std::nullopt);
    REQUIRE(frame.notices.size() == 1);
    CHECK(frame.notices[0].slot == 5);
    CHECK(frame.notices[0].text == "Buffers of frame 2 already, such as the size");
}

TEST_CASE("OutputModel: paths have fill, stroke, rule, dash and a box", "[model][output]") {
    Session session;
    open(session, shapes(true, true));
    const OutputFrame frame = output_frame(session, std::nullopt);
    const OutputPass& pass = frame.passes.at(0);
    REQUIRE(pass.paths.size() == 2);
    CHECK(pass.fill_rule == FillRule::EvenOdd);
    CHECK(pass.dash == std::vector<float>{6, 4});
    CHECK(pass.dash_offset == 1);
    CHECK(pass.paths[1].fill == OutputColor{40, 50, 60, 255});
    CHECK(pass.paths[1].stroke == OutputColor{255, 0, 0, 255});
    CHECK(pass.paths[1].stroke_width == 4);
    CHECK(pass.paths[1].box.min == Point{98, 98});
    CHECK(pass.paths[1].box.max == Point{122, 122});
    CHECK(attribute_place(pass, pass.attributes[0], 1) == "[6] to [13]");
    CHECK(attribute_value(pass, pass.attributes[0], 1) == "8 numbers");
    CHECK(attribute_place(pass, pass.attributes[1], 1) == "[4] to [8]");
    CHECK(attribute_value(pass, pass.attributes[6], 1) == "#28323cff");
    CHECK(attribute_value(pass, pass.attributes[7], 1) == "#ff0000ff");
    CHECK(element_of(frame, 11, 5) == OutputHit{0, 0});
    CHECK(element_of(frame, 11, 6) == OutputHit{0, 1});
    CHECK(element_of(frame, 10, 8) == OutputHit{0, 1});
    CHECK(element_of(frame, 16, 4) == OutputHit{0, 1});
    CHECK_FALSE(element_of(frame, 17, 0));
    const auto contours = contours_of(pass, pass.paths[1], 0.1F);
    REQUIRE(contours.size() == 1);
    CHECK(contours[0].points == std::vector<Point>{{100, 100}, {120, 100}, {120, 120}, {100, 120}});
    CHECK(contours[0].is_closed);

    Session unfilled;
    open(unfilled, shapes(false, false));
    const OutputFrame nothing = output_frame(unfilled, std::nullopt);
    CHECK(nothing.shown == 0);
    REQUIRE_FALSE(nothing.notices.empty());
    CHECK(nothing.notices[0].text.find("neither fill nor stroke") != std::string::npos);
}

TEST_CASE("OutputModel: the frontmost thing under a point is hit, and near ones within the slack", "[model][output]") {
    Session session;
    ProgramBuilder b = dots();
    b.initial(4, floats({10, 10, 12, 10, 200, 200})).initial(5, floats({8, 8, 8})).initial(7, 1.0);
    open(session, b);
    const OutputFrame frame = output_frame(session, std::nullopt);
    CHECK(hit_test(frame, {11, 10}, 0) == OutputHit{0, 1});
    CHECK(hit_test(frame, {7, 10}, 0) == OutputHit{0, 0});
    CHECK(hit_test(frame, {7, 10}, 5) == OutputHit{0, 0});  // exactly beats near, though 1 is in front
    CHECK_FALSE(hit_test(frame, {100, 100}, 5));
    CHECK(hit_test(frame, {207, 200}, 5) == OutputHit{0, 2});

    Session paths;
    open(paths, shapes(true, false));
    const OutputFrame shapes_frame = output_frame(paths, std::nullopt);
    CHECK(hit_test(shapes_frame, {2, 2}, 0) == OutputHit{0, 0});
    CHECK_FALSE(hit_test(shapes_frame, {9, 9}, 0.5F));  // inside the box, outside the triangle
    CHECK(hit_test(shapes_frame, {110, 110}, 0) == OutputHit{0, 1});
}

TEST_CASE("OutputModel: passes are drawn by z, equal ones in their order", "[model][output]") {
    Session session;
    ProgramBuilder b("layers");
    for (SlotId slot = 0; slot < 8; ++slot) b.object(slot);
    const auto pass = [](const char* id, double z, bool enabled) {
        return Value(ValueObject{
            {"kind", "instances2d"},
            {"header", Value(ValueObject{{"id", id}, {"z", z}, {"enabled", enabled}})},
            {"count", 1.0},
            {"buffers",
             Value(ValueObject{{"posXY", Value(ValueObject{{"bufferId", 4.0}, {"type", "f32"}, {"length", 2.0}})},
                               {"size", Value(ValueObject{{"kind", "scalar:f32"}, {"value", 3.0}})},
                               {"colorRGBA", Value(ValueObject{{"kind", "scalar:u32"}, {"value", 4294967295.0}})}})}});
    };
    b.initial(2, ValueObject{{"version", 1.0},
                             {"clear", Value(ValueObject{{"mode", "none"}})},
                             {"passes", ValueArray{pass("top", 5, true), pass("low", -1, true), pass("middle", 0, true),
                                                   pass("off", 0, false), ValueObject{{"kind", "glow"}}}}});
    b.initial(4, floats({1, 2})).output(2);
    b.debug_probe({4});
    open(session, b);
    const OutputFrame frame = output_frame(session, std::nullopt);
    REQUIRE(frame.passes.size() == 3);
    CHECK(frame.passes[0].id == "low");
    CHECK(frame.passes[1].id == "middle");
    CHECK(frame.passes[2].id == "top");
    CHECK_FALSE(frame.clear);
    REQUIRE(frame.notices.size() == 2);
    CHECK(frame.notices[0].text == "A pass of kind instances2d is switched off");
    CHECK(frame.notices[1].text == "Passes of kind \"glow\" are not drawn");
}

TEST_CASE("OutputModel: slots that hold no picture say what they hold", "[model][output]") {
    Session session;
    ProgramBuilder b("text");
    b.f64(0).f64(1).object(2, "note");
    b.initial(2, "not a frame").time_derive(0, 1).output(2);
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
    static_cast<void>(session.apply(StepFrame{}));
    CHECK(output_frame(session, std::nullopt).empty_text.find("\"not a frame\"") != std::string::npos);
    CHECK(output_frame(session, SlotId{99}).empty_title == "No such slot");

    Session without;
    ProgramBuilder plain("plain");
    plain.f64(0).f64(1).time_derive(0, 1).node_step(kAdd, {0, 1}, {1});
    open(without, ProgramBuilder("empty"));
    CHECK(output_frame(without, std::nullopt).empty_title == "No output");
    CHECK(output_sources(without).empty());
}

TEST_CASE("OutputView: what is fitted is in view, and a zoom keeps the place under the pointer", "[model][output]") {
    OutputFrame frame;
    frame.bounds.add({100, 100}, 50);
    frame.bounds.add({300, 200});
    OutputView view;
    const Point canvas{800, 500};
    for (const OutputFit fit : {OutputFit::Viewport, OutputFit::Content, OutputFit::ActualSize}) {
        view.set_fit(fit);
        view.update(frame, canvas);
        const Point place = view.to_program({123, 45});
        view.zoom_at({123, 45}, 1.7F);
        CHECK_THAT(view.to_program({123, 45}).x, WithinAbs(place.x, 0.01));
        CHECK_THAT(view.to_program({123, 45}).y, WithinAbs(place.y, 0.01));
        CHECK(view.fit() == OutputFit::Free);
        view.update(frame, canvas);
        CHECK_THAT(view.to_canvas(place).x, WithinAbs(123, 0.01));  // free views stay
    }
    view.set_fit(OutputFit::Viewport);
    view.update(frame, canvas);
    CHECK(view.visible().contains({0, 0}, 0));
    CHECK(view.visible().contains({1920, 1080}, 0));
    view.set_fit(OutputFit::Content);
    view.update(frame, canvas);
    CHECK(view.visible().contains(frame.bounds.min, 0));
    CHECK(view.visible().contains(frame.bounds.max, 0));
    CHECK_FALSE(view.visible().contains({1920, 1080}, 0));
    view.set_fit(OutputFit::ActualSize);
    view.update(frame, canvas);
    CHECK(view.scale() == 1);
    const Point before = view.to_program({400, 250});
    view.pan({30, -10});
    CHECK(view.to_program({430, 240}) == before);
    for (int i = 0; i < 200; ++i) view.zoom_at({10, 10}, 2);
    CHECK(view.scale() == kMaxScale);
}
