// SPDX-License-Identifier: MIT
// The filter line of panels that list slots: words, kinds, "of the selected step".
#pragma once

#include <string>

#include "model/slot_rows.h"
#include "model/view.h"

namespace slotscope::gui {

struct SlotFilter {
    // Kept between runs: entries of the panel's settings.
    std::string text;
    int kinds = 0;
    bool only_step = false;

    /// Sets what of the query is the filter's.
    void fill(const View& view, SlotQuery& query) const;
    /// Draws the line; `rows` are those of the present query.
    void draw(const View& view, SlotRows& rows);
    /// What to show when no row is left. Offers to show all.
    void draw_nothing_matches();
    void show_all();
};

}  // namespace slotscope::gui
