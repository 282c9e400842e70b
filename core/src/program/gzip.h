// SPDX-License-Identifier: MIT
// Decompression of gzip files, with the limits that keep a small file from becoming a large allocation.
#pragma once

#include <string>
#include <string_view>

#include "slotscope/result.h"

namespace slotscope {

/// By the magic bytes.
[[nodiscard]] bool is_gzip(std::string_view bytes) noexcept;

/// All members of a gzip file. Errors: Parse (damaged, cut off, or followed by something else), Limit.
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes, const std::string& name);

}  // namespace slotscope
