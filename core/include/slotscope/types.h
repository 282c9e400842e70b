// SPDX-License-Identifier: MIT
// The small tables of a program: slot metadata, state layout, constants, time model, nodes, buses, transforms.
// Plain data as the file gives it; meaning is checked by `find_problems` (problems.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/ids.h"
#include "slotscope/value.h"

namespace slotscope {

/// What the compiler says of a value: world (signal, field, scalar, event, special) and domain (number, phase01, …).
struct TypeDesc {
    std::string world;
    std::string domain;
    std::string semantics;  ///< may be empty
    std::string unit;       ///< may be empty
    friend bool operator==(const TypeDesc&, const TypeDesc&) = default;
};

/// Index into `Program::types`, where equal descriptions are stored once.
using TypeIndex = std::uint32_t;

enum class Storage : std::uint8_t { F64, F32, I32, U32, Object };
inline constexpr std::size_t kStorageCount = 5;

/// "f64", "f32", "i32", "u32", "object".
[[nodiscard]] std::string_view storage_name(Storage storage) noexcept;

struct SlotMeta {
    SlotId slot = 0;
    Storage storage = Storage::F64;
    std::uint32_t offset = 0;  ///< element of that storage's array
    TypeIndex type = 0;
    bool is_inferred = false;  ///< not declared by the program, found in its schedule
};

enum class StateStorage : std::uint8_t { F64, F32, I32 };

/// "f64", "f32", "i32".
[[nodiscard]] std::string_view storage_name(StateStorage storage) noexcept;

struct StateCell {
    std::string state_id;
    std::string node_id;  ///< the owner; with `role` the key by which a hot swap keeps the cell
    std::string role;
    StateStorage storage = StateStorage::F64;
    std::uint32_t offset = 0;          ///< first element
    std::uint32_t size = 0;            ///< elements; more than 1 for arrays and rings
    std::optional<Ref> initial_const;  ///< row of `ConstPool::index`; zero where absent
    std::string policy;                ///< "frame", "timeMs" or empty
};

struct StateLayout {
    std::vector<StateCell> cells;
    std::uint32_t f64_size = 0;
    std::uint32_t f32_size = 0;
    std::uint32_t i32_size = 0;

    [[nodiscard]] std::uint32_t size_of(StateStorage storage) const noexcept {
        return storage == StateStorage::F64 ? f64_size : storage == StateStorage::F32 ? f32_size : i32_size;
    }
};

enum class ConstKind : std::uint8_t { Json, F64, F32, I32, Unknown };

struct ConstRef {
    ConstKind kind = ConstKind::Unknown;
    Ref index = kNoRef;
};

/// Constants; `index` gives every constant its place in one of the four pools.
struct ConstPool {
    std::vector<Value> json;
    std::vector<double> f64;
    std::vector<float> f32;
    std::vector<std::int32_t> i32;
    std::vector<ConstRef> index;

    /// The constant that a row of `index` names; undefined where its pool has no such element (or its kind is unknown).
    [[nodiscard]] Value resolve(const ConstRef& ref) const;
};

enum class TimeKind : std::uint8_t { Finite, Cyclic, Infinite, Unknown };
enum class CyclicMode : std::uint8_t { Loop, PingPong };

struct CuePoint {
    std::string id;
    std::string label;
    double t_ms = 0;
    std::string behavior;
};

struct TimeModel {
    TimeKind kind = TimeKind::Unknown;
    std::string kind_name;   ///< as the program says; "" where the time model is missing
    double duration_ms = 0;  ///< finite
    double period_ms = 0;    ///< cyclic
    CyclicMode mode = CyclicMode::Loop;
    double window_ms = 0;  ///< infinite: a hint for views
    std::vector<CuePoint> cue_points;
};

/// An opcode, or a named kernel (which no runtime implements: it faults when used).
struct PureFn {
    bool is_kernel = false;
    std::int32_t opcode = -1;
    std::string kernel_id;
};

enum class TransformKind : std::uint8_t { ScaleBias, Normalize, Quantize, Ease, Map, Slew, Cast, Unknown };

struct TransformStep {
    TransformKind kind = TransformKind::Unknown;
    double a = 0;             ///< scaleBias: scale; quantize: step; ease: curve id; slew: rate
    double b = 0;             ///< scaleBias: bias; slew: state offset
    bool unit_range = false;  ///< normalize: true for "0..1", false for "-1..1" and anything else
    PureFn fn;                ///< map
    std::string name;         ///< cast: its operation; unknown: the kind as written
};

struct TransformChain {
    std::vector<TransformStep> steps;
};

struct Node {
    std::string id;
    Ref type_id = kNoRef;
    std::uint32_t input_count = 0;
    std::uint32_t output_count = 0;
    std::optional<double> compiler_tag;  ///< opcode Const: the constant's id
    std::optional<std::int32_t> opcode;  ///< absent means Const
};

enum class CombineMode : std::uint8_t { Last, Sum, Average, Max, Min, Product, First, Merge, Unknown };

struct Combine {
    CombineMode mode = CombineMode::Unknown;
    std::string name;                     ///< as the program says
    std::optional<double> default_value;  ///< signal busCombine without terms
};

struct Bus {
    std::string id;
    TypeIndex type = 0;
    Combine combine;
    Ref default_const = kNoRef;
    std::string reserved_role;
};

struct Output {
    std::string id;
    std::string kind;
    SlotId slot = kNoSlot;
    std::string label;
};

}  // namespace slotscope
