// SPDX-License-Identifier: MIT
#include "model/buffer_model.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <numeric>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();

/// A session whose object slot 2 holds the value from the start.
void open_with(Session& session, Value value) {
    ProgramBuilder b("holder");
    b.f64(0).f64(1).object(2, "held").initial(2, std::move(value)).time_derive(0, 1);
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
}

BufferModel model_of(Session& session, Value value) {
    open_with(session, std::move(value));
    BufferModel model;
    model.update(session, session.slots().find(2));
    return model;
}

Value handle(TypedArray data, double components) {
    return ValueObject{{"kind", "buffer"},
                       {"data", Value(std::move(data))},
                       {"format", Value(ValueObject{{"components", components}})}};
}

}  // namespace

TEST_CASE("BufferModel: a buffer of pairs is a table of x and y, each with its range", "[model][buffer]") {
    Session session;
    BufferModel model = model_of(session, handle({ElementType::F32, std::vector<float>{1, 10, 2, 20, 0.1F, 30}}, 2));
    REQUIRE(model.columns().size() == 2);
    CHECK(model.rows() == 3);
    CHECK(model.columns()[0].name == "x");
    CHECK(model.columns()[1].summary.max == 30);
    CHECK(model.columns()[1].summary.mean == 20);
    CHECK(model.at(1, 1) == 20);
    CHECK(model.text(2, 0) == "0.1");
    CHECK(model.row_of(3) == 1U);
    CHECK_FALSE(model.row_of(6));
    CHECK(model.number_of_row(2) == 4);
    CHECK_FALSE(model.has_colors());
    CHECK(model.samples(1) == std::vector<double>{10, 20, 30});
    CHECK(model.samples(0)[2] != 0.1);  // a float
}

TEST_CASE("BufferModel: four bytes are a colour", "[model][buffer]") {
    Session session;
    const BufferModel model =
        model_of(session, handle({ElementType::U8Clamped, std::vector<std::uint8_t>{255, 128, 0, 255, 1, 2, 3, 4}}, 4));
    CHECK(model.has_colors());
    CHECK(model.columns()[3].name == "a");
    CHECK(model.color(1) == std::array<std::uint8_t, 4>{1, 2, 3, 4});
}

TEST_CASE("BufferModel: lists of colours and events are tables too", "[model][buffer]") {
    Session colors, events;
    const auto color = [](double r) { return Value(ValueObject{{"r", r}, {"g", 0.5}, {"b", 2.0}, {"a", 1.0}}); };
    const BufferModel list = model_of(colors, ValueArray{color(1), color(kNaN)});
    CHECK(list.rows() == 2);
    CHECK(list.color(0) == std::array<std::uint8_t, 4>{255, 128, 255, 255});
    CHECK(list.color(1)[0] == 0);
    CHECK(list.columns()[0].summary.nans == 1);
    const BufferModel times =
        model_of(events, ValueArray{ValueObject{{"time", 5.0}, {"value", 1.0}}, ValueObject{{"time", 9.0}}});
    REQUIRE(times.columns().size() == 2);
    CHECK(times.at(1, 0) == 9);
    CHECK(times.columns()[1].summary.nans == 1);
}

TEST_CASE("BufferModel: what is no table has none, and an empty buffer neither", "[model][buffer]") {
    Session a, b, c;
    CHECK_FALSE(model_of(a, "text").has_table());
    CHECK_FALSE(model_of(b, TypedArray{ElementType::F32, std::vector<float>{}}).has_table());
    const BufferModel path = model_of(c, ValueObject{{"commands", ValueArray{}}});
    CHECK_FALSE(path.has_table());
    CHECK_FALSE(path.facts().empty());
}

TEST_CASE("BufferModel: every finite number is in one bin, also at the ends", "[model][buffer]") {
    std::vector<double> numbers(101);
    std::iota(numbers.begin(), numbers.end(), 0.0);
    numbers.push_back(kNaN);
    numbers.push_back(kInfinity);
    const Histogram histogram = make_histogram(numbers, 10);
    CHECK(histogram.min == 0);
    CHECK(histogram.max == 100);
    CHECK(histogram.counts.front() == 10);
    CHECK(histogram.counts.back() == 11);
    CHECK(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::size_t{0}) == 101);
    CHECK(histogram.largest == 11);
    const double huge[] = {std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max()};
    CHECK(make_histogram(huge, 4).counts == std::vector<std::size_t>{1, 0, 0, 1});
    const double same[] = {3, 3};
    CHECK(make_histogram(same, 8).counts == std::vector<std::size_t>{2});
    const double none[] = {kNaN};
    CHECK(make_histogram(none, 8).counts.empty());
}
