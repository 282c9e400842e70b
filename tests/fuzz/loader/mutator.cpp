// SPDX-License-Identifier: MIT
#include "mutator.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "fuzz/support/random.h"

namespace slotscope::fuzz {
namespace {

constexpr std::array<std::string_view, 44> kValues = {"0",
                                                      "-1",
                                                      "1",
                                                      "0.5",
                                                      "-0",
                                                      "1e308",
                                                      "1e-320",
                                                      "1e999",
                                                      "16777215",
                                                      "16777216",
                                                      "16777217",
                                                      "4294967295",
                                                      "4294967296",
                                                      "2147483648",
                                                      "-2147483649",
                                                      "9007199254740991",
                                                      "9007199254740992",
                                                      "18446744073709551616",
                                                      "\"NaN\"",
                                                      "\"Infinity\"",
                                                      "\"-Infinity\"",
                                                      "\"-0\"",
                                                      "null",
                                                      "true",
                                                      "false",
                                                      "\"\"",
                                                      "\"x\"",
                                                      "[]",
                                                      "{}",
                                                      "[[]]",
                                                      "[{}]",
                                                      "[null]",
                                                      "{\"$ta\":\"f32\",\"data\":[1,2]}",
                                                      "{\"$ta\":\"u8c\",\"data\":[\"NaN\",300]}",
                                                      "{\"$undef\":1}",
                                                      "\"f64\"",
                                                      "\"object\"",
                                                      "\"\\ud83d\\ude00\"",
                                                      "\"\\u0000\"",
                                                      "\"\\ud800\"",
                                                      "NaN",
                                                      "[0,1,2,3,4,5,6,7]",
                                                      "99999",
                                                      "\"stateful\""};

constexpr std::array<std::string_view, 40> kMembers = {"\"slot\":",
                                                       "\"offset\":",
                                                       "\"storage\":",
                                                       "\"size\":",
                                                       "\"kind\":",
                                                       "\"initialConstId\":",
                                                       "\"inputSlots\":",
                                                       "\"outputSlots\":",
                                                       "\"outputs\":",
                                                       "\"publishers\":",
                                                       "\"terms\":",
                                                       "\"params\":",
                                                       "\"steps\":",
                                                       "\"schedule\":",
                                                       "\"initialSlotValues\":",
                                                       "\"slotMeta\":",
                                                       "\"constIndex\":",
                                                       "\"json\":",
                                                       "\"f64Size\":",
                                                       "\"nodes\":",
                                                       "\"fn\":",
                                                       "\"combine\":",
                                                       "\"silent\":",
                                                       "\"out\":",
                                                       "\"probe\":",
                                                       "\"materialization\":",
                                                       "\"timeModel\":",
                                                       "\"cameraIdToIndex\":",
                                                       "\"names\":",
                                                       "\"slots\":",
                                                       "\"irVersion\":",
                                                       "\"5\":",
                                                       "\"-1\":",
                                                       "\"unknown\":",
                                                       "\"src\":",
                                                       "\"input\":",
                                                       "\"chain\":",
                                                       "\"transformTable\":",
                                                       "\"stateLayout\":",
                                                       "\"signalTable\":"};

/// A token: [begin, end) of the text.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The string, number, word or mark at or after a random place. Knows just enough JSON to hit whole tokens often.
Range token_near(const std::string& text, Random& random) {
    constexpr std::string_view kMarks = "{}[],: \n\t\r";
    std::size_t begin = random.below(text.size());
    while (begin < text.size() && kMarks.find(text[begin]) != std::string_view::npos && text[begin] > ' ' &&
           random.below(4) != 0)
        ++begin;
    while (begin < text.size() && text[begin] <= ' ') ++begin;
    if (begin >= text.size()) return {text.size(), text.size()};
    if (kMarks.find(text[begin]) != std::string_view::npos) return {begin, begin + 1};
    while (begin > 0 && kMarks.find(text[begin - 1]) == std::string_view::npos) --begin;
    std::size_t end = begin + 1;
    while (end < text.size() && kMarks.find(text[end]) == std::string_view::npos) ++end;
    return {begin, end};
}

/// The number, string or word that is the value of a member or element at or after a random place: replacing it leaves
/// the text valid, so that the loader gets to what the value means.
Range scalar_near(const std::string& text, Random& random) {
    constexpr std::string_view kSpaces = " \n\t\r";
    for (int tries = 0; tries < 8; ++tries) {
        const std::size_t mark = text.find_first_of(":[", random.below(text.size()));
        const std::size_t begin = mark == std::string::npos ? mark : text.find_first_not_of(kSpaces, mark + 1);
        if (begin == std::string::npos || text[begin] == '{' || text[begin] == '[' || text[begin] == ']') continue;
        return {begin, std::min(text.find_first_of(",]} \n", begin + 1), text.size())};
    }
    return token_near(text, random);
}

/// From a bracket at or after a random place to its partner, strings not understood.
Range value_near(const std::string& text, Random& random) {
    const std::size_t begin = text.find_first_of("[{", random.below(text.size()));
    if (begin == std::string::npos) return token_near(text, random);
    std::size_t depth = 0;
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (text[at] == '[' || text[at] == '{') ++depth;
        if ((text[at] == ']' || text[at] == '}') && --depth == 0) return {begin, at + 1};
    }
    return {begin, text.size()};
}

std::string cut(const std::string& text, Range range) { return text.substr(range.begin, range.end - range.begin); }

void put(std::string& text, Range range, std::string_view replacement) {
    text.replace(range.begin, range.end - range.begin, replacement);
}

void change_bytes(std::string& text, Random& random) {
    const std::size_t at = random.below(text.size());
    switch (random.below(5)) {
        case 0: text[at] = static_cast<char>(text[at] ^ (1 << random.below(8))); break;
        case 1: text.insert(at, 1, static_cast<char>(random.below(256))); break;
        case 2: text.erase(at, 1 + random.below(8)); break;
        case 3: text.resize(at); break;
        default: text.insert(at, text.substr(random.below(text.size()), random.below(40))); break;
    }
}

void nest(std::string& text, Random& random) {
    const Range range = value_near(text, random);
    const std::size_t depth = 1 + random.below(200);
    std::string nested;
    const bool is_object = random.below(2) == 0;
    for (std::size_t i = 0; i < depth; ++i) nested += is_object ? "{\"a\":" : "[";
    nested += cut(text, range) + std::string(depth, is_object ? '}' : ']');
    put(text, range, nested);
}

void repeat(std::string& text, Random& random) {
    const Range range = value_near(text, random);
    const std::string value = cut(text, range);
    constexpr std::size_t kMaxAdded = 20'000;
    const std::size_t times = 1 + random.below(std::min<std::size_t>(100, kMaxAdded / (value.size() + 1) + 1));
    std::string repeated;
    for (std::size_t i = 0; i < times; ++i) repeated += "," + value;
    text.insert(range.end, repeated);
}

}  // namespace

