// SPDX-License-Identifier: MIT
#include "model/text_file.h"

#include <fstream>
#include <sstream>

namespace slotscope::gui {

namespace fs = std::filesystem;

Result<std::optional<std::string>> read_small_file(const fs::path& file, std::uintmax_t most) {
    std::error_code code;
    const auto size = fs::file_size(file, code);
    if (code) {
        if (fs::exists(file)) return Error::io(file.string(), "cannot be read: " + code.message());
        return std::optional<std::string>();
    }
    if (size > most) {
        Error error = Error::limit("is larger than " + std::to_string(most) + " bytes");
        error.where = file.string();
        return error;
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    if (!in) return Error::io(file.string(), "cannot be read");
    return std::optional(all.str());
}

std::optional<Error> write_small_file(const fs::path& file, std::string_view text, std::string_view what) {
    const std::string failed = std::string(what) + " could not be written";
    std::error_code code;
    if (file.has_parent_path()) fs::create_directories(file.parent_path(), code);
    fs::path temporary = file;
    temporary += ".new";
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out << text;
        out.flush();
        if (!out) return Error::io(file.string(), failed);
    }
    fs::rename(temporary, file, code);
    if (code) return Error::io(file.string(), failed + ": " + code.message());
    return std::nullopt;
}

std::optional<fs::path> put_aside(const fs::path& file) {
    constexpr int kMost = 1000;  // so many broken files are somebody else's problem
    for (int i = 1; i <= kMost; ++i) {
        fs::path aside = file;
        aside += i == 1 ? std::string(".broken") : ".broken-" + std::to_string(i);
        if (fs::exists(aside)) continue;
        std::error_code code;
        fs::rename(file, aside, code);
        return code ? std::nullopt : std::optional(aside);
    }
    return std::nullopt;
}

}  // namespace slotscope::gui
