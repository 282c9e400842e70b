// SPDX-License-Identifier: MIT
#include "model/program_files.h"

#include <fmt/format.h>

#include "model/text_file.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{16} << 20;  // what the sets read
constexpr std::size_t kMaxNameBytes = 60;  // of the program's name in the file's: the hash tells files apart

/// FNV-1a: the same on every machine, and nobody gains by making two paths collide.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3;
    }
    return hash;
}

/// The program's path as a first member, which readers of the sets skip: whoever finds the file knows whose it is.
std::string with_path(std::string json, const std::string& program_path) {
    std::string member = "\n  \"program\": ";
    append_json_string(member, program_path);
    json.insert(json.find('{') + 1, member + ",");
    return json;
}

}  // namespace

std::string program_file_name(std::string_view program_path) {
    std::string name;
    for (const char c : fs::path(program_path).stem().string()) {
        const bool is_plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (name.size() < kMaxNameBytes) name += is_plain ? c : '_';
    }
    return fmt::format("{}-{:016x}.json", name, hash_of(program_path));
}

Result<std::optional<std::string>> ProgramTexts::load(std::string_view program_path) {
    if (!folder_) {
        const auto kept = kept_.find(program_path);
        return kept == kept_.end() ? std::nullopt : std::optional(kept->second);
    }
    auto text = read_small_file(*folder_ / program_file_name(program_path), kMaxFileBytes);
    if (!text) return reject(std::string(program_path), text.error());
    return std::move(text).value();
}

std::optional<Error> ProgramTexts::save(const std::string& program_path, std::optional<std::string> json) {
    if (!folder_) {
        if (json) kept_[program_path] = std::move(*json);
        else kept_.erase(program_path);
        return std::nullopt;
    }
    const fs::path file = *folder_ / program_file_name(program_path);
    if (!json) {
        std::error_code code;
        fs::remove(file, code);
        return std::nullopt;
    }
    return write_small_file(file, with_path(std::move(*json), program_path), what_);
}

Error ProgramTexts::reject(const std::string& program_path, Error reason) const {
    if (!folder_) return reason;
    const fs::path file = *folder_ / program_file_name(program_path);
    const std::string program = fs::path(program_path).filename().string();
    const auto aside = put_aside(file);
    const std::string kept = aside ? "the file was kept as " + aside->string() : "the file could not be put aside";
    const std::string place = reason.path.empty() ? std::string() : " at " + reason.path;
    reason.where = file.string();
    reason.message =
        fmt::format("The {} of {} could not be read ({}{}); {}", what_, program, reason.message, place, kept);
    return reason;
}

}  // namespace slotscope::gui
