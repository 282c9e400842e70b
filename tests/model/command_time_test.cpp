// SPDX-License-Identifier: MIT
#include "model/command_time.h"

#include <catch2/catch_test_macros.hpp>

#include "model/ring_model.h"
#include "model/support/command_world.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

using World = CommandWorld;

TEST_CASE("Time commands: nothing lies before frame 0 nor behind the newest frame", "[model][command]") {
    World world("before the first frame");
    for (const CommandId id :
         {CommandId::StepBack, CommandId::StepScheduleBack, CommandId::PlayBackward, CommandId::GoToStart}) {
        INFO(command_spec(id).name);
        CHECK(world.reason(id).find("frame 0") != std::string::npos);
    }
    CHECK_FALSE(world.reason(CommandId::GoToEnd).empty());
    world.ui.apply(SelectSlot{2});
    CHECK_FALSE(world.reason(CommandId::PreviousChange).empty());
    CHECK_FALSE(world.reason(CommandId::NextChange).empty());
}

TEST_CASE("Time commands: steps back and the ends of the recording move the cursor", "[model][command]") {
    World world("played");
    world.run(CommandId::StepBack);
    CHECK(world.session.cursor().frame == 199);
    world.run(CommandId::StepScheduleBack);
    CHECK(world.session.cursor() == Cursor{199, 3});
    world.run(CommandId::StepSchedule);
    world.run(CommandId::GoToStart);
    CHECK(world.session.cursor().frame == 0);
    world.run(CommandId::GoToEnd);
    CHECK(world.session.is_live());
    world.run(CommandId::PlayBackward);
    CHECK(world.session.is_playing_backward());
    CHECK(is_on(CommandId::PlayBackward, world.view()));
    CHECK_FALSE(is_on(CommandId::PlayPause, world.view()));
    world.run(CommandId::PlayBackward);
    CHECK_FALSE(world.session.is_playing());
}

TEST_CASE("Time commands: writes and changes are those of the selected slot and state element", "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::PreviousWrite) == "No slot is selected.");
    world.ui.apply(SelectSlot{2});
    const auto write = world.action<GoToWrite>(CommandId::PreviousWrite);
    REQUIRE(write);
    CHECK(write->slot == 2);
    CHECK_FALSE(write->is_forward);
    CHECK_FALSE(write->only_changes);
    CHECK(world.action<GoToWrite>(CommandId::PreviousChange)->only_changes);
    CHECK(world.reason(CommandId::PreviousStateChange) == "No state cell is selected.");
    world.ui.apply(SelectCell{0, std::nullopt});
    const auto cell = world.action<GoToStateChange>(CommandId::PreviousStateChange);
    REQUIRE(cell);
    CHECK(cell->count == 9);
    world.ui.apply(SelectCell{0, 4});
    const auto element = world.action<GoToStateChange>(CommandId::PreviousStateChange);
    REQUIRE(element);
    CHECK(element->first == 4);
    CHECK(element->count == 1);
    world.run(CommandId::StepBack);
    CHECK(world.action<GoToWrite>(CommandId::NextChange)->is_forward);
}

TEST_CASE("Time commands: a ring element leads to the frame that wrote it", "[model][command]") {
    World world("played");
    const Ring& ring = world.session.rings().front();
    const auto& cell = world.session.program().state_layout.cells[*ring.cell];
    for (std::uint32_t place = 0; place < ring.size; ++place) {
        INFO(place);
        REQUIRE_FALSE(world.session.apply(GoToEnd{}));
        world.session.finish_work();
        const double held = world.session.state().f64[ring.base + place];
        const std::int32_t head = world.session.state().i32[ring.head];
        world.ui.apply(SelectCell{*ring.cell, ring.base + place - cell.offset});
        world.run(CommandId::GoToElementFrame);
        // Just behind the evaluation that wrote it: it is the newest element and holds the value.
        const auto size = static_cast<std::int32_t>(ring.size);
        const std::int32_t age = (head - static_cast<std::int32_t>(place) + size - 1) % size;
        CHECK(world.session.cursor().frame == 200 - static_cast<FrameNumber>(age));
        CHECK(world.session.state().f64[ring.base + place] == held);
        CHECK(world.session.state().i32[ring.head] == (static_cast<std::int32_t>(place) + 1) % size);
    }
    world.ui.apply(SelectCell{1, 0});
    CHECK_FALSE(world.reason(CommandId::GoToElementFrame).empty());
    World early("one frame");
    early.ui.apply(SelectCell{0, 8});
    CHECK(early.reason(CommandId::GoToElementFrame).find("never written") != std::string::npos);
}

