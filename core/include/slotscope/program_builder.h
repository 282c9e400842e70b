// SPDX-License-Identifier: MIT
// `ProgramBuilder`: programs from C++, for tests, generators and embedding. Numbers that a program must keep consistent
// (offsets, table rows, step ids) are assigned; everything else can be given. Not here: loading (program_io.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slotscope/program.h"
#include "slotscope/result.h"

namespace slotscope {

/// Functions that add a row which others refer to return its number; the rest return the builder, for chaining.
///
///     ProgramBuilder b("ramp");
///     b.f64(0, "t").f64(1, "model").f64(2, "double").time_derive(0, 1);
///     b.node_step(102, {1, 1}, {2});   // 102 = Mul
///     ProgramPtr program = b.build().value();
class ProgramBuilder {
public:
    using SignalBody = decltype(SignalNode::body);
    using FieldBody = decltype(FieldNode::body);
    using Params = std::vector<std::pair<std::string, double>>;

    /// `name` becomes the source name and the patch id. The time model is infinite until another is given.
    explicit ProgramBuilder(std::string name);

    // --- Slots ---------------------------------------------------------------------------------------------------
    /// The next free offset of its storage, or the given one.
    ProgramBuilder& slot(SlotId slot, Storage storage, std::string_view name = {},
                         std::optional<std::uint32_t> offset = {}, const TypeDesc& type = {"signal", "number", "", ""});
    ProgramBuilder& f64(SlotId slot, std::string_view name = {}) { return this->slot(slot, Storage::F64, name); }
    ProgramBuilder& f32(SlotId slot, std::string_view name = {}) { return this->slot(slot, Storage::F32, name); }
    ProgramBuilder& i32(SlotId slot, std::string_view name = {}) { return this->slot(slot, Storage::I32, name); }
    ProgramBuilder& u32(SlotId slot, std::string_view name = {}) { return this->slot(slot, Storage::U32, name); }
    ProgramBuilder& object(SlotId slot, std::string_view name = {}) { return this->slot(slot, Storage::Object, name); }
    /// Of several values for one slot the last wins.
    ProgramBuilder& initial(SlotId slot, Value value);

    // --- Time ----------------------------------------------------------------------------------------------------
    ProgramBuilder& time_model_finite(double duration_ms);
    ProgramBuilder& time_model_loop(double period_ms);
    ProgramBuilder& time_model_pingpong(double period_ms);
    ProgramBuilder& time_model_infinite();

    // --- Constants and state -------------------------------------------------------------------------------------
    /// A new element of the pool, and a row of the index that names it. Returns the row: what state cells and Const
    /// nodes refer to. Numbers for the numeric pools convert as typed arrays do.
    Ref constant(ConstKind pool, Value value);
    Ref constant(double number) { return constant(ConstKind::F64, number); }
    /// A new element of the json pool without a row in the index. Returns its place: what `SigConst` refers to.
    Ref json_constant(Value value);
    /// A new element of the f64 pool without a row in the index: what a bus step's silent constant refers to.
    Ref f64_constant(double number);
    /// A cell at the next free elements of its storage, or at the given offset; the layout grows to hold it. Returns
    /// its offset: what `stateOffset` is.
    std::uint32_t cell(std::string_view node_id, std::string_view role, StateStorage storage, std::uint32_t size = 1,
                       std::optional<Ref> initial_constant = {}, std::optional<std::uint32_t> offset = {});

    // --- Signals -------------------------------------------------------------------------------------------------
    Ref signal(SignalBody body);
    Ref sig_const(double number) { return signal(SigConst{json_constant(number)}); }
    Ref sig_input(SlotId slot) { return signal(SigInputSlot{slot}); }
    Ref sig_map(std::int32_t opcode, Ref source) { return signal(SigMap{source, {false, opcode, {}}}); }
    Ref sig_zip(std::int32_t opcode, Ref a, Ref b) { return signal(SigZip{a, b, {false, opcode, {}}}); }
    Ref sig_transform(Ref source, Ref chain) { return signal(SigTransform{source, chain}); }
    Ref sig_stateful(StatefulOp op, std::optional<Ref> input, Params params = {});
    Ref sig_bus(CombineMode mode, std::vector<Ref> terms, std::optional<double> default_value = {});
    /// A transform chain, for sig_transform and field transforms.
    Ref transform(std::vector<TransformStep> steps);

    // --- Other tables --------------------------------------------------------------------------------------------
    /// Without an opcode the node is a Const; `compiler_tag` is the constant's id.
    Ref node(std::optional<std::int32_t> opcode, std::optional<double> compiler_tag = {}, std::string id = {});
    Ref bus(std::string id, CombineMode mode = CombineMode::Sum);
    Ref field(FieldBody body, const TypeDesc& type = {"field", "number", "", ""});
    ProgramBuilder& camera(std::string id, Value definition);
    ProgramBuilder& mesh(std::string id, Value definition);
    ProgramBuilder& output(SlotId slot, std::string id = "out", std::string kind = "renderFrame");

    // --- Schedule ------------------------------------------------------------------------------------------------
    /// Steps run in the order of these calls. Without an id a step is "step0", "step1", … by its position.
    ProgramBuilder& step(StepBody body, std::string id = {}, std::string label = {});
    ProgramBuilder& time_derive(SlotId t_abs_ms, SlotId t_model_ms, std::optional<SlotId> phase01 = {},
                                std::optional<SlotId> wrap_event = {}, std::optional<SlotId> progress01 = {});
    ProgramBuilder& signal_eval(std::vector<SignalOutput> outputs);
    /// A node of its own and the step that evaluates it.
    ProgramBuilder& node_step(std::optional<std::int32_t> opcode, std::vector<SlotId> inputs,
                              std::vector<SlotId> outputs, std::optional<double> compiler_tag = {});
    /// A bus of its own and the step that evaluates it; every source is an enabled publisher.
    ProgramBuilder& bus_step(CombineMode mode, const std::vector<SlotId>& sources, SlotId out);
    ProgramBuilder& event_bus_step(CombineMode mode, const std::vector<SlotId>& sources, SlotId out);
    ProgramBuilder& debug_probe(std::vector<SlotId> slots);

    // --- The rest ------------------------------------------------------------------------------------------------
    ProgramBuilder& describe(std::string description);
    ProgramBuilder& seed(double seed);
    /// The program so far, for everything that has no function above.
    [[nodiscard]] Program& program() noexcept { return program_; }
    [[nodiscard]] const Program& program() const noexcept { return program_; }

    /// A copy of what was built so far; the builder can go on. Errors: limits, and what the runtime rejects when it is
    /// created, as for a loaded program.
    [[nodiscard]] Result<ProgramPtr, Errors> build() const;

private:
    [[nodiscard]] TypeIndex intern(const TypeDesc& type);
    [[nodiscard]] std::vector<Publisher> publishers(const std::vector<SlotId>& sources) const;

    Program program_;
    std::uint32_t next_offset_[kStorageCount] = {};
};

}  // namespace slotscope
