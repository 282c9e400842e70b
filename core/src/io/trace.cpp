// SPDX-License-Identifier: MIT
#include "slotscope/trace.h"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "slotscope/format.h"
#include "slotscope/program_io.h"

namespace slotscope {

namespace {

/// Longer object texts that did not change since the last line are written as {"$same":1}.
constexpr std::size_t kSameThreshold = 400;

std::optional<double> number_of(const nlohmann::json& value) {
    if (value.is_number()) return value.get<double>();
    if (value.is_string()) return Value(value.get<std::string>()).to_number();
    return std::nullopt;
}

/// Lines of one trace; remembers what `$same` refers to.
class TraceWriter {
public:
    TraceWriter(const Executor& executor, const std::function<void(std::string_view)>& emit)
        : executor_(executor), emit_(emit) {}

    void header(const TraceInput& input) {
        line_ = R"({"format":"slotscope-trace/1","program":)";
        append_json_string(line_, executor_.program()->source_name);
        line_ += R"(,"times":[)";
        for (std::size_t i = 0; i < input.times.size(); ++i) {
            if (i != 0) line_ += ',';
            append_trace_json(line_, Value(input.times[i]));
        }
        line_ += fmt::format(R"(],"frames":{},"viewport":{{"width":{},"height":{},"dpr":{}}},"delta":"{}",)",
                             input.times.size(), format_shortest(input.viewport.width),
                             format_shortest(input.viewport.height), format_shortest(input.viewport.dpr),
                             input.delta == DeltaMode::Actual ? "actual" : "fixed60");
        slot_meta();
        finish();
    }

    void init() {
        line_ = R"({"event":"init",)";
        snapshot(false);
        finish();
    }

    void swap(const TraceSwap& swap, const std::string& error) {
        last_objects_.clear();  // a slot may have another storage now
        line_ = R"({"event":"hotSwap","newProgram":)";
        append_json_string(line_, swap.name);
        if (error.empty()) {
            line_ += ',';
            slot_meta();
        } else {
            line_ += R"(,"error":{"message":)";
            append_json_string(line_, error);
            line_ += '}';
        }
        line_ += ',';
        snapshot(false);
        finish();
    }

    void frame(std::size_t position, const std::optional<Fault>& fault) {
        line_ = fmt::format(R"({{"frame":{},"tAbsMs":)", position);
        append_trace_json(line_, Value(executor_.time().t_abs_ms));
        line_ += R"(,"deltaSec":)";
        append_trace_json(line_, Value(executor_.delta_sec()));
        line_ += R"(,"deltaMs":)";
        append_trace_json(line_, Value(executor_.delta_ms()));
        if (fault) {
            line_ += R"(,"error":{"message":)";
            append_json_string(line_, fault->message);
            line_ += R"(,"kind":)";
            append_json_string(line_, fault_kind_name(fault->kind));
            if (fault->step == kOutsideSteps) {
                line_ += R"(,"stepIndex":-1})";
            } else {
                line_ += R"(,"step":)";
                append_json_string(line_, executor_.program()->steps[fault->step].id);
                line_ += fmt::format(R"(,"stepIndex":{}}})", fault->step);
            }
        }
        line_ += ',';
        snapshot(true);
        finish();
    }

private:
    void finish() {
        line_ += '}';
        emit_(line_);
    }

    void slot_meta() {
        line_ += R"("slotMeta":[)";
        bool first = true;
        for (const SlotMeta& slot : executor_.state().values.slots().rows()) {
            line_ += fmt::format(R"({}{{"slot":{},"storage":"{}","offset":{}}})", first ? "" : ",", slot.slot,
                                 storage_name(slot.storage), slot.offset);
            first = false;
        }
        line_ += ']';
    }

