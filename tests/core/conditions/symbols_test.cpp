// SPDX-License-Identifier: MIT
// The names of a program as conditions find them.
#include <chrono>

#include "core/conditions/lab.h"
#include "slotscope/symbols.h"

using namespace slotscope;
using namespace slotscope::test;

TEST_CASE("Symbols: a slot's reference finds it again, by number where its name is not its own", "[core][symbols]") {
    const Run run;
    for (SlotIndex slot = 0; slot < run.symbols.slots().size(); ++slot) {
        const Reference reference = run.symbols.slot_reference(slot);
        CHECK(run.symbols.find_slot(reference).value() == slot);
        CHECK(reference.number.has_value() == (run.symbols.slot_name(slot) == "twin"));
    }
    CHECK(run.symbols.cell_reference(1) == Reference{"tape.ring", {}});
    CHECK(run.symbols.find_cell({{}, 1}).value() == 1);
}

TEST_CASE("Symbols: slots without a name are found by what they are called everywhere", "[core][symbols]") {
    ProgramBuilder b("unnamed");
    b.f64(7);
    const Run run(b);
    CHECK(run.symbols.find_slot({"slot 7", {}}).value() == 0);
    CHECK(run.symbols.find_slot({{}, 7}).value() == 0);
}

TEST_CASE("Symbols: cells of one name are told apart by number, and found by their id", "[core][symbols]") {
    ProgramBuilder b("cells");
    b.cell("a", "b", StateStorage::F64);
    b.cell("a", "b", StateStorage::F32, 3);
    b.program().state_layout.cells[1].state_id = "second";
    const Run run(b);
    const auto both = run.symbols.find_cell({"a.b", {}});
    REQUIRE_FALSE(both);
    CHECK(both.error().message == "2 state cells are called \"a.b\": write cell 0 or cell 1");
    CHECK(run.symbols.find_cell({"second", {}}).value() == 1);
    CHECK(run.symbols.cell_reference(0) == Reference{{}, 0});
}

TEST_CASE("Symbols: a cell that reaches past the state has the elements that are inside", "[core][symbols]") {
    ProgramBuilder b("cells");
    b.cell("a", "b", StateStorage::F64, 5);
    b.program().state_layout.cells[0].size = 50;
    b.program().state_layout.cells.push_back(b.program().state_layout.cells[0]);
    b.program().state_layout.cells[1].offset = 100;
    const ProgramSymbols symbols(b.program(), SlotTable());
    CHECK(symbols.cell_place(0).size == 5);
    CHECK(symbols.cell_place(1).size == 0);
}

TEST_CASE("Symbols: several rings in the same memory are one", "[core][symbols]") {
    ProgramBuilder b("rings");
    b.cell("tape", "head", StateStorage::I32);
    b.cell("tape", "ring", StateStorage::F64, 4, {}, 1);
    for (int i = 0; i < 2; ++i)
        b.sig_stateful(StatefulOp::DelayFrames, b.sig_const(1), {{"stateOffset", 0}, {"delayFrames", 3}});
    const ProgramSymbols one(b.program(), SlotTable());
    CHECK(one.rings().size() == 2);
    CHECK(one.find_ring({"tape.ring", {}}).value() == 0);
    b.sig_stateful(StatefulOp::DelayFrames, b.sig_const(1), {{"stateOffset", 0}, {"delayFrames", 2}});
    const ProgramSymbols two(b.program(), SlotTable());
    REQUIRE_FALSE(two.find_ring({"tape.ring", {}}));
    CHECK(two.find_ring({{}, 2}).value() == 2);
    CHECK_FALSE(two.find_ring({{}, 3}));
}

TEST_CASE("Symbols: many things of one name are listed as far as anybody reads", "[core][symbols]") {
    ProgramBuilder b("many");
    for (SlotId slot = 0; slot < 20; ++slot) b.f64(slot, "same");
    const Run run(b);
    CHECK(run.symbols.find_slot({"same", {}}).error().message ==
          "20 slots are called \"same\": write #0, #1, #2, #3, #4, #5, #6, #7 or 12 more");
}

TEST_CASE("Symbols: the nearest of a hundred thousand long names is found at once", "[core][symbols]") {
    std::vector<std::string> names;
    for (int i = 0; i < 100'000; ++i) names.push_back("patch.group.node" + std::to_string(i) + ".out");
    const NameIndex index(names);
    const auto start = std::chrono::steady_clock::now();
    CHECK(index.nearest("patch.group.nodE77.ouT") == "patch.group.node77.out");
    const auto elapsed = std::chrono::steady_clock::now() - start;
    CHECK(elapsed < std::chrono::seconds(2));  // 20 ms; sanitizers and a busy machine included
}

TEST_CASE("Symbols: near is near", "[core][symbols]") {
    const NameIndex index({"alpha", "beta", "gamma.value", "delta"});
    CHECK(index.nearest("alpah") == "alpha");
    CHECK(index.nearest("Beta") == "beta");
    CHECK(index.nearest("value") == "gamma.value");
    CHECK(index.nearest("omicron").empty());
    CHECK(index.nearest("").empty());
    CHECK(NameIndex().nearest("x").empty());
}
