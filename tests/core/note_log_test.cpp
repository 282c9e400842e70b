// SPDX-License-Identifier: MIT
#include <catch2/catch_test_macros.hpp>

#include "slotscope/fault.h"

namespace slotscope::test {
namespace {

TEST_CASE("NoteLog: notes of one kind, step and slot are one row with a count", "[core][notes]") {
    NoteLog log;
    CHECK(log.add(NoteKind::Wrapped, 3, 18, 1));
    CHECK_FALSE(log.add(NoteKind::Wrapped, 3, 18, 1));
    CHECK_FALSE(log.add(NoteKind::Wrapped, 3, 18, 7));
    REQUIRE(log.notes().size() == 1);
    const Note& note = log.notes()[0];
    CHECK(note.count == 3);
    CHECK(note.first_frame == 1);
    CHECK(note.last_frame == 7);
    CHECK(log.total() == 3);
}

TEST_CASE("NoteLog: another kind, step or slot is another row", "[core][notes]") {
    NoteLog log;
    CHECK(log.add(NoteKind::Wrapped, 3, 18, 1));
    CHECK(log.add(NoteKind::FractionDropped, 3, 18, 1));
    CHECK(log.add(NoteKind::Wrapped, 4, 18, 1));
    CHECK(log.add(NoteKind::Wrapped, 3, 19, 1));
    CHECK(log.notes().size() == 4);
    // In another order than the first time, so that no row is where it was expected.
    CHECK_FALSE(log.add(NoteKind::Wrapped, 3, 19, 2));
    CHECK_FALSE(log.add(NoteKind::Wrapped, 4, 18, 2));
    CHECK_FALSE(log.add(NoteKind::Wrapped, 3, 18, 2));
    CHECK_FALSE(log.add(NoteKind::FractionDropped, 3, 18, 2));
    for (const Note& note : log.notes()) CHECK(note.count == 2);
}

TEST_CASE("NoteLog: a detail belongs to its row, and to none when there is no such row", "[core][notes]") {
    NoteLog log;
    log.add(NoteKind::Wrapped, 3, 18, 1);
    log.set_detail(NoteKind::Wrapped, 3, 18, "1e10 was stored as 1410065408");
    log.set_detail(NoteKind::Wrapped, 3, 19, "lost");
    CHECK(log.notes()[0].detail == "1e10 was stored as 1410065408");
    CHECK(log.notes().size() == 1);
}

TEST_CASE("NoteLog: after clear every note is a first one again", "[core][notes]") {
    NoteLog log;
    log.add(NoteKind::Wrapped, 3, 18, 1);
    log.clear();
    CHECK(log.notes().empty());
    CHECK(log.total() == 0);
    CHECK(log.add(NoteKind::Wrapped, 3, 18, 5));
    CHECK(log.notes()[0].first_frame == 5);
}

TEST_CASE("Faults and notes: kinds have names of a few words", "[core][notes]") {
    CHECK(fault_kind_name(FaultKind::SecondWrite) == "second write");
    CHECK(fault_kind_name(FaultKind::NotANumber) == "not a number");
    CHECK(fault_kind_name(FaultKind::Limit) == "limit");
    CHECK(note_kind_name(NoteKind::FractionDropped) == "fraction dropped");
    CHECK(note_kind_name(NoteKind::NanToZero) == "NaN to zero");
    CHECK(note_kind_name(NoteKind::OutsideState) == "outside state");
}

}  // namespace
}  // namespace slotscope::test
