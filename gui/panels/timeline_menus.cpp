// SPDX-License-Identifier: MIT
#include "panels/timeline_menus.h"

#include <algorithm>
#include <string>

#include "model/file_browser.h"
#include "model/places.h"
#include "model/slot_facts.h"
#include "model/timeline_model.h"
#include "panels/command_ui.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kMostLines = 30;  // what fits on a screen

/// As drop_button lays out.
std::string bookmarks_words(const Session& session) {
    return counted(session.history().branch().bookmarks.size(), "bookmark");
}

std::string branches_words(const Session& session) {
    const std::size_t others = session.other_branches().size();
    return grouped(others + 1) + " branches";
}

std::string branch_words(const Branch& branch) {
    std::string words = "Branch " + std::to_string(branch.id) + ", " + counted(branch.newest(), "frame");
    if (branch.parent) words += ", left at frame " + grouped(branch.fork_frame);
    return words;
}

class Menu {
public:
    explicit Menu(const char* id)
        : padding_(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2))),
          spacing_(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1.75F))), popup_(id) {}
    explicit operator bool() const { return static_cast<bool>(popup_); }

private:
    scoped::StyleVar padding_, spacing_;
    scoped::Popup popup_;
};

void budget_card(const Session& session) {
    const HoverCard card;
    if (!card) return;
    const HistoryUse use = session.history().use();
    text_bold("Memory of the recording");
    const Facts facts(9);
    facts.mono("Inputs and faults", format_bytes(use.log));
    facts.mono("Hashes", format_bytes(use.hashes));
    facts.mono("Keyframes", format_bytes(use.keyframes));
    facts.mono("Near frames", format_bytes(use.near_frames));
    const std::size_t values = session.slot_history().bytes();
    facts.mono("Recent values", format_bytes(use.other - std::min(use.other, values)));
    facts.mono("All values", format_bytes(values));
    facts.mono("Of", format_bytes(use.budget), Tone::Dim);
    text(counted(session.history().keyframe_frames().size(), "keyframe") + ", at the densest every " +
             counted(session.history().spacing(), "frame") + ".",
         Tone::Dim);
    text("Frames between them are run again when they are needed.", Tone::Dim);
    const FrameNumber unit = session.slot_history().coarsest_unit();
    text(unit == 0 ? "No room for summaries of all values."
                   : "Summaries of all values: every " + counted(unit, "frame") + "; single frames of " +
                         counted(session.slot_history().column_count(), "column") + ".",
         Tone::Dim);
}

}  // namespace

float budget_menu_width(const Session& session) { return drop_button_width(budget_words(session.history().use())); }

void budget_menu(const View& view, Outbox& out) {
    const std::string words = budget_words(view.session.history().use()) + "###budget";
    drop_button(words.c_str(), "budget menu", {.kind = ButtonKind::Ghost, .tone = Tone::Dim});
    probe_item("Memory");
    if (!ImGui::IsPopupOpen("budget menu")) budget_card(view.session);
    const Menu menu("budget menu");
    if (!menu) return;
    const ProbeScope scope("Budget");
    text("Memory for the recording", Tone::Dim);
    hairline_rule();
    for (const std::size_t bytes : kHistoryBudgets)
        if (menu_item({.label = format_bytes(bytes), .on = view.session.history().use().budget == bytes}))
            out.push(SetHistoryBudget{bytes});
    ImGui::Separator();
    for (const CommandId command : {CommandId::MoreMemory, CommandId::LessMemory, CommandId::Verify})
        command_item(command, view, out);
}

float bookmarks_menu_width(const Session& session) {
    return session.history().branch().bookmarks.size() == 0 ? 0 : drop_button_width(bookmarks_words(session));
}

void bookmarks_menu(const View& view, Outbox& out) {
    const auto& bookmarks = view.session.history().branch().bookmarks.all();
    if (bookmarks.empty()) return;
    drop_button((bookmarks_words(view.session) + "###bookmarks").c_str(), "bookmarks menu",
                {.kind = ButtonKind::Ghost, .tooltip = "Go to a bookmark.", .tone = Tone::Dim});
    probe_item("Bookmarks");
    const Menu menu("bookmarks menu");
    if (!menu) return;
    const ProbeScope scope("Bookmarks");
    command_item(CommandId::PreviousBookmark, view, out);
    command_item(CommandId::NextBookmark, view, out);
    ImGui::Separator();
    for (std::size_t i = 0; i < std::min(bookmarks.size(), kMostLines); ++i) {
        const scoped::Id id(static_cast<int>(i));
        const Bookmark& bookmark = bookmarks[i];
        const std::string frame = grouped(bookmark.frame);
        const std::string label = cut_to_width(bookmark.text.empty() ? "Frame " + frame : bookmark.text, em(24));
        const bool has_run = bookmark.frame <= view.session.newest_frame();
        if (menu_item({.label = label,
                       .probe = "frame " + std::to_string(bookmark.frame),
                       .chord = frame,
                       .tooltip = has_run ? "" : "This frame has not run yet.",
                       .enabled = has_run,
                       .on = bookmark.frame == view.session.cursor().frame}))
            jump(view.session, out, SeekTo{bookmark.frame});
    }
    if (bookmarks.size() > kMostLines) text("… and " + grouped(bookmarks.size() - kMostLines) + " more", Tone::Dim);
    ImGui::Separator();
    command_item(CommandId::ClearBookmarks, view, out);
}

float branches_menu_width(const Session& session) {
    return session.other_branches().empty() ? 0 : drop_button_width(branches_words(session));
}

void branches_menu(const View& view, Outbox& out) {
    const auto branches = view.session.other_branches();
    if (branches.empty()) return;
    drop_button((branches_words(view.session) + "###branches").c_str(), "branches menu",
                {.kind = ButtonKind::Ghost,
                 .tooltip = "Other lines of events, which edits in the past have left.",
                 .tone = Tone::Dim});
    probe_item("Branches");
    const Menu menu("branches menu");
    if (!menu) return;
    const ProbeScope scope("Branches");
    menu_item({.label = branch_words(view.session.history().branch()), .tooltip = "It is shown now.", .on = true});
    for (std::size_t i = 0; i < std::min(branches.size(), kMostLines); ++i) {
        const scoped::Id id(static_cast<int>(i));
        const Branch& branch = *branches[i];
        const scoped::Menu more(branch_words(branch).c_str());
        probe_item("branch " + std::to_string(branch.id));
        if (!more) continue;
        if (menu_item({.label = "Switch to it", .tooltip = "Go to its newest frame."}))
            jump(view.session, out, SwitchBranch{branch.id});
        if (menu_item({.label = "Forget it", .tooltip = "Its inputs are lost."})) out.push(DropBranch{branch.id});
    }
}

}  // namespace slotscope::gui
