// SPDX-License-Identifier: MIT
#include "model/breakpoint_files.h"

#include <fmt/format.h>

#include "model/text_file.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{16} << 20;  // what BreakpointSet::from_json takes
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

/// The program's path as a first member, which readers of breakpoints skip: whoever finds the file knows whose it is.
std::string with_path(std::string json, const std::string& program_path) {
    std::string member = "\n  \"program\": ";
    append_json_string(member, program_path);
    json.insert(json.find('{') + 1, member + ",");
    return json;
}

}  // namespace

std::string breakpoint_file_name(std::string_view program_path) {
    std::string name;
    for (const char c : fs::path(program_path).stem().string()) {
        const bool is_plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (name.size() < kMaxNameBytes) name += is_plain ? c : '_';
    }
    return fmt::format("{}-{:016x}.json", name, hash_of(program_path));
}

Result<BreakpointSet> BreakpointFiles::load(const std::string& program_path) {
    if (!folder_) {
        const auto kept = kept_.find(program_path);
        if (kept == kept_.end()) return BreakpointSet{};
        auto set = BreakpointSet::from_json(kept->second);
        return set ? Result<BreakpointSet>(std::move(set).value()) : Result<BreakpointSet>(set.error().front());
    }
    const fs::path file = *folder_ / breakpoint_file_name(program_path);
    auto text = read_small_file(file, kMaxFileBytes);
    if (text && !*text) return BreakpointSet{};
    Error error;
    if (text) {
        auto set = BreakpointSet::from_json(**text);
        if (set) return std::move(set).value();
        error = set.error().front();
        error.where = file.string();
    } else {
        error = text.error();
    }
    const std::string program = fs::path(program_path).filename().string();
    const auto aside = put_aside(file);
    const std::string kept = aside ? "the file was kept as " + aside->string() : "the file could not be put aside";
    const std::string place = error.path.empty() ? std::string() : " at " + error.path;
    error.message =
        fmt::format("The breakpoints of {} could not be read ({}{}); {}", program, error.message, place, kept);
    return error;
}

std::optional<Error> BreakpointFiles::save(const std::string& program_path, const BreakpointSet& breakpoints) {
    if (!folder_) {
        kept_[program_path] = breakpoints.to_json();
        return std::nullopt;
    }
    const fs::path file = *folder_ / breakpoint_file_name(program_path);
    if (breakpoints.size() == 0) {
        std::error_code code;
        fs::remove(file, code);
        return std::nullopt;
    }
    return write_small_file(file, with_path(breakpoints.to_json(), program_path), "breakpoints");
}

}  // namespace slotscope::gui
