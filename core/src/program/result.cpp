// SPDX-License-Identifier: MIT
#include "slotscope/result.h"

#include <fmt/format.h>

namespace slotscope {

Error Error::io(std::string where, std::string message) {
    return {ErrorCode::Io, std::move(message), std::move(where), {}, 0, 0};
}

Error Error::parse(std::string where, std::string message, std::uint32_t line, std::uint32_t column) {
    return {ErrorCode::Parse, std::move(message), std::move(where), {}, line, column};
}

Error Error::invalid(std::string message) { return {ErrorCode::Invalid, std::move(message), {}, {}, 0, 0}; }

Error Error::limit(std::string message) { return {ErrorCode::Limit, std::move(message), {}, {}, 0, 0}; }

std::string Error::to_string() const {
    std::string text = where;
    if (line != 0) text += fmt::format("{}{}:{}", text.empty() ? "" : ":", line, column);
    if (!text.empty()) text += ": ";
    text += message;
    if (!path.empty()) text += fmt::format(" (at {})", path);
    return text;
}

}  // namespace slotscope
