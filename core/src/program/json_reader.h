// SPDX-License-Identifier: MIT
// Reading typed values out of a JsonDocument: what does not fit is reported with its place, and reading goes on with a
// harmless value, so that all errors of a file are found in one pass.
// Not here: which fields there are (load_*.cpp).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "program/json_document.h"
#include "slotscope/ids.h"
#include "slotscope/program_io.h"
#include "slotscope/result.h"

namespace slotscope::loading {

/// Collects what is said about one file.
class Report {
public:
    Report(const JsonDocument& document, std::string file) : document_(document), file_(std::move(file)) {}

    void fail(JsonNode at, std::string message, ErrorCode code = ErrorCode::Invalid);
    /// "found <what is there>, expected <expected>".
    void fail_type(JsonNode at, std::string_view expected);
    /// A member that is not there: at the place of its object, with the path that it would have.
    void fail_missing(JsonNode object, std::string_view key, std::string_view expected);
    /// An error that comes without a place: gets the place of its path, where it has one.
    void fail_elsewhere(Error error);
    /// Fields are counted by owner and name, and noted once with the place of the first.
    void unknown_field(std::string_view owner, const JsonDocument::Member& member);

    [[nodiscard]] bool has_errors() const noexcept { return error_count_ != 0; }
    /// In order of the text; at most limits::kMaxErrors, the last of which counts the rest.
    [[nodiscard]] Errors take_errors();
    [[nodiscard]] std::vector<LoadNote> take_notes();
    [[nodiscard]] const JsonDocument& document() const noexcept { return document_; }
    /// What stands at a node, for messages: `the string "abc"`, `null`, `an array`.
    [[nodiscard]] std::string found(JsonNode at) const;

private:
    struct UnknownField {
        std::string message;
        JsonNode first;
        std::size_t count;
    };
    [[nodiscard]] bool may_list() noexcept;

    const JsonDocument& document_;
    std::string file_;
    Errors errors_;
    std::size_t error_count_ = 0;
    std::vector<UnknownField> unknown_fields_;
    std::unordered_map<std::string, std::size_t> unknown_field_rows_;
    std::size_t further_unknown_fields_ = 0;
};

/// A number, also when written as "NaN", "Infinity", "-Infinity" or "-0".
[[nodiscard]] std::optional<double> number_at(const JsonDocument& document, JsonNode node);

/// A reference or loose slot as a number gives it: kNoRef unless it is an integer that doubles carry exactly.
[[nodiscard]] Ref to_ref(double number) noexcept;

/// The members that a row knows are asked for by name; the rest are noted as unknown when the reader ends.
class ObjectReader {
public:
    /// `owner` names the kind of object in messages, such as "slot row"; a literal.
    /// Reports an error where the node is no object: then all members count as absent, without further errors.
    ObjectReader(Report& report, JsonNode node, std::string_view owner);
    ~ObjectReader();
    ObjectReader(const ObjectReader&) = delete;
    ObjectReader& operator=(const ObjectReader&) = delete;

    [[nodiscard]] Report& report() const noexcept { return report_; }
    [[nodiscard]] const JsonDocument& document() const noexcept { return report_.document(); }
    [[nodiscard]] JsonNode node() const noexcept { return node_; }
    [[nodiscard]] bool is_object() const noexcept { return is_object_; }

    /// kNoNode where the member is absent or null.
    [[nodiscard]] JsonNode find(std::string_view key);
    /// Members that the format has and the program does not need.
    void ignore(std::initializer_list<std::string_view> keys);
    /// Of a kind that is not known: any member may belong to it.
    void ignore_rest() noexcept { notes_unknown_ = false; }

    // Members that may be absent; a wrong type is an error.
    [[nodiscard]] std::string text(std::string_view key);
    /// Likewise; a number is taken as its digits, since compilers number what they do not name.
    [[nodiscard]] std::string id(std::string_view key);
    [[nodiscard]] std::optional<double> number(std::string_view key);
    [[nodiscard]] double number_or(std::string_view key, double fallback) { return number(key).value_or(fallback); }
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] std::optional<Ref> optional_ref(std::string_view key);
    /// kNoRef where it is absent or no integer.
    [[nodiscard]] Ref ref(std::string_view key) { return optional_ref(key).value_or(kNoRef); }
    /// kNoSlot where it is absent or no slot number: for slots that nothing is sized by.
    [[nodiscard]] SlotId loose_slot(std::string_view key);
    [[nodiscard]] std::optional<std::int32_t> opcode(std::string_view key);
    [[nodiscard]] std::optional<SlotId> optional_slot(std::string_view key);
    /// kNoNode where it is absent or, with an error, no array (object) or too long.
    [[nodiscard]] JsonNode array(std::string_view key);
    [[nodiscard]] JsonNode object(std::string_view key);

    // Members that must be there; an error otherwise.
    /// kNoNode where it is absent; `expected` says what it should be.
    [[nodiscard]] JsonNode required(std::string_view key, std::string_view expected);
    [[nodiscard]] SlotId slot(std::string_view key);
    [[nodiscard]] JsonNode required_array(std::string_view key);
    [[nodiscard]] JsonNode required_object(std::string_view key);
    /// A word that says what kind of thing the object is.
    [[nodiscard]] std::string kind();
    /// An integer from 0 to `limit`; 0 with an error otherwise.
    [[nodiscard]] std::uint32_t count(std::string_view key, std::uint64_t limit, bool is_required = true);

    /// Reads a slot number: an integer from 0 to limits::kMaxSlotId, or an error.
    [[nodiscard]] static SlotId slot_at(Report& report, JsonNode node);

private:
    void mark_known(std::size_t position);

    Report& report_;
    JsonNode node_;
    std::string_view owner_;
    bool is_object_;
    bool notes_unknown_ = true;
    JsonNode hint_ = kNoNode;  ///< the member after the last one found: members mostly come in one order
    std::size_t hint_position_ = 0;
    std::uint64_t known_ = 0;         ///< by position, for the first 64 members
    std::vector<bool> known_beyond_;  ///< for the rest
};

/// The slot that a key of an object names, read as the language reads text as a number. Otherwise an error.
[[nodiscard]] std::optional<SlotId> slot_of_key(Report& report, const JsonDocument::Member& member);

/// Appends `read_row(node)` for each element of an array, which may be kNoNode. Once the file has an error the rows are
/// only read for further errors, and room is made for no more rows than could be sound: empty objects would otherwise
/// cost a hundred times their text.
template <class Row, class ReadRow>
void read_rows(Report& report, JsonNode array, std::vector<Row>& rows, ReadRow read_row) {
    if (array == kNoNode) return;
    const JsonDocument& document = report.document();
    constexpr std::size_t kNodesOfSmallRow = 3;  // the object, a key, a value
    const std::size_t nodes = document.next(array) - array;
    rows.reserve(std::min(document.element_count(array), nodes / kNodesOfSmallRow + 1));
    for (const JsonNode node : document.elements(array)) {
        Row row = read_row(node);
        if (!report.has_errors()) rows.push_back(std::move(row));
    }
}

}  // namespace slotscope::loading
