// SPDX-License-Identifier: MIT
// Which part of the picture the canvas shows: a scale and the place in its middle. Fitted views follow the canvas's size
// until somebody zooms or moves.
#pragma once

#include "model/output_model.h"
#include "model/ui_action.h"

namespace slotscope::gui {

inline constexpr float kMinScale = 1.0F / 64, kMaxScale = 256;  ///< canvas pixels per pixel of the program

class OutputView {
public:
    /// Looks anew at where to be: called before each frame with the canvas's size in pixels.
    void update(const OutputFrame& frame, Point canvas_size);
    void set_fit(OutputFit fit) { fit_ = fit; }
    [[nodiscard]] OutputFit fit() const { return fit_; }

    [[nodiscard]] float scale() const { return scale_; }
    [[nodiscard]] Point to_canvas(Point program) const;
    [[nodiscard]] Point to_program(Point canvas) const;
    /// The place under `canvas` stays under it.
    void zoom_at(Point canvas, float factor);
    void pan(Point canvas_delta);
    /// What of the program's plane is in view.
    [[nodiscard]] OutputBox visible() const;

private:
    OutputFit fit_ = OutputFit::Viewport;
    float scale_ = 1;
    Point centre_;  // of the program's plane, in the middle of the canvas
    Point canvas_size_{1, 1};
};

}  // namespace slotscope::gui
