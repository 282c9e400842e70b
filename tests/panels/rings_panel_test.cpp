// SPDX-License-Identifier: MIT
#include "panels/rings_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

/// Rings of 4 and of 200 elements; `index` is what the first one's write index starts with.
void open_two(Session& session, double index = 0) {
    ProgramBuilder b("two rings");
    b.f64(0, "t").f64(1, "model").f64(2, "short").f64(3, "long").time_derive(0, 1);
    const Ref first = b.constant(ConstKind::I32, Value(index));
    static_cast<void>(b.cell("short", "ring", StateStorage::F64, 5));
    static_cast<void>(b.cell("short", "head", StateStorage::I32, 1, first));
    static_cast<void>(b.cell("long", "ring", StateStorage::F64, 201, {}, 5));
    static_cast<void>(b.cell("long", "head", StateStorage::I32, 1, {}, 5));
    const Ref input = b.sig_input(0);
    const Ref one = b.sig_stateful(StatefulOp::DelayFrames, input, {{"delayFrames", 3}, {"stateOffset", 0}});
    const Ref two = b.sig_stateful(StatefulOp::DelayFrames, input, {{"delayFrames", 199}, {"stateOffset", 5}});
    b.signal_eval({{one, 2}, {two, 3}});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
    REQUIRE(session.rings().size() == 2);
}

}  // namespace

TEST_CASE("Rings: an element is shown in both orders and a click selects it", "[panels][rings]") {
    PanelDriver driver(make_rings_panel(), "Rings");
    open_state(driver.session, "one frame");
    driver.frames(2);
    const Ring& ring = driver.session.rings()[0];
    REQUIRE(ring.size == 8);
    CHECK(driver.count("logical/") == 8);
    CHECK(driver.count("physical/") == 8);
    driver.click("physical/5");
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->cell == ring.cell);
    CHECK(driver.last<SelectCell>()->element == 6U);  // of the cell, whose first element is not the ring's
    driver.clear();
    driver.click("logical/-1");  // the newest, in place 0 after one frame
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->element == 1U);
}

TEST_CASE("Rings: of several the chosen one is shown, and the selected cell chooses", "[panels][rings]") {
    PanelDriver driver(make_rings_panel(), "Rings", {1000, 600});
    open_two(driver.session);
    driver.frames(2);
    CHECK(driver.count("logical/") == 4);
    driver.click("ring 1");
    driver.frames(2);
    CHECK(driver.count("logical/") == 0);  // a plot
    CHECK(driver.sees("logical"));
    driver.ui.apply(SelectCell{*driver.session.rings()[0].head_cell, std::nullopt});
    driver.frames(2);
    CHECK(driver.count("logical/") == 4);
}

TEST_CASE("Rings: in a narrow panel a menu chooses, and leaves the height to the pictures", "[panels][rings]") {
    PanelDriver driver(make_rings_panel(), "Rings", {480, 270});
    open_two(driver.session);
    driver.frames(2);
    CHECK(driver.count("logical/") == 4);
    CHECK_FALSE(driver.sees("ring 1"));
    driver.click(driver.session.rings()[0].name);
    driver.frames(2);
    driver.click("ring 1");
    driver.frames(2);
    CHECK(driver.count("logical/") == 0);
    CHECK(driver.sees(driver.session.rings()[1].name));
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->cell == driver.session.rings()[1].cell);
}

TEST_CASE("Rings: a write index outside the ring is said", "[panels][rings]") {
    PanelDriver driver(make_rings_panel(), "Rings");
    open_two(driver.session, 77);
    CHECK(driver.text().find("write index 77 lies outside the ring") != std::string::npos);
    driver.click("Open its cell");
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->cell == driver.session.rings()[0].head_cell);
}

TEST_CASE("Rings: a program without any says where to find some", "[panels][rings]") {
    PanelDriver driver(make_rings_panel(), "Rings");
    open_state(driver.session, "empty program");
    CHECK(driver.text().find("delay-lines.json") != std::string::npos);
}
