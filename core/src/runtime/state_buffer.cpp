// SPDX-License-Identifier: MIT
#include "slotscope/state_buffer.h"

#include <algorithm>

#include <fmt/core.h>

#include "runtime/math/js_number.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

/// The cell's initial value, or why its constant cannot be one.
Result<double> initial_value(const StateCell& cell, const ConstPool& constants) {
    if (!cell.initial_const) return 0.0;
    const auto fail = [&](const std::string& why) {
        return Error::invalid(fmt::format("State cell '{}' (owner '{}', role '{}') starts with constant {}, {}",
                                          cell.state_id, cell.node_id, cell.role, *cell.initial_const, why));
    };
    const Ref id = *cell.initial_const;
    if (id < 0 || static_cast<std::uint64_t>(id) >= constants.index.size()) {
        return fail(fmt::format("but the program has {} constants", constants.index.size()));
    }
    const ConstRef& ref = constants.index[static_cast<std::size_t>(id)];
    if (ref.kind == ConstKind::Json) return fail("which is a JSON value; only numbers can fill state");
    if (ref.kind == ConstKind::Unknown) return fail("which is of an unknown kind; expected f64, f32 or i32");
    // A place outside its pool gives undefined, hence NaN: that is a problem of meaning, not an error.
    return constants.resolve(ref).to_number();
}

template <class T>
void fill(std::vector<T>& elements, const StateCell& cell, T value) {
    const std::size_t begin = std::min<std::size_t>(cell.offset, elements.size());
    const std::size_t end = std::min<std::size_t>(std::size_t{cell.offset} + cell.size, elements.size());
    std::fill(elements.begin() + static_cast<std::ptrdiff_t>(begin),
              elements.begin() + static_cast<std::ptrdiff_t>(end), value);
}

}  // namespace

StateBuffer::StateBuffer(const StateLayout& layout)
    : f64(layout.f64_size), f32(layout.f32_size), i32(layout.i32_size) {}

std::size_t StateBuffer::size(StateStorage storage) const noexcept {
    switch (storage) {
        case StateStorage::F64: return f64.size();
        case StateStorage::F32: return f32.size();
        case StateStorage::I32: return i32.size();
    }
    return 0;
}

double StateBuffer::at(StateStorage storage, std::size_t index) const noexcept {
    switch (storage) {
        case StateStorage::F64: return f64[index];
        case StateStorage::F32: return f32[index];
        case StateStorage::I32: return i32[index];
    }
    return 0;
}

void StateBuffer::set(StateStorage storage, std::size_t index, double value) noexcept {
    if (index >= size(storage)) return;
    switch (storage) {
        case StateStorage::F64: f64[index] = value; break;
        case StateStorage::F32: f32[index] = math::to_f32(value); break;
        case StateStorage::I32: i32[index] = math::to_int32(value); break;
    }
}

std::optional<Error> initialize_cell(StateBuffer& buffer, const StateCell& cell, const ConstPool& constants) {
    const Result<double> initial = initial_value(cell, constants);
    const double value = initial ? *initial : 0.0;
    switch (cell.storage) {
        case StateStorage::F64: fill(buffer.f64, cell, value); break;
        case StateStorage::F32: fill(buffer.f32, cell, math::to_f32(value)); break;
        case StateStorage::I32: fill(buffer.i32, cell, math::to_int32(value)); break;
    }
    return initial ? std::nullopt : std::optional(initial.error());
}

Errors initialize_state(StateBuffer& buffer, const StateLayout& layout, const ConstPool& constants) {
    Errors errors;
    for (std::size_t row = 0; row < layout.cells.size(); ++row) {
        if (std::optional<Error> error = initialize_cell(buffer, layout.cells[row], constants)) {
            error->path = fmt::format("stateLayout.cells[{}].initialConstId", row);
            if (errors.size() < limits::kMaxErrors) errors.push_back(std::move(*error));
        }
    }
    return errors;
}

}  // namespace slotscope
