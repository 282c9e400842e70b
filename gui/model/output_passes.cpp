// SPDX-License-Identifier: MIT
#include "model/output_passes.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include "model/output_attributes.h"
#include "model/slot_facts.h"
#include "slotscope/limits.h"

namespace slotscope::gui {
namespace {

/// Why elements of a pass do not show, counted.
struct Missing {
    std::size_t not_finite = 0, no_size = 0, invisible = 0, no_data = 0;
};

void add_notices(const Missing& missing, const OutputPass& pass, std::string_view one, OutputFrame& out) {
    const auto slot_of = [&](std::string_view role) {
        for (const OutputAttribute& attribute : pass.attributes)
            if (attribute.role == role) return attribute.slot;
        return kNoSlot;
    };
    const auto add = [&](std::size_t count, std::string_view what, SlotId slot) {
        if (count > 0) out.notices.push_back({counted(count, one) + " " + std::string(what), slot});
    };
    add(missing.not_finite, "not at a finite place", slot_of("position"));
    add(missing.no_size, "of no size", slot_of("size"));
    add(missing.invisible, "fully transparent or without colour", slot_of("colour"));
    add(missing.no_data, "beyond the end of a buffer", slot_of("position"));
}

/// Elements to go through, after a notice where there are none.
std::size_t element_count(const Session& session, const OutputPass& pass, std::string_view what, OutputFrame& out) {
    if (pass.count >= 1)
        return static_cast<std::size_t>(std::min(pass.count, static_cast<double>(limits::kMaxDomainElements)));
    // A batch's own count is mostly 0 and stands for its domain's: that is then where to look.
    std::string words = "Pass " + pass.id + " has no " + std::string(what);
    const SlotIndex row = pass.domain == kNoSlot ? kNoSlotIndex : session.slots().find(pass.domain);
    if (row != kNoSlotIndex) {
        const std::string name = slot_reference(session, row);
        words += ": its domain, " + (name.starts_with("slot ") ? name : "slot " + name) + ", holds " +
                 summary_line(session.values().value_at(row));
    }
    out.notices.push_back({std::move(words), pass.domain});
    return 0;
}

OutputPass begin_pass(OutputPass::Kind kind, const Value& definition, double count, StepIndex step,
                      const BatchSlots& batch) {
    OutputPass pass;
    pass.kind = kind;
    pass.count = count;
    pass.step = step;
    pass.domain = batch.find("domainSlot");
    if (const Value* header = definition.member("header")) {
        pass.id = text_member(*header, "id");
        pass.z = number_member(*header, "z", 0);
    }
    return pass;
}

void read_instances(const Session& session, const Value& definition, StepIndex step, const BatchSlots& batch,
                    OutputFrame& out) {
    OutputPass pass =
        begin_pass(OutputPass::Kind::Instances, definition, number_member(definition, "count", 0), step, batch);
    const Value* buffers = definition.member("buffers");
    const Value none, &owner = buffers != nullptr ? *buffers : none;
    pass.attributes.push_back(attribute_of(session, owner, "posXY", "position", 2, kNoSlot));
    pass.attributes.push_back(attribute_of(session, owner, "size", "size", 1, batch.find("sizeSlot")));
    pass.attributes.push_back(attribute_of(session, owner, "colorRGBA", "colour", 4, batch.find("colorRGBASlot")));
    pass.attributes.push_back(attribute_of(session, owner, "opacity", "opacity", 1, batch.find("opacitySlot")));
    const AttributeReader position(pass.attributes[0], std::nan("")), size(pass.attributes[1], 0),
        color(pass.attributes[2], 0), opacity(pass.attributes[3], 1);
    const OutputAttribute shapes = attribute_of(session, owner, "shapeId", "shape", 1, kNoSlot);
    const AttributeReader shape(shapes, 0);
    const std::size_t wanted = element_count(session, pass, "instances", out);
    const std::size_t count = std::min({wanted, position.size(), size.size(), color.size(), opacity.size()});
    Missing missing;
    missing.no_data = wanted - count;
    pass.instances.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        OutputInstance instance;
        instance.centre = {static_cast<float>(position.at(i, 0)), static_cast<float>(position.at(i, 1))};
        instance.size = std::fabs(static_cast<float>(size.at(i)));
        instance.color = faded(color.color_at(i), opacity.at(i));
        instance.index = static_cast<std::uint32_t>(i);
        const double kind = i < shape.size() ? shape.at(i) : 0;
        instance.shape = static_cast<std::uint16_t>(std::clamp(std::isnan(kind) ? 0 : kind, 0.0, 64.0));
        if (!std::isfinite(instance.centre.x) || !std::isfinite(instance.centre.y)) ++missing.not_finite;
        else if (!(instance.size > 0) || !std::isfinite(instance.size)) ++missing.no_size;
        else if (instance.color.a == 0) ++missing.invisible;
        else {
            out.bounds.add(instance.centre, instance.size * 0.5F);
            pass.instances.push_back(instance);
        }
    }
    out.shown += pass.instances.size();
    add_notices(missing, pass, "instance", out);
    out.passes.push_back(std::move(pass));
}

template <class T>
const std::vector<T>* elements_of(const OutputAttribute& attribute) {
    const TypedArray* data = buffer_data(attribute.value);
    return data != nullptr ? std::get_if<std::vector<T>>(&data->data) : nullptr;
}

void read_style(const Value& style, OutputPass& pass) {
    if (text_is(style, "fillRule", "evenodd")) pass.fill_rule = FillRule::EvenOdd;
    const Value* dash = style.member("dash");
    const Value* pattern = dash != nullptr ? dash->member("pattern") : nullptr;
    if (pattern == nullptr || pattern->array() == nullptr) return;
    constexpr std::size_t kMostDashes = 64;
    for (std::size_t i = 0; i < std::min(pattern->array()->size(), kMostDashes); ++i)
        pass.dash.push_back(static_cast<float>((*pattern->array())[i].to_number()));
    pass.dash_offset = static_cast<float>(number_member(*dash, "offset", 0));
}

OutputBox box_of(std::span<const float> coordinates, float margin) {
    OutputBox box;
    for (std::size_t i = 0; i + 1 < coordinates.size(); i += 2)
        if (std::isfinite(coordinates[i]) && std::isfinite(coordinates[i + 1]))
            box.add({coordinates[i], coordinates[i + 1]}, margin);
    return box;
}

/// In the order in which read_paths takes them.
void add_path_attributes(const Session& session, const Value& shape, const Value& look, const BatchSlots& batch,
                         OutputPass& pass) {
    for (const auto& [name, role] :
         {std::pair("pointsXY", "position"), std::pair("commands", "commands"),
          std::pair("pathCommandStart", "command start"), std::pair("pathCommandLen", "command count"),
          std::pair("pathPointStart", "point start"), std::pair("pathPointLen", "point count")})
        pass.attributes.push_back(attribute_of(session, shape, name, role, 1, kNoSlot));
    pass.attributes.push_back(
        attribute_of(session, look, "fillColorRGBA", "fill colour", 4, batch.find("fillColorSlot")));
    pass.attributes.push_back(
        attribute_of(session, look, "strokeColorRGBA", "stroke colour", 4, batch.find("strokeColorSlot")));
    pass.attributes.push_back(
        attribute_of(session, look, "strokeWidth", "stroke width", 1, batch.find("strokeWidthSlot")));
    pass.attributes.push_back(attribute_of(session, look, "opacity", "opacity", 1, batch.find("opacitySlot")));
    pass.attributes[0].is_shared_out = pass.attributes[1].is_shared_out = true;
}

void read_paths(const Session& session, const Value& definition, StepIndex step, const BatchSlots& batch,
                OutputFrame& out) {
    const Value *geometry = definition.member("geometry"), *style = definition.member("style"),
                *draw = definition.member("draw");
    const Value none, &shape = geometry != nullptr ? *geometry : none, &look = style != nullptr ? *style : none,
                      &modes = draw != nullptr ? *draw : none;
    OutputPass pass =
        begin_pass(OutputPass::Kind::Paths, definition, number_member(shape, "pathCount", 0), step, batch);
    read_style(look, pass);
    add_path_attributes(session, shape, look, batch, pass);
    pass.coordinates = pass.attributes[0].value;
    pass.commands = pass.attributes[1].value;
    const auto* coordinates = elements_of<float>(pass.attributes[0]);
    const auto* commands = elements_of<std::uint16_t>(pass.attributes[1]);
    const AttributeReader first_command(pass.attributes[2], 0), command_count(pass.attributes[3], 0),
        first_point(pass.attributes[4], 0), point_count(pass.attributes[5], 0), fill(pass.attributes[6], 0),
        stroke(pass.attributes[7], 0), width(pass.attributes[8], 0), opacity(pass.attributes[9], 1);
    const std::size_t wanted = element_count(session, pass, "paths", out);
    std::size_t count = coordinates == nullptr || commands == nullptr ? 0 : wanted;
    for (const AttributeReader* reader :
         {&first_command, &command_count, &first_point, &point_count, &fill, &stroke, &width, &opacity})
        count = std::min(count, reader->size());
    const bool fills = flag_member(modes, "fill", false), strokes = flag_member(modes, "stroke", false);
    if (wanted > 0 && !fills && !strokes)
        out.notices.push_back({"Pass " + pass.id + " draws neither fill nor stroke", kNoSlot});
    Missing missing;
    missing.no_data = wanted - count;
    for (std::size_t i = 0; i < count; ++i) {
        OutputPath path;
        path.index = static_cast<std::uint32_t>(i);
        path.first_command = std::min(to_size(first_command.at(i)), commands->size());
        path.command_count = std::min(to_size(command_count.at(i)), commands->size() - path.first_command);
        path.first_coordinate = std::min(to_size(first_point.at(i)) * 2, coordinates->size());
        const OutputColor inside = faded(fill.color_at(i), opacity.at(i)),
                          line = faded(stroke.color_at(i), opacity.at(i));
        path.stroke_width = std::isfinite(width.at(i)) ? static_cast<float>(width.at(i)) : 0;
        if (fills && inside.a > 0) path.fill = inside;
        if (strokes && line.a > 0 && path.stroke_width > 0) path.stroke = line;
        path.coordinate_count = std::min(to_size(point_count.at(i)) * 2, coordinates->size() - path.first_coordinate);
        path.box = box_of(std::span(*coordinates).subspan(path.first_coordinate, path.coordinate_count),
                          path.stroke ? path.stroke_width * 0.5F : 0);
        if (path.box.is_empty()) ++missing.not_finite;
        else if (!path.fill && !path.stroke) missing.invisible += fills || strokes ? 1 : 0;
        else {
            out.bounds.add(path.box.min);
            out.bounds.add(path.box.max);
            pass.paths.push_back(path);
        }
    }
    out.shown += pass.paths.size();
    add_notices(missing, pass, "path", out);
    out.passes.push_back(std::move(pass));
}

}  // namespace