    void slots_and_bits() {
        const ValueStore& values = executor_.state().values;
        const auto rows = values.slots().rows();
        line_ += R"("slots":{)";
        for (std::size_t i = 0; i < rows.size(); ++i) {
            line_ += fmt::format(R"({}"{}":)", i == 0 ? "" : ",", rows[i].slot);
            if (rows[i].storage != Storage::Object) {
                append_trace_json(line_, values.value_at(static_cast<SlotIndex>(i)));
                continue;
            }
            std::string text;
            append_trace_json(text, values.value_at(static_cast<SlotIndex>(i)));
            std::string& last = last_objects_[rows[i].slot];
            const bool same = text.size() > kSameThreshold && text == last;
            line_ += same ? R"({"$same":1})" : text;
            last = std::move(text);
        }
        line_ += R"(},"bits":{)";
        bool first = true;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].storage == Storage::Object) continue;
            line_ += fmt::format(R"({}"{}":"{}")", first ? "" : ",", rows[i].slot,
                                 trace_bits(rows[i].storage, values.number_at(static_cast<SlotIndex>(i))));
            first = false;
        }
        line_ += '}';
    }

    template <class List>
    void list(std::string_view key, const List& elements, auto append) {
        line_ += fmt::format(R"("{}":[)", key);
        bool first = true;
        for (const auto& element : elements) {
            if (!first) line_ += ',';
            first = false;
            append(element);
        }
        line_ += ']';
    }

    /// Outside a frame nothing counts as written: initial values are no step's writes.
    void snapshot(bool is_frame) {
        const RuntimeState& runtime = executor_.state();
        const auto slot = [&](SlotId id) { line_ += fmt::format("{}", id); };
        const auto number = [&](double value) { append_trace_json(line_, Value(value)); };
        slots_and_bits();
        line_ += ',';
        list("written", is_frame ? runtime.values.written() : std::vector<SlotId>{}, slot);
        if (is_frame && !runtime.values.ensured().empty()) {
            line_ += ',';
            list("ensured", runtime.values.ensured(), slot);
        }
        line_ += R"(,"state":{)";
        list("f64", runtime.state.f64, number);
        line_ += ',';
        list("f32", runtime.state.f32, number);
        line_ += ',';
        list("i32", runtime.state.i32, number);
        line_ += '}';
        if (!runtime.state.f64.empty()) {
            line_ += ',';
            list("stateBits", runtime.state.f64,
                 [&](double value) { line_ += fmt::format("\"{}\"", trace_bits(Storage::F64, value)); });
        }
        line_ += R"(,"prevTModelMs":)";
        if (runtime.time.previous_t_model_ms) number(*runtime.time.previous_t_model_ms);
        else line_ += "null";
        line_ += fmt::format(R"(,"frameId":{},"cacheFrameId":{})", runtime.frame, runtime.cache.frame_id);
    }

    const Executor& executor_;
    const std::function<void(std::string_view)>& emit_;
    std::string line_;
    std::unordered_map<SlotId, std::string> last_objects_;
};

std::string joined(const Errors& errors) {
    std::string text;
    for (const Error& error : errors) text += (text.empty() ? "" : "; ") + error.to_string();
    return text;
}

}  // namespace

Result<TraceInput> read_trace_header(const std::filesystem::path& file) {
    auto text = read_text_file(file);
    if (!text) return text.error();
    const auto header = nlohmann::json::parse(text->substr(0, text->find('\n')), nullptr, false);
    if (!header.is_object() || !header.contains("times") || !header["times"].is_array()) {
        return Error::parse(file.filename().string(),
                            "the first line is no trace header (a JSON object with \"times\")", 1, 1);
    }
    TraceInput input;
    for (const auto& time : header["times"]) {
        const auto number = number_of(time);
        if (!number) return Error::parse(file.filename().string(), "\"times\" holds something that is no number", 1, 1);
        input.times.push_back(*number);
    }
    if (header.contains("viewport") && header["viewport"].is_object()) {
        const auto& viewport = header["viewport"];
        const auto member = [&](const char* name, double fallback) {
            return viewport.contains(name) ? number_of(viewport[name]).value_or(fallback) : fallback;
        };
        input.viewport = {member("width", 1920), member("height", 1080), member("dpr", 1)};
    }
    if (header.contains("delta") && header["delta"] == "fixed60") input.delta = DeltaMode::Fixed60;
    return input;
}

Result<std::size_t, Errors> write_trace(ProgramPtr program, const TraceInput& input,
                                        const std::vector<TraceSwap>& swaps,
                                        const std::function<void(std::string_view)>& emit) {
    auto executor = Executor::create(std::move(program), {input.delta, input.viewport});
    if (!executor) return std::move(executor).error();
    TraceWriter writer(*executor, emit);
    writer.header(input);
    writer.init();
    for (std::size_t i = 0; i < input.times.size(); ++i) {
        for (const TraceSwap& swap : swaps) {
            if (swap.before_frame != i) continue;
            std::string error = swap.error;
            if (swap.program) {
                const auto report = executor->hot_swap(swap.program);
                if (!report) error = joined(report.error());
            }
            writer.swap(swap, error);
        }
        writer.frame(i, executor->run_frame(input.times[i]));
    }
    return input.times.size();
}

}  // namespace slotscope
