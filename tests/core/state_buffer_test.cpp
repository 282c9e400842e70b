// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include "core/store_fixtures.h"
#include "slotscope/limits.h"
#include "slotscope/state_buffer.h"

namespace slotscope::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

StateLayout layout(std::uint32_t f64_size, std::uint32_t f32_size, std::uint32_t i32_size,
                   std::vector<StateCell> cells = {}) {
    StateLayout result;
    result.f64_size = f64_size;
    result.f32_size = f32_size;
    result.i32_size = i32_size;
    result.cells = std::move(cells);
    return result;
}

/// Constants 0 f64 2.5, 1 f32 0.1, 2 i32 -7, 3 JSON, 4 past its pool, 5 unknown kind, 6 f64 1e10, 7 f64 NaN.
ConstPool constants() {
    ConstPool pool;
    pool.f64 = {2.5, 1e10, kNaN};
    pool.f32 = {0.1F};
    pool.i32 = {-7};
    pool.json = {"text"};
    pool.index = {{ConstKind::F64, 0}, {ConstKind::F32, 0},     {ConstKind::I32, 0}, {ConstKind::Json, 0},
                  {ConstKind::F64, 9}, {ConstKind::Unknown, 0}, {ConstKind::F64, 1}, {ConstKind::F64, 2}};
    return pool;
}

StateCell starting_with(Ref constant, StateCell result) {
    result.initial_const = constant;
    return result;
}

/// The buffer of a layout, initialised without errors.
StateBuffer initialized(const StateLayout& of) {
    StateBuffer buffer(of);
    REQUIRE(initialize_state(buffer, of, constants()).empty());
    return buffer;
}

TEST_CASE("StateBuffer: arrays have the layout's sizes, not those of its cells", "[core][state_buffer]") {
    const StateBuffer buffer(layout(3, 2, 1, {cell("n", "ring", StateStorage::F64, 0, 100)}));
    CHECK(buffer.f64.size() == 3);
    CHECK(buffer.f32.size() == 2);
    CHECK(buffer.i32.size() == 1);
    CHECK(buffer.size(StateStorage::F64) == 3);
    CHECK(buffer.size(StateStorage::F32) == 2);
    CHECK(buffer.size(StateStorage::I32) == 1);
}

TEST_CASE("StateBuffer: a size of zero gives an empty array", "[core][state_buffer]") {
    const StateBuffer buffer(layout(0, 0, 0));
    CHECK(buffer.f64.empty());
    CHECK(buffer.f32.empty());
    CHECK(buffer.i32.empty());
    CHECK(StateBuffer().f64.empty());
}

TEST_CASE("StateBuffer: it starts zeroed", "[core][state_buffer]") {
    const StateBuffer buffer(layout(2, 2, 2));
    CHECK(buffer.f64 == std::vector<double>{0, 0});
    CHECK(buffer.f32 == std::vector<float>{0, 0});
    CHECK(buffer.i32 == std::vector<std::int32_t>{0, 0});
}

TEST_CASE("StateBuffer: set and at go to the storage that is named", "[core][state_buffer]") {
    StateBuffer buffer(layout(2, 2, 2));
    buffer.set(StateStorage::F64, 1, 1.5);
    buffer.set(StateStorage::F32, 1, 2.5);
    buffer.set(StateStorage::I32, 1, 3);
    CHECK(buffer.f64[1] == 1.5);
    CHECK(buffer.f32[1] == 2.5F);
    CHECK(buffer.i32[1] == 3);
    CHECK(buffer.at(StateStorage::F64, 1) == 1.5);
    CHECK(buffer.at(StateStorage::F32, 1) == 2.5);
    CHECK(buffer.at(StateStorage::I32, 1) == 3);
    CHECK(buffer.at(StateStorage::F64, 0) == 0);
}

