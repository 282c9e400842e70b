// SPDX-License-Identifier: MIT
// Says what is wrong with a broken JSON text, in words that help: what stands there, what was expected, and the usual
// slip behind it. The parser only knows that it could not go on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace slotscope {

/// What the parser had accepted last.
enum class JsonContext : std::uint8_t { Start, ArrayStart, ArrayElement, ObjectStart, ObjectKey, ObjectValue, Done };

struct JsonSyntaxError {
    std::size_t offset = 0;  ///< of the first byte that is wrong; the text's size where it ends too early
    std::string message;
};

/// `accepted_end`: offset after the last accepted token. `stopped_at`: how far the parser read. `opened_on_line`: line
/// of the innermost open array or object, 0 where there is none.
[[nodiscard]] JsonSyntaxError describe_syntax_error(std::string_view text, JsonContext context,
                                                    std::size_t accepted_end, std::size_t stopped_at,
                                                    std::uint32_t opened_on_line);

}  // namespace slotscope
