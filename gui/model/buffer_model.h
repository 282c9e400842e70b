// SPDX-License-Identifier: MIT
// An object slot's numbers as a table: elements down, components across, with what is known of each component. For
// buffers, typed arrays, projected instances, vertices of meshes, lists of colours and of events. Made once per revision.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"
#include "slotscope/value_summary.h"

namespace slotscope::gui {

struct Histogram {
    double min = 0, max = 0;
    std::vector<std::size_t> counts;  ///< of equal parts of min to max; empty without a finite number
    std::size_t largest = 0;
};

class BufferModel {
public:
    struct Column {
        std::string name;
        const TypedArray* data = nullptr;
        std::size_t first = 0, stride = 1;
        NumberSummary summary;
    };

    /// Free when neither session nor slot changed. Precondition: slot < slots of the program.
    void update(const Session& session, SlotIndex slot);

    [[nodiscard]] ValueForm form() const { return form_; }
    [[nodiscard]] const Value& value() const { return value_; }
    [[nodiscard]] const std::string& line() const { return line_; }
    [[nodiscard]] const std::vector<ValueFact>& facts() const { return facts_; }
    /// Whether there are columns: then at least one, all of `rows()` elements.
    [[nodiscard]] bool has_table() const { return !columns_.empty(); }
    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// Precondition: row < rows(), column < columns().size().
    [[nodiscard]] double at(std::size_t row, std::size_t column) const;
    /// Digits as short as they can be told apart in their type: floats of f32 buffers as floats.
    [[nodiscard]] std::string text(std::size_t row, std::size_t column) const;
    /// Red, green, blue, alpha, 0 to 255, where the elements are colours.
    [[nodiscard]] bool has_colors() const { return has_colors_; }
    [[nodiscard]] std::array<std::uint8_t, 4> color(std::size_t row) const;
    /// The row that a number of the slot's buffer is in, and the first number of a row.
    [[nodiscard]] std::optional<std::size_t> row_of(std::uint32_t number) const;
    [[nodiscard]] std::uint32_t number_of_row(std::size_t row) const;

    /// All values of a column, kept until the next change.
    [[nodiscard]] const std::vector<double>& samples(std::size_t column);
    [[nodiscard]] const Histogram& histogram(std::size_t column);

private:
    void read_columns();
    void add_column(std::string name, const TypedArray* data, std::size_t first, std::size_t stride);
    void add_buffer(const Value& buffer, std::size_t components);
    void add_list(const ValueArray& elements, std::initializer_list<const char*> members);

    std::uint64_t revision_ = 0, program_revision_ = 0;
    SlotIndex slot_ = kNoSlotIndex;
    Value value_;
    ValueForm form_ = ValueForm::Undefined;
    std::string line_;
    std::vector<ValueFact> facts_;
    std::vector<std::unique_ptr<TypedArray>> made_;  // columns of lists
    std::vector<Column> columns_;
    std::size_t rows_ = 0;
    bool has_colors_ = false;
    std::optional<std::size_t> sampled_, counted_;  // the column that samples_ and histogram_ are of
    std::vector<double> samples_;
    Histogram histogram_;
};

/// Finite numbers sorted into `bins` equal parts of their range. All equal: one part.
[[nodiscard]] Histogram make_histogram(std::span<const double> numbers, std::size_t bins);

}  // namespace slotscope::gui
