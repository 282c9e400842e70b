// SPDX-License-Identifier: MIT
#include "model/slot_rows.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "model/compare_rows.h"
#include "model/words.h"

namespace slotscope::gui {
namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// One word of the query.
struct Term {
    enum class Field : std::uint8_t { Any, Exact, Name, Type, Writer };
    Field field = Field::Any;
    std::string text;
    std::optional<std::uint64_t> number;
    std::vector<bool> steps;  // by StepIndex: writers that it matches; empty when it does not look at writers
};

Term make_term(std::string_view word, const std::vector<std::string>& lower_steps) {
    Term term{Term::Field::Any, lower(word), {}, {}};
    const auto take = [&](std::string_view prefix, Term::Field field) {
        if (term.field != Term::Field::Any || !term.text.starts_with(prefix)) return;
        term.field = field;
        term.text.erase(0, prefix.size());
    };
    take("#", Term::Field::Exact);
    take("name:", Term::Field::Name);
    take("type:", Term::Field::Type);
    take("writer:", Term::Field::Writer);
    term.number = number_of<std::uint64_t>(term.text);
    // Steps without a name are called after their number: a number alone means slots.
    if (term.field == Term::Field::Any ? term.number.has_value() : term.field != Term::Field::Writer) return term;
    term.steps.resize(lower_steps.size());
    for (std::size_t i = 0; i < lower_steps.size(); ++i)
        term.steps[i] = (term.field == Term::Field::Writer && term.number == i) || contains(lower_steps[i], term.text);
    return term;
}

std::vector<Term> parse_terms(std::string_view text, const std::vector<std::string>& lower_steps) {
    std::vector<Term> terms;
    for (const std::string_view word : split_words(text)) terms.push_back(make_term(word, lower_steps));
    return terms;
}

bool matches(const Term& term, const SlotMeta& slot, std::string_view name, const std::vector<StepIndex>& writers) {
    const auto by_writer = [&] {
        return !term.steps.empty() &&
               std::any_of(writers.begin(), writers.end(), [&](StepIndex step) { return term.steps[step]; });
    };
    switch (term.field) {
        case Term::Field::Exact: return term.number ? slot.slot == *term.number : term.text.empty();
        case Term::Field::Name: return contains(name, term.text);
        case Term::Field::Type: return contains(storage_name(slot.storage), term.text);
        case Term::Field::Writer: return by_writer();
        case Term::Field::Any: break;
    }
    if (contains(name, term.text) || storage_name(slot.storage) == term.text) return true;
    if (term.number && std::to_string(slot.slot).starts_with(term.text)) return true;
    return by_writer();
}

bool is_not_finite(const Session& session, SlotIndex slot) {
    if (session.slots()[slot].storage != Storage::Object) return !std::isfinite(session.values().number_at(slot));
    const Value& value = session.values().objects()[session.slots()[slot].offset];
    return value.number() != nullptr && !std::isfinite(*value.number());
}

unsigned bit(SlotKind kind) { return 1U << static_cast<unsigned>(kind); }

unsigned kinds_of(const Session& session, SlotIndex slot) {
    unsigned kinds = 0;
    switch (session.values().status(slot)) {
        case WriteStatus::Changed: kinds = bit(SlotKind::Changed) | bit(SlotKind::Written); break;
        case WriteStatus::Same: kinds = bit(SlotKind::Written); break;
        case WriteStatus::Stale: kinds = bit(SlotKind::Stale); break;
        case WriteStatus::Never: return bit(SlotKind::Never);
    }
    return is_not_finite(session, slot) ? kinds | bit(SlotKind::NotFinite) : kinds;
}

/// Whole numbers in the order of the doubles; NaN after everything.
std::uint64_t ordered(double number) {
    if (std::isnan(number)) return std::numeric_limits<std::uint64_t>::max();
    const auto bits = std::bit_cast<std::uint64_t>(number);
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

std::uint64_t age_key(const Session& session, SlotIndex slot) {
    const ValueStore& values = session.values();
    switch (values.status(slot)) {
        case WriteStatus::Changed: return 0;
        case WriteStatus::Same: return 1;
        case WriteStatus::Stale: return 2 + (values.frame() - values.last_written_frame(slot));
        case WriteStatus::Never: break;
    }
    return std::numeric_limits<std::uint64_t>::max();
}

/// How far the value moved in this frame. Rows that did not move come first, those without a difference last.
std::uint64_t change_key(const Session& session, SlotIndex slot) {
    if (session.values().status(slot) != WriteStatus::Changed) return 0;
    const Value previous = session.previous_value(slot);
    const double* before = previous.number();
    const double now = session.values().number_at(slot);
    return ordered(before == nullptr ? std::nan("") : std::fabs(now - *before));
}

std::uint64_t writer_key(const Session& session, SlotIndex slot) {
    const StepIndex last = session.values().record(slot).writer;
    if (last != kNoStep) return last;
    const auto& writers = session.wiring().writers[slot];
    return writers.empty() ? kNoStep : writers.front();
}

std::uint64_t order_key(const Session& session, SlotIndex slot) {
    const bool is_written = session.values().is_written(slot);
    return is_written ? session.values().record(slot).order : std::numeric_limits<std::uint64_t>::max();
}

std::uint64_t frozen_key(const Session& session, SlotIndex slot) {
    if (session.frozen() == nullptr) return slot;
    const auto before = compare_slot(session, session.frozen()->values, slot).before;
    return ordered(before.value_or(std::nan("")));
}

/// As change_key, since what is frozen.
std::uint64_t frozen_change_key(const Session& session, SlotIndex slot) {
    if (session.frozen() == nullptr) return slot;
    const CompareRow row = compare_slot(session, session.frozen()->values, slot);
    return row.differs ? ordered(std::fabs(row.difference())) : 0;
}

bool depends_on_values(const SlotQuery& query) {
    switch (query.order) {
        case SlotOrder::Number:
        case SlotOrder::Name:
        case SlotOrder::Storage:
        case SlotOrder::Frozen: return query.kinds != 0;
        default: return true;
    }
}

}  // namespace

void SlotRows::adopt_program(const Session& session) {
    lower_names_.clear();
    lower_steps_.clear();
    name_rank_.clear();
    for (const std::string& name : session.slot_names()) lower_names_.push_back(lower(name));
    for (const std::string& name : session.step_names()) lower_steps_.push_back(lower(name));
}

void SlotRows::match_text(const Session& session) {
    const SlotTable& slots = session.slots();
    matching_.clear();
    if (query_.step) {
        if (*query_.step < session.wiring().steps.size()) {
            const StepSlots& of_step = session.wiring().steps[*query_.step];
            for (const auto* side : {&of_step.reads, &of_step.writes})
                for (const SlotId slot : *side)
                    if (const SlotIndex index = slots.find(slot); index != kNoSlotIndex) matching_.push_back(index);
        }
        std::sort(matching_.begin(), matching_.end());
        matching_.erase(std::unique(matching_.begin(), matching_.end()), matching_.end());
    } else {
        matching_.resize(slots.size());
        std::iota(matching_.begin(), matching_.end(), SlotIndex{0});
    }
    const std::vector<Term> terms = parse_terms(query_.text, lower_steps_);
    if (terms.empty()) return;
    std::erase_if(matching_, [&](SlotIndex i) {
        return !std::all_of(terms.begin(), terms.end(), [&](const Term& term) {
            return matches(term, slots[i], lower_names_[i], session.wiring().writers[i]);
        });
    });
}

void SlotRows::update(const Session& session, const SlotQuery& query) {
    const bool is_new_program = program_revision_ != session.program_revision();
    const bool is_new_query = is_new_program || query != query_;
    if (!is_new_query && !must_place_ && revision_ == session.revision()) return;
    const bool is_new_text = is_new_program || query.text != query_.text || query.step != query_.step;
    if (is_new_program) adopt_program(session);
    query_ = query;
    program_revision_ = session.program_revision();
    revision_ = session.revision();
    if (is_new_text) match_text(session);
    is_held_ = !is_new_query && !must_place_ && session.is_playing() && depends_on_values(query_);
    must_place_ = false;
    collect(session);
}

void SlotRows::collect(const Session& session) {
    std::fill(std::begin(counts_), std::end(counts_), std::size_t{0});
    if (!is_held_) rows_.clear();
    for (const SlotIndex slot : matching_) {
        const unsigned kinds = kinds_of(session, slot);
        for (std::size_t kind = 0; kind < kSlotKinds; ++kind) counts_[kind] += kinds >> kind & 1U;
        if (!is_held_ && (query_.kinds == 0 || (kinds & query_.kinds) != 0)) rows_.push_back(slot);
    }
    if (!is_held_) sort(session);
}

void SlotRows::sort(const Session& session) {
    if (query_.order == SlotOrder::Number) {
        if (query_.descending) std::reverse(rows_.begin(), rows_.end());
        return;
    }
    if (query_.order == SlotOrder::Name && name_rank_.empty()) {
        std::vector<SlotIndex> by_name(lower_names_.size());
        std::iota(by_name.begin(), by_name.end(), SlotIndex{0});
        std::stable_sort(by_name.begin(), by_name.end(),
                         [&](SlotIndex a, SlotIndex b) { return lower_names_[a] < lower_names_[b]; });
        name_rank_.resize(by_name.size());
        std::uint32_t rank = 0;
        for (std::size_t i = 0; i < by_name.size(); ++i) {
            if (i > 0 && lower_names_[by_name[i]] != lower_names_[by_name[i - 1]]) ++rank;
            name_rank_[by_name[i]] = rank;
        }
    }
    const auto key = [&](SlotIndex slot) -> std::uint64_t {
        switch (query_.order) {
            case SlotOrder::Name: return name_rank_[slot];
            case SlotOrder::Storage: return static_cast<std::uint64_t>(session.slots()[slot].storage);
            case SlotOrder::Value: return ordered(session.values().number_at(slot));
            case SlotOrder::Change: return change_key(session, slot);
            case SlotOrder::Status: return age_key(session, slot);
            case SlotOrder::Writer: return writer_key(session, slot);
            case SlotOrder::Order: return order_key(session, slot);
            case SlotOrder::Frozen: return frozen_key(session, slot);
            case SlotOrder::FrozenChange: return frozen_change_key(session, slot);
            case SlotOrder::Number: break;
        }
        return slot;
    };
    std::vector<std::pair<std::uint64_t, SlotIndex>> keyed;
    keyed.reserve(rows_.size());
    // Equal keys stay in order of their numbers in both directions.
    const std::uint64_t flip = query_.descending ? std::numeric_limits<std::uint64_t>::max() : 0;
    for (const SlotIndex slot : rows_) keyed.emplace_back(key(slot) ^ flip, slot);
    std::sort(keyed.begin(), keyed.end());
    std::transform(keyed.begin(), keyed.end(), rows_.begin(), [](const auto& row) { return row.second; });
}

std::optional<int> SlotRows::position_of(SlotIndex slot) const {
    const auto found = std::find(rows_.begin(), rows_.end(), slot);
    if (found == rows_.end()) return std::nullopt;
    return static_cast<int>(found - rows_.begin());
}

}  // namespace slotscope::gui
