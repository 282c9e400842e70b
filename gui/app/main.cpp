// SPDX-License-Identifier: MIT
// Arguments, the life of window and ImGui, and what happens when the display goes away.
#include <imgui.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/app.h"
#include "model/key_table.h"

namespace {

using namespace slotscope;
using namespace slotscope::gui;
namespace fs = std::filesystem;

volatile std::sig_atomic_t g_signal = 0;
bool has_signal() { return g_signal != 0; }

// Xlib ends the process by itself when the display goes away; this is then all that can still be done.
App* g_running = nullptr;
void save_at_exit() {
    if (g_running == nullptr) return;
    std::fputs("slotscope: the display went away; settings were saved.\n", stderr);
    g_running->save();
}

struct Arguments {
    std::string program, script, screenshot, size, settings, theme;
    double scale = 0;
    std::uint64_t frames = 180;
};

/// A context of ImGui for the life of the application.
class ImGuiLife {
public:
    ImGuiLife() { ImGui::CreateContext(); }
    ~ImGuiLife() { ImGui::DestroyContext(); }
    ImGuiLife(const ImGuiLife&) = delete;
    ImGuiLife& operator=(const ImGuiLife&) = delete;
};

int complain(const std::string& sentence, int code) {
    std::fprintf(stderr, "slotscope: %s\n", sentence.c_str());
    return code;
}

/// Reads the script into `options`, or says all that is wrong with it.
bool read_script(const std::string& path, AppOptions& options) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        complain(path + ": the script cannot be read", kExitUsage);
        return false;
    }
    auto parsed = parse_script(text.str(), path);
    if (!parsed) {
        for (const Error& error : parsed.error()) complain(error.to_string(), kExitUsage);
        return false;
    }
    options.script = std::move(parsed).value();
    options.script_name = path;
    options.script_folder = fs::absolute(path).parent_path();
    return true;
}

std::optional<fs::path> settings_path(const std::string& argument, bool is_unattended) {
    if (argument == "none") return std::nullopt;
    if (!argument.empty()) return fs::path(argument);
    // Unattended runs neither depend on a person's settings nor change them.
    if (is_unattended) return std::nullopt;
    return default_settings_path(std::getenv("XDG_CONFIG_HOME"), std::getenv("HOME"));
}

fs::path executable_path(const char* argv0) {
    std::error_code code;
    const fs::path self = fs::read_symlink("/proc/self/exe", code);
    return code ? fs::absolute(argv0, code) : self;
}

int run(const Arguments& arguments, const char* argv0) {
    AppOptions options;
    options.program = arguments.program;
    options.screenshot = arguments.screenshot;
    options.frames = arguments.frames;
    if (arguments.scale > 0) options.scale = static_cast<float>(arguments.scale);
    if (!arguments.theme.empty()) options.theme = arguments.theme == "dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    if (!arguments.script.empty() && !read_script(arguments.script, options)) return kExitUsage;
    options.settings = settings_path(arguments.settings, options.is_unattended());
    options.demos = find_demo_folder(executable_path(argv0));
    options.font_folders =
        system_font_folders(std::getenv("XDG_DATA_HOME"), std::getenv("XDG_DATA_DIRS"), std::getenv("HOME"));

    SettingsText settings;
    std::string settings_warning;
    if (options.settings) {
        auto loaded = load_settings(*options.settings);
        if (loaded) settings = std::move(loaded).value();
        else settings_warning = "Settings: " + loaded.error().to_string() + ".";
    }
    WindowOptions window_options;
    window_options.is_scripted = options.is_unattended();
    if (const auto size = parse_size(arguments.size)) {
        window_options.width = size->width;
        window_options.height = size->height;
    } else {
        UiState unused;
        const WindowSettings saved = apply_settings(settings, unused).window;
        if (saved.width >= 320 && saved.height >= 200) {
            window_options.width = saved.width;
            window_options.height = saved.height;
        }
    }

    // Column widths; lives beside the settings, or nowhere. Dear ImGui writes it at its very end, so the name outlives it.
    const std::string ini = options.settings ? (options.settings->parent_path() / "imgui.ini").string() : std::string();
    const ImGuiLife imgui;
    ImGui::GetIO().IniFilename = ini.empty() ? nullptr : ini.c_str();
    auto window = Window::create(window_options);
    if (!window) return complain(window.error().message, kExitNoDisplay);
    App app(std::move(options), **window, std::move(settings));
    if (!settings_warning.empty()) app.warn(settings_warning);
    g_running = &app;
    const int code = app.run(has_signal);
    g_running = nullptr;
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Slotscope: step a slot program frame by frame and see why every slot holds what it holds.");
    cli.footer(
        "Exit codes: 0 fine, 1 a script or screenshot failed, 2 wrong arguments, 3 no display or no OpenGL 3.3.\n"
        "Scripts: one command per line: open, command, wait, await, click, double_click, right_click, hover, drag, "
        "type, "
        "key, select, panel, pointer, screenshot, say, where, expect, size, quit. gui/model/script.h says what each "
        "does.");
    Arguments arguments;
    cli.add_option("PROGRAM", arguments.program, "Program file to open (JSON, plain or gzip)");
    cli.add_option("--script", arguments.script, "Run the commands of FILE, then leave")->type_name("FILE");
    cli.add_option("--screenshot", arguments.screenshot,
                   "Without a script: run some frames, write the window to FILE, leave")
        ->type_name("FILE.png");
    cli.add_option("--frames", arguments.frames, "Frames to run before the screenshot")
        ->type_name("N")
        ->capture_default_str();
    cli.add_option("--size", arguments.size, "Size of the window in pixels")
        ->type_name("WxH")
        ->check([](const std::string& text) {
            return parse_size(text) ? std::string() : "expected a size like 1600x900, found \"" + text + "\"";
        });
    cli.add_option("--scale", arguments.scale, "Size of everything, instead of what the display asks for")
        ->type_name("S")
        ->check(CLI::Range(0.5, 4.0));
    cli.add_option("--settings", arguments.settings, "Settings file, or \"none\"")->type_name("FILE");
    cli.add_option("--theme", arguments.theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
    bool wants_keys = false;
    cli.add_flag("--keys", wants_keys, "Print every command with its keys as a Markdown table, then leave");
    cli.set_version_flag("--version", "slotscope " SLOTSCOPE_VERSION);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) { return cli.exit(error) == 0 ? kExitOk : kExitUsage; }
    if (wants_keys) {
        std::fputs(print_key_table(Keymap()).c_str(), stdout);
        return kExitOk;
    }
    std::signal(SIGINT, [](int) { g_signal = 1; });
    std::signal(SIGTERM, [](int) { g_signal = 1; });
    std::atexit(save_at_exit);
    return run(arguments, argv[0]);
}
