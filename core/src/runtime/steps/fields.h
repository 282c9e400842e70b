// SPDX-License-Identifier: MIT
// `FieldEvaluator`: one field expression to one buffer, over a domain of `count` elements. Lazy: only the nodes that the
// expression uses are looked at, and only they can fault.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "runtime/run_context.h"

namespace slotscope {

enum class FieldType : std::uint8_t { Number, Vec2, Vec3, Vec4, Color, Boolean };

/// Element type and components of a buffer as field expressions are materialised to.
struct BufferLayout {
    ElementType element = ElementType::F32;
    unsigned components = 1;
};

/// Idea: operands are materialised before what uses them, each once per width, as buffers of f32, whose rounding is part
/// of the result; the node that is asked for is computed in doubles and converted once. The order is depth first, first
/// operand first, with a stack of its own, since chains can be very deep. Cost: O(count) per node that is used.
class FieldEvaluator {
public:
    /// `count` as `read_count` gives it, fractions and NaN included.
    FieldEvaluator(RunContext& context, SignalScratch& scratch, double count);
    /// A typed array of trunc(count * components) elements. Throws FaultError and StoreError.
    [[nodiscard]] TypedArray materialize(Ref field, BufferLayout layout);

private:
    struct Task {
        Ref field;
        unsigned width;
        bool is_open;
    };
    struct Operand {
        bool is_done = false;
        std::vector<float> elements;
    };

    [[nodiscard]] static std::uint64_t key(Ref field, unsigned width) noexcept {
        return static_cast<std::uint64_t>(field) * 2 + (width == 2 ? 1 : 0);
    }
    [[nodiscard]] const FieldNode& node(Ref field) const;
    [[nodiscard]] FieldType type_of(Ref field) const;
    /// Checks the node and pushes what it needs, the first operand on top.
    void push_operands(Ref field);
    void push(Ref field, unsigned width = 1) { tasks_.push_back({field, width, false}); }
    void run_tasks();
    [[nodiscard]] std::span<const float> operand(Ref field, unsigned width = 1) const;
    /// Fills from the node; what it does not reach stays 0. `takes_bytes`: the buffer holds bytes, as colours need.
    void fill(Ref field, std::span<double> out, bool takes_bytes);
    void fill_constant(Ref field, const Value& value, std::span<double> out, bool takes_bytes);
    void fill_numbers(Ref field, const Value& value, std::span<double> out);
    void fill_vectors(Ref field, const Value& value, std::span<double> out, unsigned width);
    void fill_colors(Ref field, const Value& value, std::span<double> out);
    [[noreturn]] void raise(FaultKind kind, Ref field, std::string_view what, std::string hint = {}) const;
    [[noreturn]] void raise_length(Ref field, std::size_t length) const;

    RunContext& context_;
    SignalScratch& scratch_;
    double count_;
    std::size_t
        loops_;  ///< elements that a loop up to count visits; the last lies past the buffers of a fractional count
    std::unordered_map<std::uint64_t, Operand> operands_;
    std::vector<Task> tasks_;
};

}  // namespace slotscope
