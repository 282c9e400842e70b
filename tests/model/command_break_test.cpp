// SPDX-License-Identifier: MIT
#include "model/command_break.h"

#include <catch2/catch_test_macros.hpp>

#include "model/breakpoint_words.h"
#include "model/support/command_world.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

struct World : CommandWorld {
    using CommandWorld::CommandWorld;
    [[nodiscard]] std::vector<std::string> conditions() const {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < session.breakpoints().size(); ++i)
            texts.push_back(session.breakpoints()[i].condition.to_text());
        return texts;
    }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Break commands: F9 sets what the selection means, and takes it away again", "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::ToggleBreakpoint).find("Select") != std::string::npos);
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.conditions() == Texts{"change sum"});
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.conditions().empty());
    world.ui.apply(SelectStep{2});
    world.run(CommandId::ToggleBreakpoint);
    REQUIRE(world.conditions().size() == 1);
    CHECK(world.conditions()[0].starts_with("step "));
    world.ui.apply(SelectCell{0, std::nullopt});
    world.run(CommandId::ToggleBreakpoint);
    world.ui.apply(SelectCell{0, 4});
    world.run(CommandId::ToggleBreakpoint);  // the whole cell's covers the element
    CHECK(world.conditions().size() == 1);
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.conditions().back() == "cell \"delay1.buffer\"[4]");
    world.ui.apply(SelectCell{0, 5});
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.conditions().size() == 3);
    world.ui.apply(SelectCell{1, 0});  // one element: no need to say which
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.conditions().back() == "cell \"delay1.writeIdx\"");
}

TEST_CASE("Break commands: F9 takes away whatever is set on the thing, the newest first", "[model][command]") {
    World world("played");
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::BreakOnWrite);
    world.run(CommandId::BreakOnNotFinite);
    CHECK(world.conditions() == Texts{"write sum", "nonfinite sum"});
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.conditions() == Texts{"write sum"});
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.conditions().empty());
}

TEST_CASE("Break commands: each kind for the selected slot is set once and taken away by itself", "[model][command]") {
    World world("played");
    world.ui.apply(SelectSlot{2});
    const CommandId ids[] = {CommandId::BreakOnChange, CommandId::BreakOnWrite, CommandId::BreakOnNotFinite,
                             CommandId::BreakOnCrossing, CommandId::BreakWhenStale};
    for (const CommandId id : ids) world.run(id);
    CHECK(world.session.breakpoints().size() == 5);
    CHECK(world.conditions()[3].starts_with("crosses sum "));
    for (std::size_t i = 0; i < 5; ++i) CHECK_FALSE(world.session.breakpoints().error(i));
    for (const CommandId id : ids) world.run(id);
    CHECK(world.conditions().empty());
    world.run(CommandId::BreakOnAnyNotFinite);
    CHECK(world.conditions() == Texts{"nonfinite any"});
    world.run(CommandId::BreakOnAnyUnsetRead);
    CHECK(world.conditions() == Texts{"nonfinite any", "unset any"});
    world.run(CommandId::BreakOnAnyUnsetRead);
    world.ui.apply(SelectStep{1});
    world.run(CommandId::BreakBeforeStep);
    CHECK(world.conditions().back().starts_with("before "));
}

TEST_CASE("Break commands: Ctrl+F9 rests and wakes all that is set on the selection, or the one in the list",
          "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::EnableBreakpoint).find("F9") != std::string::npos);
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::BreakOnWrite);
    world.run(CommandId::BreakOnChange);
    world.run(CommandId::EnableBreakpoint);
    CHECK_FALSE(world.session.breakpoints()[0].is_enabled);
    CHECK_FALSE(world.session.breakpoints()[1].is_enabled);
    world.run(CommandId::EnableBreakpoint);
    CHECK(world.session.breakpoints().has_active());
    world.ui.apply(SelectBreakpoint{1});
    world.run(CommandId::EnableBreakpoint);
    CHECK_FALSE(world.session.breakpoints()[0].is_enabled);
    CHECK(world.session.breakpoints()[1].is_enabled);
    world.run(CommandId::EnableAllBreakpoints);
    CHECK_FALSE(world.session.breakpoints().has_active());
    world.run(CommandId::EnableAllBreakpoints);
    CHECK(world.session.breakpoints()[0].is_enabled);
    world.run(CommandId::EditBreakpoint);
    CHECK(world.ui.edited_breakpoint().id == 1);
    CHECK(world.ui.layout().is_visible(PanelId::Breakpoints));
    world.run(CommandId::RemoveBreakpoint);
    CHECK(world.conditions() == Texts{"change sum"});
    CHECK_FALSE(world.reason(CommandId::RemoveBreakpoint).empty());
    world.run(CommandId::RemoveAllBreakpoints);
    CHECK(world.conditions().empty());
}

