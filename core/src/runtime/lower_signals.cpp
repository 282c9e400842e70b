// SPDX-License-Identifier: MIT
// SignalLowering: order of evaluation, scopes and subroutines. The code of single nodes is in lower_signal_nodes.cpp.
#include <fmt/format.h>

#include "program/signal_graph.h"
#include "runtime/lower.h"

namespace slotscope {

namespace {
// Marks: 0 is not evaluated; then where it was.
constexpr std::uint32_t kMain = 1;        // on the unconditional path
constexpr std::uint32_t kMainBranch = 2;  // in an open branch of the main path; subroutines have their own numbers
}  // namespace

SignalLowering::SignalLowering(LowerContext& context) : context_(context) {
    if (context.program.signals) {
        nodes_ = &*context.program.signals;
        const std::size_t count = nodes_->size();
        references_.resize(count);
        is_cyclic_.resize(count);
        was_cached_.resize(count);
        mark_.resize(count);
        subroutine_.assign(count, kNoRegister);
        count_references();
        find_cycles();
        assign_registers();
    }
    next_body_id_ = kMainBranch + 1;
}

bool SignalLowering::is_node(Ref ref) const noexcept {
    return nodes_ != nullptr && ref >= 0 && static_cast<std::size_t>(ref) < nodes_->size();
}

void SignalLowering::count_references() {
    for (const SignalNode& node : *nodes_) {
        for_each_signal_source(node, [&](Ref ref) {
            if (is_node(ref)) ++references_[static_cast<std::size_t>(ref)];
        });
    }
    if (context_.program.fields) {
        for (const FieldNode& field : *context_.program.fields) {
            const auto* broadcast = std::get_if<FieldBroadcastSig>(&field.body);
            // Twice, so that it gets a subroutine: whether it runs before the other references is not known.
            if (broadcast != nullptr && is_node(broadcast->signal))
                references_[static_cast<std::size_t>(broadcast->signal)] += 2;
        }
    }
    for (const Step& step : context_.program.steps) {
        if (const auto* eval = std::get_if<SignalEvalStep>(&step.body)) {
            for (const SignalOutput& output : eval->outputs) {
                if (is_node(output.signal)) ++references_[static_cast<std::size_t>(output.signal)];
            }
        }
    }
}

void SignalLowering::find_cycles() { is_cyclic_ = cyclic_signals(*nodes_); }

void SignalLowering::assign_registers() {
    Plan& plan = context_.plan;
    plan.signal_register.resize(nodes_->size());
    const auto shared = [](std::uint32_t& first, std::uint32_t node) {
        if (first == kNoRegister) first = node;
        return first;
    };
    for (std::uint32_t i = 0; i < nodes_->size(); ++i) {
        const auto& body = (*nodes_)[i].body;
        std::uint32_t& reg = plan.signal_register[i];
        reg = i;
        if (std::holds_alternative<SigTimeAbsMs>(body)) reg = shared(plan.t_abs_register, i);
        else if (std::holds_alternative<SigTimeModelMs>(body)) reg = shared(plan.t_model_register, i);
        else if (std::holds_alternative<SigPhase01>(body)) reg = shared(plan.phase_register, i);
        else if (std::holds_alternative<SigWrapEvent>(body)) reg = shared(plan.wrap_register, i);
        else if (const auto* constant = std::get_if<SigConst>(&body)) {
            const auto& pool = context_.program.constants.json;
            if (constant->constant < 0 || static_cast<std::size_t>(constant->constant) >= pool.size()) continue;
            const double* value = pool[static_cast<std::size_t>(constant->constant)].number();
            plan.constants.emplace_back(i, value != nullptr ? *value : math::kNaN);
        } else {
            continue;
        }
        mark_[i] = kMain;
    }
}

// --- Scopes ---------------------------------------------------------------------------------------------------------

bool SignalLowering::is_definite(std::uint32_t node) const noexcept {
    return mark_[node] == kMain || mark_[node] == bodies_.back().id;
}

void SignalLowering::mark(std::uint32_t node) {
    const Body& body = bodies_.back();
    if (body.id == kMainBranch && body.depth == 0) {
        mark_[node] = kMain;
        return;
    }
    log_.push_back({node, mark_[node]});
    mark_[node] = body.id;
}

void SignalLowering::end_scope(std::size_t log_size) {
    while (log_.size() > log_size) {
        mark_[log_.back().node] = log_.back().previous;
        log_.pop_back();
    }
}

// --- Order of evaluation --------------------------------------------------------------------------------------------

std::uint32_t SignalLowering::lower_step(const SignalEvalStep& step) {
    step_ = &step;
    bodies_.push_back({0, kMainBranch, log_.size(), 0, {}});
    if (nodes_ == nullptr) {
        if (!step.outputs.empty()) {
            emit_fault(FaultKind::MissingTable, "the program has no signal table, but this step evaluates signals",
                       "Compile the program with its signalTable");
        }
    } else {
        for (std::size_t i = step.outputs.size(); i-- > 0;) {
            tasks_.push_back({Work::Output, static_cast<std::uint32_t>(i)});
            push_evaluate(step.outputs[i].signal);
        }
        run_tasks();
    }
    emit(SigOp::End);
    main_.push_back(std::move(bodies_.back().code));
    bodies_.pop_back();
    return static_cast<std::uint32_t>(main_.size() - 1);
}

std::uint32_t SignalLowering::lower_on_demand(Ref signal) {
    // As in a branch that may or may not be taken: what is evaluated here is not certain afterwards.
    const std::size_t log_start = log_.size();
    bodies_.push_back({0, kMainBranch, log_start, 1, {}});
    if (nodes_ == nullptr) {
        emit_fault(FaultKind::MissingTable, "the program has no signal table, but this step evaluates signals",
                   "Compile the program with its signalTable");
    } else {
        push_evaluate(signal);
        run_tasks();
        end_scope(log_start);
    }
    emit(SigOp::End);
    main_.push_back(std::move(bodies_.back().code));
    bodies_.pop_back();
    return static_cast<std::uint32_t>(main_.size() - 1);
}

void SignalLowering::push_evaluate(Ref ref) {
    // Out of range is told by a row past the end; the number itself goes into the fault's text.
    const bool exists = is_node(ref);
    tasks_.push_back({Work::Evaluate, exists ? static_cast<std::uint32_t>(ref) : kNoRegister,
                      static_cast<std::uint32_t>(exists ? 0 : ref)});
}

void SignalLowering::run_tasks() {
    while (!tasks_.empty()) {
        const Task task = tasks_.back();
        tasks_.pop_back();
        switch (task.work) {
            case Work::Evaluate:
                if (task.node == kNoRegister) {
                    emit_fault(FaultKind::BadReference,
                               fmt::format("signal {} does not exist (the signal table has {} rows)",
                                           static_cast<std::int32_t>(task.patch), nodes_->size()));
                } else {
                    evaluate(task.node);
                }
                break;
            case Work::Finish: finish(task.node); break;
            case Work::Branch: begin_branch(task); break;
            case Work::Else: begin_else(task); break;
            case Work::EndSelect: end_select(task); break;
            case Work::Trigger: {
                const auto& stateful = std::get<SigStateful>((*nodes_)[task.node].body);
                const double* trigger = stateful.param("trigger");
                if (trigger == nullptr) {
                    emit_fault(FaultKind::BadParameter, "sampleHold has no trigger signal (params.trigger)",
                               "Give the signal whose rising edge takes the sample");
                } else {
                    push_evaluate(ref_of_param(*trigger));
                }
                break;
            }
            case Work::Output: {
                const SignalOutput& output = step_->outputs[task.node];
                if (is_node(output.signal))
                    emit_output(output, was_cached_[static_cast<std::size_t>(output.signal)] != 0);
                break;
            }
            case Work::EndSubroutine: end_subroutine(); break;
            case Work::Mark: mark(task.node); break;
        }
    }
}

void SignalLowering::evaluate(std::uint32_t node) {
    // What the node that passes this value on needs to know; read back at once by its Finish.
    was_cached_[node] = is_definite(node) ? 1 : 0;
    if (was_cached_[node] != 0) return;
    const Body& body = bodies_.back();
    const bool is_conditional = body.id != kMainBranch || body.depth > 0;
    const bool is_shared = references_[node] > 1 && is_conditional;
    if (is_shared || is_cyclic_[node] != 0 || subroutine_[node] != kNoRegister) {
        const bool is_new = subroutine_[node] == kNoRegister;
        if (is_new) {
            subroutine_[node] = static_cast<std::uint32_t>(subroutines_.size());
            subroutines_.emplace_back();
        }
        emit(SigOp::Call, 0, 0, subroutine_[node]);
        if (is_new) {
            // Only when its code is complete, in the body that calls it: inside, the node is not evaluated yet.
            tasks_.push_back({Work::Mark, node});
            begin_subroutine(node);
        } else {
            mark(node);
        }
        return;
    }
    tasks_.push_back({Work::Finish, node});
    push_children(node);
}

void SignalLowering::push_children(std::uint32_t node) {
    const auto& body = (*nodes_)[node].body;
    if (const auto* map = std::get_if<SigMap>(&body)) {
        push_evaluate(map->source);
    } else if (const auto* zip = std::get_if<SigZip>(&body)) {
        push_evaluate(zip->b);
        push_evaluate(zip->a);
    } else if (const auto* select = std::get_if<SigSelect>(&body)) {
        tasks_.push_back({Work::Branch, node});
        push_evaluate(select->condition);
    } else if (const auto* transform = std::get_if<SigTransform>(&body)) {
        push_evaluate(transform->source);
    } else if (const auto* bus = std::get_if<SigBusCombine>(&body)) {
        for (std::size_t i = bus->terms.size(); i-- > 0;) push_evaluate(bus->terms[i]);
    } else if (const auto* stateful = std::get_if<SigStateful>(&body)) {
        if (stateful->op == StatefulOp::Unknown) return;
        if (stateful->op == StatefulOp::SampleHold) tasks_.push_back({Work::Trigger, node});
        if (stateful->input) push_evaluate(*stateful->input);
    }
}

// --- Select: condition; JumpUnless else; true branch; Jump end; else: false branch; end ------------------------------

void SignalLowering::begin_branch(Task task) {
    const auto& select = std::get<SigSelect>((*nodes_)[task.node].body);
    if (!is_node(select.condition)) return;  // the fault is emitted; nothing after it runs
    if (is_node(select.if_true) && is_node(select.if_false) &&
        is_definite(static_cast<std::uint32_t>(select.if_true)) &&
        is_definite(static_cast<std::uint32_t>(select.if_false))) {
        // Both are there already, so which one is taken is no question of what is evaluated.
        emit(SigOp::Select, reg(static_cast<Ref>(task.node)), reg(select.if_true), reg(select.if_false),
             reg(select.condition));
        return;
    }
    const std::uint32_t jump = emit(SigOp::JumpUnless, 0, reg(select.condition));
    ++bodies_.back().depth;
    tasks_.push_back({Work::Else, task.node, jump});
    branch_logs_.push_back(log_.size());
    push_evaluate(select.if_true);
}

void SignalLowering::begin_else(Task task) {
    const auto& select = std::get<SigSelect>((*nodes_)[task.node].body);
    if (is_node(select.if_true))
        emit_copy(task.node, select.if_true, was_cached_[static_cast<std::size_t>(select.if_true)] != 0);
    const std::uint32_t jump = emit(SigOp::Jump);
    bodies_.back().code[task.patch].b = here();
    end_scope(branch_logs_.back());
    tasks_.push_back({Work::EndSelect, task.node, jump});
    push_evaluate(select.if_false);
}

void SignalLowering::end_select(Task task) {
    const auto& select = std::get<SigSelect>((*nodes_)[task.node].body);
    if (is_node(select.if_false))
        emit_copy(task.node, select.if_false, was_cached_[static_cast<std::size_t>(select.if_false)] != 0);
    bodies_.back().code[task.patch].b = here();
    end_scope(branch_logs_.back());
    branch_logs_.pop_back();
    --bodies_.back().depth;
}

// --- Subroutines ----------------------------------------------------------------------------------------------------

void SignalLowering::begin_subroutine(std::uint32_t node) {
    bodies_.push_back({node, next_body_id_++, log_.size(), 0, {}});
    const std::uint32_t cycle =
        is_cyclic_[node] == 0 ? kNoRegister
                              : context_.add_fault(FaultKind::SignalCycle,
                                                   fmt::format("signal {} depends on itself within one frame", node),
                                                   "Break the cycle with a delay that reads last frame's slot");
    emit(SigOp::Enter, 0, reg(node), cycle);
    tasks_.push_back({Work::EndSubroutine, node});
    tasks_.push_back({Work::Finish, node});
    push_children(node);
}

void SignalLowering::end_subroutine() {
    Body& body = bodies_.back();
    emit(SigOp::Return, 0, reg(body.node));
    end_scope(body.log_start);
    subroutines_[subroutine_[body.node]] = std::move(body.code);
    bodies_.pop_back();
}

void SignalLowering::link() {
    // Main code first, in step order, then the subroutines; jumps are relative to their body, calls name a subroutine.
    std::vector<SigInstruction>& code = context_.plan.code;
    std::vector<std::uint32_t> main_start, sub_start;
    std::uint32_t at = 0;
    for (const auto& body : main_) main_start.push_back(at), at += static_cast<std::uint32_t>(body.size());
    for (const auto& body : subroutines_) sub_start.push_back(at), at += static_cast<std::uint32_t>(body.size());
    code.reserve(at);
    const auto append = [&](std::vector<SigInstruction>& body) {
        const auto base = static_cast<std::uint32_t>(code.size());
        for (SigInstruction instruction : body) {
            if (instruction.op == SigOp::Jump || instruction.op == SigOp::JumpUnless) instruction.b += base;
            if (instruction.op == SigOp::Call) instruction.b = sub_start[instruction.b];
            code.push_back(instruction);
        }
    };
    group_straight_code(context_, main_);
    for (auto& body : main_) append(body);
    for (auto& body : subroutines_) append(body);
    for (PlanStep& step : context_.plan.steps) {
        if (step.op == PlanOp::SignalCode) step.a = main_start[step.a];
    }
    for (auto& [signal, start] : context_.plan.signals_on_demand) start = main_start[start];
}

}  // namespace slotscope
