// SPDX-License-Identifier: MIT
// Small files of our own: read whole or not at all, written so that a crash leaves the old one, put aside when broken.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "slotscope/result.h"

namespace slotscope::gui {

/// Nothing when there is no such file. Errors: it cannot be read, or is longer than `most` bytes (code Limit).
[[nodiscard]] Result<std::optional<std::string>> read_small_file(const std::filesystem::path& file,
                                                                 std::uintmax_t most);
/// Makes its folder, writes beside the file and renames. `what` it is that could not be written: "settings".
[[nodiscard]] std::optional<Error> write_small_file(const std::filesystem::path& file, std::string_view text,
                                                    std::string_view what);
/// Renames it to "<file>.broken", or with a number behind that where something was put aside before, so that nothing is
/// lost. Nothing when it could not be renamed.
[[nodiscard]] std::optional<std::filesystem::path> put_aside(const std::filesystem::path& file);

}  // namespace slotscope::gui
