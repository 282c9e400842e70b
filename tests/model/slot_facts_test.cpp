// SPDX-License-Identifier: MIT
#include "model/slot_facts.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

constexpr std::int32_t kAdd = 100, kDiv = 103;

void open(Session& session, ProgramBuilder& builder, int frames) {
    LoadedProgram loaded;
    loaded.program = builder.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), "/p.json"}));
    for (int i = 0; i < frames; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
}

/// 2 = t + t; 3 initial 0.5; 4 = 0/0; 5 never; 6 i32 = t + t (loses fractions); 7 and 8 share an element.
void open_mixed(Session& session, int frames) {
    ProgramBuilder b("mixed");
    b.f64(0, "t")
        .f64(1, "model")
        .f64(2, "sum")
        .f64(3, "half")
        .f64(4, "bad")
        .f64(5, "never")
        .i32(6, "whole")
        .f64(9, "zero");
    b.slot(7, Storage::F32, "one", 0).slot(8, Storage::F32, "two", 0);
    b.initial(3, Value(0.5));
    b.time_derive(0, 1);
    b.node_step(kAdd, {0, 0}, {2});
    b.node_step(kDiv, {9, 9}, {4});
    b.node_step(kAdd, {0, 0}, {6});
    open(session, b, frames);
}

SlotIndex at(const Session& session, SlotId slot) { return session.slots().find(slot); }

}  // namespace

TEST_CASE("SlotFacts: each status has its words, and never written is no number", "[model][facts]") {
    Session session;
    open_mixed(session, 3);
    CHECK(status_cell(session, at(session, 2)) == "changed");
    CHECK(status_cell(session, at(session, 4)) == "same");
    CHECK(status_cell(session, at(session, 3)) == "3 f");
    CHECK(status_cell(session, at(session, 5)) == "never");
    CHECK(value_cell(session, at(session, 5)) == "—");
    CHECK(value_cell(session, at(session, 3)) == "0.5");
}

TEST_CASE("SlotFacts: a change is a signed difference, and between values without one an arrow", "[model][facts]") {
    Session session;
    open_mixed(session, 3);
    CHECK(change_cell(session, at(session, 2)) == "+33.33");
    CHECK(change_cell(session, at(session, 2), 9) == "+33.3333333");
    CHECK(direction(session, at(session, 2)) == Direction::Up);
    CHECK(change_cell(session, at(session, 4)) == "=");
    CHECK(direction(session, at(session, 4)) == Direction::None);
    CHECK(change_cell(session, at(session, 3)).empty());
    CHECK(change_cell(session, at(session, 5)).empty());
    Session first;
    open_mixed(first, 1);
    CHECK(change_cell(first, at(first, 4)) == "→");
    CHECK(direction(first, at(first, 4)) == Direction::Other);
}

TEST_CASE("SlotFacts: NaN and infinities are marked by name", "[model][facts]") {
    Session session;
    open_mixed(session, 1);
    CHECK(unusual_word(session, at(session, 4)) == "NaN");
    CHECK(unusual_word(session, at(session, 2)).empty());
}

TEST_CASE("SlotFacts: the sentence names frame, step, place among the writes and the value before", "[model][facts]") {
    Session session;
    open_mixed(session, 2);
    const std::string written = status_sentence(session, at(session, 2));
    INFO(written);
    CHECK(written.starts_with("Written in frame 2 by step 1"));
    CHECK(written.ends_with(", third write of the frame, changed from 0."));
    CHECK(status_sentence(session, at(session, 3)) == "Initial value, 2 frames ago; no step writes it.");
    CHECK(status_sentence(session, at(session, 5)) == "Never written: no step writes it. It holds 0.");
    CHECK(status_sentence(session, at(session, 4)).ends_with("with the same value."));
}

TEST_CASE("SlotFacts: slots that share an element name each other", "[model][facts]") {
    Session session;
    open_mixed(session, 1);
    CHECK(aliases(session.slots(), at(session, 7)) == std::vector<SlotIndex>{at(session, 8)});
    CHECK(aliases(session.slots(), at(session, 8)) == std::vector<SlotIndex>{at(session, 7)});
    CHECK(aliases(session.slots(), at(session, 2)).empty());
}