TEST_CASE("Break commands: hits are gone to in both directions, with a reason where there is none",
          "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::PreviousHit).find("no breakpoint") != std::string::npos);
    world.ui.apply(SelectStep{1});
    world.run(CommandId::ToggleBreakpoint);
    CHECK(world.reason(CommandId::NextHit).find("F5") != std::string::npos);
    world.run(CommandId::PreviousHit);
    CHECK(world.session.cursor() == Cursor{200, 2});
    world.run(CommandId::PreviousHit);
    CHECK(world.session.cursor() == Cursor{199, 2});
    world.run(CommandId::NextHit);
    CHECK(world.session.cursor() == Cursor{200, 2});
    world.run(CommandId::EnableBreakpoint);
    CHECK(world.reason(CommandId::PreviousHit).find("enabled") != std::string::npos);
}

TEST_CASE("Break commands: searches list places, which are gone to from where the cursor is", "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::NextFound).find("Ctrl+F") != std::string::npos);
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::FindChanges);
    REQUIRE(world.session.hits());
    CHECK(world.session.hits()->condition == "change sum");
    CHECK(world.session.hits()->count == 199);
    CHECK_FALSE(world.reason(CommandId::NextFound).empty());
    world.run(CommandId::PreviousFound);
    CHECK(world.session.cursor() == Cursor{200, 2});
    world.run(CommandId::PreviousFound);
    CHECK(world.session.cursor() == Cursor{199, 2});
    world.run(CommandId::NextFound);
    CHECK(world.session.cursor() == Cursor{200, 2});
    world.run(CommandId::GoToStart);
    CHECK_FALSE(world.reason(CommandId::PreviousFound).empty());
    world.run(CommandId::NextFound);
    CHECK(world.session.cursor().frame == 2);
    world.run(CommandId::FindStale);
    CHECK(world.session.hits()->count == 0);
    world.run(CommandId::FindUnsetReads);
    CHECK(world.session.hits()->condition == "unset any");
    world.run(CommandId::ClearFound);
    CHECK_FALSE(world.session.hits());
    world.run(CommandId::FindInRecording);
    CHECK(world.ui.layout().is_visible(PanelId::Hits));
    World fresh("before the first frame");
    fresh.ui.apply(SelectSlot{2});
    CHECK(fresh.reason(CommandId::FindChanges) == "Nothing is recorded yet.");
}

TEST_CASE("Break commands: revealing a stop's step leaves the focus where it was", "[model][command]") {
    World world("played");
    world.ui.apply(SelectSlot{2});
    const std::uint64_t before = world.ui.reveal_serial();
    world.ui.apply(RevealStep{3});
    CHECK(world.ui.selection().step == StepIndex{3});
    CHECK(world.ui.selection().focus == Focus::Slot);
    CHECK(world.ui.reveal_serial() != before);
}

TEST_CASE("Break commands: undo takes changes of breakpoints and edits of values back in one order",
          "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::UndoEdit).find("no change of breakpoints") != std::string::npos);
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::BreakOnChange);
    world.run(CommandId::BreakOnWrite);
    REQUIRE_FALSE(world.session.apply(EditSlot{2, 44.0}));
    world.run(CommandId::RemoveAllBreakpoints);
    CHECK(world.session.next_undo() == Undoable::Breakpoints);
    world.run(CommandId::UndoEdit);
    CHECK(world.conditions() == Texts{"change sum", "write sum"});
    CHECK(world.session.can_undo_edit());
    CHECK(world.session.next_undo() == Undoable::Edit);
    world.run(CommandId::UndoEdit);
    CHECK_FALSE(world.session.can_undo_edit());
    CHECK(world.conditions().size() == 2);
    world.run(CommandId::UndoEdit);
    CHECK(world.conditions() == Texts{"change sum"});
    // What runs ends an edit, not what was done to breakpoints.
    REQUIRE_FALSE(world.session.apply(StepFrame{}));
    world.run(CommandId::UndoEdit);
    CHECK(world.conditions().empty());
    CHECK_FALSE(world.reason(CommandId::UndoEdit).empty());
}

TEST_CASE("Break commands: the log is cleared, and goes on with what is said next", "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::ClearLog) == "The log is empty.");
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::BreakOnWrite);
    world.run(CommandId::StepFrame);
    REQUIRE(world.session.log().size() == 1);
    world.run(CommandId::ClearLog);
    CHECK(world.session.log().empty());
    CHECK(world.session.breakpoints().size() == 1);
    world.run(CommandId::StepFrame);
    REQUIRE(world.session.log().size() == 1);
    CHECK(world.session.log()[0].frame == 202);
}
