// SPDX-License-Identifier: MIT
#include "program/problems_report.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "debug/format_text.h"

namespace slotscope {
namespace {

struct SignalKind {
    std::string operator()(const SigConst&) const { return "const"; }
    std::string operator()(const SigTimeAbsMs&) const { return "timeAbsMs"; }
    std::string operator()(const SigTimeModelMs&) const { return "timeModelMs"; }
    std::string operator()(const SigPhase01&) const { return "phase01"; }
    std::string operator()(const SigWrapEvent&) const { return "wrapEvent"; }
    std::string operator()(const SigInputSlot&) const { return "inputSlot"; }
    std::string operator()(const SigMap& s) const { return function("map", s.fn); }
    std::string operator()(const SigZip& s) const { return function("zip", s.fn); }
    std::string operator()(const SigSelect&) const { return "select"; }
    std::string operator()(const SigTransform&) const { return "transform"; }
    std::string operator()(const SigBusCombine&) const { return "busCombine"; }
    std::string operator()(const SigStateful& s) const {
        return s.op == StatefulOp::Unknown ? "stateful" : std::string(stateful_op_name(s.op));
    }
    std::string operator()(const SigClosure&) const { return "closureBridge"; }
    std::string operator()(const SigUnknown&) const { return "unknown kind"; }

    static std::string function(std::string_view kind, const PureFn& fn) {
        return fn.is_kernel ? fmt::format("{} · kernel", kind) : fmt::format("{} · {}", kind, opcode_name(fn.opcode));
    }
};

}  // namespace

Problem* ProblemReport::add(Severity severity, std::optional<StepIndex> step) {
    if (is_full()) return nullptr;
    Problem& problem = problems_.emplace_back();
    problem.severity = severity;
    problem.step = step;
    return &problem;
}

std::vector<Problem> ProblemReport::take() {
    std::ranges::stable_sort(problems_, {}, [](const Problem& problem) { return problem.step.value_or(kNoStep); });
    if (is_full()) {
        Problem& last = problems_.emplace_back();
        last.severity = Severity::Surprise;
        last.message =
            fmt::format("The list ends here: of more than {} problems the rest is not looked for.", kMaxProblems);
    }
    return std::move(problems_);
}

std::string ProblemReport::slot(SlotId id) {
    if (!names_) names_.emplace(program_);
    const std::string* name = names_->find(id);
    return name != nullptr ? fmt::format("slot {} \"{}\"", id, *name) : fmt::format("slot {}", id);
}

std::string ProblemReport::step(StepIndex index) const {
    return fmt::format("step {} \"{}\" ({})", index, step_name(program_, index), step_detail(program_, index));
}

std::string ProblemReport::signal(std::uint32_t row) const {
    return fmt::format("signal {} ({})", row, std::visit(SignalKind{}, (*program_.signals)[row].body));
}

std::string ProblemReport::cell(CellIndex index) const {
    return fmt::format("cell {} \"{}\"", index, cell_name(program_, index));
}

std::string ProblemReport::step_path(StepIndex index, std::string_view member) {
    return fmt::format("schedule.steps[{}]{}{}", index, member.empty() ? "" : ".", member);
}

std::string ProblemReport::signal_path(std::uint32_t row, std::string_view member) {
    return fmt::format("signalTable.nodes[{}]{}{}", row, member.empty() ? "" : ".", member);
}

std::string sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", one_line(text, 80)); }

}  // namespace slotscope
