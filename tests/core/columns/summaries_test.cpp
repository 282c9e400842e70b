// SPDX-License-Identifier: MIT
// SummaryPyramid against summaries that are added up one chunk after the other.
#include <cmath>
#include <random>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/summaries.h"

using namespace slotscope;

namespace {

Summary random_summary(std::mt19937& random, std::uint32_t frames) {
    Summary summary;
    summary.frames = frames;
    summary.nan = static_cast<std::uint32_t>(random() % (frames + 1));
    if (summary.nan < frames) {
        summary.min = static_cast<double>(random() % 1000) - 500;
        summary.max = summary.min + static_cast<double>(random() % 100);
    }
    summary.first = static_cast<double>(random() % 7);
    summary.last = static_cast<double>(random() % 7);
    summary.written = static_cast<std::uint32_t>(random() % (frames + 1));
    summary.changed = static_cast<std::uint32_t>(random() % (summary.written + 1));
    return summary;
}

struct Fixture {
    static constexpr std::size_t kSlots = 3;
    FrameNumber first_frame;
    SummaryPyramid pyramid;
    std::vector<std::vector<Summary>> chunks;  ///< chunk, then slot
    std::mt19937 random{7};

    explicit Fixture(FrameNumber first, std::size_t count) : first_frame(first), pyramid(kSlots, first) {
        for (std::size_t i = 0; i < count; ++i) add();
    }
    FrameNumber start_of(std::size_t chunk) const {
        return chunk == 0 ? first_frame : (first_frame / kChunkFrames + chunk) * kChunkFrames;
    }
    void add() {
        const auto frames = static_cast<std::uint32_t>(start_of(chunks.size() + 1) - start_of(chunks.size()));
        std::vector<Summary> chunk(kSlots);
        for (Summary& summary : chunk) summary = random_summary(random, frames);
        pyramid.append(chunk);
        chunks.push_back(chunk);
    }
    /// Every chunk that touches [first, end) is in one span, in order, and the spans add up.
    void require_partition(std::size_t slot, FrameNumber first, FrameNumber end, std::size_t width) const {
        const auto spans = pyramid.query(slot, first, end, width);
        REQUIRE(spans.size() <= width);
        std::size_t chunk = 0;
        while (chunk < chunks.size() && start_of(chunk + 1) <= first) ++chunk;
        for (const SummarySpan& span : spans) {
            REQUIRE(chunk < chunks.size());
            REQUIRE(span.first_frame == start_of(chunk));
            Summary expected;
            while (chunk < chunks.size() && expected.frames < span.summary.frames)
                expected.append(chunks[chunk++][slot]);
            REQUIRE(span.summary == expected);
        }
        REQUIRE((chunk == chunks.size() || start_of(chunk) >= end));
    }
};

}  // namespace

TEST_CASE("Summary: appending keeps first and last, and NaN out of min and max", "[core][columns][summary]") {
    Summary a;
    a.min = 1, a.max = 2, a.first = 1, a.last = 2, a.written = 3, a.changed = 2, a.frames = 4;
    Summary b;
    b.first = b.last = std::nan(""), b.nan = 5, b.frames = 5;
    Summary c;
    c.min = -1, c.max = 0, c.first = 0, c.last = -1, c.frames = 2, c.written = 1;
    Summary all;
    for (const Summary& part : {a, b, Summary{}, c}) all.append(part);
    CHECK(all.min == -1);
    CHECK(all.max == 2);
    CHECK(all.first == 1);
    CHECK(all.last == -1);
    CHECK(all.written == 4);
    CHECK(all.changed == 2);
    CHECK(all.nan == 5);
    CHECK(all.frames == 11);
}

TEST_CASE("SummaryPyramid: any range at any width is what its chunks add up to", "[core][columns][summary]") {
    for (const FrameNumber first : {0U, 1U, 1023U, 5000U}) {
        for (const std::size_t count : {1U, 2U, 7U, 8U, 9U, 63U, 64U, 65U, 600U}) {
            const Fixture fixture(first, count);
            const FrameNumber end = fixture.start_of(count);
            CHECK(fixture.pyramid.end_frame() == end);
            fixture.require_partition(1, 0, end + 5000, 1);
            fixture.require_partition(2, 0, end, 100);
            fixture.require_partition(0, first, end, count);
            std::mt19937_64 random(count);
            for (int i = 0; i < 50; ++i) {
                const FrameNumber from = first + random() % (end - first);
                fixture.require_partition(i % 3, from, from + 1 + random() % (end - from), 1 + random() % 70);
            }
        }
    }
}

TEST_CASE("SummaryPyramid: nothing is known outside of what was appended", "[core][columns][summary]") {
    const Fixture fixture(100, 3);
    CHECK(fixture.pyramid.query(0, 0, 100, 10).empty());
    CHECK(fixture.pyramid.query(0, fixture.start_of(3), 1'000'000, 10).empty());
    CHECK(fixture.pyramid.query(0, 500, 500, 10).empty());
    CHECK(fixture.pyramid.query(3, 0, 10'000, 10).empty());
    CHECK(fixture.pyramid.query(0, 0, 10'000, 0).empty());
    CHECK(SummaryPyramid(2, 1).query(0, 0, 10, 10).empty());
}

TEST_CASE("SummaryPyramid: after truncation the future is another", "[core][columns][summary]") {
    Fixture fixture(0, 200);
    for (const std::size_t kept : {130U, 64U, 63U, 8U, 1U, 0U}) {
        fixture.pyramid.truncate(kept);
        fixture.chunks.resize(kept);
        REQUIRE(fixture.pyramid.chunks() == kept);
        for (int i = 0; i < 20; ++i) fixture.add();
        fixture.require_partition(1, 0, fixture.start_of(kept + 20), 6);
        fixture.pyramid.truncate(kept);
        fixture.chunks.resize(kept);
    }
}

TEST_CASE("SummaryPyramid: memory is an eighth more than the chunks' summaries", "[core][columns][summary]") {
    const Fixture fixture(0, 512);
    const std::size_t chunks = 512 * Fixture::kSlots * sizeof(Summary);
    CHECK(fixture.pyramid.bytes() > chunks);
    CHECK(fixture.pyramid.bytes() < chunks * 13 / 10 + 512 * 2 * sizeof(void*));
}
