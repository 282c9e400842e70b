// SPDX-License-Identifier: MIT
// Conditions from text and back. A word that a condition can begin with does so only before something to apply it to:
// `change x` is a condition, `change > 3` an expression over a slot of that name.
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "debug/conditions/parser.h"
#include "slotscope/condition.h"
#include "slotscope/format.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

/// What follows a word.
enum class Form : std::uint8_t { Slot, SlotOrAny, SlotCount, SlotAmount, Cell, Step, Fault, Frame };

struct ConditionWord {
    std::string_view word;
    ConditionKind kind;
    Form form;
    NotFinite not_finite = NotFinite::Either;
    Crossing crossing = Crossing::Either;
    bool is_before = false;
};

constexpr std::array<ConditionWord, 21> kWords = {{
    {"write", ConditionKind::Write, Form::Slot},
    {"change", ConditionKind::Change, Form::Slot},
    {"nan", ConditionKind::NotFinite, Form::SlotOrAny, NotFinite::Nan},
    {"inf", ConditionKind::NotFinite, Form::SlotOrAny, NotFinite::Infinity},
    {"nonfinite", ConditionKind::NotFinite, Form::SlotOrAny, NotFinite::Either},
    {"stale", ConditionKind::Stale, Form::Slot},
    {"never", ConditionKind::Never, Form::Slot},
    {"unset", ConditionKind::UnsetRead, Form::SlotOrAny},
    {"unchanged", ConditionKind::Unchanged, Form::SlotCount},
    {"unwritten", ConditionKind::Unwritten, Form::SlotCount},
    {"moved", ConditionKind::Moved, Form::SlotAmount},
    {"rises", ConditionKind::Crossed, Form::SlotAmount, NotFinite::Either, Crossing::Rises},
    {"falls", ConditionKind::Crossed, Form::SlotAmount, NotFinite::Either, Crossing::Falls},
    {"crosses", ConditionKind::Crossed, Form::SlotAmount, NotFinite::Either, Crossing::Either},
    {"alternates", ConditionKind::Alternates, Form::SlotCount},
    {"period", ConditionKind::Period, Form::SlotCount},
    {"cell", ConditionKind::Cell, Form::Cell},
    {"step", ConditionKind::Step, Form::Step},
    {"before", ConditionKind::Step, Form::Step, NotFinite::Either, Crossing::Either, true},
    {"fault", ConditionKind::Fault, Form::Fault},
    {"frame", ConditionKind::Frame, Form::Frame},
}};

/// So that a search needs no more warm-up frames than that.
constexpr std::uint64_t kMaxFrames = 1'000'000;

const ConditionWord* word_here(const Parser& parser) {
    if (parser.token().kind != TokenKind::Name) return nullptr;
    const auto found = std::ranges::find(kWords, parser.token().text, &ConditionWord::word);
    if (found == kWords.end()) return nullptr;
    const Token& after = parser.token_after();
    // An operator after it makes it a slot's name. `frame` alone is a number, the others lack something.
    if (after.kind == TokenKind::Mark && !after.is_mark("#")) return nullptr;
    if (after.kind == TokenKind::End && found->kind == ConditionKind::Frame) return nullptr;
    if (after.is_word("and") || after.is_word("or") || after.is_word("between") || after.is_word("outside"))
        return nullptr;
    return &*found;
}

ElementRange element_range(Parser& parser) {
    const auto element = [&] {
        return static_cast<std::uint32_t>(parser.whole_number("an element's number", limits::kMaxStateElements));
    };
    ElementRange range;
    const std::uint32_t column = parser.token().column;
    range.first = range.last = element();
    if (parser.accept_mark("..")) range.last = element();
    if (range.last < range.first) throw TextError{column, "the range ends before it begins"};
    parser.expect_mark("]", "after the elements");
    return range;
}

std::optional<FaultKind> fault_kind(Parser& parser) {
    const std::uint32_t column = parser.token().column;
    std::string name = parser.token().name;
    if (parser.token().kind != TokenKind::Name && parser.token().kind != TokenKind::Quoted) {
        parser.fail_expected("any, or a kind of fault");
    }
    const bool is_word = parser.take().kind == TokenKind::Name;
    if (is_word && name == "any") return {};
    while (is_word && parser.token().kind == TokenKind::Name) name += " " + parser.take().name;
    std::vector<std::string> names;
    for (auto kind = FaultKind::SecondWrite; kind <= FaultKind::Limit;
         kind = static_cast<FaultKind>(static_cast<int>(kind) + 1)) {
        names.emplace_back(fault_kind_name(kind));
        if (names.back() == name) return kind;
    }
    const NameIndex kinds(names);
    const std::string_view near = kinds.nearest(name);
    throw TextError{column, near.empty()
                                ? fmt::format("there is no kind of fault of that name; one is \"{}\"", names[0])
                                : fmt::format("there is no kind of fault of that name; did you mean \"{}\"?", near)};
}

