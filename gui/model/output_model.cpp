// SPDX-License-Identifier: MIT
#include "model/output_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <span>

#include "model/output_passes.h"
#include "model/slot_facts.h"
#include "slotscope/format.h"
#include "slotscope/value_summary.h"

namespace slotscope::gui {
namespace {

template <class T>
std::span<const T> elements_of(const Value& buffer) {
    const TypedArray* data = buffer_data(buffer);
    const auto* elements = data != nullptr ? std::get_if<std::vector<T>>(&data->data) : nullptr;
    return elements != nullptr ? std::span<const T>(*elements) : std::span<const T>();
}

/// The step that wrote the slot last, or would.
StepIndex maker_of(const Session& session, SlotIndex row) {
    const StepIndex writer = writer_of(session, row);
    return writer < session.program().steps.size() ? writer : kNoStep;
}

void say_nothing(OutputFrame& out, std::string title, std::string text) {
    out.empty_title = std::move(title);
    out.empty_text = std::move(text);
}

/// Of which frame the value in the slot is.
void tell_frame(const Session& session, SlotIndex row, OutputFrame& out) {
    const ValueStore& values = session.values();
    out.is_current = values.is_written(row);
    out.frame = values.last_written_frame(row);
    out.sentence = "Frame " + grouped(out.frame);
    if (out.is_current) return;
    const std::string present = "frame " + grouped(values.frame());
    if (session.current_fault()) out.sentence += ": " + present + " ended with a fault before its picture was made";
    else if (session.is_in_frame()) out.sentence += ": " + present + " has not made its picture yet";
    else out.sentence += ": " + present + " made none";
}

/// Buffers are read from their slots, so while a frame is under way they may be newer than the frame that names them.
void tell_newer_buffers(const Session& session, OutputFrame& out) {
    if (out.is_current || !session.is_in_frame()) return;
    for (const OutputPass& pass : out.passes)
        for (const OutputAttribute& attribute : pass.attributes) {
            const SlotIndex row = attribute.slot == kNoSlot ? kNoSlotIndex : session.slots().find(attribute.slot);
            if (row == kNoSlotIndex || !session.values().is_written(row)) continue;
            out.notices.push_back(
                {"Buffers of frame " + grouped(session.values().frame()) + " already, such as the " + attribute.role,
                 attribute.slot});
            return;
        }
}

bool hits(const OutputInstance& instance, Point point, float slack) {
    const float dx = point.x - instance.centre.x, dy = point.y - instance.centre.y, half = instance.size * 0.5F;
    if (instance.shape == 1) return std::max(std::fabs(dx), std::fabs(dy)) <= half + slack;
    return std::hypot(dx, dy) <= half + slack;
}

bool hits(const OutputPass& pass, const OutputPath& path, Point point, float slack) {
    if (!path.box.contains(point, slack)) return false;
    const std::vector<Contour> contours = contours_of(pass, path, std::max(slack * 0.25F, 0.01F));
    if (path.fill && is_inside(contours, pass.fill_rule, point)) return true;
    const float reach = path.stroke ? path.stroke_width * 0.5F + slack : slack;
    return distance_to_lines(contours, point) <= reach;
}

}  // namespace

void OutputBox::add(Point point, float radius) {
    min = {std::min(min.x, point.x - radius), std::min(min.y, point.y - radius)};
    max = {std::max(max.x, point.x + radius), std::max(max.y, point.y + radius)};
}

bool OutputBox::touches(const OutputBox& other) const {
    return min.x <= other.max.x && other.min.x <= max.x && min.y <= other.max.y && other.min.y <= max.y;
}

bool OutputBox::contains(Point point, float slack) const {
    return point.x >= min.x - slack && point.x <= max.x + slack && point.y >= min.y - slack && point.y <= max.y + slack;
}

std::vector<OutputSource> output_sources(const Session& session) {
    const Program& program = session.program();
    std::vector<OutputSource> sources;
    const auto add = [&](SlotId slot, bool is_output, const char* what) {
        const SlotIndex row = session.slots().find(slot);
        if (row == kNoSlotIndex) return;
        for (const OutputSource& known : sources)
            if (known.slot == slot) return;
        sources.push_back({slot, is_output, std::string(what) + " · " + slot_reference(session, row)});
    };
    if (!program.outputs.empty()) add(program.outputs.front().slot, true, "Output");
    for (const Step& step : program.steps) {
        if (const auto* assemble = std::get_if<RenderAssembleStep>(&step.body))
            add(assemble->out, false, "Render frame");
        if (const auto* project = std::get_if<ProjectInstancesStep>(&step.body)) add(project->out, false, "Projected");
    }
    return sources;
}

OutputFrame output_frame(const Session& session, std::optional<SlotId> source) {
    OutputFrame out;
    out.viewport = session.executor().state().viewport;
    if (!source) {
        const std::vector<OutputSource> sources = output_sources(session);
        if (!sources.empty()) source = sources.front().slot;
    }
    if (!source) {
        say_nothing(out, "No output",
                    "The program names no output, and no step of it assembles a render frame or projects instances. "
                    "assets/programs/hue-ring.json does.");
        return out;
    }
    out.slot = *source;
    const SlotIndex row = session.slots().find(*source);
    if (row == kNoSlotIndex) {
        say_nothing(out, "No such slot", "Slot " + std::to_string(*source) + " is not in this program.");
        return out;
    }
    const std::string reference = slot_reference(session, row);
    if (session.values().status(row) == WriteStatus::Never) {
        const bool has_run = session.cursor().frame > 0;
        say_nothing(out, "No picture yet",
                    !has_run ? "Nothing has run yet. F10 runs a frame, and its picture appears here."
                             : "Slot " + reference + " was not written so far. " +
                                   (session.is_in_frame() ? "F10 finishes the frame."
                                                          : "The schedule shows which step would write it."));
        return out;
    }
    const Value value = session.values().value_at(row);
    const StepIndex step = maker_of(session, row);
    switch (value_form(value)) {
        case ValueForm::RenderFrame: read_render_frame(session, value, step, out); break;
        case ValueForm::ScreenInstances: read_screen_instances(value, *source, step, out); break;
        default:
            say_nothing(out, "No render frame",
                        "Slot " + reference + " holds " + summary_line(value) +
                            ". A picture is an object with version 1 and a list of passes.");
            return out;
    }
    tell_frame(session, row, out);
    tell_newer_buffers(session, out);
    return out;
}

std::vector<Contour> contours_of(const OutputPass& pass, const OutputPath& path, float tolerance) {
    return flatten_path(elements_of<std::uint16_t>(pass.commands).subspan(path.first_command, path.command_count),
                        elements_of<float>(pass.coordinates).subspan(path.first_coordinate), tolerance);
}

std::optional<OutputHit> hit_test(const OutputFrame& frame, Point point, float slack) {
    // First what lies exactly there: a neighbour in front may come within the slack.
    for (const float reach : {0.0F, slack}) {
        for (std::size_t p = frame.passes.size(); p-- > 0;) {
            const OutputPass& pass = frame.passes[p];
            for (std::size_t i = pass.instances.size(); i-- > 0;)
                if (hits(pass.instances[i], point, reach)) return OutputHit{p, pass.instances[i].index};
            for (std::size_t i = pass.paths.size(); i-- > 0;)
                if (hits(pass, pass.paths[i], point, reach)) return OutputHit{p, pass.paths[i].index};
        }
    }
    return std::nullopt;
}

std::optional<OutputHit> element_of(const OutputFrame& frame, SlotId slot, std::uint32_t number) {
    for (std::size_t p = 0; p < frame.passes.size(); ++p) {
        const OutputPass& pass = frame.passes[p];
        for (const OutputAttribute& attribute : pass.attributes) {
            if (attribute.slot != slot || attribute.stride == 0) continue;
            if (!attribute.is_shared_out) {
                const auto index = number / static_cast<std::uint32_t>(attribute.stride);
                if (index < pass.count) return OutputHit{p, index};
                continue;
            }
            for (const OutputPath& path : pass.paths) {
                const NumberRange range = numbers_of(pass, attribute, path.index);
                if (number >= range.first && number < range.first + range.count) return OutputHit{p, path.index};
            }
        }
    }
    return std::nullopt;
}

NumberRange numbers_of(const OutputPass& pass, const OutputAttribute& attribute, std::uint32_t index) {
    const auto stride = static_cast<std::uint32_t>(attribute.stride);
    if (!attribute.is_shared_out) return {index * stride, stride};
    const auto path = std::ranges::lower_bound(pass.paths, index, {}, &OutputPath::index);
    if (path == pass.paths.end() || path->index != index) return {};
    const bool is_commands = attribute.role == "commands";
    return {static_cast<std::uint32_t>(is_commands ? path->first_command : path->first_coordinate),
            static_cast<std::uint32_t>(is_commands ? path->command_count : path->coordinate_count)};
}

std::string attribute_place(const OutputPass& pass, const OutputAttribute& attribute, std::uint32_t index) {
    const std::string member = attribute.member.empty() ? std::string() : attribute.member + " ";
    const NumberRange range = numbers_of(pass, attribute, index);
    if (range.count == 0) return member + "all";
    const auto number = [&](std::uint32_t i) { return "[" + std::to_string(range.first + i) + "]"; };
    if (range.count <= 2) return member + number(0) + (range.count == 2 ? ", " + number(1) : "");
    return member + number(0) + " to " + number(range.count - 1);
}

std::string attribute_value(const OutputPass& pass, const OutputAttribute& attribute, std::uint32_t index) {
    const auto hex = [](std::array<double, 4> channels) {
        std::string words = "#";
        for (const double channel : channels) {
            char digits[4];
            std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned>(std::clamp(channel, 0.0, 255.0)));
            words += digits;
        }
        return words;
    };
    const NumberRange range = numbers_of(pass, attribute, index);
    if (range.count == 0) {
        const double* packed = attribute.value.number();
        if (!attribute.is_color || packed == nullptr || !(*packed >= 0 && *packed <= 4294967295.0))
            return summary_line(attribute.value);
        const auto bits = static_cast<std::uint32_t>(*packed);
        const auto byte = [&](unsigned shift) { return static_cast<double>(bits >> shift & 0xFFU); };
        return hex({byte(0), byte(8), byte(16), byte(24)});
    }
    constexpr std::uint32_t kMostNumbers = 4;
    if (range.count > kMostNumbers) return grouped(range.count) + " numbers";
    const TypedArray* data = buffer_data(attribute.value);
    if (data == nullptr || std::size_t{range.first} + range.count > data->size()) return "nothing";
    if (attribute.is_color && range.count == 4)
        return hex(
            {data->at(range.first), data->at(range.first + 1), data->at(range.first + 2), data->at(range.first + 3)});
    std::string words;
    for (std::uint32_t i = 0; i < range.count; ++i)
        words += (i > 0 ? ", " : "") + format_significant(data->at(range.first + i));
    return words;
}

}  // namespace slotscope::gui
