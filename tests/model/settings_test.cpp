// SPDX-License-Identifier: MIT
#include "model/settings.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <unistd.h>

using namespace slotscope;
using namespace slotscope::gui;
namespace fs = std::filesystem;

namespace {

class TemporaryFolder {
public:
    TemporaryFolder() : path(fs::temp_directory_path() / ("slotscope-settings-test-" + std::to_string(::getpid()))) {
        fs::create_directories(path);
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    fs::path path;
};

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

}  // namespace

TEST_CASE("Settings: what is printed reads back, with odd characters", "[model][settings]") {
    const SettingsText text{{"ui", {{"theme", "dark"}, {"odd", "a = b [c] \\ # d\nsecond line"}, {"empty", ""}}},
                            {"panel slots", {{"filter", "x"}}}};
    const auto read = parse_settings(print_settings(text), "settings");
    REQUIRE(read);
    CHECK(*read == text);
}

TEST_CASE("Settings: a broken text names the line", "[model][settings]") {
    const std::pair<const char*, std::uint32_t> cases[] = {{"", 1},
                                                           {"{}", 1},
                                                           {"slotscope settings 1\n[ui]\nno equals sign\n", 3},
                                                           {"slotscope settings 1\nkey = 1\n", 2},
                                                           {"slotscope settings 1\n[]\n", 2}};
    for (const auto& [text, line] : cases) {
        INFO(text);
        const auto read = parse_settings(text, "settings");
        REQUIRE_FALSE(read);
        CHECK(read.error().line == line);
    }
}

TEST_CASE("Settings: everything that is kept comes back", "[model][settings]") {
    UiState before;
    before.apply(SetTheme{ThemeChoice::Light});
    before.apply(SetZoom{1.21F});
    before.apply(SetCompactRows{false});
    before.apply(MovePanel{PanelId::Rings, Region::Centre});
    before.remember_file("/a b/c.json");
    before.remember_file("/d.json");
    Keymap keymap;
    keymap.bind(CommandId::Restart, {Key::F10});
    keymap.bind(CommandId::Screenshot, {});
    before.set_keymap(keymap);
    const auto text = parse_settings(print_settings(collect_settings(before, {1234, 567}, {std::size_t{64} << 20},
                                                                     {{"slots", {{"filter", "sin"}}}, {"rings", {}}})),
                                     "settings");
    REQUIRE(text);

    UiState after;
    const AppliedSettings applied = apply_settings(*text, after);
    CHECK(applied.recording.budget_bytes == std::size_t{64} << 20);
    CHECK(applied.notes.empty());
    CHECK(after.theme() == ThemeChoice::Light);
    CHECK(after.zoom() == before.zoom());
    CHECK_FALSE(after.compact_rows());
    CHECK(after.layout().print() == before.layout().print());
    CHECK(after.keymap() == before.keymap());
    CHECK(after.recent_files() == before.recent_files());
    CHECK(applied.window.width == 1234);
    CHECK(applied.window.height == 567);
    REQUIRE(applied.panels.contains("slots"));
    CHECK(applied.panels.at("slots") == Keyed{{"filter", "sin"}});
    CHECK_FALSE(applied.panels.contains("rings"));
}

TEST_CASE("Settings: values that cannot be used are left at their default and noted", "[model][settings]") {
    const SettingsText text{
        {"ui", {{"theme", "purple"}, {"zoom", "big"}, {"layout", "(h"}, {"width", "-5"}, {"flavour", "x"}}},
        {"keys", {{"step", "Hyper+Q"}, {"fly", "F2"}}},
        {"other", {{"a", "b"}}}};
    UiState ui;
    const AppliedSettings applied = apply_settings(text, ui);
    CHECK(applied.notes.size() == 8);
    CHECK(ui.theme() == ThemeChoice::Dark);
    CHECK(ui.zoom() == 1);
    CHECK(ui.layout() == preset_layout(Preset::Inspect));
    CHECK(ui.keymap() == Keymap());
    CHECK(applied.window.width == 0);
}

TEST_CASE("Settings: a missing file is empty settings", "[model][settings]") {
    const TemporaryFolder folder;
    const auto read = load_settings(folder.path / "settings");
    REQUIRE(read);
    CHECK(read->empty());
}

TEST_CASE("Settings: saving makes folders, replaces the file, and leaves no other file", "[model][settings]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path / "deep" / "er" / "settings";
    REQUIRE_FALSE(save_settings(file, {{"ui", {{"theme", "dark"}}}}));
    REQUIRE_FALSE(save_settings(file, {{"ui", {{"theme", "light"}}}}));
    const auto read = load_settings(file);
    REQUIRE(read);
    CHECK((*read)[0].second[0].second == "light");
    CHECK(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()) == 1);
}

