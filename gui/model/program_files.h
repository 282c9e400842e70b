// SPDX-License-Identifier: MIT
// What is kept of a program between runs beside it (breakpoints, for one): a file per program in a folder beside the settings.
// Without a folder it is kept only while the application runs. Not here: what is in the files (the sets' own JSON), when they
// are read and written (app/program_keeper.h).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "slotscope/result.h"

namespace slotscope::gui {

/// "delay-lines-0123456789abcdef.json": the program's name, and a hash of its path.
[[nodiscard]] std::string program_file_name(std::string_view program_path);

/// The texts. `what` they are of, in messages: "breakpoints".
class ProgramTexts {
public:
    ProgramTexts(std::optional<std::filesystem::path> folder, std::string what)
        : folder_(std::move(folder)), what_(std::move(what)) {}

    /// Nothing where none was kept.
    [[nodiscard]] Result<std::optional<std::string>> load(std::string_view program_path);
    /// Atomic; `json` is one object. Nothing leaves no file.
    [[nodiscard]] std::optional<Error> save(const std::string& program_path, std::optional<std::string> json);
    /// Puts the file aside that cannot be used for that reason; the result says so, in a sentence.
    [[nodiscard]] Error reject(const std::string& program_path, Error reason) const;

private:
    std::optional<std::filesystem::path> folder_;
    std::string what_;
    std::map<std::string, std::string, std::less<>> kept_;  ///< by path, without a folder
};

/// `Set` has size(), to_json() and from_json(), as BreakpointSet.
template <class Set>
class ProgramFiles {
public:
    ProgramFiles(std::optional<std::filesystem::path> folder, std::string what)
        : texts_(std::move(folder), std::move(what)) {}

    /// The program's; an empty one where none was kept. A file that cannot be understood is put aside, and the error says
    /// so, in a sentence.
    [[nodiscard]] Result<Set> load(const std::string& program_path) {
        auto text = texts_.load(program_path);
        if (!text) return text.error();
        if (!*text) return Set{};
        auto set = Set::from_json(**text);
        if (!set) return texts_.reject(program_path, set.error().front());
        return std::move(set).value();
    }
    /// Atomic. An empty set leaves no file.
    [[nodiscard]] std::optional<Error> save(const std::string& program_path, const Set& set) {
        return texts_.save(program_path, set.size() == 0 ? std::nullopt : std::optional(set.to_json()));
    }

private:
    ProgramTexts texts_;
};

}  // namespace slotscope::gui
