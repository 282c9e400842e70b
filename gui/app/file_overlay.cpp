// SPDX-License-Identifier: MIT
#include "app/file_overlay.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

constexpr ImGuiWindowFlags kFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;
constexpr Column kColumns[] = {{"", 2}, {"Name", 0}, {"Size", 6, Align::Right}};

Glyph glyph_of(EntryKind kind) {
    switch (kind) {
        case EntryKind::Parent: return Glyph::ArrowUp;
        case EntryKind::Folder: return Glyph::Folder;
        case EntryKind::Program:
        case EntryKind::Other: return Glyph::File;
    }
    return Glyph::File;
}

}  // namespace

void FileOverlay::go(const fs::path& folder) {
    const auto error = browser_.go(folder);
    error_ = error ? error->to_string() : std::string();
    filter_.clear();
    take_focus_ = is_moved_ = true;
}

void FileOverlay::restart(const View& view) {
    seen_ = view.ui.overlay_serial();
    // Where the open program lies; else where the last one lay; else the present folder.
    fs::path start = ".";
    std::error_code code;
    if (view.session.has_program() && !view.session.path().empty()) start = fs::path(view.session.path()).parent_path();
    else if (!view.ui.recent_files().empty()) start = fs::path(view.ui.recent_files().front()).parent_path();
    if (!fs::is_directory(start, code)) start = ".";
    go(start);
}

void FileOverlay::enter(const View& view, int row, Outbox& out) {
    if (row < 0 || row >= static_cast<int>(browser_.rows().size())) return;
    const FileEntry entry = browser_.rows()[static_cast<std::size_t>(row)];
    const fs::path path = browser_.path_of(entry);
    if (entry.kind == EntryKind::Parent || entry.kind == EntryKind::Folder) {
        go(path);
        return;
    }
    out.push(CloseOverlay{});
    switch (view.ui.file_dialog()) {
        case FileDialog::Program: out.push(OpenFile{path.string()}); break;
        case FileDialog::Swap: out.push(SwapFile{path.string()}); break;
        case FileDialog::FrameTimes: out.push(OpenFrameTimes{path.string()}); break;
    }
}

void FileOverlay::draw_path() {
    // Each folder of the path is a link; the list changes after the loop, which reads the path.
    std::optional<fs::path> target;
    fs::path so_far;
    int index = 0;
    for (const fs::path& part : browser_.folder()) {
        so_far /= part;
        const scoped::Id id(index);
        if (index > 1) {
            ImGui::SameLine(0, grid(1));
            text("/", Tone::Faint);
        }
        if (index > 0) ImGui::SameLine(0, grid(1));
        if (link(part.string(), so_far == browser_.folder() ? Tone::Text : Tone::Dim)) target = so_far;
        ++index;
    }
    if (target) go(*target);
}

void FileOverlay::draw_list(const View& view, float height, Outbox& out) {
    const std::optional<int> reveal =
        std::exchange(is_moved_, false) && browser_.selected() >= 0 ? std::optional(browser_.selected()) : std::nullopt;
    std::optional<int> entered;
    {
        DataTable table("files", kColumns,
                        {.rows = static_cast<int>(browser_.rows().size()), .reveal_row = reveal, .size = {0, height}});
        table.for_each_visible([&](int row) {
            const FileEntry& entry = browser_.rows()[static_cast<std::size_t>(row)];
            const RowEvents events = table.row(static_cast<std::uint64_t>(row),
                                               {.probe = entry.name, .selected = row == browser_.selected()});
            if (events.clicked) browser_.select(row);
            if (events.double_clicked) entered = row;
            const bool is_file = entry.kind == EntryKind::Program || entry.kind == EntryKind::Other;
            table.cell();
            table.icon(glyph_of(entry.kind), entry.kind == EntryKind::Program ? Tone::Accent : Tone::Dim);
            table.cell();
            table.text(entry.name, entry.kind == EntryKind::Other ? Tone::Dim : Tone::Text);
            table.cell();
            if (is_file) table.text(format_bytes(entry.bytes), Tone::Dim);
        });
    }
    if (entered) enter(view, *entered, out);
}

void FileOverlay::draw(const View& view, const Rect& area, Outbox& out) {
    if (seen_ != view.ui.overlay_serial()) restart(view);
    const float width = std::min(em(48), area.width - grid(8)), height = std::min(em(40), area.height * 0.86F);
    ImGui::SetNextWindowPos(
        {std::round(area.x + (area.width - width) * 0.5F), std::round(area.y + (area.height - height) * 0.4F)});
    ImGui::SetNextWindowSize({width, height});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(4), grid(4)));
    const scoped::StyleVar rounding(ImGuiStyleVar_WindowRounding, grid(1.5F));
    const scoped::StyleVar border(ImGuiStyleVar_WindowBorderSize, hairline());
    const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Raised));
    const scoped::Window window("##files", nullptr, kFlags);
    const ProbeScope scope("Files");

    constexpr const char* kTitles[] = {"Open a program", "Swap in a program", "Load frame times"};
    text_bold(kTitles[static_cast<std::size_t>(view.ui.file_dialog())]);
    draw_path();
    ImGui::Dummy({0, grid(0.5F)});
    const std::string before = filter_;
    search_field("filter", filter_, {.hint = "Filter, or a path", .take_focus = std::exchange(take_focus_, false)});
    // Backspace in an empty field goes up, as in other file lists.
    if (before.empty() && filter_.empty() && ImGui::IsKeyPressed(ImGuiKey_Backspace, false) &&
        browser_.folder().has_relative_path())
        go(browser_.folder().parent_path());
    browser_.set_filter(filter_);
    const std::pair<ImGuiKey, int> moves[] = {
        {ImGuiKey_DownArrow, 1}, {ImGuiKey_UpArrow, -1}, {ImGuiKey_PageDown, 12}, {ImGuiKey_PageUp, -12}};
    for (const auto& [key, by] : moves) {
        if (!ImGui::IsKeyPressed(key, true)) continue;
        browser_.move(by);
        is_moved_ = true;
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false))
        enter(view, browser_.selected(), out);

    const float footer = ImGui::GetFrameHeight() + grid(2);
    if (browser_.is_folder_missing()) text("There is no such folder.", Tone::Fault);
    else if (browser_.rows().empty()) text("No file here has that in its name.", Tone::Dim);
    draw_list(view, std::max(em(4), ImGui::GetContentRegionAvail().y - footer), out);
    ImGui::Dummy({0, grid(0.5F)});
    const float buttons = button_width("Open") + button_width("Cancel") + grid(2);
    text_cut(error_.empty() ? "Enter opens, Backspace goes up." : error_,
             std::max(em(4), ImGui::GetContentRegionAvail().x - buttons - grid(4)),
             error_.empty() ? Tone::Dim : Tone::Fault);
    ImGui::SameLine(ImGui::GetWindowWidth() - buttons - grid(4));
    if (button("Cancel")) out.push(CloseOverlay{});
    ImGui::SameLine(0, grid(2));
    if (button("Open",
               {.kind = ButtonKind::Primary, .enabled = browser_.selected() >= 0, .reason = "Nothing is selected."}))
        enter(view, browser_.selected(), out);
}

}  // namespace slotscope::gui
