// SPDX-License-Identifier: MIT
#include "widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace slotscope::gui {
namespace {

constexpr Rgba rgb(std::uint32_t hex, std::uint8_t alpha = 255) {
    return {static_cast<std::uint8_t>(hex >> 16U & 0xFFU), static_cast<std::uint8_t>(hex >> 8U & 0xFFU),
            static_cast<std::uint8_t>(hex & 0xFFU), alpha};
}

using Row = std::pair<Tone, Rgba>;

// Row tints are translucent so that they sit on any surface; 36 of 255 is 14 %.
constexpr Row kDark[] = {
    {Tone::Window, rgb(0x14161A)},      {Tone::Panel, rgb(0x1A1D23)},          {Tone::Raised, rgb(0x22262E)},
    {Tone::Hover, rgb(0x2A2F39)},       {Tone::Pressed, rgb(0x343B47)},        {Tone::Border, rgb(0x2B303A)},
    {Tone::BorderFaint, rgb(0x22262D)}, {Tone::Text, rgb(0xD7DCE4)},           {Tone::Dim, rgb(0x8E97A7)},
    {Tone::Faint, rgb(0x5A6270)},       {Tone::Accent, rgb(0x5B9DFF)},         {Tone::SelectedRow, rgb(0x5B9DFF, 40)},
    {Tone::Changed, rgb(0xE5A84B)},     {Tone::ChangedRow, rgb(0xE5A84B, 36)}, {Tone::Stale, rgb(0x848C9C)},
    {Tone::Never, rgb(0x6F7787)},       {Tone::Write, rgb(0xF28C3A)},          {Tone::Read, rgb(0x5AB0FF)},
    {Tone::Fault, rgb(0xE8588F)},       {Tone::FaultInk, rgb(0x1A0A11)},       {Tone::FaultRow, rgb(0xE8588F, 36)},
    {Tone::Warning, rgb(0xE5C04B)},     {Tone::Breakpoint, rgb(0xE5484D)},     {Tone::Done, rgb(0x6FD38A)},
    {Tone::Next, rgb(0x5B9DFF)},        {Tone::Live, rgb(0x5FBF77)},           {Tone::Replay, rgb(0x5B9DFF)},
    {Tone::Plot, rgb(0x9FB4D6)},        {Tone::PlotFill, rgb(0x9FB4D6, 38)},   {Tone::PlotGrid, rgb(0x262B34)},
    {Tone::AgeNew, rgb(0xF2C879)},      {Tone::AgeOld, rgb(0x3E5C86)},         {Tone::BitSign, rgb(0xE8788C)},
    {Tone::BitExponent, rgb(0xE5A84B)}, {Tone::BitMantissa, rgb(0x7FB2F0)},    {Tone::Shade, rgb(0x0B0C0F, 150)},
};

constexpr Row kLight[] = {
    {Tone::Window, rgb(0xECEEF2)},      {Tone::Panel, rgb(0xFBFBFC)},          {Tone::Raised, rgb(0xF0F2F5)},
    {Tone::Hover, rgb(0xE4E8EE)},       {Tone::Pressed, rgb(0xD6DCE5)},        {Tone::Border, rgb(0xD3D8E0)},
    {Tone::BorderFaint, rgb(0xE6E9EE)}, {Tone::Text, rgb(0x1B2028)},           {Tone::Dim, rgb(0x555E6C)},
    {Tone::Faint, rgb(0x98A0AD)},       {Tone::Accent, rgb(0x1F66D6)},         {Tone::SelectedRow, rgb(0x1F66D6, 34)},
    {Tone::Changed, rgb(0x935600)},     {Tone::ChangedRow, rgb(0xF0A020, 46)}, {Tone::Stale, rgb(0x5E6675)},
    {Tone::Never, rgb(0x7A828F)},       {Tone::Write, rgb(0xA94B06)},          {Tone::Read, rgb(0x1467B3)},
    {Tone::Fault, rgb(0xB3225F)},       {Tone::FaultInk, rgb(0xFFFFFF)},       {Tone::FaultRow, rgb(0xB3225F, 30)},
    {Tone::Warning, rgb(0x7A5B00)},     {Tone::Breakpoint, rgb(0xC42B30)},     {Tone::Done, rgb(0x14602C)},
    {Tone::Next, rgb(0x1F66D6)},        {Tone::Live, rgb(0x1E6C36)},           {Tone::Replay, rgb(0x1F66D6)},
    {Tone::Plot, rgb(0x3A5A8C)},        {Tone::PlotFill, rgb(0x3A5A8C, 30)},   {Tone::PlotGrid, rgb(0xE3E7EC)},
    {Tone::AgeNew, rgb(0xB36B00)},      {Tone::AgeOld, rgb(0xB4C3DA)},         {Tone::BitSign, rgb(0xB02A44)},
    {Tone::BitExponent, rgb(0x935600)}, {Tone::BitMantissa, rgb(0x1A5BA8)},    {Tone::Shade, rgb(0x2A2F39, 90)},
};

template <std::size_t N>
constexpr bool in_tone_order(const Row (&rows)[N]) {
    for (std::size_t i = 0; i < N; ++i)
        if (static_cast<std::size_t>(rows[i].first) != i) return false;
    return N == kToneCount;
}
static_assert(in_tone_order(kDark) && in_tone_order(kLight), "one row per Tone, in the order of the enum");

template <std::size_t N>
Theme make_theme(bool is_dark, const Row (&rows)[N]) {
    Theme theme;
    theme.is_dark = is_dark;
    for (std::size_t i = 0; i < N; ++i) theme.tones[i] = rows[i].second;
    return theme;
}

double linear(std::uint8_t channel) {
    const double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

std::uint8_t encoded(double v) {
    v = std::clamp(v, 0.0, 1.0);
    const double s = v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1.0 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(s * 255.0));
}

double luminance(Rgba c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

std::uint8_t lerp(std::uint8_t from, std::uint8_t to, float t) {
    return static_cast<std::uint8_t>(
        std::lround(static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * t));
}

}  // namespace

const Theme& dark_theme() {
    static const Theme theme = make_theme(true, kDark);
    return theme;
}

const Theme& light_theme() {
    static const Theme theme = make_theme(false, kLight);
    return theme;
}

Rgba mix(Rgba from, Rgba to, float t) {
    t = std::clamp(t, 0.0F, 1.0F);
    return {lerp(from.r, to.r, t), lerp(from.g, to.g, t), lerp(from.b, to.b, t), lerp(from.a, to.a, t)};
}

Rgba blend(Rgba top, Rgba bottom) {
    const std::uint8_t alpha = top.a;
    top.a = 255;
    return mix(bottom, top, static_cast<float>(alpha) / 255.0F);
}

Rgba with_alpha(Rgba colour, float alpha) {
    colour.a = static_cast<std::uint8_t>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255.0F));
    return colour;
}

double contrast_ratio(Rgba first, Rgba second) {
    double light = luminance(first), dark = luminance(second);
    if (light < dark) std::swap(light, dark);
    return (light + 0.05) / (dark + 0.05);
}

Rgba simulate(Rgba colour, ColourVision vision) {
    if (vision == ColourVision::Full) return colour;
    const double r = linear(colour.r), g = linear(colour.g), b = linear(colour.b);
    // Published single-matrix form on linear RGB; both kinds keep the blue-yellow axis.
    const bool is_protan = vision == ColourVision::Protanopia;
    const double rg = is_protan ? 0.11238 * r + 0.88762 * g : 0.29275 * r + 0.70725 * g;
    const double blue = is_protan ? 0.00401 * r - 0.00401 * g + b : -0.02234 * r + 0.02234 * g + b;
    return {encoded(rg), encoded(rg), encoded(blue), colour.a};
}

}  // namespace slotscope::gui
