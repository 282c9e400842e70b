// SPDX-License-Identifier: MIT
#include "fuzz/conditions/texts.h"

#include <array>
#include <random>
#include <string_view>

#include "slotscope/format.h"

namespace slotscope::fuzz {
namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t limit) { return static_cast<std::size_t>(random() % limit); }

constexpr std::array<std::string_view, 37> kSound = {"write count",
                                                     "change \"odd name\"",
                                                     "change #4",
                                                     "nan any",
                                                     "inf ratio",
                                                     "nonfinite slot(8)",
                                                     "stale late",
                                                     "never hole",
                                                     "unchanged count 10",
                                                     "unwritten late 3",
                                                     "moved beat 0.5",
                                                     "rises beat -1e3",
                                                     "falls beat Infinity",
                                                     "crosses beat 0x10",
                                                     "alternates flip 4",
                                                     "period phase 2",
                                                     "unset any",
                                                     "unset hole",
                                                     "cell \"tape.ring\"[1..2]",
                                                     "cell 0",
                                                     "step 7",
                                                     "before \"step3\"",
                                                     "fault any",
                                                     "fault second write",
                                                     "frame 120",
                                                     "count > 3 && prev(count) <= 3",
                                                     "beat between 1 and 3 or not late",
                                                     "abs(ratio - spread) * 2 % 3 >= .5",
                                                     "count ? beat : flip ? 1 : 2",
                                                     "ring(\"tape.ring\")[-3] + cell(tape.ring)[0]",
                                                     "min(1, 2, count) == max(age(late), 3)",
                                                     "isnan(spread) || isinf(ratio)",
                                                     "prev(prev(prev(beat))) != -beat",
                                                     "written(late) and !changed(#11)",
                                                     "frame % 2 == 0",
                                                     "t + dt * 1e-3",
                                                     "((((((count))))))"};

constexpr std::array<std::string_view, 78> kWords = {"count",      "beat",
                                                     "twin",       "\"odd name\"",
                                                     "tape.ring",  "#4",
                                                     "#99",        "slot(",
                                                     "cell(",      "ring(",
                                                     "prev(",      "written(",
                                                     "changed(",   "age(",
                                                     "min(",       "max(",
                                                     "abs(",       "pow(",
                                                     "isnan(",     "sqrt(",
                                                     "(",          ")",
                                                     "[",          "]",
                                                     "[-3]",       "[0..3]",
                                                     "[2]",        "..",
                                                     ",",          "+",
                                                     "-",          "*",
                                                     "/",          "%",
                                                     "<",          "<=",
                                                     ">",          ">=",
                                                     "==",         "!=",
                                                     "&&",         "||",
                                                     "!",          "?",
                                                     ":",          "and",
                                                     "or",         "not",
                                                     "between",    "outside",
                                                     "any",        "frame",
                                                     "t",          "dt",
                                                     "NaN",        "Infinity",
                                                     "true",       "0",
                                                     "1",          "3",
                                                     "1e999",      "0x1f",
                                                     ".5",         "1e-320",
                                                     "4294967296", "9007199254740993",
                                                     "write",      "change",
                                                     "nan",        "stale",
                                                     "unchanged",  "alternates",
                                                     "cell",       "step",
                                                     "fault",      "\"",
                                                     "\\",         "\xC3\xA4"};

std::string_view word(Random& random) { return kWords[below(random, kWords.size())]; }

void change(std::string& text, Random& random) {
    const std::size_t at = text.empty() ? 0 : below(random, text.size());
    switch (below(random, 9)) {
        case 0: text.insert(at, 1, static_cast<char>(below(random, 256))); break;
        case 1: text.erase(at, 1 + below(random, 4)); break;
        case 2: text.resize(at); break;
        case 3: text.insert(at, text.substr(below(random, text.size() + 1), below(random, 30))); break;
        case 4: {  // deep
            const std::size_t depth = 1 + below(random, 100);
            constexpr std::array<std::string_view, 5> kOpening = {"(", "-", "not ", "prev(", "abs("};
            const std::string_view opening = kOpening[below(random, kOpening.size())];
            std::string open;
            for (std::size_t i = 0; i < depth; ++i) open += opening;
            text.insert(at, open);
            if (opening.ends_with('(')) text += std::string(depth, ')');
            break;
        }
        case 5: {  // long
            constexpr std::array<std::string_view, 5> kRepeated = {" + 1e20", " && count", " ? 1 : 2", " || #4 > 1",
                                                                   "x"};
            const std::string_view repeated = kRepeated[below(random, kRepeated.size())];
            const std::size_t times = 1 + below(random, 600);
            for (std::size_t i = 0; i < times; ++i) text += repeated;
            break;
        }
        default: text.insert(at, " " + std::string(word(random)) + " "); break;
    }
}

}  // namespace

std::string condition_text(std::uint64_t seed) {
    Random random(seed);
    std::string text;
    if (below(random, 4) == 0) {
        for (std::size_t i = 1 + below(random, 12); i > 0; --i) text += std::string(word(random)) + " ";
        return text;
    }
    text = kSound[below(random, kSound.size())];
    if (below(random, 6) == 0) text = "(" + text + ") && (" + std::string(kSound[below(random, kSound.size())]) + ")";
    for (std::size_t i = below(random, 4); i > 0; --i) change(text, random);
    return text;
}

namespace {

/// Up to two pieces of JSON somewhere in it.
void disturb(std::string& json, Random& random) {
    constexpr std::array<std::string_view, 12> kPieces = {"[",  "]",     "{",    "}",    ",", "\"",
                                                          "-1", "1e999", "null", "true", ":", "\"id\":1,"};
    for (std::size_t i = below(random, 3); i > 0; --i) {
        json.insert(below(random, json.size()), kPieces[below(random, kPieces.size())]);
    }
}

}  // namespace

std::string breakpoint_file(std::uint64_t seed) {
    Random random(seed);
    std::string json = R"({"version":1,"breakpoints":[)";
    for (std::size_t i = below(random, 4); i > 0; --i) {
        json += R"({"condition":)";
        append_json_string(json, condition_text(random()));
        json += R"(,"message":)";
        append_json_string(json, "x {" + condition_text(random()) + "} {{");
        json += R"(,"group":"g","ignoreHits":3,"onlyHit":1,"enabled":true,"logOnly":false})";
        if (i > 1) json += ",";
    }
    json += R"(],"disabledGroups":["g"]})";
    disturb(json, random);
    return json;
}

std::string watch_file(std::uint64_t seed) {
    Random random(seed);
    std::string json = R"({"version":1,"watches":[)";
    for (std::size_t i = below(random, 4); i > 0; --i) {
        json += R"({"expression":)";
        append_json_string(json, condition_text(random()));
        json += R"(,"form":"hex"})";
        if (i > 1) json += ",";
    }
    json += "]}";
    disturb(json, random);
    return json;
}

}  // namespace slotscope::fuzz
