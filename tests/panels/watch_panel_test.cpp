// SPDX-License-Identifier: MIT
#include "panels/watch_panel.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

void watch(Session& session, const std::string& text) {
    REQUIRE_FALSE(session.apply(AddWatch{{0, Expression::parse(text).value()}}));
}

void settle(Session& session) {
    while (session.is_busy()) session.run(0, [] { return true; });
}

}  // namespace

TEST_CASE("Watch panel: an empty list teaches, and its line takes an expression", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {600, 300});
    open_state(driver.session, "played");
    const std::string words = driver.text();
    CHECK(words.find("Nothing is watched") != std::string::npos);
    CHECK(words.find("W keeps") != std::string::npos);
    CHECK(words.find("prev(") != std::string::npos);
    driver.type("Expression", "sum + 1");
    driver.frames(2);
    CHECK(driver.text().find("= ") != std::string::npos);
    driver.key(ImGuiKey_Enter);
    driver.frames(2);
    REQUIRE(driver.last<AddWatch>() != nullptr);
    CHECK(driver.last<AddWatch>()->watch.expression.to_text() == "sum + 1");
    driver.apply_outbox();
    driver.frames(2);
    CHECK(driver.sees("row 1"));
    CHECK(driver.sees("Expression"));
}

TEST_CASE("Watch panel: what is wrong is said while typing, and Enter does not take it", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {600, 300});
    open_state(driver.session, "played");
    driver.frames(2);
    driver.type("Expression", "sumo * 2");
    driver.frames(2);
    CHECK(driver.sees("Error"));
    CHECK(driver.text().find("did you mean \"sum\"") != std::string::npos);
    driver.key(ImGuiKey_Enter);
    driver.frames(3);
    CHECK(driver.last<AddWatch>() == nullptr);
    // The caret came back: Home, and the word is mended.
    driver.key(ImGuiKey_Escape);
    driver.frames(2);
    CHECK_FALSE(driver.sees("Error"));
    CHECK(driver.outbox.items().empty());
}

TEST_CASE("Watch panel: a row is selected with what it is, and a double click goes there", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {900, 300});
    open_state(driver.session, "played");
    watch(driver.session, "sum");
    watch(driver.session, "cell(\"delay1.buffer\")[4]");
    watch(driver.session, "ring(0)[-1]");
    watch(driver.session, "sum * 2");
    driver.frames(2);
    driver.click("row 1");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 2);
    REQUIRE(driver.last<SelectWatch>() != nullptr);
    driver.apply_outbox();
    CHECK(driver.ui.selection().focus == Focus::Watch);
    CHECK(driver.ui.selection().slot == 2U);
    driver.frames(30);
    driver.double_click("row 2");
    REQUIRE(driver.last<OpenPanel>() != nullptr);
    CHECK(driver.last<OpenPanel>()->panel == PanelId::State);
    CHECK(driver.last<SelectCell>()->element == 4U);
    driver.clear();
    driver.frames(30);
    driver.double_click("row 3");
    CHECK(driver.last<OpenPanel>()->panel == PanelId::Rings);
    // The element that was written one before the newest, where it is now.
    REQUIRE(driver.last<SelectCell>() != nullptr);
    const CellIndex cell = driver.last<SelectCell>()->cell;
    REQUIRE(driver.last<SelectCell>()->element);
    const StateCell& ring = driver.session.program().state_layout.cells[cell];
    CHECK(driver.session.state().at(ring.storage, ring.offset + *driver.last<SelectCell>()->element) ==
          driver.session.watch_value(2));
    driver.clear();
    driver.frames(30);
    driver.double_click("row 4");
    REQUIRE(driver.last<OpenWatchEditor>() != nullptr);
    CHECK(driver.last<OpenWatchEditor>()->id == 4U);
}

