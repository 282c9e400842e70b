// SPDX-License-Identifier: MIT
// Facts of the runtime's objects, and the counting that lines use too.
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "debug/value_forms.h"
#include "slotscope/format.h"

namespace slotscope {

namespace {

using Facts = std::vector<ValueFact>;

std::string point_words(double x, double y, double z) {
    return fmt::format("{}, {}, {}", format_significant(x, 5), format_significant(y, 5), format_significant(z, 5));
}

/// The 16 numbers of a column-major matrix; nullopt for anything else.
std::optional<std::array<double, 16>> matrix_member(const Value& value, std::string_view name) {
    const Value* member = value.member(name);
    const TypedArray* elements = member == nullptr ? nullptr : member->typed_array();
    if (elements == nullptr || elements->size() != 16) return std::nullopt;
    std::array<double, 16> matrix{};
    for (std::size_t i = 0; i < matrix.size(); ++i) matrix[i] = elements->at(i);
    return matrix;
}

/// What a projection matrix was made of, found back from its elements.
void add_projection(Facts& facts, const std::array<double, 16>& p) {
    if (p[11] == -1) {
        facts.push_back(
            {"Projection", fmt::format("perspective, {}° high",
                                       format_significant(2 * std::atan(1 / p[5]) * 180 / std::numbers::pi, 5))});
        facts.push_back({"Near, far", fmt::format("{}, {}", format_significant(p[14] / (p[10] - 1), 5),
                                                  format_significant(p[14] / (p[10] + 1), 5))});
        return;
    }
    facts.push_back({"Projection", fmt::format("orthographic, {} high", format_significant(2 / p[5], 5))});
    facts.push_back({"Near, far", fmt::format("{}, {}", format_significant((p[14] + 1) / p[10], 5),
                                              format_significant((p[14] - 1) / p[10], 5))});
}

/// The view matrix is a rotation and a move; its inverse's last column is where the camera stands.
void add_pose(Facts& facts, const std::array<double, 16>& v) {
    const auto position = [&](std::size_t axis) {
        return -(v[axis * 4] * v[12] + v[axis * 4 + 1] * v[13] + v[axis * 4 + 2] * v[14]) + 0.0;
    };
    facts.push_back({"Position", point_words(position(0), position(1), position(2))});
    facts.push_back({"Looks along", point_words(-v[2] + 0.0, -v[6] + 0.0, -v[10] + 0.0)});
}

Facts camera_facts(const Value& camera) {
    Facts facts;
    if (const auto view = matrix_member(camera, "viewMat4")) add_pose(facts, *view);
    if (const auto projection = matrix_member(camera, "projMat4")) add_projection(facts, *projection);
    if (const Value* viewport = camera.member("viewportKey")) {
        facts.push_back({"Viewport", fmt::format("{} × {} at {}x", number_words(number_member(*viewport, "w")),
                                                 number_words(number_member(*viewport, "h")),
                                                 number_words(number_member(*viewport, "dpr")))});
    }
    return facts;
}

Facts mesh_facts(const Value& mesh) {
    const Value& buffer = *mesh.member("buffer");
    const MeshCounts counts = count_mesh(mesh);
    Facts facts{{"Vertices", grouped_digits(counts.vertices)}, {"Triangles", grouped_digits(counts.triangles)}};
    std::string attributes = "positions";
    for (const std::string_view name : {"normals", "uvs"}) {
        if (buffer.member(name) != nullptr) attributes += fmt::format(", {}", name);
    }
    facts.push_back({"Attributes", std::move(attributes)});
    const Value* bounds = buffer.member("bounds");
    const auto corner = [&](std::string_view name) {
        const Value* point = bounds == nullptr ? nullptr : bounds->member(name);
        return point == nullptr
                   ? std::string("unknown")
                   : point_words(number_member(*point, "x"), number_member(*point, "y"), number_member(*point, "z"));
    };
    facts.push_back({"From", corner("min")});
    facts.push_back({"To", corner("max")});
    return facts;
}

/// "M 1, L 3, Z 1" in the order of first use.
std::string command_words(const std::vector<const Value*>& paths) {
    std::vector<std::pair<std::string, std::size_t>> counts;
    for (const Value* path : paths) {
        const Value* commands = path->member("commands");
        if (commands == nullptr || commands->array() == nullptr) continue;
        for (const Value& command : *commands->array()) {
            const std::string_view kind = text_member(command, "kind");
            // A file may name any number of kinds; five exist.
            constexpr std::size_t kMostKinds = 8;
            auto found = counts.begin();
            while (found != counts.end() && found->first != kind) ++found;
            if (found == counts.end() && counts.size() == kMostKinds) continue;
            if (found == counts.end()) found = counts.insert(found, {std::string(kind.substr(0, 16)), 0});
            ++found->second;
        }
    }
    std::string words;
    for (const auto& [kind, count] : counts)
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", kind, grouped_digits(count));
    return words.empty() ? "none" : words;
}

Facts path_facts(const Value& value) {
    std::vector<const Value*> paths;
    if (const ValueArray* list = value.array()) {
        for (const Value& path : *list) paths.push_back(&path);
    } else {
        paths.push_back(&value);
    }
    return {{"Paths", grouped_digits(paths.size())}, {"Commands", command_words(paths)}};
}

Facts event_facts(const ValueArray& events) {
    NumberSummary times, values;
    std::vector<double> time_numbers, value_numbers;
    for (const Value& event : events) {
        if (const double time = number_member(event, "time"); !std::isnan(time)) time_numbers.push_back(time);
        if (const double number = number_member(event, "value"); !std::isnan(number)) value_numbers.push_back(number);
    }
    times = summarize({ElementType::F64, std::move(time_numbers)});
    values = summarize({ElementType::F64, std::move(value_numbers)});
    Facts facts{{"Events", grouped_digits(events.size())}};
    if (times.finite() > 0)
        facts.push_back(
            {"Time", fmt::format("{} to {} ms", format_significant(times.min), format_significant(times.max))});
    if (values.finite() > 0)
        facts.push_back(
            {"Values", fmt::format("{} to {}", format_significant(values.min), format_significant(values.max))});
    return facts;
}

Facts render_frame_facts(const Value& frame) {
    Facts facts{{"Version", number_words(number_member(frame, "version"))}};
    if (const Value* clear = frame.member("clear")) {
        const double color = number_member(*clear, "colorRGBA");
        const bool is_color = text_member(*clear, "mode") == "color" && color >= 0 && color <= 0xFFFFFFFF;
        facts.push_back(
            {"Clears to", is_color ? fmt::format("#{:08x}", static_cast<std::uint32_t>(color)) : "nothing"});
    }
    constexpr std::size_t kMostPasses = 32;
    const ValueArray& passes = *frame.member("passes")->array();
    for (std::size_t i = 0; i < std::min(passes.size(), kMostPasses); ++i) {
        const Value& pass = passes[i];
        const std::string_view kind = text_member(pass, "kind");
        const Value* geometry = pass.member("geometry");
        const double count = kind == "paths2d" && geometry != nullptr ? number_member(*geometry, "pathCount")
                                                                      : number_member(pass, "count");
        facts.push_back({fmt::format("Pass {}", i), fmt::format("{}, {}", kind.substr(0, 40), number_words(count))});
    }
    if (passes.size() > kMostPasses) facts.push_back({"Passes", grouped_digits(passes.size())});
    return facts;
}

Facts instance_facts(const Value& instances) {
    Facts facts{{"Instances", grouped_digits(instances.member("x")->typed_array()->size())}};
    const auto add = [&](std::string label, std::string_view name) {
        const Value* column = instances.member(name);
        if (column == nullptr || column->typed_array() == nullptr) return;
        const NumberSummary numbers = summarize(*column->typed_array());
        if (numbers.finite() > 0)
            facts.push_back({std::move(label), fmt::format("{} to {}", format_significant(numbers.min),
                                                           format_significant(numbers.max))});
    };
    add("Across", "x");
    add("Down", "y");
    add("Depth", "z");
    add("Radius", "s");
    const NumberSummary alive = summarize(*instances.member("alive")->typed_array());
    facts.push_back({"Alive", number_words(std::round(alive.mean * static_cast<double>(alive.count)))});
    return facts;
}

Facts buffer_facts(const Value& value) {
    const TypedArray& data = *buffer_data(value);
    const std::size_t components = buffer_components(value);
    const NumberSummary numbers = summarize(data);
    Facts facts{{"Elements", grouped_digits(data.size() / components)},
                {"Element", components == 1 ? std::string(element_type_name(data.type))
                                            : fmt::format("{} × {}", components, element_type_name(data.type))}};
    if (numbers.finite() > 0) {
        facts.push_back({"Smallest", format_significant(numbers.min)});
        facts.push_back({"Largest", format_significant(numbers.max)});
        facts.push_back({"Mean", format_significant(numbers.mean)});
    }
    if (numbers.nans > 0) facts.push_back({"NaN", grouped_digits(numbers.nans)});
    if (numbers.infinite > 0) facts.push_back({"Infinite", grouped_digits(numbers.infinite)});
    return facts;
}

}  // namespace

std::string_view text_member(const Value& value, std::string_view name) noexcept {
    const Value* member = value.member(name);
    return member == nullptr || member->string() == nullptr ? std::string_view() : std::string_view(*member->string());
}

double number_member(const Value& value, std::string_view name) noexcept {
    const Value* member = value.member(name);
    return member == nullptr ? std::nan("") : member->to_number();
}

PassCounts count_passes(const Value& frame) {
    PassCounts out;
    for (const Value& pass : *frame.member("passes")->array()) {
        ++out.passes;
        const std::string_view kind = text_member(pass, "kind");
        if (kind == "instances2d") {
            ++out.instance_passes;
            out.instances += number_member(pass, "count");
        } else if (const Value* geometry = pass.member("geometry"); kind == "paths2d" && geometry != nullptr) {
            ++out.path_passes;
            out.paths += number_member(*geometry, "pathCount");
        }
    }
    return out;
}

MeshCounts count_mesh(const Value& mesh) {
    const Value* buffer = mesh.member("buffer");
    const auto size_of = [&](std::string_view name) {
        const Value* column = buffer == nullptr ? nullptr : buffer->member(name);
        return column == nullptr || column->typed_array() == nullptr ? std::size_t{0} : column->typed_array()->size();
    };
    return {size_of("positions") / 3, size_of("indices") / 3};
}

std::string grouped_digits(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
    return digits;
}

std::string counted_words(std::size_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped_digits(number), number == 1 ? one : many);
}

