// SPDX-License-Identifier: MIT
// What each command does to both sides.
#include "core/session/model/duel.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

#include "core/session/model/compare.h"
#include "core/session/session_test_access.h"
#include "fuzz/support/random.h"
#include "slotscope/limits.h"

namespace slotscope::test {
namespace {

using Kind = Command::Kind;
using fuzz::Random;

/// Frames that a line may have: the model keeps every step of them.
constexpr FrameNumber kMostFrames = 160;
constexpr std::size_t kMostBranches = 12;

Value value_of(std::uint64_t number) {
    switch (number % 6) {
        case 0: return static_cast<double>(number / 6 % 1000) / 8;
        case 1: return -static_cast<double>(number / 6 % 100'000);
        case 2: return std::numeric_limits<double>::quiet_NaN();
        case 3: return 0.0;
        case 4: return Value("text");
        default: return Value(ValueArray{1.0, static_cast<double>(number % 7)});
    }
}

class Fight {
public:
    Fight(std::span<const NamedProgram> programs, const DuelOptions& options)
        : programs_(programs), options_(options), model_(programs[options.program % programs.size()].loaded.program) {
        open(programs[options.program % programs.size()]);
    }

    void apply(const Command& command);
    void check() { compare(session_, model_, budget_); }
    DuelResult result;

private:
    void open(const NamedProgram& program) {
        say("open {}", program.name);
        if (session_.apply(OpenProgram{program.loaded, program.name}))
            throw std::runtime_error("a program that can be created opens");
        tune();
    }
    void tune() {
        if (options_.keyframe_spacing != 0)
            SessionTestAccess::make_keyframes_dense(session_, options_.keyframe_spacing);
        if (options_.slice_steps != 0) SessionTestAccess::make_slices_short(session_, options_.slice_steps);
        SessionTestAccess::ask_after_steps(session_, options_.question_steps);
    }
    template <class... Args>
    void say(fmt::format_string<Args...> text, Args&&... args) {
        result.steps.push_back(fmt::format(text, std::forward<Args>(args)...));
    }
    void agree(const std::optional<Error>& error, bool is_done) const {
        if (error.has_value() == is_done)
            throw std::runtime_error(error ? "an error: " + error->message : std::string("an error was expected"));
    }
    [[nodiscard]] bool is_full() const { return model_.branch().newest() >= kMostFrames; }
    [[nodiscard]] SlotId any_slot(std::uint64_t number) const {
        const auto rows = session_.slots().rows();
        return rows.empty() || number % 16 == 15 ? number % 64 : rows[number % rows.size()].slot;
    }
    [[nodiscard]] FrameNumber any_frame(std::uint64_t number) const { return number % (model_.branch().newest() + 2); }
    [[nodiscard]] Watch any_watch(const Command& command) const;

    void move(const Command& command);
    void search(const Command& command);
    void edit(const Command& command);
    void edit_constant(const Command& command);
    void swap(const Command& command);
    void branch(const Command& command);
    void play(const Command& command);
    void configure(const Command& command);
    void watch(const Command& command);
    /// An action that may go on in `run`: in slices or at once, or ended before its time. `after`: the model when it is done.
    void settle(Model after, std::uint64_t number);

    std::span<const NamedProgram> programs_;
    DuelOptions options_;
    Session session_;
    Model model_;
    std::size_t budget_ = History::kDefaultBudget;
};

void Fight::settle(Model after, std::uint64_t number) {
    model_.stop();
    if (number % 5 == 4) session_.finish_work();
    for (std::uint64_t slices = number / 8 % 20; session_.work() && slices > 0; --slices) {
        check();
        std::uint64_t left = number / 256 % 8 + 1;
        session_.run(0, [&] { return --left > 0; });
    }
    if (session_.work()) {
        if (number % 5 == 3) {
            session_.finish_work();
        } else {
            say("  … and left before it is there");
            return;
        }
    }
    model_ = std::move(after);
}

void Fight::move(const Command& command) {
    Model after = model_;
    bool is_done = true;
    std::optional<Error> error;
    switch (command.kind) {
        case Kind::StepBack:
            say("step back");
            error = session_.apply(StepBack{}), is_done = after.step_back();
            break;
        case Kind::StepScheduleBack:
            say("step schedule back");
            error = session_.apply(StepScheduleBack{}), is_done = after.step_schedule_back();
            break;
        case Kind::GoToEnd:
            say("go to end");
            error = session_.apply(GoToEnd{}), after.go_to_end();
            break;
        default: {
            const Cursor place{any_frame(command.a),
                               command.b % 3 == 0
                                   ? kFrameEnd
                                   : static_cast<StepIndex>(command.b / 3 % (model_.here().program->steps.size() + 2))};
            say("seek to {} step {}", place.frame, place.step);
            error = session_.apply(SeekTo{place.frame, place.step}), is_done = after.seek_to(place);
        }
    }
    agree(error, is_done);
    settle(std::move(after), command.c);
}

void Fight::search(const Command& command) {
    Model after = model_;
    const bool is_forward = command.b % 2 == 0;
    std::optional<Error> error;
    bool is_found = true, is_possible = true;
    if (command.kind == Kind::GoToWrite) {
        const SlotId slot = any_slot(command.a);
        const bool only_changes = command.b / 2 % 2 == 0;
        say("go {} to {} of slot {}", is_forward ? "forward" : "back", only_changes ? "change" : "write", slot);
        error = session_.apply(GoToWrite{slot, is_forward, only_changes});
        is_possible = session_.slots().find(slot) != kNoSlotIndex;
        if (is_possible) is_found = after.go_to_write(slot, is_forward, only_changes);
    } else if (command.kind == Kind::GoToStateChange) {
        const auto storage = static_cast<StateStorage>(command.b / 2 % 3);
        const auto first = static_cast<std::uint32_t>(command.a % (session_.state().size(storage) + 1)),
                   count = static_cast<std::uint32_t>(command.a / 64 % 3 + 1);
        say("go {} to change of {}[{}], {} elements", is_forward ? "forward" : "back", storage_name(storage), first,
            count);
        is_possible = first + count <= session_.state().size(storage);
        error = session_.apply(GoToStateChange{storage, first, count, is_forward});
        if (is_possible) is_found = after.go_to_state_change(storage, first, count, is_forward);
    } else {
        say("go {} to hit", is_forward ? "forward" : "back");
        is_possible = model_.has_active_watch();
        error = session_.apply(GoToHit{is_forward});
        if (is_possible) is_found = after.go_to_hit(is_forward);
    }
    agree(error, is_possible);
    if (!is_possible) return;
    settle(std::move(after), command.c);
    if (!session_.work() && is_found == session_.message().starts_with("There is no"))
        throw std::runtime_error("found? session says: " + session_.message());
    result.finds += is_found ? 1 : 0;
}

void Fight::edit(const Command& command) {
    if (model_.others().size() >= kMostBranches) return;
    if (command.kind == Kind::EditSlot) {
        const SlotId slot = any_slot(command.a);
        const Value value = value_of(command.b);
        say("edit slot {}", slot);
        const bool is_there = session_.slots().find(slot) != kNoSlotIndex;
        agree(session_.apply(EditSlot{slot, value}), is_there);
        if (is_there) model_.edit(SlotEdit{slot, value});
    } else if (command.kind == Kind::EditState) {
        const auto storage = static_cast<StateStorage>(command.a % 3);
        const auto element = static_cast<std::uint32_t>(command.a / 3 % (session_.state().size(storage) + 1));
        const double value = value_of(command.b).to_number();
        say("edit {}[{}] = {}", storage_name(storage), element, value);
        const bool is_there = element < session_.state().size(storage);
        agree(session_.apply(EditState{storage, element, value}), is_there);
        if (is_there) model_.edit(StateEdit{storage, element, value});
    } else if (command.kind == Kind::SetDelta) {
        const DeltaMode delta = command.a % 2 == 0 ? DeltaMode::Actual : DeltaMode::Fixed60;
        say("delta {}", command.a % 2);
        agree(session_.apply(SetDelta{delta}), true);
        if (model_.here().delta != delta) model_.edit_frame_end(DeltaEdit{delta});
    } else {
        edit_constant(command);
    }
}

void Fight::edit_constant(const Command& command) {
    const ConstKind pool = std::array{ConstKind::Json, ConstKind::F64, ConstKind::F32, ConstKind::I32}[command.a % 4];
    auto changed = std::make_shared<Program>(*model_.here().program);
    const auto row = static_cast<std::uint32_t>(command.a / 4 % 5);
    const Value value = value_of(command.b);
    const double number = value.to_number();
    say("edit constant {} of pool {}", row, static_cast<int>(pool));
    const auto put = [&](auto& rows, auto what) {
        if (row < rows.size()) rows[row] = std::move(what);
        return row < rows.size();
    };
    ConstPool& constants = changed->constants;
    bool is_possible = true;
    switch (pool) {
        case ConstKind::Json: is_possible = put(constants.json, value); break;
        case ConstKind::F64: is_possible = put(constants.f64, number); break;
        case ConstKind::F32: is_possible = put(constants.f32, static_cast<float>(number)); break;
        default:
            is_possible = number >= -2147483648.0 && number <= 2147483647.0 &&
                          put(constants.i32, static_cast<std::int32_t>(number));
            break;
    }
    is_possible = is_possible && RuntimeState::create(*changed).has_value();
    agree(session_.apply(EditConstant{pool, row, value}), is_possible);
    if (is_possible) model_.edit_frame_end(ReplaceConstants{changed});
}

void Fight::swap(const Command& command) {
    if (model_.others().size() >= kMostBranches) return;
    const NamedProgram& other = programs_[command.a % programs_.size()];
    if (command.kind == Kind::RejectedSwap) {
        say("a swap that is rejected");
        auto large = std::make_shared<Program>(*other.loaded.program);
        large->state_layout.f64_size = static_cast<std::uint32_t>(limits::kMaxStateElements) + 1;
        LoadedProgram loaded;
        loaded.program = large;
        return agree(session_.apply(SwapProgram{loaded, "large"}), false);
    }
    say("swap {}", other.name);
    agree(session_.apply(SwapProgram{other.loaded, other.name}), true);
    model_.edit_frame_end(Swap{other.loaded.program});
}

void Fight::branch(const Command& command) {
    const std::vector<ModelBranch>& others = model_.others();
    const std::uint32_t id = others.empty() || command.a % 8 == 7 ? static_cast<std::uint32_t>(command.a / 8 % 4)
                                                                  : others[command.a % others.size()].id;
    if (command.kind == Kind::SwitchBranch) {
        say("switch to branch {}", id);
        agree(session_.apply(SwitchBranch{id}), model_.switch_branch(id));
    } else {
        say("drop branch {}", id);
        agree(session_.apply(DropBranch{id}), model_.drop_branch(id));
    }
}

void Fight::play(const Command& command) {
    if (command.kind == Kind::Pause) {
        say("pause");
        agree(session_.apply(Pause{}), true);
        return model_.stop();
    }
    if (command.kind == Kind::PlayBackward) {
        say("play backward");
        agree(session_.apply(PlayBackward{}), model_.play_backward());
    } else if (command.kind == Kind::Play) {
        const std::uint64_t frames = command.a % 24 + 1;
        const bool is_counted = command.a % 3 != 0;
        say("play {}", is_counted ? std::to_string(frames) + " frames" : "on");
        agree(session_.apply(Play{is_counted ? std::optional(frames) : std::nullopt}), true);
        model_.play(is_counted ? std::optional(frames) : std::nullopt);
    }
    // While nothing plays, time goes to what panels show, and nothing moves.
    const bool may_run = model_.is_playing || (command.kind == Kind::Run && !session_.work());
    for (std::uint64_t turn = command.b % 3 + (command.kind == Kind::Run ? 1 : 0); turn > 0 && may_run && !is_full();
         --turn) {
        check();
        const double elapsed = static_cast<double>(command.b / 4 % 100);
        const std::uint64_t slices = command.c % 20 + 1;
        say("run {} ms, {} slices", elapsed, slices);
        std::uint64_t left = slices;
        const std::uint64_t frames = session_.run(elapsed, [&] { return --left > 0; });
        // At full speed it may run more frames than it was asked about, but not past what stops it.
        const std::uint64_t expected =
            model_.run(elapsed, std::max(slices, frames - std::min<std::uint64_t>(frames, 1)));
        if (frames != expected)
            throw std::runtime_error(fmt::format("{} frames were played, not {}", frames, expected));
    }
    if (is_full()) {
        agree(session_.apply(Pause{}), true);
        model_.stop();
    }
}

void Fight::configure(const Command& command) {
    switch (command.kind) {
        case Kind::SetLoop: {
            const FrameNumber first = any_frame(command.a), last = first + command.b % 12;
            say("loop {} to {}", first, last);
            if (command.c % 3 == 0) {
                agree(session_.apply(SetLoop{}), true);
                model_.loop.reset();
                break;
            }
            agree(session_.apply(SetLoop{FrameRange{first, last}}), first < last);
            if (first < last) model_.loop = FrameRange{first, last};
            break;
        }
        case Kind::SetSpeed:
            model_.speed = std::array{0.0, 0.0, 1.0, 4.0}[command.a % 4];
            say("speed {}", model_.speed);
            agree(session_.apply(SetSpeed{model_.speed}), true);
            break;
        case Kind::SetFps:
            say("fps {}", 24 + command.a % 4 * 12);
            model_.set_fps(static_cast<double>(24 + command.a % 4 * 12));
            agree(session_.apply(SetFps{model_.fps}), true);
            break;
        case Kind::SetSource: {
            const auto kind = static_cast<FrameSourceKind>(command.a % 3);
            std::vector<double> times;
            for (std::uint64_t i = 0; i < command.b % 30; ++i)
                times.push_back(static_cast<double>((i * command.c) % 5000));
            const bool is_possible = kind != FrameSourceKind::Scripted || !times.empty();
            say("source {} with {} times", static_cast<int>(kind), times.size());
            agree(session_.apply(SetFrameSource{kind, times}), is_possible);
            if (is_possible) model_.set_source(kind, times);
            break;
        }
        case Kind::StopAtFaults:
            model_.stop_at_faults = command.a % 2 == 0;
            say("stop at faults {}", model_.stop_at_faults);
            agree(session_.apply(SetStopAtFaults{model_.stop_at_faults}), true);
            break;
        case Kind::Bookmark: {
            const FrameNumber frame = any_frame(command.a);
            say("bookmark {}", frame);
            const bool is_there = frame <= model_.branch().newest();
            agree(session_.apply(SetBookmark{{frame, "b"}}), is_there);
            if (is_there) model_.bookmarks()[frame] = "b";
            break;
        }
        case Kind::RemoveBookmark:
            say("remove bookmark {}", any_frame(command.a));
            agree(session_.apply(RemoveBookmark{any_frame(command.a)}), true);
            model_.bookmarks().erase(any_frame(command.a));
            break;
        case Kind::Budget:
            budget_ = std::array{History::kDefaultBudget, std::size_t{1} << 20, std::size_t{64} << 10,
                                 std::size_t{1}}[command.a % 4];
            say("budget {}", budget_);
            agree(session_.apply(SetHistoryBudget{budget_}), true);
            break;
        case Kind::Verify: {
            say("verify");
            agree(session_.apply(VerifyRecording{}), true);
            model_.stop();
            session_.finish_work();
            const std::string expected = fmt::format("All {} recorded", model_.branch().finished());
            if (!session_.message().starts_with(expected)) throw std::runtime_error(session_.message());
            break;
        }
        default: break;
    }
}

Watch Fight::any_watch(const Command& command) const {
    Watch watch;
    watch.kind = static_cast<Watch::Kind>(command.a % 7);
    switch (watch.kind) {
        case Watch::Kind::Write:
        case Watch::Kind::Change:
        case Watch::Kind::Stale: watch.number = any_slot(command.b); break;
        case Watch::Kind::Frame: watch.number = any_frame(command.b); break;
        case Watch::Kind::Fault: break;
        default: watch.number = command.b % std::max<std::size_t>(1, model_.here().program->steps.size()); break;
    }
    watch.is_log_only = command.a / 7 % 4 == 0;
    return watch;
}

void Fight::watch(const Command& command) {
    std::vector<Watch>& watches = model_.watches;
    if (command.kind == Kind::AddBreakpoint || command.kind == Kind::FindHits) {
        Watch watch = any_watch(command);
        Breakpoint breakpoint;
        breakpoint.condition = Condition::parse(watch.text()).value();
        breakpoint.is_log_only = watch.is_log_only;
        if (command.kind == Kind::FindHits) {
            const bool is_possible = watch.fits(*model_.here().program, session_.slots());
            say("find {}", watch.text());
            agree(session_.apply(FindHits{breakpoint.condition, {}}), is_possible);
            if (!is_possible) return;
            model_.stop();
            settle(model_, command.c);
            const auto expected = model_.hits_of(watch);
            const HitList& found = *session_.hits();
            if (found.is_complete ? found.hits.size() != expected.size() : found.hits.size() > expected.size())
                throw std::runtime_error(fmt::format("{} hits, not {}", found.hits.size(), expected.size()));
            for (std::size_t i = 0; i < found.hits.size(); ++i) {
                if (std::pair(found.hits[i].frame, found.hits[i].step) != expected[i])
                    throw std::runtime_error(fmt::format("hit {} is in frame {} step {}, not in frame {} step {}", i,
                                                         found.hits[i].frame, found.hits[i].step, expected[i].first,
                                                         expected[i].second));
            }
            return;
        }
        if (watches.size() >= 4) return;
        say("break at {}{}", watch.text(), watch.is_log_only ? ", log only" : "");
        agree(session_.apply(AddBreakpoint{breakpoint}), true);
        watch.id = session_.breakpoints()[session_.breakpoints().size() - 1].id;
        watches.push_back(watch);
        return;
    }
    if (watches.empty()) return;
    Watch& watch = watches[command.a % watches.size()];
    if (command.kind == Kind::RemoveBreakpoint) {
        say("remove breakpoint {}", watch.text());
        agree(session_.apply(RemoveBreakpoint{watch.id}), true);
        watches.erase(watches.begin() + static_cast<std::ptrdiff_t>(command.a % watches.size()));
    } else {
        watch.is_enabled = command.b % 2 == 0;
        say("{} breakpoint {}", watch.is_enabled ? "enable" : "disable", watch.text());
        agree(session_.apply(EnableBreakpoint{watch.id, watch.is_enabled}), true);
    }
}

void Fight::apply(const Command& command) {
    const bool runs_new = command.kind == Kind::StepFrame || command.kind == Kind::StepSchedule ||
                          command.kind == Kind::Play || command.kind == Kind::Run;
    if (runs_new && is_full()) return;
    switch (command.kind) {
        case Kind::StepFrame:
            say("step frame");
            agree(session_.apply(StepFrame{}), model_.step_frame());
            break;
        case Kind::StepSchedule:
            say("step schedule");
            agree(session_.apply(StepSchedule{}), model_.step_schedule());
            break;
        case Kind::StepBack:
        case Kind::StepScheduleBack:
        case Kind::SeekTo:
        case Kind::GoToEnd: move(command); break;
        case Kind::GoToWrite:
        case Kind::GoToStateChange:
        case Kind::GoToHit: search(command); break;
        case Kind::EditSlot:
        case Kind::EditState:
        case Kind::EditConstant:
        case Kind::SetDelta: edit(command); break;
        case Kind::Swap:
        case Kind::RejectedSwap: swap(command); break;
        case Kind::Undo:
            say("undo");
            agree(session_.apply(UndoEdit{}), model_.undo());
            break;
        case Kind::SwitchBranch:
        case Kind::DropBranch: branch(command); break;
        case Kind::Play:
        case Kind::PlayBackward:
        case Kind::Pause:
        case Kind::Run: play(command); break;
        case Kind::Restart:
            say("restart");
            agree(session_.apply(Restart{}), true);
            model_.restart();
            tune();
            break;
        case Kind::Open: {
            const NamedProgram& program = programs_[command.a % programs_.size()];
            model_.delta_of_next = model_.here().delta;
            open(program);
            model_.open(program.loaded.program);
            break;
        }
        case Kind::AddBreakpoint:
        case Kind::RemoveBreakpoint:
        case Kind::EnableBreakpoint:
        case Kind::FindHits: watch(command); break;
        default: configure(command); break;
    }
    result.branches = std::max<std::uint64_t>(result.branches, model_.others().size() + 1);
    result.frames = std::max<std::uint64_t>(result.frames, model_.branch().newest());
}

}  // namespace

DuelResult fight(std::span<const NamedProgram> programs, const DuelOptions& options,
                 std::span<const Command> commands) {
    std::optional<Fight> duel;
    try {
        duel.emplace(programs, options);
        duel->check();
        for (const Command& command : commands) {
            duel->apply(command);
            duel->check();
        }
    } catch (const std::exception& failure) {
        DuelResult result = duel ? duel->result : DuelResult{};
        result.failure = failure.what();
        return result;
    }
    return duel->result;
}

}  // namespace slotscope::test
