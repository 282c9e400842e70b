// SPDX-License-Identifier: MIT
// Running small built programs in tests: build, run frames, read slots.
#pragma once

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include "slotscope/executor.h"
#include "slotscope/program_builder.h"

namespace slotscope::test {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInf = std::numeric_limits<double>::infinity();

/// Equal bits, all NaNs equal: 0 and -0 differ.
inline bool same_bits(double a, double b) {
    return (a != a && b != b) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

inline Executor make_executor(const ProgramBuilder& builder, const ExecutorOptions& options = {}) {
    auto program = builder.build();
    REQUIRE(program.has_value());
    auto executor = Executor::create(program.value(), options);
    REQUIRE(executor.has_value());
    return std::move(executor).value();
}

inline double number(const Executor& executor, SlotId slot) {
    const Value value = executor.state().values.read(slot);
    REQUIRE(value.is_number());
    return *value.number();
}

/// Frames at 60 per second from `first` on.
inline void run_frames(Executor& executor, int count, int first = 0) {
    for (int i = first; i < first + count; ++i) {
        const auto fault = executor.run_frame(i * 1000.0 / 60);
        INFO((fault ? fault->message : std::string()));
        REQUIRE_FALSE(fault.has_value());
    }
}

/// One frame of a nodeEval step over number slots; returns its output in slot 100.
inline double node_result(std::int32_t opcode, std::initializer_list<double> inputs) {
    ProgramBuilder builder("node");
    std::vector<SlotId> slots;
    for (const double input : inputs) {
        const SlotId slot = slots.size();
        builder.f64(slot);
        builder.node_step(0, {}, {slot}, static_cast<double>(builder.constant(input)));
        slots.push_back(slot);
    }
    builder.f64(100);
    builder.node_step(opcode, slots, {100});
    Executor executor = make_executor(builder);
    run_frames(executor, 1);
    return number(executor, 100);
}

/// One frame of a nodeEval step over object slots; returns its output, an object slot.
inline Value node_value(std::int32_t opcode, const std::vector<Value>& inputs) {
    ProgramBuilder builder("node");
    std::vector<SlotId> slots;
    for (const Value& input : inputs) {
        const SlotId slot = slots.size();
        builder.object(slot);
        builder.initial(slot, input);
        slots.push_back(slot);
    }
    builder.object(100);
    builder.node_step(opcode, slots, {100});
    Executor executor = make_executor(builder);
    run_frames(executor, 1);
    return executor.state().values.read(100);
}

}  // namespace slotscope::test
