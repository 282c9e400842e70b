// SPDX-License-Identifier: MIT
// The executor: frames and steps over a plan, faults as data. Signal code runs in signal_machine.cpp; generic node and bus
// steps in node_ops.cpp and bus_ops.cpp, arithmetic ones in arithmetic.cpp.
#include "slotscope/executor.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "runtime/node_ops.h"
#include "runtime/run_context.h"
#include "runtime/steps/steps.h"
#include "slotscope/assert.h"
#include "slotscope/describe.h"

namespace slotscope {

namespace {

/// Probe records kept; older ones are dropped first.
constexpr std::size_t kMaxProbeRecords = 100'000;

/// Made once: every frame of a program without outputs gives it.
const Value& empty_render_frame() {
    static const Value frame(ValueObject{
        {"version", 1.0}, {"clear", Value(ValueObject{{"mode", "none"}})}, {"passes", Value(ValueArray{})}});
    return frame;
}

bool is_render_frame(const Value& value) {
    const Value* version = value.member("version");
    const Value* passes = value.member("passes");
    return version != nullptr && version->number() != nullptr && *version->number() == 1 && passes != nullptr &&
           passes->array() != nullptr;
}

}  // namespace

struct Executor::Impl {
    ProgramPtr program;
    ExecutorOptions options;
    RuntimeState runtime;
    /// What belongs to a program and outlives its being replaced: it may come back, when a run is repeated.
    struct PerProgram {
        std::shared_ptr<const Plan> plan;
        NoteLog notes;
    };
    /// What twins have together.
    struct Shared {
        std::map<ProgramPtr, PerProgram> programs;
        std::vector<ProbeRecord> probe_records;
    };
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
    PerProgram* present = nullptr;
    SignalScratch scratch;
    NoteLog muted_notes;
    bool is_recording = true;
    EffectiveTime time;
    double delta_sec = 1.0 / 60;
    double delta_ms = 1.0 / 60 * 1000;
    Value output;
    bool in_frame = false;
    bool is_in_one_go = false;  ///< nobody else can write between this frame's begin and its end
    bool writes_once = false;   ///< a frame of this plan ran to its end in one go; every frame writes the same slots
    StepIndex next = 0;
    std::vector<Value> inputs;  ///< scratch of the generic steps

    void adopt(ProgramPtr new_program, RuntimeState state) {
        program = std::move(new_program);
        runtime = std::move(state);
        adopt_plan(nullptr);
        output = Value();
    }

    /// Of the present program, made here where it is neither given nor known; the runtime's memo has its size.
    void adopt_plan(std::shared_ptr<const Plan> given) {
        present = &shared->programs[program];
        if (present->plan == nullptr)
            present->plan =
                given ? std::move(given) : std::make_shared<const Plan>(make_plan(*program, runtime.values.slots()));
        writes_once = false;
        scratch.active_stamps.assign(runtime.cache.signal_value.size(), 0);
        for (const auto& [reg, number] : plan().constants) runtime.cache.signal_value[reg] = number;
        next = static_cast<StepIndex>(plan().steps.size());
    }

    [[nodiscard]] const Plan& plan() const noexcept { return *present->plan; }
    void restore(const Snapshot& from);

