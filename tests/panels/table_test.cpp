// SPDX-License-Identifier: MIT
#include "widgets/table.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <vector>

#include "panels/support/widget_driver.h"
#include "widgets/text.h"

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

TEST_CASE("Table: columns have what they want where there is room, and share the rest", "[panels][widgets]") {
    const ColumnNeed needs[] = {{100, 50, 0}, {120, 80, 0, true}, {200, 100, 1}, {120, 40, 0, true}};
    CHECK(column_widths(needs, 10, 640) == std::vector<float>{100, 150, 200, 150});  // 60 are left for two
    CHECK(column_widths(needs, 10, 580) == std::vector<float>{100, 120, 200, 120});
    CHECK(column_widths(needs, 10, 310) == std::vector<float>{50, 80, 100, 40});  // just enough
    // Between the two each grows in proportion to what it misses.
    CHECK(column_widths(needs, 10, 445) == std::vector<float>{75, 100, 150, 80});
}

TEST_CASE("Table: where there is too little room the highest number gives way first, the last one among equals",
          "[panels][widgets]") {
    const ColumnNeed needs[] = {{60, 60, 0, true}, {50, 50, 1}, {50, 50, 3}, {50, 50, 2}, {50, 50, 3}};
    const auto shown = [&](float available) {
        std::string marks;
        for (const float width : column_widths(needs, 10, available)) marks += width > 0 ? 'x' : '-';
        return marks;
    };
    CHECK(shown(310) == "xxxxx");
    CHECK(shown(309) == "xxxx-");
    CHECK(shown(249) == "xx-x-");
    CHECK(shown(189) == "xx---");
    CHECK(shown(129) == "x----");
    CHECK(shown(1) == "x----");  // what stays is never taken away
}

TEST_CASE("Table: luxuries are there only where what stays has more than it needs", "[panels][widgets]") {
    const ColumnNeed needs[] = {{200, 60, 0, true, 100}, {50, 50, 1}, {50, 50, kLuxury}};
    CHECK(column_widths(needs, 0, 200)[2] == 50);
    CHECK(column_widths(needs, 0, 199) == std::vector<float>{149, 50, 0});
    CHECK(column_widths(needs, 0, 110) == std::vector<float>{60, 50, 0});  // what is no luxury stays to the last
    CHECK(column_widths(needs, 0, 109)[1] == 0);
}

TEST_CASE("Table: of columns that stay and have no room those that share shrink first, and they never add up to more "
          "than there is",
          "[panels][widgets]") {
    const ColumnNeed needs[] = {{100, 60, 0}, {120, 90, 0, true}, {30, 30, 2}};
    const std::vector<float> widths = column_widths(needs, 10, 95);
    CHECK(widths == std::vector<float>{46, 28, 0});
    CHECK(column_widths(needs, 10, 130) == std::vector<float>{60, 50, 0});  // words are cut before numbers
    for (float available = 0; available < 700; available += 7) {
        INFO("available " << available);
        float total = 0;
        for (const float width : column_widths(needs, 10, available)) total += width > 0 ? width + 10 : 0;
        CHECK(total <= std::max(available, 22.0F));  // of two columns a pixel each with their paddings
    }
}

TEST_CASE("Table: a header has room for its label, or for the short one, at every width", "[panels][widgets]") {
    constexpr Column kHeads[] = {
        {.label = "#", .width_em = 3, .sortable = true},
        {.label = "Name", .sortable = true, .least_em = 2},
        {.label = "Elements", .width_em = 1, .sortable = true, .least_em = 0.5F, .gives_way = 1},
        {.label = "Written by", .sortable = true, .least_em = 1, .short_label = "By"}};
    TableSort sort{2, true};
    PanelDriver driver(widgets([&] {
        DataTable table("heads", kHeads, {.rows = 1, .sort = &sort});
        table.for_each_visible([&](int row) {
            table.row(static_cast<std::uint64_t>(row), {});
            for (std::size_t i = 0; i < std::size(kHeads); ++i) {
                const bool is_shown = table.cell();
                CHECK(is_shown == table.shows(i));
                if (!is_shown) continue;
                const char* label = kHeads[i].short_label != nullptr ? kHeads[i].short_label : kHeads[i].label;
                CHECK(table.cell_width() + 1 >= text_width(label, fonts().heading) * 0.9F);
            }
        });
    }));
    bool has_hidden = false, has_shown = false;
    for (float width = 160; width < 500; width += 20) {
        driver.resize({width, 200});
        driver.frames(2);
        (driver.sees("header/Elements") ? has_shown : has_hidden) = true;
        CHECK(driver.sees("header/Name"));
    }
    CHECK(has_hidden);
    CHECK(has_shown);
}
