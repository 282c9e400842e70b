// SPDX-License-Identifier: MIT
// The demo programs keep what their descriptions promise: what loads, what is listed on opening, what faults.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "slotscope/describe.h"
#include "slotscope/executor.h"
#include "slotscope/program_io.h"
#include "slotscope/value_summary.h"

using namespace slotscope;

namespace {

const std::filesystem::path kPrograms = SLOTSCOPE_DEMO_PROGRAMS;

std::vector<std::filesystem::path> demos() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(kPrograms)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".json") || name.ends_with(".json.gz")) found.push_back(entry.path());
    }
    return found;
}

LoadedProgram load(const std::filesystem::path& path) {
    auto loaded = load_program(path);
    INFO((loaded ? std::string() : loaded.error().front().to_string()));
    REQUIRE(loaded.has_value());
    return std::move(loaded).value();
}

/// Frames with a fault among the first 300 at 60 per second, and the steps at which they faulted.
struct Run {
    std::vector<int> faulted_frames;
    std::set<StepIndex> fault_steps;
};

Run run(const std::string& name, int frames = 300) {
    auto executor = Executor::create(load(kPrograms / name).program);
    REQUIRE(executor.has_value());
    Run result;
    for (int frame = 1; frame <= frames; ++frame) {
        if (const auto fault = executor->run_frame((frame - 1) * 1000.0 / 60)) {
            result.faulted_frames.push_back(frame);
            result.fault_steps.insert(fault->step);
        }
    }
    return result;
}

/// Values of one slot over frames 1, 2, …
std::vector<double> column(const std::string& name, SlotId slot, int frames) {
    auto executor = Executor::create(load(kPrograms / name).program);
    REQUIRE(executor.has_value());
    std::vector<double> values;
    for (int frame = 0; frame < frames; ++frame) {
        executor->run_frame(frame * 1000.0 / 60);
        values.push_back(executor->state().values.read(slot).to_number());
    }
    return values;
}

SlotId slot_named(const std::string& program, const std::string& name) {
    const auto loaded = load(kPrograms / program);
    for (const auto& [slot, text] : loaded.program->names.slots) {
        if (text == name) return slot;
    }
    FAIL("no slot " << name << " in " << program);
    return 0;
}

}  // namespace

TEST_CASE("Demos: at least 14 load, each with a description, names for every slot and no unknown field", "[demos]") {
    CHECK(demos().size() >= 14);
    for (const auto& path : demos()) {
        DYNAMIC_SECTION(path.filename().string()) {
            const LoadedProgram loaded = load(path);
            CHECK(loaded.notes.empty());
            CHECK_FALSE(loaded.program->description.empty());
            const auto slots = SlotTable::of_program(*loaded.program);
            REQUIRE(slots.has_value());
            for (const SlotMeta& slot : slots->rows()) CHECK(loaded.program->names.slots.contains(slot.slot));
        }
    }
}

TEST_CASE("Demos: only those that are about problems have any", "[demos]") {
    const std::map<std::string, std::size_t> expected{{"double-write.json", 1},
                                                      {"never-written.json", 7},
                                                      {"opcodes.json", 6},
                                                      {"signals-gallery.json", 1},
                                                      {"transforms.json", 1}};
    for (const auto& path : demos()) {
        DYNAMIC_SECTION(path.filename().string()) {
            const auto found = expected.find(path.filename().string());
            CHECK(load(path).problems.size() == (found == expected.end() ? 0 : found->second));
        }
    }
}

TEST_CASE("Demos: only those that are about faults fault", "[demos]") {
    const std::set<std::string> faulting{"double-write.json", "never-written.json", "stale-slot.json",
                                         "transforms.json"};
    for (const auto& path : demos()) {
        const std::string name = path.filename().string();
        DYNAMIC_SECTION(name) { CHECK(run(name).faulted_frames.empty() == !faulting.contains(name)); }
    }
}

TEST_CASE("Demos: the double write faults at one step in every frame", "[demos]") {
    const Run result = run("double-write.json", 60);
    CHECK(result.faulted_frames.size() == 60);
    CHECK(result.fault_steps == std::set<StepIndex>{7});
}

