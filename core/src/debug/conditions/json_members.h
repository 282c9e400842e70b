// SPDX-License-Identifier: MIT
// Reading small JSON lists of our own: {"version":1,"breakpoints":[{…}]}. Sizes and nesting have limits; every error has its
// path. Unknown members are skipped, so that an older version reads what a newer one wrote.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "slotscope/result.h"

namespace slotscope {

/// For reading: an ordered one finds members in linear time, which a text of many members would make quadratic.
using JsonValue = nlohmann::json;

/// The object, whose member `list` is a list. Errors as `from_json` of the sets gives them.
[[nodiscard]] Result<JsonValue, Errors> parse_list_file(std::string_view text, int version, const char* list);

[[nodiscard]] Error at_path(Error error, std::string path);

/// Reads one object's members and notes what is wrong with them.
class MemberReader {
public:
    /// Something that is no object is noted at once.
    MemberReader(const JsonValue& object, std::string path, Errors& errors);

    void fail(const char* member, std::string message, std::uint32_t column = 0);

    // Members that are not there leave the value as it is.
    void read(const char* member, bool& value);
    void read(const char* member, std::uint64_t& value);
    void read(const char* member, std::string& value, std::size_t most);

    [[nodiscard]] bool is_good() const noexcept { return is_good_; }

private:
    /// Null when there is no such member, or this is no object.
    [[nodiscard]] const JsonValue* find(const char* member) const;

    const JsonValue& object_;
    std::string path_;
    Errors& errors_;
    bool is_good_ = true;
};

}  // namespace slotscope
