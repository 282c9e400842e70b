// SPDX-License-Identifier: MIT
// The global allocation functions with a size in front of each block. One thread allocates in this executable.
#include "memory_counter.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

std::size_t live_bytes = 0;
std::size_t peak_bytes = 0;
std::uint32_t period = 1;  // of counting; blocks of earlier periods are not subtracted

struct alignas(std::max_align_t) Header {
    std::size_t size;
    std::uint32_t period;
};

void* allocate(std::size_t size) noexcept {
    void* const block = std::malloc(sizeof(Header) + size);
    if (block == nullptr) return nullptr;
    Header* const header = ::new (block) Header{size, period};
    live_bytes += size;
    peak_bytes = std::max(peak_bytes, live_bytes);
    return header + 1;
}

void release(void* pointer) noexcept {
    if (pointer == nullptr) return;
    Header* const header = static_cast<Header*>(pointer) - 1;
    if (header->period == period) live_bytes -= header->size;
    std::free(header);
}

}  // namespace

void* operator new(std::size_t size) {
    void* const pointer = allocate(size);
    if (pointer == nullptr) throw std::bad_alloc();
    return pointer;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* pointer) noexcept { release(pointer); }
void operator delete[](void* pointer) noexcept { release(pointer); }
void operator delete(void* pointer, std::size_t) noexcept { release(pointer); }
void operator delete[](void* pointer, std::size_t) noexcept { release(pointer); }
void operator delete(void* pointer, const std::nothrow_t&) noexcept { release(pointer); }
void operator delete[](void* pointer, const std::nothrow_t&) noexcept { release(pointer); }

namespace slotscope::fuzz {

void start_counting_memory() noexcept {
    ++period;
    live_bytes = 0;
    peak_bytes = 0;
}

std::size_t peak_memory() noexcept { return peak_bytes; }

}  // namespace slotscope::fuzz
