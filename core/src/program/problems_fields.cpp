// SPDX-License-Identifier: MIT
// Problems of the fields that materialize steps reach. A step fails only over the fields that it uses, so that others are
// none.
#include <fmt/format.h>

#include "debug/describe_opcodes.h"
#include "debug/describe_rows.h"
#include "debug/wiring_walk.h"
#include "program/problems_report.h"

namespace slotscope {
namespace {

class FieldProblems {
public:
    explicit FieldProblems(ProblemReport& report)
        : report_(report), program_(report.program()), walk_(program_.fields->size()) {}

    void find() {
        walk_.begin();  // once: a field of several steps is told of the first
        for (step_ = 0; step_ < program_.steps.size() && !report_.is_full(); ++step_) {
            const auto* materialize = std::get_if<MaterializeStep>(&program_.steps[step_].body);
            if (materialize == nullptr) continue;
            walk_.from(field_of_id(materialize->field_expr_id), [this](std::uint32_t row, auto push) {
                if (report_.is_full()) return;
                row_ = row;
                std::visit([&](const auto& body) { check(body, push); }, (*program_.fields)[row].body);
            });
        }
    }

private:
    /// "Field 3 `what`: materializing it will fault."
    void add(std::string_view member, std::string_view what) {
        Problem* problem = report_.add(Severity::Fault, step_);
        if (problem == nullptr) return;
        problem->path = fmt::format("fields.nodes[{}].{}", row_, member);
        problem->message = fmt::format("Field {} {}: materializing it will fault.", row_, what);
    }

    template <class Push>
    void source(Ref ref, std::string_view member, Push push) {
        push(ref);
        if (row_of(program_.fields, ref) == nullptr) {
            add(member, fmt::format("refers to field {}, but there are {} fields", ref, program_.fields->size()));
        }
    }

    void function(const PureFn& fn, bool OpcodeInfo::*is_supported, std::string_view arity) {
        const OpcodeInfo* info = fn.is_kernel ? nullptr : find_opcode(fn.opcode);
        if (fn.is_kernel)
            add("fn.kernelId", fmt::format("calls kernel {}, which no runtime has", quoted(fn.kernel_id)));
        else if (info == nullptr || !(info->*is_supported))
            add("fn.opcode", fmt::format("applies {}, which is no {} operation", opcode_name(fn.opcode), arity));
    }

    template <class Push>
    void check(const FieldConst& b, Push) {
        const std::size_t count = program_.constants.json.size();
        if (row_of(program_.constants.json, b.constant) == nullptr) {
            add("constId", fmt::format("is constant {}, but there are {} json constants, the only ones that fields see",
                                       b.constant, count));
        }
    }
    template <class Push>
    void check(const FieldBroadcastSig& b, Push) {
        if (!program_.signals) add("sig", "needs the signalTable, which the program does not have");
        else if (row_of(program_.signals, b.signal) == nullptr) {
            add("sig",
                fmt::format("broadcasts signal {}, but there are {} signals", b.signal, program_.signals->size()));
        }
    }
    template <class Push>
    void check(const FieldMap& b, Push push) {
        source(b.source, "src", push);
        function(b.fn, &OpcodeInfo::is_signal_unary, "unary");
    }
    template <class Push>
    void check(const FieldZip& b, Push push) {
        source(b.a, "a", push);
        source(b.b, "b", push);
        function(b.fn, &OpcodeInfo::is_signal_binary, "binary");
    }
    template <class Push>
    void check(const FieldSelect& b, Push push) {
        source(b.condition, "cond", push);
        source(b.if_true, "t", push);
        source(b.if_false, "f", push);
    }
    template <class Push>
    void check(const FieldTransform& b, Push push) {
        source(b.source, "src", push);
        const std::size_t count = program_.transforms.size();
        if (row_of(program_.transforms, b.chain) == nullptr)
            add("chain", fmt::format("applies transform chain {}, but there are {} chains", b.chain, count));
    }
    template <class Push>
    void check(const FieldBusCombine& b, Push push) {
        for (std::size_t i = 0; i < b.terms.size(); ++i) source(b.terms[i], fmt::format("terms[{}]", i), push);
    }
    template <class Push>
    void check(const FieldUnknown& b, Push) {
        add("kind", fmt::format("is of unknown kind {}", quoted(b.kind)));
    }

    ProblemReport& report_;
    const Program& program_;
    GraphWalk walk_;
    StepIndex step_ = 0;
    std::uint32_t row_ = 0;
};

}  // namespace

void find_field_problems(ProblemReport& report) {
    if (report.program().fields) FieldProblems(report).find();
}

}  // namespace slotscope