void read_render_frame(const Session& session, const Value& value, StepIndex step, OutputFrame& out) {
    if (const Value* clear = value.member("clear"); clear != nullptr && text_is(*clear, "mode", "color")) {
        // Unlike the colours of passes, this one has red in its highest byte.
        const double color = number_member(*clear, "colorRGBA", 0);
        const auto bits = color >= 0 && color <= 4294967295.0 ? static_cast<std::uint32_t>(color) : 0U;
        out.clear = {static_cast<std::uint8_t>(bits >> 24U), static_cast<std::uint8_t>(bits >> 16U),
                     static_cast<std::uint8_t>(bits >> 8U), static_cast<std::uint8_t>(bits)};
    }
    const Batches batches = batches_of(session, step);
    const auto batch_at = [](const std::vector<BatchSlots>& of, std::size_t at) {
        return at < of.size() ? of[at] : BatchSlots();
    };
    std::size_t instance_passes = 0, path_passes = 0;
    for (const Value& pass : *value.member("passes")->array()) {
        const Value* header = pass.member("header");
        const bool is_enabled = header == nullptr || flag_member(*header, "enabled", true);
        const std::string kind = text_member(pass, "kind");
        if (!is_enabled) out.notices.push_back({"A pass of kind " + kind + " is switched off", kNoSlot});
        if (kind == "instances2d") {
            const BatchSlots batch = batch_at(batches.instances, instance_passes++);
            if (is_enabled) read_instances(session, pass, step, batch, out);
        } else if (kind == "paths2d") {
            const BatchSlots batch = batch_at(batches.paths, path_passes++);
            if (is_enabled) read_paths(session, pass, step, batch, out);
        } else if (is_enabled) {
            out.notices.push_back({"Passes of kind \"" + kind.substr(0, 40) + "\" are not drawn", kNoSlot});
        }
    }
    std::ranges::stable_sort(out.passes, {}, [](const OutputPass& pass) { return std::isnan(pass.z) ? 0 : pass.z; });
}

