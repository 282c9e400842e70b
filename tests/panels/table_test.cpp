// SPDX-License-Identifier: MIT
#include "widgets/table.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "panels/support/widget_driver.h"

using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

constexpr Column kColumns[] = {{"#", 3, Align::Right, true}, {"Name", 0, Align::Left, true}, {"Value", 8}};

/// A table of `rows` numbered rows that remembers what happened.
struct Numbers {
    int rows = 100'000;
    TableSort sort;
    std::optional<int> reveal;
    std::set<int> drawn;
    int clicked = -1, double_clicked = -1, menu = -1, selected = -1;

    void draw() {
        drawn.clear();
        DataTable table("numbers", kColumns,
                        {.rows = rows, .sort = &sort, .reveal_row = std::exchange(reveal, std::nullopt)});
        table.for_each_visible([&](int row) {
            drawn.insert(row);
            const std::string label = "row " + std::to_string(row);
            const RowEvents events =
                table.row(static_cast<std::uint64_t>(row), {.probe = label, .selected = row == selected});
            if (events.clicked) clicked = row;
            if (events.double_clicked) double_clicked = row;
            if (events.wants_menu) menu = row;
            table.cell();
            table.text(std::to_string(row));
            table.cell();
            table.mono("name");
            table.cell();
            table.number("1.5");
        });
    }
};

}  // namespace

TEST_CASE("Table: of 100,000 rows only those in view are drawn", "[panels][widgets]") {
    Numbers numbers;
    PanelDriver driver(widgets([&] { numbers.draw(); }));
    CHECK(numbers.drawn.contains(0));
    CHECK(numbers.drawn.size() < 60);
    CHECK(driver.sees("row 0"));
    CHECK_FALSE(driver.sees("row 1000"));
}

TEST_CASE("Table: a click, a double click and a right click reach the row", "[panels][widgets]") {
    Numbers numbers;
    PanelDriver driver(widgets([&] { numbers.draw(); }));
    driver.click("row 3");
    CHECK(numbers.clicked == 3);
    CHECK(numbers.double_clicked == -1);
    driver.double_click("row 5");
    CHECK(numbers.double_clicked == 5);
    driver.right_click("row 4");
    CHECK(numbers.menu == 4);
    CHECK(numbers.clicked == 5);
}

TEST_CASE("Table: revealing a far row scrolls to it, revealing a visible one does not move", "[panels][widgets]") {
    Numbers numbers;
    PanelDriver driver(widgets([&] { numbers.draw(); }));
    numbers.reveal = 54'321;
    driver.frames(3);
    CHECK(driver.sees("row 54321"));
    const std::set<int> before = numbers.drawn;
    numbers.reveal = 54'315;
    driver.frames(3);
    CHECK(numbers.drawn == before);
    numbers.reveal = 0;
    driver.frames(3);
    CHECK(driver.sees("row 0"));
    numbers.reveal = 99'999;
    driver.frames(3);
    CHECK(driver.sees("row 99999"));
}

TEST_CASE("Table: a header sorts upwards, downwards, and then not; other headers do nothing", "[panels][widgets]") {
    Numbers numbers;
    PanelDriver driver(widgets([&] { numbers.draw(); }));
    driver.click("header/Name");
    CHECK(numbers.sort == TableSort{1, false});
    driver.click("header/Name");
    CHECK(numbers.sort == TableSort{1, true});
    driver.click("header/#");
    CHECK(numbers.sort == TableSort{0, false});
    driver.click("header/#");
    driver.click("header/#");
    CHECK(numbers.sort == TableSort{});
    CHECK_FALSE(driver.is_enabled("header/Value"));
    driver.click("header/Value");
    CHECK(numbers.sort == TableSort{});
}

TEST_CASE("Table: no rows, one row and a tiny window are drawn without harm", "[panels][widgets]") {
    Numbers numbers;
    PanelDriver driver(widgets([&] { numbers.draw(); }));
    for (const int rows : {0, 1, 3}) {
        for (const ImVec2 size : {ImVec2(80, 40), ImVec2(300, 200)}) {
            numbers.rows = rows;
            numbers.reveal = rows - 1;
            driver.resize(size);
            driver.frames(3);
            CHECK(static_cast<int>(numbers.drawn.size()) <= rows);
        }
    }
}
