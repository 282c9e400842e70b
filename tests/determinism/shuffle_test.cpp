// SPDX-License-Identifier: MIT
// What a program file may give in any order must not change a bit of its run; what has an order must.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "determinism/golden_hashes.h"
#include "slotscope/executor.h"
#include "slotscope/program_builder.h"
#include "slotscope/program_io.h"

namespace slotscope::test {

namespace {

using json = nlohmann::ordered_json;

void shuffle_members(json& value, std::mt19937& random) {
    if (value.is_object()) {
        std::vector<std::pair<std::string, json>> members;
        for (auto& [name, member] : value.items()) members.emplace_back(name, member);
        std::ranges::shuffle(members, random);
        value = json::object();
        for (auto& [name, member] : members) value[name] = std::move(member);
    }
    if (!value.is_structured()) return;
    for (json& element : value) shuffle_members(element, random);
}

/// Rows of slotMeta have no order as long as no slot has two.
void shuffle_slot_rows(json& program, std::mt19937& random) {
    if (!program["schedule"].contains("slotMeta") && !program.contains("slotMeta")) return;
    json& rows = program.contains("slotMeta") ? program["slotMeta"] : program["schedule"]["slotMeta"];
    if (!rows.is_array()) return;
    std::set<std::string> slots;
    for (const json& row : rows) {
        if (row.is_object() && row.contains("slot")) slots.insert(row["slot"].dump());
    }
    if (slots.size() == rows.size()) std::shuffle(rows.begin(), rows.end(), random);
}

std::vector<std::uint64_t> hashes_of(const ProgramPtr& program, std::size_t frames) {
    auto executor = Executor::create(program);
    REQUIRE(executor.has_value());
    FrameHasher hasher;
    std::vector<std::uint64_t> hashes;
    for (std::size_t frame = 0; frame < frames; ++frame) {
        executor->run_frame(static_cast<double>(frame) * 1000 / 60);
        hashes.push_back(hasher.hash(executor->state()).combined());
    }
    return hashes;
}

ProgramPtr bus_of(const std::vector<SlotId>& publishers) {
    ProgramBuilder b("bus");
    b.f64(0).f64(1).f64(2).f64(3);
    b.initial(0, 1e16).initial(1, 1.0).initial(2, -1e16);
    b.bus_step(CombineMode::Sum, publishers, 3);
    return b.build().value();
}

}  // namespace

TEST_CASE("Determinism: the order of members and of slot rows in a file changes no hash", "[determinism]") {
    std::mt19937 random(11);
    std::size_t compared = 0;
    for (const auto& file : program_files()) {
        const auto text = read_text_file(file);
        REQUIRE(text.has_value());
        const auto original = parse_program(*text, "original");
        if (!original || text->size() > 300'000) continue;
        json shuffled = json::parse(*text);
        shuffle_members(shuffled, random);
        shuffle_slot_rows(shuffled, random);
        const auto loaded = parse_program(shuffled.dump(), "shuffled");
        INFO(file.filename().string());
        REQUIRE(loaded.has_value());
        CHECK(hashes_of(loaded->program, 30) == hashes_of(original->program, 30));
        ++compared;
    }
    CHECK(compared > 100);
}

TEST_CASE("Determinism: publishers are summed in the program's order", "[determinism]") {
    const auto forwards = hashes_of(bus_of({0, 1, 2}), 2);
    CHECK(forwards == hashes_of(bus_of({0, 1, 2}), 2));
    CHECK(forwards != hashes_of(bus_of({0, 2, 1}), 2));  // (1e16 - 1e16) + 1 is 1, (1e16 + 1) - 1e16 is 0
}

}  // namespace slotscope::test
