// SPDX-License-Identifier: MIT
#include "slotscope/watch_values.h"

#include <algorithm>

namespace slotscope {
namespace {

bool is_recorded(const WatchSet& watches, std::size_t position) {
    return watches.evaluator(position) != nullptr && watches.target(position).kind != WatchTarget::Kind::Slot;
}

}  // namespace

WatchValues::WatchValues(const WatchSet& watches, std::size_t budget_bytes) : row_of_(watches.size(), kNoRow) {
    for (std::size_t i = 0; i < watches.size(); ++i) {
        if (!is_recorded(watches, i)) continue;
        row_of_[i] = static_cast<std::uint32_t>(rows_.size());
        ExpressionEvaluator evaluator = *watches.evaluator(i);
        evaluator.reset();
        looks_back_ |= evaluator.warm_up_frames() > 0;
        rows_.push_back({evaluator, evaluator});
    }
    if (rows_.empty()) return;
    capacity_ = std::min(kMaxFrames, budget_bytes / (rows_.size() * sizeof(double)));
    values_.reserve(capacity_ * rows_.size());
}

std::size_t WatchValues::wanted_bytes(const WatchSet& watches) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < watches.size(); ++i) count += is_recorded(watches, i) ? 1 : 0;
    return count * kMaxFrames * sizeof(double);
}

void WatchValues::record(const FrameEnd& end) {
    if (is_idle()) return;
    const bool is_known = count_ > 0 && newest_ == end.frame;
    if (!is_known && count_ > 0 && newest_ + 1 != end.frame) clear();
    if (count_ == 0) begin_ = end.frame;
    const std::size_t place = static_cast<std::size_t>(end.frame % capacity_) * rows_.size();
    if (values_.size() < place + rows_.size()) values_.resize(place + rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        Row& row = rows_[i];
        if (row.next.warm_up_frames() > 0) {
            if (is_known) row.next = row.newest;
            else row.newest = row.next;
        }
        values_[place + i] = row.next.value(end);
        row.next.advance(end);
    }
    newest_ = end.frame;
    if (!is_known) count_ = std::min(count_ + 1, capacity_);
}

void WatchValues::clear() noexcept {
    count_ = 0;
    for (Row& row : rows_) {
        row.next.reset();
        row.newest.reset();
    }
}

void WatchValues::drop_after(FrameNumber frame) noexcept {
    if (count_ == 0 || newest_ <= frame) return;
    const FrameNumber oldest = newest_ + 1 - count_;
    if (looks_back_ || frame < oldest) return clear();
    count_ = static_cast<std::size_t>(frame + 1 - oldest);
    newest_ = frame;
}

std::optional<double> WatchValues::value(std::size_t position, const FrameEnd& now) const {
    const std::uint32_t row = row_of(position);
    if (row == kNoRow) return std::nullopt;
    const ExpressionEvaluator& next = rows_[row].next;
    const bool is_newest = count_ > 0 && newest_ == now.frame && next.warm_up_frames() > 0;
    const ExpressionEvaluator& evaluator = is_newest ? rows_[row].newest : next;
    return evaluator.knows(now) ? std::optional(evaluator.value(now)) : std::nullopt;
}

std::optional<double> WatchValues::at(std::size_t position, FrameNumber frame) const noexcept {
    const std::uint32_t row = row_of(position);
    if (row == kNoRow || count_ == 0 || frame > newest_ || frame + count_ <= newest_) return std::nullopt;
    if (frame < first_known(rows_[row])) return std::nullopt;
    return stored(row, frame);
}

WatchValues::Samples WatchValues::samples(std::size_t position, std::size_t most) const {
    Samples samples;
    const std::uint32_t row = row_of(position);
    if (row == kNoRow || count_ == 0) return samples;
    const FrameNumber oldest = newest_ + 1 - std::min(count_, most);
    samples.first = std::max(oldest, first_known(rows_[row]));
    for (FrameNumber frame = samples.first; frame <= newest_; ++frame) samples.values.push_back(stored(row, frame));
    return samples;
}

std::size_t WatchValues::bytes() const noexcept { return values_.size() * sizeof(double); }

}  // namespace slotscope