    std::optional<Fault> begin(double t_ms);
    /// Runs steps [next, end); on a fault `next` is the failing step.
    std::optional<Fault> run_steps(StepIndex end);
    void run_generic(RunContext& context, const PlanStep& step);
    void run_time_step(const TimeDeriveStep& step);
    std::optional<Fault> extract_output();
    [[nodiscard]] Fault make_fault(FaultKind kind, StepIndex step, std::string_view what, std::string hint) const;
    [[nodiscard]] Fault second_write(const StoreError& error) const;
    [[nodiscard]] std::string step_text(StepIndex step) const;
};

// --- Texts ----------------------------------------------------------------------------------------------------------

std::string Executor::Impl::step_text(StepIndex step) const {
    return fmt::format("step {} ({} {})", step, program->steps[step].kind_name(), step_name(*program, step));
}

Fault Executor::Impl::make_fault(FaultKind kind, StepIndex step, std::string_view what, std::string hint) const {
    Fault fault;
    fault.kind = kind;
    fault.frame = runtime.frame;
    fault.step = step;
    fault.message = step == kOutsideSteps ? fmt::format("Frame {}: {}", runtime.frame, what)
                                          : fmt::format("Frame {}, {}: {}", runtime.frame, step_text(step), what);
    fault.hint = std::move(hint);
    return fault;
}

Fault Executor::Impl::second_write(const StoreError& error) const {
    const StepIndex step = error.second_writer.value_or(next);
    Fault fault = make_fault(FaultKind::SecondWrite, step, "", {});
    fault.slot = error.slot;
    fault.other_step = error.first_writer;
    const std::string first = error.first_writer ? step_text(*error.first_writer) : "an earlier write";
    fault.message = fmt::format("Slot {} ({}) was written twice in frame {}: first by {}, then by {}", error.slot,
                                slot_name(*program, error.slot), runtime.frame, first, step_text(step));
    fault.hint = error.first_writer == error.second_writer ? "The step lists the slot twice"
                                                           : "One of the two steps needs a slot of its own";
    return fault;
}

// --- Frames ---------------------------------------------------------------------------------------------------------

std::optional<Fault> Executor::Impl::begin(double t_ms) {
    runtime.cache.new_frame();
    runtime.values.clear();
    ++runtime.frame;
    in_frame = true;
    is_in_one_go = false;
    next = 0;
    output = Value();
    std::optional<double>& previous_t_ms = runtime.time.previous_t_abs_ms;
    const bool is_actual = options.delta == DeltaMode::Actual && previous_t_ms.has_value();
    delta_sec = is_actual ? (t_ms - *previous_t_ms) / 1000 : 1.0 / 60;
    delta_ms = delta_sec * 1000;
    previous_t_ms = t_ms;
    time = EffectiveTime{t_ms, t_ms, {}, {}, {}};
    if (program->time_model.kind == TimeKind::Unknown) {
        in_frame = false;
        const std::string& kind = program->time_model.kind_name;
        return make_fault(FaultKind::BadTimeModel, kOutsideSteps,
                          kind.empty() ? std::string("the program has no time model")
                                       : fmt::format("the time model has unknown kind \"{}\"", kind),
                          "Kinds are finite, cyclic and infinite");
    }
    time = resolve_time(t_ms, program->time_model, runtime.time);
    auto& registers = runtime.cache.signal_value;
    if (plan().t_abs_register != kNoRegister) registers[plan().t_abs_register] = time.t_abs_ms;
    if (plan().t_model_register != kNoRegister) registers[plan().t_model_register] = time.t_model_ms;
    if (plan().phase_register != kNoRegister) registers[plan().phase_register] = time.phase01.value_or(0.0);
    if (plan().wrap_register != kNoRegister)
        registers[plan().wrap_register] = time.wrap_event.value_or(0.0) == 1 ? 1 : 0;
    return std::nullopt;
}

std::optional<Fault> Executor::Impl::extract_output() {
    if (program->outputs.empty()) {
        output = empty_render_frame();
        return std::nullopt;
    }
    const SlotId slot = program->outputs.front().slot;
    const SlotIndex row = runtime.values.slots().find(slot);
    Fault fault;
    if (row == kNoSlotIndex) {
        fault = make_fault(FaultKind::UnknownSlot, kOutsideSteps,
                           fmt::format("the output reads slot {}, which the program does not have", slot),
                           "Declare the slot, or name another in outputs[0]");
    } else {
        Value value = runtime.values.value_at(row);
        if (is_render_frame(value)) {
            output = std::move(value);
            return std::nullopt;
        }
        fault = make_fault(FaultKind::BadOutput, kOutsideSteps,
                           fmt::format("output slot {} ({}) holds no render frame but {}", slot,
                                       slot_name(*program, slot), kind_name(value.kind())),
                           "A render frame is an object with version 1 and an array of passes, made by renderAssemble");
    }
    fault.slot = slot;
    return fault;
}

// --- Steps ----------------------------------------------------------------------------------------------------------

void Executor::Impl::run_time_step(const TimeDeriveStep& step) {
    ValueStore& values = runtime.values;
    values.write(step.t_abs_ms, time.t_abs_ms);
    values.write(step.t_model_ms, time.t_model_ms);
    if (step.phase01 && time.phase01) values.write(*step.phase01, *time.phase01);
    if (step.wrap_event && time.wrap_event) values.write(*step.wrap_event, *time.wrap_event);
    if (step.progress01 && time.progress01) values.write(*step.progress01, *time.progress01);
}

void Executor::Impl::run_generic(RunContext& context, const PlanStep& plan_step) {
    const StepBody& body = program->steps[context.step].body;
    ValueStore& values = runtime.values;
    const NoteSink note = [&](NoteKind kind) { context.note(kind); };
    // Row of a slot that the schedule names: always there, since slots are inferred from it; except for sentinel numbers.
    const auto row_of = [&](SlotId slot) {
        const SlotIndex row = values.slots().find(slot);
        if (row == kNoSlotIndex) {
            throw FaultError{
                FaultKind::UnknownSlot, fmt::format("slot {} does not exist in the program", slot), {}, slot};
        }
        return row;
    };
    inputs.clear();
    const auto read_publishers = [&](const std::vector<Publisher>& publishers) {
        for (const Publisher& publisher : publishers) {
            if (publisher.is_enabled) inputs.push_back(values.value_at(row_of(publisher.source)));
        }
    };
    switch (plan_step.op) {
        case PlanOp::Time: run_time_step(std::get<TimeDeriveStep>(body)); return;
        case PlanOp::NodeFault: {
            const PlanFault& fault = plan().faults[plan_step.a];
            throw FaultError{fault.kind, fault.message, fault.hint, fault.slot};
        }
        case PlanOp::NodeGeneric: {
            const auto& step = std::get<NodeEvalStep>(body);
            for (const SlotId slot : step.inputs) inputs.push_back(values.value_at(row_of(slot)));
            const Value result =
                evaluate_node(*program, (*program->nodes)[static_cast<std::size_t>(step.node)], inputs, note);
            if (!step.outputs.empty()) store_value(context, row_of(step.outputs.front()), result);
            return;
        }
        case PlanOp::Bus: {
            const auto& step = std::get<BusEvalStep>(body);
            read_publishers(step.publishers);
            store_value(context, row_of(step.out), combine_bus(*program, step, inputs, note));
            return;
        }
        case PlanOp::EventBus: {
            const auto& step = std::get<EventBusEvalStep>(body);
            read_publishers(step.publishers);
            store_value(context, row_of(step.out), combine_events(step, inputs));
            return;
        }
        case PlanOp::Probe: {
            const auto& step = std::get<DebugProbeStep>(body);
            if (!is_recording) return;
            std::vector<ProbeRecord>& probe_records = shared->probe_records;
            if (probe_records.size() >= kMaxProbeRecords) {
                probe_records.erase(probe_records.begin(),
                                    probe_records.begin() + static_cast<std::ptrdiff_t>(kMaxProbeRecords / 2));
            }
            for (const SlotId slot : step.slots)
                probe_records.push_back({runtime.frame, context.step, slot, values.value_at(row_of(slot))});
            return;
        }
        case PlanOp::Object: run_object_step(context, scratch, body); return;
        default:
            throw FaultError{FaultKind::UnknownKind,
                             fmt::format("there is no step kind \"{}\"", program->steps[context.step].kind_name()),
                             {}};
    }
}

std::optional<Fault> Executor::Impl::run_steps(StepIndex end) {
    RunContext context{*program, plan(),    runtime,  is_recording ? present->notes : muted_notes,
                       time,     delta_sec, delta_ms, is_in_one_go && writes_once};
    ValueStore& values = runtime.values;
    const auto stop_at = [&](StepIndex step) {
        next = step;
        in_frame = false;
    };
    StepIndex i = next;
    try {
        while (i < end) {
            const PlanStep& step = plan().steps[i];
            if (is_arithmetic(step.op)) {
                i = run_arithmetic(context, i, end);
                continue;
            }
            values.set_writer(i);
            context.step = i;
            if (step.op == PlanOp::SignalCode) run_signal_code(context, scratch, step.a);
            else run_generic(context, step);
            ++i;
        }
    } catch (const StoreError& error) {
        stop_at(error.second_writer.value_or(i));
        if (error.kind == StoreError::Kind::SecondWrite) return second_write(error);
        Fault fault = make_fault(error.kind == StoreError::Kind::Limit ? FaultKind::Limit : FaultKind::UnknownSlot,
                                 next, error.what(), {});
        fault.slot = error.slot;
        return fault;
    } catch (FaultError& error) {
        stop_at(i);
        Fault fault = make_fault(error.kind, i, error.message, std::move(error.hint));
        if (error.slot != kNoSlot) fault.slot = error.slot;
        return fault;
    }
    next = end;
    if (end < plan().steps.size()) return std::nullopt;
    in_frame = false;
    writes_once = writes_once || is_in_one_go;
    values.set_writer(kNoStep);
    return extract_output();
}

// --- The public face ------------------------------------------------------------------------------------------------

Executor::Executor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Executor::Executor(Executor&&) noexcept = default;
Executor& Executor::operator=(Executor&&) noexcept = default;
Executor::~Executor() = default;

Result<Executor, Errors> Executor::create(ProgramPtr program, const ExecutorOptions& options) {
    auto runtime = RuntimeState::create(*program, options.viewport);
    if (!runtime) return std::move(runtime).error();
    auto impl = std::make_unique<Impl>();
    impl->options = options;
    impl->adopt(std::move(program), std::move(runtime).value());
    return Executor(std::move(impl));
}

std::optional<Fault> Executor::begin_frame(double t_abs_ms) {
    SLOTSCOPE_ASSERT(!impl_->in_frame, "a frame is open: finish it first");
    if (auto fault = impl_->begin(t_abs_ms)) return fault;
    // A schedule without steps is over at once.
    return impl_->plan().steps.empty() ? impl_->run_steps(0) : std::nullopt;
}

std::optional<Fault> Executor::run_step() {
    SLOTSCOPE_ASSERT(impl_->in_frame, "no frame is open");
    return impl_->run_steps(impl_->next + 1);
}

std::optional<Fault> Executor::finish_frame() {
    SLOTSCOPE_ASSERT(impl_->in_frame, "no frame is open");
    return impl_->run_steps(static_cast<StepIndex>(impl_->plan().steps.size()));
}

std::optional<Fault> Executor::run_to_step(StepIndex end) {
    SLOTSCOPE_ASSERT(impl_->in_frame, "no frame is open");
    SLOTSCOPE_ASSERT(impl_->next <= end && end <= impl_->plan().steps.size(),
                     "a step of this frame that has not run yet");
    return impl_->run_steps(end);
}

std::optional<Fault> Executor::run_frame(double t_abs_ms) {
    if (auto fault = begin_frame(t_abs_ms)) return fault;
    if (!impl_->in_frame) return std::nullopt;
    impl_->is_in_one_go = true;
    auto fault = finish_frame();
    impl_->is_in_one_go = false;
    return fault;
}

bool Executor::in_frame() const noexcept { return impl_->in_frame; }
StepIndex Executor::next_step() const noexcept { return impl_->next; }
const ProgramPtr& Executor::program() const noexcept { return impl_->program; }
const RuntimeState& Executor::state() const noexcept { return impl_->runtime; }
RuntimeState& Executor::state() noexcept { return impl_->runtime; }
const NoteLog& Executor::notes() const noexcept { return impl_->present->notes; }
std::span<const ProbeRecord> Executor::probe_records() const noexcept { return impl_->shared->probe_records; }
const EffectiveTime& Executor::time() const noexcept { return impl_->time; }
double Executor::delta_sec() const noexcept { return impl_->delta_sec; }
double Executor::delta_ms() const noexcept { return impl_->delta_ms; }
const Value& Executor::output() const noexcept { return impl_->output; }
void Executor::set_delta(DeltaMode delta) noexcept { impl_->options.delta = delta; }
DeltaMode Executor::delta() const noexcept { return impl_->options.delta; }

Result<SwapReport, Errors> Executor::hot_swap(ProgramPtr program) {
    SLOTSCOPE_ASSERT(!impl_->in_frame, "a program is replaced between frames");
    SwapReport report;
    auto runtime = slotscope::hot_swap(*impl_->program, impl_->runtime, *program, &report);
    if (!runtime) return std::move(runtime).error();
    impl_->adopt(std::move(program), std::move(runtime).value());
    return report;
}

void Executor::replace_constants(ProgramPtr program) {
    SLOTSCOPE_ASSERT(!impl_->in_frame, "constants are replaced between frames");
    SLOTSCOPE_ASSERT(program->steps.size() == impl_->program->steps.size(), "the programs differ in constants only");
    const NoteLog notes = impl_->present->notes;
    const bool is_new = !impl_->shared->programs.contains(program);
    const StepIndex next = impl_->next;  // the end of a frame that faulted is where it failed
    impl_->program = std::move(program);
    impl_->adopt_plan(nullptr);
    impl_->next = next;
    if (is_new) impl_->present->notes = notes;
}

// --- Snapshots ------------------------------------------------------------------------------------------------------

void Executor::save(Snapshot& to) const {
    SLOTSCOPE_ASSERT(!impl_->in_frame, "a snapshot is taken between frames");
    const RuntimeState& runtime = impl_->runtime;
    to.program = impl_->program;
    to.plan = impl_->present->plan;
    to.runtime.values = runtime.values;
    to.runtime.state = runtime.state;
    to.runtime.cache.resume(runtime.cache);
    to.runtime.time = runtime.time;
    to.runtime.frame = runtime.frame;
    to.runtime.viewport = runtime.viewport;
    to.runtime.cameras = runtime.cameras;
    to.runtime.meshes = runtime.meshes;
    to.delta = impl_->options.delta;
    to.time = impl_->time;
    to.delta_sec = impl_->delta_sec;
    to.delta_ms = impl_->delta_ms;
    to.next_step = impl_->next;
    to.output = impl_->output;
}

void Executor::Impl::restore(const Snapshot& from) {
    const bool is_other_program = program != from.program;
    program = from.program;
    if (is_other_program) runtime.cache = FrameCache(program->signals ? program->signals->size() : 0);
    runtime.values = from.runtime.values;
    runtime.state = from.runtime.state;
    runtime.cache.resume(from.runtime.cache);
    runtime.time = from.runtime.time;
    runtime.frame = from.runtime.frame;
    runtime.viewport = from.runtime.viewport;
    runtime.cameras = from.runtime.cameras;
    runtime.meshes = from.runtime.meshes;
    options.delta = from.delta;
    options.viewport = from.runtime.viewport;
    time = from.time;
    delta_sec = from.delta_sec;
    delta_ms = from.delta_ms;
    output = from.output;
    in_frame = false;
    if (is_other_program) {
        adopt_plan(from.plan);
    } else {
        // Stamps of frames that are in the future now must not look like those frames' when they run again.
        std::ranges::fill(scratch.active_stamps, 0);
    }
    next = from.next_step;
}

void Executor::restore(const Snapshot& from) {
    SLOTSCOPE_ASSERT(from.plan != nullptr, "an empty snapshot");
    impl_->restore(from);
}

Executor Executor::twin() const {
    auto impl = std::make_unique<Impl>();
    impl->shared = impl_->shared;
    return Executor(std::move(impl));
}

void Executor::set_recording(bool is_recording) noexcept { impl_->is_recording = is_recording; }

std::size_t Snapshot::bytes() const noexcept {
    std::size_t sum = sizeof(Snapshot) + runtime.values.memory_bytes() + runtime.state.f64.capacity() * sizeof(double) +
                      runtime.state.f32.capacity() * sizeof(float) +
                      runtime.state.i32.capacity() * sizeof(std::int32_t) + runtime.cache.memory_bytes() +
                      output.memory_bytes();
    for (const auto& [key, value] : runtime.cameras)
        sum += sizeof(key) + std::get<0>(key).capacity() + value.memory_bytes();
    for (const auto& [key, value] : runtime.meshes) sum += sizeof(std::string) + key.capacity() + value.memory_bytes();
    return sum;
}

}  // namespace slotscope
