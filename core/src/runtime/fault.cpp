// SPDX-License-Identifier: MIT
#include "slotscope/fault.h"

#include <utility>

namespace slotscope {

std::string_view fault_kind_name(FaultKind kind) noexcept {
    switch (kind) {
        case FaultKind::SecondWrite: return "second write";
        case FaultKind::UnknownSlot: return "unknown slot";
        case FaultKind::NotANumber: return "not a number";
        case FaultKind::BadReference: return "bad reference";
        case FaultKind::MissingTable: return "missing table";
        case FaultKind::UnknownKind: return "unknown kind";
        case FaultKind::Unsupported: return "unsupported";
        case FaultKind::BadParameter: return "bad parameter";
        case FaultKind::BadValue: return "bad value";
        case FaultKind::SignalCycle: return "signal cycle";
        case FaultKind::BadOutput: return "bad output";
        case FaultKind::BadTimeModel: return "bad time model";
        case FaultKind::Limit: return "limit";
    }
    return "";
}

std::string_view note_kind_name(NoteKind kind) noexcept {
    switch (kind) {
        case NoteKind::FractionDropped: return "fraction dropped";
        case NoteKind::Wrapped: return "wrapped";
        case NoteKind::Overflowed: return "overflowed";
        case NoteKind::NanToZero: return "NaN to zero";
        case NoteKind::ConvertedToNumber: return "converted to number";
        case NoteKind::UnimplementedOpcode: return "unimplemented opcode";
        case NoteKind::PlaceholderOpcode: return "placeholder opcode";
        case NoteKind::MissingConstant: return "missing constant";
        case NoteKind::MissingStateOffset: return "missing state offset";
        case NoteKind::OutsideState: return "outside state";
    }
    return "";
}

bool NoteLog::add(NoteKind kind, StepIndex step, SlotId slot, FrameNumber frame) {
    ++total_;
    const auto is_row = [&](std::size_t row) {
        return row < notes_.size() && notes_[row].slot == slot && notes_[row].step == step && notes_[row].kind == kind;
    };
    // A schedule makes the same notes in the same order every frame, so the expected row is nearly always the one.
    std::size_t row = is_row(expected_row_) ? expected_row_ : is_row(0) ? 0 : notes_.size();
    bool is_first = false;
    if (row == notes_.size()) {
        const auto [position, is_new] = rows_.try_emplace({kind, step, slot}, notes_.size());
        row = position->second;
        is_first = is_new;
        if (is_new) {
            Note note;
            note.kind = kind;
            note.step = step;
            note.slot = slot;
            note.first_frame = frame;
            notes_.push_back(std::move(note));
        }
    }
    ++notes_[row].count;
    notes_[row].last_frame = frame;
    expected_row_ = row + 1;
    return is_first;
}

void NoteLog::set_detail(NoteKind kind, StepIndex step, SlotId slot, std::string detail) {
    const auto found = rows_.find({kind, step, slot});
    if (found != rows_.end()) notes_[found->second].detail = std::move(detail);
}

void NoteLog::clear() {
    notes_.clear();
    rows_.clear();
    total_ = 0;
    expected_row_ = 0;
}

}  // namespace slotscope
