// SPDX-License-Identifier: MIT
#include "widgets/theme.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

using namespace slotscope::gui;
using Catch::Matchers::WithinAbs;

namespace {

constexpr Tone kSurfaces[] = {Tone::Window, Tone::Panel, Tone::Raised};
constexpr double kTextContrast = 7.0, kDimContrast = 4.5, kGlyphContrast = 3.0;

double distance(Rgba a, Rgba b) {
    return std::sqrt(std::pow(a.r - b.r, 2) + std::pow(a.g - b.g, 2) + std::pow(a.b - b.b, 2));
}

}  // namespace

TEST_CASE("Theme: words reach 7:1 and dim words 4.5:1 on every surface, also on tinted rows", "[panels][theme]") {
    for (const Theme* theme : {&dark_theme(), &light_theme()}) {
        INFO((theme->is_dark ? "dark" : "light"));
        for (const Tone surface : kSurfaces) {
            INFO("surface " << static_cast<int>(surface));
            const Rgba ground = (*theme)[surface];
            CHECK(contrast_ratio((*theme)[Tone::Text], ground) >= kTextContrast);
            CHECK(contrast_ratio((*theme)[Tone::Dim], ground) >= kDimContrast);
            for (const Tone tint : {Tone::ChangedRow, Tone::SelectedRow, Tone::FaultRow})
                CHECK(contrast_ratio((*theme)[Tone::Text], blend((*theme)[tint], ground)) >= kTextContrast);
        }
    }
}

TEST_CASE("Theme: every meaning can be read on a panel", "[panels][theme]") {
    for (const Theme* theme : {&dark_theme(), &light_theme()}) {
        const Rgba panel = (*theme)[Tone::Panel];
        for (const Tone tone : {Tone::Stale, Tone::Changed, Tone::Write, Tone::Read, Tone::Warning, Tone::Done,
                                Tone::Accent, Tone::Fault, Tone::BitSign, Tone::BitExponent, Tone::BitMantissa}) {
            INFO((theme->is_dark ? "dark " : "light ") << static_cast<int>(tone));
            CHECK(contrast_ratio((*theme)[tone], panel) >= kDimContrast);
        }
        for (const Tone tone : {Tone::Never, Tone::Breakpoint, Tone::Plot})
            CHECK(contrast_ratio((*theme)[tone], panel) >= kGlyphContrast);
        CHECK(contrast_ratio((*theme)[Tone::FaultInk], (*theme)[Tone::Fault]) >= kDimContrast);
        CHECK(contrast_ratio((*theme)[Tone::Window], (*theme)[Tone::Live]) >= kDimContrast);
    }
}

TEST_CASE("Theme: meanings that meet in one place stay apart for dichromats", "[panels][theme]") {
    constexpr double kApart = 40;  // of 441; what the eye tells apart at the size of a glyph
    const std::pair<Tone, Tone> meets[] = {{Tone::Changed, Tone::Accent},
                                           {Tone::Write, Tone::Read},
                                           {Tone::Fault, Tone::Changed},
                                           {Tone::Done, Tone::Next},
                                           {Tone::Fault, Tone::Done},
                                           {Tone::Changed, Tone::Stale},
                                           {Tone::BitExponent, Tone::BitMantissa},
                                           {Tone::AgeNew, Tone::AgeOld}};
    for (const Theme* theme : {&dark_theme(), &light_theme()})
        for (const ColourVision vision : {ColourVision::Full, ColourVision::Protanopia, ColourVision::Deuteranopia})
            for (const auto& [a, b] : meets) {
                INFO((theme->is_dark ? "dark" : "light") << ", vision " << static_cast<int>(vision) << ", "
                                                         << static_cast<int>(a) << " and " << static_cast<int>(b));
                CHECK(distance(simulate((*theme)[a], vision), simulate((*theme)[b], vision)) >= kApart);
            }
}

TEST_CASE("Theme: contrast follows WCAG's examples", "[panels][theme]") {
    CHECK_THAT(contrast_ratio({0, 0, 0}, {255, 255, 255}), WithinAbs(21.0, 1e-9));
    CHECK_THAT(contrast_ratio({119, 119, 119}, {255, 255, 255}), WithinAbs(4.478, 1e-3));
    CHECK(contrast_ratio({10, 20, 30}, {10, 20, 30}) == 1.0);
}

TEST_CASE("Theme: blending is linear in alpha and keeps the ends", "[panels][theme]") {
    const Rgba ground{10, 20, 30};
    CHECK(blend({200, 100, 50, 0}, ground) == ground);
    CHECK(blend({200, 100, 50, 255}, ground) == Rgba{200, 100, 50});
    CHECK(mix({0, 0, 0}, {100, 200, 50}, 0.5F) == Rgba{50, 100, 25});
    CHECK(mix({0, 0, 0}, {100, 200, 50}, 7.0F) == Rgba{100, 200, 50});
    CHECK(with_alpha({1, 2, 3}, 0.5F).a == 128);
}

TEST_CASE("Theme: simulated dichromats see grey as grey and lose the difference of red and green", "[panels][theme]") {
    for (const ColourVision vision : {ColourVision::Protanopia, ColourVision::Deuteranopia}) {
        const Rgba grey = simulate({120, 120, 120}, vision);
        CHECK(distance(grey, {120, 120, 120}) < 3);
        CHECK(distance(simulate({200, 80, 80}, vision), simulate({80, 140, 80}, vision)) <
              distance({200, 80, 80}, {80, 140, 80}));
    }
    CHECK(simulate({1, 2, 3}, ColourVision::Full) == Rgba{1, 2, 3});
}