void read_screen_instances(const Value& value, SlotId slot, StepIndex step, OutputFrame& out) {
    OutputPass pass;
    pass.kind = OutputPass::Kind::Instances;
    pass.id = "projected";
    pass.step = step;
    const auto column = [&](const char* name, const char* role) {
        const Value* member = value.member(name);
        pass.attributes.push_back({role, slot, name, 1, false, false, member != nullptr ? *member : Value()});
        return AttributeReader(pass.attributes.back(), 0);
    };
    const AttributeReader x = column("x", "position x"), y = column("y", "position y"), radius = column("s", "radius"),
                          red = column("r", "red"), green = column("g", "green"), blue = column("b", "blue"),
                          alpha = column("a", "alpha"), depth = column("z", "depth"), alive = column("alive", "alive");
    std::size_t count = x.size();
    for (const AttributeReader* reader : {&y, &radius, &red, &green, &blue, &alpha, &depth, &alive})
        count = std::min(count, reader->size());
    pass.count = static_cast<double>(count);
    Missing missing;
    std::size_t dead = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto byte = [&](const AttributeReader& reader) { return to_byte(reader.at(i)); };
        OutputInstance instance;
        instance.centre = {static_cast<float>(x.at(i)), static_cast<float>(y.at(i))};
        instance.size = 2 * std::fabs(static_cast<float>(radius.at(i)));
        instance.color = {byte(red), byte(green), byte(blue), byte(alpha)};
        instance.index = static_cast<std::uint32_t>(i);
        if (alive.at(i) == 0) ++dead;
        else if (!std::isfinite(instance.centre.x) || !std::isfinite(instance.centre.y)) ++missing.not_finite;
        else if (!(instance.size > 0) || !std::isfinite(instance.size)) ++missing.no_size;
        else if (instance.color.a == 0) ++missing.invisible;
        else {
            out.bounds.add(instance.centre, instance.size * 0.5F);
            pass.instances.push_back(instance);
        }
    }
    if (dead > 0) out.notices.push_back({counted(dead, "instance") + " outside the viewport, not alive", slot});
    out.shown += pass.instances.size();
    add_notices(missing, pass, "instance", out);
    out.passes.push_back(std::move(pass));
}

}  // namespace slotscope::gui
