// SPDX-License-Identifier: MIT
#include "model/palette.h"

#include <catch2/catch_test_macros.hpp>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

int score(std::string_view query, std::string_view text) {
    const auto match = fuzzy_match(query, text);
    REQUIRE(match);
    return match->score;
}

CommandId command_at(const std::vector<PaletteRow>& rows, std::size_t i) {
    REQUIRE(rows.size() > i);
    return std::get<CommandId>(rows[i].what);
}

std::vector<FindItem> some_items() {
    return {{FindKind::Slot, 12, "delay.out", "f64"},
            {FindKind::Slot, 3, "lfo phase", "f32"},
            {FindKind::Step, 12, "mix", "busEval · sum"},
            {FindKind::Cell, 0, "delay1", "ring"}};
}

}  // namespace

TEST_CASE("Fuzzy: a query matches when its characters occur in order, whatever their case", "[model][palette]") {
    CHECK(fuzzy_match("sf", "Step frame"));
    CHECK(fuzzy_match("STEP FRAME", "Step frame"));
    CHECK_FALSE(fuzzy_match("fs", "Step frame"));
    CHECK_FALSE(fuzzy_match("stepp", "Step"));
    CHECK_FALSE(fuzzy_match("x", ""));
    REQUIRE(fuzzy_match("", "anything"));
    CHECK(fuzzy_match("", "anything")->places.empty());
}

TEST_CASE("Fuzzy: the places are those of the best match, ascending, and spell the query", "[model][palette]") {
    const auto match = fuzzy_match("frame", "from a frame");
    REQUIRE(match);
    CHECK(match->places == std::vector<std::uint32_t>{7, 8, 9, 10, 11});
    const auto words = fuzzy_match("sss", "Step schedule step");
    REQUIRE(words);
    CHECK(words->places == std::vector<std::uint32_t>{0, 5, 14});
}

TEST_CASE("Fuzzy: starts of words, runs and short texts score higher", "[model][palette]") {
    CHECK(score("st", "Step frame") > score("st", "Fast"));
    CHECK(score("sf", "Step frame") > score("sf", "stuffed"));
    CHECK(score("step", "Step frame") > score("step", "s-t-e-p"));
    CHECK(score("out", "delay.out") > score("out", "routine"));
    CHECK(score("mix", "mix") > score("mix", "mix of a very long list of words that goes on"));
    CHECK(score("sd", "slotDelay") > score("sd", "slotdelay"));
}

TEST_CASE("Fuzzy: a text of any length is matched by its beginning without harm", "[model][palette]") {
    CHECK(fuzzy_match("ab", std::string(100'000, 'a') + "b") == std::nullopt);
    CHECK(fuzzy_match("aa", std::string(100'000, 'a')));
}

TEST_CASE("Palette: an empty query lists every command of a menu in the table's order, recent ones first",
          "[model][palette]") {
    const auto rows = command_rows("", {});
    std::size_t in_menus = 0;
    for (const CommandSpec& spec : commands()) in_menus += spec.menu != Menu::None ? 1U : 0U;
    CHECK(rows.size() == in_menus);
    CHECK(command_at(rows, 0) == commands()[0].id);
    const auto with_recent = command_rows("", {CommandId::Restart, CommandId::ZoomIn});
    CHECK(command_at(with_recent, 0) == CommandId::Restart);
    CHECK(command_at(with_recent, 1) == CommandId::ZoomIn);
    CHECK(with_recent.size() == in_menus);
}

TEST_CASE("Palette: words of the title come before the further words, and the best is first", "[model][palette]") {
    CHECK(command_at(command_rows("step frame", {}), 0) == CommandId::StepFrame);
    CHECK(command_at(command_rows("rest", {}), 0) == CommandId::Restart);
    CHECK(command_at(command_rows("reset", {}), 0) != CommandId::Open);
    const auto rows = command_rows("rewind", {});
    CHECK(command_at(rows, 0) == CommandId::Restart);
    CHECK(rows[0].highlights.empty());  // it is not in the title
    CHECK_FALSE(command_rows("dark", {})[0].highlights.empty());
    CHECK(command_rows("qqqqqq", {}).empty());
}

TEST_CASE("Palette: a number finds what has it before names that hold it", "[model][palette]") {
    const auto rows = find_rows("12", some_items());
    REQUIRE(rows.size() == 2);
    CHECK(std::get<FindItem>(rows[0].what).kind == FindKind::Slot);
    CHECK(std::get<FindItem>(rows[1].what).kind == FindKind::Step);
    CHECK(rows[0].detail == "slot 12 · f64");
}

TEST_CASE("Palette: names beat details", "[model][palette]") {
    const auto rows = find_rows("delay", some_items());
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].title == "delay1");  // the shorter name is meant
    const auto by_detail = find_rows("busEval", some_items());
    REQUIRE(by_detail.size() == 1);
    CHECK(by_detail[0].title == "mix");
}

TEST_CASE("Palette: going to an item selects it", "[model][palette]") {
    const auto items = some_items();
    CHECK(std::get<SelectSlot>(go_to(items[0])).slot == 12);
    CHECK(std::get<SelectStep>(go_to(items[2])).step == 12);
    CHECK(std::get<SelectCell>(go_to(items[3])).cell == 0);
}

TEST_CASE("Palette: the items of a session are its slots, steps and cells; without a program there are none",
          "[model][palette]") {
    Session session;
    CHECK(find_items(session).empty());
    ProgramBuilder b("two");
    b.f64(0, "t").f64(1, "model").time_derive(0, 1);
    b.cell("osc", "phase", StateStorage::F64, 1);
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
    const auto items = find_items(session);
    REQUIRE(items.size() == 4);
    CHECK(items[0].title == "t");
    CHECK(items[2].kind == FindKind::Step);
    CHECK(items[3].kind == FindKind::Cell);
}
