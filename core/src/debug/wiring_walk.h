// SPDX-License-Identifier: MIT
// Walks over the signals that a step evaluates, in order of evaluation, without recursion and in bounded time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "program/signal_graph.h"
#include "slotscope/program.h"

namespace slotscope {

/// The field that a materialize step names: leading or trailing digits of its id; kNoRef where it has none.
[[nodiscard]] Ref field_of_id(const std::string& field_expr_id) noexcept;

/// Depth first over rows of a table, children in order, each row once per walk.
class GraphWalk {
public:
    /// Steps may share all their rows, so that walking them one by one takes steps x rows. Past this many visits, about
    /// 0.2 s, what was visited once is not visited again.
    static constexpr std::size_t kMaxVisits = std::size_t{1} << 22;

    explicit GraphWalk(std::size_t rows) : stamps_(rows) {}

    /// From now on every row may be visited again.
    void begin() noexcept {
        if (visits_ < kMaxVisits) ++epoch_;
    }

    /// Calls visit(row, push) for `root` and what its calls push(Ref), each row once since `begin`. References that dangle
    /// are left out.
    template <class Visit>
    void from(Ref root, Visit visit) {
        const auto push = [this](Ref ref) {
            if (ref >= 0 && static_cast<std::uint64_t>(ref) < stamps_.size())
                stack_.push_back(static_cast<std::uint32_t>(ref));
        };
        push(root);
        while (!stack_.empty()) {
            const std::uint32_t row = stack_.back();
            stack_.pop_back();
            if (stamps_[row] == epoch_) continue;
            stamps_[row] = epoch_;
            ++visits_;
            const auto first = static_cast<std::ptrdiff_t>(stack_.size());
            visit(row, push);
            std::reverse(stack_.begin() + first, stack_.end());
        }
    }

private:
    std::vector<std::uint32_t> stamps_;
    std::vector<std::uint32_t> stack_;
    std::uint32_t epoch_ = 1;
    std::size_t visits_ = 0;
};

/// The signals of one step after the other.
class StepSignals {
public:
    explicit StepSignals(const Program& program);

    /// What the step starts from, in order: outputs of signalEval, broadcasts under the field of materialize. Valid until
    /// the next call.
    [[nodiscard]] const std::vector<Ref>& roots(const Step& step);

    /// Calls visit(row, const SignalNode&) for every signal that the step may evaluate, in order of evaluation, each once.
    template <class Visit>
    void for_each(const Step& step, Visit visit) {
        signals_.begin();
        for (const Ref root : roots(step)) {
            signals_.from(root, [&](std::uint32_t row, auto push) {
                const SignalNode& node = (*program_.signals)[row];
                visit(row, node);
                for_each_signal_source(node, push);
            });
        }
    }

private:
    const Program& program_;
    GraphWalk signals_;
    GraphWalk fields_;
    std::vector<Ref> roots_;
};

}  // namespace slotscope
