// SPDX-License-Identifier: MIT
// Problems of signals, in the order in which steps first reach them. Signals that no step reaches are none.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "debug/describe_opcodes.h"
#include "debug/describe_rows.h"
#include "debug/wiring_walk.h"
#include "program/problems_report.h"
#include "program/problems_state.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

/// A chain of a million slews under a million transforms: past this many steps no more of them are looked at.
constexpr std::size_t kMaxSlewVisits = std::size_t{1} << 22;

enum class Arity : std::uint8_t { Unary, Binary };

/// Name of a node's reference as the program writes it; `edge` counts as for_each_signal_source does.
std::string source_path(const SignalNode& node, std::size_t edge) {
    if (std::holds_alternative<SigZip>(node.body)) return edge == 0 ? "a" : "b";
    if (std::holds_alternative<SigSelect>(node.body)) return edge == 0 ? "cond" : edge == 1 ? "t" : "f";
    if (std::holds_alternative<SigBusCombine>(node.body)) return fmt::format("terms[{}]", edge);
    if (const auto* stateful = std::get_if<SigStateful>(&node.body))
        return edge == 0 && stateful->input ? "input" : "params.trigger";
    return "src";
}

class SignalProblems {
public:
    explicit SignalProblems(ProblemReport& report)
        : report_(report), program_(report.program()), state_(report),
          has_source_(slots_with_source(report.program(), report.slots())), steps_(report.program()),
          color_(program_.signals ? program_.signals->size() : 0), depth_(color_.size()),
          is_chain_checked_(program_.transforms.size()) {}

    void find() {
        // Without the table every step that needs it is a problem already.
        for (step_ = 0; program_.signals && step_ < program_.steps.size() && !report_.is_full(); ++step_)
            find_of_step();
        if (!report_.is_full()) state_.finish();
    }

private:
    enum Color : std::uint8_t { New, Open, Done };

    /// A node whose sources are being walked: those from `next_edge` on are at the end of `edges_`.
    struct Visit {
        std::uint32_t row;
        std::size_t first_edge, next_edge;
    };

    Problem* add(Severity severity, std::string path, std::string message) {
        Problem* problem = report_.add(severity, step_);
        if (problem != nullptr) {
            problem->path = std::move(path);
            problem->message = sentence(std::move(message));
        }
        return problem;
    }
    /// "Signal 12 (map · Sin) `what`"
    Problem* add(Severity severity, std::uint32_t row, std::string_view member, std::string_view what) {
        return add(severity, ProblemReport::signal_path(row, member),
                   fmt::format("{} {}{}.", report_.signal(row), what,
                               severity == Severity::Fault ? ": evaluating it will fault" : ""));
    }

    void find_of_step() {
        const Step& step = program_.steps[step_];
        const std::vector<Ref>& roots = steps_.roots(step);
        for (std::size_t i = 0; i < roots.size(); ++i) {
            if (row_of(program_.signals, roots[i]) != nullptr) {
                walk(static_cast<std::uint32_t>(roots[i]));
            } else if (std::holds_alternative<SignalEvalStep>(step.body)) {  // others are told of their field
                add(Severity::Fault, ProblemReport::step_path(step_, fmt::format("outputs[{}].sigId", i)),
                    fmt::format("{} evaluates signal {}, but there are {} signals: it will fault.", report_.step(step_),
                                roots[i], program_.signals->size()));
            }
        }
    }

    /// Depth first with an explicit stack: a reference to a node that is still open closes a cycle.
    void walk(std::uint32_t root) {
        if (color_[root] != New) return;
        open(root);
        while (!visits_.empty() && !report_.is_full()) {
            Visit& visit = visits_.back();
            if (visit.next_edge == edges_.size()) {
                color_[visit.row] = Done;
                edges_.resize(visit.first_edge);
                visits_.pop_back();
                continue;
            }
            const std::size_t edge = visit.next_edge++ - visit.first_edge;
            const Ref target = edges_[visit.first_edge + edge];
            if (row_of(program_.signals, target) == nullptr) add_dangling(visit.row, edge);
            else if (color_[static_cast<std::size_t>(target)] == New) open(static_cast<std::uint32_t>(target));
            else if (color_[static_cast<std::size_t>(target)] == Open)
                add_cycle(visit.row, edge, static_cast<std::uint32_t>(target));
        }
    }

