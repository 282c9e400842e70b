// SPDX-License-Identifier: MIT
#include "panels/help_content.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/command.h"
#include "model/condition_forms.h"
#include "widgets/glyphs.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

struct Mark {
    Glyph glyph;
    Tone tone;
    const char* words;
};

// The words of INSPECTOR's table of meanings.
constexpr Mark kMarks[] = {
    {Glyph::Up, Tone::Changed, "changed this frame, upwards"},
    {Glyph::Down, Tone::Changed, "changed this frame, downwards"},
    {Glyph::Equal, Tone::Text, "written, same value"},
    {Glyph::Clock, Tone::Stale, "stale: not written for so many frames"},
    {Glyph::Dash, Tone::Never, "never written"},
    {Glyph::Diamond, Tone::Write, "writes"},
    {Glyph::RightHollow, Tone::Read, "reads"},
    {Glyph::Check, Tone::Done, "step done"},
    {Glyph::Next, Tone::Next, "step that runs next"},
    {Glyph::Cross, Tone::Fault, "fault, NaN or infinity"},
    {Glyph::Dot, Tone::Breakpoint, "breakpoint; on the timeline: found place"},
    {Glyph::Ring, Tone::Breakpoint, "disabled breakpoint"},
    {Glyph::Pencil, Tone::Changed, "timeline: edit by hand"},
    {Glyph::Reload, Tone::Read, "timeline: hot swap"},
    {Glyph::Bookmark, Tone::Text, "timeline: bookmark"},
    {Glyph::Fork, Tone::Replay, "timeline: another branch begins"},
    {Glyph::Square, Tone::Done, "timeline, below the bar: keyframe"},
    {Glyph::Down, Tone::Write, "ring: write head"},
    {Glyph::DownHollow, Tone::Read, "ring: read tap with its delay"},
};

struct ExpressionPart {
    const char* written;
    const char* words;
};

// As in slotscope/expression.h.
constexpr ExpressionPart kExpressionParts[] = {
    {R"(mix.sum  #12  "odd name")", "the value of a slot: by name, by number, by a name that needs quotes"},
    {"prev(x)", "x at the end of the frame before"},
    {"written(slot)  changed(slot)", "whether it was, in this frame"},
    {"age(slot)", "frames since its last write, or Infinity"},
    {R"(cell("owner.role")[3])", "an element of a state cell"},
    {R"(ring("owner.role")[-3])", "what was written to a ring three writes before its newest"},
    {"frame  t  dt", "the frame's number, its time in ms, ms since the frame before"},
    {"c ? a : b   ||   &&   not", "c chooses; one of both; both; the opposite. 0 and NaN are no"},
    {"==  !=  <  <=  >  >=", "comparisons give 1 or 0"},
    {"x between 1 and 2", "both ends are between"},
    {"x outside 1 and 2", "both ends are not outside"},
    {"+  -  *  /  %", "of numbers as programs compute them"},
    {"min  max  pow", "functions of several: min(a, b, …), pow(x, y)"},
    {"abs sign floor ceil round trunc", "functions of one: abs(x)"},
    {"sqrt sin cos tan exp log", "the same; angles are in radians"},
    {"isnan isinf isfinite", "whether a number is one"},
    {"12  .5  1e3  0x1F  true  false", "numbers; true is 1"},
    {"NaN  Infinity", "numbers too"},
};

std::vector<const CommandSpec*> rows_of(Menu menu, const View& view, bool all) {
    std::vector<const CommandSpec*> rows;
    for (const CommandSpec& spec : commands())
        if (spec.menu == menu && (all || !view.ui.keymap().hint(spec.id).empty())) rows.push_back(&spec);
    return rows;
}

/// On the same line, at `x` of the window. SameLine(x) counts from the surrounding group instead.
void continue_at(float x) {
    ImGui::SameLine();
    ImGui::SetCursorPosX(x);
}

void draw_command_line(const CommandSpec& spec, const View& view, float width, float key_width, bool with_help) {
    const float left = ImGui::GetCursorPosX();
    bool is_first = true;
    for (const Chord& chord : view.ui.keymap().chords(spec.id)) {
        if (!chord.is_set()) continue;
        if (!is_first) ImGui::SameLine(0, grid(1));
        key_cap(print_chord(chord));
        is_first = false;
    }
    if (is_first) text("", Tone::Dim);
    continue_at(left + key_width);
    text_cut(spec.title, width - key_width);
    tooltip(spec.help);
    if (!with_help) return;
    continue_at(left + key_width + em(13));
    text_cut(spec.help, std::max(em(4), width - key_width - em(13)), Tone::Dim);
}

