// SPDX-License-Identifier: MIT
#include "model/key_table.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "model/command.h"

using namespace slotscope::gui;

TEST_CASE("Key table: the one in gui/README.md is the one that the command table gives", "[model][command]") {
    std::ifstream in(SLOTSCOPE_GUI_README);
    std::ostringstream readme;
    readme << in.rdbuf();
    REQUIRE(in);
    INFO("refresh it from the output of: slotscope --keys");
    CHECK(readme.str().find(print_key_table(Keymap())) != std::string::npos);
}

TEST_CASE("Key table: follows a changed keymap", "[model][command]") {
    Keymap keymap;
    keymap.bind(CommandId::Restart, ctrl(Key::Backquote));
    CHECK(print_key_table(keymap).find("| Restart | Ctrl+` |") != std::string::npos);
    CHECK(print_key_table(keymap).find("| Faster | ] |") != std::string::npos);
    CHECK(print_key_table(keymap).find("| Real time | \\\\ |") != std::string::npos);
}
