// SPDX-License-Identifier: MIT
// A signal as one readable line.
//
// Idea: a first pass over the nodes that the line can reach, breadth first, finds which of them would occur more than
// once. Those become "#12", so that the rest is a tree and is written by recursion, which max_depth bounds.
#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <unordered_map>

#include "debug/describe_opcodes.h"
#include "debug/describe_rows.h"
#include "debug/format_text.h"
#include "program/signal_graph.h"
#include "slotscope/describe.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

constexpr int kDeepest = 32;               ///< recursion; a deeper line would not be read anyway
constexpr std::size_t kMaxListed = 8;      ///< terms of a bus and steps of a transform; then "…"
constexpr std::size_t kMaxNameBytes = 80;  ///< as names of slots and steps

/// How tightly an operator binds: operands that bind less are put in parentheses.
enum class Binding : std::uint8_t { Conditional, Comparison, Sum, Product, Atom };

Binding binding_of(std::string_view symbol) noexcept {
    return symbol == "+" || symbol == "-" ? Binding::Sum : Binding::Product;
}

bool is_leaf(const SignalNode& node) noexcept {
    const auto& body = node.body;
    return std::holds_alternative<SigConst>(body) || std::holds_alternative<SigTimeAbsMs>(body) ||
           std::holds_alternative<SigTimeModelMs>(body) || std::holds_alternative<SigPhase01>(body) ||
           std::holds_alternative<SigWrapEvent>(body) || std::holds_alternative<SigInputSlot>(body) ||
           std::holds_alternative<SigClosure>(body) || std::holds_alternative<SigUnknown>(body);
}

/// A name as a word of an expression: quoted when an operator or a space in it could be misread.
std::string word(std::string_view name) {
    const bool is_plain = std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' ||
               c == ':' || c == '[' || c == ']' || (c & 0x80) != 0;
    });
    return is_plain ? std::string(name) : fmt::format("\"{}\"", name);
}

