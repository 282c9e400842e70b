// SPDX-License-Identifier: MIT
#include "model/output_view.h"

#include <algorithm>
#include <cmath>

namespace slotscope::gui {
namespace {

constexpr float kMargin = 0.94F;  // of the canvas, so that what is fitted does not touch its edge

}  // namespace

void OutputView::update(const OutputFrame& frame, Point canvas_size) {
    canvas_size_ = {std::max(1.0F, canvas_size.x), std::max(1.0F, canvas_size.y)};
    if (fit_ == OutputFit::Free || !frame.has_picture()) return;
    OutputBox box;
    box.add({0, 0});
    box.add({static_cast<float>(frame.viewport.width), static_cast<float>(frame.viewport.height)});
    if (fit_ == OutputFit::Content && !frame.bounds.is_empty()) box = frame.bounds;
    centre_ = {(box.min.x + box.max.x) * 0.5F, (box.min.y + box.max.y) * 0.5F};
    if (fit_ == OutputFit::ActualSize) {
        scale_ = 1;
        return;
    }
    const float width = std::max(box.max.x - box.min.x, 1e-3F), height = std::max(box.max.y - box.min.y, 1e-3F);
    scale_ = std::clamp(kMargin * std::min(canvas_size_.x / width, canvas_size_.y / height), kMinScale, kMaxScale);
}

Point OutputView::to_canvas(Point program) const {
    return {(program.x - centre_.x) * scale_ + canvas_size_.x * 0.5F,
            (program.y - centre_.y) * scale_ + canvas_size_.y * 0.5F};
}

Point OutputView::to_program(Point canvas) const {
    return {(canvas.x - canvas_size_.x * 0.5F) / scale_ + centre_.x,
            (canvas.y - canvas_size_.y * 0.5F) / scale_ + centre_.y};
}

void OutputView::zoom_at(Point canvas, float factor) {
    const Point fixed = to_program(canvas);
    fit_ = OutputFit::Free;
    scale_ = std::clamp(scale_ * factor, kMinScale, kMaxScale);
    const Point now = to_program(canvas);
    centre_ = {centre_.x + fixed.x - now.x, centre_.y + fixed.y - now.y};
}

void OutputView::pan(Point canvas_delta) {
    fit_ = OutputFit::Free;
    centre_ = {centre_.x - canvas_delta.x / scale_, centre_.y - canvas_delta.y / scale_};
}

OutputBox OutputView::visible() const {
    OutputBox box;
    box.add(to_program({0, 0}));
    box.add(to_program(canvas_size_));
    return box;
}

}  // namespace slotscope::gui
