// SPDX-License-Identifier: MIT
#include "model/program_files.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "slotscope/breakpoints.h"

using namespace slotscope;
using namespace slotscope::gui;
namespace fs = std::filesystem;

namespace {

using BreakpointFiles = ProgramFiles<BreakpointSet>;

class TemporaryFolder {
public:
    TemporaryFolder() : path(fs::temp_directory_path() / ("slotscope-breakpoints-test-" + std::to_string(::getpid()))) {
        fs::remove_all(path);
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    fs::path path;
};

BreakpointSet some_breakpoints() {
    BreakpointSet set;
    Breakpoint first;
    first.condition = Condition::parse("rises mix.sum 0.1").value();
    first.ignore_hits = 3;
    first.group = "odd \"group\" é";
    REQUIRE(set.add(first));
    Breakpoint second;
    second.condition = Condition::parse("mix.sum > 3 && prev(mix.sum) <= 3").value();
    second.is_log_only = true;
    second.is_enabled = false;
    second.message = "sum {mix.sum}";
    REQUIRE(set.add(second));
    set.set_group_enabled(first.group, false);
    return set;
}

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::size_t files_in(const fs::path& folder) {
    return fs::exists(folder)
               ? static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()))
               : 0;
}

}  // namespace

TEST_CASE("Program files: what is saved comes back, per program", "[model][files]") {
    const TemporaryFolder folder;
    BreakpointFiles files(folder.path / "deep", "breakpoints");
    const BreakpointSet set = some_breakpoints();
    REQUIRE_FALSE(files.save("/a/patch.json", set));
    BreakpointFiles later(folder.path / "deep", "breakpoints");
    const auto loaded = later.load("/a/patch.json");
    REQUIRE(loaded);
    CHECK(loaded->to_json() == set.to_json());
    CHECK_FALSE(loaded->is_group_enabled("odd \"group\" é"));
    const auto other = later.load("/b/patch.json");
    REQUIRE(other);
    CHECK(other->size() == 0);
    CHECK(files_in(folder.path / "deep") == 1);
    CHECK(read(folder.path / "deep" / program_file_name("/a/patch.json")).find("\"program\": \"/a/patch.json\"") !=
          std::string::npos);
    REQUIRE_FALSE(files.save("/a/patch.json", BreakpointSet{}));
    CHECK(files_in(folder.path / "deep") == 0);
}

TEST_CASE("Program files: names are plain, differ by folder, and are the same on every machine", "[model][files]") {
    CHECK(program_file_name("/a/patch.json") != program_file_name("/b/patch.json"));
    CHECK(program_file_name("/a/../x y/pätch?.json").find_first_of("/? \\") == std::string::npos);
    CHECK(program_file_name("").ends_with("-cbf29ce484222325.json"));
    CHECK(program_file_name("/" + std::string(5000, 'n') + ".json").size() < 100);
}

TEST_CASE("Program files: a broken file is kept aside whole and reported, every time", "[model][files]") {
    const TemporaryFolder folder;
    BreakpointFiles files(folder.path, "breakpoints");
    const fs::path file = folder.path / program_file_name("/a/patch.json");
    const std::string texts[] = {"not JSON", R"({"version":1,"breakpoints":[{"condition":"change"}]})",
                                 R"({"version":9})", std::string(17 << 20, ' ')};
    for (const std::string& text : texts) {
        write(file, text);
        const auto loaded = files.load("/a/patch.json");
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().message.starts_with("The breakpoints of patch.json could not be read ("));
        CHECK(loaded.error().message.find(".broken") != std::string::npos);
        CHECK_FALSE(fs::exists(file));
    }
    for (std::size_t i = 0; i < std::size(texts); ++i) {
        fs::path aside = file;
        aside += i == 0 ? ".broken" : ".broken-" + std::to_string(i + 1);
        INFO(aside);
        CHECK(read(aside) == texts[i]);
    }
    REQUIRE(files.load("/a/patch.json"));  // as if there had been none
}

TEST_CASE("Program files: without a folder they are kept in memory, and nothing is written", "[model][files]") {
    BreakpointFiles files(std::nullopt, "breakpoints");
    REQUIRE(files.load("/a.json")->size() == 0);
    REQUIRE_FALSE(files.save("/a.json", some_breakpoints()));
    CHECK(files.load("/a.json")->to_json() == some_breakpoints().to_json());
    CHECK(files.load("/b.json")->size() == 0);
}

TEST_CASE("Program files: a place that cannot be written gives an error", "[model][files]") {
    const TemporaryFolder folder;
    write(folder.path / "file", "x");
    BreakpointFiles files(folder.path / "file" / "below", "breakpoints");
    const auto error = files.save("/a.json", some_breakpoints());
    REQUIRE(error);
    CHECK(error->message.find("breakpoints could not be written") != std::string::npos);
}
