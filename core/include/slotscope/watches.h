// SPDX-License-Identifier: MIT
// `WatchSet`: the expressions that a person keeps in view, in their order, with the form their numbers are shown in, what each
// of them is about, and their JSON form, which is kept per program. Not here: the values that they had (watch_values.h).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/expression.h"

namespace slotscope {

namespace limits {
inline constexpr std::size_t kMaxWatches = 10'000;
}  // namespace limits

/// Never given twice by one set.
using WatchId = std::uint64_t;

/// How a number is written.
enum class NumberForm : std::uint8_t {
    Decimal,   ///< a few digits, as tables show numbers
    Shortest,  ///< as many as it takes
    Scientific,
    HexFloat,
    Hex,  ///< of whole numbers
    Bits
};
inline constexpr std::size_t kNumberForms = 6;
/// "decimal", "shortest", "scientific", "hexFloat", "hex", "bits": stable, for files.
[[nodiscard]] std::string_view number_form_name(NumberForm form) noexcept;
[[nodiscard]] std::optional<NumberForm> find_number_form(std::string_view name) noexcept;

struct Watch {
    WatchId id = 0;  ///< 0: `add` gives one
    Expression expression;
    NumberForm form = NumberForm::Decimal;
};

/// What a watched expression is about, where it is one thing alone.
struct WatchTarget {
    enum class Kind : std::uint8_t { Expression, Slot, Element, RingElement };
    Kind kind = Kind::Expression;
    std::uint32_t row = 0;      ///< SlotIndex, CellIndex, or the ring's position in `ProgramSymbols::rings`
    std::uint32_t element = 0;  ///< of the cell; of a ring how many writes before its newest
    friend bool operator==(const WatchTarget&, const WatchTarget&) = default;
};
/// Kind Expression also where the program has no such thing.
[[nodiscard]] WatchTarget watch_target(const Expression& expression, const ProgramSymbols& symbols);

// The expression that is that one thing, named so that it is found again in a changed program.
[[nodiscard]] Expression slot_expression(const ProgramSymbols& symbols, SlotIndex slot);
[[nodiscard]] Expression cell_expression(const ProgramSymbols& symbols, CellIndex cell, std::uint32_t element);
[[nodiscard]] Expression ring_expression(const ProgramSymbols& symbols, std::size_t ring, std::uint32_t back);

class WatchSet {
public:
    /// Compiles all of them for a program, now and as they are added. Those that the program has no names for stay, with
    /// an `error`. Call it when another program is open, and after a hot swap.
    void bind(ProgramSymbols symbols);
    /// Names are unknown until the next `bind`.
    void unbind();
    /// As if copied and unbound: what it is compiled to, which is the most of it, is not copied.
    [[nodiscard]] WatchSet unbound_copy() const;
    /// Ids that the other has given are not given again.
    void continue_from(const WatchSet& other) noexcept { next_id_ = std::max(next_id_, other.next_id_); }

    /// Before the one at `position`, or at the end, and returns its id. Errors: too many; an id that is taken.
    Result<WatchId> add(Watch watch, std::optional<std::size_t> position = {});
    /// Puts it in the place of the one with its id. False when there is none.
    bool replace(Watch watch);
    bool remove(WatchId id);
    /// So that it stands at `position`, or last where that lies behind the end. False when there is none of that id.
    bool move(WatchId id, std::size_t position);

    /// Appends those of the other whose expressions none of these has, as far as there may be so many; under new ids.
    void add_missing(const WatchSet& other);

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    // Preconditions: position < size().
    [[nodiscard]] const Watch& operator[](std::size_t position) const noexcept { return entries_[position].watch; }
    /// Why it has no value in the bound program, with the column in the expression's text.
    [[nodiscard]] const std::optional<Error>& error(std::size_t position) const noexcept {
        return entries_[position].error;
    }
    [[nodiscard]] const WatchTarget& target(std::size_t position) const noexcept { return entries_[position].target; }
    /// Null while it is not bound, or has an error.
    [[nodiscard]] const ExpressionEvaluator* evaluator(std::size_t position) const noexcept {
        return entries_[position].evaluator ? &*entries_[position].evaluator : nullptr;
    }
    [[nodiscard]] std::optional<std::size_t> position_of(WatchId id) const noexcept;
    /// Of the first that is about just this. Not for Kind Expression.
    [[nodiscard]] std::optional<std::size_t> position_of(const WatchTarget& target) const noexcept;
    /// The slots among them, ascending, each once; while unbound none.
    [[nodiscard]] std::vector<SlotId> slots() const;

    /// One object, with the expressions as their texts.
    [[nodiscard]] std::string to_json() const;
    /// The set is unbound. Errors, all of them, with JSON paths such as `watches[3].expression`; for texts with the column
    /// in them.
    [[nodiscard]] static Result<WatchSet, Errors> from_json(std::string_view text);

private:
    struct Entry {
        Watch watch;
        std::optional<Error> error{};
        std::optional<ExpressionEvaluator> evaluator{};
        WatchTarget target{};
    };
    void compile(Entry& entry) const;

    std::vector<Entry> entries_;
    std::optional<ProgramSymbols> symbols_;
    WatchId next_id_ = 1;
};

}  // namespace slotscope
