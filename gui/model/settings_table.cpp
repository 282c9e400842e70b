// SPDX-License-Identifier: MIT
#include "model/settings_table.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace slotscope::gui {
namespace {

std::string print_target(const SettingsTable::Target& target) {
    return std::visit(
        [](const auto* value) -> std::string {
            using T = std::remove_cv_t<std::remove_pointer_t<decltype(value)>>;
            if constexpr (std::is_same_v<T, bool>) return *value ? "yes" : "no";
            else if constexpr (std::is_same_v<T, int>) return std::to_string(*value);
            else if constexpr (std::is_same_v<T, float>) {
                char buffer[32];
                std::snprintf(buffer, sizeof buffer, "%.9g", static_cast<double>(*value));
                return buffer;
            } else return *value;
        },
        target);
}

template <class T>
bool read_number(std::string_view text, T& into) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return false;
    if constexpr (std::is_floating_point_v<T>)
        if (!std::isfinite(value)) return false;
    into = value;
    return true;
}

bool set_target(const SettingsTable::Target& target, std::string_view text) {
    return std::visit(
        [&](auto* value) {
            using T = std::remove_pointer_t<decltype(value)>;
            if constexpr (std::is_same_v<T, bool>) {
                if (text != "yes" && text != "no") return false;
                *value = text == "yes";
                return true;
            } else if constexpr (std::is_same_v<T, std::string>) {
                *value = text;
                return true;
            } else return read_number(text, *value);
        },
        target);
}

}  // namespace

Keyed SettingsTable::print() const {
    Keyed out;
    for (const Entry& entry : entries_) out.emplace_back(entry.key, print_target(entry.target));
    return out;
}

bool SettingsTable::set(std::string_view key, std::string_view text) const {
    for (const Entry& entry : entries_)
        if (key == entry.key) return set_target(entry.target, text);
    return false;
}

}  // namespace slotscope::gui
