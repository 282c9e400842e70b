// SPDX-License-Identifier: MIT
#include "debug/wiring_walk.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace slotscope {
namespace {

/// A number at the start of the text; nullopt where there is none, or one that no table could have.
std::optional<Ref> leading_number(std::string_view text) noexcept {
    Ref number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? std::optional(number) : std::nullopt;
}

template <class Push>
void push_sources(const FieldNode& field, Push push) {
    if (const auto* map = std::get_if<FieldMap>(&field.body)) {
        push(map->source);
    } else if (const auto* zip = std::get_if<FieldZip>(&field.body)) {
        push(zip->a);
        push(zip->b);
    } else if (const auto* select = std::get_if<FieldSelect>(&field.body)) {
        push(select->condition);
        push(select->if_true);
        push(select->if_false);
    } else if (const auto* transform = std::get_if<FieldTransform>(&field.body)) {
        push(transform->source);
    } else if (const auto* bus = std::get_if<FieldBusCombine>(&field.body)) {
        for (const Ref term : bus->terms) push(term);
    }
}

}  // namespace

Ref field_of_id(const std::string& field_expr_id) noexcept {
    std::string_view text = field_expr_id;
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r\f\v"), text.size()));
    if (text.size() > 1 && text[0] == '+' && text[1] >= '0' && text[1] <= '9') text.remove_prefix(1);
    if (const auto number = leading_number(text)) return *number;
    const std::size_t before = text.find_last_not_of("0123456789");
    return before == std::string_view::npos ? kNoRef : leading_number(text.substr(before + 1)).value_or(kNoRef);
}

StepSignals::StepSignals(const Program& program)
    : program_(program), signals_(program.signals ? program.signals->size() : 0),
      fields_(program.fields ? program.fields->size() : 0) {}

const std::vector<Ref>& StepSignals::roots(const Step& step) {
    roots_.clear();
    if (const auto* eval = std::get_if<SignalEvalStep>(&step.body)) {
        for (const SignalOutput& output : eval->outputs) roots_.push_back(output.signal);
    } else if (const auto* materialize = std::get_if<MaterializeStep>(&step.body)) {
        fields_.begin();
        fields_.from(field_of_id(materialize->field_expr_id), [this](std::uint32_t row, auto push) {
            const FieldNode& field = (*program_.fields)[row];
            if (const auto* broadcast = std::get_if<FieldBroadcastSig>(&field.body))
                roots_.push_back(broadcast->signal);
            push_sources(field, push);
        });
    }
    return roots_;
}

}  // namespace slotscope