TEST_CASE("StateBuffer: set converts as the storage does", "[core][state_buffer]") {
    StateBuffer buffer(layout(1, 1, 1));
    buffer.set(StateStorage::F32, 0, 0.1);
    CHECK(buffer.at(StateStorage::F32, 0) == 0.10000000149011612);
    buffer.set(StateStorage::I32, 0, 1e10);
    CHECK(buffer.at(StateStorage::I32, 0) == 1410065408);
    buffer.set(StateStorage::I32, 0, -1.9);
    CHECK(buffer.at(StateStorage::I32, 0) == -1);
    buffer.set(StateStorage::I32, 0, kNaN);
    CHECK(buffer.at(StateStorage::I32, 0) == 0);
}

TEST_CASE("StateBuffer: set outside the array is ignored", "[core][state_buffer]") {
    StateBuffer buffer(layout(1, 0, 1));
    buffer.set(StateStorage::F64, 1, 9);
    buffer.set(StateStorage::F32, 0, 9);
    buffer.set(StateStorage::I32, std::numeric_limits<std::size_t>::max(), 9);
    CHECK(buffer.f64 == std::vector<double>{0});
    CHECK(buffer.i32 == std::vector<std::int32_t>{0});
}

TEST_CASE("initialize_state: a scalar cell starts with its constant", "[core][state_buffer]") {
    const StateBuffer buffer =
        initialized(layout(3, 0, 0, {starting_with(0, cell("n", "x", StateStorage::F64, 1, 1))}));
    CHECK(buffer.f64 == std::vector<double>{0, 2.5, 0});
}

TEST_CASE("initialize_state: every element of an array cell starts with the constant", "[core][state_buffer]") {
    const StateBuffer buffer =
        initialized(layout(6, 0, 0, {starting_with(0, cell("n", "ring", StateStorage::F64, 1, 4))}));
    CHECK(buffer.f64 == std::vector<double>{0, 2.5, 2.5, 2.5, 2.5, 0});
}

TEST_CASE("initialize_state: a cell without constant starts with zero, over what was there", "[core][state_buffer]") {
    const StateLayout of = layout(2, 2, 2,
                                  {cell("n", "a", StateStorage::F64, 0, 1), cell("n", "b", StateStorage::F32, 0, 2),
                                   cell("n", "c", StateStorage::I32, 1, 1)});
    StateBuffer buffer(of);
    buffer.f64 = {8, 8};
    buffer.f32 = {8, 8};
    buffer.i32 = {8, 8};
    CHECK(initialize_state(buffer, of, constants()).empty());
    CHECK(buffer.f64 == std::vector<double>{0, 8});
    CHECK(buffer.f32 == std::vector<float>{0, 0});
    CHECK(buffer.i32 == std::vector<std::int32_t>{8, 0});
}

TEST_CASE("initialize_state: constants of any numeric pool fill any storage, converted", "[core][state_buffer]") {
    const StateBuffer buffer = initialized(layout(2, 2, 2,
                                                  {starting_with(1, cell("n", "a", StateStorage::F64, 0, 1)),
                                                   starting_with(2, cell("n", "b", StateStorage::F64, 1, 1)),
                                                   starting_with(0, cell("n", "c", StateStorage::F32, 0, 1)),
                                                   starting_with(2, cell("n", "d", StateStorage::F32, 1, 1)),
                                                   starting_with(0, cell("n", "e", StateStorage::I32, 0, 1)),
                                                   starting_with(6, cell("n", "f", StateStorage::I32, 1, 1))}));
    CHECK(buffer.f64 == std::vector<double>{0.10000000149011612, -7});
    CHECK(buffer.f32 == std::vector<float>{2.5F, -7});
    CHECK(buffer.i32 == std::vector<std::int32_t>{2, 1410065408});
}

TEST_CASE("initialize_state: a constant of NaN is NaN in floats and 0 in integers", "[core][state_buffer]") {
    const StateBuffer buffer = initialized(layout(1, 1, 1,
                                                  {starting_with(7, cell("n", "a", StateStorage::F64, 0, 1)),
                                                   starting_with(7, cell("n", "b", StateStorage::F32, 0, 1)),
                                                   starting_with(7, cell("n", "c", StateStorage::I32, 0, 1))}));
    CHECK(std::isnan(buffer.f64[0]));
    CHECK(std::isnan(buffer.f32[0]));
    CHECK(buffer.i32[0] == 0);
}