    void open(std::uint32_t row) {
        const SignalNode& node = (*program_.signals)[row];
        color_[row] = Open;
        depth_[row] = static_cast<std::uint32_t>(visits_.size());
        std::visit([&](const auto& body) { check(row, body); }, node.body);
        const std::size_t first = edges_.size();
        for_each_signal_source(node, [&](Ref source) { edges_.push_back(source); });
        visits_.push_back({row, first, first});
    }

    void add_dangling(std::uint32_t row, std::size_t edge) {
        const SignalNode& node = (*program_.signals)[row];
        const std::string member = source_path(node, edge);
        std::string target = fmt::format("{}", edges_[visits_.back().first_edge + edge]);
        if (member == "params.trigger")
            target = format_shortest(std::get<SigStateful>(node.body).param_or("trigger", 0));
        add(Severity::Fault, row, member,
            fmt::format("refers to signal {}, but there are {} signals", target, program_.signals->size()));
    }

    void add_cycle(std::uint32_t row, std::size_t edge, std::uint32_t target) {
        constexpr std::size_t kMaxNamed = 8;
        const std::size_t first = depth_[target];
        const std::size_t length = visits_.size() - first;
        std::string names;
        for (std::size_t i = 0; i < std::min(length, kMaxNamed); ++i)
            names += fmt::format("{} → ", visits_[first + i].row);
        if (length > kMaxNamed) names += fmt::format("({} more) → ", length - kMaxNamed);
        add(Severity::Fault, ProblemReport::signal_path(row, source_path((*program_.signals)[row], edge)),
            length == 1
                ? fmt::format("{} depends on itself within a frame: evaluating it will fault.", report_.signal(row))
                : fmt::format("Signals {}{} depend on each other within a frame: evaluating any of them will fault.",
                              names, target));
    }

    // --- One node -----------------------------------------------------------------------------------------------------

    void check(std::uint32_t, const SigTimeAbsMs&) {}
    void check(std::uint32_t, const SigTimeModelMs&) {}
    void check(std::uint32_t, const SigPhase01&) {}
    void check(std::uint32_t, const SigWrapEvent&) {}
    void check(std::uint32_t, const SigSelect&) {}
    void check(std::uint32_t row, const SigConst& b) {
        const std::vector<Value>& pool = program_.constants.json;
        const Value* value = row_of(pool, b.constant);
        if (value == nullptr) {
            add(Severity::Fault, row, "constId",
                fmt::format("is constant {}, but there are {} json constants, the only ones that signals see",
                            b.constant, pool.size()));
        } else if (!value->is_number()) {
            add(Severity::Surprise, row, "constId",
                fmt::format("is constant {}, whose kind is {}: for signals it is NaN", b.constant,
                            kind_name(value->kind())));
        }
    }
    void check(std::uint32_t row, const SigInputSlot& b) {
        const SlotIndex slot = report_.slots().find(b.slot);
        Problem* problem = nullptr;
        if (slot == kNoSlotIndex) {
            problem = add(Severity::Fault, row, "slot",
                          fmt::format("reads {}, which the program does not have", report_.slot(b.slot)));
        } else if (has_source_[slot]) {
            return;
        } else if (report_.slots()[slot].storage == Storage::Object) {
            problem = add(Severity::Fault, row, "slot",
                          fmt::format("reads {}, which nothing ever writes and so is undefined, not a number",
                                      report_.slot(b.slot)));
        } else {
            problem = add(Severity::Surprise, row, "slot",
                          fmt::format("reads {}, which nothing ever writes: it is always 0", report_.slot(b.slot)));
        }
        if (problem != nullptr) problem->slot = b.slot;
    }
    void check(std::uint32_t row, const SigMap& b) { check_function(row, b.fn, Arity::Unary); }
    void check(std::uint32_t row, const SigZip& b) { check_function(row, b.fn, Arity::Binary); }
    void check_function(std::uint32_t row, const PureFn& fn, Arity arity) {
        if (const std::string what = function_problem(fn, arity); !what.empty()) {
            add(Severity::Fault, row, fn.is_kernel ? "fn.kernelId" : "fn.opcode", what);
        }
    }
    static std::string function_problem(const PureFn& fn, Arity arity) {
        if (fn.is_kernel) return fmt::format("calls kernel {}, which no runtime has", quoted(fn.kernel_id));
        const OpcodeInfo* info = find_opcode(fn.opcode);
        if (info != nullptr && (arity == Arity::Unary ? info->is_signal_unary : info->is_signal_binary)) return {};
        return fmt::format("applies {}, which is no {} operation of signals", opcode_name(fn.opcode),
                           arity == Arity::Unary ? "unary" : "binary");
    }
    void check(std::uint32_t row, const SigTransform& b) {
        const TransformChain* chain = row_of(program_.transforms, b.chain);
        if (chain == nullptr) {
            add(Severity::Fault, row, "chain",
                fmt::format("applies transform chain {}, but there are {} chains", b.chain,
                            program_.transforms.size()));
            return;
        }
        const bool is_first = !is_chain_checked_[static_cast<std::size_t>(b.chain)];
        is_chain_checked_[static_cast<std::size_t>(b.chain)] = true;
        if (is_first) check_chain(b.chain, *chain);
        for (std::size_t i = 0; i < chain->steps.size() && slew_visits_ < kMaxSlewVisits; ++i, ++slew_visits_) {
            if (chain->steps[i].kind == TransformKind::Slew) state_.add_slew(step_, row, b.chain, i, chain->steps[i].b);
        }
    }
    void check(std::uint32_t row, const SigBusCombine& b) {
        const CombineMode mode = b.combine.mode;
        const bool is_bad = mode == CombineMode::Product || mode == CombineMode::Merge || mode == CombineMode::Unknown;
        if (is_bad && b.terms.size() > 1) {
            add(Severity::Fault, row, "combine.mode",
                fmt::format("combines by {}, which is none of sum, average, min, max, first or last",
                            quoted(b.combine.name)));
        }
    }
    void check(std::uint32_t row, const SigStateful& b) {
        if (b.op == StatefulOp::Unknown) {
            add(Severity::Fault, row, "op", fmt::format("has the unknown operation {}", quoted(b.op_name)));
            return;
        }
        if (b.op == StatefulOp::SampleHold && b.param("trigger") == nullptr)
            add(Severity::Fault, row, "", "has no trigger (params.trigger)");
        state_.add(step_, row, b);
    }
    void check(std::uint32_t row, const SigClosure& b) {
        add(Severity::Fault, row, "closureId",
            fmt::format("calls closure {}, and programs from a file have no closures", quoted(b.closure_id)));
    }
    void check(std::uint32_t row, const SigUnknown& b) {
        add(Severity::Fault, row, "kind", fmt::format("is of unknown kind {}", quoted(b.kind)));
    }

