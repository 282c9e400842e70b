// SPDX-License-Identifier: MIT
// Programs, random commands, and how a failing sequence is made short.
#include <algorithm>
#include <filesystem>
#include <map>

#include "core/session/model/duel.h"
#include "core/session/session_fixtures.h"
#include "fuzz/support/random.h"

namespace slotscope::test {
namespace {

using Kind = Command::Kind;

/// The model keeps every slot at every step of every frame.
constexpr std::size_t kMostCellsPerFrame = 20'000;

bool is_small(const Program& program) {
    const auto slots = SlotTable::of_program(program);
    if (!slots || !RuntimeState::create(program)) return false;
    std::size_t cells = slots->size();
    for (std::size_t storage = 0; storage < kStorageCount; ++storage)
        cells += slots->storage_size(static_cast<Storage>(storage));
    const StateLayout& layout = program.state_layout;
    cells += std::size_t{layout.f64_size} + layout.f32_size + layout.i32_size;
    return cells * (program.steps.size() + 1) <= kMostCellsPerFrame;
}

/// How often each kind comes, of the sum.
const std::map<Kind, int>& weights() {
    static const std::map<Kind, int> table{{Kind::StepFrame, 12},
                                           {Kind::StepSchedule, 12},
                                           {Kind::StepBack, 6},
                                           {Kind::StepScheduleBack, 6},
                                           {Kind::SeekTo, 12},
                                           {Kind::GoToEnd, 4},
                                           {Kind::GoToWrite, 6},
                                           {Kind::GoToStateChange, 5},
                                           {Kind::GoToHit, 7},
                                           {Kind::EditSlot, 5},
                                           {Kind::EditState, 5},
                                           {Kind::EditConstant, 4},
                                           {Kind::SetDelta, 2},
                                           {Kind::Swap, 3},
                                           {Kind::RejectedSwap, 1},
                                           {Kind::Undo, 6},
                                           {Kind::SwitchBranch, 5},
                                           {Kind::DropBranch, 2},
                                           {Kind::Play, 14},
                                           {Kind::PlayBackward, 5},
                                           {Kind::Pause, 1},
                                           {Kind::Run, 6},
                                           {Kind::SetLoop, 2},
                                           {Kind::SetSpeed, 3},
                                           {Kind::SetFps, 1},
                                           {Kind::SetSource, 1},
                                           {Kind::StopAtFaults, 2},
                                           {Kind::Restart, 1},
                                           {Kind::Open, 1},
                                           {Kind::Bookmark, 2},
                                           {Kind::RemoveBookmark, 1},
                                           {Kind::AddBreakpoint, 5},
                                           {Kind::RemoveBreakpoint, 2},
                                           {Kind::EnableBreakpoint, 2},
                                           {Kind::FindHits, 4},
                                           {Kind::Budget, 2},
                                           {Kind::Verify, 1}};
    return table;
}

}  // namespace

std::vector<NamedProgram> programs_for_duels(std::span<const char* const> folders) {
    std::vector<NamedProgram> programs{
        {"counter", loaded(counter())}, {"faulty", loaded(faulty())}, {"rings", loaded(rings())}};
    for (const char* folder : folders) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
        std::ranges::sort(files);  // the order decides what a seed means
        for (const auto& file : files) {
            const std::string name = file.filename().string();
            if (!name.ends_with(".json") && !name.ends_with(".json.gz")) continue;
            auto program = load_program(file);
            if (program && is_small(*program->program)) programs.push_back({name, std::move(program).value()});
        }
    }
    return programs;
}

DuelOptions random_options(std::uint64_t seed) {
    fuzz::Random random(seed * 2 + 1);
    DuelOptions options;
    options.program = random.below(1000);
    if (!random.once_in(4)) options.keyframe_spacing = 1 + random.below(12);
    if (!random.once_in(3)) options.slice_steps = 1 + random.below(100);
    if (!random.once_in(2)) options.question_steps = 1 + random.below(100);
    return options;
}

std::vector<Command> random_commands(std::uint64_t seed) {
    fuzz::Random random(seed * 2);
    int sum = 0;
    for (const auto& [kind, weight] : weights()) sum += weight;
    std::vector<Command> commands(20 + random.below(100));
    for (Command& command : commands) {
        auto left = static_cast<int>(random.below(static_cast<std::size_t>(sum)));
        for (const auto& [kind, weight] : weights()) {
            command.kind = kind;
            if ((left -= weight) < 0) break;
        }
        command.a = random.next() >> 8;
        command.b = random.next() >> 8;
        command.c = random.next() >> 8;
    }
    if (random.once_in(2)) return commands;
    // Half of them begin with a recording that is longer than what the commands make.
    std::vector<Command> recorded{{Kind::StopAtFaults, 1, 0, 0}, {Kind::SetSpeed, 0, 0, 0}};
    for (std::size_t plays = 1 + random.below(5); plays > 0; --plays)
        recorded.push_back({Kind::Play, 23 + 24 * random.below(3), 1, 19});
    commands.insert(commands.begin(), recorded.begin(), recorded.end());
    return commands;
}

std::vector<Command> shrink(std::span<const NamedProgram> programs, const DuelOptions& options,
                            std::vector<Command> commands) {
    for (std::size_t part = std::max<std::size_t>(1, commands.size() / 2);;) {
        bool is_shorter = false;
        for (std::size_t first = 0; first < commands.size();) {
            std::vector<Command> fewer = commands;
            const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(first);
            fewer.erase(from, from + static_cast<std::ptrdiff_t>(std::min(part, fewer.size() - first)));
            if (fight(programs, options, fewer).failure.empty()) {
                first += part;
                continue;
            }
            commands = std::move(fewer);
            is_shorter = true;
        }
        if (part == 1 && !is_shorter) return commands;
        if (!is_shorter) part = std::max<std::size_t>(1, part / 2);
    }
}

}  // namespace slotscope::test
