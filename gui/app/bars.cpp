// SPDX-License-Identifier: MIT
#include "app/bars.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/shell.h"
#include "model/breakpoint_words.h"
#include "model/command.h"
#include "model/file_browser.h"
#include "model/mode.h"
#include "model/slot_facts.h"
#include "panels/command_ui.h"
#include "slotscope/format.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr ImGuiWindowFlags kBarFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                       ImGuiWindowFlags_NoNav;

void draw_menu(Menu menu, const View& view, Outbox& out) {
    const std::string title(kMenuTitles[static_cast<std::size_t>(menu)]);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    probe(title, at, {at.x + text_width(title), at.y + ImGui::GetFrameHeight()});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1.75F)));
    if (const scoped::Menu open(title.c_str()); open) {
        const ProbeScope scope(title);
        bool is_first = true;
        for (const CommandSpec& spec : commands()) {
            if (spec.menu != menu) continue;
            if (spec.starts_group && !is_first) ImGui::Separator();
            command_item(spec.id, view, out);
            is_first = false;
        }
    }
}

/// Puts the cursor where an item of height `height` sits in the middle of a bar.
void put(float x, float bar_height, float height) {
    ImGui::SetCursorPos({x, std::round((bar_height - height) * 0.5F)});
}

/// Words in the middle of a bar, as one item. ImGui would line text up with the text of the menus or buttons before
/// it, which differ in size.
void put_words(float x, float bar_height, const std::string& words, ImFont* font, Tone tone) {
    put(x, bar_height, font->FontSize);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({text_width(words, font), font->FontSize});
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, color(tone), words.c_str());
}

struct Badge {
    const char* words;
    Tone tone;
};

Badge mode_badge(const Session& session) {
    return mode_of(session) == Mode::Live ? Badge{"LIVE", Tone::Live} : Badge{"REPLAY", Tone::Replay};
}

std::optional<Badge> wholeness_badge(const Session& session) {
    switch (wholeness_of(session)) {
        case Wholeness::Faulted: return Badge{"FAULT", Tone::Fault};
        case Wholeness::Edited: return Badge{"EDITED", Tone::Changed};
        case Wholeness::Whole: break;
    }
    return std::nullopt;
}

/// Draws the badges to the left of `right`; a click goes to the newest frame. Returns where they begin.
float draw_badges(const View& view, float left, float right, Outbox& out) {
    const Session& session = view.session;
    const Badge mode = mode_badge(session);
    const float mode_x = right - badge_width(mode.words);
    if (mode_x < left) return right;
    put(mode_x, menu_bar_height(), ImGui::GetTextLineHeight());
    badge(mode.words, mode.tone);
    probe_item("badge");
    tooltip(mode_sentence(session));
    if (mode_of(session) == Mode::Replay && ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) out.push(CommandId::GoToEnd);
    }
    const auto wholeness = wholeness_badge(session);
    if (!wholeness) return mode_x;
    const float wholeness_x = mode_x - grid(1.5F) - badge_width(wholeness->words);
    if (wholeness_x < left) return mode_x;
    put(wholeness_x, menu_bar_height(), ImGui::GetTextLineHeight());
    badge(wholeness->words, wholeness->tone);
    probe_item("wholeness");
    tooltip(wholeness_sentence(session));
    return wholeness_x;
}

std::string cursor_words(const Session& session) {
    const Cursor cursor = session.cursor();
    const std::size_t steps = session.program().steps.size();
    if (session.is_in_frame()) return fmt::format("frame {} · step {}/{}", cursor.frame, cursor.step, steps);
    return fmt::format("frame {}", cursor.frame);
}

std::string identity_words(const Session& session) {
    const Program& program = session.program();
    const std::string& path = session.path();
    std::string name = path.empty() ? program.source_name : path.substr(path.find_last_of('/') + 1);
    if (name.empty()) name = program.patch_id;
    return fmt::format("{} · rev {}", name, program.patch_revision);
}

