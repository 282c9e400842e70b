// SPDX-License-Identifier: MIT
#include "app/screenshot.h"

#include <glad/gl.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <fstream>

#include "slotscope/assert.h"

namespace slotscope::gui {
namespace {

void append_u32(std::vector<std::uint8_t>& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift & 0xFFU));
}

/// Length, type, data, and the CRC over type and data.
void append_chunk(std::vector<std::uint8_t>& out, const char* type, std::span<const std::uint8_t> data) {
    append_u32(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t start = out.size();
    out.insert(out.end(), type, type + 4);
    out.insert(out.end(), data.begin(), data.end());
    append_u32(out, static_cast<std::uint32_t>(crc32(0, out.data() + start, static_cast<uInt>(out.size() - start))));
}

/// Each row preceded by its filter type: "Up", which makes flat interfaces compress well.
std::vector<std::uint8_t> filtered_rows(const Image& image) {
    const std::size_t stride = static_cast<std::size_t>(image.width) * 3;
    std::vector<std::uint8_t> rows;
    rows.reserve((stride + 1) * static_cast<std::size_t>(image.height));
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
        rows.push_back(2);
        for (std::size_t x = 0; x < stride; ++x) {
            const std::uint8_t above = y == 0 ? std::uint8_t{0} : image.rgb[(y - 1) * stride + x];
            rows.push_back(static_cast<std::uint8_t>(image.rgb[y * stride + x] - above));
        }
    }
    return rows;
}

}  // namespace

Image read_framebuffer(int width, int height) {
    Image image{width, height, {}};
    const std::size_t stride = static_cast<std::size_t>(width) * 3;
    std::vector<std::uint8_t> upside_down(stride * static_cast<std::size_t>(height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadBuffer(GL_BACK);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
    image.rgb.resize(upside_down.size());
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
        std::memcpy(image.rgb.data() + y * stride,
                    upside_down.data() + (static_cast<std::size_t>(height) - 1 - y) * stride, stride);
    return image;
}

std::vector<std::uint8_t> encode_png(const Image& image) {
    std::vector<std::uint8_t> png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    std::vector<std::uint8_t> header;
    append_u32(header, static_cast<std::uint32_t>(image.width));
    append_u32(header, static_cast<std::uint32_t>(image.height));
    header.insert(header.end(), {8, 2, 0, 0, 0});  // 8 bits, RGB, deflate, adaptive filters, not interlaced
    append_chunk(png, "IHDR", header);

    const std::vector<std::uint8_t> rows = filtered_rows(image);
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    std::vector<std::uint8_t> packed(size);
    const int status = compress2(packed.data(), &size, rows.data(), static_cast<uLong>(rows.size()), 6);
    SLOTSCOPE_ASSERT(status == Z_OK, "compressBound gave room enough");
    append_chunk(png, "IDAT", std::span(packed.data(), size));
    append_chunk(png, "IEND", {});
    return png;
}

std::optional<Error> write_png(const std::string& path, const Image& image) {
    const std::vector<std::uint8_t> png = encode_png(image);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
    out.flush();
    if (!out) return Error::io(path, "the screenshot could not be written");
    return std::nullopt;
}

}  // namespace slotscope::gui
