// SPDX-License-Identifier: MIT
// What the passes of a render frame say of their elements' properties: where the numbers are, which batch of the
// program they came from, and reading them element by element. For output_passes.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/output_model.h"
#include "slotscope/value_summary.h"

namespace slotscope::gui {

// Members of objects, `absent` where they are missing or of another kind.
[[nodiscard]] double number_member(const Value& value, std::string_view name, double absent);
[[nodiscard]] std::string text_member(const Value& value, std::string_view name);
[[nodiscard]] bool text_is(const Value& value, std::string_view name, std::string_view text);
[[nodiscard]] bool flag_member(const Value& value, std::string_view name, bool absent);

/// Buffers may have got another type since the frame was assembled, so no number is trusted: 0 for what does not fit.
[[nodiscard]] std::uint8_t to_byte(double number);
[[nodiscard]] std::size_t to_size(double number);

/// The slots that a batch of the renderAssemble step names, by the names that legacy batches have for them.
class BatchSlots {
public:
    BatchSlots() = default;
    explicit BatchSlots(const InstanceBatch& b)
        : slots_{{"domainSlot", b.domain},
                 {"sizeSlot", b.size},
                 {"colorRGBASlot", b.color_rgba},
                 {"opacitySlot", b.opacity}} {}
    explicit BatchSlots(const PathBatch& b)
        : slots_{{"domainSlot", b.domain},
                 {"fillColorSlot", b.fill_color.value_or(kNoSlot)},
                 {"strokeColorSlot", b.stroke_color.value_or(kNoSlot)},
                 {"strokeWidthSlot", b.stroke_width.value_or(kNoSlot)},
                 {"opacitySlot", b.opacity.value_or(kNoSlot)}} {}
    explicit BatchSlots(const Value& definition) : definition_(definition) {}

    /// kNoSlot where the batch has none.
    [[nodiscard]] SlotId find(std::string_view name) const;

private:
    std::vector<std::pair<std::string_view, SlotId>> slots_;
    Value definition_;
};

/// The batches that passes of each kind were made of, in the order of those passes.
struct Batches {
    std::vector<BatchSlots> instances, paths;
};
/// None unless the step is a renderAssemble step.
[[nodiscard]] Batches batches_of(const Session& session, StepIndex step);

/// What a pass says of one property: a number for all elements, or the slot of a buffer.
[[nodiscard]] OutputAttribute attribute_of(const Session& session, const Value& owner, std::string_view name,
                                           std::string role, std::size_t stride, SlotId batch_slot);

/// Numbers of an attribute, by element. The attribute's value must live on.
class AttributeReader {
public:
    AttributeReader(const OutputAttribute& attribute, double absent) : stride_(attribute.stride) {
        if (stride_ > 0) data_ = buffer_data(attribute.value);
        number_ = attribute.value.number() != nullptr ? *attribute.value.number() : absent;
    }
    /// Elements that there are; no limit where one number is for all.
    [[nodiscard]] std::size_t size() const {
        if (stride_ == 0) return std::numeric_limits<std::size_t>::max();
        return data_ != nullptr ? data_->size() / stride_ : 0;
    }
    [[nodiscard]] double at(std::size_t index, std::size_t component = 0) const {
        return stride_ == 0 ? number_ : data_->at(index * stride_ + component);
    }
    /// Bytes of a buffer as they are; a number packs them, red lowest. 0 as a number paints nothing.
    [[nodiscard]] OutputColor color_at(std::size_t index) const;

private:
    std::size_t stride_;
    const TypedArray* data_ = nullptr;
    double number_ = 0;
};

/// Canvases ignore an opacity outside 0 to 1, and so does this.
[[nodiscard]] OutputColor faded(OutputColor color, double opacity);

}  // namespace slotscope::gui
