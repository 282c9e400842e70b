// SPDX-License-Identifier: MIT
// What is kept of programs, as programs are opened, swapped and looked back at.
#include "app/program_keeper.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "app/breakpoint_keeper.h"
#include "panels/support/sessions.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

using Texts = std::vector<std::string>;

/// A program whose slot 2 has that name.
LoadedProgram program(const char* name) {
    ProgramBuilder b(name);
    b.f64(0, "t").f64(1, "model").f64(2, name).time_derive(0, 1);
    b.node_step(100, {1, 1}, {2});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    return loaded;
}

/// The application as far as breakpoints go: every action is followed by a look of the keeper.
struct Desk {
    Session session;
    UiState ui;
    ProgramKeeper<KeptBreakpoints> keeper{std::nullopt};

    void open(const std::string& path, const char* name) {
        REQUIRE_FALSE(session.apply(OpenProgram{program(name), path}));
        keeper.opened(session, ui, path);
        keeper.keep(session, ui);
    }
    void swap(const std::string& path, const char* name) {
        REQUIRE_FALSE(session.apply(SwapProgram{program(name), path}));
        keeper.swapped(session, ui, path);
        keeper.keep(session, ui);
    }
    void act(Action action) {
        REQUIRE_FALSE(session.apply(std::move(action)));
        session.finish_work();
        keeper.keep(session, ui);
    }
    void add(const char* text) {
        Breakpoint breakpoint;
        breakpoint.condition = Condition::parse(text).value();
        act(AddBreakpoint{std::move(breakpoint)});
    }
    void run(int frames) {
        for (int i = 0; i < frames; ++i) act(StepFrame{});
    }
    [[nodiscard]] Texts here() const {
        Texts texts;
        for (std::size_t i = 0; i < session.breakpoints().size(); ++i)
            texts.push_back(session.breakpoints()[i].condition.to_text());
        return texts;
    }
    /// What another opening of that program finds.
    [[nodiscard]] Texts kept(const std::string& path, const char* name) {
        open(path, name);
        return here();
    }
};

}  // namespace

TEST_CASE("Program keeper: each program has its own, also when it is read again", "[model][breakpoints]") {
    Desk desk;
    desk.open("/a.json", "sum");
    desk.add("change sum");
    desk.open("/a.json", "sum");  // read again: nothing is lost or doubled
    CHECK(desk.here() == Texts{"change sum"});
    CHECK(desk.kept("/b.json", "level").empty());
    desk.add("frame 3");
    CHECK(desk.kept("/a.json", "sum") == Texts{"change sum"});
    CHECK(desk.kept("/b.json", "level") == Texts{"frame 3"});
}

TEST_CASE(
    "Program keeper: after a swap breakpoints are kept for the program that is shown, and those of the first stay",
    "[model][breakpoints]") {
    Desk desk;
    desk.open("/a.json", "sum");
    desk.add("change sum");
    desk.run(3);
    desk.swap("/b.json", "level");
    CHECK(desk.here() == Texts{"change sum"});
    desk.add("change level");
    desk.act(RemoveBreakpoint{1});
    CHECK(desk.kept("/b.json", "level") == Texts{"change level"});
    CHECK(desk.kept("/a.json", "sum") == Texts{"change sum"});
}

TEST_CASE("Program keeper: a swapped program that nothing is changed in has them too", "[model][breakpoints]") {
    Desk desk;
    desk.open("/a.json", "sum");
    desk.add("frame 9");
    desk.swap("/b.json", "level");
    CHECK(desk.kept("/b.json", "level") == Texts{"frame 9"});
    CHECK(desk.kept("/a.json", "sum") == Texts{"frame 9"});
}

TEST_CASE("Program keeper: what the swapped program had is added, each condition once", "[model][breakpoints]") {
    Desk desk;
    desk.open("/b.json", "level");
    desk.add("change level");
    desk.add("frame 9");
    desk.open("/a.json", "sum");
    desk.add("frame 9");
    desk.add("change sum");
    desk.run(1);
    desk.swap("/b.json", "level");
    CHECK(desk.here() == Texts{"frame 9", "change sum", "change level"});
    CHECK(desk.session.breakpoints()[2].id == 3);
    CHECK(desk.kept("/a.json", "sum") == Texts{"frame 9", "change sum"});
    CHECK(desk.kept("/b.json", "level") == Texts{"frame 9", "change sum", "change level"});
}

TEST_CASE("Program keeper: looking back at the first program writes nothing, a change there is written for both",
          "[model][breakpoints]") {
    Desk desk;
    desk.open("/a.json", "sum");
    desk.add("change sum");
    desk.run(3);
    desk.swap("/b.json", "level");
    desk.add("change level");
    desk.run(2);
    desk.act(SeekTo{1});
    REQUIRE(desk.session.path() == "/a.json");
    desk.add("frame 2");
    desk.act(GoToEnd{});
    REQUIRE(desk.session.path() == "/b.json");
    CHECK(desk.kept("/a.json", "sum") == Texts{"change sum", "change level", "frame 2"});
    CHECK(desk.kept("/b.json", "level") == Texts{"change sum", "change level", "frame 2"});

    Desk other;
    other.open("/a.json", "sum");
    other.add("change sum");
    other.run(3);
    other.swap("/b.json", "level");
    other.run(1);
    other.act(SeekTo{1});
    other.act(GoToEnd{});
    other.act(SwapProgram{program("sum"), "/c.json"});  // unseen by the keeper: not one of its programs
    CHECK(other.kept("/a.json", "sum") == Texts{"change sum"});
}

TEST_CASE("Program keeper: swapping the same file in again keeps what it has", "[model][breakpoints]") {
    Desk desk;
    desk.open("/a.json", "sum");
    desk.add("change sum");
    desk.swap("/a.json", "sum2");
    desk.add("change sum2");
    desk.act(RemoveBreakpoint{1});
    CHECK(desk.kept("/c.json", "x").empty());
    CHECK(desk.kept("/a.json", "sum2") == Texts{"change sum2"});
}
