// SPDX-License-Identifier: MIT
#include "program/gzip.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <zlib.h>

#include "slotscope/limits.h"

namespace slotscope {
namespace {

/// The ratio says nothing about small texts: a page of spaces compresses 1000 times and harms nobody.
constexpr std::size_t kAlwaysAllowed = std::size_t{1} << 20;

class Inflater {
public:
    Inflater() { is_ready_ = inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK; }  // 16: gzip header and checksum
    ~Inflater() {
        if (is_ready_) inflateEnd(&stream_);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    [[nodiscard]] bool is_ready() const noexcept { return is_ready_; }
    [[nodiscard]] z_stream& stream() noexcept { return stream_; }

private:
    z_stream stream_{};
    bool is_ready_ = false;
};

/// What the last four bytes say of the text's size (modulo 2^32): a hint, to allocate once.
std::size_t announced_size(std::string_view bytes) {
    if (bytes.size() < 4) return 0;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= std::size_t{static_cast<unsigned char>(bytes[bytes.size() - 4 + i])} << (8 * i);
    return size;
}

}  // namespace

bool is_gzip(std::string_view bytes) noexcept { return bytes.starts_with("\x1F\x8B"); }

Result<std::string> gunzip(std::string_view bytes, const std::string& name) {
    const auto damaged = [&](std::string message) { return Error::parse(name, std::move(message), 0, 0); };
    const auto too_large = [&](std::string message) {
        Error error = Error::limit(std::move(message));
        error.where = name;
        return error;
    };
    if (bytes.size() > std::numeric_limits<uInt>::max()) return too_large("the gzip file is larger than 4 GiB");

    const std::size_t limit =
        std::min(limits::kMaxFileBytes, std::max(kAlwaysAllowed, bytes.size() * limits::kMaxGzipRatio));
    std::string text;
    std::size_t written = 0;
    // A hostile hint costs at most what a file of this size may need at an ordinary ratio.
    constexpr std::size_t kOrdinaryRatio = 50;
    text.resize(
        std::clamp<std::size_t>(announced_size(bytes), 4096, std::min(limit, bytes.size() * kOrdinaryRatio + 4096)));

    Inflater inflater;
    if (!inflater.is_ready()) return Error{ErrorCode::Internal, "zlib could not be started", name, {}, 0, 0};
    z_stream& stream = inflater.stream();
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write to its input
    stream.avail_in = static_cast<uInt>(bytes.size());
    while (true) {
        // One byte above the limit is room to see that the text is larger.
        if (written == text.size()) text.resize(std::min(limit + 1, text.size() * 2));
        stream.next_out = reinterpret_cast<Bytef*>(text.data() + written);
        stream.avail_out = static_cast<uInt>(text.size() - written);
        const int result = inflate(&stream, Z_NO_FLUSH);
        written = text.size() - stream.avail_out;
        if (written > limit) {
            return too_large(
                limit == limits::kMaxFileBytes
                    ? fmt::format("the decompressed text has more than {} bytes", limit)
                    : fmt::format("the text is more than {} times larger than its gzip file", limits::kMaxGzipRatio));
        }
        if (result == Z_STREAM_END) {
            const std::string_view rest(reinterpret_cast<const char*>(stream.next_in), stream.avail_in);
            if (rest.find_first_not_of('\0') == std::string_view::npos) break;  // tapes pad with zeros
            if (!is_gzip(rest)) return damaged("the gzip file has other data after its end");
            inflateReset(&stream);
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            return damaged(
                fmt::format("the gzip file is damaged: {}", stream.msg != nullptr ? stream.msg : "unknown reason"));
        } else if (stream.avail_out != 0 && (result == Z_BUF_ERROR || stream.avail_in == 0)) {
            return damaged("the gzip file is cut off");
        }
    }
    text.resize(written);
    return text;
}

}  // namespace slotscope