std::string speed_words(double speed) {
    if (speed == 0) return "max";
    if (speed >= 1) return fmt::format("{}x", speed);
    return fmt::format("1/{}x", std::lround(1 / speed));
}

std::string source_words(const Session& session) {
    switch (session.frame_source()) {
        case FrameSourceKind::FixedFps: return fmt::format("{} fps", session.fps());
        case FrameSourceKind::Paused: return "time stands";
        case FrameSourceKind::Scripted: return fmt::format("{} times", session.scripted_times().size());
    }
    return {};
}

void command_popup(const char* id, std::initializer_list<CommandId> rows, const View& view, Outbox& out) {
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1.75F)));
    if (const scoped::Popup popup(id); popup) {
        for (const CommandId row : rows) {
            if (row != *rows.begin() && command_spec(row).starts_group) ImGui::Separator();
            command_item(row, view, out);
        }
    }
}

/// Counts of what went wrong and of breakpoints, at the right end; each opens its panel.
void draw_counts(const View& view, Outbox& out) {
    const Session& session = view.session;
    struct Count {
        const char* one;
        const char* many;
        std::uint64_t n;
        Tone tone;
        PanelId panel = PanelId::Problems;
    };
    const Count counts[] = {
        {"fault", "faults", session.fault_count(), Tone::Fault},
        {"problem", "problems", session.problems().size(), Tone::Warning},
        {"note", "notes", session.notes().size(), Tone::Dim},
        {"breakpoint", "breakpoints", session.breakpoints().size(), Tone::Breakpoint, PanelId::Breakpoints}};
    const auto words = [](const Count& c) { return fmt::format("{} {}", c.n, c.n == 1 ? c.one : c.many); };
    float width = 0;
    for (const Count& c : counts) width += text_width(words(c)) + grid(4);
    ImGui::SameLine();
    float left = ImGui::GetWindowWidth() - width;
    if (left < ImGui::GetCursorPosX() + grid(2)) return;  // a narrow window keeps the buttons
    for (const Count& c : counts) {
        put(left, transport_bar_height(), ImGui::GetTextLineHeight());
        if (link(words(c), c.n > 0 ? c.tone : Tone::Dim, nullptr, c.many)) out.push(OpenPanel{c.panel});
        ImGui::SameLine();
        left += text_width(words(c)) + grid(4);
    }
    ImGui::NewLine();
}

}  // namespace

float menu_bar_height() { return grid(8); }
float transport_bar_height() { return grid(10); }
float status_bar_height() { return grid(6); }

void draw_menu_bar(const View& view, Outbox& out) {
    const Session& session = view.session;
    const float padding_y = std::max(0.0F, std::floor((menu_bar_height() - ImGui::GetFontSize()) * 0.5F));
    const scoped::StyleVar frame(ImGuiStyleVar_FramePadding, ImVec2(grid(2), padding_y));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(2.5F), grid(1)));
    const scoped::MainMenuBar bar;
    if (!bar) return;
    ImGui::SetCursorPosX(grid(3));
    text_bold("Slotscope");
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + grid(2));
    for (const Menu menu :
         {Menu::File, Menu::Edit, Menu::Run, Menu::Breakpoints, Menu::Watch, Menu::View, Menu::Go, Menu::Help})
        draw_menu(menu, view, out);
    const float menus_end = ImGui::GetCursorPosX(), width = ImGui::GetWindowWidth();
    if (!session.has_program()) return;

    const std::string where = cursor_words(session);
    // Room for the largest words, so that nothing moves while frames run.
    const float where_w = std::max(text_width(where, fonts().mono), text_width("frame 1000000", fonts().mono));
    const float right = width - grid(3) - where_w - grid(2.5F);
    const std::string who = identity_words(session);
    const float who_w = text_width(who);
    const float who_x = std::max(menus_end, std::round((width - who_w) * 0.5F));
    const float badges_x = right - badge_width("REPLAY") - badge_width("EDITED") - grid(3.5F);
    if (who_x + who_w < badges_x) {
        put_words(who_x, menu_bar_height(), who, fonts().ui, Tone::Dim);
        tooltip(session.path());
    }
    if (draw_badges(view, menus_end, right, out) == right) return;
    put_words(width - grid(3) - text_width(where, fonts().mono), menu_bar_height(), where, fonts().mono, Tone::Text);
    probe_item("cursor");
}

