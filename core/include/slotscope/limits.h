// SPDX-License-Identifier: MIT
// Every limit on input, each with its reason. A file over a limit gets an error that names the limit;
// nothing is allocated first.
#pragma once

#include <cstddef>
#include <cstdint>

namespace slotscope::limits {

/// Largest program file, after decompression. The largest compiled patches known are 20 MB; 16 times that leaves room
/// and keeps the parsed form under the memory of a small machine.
inline constexpr std::size_t kMaxFileBytes = std::size_t{320} << 20;
/// Largest ratio of decompressed to compressed size accepted from gzip: JSON reaches about 40, a bomb 1000.
inline constexpr std::size_t kMaxGzipRatio = 400;
/// Nesting of JSON. Programs nest 8 deep, values in constants somewhat deeper; recursion stays far from the stack's end.
inline constexpr std::size_t kMaxNesting = 128;
/// Elements of one slot storage (max offset + 1): 128 MiB of f64.
inline constexpr std::uint64_t kMaxStorageElements = std::uint64_t{1} << 24;
/// Elements of one state storage, and of one cell.
inline constexpr std::uint64_t kMaxStateElements = std::uint64_t{1} << 24;
/// Rows of any table of a program (slots, steps, signals, nodes, cells, …).
inline constexpr std::size_t kMaxRows = std::size_t{1} << 22;
/// Bytes of one identifier, label or name.
inline constexpr std::size_t kMaxStringBytes = std::size_t{1} << 16;
/// Largest slot number: the largest integer that JSON's numbers carry exactly.
inline constexpr std::uint64_t kMaxSlotId = (std::uint64_t{1} << 53) - 1;
/// Errors listed per file; after that many the rest is counted only.
inline constexpr std::size_t kMaxErrors = 200;
/// Depth of signal evaluation. The reference overflows its stack somewhere past 7,000; ours uses an explicit stack.
inline constexpr std::size_t kMaxSignalDepth = std::size_t{1} << 20;
/// Elements of a domain: 200 times the largest that compiled patches have; a buffer of vec4 is then 64 MiB.
inline constexpr std::uint64_t kMaxDomainElements = std::uint64_t{1} << 22;
/// Elements of all buffers that one frame makes or fills, intermediate ones included: 256 MiB of f32. Many steps over a
/// large domain, or a long chain of field operations, would otherwise need any memory and time that a file asks for.
inline constexpr std::uint64_t kMaxFrameElements = std::uint64_t{1} << 26;
/// Corners of a mesh's profile: 16 times as many as 16-bit indices can name.
inline constexpr std::uint64_t kMaxMeshCorners = std::uint64_t{1} << 20;

/// Events in one merged stream. A merge that reads its own output doubles every frame; a patch sends a few per frame.
inline constexpr std::size_t kMaxEvents = std::size_t{1} << 20;

}  // namespace slotscope::limits
