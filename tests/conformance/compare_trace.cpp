// SPDX-License-Identifier: MIT
#include "conformance/compare_trace.h"

#include <map>
#include <nlohmann/json.hpp>

namespace slotscope::test {

namespace {

using nlohmann::json;

/// Object slots whose text is {"$same":1} are as in the line before.
class Unfolder {
public:
    const json& value(const std::string& slot, const json& written) {
        static const json same = {{"$same", 1}};
        if (written != same) last_[slot] = written;
        return last_[slot];
    }

private:
    std::map<std::string, json> last_;
};

std::string name_of(const json& line) {
    return line.contains("frame") ? "frame " + line["frame"].dump() : line.value("event", "?");
}

std::string shortened(const json& value) { return value.dump().substr(0, 120); }

class Comparison {
public:
    std::string lines(const json& want, const json& got) {
        if (name_of(want) != name_of(got)) return "got " + name_of(got) + " where " + name_of(want) + " was expected";
        const std::string at = name_of(want) + ": ";
        if (want.contains("error") != got.contains("error"))
            return at +
                   "a fault was expected or not: " + shortened(want.contains("error") ? want["error"] : got["error"]);
        if (want.contains("error") && want["error"].contains("stepIndex") &&
            want["error"]["stepIndex"] != got["error"].value("stepIndex", -2)) {
            return at + "fault at step " + shortened(got["error"]["stepIndex"]) + ", expected " +
                   shortened(want["error"]["stepIndex"]);
        }
        if (const std::string difference = slots(want, got); !difference.empty()) return at + difference;
        for (const char* key : {"written", "state", "stateBits", "prevTModelMs"}) {
            if (key == std::string("written") && !want.contains("frame")) continue;
            if (!want.contains(key)) continue;
            if (want[key] != got.value(key, json::array()))
                return at + key + " is " + shortened(got.value(key, json())) + ", expected " + shortened(want[key]);
        }
        return {};
    }

private:
    std::string slots(const json& want, const json& got) {
        for (const auto& [slot, bits] : want["bits"].items()) {
            if (got["bits"].value(slot, "") != bits) {
                return "slot " + slot + " is " + shortened(got["slots"][slot]) + " (" + got["bits"].value(slot, "") +
                       "), expected " + shortened(want["slots"][slot]) + " (" + bits.get<std::string>() + ")";
            }
        }
        for (const auto& [slot, text] : want["slots"].items()) {
            const json& expected = want_.value(slot, text);
            const json& value = got_.value(slot, got["slots"].value(slot, json()));
            if (!want["bits"].contains(slot) && expected != value)
                return "object slot " + slot + " is " + shortened(value) + ", expected " + shortened(expected);
        }
        return {};
    }

    Unfolder want_, got_;
};

}  // namespace

std::string first_difference(const std::vector<std::string>& expected, const std::vector<std::string>& got) {
    if (expected == got) return {};  // most are: parsing takes longer than running
    std::vector<json> want_lines;
    for (const std::string& line : expected) {
        json parsed = json::parse(line);
        const std::string event = parsed.value("event", "");
        if (parsed.contains("frame") || event == "init" || event == "hotSwap") want_lines.push_back(std::move(parsed));
    }
    if (want_lines.size() != got.size())
        return "got " + std::to_string(got.size()) + " lines, expected " + std::to_string(want_lines.size());
    Comparison comparison;
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (std::string difference = comparison.lines(want_lines[i], json::parse(got[i])); !difference.empty())
            return difference;
    }
    return {};
}

}  // namespace slotscope::test
