// SPDX-License-Identifier: MIT
#include "model/swap_rows.h"

#include <catch2/catch_test_macros.hpp>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

LoadedProgram program(std::uint32_t ring_size, bool has_old, bool has_new) {
    ProgramBuilder b("swapped");
    b.f64(0, "t").f64(1, "model").time_derive(0, 1);
    b.cell("keeper", "value", StateStorage::F64, 1);
    b.cell("delay", "ring", StateStorage::F64, ring_size);
    if (has_old) b.cell("old", "value", StateStorage::F32, 1);
    if (has_new) {
        b.f64(7, "fresh");
        b.cell("new", "value", StateStorage::I32, 2);
    }
    LoadedProgram loaded;
    loaded.program = b.build().value();
    return loaded;
}

}  // namespace

TEST_CASE("Swap rows: every cell says what became of it and why", "[model][swap]") {
    Session session;
    REQUIRE_FALSE(session.apply(OpenProgram{program(4, true, false), ""}));
    REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(SwapProgram{program(8, false, true), ""}));
    REQUIRE(session.last_swap());
    const auto rows = swap_rows(*session.last_swap());
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].fate == SwapFate::Initialised);
    CHECK(rows[0].name == "delay.ring");
    CHECK(rows[0].place == "f64 ×8");
    CHECK(rows[0].why == "another size: was f64 ×4");
    CHECK(rows[1].fate == SwapFate::Initialised);
    CHECK(rows[1].name == "new.value");
    CHECK(rows[1].why.starts_with("new"));
    CHECK(rows[2].fate == SwapFate::Dropped);
    CHECK(rows[2].name == "old.value");
    CHECK_FALSE(rows[2].cell);
    CHECK(rows[3].fate == SwapFate::Kept);
    CHECK(rows[3].name == "keeper.value");
    CHECK(rows[3].cell == 0);
    CHECK(swap_sentence(*session.last_swap()) == "1 cell kept, 2 initialised anew, 1 dropped; 1 slot is new.");
}

TEST_CASE("Swap rows: the same program keeps all, and slots are counted both ways", "[model][swap]") {
    Session session;
    REQUIRE_FALSE(session.apply(OpenProgram{program(4, true, true), ""}));
    REQUIRE_FALSE(session.apply(SwapProgram{program(4, true, true), ""}));
    CHECK(swap_sentence(*session.last_swap()) == "4 cells kept, 0 initialised anew, 0 dropped.");
    REQUIRE_FALSE(session.apply(SwapProgram{program(4, true, false), ""}));
    CHECK(swap_sentence(*session.last_swap()) == "3 cells kept, 0 initialised anew, 1 dropped; 1 slot is gone.");
}
