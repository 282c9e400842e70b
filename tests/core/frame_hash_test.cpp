// SPDX-License-Identifier: MIT
// Frame hashes: what must change them, what must not, and that first_difference agrees with them.
#include <random>

#include "core/store_fixtures.h"
#include "slotscope/executor.h"
#include "slotscope/frame_hash.h"
#include "slotscope/program_builder.h"

namespace slotscope::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

RuntimeState runtime_of(std::initializer_list<SlotMeta> rows, FrameNumber first_frame = 0) {
    RuntimeState runtime;
    runtime.values = store_of(rows, first_frame);
    runtime.values.clear();
    return runtime;
}

RuntimeState numbers(double value = 1.5) {
    RuntimeState runtime = runtime_of(
        {slot(1, Storage::F64, 0), slot(2, Storage::F32, 0), slot(3, Storage::I32, 0), slot(4, Storage::U32, 0)});
    for (SlotId id = 1; id <= 4; ++id) runtime.values.write(id, value);
    return runtime;
}

RuntimeState objects(std::initializer_list<Value> values) {
    std::vector<SlotMeta> rows;
    for (std::uint32_t i = 0; i < values.size(); ++i) rows.push_back(slot(i, Storage::Object, i));
    RuntimeState runtime;
    runtime.values = ValueStore(std::make_shared<const SlotTable>(rows));
    runtime.values.clear();
    for (SlotId id = 0; const Value& value : values) runtime.values.write(id++, value);
    return runtime;
}

/// Equal hashes and no difference, or neither.
bool equal(const RuntimeState& a, const RuntimeState& b) {
    const bool is_equal = frame_hash(a) == frame_hash(b);
    const auto found = first_difference(a, b);
    INFO((found ? found->message : std::string("no difference")));
    CHECK(is_equal != found.has_value());
    return is_equal;
}

Difference difference_of(const RuntimeState& a, const RuntimeState& b) {
    const auto found = first_difference(a, b);
    REQUIRE(found);
    CHECK(frame_hash(a) != frame_hash(b));
    return *found;
}

ProgramPtr counter(double step) {
    ProgramBuilder b("counter");
    b.f64(0, "t").f64(1, "model").f64(2, "sum").time_model_loop(500).time_derive(0, 1);
    const std::uint32_t cell = b.cell("node", "sum", StateStorage::F64);
    const Ref rate = b.sig_const(step);
    b.signal_eval({{b.sig_stateful(StatefulOp::Integrate, rate, {{"stateOffset", cell}}), 2}});
    return b.build().value();
}

Executor executor_of(ProgramPtr program) { return std::move(Executor::create(std::move(program)).value()); }

}  // namespace

TEST_CASE("FrameHash: values that differ in one bit of any storage differ", "[core][frame_hash]") {
    for (SlotId changed = 1; changed <= 4; ++changed) {
        RuntimeState other = runtime_of(
            {slot(1, Storage::F64, 0), slot(2, Storage::F32, 0), slot(3, Storage::I32, 0), slot(4, Storage::U32, 0)});
        for (SlotId id = 1; id <= 4; ++id) other.values.write(id, id == changed ? 2.0 : 1.5);
        const Difference found = difference_of(numbers(), other);
        CHECK(found.what == Difference::What::Value);
        CHECK(found.slot == changed);
    }
}