TEST_CASE("Settings: a broken file is put aside and the error says so", "[model][settings]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path / "settings";
    write(file, "not settings at all\n");
    const auto read = load_settings(file);
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find("settings.broken") != std::string::npos);
    CHECK_FALSE(fs::exists(file));
    CHECK(fs::exists(folder.path / "settings.broken"));
    REQUIRE(load_settings(file));
}

TEST_CASE("Settings: a file of absurd size is not read", "[model][settings]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path / "settings";
    write(file, "slotscope settings 1\n" + std::string(2 << 20, '\n'));
    CHECK_FALSE(load_settings(file));
}

TEST_CASE("Settings: a place that cannot be written gives an error", "[model][settings]") {
    const TemporaryFolder folder;
    write(folder.path / "file", "x");
    const auto error = save_settings(folder.path / "file" / "settings", {});
    REQUIRE(error);
    CHECK(error->code == ErrorCode::Io);
}

TEST_CASE("Settings: the default path follows XDG_CONFIG_HOME, then HOME", "[model][settings]") {
    CHECK(default_settings_path("/x", "/home/u") == fs::path("/x/slotscope/settings"));
    CHECK(default_settings_path(nullptr, "/home/u") == fs::path("/home/u/.config/slotscope/settings"));
    CHECK(default_settings_path("relative", "/home/u") == fs::path("/home/u/.config/slotscope/settings"));
    CHECK_FALSE(default_settings_path(nullptr, nullptr));
    CHECK_FALSE(default_settings_path("", ""));
}

TEST_CASE("Settings table: members of all types print and read back; wrong texts change nothing", "[model][settings]") {
    bool flag = true;
    int number = -3;
    float ratio = 0.1F;
    std::string words = "a b";
    const SettingsTable table{{"flag", &flag}, {"number", &number}, {"ratio", &ratio}, {"words", &words}};
    const Keyed printed = table.print();
    flag = false;
    number = 0;
    ratio = 0;
    words.clear();
    for (const auto& [key, value] : printed) CHECK(table.set(key, value));
    CHECK(flag);
    CHECK(number == -3);
    CHECK(ratio == 0.1F);
    CHECK(words == "a b");
    CHECK_FALSE(table.set("number", "12x"));
    CHECK_FALSE(table.set("number", "99999999999"));
    CHECK_FALSE(table.set("ratio", "nan"));
    CHECK_FALSE(table.set("flag", "1"));
    CHECK_FALSE(table.set("nothing", "1"));
    CHECK(number == -3);
}

TEST_CASE("Settings: the budget of the recording is kept in MiB, and one that cannot be is left out with a note",
          "[model][settings]") {
    UiState ui;
    const auto budget_of = [&](const std::string& value) {
        const AppliedSettings applied = apply_settings({{"recording", {{"budget", value}}}}, ui);
        CHECK(applied.notes.size() == (applied.recording.budget_bytes ? 0 : 1));
        return applied.recording.budget_bytes;
    };
    CHECK(budget_of("64 MiB") == std::size_t{64} << 20);
    for (const char* wrong :
         {"", "64", "0 MiB", "-1 MiB", "1.5 MiB", "64 GiB", "99999999999999999999 MiB", "2000000 MiB"})
        CHECK_FALSE(budget_of(wrong));
    const auto printed = [&](RecordingSettings recording) {
        return print_settings(collect_settings(ui, {}, recording, {}));
    };
    CHECK(printed({std::size_t{2048} << 20}).find("[recording]\nbudget = 2048 MiB\n") != std::string::npos);
    CHECK(printed({}).find("budget") == std::string::npos);
}
