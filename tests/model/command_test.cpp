// SPDX-License-Identifier: MIT
#include "model/command.h"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <set>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

/// t -> doubled (slot 2), read by slot 3.
LoadedProgram chain() {
    ProgramBuilder b("chain");
    b.f64(0, "t").f64(1, "model").f64(2, "doubled").f64(3, "again").time_derive(0, 1);
    b.node_step(100, {1, 1}, {2});
    b.node_step(100, {2, 1}, {3});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    return loaded;
}

struct World {
    Session session;
    UiState ui;
    [[nodiscard]] View view() const { return {session, ui}; }
    void open() { REQUIRE_FALSE(session.apply(OpenProgram{chain(), "/tmp/chain.json"})); }
    void select(SlotId slot) { ui.apply(SelectSlot{slot}); }
};

template <class A>
const A* action_of(const Resolved& resolved) {
    const auto* action = std::get_if<Action>(&resolved);
    return action != nullptr ? std::get_if<A>(action) : nullptr;
}

template <class A>
const A* ui_action_of(const Resolved& resolved) {
    const auto* action = std::get_if<UiAction>(&resolved);
    return action != nullptr ? std::get_if<A>(action) : nullptr;
}

const std::string* reason_of(const Resolved& resolved) {
    const auto* reason = std::get_if<Reason>(&resolved);
    return reason != nullptr ? &reason->text : nullptr;
}

}  // namespace

TEST_CASE("Commands: every row is found by its name", "[model][command]") {
    for (const CommandSpec& spec : commands()) CHECK(find_command(spec.name) == spec.id);
    CHECK_FALSE(find_command("no-such-command"));
    CHECK_FALSE(find_command(""));
}

TEST_CASE("Commands: titles are in sentence case and end in an ellipsis exactly when more input follows",
          "[model][command]") {
    const std::set<CommandId> asks_more{CommandId::Open,
                                        CommandId::SwapProgram,
                                        CommandId::LoadFrameTimes,
                                        CommandId::Commands,
                                        CommandId::FindAnything,
                                        CommandId::GoToFrame,
                                        CommandId::SetSlotValue,
                                        CommandId::SetElementValue,
                                        CommandId::NameBookmark,
                                        CommandId::NewBreakpoint,
                                        CommandId::EditBreakpoint,
                                        CommandId::FindInRecording,
                                        CommandId::WatchExpression,
                                        CommandId::EditWatch};
    for (const CommandSpec& spec : commands()) {
        INFO(spec.name);
        CHECK((spec.title.front() < 'a' || spec.title.front() > 'z'));
        CHECK(spec.title.ends_with("…") == asks_more.contains(spec.id));
    }
}

TEST_CASE("Commands: without a program every command resolves, and what needs one says so", "[model][command]") {
    const World world;
    for (const CommandSpec& spec : commands()) {
        INFO(spec.name);
        const Resolved resolved = resolve(spec.id, world.view());
        if (const auto* reason = reason_of(resolved)) CHECK((!reason->empty() && reason->back() == '.'));
    }
    for (const CommandId id :
         {CommandId::PlayPause, CommandId::StepFrame, CommandId::StepSchedule, CommandId::Run10, CommandId::Restart,
          CommandId::Reload, CommandId::CloseProgram, CommandId::NextSlot, CommandId::GoToWriter, CommandId::GoToFault,
          CommandId::CopyValue, CommandId::FindAnything, CommandId::StepBack, CommandId::GoToFrame,
          CommandId::PreviousChange, CommandId::UndoEdit, CommandId::ToggleBookmark, CommandId::SwapProgram}) {
        INFO(command_spec(id).name);
        REQUIRE(reason_of(resolve(id, world.view())) != nullptr);
        CHECK(reason_of(resolve(id, world.view()))->find("No program") != std::string::npos);
    }
    for (const CommandId id : {CommandId::Open, CommandId::Quit, CommandId::Commands, CommandId::ThemeLight,
                               CommandId::ZoomIn, CommandId::Keys})
        CHECK(reason_of(resolve(id, world.view())) == nullptr);
}

TEST_CASE("Commands: play becomes pause while playing", "[model][command]") {
    World world;
    world.open();
    CHECK(action_of<Play>(resolve(CommandId::PlayPause, world.view())) != nullptr);
    CHECK_FALSE(is_on(CommandId::PlayPause, world.view()));
    REQUIRE_FALSE(world.session.apply(Play{}));
    CHECK(action_of<Pause>(resolve(CommandId::PlayPause, world.view())) != nullptr);
    CHECK(is_on(CommandId::PlayPause, world.view()));
}

TEST_CASE("Commands: run N asks for exactly N frames", "[model][command]") {
    World world;
    world.open();
    const std::pair<CommandId, std::uint64_t> cases[] = {
        {CommandId::Run10, 10}, {CommandId::Run100, 100}, {CommandId::Run1000, 1000}};
    for (const auto& [id, frames] : cases) {
        const Resolved resolved = resolve(id, world.view());
        REQUIRE(action_of<Play>(resolved) != nullptr);
        CHECK(action_of<Play>(resolved)->frames == frames);
    }
}