void draw_transport_bar(const View& view, float top, Outbox& out) {
    const Session& session = view.session;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, top});
    ImGui::SetNextWindowSize({display.x, transport_bar_height()});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), 0));
    const scoped::StyleVar frame(ImGuiStyleVar_FramePadding,
                                 ImVec2(grid(2), std::floor((grid(7) - ImGui::GetFontSize()) * 0.5F)));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(0.5F), 0));
    const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Panel));
    const scoped::Window bar("##transport", nullptr, kBarFlags);
    const ProbeScope scope("Transport");
    const float y = std::round((transport_bar_height() - ImGui::GetFrameHeight()) * 0.5F);
    ImGui::SetCursorPos({grid(2), y});

    command_icon(CommandId::Restart, Glyph::Restart, view, out);
    ImGui::SameLine();
    command_icon(CommandId::PlayBackward, session.is_playing_backward() ? Glyph::Pause : Glyph::PlayBack, view, out);
    ImGui::SameLine();
    command_icon(CommandId::StepBack, Glyph::StepFrameBack, view, out);
    ImGui::SameLine();
    const bool is_running = session.is_playing() && !session.is_playing_backward();
    command_icon(CommandId::PlayPause, is_running ? Glyph::Pause : Glyph::Play, view, out, false,
                 session.has_program() && !session.is_playing() ? Tone::Live : Tone::Text);
    ImGui::SameLine();
    command_icon(CommandId::StepFrame, Glyph::StepFrame, view, out);
    ImGui::SameLine();
    command_icon(CommandId::GoToEnd, Glyph::GoToEnd, view, out);
    toolbar_gap();
    command_icon(CommandId::StepScheduleBack, Glyph::StepIntoBack, view, out);
    ImGui::SameLine();
    command_icon(CommandId::StepSchedule, Glyph::StepInto, view, out);
    toolbar_gap();
    // Widths are those of the longest words, so that nothing moves when a choice changes.
    drop_button("Run frames", "run frames",
                {.kind = ButtonKind::Ghost,
                 .enabled = session.has_program(),
                 .tooltip = "Run a number of frames and stop, or go back by as many.",
                 .reason = "No program is open."});
    command_popup("run frames",
                  {CommandId::Run10, CommandId::Run100, CommandId::Run1000, CommandId::Back10, CommandId::Back100},
                  view, out);
    ImGui::SameLine();
    drop_button((source_words(session) + "##time source").c_str(), "time source",
                {.kind = ButtonKind::Ghost, .tooltip = "Where frame times come from.", .width = em(7.5F)});
    command_popup("time source",
                  {CommandId::Fps24, CommandId::Fps30, CommandId::Fps60, CommandId::Fps120, CommandId::SourceFixed,
                   CommandId::SourcePaused, CommandId::SourceScripted, CommandId::LoadFrameTimes,
                   CommandId::DeltaActual, CommandId::DeltaFixed60},
                  view, out);
    ImGui::SameLine();
    drop_button((speed_words(session.speed()) + "##speed").c_str(), "speed",
                {.kind = ButtonKind::Ghost, .tooltip = "How fast to play.", .width = em(4.5F)});
    command_popup("speed", {CommandId::Slower, CommandId::Faster, CommandId::RealTime, CommandId::AsFastAsPossible},
                  view, out);
    toolbar_gap();
    if (session.has_program()) {
        const auto word = [&](const std::string& words, ImFont* font, Tone tone, float gap) {
            ImGui::SameLine(0, gap);
            put_words(ImGui::GetCursorPosX(), transport_bar_height(), words, font, tone);
        };
        word("t", fonts().mono, Tone::Dim, grid(2));
        word(format_significant(session.t_abs_ms(), 9), fonts().mono, Tone::Text, grid(1.5F));
        probe_item("time");
        word("ms", fonts().mono, Tone::Dim, grid(1.5F));
        if (const auto left = session.frames_left())
            word(fmt::format("{} frames left", *left), fonts().ui, Tone::Dim, grid(4));
        draw_counts(view, out);
    }
}

