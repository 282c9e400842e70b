// SPDX-License-Identifier: MIT
//
// The elementary functions of slot programs, bit for bit the ones of the reference runtime (V8 11.3), on every machine
// and compiler. Rounding, minimum, remainder and conversions are in js_number.h, easing curves in easing.h.
//
// Why not <cmath>: math libraries differ from each other in the last bit for 1 to 10 % of the arguments, and feedback
// in a program amplifies one bit without limit. All functions here follow the published algorithms of fdlibm 5.3 (Sun
// Microsystems), with the few changes of V8 that each definition names. They use only IEEE add, subtract, multiply,
// divide and square root, so the bits follow from the source, provided that the compiler neither contracts to FMA
// (-ffp-contract=off) nor reassociates (no fast-math), and that the rounding mode is to nearest.
//
// Call them qualified (`math::sin(x)`): from a function of namespace slotscope, a plain `sin(x)` is the C library's.
//
// A NaN result carries no particular sign or payload, as in ECMAScript. None of the functions touches errno.
#pragma once

namespace slotscope::math {

/// Radians, any magnitude: arguments up to the largest double are reduced exactly. NaN for an infinity.
[[nodiscard]] double sin(double x) noexcept;
[[nodiscard]] double cos(double x) noexcept;
[[nodiscard]] double tan(double x) noexcept;

/// NaN outside [-1, 1].
[[nodiscard]] double asin(double x) noexcept;
[[nodiscard]] double acos(double x) noexcept;

[[nodiscard]] double atan(double x) noexcept;

/// Angle of the point (x, y), in [-pi, pi]; the signs of zeros choose between 0 and +-pi.
[[nodiscard]] double atan2(double y, double x) noexcept;

[[nodiscard]] double exp(double x) noexcept;

/// Natural logarithm. -Infinity for +-0, NaN below zero.
[[nodiscard]] double log(double x) noexcept;

[[nodiscard]] double tanh(double x) noexcept;

/// ECMAScript's `x ** y`: unlike C's, NaN when y is NaN and when |x| is 1 with y infinite. 1 when y is +-0, whatever x.
[[nodiscard]] double pow(double x, double y) noexcept;

}  // namespace slotscope::math
