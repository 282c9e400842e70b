// SPDX-License-Identifier: MIT
// Idea: hits are rare, so a block is first decided as a whole by a loop without branches, which compilers turn into vector
// instructions; only a block with a hit is listed. The first loop may say yes too often, never too rarely.
#include "slotscope/column_search.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace slotscope {
namespace {

constexpr std::size_t kBlock = 1024;  ///< 8 KiB: stays in the first cache between deciding and listing

/// Two neighbouring values at once, the vector that every 64-bit machine has: left to itself GCC 12 does not vectorise a
/// loop that ors comparisons, and wider vectors go through memory where the machine lacks them.
constexpr std::size_t kLanes = 2;
using Lanes = double __attribute__((vector_size(kLanes * sizeof(double))));
using Masks = std::int64_t __attribute__((vector_size(kLanes * sizeof(double))));

template <class Vector>
Vector load(const double* values) noexcept {
    Vector lanes;
    std::memcpy(&lanes, values, sizeof lanes);
    return lanes;
}

Masks less(Lanes a, Lanes b) noexcept {
#ifdef __SSE2__
    return Masks(_mm_cmplt_pd(a, b));  // GCC 12 takes "or" and "and" of two plain comparisons apart into scalars
#else
    return Masks(a < b);
#endif
}

Masks less_equal(Lanes a, Lanes b) noexcept {
#ifdef __SSE2__
    return Masks(_mm_cmple_pd(a, b));
#else
    return Masks(a <= b);
#endif
}

bool differs(double a, double b) noexcept {
    return std::bit_cast<std::uint64_t>(a) != std::bit_cast<std::uint64_t>(b) && !(std::isnan(a) && std::isnan(b));
}

/// Whether any of the values may hit. `maybe` says it of two at a place, with all ones where one may; `x[-1]` is the
/// value before.
template <class Maybe>
bool any_hit(const double* values, std::size_t count, Maybe maybe) noexcept {
    if (count % kLanes != 0) return true;  // the column's end
    Masks any = {};
    for (std::size_t i = 0; i < count; i += kLanes) any |= maybe(values + i);
    return (any[0] | any[1]) != 0;
}

/// `Kind` is known here, so that the test of one value is no switch.
template <ColumnTestKind Kind, class Maybe>
void scan(double a, double b, std::span<const double> column, std::size_t first, Maybe maybe,
          std::vector<std::size_t>& hits) {
    const ColumnTest test{Kind, a, b};
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
    const Lanes low = {a, a}, high = {b, b};
    const auto run = [&]<ColumnTestKind Kind>(auto maybe) { scan<Kind>(a, b, column, first, maybe, hits); };
    const auto now = [](const double* x) { return load<Lanes>(x); };
    const auto old = [](const double* x) { return load<Lanes>(x - 1); };
    // An infinity or NaN minus itself is NaN, which is unequal to itself; anything else gives 0.
    const auto not_finite = [now](const double* x) { return Masks(now(x) - now(x) != 0.0); };
    using enum ColumnTestKind;
    switch (test.kind) {
        case Less: return run.operator()<Less>([=](const double* x) { return now(x) < a; });
        case LessEqual: return run.operator()<LessEqual>([=](const double* x) { return now(x) <= a; });
        case Greater: return run.operator()<Greater>([=](const double* x) { return now(x) > a; });
        case GreaterEqual: return run.operator()<GreaterEqual>([=](const double* x) { return now(x) >= a; });
        case Equal: return run.operator()<Equal>([=](const double* x) { return now(x) == a; });
        case NotEqual: return run.operator()<NotEqual>([=](const double* x) { return now(x) != a; });
        case Between:
            return run.operator()<Between>(
                [=](const double* x) { return less_equal(low, now(x)) & less_equal(now(x), high); });
        case Outside:
            return run.operator()<Outside>([=](const double* x) { return less(now(x), low) | less(high, now(x)); });
        case Changed:
            return run.operator()<Changed>([](const double* x) { return load<Masks>(x) ^ load<Masks>(x - 1); });
        case BecameNan: return run.operator()<BecameNan>(not_finite);
        case BecameInfinite: return run.operator()<BecameInfinite>(not_finite);
        case BecameNotFinite: return run.operator()<BecameNotFinite>(not_finite);
        case Moved:
            return run.operator()<Moved>(
                [=](const double* x) { return less(low, now(x) - old(x)) | less(low, old(x) - now(x)); });
        case Rises:
            return run.operator()<Rises>([=](const double* x) { return less(old(x), low) & less_equal(low, now(x)); });
        case Falls:
            return run.operator()<Falls>([=](const double* x) { return less(low, old(x)) & less_equal(now(x), low); });
        case Crosses:
            return run.operator()<Crosses>([=](const double* x) {
                return (less(old(x), low) & less_equal(low, now(x))) | (less(low, old(x)) & less_equal(now(x), low));
            });
    }
}

}  // namespace slotscope
