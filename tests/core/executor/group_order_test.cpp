// SPDX-License-Identifier: MIT
// GroupOrder alone: an order that keeps what every instruction sees, and puts equal operations side by side.
#include <numeric>
#include <random>

#include <catch2/catch_test_macros.hpp>

#include "runtime/group_order.h"

using namespace slotscope;

namespace {

struct Instruction {
    std::uint8_t operation;
    std::vector<std::uint32_t> reads;
    std::uint32_t write;
};

std::vector<std::uint32_t> order_of(GroupOrder& order, const std::vector<Instruction>& instructions) {
    for (const Instruction& instruction : instructions) {
        order.add(instruction.operation, {}, {});
        for (const std::uint32_t resource : instruction.reads) order.add_read(resource);
        order.add_write(instruction.write);
    }
    return order.take();
}

/// Every instruction writes a number made of its own and of what it read: equal results mean that it saw the same.
std::vector<std::uint64_t> results_of(const std::vector<Instruction>& instructions,
                                      const std::vector<std::uint32_t>& order, std::size_t resources) {
    std::vector<std::uint64_t> memory(resources), results(instructions.size());
    for (const std::uint32_t i : order) {
        std::uint64_t result = i + 1;
        for (const std::uint32_t resource : instructions[i].reads)
            result = result * 0x9E3779B97F4A7C15ULL + memory[resource];
        memory[instructions[i].write] = results[i] = result;
    }
    results.insert(results.end(), memory.begin(), memory.end());
    return results;
}

std::size_t changes_of(const std::vector<Instruction>& instructions, const std::vector<std::uint32_t>& order) {
    std::size_t changes = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
        changes += instructions[order[i]].operation != instructions[order[i - 1]].operation ? 1 : 0;
    }
    return changes;
}

std::vector<std::uint32_t> as_given(std::size_t count) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

}  // namespace

TEST_CASE("GroupOrder: a chain keeps its order", "[core][executor][group]") {
    std::vector<Instruction> chain;
    for (std::uint32_t i = 0; i < 50; ++i) chain.push_back({static_cast<std::uint8_t>(i % 3), {i}, i + 1});
    GroupOrder order(51);
    CHECK(order_of(order, chain) == as_given(50));
}

TEST_CASE("GroupOrder: independent instructions are sorted by operation", "[core][executor][group]") {
    std::vector<Instruction> flat;
    for (std::uint32_t i = 0; i < 60; ++i) flat.push_back({static_cast<std::uint8_t>(i % 3), {0}, i + 1});
    GroupOrder order(61);
    CHECK(changes_of(flat, order_of(order, flat)) == 2);
}

TEST_CASE("GroupOrder: a later writer waits for earlier readers and the earlier writer", "[core][executor][group]") {
    // 1 -> r2; r1 <- 0 twice: without the waits the equal operations 0 and 2 would come first.
    const std::vector<Instruction> code{{7, {}, 1}, {5, {1}, 2}, {7, {}, 1}, {5, {1}, 3}};
    GroupOrder order(4);
    CHECK(order_of(order, code) == as_given(4));
}

TEST_CASE("GroupOrder: random code gives the same results in the new order, in fewer runs", "[core][executor][group]") {
    std::mt19937 generator(20240817);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(generator() % limit); };
    GroupOrder order(40);  // one for all: take() leaves it empty
    for (int round = 0; round < 200; ++round) {
        std::vector<Instruction> code(1 + below(120));
        for (Instruction& instruction : code) {
            instruction.operation = static_cast<std::uint8_t>(below(6));
            instruction.reads.resize(below(4));
            for (std::uint32_t& resource : instruction.reads) resource = below(40);
            instruction.write = below(40);
        }
        const auto new_order = order_of(order, code);
        REQUIRE(new_order.size() == code.size());
        REQUIRE(results_of(code, new_order, 40) == results_of(code, as_given(code.size()), 40));
        REQUIRE(changes_of(code, new_order) <= changes_of(code, as_given(code.size())));
    }
}