TEST_CASE("Time commands: a loop has its ends where the cursor was", "[model][command]") {
    World world("played");
    CHECK_FALSE(world.reason(CommandId::LoopStart).empty());  // nothing lies behind the newest frame
    CHECK_FALSE(world.reason(CommandId::LoopClear).empty());
    REQUIRE_FALSE(world.session.apply(SeekTo{50}));
    world.run(CommandId::LoopStart);
    CHECK(world.session.loop()->first == 50);
    CHECK(world.session.loop()->last == 200);
    REQUIRE_FALSE(world.session.apply(SeekTo{80}));
    world.run(CommandId::LoopEnd);
    CHECK(world.session.loop()->first == 50);
    CHECK(world.session.loop()->last == 80);
    REQUIRE_FALSE(world.session.apply(SeekTo{40}));
    world.run(CommandId::LoopEnd);  // before its first frame: from the beginning
    CHECK(world.session.loop()->first == 0);
    CHECK(world.session.loop()->last == 40);
    world.run(CommandId::LoopClear);
    CHECK_FALSE(world.session.loop());
}

TEST_CASE("Time commands: bookmarks are set, taken away and gone to", "[model][command]") {
    World world("played");
    CHECK(world.reason(CommandId::NextBookmark).find("Ctrl+B") != std::string::npos);
    world.run(CommandId::ToggleBookmark);
    CHECK(is_on(CommandId::ToggleBookmark, world.view()));
    REQUIRE_FALSE(world.session.apply(SeekTo{50}));
    CHECK_FALSE(is_on(CommandId::ToggleBookmark, world.view()));
    CHECK_FALSE(world.reason(CommandId::PreviousBookmark).empty());
    world.run(CommandId::NextBookmark);
    CHECK(world.session.cursor().frame == 200);
    world.run(CommandId::ToggleBookmark);
    CHECK(world.session.history().branch().bookmarks.size() == 0);
}

TEST_CASE("Time commands: ten and a hundred frames back, but not before the beginning", "[model][command]") {
    World world("played");
    world.run(CommandId::Back10);
    CHECK(world.session.cursor().frame == 190);
    world.run(CommandId::Back100);
    CHECK(world.session.cursor().frame == 90);
    world.run(CommandId::Back100);
    CHECK(world.session.cursor().frame == 0);
    CHECK(world.reason(CommandId::Back10).find("frame 0") != std::string::npos);
}

TEST_CASE("Time commands: the budget of the recording goes up and down between what can be chosen",
          "[model][command]") {
    World world("played");
    while (world.reason(CommandId::LessMemory).empty()) {
        const std::size_t before = world.session.history().use().budget;
        world.run(CommandId::LessMemory);
        CHECK(world.session.history().use().budget < before);
    }
    CHECK(world.session.history().use().budget == std::size_t{16} << 20);
    CHECK(world.session.history().use().total() <= std::size_t{16} << 20);
    while (world.reason(CommandId::MoreMemory).empty()) world.run(CommandId::MoreMemory);
    CHECK(world.session.history().use().budget == std::size_t{4096} << 20);
    // One that is not among them goes to its neighbours.
    REQUIRE_FALSE(world.session.apply(SetHistoryBudget{std::size_t{100} << 20}));
    CHECK(world.action<SetHistoryBudget>(CommandId::MoreMemory)->bytes == std::size_t{256} << 20);
    CHECK(world.action<SetHistoryBudget>(CommandId::LessMemory)->bytes == std::size_t{64} << 20);
}