TEST_CASE("initialize_state: a constant whose place is outside its pool counts as NaN", "[core][state_buffer]") {
    const StateBuffer buffer = initialized(layout(1, 0, 1,
                                                  {starting_with(4, cell("n", "a", StateStorage::F64, 0, 1)),
                                                   starting_with(4, cell("n", "b", StateStorage::I32, 0, 1))}));
    CHECK(std::isnan(buffer.f64[0]));
    CHECK(buffer.i32[0] == 0);
}

TEST_CASE("initialize_state: of overlapping cells the later one wins", "[core][state_buffer]") {
    const StateBuffer buffer = initialized(layout(4, 0, 0,
                                                  {starting_with(0, cell("n", "a", StateStorage::F64, 0, 3)),
                                                   starting_with(2, cell("n", "b", StateStorage::F64, 2, 2))}));
    CHECK(buffer.f64 == std::vector<double>{2.5, 2.5, -7, -7});
}

TEST_CASE("initialize_state: what a cell has past the array vanishes", "[core][state_buffer]") {
    constexpr auto kMax = std::numeric_limits<std::uint32_t>::max();
    const StateBuffer buffer = initialized(layout(2, 0, 0,
                                                  {starting_with(0, cell("n", "a", StateStorage::F64, 1, kMax)),
                                                   starting_with(0, cell("n", "b", StateStorage::F64, kMax, kMax)),
                                                   starting_with(0, cell("n", "c", StateStorage::F32, 0, 5))}));
    CHECK(buffer.f64 == std::vector<double>{0, 2.5});
    CHECK(buffer.f32.empty());
}

TEST_CASE("initialize_state: a constant that does not exist is an error that names the cell", "[core][state_buffer]") {
    const StateLayout of = layout(2, 0, 0,
                                  {starting_with(0, cell("n", "a", StateStorage::F64, 0, 1)),
                                   starting_with(8, cell("osc", "phase", StateStorage::F64, 1, 1))});
    StateBuffer buffer(of);
    const Errors errors = initialize_state(buffer, of, constants());
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == ErrorCode::Invalid);
    CHECK(errors[0].path == "stateLayout.cells[1].initialConstId");
    CHECK(errors[0].message == "State cell 'osc.phase' (owner 'osc', role 'phase') starts with constant 8, but the "
                               "program has 8 constants");
    CHECK(buffer.f64 == std::vector<double>{2.5, 0});
}

TEST_CASE("initialize_state: a constant that is no number is an error, one per cell", "[core][state_buffer]") {
    const StateLayout of = layout(3, 0, 0,
                                  {starting_with(3, cell("a", "x", StateStorage::F64, 0, 1)),
                                   starting_with(5, cell("b", "x", StateStorage::F64, 1, 1)),
                                   starting_with(-1, cell("c", "x", StateStorage::F64, 2, 1))});
    StateBuffer buffer(of);
    const Errors errors = initialize_state(buffer, of, constants());
    REQUIRE(errors.size() == 3);
    CHECK(errors[0].message == "State cell 'a.x' (owner 'a', role 'x') starts with constant 3, which is a JSON value; "
                               "only numbers can fill state");
    CHECK(errors[1].message == "State cell 'b.x' (owner 'b', role 'x') starts with constant 5, which is of an unknown "
                               "kind; expected f64, f32 or i32");
    CHECK(errors[2].path == "stateLayout.cells[2].initialConstId");
}

TEST_CASE("initialize_state: errors are counted up to the limit", "[core][state_buffer]") {
    const StateLayout of =
        layout(1, 0, 0, std::vector<StateCell>(1000, starting_with(99, cell("a", "x", StateStorage::F64, 0, 1))));
    StateBuffer buffer(of);
    CHECK(initialize_state(buffer, of, constants()).size() == limits::kMaxErrors);
}

}  // namespace
}  // namespace slotscope::test
