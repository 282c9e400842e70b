// SPDX-License-Identifier: MIT
#include "panels/timeline_bar.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/hit_rows.h"
#include "model/places.h"
#include "model/slot_facts.h"
#include "panels/command_ui.h"
#include "panels/frame_axis.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr float kReach = 1.5F;  // grid steps: a mark of two pixels can be hit from so far

void label_at(ImVec2 at, std::string_view words, Tone tone, ImFont* font) {
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::round(at.x), std::round(at.y)}, color(tone),
                                        words.data(), words.data() + words.size());
}

float thickness() { return std::max(hairline(), grid(0.5F)); }

}  // namespace

float TimelineBar::Geometry::x(double frame) const {
    return std::round(left + static_cast<float>(x_of(span, frame, static_cast<double>(width))));
}

FrameNumber TimelineBar::Geometry::frame_under_mouse(FrameNumber newest) const {
    const float at = std::clamp(ImGui::GetIO().MousePos.x - left, 0.0F, width);
    return std::min(newest, frame_at(span, static_cast<double>(at), static_cast<double>(width)));
}

void TimelineBar::refresh(const Session& session) {
    if (revision_ == session.revision()) return;
    revision_ = session.revision();
    inputs_ = input_marks(session.history().log());
    keyframes_ = session.history().keyframe_frames();
    bookmarks_.clear();
    for (const Bookmark& bookmark : session.history().branch().bookmarks.all()) bookmarks_.push_back(bookmark.frame);
    forks_.clear();
    // Where this branch left another, and where others left it or one that they have in common.
    const Branch& here = session.history().branch();
    if (here.parent) forks_.push_back(here.fork_frame);
    for (const Branch* branch : session.other_branches())
        if (branch->parent && branch->fork_frame <= here.newest()) forks_.push_back(branch->fork_frame);
    std::ranges::sort(forks_);
}

void TimelineBar::find_marks(const Session& session, const Geometry& place) {
    const auto width = static_cast<double>(place.width);
    const auto faults = session.faults();
    lane_.faults = merged_marks(
        faults.size(), [&](std::size_t i) { return faults[i].frame; }, place.span, width);
    lane_.hits.clear();
    if (session.hits()) {
        const auto& hits = session.hits()->hits;
        lane_.hits = merged_marks(
            hits.size(), [&](std::size_t i) { return hits[i].frame; }, place.span, width);
    }
    lane_.edits = frame_marks(inputs_.edits, place.span, width);
    lane_.swaps = frame_marks(inputs_.swaps, place.span, width);
    lane_.bookmarks = frame_marks(bookmarks_, place.span, width);
    lane_.forks = frame_marks(forks_, place.span, width);
}

