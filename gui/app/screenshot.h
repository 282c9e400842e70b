// SPDX-License-Identifier: MIT
// The window's pixels as a PNG file. The PNG container is written here; zlib does the compression.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/result.h"

namespace slotscope::gui {

struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  ///< width * height * 3, top row first
};

/// Reads the back buffer. Call after drawing and before swapping.
[[nodiscard]] Image read_framebuffer(int width, int height);
/// The bytes of a PNG file with 8-bit RGB.
[[nodiscard]] std::vector<std::uint8_t> encode_png(const Image& image);
[[nodiscard]] std::optional<Error> write_png(const std::string& path, const Image& image);

}  // namespace slotscope::gui
