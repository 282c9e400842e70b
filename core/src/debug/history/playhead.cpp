// SPDX-License-Identifier: MIT
#include "slotscope/playhead.h"

#include <algorithm>

#include "slotscope/assert.h"
#include "slotscope/overloaded.h"

namespace slotscope {
namespace {

template <class T>
void copy_into(std::vector<T>& to, std::span<const T> from) {
    to.assign(from.begin(), from.end());
}

}  // namespace

void SlotValues::assign(const ValueStore& store) {
    copy_into(f64_, store.f64());
    copy_into(f32_, store.f32());
    copy_into(i32_, store.i32());
    copy_into(u32_, store.u32());
    copy_into(objects_, store.objects());
}

Value SlotValues::at(const SlotMeta& row) const {
    switch (row.storage) {
        case Storage::F64: return f64_[row.offset];
        case Storage::F32: return static_cast<double>(f32_[row.offset]);
        case Storage::I32: return static_cast<double>(i32_[row.offset]);
        case Storage::U32: return static_cast<double>(u32_[row.offset]);
        case Storage::Object: return objects_[row.offset];
    }
    return {};
}

std::size_t SlotValues::bytes() const noexcept {
    return f64_.capacity() * 8 + (f32_.capacity() + i32_.capacity() + u32_.capacity()) * 4 +
           objects_.capacity() * sizeof(Value);
}

void Playhead::do_edit(const InputLog& log, const Edit& edit) {
    std::visit(Overloaded{
                   [&](const SlotEdit& e) { executor_.state().values.replace_value(e.slot, e.value); },
                   [&](const StateEdit& e) { executor_.state().state.set(e.storage, e.element, e.value); },
                   [&](const SwapEdit& e) {
                       const auto report = executor_.hot_swap(log.programs[e.program]);
                       SLOTSCOPE_ASSERT(report.has_value(), "a swap is recorded only when it was accepted");
                       fault_.reset();
                       program_start_ = frame();
                   },
                   [&](const ConstantEdit& e) { executor_.replace_constants(log.programs[e.program]); },
                   [&](const DeltaEdit& e) { executor_.set_delta(e.delta); },
               },
               edit.what);
    ++edits_;
}

void Playhead::do_edits_at(const InputLog& log, StepIndex step, SlotValues* at_swap) {
    while (edits_ < log.edits.size() && log.edits[edits_].frame == frame() && log.edits[edits_].step == step) {
        const Edit& edit = log.edits[edits_];
        do_edit(log, edit);
        if (at_swap != nullptr && std::holds_alternative<SwapEdit>(edit.what))
            at_swap->assign(executor_.state().values);
    }
}

void Playhead::do_edits_between_frames(const InputLog& log, SlotValues* at_swap) {
    SLOTSCOPE_ASSERT(!in_frame(), "edits between frames are done between frames");
    do_edits_at(log, kFrameEnd, at_swap);
}

void Playhead::begin_frame(const InputLog& log) {
    SLOTSCOPE_ASSERT(edits_ == log.edits.size() || log.edits[edits_].frame > frame(), "an edit was passed over");
    fault_ = executor_.begin_frame(log.times.of(frame() + 1));
    if (in_frame()) do_edits_at(log, 0);
}

void Playhead::run_steps(const InputLog& log, StepIndex end) {
    while (in_frame() && executor_.next_step() < end) {
        StepIndex stop = end;
        if (edits_ < log.edits.size() && log.edits[edits_].frame == frame())
            stop = std::min(stop, log.edits[edits_].step);
        const bool is_known =
            frame() < known_frame_ || (frame() == known_frame_ && executor_.next_step() < known_step_);
        if (is_known && frame() == known_frame_) stop = std::min(stop, known_step_);
        executor_.set_recording(!is_known);
        fault_ = executor_.run_to_step(stop);
        if (in_frame()) do_edits_at(log, executor_.next_step());
    }
    // Edits that stood behind the step that now faulted cannot be done any more: they were never made in this history.
    SLOTSCOPE_ASSERT(in_frame() || edits_ == log.edits.size() || log.edits[edits_].frame > frame() ||
                         log.edits[edits_].step == kFrameEnd,
                     "an edit stands behind the end of its frame");
}

void Playhead::run_frame(const InputLog& log) {
    do_edits_between_frames(log);
    const bool has_edits =
        edits_ < log.edits.size() && log.edits[edits_].frame == frame() + 1 && log.edits[edits_].step != kFrameEnd;
    const bool is_partly_known = frame() + 1 == known_frame_ && known_step_ > 0;
    if (has_edits || is_partly_known) {
        begin_frame(log);
        if (in_frame()) finish_frame(log);
        return;
    }
    // In one go, which is quicker.
    executor_.set_recording(frame() + 1 >= known_frame_);
    fault_ = executor_.run_frame(log.times.of(frame() + 1));
}

FrameNumber Playhead::run_new_frames(const FrameTimes::Fixed& first, FrameNumber count) {
    executor_.set_recording(true);
    fault_.reset();
    for (FrameNumber done = 0; done < count; ++done) {
        if (auto fault = executor_.run_frame(FrameTimes::Fixed{first.position + done, first.fps}.time())) {
            fault_ = std::move(fault);
            return done + 1;
        }
    }
    return count;
}

void Playhead::restore(const Snapshot& from, std::size_t edits_done, const InputLog& log) {
    executor_.restore(from);
    edits_ = edits_done;
    const auto is_swap = [](const Edit& edit) { return std::holds_alternative<SwapEdit>(edit.what); };
    std::size_t behind_swap = edits_done;
    while (behind_swap > 0 && !is_swap(log.edits[behind_swap - 1])) --behind_swap;
    program_start_ = behind_swap == 0 ? 0 : log.edits[behind_swap - 1].frame;
    fault_.reset();
}

}  // namespace slotscope
