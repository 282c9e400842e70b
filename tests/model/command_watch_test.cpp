// SPDX-License-Identifier: MIT
#include "model/command_watch.h"

#include "model/frozen_words.h"
#include "model/support/command_world.h"
#include "model/watch_rows.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

using Texts = std::vector<std::string>;

struct World : CommandWorld {
    using CommandWorld::CommandWorld;
    [[nodiscard]] Texts watched() const {
        Texts texts;
        for (std::size_t i = 0; i < session.watches().size(); ++i)
            texts.push_back(session.watches()[i].expression.to_text());
        return texts;
    }
    void watch(const char* text) { REQUIRE_FALSE(session.apply(AddWatch{{0, Expression::parse(text).value()}})); }
};

}  // namespace

TEST_CASE("Watch commands: W watches what is selected, and watches it no longer", "[model][command][watch]") {
    World world("played");
    CHECK_FALSE(world.reason(CommandId::WatchSelected).empty());
    world.ui.apply(SelectSlot{2});
    CHECK_FALSE(is_on(CommandId::WatchSelected, world.view()));
    world.run(CommandId::WatchSelected);
    CHECK(is_on(CommandId::WatchSelected, world.view()));
    CHECK(world.session.slot_history().watched() == std::vector<SlotId>{2});
    CHECK(world.watched() == Texts{"sum"});
    world.ui.apply(SelectCell{0, 4U});
    CHECK_FALSE(is_on(CommandId::WatchSelected, world.view()));
    world.run(CommandId::WatchSelected);
    world.ui.apply(SelectCell{1, std::nullopt});  // one element: no need to say which
    world.run(CommandId::WatchSelected);
    world.ui.apply(SelectCell{0, std::nullopt});
    const Texts three{"sum", "cell(\"delay1.buffer\")[4]", "cell(\"delay1.writeIdx\")[0]"};
    CHECK(world.watched() == three);
    world.run(CommandId::WatchSelected);  // a ring without an element: what was written last
    CHECK(world.watched().size() == 4);
    CHECK(world.watched().back().starts_with("ring("));
    world.run(CommandId::WatchSelected);
    CHECK(world.watched() == three);
    world.ui.apply(SelectSlot{2});
    world.run(CommandId::WatchSelected);
    CHECK(world.session.slot_history().watched().empty());
    CHECK(world.watched().size() == 2);
    world.ui.apply(SelectSlot{77});
    CHECK(world.reason(CommandId::WatchSelected).find("not in this program") != std::string::npos);
    world.ui.apply(SelectCell{0, 99U});
    CHECK(world.reason(CommandId::WatchSelected).find("not in this state cell") != std::string::npos);
}

TEST_CASE("Watch commands: what was taken out comes back with undo, and is named", "[model][command][watch][undo]") {
    World world("played");
    CHECK(world.reason(CommandId::UndoEdit).find("watches") != std::string::npos);
    world.watch("sum");
    CHECK(watch_count_sentence(world.session) == "1 thing is watched now.");
    CHECK(watch_removal_sentence(Action{SetWatches{}}, world.session) == "sum is watched no longer.");
    world.watch("sum * 2");
    const WatchId first = world.session.watches()[0].id;
    CHECK(watch_removal_sentence(Action{RemoveWatch{first}}, world.session) == "sum is watched no longer.");
    CHECK(watch_removal_sentence(Action{RemoveWatch{99}}, world.session).empty());
    CHECK(watch_removal_sentence(Action{SetWatches{}}, world.session) == "2 things are watched no longer.");
    CHECK(watch_removal_sentence(Action{SetWatches{{}, true}}, world.session).empty());
    CHECK(watch_removal_sentence(Action{StepFrame{}}, world.session).empty());
    world.run(CommandId::RemoveAllWatches);
    CHECK(world.watched().empty());
    world.run(CommandId::UndoEdit);
    CHECK(world.watched() == Texts{"sum", "sum * 2"});
    CHECK(watch_count_sentence(world.session) == "2 things are watched now.");
    world.run(CommandId::UndoEdit);
    CHECK(world.watched() == Texts{"sum"});
    world.run(CommandId::UndoEdit);
    CHECK(watch_count_sentence(world.session) == "nothing is watched now.");
}

TEST_CASE("Watch commands: in the list they act on what is selected there", "[model][command][watch]") {
    World world("played");
    for (const char* text : {"sum", "twice + 1", "frame"}) world.watch(text);
    for (const CommandId id : {CommandId::EditWatch, CommandId::RemoveWatch, CommandId::MoveWatchUp,
                               CommandId::PreviousWatchChange, CommandId::CopyWatch})
        CHECK_FALSE(world.reason(id).empty());
    world.ui.apply(SelectWatch{2});
    world.run(CommandId::MoveWatchUp);
    CHECK(world.watched() == Texts{"twice + 1", "sum", "frame"});
    CHECK(world.reason(CommandId::MoveWatchUp).find("first") != std::string::npos);
    world.run(CommandId::MoveWatchDown);
    world.run(CommandId::MoveWatchDown);
    CHECK(world.watched() == Texts{"sum", "frame", "twice + 1"});
    CHECK(world.reason(CommandId::MoveWatchDown).find("last") != std::string::npos);
    const std::uint64_t serial = world.ui.watch_editor_serial();
    world.run(CommandId::EditWatch);
    CHECK(world.ui.watch_editor_serial() == serial + 1);
    CHECK(world.ui.edited_watch() == 2U);
    CHECK(world.ui.layout().is_visible(PanelId::Watch));
    world.run(CommandId::RemoveWatch);
    CHECK(world.watched() == Texts{"sum", "frame"});
    CHECK(world.reason(CommandId::RemoveWatch).find("no longer") != std::string::npos);
    world.ui.apply(SelectWatch{1});
    world.run(CommandId::WatchSelected);  // W too
    CHECK(world.watched() == Texts{"frame"});
    world.run(CommandId::RemoveAllWatches);
    CHECK(world.watched().empty());
    CHECK_FALSE(world.reason(CommandId::RemoveAllWatches).empty());
    world.run(CommandId::WatchExpression);
    CHECK_FALSE(world.ui.edited_watch());
}

