// SPDX-License-Identifier: MIT
#include "model/file_browser.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <unistd.h>

using namespace slotscope::gui;
namespace fs = std::filesystem;

namespace {

/// A folder with programs, other files, folders and hidden things.
class Tree {
public:
    Tree() : root(fs::temp_directory_path() / ("slotscope-browser-test-" + std::to_string(::getpid()))) {
        fs::create_directories(root / "Zebra");
        fs::create_directories(root / "apes" / "deep");
        fs::create_directories(root / ".hidden");
        for (const char* name : {"b10.json", "b2.json", "A.json.gz", "notes.txt", ".secret.json"})
            std::ofstream(root / name) << "{}";
    }
    ~Tree() { fs::remove_all(root); }
    fs::path root;
};

std::vector<std::string> names(const FileBrowser& browser) {
    std::vector<std::string> out;
    for (const FileEntry& entry : browser.rows()) out.push_back(entry.name);
    return out;
}

}  // namespace

TEST_CASE("File browser: up first, then folders, then programs, then the rest, numbers in order", "[model][files]") {
    const Tree tree;
    FileBrowser browser;
    REQUIRE_FALSE(browser.go(tree.root));
    CHECK(names(browser) ==
          std::vector<std::string>{"..", "apes", "Zebra", "A.json.gz", "b2.json", "b10.json", "notes.txt"});
    CHECK(browser.rows()[3].kind == EntryKind::Program);
    CHECK(browser.rows()[6].kind == EntryKind::Other);
    CHECK(browser.rows()[4].bytes == 2);
    CHECK(browser.selected() == 1);
}

TEST_CASE("File browser: the filter ignores case, and a leading dot shows hidden names", "[model][files]") {
    const Tree tree;
    FileBrowser browser;
    REQUIRE_FALSE(browser.go(tree.root));
    browser.set_filter("JSON");
    CHECK(names(browser) == std::vector<std::string>{"A.json.gz", "b2.json", "b10.json"});
    CHECK(browser.selected() == 0);
    browser.set_filter(".s");
    CHECK(names(browser) == std::vector<std::string>{".secret.json"});
    browser.set_filter("zzz");
    CHECK(browser.rows().empty());
    CHECK(browser.selected() == -1);
    browser.move(1);
    CHECK(browser.selected() == -1);
}

TEST_CASE("File browser: a path in the filter lists its folder, and its last part filters", "[model][files]") {
    const Tree tree;
    std::ofstream(tree.root / "apes" / "gorilla.json") << "{}";
    FileBrowser browser;
    REQUIRE_FALSE(browser.go(tree.root / "Zebra"));
    const fs::path zebra = browser.folder(), root = zebra.parent_path();
    const std::string written = root.string() + "/apes/gor";
    for (std::size_t length = 1; length <= written.size(); ++length) browser.set_filter(written.substr(0, length));
    CHECK(browser.folder() == root / "apes");
    CHECK(names(browser) == std::vector<std::string>{"gorilla.json"});
    CHECK(browser.selected() == 0);
    CHECK(browser.path_of(browser.rows()[0]) == root / "apes" / "gorilla.json");
    // All at once, as it is pasted; and from where it was.
    browser.set_filter("");
    CHECK(browser.folder() == zebra);
    browser.set_filter(root.string() + "/b2.json");
    CHECK(names(browser) == std::vector<std::string>{"b2.json"});
    browser.set_filter("../apes/");
    CHECK(browser.folder() == root / "apes");
    CHECK(names(browser) == std::vector<std::string>{"..", "deep", "gorilla.json"});
    browser.set_filter("../apes/deep/");
    CHECK(browser.folder() == root / "apes" / "deep");
    browser.set_filter("/");
    CHECK(browser.folder() == "/");

    browser.set_filter("../nowhere/x");
    CHECK(browser.is_folder_missing());
    CHECK(browser.rows().empty());
    CHECK(browser.selected() == -1);
    browser.set_filter("../nowher");
    CHECK_FALSE(browser.is_folder_missing());
    CHECK(browser.folder() == root);
    browser.set_filter("../nowhere/");
    CHECK(browser.is_folder_missing());
    REQUIRE_FALSE(browser.go(root));
    CHECK_FALSE(browser.is_folder_missing());
    CHECK(browser.filter().empty());
    browser.set_filter("apes/gor");
    CHECK(names(browser) == std::vector<std::string>{"gorilla.json"});
}

TEST_CASE("File browser: keys move the selection and stop at the ends", "[model][files]") {
    const Tree tree;
    FileBrowser browser;
    REQUIRE_FALSE(browser.go(tree.root));
    browser.move(-5);
    CHECK(browser.selected() == 0);
    browser.move(100);
    CHECK(browser.selected() == static_cast<int>(browser.rows().size()) - 1);
}

TEST_CASE("File browser: going down clears the filter, going up selects the folder that was left", "[model][files]") {
    const Tree tree;
    FileBrowser browser;
    REQUIRE_FALSE(browser.go(tree.root));
    browser.set_filter("zeb");
    REQUIRE_FALSE(browser.go(browser.path_of(browser.rows()[0])));
    CHECK(browser.folder().filename() == "Zebra");
    CHECK(browser.filter().empty());
    CHECK(names(browser) == std::vector<std::string>{".."});
    REQUIRE_FALSE(browser.go(browser.path_of(browser.rows()[0])));
    CHECK(browser.rows()[static_cast<std::size_t>(browser.selected())].name == "Zebra");
}

TEST_CASE("File browser: a folder that cannot be listed gives an error and changes nothing", "[model][files]") {
    const Tree tree;
    FileBrowser browser;
    REQUIRE_FALSE(browser.go(tree.root));
    const auto before = names(browser);
    REQUIRE(browser.go(tree.root / "nowhere"));
    CHECK(names(browser) == before);
    REQUIRE(browser.go(tree.root / "notes.txt"));
    CHECK(browser.folder().filename() == tree.root.filename());
}

TEST_CASE("File browser: the root of the file system has no way up", "[model][files]") {
    FileBrowser browser;
    REQUIRE_FALSE(browser.go("/"));
    REQUIRE_FALSE(browser.rows().empty());
    CHECK(browser.rows().front().kind != EntryKind::Parent);
}

TEST_CASE("Bytes are printed in units of 1024", "[model][files]") {
    CHECK(format_bytes(0) == "0 B");
    CHECK(format_bytes(1023) == "1023 B");
    CHECK(format_bytes(1024) == "1.0 KiB");
    CHECK(format_bytes(10 * 1024) == "10 KiB");
    CHECK(format_bytes(3ULL << 30) == "3.0 GiB");
}
