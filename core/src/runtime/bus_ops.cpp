// SPDX-License-Identifier: MIT
// Bus steps on arbitrary values. Values are not converted before they are combined: + concatenates strings.
#include <algorithm>
#include <fmt/format.h>

#include "runtime/js_value.h"
#include "runtime/math/js_number.h"
#include "runtime/node_ops.h"
#include "slotscope/limits.h"

namespace slotscope {

namespace {

double silent_value(const Program& program, const BusEvalStep& step) {
    switch (step.silent) {
        case SilentKind::Zero:
        case SilentKind::Default: return 0;
        case SilentKind::Const: {
            if (!step.silent_const)
                throw FaultError{
                    FaultKind::BadParameter, "its silent value is a constant, but no constId is given", {}};
            const auto& pool = program.constants.f64;
            if (*step.silent_const < 0 || static_cast<std::size_t>(*step.silent_const) >= pool.size()) {
                throw FaultError{FaultKind::BadReference,
                                 fmt::format("its silent value is constant {}, but constants.f64 has {} rows",
                                             *step.silent_const, pool.size()),
                                 {}};
            }
            return pool[static_cast<std::size_t>(*step.silent_const)];
        }
        case SilentKind::Unknown: break;
    }
    throw FaultError{FaultKind::UnknownKind, fmt::format("its silent value has unknown kind \"{}\"", step.silent_name),
                     "Kinds are zero, default and const"};
}

/// The event's `time` for ordering. Throws FaultError for undefined and null, which have no members.
double event_time(const Value& event) { return js_member(event, "time", "merging events").to_number(); }

/// V8's order (a stable TimSort: for short runs, a binary insertion after the first ascending run), so that event times that are
/// no numbers, which compare as equal to everything, end where the reference puts them.
void sort_by_time(ValueArray& events) {
    // Undefined elements go last and are never compared.
    const auto defined_end =
        std::stable_partition(events.begin(), events.end(), [](const Value& v) { return !v.is_undefined(); });
    const auto count = static_cast<std::size_t>(defined_end - events.begin());
    if (count < 2) return;
    std::vector<std::pair<double, Value>> keyed;
    keyed.reserve(count);
    bool has_nan = false;
    for (std::size_t i = 0; i < count; ++i) {
        keyed.emplace_back(event_time(events[i]), std::move(events[i]));
        has_nan = has_nan || keyed.back().first != keyed.back().first;
    }
    const auto before = [](const auto& a, const auto& b) { return a.first - b.first < 0; };
    if (!has_nan) {
        std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    } else {
        std::size_t run = 2;
        if (before(keyed[1], keyed[0])) {
            while (run < count && before(keyed[run], keyed[run - 1])) ++run;
            std::reverse(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(run));
        } else {
            while (run < count && !before(keyed[run], keyed[run - 1])) ++run;
        }
        for (std::size_t start = run; start < count; ++start) {
            const auto pivot = keyed.begin() + static_cast<std::ptrdiff_t>(start);
            std::size_t left = 0, right = start;
            while (left < right) {
                const std::size_t middle = left + (right - left) / 2;
                if (before(*pivot, keyed[middle])) right = middle;
                else left = middle + 1;
            }
            std::rotate(keyed.begin() + static_cast<std::ptrdiff_t>(left), pivot, pivot + 1);
        }
    }
    for (std::size_t i = 0; i < count; ++i) events[i] = std::move(keyed[i].second);
}

}  // namespace

Value combine_bus(const Program& program, const BusEvalStep& step, std::span<const Value> values,
                  const NoteSink& note) {
    if (values.empty()) return silent_value(program, step);
    for (const Value& value : values) {
        if (!value.is_number()) note(NoteKind::ConvertedToNumber);
    }
    const auto fold = [&](double start, auto f) {
        for (const Value& value : values) start = f(start, value.to_number());
        return Value(start);
    };
    const auto sum = [&] {
        Value total(0.0);
        for (const Value& value : values) total = js_add(total, value);
        return total;
    };
    switch (step.combine.mode) {
        case CombineMode::Sum: return sum();
        case CombineMode::Average: return sum().to_number() / static_cast<double>(values.size());
        case CombineMode::Min: return fold(math::kInfinity, math::js_min);
        case CombineMode::Max: return fold(-math::kInfinity, math::js_max);
        case CombineMode::Product: return fold(1, [](double a, double b) { return a * b; });
        case CombineMode::Last: return values.back();
        default: break;
    }
    throw FaultError{FaultKind::UnknownKind, fmt::format("it combines with unknown mode \"{}\"", step.combine.name),
                     "Modes are sum, average, min, max, last and product"};
}

Value combine_events(const EventBusEvalStep& step, std::span<const Value> streams) {
    if (streams.empty()) return Value(ValueArray{});
    const auto stream = [](const Value& value) { return value.array() != nullptr ? value : Value(ValueArray{}); };
    switch (step.combine.mode) {
        case CombineMode::First: return stream(streams.front());
        case CombineMode::Last: return stream(streams.back());
        case CombineMode::Merge: {
            ValueArray events;
            for (const Value& value : streams) {
                const ValueArray* array = value.array();
                if (array == nullptr) continue;
                if (events.size() + array->size() > limits::kMaxEvents) {
                    throw FaultError{FaultKind::Limit,
                                     fmt::format("the merged stream has more than {} events", limits::kMaxEvents),
                                     "Look whether the bus reads its own output"};
                }
                events.insert(events.end(), array->begin(), array->end());
            }
            sort_by_time(events);
            return Value(std::move(events));
        }
        default: break;
    }
    throw FaultError{FaultKind::UnknownKind, fmt::format("it combines with unknown mode \"{}\"", step.combine.name),
                     "Modes are merge, first and last"};
}

}  // namespace slotscope
