// SPDX-License-Identifier: MIT
// materializePath: path expressions to buffers of commands and coordinates. Curves stay curves: the tolerance is not
// used, as in the reference.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "runtime/steps/field_id.h"
#include "runtime/steps/object_steps.h"
#include "runtime/steps/objects.h"
#include "slotscope/limits.h"

namespace slotscope {

namespace {

struct PathCommand {
    std::string_view kind;
    std::vector<std::string_view> members;  ///< its coordinates, in the order in which they are encoded
};

/// By code.
const std::vector<PathCommand>& path_commands() {
    static const std::vector<PathCommand> commands = {{"M", {"x", "y"}},
                                                      {"L", {"x", "y"}},
                                                      {"Q", {"cx", "cy", "x", "y"}},
                                                      {"C", {"c1x", "c1y", "c2x", "c2y", "x", "y"}},
                                                      {"Z", {}}};
    return commands;
}

/// Null for an unknown kind.
const PathCommand* command_of(const Value& command) noexcept {
    const Value* kind = command.member("kind");
    if (kind == nullptr || kind->string() == nullptr) return nullptr;
    const auto found = std::ranges::find(path_commands(), std::string_view(*kind->string()), &PathCommand::kind);
    return found == path_commands().end() ? nullptr : &*found;
}

/// Null unless the value is a path.
const ValueArray* commands_of(const Value& path) noexcept {
    const Value* commands = path.member("commands");
    return commands == nullptr ? nullptr : commands->array();
}

bool is_path_array(const Value& value) noexcept {
    const ValueArray* paths = value.array();
    return paths != nullptr && (paths->empty() || commands_of(paths->front()) != nullptr);
}

/// What the slot holds, or the constant that the field expression in it stands for.
Value read_paths(RunContext& context, SlotId slot) {
    Value value = read_slot(context, slot);
    if (commands_of(value) != nullptr || is_path_array(value)) return value;
    const Value* id = value.member("exprId");
    if (!member_is(value, "kind", "fieldExpr") || id == nullptr || id->string() == nullptr) {
        raise_bad_slot(context, "path", slot, value, "a path, an array of paths or a field expression");
    }
    const auto raise = [&](FaultKind kind, std::string_view what) {
        throw FaultError{kind,
                         fmt::format("path {} names field \"{}\", {}", slot_text(context, slot), *id->string(), what),
                         {},
                         slot};
    };
    const std::optional<Ref> field = number_in_field_id(*id->string());
    if (!field) raise(FaultKind::BadReference, "which holds no number");
    const auto& fields = context.program.fields;
    if (!fields || *field < 0 || static_cast<std::size_t>(*field) >= fields->size())
        raise(FaultKind::BadReference, "which does not exist");
    const auto* constant = std::get_if<FieldConst>(&(*fields)[static_cast<std::size_t>(*field)].body);
    if (constant == nullptr) raise(FaultKind::BadValue, "which is no constant; paths are");
    const auto& pool = context.program.constants.json;
    const bool is_there = constant->constant >= 0 && static_cast<std::size_t>(constant->constant) < pool.size();
    if (is_there) value = pool[static_cast<std::size_t>(constant->constant)];
    if (!is_there || (commands_of(value) == nullptr && !is_path_array(value)))
        raise(FaultKind::BadValue, "whose constant holds no path");
    return value;
}

struct EncodedPaths {
    std::vector<std::uint16_t> commands;
    std::vector<float> coordinates;
    std::vector<std::uint32_t> command_start, command_length, point_start, point_length;
    double command_count = 0, coordinate_count = 0;  ///< of all paths, also when encoding stopped early
};

/// Counts first, so that nothing is allocated for what is too large. Throws for what has no commands.
void measure(RunContext& context, SlotId slot, std::span<const Value* const> paths, double copies, EncodedPaths& out) {
    for (const Value* path : paths) {
        const ValueArray* commands = commands_of(*path);
        if (commands == nullptr) raise_bad_slot(context, "path", slot, *path, "a path in every element");
        for (const Value& command : *commands) {
            if (command.is_undefined() || command.kind() == Value::Kind::Null)
                raise_bad_slot(context, "path", slot, command, "a command everywhere");
            ++out.command_count;
            if (const PathCommand* known = command_of(command))
                out.coordinate_count += static_cast<double>(known->members.size());
        }
    }
    out.command_count *= copies;
    out.coordinate_count *= copies;
    const double path_count = static_cast<double>(paths.size()) * copies;
    charge_elements(context, out.command_count + out.coordinate_count + 4 * path_count);
}

/// Appends the path; false at a command of unknown kind, with what comes before it encoded.
bool encode(const Value& path, EncodedPaths& out) {
    const auto command_start = static_cast<std::uint32_t>(out.commands.size());
    const std::size_t first = out.coordinates.size();
    for (const Value& command : *commands_of(path)) {
        const PathCommand* known = command_of(command);
        if (known == nullptr) return false;
        out.commands.push_back(static_cast<std::uint16_t>(known - path_commands().data()));
        for (const std::string_view member : known->members)
            out.coordinates.push_back(math::to_f32(member_number(command, member)));
    }
    out.command_start.push_back(command_start);
    out.command_length.push_back(static_cast<std::uint32_t>(out.commands.size()) - command_start);
    out.point_start.push_back(static_cast<std::uint32_t>(first / 2));
    out.point_length.push_back(static_cast<std::uint32_t>((out.coordinates.size() - first) / 2));
    return true;
}

/// Over what the slot's buffer begins with. What lies behind keeps the content of earlier, longer paths.
template <class T>
void copy_to(std::span<T> buffer, const std::vector<T>& elements) {
    std::ranges::copy(elements, buffer.begin());
}

}  // namespace

void run_step(RunContext& context, const MaterializePathStep& step) {
    const double count = read_count(context, step.domain);
    const Value value = read_paths(context, step.path_expr);
    std::vector<const Value*> paths;
    double copies = 1;
    if (const ValueArray* many = value.array()) {
        if (static_cast<double>(many->size()) != count) {
            throw FaultError{FaultKind::BadValue,
                             fmt::format("path {} has {} paths for a domain of {}", slot_text(context, step.path_expr),
                                         many->size(), count),
                             "Give one path per element, or a single path", step.path_expr};
        }
        for (const Value& path : *many) paths.push_back(&path);
    } else {
        if (count != std::trunc(count) || count < 0) {
            throw FaultError{FaultKind::BadValue,
                             fmt::format("domain {} counts {} paths", slot_text(context, step.domain), count),
                             {},
                             step.domain};
        }
        paths.push_back(&value);
        copies = count;
    }
    EncodedPaths encoded;
    measure(context, step.path_expr, paths, copies, encoded);
    bool is_known = true;
    for (double copy = 0; copy < copies && is_known; ++copy) {
        for (auto path = paths.begin(); path != paths.end() && is_known; ++path) is_known = encode(**path, encoded);
    }
    // Smallest buffers that the reference makes.
    constexpr double kLeastCommands = 64, kLeastCoordinates = 128;
    ValueStore& values = context.runtime.values;
    const std::size_t rows = array_length(count);
    copy_to(values.ensure_u16(step.out_cmds, array_length(std::max(encoded.command_count, kLeastCommands))),
            encoded.commands);
    copy_to(values.ensure_f32(step.out_params, array_length(std::max(encoded.coordinate_count, kLeastCoordinates))),
            encoded.coordinates);
    copy_to(values.ensure_u32(step.out_cmd_start, rows), encoded.command_start);
    copy_to(values.ensure_u32(step.out_cmd_len, rows), encoded.command_length);
    copy_to(values.ensure_u32(step.out_point_start, rows), encoded.point_start);
    copy_to(values.ensure_u32(step.out_point_len, rows), encoded.point_length);
    if (!is_known) {
        throw FaultError{FaultKind::UnknownKind,
                         fmt::format("command {} of path {} has an unknown kind", encoded.commands.size(),
                                     slot_text(context, step.path_expr)),
                         "Kinds are M, L, Q, C and Z", step.path_expr};
    }
}

}  // namespace slotscope