TEST_CASE("Time commands: faults are reached from both sides, with their step and slot", "[model][command]") {
    World world("faulted");
    CHECK(world.reason(CommandId::PreviousFault) == "No frame before this one faulted.");
    CHECK(world.reason(CommandId::NextFault) == "No frame after this one faulted.");
    for (int i = 0; i < 2; ++i) REQUIRE_FALSE(world.session.apply(StepFrame{}));
    const Resolved latest = resolve(CommandId::GoToFault, world.view());
    REQUIRE(std::holds_alternative<Arrival>(latest));
    CHECK(std::get<Arrival>(latest).place.frame == 3);
    CHECK(std::get<Arrival>(latest).step == StepIndex{2});
    CHECK(std::get<Arrival>(latest).slot == SlotId{2});
    world.run(CommandId::PreviousFault);
    CHECK(world.session.cursor().frame == 2);
    CHECK(world.session.current_fault().has_value());
    // Inside a frame its own fault lies ahead.
    REQUIRE_FALSE(world.session.apply(SeekTo{2, 1}));
    world.run(CommandId::NextFault);
    CHECK(world.session.cursor().frame == 2);
    CHECK(world.session.current_fault().has_value());
    world.run(CommandId::NextFault);
    CHECK(world.session.cursor().frame == 3);
    world.run(CommandId::GoToStart);
    CHECK(world.reason(CommandId::PreviousFault) == "No frame before this one faulted.");
    world.run(CommandId::NextFault);
    CHECK(world.session.cursor().frame == 1);
}

TEST_CASE("Time commands: an edit is undone, and branches are gone round", "[model][command]") {
    World world("played");
    CHECK_FALSE(world.reason(CommandId::UndoEdit).empty());
    CHECK_FALSE(world.reason(CommandId::NextBranch).empty());
    const std::uint32_t first = world.session.history().branch().id;
    REQUIRE_FALSE(world.session.apply(SeekTo{50}));
    REQUIRE_FALSE(world.session.apply(EditSlot{2, 4.0}));
    CHECK(world.reason(CommandId::UndoEdit).empty());
    const std::uint32_t second = world.session.history().branch().id;
    CHECK(first != second);
    world.run(CommandId::UndoEdit);
    CHECK_FALSE(world.session.can_undo_edit());
    world.run(CommandId::NextBranch);
    CHECK(world.session.history().branch().id == first);
    world.run(CommandId::NextBranch);
    CHECK(world.session.history().branch().id == second);
}

TEST_CASE("Time commands: values are set for what is selected, elements one at a time", "[model][command]") {
    World world("played");
    CHECK_FALSE(world.reason(CommandId::SetSlotValue).empty());
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::SetSlotValue);
    CHECK(world.ui.overlay() == Overlay::Prompt);
    CHECK(std::get<AskSlotValue>(world.ui.question()).slot == 2);
    world.ui.apply(SelectCell{0, std::nullopt});
    CHECK(world.reason(CommandId::SetElementValue).find("several elements") != std::string::npos);
    world.ui.apply(SelectCell{1, std::nullopt});
    world.run(CommandId::SetElementValue);
    CHECK(std::get<AskElementValue>(world.ui.question()).cell == 1);
}

TEST_CASE("Time commands: Esc ends what takes its time before it clears the selection", "[model][command]") {
    World world("played");
    REQUIRE_FALSE(world.session.apply(Play{}));
    CHECK(world.action<Pause>(CommandId::Cancel));
    REQUIRE_FALSE(world.session.apply(Pause{}));
    const Resolved resolved = resolve(CommandId::Cancel, world.view());
    REQUIRE(std::holds_alternative<UiAction>(resolved));
    CHECK(std::holds_alternative<gui::ClearSelection>(std::get<UiAction>(resolved)));
}

TEST_CASE("Time commands: a frame that is over can be kept to compare with, and given up", "[model][command]") {
    World inside("inside a frame");
    CHECK(inside.reason(CommandId::CompareHere).find("not over") != std::string::npos);
    World world("played");
    CHECK_FALSE(world.reason(CommandId::CompareClear).empty());
    REQUIRE(world.action<CompareWith>(CommandId::CompareHere));
    CHECK(world.action<CompareWith>(CommandId::CompareHere)->frame == 200);
    world.run(CommandId::CompareHere);
    REQUIRE(world.session.comparison());
    world.run(CommandId::CompareClear);
    CHECK_FALSE(world.session.comparison());
}