std::string function_name(const PureFn& fn) {
    if (fn.is_kernel) return word(one_line(fn.kernel_id, kMaxNameBytes));
    std::string name = opcode_name(fn.opcode);
    if (find_opcode(fn.opcode) == nullptr) return word(name);
    name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

std::string_view curve_name(double id) noexcept {
    constexpr std::string_view kNames[] = {"linear",      "easeInQuad",   "easeOutQuad", "easeInOutQuad",
                                           "easeInCubic", "easeOutCubic", "smoothstep"};
    for (int i = 0; i < static_cast<int>(std::size(kNames)); ++i) {
        if (id == i) return kNames[i];
    }
    return {};
}

class ExpressionWriter {
public:
    ExpressionWriter(const Program& program, int max_depth, const SlotNames* names)
        : program_(program), max_depth_(std::clamp(max_depth, 0, kDeepest)), names_(names) {}

    std::string write(Ref root) {
        count_occurrences(root);
        const SignalNode* node = row_of(program_.signals, root);
        if (node == nullptr) dangling(root);
        else body(*node, 0, Binding::Conditional);
        return std::move(text_);
    }

private:
    void count_occurrences(Ref root) {
        std::deque<std::pair<Ref, int>> queue{{root, 0}};
        ++occurrences_[root];
        while (!queue.empty()) {
            const auto [ref, depth] = queue.front();
            queue.pop_front();
            const SignalNode* node = row_of(program_.signals, ref);
            if (node == nullptr || depth > max_depth_) continue;
            std::size_t visited = 0;
            const bool is_bus = std::holds_alternative<SigBusCombine>(node->body);
            const auto count = [&, depth = depth](Ref source) {
                if (is_bus && ++visited > kMaxListed) return;
                if (++occurrences_[source] == 1) queue.emplace_back(source, depth + 1);
            };
            for_each_signal_source(*node, count);
        }
    }

    void dangling(Ref ref) { text_ += fmt::format("#{}?", ref); }

    void node(Ref ref, int depth, Binding context) {
        const SignalNode* found = row_of(program_.signals, ref);
        if (found == nullptr) return dangling(ref);
        if (!is_leaf(*found) && (depth > max_depth_ || occurrences_[ref] > 1)) {
            text_ += fmt::format("#{}", ref);
        } else {
            body(*found, depth, context);
        }
    }

    void body(const SignalNode& found, int depth, Binding context) {
        std::visit([&](const auto& b) { write_body(b, depth, context); }, found.body);
    }

    void write_body(const SigConst& b, int, Binding) {
        const Value* value = row_of(program_.constants.json, b.constant);
        if (value == nullptr) text_ += fmt::format("constant {}?", b.constant);
        else text_ += value->is_number() ? format_shortest(*value->number()) : "NaN";
    }
    void write_body(const SigTimeAbsMs&, int, Binding) { text_ += "tAbsMs"; }
    void write_body(const SigTimeModelMs&, int, Binding) { text_ += "tModelMs"; }
    void write_body(const SigPhase01&, int, Binding) { text_ += "phase01"; }
    void write_body(const SigWrapEvent&, int, Binding) { text_ += "wrapEvent"; }
    void write_body(const SigInputSlot& b, int, Binding) {
        const std::string name = names_ != nullptr ? names_->of(b.slot) : slot_name(program_, b.slot);
        const std::string unnamed = fmt::format("slot {}", b.slot);
        text_ += name == unnamed ? unnamed : word(name);
    }
    void write_body(const SigMap& b, int depth, Binding) {
        text_ += function_name(b.fn);
        arguments({b.source}, depth);
    }
    void write_body(const SigZip& b, int depth, Binding context) {
        const OpcodeInfo* info = b.fn.is_kernel ? nullptr : find_opcode(b.fn.opcode);
        if (info == nullptr || info->symbol.empty()) {
            text_ += function_name(b.fn);
            arguments({b.a, b.b}, depth);
            return;
        }
        const Binding binding = binding_of(info->symbol);
        const bool needs_parentheses = binding < context;
        if (needs_parentheses) text_ += '(';
        node(b.a, depth + 1, binding);
        text_ += fmt::format(" {} ", info->symbol);
        // Floating-point addition and multiplication do not associate, so the right operand keeps its parentheses.
        node(b.b, depth + 1, static_cast<Binding>(static_cast<int>(binding) + 1));
        if (needs_parentheses) text_ += ')';
    }
    void write_body(const SigSelect& b, int depth, Binding context) {
        if (context > Binding::Conditional) text_ += '(';
        node(b.condition, depth + 1, Binding::Sum);
        text_ += " > 0.5 ? ";
        node(b.if_true, depth + 1, Binding::Comparison);
        text_ += " : ";
        node(b.if_false, depth + 1, Binding::Conditional);
        if (context > Binding::Conditional) text_ += ')';
    }
    void write_body(const SigTransform& b, int depth, Binding context) {
        const TransformChain* chain = row_of(program_.transforms, b.chain);
        if (chain != nullptr && chain->steps.empty()) return node(b.source, depth + 1, context);
        if (chain == nullptr || chain->steps.size() > kMaxListed) {
            text_ += "transform(";
            node(b.source, depth + 1, Binding::Conditional);
            text_ += fmt::format(", chain {}{})", b.chain, chain == nullptr ? "?" : "");
            return;
        }
        for (auto step = chain->steps.rbegin(); step != chain->steps.rend(); ++step)
            text_ += transform_name(*step) + '(';
        node(b.source, depth + 1, Binding::Conditional);
        for (const TransformStep& step : chain->steps) text_ += transform_parameters(step) + ')';
    }
    void write_body(const SigBusCombine& b, int depth, Binding context) {
        if (b.terms.empty()) {
            text_ += format_shortest(b.combine.default_value.value_or(0));
        } else if (b.terms.size() == 1) {
            node(b.terms.front(), depth + 1, context);
        } else {
            text_ += word(one_line(b.combine.name, kMaxNameBytes));
            arguments(b.terms, depth);
        }
    }
    void write_body(const SigStateful& b, int depth, Binding) {
        text_ += b.op == StatefulOp::Unknown ? word(one_line(b.op_name, kMaxNameBytes))
                                             : std::string(stateful_op_name(b.op));
        text_ += '(';
        if (b.input) node(*b.input, depth + 1, Binding::Conditional);
        else text_ += '0';
        const auto parameter = [&](std::string_view name, double fallback) {
            text_ += ", " + format_shortest(b.param_or(name, fallback));
        };
        switch (b.op) {
            case StatefulOp::SampleHold:
                text_ += ", ";
                if (const double* trigger = b.param("trigger"))
                    node(ref_of_param(*trigger), depth + 1, Binding::Conditional);
                else text_ += "no trigger";
                break;
            case StatefulOp::Slew: parameter("rate", 1); break;
            case StatefulOp::DelayMs: parameter("delayMs", 100); break;
            case StatefulOp::DelayFrames: parameter("delayFrames", 1); break;
            case StatefulOp::PulseDivider: parameter("divisions", 4); break;
            case StatefulOp::EnvelopeAD:
                parameter("attack", 50);
                parameter("decay", 500);
                parameter("peak", 1);
                break;
            case StatefulOp::Integrate:
            case StatefulOp::EdgeDetectWrap:
            case StatefulOp::Unknown: break;
        }
        text_ += ')';
    }
    void write_body(const SigClosure& b, int, Binding) {
        text_ += fmt::format("closure(\"{}\")", one_line(b.closure_id, kMaxNameBytes));
    }
    void write_body(const SigUnknown& b, int, Binding) {
        text_ += fmt::format("{}?", word(one_line(b.kind, kMaxNameBytes)));
    }

    void arguments(const std::vector<Ref>& refs, int depth) {
        text_ += '(';
        for (std::size_t i = 0; i < refs.size() && i < kMaxListed; ++i) {
            if (i > 0) text_ += ", ";
            node(refs[i], depth + 1, Binding::Conditional);
        }
        if (refs.size() > kMaxListed) text_ += fmt::format(", {} {} more", kEllipsis, refs.size() - kMaxListed);
        text_ += ')';
    }

    static std::string transform_name(const TransformStep& step) {
        switch (step.kind) {
            case TransformKind::ScaleBias: return "scaleBias";
            case TransformKind::Normalize: return "normalize";
            case TransformKind::Quantize: return "quantize";
            case TransformKind::Ease: return curve_name(step.a).empty() ? "ease" : std::string(curve_name(step.a));
            case TransformKind::Map: return function_name(step.fn);
            case TransformKind::Slew: return "slew";
            case TransformKind::Cast:
            case TransformKind::Unknown: break;
        }
        return word(one_line(step.name, kMaxNameBytes));
    }

    static std::string transform_parameters(const TransformStep& step) {
        switch (step.kind) {
            case TransformKind::ScaleBias:
                return fmt::format(", {}, {}", format_shortest(step.a), format_shortest(step.b));
            case TransformKind::Normalize: return step.unit_range ? ", 0, 1" : ", -1, 1";
            case TransformKind::Ease:
                if (!curve_name(step.a).empty()) return {};
                [[fallthrough]];
            case TransformKind::Quantize:
            case TransformKind::Slew: return ", " + format_shortest(step.a);
            case TransformKind::Map:
            case TransformKind::Cast:
            case TransformKind::Unknown: break;
        }
        return {};
    }

    const Program& program_;
    int max_depth_;
    const SlotNames* names_;
    std::unordered_map<Ref, std::size_t> occurrences_;
    std::string text_;
};

}  // namespace

std::string signal_expression(const Program& program, Ref signal, int max_depth, const SlotNames* names) {
    return ExpressionWriter(program, max_depth, names).write(signal);
}

}  // namespace slotscope
