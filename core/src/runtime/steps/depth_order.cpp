// SPDX-License-Identifier: MIT
#include "runtime/steps/depth_order.h"

#include <algorithm>
#include <numeric>

namespace slotscope {

namespace {

/// Below this length V8 sorts by binary insertion after the first run; from it on it merges runs, in an order that an
/// inconsistent comparison makes arbitrary.
constexpr std::size_t kInsertionLimit = 64;

/// Binary insertion, with a comparison in which NaN is equal to everything.
void sort_with_nan(std::span<const double> depths, std::vector<std::uint32_t>& order) {
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        return depths[a] == depths[b] ? a < b : depths[a] - depths[b] < 0;
    };
    std::size_t run = 2;
    if (before(order[1], order[0])) {
        while (run < order.size() && before(order[run], order[run - 1])) ++run;
        std::reverse(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(run));
    } else {
        while (run < order.size() && !before(order[run], order[run - 1])) ++run;
    }
    for (std::size_t start = run; start < order.size(); ++start) {
        std::size_t left = 0, right = start;
        while (left < right) {
            const std::size_t middle = left + (right - left) / 2;
            if (before(order[start], order[middle])) right = middle;
            else left = middle + 1;
        }
        const auto pivot = order.begin() + static_cast<std::ptrdiff_t>(start);
        std::rotate(order.begin() + static_cast<std::ptrdiff_t>(left), pivot, pivot + 1);
    }
}

}  // namespace

std::vector<std::uint32_t> ascending_depths(std::span<const double> depths) {
    std::vector<std::uint32_t> order(depths.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto is_nan = [&](std::uint32_t i) { return depths[i] != depths[i]; };
    const bool has_nan = std::ranges::any_of(order, is_nan);
    if (has_nan && order.size() > 1 && order.size() < kInsertionLimit) {
        sort_with_nan(depths, order);
        return order;
    }
    const auto numbers_end =
        has_nan ? std::stable_partition(order.begin(), order.end(), [&](std::uint32_t i) { return !is_nan(i); })
                : order.end();
    std::stable_sort(order.begin(), numbers_end,
                     [&](std::uint32_t a, std::uint32_t b) { return depths[a] < depths[b]; });
    return order;
}

}  // namespace slotscope
