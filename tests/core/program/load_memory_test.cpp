// SPDX-License-Identifier: MIT
// What loading costs in memory: at most four times the file, at its peak. Counts every byte that operator new gives out, so
// the figure is the same on every machine and under every allocator.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/program_io.h"
#include "support/big_program.h"

using namespace slotscope;

namespace {

std::atomic<std::size_t> live_bytes{0}, peak_bytes{0};

/// In front of every block: its size. As large as the strictest alignment of plain operator new.
constexpr std::size_t kHead = alignof(std::max_align_t);

}  // namespace

void* operator new(std::size_t size) {
    auto* const block = static_cast<char*>(std::malloc(size + kHead));
    if (block == nullptr) throw std::bad_alloc();
    *reinterpret_cast<std::size_t*>(block) = size;
    const std::size_t live = live_bytes += size;
    if (live > peak_bytes) peak_bytes = live;
    return block + kHead;
}
// Also the form that std::stable_sort uses: under a sanitizer it would come from there, and be given back here.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    try {
        return operator new(size);
    } catch (const std::bad_alloc&) { return nullptr; }
}
void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    char* const block = static_cast<char*>(memory) - kHead;
    live_bytes -= *reinterpret_cast<std::size_t*>(block);
    std::free(block);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

TEST_CASE("Loader: a large program needs at most four times the memory of its file", "[core][program][memory]") {
    const std::string text = test::big_program_json(4'000'000);
    const std::size_t before = live_bytes;
    peak_bytes = before;
    const auto loaded = parse_program(text, "big");
    REQUIRE(loaded.has_value());
    CHECK(loaded->problems.empty());
    CHECK(loaded->notes.empty());
    CHECK(loaded->program->steps.size() > 5000);
    // The text itself is in memory too while it is parsed.
    const double times = static_cast<double>(peak_bytes - before + text.size()) / static_cast<double>(text.size());
    INFO("peak: " << times << " times the file, then "
                  << static_cast<double>(live_bytes - before) / static_cast<double>(text.size()));
    CHECK(times > 1.1);  // the count works
    CHECK(times <= 4);
}
