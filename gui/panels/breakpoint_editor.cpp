// SPDX-License-Identifier: MIT
#include "panels/breakpoint_editor.h"

#include <algorithm>
#include <utility>

#include "model/condition_forms.h"
#include "widgets/buttons.h"
#include "widgets/fields.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

void say(const std::optional<FieldError>& error, const char* label) {
    if (!error) return;
    const scoped::TextWrap wrap;
    text(error->message, Tone::Fault);
    probe_item(label);
}

}  // namespace

void BreakpointEditor::open(BreakpointDraft draft) {
    draft_ = std::move(draft);
    is_open_ = true;
    focus_.ask();
}

void BreakpointEditor::draw(const View& view, Outbox& out) {
    const ProbeScope scope("Editor");
    if (draft_.id != 0 && view.session.breakpoints().find(draft_.id) == nullptr)
        draft_.id = 0;  // it is gone: a new one
    const DraftCheck check = check_draft(draft_, view.session);
    has_entered_ = has_left_ = false;
    draw_head(check, out);
    draw_condition(check, view);
    draw_deed(check);
    draw_counts(check);
    if (has_entered_) commit(check, out);
    if (has_left_) close();
}

void BreakpointEditor::commit(const DraftCheck& check, Outbox& out) {
    if (!check.breakpoint) {
        focus_.ask();  // Enter has left the field, and there is something to mend
        return;
    }
    if (draft_.id == 0) out.push(AddBreakpoint{*check.breakpoint});
    else out.push(ReplaceBreakpoint{*check.breakpoint});
    close();
}

void BreakpointEditor::draw_head(const DraftCheck& check, Outbox& out) {
    const bool is_new = draft_.id == 0;
    const char* set = is_new ? "Set" : "Save";
    float width = button_width("Cancel") + button_width(set) + grid(1);
    if (!is_new) width += button_width("Remove") + grid(1);
    const float left = ImGui::GetCursorPosX(), room = ImGui::GetContentRegionAvail().x;
    ImGui::AlignTextToFramePadding();
    text_cut(is_new ? "New breakpoint" : "Breakpoint " + std::to_string(draft_.id),
             std::max(em(2), room - width - grid(2)), Tone::Text, fonts().ui_bold);
    ImGui::SameLine(std::max(left, left + room - width));
    if (!is_new) {
        if (button("Remove", {.kind = ButtonKind::Ghost, .tooltip = "Take this breakpoint away."})) {
            out.push(slotscope::RemoveBreakpoint{draft_.id});
            has_left_ = true;
        }
        ImGui::SameLine(0, grid(1));
    }
    if (button("Cancel", {.kind = ButtonKind::Ghost, .tooltip = "Leave it as it was.", .chord = "Esc"}))
        has_left_ = true;
    ImGui::SameLine(0, grid(1));
    const std::string reason = check.reason();
    if (button(
            set,
            {.kind = ButtonKind::Primary, .enabled = check.breakpoint.has_value(), .chord = "Enter", .reason = reason}))
        has_entered_ = true;
}

void BreakpointEditor::draw_condition(const DraftCheck& check, const View& view) {
    const auto parsed = Condition::parse(draft_.condition);
    const std::string kind(parsed ? form_of(*parsed).title : std::string_view("Kind"));
    const bool is_wide = ImGui::GetContentRegionAvail().x > em(30);
    const float kind_width = is_wide ? em(13) : ImGui::GetContentRegionAvail().x;
    drop_button((cut_to_width(kind, kind_width - grid(8), fonts().ui) + "###kind").c_str(), "kinds",
                {.tooltip = "What it waits for.", .width = kind_width});
    probe_item("Kind");
    draw_kinds(view);
    if (is_wide) ImGui::SameLine(0, grid(1));
    const TextFieldEvents events = condition_field_.draw(
        "Condition", draft_.condition,
        marked({.hint = "mix.sum > 3 && prev(mix.sum) <= 3", .is_mono = true, .focus = &focus_}, check.condition),
        view.session);
    has_entered_ |= events.entered;
    has_left_ |= events.left;
    if (check.condition) return say(check.condition, "Condition error");
    const scoped::TextWrap wrap;
    text(check.is_empty ? "A kind from the list, or an expression over slots by their names." : check.preview,
         Tone::Dim);
    probe_item("Preview");
}

void BreakpointEditor::draw_kinds(const View& view) {
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1)));
    const scoped::Popup popup("kinds");
    if (!popup) return;
    const ProbeScope scope("Kinds");
    const auto parsed = Condition::parse(draft_.condition);
    const Condition* before = parsed ? &*parsed : nullptr;
    for (const ConditionForm& form : condition_forms()) {
        if (form.starts_group) ImGui::Separator();
        if (!menu_item(
                {.label = form.title, .tooltip = form.help, .on = before != nullptr && &form_of(*before) == &form}))
            continue;
        draft_.condition = text_of_form(form, before, view.session, view.ui.selection());
        focus_.ask();
    }
}

void BreakpointEditor::draw_deed(const DraftCheck& check) {
    if (chip("Stop",
             {.on = !draft_.is_log_only, .tone = Tone::Breakpoint, .tooltip = "Playing and searches stop there."}))
        draft_.is_log_only = false;
    ImGui::SameLine(0, grid(1));
    if (chip("Log only", {.on = draft_.is_log_only, .tooltip = "It writes to the log and does not stop."}))
        draft_.is_log_only = true;
    ImGui::SameLine(0, grid(2));
    const TextFieldEvents events =
        text_field("Message", draft_.message,
                   marked({.hint = "Message, with {expressions} in it",
                           .tooltip = "Written to the log instead of the condition's own words; "
                                      "{mix.sum} puts a value into it, {{ a brace."},
                          check.message));
    has_entered_ |= events.entered;
    has_left_ |= events.left;
    say(check.message, "Message error");
}

void BreakpointEditor::draw_counts(const DraftCheck& check) {
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    const auto field = [&](const char* label, std::string& words, float width, const std::optional<FieldError>& error,
                           const char* hint, std::string_view tip) {
        ImGui::AlignTextToFramePadding();
        text(label, Tone::Dim);
        ImGui::SameLine(0, grid(1.5F));
        const TextFieldEvents events =
            text_field(label, words, marked({.hint = hint, .width = width, .is_mono = true, .tooltip = tip}, error));
        has_entered_ |= events.entered;
        has_left_ |= events.left;
    };
    const auto flow = [&](float width) {
        ImGui::SameLine(0, grid(3));
        if (ImGui::GetCursorScreenPos().x + width > right) ImGui::NewLine();
    };
    field("Ignore first", draft_.ignore_hits, em(3.5F), check.ignore_hits, "0", "So many hits do nothing.");
    flow(text_width("Only hit") + em(5));
    field("Only hit", draft_.only_hit, em(3.5F), check.only_hit, "all",
          "Of those that follow only the one of this number does something.");
    flow(text_width("Group") + em(8));
    const float room = right - ImGui::GetCursorScreenPos().x - text_width("Group") - grid(1.5F);
    field("Group", draft_.group, std::clamp(room, em(4), em(12)), check.group, "none",
          "Breakpoints of a group can be switched off as one.");
    for (const auto* error : {&check.ignore_hits, &check.only_hit, &check.group}) say(*error, "Counts error");
}

}  // namespace slotscope::gui
