// SPDX-License-Identifier: MIT
#include "model/hit_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/breakpoint_words.h"
#include "model/places.h"
#include "model/slot_facts.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

bool has_value(ConditionKind kind) {
    return kind != ConditionKind::Step && kind != ConditionKind::Frame && kind != ConditionKind::Fault;
}

/// As places are compared: past the last step is the frame's end.
Place ordered_place(const Session& session, SeekTo seek) {
    const std::size_t steps = session.program().steps.size();
    return {seek.frame, seek.step >= steps ? kFrameEnd : seek.step};
}

bool is_before(const Place& a, const Place& b) { return a.frame != b.frame ? a.frame < b.frame : a.step < b.step; }

}  // namespace

SeekTo place_of_hit(const ConditionHit& hit) {
    if (hit.step == kNoStep) return {hit.frame, kFrameEnd};
    return {hit.frame, hit.is_before ? hit.step : hit.step + 1};
}

std::size_t hit_row_at(const HitList& list, FrameNumber frame) {
    return static_cast<std::size_t>(std::ranges::lower_bound(list.hits, frame, {}, &ConditionHit::frame) -
                                    list.hits.begin());
}

const ConditionHit* next_found(const Session& session, bool is_forward) {
    if (!session.hits()) return nullptr;
    const std::vector<ConditionHit>& hits = session.hits()->hits;
    const Place here = place_of(session);
    std::size_t row = hit_row_at(*session.hits(), here.frame);
    if (is_forward) {
        while (row < hits.size() && !is_before(here, ordered_place(session, place_of_hit(hits[row])))) ++row;
        return row < hits.size() ? &hits[row] : nullptr;
    }
    if (row < hits.size() && is_before(ordered_place(session, place_of_hit(hits[row])), here)) return &hits[row];
    return row > 0 ? &hits[row - 1] : nullptr;
}

std::string hits_summary(const Session& session) {
    if (!session.hits()) return {};
    const HitList& list = *session.hits();
    std::string words = counted(list.count, "hit") + " in ";
    if (list.searched.last < list.searched.first) return "Nothing was searched yet";
    if (list.searched.first == list.searched.last) words += "frame " + grouped(list.searched.first);
    else words += "frames " + grouped(list.searched.first) + " to " + grouped(list.searched.last);
    if (list.count > list.hits.size()) words += ", the first " + grouped(list.hits.size()) + " listed";
    return words;
}

void HitWords::update(const Session& session) {
    const HitList& list = *session.hits();
    const auto& edits = session.history().log().edits;
    const bool is_same_program = program_revision_ == session.program_revision();
    if (is_same_program && condition_text_ == list.condition && edits_seen_ == edits.size()) return;
    if (!is_same_program || condition_text_ != list.condition) {
        condition_.reset();
        evaluator_.reset();
        if (auto parsed = Condition::parse(list.condition)) condition_ = std::move(parsed).value();
        if (condition_)
            if (auto made = ConditionEvaluator::create(*condition_, session.symbols()))
                evaluator_ = std::move(made).value();
    }
    swaps_.clear();
    for (const Edit& edit : edits)
        if (std::holds_alternative<SwapEdit>(edit.what)) swaps_.push_back(edit.frame);
    program_revision_ = session.program_revision();
    condition_text_ = list.condition;
    edits_seen_ = edits.size();
}

bool HitWords::is_of_shown_program(const Session& session, FrameNumber frame) const {
    const FrameNumber here = session.cursor().frame, low = std::min(here, frame), high = std::max(here, frame);
    const auto swap = std::ranges::lower_bound(swaps_, low);
    return swap == swaps_.end() || *swap >= high;
}

HitText HitWords::text(const Session& session, const ConditionHit& hit) const {
    HitText text;
    const bool is_known = is_of_shown_program(session, hit.frame);
    const ConditionKind kind = condition_ ? condition_->kind : ConditionKind::Expression;
    const bool has_slot = is_known && hit.slot < session.slots().size();
    if (hit.step != kNoStep) {
        const bool has_name = is_known && hit.step < session.step_names().size();
        text.step = has_name ? step_reference(session, hit.step) : std::to_string(hit.step);
        if (has_name) text.step_index = hit.step;
    }
    if (has_slot) text.slot = session.slots()[hit.slot].slot;
    if (hit.fault) text.what = fault_kind_name(*hit.fault);
    else if (hit.element) text.what = fmt::format("element {}", *hit.element);
    else if (has_slot) text.what = slot_reference(session, hit.slot);
    const bool is_float = has_slot && session.slots()[hit.slot].storage == Storage::F32;
    const auto digits = [&](double value) {
        return is_float ? format_shortest(static_cast<float>(value)) : format_shortest(value);
    };
    if (has_value(kind)) text.value = digits(hit.value);
    if (hit.previous) text.before = digits(*hit.previous);
    // The message names rows of the shown program.
    const bool can_say = is_known && (hit.slot == kNoSlotIndex || has_slot) && (hit.step == kNoStep || text.step_index);
    if (evaluator_ && can_say) text.message = evaluator_->message(hit, session.symbols());
    return text;
}

std::string hits_as_text(const Session& session, const HitWords& words) {
    std::string all = "frame\tstep\twhat\tbefore\tvalue\n";
    if (!session.hits()) return all;
    for (const ConditionHit& hit : session.hits()->hits) {
        const HitText text = words.text(session, hit);
        all += fmt::format("{}\t{}\t{}\t{}\t{}\n", hit.frame, text.step, text.what, text.before, text.value);
    }
    return all;
}

}  // namespace slotscope::gui
