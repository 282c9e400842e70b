// SPDX-License-Identifier: MIT
// `GroupOrder`: another order for instructions that gives the same results and puts equal operations side by side.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace slotscope {

/// Problem: operations that follow each other at random cost a mispredicted jump each, several times the arithmetic.
/// Approach: list scheduling. An instruction is ready when everything that it must come after is out: the writer of what
/// it reads, and the earlier readers and writer of what it writes. Of the ready ones all of the present operation are
/// taken, then those of the operation that most of them have. Cost: linear, plus kOperations per change of operation.
///
/// Resources are numbers below `resource_count`: what instructions read and write. Each instruction sees exactly the values
/// that it saw in the order in which they were added; instructions that have any other effect must not be added.
class GroupOrder {
public:
    static constexpr std::size_t kOperations = 64;

    explicit GroupOrder(std::size_t resource_count);

    /// The next instruction. Precondition: operation < kOperations. What is both read and written is named in both.
    void add(std::uint8_t operation, std::initializer_list<std::uint32_t> reads,
             std::initializer_list<std::uint32_t> writes);
    /// One more of the last added instruction. All reads of an instruction come before its writes.
    void add_read(std::uint32_t resource);
    void add_write(std::uint32_t resource);

    /// Numbers of the instructions, in their new order. Then it is empty and can be used again.
    [[nodiscard]] std::vector<std::uint32_t> take();

private:
    struct Link {
        std::uint32_t instruction;
        std::uint32_t next;  ///< in links_; 0 = none
    };
    void must_follow(std::uint32_t earlier);

    std::vector<Link> links_;               ///< row 0 is nothing
    std::vector<std::uint32_t> writer_;     ///< by resource: last writer + 1, or 0
    std::vector<std::uint32_t> readers_;    ///< by resource: readers since, in links_
    std::vector<std::uint32_t> touched_;    ///< resources to reset
    std::vector<std::uint8_t> operation_;   ///< by instruction
    std::vector<std::uint32_t> followers_;  ///< by instruction, in links_
    std::vector<std::uint32_t> waits_for_;  ///< by instruction: how many
};

}  // namespace slotscope
