// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "debug/conditions/lexer.h"
#include "slotscope/breakpoints.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

/// Where the placeholder that begins before `begin` ends: at the first brace outside quotes.
std::size_t end_of_placeholder(std::string_view text, std::size_t begin) noexcept {
    bool is_quoted = false;
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (is_quoted && text[at] == '\\') ++at;
        else if (text[at] == '"') is_quoted = !is_quoted;
        else if (text[at] == '}' && !is_quoted) return at;
    }
    return std::string_view::npos;
}

}  // namespace

Result<MessageTemplate> MessageTemplate::create(std::string_view text, const ProgramSymbols& symbols) {
    const auto fail = [](std::size_t at, std::string message) {
        return Error::parse({}, std::move(message), 1, static_cast<std::uint32_t>(at + 1));
    };
    if (text.size() > limits::kMaxExpressionBytes) {
        return fail(limits::kMaxExpressionBytes,
                    fmt::format("the message is longer than {} bytes", limits::kMaxExpressionBytes));
    }
    MessageTemplate made;
    Piece piece;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_double = at + 1 < text.size() && text[at + 1] == text[at];
        if ((text[at] == '{' || text[at] == '}') && is_double) {
            piece.text += text[at++];
            continue;
        }
        if (text[at] == '}') return fail(at, "a } without its {; for a brace as such write }}");
        if (text[at] != '{') {
            piece.text += text[at];
            continue;
        }
        const std::size_t begin = at + 1;
        const std::size_t end = end_of_placeholder(text, begin);
        if (end == std::string_view::npos) return fail(at, "this { is not closed; for a brace as such write {{");
        Result<Expression> expression = Expression::parse(text.substr(begin, end - begin));
        if (!expression) return fail(begin + expression.error().column - 1, expression.error().message);
        Result<ExpressionEvaluator> evaluator = ExpressionEvaluator::create(*expression, symbols);
        if (!evaluator) return fail(begin + evaluator.error().column - 1, evaluator.error().message);
        made.warm_up_ = std::max(made.warm_up_, evaluator->warm_up_frames());
        piece.expression = std::move(evaluator).value();
        made.pieces_.push_back(std::exchange(piece, {}));
        at = end;
    }
    if (!piece.text.empty()) made.pieces_.push_back(std::move(piece));
    return made;
}

std::string MessageTemplate::format(const FrameEnd& end) const {
    std::string text;
    for (const Piece& piece : pieces_) {
        text += piece.text;
        if (!piece.expression) continue;
        const double value = piece.expression->value(end);
        text += piece.expression->is_float() ? format_shortest(static_cast<float>(value)) : format_shortest(value);
    }
    return text;
}

void MessageTemplate::advance(const FrameEnd& end) {
    if (warm_up_ == 0) return;
    for (Piece& piece : pieces_) {
        if (piece.expression) piece.expression->advance(end);
    }
}

void MessageTemplate::reset() noexcept {
    for (Piece& piece : pieces_) {
        if (piece.expression) piece.expression->reset();
    }
}

}  // namespace slotscope
