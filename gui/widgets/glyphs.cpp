// SPDX-License-Identifier: MIT
#include "widgets/glyphs.h"

#include <algorithm>
#include <cmath>

#include "widgets/context.h"

namespace slotscope::gui {
namespace {

/// A pen in a square of -1..1 around the centre, y downwards.
class Pen {
public:
    Pen(ImDrawList* list, ImVec2 centre, float size, ImU32 colour)
        : list_(list), c_(centre), r_(size * 0.5F), colour_(colour), line_(std::max(1.0F, std::round(size * 0.105F))) {}

    [[nodiscard]] ImVec2 at(float x, float y) const { return {c_.x + x * r_, c_.y + y * r_}; }

    void fill3(ImVec2 a, ImVec2 b, ImVec2 c) { list_->AddTriangleFilled(a, b, c, colour_); }
    void stroke3(ImVec2 a, ImVec2 b, ImVec2 c) { list_->AddTriangle(a, b, c, colour_, line_); }
    void bar(float x0, float y0, float x1, float y1) {
        const ImVec2 a = at(x0, y0), b = at(x1, y1);
        list_->AddRectFilled({std::round(a.x), std::round(a.y)},
                             {std::max(std::round(a.x) + 1, std::round(b.x)), std::round(b.y)}, colour_);
    }
    void box(float x0, float y0, float x1, float y1, float rounding = 0) {
        list_->AddRect(snap(at(x0, y0)), snap(at(x1, y1)), colour_, rounding * r_, 0, line_);
    }
    void line(float x0, float y0, float x1, float y1) { list_->AddLine(at(x0, y0), at(x1, y1), colour_, line_); }
    void poly(std::initializer_list<ImVec2> points, bool closed = false) {
        for (const ImVec2 p : points) list_->PathLineTo(at(p.x, p.y));
        list_->PathStroke(colour_, closed ? ImDrawFlags_Closed : 0, line_);
    }
    void disc(float r) { list_->AddCircleFilled(c_, r_ * r, colour_); }
    void disc_at(float x, float y, float r) { list_->AddCircleFilled(at(x, y), r_ * r, colour_); }
    void circle(float r) { list_->AddCircle(c_, r_ * r, colour_, 0, line_); }
    void circle_at(float x, float y, float r) { list_->AddCircle(at(x, y), r_ * r, colour_, 0, line_); }
    void arc(float r, float from, float to) {
        list_->PathArcTo(c_, r_ * r, from, to);
        list_->PathStroke(colour_, 0, line_);
    }

private:
    static ImVec2 snap(ImVec2 p) { return {std::floor(p.x) + 0.5F, std::floor(p.y) + 0.5F}; }

