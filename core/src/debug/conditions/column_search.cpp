// SPDX-License-Identifier: MIT
// Idea: hits are rare, so a block is first decided as a whole by a loop without branches, which compilers turn into vector
// instructions; only a block with a hit is listed. The first loop may say yes too often, never too rarely.
#include "slotscope/column_search.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace slotscope {
namespace {

constexpr std::size_t kBlock = 1024;  ///< 8 KiB: stays in the first cache between deciding and listing
constexpr std::uint64_t kMagnitude = 0x7fffffffffffffff;
constexpr std::uint64_t kExponentOne = 0x0010000000000000;

std::uint64_t bits(double x) noexcept { return std::bit_cast<std::uint64_t>(x); }
bool differs(double a, double b) noexcept { return bits(a) != bits(b) && !(std::isnan(a) && std::isnan(b)); }
/// Top bit set where the exponent is all ones: integer arithmetic, which vectorises on every machine.
std::uint64_t not_finite_bit(double x) noexcept { return (bits(x) & kMagnitude) + kExponentOne; }

/// What of a block may hit: `now[-1]` is the value before. Not zero when any does.
template <class Maybe>
bool any_hit(const double* now, std::size_t count, Maybe maybe) noexcept {
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < count; ++i) any |= maybe(now + i);
    return any != 0;
}

template <class Maybe>
void scan(const ColumnTest& test, std::span<const double> column, std::size_t first, Maybe maybe,
          std::vector<std::size_t>& hits) {
    for (std::size_t begin = first; begin < column.size(); begin += kBlock) {
        const std::size_t count = std::min(kBlock, column.size() - begin);
        if (!any_hit(column.data() + begin, count, maybe)) continue;
        // Room for all, then each position is stored and kept by counting it or not: no branch for dense hits to miss.
        std::size_t size = hits.size();
        hits.resize(size + count);
        for (std::size_t i = begin; i < begin + count; ++i) {
            hits[size] = i;
            size += test.holds(column[i], i > 0 ? column[i - 1] : 0) ? 1 : 0;
        }
        hits.resize(size);
    }
}

}  // namespace

bool ColumnTest::holds(double value, double previous) const noexcept {
    switch (kind) {
        case ColumnTestKind::Less: return value < a;
        case ColumnTestKind::LessEqual: return value <= a;
        case ColumnTestKind::Greater: return value > a;
        case ColumnTestKind::GreaterEqual: return value >= a;
        case ColumnTestKind::Equal: return value == a;
        case ColumnTestKind::NotEqual: return value != a;
        case ColumnTestKind::Between: return a <= value && value <= b;
        case ColumnTestKind::Outside: return value < a || value > b;
        case ColumnTestKind::Changed: return differs(value, previous);
        case ColumnTestKind::BecameNan: return std::isnan(value) && !std::isnan(previous);
        case ColumnTestKind::BecameInfinite: return std::isinf(value) && value != previous;
        case ColumnTestKind::BecameNotFinite: return !std::isfinite(value) && differs(value, previous);
        case ColumnTestKind::Moved: return std::fabs(value - previous) > a;
        case ColumnTestKind::Rises: return previous < a && value >= a;
        case ColumnTestKind::Falls: return previous > a && value <= a;
        case ColumnTestKind::Crosses: return (previous < a && value >= a) || (previous > a && value <= a);
    }
    return false;
}

void find_hits(const ColumnTest& test, std::span<const double> column, std::optional<double> before,
               std::vector<std::size_t>& hits) {
    if (column.empty()) return;
    std::size_t first = 0;
    if (test.needs_previous()) {
        first = 1;
        if (before && test.holds(column[0], *before)) hits.push_back(0);
    }
    const double a = test.a, b = test.b;
    const auto run = [&](auto maybe) { scan(test, column, first, maybe, hits); };
    using Word = std::uint64_t;
    switch (test.kind) {
        case ColumnTestKind::Less: return run([a](const double* x) { return Word{*x < a}; });
        case ColumnTestKind::LessEqual: return run([a](const double* x) { return Word{*x <= a}; });
        case ColumnTestKind::Greater: return run([a](const double* x) { return Word{*x > a}; });
        case ColumnTestKind::GreaterEqual: return run([a](const double* x) { return Word{*x >= a}; });
        case ColumnTestKind::Equal: return run([a](const double* x) { return Word{*x == a}; });
        case ColumnTestKind::NotEqual: return run([a](const double* x) { return Word{*x != a}; });
        case ColumnTestKind::Between: return run([a, b](const double* x) { return Word{*x >= a} & Word{*x <= b}; });
        case ColumnTestKind::Outside: return run([a, b](const double* x) { return Word{*x < a} | Word{*x > b}; });
        case ColumnTestKind::Changed: return run([](const double* x) { return bits(x[0]) ^ bits(x[-1]); });
        case ColumnTestKind::BecameNan:
        case ColumnTestKind::BecameInfinite:
        case ColumnTestKind::BecameNotFinite: return run([](const double* x) { return not_finite_bit(*x) >> 63; });
        case ColumnTestKind::Moved: return run([a](const double* x) { return Word{std::fabs(x[0] - x[-1]) > a}; });
        case ColumnTestKind::Rises: return run([a](const double* x) { return Word{x[-1] < a} & Word{x[0] >= a}; });
        case ColumnTestKind::Falls: return run([a](const double* x) { return Word{x[-1] > a} & Word{x[0] <= a}; });
        case ColumnTestKind::Crosses:
            return run([a](const double* x) {
                return (Word{x[-1] < a} & Word{x[0] >= a}) | (Word{x[-1] > a} & Word{x[0] <= a});
            });
    }
}

}  // namespace slotscope
