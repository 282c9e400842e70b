// SPDX-License-Identifier: MIT
// The palette: one field, a list that narrows while typing, Enter to run or go.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/outbox.h"
#include "model/palette.h"
#include "model/view.h"

namespace slotscope::gui {

class PaletteOverlay {
public:
    void draw(const View& view, const Rect& area, Outbox& out);

private:
    void restart(const View& view);
    void update_rows(const View& view);
    void draw_row(const View& view, int index, Outbox& out);
    void choose(const View& view, int index, Outbox& out);

    std::string query_;
    std::vector<PaletteRow> rows_;
    int selected_ = 0;
    bool is_moved_ = false;  // by a key: scroll to the selected row
    std::uint64_t seen_ = 0;
    std::string rows_query_ = "\n";  // what rows_ are for; a query never holds a line break
    std::vector<FindItem> items_;
    std::uint64_t items_program_ = 0;
};

}  // namespace slotscope::gui
