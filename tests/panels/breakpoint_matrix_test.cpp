// SPDX-License-Identifier: MIT
// The lists of breakpoints, found places and messages in the states that lists have: none, one, many, long texts, an error,
// as many as there may be; each from a window that is hardly there to a wide one.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <ctime>
#include <functional>
#include <string>

#include "panels/breakpoints_panel.h"
#include "panels/hits_panel.h"
#include "panels/log_panel.h"
#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

struct PanelCase {
    const char* title;
    std::unique_ptr<Panel> (*make)();
};
constexpr PanelCase kPanelCases[] = {
    {"Breakpoints", make_breakpoints_panel}, {"Hits", make_hits_panel}, {"Log", make_log_panel}};

void add(Session& session, const std::string& text, std::string message = {}, std::string group = {}) {
    Breakpoint breakpoint;
    breakpoint.condition = Condition::parse(text).value();
    breakpoint.is_log_only = true;
    breakpoint.message = std::move(message);
    breakpoint.group = std::move(group);
    REQUIRE_FALSE(session.apply(AddBreakpoint{std::move(breakpoint)}));
}

void run(Session& session, std::uint64_t frames) {
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{frames}));
    while (session.is_playing()) session.run(0, [] { return true; });
}

void find(Session& session, const std::string& text) {
    REQUIRE_FALSE(session.apply(FindHits{parse_condition(text, session.symbols()).value(), std::nullopt}));
    session.finish_work();
}

std::string long_condition() {
    std::string text = "sum > 0";
    while (text.size() < 1500) text += " && twice + delayed * 2 > sum - 12345.678";
    return text;
}

constexpr const char* kStates[] = {"none", "one", "many", "long texts", "an error", "nothing found", "10,000"};

/// Breakpoints, messages and found places of a run of the ring program.
void open_lists(Session& session, const std::string& state) {
    open_ring_program(session);
    if (state == "one") {
        add(session, "frame 2");
        run(session, 3);
        find(session, "frame 2");
    } else if (state == "many") {
        for (int i = 0; i < 40; ++i)
            add(session, "sum > " + std::to_string(i), "sum is {sum}",
                i % 3 == 0   ? "levels"
                : i % 3 == 1 ? "steps"
                             : "");
        REQUIRE_FALSE(session.apply(EnableBreakpointGroup{"steps", false}));
        run(session, 50);
        find(session, "change sum");
    } else if (state == "long texts") {
        const std::string words(900, 'w');
        add(session, long_condition(), words + " {sum} " + words, std::string(limits::kMaxGroupBytes, 'g'));
        add(session, "frame 1", "äöü → " + words);
        run(session, 3);
        find(session, long_condition());
    } else if (state == "an error") {
        add(session, "change sumo");
        add(session, "write forgotten.more", "{nobody}");
        run(session, 3);
        find(session, "forgotten > 1");
    } else if (state == "nothing found") {
        run(session, 10);
        find(session, "sum < -1");
    } else if (state == "10,000") {
        // One says something in every frame, until the log is full; then as many as there may be.
        add(session, "write sum", "is {sum}");
        run(session, 10'000);
        find(session, "write sum");
        std::string all =
            R"({"version":1,"breakpoints":[{"condition":"write sum","logOnly":true,"message":"is {sum}"})";
        for (std::size_t i = 1; i < limits::kMaxBreakpoints; ++i)
            all += R"(,{"logOnly":true,"condition":"frame )" + std::to_string(20'000 + i) + "\"}";
        REQUIRE_FALSE(session.apply(SetBreakpoints{BreakpointSet::from_json(all + "]}").value()}));
        run(session, 3);
    }
}

}  // namespace

TEST_CASE("Lists: breakpoints, hits and log are drawn in every state and size, and push nothing by themselves",
          "[panels][matrix][breakpoints]") {
    const ImVec2 sizes[] = {{60, 30}, {160, 500}, {420, 300}, {1600, 900}};
    for (const char* state : kStates) {
        for (const PanelCase& shown : kPanelCases) {
            PanelDriver driver(shown.make(), shown.title);
            open_lists(driver.session, state);
            const std::uint64_t revision = driver.session.revision();
            for (const ImVec2 size : sizes) {
                INFO(shown.title << ", " << state << ", " << size.x << " x " << size.y);
                driver.resize(size);
                driver.frames(3);
                CHECK(driver.outbox.items().empty());
                CHECK(ImGui::GetDrawData()->TotalVtxCount > 0);
                CHECK(driver.session.revision() == revision);
                CHECK(driver.count("row ") <= 900 / 20);
            }
        }
    }
}

TEST_CASE("Lists: none says what would be there, one shows it, and the badge counts", "[panels][matrix][breakpoints]") {
    const auto shows = [](const PanelCase& shown, const char* state) {
        PanelDriver driver(shown.make(), shown.title, {1200, 400});
        open_lists(driver.session, state);
        driver.frames(2);
        return std::pair(driver.count("row "), driver.panel().count(driver.view()));
    };
    CHECK(shows(kPanelCases[0], "none") == std::pair(0, 0LL));
    CHECK(shows(kPanelCases[0], "one") == std::pair(1, 1LL));
    CHECK(shows(kPanelCases[0], "many").second == 40);
    CHECK(shows(kPanelCases[1], "none").first == 0);
    CHECK(shows(kPanelCases[1], "one").first == 1);
    CHECK(shows(kPanelCases[1], "nothing found").first == 0);
    CHECK(shows(kPanelCases[2], "none") == std::pair(0, 0LL));
    CHECK(shows(kPanelCases[2], "one") == std::pair(1, 1LL));
}

TEST_CASE("Lists: an error of a name stands in its row, and the others go on", "[panels][matrix][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {1200, 400});
    open_lists(driver.session, "an error");
    const std::string words = driver.text();
    INFO(words);
    CHECK(words.find("sumo") != std::string::npos);
    CHECK(words.find("there is no slot") != std::string::npos);
    CHECK(driver.session.log().empty());
}

TEST_CASE("Lists: in a narrow window the condition, the place and the message stay", "[panels][matrix][breakpoints]") {
    for (const float width : {220.0F, 320.0F, 1200.0F}) {
        for (const PanelCase& shown : kPanelCases) {
            INFO(shown.title << ", width " << width);
            PanelDriver driver(shown.make(), shown.title, {width, 400});
            open_lists(driver.session, "one");
            driver.frames(2);
            CHECK(driver.count("row ") == 1);
            const bool is_hits = std::string(shown.title) == "Hits";
            if (is_hits) CHECK((driver.sees("header/Frame") && driver.sees("header/Value")));
            else CHECK(driver.text().find("frame 2") != std::string::npos);
        }
    }
}

TEST_CASE("Lists: of 10,000 only those in view are drawn, in little time", "[panels][matrix][breakpoints]") {
    for (const PanelCase& shown : kPanelCases) {
        INFO(shown.title);
        PanelDriver driver(shown.make(), shown.title, {1200, 600});
        open_lists(driver.session, "10,000");
        driver.frames(3);
        CHECK(driver.count("row ") > 10);
        CHECK(driver.count("row ") < 40);
        constexpr int kFrames = 30;
        const std::clock_t start = std::clock();
        driver.frames(kFrames);
        const double ms = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / kFrames;
        CAPTURE(ms);
        CHECK(ms < 20);  // well under 2 on a quiet machine
    }
}
