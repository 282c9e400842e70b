// SPDX-License-Identifier: MIT
// A frame of a numeric program allocates nothing, once it has run. Counts every operator new of the process.
#include <atomic>
#include <cstdlib>
#include <new>

#include "run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {
std::atomic<std::size_t> allocations{0};
}

void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
// Also the form that std::stable_sort uses: under a sanitizer it would come from there, and be given back here.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    try {
        return operator new(size);
    } catch (const std::bad_alloc&) { return nullptr; }
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    ++allocations;
    const auto align = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(align, (size + align - 1) / align * align)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

/// Time, signals of every shape (also stateful ones and a branch with a subroutine), nodes, buses, and all number storages.
ProgramBuilder numeric_program() {
    ProgramBuilder b("numeric");
    b.time_model_loop(700);
    for (SlotId slot = 0; slot < 40; ++slot) b.f64(slot);
    b.f32(40).i32(41).u32(42);
    b.time_derive(0, 1, 2, 3);
    const std::uint32_t cell = b.cell("n", "delay", StateStorage::F64, 40);
    b.cell("n", "index", StateStorage::I32, 40);
    const Ref phase = b.signal(SigPhase01{});
    const Ref delayed = b.sig_stateful(StatefulOp::DelayFrames, phase, {{"stateOffset", cell}, {"delayFrames", 5}});
    const Ref shared = b.sig_zip(102, delayed, phase);
    TransformStep scale;
    scale.kind = TransformKind::ScaleBias;
    scale.a = 2;
    scale.b = 1;
    const Ref eased = b.sig_transform(shared, b.transform({scale}));
    std::vector<SignalOutput> outputs{{delayed, 4},
                                      {b.signal(SigSelect{phase, shared, b.sig_map(110, shared)}), 5},
                                      {eased, 40},
                                      {eased, 41},
                                      {eased, 42}};
    for (SlotId slot = 6; slot < 20; ++slot)
        outputs.push_back({b.sig_zip(slot % 2 == 0 ? 100 : 131, phase, b.sig_input(slot - 1)), slot});
    b.signal_eval(outputs);
    for (SlotId slot = 20; slot < 30; ++slot)
        b.node_step(100 + static_cast<std::int32_t>(slot % 5), {slot - 1, 2}, {slot});
    b.node_step(100, {40, 41}, {30});  // not all f64: the generic form
    for (SlotId slot = 31; slot < 39; ++slot) b.bus_step(CombineMode::Average, {slot - 1, slot - 2, 40}, slot);
    b.bus_step(CombineMode::Sum, {4, 5, 6}, 39);
    return b;
}

}  // namespace

TEST_CASE("Executor: a steady frame of a numeric program allocates nothing", "[core][executor][allocation]") {
    Executor executor = make_executor(numeric_program());
    double t = 0;
    const auto run = [&](int frames) {
        for (int i = 0; i < frames; ++i) {
            if (executor.run_frame(t)) return false;
            t += 1000.0 / 60;
        }
        return true;
    };
    REQUIRE(run(10));
    const std::size_t before = allocations;
    REQUIRE(before > 0);  // the count works
    const bool ran = run(1000);
    const std::size_t after = allocations;
    CHECK(ran);
    CHECK(after - before == 0);
}

TEST_CASE("Executor: so does the same frame step by step", "[core][executor][allocation]") {
    Executor executor = make_executor(numeric_program());
    bool faulted = false;
    const auto run = [&](double t) {
        faulted = faulted || executor.begin_frame(t).has_value();
        while (executor.in_frame()) faulted = faulted || executor.run_step().has_value();
    };
    for (int i = 0; i < 10; ++i) run(i * 16.0);
    const std::size_t before = allocations;
    for (int i = 10; i < 500; ++i) run(i * 16.0);
    const std::size_t after = allocations;
    CHECK_FALSE(faulted);
    CHECK(after - before == 0);
}
