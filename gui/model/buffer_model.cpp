// SPDX-License-Identifier: MIT
#include "model/buffer_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kBins = 48;

const char* component_name(std::size_t component, bool is_color) {
    static constexpr std::array kPlaces{"x", "y", "z", "w"}, kChannels{"r", "g", "b", "a"};
    return is_color ? kChannels.at(component) : kPlaces.at(component);
}

bool is_bytes(const TypedArray& data) { return data.type == ElementType::U8 || data.type == ElementType::U8Clamped; }

}  // namespace

void BufferModel::update(const Session& session, SlotIndex slot) {
    if (revision_ == session.revision() && program_revision_ == session.program_revision() && slot_ == slot) return;
    revision_ = session.revision();
    program_revision_ = session.program_revision();
    slot_ = slot;
    value_ = session.values().value_at(slot);
    form_ = value_form(value_);
    constexpr std::size_t kLineBytes = 160;
    line_ = summary_line(value_, kLineBytes, std::numeric_limits<std::size_t>::max());
    facts_ = value_facts(value_);
    columns_.clear();
    made_.clear();
    rows_ = 0;
    has_colors_ = false;
    sampled_.reset();
    counted_.reset();
    read_columns();
}

void BufferModel::read_columns() {
    switch (form_) {
        case ValueForm::TypedArray:
        case ValueForm::Buffer:
            facts_.clear();  // the components say it
            add_buffer(value_, buffer_components(value_));
            break;
        case ValueForm::ScreenInstances:
            for (const char* name : {"x", "y", "z", "s", "r", "g", "b", "a", "alive"})
                if (const Value* column = value_.member(name); column != nullptr && column->typed_array() != nullptr)
                    add_column(name, column->typed_array(), 0, 1);
            break;
        case ValueForm::Mesh:
            if (const Value* buffer = value_.member("buffer"))
                if (const Value* positions = buffer->member("positions")) add_buffer(*positions, 3);
            break;
        case ValueForm::Colors: add_list(*value_.array(), {"r", "g", "b", "a"}); break;
        case ValueForm::Events: add_list(*value_.array(), {"time", "value"}); break;
        default: break;
    }
    if (columns_.empty()) return;
    rows_ = columns_.front().summary.count;
    for (const Column& column : columns_) rows_ = std::min(rows_, column.summary.count);
    const bool has_channels = columns_.size() == 4 && columns_.front().name == "r";
    has_colors_ = has_channels || form_ == ValueForm::ScreenInstances;
}

void BufferModel::add_column(std::string name, const TypedArray* data, std::size_t first, std::size_t stride) {
    columns_.push_back({std::move(name), data, first, stride, summarize(*data, first, stride)});
}

void BufferModel::add_buffer(const Value& buffer, std::size_t components) {
    const TypedArray* data = buffer_data(buffer);
    if (data == nullptr || data->size() == 0) return;
    if (components == 1) return add_column(std::string(element_type_name(data->type)), data, 0, 1);
    const bool is_color = components == 4 && is_bytes(*data);
    for (std::size_t c = 0; c < components; ++c) add_column(component_name(c, is_color), data, c, components);
}

void BufferModel::add_list(const ValueArray& elements, std::initializer_list<const char*> members) {
    for (const char* name : members) {
        std::vector<double> numbers;
        numbers.reserve(elements.size());
        for (const Value& element : elements) {
            const Value* member = element.member(name);
            numbers.push_back(member != nullptr ? member->to_number() : std::nan(""));
        }
        made_.push_back(std::make_unique<TypedArray>(TypedArray{ElementType::F64, std::move(numbers)}));
        add_column(name, made_.back().get(), 0, 1);
    }
}

double BufferModel::at(std::size_t row, std::size_t column) const {
    const Column& c = columns_[column];
    return c.data->at(c.first + row * c.stride);
}

std::string BufferModel::text(std::size_t row, std::size_t column) const {
    const double number = at(row, column);
    return columns_[column].data->type == ElementType::F32 ? format_shortest(static_cast<float>(number))
                                                           : format_shortest(number);
}

std::array<std::uint8_t, 4> BufferModel::color(std::size_t row) const {
    std::array<std::uint8_t, 4> channels{0, 0, 0, 255};
    const double scale = form_ == ValueForm::Colors ? 255 : 1;  // lists hold 0 to 1
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        constexpr std::string_view kNames = "rgba";
        const std::size_t channel =
            columns_[c].name.size() == 1 ? kNames.find(columns_[c].name) : std::string_view::npos;
        if (channel == std::string_view::npos) continue;
        const double number = at(row, c) * scale;
        channels[channel] = static_cast<std::uint8_t>(number >= 0 ? std::min(std::round(number), 255.0) : 0);
    }
    return channels;
}

std::optional<std::size_t> BufferModel::row_of(std::uint32_t number) const {
    if (columns_.empty() || number / columns_.front().stride >= rows_) return std::nullopt;
    return number / columns_.front().stride;
}

std::uint32_t BufferModel::number_of_row(std::size_t row) const {
    return static_cast<std::uint32_t>(columns_.empty() ? row : row * columns_.front().stride);
}

const std::vector<double>& BufferModel::samples(std::size_t column) {
    if (sampled_ == column) return samples_;
    sampled_ = column;
    samples_.clear();
    samples_.reserve(rows_);
    for (std::size_t row = 0; row < rows_; ++row) samples_.push_back(at(row, column));
    return samples_;
}

const Histogram& BufferModel::histogram(std::size_t column) {
    if (counted_ != column) histogram_ = make_histogram(samples(column), kBins);
    counted_ = column;
    return histogram_;
}

Histogram make_histogram(std::span<const double> numbers, std::size_t bins) {
    Histogram out;
    bool has_any = false;
    for (const double number : numbers) {
        if (!std::isfinite(number)) continue;
        out.min = has_any ? std::min(out.min, number) : number;
        out.max = has_any ? std::max(out.max, number) : number;
        has_any = true;
    }
    if (!has_any || bins == 0) return out;
    out.counts.assign(out.min == out.max ? 1 : bins, 0);
    // Halved, so that the width of the largest range that doubles have is a number too.
    const double half_width = out.max * 0.5 - out.min * 0.5;
    for (const double number : numbers) {
        if (!std::isfinite(number)) continue;
        const double share = half_width > 0 ? (number * 0.5 - out.min * 0.5) / half_width : 0;
        const auto bin = static_cast<std::size_t>(share * static_cast<double>(out.counts.size()));
        ++out.counts[std::min(bin, out.counts.size() - 1)];
    }
    out.largest = *std::ranges::max_element(out.counts);
    return out;
}

}  // namespace slotscope::gui