void draw_written(std::string_view written, std::string_view words, float width, float written_width) {
    const float left = ImGui::GetCursorPosX();
    {
        const scoped::Font mono(fonts().mono);
        text_cut(written, written_width - grid(2));
    }
    continue_at(left + written_width);
    text_cut(words, std::max(em(4), width - written_width), Tone::Dim);
}

}  // namespace

void draw_condition_help(const View& view) {
    const float available = ImGui::GetContentRegionAvail().x;
    const int columns = available > em(84) ? 2 : 1;
    const float width = available / static_cast<float>(columns), written_width = std::min(em(20), width * 0.5F);
    ImGui::Dummy({0, grid(2)});
    const ImVec2 start = ImGui::GetCursorPos();
    ImGui::BeginGroup();
    heading("Breakpoints stop, and Find in the recording looks, where");
    for (const ConditionForm& form : condition_forms())
        draw_written(text_of_form(form, nullptr, view.session, view.ui.selection()), form.help, width - grid(4),
                     written_width);
    ImGui::EndGroup();
    const float lowest = ImGui::GetCursorPosY();
    if (columns == 2) ImGui::SetCursorPos({start.x + width, start.y});
    ImGui::BeginGroup();
    heading("Expressions, which can be watched too");
    for (const ExpressionPart& part : kExpressionParts)
        draw_written(part.written, part.words, width - grid(4), written_width);
    ImGui::EndGroup();
    ImGui::SetCursorPos({start.x, std::max(lowest, ImGui::GetCursorPosY())});
    ImGui::Dummy({0, grid(1)});
}

void draw_marks_legend() {
    const float width = em(22), available = ImGui::GetContentRegionAvail().x;
    const int columns = std::max(1, static_cast<int>(available / width));
    section("Marks");
    const float left = ImGui::GetCursorPosX();
    int column = 0;
    for (const Mark& mark : kMarks) {
        if (column > 0) continue_at(left + static_cast<float>(column) * width);
        glyph(mark.glyph, mark.tone);
        ImGui::SameLine(0, grid(2));
        text(mark.words, Tone::Dim);
        column = (column + 1) % columns;
    }
}

void draw_key_columns(const View& view, bool all) {
    // Key caps are higher than a line of text.
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(ImGui::GetStyle().ItemSpacing.x, grid(1.5F)));
    const float available = ImGui::GetContentRegionAvail().x, wanted = all ? em(46) : em(24);
    const int columns = std::clamp(static_cast<int>(available / wanted), 1, 3);
    const float width = available / static_cast<float>(columns), key_width = em(10.5F);
    const Menu menus[] = {Menu::File,  Menu::Edit, Menu::Run, Menu::Breakpoints,
                          Menu::Watch, Menu::View, Menu::Go,  Menu::Help};
    std::size_t total = 0;
    for (const Menu menu : menus) total += rows_of(menu, view, all).size() + 2;
    // Menus stay whole: a column is full when it has its share of the lines.
    const std::size_t share = (total + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    const ImVec2 start = ImGui::GetCursorPos();
    float lowest = start.y;
    std::size_t used = 0;
    int column = 0;
    ImGui::BeginGroup();
    for (const Menu menu : menus) {
        const auto rows = rows_of(menu, view, all);
        if (rows.empty()) continue;
        if (used > 0 && used + rows.size() / 2 > share && column + 1 < columns) {
            ++column;
            used = 0;
            ImGui::EndGroup();
            lowest = std::max(lowest, ImGui::GetCursorPosY());
            ImGui::SetCursorPos({start.x + width * static_cast<float>(column), start.y});
            ImGui::BeginGroup();
        }
        ImGui::Dummy({0, grid(1)});
        heading(kMenuTitles[static_cast<std::size_t>(menu)]);
        for (const CommandSpec* spec : rows) draw_command_line(*spec, view, width - grid(4), key_width, all);
        used += rows.size() + 2;
    }
    ImGui::EndGroup();
    lowest = std::max(lowest, ImGui::GetCursorPosY());
    ImGui::SetCursorPos({start.x, lowest});
    ImGui::Dummy({0, 0});
}

}  // namespace slotscope::gui