TEST_CASE("FrameHash: zero and minus zero differ, all NaNs are one", "[core][frame_hash]") {
    CHECK_FALSE(equal(numbers(0.0), numbers(-0.0)));
    RuntimeState a = numbers(kNaN);
    RuntimeState b = numbers(kNaN);
    b.values.f64()[0] = std::bit_cast<double>(0xfff8'0000'0000'1234U);
    b.values.f32()[0] = std::bit_cast<float>(0xffc0'0001U);
    CHECK(equal(a, b));
    a.state.f64 = {kNaN, 1};
    b.state.f64 = {-kNaN, 1};
    CHECK(equal(a, b));
    b.state.f64[1] = -1;
    CHECK_FALSE(equal(a, b));
    const auto array = [](float nan) { return Value(TypedArray{ElementType::F32, std::vector<float>(5000, nan)}); };
    CHECK(equal(objects({array(std::numeric_limits<float>::quiet_NaN())}),
                objects({array(std::bit_cast<float>(0xffc0'0001U))})));
}

TEST_CASE("FrameHash: where the store keeps its elements does not matter", "[core][frame_hash]") {
    std::vector<SlotMeta> in_order, reversed, spread;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        in_order.push_back(slot(i, Storage::F64, i));
        reversed.push_back(slot(i, Storage::F64, 999 - i));
        spread.push_back(slot(i, Storage::F64, i < 500 ? i : i + 7));
    }
    std::vector<std::uint64_t> hashes;
    for (const auto& rows : {in_order, reversed, spread}) {
        RuntimeState runtime;
        runtime.values = ValueStore(std::make_shared<const SlotTable>(rows));
        runtime.values.clear();
        for (SlotId id = 0; id < 1000; ++id) runtime.values.write(id, static_cast<double>(id) / 3);
        hashes.push_back(frame_hash(runtime));
    }
    CHECK(hashes[0] == hashes[1]);
    CHECK(hashes[0] == hashes[2]);
}

TEST_CASE("FrameHash: when the run began, and how epochs are numbered, does not matter", "[core][frame_hash]") {
    const auto played = [](FrameNumber first_frame, std::uint32_t epoch) {
        RuntimeState runtime =
            runtime_of({slot(0, Storage::F64, 0), slot(1, Storage::F64, 1), slot(2, Storage::F64, 2)}, first_frame);
        ValueStoreTestAccess::set_epoch(runtime.values, epoch);
        for (int frame = 0; frame < 5; ++frame) {
            runtime.values.clear();
            runtime.frame = runtime.values.frame();
            runtime.values.set_writer(7);
            runtime.values.write(0, frame);
            if (frame < 3) runtime.values.write(1, 4.0);
        }
        return runtime;
    };
    const RuntimeState plain = played(0, 1);
    CHECK(equal(plain, played(1000, 1)));
    // The counter overflows, and its epochs get other numbers, in the third frame.
    CHECK(equal(plain, played(0, std::numeric_limits<std::uint32_t>::max() - 2)));
}

TEST_CASE("FrameHash: marks are status, ages, writer and order", "[core][frame_hash]") {
    struct Write {
        SlotId slot;
        StepIndex step;
        double value;
    };
    const auto after = [](const std::vector<std::vector<Write>>& frames) {
        RuntimeState runtime = runtime_of({slot(0, Storage::F64, 0), slot(1, Storage::F64, 1)});
        for (const auto& frame : frames) {
            runtime.values.clear();
            for (const Write& write : frame) {
                runtime.values.set_writer(write.step);
                runtime.values.write(write.slot, write.value);
            }
        }
        return runtime;
    };
    using Mark = Difference::What;
    const RuntimeState base = after({{{0, 1, 5}, {1, 2, 6}}, {{0, 1, 5}, {1, 2, 6}}});
    CHECK(equal(base, after({{{0, 1, 5}, {1, 2, 6}}, {{0, 1, 5}, {1, 2, 6}}})));
    const auto differs = [&](const std::vector<std::vector<Write>>& frames, SlotId where) {
        const Difference found = difference_of(base, after(frames));
        CHECK(found.what == Mark::Mark);
        CHECK(found.slot == where);
    };
    differs({{{0, 1, 5}, {1, 2, 6}}, {{1, 2, 6}, {0, 1, 5}}}, 0);                // order
    differs({{{0, 1, 5}, {1, 2, 6}}, {{0, 1, 5}, {1, 3, 6}}}, 1);                // writer
    differs({{{0, 1, 5}, {1, 2, 6}}, {{0, 1, 5}}}, 1);                           // stale
    differs({{{0, 1, 5}, {1, 2, 7}}, {{0, 1, 5}, {1, 2, 6}}}, 1);                // changed
    differs({{}, {{0, 1, 5}, {1, 2, 6}}}, 0);                                    // changed in this frame
    CHECK_FALSE(equal(after({{{0, 1, 5}}, {}}), after({{{0, 1, 5}}, {}, {}})));  // stale for longer
    CHECK_FALSE(equal(after({{{0, 1, 0}}}), after({{}})));                       // never written
}

TEST_CASE("FrameHash: objects count by content, in any order of members", "[core][frame_hash]") {
    const auto vec = [](const char* a, double x, const char* b, double y) {
        return Value(ValueObject{{a, x}, {b, y}});
    };
    CHECK(equal(objects({vec("x", 1, "y", 2)}), objects({vec("x", 1, "y", 2)})));
    CHECK(equal(objects({vec("x", 1, "y", 2)}), objects({vec("y", 2, "x", 1)})));
    CHECK_FALSE(equal(objects({vec("x", 1, "y", 2)}), objects({vec("x", 2, "y", 1)})));
    CHECK_FALSE(equal(objects({vec("x", 1, "x", 2)}), objects({vec("x", 2, "x", 1)})));  // the last counts
    CHECK_FALSE(equal(objects({Value(ValueArray{1.0, 2.0})}), objects({Value(ValueArray{2.0, 1.0})})));
    CHECK_FALSE(equal(objects({Value("ab"), Value("c")}), objects({Value("a"), Value("bc")})));
    CHECK_FALSE(equal(objects({Value()}), objects({Value(Null{})})));
    CHECK_FALSE(equal(objects({Value(false)}), objects({Value(0.0)})));
    CHECK_FALSE(
        equal(objects({Value(ValueArray{ValueArray{}})}), objects({Value(ValueArray{ValueArray{}, ValueArray{}})})));
    const auto bytes = [](ElementType type) { return Value(TypedArray{type, std::vector<std::uint8_t>{1, 2}}); };
    CHECK_FALSE(equal(objects({bytes(ElementType::U8)}), objects({bytes(ElementType::U8Clamped)})));
}

TEST_CASE("FrameHash: which slots hold one array counts, since filling it changes them all", "[core][frame_hash]") {
    const auto array = [] { return Value(TypedArray{ElementType::F32, std::vector<float>{1, 2}}); };
    const Value one = array();
    const RuntimeState shared = objects({one, one});
    const RuntimeState apart = objects({array(), array()});
    CHECK(equal(shared, objects({one, one})));
    const Difference found = difference_of(shared, apart);
    CHECK(found.what == Difference::What::Sharing);
    CHECK(found.slot == SlotId{1});
    // The same hashes although a copy of the runtime holds the arrays too.
    const RuntimeState copy = shared;
    CHECK(equal(copy, shared));
}

TEST_CASE("FrameHash: state elements and buffers that were filled count", "[core][frame_hash]") {
    RuntimeState a = numbers();
    a.state.f64 = {1, 2};
    a.state.f32 = {3};
    a.state.i32 = {4, 5};
    RuntimeState b = a;
    CHECK(equal(a, b));
    b.state.i32[1] = 6;
    const Difference found = difference_of(a, b);
    CHECK(found.what == Difference::What::State);
    CHECK(found.storage == StateStorage::I32);
    CHECK(found.element == 1);
    b = a;
    b.state.i32.push_back(0);
    CHECK(difference_of(a, b).what == Difference::What::Layout);

    RuntimeState filled = runtime_of({slot(0, Storage::Object, 0), slot(1, Storage::Object, 1)});
    RuntimeState other = filled;
    for (const SlotId id : {0U, 1U}) filled.values.ensure_f32(id, 3)[0] = 1;
    for (const SlotId id : {1U, 0U}) other.values.ensure_f32(id, 3)[0] = 1;
    CHECK(difference_of(filled, other).what == Difference::What::Ensured);
}

TEST_CASE("FrameHash: time counts as far as the next frame depends on it", "[core][frame_hash]") {
    Executor a = executor_of(counter(0));
    Executor b = executor_of(counter(0));
    a.run_frame(0);
    b.run_frame(0);
    CHECK(equal(a.state(), b.state()));
    RuntimeState later = a.state();
    later.frame += 1000;
    later.cache.frame_id += 1000;
    CHECK(equal(a.state(), later));
    later.time.previous_t_abs_ms = 16;  // the next time delta
    CHECK(difference_of(a.state(), later).what == Difference::What::Context);
    later = a.state();
    later.time.previous_t_model_ms = 16;  // the next wrap
    CHECK(difference_of(a.state(), later).what == Difference::What::Context);
    later = a.state();
    later.viewport.width = 640;
    CHECK(difference_of(a.state(), later).what == Difference::What::Context);
}

TEST_CASE("FrameHash: a run in steps, and one after a swap to an equal program, hash as whole frames",
          "[core][frame_hash]") {
    const ProgramPtr program = counter(3);
    Executor whole = executor_of(program);
    Executor stepped = executor_of(program);
    Executor swapped = executor_of(counter(4));
    Executor swapped_too = executor_of(counter(4));
    FrameHasher hasher;
    for (int frame = 0; frame < 50; ++frame) {
        const double t = frame * 1000.0 / 60;
        whole.run_frame(t);
        stepped.begin_frame(t);
        while (stepped.in_frame()) stepped.run_step();
        CHECK(hasher.hash(whole.state()) == hasher.hash(stepped.state()));
        if (frame == 20) REQUIRE(swapped.hot_swap(program).has_value());
        if (frame == 20) REQUIRE(swapped_too.hot_swap(counter(3)).has_value());
        swapped.run_frame(t);
        swapped_too.run_frame(t);
        CHECK(hasher.hash(swapped.state()) == hasher.hash(swapped_too.state()));
    }
    CHECK_FALSE(equal(whole.state(), swapped.state()));  // the sum of the first 20 frames was kept
}

TEST_CASE("FrameHash: no difference is found exactly when the hashes are equal", "[core][frame_hash]") {
    std::mt19937_64 random;
    const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const Value pool[] = {Value(), Value(1.0), Value("x"), Value(ValueArray{1.0, kNaN}),
                          Value(TypedArray{ElementType::U8, std::vector<std::uint8_t>{9}})};
    const auto random_runtime = [&](std::size_t seed) {
        random.seed(seed);
        RuntimeState runtime = runtime_of({slot(0, Storage::F64, 1), slot(1, Storage::F64, 0), slot(2, Storage::I32, 0),
                                           slot(3, Storage::Object, 0), slot(4, Storage::Object, 1)});
        runtime.state.f64.assign(2, 0);
        for (std::size_t frame = 0; frame < 2; ++frame) {
            runtime.values.clear();
            for (SlotId id = 0; id < 3; ++id) {
                if (below(3) != 0) runtime.values.write(id, static_cast<double>(below(2)));
            }
            for (SlotId id = 3; id < 5; ++id) runtime.values.write(id, pool[below(std::size(pool))]);
        }
        runtime.state.f64[below(2)] = static_cast<double>(below(2));
        return runtime;
    };
    std::size_t equals = 0;
    for (std::size_t i = 0; i < 60; ++i) {
        for (std::size_t j = 0; j < 60; ++j) equals += equal(random_runtime(i), random_runtime(j)) ? 1 : 0;
    }
    CHECK(equals >= 60);
    CHECK(equals < 120);
}

TEST_CASE("FrameHash: the first slot that was written wrongly is named, not the first by number",
          "[core][frame_hash]") {
    const auto written = [](double source) {
        RuntimeState runtime = runtime_of({slot(1, Storage::F64, 0), slot(2, Storage::F64, 1)});
        runtime.values.write(2, source);
        runtime.values.write(1, source * 2);  // follows from slot 2
        return runtime;
    };
    const Difference found = difference_of(written(1), written(3));
    CHECK(found.slot == SlotId{2});
    CHECK(found.message == "slot 2 (f64) is 1 in the first and 3 in the second");
}

}  // namespace slotscope::test