std::string Mutator::text(std::uint64_t seed) const {
    constexpr std::size_t kMaxSize = 1 << 18;
    Random random(seed);
    std::string text = corpus_[random.below(corpus_.size())];
    const std::size_t changes = random.below(2) == 0 ? 1 : 1 + random.below(8);
    for (std::size_t i = 0; i < changes && !text.empty() && text.size() < kMaxSize; ++i) {
        switch (random.below(16)) {
            case 0: change_bytes(text, random); break;
            case 1: nest(text, random); break;
            case 2: repeat(text, random); break;
            case 3: put(text, value_near(text, random), random.pick(kValues)); break;
            case 4: {
                const std::string& other = corpus_[random.below(corpus_.size())];
                put(text, value_near(text, random), cut(other, value_near(other, random)));
                break;
            }
            case 5: {
                const std::size_t at = text.find('{', random.below(text.size()));
                if (at != std::string::npos)
                    text.insert(at + 1, std::string(random.pick(kMembers)) + std::string(random.pick(kValues)) + ",");
                break;
            }
            case 6: put(text, token_near(text, random), ""); break;
            case 7: {
                const Range range = token_near(text, random);
                text.insert(range.end, cut(text, range));
                break;
            }
            case 8: put(text, token_near(text, random), random.pick(kValues)); break;
            default: put(text, scalar_near(text, random), random.pick(kValues)); break;
        }
    }
    return text;
}

}  // namespace slotscope::fuzz
