// SPDX-License-Identifier: MIT
// One frame's values of many rows taken into their extremes, several rows at once: every array is read and written side by
// side.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace slotscope::columns {

/// For each of `count` rows: the least and greatest value so far that is not NaN, and how many were NaN.
inline void widen(const double* __restrict values, std::size_t count, double* __restrict least,
                  double* __restrict greatest, std::uint64_t* __restrict nans) noexcept {
    std::size_t row = 0;
#if defined(__SSE2__)
    for (; row + 2 <= count; row += 2) {
        const __m128d value = _mm_loadu_pd(values + row);
        // Of a NaN and a number both give the second operand.
        _mm_storeu_pd(least + row, _mm_min_pd(value, _mm_loadu_pd(least + row)));
        _mm_storeu_pd(greatest + row, _mm_max_pd(value, _mm_loadu_pd(greatest + row)));
        auto* const counts = reinterpret_cast<__m128i*>(nans + row);
        _mm_storeu_si128(counts,
                         _mm_sub_epi64(_mm_loadu_si128(counts), _mm_castpd_si128(_mm_cmpunord_pd(value, value))));
    }
#endif
    for (; row < count; ++row) {
        const double value = values[row];
        least[row] = value < least[row] ? value : least[row];  // NaN never is
        greatest[row] = value > greatest[row] ? value : greatest[row];
        nans[row] += value != value ? 1 : 0;
    }
}

}  // namespace slotscope::columns
