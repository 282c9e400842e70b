// SPDX-License-Identifier: MIT
// The words and operators of expressions, one table each.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "debug/conditions/expression_tree.h"
#include "debug/conditions/lexer.h"
#include "slotscope/assert.h"
#include "slotscope/condition.h"

namespace slotscope {
namespace {

constexpr std::size_t kMany = 16;  ///< arguments of min and max

constexpr std::array<FunctionName, 18> kFunctions = {{
    {"min", Operation::Min, 2, kMany},
    {"max", Operation::Max, 2, kMany},
    {"abs", Operation::Abs, 1, 1},
    {"floor", Operation::Floor, 1, 1},
    {"ceil", Operation::Ceil, 1, 1},
    {"round", Operation::Round, 1, 1},
    {"trunc", Operation::Trunc, 1, 1},
    {"sign", Operation::Sign, 1, 1},
    {"sqrt", Operation::Sqrt, 1, 1},
    {"sin", Operation::Sin, 1, 1},
    {"cos", Operation::Cos, 1, 1},
    {"tan", Operation::Tan, 1, 1},
    {"exp", Operation::Exp, 1, 1},
    {"log", Operation::Log, 1, 1},
    {"pow", Operation::Pow, 2, 2},
    {"isnan", Operation::IsNan, 1, 1},
    {"isinf", Operation::IsInf, 1, 1},
    {"isfinite", Operation::IsFinite, 1, 1},
}};

constexpr std::array<std::string_view, 7> kOperandFunctions = {"slot",    "cell",    "ring", "prev",
                                                               "written", "changed", "age"};

constexpr std::array<std::string_view, 12> kReserved = {"frame", "t",  "dt",  "NaN",     "Infinity", "true",
                                                        "false", "or", "and", "between", "outside",  "not"};

/// Words that conditions begin with, or name no slot by: only the writing of names minds them.
constexpr std::array<std::string_view, 22> kConditionWords = {
    "write",     "change", "nan",   "inf",   "nonfinite", "stale",      "never", "unchanged",
    "unwritten", "moved",  "rises", "falls", "crosses",   "alternates", "cell",  "step",
    "before",    "fault",  "frame", "any",   "unset",     "period"};

constexpr std::array<InfixOperator, 13> kInfix = {{
    {"||", Operation::Or, Binding::Or},
    {"&&", Operation::And, Binding::And},
    {"==", Operation::Equal, Binding::Equality},
    {"!=", Operation::NotEqual, Binding::Equality},
    {"<", Operation::Less, Binding::Comparison},
    {"<=", Operation::LessEqual, Binding::Comparison},
    {">", Operation::Greater, Binding::Comparison},
    {">=", Operation::GreaterEqual, Binding::Comparison},
    {"+", Operation::Add, Binding::Sum},
    {"-", Operation::Subtract, Binding::Sum},
    {"*", Operation::Multiply, Binding::Product},
    {"/", Operation::Divide, Binding::Product},
    {"%", Operation::Remainder, Binding::Product},
}};

void append_quoted(std::string& text, std::string_view name) {
    text += '"';
    for (const char c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    text += '"';
}

}  // namespace

const FunctionName* find_function(std::string_view name) noexcept {
    const auto found = std::ranges::find(kFunctions, name, &FunctionName::name);
    return found == kFunctions.end() ? nullptr : &*found;
}

const FunctionName& function_of(Operation operation) noexcept {
    const auto found = std::ranges::find(kFunctions, operation, &FunctionName::operation);
    SLOTSCOPE_ASSERT(found != kFunctions.end(), "every operation that a call names is a function");
    return *found;
}

std::vector<std::string> function_words() {
    std::vector<std::string> words(kOperandFunctions.begin(), kOperandFunctions.end());
    for (const FunctionName& function : kFunctions) words.emplace_back(function.name);
    return words;
}

std::vector<std::string> expression_words() {
    std::vector<std::string> words = function_words();
    for (std::string& word : words) word += '(';
    words.insert(words.end(), kReserved.begin(), kReserved.end());
    return words;
}

std::vector<std::string> condition_words() {
    std::vector<std::string> words(kConditionWords.begin(), kConditionWords.end());
    std::erase(words, "any");
    return words;
}

bool is_reserved_word(std::string_view word) noexcept { return std::ranges::find(kReserved, word) != kReserved.end(); }

bool is_condition_word(std::string_view word) noexcept {
    return std::ranges::find(kConditionWords, word) != kConditionWords.end();
}

const InfixOperator* find_infix(std::string_view mark) noexcept {
    const auto found = std::ranges::find(kInfix, mark, &InfixOperator::text);
    return found == kInfix.end() ? nullptr : &*found;
}

const InfixOperator& infix_of(Operation operation) noexcept {
    const auto found = std::ranges::find(kInfix, operation, &InfixOperator::operation);
    SLOTSCOPE_ASSERT(found != kInfix.end(), "the operation is written between its operands");
    return *found;
}

void append_slot_reference(std::string& text, const Reference& reference) {
    if (reference.number) text += fmt::format("#{}", *reference.number);
    else if (is_plain_name(reference.name) && !is_reserved_word(reference.name) && !is_condition_word(reference.name))
        text += reference.name;
    else append_quoted(text, reference.name);
}

void append_reference(std::string& text, const Reference& reference) {
    if (reference.number) text += fmt::format("{}", *reference.number);
    else append_quoted(text, reference.name);
}

}  // namespace slotscope