TEST_CASE("SlotFacts: a lossy store is noted at its slot with its extent", "[model][facts]") {
    Session session;
    open_mixed(session, 3);
    const auto notes = notes_about(session, at(session, 6));
    REQUIRE(notes.size() == 1);
    CHECK(notes.front()->kind == NoteKind::FractionDropped);
    CHECK(note_extent(*notes.front()) == "2 times, frames 2 to 3");
    CHECK(notes_about(session, at(session, 2)).empty());
}

TEST_CASE("SlotFacts: float distance counts neighbours, across zero too", "[model][facts]") {
    const float one = 1.0F;
    CHECK(ulp_distance_f32(one, std::nextafter(one, 2.0F)) == 1);
    CHECK(ulp_distance_f32(std::nextafter(one, 2.0F), one) == -1);
    const float tiny = std::numeric_limits<float>::denorm_min();
    CHECK(ulp_distance_f32(-tiny, tiny) == 2);
    CHECK(ulp_distance_f32(0.0F, -0.0F) == 0);
    CHECK(ulp_distance_f32(one, std::nanf("")) == 0);
}

TEST_CASE("SlotFacts: recent values begin with the first write", "[model][facts]") {
    Session session;
    open_mixed(session, 4);
    CHECK(recent_values(session, at(session, 5), 10).empty());
    CHECK(recent_values(session, at(session, 2), 10).size() == 4);  // not in frame 0, before the first frame
    CHECK(recent_samples(session, at(session, 2), 10).front().frame == 1);
    CHECK(recent_values(session, at(session, 3), 2) == std::vector<double>{0.5, 0.5});
}

TEST_CASE("SlotFacts: ordinals and grouped digits", "[model][facts]") {
    CHECK(ordinal(1) == "first");
    CHECK(ordinal(12) == "twelfth");
    CHECK(ordinal(13) == "13th");
    CHECK(ordinal(21) == "21st");
    CHECK(ordinal(112) == "112th");
    CHECK(ordinal(1002) == "1,002nd");
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1234567) == "1,234,567");
    CHECK(short_count(9'999) == "9,999");
    CHECK(short_count(10'000) == "10k");
    CHECK(short_count(60'355) == "60.3k");
    CHECK(short_count(99'999) == "99.9k");
    CHECK(short_count(123'456) == "123k");
    CHECK(short_count(999'999) == "999k");
    CHECK(short_count(1'000'000) == "1M");
    CHECK(short_count(18'446'744'073'709'551'615U) == "18.4E");
    CHECK(counted(1, "frame") == "1 frame");
    CHECK(counted(2000, "frame") == "2,000 frames");
}

TEST_CASE("SlotFacts: an object slot that holds a number is treated as that number", "[model][facts]") {
    Session session;
    ProgramBuilder b("objects");
    b.f64(0, "t").f64(1, "model").object(2, "number").object(3, "words").time_derive(0, 1);
    b.initial(2, Value(0.25)).initial(3, Value("words"));
    open(session, b, 1);
    CHECK(number_of(session, at(session, 2)) == 0.25);
    CHECK_FALSE(number_of(session, at(session, 3)));
    CHECK(value_cell(session, at(session, 2)) == "0.25");
    CHECK(value_cell(session, at(session, 3)) == "\"words\"");
}

TEST_CASE("SlotFacts: a buffer that is filled in place shows its content, though it is never written",
          "[model][facts]") {
    Session session;
    ProgramBuilder b("filled");
    b.f64(0).f64(1).f64(2).object(3).object(4).object(5).initial(2, 4.0).time_derive(0, 1);
    b.step(MaterializeTestGeometryStep{2, 3, 4, 5});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
    const SlotIndex radius = session.slots().find(5);
    CHECK(value_cell(session, radius) == "—");
    CHECK(status_cell(session, radius) == "never");
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.values().status(radius) == WriteStatus::Never);
    CHECK(is_filled_in_place(session, radius));
    CHECK(value_cell(session, radius) == "f32[4] 15, 15, 15, 15");
    CHECK(status_cell(session, radius) == "filled");
    CHECK(status_sentence(session, radius).starts_with("Filled in place by step 1"));
}
