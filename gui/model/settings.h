// SPDX-License-Identifier: MIT
// What is kept between runs, as one small text file: "[section]" lines and "key = value" lines. Parsing and printing
// are pure; reading and writing the file are at the end. Not here: what the values mean to panels (SettingsTable).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/settings_table.h"
#include "model/ui_state.h"
#include "slotscope/result.h"

namespace slotscope::gui {

/// Sections in order of the file. Values are one line each; line breaks and backslashes are escaped.
using SettingsText = std::vector<std::pair<std::string, Keyed>>;

[[nodiscard]] std::string print_settings(const SettingsText& sections);
/// Errors name the line. A text that does not start with the version line is not a settings file.
[[nodiscard]] Result<SettingsText> parse_settings(std::string_view text, const std::string& name);

struct WindowSettings {
    int width = 0, height = 0;
};  ///< in screen units; 0: not known

/// What a session keeps between runs. Its bytes are kept in whole MiB.
struct RecordingSettings {
    std::optional<std::size_t> budget_bytes = {};  ///< absent: as it is by default
};

/// Everything that the application keeps, read out of its owners.
[[nodiscard]] SettingsText collect_settings(const UiState& ui, const WindowSettings& window,
                                            const RecordingSettings& recording,
                                            const std::vector<std::pair<std::string, Keyed>>& panels);

struct AppliedSettings {
    WindowSettings window;
    RecordingSettings recording;
    std::map<std::string, Keyed, std::less<>> panels;  ///< by panel name
    std::vector<std::string> notes;                    ///< sentences about values that were left out
};
/// Gives the values to `ui`. What cannot be used is left at its default and noted.
[[nodiscard]] AppliedSettings apply_settings(const SettingsText& sections, UiState& ui);

/// $XDG_CONFIG_HOME/slotscope/settings or ~/.config/slotscope/settings, from the given values of the variables.
[[nodiscard]] std::optional<std::filesystem::path> default_settings_path(const char* xdg_config_home, const char* home);

/// Missing file: empty settings. A broken file is renamed to "<file>.broken" and the error says so.
[[nodiscard]] Result<SettingsText> load_settings(const std::filesystem::path& file);
/// Writes beside the file and renames, so that a crash leaves the old one.
[[nodiscard]] std::optional<Error> save_settings(const std::filesystem::path& file, const SettingsText& sections);

}  // namespace slotscope::gui