TEST_CASE("Watch panel: an expression is changed in its line, and keeps its form and place", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {600, 300});
    open_state(driver.session, "played");
    REQUIRE_FALSE(driver.session.apply(AddWatch{{0, Expression::parse("sum").value(), NumberForm::HexFloat}}));
    watch(driver.session, "frame");
    driver.ui.apply(OpenWatchEditor{1});
    driver.frames(5);
    driver.key(ImGuiKey_End);
    driver.type("Expression", " * 3");
    driver.frames(2);
    driver.key(ImGuiKey_Enter);
    driver.frames(2);
    REQUIRE(driver.last<ReplaceWatch>() != nullptr);
    CHECK(driver.last<ReplaceWatch>()->watch.id == 1);
    CHECK(driver.last<ReplaceWatch>()->watch.form == NumberForm::HexFloat);
    CHECK(driver.last<ReplaceWatch>()->watch.expression.to_text().find("3") != std::string::npos);
    driver.apply_outbox();
    CHECK(driver.session.watches()[0].id == 1);
    // Esc leaves it as it is; so does the watch's end.
    driver.ui.apply(OpenWatchEditor{2});
    driver.frames(5);
    driver.key(ImGuiKey_Escape);
    driver.frames(2);
    CHECK(driver.outbox.items().empty());
    driver.ui.apply(OpenWatchEditor{2});
    driver.frames(5);
    REQUIRE_FALSE(driver.session.apply(RemoveWatch{2}));
    driver.frames(3);
    CHECK(driver.text().find("Edit") == std::string::npos);
}

TEST_CASE("Watch panel: the menu gives the number another form, and offers what applies", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {900, 400});
    open_state(driver.session, "played");
    watch(driver.session, "frame");
    driver.frames(2);
    driver.right_click("row 1");
    driver.apply_outbox();
    driver.frames(2);
    for (const char* item :
         {"Menu/watch-edit", "Menu/watch-remove", "Menu/watch-previous", "Menu/break-change", "Menu/watch-copy"})
        CHECK(driver.sees(item));
    CHECK_FALSE(driver.is_enabled("Menu/watch-next"));  // the newest frame
    driver.click("Menu/Number format");
    driver.frames(3);
    driver.click("Menu/Integer in hex");
    REQUIRE(driver.last<ReplaceWatch>() != nullptr);
    driver.apply_outbox();
    driver.frames(2);
    CHECK(driver.text().find("0xC8") != std::string::npos);
}

TEST_CASE("Watch panel: rows are dragged into another order", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {600, 400});
    open_state(driver.session, "played");
    for (const char* text : {"sum", "twice", "frame"}) watch(driver.session, text);
    driver.frames(2);
    driver.drag("row 1", "row 3");
    driver.frames(2);
    REQUIRE(driver.last<MoveWatch>() != nullptr);
    CHECK(driver.last<MoveWatch>()->id == 1);
    CHECK(driver.last<MoveWatch>()->position == 2);
}

TEST_CASE("Watch panel: what does not fit is grey with its reason; NaN is marked", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {900, 300});
    open_state(driver.session, "played");
    watch(driver.session, "nowhere.at.all + 1");
    watch(driver.session, "0 / 0");
    settle(driver.session);
    driver.frames(2);
    const std::string words = driver.text();
    CHECK(words.find("There is no slot \"nowhere.at.all\"") != std::string::npos);
    CHECK(words.find("NaN") != std::string::npos);
}

TEST_CASE("Watch panel: it draws and pushes nothing in every state, size and number of watches",
          "[panels][watch][matrix]") {
    const std::string long_name = "sum" + std::string(60, ' ') + "+ cos(sum) + sin(sum) + exp(sum) + log(abs(sum))";
    for (const std::string& state : session_states()) {
        for (const bool is_many : {false, true}) {
            PanelDriver driver(make_watch_panel(), "Watch");
            open_state(driver.session, state);
            for (const char* text : {"#2", "#2 - prev(#2)", "cell(0)[0]", "ring(0)[-1]", "0 / 0", "-0"})
                watch(driver.session, text);
            watch(driver.session, long_name);
            for (int i = 0; is_many && i < 300; ++i) watch(driver.session, "#3 + " + std::to_string(i));
            for (const ImVec2 size : {ImVec2{80, 40}, ImVec2{420, 300}, ImVec2{1600, 900}}) {
                INFO("state " << state << ", " << size.x << " x " << size.y << ", many " << is_many);
                driver.resize(size);
                const std::uint64_t revision = driver.session.revision();
                driver.frames(3);
                CHECK(driver.outbox.items().empty());
                CHECK(ImGui::GetDrawData()->TotalVtxCount > 0);
                CHECK(driver.session.revision() == revision);
            }
        }
    }
}

