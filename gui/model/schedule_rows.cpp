// SPDX-License-Identifier: MIT
#include "model/schedule_rows.h"

#include <algorithm>
#include <unordered_map>

#include "model/slot_facts.h"
#include "model/words.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kValueBytes = 96;  // more than any column shows

/// One word of the query.
struct Term {
    enum class Field : std::uint8_t { Any, Step, Slot, Reads, Writes };
    Field field = Field::Any;
    std::string text;
    std::optional<std::uint64_t> number;
};

Term make_term(std::string_view word) {
    Term term{Term::Field::Any, lower(word), {}};
    const auto take = [&](std::string_view prefix, Term::Field field) {
        if (term.field != Term::Field::Any || !term.text.starts_with(prefix)) return;
        term.field = field;
        term.text.erase(0, prefix.size());
    };
    take("#", Term::Field::Step);
    take("slot:", Term::Field::Slot);
    take("reads:", Term::Field::Reads);
    take("writes:", Term::Field::Writes);
    term.number = number_of<std::uint64_t>(term.text);
    return term;
}

std::vector<Term> parse_terms(std::string_view text) {
    std::vector<Term> terms;
    for (const std::string_view word : split_words(text)) terms.push_back(make_term(word));
    return terms;
}

bool holds(const std::vector<SlotId>& slots, std::uint64_t slot) {
    return std::find(slots.begin(), slots.end(), slot) != slots.end();
}

/// A prefix whose number is not typed yet lets everything through.
bool matches(const Term& term, StepIndex step, const StepSlots& slots, const std::string& haystack) {
    if (term.field == Term::Field::Any) return haystack.find(term.text) != std::string::npos;
    if (!term.number) return term.text.empty();
    const bool reads = holds(slots.reads, *term.number), writes = holds(slots.writes, *term.number);
    switch (term.field) {
        case Term::Field::Step: return step == *term.number;
        case Term::Field::Slot: return reads || writes;
        case Term::Field::Reads: return reads;
        case Term::Field::Writes: return writes;
        case Term::Field::Any: break;
    }
    return false;
}

}  // namespace

void ScheduleRows::adopt_program(const Session& session) {
    kinds_.clear();
    haystacks_.clear();
    std::unordered_map<std::string_view, std::size_t> places;
    for (const Step& step : session.program().steps) {
        const auto [place, is_new] = places.emplace(step.kind_name(), kinds_.size());
        if (is_new) kinds_.push_back({std::string(step.kind_name()), 0});
        ++kinds_[place->second].count;
    }
}

void ScheduleRows::update(const Session& session, const ScheduleQuery& query) {
    if (program_revision_ == session.program_revision() && query_ == query) return;
    if (program_revision_ != session.program_revision()) adopt_program(session);
    program_revision_ = session.program_revision();
    query_ = query;

    const std::vector<Step>& steps = session.program().steps;
    const std::vector<Term> terms = parse_terms(query.text);
    if (!terms.empty() && haystacks_.empty())
        for (StepIndex i = 0; i < steps.size(); ++i)
            haystacks_.push_back(lower(std::to_string(i) + " " + session.step_names()[i] + "\n" + steps[i].id + "\n" +
                                       step_detail(session.program(), i)));
    // Kinds that this program lacks are left over from another one: they hide nothing.
    const bool has_kinds = std::any_of(kinds_.begin(), kinds_.end(), [&](const Kind& kind) {
        return std::find(query.kinds.begin(), query.kinds.end(), kind.name) != query.kinds.end();
    });
    rows_.clear();
    for (StepIndex i = 0; i < steps.size(); ++i) {
        if (has_kinds && std::find(query.kinds.begin(), query.kinds.end(), steps[i].kind_name()) == query.kinds.end())
            continue;
        const bool is_match = std::all_of(terms.begin(), terms.end(), [&](const Term& term) {
            return matches(term, i, session.wiring().steps[i], haystacks_[i]);
        });
        if (is_match) rows_.push_back(i);
    }
}

std::optional<int> ScheduleRows::position_of(StepIndex step) const {
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), step);
    if (at == rows_.end() || *at != step) return std::nullopt;
    return static_cast<int>(at - rows_.begin());
}

std::vector<StepFact> step_facts(const Session& session, StepIndex step) {
    const StepSlots& slots = session.wiring().steps[step];
    const std::vector<CellIndex>& cells = session.wiring().step_cells[step];
    std::vector<StepFact> facts;
    const auto add_slots = [&](StepFact::Kind head, StepFact::Kind each, const std::vector<SlotId>& ids) {
        if (ids.empty()) return;
        facts.push_back({.kind = head, .count = ids.size()});
        for (const SlotId slot : ids)
            facts.push_back({.kind = each, .slot = slot, .index = session.slots().find(slot)});
    };
    add_slots(StepFact::Kind::ReadsHead, StepFact::Kind::Read, slots.reads);
    add_slots(StepFact::Kind::WritesHead, StepFact::Kind::Write, slots.writes);
    if (!cells.empty()) facts.push_back({.kind = StepFact::Kind::StateHead, .count = cells.size()});
    for (const CellIndex cell : cells) facts.push_back({.kind = StepFact::Kind::Cell, .cell = cell});
    return facts;
}

bool has_written(const Session& session, StepIndex step, SlotIndex slot) {
    return session.values().is_written(slot) && session.values().record(slot).writer == step;
}

bool read_before_write(const Session& session, StepIndex step, SlotIndex slot) {
    if (!session.values().is_written(slot) || session.values().frame() == 0) return false;
    const StepIndex writer = session.values().record(slot).writer;
    // A step reads before it writes, so its own output counts too.
    return writer != kNoStep && writer >= step && session.step_state(step) == StepState::Done;
}

std::string previous_cell(const Session& session, SlotIndex slot) {
    const Value value = session.previous_value(slot);
    if (const double* number = value.number()) return format_significant(*number);
    return format_value(value, kValueBytes);
}

std::string step_state_sentence(const Session& session, StepIndex step) {
    const Cursor cursor = session.cursor();
    const std::string frame = "frame " + grouped(cursor.frame);
    switch (session.step_state(step)) {
        case StepState::Done: return "Done in " + frame;
        case StepState::Next: return session.is_in_frame() ? "Runs next, in " + frame : "Runs next";
        case StepState::Faulted: return "Faulted in " + frame;
        case StepState::Skipped: {
            const auto& fault = session.current_fault();
            if (fault && fault->step != kOutsideSteps)
                return "Not run in " + frame + ", which ended at step " + std::to_string(fault->step);
            return "Not run in " + frame;
        }
        case StepState::NotRun: break;
    }
    return cursor.frame == 0 ? "No frame has run yet" : "Not run yet in " + frame;
}

std::string step_memo_words(const Session& session, StepIndex step) {
    const CacheUse use = session.executor().state().cache.use_of(step);
    if (use.hits + use.misses == 0) return {};
    const std::string misses = use.misses == 1 ? "1 miss" : grouped(use.misses) + " misses";
    return "Memo: " + counted(use.hits, "hit") + ", " + misses;
}

std::string step_detail_rest(const Session& session, StepIndex step) {
    std::string detail = step_detail(session.program(), step);
    const std::string_view kind = session.program().steps[step].kind_name();
    constexpr std::string_view kDot = " · ";
    if (!detail.starts_with(kind)) return detail;
    detail.erase(0, kind.size());
    if (detail.starts_with(kDot)) detail.erase(0, kDot.size());
    return detail;
}

}  // namespace slotscope::gui
