// SPDX-License-Identifier: MIT
// A panel's list of members that are kept between runs: names and addresses, read and written as text.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace slotscope::gui {

using Keyed = std::vector<std::pair<std::string, std::string>>;

class SettingsTable {
public:
    using Target = std::variant<bool*, int*, float*, std::string*>;
    struct Entry {
        const char* key;
        Target target;
    };

    SettingsTable() = default;
    SettingsTable(std::initializer_list<Entry> entries) : entries_(entries) {}

    /// Present values in order of the entries.
    [[nodiscard]] Keyed print() const;
    /// Sets the member called `key`. False when there is none, or `text` does not read as its type; then nothing changes.
    bool set(std::string_view key, std::string_view text) const;

private:
    std::vector<Entry> entries_;
};

}  // namespace slotscope::gui