TEST_CASE("Watch panel: ten thousand draw only the rows in view, at the cost of those", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {700, 500});
    open_state(driver.session, "played");
    WatchSet set;
    for (std::size_t i = 0; i < limits::kMaxWatches; ++i)
        REQUIRE(set.add({0, Expression::parse("sum * " + std::to_string(i) + " - prev(twice)").value()}));
    REQUIRE_FALSE(driver.session.apply(SetWatches{std::move(set)}));
    settle(driver.session);
    driver.frames(3);
    CHECK(driver.count("row ") < 60);
    CHECK(driver.count("row ") > 5);
    driver.ui.apply(SelectWatch{9000});
    driver.frames(3);
    CHECK(driver.sees("row 9000"));
    const auto start = std::chrono::steady_clock::now();
    driver.frames(20);
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / 20;
    CHECK(ms < 50);  // a draw over all rows takes longer than this by far
}

TEST_CASE("Watch panel: names are offered while they are typed; Tab takes one, a click too", "[panels][watch]") {
    PanelDriver driver(make_watch_panel(), "Watch", {600, 300});
    open_state(driver.session, "played");
    driver.frames(2);
    driver.type("Expression", "2 * twi");
    driver.frames(3);
    REQUIRE(driver.sees("Suggestions/twice"));
    driver.key(ImGuiKey_Tab);
    driver.frames(3);
    CHECK_FALSE(driver.sees("Suggestions/twice"));
    CHECK(driver.sees("Preview"));
    driver.key(ImGuiKey_Enter);
    driver.frames(3);
    REQUIRE(driver.last<AddWatch>() != nullptr);
    CHECK(driver.last<AddWatch>()->watch.expression.to_text() == "2 * twice");
    driver.clear();
    // Down to the second one, with the caret still in the field.
    driver.type("Expression", "delay");
    driver.frames(3);
    REQUIRE(driver.sees("Suggestions/delayed"));
    driver.key(ImGuiKey_DownArrow);
    driver.frames(2);
    driver.key(ImGuiKey_Tab);
    driver.frames(3);
    driver.key(ImGuiKey_Enter);
    driver.frames(3);
    REQUIRE(driver.last<AddWatch>() != nullptr);
    CHECK(driver.last<AddWatch>()->watch.expression.to_text() == "cell(\"delay1.buffer\")[0]");
    driver.clear();
    driver.type("Expression", "1 + su");
    driver.frames(3);
    driver.click("Suggestions/sum");
    driver.frames(6);
    driver.key(ImGuiKey_Enter);
    driver.frames(3);
    REQUIRE(driver.last<AddWatch>() != nullptr);
    CHECK(driver.last<AddWatch>()->watch.expression.to_text() == "1 + sum");
}

TEST_CASE("Watch panel: frozen values stand beside what they have become", "[panels][watch][frozen]") {
    PanelDriver driver(make_watch_panel(), "Watch", {1300, 300});
    open_state(driver.session, "played");
    watch(driver.session, "frame * 2");
    watch(driver.session, "sum");
    settle(driver.session);
    REQUIRE_FALSE(driver.session.apply(FreezeValues{}));
    REQUIRE_FALSE(driver.session.apply(StepFrame{}));
    watch(driver.session, "frame * 3");  // not known then
    driver.frames(2);
    const std::string words = driver.text();
    CHECK(driver.sees("header/Frame 200"));
    CHECK(words.find("400") != std::string::npos);
    CHECK(words.find("+2") != std::string::npos);
    REQUIRE_FALSE(driver.session.apply(ClearFrozen{}));
    driver.frames(2);
    CHECK_FALSE(driver.sees("header/Frame 200"));
}
