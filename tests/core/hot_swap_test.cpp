// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include "core/store_fixtures.h"
#include "slotscope/runtime_state.h"

namespace slotscope::test {
namespace {

/// A program whose state is these cells; constant 0 is 9, constant 1 is -1.
Program program_of(std::vector<StateCell> cells, std::uint32_t f64_size = 8, std::uint32_t i32_size = 8) {
    Program program;
    program.constants.f64 = {9, -1};
    program.constants.index = {{ConstKind::F64, 0}, {ConstKind::F64, 1}};
    program.state_layout.cells = std::move(cells);
    program.state_layout.f64_size = f64_size;
    program.state_layout.f32_size = 8;
    program.state_layout.i32_size = i32_size;
    return program;
}

StateCell f64_cell(std::string owner, std::string role, std::uint32_t offset, std::uint32_t size = 1) {
    return cell(std::move(owner), std::move(role), StateStorage::F64, offset, size);
}

StateCell starting_with(Ref constant, StateCell result) {
    result.initial_const = constant;
    return result;
}

/// A runtime of this program whose state elements are 10, 11, 12, … in every storage.
RuntimeState running(const Program& program) {
    RuntimeState runtime = *RuntimeState::create(program);
    for (const StateStorage storage : {StateStorage::F64, StateStorage::F32, StateStorage::I32}) {
        for (std::size_t i = 0; i < runtime.state.size(storage); ++i) {
            runtime.state.set(storage, i, static_cast<double>(10 + i));
        }
    }
    return runtime;
}

struct Swapped {
    RuntimeState runtime;
    SwapReport report;
};

Swapped swapped(const Program& old_program, const Program& new_program) {
    Swapped result;
    const RuntimeState old_state = running(old_program);
    Result<RuntimeState, Errors> runtime = hot_swap(old_program, old_state, new_program, &result.report);
    REQUIRE(runtime.has_value());
    result.runtime = std::move(*runtime);
    return result;
}

std::vector<CellFate> fates(const SwapReport& report) {
    std::vector<CellFate> result;
    for (std::size_t i = 0; i < report.cells.size(); ++i) {
        CHECK(report.cells[i].new_cell == i);
        result.push_back(report.cells[i].fate);
    }
    return result;
}

using Fates = std::vector<CellFate>;

TEST_CASE("Hot swap: a cell with the same owner, role, storage and size keeps its content", "[core][hot_swap]") {
    const Program program = program_of({starting_with(0, f64_cell("osc", "phase", 2))});
    const Swapped swap = swapped(program, program);
    CHECK(swap.runtime.state.f64[2] == 12);
    CHECK(fates(swap.report) == Fates{CellFate::Kept});
    CHECK(swap.report.dropped_cells.empty());
}

TEST_CASE("Hot swap: elements that belong to no cell are not kept", "[core][hot_swap]") {
    const Program program = program_of({f64_cell("osc", "phase", 2)});
    const Swapped swap = swapped(program, program);
    CHECK(swap.runtime.state.f64 == std::vector<double>{0, 0, 12, 0, 0, 0, 0, 0});
}

TEST_CASE("Hot swap: a cell that moved takes its content along, all elements", "[core][hot_swap]") {
    const Swapped swap =
        swapped(program_of({f64_cell("delay", "ring", 1, 3)}), program_of({f64_cell("delay", "ring", 5, 3)}));
    CHECK(swap.runtime.state.f64 == std::vector<double>{0, 0, 0, 0, 0, 11, 12, 13});
    CHECK(fates(swap.report) == Fates{CellFate::Kept});
}

TEST_CASE("Hot swap: a kept cell ignores the new initial value and the state id", "[core][hot_swap]") {
    StateCell renamed = starting_with(1, f64_cell("osc", "phase", 0));
    renamed.state_id = "another name";
    const Swapped swap = swapped(program_of({starting_with(0, f64_cell("osc", "phase", 0))}), program_of({renamed}));
    CHECK(swap.runtime.state.f64[0] == 10);
}

TEST_CASE("Hot swap: a cell of another size starts anew, without a partial copy", "[core][hot_swap]") {
    const Program old_program = program_of({f64_cell("delay", "ring", 0, 4)});
    for (const std::uint32_t size : {2U, 6U}) {
        const Swapped swap = swapped(old_program, program_of({starting_with(0, f64_cell("delay", "ring", 0, size))}));
        for (std::uint32_t i = 0; i < size; ++i) CHECK(swap.runtime.state.f64[i] == 9);
        CHECK(fates(swap.report) == Fates{CellFate::SizeChanged});
        CHECK(swap.report.dropped_cells.empty());
    }
}

TEST_CASE("Hot swap: a cell of another storage starts anew, whatever its size", "[core][hot_swap]") {
    const Program old_program = program_of({f64_cell("osc", "count", 0)});
    for (const std::uint32_t size : {1U, 2U}) {
        const Swapped swap =
            swapped(old_program, program_of({starting_with(1, cell("osc", "count", StateStorage::I32, 0, size))}));
        CHECK(swap.runtime.state.i32[size - 1] == -1);
        CHECK(fates(swap.report) == Fates{CellFate::StorageChanged});
    }
}

TEST_CASE("Hot swap: f32 and i32 cells are kept too", "[core][hot_swap]") {
    const Program program =
        program_of({cell("a", "x", StateStorage::F32, 1, 2), cell("a", "y", StateStorage::I32, 3, 1)});
    const Swapped swap = swapped(program, program);
    CHECK(swap.runtime.state.f32[1] == 11.0F);
    CHECK(swap.runtime.state.f32[2] == 12.0F);
    CHECK(swap.runtime.state.i32[3] == 13);
}

TEST_CASE("Hot swap: new cells start with their constants, dropped ones are reported", "[core][hot_swap]") {
    const Swapped swap = swapped(program_of({f64_cell("old", "x", 0), f64_cell("both", "x", 1)}),
                                 program_of({f64_cell("both", "x", 0), starting_with(0, f64_cell("new", "x", 1, 2))}));
    CHECK(swap.runtime.state.f64 == std::vector<double>{11, 9, 9, 0, 0, 0, 0, 0});
    CHECK(fates(swap.report) == Fates{CellFate::Kept, CellFate::New});
    CHECK(swap.report.dropped_cells == std::vector<CellIndex>{0});
}

TEST_CASE("Hot swap: of old cells with one key the last is the source", "[core][hot_swap]") {
    const Swapped swap =
        swapped(program_of({f64_cell("a", "x", 0), f64_cell("a", "x", 3)}), program_of({f64_cell("a", "x", 0)}));
    CHECK(swap.runtime.state.f64[0] == 13);
    CHECK(swap.report.dropped_cells == std::vector<CellIndex>{0});
}

TEST_CASE("Hot swap: of new cells with one key only the last takes part", "[core][hot_swap]") {
    const Swapped swap =
        swapped(program_of({f64_cell("a", "x", 0)}),
                program_of({starting_with(0, f64_cell("a", "x", 2)), starting_with(1, f64_cell("a", "x", 4))}));
    CHECK(swap.runtime.state.f64[2] == 9);
    CHECK(swap.runtime.state.f64[4] == 10);
    CHECK(fates(swap.report) == Fates{CellFate::ShadowedKey, CellFate::Kept});
}

TEST_CASE("Hot swap: owner and role form one key, so that different pairs can meet", "[core][hot_swap]") {
    const Swapped swap = swapped(program_of({f64_cell("a:b", "c", 5)}), program_of({f64_cell("a", "b:c", 0)}));
    CHECK(swap.runtime.state.f64[0] == 15);
    CHECK(fates(swap.report) == Fates{CellFate::Kept});
    CHECK(swap.report.dropped_cells.empty());
}

TEST_CASE("Hot swap: where new cells overlap, the order of their keys' first cells decides", "[core][hot_swap]") {
    const Program old_program = program_of({f64_cell("kept", "x", 0)});
    SECTION("a new cell after the kept one overwrites it") {
        const Program next = program_of({f64_cell("kept", "x", 0), starting_with(0, f64_cell("new", "x", 0))});
        CHECK(swapped(old_program, next).runtime.state.f64[0] == 9);
    }
    SECTION("a new cell before the kept one is overwritten") {
        const Program next = program_of({starting_with(0, f64_cell("new", "x", 0)), f64_cell("kept", "x", 0)});
        CHECK(swapped(old_program, next).runtime.state.f64[0] == 10);
    }
    SECTION("a duplicate takes its key's first place, with its own data") {
        const Program next = program_of({starting_with(0, f64_cell("new", "x", 6)), f64_cell("kept", "x", 0),
                                         starting_with(0, f64_cell("new", "x", 0))});
        CHECK(swapped(old_program, next).runtime.state.f64[0] == 10);
    }
}

TEST_CASE("Hot swap: an old cell past its array gives NaN, or 0 in integers", "[core][hot_swap]") {
    const std::vector<StateCell> past{f64_cell("a", "x", 1, 2), cell("a", "y", StateStorage::I32, 1, 2)};
    const Swapped swap = swapped(program_of(past, 2, 2), program_of(past));
    CHECK(swap.runtime.state.f64[1] == 11);
    CHECK(std::isnan(swap.runtime.state.f64[2]));
    CHECK(swap.runtime.state.i32[1] == 11);
    CHECK(swap.runtime.state.i32[2] == 0);
}

TEST_CASE("Hot swap: what a new cell has past its array vanishes", "[core][hot_swap]") {
    const std::vector<StateCell> big{f64_cell("a", "x", 1, std::numeric_limits<std::uint32_t>::max())};
    const Swapped swap = swapped(program_of(big), program_of(big, 3));
    CHECK(swap.runtime.state.f64 == std::vector<double>{0, 11, 12});
}

TEST_CASE("Hot swap: frame number, memo id, time and viewport go on", "[core][hot_swap]") {
    const Program program = program_of({});
    RuntimeState old_state = running(program);
    old_state.frame = 70;
    old_state.cache.frame_id = 71;
    old_state.time.previous_t_model_ms = 12.5;
    old_state.viewport = {320, 200, 3};
    Program next = program_of({});
    next.signals.emplace(5);
    const RuntimeState runtime = *hot_swap(program, old_state, next);
    CHECK(runtime.frame == 70);
    CHECK(runtime.cache.frame_id == 71);
    CHECK(runtime.cache.signal_value.size() == 5);
    CHECK(runtime.time.previous_t_model_ms == 12.5);
    CHECK(runtime.viewport.width == 320);
    CHECK(runtime.viewport.dpr == 3);
}

TEST_CASE("Hot swap: slot values start anew from the new initial values, frames are numbered on", "[core][hot_swap]") {
    Program program = program_of({});
    program.declared_slots = {slot(1, Storage::F64, 0), slot(2, Storage::F64, 1)};
    RuntimeState old_state = running(program);
    old_state.frame = 70;
    old_state.values.write(1, 5.0);
    old_state.values.write(2, 5.0);
    Program next = program;
    next.initial_slot_values = {{2, 6.0}};
    RuntimeState runtime = *hot_swap(program, old_state, next);
    CHECK(*runtime.values.read(1).number() == 0);
    CHECK(runtime.values.status(0) == WriteStatus::Never);
    CHECK(*runtime.values.read(2).number() == 6);
    CHECK(runtime.values.last_written_frame(1) == 70);
    runtime.values.clear();
    CHECK(runtime.values.frame() == 71);
}

TEST_CASE("Hot swap: a program that is rejected changes nothing", "[core][hot_swap]") {
    const Program program = program_of({f64_cell("a", "x", 0)});
    const RuntimeState old_state = running(program);
    SwapReport report;
    report.dropped_cells = {42};
    const Result<RuntimeState, Errors> runtime =
        hot_swap(program, old_state, program_of({starting_with(7, f64_cell("a", "x", 0))}), &report);
    REQUIRE_FALSE(runtime.has_value());
    CHECK(runtime.error()[0].path == "stateLayout.cells[0].initialConstId");
    CHECK(report.dropped_cells == std::vector<CellIndex>{42});
    CHECK(old_state.state.f64[0] == 10);
}

}  // namespace
}  // namespace slotscope::test
