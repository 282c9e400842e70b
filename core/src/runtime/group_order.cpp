// SPDX-License-Identifier: MIT
#include "runtime/group_order.h"

#include <array>

#include "slotscope/assert.h"

namespace slotscope {

GroupOrder::GroupOrder(std::size_t resource_count) : links_(1), writer_(resource_count), readers_(resource_count) {}

void GroupOrder::must_follow(std::uint32_t earlier) {
    const auto last = static_cast<std::uint32_t>(operation_.size() - 1);
    if (earlier == last) return;
    links_.push_back({last, followers_[earlier]});
    followers_[earlier] = static_cast<std::uint32_t>(links_.size() - 1);
    ++waits_for_[last];
}

void GroupOrder::add_read(std::uint32_t resource) {
    if (writer_[resource] != 0) must_follow(writer_[resource] - 1);
    links_.push_back({static_cast<std::uint32_t>(operation_.size() - 1), readers_[resource]});
    readers_[resource] = static_cast<std::uint32_t>(links_.size() - 1);
    touched_.push_back(resource);
}

void GroupOrder::add_write(std::uint32_t resource) {
    if (writer_[resource] != 0) must_follow(writer_[resource] - 1);
    for (std::uint32_t link = readers_[resource]; link != 0; link = links_[link].next)
        must_follow(links_[link].instruction);
    readers_[resource] = 0;
    writer_[resource] = static_cast<std::uint32_t>(operation_.size());
    touched_.push_back(resource);
}

void GroupOrder::add(std::uint8_t operation, std::initializer_list<std::uint32_t> reads,
                     std::initializer_list<std::uint32_t> writes) {
    SLOTSCOPE_ASSERT(operation < kOperations, "there is a queue for each operation");
    operation_.push_back(operation);
    followers_.push_back(0);
    waits_for_.push_back(0);
    for (const std::uint32_t resource : reads) add_read(resource);
    for (const std::uint32_t resource : writes) add_write(resource);
}

std::vector<std::uint32_t> GroupOrder::take() {
    struct Queue {
        std::vector<std::uint32_t> instructions;
        std::size_t taken = 0;
        [[nodiscard]] std::size_t waiting() const { return instructions.size() - taken; }
    };
    std::array<Queue, kOperations> ready;
    for (std::uint32_t i = 0; i < operation_.size(); ++i) {
        if (waits_for_[i] == 0) ready[operation_[i]].instructions.push_back(i);
    }
    std::vector<std::uint32_t> order;
    order.reserve(operation_.size());
    while (order.size() < operation_.size()) {
        Queue* queue = &ready[0];
        for (Queue& other : ready) {
            if (other.waiting() > queue->waiting()) queue = &other;
        }
        SLOTSCOPE_ASSERT(queue->waiting() > 0, "instructions only wait for earlier ones");
        while (queue->waiting() > 0) {
            const std::uint32_t instruction = queue->instructions[queue->taken++];
            order.push_back(instruction);
            for (std::uint32_t link = followers_[instruction]; link != 0; link = links_[link].next) {
                const std::uint32_t follower = links_[link].instruction;
                if (--waits_for_[follower] == 0) ready[operation_[follower]].instructions.push_back(follower);
            }
        }
    }
    for (const std::uint32_t resource : touched_) writer_[resource] = readers_[resource] = 0;
    touched_.clear();
    links_.resize(1);
    operation_.clear();
    followers_.clear();
    waits_for_.clear();
    return order;
}

}  // namespace slotscope
