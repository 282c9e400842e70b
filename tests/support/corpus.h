// SPDX-License-Identifier: MIT
// Programs as texts, for those who change them: the fuzzers.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace slotscope::test {

/// The texts of the folders' .json files, and of the .json.gz files too if `with_compressed`, sorted by path, since the
/// order decides what a seed means. Those over 64 KiB are left out: they only make fewer runs. Throws std::runtime_error
/// for a file that cannot be read.
[[nodiscard]] std::vector<std::string> read_corpus(std::span<const std::filesystem::path> folders,
                                                   bool with_compressed);

}  // namespace slotscope::test