TEST_CASE("Demos: the echoes of delay-lines come 3, 7 and 15 frames after the pulse", "[demos]") {
    const std::string program = "delay-lines.json";
    const auto first_pulse = [&](const std::string& slot) {
        const std::vector<double> values = column(program, slot_named(program, slot), 60);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i] > 0.5) return static_cast<int>(i) + 1;
        }
        return 0;
    };
    const int pulse = first_pulse("pulse");
    CHECK(pulse == 19);
    CHECK(first_pulse("echo3.out") == pulse + 3);
    CHECK(first_pulse("echo7.out") == pulse + 7);
    CHECK(first_pulse("echo15.out") == pulse + 15);
}

namespace {

/// The numbers in a slot after so many frames, of a typed array or a buffer handle.
std::vector<double> numbers_after(const std::string& name, const std::string& slot, int frames) {
    auto executor = Executor::create(load(kPrograms / name).program);
    REQUIRE(executor.has_value());
    for (int frame = 0; frame < frames; ++frame) REQUIRE_FALSE(executor->run_frame(frame * 1000.0 / 60));
    const Value value = executor->state().values.read(slot_named(name, slot));
    const TypedArray* data = buffer_data(value);
    REQUIRE(data != nullptr);
    std::vector<double> numbers;
    for (std::size_t i = 0; i < data->size(); ++i) numbers.push_back(data->at(i));
    return numbers;
}

std::string output_after_a_frame(const std::string& name) {
    auto executor = Executor::create(load(kPrograms / name).program);
    REQUIRE(executor.has_value());
    REQUIRE_FALSE(executor->run_frame(0));
    return summary_line(executor->output());
}

}  // namespace

TEST_CASE("Demos: the circles of hue-ring lie about the middle, at the radius of its LFO on average", "[demos]") {
    const std::string program = "hue-ring.json";
    CHECK(output_after_a_frame(program) == "render frame, 2 passes, 64 instances");
    const std::vector<double> radius = column(program, slot_named(program, "radius"), 121);
    CHECK(*std::ranges::max_element(radius) > 415);
    for (const int frames : {1, 40, 121}) {
        const std::vector<double> places = numbers_after(program, "ring.position", frames);
        REQUIRE(places.size() == 96);
        double sum = 0;
        for (std::size_t i = 0; i < places.size(); i += 2) sum += std::hypot(places[i] - 960, places[i + 1] - 540);
        CHECK(std::fabs(sum / 48 - radius[static_cast<std::size_t>(frames) - 1]) < 0.05);
    }
}

TEST_CASE("Demos: the petals fade one after the other", "[demos]") {
    const std::string program = "petals.json";
    CHECK(output_after_a_frame(program) == "render frame, 4 passes, 11 paths");
    const auto brightest = [&](int frames) {
        const std::vector<double> opacity = numbers_after(program, "flower.opacity", frames);
        REQUIRE(opacity.size() == 8);
        return std::ranges::max_element(opacity) - opacity.begin();
    };
    // 240 frames per turn, 30 per petal.
    const auto first = brightest(1);
    for (int turn = 1; turn <= 8; ++turn) CHECK(brightest(1 + 30 * turn) == (first + turn) % 8);
}

TEST_CASE("Demos: every point of wave-grid is seen, nearest first", "[demos]") {
    const std::string program = "wave-grid.json";
    auto executor = Executor::create(load(kPrograms / program).program);
    REQUIRE(executor.has_value());
    for (int frame = 0; frame < 300; frame += 30) {
        REQUIRE_FALSE(executor->run_frame(frame * 1000.0 / 60));
        const Value screen = executor->state().values.read(slot_named(program, "grid.screen"));
        REQUIRE(value_form(screen) == ValueForm::ScreenInstances);
        const TypedArray &depth = *screen.member("z")->typed_array(), &alive = *screen.member("alive")->typed_array();
        REQUIRE(depth.size() == 169);
        CHECK(summarize(alive).min == 1);
        bool is_sorted = true;
        for (std::size_t i = 1; i < depth.size(); ++i) is_sorted = is_sorted && depth.at(i - 1) <= depth.at(i);
        CHECK(is_sorted);
    }
}
