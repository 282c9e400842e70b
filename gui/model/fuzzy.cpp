// SPDX-License-Identifier: MIT
#include "model/fuzzy.h"

#include <algorithm>
#include <limits>
#include <string>

#include "model/words.h"

namespace slotscope::gui {
namespace {

constexpr int kMatch = 10, kWordStart = 12, kTextStart = 6, kAdjacent = 14, kGap = 1, kMaxGapCost = 8;
constexpr int kImpossible = std::numeric_limits<int>::min() / 4;
constexpr std::size_t kMaxText = 256;  // longer texts are matched by their beginning

bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool starts_word(std::string_view text, std::size_t i) {
    if (i == 0) return true;
    const char before = text[i - 1], here = text[i];
    if (!is_letter(before) && !is_digit(before)) return true;
    if (is_digit(here) != is_digit(before)) return true;
    return is_letter(here) && lower(here) != here && lower(before) == before;  // camelCase
}

std::string needle_of(std::string_view query) {
    std::string needle;
    for (const char c : query)
        if (c != ' ') needle += lower(c);
    return needle;
}

}  // namespace

bool fuzzy_occurs(std::string_view query, std::string_view text) {
    std::size_t at = 0;
    for (const char c : query) {
        if (c == ' ') continue;
        while (at < text.size() && lower(text[at]) != lower(c)) ++at;
        if (at == text.size()) return false;
        ++at;
    }
    return true;
}

std::optional<FuzzyMatch> fuzzy_match(std::string_view query, std::string_view text) {
    const std::string needle = needle_of(query);
    if (needle.empty()) return FuzzyMatch{};
    text = text.substr(0, kMaxText);
    if (needle.size() > text.size() || !fuzzy_occurs(needle, text)) return std::nullopt;

    // best[q][t]: best score with needle[q] placed at text[t]; from[q][t]: where needle[q-1] was placed then.
    const std::size_t n = needle.size(), m = text.size();
    std::vector<int> best(n * m, kImpossible);
    std::vector<std::uint32_t> from(n * m, 0);
    for (std::size_t q = 0; q < n; ++q) {
        int running = kImpossible;  // best of row q-1 left of t, less the gap up to t
        std::uint32_t running_at = 0;
        for (std::size_t t = 0; t < m; ++t) {
            if (q > 0 && t > 0) {
                if (running > kImpossible) running -= kGap;
                if (best[(q - 1) * m + t - 1] - kGap > running) {
                    running = best[(q - 1) * m + t - 1] - kGap;
                    running_at = static_cast<std::uint32_t>(t - 1);
                }
            }
            if (lower(text[t]) != needle[q]) continue;
            const int own = kMatch + (starts_word(text, t) ? kWordStart : 0) + (t == 0 ? kTextStart : 0);
            int& cell = best[q * m + t];
            if (q == 0) {
                cell = own - std::min(static_cast<int>(t), kMaxGapCost) * kGap;
                continue;
            }
            if (t == 0) continue;
            const int adjacent = best[(q - 1) * m + t - 1];
            if (adjacent > kImpossible && adjacent + kAdjacent >= running) {
                cell = adjacent + kAdjacent + own;
                from[q * m + t] = static_cast<std::uint32_t>(t - 1);
            } else if (running > kImpossible) {
                cell = running + own;
                from[q * m + t] = running_at;
            }
        }
    }
    const auto last = best.begin() + static_cast<std::ptrdiff_t>((n - 1) * m);
    const auto top = std::max_element(last, best.end());
    if (*top <= kImpossible) return std::nullopt;

    FuzzyMatch match;
    // Of equally good matches the shorter text is meant.
    match.score = *top - static_cast<int>(m) / 8;
    match.places.resize(n);
    auto at = static_cast<std::uint32_t>(top - last);
    for (std::size_t q = n; q-- > 0;) {
        match.places[q] = at;
        at = from[q * m + at];
    }
    return match;
}

}  // namespace slotscope::gui
