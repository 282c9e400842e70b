// SPDX-License-Identifier: MIT
// A condition for one program: names looked up, and what one slot's values decide reduced to a ColumnTest.
#include <fmt/format.h>

#include "debug/conditions/expression_tree.h"
#include "slotscope/condition.h"

namespace slotscope {
namespace {

ColumnTestKind test_of(NotFinite what) noexcept {
    return what == NotFinite::Nan        ? ColumnTestKind::BecameNan
           : what == NotFinite::Infinity ? ColumnTestKind::BecameInfinite
                                         : ColumnTestKind::BecameNotFinite;
}

ColumnTestKind test_of(Crossing crossing) noexcept {
    return crossing == Crossing::Rises   ? ColumnTestKind::Rises
           : crossing == Crossing::Falls ? ColumnTestKind::Falls
                                         : ColumnTestKind::Crosses;
}

/// `number operator slot` is `slot mirrored number`.
std::optional<ColumnTestKind> test_of(Operation operation, bool is_mirrored) noexcept {
    switch (operation) {
        case Operation::Less: return is_mirrored ? ColumnTestKind::Greater : ColumnTestKind::Less;
        case Operation::LessEqual: return is_mirrored ? ColumnTestKind::GreaterEqual : ColumnTestKind::LessEqual;
        case Operation::Greater: return is_mirrored ? ColumnTestKind::Less : ColumnTestKind::Greater;
        case Operation::GreaterEqual: return is_mirrored ? ColumnTestKind::LessEqual : ColumnTestKind::GreaterEqual;
        case Operation::Equal: return ColumnTestKind::Equal;
        case Operation::NotEqual: return ColumnTestKind::NotEqual;
        default: return {};
    }
}

struct SlotTest {
    Reference slot;
    ColumnTest test;
};

/// The test that an expression is, when it compares one slot with numbers.
std::optional<SlotTest> as_slot_test(const ExpressionTree& tree) {
    const ExpressionNode& root = tree.root();
    if (root.kind != NodeKind::Operator && root.kind != NodeKind::Between && root.kind != NodeKind::Outside) return {};
    if (root.children.size() < 2) return {};
    const ExpressionNode& first = tree.child(root, 0);
    const ExpressionNode& second = tree.child(root, 1);
    if (root.kind != NodeKind::Operator) {
        const ExpressionNode& third = tree.child(root, 2);
        if (first.kind != NodeKind::Slot || second.kind != NodeKind::Number || third.kind != NodeKind::Number)
            return {};
        const auto kind = root.kind == NodeKind::Between ? ColumnTestKind::Between : ColumnTestKind::Outside;
        return SlotTest{first.reference, {kind, second.number, third.number}};
    }
    const bool is_mirrored = first.kind == NodeKind::Number;
    const ExpressionNode& slot = is_mirrored ? second : first;
    const ExpressionNode& number = is_mirrored ? first : second;
    const auto kind = test_of(root.operation, is_mirrored);
    if (!kind || slot.kind != NodeKind::Slot || number.kind != NodeKind::Number) return {};
    return SlotTest{slot.reference, {*kind, number.number, 0}};
}

std::optional<ColumnTest> column_test_of(const Condition& condition) noexcept {
    switch (condition.kind) {
        case ConditionKind::Change: return ColumnTest{ColumnTestKind::Changed};
        case ConditionKind::NotFinite: return ColumnTest{test_of(condition.not_finite)};
        case ConditionKind::Moved: return ColumnTest{ColumnTestKind::Moved, condition.amount};
        case ConditionKind::Crossed: return ColumnTest{test_of(condition.crossing), condition.amount};
        default: return {};
    }
}

}  // namespace

struct ConditionCompiler {
    const Condition& condition;
    const ProgramSymbols& symbols;
    ConditionEvaluator& made;

    [[nodiscard]] Error at_target(Error error) const {
        return condition.target_column == 0 ? error
                                            : Error::parse({}, std::move(error.message), 1, condition.target_column);
    }

