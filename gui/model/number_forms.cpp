// SPDX-License-Identifier: MIT
#include "model/number_forms.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

constexpr std::array<NumberFormInfo, kNumberForms> kForms{{
    {NumberForm::Decimal, "Decimal", "Seven significant digits, as in the other tables."},
    {NumberForm::Shortest, "All digits", "As many digits as it takes to read the same number back."},
    {NumberForm::Scientific, "Scientific", "One digit before the point, and an exponent."},
    {NumberForm::HexFloat, "Hex float", "The exact number, with a hexadecimal mantissa."},
    {NumberForm::Hex, "Integer in hex", "Whole numbers in hexadecimal; others stay decimal."},
    {NumberForm::Bits, "Bits", "Sign, exponent and mantissa, bit by bit."},
}};

/// 2^53: whole numbers up to it are all there.
constexpr double kMaxWhole = 9007199254740992.0;

std::string shortest(double number, Storage storage) {
    return storage == Storage::F32 ? format_shortest(static_cast<float>(number)) : format_shortest(number);
}

std::string in_hex(double number) {
    if (number != std::trunc(number) || std::fabs(number) > kMaxWhole || (number == 0 && std::signbit(number)))
        return format_significant(number);
    return fmt::format("{}0x{:X}", number < 0 ? "-" : "", static_cast<std::uint64_t>(std::fabs(number)));
}

std::string in_bits(double number, Storage storage) {
    const BitFields bits = bit_fields(storage, number);
    return bits.sign.empty() ? bits.mantissa : bits.sign + " " + bits.exponent + " " + bits.mantissa;
}

}  // namespace

std::span<const NumberFormInfo> number_forms() { return kForms; }

std::string number_in_form(double number, NumberForm form, Storage storage) {
    if (form == NumberForm::Bits) return in_bits(number, storage);
    if (!std::isfinite(number)) return format_shortest(number);
    switch (form) {
        case NumberForm::Shortest: return shortest(number, storage);
        case NumberForm::Scientific: return fmt::format("{:.6e}", number);
        case NumberForm::HexFloat: return format_hex_float(number);
        case NumberForm::Hex: return in_hex(number);
        case NumberForm::Decimal:
        case NumberForm::Bits: break;
    }
    return format_significant(number);
}

bool has_decimal_point(NumberForm form) noexcept {
    return form == NumberForm::Decimal || form == NumberForm::Shortest || form == NumberForm::Scientific;
}

}  // namespace slotscope::gui