    ImDrawList* list_;
    ImVec2 c_;
    float r_;
    ImU32 colour_;
    float line_;
};

constexpr float kPi = 3.14159265F;

void draw_transport(Pen& p, Glyph glyph) {
    switch (glyph) {
        case Glyph::Play: p.fill3(p.at(-0.55F, -0.75F), p.at(-0.55F, 0.75F), p.at(0.8F, 0)); break;
        case Glyph::Pause:
            p.bar(-0.6F, -0.7F, -0.15F, 0.7F);
            p.bar(0.15F, -0.7F, 0.6F, 0.7F);
            break;
        case Glyph::StepFrame:
            p.bar(-0.75F, -0.7F, -0.5F, 0.7F);
            p.fill3(p.at(-0.25F, -0.7F), p.at(-0.25F, 0.7F), p.at(0.85F, 0));
            break;
        case Glyph::StepInto:
            p.line(0, -0.9F, 0, 0.2F);
            p.fill3(p.at(-0.5F, -0.05F), p.at(0.5F, -0.05F), p.at(0, 0.55F));
            p.bar(-0.55F, 0.7F, 0.55F, 0.92F);
            break;
        case Glyph::PlayBack: p.fill3(p.at(0.55F, -0.75F), p.at(0.55F, 0.75F), p.at(-0.8F, 0)); break;
        case Glyph::StepFrameBack:
            p.bar(0.5F, -0.7F, 0.75F, 0.7F);
            p.fill3(p.at(0.25F, -0.7F), p.at(0.25F, 0.7F), p.at(-0.85F, 0));
            break;
        case Glyph::StepIntoBack:
            p.line(0, -0.1F, 0, 0.6F);
            p.fill3(p.at(-0.5F, -0.2F), p.at(0.5F, -0.2F), p.at(0, -0.85F));
            p.bar(-0.55F, 0.7F, 0.55F, 0.92F);
            break;
        case Glyph::GoToEnd:
            p.bar(0.55F, -0.7F, 0.8F, 0.7F);
            p.fill3(p.at(-0.7F, -0.7F), p.at(-0.7F, 0.7F), p.at(0.4F, 0));
            break;
        case Glyph::FastForward:
            p.fill3(p.at(-0.8F, -0.65F), p.at(-0.8F, 0.65F), p.at(0.05F, 0));
            p.fill3(p.at(0, -0.65F), p.at(0, 0.65F), p.at(0.85F, 0));
            break;
        case Glyph::Restart:
            p.bar(-0.8F, -0.7F, -0.55F, 0.7F);
            p.fill3(p.at(0.7F, -0.7F), p.at(0.7F, 0.7F), p.at(-0.4F, 0));
            break;
        case Glyph::Stop: p.bar(-0.6F, -0.6F, 0.6F, 0.6F); break;
        default: break;
    }
}

void draw_mark(Pen& p, Glyph glyph) {
    switch (glyph) {
        case Glyph::Up: p.fill3(p.at(-0.6F, 0.45F), p.at(0.6F, 0.45F), p.at(0, -0.55F)); break;
        case Glyph::Down: p.fill3(p.at(-0.6F, -0.45F), p.at(0.6F, -0.45F), p.at(0, 0.55F)); break;
        case Glyph::UpHollow: p.stroke3(p.at(-0.55F, 0.4F), p.at(0.55F, 0.4F), p.at(0, -0.5F)); break;
        case Glyph::DownHollow: p.stroke3(p.at(-0.55F, -0.4F), p.at(0.55F, -0.4F), p.at(0, 0.5F)); break;
        case Glyph::Right: p.fill3(p.at(-0.4F, -0.6F), p.at(-0.4F, 0.6F), p.at(0.55F, 0)); break;
        case Glyph::RightHollow: p.stroke3(p.at(-0.4F, -0.55F), p.at(-0.4F, 0.55F), p.at(0.5F, 0)); break;
        case Glyph::LeftSolid: p.fill3(p.at(0.4F, -0.6F), p.at(0.4F, 0.6F), p.at(-0.55F, 0)); break;
        case Glyph::Next: p.fill3(p.at(-0.5F, -0.7F), p.at(-0.5F, 0.7F), p.at(0.7F, 0)); break;
        case Glyph::Diamond:
            p.fill3(p.at(0, -0.65F), p.at(0.65F, 0), p.at(-0.65F, 0));
            p.fill3(p.at(0, 0.65F), p.at(-0.65F, 0), p.at(0.65F, 0));
            break;
        case Glyph::DiamondHollow: p.poly({{0, -0.6F}, {0.6F, 0}, {0, 0.6F}, {-0.6F, 0}}, true); break;
        case Glyph::Dot: p.disc(0.5F); break;
        case Glyph::Ring: p.circle(0.5F); break;
        case Glyph::Square: p.bar(-0.45F, -0.45F, 0.45F, 0.45F); break;
        case Glyph::Check: p.poly({{-0.6F, 0.05F}, {-0.15F, 0.5F}, {0.65F, -0.5F}}); break;
        case Glyph::Cross:
            p.line(-0.5F, -0.5F, 0.5F, 0.5F);
            p.line(-0.5F, 0.5F, 0.5F, -0.5F);
            break;
        case Glyph::Equal:
            p.line(-0.5F, -0.22F, 0.5F, -0.22F);
            p.line(-0.5F, 0.22F, 0.5F, 0.22F);
            break;
        case Glyph::Dash: p.line(-0.5F, 0, 0.5F, 0); break;
        default: break;
    }
}

void draw_object(Pen& p, Glyph glyph) {
    switch (glyph) {
        case Glyph::Search:
            p.circle_at(-0.15F, -0.15F, 0.5F);
            p.line(0.22F, 0.22F, 0.75F, 0.75F);
            break;
        case Glyph::File:
            p.poly({{-0.5F, -0.75F}, {0.15F, -0.75F}, {0.55F, -0.3F}, {0.55F, 0.75F}, {-0.5F, 0.75F}}, true);
            p.poly({{0.12F, -0.72F}, {0.12F, -0.28F}, {0.52F, -0.28F}});
            break;
        case Glyph::Folder:
            p.poly({{-0.75F, 0.6F}, {-0.75F, -0.6F}, {-0.2F, -0.6F}, {0.05F, -0.3F}, {0.75F, -0.3F}, {0.75F, 0.6F}},
                   true);
            break;
        case Glyph::ArrowLeft:
            p.line(-0.7F, 0, 0.7F, 0);
            p.poly({{-0.15F, -0.5F}, {-0.7F, 0}, {-0.15F, 0.5F}});
            break;
        case Glyph::ArrowRight:
            p.line(-0.7F, 0, 0.7F, 0);
            p.poly({{0.15F, -0.5F}, {0.7F, 0}, {0.15F, 0.5F}});
            break;
        case Glyph::ArrowUp:
            p.line(0, -0.7F, 0, 0.7F);
            p.poly({{-0.5F, -0.15F}, {0, -0.7F}, {0.5F, -0.15F}});
            break;
        case Glyph::ArrowDown:
            p.line(0, -0.7F, 0, 0.7F);
            p.poly({{-0.5F, 0.15F}, {0, 0.7F}, {0.5F, 0.15F}});
            break;
        case Glyph::Warning:
            p.poly({{0, -0.75F}, {0.8F, 0.65F}, {-0.8F, 0.65F}}, true);
            p.line(0, -0.25F, 0, 0.2F);
            p.disc_at(0, 0.43F, 0.1F);
            break;
        case Glyph::Info:
            p.circle(0.75F);
            p.line(0, -0.1F, 0, 0.42F);
            p.disc_at(0, -0.38F, 0.11F);
            break;
        case Glyph::Maximise: p.box(-0.6F, -0.6F, 0.6F, 0.6F); break;
        case Glyph::Restore:
            p.box(-0.65F, -0.25F, 0.3F, 0.65F);
            p.poly({{-0.25F, -0.3F}, {-0.25F, -0.65F}, {0.65F, -0.65F}, {0.65F, 0.25F}, {0.35F, 0.25F}});
            break;
        case Glyph::ChevronDown: p.poly({{-0.5F, -0.22F}, {0, 0.28F}, {0.5F, -0.22F}}); break;
        case Glyph::ChevronRight: p.poly({{-0.22F, -0.5F}, {0.28F, 0}, {-0.22F, 0.5F}}); break;
        case Glyph::Plus:
            p.line(-0.55F, 0, 0.55F, 0);
            p.line(0, -0.55F, 0, 0.55F);
            break;
        case Glyph::Minus: p.line(-0.55F, 0, 0.55F, 0); break;
        case Glyph::Menu:
            p.line(-0.6F, -0.45F, 0.6F, -0.45F);
            p.line(-0.6F, 0, 0.6F, 0);
            p.line(-0.6F, 0.45F, 0.6F, 0.45F);
            break;
        case Glyph::Clock:
            p.circle(0.75F);
            p.poly({{0, -0.42F}, {0, 0.05F}, {0.35F, 0.22F}});
            break;
        case Glyph::Reload:
            p.arc(0.6F, -0.25F * kPi, 1.4F * kPi);
            p.fill3(p.at(0.1F, -0.8F), p.at(0.75F, -0.6F), p.at(0.3F, -0.1F));
            break;
        case Glyph::Target:
            p.circle(0.6F);
            p.disc(0.2F);
            break;
        case Glyph::Sun:
            p.circle(0.35F);
            for (int i = 0; i < 8; ++i) {
                const float a = static_cast<float>(i) * kPi / 4, x = std::cos(a), y = std::sin(a);
                p.line(x * 0.58F, y * 0.58F, x * 0.85F, y * 0.85F);
            }
            break;
        case Glyph::Bookmark:
            p.poly({{-0.5F, -0.75F}, {0.5F, -0.75F}, {0.5F, 0.75F}, {0, 0.3F}, {-0.5F, 0.75F}}, true);
            break;
        case Glyph::Fork:
            p.line(-0.7F, 0.35F, 0.7F, 0.35F);
            p.poly({{-0.35F, 0.35F}, {0.1F, -0.45F}, {0.7F, -0.45F}});
            break;
        case Glyph::Pencil:
            p.poly({{-0.7F, 0.7F}, {-0.55F, 0.15F}, {0.3F, -0.7F}, {0.7F, -0.3F}, {-0.15F, 0.55F}}, true);
            p.line(0.05F, -0.45F, 0.45F, -0.05F);
            break;
        case Glyph::Moon:
            p.arc(0.65F, 0.1F * kPi, 1.4F * kPi);
            p.poly({{-0.2F, -0.62F}, {-0.22F, 0}, {0.15F, 0.3F}, {0.62F, 0.2F}});
            break;
        default: break;
    }
}

}  // namespace

void draw_glyph(ImDrawList* list, Glyph glyph, ImVec2 centre, float size, ImU32 colour) {
    Pen pen(list, centre, size, colour);
    if (glyph <= Glyph::Stop) draw_transport(pen, glyph);
    else if (glyph <= Glyph::Next) draw_mark(pen, glyph);
    else draw_object(pen, glyph);
}

void glyph(Glyph shape, ImU32 colour) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = em(), height = ImGui::GetTextLineHeight();
    ImGui::Dummy({side, height});
    draw_glyph(ImGui::GetWindowDrawList(), shape, {at.x + side * 0.5F, std::round(at.y + height * 0.5F)}, side * 0.8F,
               colour);
}

void glyph(Glyph shape, Tone tone) { glyph(shape, color(tone)); }

void draw_dashed_line(ImDrawList* list, ImVec2 from, ImVec2 to, ImU32 colour, float thickness, float dash) {
    const float dx = to.x - from.x, dy = to.y - from.y, length = std::sqrt(dx * dx + dy * dy);
    if (length <= 0 || dash <= 0) return;
    for (float at = 0; at < length; at += 2 * dash) {
        const float t0 = at / length, t1 = std::min(at + dash, length) / length;
        list->AddLine({from.x + dx * t0, from.y + dy * t0}, {from.x + dx * t1, from.y + dy * t1}, colour, thickness);
    }
}

void draw_hatch(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float spacing, float thickness) {
    if (max.x <= min.x || max.y <= min.y || spacing <= 0) return;
    list->PushClipRect(min, max, true);
    const float height = max.y - min.y;
    for (float x = min.x - height; x < max.x; x += spacing)
        list->AddLine({x, max.y}, {x + height, min.y}, colour, thickness);
    list->PopClipRect();
}

}  // namespace slotscope::gui
