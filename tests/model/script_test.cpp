// SPDX-License-Identifier: MIT
#include "model/script.h"

#include <catch2/catch_test_macros.hpp>

#include "model/frame_times.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

template <class A>
A only(std::string_view line) {
    INFO(line);
    const auto script = parse_script(line, "s");
    REQUIRE(script);
    REQUIRE(script->size() == 1);
    REQUIRE(std::holds_alternative<A>(script->front().action));
    return std::get<A>(script->front().action);
}

}  // namespace

TEST_CASE("Script: every command reads its arguments", "[model][script]") {
    CHECK(only<ScriptOpen>("open my program.json").path == "my program.json");
    CHECK(only<ScriptCommand>("command step-into").command == CommandId::StepSchedule);
    CHECK(only<ScriptWait>("wait 30").frames == 30);
    CHECK(only<ScriptWaitSeconds>("wait 0.5s").seconds == 0.5);
    CHECK(only<ScriptPointer>("pointer person").is_person);
    CHECK_FALSE(only<ScriptPointer>("pointer script").is_person);
    CHECK(only<ScriptSay>("say now press F10").text == "now press F10");
    CHECK(only<ScriptWhere>("where Slots/row 12").label == "Slots/row 12");
    CHECK(only<ScriptMouse>("click Slots/row 12").label == "Slots/row 12");
    CHECK(only<ScriptMouse>("double_click a").kind == Mouse::DoubleClick);
    CHECK(only<ScriptMouse>("right_click a").kind == Mouse::RightClick);
    CHECK(only<ScriptMouse>("hover a").kind == Mouse::Hover);
    const auto drag = only<ScriptDrag>("drag Splitter/0 -3 2.5");
    CHECK(drag.label == "Splitter/0");
    CHECK(drag.dx == -3.0F);
    CHECK(drag.dy == 2.5F);
    CHECK(only<ScriptType>("type two words").text == "two words");
    CHECK(only<ScriptKey>("key Ctrl+Shift+P").chord == ctrl_shift(Key::P));
    CHECK(only<ScriptSelect>("select cell 4").target == Target::Cell);
    CHECK(only<ScriptSelect>("select slot 9007199254740993").number == 9007199254740993ULL);
    CHECK(only<ScriptPanel>("panel problems").panel == PanelId::Problems);
    CHECK(only<ScriptScreenshot>("screenshot out/a.png").path == "out/a.png");
    CHECK(only<ScriptSize>("size 1600x900").width == 1600);
    static_cast<void>(only<ScriptQuit>("quit"));
}

TEST_CASE("Script: expectations read their kind and value", "[model][script]") {
    CHECK(only<ScriptExpect>("expect frame 12").number == 12);
    CHECK(only<ScriptExpect>("expect status 12 frames").text == "12 frames");
    CHECK(only<ScriptExpect>("expect playing no").what == Expect::Playing);
    CHECK(only<ScriptExpect>("expect selected step 3").target == Target::Step);
    CHECK(only<ScriptExpect>("expect disabled Transport/step").text == "Transport/step");
    CHECK(only<ScriptExpect>("expect over Slots/row 12").text == "Slots/row 12");
    const auto await = only<ScriptAwait>("await 20s selected step 3");
    CHECK(await.seconds == 20);
    CHECK(await.expect.what == Expect::Selected);
    CHECK(await.expect.number == 3);
}

TEST_CASE("Script: comments and empty lines count as lines and do nothing", "[model][script]") {
    const auto script = parse_script("# first\n\n  wait 1  \r\n#wait 2\nquit", "s");
    REQUIRE(script);
    REQUIRE(script->size() == 2);
    CHECK((*script)[0].line == 3);
    CHECK((*script)[1].line == 5);
}

TEST_CASE("Script: all errors are listed, each with its line", "[model][script]") {
    const auto script = parse_script(
        "wait 1\nfly away\nwait minus\nkey Hyper+Q\ncommand nothing\nexpect frame x\nexpect panel nothing\nexpect "
        "nonsense 1\nopen\nselect slot\nselect wheel 1\nsize 0x9\nquit now\nwait 0\ndrag a 1\nwait 0s\nwait -1s\nwait "
        "s\nwait nans\nwait 3601s\nawait frame 1\nawait 1s\nawait "
        "1s nonsense 1\npointer nobody\nsay\nwhere",
        "s.txt");
    REQUIRE_FALSE(script);
    CHECK(script.error().size() == 25);
    std::uint32_t line = 2;
    for (const Error& error : script.error()) {
        CHECK(error.line == line++);
        CHECK(error.where == "s.txt");
        CHECK_FALSE(error.message.empty());
    }
}

TEST_CASE("Script: sizes are WxH within what a window can be", "[model][script]") {
    CHECK(parse_size("1x1"));
    CHECK(parse_size("16384x16384"));
    for (const char* wrong : {"", "x", "100", "100x", "x100", "16385x1", "-1x5", "1.5x2", "1x2x3", " 1x1"}) {
        INFO(wrong);
        CHECK_FALSE(parse_size(wrong));
    }
}

TEST_CASE("Frame times: numbers in any usual arrangement", "[model][script]") {
    const auto times = parse_frame_times("[0, 16.5,\n 33 ] # end\n\t1e3", "t");
    REQUIRE(times);
    CHECK(*times == std::vector<double>{0, 16.5, 33, 1000});
}

TEST_CASE("Frame times: what is no finite number is refused with its place", "[model][script]") {
    const auto times = parse_frame_times("0 10\n20, abc", "t");
    REQUIRE_FALSE(times);
    CHECK(times.error().line == 2);
    CHECK(times.error().column == 5);
    CHECK_FALSE(parse_frame_times("", "t"));
    CHECK_FALSE(parse_frame_times("# nothing\n", "t"));
    CHECK_FALSE(parse_frame_times("inf", "t"));
    CHECK_FALSE(parse_frame_times("nan", "t"));
    CHECK_FALSE(parse_frame_times("1e999", "t"));
}
