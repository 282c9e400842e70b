// SPDX-License-Identifier: MIT
// The one table: columns that shrink to what keeps them readable and then give way one by one, virtual rows of equal height,
// click-to-sort headers, a selection bar, row tints, and scrolling to a row without jumping when it is visible. Knows
// nothing of what the rows are.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "widgets/context.h"
#include "widgets/glyphs.h"

namespace slotscope::gui {

enum class Align : std::uint8_t { Left, Right, Centre };

/// How far a column shrinks that does not say itself what it needs: a share of its width, and em of one that shares the rest.
inline constexpr float kMinShrink = 0.6F;
inline constexpr float kMinSharedEm = 8;
/// Where there is room, columns that share grow to this while the others grow to what they want.
inline constexpr float kSharedEm = 13;

struct Column {
    const char* label;          ///< sentence case; drawn in capitals; may be empty
    float width_em = 0;         ///< 0 shares what the fixed columns leave
    Align align = Align::Left;  ///< of the header and of text()
    bool sortable = false;
    const char* help = nullptr;  ///< tooltip of the header
    float least_em = 0;          ///< what it needs to be readable; 0: see above. Its header has room in any case
    /// 0 stays; where there is too little room for all, the highest number goes first. From kLuxury on it is only there
    /// where all that stay have their `good_em`.
    int gives_way = 0;
    const char* short_label = nullptr;  ///< where the label has no room
    float good_em = 0;                  ///< what it should have before luxuries are shown; 0: no more than it needs
};

/// Columns that give way from this number on.
inline constexpr int kLuxury = 3;

/// What a column asks for, in pixels.
struct ColumnNeed {
    float wanted = 0;
    float least = 0;
    int gives_way = 0;
    bool shares = false;  ///< what is left when all have what they want
    float good = 0;
};

/// Widths in whole pixels; 0: there is no room for it. `padding` is what each column takes besides. Columns give way until
/// the others have what they need at least, the last one first among equals; then all grow to what they want, and the rest
/// is shared. Where not even those that stay have room, those that share shrink, and then all together.
[[nodiscard]] std::vector<float> column_widths(std::span<const ColumnNeed> columns, float padding, float available);

/// Which column orders the rows; belongs to the panel.
struct TableSort {
    int column = -1;  ///< -1: natural order
    bool descending = false;
    friend bool operator==(const TableSort&, const TableSort&) = default;
};

struct TableOptions {
    int rows = 0;
    TableSort* sort = nullptr;           ///< changed by clicks on sortable headers: natural -> up -> down -> natural
    std::optional<int> reveal_row = {};  ///< one-shot: scroll just enough to show it
    ImVec2 size = {0, 0};
    bool headers = true;   ///< where there is room for a row below them
    float row_height = 0;  ///< 0 means gui::row_height()
};

struct RowOptions {
    std::string_view probe = {};  ///< label for tests and scripts: "row 12"
    bool selected = false;
    std::optional<Tone> tint = {};  ///< Tone::ChangedRow, Tone::FaultRow
    bool dim = false;               ///< nothing to press here
};

struct RowEvents {
    bool hovered = false, clicked = false, double_clicked = false;
    bool wants_menu = false;  ///< right click: open a popup for it
};

/// Use:
///   DataTable table("slots", kColumns, {.rows = n, .sort = &sort_});
///   table.for_each_visible([&](int row) {
///       const RowEvents events = table.row(row, {.probe = "row 3", .selected = …});
///       table.cell(); table.text("tAbsMs");
///   });
class DataTable {
public:
    DataTable(const char* id, std::span<const Column> columns, const TableOptions& options);
    ~DataTable();
    DataTable(const DataTable&) = delete;
    DataTable& operator=(const DataTable&) = delete;
    explicit operator bool() const { return open_; }

    /// Calls `draw(row)` for the rows in view.
    template <class Draw>
    void for_each_visible(Draw&& draw) {
        if (!open_) return;
        ImGuiListClipper clipper;
        clipper.Begin(rows_, height_);
        while (clipper.Step())
            for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) draw(row);
    }

    /// Starts a row; cells follow. `key` is unique within the table and stays with the thing shown.
    RowEvents row(std::uint64_t key, const RowOptions& options);

    /// Moves to the next cell; the cursor is placed so that one line of `fonts().ui` sits in the middle. False where the
    /// column has given way: what is drawn then is not seen, and costs its time.
    bool cell();
    void text(std::string_view words, Tone tone = Tone::Text);
    void mono(std::string_view words, Tone tone = Tone::Text);
    void bold(std::string_view words, Tone tone = Tone::Text);
    /// A number aligned on its decimal point (see number.h).
    void number(std::string_view digits, Tone tone = Tone::Text);
    void icon(Glyph glyph, Tone tone);
    void chip(std::string_view words, Tone fill = Tone::Fault);
    /// Room of the current cell, pixels.
    [[nodiscard]] float cell_width() const;
    /// Whether there is room for the column.
    [[nodiscard]] bool shows(std::size_t column) const { return column < widths_.size() && widths_[column] > 0; }

private:
    void set_up_columns(bool has_headers);
    void header();
    void place(float line_height, float width);
    void run(std::string_view words, Tone tone, ImFont* font);

    std::span<const Column> columns_;
    std::vector<float> widths_;
    TableSort* sort_;
    int rows_;
    float height_;
    int column_ = -1;
    bool open_;
};

}  // namespace slotscope::gui