std::string number_words(double number) {
    const bool is_count = number >= 0 && number < 1e15 && number == std::floor(number);
    return is_count ? grouped_digits(static_cast<std::size_t>(number)) : format_significant(number);
}

std::string range_words(const NumberSummary& numbers) {
    std::string words;
    if (numbers.count == 0) return words;
    if (numbers.finite() == 0) words = ", no finite number";
    else if (numbers.min == numbers.max) words = fmt::format(", all {}", format_significant(numbers.min));
    else words = fmt::format(", {} to {}", format_significant(numbers.min), format_significant(numbers.max));
    if (numbers.nans > 0) words += fmt::format(", {} NaN", grouped_digits(numbers.nans));
    if (numbers.infinite > 0) words += fmt::format(", {} infinite", grouped_digits(numbers.infinite));
    return words;
}

std::vector<ValueFact> value_facts(const Value& value) {
    switch (value_form(value)) {
        case ValueForm::Camera: return camera_facts(value);
        case ValueForm::Mesh: return value.member("buffer") != nullptr ? mesh_facts(value) : Facts{};
        case ValueForm::Path:
        case ValueForm::Paths: return path_facts(value);
        case ValueForm::Events: return event_facts(*value.array());
        case ValueForm::RenderFrame: return render_frame_facts(value);
        case ValueForm::ScreenInstances: return instance_facts(value);
        case ValueForm::TypedArray:
        case ValueForm::Buffer: return buffer_facts(value);
        default: return {};
    }
}

}  // namespace slotscope
