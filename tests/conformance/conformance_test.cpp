// SPDX-License-Identifier: MIT
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "conformance/compare_trace.h"
#include "slotscope/program_io.h"
#include "slotscope/trace.h"

using namespace slotscope;

namespace {

const std::filesystem::path kData = SLOTSCOPE_CONFORMANCE_DATA;

struct Entry {
    std::string trace;
    std::vector<std::string> programs;  ///< the first, then those that are swapped in
};

std::vector<Entry> entries() {
    std::ifstream list(kData / "list.txt");
    std::vector<Entry> found;
    for (std::string line; std::getline(list, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        Entry entry;
        words >> entry.trace;
        for (std::string program; words >> program;) entry.programs.push_back(program);
        found.push_back(std::move(entry));
    }
    return found;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

/// Swaps at the frames where the reference has them; the number in a program's name says which of the series it is.
std::vector<TraceSwap> swaps_of(const std::vector<std::string>& reference, const Entry& entry) {
    std::vector<TraceSwap> swaps;
    if (entry.programs.size() == 1) return swaps;
    std::size_t frames = 0;
    for (const std::string& text : reference) {
        const auto line = nlohmann::json::parse(text);
        frames += line.contains("frame") ? 1 : 0;
        if (line.value("event", "") != "hotSwap") continue;
        std::string name = line.at("newProgram");
        name = std::filesystem::path(name).filename().string();
        if (name.size() > 3 && name.compare(name.size() - 3, 3, ".gz") == 0) name.resize(name.size() - 3);
        TraceSwap swap;
        swap.before_frame = frames;
        swap.name = name;
        auto loaded = load_program(kData / (name + ".gz"));
        REQUIRE(loaded.has_value());
        swap.program = loaded->program;
        swaps.push_back(std::move(swap));
    }
    CHECK(swaps.size() + 1 >= entry.programs.size());
    return swaps;
}

void compare(const Entry& entry) {
    const auto text = read_text_file(kData / entry.trace);
    REQUIRE(text.has_value());
    std::vector<std::string> reference = lines_of(*text);
    REQUIRE_FALSE(reference.empty());
    const bool must_be_rejected = nlohmann::json::parse(reference.front()).contains("createError");
    reference.erase(reference.begin());
    auto loaded = load_program(kData / entry.programs.front());
    REQUIRE(loaded.has_value() == !must_be_rejected);
    if (must_be_rejected) {
        CHECK_FALSE(loaded.error().empty());
        return;
    }
    const auto input = read_trace_header(kData / entry.trace);
    REQUIRE(input.has_value());
    std::vector<std::string> got;
    const auto frames = write_trace(loaded->program, *input, swaps_of(reference, entry),
                                    [&](std::string_view line) { got.emplace_back(line); });
    REQUIRE(frames.has_value());
    REQUIRE(got.size() > 1);
    got.erase(got.begin());
    CHECK(test::first_difference(reference, got) == "");
}

}  // namespace

TEST_CASE("Conformance: every reference trace is reproduced bit for bit", "[conformance]") {
    const std::vector<Entry> all = entries();
    REQUIRE(all.size() > 100);
    for (const Entry& entry : all) {
        DYNAMIC_SECTION(entry.trace) { compare(entry); }
    }
}
