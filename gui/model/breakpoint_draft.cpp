// SPDX-License-Identifier: MIT
#include "model/breakpoint_draft.h"

#include <algorithm>
#include <charconv>

#include "model/breakpoint_words.h"
#include "model/words.h"

namespace slotscope::gui {
namespace {

/// As Breakpoints in files: what every reader of JSON keeps exactly.
constexpr std::uint64_t kMaxCount = std::uint64_t{1} << 53;

std::optional<FieldError> read_count(std::string_view text, std::uint64_t& into) {
    const std::string_view digits = trimmed(text);
    if (digits.empty()) return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    if (error == std::errc() && end == digits.data() + digits.size() && into <= kMaxCount) return std::nullopt;
    return FieldError{"A count is a whole number.", 1, static_cast<std::uint32_t>(text.size())};
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

BreakpointDraft draft_of(const Breakpoint& breakpoint) {
    const auto count = [](std::uint64_t n) { return n == 0 ? std::string() : std::to_string(n); };
    return {breakpoint.id,
            breakpoint.condition.to_text(),
            count(breakpoint.ignore_hits),
            count(breakpoint.only_hit),
            breakpoint.message,
            breakpoint.group,
            breakpoint.is_log_only,
            breakpoint.is_enabled};
}

FieldError field_error(const Error& error, std::string_view text) {
    FieldError found{as_sentence(error.message), error.column, 1};
    if (found.column == 0) return found;
    const std::size_t begin = found.column - 1;
    std::size_t end = begin;
    if (begin < text.size() && text[begin] == '"') {
        end = text.find('"', begin + 1);
        end = end == std::string_view::npos ? text.size() : end + 1;
    } else {
        if (end < text.size() && text[end] == '#') ++end;
        while (end < text.size() && is_word(text[end])) ++end;
    }
    found.length = static_cast<std::uint32_t>(std::max<std::size_t>(1, end - std::min(begin, end)));
    return found;
}

std::string DraftCheck::reason() const {
    if (is_empty) return "There is no condition yet.";
    for (const auto* error : {&condition, &ignore_hits, &only_hit, &message, &group})
        if (*error) return (*error)->message;
    return {};
}

DraftCheck check_draft(const BreakpointDraft& draft, const Session& session) {
    DraftCheck check;
    Breakpoint made;
    made.id = draft.id;
    made.is_enabled = draft.is_enabled;
    made.is_log_only = draft.is_log_only;
    made.message = draft.message;
    made.group = std::string(trimmed(draft.group));
    check.is_empty = trimmed(draft.condition).empty();
    if (!check.is_empty) {
        auto parsed = session.has_program() ? parse_condition(draft.condition, session.symbols())
                                            : Condition::parse(draft.condition);
        if (parsed) {
            made.condition = std::move(parsed).value();
            check.preview = as_sentence(condition_words(made.condition, session));
        } else {
            check.condition = field_error(parsed.error(), draft.condition);
        }
    }
    check.ignore_hits = read_count(draft.ignore_hits, made.ignore_hits);
    check.only_hit = read_count(draft.only_hit, made.only_hit);
    if (session.has_program())
        if (const auto message = MessageTemplate::create(draft.message, session.symbols()); !message)
            check.message = field_error(message.error(), draft.message);
    if (made.group.size() > limits::kMaxGroupBytes)
        check.group =
            FieldError{"The name of a group has at most " + std::to_string(limits::kMaxGroupBytes) + " bytes.", 0, 0};
    if (check.reason().empty()) check.breakpoint = std::move(made);
    return check;
}

}  // namespace slotscope::gui
