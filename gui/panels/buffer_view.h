// SPDX-License-Identifier: MIT
// The slot inspector's view of a slot that holds numbers in bulk, or another of the runtime's objects: facts, plot,
// histogram, colours and a table. The numbers are model/buffer_model's.
#pragma once

#include "model/buffer_model.h"
#include "model/outbox.h"
#include "model/view.h"
#include "widgets/table.h"

namespace slotscope::gui {

class BufferView {
public:
    /// Whether the slot holds something that this view shows better than a tree does.
    [[nodiscard]] bool update(const Session& session, SlotIndex slot);
    /// Precondition: update() was true for this slot.
    void draw(const View& view, SlotIndex slot, Outbox& out);

private:
    void draw_columns();
    void draw_plot(SlotId slot, std::optional<std::size_t> selected, Outbox& out);
    void draw_histogram();
    void draw_colors(SlotId slot, std::optional<std::size_t> selected, Outbox& out);
    void draw_table(const View& view, SlotId slot, std::optional<std::size_t> selected, Outbox& out);
    void draw_row(DataTable& table, std::size_t row, SlotId slot, std::optional<std::size_t> selected, Outbox& out);

    BufferModel model_;
    std::size_t column_ = 0;  // in plot and histogram
    RevealTracker reveal_;
    std::vector<Column> columns_;
};

}  // namespace slotscope::gui