TEST_CASE("Commands: speed doubles and halves between 1/64 and 64, and \"as fast as possible\" lies above",
          "[model][command]") {
    World world;
    world.open();
    REQUIRE(action_of<SetSpeed>(resolve(CommandId::Faster, world.view())) != nullptr);
    CHECK(action_of<SetSpeed>(resolve(CommandId::Faster, world.view()))->speed == 2);
    CHECK(action_of<SetSpeed>(resolve(CommandId::Slower, world.view()))->speed == 0.5);
    REQUIRE_FALSE(world.session.apply(SetSpeed{64}));
    CHECK(reason_of(resolve(CommandId::Faster, world.view())) != nullptr);
    REQUIRE_FALSE(world.session.apply(SetSpeed{1.0 / 64}));
    CHECK(reason_of(resolve(CommandId::Slower, world.view())) != nullptr);
    REQUIRE_FALSE(world.session.apply(SetSpeed{0}));
    CHECK(is_on(CommandId::AsFastAsPossible, world.view()));
    CHECK(reason_of(resolve(CommandId::Faster, world.view())) != nullptr);
    CHECK(action_of<SetSpeed>(resolve(CommandId::Slower, world.view()))->speed == 64);
}

TEST_CASE("Commands: next and previous slot walk the slot numbers and stop at the ends with a reason",
          "[model][command]") {
    World world;
    world.open();
    CHECK(ui_action_of<SelectSlot>(resolve(CommandId::NextSlot, world.view()))->slot == 0);
    CHECK(ui_action_of<SelectSlot>(resolve(CommandId::PreviousSlot, world.view()))->slot == 3);
    world.select(2);
    CHECK(ui_action_of<SelectSlot>(resolve(CommandId::NextSlot, world.view()))->slot == 3);
    CHECK(ui_action_of<SelectSlot>(resolve(CommandId::PreviousSlot, world.view()))->slot == 1);
    world.select(3);
    CHECK(reason_of(resolve(CommandId::NextSlot, world.view())) != nullptr);
    world.select(999);
    CHECK(ui_action_of<SelectSlot>(resolve(CommandId::NextSlot, world.view()))->slot == 0);
}

TEST_CASE("Commands: writer and reader of the selected slot are steps of the schedule", "[model][command]") {
    World world;
    world.open();
    CHECK(*reason_of(resolve(CommandId::GoToWriter, world.view())) == "No slot is selected.");
    world.select(2);
    CHECK(ui_action_of<SelectStep>(resolve(CommandId::GoToWriter, world.view()))->step == 1);
    CHECK(ui_action_of<SelectStep>(resolve(CommandId::GoToReader, world.view()))->step == 2);
    world.select(3);
    CHECK(*reason_of(resolve(CommandId::GoToReader, world.view())) == "No step reads this slot.");
    world.select(77);
    CHECK(*reason_of(resolve(CommandId::GoToWriter, world.view())) == "The selected slot is not in this program.");
}

TEST_CASE("Commands: copy gives the value with all its digits", "[model][command]") {
    World world;
    world.open();
    REQUIRE_FALSE(world.session.apply(StepFrame{}));
    REQUIRE_FALSE(world.session.apply(StepFrame{}));
    world.select(0);
    const Resolved resolved = resolve(CommandId::CopyValue, world.view());
    REQUIRE(ui_action_of<CopyText>(resolved) != nullptr);
    CHECK(std::stod(ui_action_of<CopyText>(resolved)->text) == world.session.values().number_at(0));
}

TEST_CASE("Commands: back and forward can run exactly when there is somewhere to go", "[model][command]") {
    World world;
    world.open();
    CHECK(reason_of(resolve(CommandId::Back, world.view())) != nullptr);
    world.select(1);
    CHECK(ui_action_of<NavigateBack>(resolve(CommandId::Back, world.view())) != nullptr);
    CHECK(reason_of(resolve(CommandId::Forward, world.view())) != nullptr);
    world.ui.apply(NavigateBack{});
    CHECK(ui_action_of<NavigateForward>(resolve(CommandId::Forward, world.view())) != nullptr);
}

TEST_CASE("Commands: scripted times can be chosen only when a list is loaded", "[model][command]") {
    World world;
    world.open();
    CHECK(reason_of(resolve(CommandId::SourceScripted, world.view())) != nullptr);
    REQUIRE_FALSE(world.session.apply(SetFrameSource{FrameSourceKind::Scripted, {0, 10, 30}}));
    REQUIRE_FALSE(world.session.apply(SetFrameSource{FrameSourceKind::FixedFps, {}}));
    if (!world.session.scripted_times().empty()) {
        const Resolved resolved = resolve(CommandId::SourceScripted, world.view());
        REQUIRE(action_of<SetFrameSource>(resolved) != nullptr);
        CHECK(action_of<SetFrameSource>(resolved)->times == std::vector<double>{0, 10, 30});
    }
}

TEST_CASE("Commands: zooming frames is for the panel with the focus, else for the raster, else for the timeline",
          "[model][command]") {
    World world;
    world.open();
    const auto panel = [&] {
        const Resolved resolved = resolve(CommandId::FramesIn, world.view());
        const auto* zoom = ui_action_of<ZoomFrames>(resolved);
        return zoom != nullptr ? std::optional(zoom->panel) : std::nullopt;
    };
    world.ui.apply(ClosePanel{PanelId::Raster});
    world.ui.apply(OpenPanel{PanelId::Timeline});
    CHECK(panel() == PanelId::Timeline);
    world.ui.apply(OpenPanel{PanelId::Raster});
    CHECK(panel() == PanelId::Raster);
    world.ui.apply(OpenPanel{PanelId::Timeline});
    CHECK(panel() == PanelId::Timeline);
    world.ui.apply(OpenPanel{PanelId::Slots});
    world.ui.apply(ClosePanel{PanelId::Raster});
    REQUIRE(reason_of(resolve(CommandId::RowsTaller, world.view())) != nullptr);
    world.ui.apply(ClosePanel{PanelId::Timeline});
    CHECK_FALSE(panel());
    CHECK(reason_of(resolve(CommandId::FramesAll, world.view())) != nullptr);
}