    void check_chain(Ref chain, const TransformChain& steps) {
        for (std::size_t i = 0; i < steps.steps.size(); ++i) {
            const TransformStep& step = steps.steps[i];
            const auto problem = [&](Severity severity, std::string_view member, std::string_view what) {
                add(severity, fmt::format("transformTable.chains[{}].steps[{}].{}", chain, i, member),
                    fmt::format("Step {} of transform chain {} {}{}.", i, chain, what,
                                severity == Severity::Fault ? ": evaluating it will fault" : ""));
            };
            switch (step.kind) {
                case TransformKind::Ease:
                    if (!(step.a >= 0 && step.a <= 6 && step.a == std::floor(step.a))) {
                        problem(Severity::Fault, "curveId",
                                fmt::format("eases by curve {}, but the curves are 0 to 6", format_shortest(step.a)));
                    }
                    break;
                case TransformKind::Quantize:
                    if (step.a == 0 || std::isnan(step.a))
                        problem(Severity::Surprise, "step",
                                fmt::format("quantizes by {}: it always gives NaN", format_shortest(step.a)));
                    break;
                case TransformKind::Map:
                    if (const std::string what = function_problem(step.fn, Arity::Unary); !what.empty()) {
                        problem(Severity::Fault, step.fn.is_kernel ? "fn.kernelId" : "fn.opcode", what);
                    }
                    break;
                case TransformKind::Cast:
                    problem(Severity::Fault, "op", fmt::format("casts by {}, which no runtime has", quoted(step.name)));
                    break;
                case TransformKind::Unknown:
                    problem(Severity::Fault, "kind", fmt::format("is of unknown kind {}", quoted(step.name)));
                    break;
                case TransformKind::ScaleBias:
                case TransformKind::Normalize:
                case TransformKind::Slew: break;
            }
        }
    }

    ProblemReport& report_;
    const Program& program_;
    StateProblems state_;
    std::vector<bool> has_source_;
    StepSignals steps_;
    std::vector<Color> color_;
    std::vector<std::uint32_t> depth_;  ///< of an open node: its place in `visits_`
    std::vector<bool> is_chain_checked_;
    std::vector<Visit> visits_;
    std::vector<Ref> edges_;
    StepIndex step_ = 0;
    std::size_t slew_visits_ = 0;
};

}  // namespace

void find_signal_problems(ProblemReport& report) { SignalProblems(report).find(); }

}  // namespace slotscope
