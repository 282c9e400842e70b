// SPDX-License-Identifier: MIT
// Columns of periodic signals: the bytes of values that were there before, by the library's Lempel-Ziv and entropy coding.
#include <memory>
#include <new>

#include <zstd.h>

#include "debug/columns/schemes.h"
#include "slotscope/assert.h"
#include "slotscope/columns.h"

namespace slotscope::columns {

namespace {

/// The fastest of the usual levels: the next ones save a twentieth for half as much time again.
constexpr int kLevel = 1;

/// The library's working memory, about half a megabyte, once per thread.
struct Contexts {
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> compress{ZSTD_createCCtx(), ZSTD_freeCCtx};
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> decompress{ZSTD_createDCtx(), ZSTD_freeDCtx};

    Contexts() {
        if (!compress || !decompress) throw std::bad_alloc();
    }
};

Contexts& contexts() {
    thread_local Contexts contexts;
    return contexts;
}

}  // namespace

bool encode_zstd(std::span<const double> values, std::vector<std::uint8_t>& out) {
    const std::size_t begin = out.size();
    Writer writer(out);
    const std::size_t room = ZSTD_compressBound(values.size_bytes());
    SLOTSCOPE_ASSERT(room <= 0xFFFF, "the size of a compressed chunk has 16 bits");
    writer.number(std::uint16_t{0});
    const std::size_t at = out.size();
    out.resize(at + room);
    const std::size_t size =
        ZSTD_compressCCtx(contexts().compress.get(), out.data() + at, room, values.data(), values.size_bytes(), kLevel);
    if (ZSTD_isError(size)) {  // out of memory: the other schemes do without
        out.resize(begin);
        return false;
    }
    store(out.data() + begin, static_cast<std::uint16_t>(size));
    out.resize(at + size);
    return true;
}

void decode_zstd(Reader in, std::span<double> out) {
    const std::size_t size = in.number<std::uint16_t>();
    const std::size_t got =
        ZSTD_decompressDCtx(contexts().decompress.get(), out.data(), out.size_bytes(), in.at(), size);
    SLOTSCOPE_ASSERT(got == out.size_bytes(), "encode_zstd wrote it, of as many values");
}

}  // namespace slotscope::columns