void TimelineBar::draw(const View& view, float height_below, Outbox& out) {
    const Session& session = view.session;
    refresh(session);
    const float inset = grid(2), lane = grid(4), below = grid(2), least = grid(3.5F);
    // A low panel gets a low bar, and one that is lower still no labels, so that it need not scroll, which would take the
    // wheel.
    const float line = fonts().mono->FontSize + grid(0.5F), height = ImGui::GetContentRegionAvail().y - lane - below;
    const float labels = height >= least + line ? line : 0;
    const float bar = std::clamp(height - labels - height_below, least, grid(7));
    const float full = std::max(em(3), ImGui::GetContentRegionAvail().x);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("##frames", {full, lane + bar + below + labels},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
    const bool hovered = ImGui::IsItemHovered();
    probe_item("Frames");
    const FrameNumber newest = session.newest_frame(), here = session.cursor().frame;
    if (const auto what = zoom_keys_.due(view.ui, PanelId::Timeline))
        zoom_frames(zoom_, *what, here, static_cast<double>(full - 2 * inset), newest);
    const Geometry place{zoom_.update(newest, here, drag_ == Drag::None),
                         at.x + inset,
                         full - 2 * inset,
                         at.y,
                         at.y + lane,
                         at.y + lane + bar,
                         at.y + lane + bar + below};
    take_mouse(view, out, place, hovered);
    find_marks(session, place);
    {
        const scoped::ClipRect clip({at.x, at.y}, {at.x + full, at.y + lane + bar + below + labels});
        draw_recorded(session, place);
        draw_ticks(place, at.x, full, labels > 0);
        draw_marks(place);
        draw_cursor(session, place);
    }
    // A place of its own for tests and scripts, which click in the middle of what they name.
    if (probing()) {
        const float cursor = place.x(static_cast<double>(session.cursor().frame));
        probe("Cursor", {cursor - grid(1), place.top}, {cursor + grid(1), place.bottom});
        const float quarter = place.left + place.width * 0.25F;
        probe("Quarter", {quarter - grid(1), place.top}, {quarter + grid(1), place.bottom});
    }
    if (hovered && drag_ == Drag::None) hover_card(session, place);
    draw_menu(view, out);
}

void TimelineBar::draw_recorded(const Session& session, const Geometry& place) const {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float right = place.left + place.width;
    const auto inside = [&](float x) { return std::clamp(x, place.left, right); };
    list->AddRectFilled({place.left, place.top}, {right, place.bottom}, color(Tone::Window), grid(0.5F));
    const float start = inside(place.x(0)), cursor = inside(place.x(static_cast<double>(session.cursor().frame))),
                newest = inside(place.x(static_cast<double>(session.newest_frame())));
    // What lies behind the cursor is recorded too, but not on the way to what is shown.
    if (newest > start)
        list->AddRectFilled({start, place.top}, {newest, place.bottom}, color(Tone::Accent, 0.1F), grid(0.5F));
    if (cursor > start)
        list->AddRectFilled({start, place.top}, {cursor, place.bottom}, color(Tone::Accent, 0.14F), grid(0.5F));
    if (session.newest_frame() > 0 && newest < right)
        list->AddRectFilled({newest, place.top}, {newest + hairline(), place.bottom}, color(Tone::Dim));

    std::optional<FrameRange> loop = session.loop();
    if (drag_ == Drag::Loop) {
        const FrameNumber here = place.frame_under_mouse(session.newest_frame());
        loop = FrameRange{std::min(anchor_, here), std::max(anchor_, here)};
    }
    if (loop) {
        const float first = inside(place.x(static_cast<double>(loop->first))),
                    last = inside(place.x(static_cast<double>(loop->last)));
        list->AddRectFilled({first, place.top}, {last, place.bottom}, color(Tone::Live, 0.13F));
        list->AddRectFilled({first, place.top}, {last, place.top + thickness()}, color(Tone::Live));
        for (const float x : {first, last})
            list->AddRectFilled({x, place.top}, {x + hairline(), place.bottom}, color(Tone::Live, 0.8F));
    }
    // Keyframes: columns from which any frame near them is reached at once.
    for (const TimelineMark& mark : frame_marks(keyframes_, place.span, static_cast<double>(place.width))) {
        const float x = std::round(place.left + static_cast<float>(mark.x));
        list->AddRectFilled({x, place.bottom + grid(0.5F)},
                            {x + std::max(hairline(), grid(0.25F)), place.bottom + grid(1.5F)},
                            color(Tone::Done, mark.count > 1 ? 0.95F : 0.7F));
    }
}

void TimelineBar::draw_ticks(const Geometry& place, float full_left, float full_width, bool has_labels) const {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float bar = place.bottom - place.top;
    for (const TimelineTick& tick :
         timeline_ticks(place.span, static_cast<double>(place.width), frame_label_gap(place.span))) {
        const float x = place.x(static_cast<double>(tick.frame)), height = tick.is_major ? bar * 0.5F : bar * 0.22F;
        list->AddRectFilled({x, place.bottom - height}, {x + hairline(), place.bottom},
                            color(tick.is_major ? Tone::Dim : Tone::Faint, 0.8F));
        if (!tick.is_major || !has_labels) continue;
        const std::string words = grouped(tick.frame);
        const float w = text_width(words, fonts().mono);
        label_at({std::clamp(x - w * 0.5F, full_left, std::max(full_left, full_left + full_width - w)), place.labels},
                 words, Tone::Dim, fonts().mono);
    }
}

void TimelineBar::draw_marks(const Geometry& place) const {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float y = place.marks + (place.top - place.marks) * 0.5F;
    const auto draw_all = [&](const std::vector<TimelineMark>& marks, Glyph shape, Tone tone, float size) {
        float free_from = place.left - em();  // glyphs that would lie over each other are drawn once
        for (const TimelineMark& mark : marks) {
            const float x = std::round(place.left + static_cast<float>(mark.x));
            list->AddRectFilled({x, place.top}, {x + thickness(), place.bottom}, color(tone, 0.75F));
            if (x < free_from) continue;
            draw_glyph(list, shape, {x + thickness() * 0.5F, y}, em(size), color(tone));
            free_from = x + em(size * 0.8F);
        }
    };
    // Found places may be in every frame: ticks in the upper part leave the bar to be seen, brighter where there are more.
    const float hit_bottom = place.top + (place.bottom - place.top) * 0.35F;
    std::uint64_t most = 1;
    for (const TimelineMark& mark : lane_.hits) most = std::max(most, mark.count);
    for (const TimelineMark& mark : lane_.hits) {
        const float x = std::round(place.left + static_cast<float>(mark.x));
        const float share = static_cast<float>(mark.count) / static_cast<float>(most);
        list->AddRectFilled({x, place.top}, {x + std::max(hairline(), grid(0.25F)), hit_bottom},
                            color(Tone::Breakpoint, 0.4F + 0.6F * share));
    }
    draw_all(lane_.forks, Glyph::Fork, Tone::Replay, 0.8F);
    draw_all(lane_.edits, Glyph::Pencil, Tone::Changed, 0.75F);
    draw_all(lane_.swaps, Glyph::Reload, Tone::Read, 0.75F);
    draw_all(lane_.bookmarks, Glyph::Bookmark, Tone::Text, 0.75F);
    draw_all(lane_.faults, Glyph::Diamond, Tone::Fault, 0.55F);
}

void TimelineBar::draw_cursor(const Session& session, const Geometry& place) const {
    const float x = place.x(static_cast<double>(session.cursor().frame));
    if (x < place.left - 1 || x > place.left + place.width + 1) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({x, place.top - grid(0.5F)}, {x + thickness(), place.bottom}, color(Tone::Accent));
    draw_glyph(list, Glyph::Down, {x + thickness() * 0.5F, place.marks + (place.top - place.marks) * 0.5F}, em(0.75F),
               color(Tone::Accent));
}

void TimelineBar::take_mouse(const View& view, Outbox& out, const Geometry& place, bool hovered) {
    const Session& session = view.session;
    const bool is_active = ImGui::IsItemActive();
    if (ImGui::IsItemActivated()) press(view, out, place);
    if (drag_ != Drag::None) {
        drag(session, out, place, !is_active);
        if (!is_active) drag_ = Drag::None;
    }
    // Where the panel itself scrolls, the wheel alone is its.
    const ImGuiIO& io = ImGui::GetIO();
    if (hovered && (ImGui::GetScrollMaxY() <= 0 || io.KeyCtrl || io.KeyShift))
        take_frame_wheel(zoom_, place.left, place.width, session.newest_frame());
    if (hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
        menu_frame_ = place.frame_under_mouse(session.newest_frame());
        ImGui::OpenPopup("frame menu");
    }
}

void TimelineBar::press(const View& view, Outbox& out, const Geometry& place) {
    const Session& session = view.session;
    if (ImGui::IsMouseDown(ImGuiMouseButton_Middle)) {
        drag_ = Drag::Pan;
        return;
    }
    anchor_ = place.frame_under_mouse(session.newest_frame());
    if (ImGui::GetIO().KeyCtrl) {
        drag_ = Drag::Loop;
        return;
    }
    drag_ = Drag::Scrub;
    asked_.reset();
    out.push(LeavePlace{place_of(session)});
    const double x = static_cast<double>(ImGui::GetIO().MousePos.x - place.left);
    press_mark(session, out, x);
}

/// Goes to the fault or the found place that is marked there.
void TimelineBar::press_mark(const Session& session, Outbox& out, double x) {
    const double reach = static_cast<double>(grid(kReach));
    const TimelineMark *fault = nearest_mark(lane_.faults, x, reach), *found = nearest_mark(lane_.hits, x, reach);
    if (fault != nullptr && fault->first < session.faults().size()) {
        const Fault& hit = session.faults()[fault->first];
        asked_ = hit.frame;
        out.push(SeekTo{hit.frame});
        if (hit.slot) out.push(SelectSlot{*hit.slot});
        if (hit.step != kOutsideSteps) out.push(SelectStep{hit.step});
    } else if (found != nullptr && session.hits() && found->first < session.hits()->hits.size()) {
        const ConditionHit& hit = session.hits()->hits[found->first];
        asked_ = hit.frame;
        out.push(place_of_hit(hit));
    }
}

void TimelineBar::drag(const Session& session, Outbox& out, const Geometry& place, bool is_over) {
    const FrameNumber here = place.frame_under_mouse(session.newest_frame());
    switch (drag_) {
        case Drag::Scrub: {
            // A mark that was hit stays the target until the mouse moves away from where it was pressed.
            if (asked_ && here == anchor_) break;
            anchor_ = session.newest_frame() + 1;  // it has moved: every frame counts from here on
            const bool is_there = asked_ ? *asked_ == here : place_of(session) == Place{here, kFrameEnd};
            // A seek that takes longer than a frame of the interface is let finish, so that something is seen.
            if (is_there || (session.work() && !is_over)) break;
            out.push(SeekTo{here});
            asked_ = here;
            break;
        }
        case Drag::Loop:
            if (!is_over) break;
            if (here == anchor_) out.push(SetLoop{});
            else out.push(SetLoop{FrameRange{std::min(anchor_, here), std::max(anchor_, here)}});
            break;
        case Drag::Pan:
            zoom_.pan(-static_cast<double>(ImGui::GetIO().MouseDelta.x), static_cast<double>(place.width),
                      session.newest_frame());
            break;
        case Drag::None: break;
    }
}

void TimelineBar::hover_card(const Session& session, const Geometry& place) const {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double x = static_cast<double>(std::clamp(mouse.x - place.left, 0.0F, place.width));
    const float line = place.left + static_cast<float>(x);
    ImGui::GetWindowDrawList()->AddRectFilled({line, place.top}, {line + hairline(), place.bottom},
                                              color(Tone::Text, 0.6F));
    const double reach = static_cast<double>(grid(kReach));
    const TimelineMark* fault = nearest_mark(lane_.faults, x, reach);
    const TimelineMark* bookmark = nearest_mark(lane_.bookmarks, x, reach);
    const HoverCard card;
    if (!card) return;
    const FrameNumber under = frame_at(place.span, x, static_cast<double>(place.width));
    const FrameNumber shown = fault != nullptr ? session.faults()[fault->first].frame : under;
    text("Frame " + grouped(shown));
    if (const auto time = time_of(session, shown)) text_mono(time_words(*time), Tone::Dim);
    else if (shown > session.newest_frame()) text("not run yet", Tone::Dim);
    const scoped::TextWrap wrap(em(28));
    if (fault != nullptr) {
        text(session.faults()[fault->first].message, Tone::Fault);
        if (fault->count > 1) text("and " + counted(fault->count - 1, "more fault") + " here", Tone::Dim);
    }
    if (bookmark != nullptr) {
        const Bookmark& marked = session.history().branch().bookmarks.all()[bookmark->first];
        text("Bookmark of frame " + grouped(marked.frame) + (marked.text.empty() ? "" : ": " + marked.text));
    }
    const auto say = [&](const std::vector<TimelineMark>& marks, std::string_view one, Tone tone) {
        if (const TimelineMark* mark = nearest_mark(marks, x, reach)) text(counted(mark->count, one), tone);
    };
    if (const TimelineMark* found = nearest_mark(lane_.hits, x, reach); found != nullptr && session.hits())
        text(counted(found->count, "hit") + " of " + session.hits()->condition, Tone::Breakpoint);
    say(lane_.edits, "edit", Tone::Changed);
    say(lane_.swaps, "hot swap", Tone::Read);
    say(lane_.forks, "fork", Tone::Replay);
}

void TimelineBar::draw_menu(const View& view, Outbox& out) {
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1.75F)));
    const scoped::Popup popup("frame menu");
    if (!popup) return;
    const Session& session = view.session;
    const ProbeScope scope("Frame menu");
    const FrameNumber frame = menu_frame_, newest = session.newest_frame();
    if (frame > newest) return ImGui::CloseCurrentPopup();
    text_mono("Frame " + grouped(frame), Tone::Dim);
    hairline_rule();
    if (menu_item({.label = "Go there"})) jump(session, out, SeekTo{frame});
    ImGui::Separator();
    if (has_bookmark(session, frame)) {
        if (menu_item({.label = "Rename bookmark…"})) out.push(ShowPrompt{AskBookmark{frame}});
        if (menu_item({.label = "Remove bookmark"})) out.push(RemoveBookmark{frame});
    } else {
        if (menu_item({.label = "Bookmark"})) out.push(SetBookmark{{frame, {}}});
        if (menu_item({.label = "Bookmark with a note…"})) out.push(ShowPrompt{AskBookmark{frame}});
    }
    ImGui::Separator();
    const auto& loop = session.loop();
    const FrameNumber last = loop && loop->last > frame ? loop->last : newest,
                      first = loop && loop->first < frame ? loop->first : 0;
    if (menu_item({.label = "Loop from here",
                   .tooltip = "Playing repeats the frames from this one on.",
                   .enabled = frame < last}))
        out.push(SetLoop{FrameRange{frame, last}});
    if (menu_item({.label = "Loop up to here",
                   .tooltip = "Playing repeats the frames up to this one.",
                   .enabled = first < frame}))
        out.push(SetLoop{FrameRange{first, frame}});
    command_item(CommandId::LoopClear, view, out);
    ImGui::Separator();
    if (menu_item({.label = "Show the whole recording", .enabled = is_zoomed()})) show_all();
}

}  // namespace slotscope::gui