std::string draw_status_bar(const View& view, const FrameStats& stats, float top, Outbox& out) {
    const Session& session = view.session;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, top});
    ImGui::SetNextWindowSize({display.x, status_bar_height()});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(3), 0));
    const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Window));
    const scoped::Window bar("##status", nullptr, kBarFlags);
    const ProbeScope scope("Status");
    ImGui::SetCursorPosY(std::round((status_bar_height() - ImGui::GetTextLineHeight()) * 0.5F));

    std::string words = stats.status;
    if (const auto work = session.work()) words = fmt::format("{}, {:.0f} %", work->what, work->done * 100);
    const auto add = [&](const std::string& more) { words += (words.empty() ? "" : " · ") + more; };
    if (stats.ui_ms > 0) add(fmt::format("ui {:.1f} ms", stats.ui_ms));
    if (session.has_program()) {
        if (stats.program_us > 0)
            add(stats.program_us < 1000 ? fmt::format("frame {:.1f} µs", stats.program_us)
                                        : fmt::format("frame {:.2f} ms", stats.program_us / 1000));
        const FrameNumber newest = session.newest_frame();
        add(fmt::format("{} frame{} in {}", newest, newest == 1 ? "" : "s",
                        format_bytes(session.history().use().total())));
        if (session.is_playing() && stats.frames_per_s > 0) add(fmt::format("{:.0f} frames/s", stats.frames_per_s));
        add(format_bytes(session.memory_bytes()));
        const Program& program = session.program();
        add(counted(session.slots().size(), "slot") + ", " + counted(program.steps.size(), "step") + ", " +
            counted(program.state_layout.cells.size(), "cell"));
    }
    const std::string stop = stop_sentence(session);
    float room = display.x * 0.6F;
    if (!stop.empty()) {
        const float left = ImGui::GetCursorPosX();
        glyph(Glyph::Dot, Tone::Breakpoint);
        ImGui::SameLine(0, grid(1));
        text_cut(stop, room * 0.8F, Tone::Text);
        probe_item("Stop");
        tooltip(session.stopped_at()->message);
        ImGui::SameLine(0, grid(4));
        room = std::max(em(2), room - (ImGui::GetCursorPosX() - left));
    }
    text_cut(words, room, Tone::Dim);
    if (!stop.empty()) words = stop + " · " + words;

    const std::pair<CommandId, const char*> hints[] = {
        {CommandId::FindAnything, "find"}, {CommandId::Commands, "commands"}, {CommandId::Keys, "keys"}};
    float width = 0;
    for (const auto& [command, name] : hints)
        width += text_width(view.ui.keymap().hint(command), fonts().mono) + text_width(name) + grid(7);
    if (display.x - width > display.x * 0.6F) {
        ImGui::SameLine(display.x - width);
        for (const auto& [command, name] : hints) {
            text_mono(view.ui.keymap().hint(command), Tone::Stale);
            ImGui::SameLine(0, grid(1.5F));
            if (link(name, Tone::Dim)) out.push(command);
            ImGui::SameLine(0, grid(5.5F));
        }
        ImGui::NewLine();
    }
    return words;
}

}  // namespace slotscope::gui
