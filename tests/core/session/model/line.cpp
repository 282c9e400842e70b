// SPDX-License-Identifier: MIT
#include "core/session/model/line.h"

#include <stdexcept>

namespace slotscope::test {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};

Mark mark_of(const ValueStore& values, SlotIndex slot) {
    Mark mark;
    mark.status = values.status(slot);
    const WriteRecord& record = values.record(slot);
    if (record.changed_epoch != 0) mark.changed = values.last_changed_frame(slot);
    if (mark.status == WriteStatus::Never) return mark;
    mark.written = values.last_written_frame(slot);
    mark.writer = record.writer;
    if (values.is_written(slot)) mark.order = record.order;
    return mark;
}

}  // namespace

Line::Line(ProgramPtr program, DeltaMode delta) : program_(std::move(program)) {
    options_.delta = delta;
    delta_ = delta;
    executor_ = Executor::create(program_, options_).value();
    moments_.push_back(look(nullptr));
}

Line::Line(const Line& other)
    : program_(other.program_), options_(other.options_), events_(other.events_), moments_(other.moments_) {}

Line& Line::operator=(const Line& other) { return *this = Line(other); }

std::shared_ptr<const Moment> Line::look(const Event* last) const {
    const RuntimeState& runtime = executor_->state();
    auto moment = std::make_shared<Moment>();
    moment->cursor = {runtime.frame, executor_->next_step()};
    moment->is_in_frame = executor_->in_frame();
    moment->program = executor_->program();
    const std::size_t slots = runtime.values.slots().size();
    for (SlotIndex slot = 0; slot < slots; ++slot) {
        moment->values.push_back(runtime.values.value_at(slot));
        moment->marks.push_back(mark_of(runtime.values, slot));
    }
    moment->state = runtime.state;
    moment->fault = fault_;
    moment->delta = delta_;
    moment->t_abs_ms = executor_->time().t_abs_ms;
    moment->delta_ms = executor_->delta_ms();
    moment->output = executor_->output();
    moment->edits = moments_.empty() ? 0 : moments_.back()->edits;
    if (last == nullptr) {
        moment->before = std::make_shared<std::vector<Value>>(moment->values);
        return moment;
    }
    const Moment& previous = *moments_.back();
    const auto* edit = std::get_if<LineEdit>(last);
    if (edit != nullptr) ++moment->edits;
    if (edit != nullptr && std::holds_alternative<Swap>(*edit))
        moment->before = std::make_shared<std::vector<Value>>(moment->values);
    else if (std::holds_alternative<BeginFrame>(*last))
        moment->before = std::make_shared<std::vector<Value>>(previous.values);
    else moment->before = previous.before;
    return moment;
}

void Line::run(const Event& event) {
    const auto edit =
        Overloaded{[&](const SlotEdit& e) { executor_->state().values.replace_value(e.slot, e.value); },
                   [&](const StateEdit& e) { executor_->state().state.set(e.storage, e.element, e.value); },
                   [&](const Swap& e) {
                       if (!executor_->hot_swap(e.program).has_value())
                           throw std::logic_error("a swap that is rejected is no event");
                       fault_.reset();
                   },
                   [&](const ReplaceConstants& e) { executor_->replace_constants(e.program); },
                   [&](const DeltaEdit& e) {
                       executor_->set_delta(e.delta);
                       delta_ = e.delta;
                   }};
    std::visit(Overloaded{[&](const BeginFrame& begin) { fault_ = executor_->begin_frame(begin.t_ms); },
                          [&](const RunStep&) { fault_ = executor_->run_step(); },
                          [&](const LineEdit& e) { std::visit(edit, e); }},
               event);
}

void Line::push(Event event) {
    if (!executor_) {
        executor_ = Executor::create(program_, options_).value();
        fault_.reset();
        delta_ = options_.delta;
        for (const Event& earlier : events_) run(earlier);
    }
    run(event);
    moments_.push_back(look(&event));
    events_.push_back(std::move(event));
}

void Line::truncate(std::size_t count) {
    if (count >= moments_.size()) return;
    moments_.resize(count);
    events_.resize(count - 1);
    executor_.reset();
}

}  // namespace slotscope::test