    std::optional<Error> compile() const {
        made.kind_ = condition.kind;
        made.not_finite_ = condition.not_finite;
        made.frames_ = condition.frames;
        made.is_before_ = condition.is_before;
        made.fault_ = condition.fault;
        switch (condition.kind) {
            case ConditionKind::Fault:
            case ConditionKind::Frame: return {};
            case ConditionKind::Step: {
                const auto step = symbols.find_step(condition.target);
                if (!step) return at_target(step.error());
                made.step_ = *step;
                return {};
            }
            case ConditionKind::Cell: return compile_cell();
            case ConditionKind::Expression: return compile_expression();
            default: return compile_slot();
        }
    }

    std::optional<Error> compile_slot() const {
        if (condition.target.is_empty()) {
            const auto rows = symbols.slots().rows();
            if (condition.kind == ConditionKind::UnsetRead) {
                for (SlotIndex slot = 0; slot < rows.size(); ++slot) watch_reads(slot);
                made.warm_up_ = 1;
                return {};
            }
            if (condition.kind != ConditionKind::NotFinite) return Error::invalid("the condition names no slot");
            for (SlotIndex slot = 0; slot < rows.size(); ++slot) {
                if (rows[slot].storage == Storage::Object) made.objects_.push_back(slot);
            }
            return {};
        }
        const auto slot = symbols.find_slot(condition.target);
        if (!slot) return at_target(slot.error());
        made.slot_ = *slot;
        if (const auto test = column_test_of(condition)) made.column_ = {made.slot_, *test};
        if (condition.kind == ConditionKind::UnsetRead) watch_reads(*slot);
        made.warm_up_ = warm_up_of_slot();
        return {};
    }

    [[nodiscard]] std::uint32_t warm_up_of_slot() const noexcept {
        switch (condition.kind) {
            // Of a streak of reversals: two differences before its first one, to see that it is.
            case ConditionKind::Alternates: return static_cast<std::uint32_t>(condition.frames) + 2;
            // Two periods, and the fall before the first.
            case ConditionKind::Period: return static_cast<std::uint32_t>(3 * kLongestPeriod + 2);
            default: return 1;  // for `previous`
        }
    }

    void watch_reads(SlotIndex slot) const {
        const auto readers = symbols.readers(slot);
        if (!readers.empty()) made.reads_.push_back({slot, readers.front()});
    }

    std::optional<Error> compile_cell() const {
        const auto cell = symbols.find_cell(condition.target);
        if (!cell) return at_target(cell.error());
        const CellPlace& place = symbols.cell_place(*cell);
        const ElementRange range = condition.elements.value_or(ElementRange{0, place.size == 0 ? 0 : place.size - 1});
        if (range.last >= place.size) return at_target(Error::invalid(place.no_element_message(range.last)));
        made.cell_ = *cell;
        made.storage_ = place.storage;
        made.first_in_cell_ = range.first;
        made.first_ = place.offset + range.first;
        made.count_ = range.last - range.first + 1;
        made.warm_up_ = 1;
        return {};
    }

    std::optional<Error> compile_expression() const {
        auto evaluator = ExpressionEvaluator::create(*condition.expression, symbols);
        if (!evaluator) return evaluator.error();
        made.warm_up_ = evaluator->warm_up_frames();
        made.text_ = condition.expression->to_text();
        if (const auto test = as_slot_test(condition.expression->tree())) {
            made.slot_ = symbols.find_slot(test->slot).value();
            made.column_ = {made.slot_, test->test};
            made.warm_up_ = 1;  // for `previous`
        }
        made.expression_ = std::move(evaluator).value();
        return {};
    }
};

Result<ConditionEvaluator> ConditionEvaluator::create(const Condition& condition, const ProgramSymbols& symbols) {
    ConditionEvaluator evaluator;
    if (auto error = ConditionCompiler{condition, symbols, evaluator}.compile()) return std::move(*error);
    return evaluator;
}

}  // namespace slotscope
