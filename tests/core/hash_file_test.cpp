// SPDX-License-Identifier: MIT
// Hash files: written, read, verified; and what is not a hash file.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "fuzz/loader/mutator.h"
#include "slotscope/hash_file.h"
#include "slotscope/program_builder.h"

namespace slotscope::test {
namespace {

using Catch::Matchers::ContainsSubstring;

/// Slot 2 is an accumulator at `rate` per second, slot 3 twice that; cell node.sum holds it.
ProgramPtr counter(double rate, double factor = 2) {
    ProgramBuilder b("counter");
    b.f64(0, "t").f64(1, "model").f64(2, "sum").f64(3, "twice").time_derive(0, 1);
    const std::uint32_t cell = b.cell("node", "sum", StateStorage::F64);
    b.signal_eval({{b.sig_stateful(StatefulOp::Integrate, b.sig_const(rate), {{"stateOffset", cell}}), 2}});
    b.f64(4, "factor").node_step(0, {}, {4}, static_cast<double>(b.constant(factor)));
    b.node_step(102, {2, 4}, {3});
    return b.build().value();
}

HashHeader header_of(std::size_t frames, bool has_slots = true, std::size_t every = 1) {
    HashHeader header;
    header.program = {"counter with spaces.json", 7};
    header.fps = 60;
    for (std::size_t i = 0; i < frames; ++i) header.input.times.push_back(static_cast<double>(i) * 1000 / 60);
    header.every = every;
    header.has_slots = has_slots;
    return header;
}

std::string written(const ProgramPtr& program, const HashHeader& header, const std::vector<TraceSwap>& swaps = {}) {
    std::string text;
    const auto count = write_hashes(program, header, swaps, [&text](std::string_view line) { (text += line) += '\n'; });
    REQUIRE(count.has_value());
    return text;
}

HashFile parsed(const std::string& text) {
    const auto file = parse_hashes(text, "test");
    INFO((file ? std::string() : file.error().to_string()));
    REQUIRE(file.has_value());
    return *file;
}

std::string error_of(const std::string& text) {
    const auto file = parse_hashes(text, "test");
    REQUIRE_FALSE(file.has_value());
    CHECK(file.error().line != 0);
    return file.error().to_string();
}

std::optional<HashMismatch> mismatch_of(const ProgramPtr& program, const HashFile& file,
                                        const std::vector<TraceSwap>& swaps = {}) {
    const auto verified = verify_hashes(program, file, swaps);
    REQUIRE(verified.has_value());
    return verified->mismatch;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("HashFile: what is written reads back", "[core][hash_file]") {
    HashHeader header = header_of(20, true, 3);
    header.fps.reset();
    header.input.times[4] = std::numeric_limits<double>::quiet_NaN();
    header.input.times[5] = -std::numeric_limits<double>::infinity();
    header.input.times[6] = 1e-9;
    header.input.delta = DeltaMode::Fixed60;
    header.input.viewport = {640, 480.5, 2};
    header.swaps = {{6, {"b.json", 99}}};
    const ProgramPtr next = counter(5);
    const HashFile file = parsed(written(counter(3), header, {{6, next, "b.json", {}}}));
    CHECK(file.header.program.name == "counter with spaces.json");
    CHECK(file.header.program.identity == 7);
    REQUIRE(file.header.input.times.size() == 20);
    CHECK(file.header.input.times[3] == 50);
    CHECK(std::isnan(file.header.input.times[4]));
    CHECK(file.header.input.times[5] == header.input.times[5]);
    CHECK(file.header.input.times[6] == 1e-9);
    CHECK(file.header.input.delta == DeltaMode::Fixed60);
    CHECK(file.header.input.viewport.height == 480.5);
    REQUIRE(file.header.swaps.size() == 1);
    CHECK(file.header.swaps[0].before_frame == 6);
    CHECK(file.header.swaps[0].program.identity == 99);
    std::vector<std::size_t> frames;
    for (const HashRecord& record : file.records) {
        if (record.kind == HashRecord::Kind::Frame) frames.push_back(record.frame);
    }
    CHECK(frames == std::vector<std::size_t>{3, 6, 9, 12, 15, 18, 20});
    CHECK_FALSE(mismatch_of(counter(3), file, {{6, next, "b.json", {}}}));
}

TEST_CASE("HashFile: the first frame and slot that differ are named", "[core][hash_file]") {
    const HashFile file = parsed(written(counter(3), header_of(30)));
    CHECK_FALSE(mismatch_of(counter(3), file));
    // Slot 3 is twice slot 2: the one that was written first is the cause.
    const auto by_rate = mismatch_of(counter(4), file);
    REQUIRE(by_rate);
    CHECK(by_rate->frame == 1);
    CHECK(by_rate->slot == SlotId{2});
    const auto by_factor = mismatch_of(counter(3, 5), file);
    REQUIRE(by_factor);
    CHECK(by_factor->slot == SlotId{4});
    CHECK_THAT(by_factor->message, ContainsSubstring("slot 4 (factor) has another value; here it is 5"));
}

TEST_CASE("HashFile: a difference in state alone names the cell, one in marks alone the slot", "[core][hash_file]") {
    const auto with = [](double initial, bool is_first) {
        ProgramBuilder b("p");
        b.f64(0).f64(1);
        const Ref same = b.constant(7.0);
        b.cell("owner", "other", StateStorage::F64, 2);
        b.cell("owner", "role", StateStorage::F64, 2, b.constant(initial));
        const auto write = [&](SlotId slot) { b.node_step(0, {}, {slot}, static_cast<double>(same)); };
        write(is_first ? 0 : 1);
        write(is_first ? 1 : 0);
        return b.build().value();
    };
    const HashFile file = parsed(written(with(1, true), header_of(3)));
    const auto by_state = mismatch_of(with(2, true), file);
    REQUIRE(by_state);
    CHECK(by_state->kind == HashRecord::Kind::Init);
    CHECK_FALSE(by_state->slot.has_value());
    CHECK(by_state->cell == CellIndex{1});
    CHECK_THAT(by_state->message, ContainsSubstring("state cell 1 (owner.role)"));
    const auto by_mark = mismatch_of(with(1, false), file);
    REQUIRE(by_mark);
    CHECK(by_mark->frame == 1);
    CHECK(by_mark->slot == SlotId{1});
    CHECK_THAT(by_mark->message, ContainsSubstring("another write mark"));
}

TEST_CASE("HashFile: without slots the frame and the part are named, and how to get the slot", "[core][hash_file]") {
    const HashFile file = parsed(written(counter(3), header_of(30, false)));
    const auto found = mismatch_of(counter(4), file);
    REQUIRE(found);
    CHECK(found->frame == 1);
    CHECK_FALSE(found->slot.has_value());
    CHECK_THAT(found->message,
               ContainsSubstring("Frame 1: slot values, state differ") && ContainsSubstring("--slots always"));
}

TEST_CASE("HashFile: a swap is compared before the frame after it", "[core][hash_file]") {
    HashHeader header = header_of(20);
    header.swaps = {{10, {"b", 1}}};
    const HashFile file = parsed(written(counter(3), header, {{10, counter(4), "b", {}}}));
    CHECK_FALSE(mismatch_of(counter(3), file, {{10, counter(4), "b", {}}}));
    const auto found = mismatch_of(counter(3), file, {{10, counter(9), "b", {}}});
    REQUIRE(found);
    CHECK(found->frame == 11);
    const auto rejected = mismatch_of(counter(3), file, {{10, nullptr, "b", "no such file"}});
    REQUIRE(rejected);
    CHECK(rejected->kind == HashRecord::Kind::Swap);
}

TEST_CASE("HashFile: errors have a line and say what was expected", "[core][hash_file]") {
    const std::string text = written(counter(3), header_of(4));
    CHECK_THAT(error_of(""), ContainsSubstring("cut"));
    CHECK_THAT(error_of("hello\n"), ContainsSubstring("test:1:1") && ContainsSubstring("no hash file"));
    CHECK_THAT(error_of(replaced(text, "hashes 1", "hashes 2")), ContainsSubstring("version 2"));
    CHECK_THAT(error_of(replaced(text, "fps 60", "fps 0")),
               ContainsSubstring("test:3:1") && ContainsSubstring("positive"));
    CHECK_THAT(error_of(replaced(text, "fps 60 4", "fps 60 9999999")), ContainsSubstring("too short"));
    CHECK_THAT(error_of(replaced(text, "every 1", "every 0")), ContainsSubstring("at least 1"));
    CHECK_THAT(error_of(replaced(text, "delta actual", "delta always")), ContainsSubstring("fixed60"));
    CHECK_THAT(error_of(replaced(text, "frame 2", "frame 3")), ContainsSubstring("expected 2"));
    CHECK_THAT(error_of(text.substr(0, text.size() - 4)), ContainsSubstring("cut"));
    CHECK_THAT(error_of(text + "more\n"), ContainsSubstring("after the last line"));
    std::string damaged = text;
    char& digit = damaged[damaged.find("frame 2 ") + 30];
    digit = digit == '0' ? '1' : '0';
    CHECK_THAT(error_of(damaged), ContainsSubstring("damaged"));
}

TEST_CASE("HashFile: mutated files give a file or an error with a line", "[core][hash_file][fuzz]") {
    HashHeader header = header_of(6);
    header.swaps = {{3, {"b", 1}}};
    const std::vector<std::string> corpus{written(counter(3), header_of(5)),
                                          written(counter(3), header, {{3, counter(4), "b", {}}}),
                                          written(counter(3), header_of(8, false, 3))};
    const fuzz::Mutator mutator(corpus);
    std::size_t accepted = 0;
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        const auto file = parse_hashes(mutator.text(seed), "test");
        accepted += file ? 1 : 0;
        if (file) continue;
        if (file.error().line == 0 || file.error().message.empty())
            FAIL("seed " << seed << " gives an error without a line");
    }
    CHECK(accepted > 0);
    CHECK(accepted < 20'000);
}

}  // namespace slotscope::test
