// SPDX-License-Identifier: MIT
// Fuzzy matching. Problem: find "stf" in "Step frame" and rank it above "best of". Idea: the query's characters must
// occur in order; among all ways to place them the best-scoring one is found by dynamic programming, where a match
// earns more at the start of a word and right after another match, and gaps cost a little. Cost O(query x text).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace slotscope::gui {

struct FuzzyMatch {
    int score = 0;                      ///< higher is better; only comparable for the same query
    std::vector<std::uint32_t> places;  ///< byte offsets in the text that matched, ascending
};

/// nullopt when the characters of `query` (without spaces, ASCII case ignored) do not occur in order in `text`.
/// An empty query matches everything with score 0.
[[nodiscard]] std::optional<FuzzyMatch> fuzzy_match(std::string_view query, std::string_view text);
/// The first half of it: cheap enough for every name of a large program.
[[nodiscard]] bool fuzzy_occurs(std::string_view query, std::string_view text);

}  // namespace slotscope::gui