void parse_target(Parser& parser, const ConditionWord& word, Condition& condition) {
    condition.target_column = parser.token().column;
    switch (word.form) {
        case Form::SlotOrAny:
            if (!parser.accept_word("any")) condition.target = parser.slot_reference();
            return;
        case Form::Slot:
        case Form::SlotCount:
        case Form::SlotAmount: condition.target = parser.slot_reference(); break;
        case Form::Cell:
            condition.target = parser.reference("a state cell's name");
            if (parser.accept_mark("[")) condition.elements = element_range(parser);
            return;
        case Form::Step: condition.target = parser.reference("a step's number or name"); return;
        case Form::Fault: condition.fault = fault_kind(parser); return;
        case Form::Frame: condition.frames = parser.whole_number("a frame's number", limits::kMaxSlotId); return;
    }
    if (word.form == Form::SlotCount) {
        const std::uint32_t column = parser.token().column;
        condition.frames = parser.whole_number("a number of frames", kMaxFrames);
        if (condition.frames == 0) throw TextError{column, "the number of frames is at least 1"};
    } else if (word.form == Form::SlotAmount) {
        const std::uint32_t column = parser.token().column;
        const bool is_distance = word.kind == ConditionKind::Moved;
        condition.amount = parser.signed_number(is_distance ? "a distance" : "a level");
        if (is_distance && condition.amount < 0) throw TextError{column, "a distance is not negative"};
    }
}

Condition parse_words(Parser& parser) {
    Condition condition;
    const ConditionWord* word = word_here(parser);
    if (word == nullptr) {
        condition.kind = ConditionKind::Expression;
        condition.expression = parser.expression();
        return condition;
    }
    parser.take();
    condition.kind = word->kind;
    condition.not_finite = word->not_finite;
    condition.crossing = word->crossing;
    condition.is_before = word->is_before;
    parse_target(parser, *word, condition);
    return condition;
}

const ConditionWord& word_of(const Condition& condition) {
    return *std::ranges::find_if(kWords, [&](const ConditionWord& word) {
        return word.kind == condition.kind && word.not_finite == condition.not_finite &&
               word.crossing == condition.crossing && word.is_before == condition.is_before;
    });
}

}  // namespace

Result<Condition> Condition::parse(std::string_view text) {
    try {
        Parser parser(text);
        Condition condition = parse_words(parser);
        parser.expect_end();
        check_written_length(condition.to_text());
        return condition;
    } catch (const TextError& error) { return error.to_error(); }
}

std::string Condition::to_text() const {
    if (kind == ConditionKind::Expression) return expression->to_text();
    const ConditionWord& word = word_of(*this);
    std::string text(word.word);
    text += ' ';
    switch (word.form) {
        case Form::SlotOrAny:
        case Form::Slot:
        case Form::SlotCount:
        case Form::SlotAmount:
            if (target.is_empty()) text += "any";
            else append_slot_reference(text, target);
            break;
        case Form::Cell:
        case Form::Step: append_reference(text, target); break;
        case Form::Fault: text += fault ? fmt::format("\"{}\"", fault_kind_name(*fault)) : std::string("any"); break;
        case Form::Frame: text += fmt::format("{}", frames); break;
    }
    if (elements && elements->first == elements->last) text += fmt::format("[{}]", elements->first);
    else if (elements) text += fmt::format("[{}..{}]", elements->first, elements->last);
    if (word.form == Form::SlotCount) text += fmt::format(" {}", frames);
    if (word.form == Form::SlotAmount) text += ' ' + format_shortest(amount);
    return text;
}

Result<Condition> parse_condition(std::string_view text, const ProgramSymbols& symbols) {
    Result<Condition> condition = Condition::parse(text);
    if (!condition) return condition;
    const Result<ConditionEvaluator> evaluator = ConditionEvaluator::create(*condition, symbols);
    if (!evaluator) return evaluator.error();
    return condition;
}

Result<Condition> parse_condition(std::string_view text, const Program& program, const SlotTable& slots) {
    return parse_condition(text, ProgramSymbols(program, slots));
}

}  // namespace slotscope
