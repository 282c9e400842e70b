// SPDX-License-Identifier: MIT
#include "support/corpus.h"

#include <algorithm>
#include <stdexcept>

#include "slotscope/program_io.h"

namespace slotscope::test {

std::vector<std::string> read_corpus(std::span<const std::filesystem::path> folders, bool with_compressed) {
    std::vector<std::filesystem::path> files;
    for (const auto& folder : folders) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".json") || (with_compressed && name.ends_with(".json.gz")))
                files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    std::vector<std::string> corpus;
    constexpr std::size_t kLargest = 65536;
    for (const auto& file : files) {
        Result<std::string> text = read_text_file(file);
        if (!text) throw std::runtime_error(text.error().to_string());
        if (text->size() <= kLargest) corpus.push_back(std::move(text).value());
    }
    return corpus;
}

}  // namespace slotscope::test