TEST_CASE("Watch commands: to the changes of slots, state and expressions", "[model][command][watch]") {
    World world("played");
    for (const char* text : {"sum", "cell(\"delay1.buffer\")[4]", "floor(frame / 10)", "nowhere"}) world.watch(text);
    world.ui.apply(SelectWatch{1});
    CHECK(world.action<GoToWrite>(CommandId::PreviousWatchChange)->only_changes);
    CHECK(world.reason(CommandId::NextWatchChange).find("newest") != std::string::npos);
    world.ui.apply(SelectWatch{2});
    const auto state = world.action<GoToStateChange>(CommandId::PreviousWatchChange);
    REQUIRE(state);
    CHECK(state->first == 4);
    CHECK(state->count == 1);
    world.ui.apply(SelectWatch{3});
    world.run(CommandId::PreviousWatchChange);
    CHECK(world.session.cursor().frame == 190);
    world.run(CommandId::PreviousWatchChange);
    CHECK(world.session.cursor().frame == 180);
    world.run(CommandId::NextWatchChange);
    CHECK(world.session.cursor().frame == 190);
    world.ui.apply(SelectWatch{4});
    CHECK(world.reason(CommandId::PreviousWatchChange).find("nowhere") != std::string::npos);
}

TEST_CASE("Watch commands: a breakpoint where a watch changes", "[model][command][watch]") {
    World world("played");
    for (const char* text : {"sum", "cell(\"delay1.buffer\")[4]", "floor(frame / 10)", "0 / 0"}) world.watch(text);
    const auto set_on = [&](WatchId id) {
        world.ui.apply(SelectWatch{id});
        world.run(CommandId::ToggleBreakpoint);
        return world.session.breakpoints()[world.session.breakpoints().size() - 1].condition.to_text();
    };
    CHECK(set_on(1) == "change sum");
    CHECK(set_on(2) == "cell \"delay1.buffer\"[4]");
    CHECK(set_on(3).find("prev(floor(frame / 10))") != std::string::npos);
    static_cast<void>(set_on(4));
    CHECK(world.session.breakpoints().size() == 4);
    world.run(CommandId::ToggleBreakpoint);  // away again, and only that one
    CHECK(world.session.breakpoints().size() == 3);
    static_cast<void>(set_on(4));
    // It stops where the value becomes another, and not while NaN stays NaN.
    REQUIRE_FALSE(world.session.apply(RemoveBreakpoint{1}));
    REQUIRE_FALSE(world.session.apply(RemoveBreakpoint{2}));
    REQUIRE_FALSE(world.session.apply(SeekTo{151}));
    world.session.finish_work();
    REQUIRE_FALSE(world.session.apply(Play{}));
    while (world.session.is_playing()) world.session.run(20, [] { return true; });
    CHECK(world.session.cursor().frame == 160);
    REQUIRE(world.session.stopped_at());
    CHECK(world.session.stopped_at()->breakpoint == 3);
}

TEST_CASE("Watch commands: keys of the list have a scope of their own", "[model][command][watch]") {
    const Keymap keymap;
    CHECK(keymap.find({Key::Delete}, Scope::Watches, false) == CommandId::RemoveWatch);
    CHECK(keymap.find({Key::Delete}, Scope::Main, false) == CommandId::RemoveBreakpoint);
    CHECK(keymap.find({Key::F2}, Scope::Watches, false) == CommandId::EditWatch);
    CHECK(keymap.find({Key::F2}, Scope::Main, false) == CommandId::SetSlotValue);
    CHECK_FALSE(keymap.find({Key::Delete}, Scope::Watches, true));  // somebody types
    CHECK_FALSE(keymap.find({Key::Comma}, Scope::Watches, true));
}

TEST_CASE("Watch commands: values are frozen, and let go", "[model][command][frozen]") {
    World closed("no program");
    CHECK_FALSE(closed.reason(CommandId::FreezeValues).empty());
    World world("inside a frame");
    CHECK_FALSE(world.reason(CommandId::ClearFrozen).empty());
    CHECK_FALSE(is_on(CommandId::FreezeValues, world.view()));
    world.run(CommandId::FreezeValues);
    CHECK(is_on(CommandId::FreezeValues, world.view()));
    REQUIRE(world.session.frozen() != nullptr);
    CHECK(frozen_place(*world.session.frozen()) == "3·2");
    world.run(CommandId::ClearFrozen);
    CHECK(world.session.frozen() == nullptr);
}
