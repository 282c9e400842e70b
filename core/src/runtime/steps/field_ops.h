// SPDX-License-Identifier: MIT
// What field expressions compute per element: unary and binary opcodes, combination of terms, transform chains.
#pragma once

#include <span>
#include <vector>

#include "runtime/run_context.h"

namespace slotscope {

/// Unary opcodes are those of signal expressions, applied to the value itself. Precondition: is_unary_signal_opcode.
void map_elements(std::int32_t opcode, std::span<const float> in, std::span<double> out);
/// Binary opcodes are those of signal expressions, but division and remainder by zero are IEEE's. Precondition:
/// is_binary_signal_opcode. All spans have one length.
void zip_elements(std::int32_t opcode, std::span<const float> a, std::span<const float> b, std::span<double> out);
/// The componentwise vec2 operations 200 to 203. Precondition: is_vec2_opcode.
[[nodiscard]] bool is_vec2_opcode(std::int32_t opcode) noexcept;
void zip_vec2_elements(std::int32_t opcode, std::span<const float> a, std::span<const float> b, std::span<double> out);
/// Minimum and maximum leave NaN out, unlike those of signals. Throws FaultError UnknownKind for other modes than sum,
/// average, min, max, last and product. No terms at all give zeros, whatever the mode.
void combine_elements(const Combine& combine, std::span<const std::span<const float>> terms, std::span<double> out);
/// Applies the chain to one element after the other; a slew's state cell serves all of them in turn. Throws FaultError.
void transform_elements(RunContext& context, const TransformChain& chain, std::span<const float> in,
                        std::span<double> out);

}  // namespace slotscope
