// SPDX-License-Identifier: MIT
// The pieces of make_plan: shared context, node steps, signal code, and orders that run faster.
#pragma once

#include "runtime/plan.h"

namespace slotscope {

struct LowerContext {
    const Program& program;
    const SlotTable& slots;
    Plan& plan;

    std::uint32_t add_fault(FaultKind kind, std::string message, std::string hint = {}, SlotId slot = kNoSlot) {
        plan.faults.push_back({kind, std::move(message), std::move(hint), slot});
        return static_cast<std::uint32_t>(plan.faults.size() - 1);
    }
    /// Element of the f64 array when the slot lives there; kNoRegister otherwise.
    [[nodiscard]] std::uint32_t f64_element(SlotId slot) const noexcept {
        const SlotIndex row = slots.find(slot);
        return row != kNoSlotIndex && slots[row].storage == Storage::F64 ? slots[row].offset : kNoRegister;
    }
};

[[nodiscard]] PlanStep lower_node_step(LowerContext& context, const NodeEvalStep& step);
[[nodiscard]] PlanStep lower_bus_step(LowerContext& context, const BusEvalStep& step);

/// Fills Plan::grouped and Plan::groups from Plan::steps, and links the steps to them.
void group_steps(LowerContext& context);
/// Puts equal operations side by side within the straight stretches of these bodies; results and writes stay as they are.
void group_straight_code(LowerContext& context, std::vector<std::vector<SigInstruction>>& bodies);

/// Lowers signal outputs, step after step in schedule order: what an earlier step computed is not computed again.
///
/// Problem: nodes form a graph that is evaluated lazily (only the taken branch of a select) and once per frame, and
/// stateful nodes make both visible. Approach: code is emitted in evaluation order. On the unconditional path a node is
/// emitted inline once and known ("definite") from then on. In a branch, a node that others use too becomes a
/// subroutine that returns at once when it already ran in this frame; so do nodes that lie on a cycle, which fault when
/// they are entered twice. Cost: linear in nodes and references; no recursion, since chains can be very deep.
class SignalLowering {
public:
    explicit SignalLowering(LowerContext& context);
    /// Emits the code of one signalEval step; returns its first instruction, final after `link`.
    [[nodiscard]] std::uint32_t lower_step(const SignalEvalStep& step);
    /// Emits code that evaluates one signal when it is asked for, as field steps do; returns its first instruction,
    /// final after `link`.
    [[nodiscard]] std::uint32_t lower_on_demand(Ref signal);
    /// Resolves calls. Once, after the last step.
    void link();

private:
    enum class Work : std::uint8_t { Evaluate, Finish, Branch, Else, EndSelect, Trigger, Output, EndSubroutine, Mark };
    struct Task {
        Work work;
        std::uint32_t node = 0;
        std::uint32_t patch = 0;
    };
    /// Code that is being emitted: the main path, or one subroutine.
    struct Body {
        std::uint32_t node;  ///< of a subroutine
        std::uint32_t id;    ///< marks of this body are visible in it only
        std::size_t log_start;
        int depth;  ///< open branches
        std::vector<SigInstruction> code;
    };
    struct Mark {
        std::uint32_t node;
        std::uint32_t previous;
    };

    void assign_registers();
    void count_references();
    void find_cycles();
    void run_tasks();
    void evaluate(std::uint32_t node);
    void push_children(std::uint32_t node);
    void push_evaluate(Ref ref);
    void finish(std::uint32_t node);
    void begin_branch(Task task);
    void begin_else(Task task);
    void end_select(Task task);
    void begin_subroutine(std::uint32_t node);
    void end_subroutine();
    void end_scope(std::size_t log_size);
    void emit_transform(std::uint32_t node, const SigTransform& transform);
    void emit_bus(std::uint32_t node, const SigBusCombine& bus);
    void emit_stateful(std::uint32_t node, const SigStateful& stateful);
    void emit_input_slot(std::uint32_t node, SlotId slot);
    void emit_copy(std::uint32_t node, Ref source, bool was_cached);
    void emit_output(const SignalOutput& output, bool was_cached);
    void emit_fault(FaultKind kind, std::string message, std::string hint = {}, SlotId slot = kNoSlot);
    std::uint32_t emit(SigOp op, std::uint32_t dst = 0, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0);
    void mark(std::uint32_t node);
    [[nodiscard]] bool is_definite(std::uint32_t node) const noexcept;
    [[nodiscard]] bool is_node(Ref ref) const noexcept;
    [[nodiscard]] bool may_be_undefined(std::uint32_t node) const;
    /// 0 for a node that does not exist: the code before it faults.
    [[nodiscard]] std::uint32_t reg(Ref ref) const {
        return is_node(ref) ? context_.plan.signal_register[static_cast<std::size_t>(ref)] : 0;
    }
    [[nodiscard]] std::uint32_t number(double value);
    [[nodiscard]] std::uint32_t here() const noexcept { return static_cast<std::uint32_t>(bodies_.back().code.size()); }

    LowerContext& context_;
    const std::vector<SignalNode>* nodes_ = nullptr;
    const SignalEvalStep* step_ = nullptr;
    std::vector<std::uint32_t> references_;  ///< by node: how often others refer to it
    std::vector<std::uint8_t> is_cyclic_;    ///< by node: lies on a cycle
    std::vector<std::uint8_t> was_cached_;   ///< by node that passes a value on: its source was evaluated before
    std::vector<std::uint32_t> mark_;        ///< by node: id of the body in which it is definite; kMain everywhere
    std::vector<Mark> log_;                  ///< marks of open scopes, undone when they close
    std::vector<std::uint32_t> subroutine_;  ///< by node: number of its subroutine, or kNoRegister
    std::vector<std::vector<SigInstruction>> subroutines_;
    std::vector<std::vector<SigInstruction>> main_;  ///< by signalEval step or signal on demand
    std::vector<Body> bodies_;
    std::uint32_t next_body_id_ = 0;
    std::vector<std::size_t> branch_logs_;  ///< length of the log where each open branch began
    std::vector<Task> tasks_;
};

/// Opcodes that signal expressions can use.
[[nodiscard]] bool is_unary_signal_opcode(std::int32_t opcode) noexcept;
[[nodiscard]] bool is_binary_signal_opcode(std::int32_t opcode) noexcept;

}  // namespace slotscope
