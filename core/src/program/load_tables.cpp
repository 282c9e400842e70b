// SPDX-License-Identifier: MIT
// The numeric tables of a program: constants, state layout, slots, nodes, buses, transforms.
#include <fmt/format.h>

#include "program/loaders.h"
#include "runtime/math/js_number.h"
#include "slotscope/limits.h"

namespace slotscope::loading {
namespace {

constexpr std::pair<std::string_view, ConstKind> kConstKinds[] = {
    {"json", ConstKind::Json}, {"f64", ConstKind::F64}, {"f32", ConstKind::F32}, {"i32", ConstKind::I32}};

constexpr std::pair<std::string_view, std::optional<Storage>> kStorages[] = {{"f64", Storage::F64},
                                                                             {"f32", Storage::F32},
                                                                             {"i32", Storage::I32},
                                                                             {"u32", Storage::U32},
                                                                             {"object", Storage::Object}};

constexpr std::pair<std::string_view, std::optional<StateStorage>> kStateStorages[] = {
    {"f64", StateStorage::F64}, {"f32", StateStorage::F32}, {"i32", StateStorage::I32}};

constexpr std::pair<std::string_view, TransformKind> kTransformKinds[] = {{"scaleBias", TransformKind::ScaleBias},
                                                                          {"normalize", TransformKind::Normalize},
                                                                          {"quantize", TransformKind::Quantize},
                                                                          {"ease", TransformKind::Ease},
                                                                          {"map", TransformKind::Map},
                                                                          {"slew", TransformKind::Slew},
                                                                          {"cast", TransformKind::Cast}};

/// Storage decides which array holds the value, so an unknown word is an error, unlike elsewhere.
template <class Enum, std::size_t N>
Enum read_storage(ObjectReader& row, const std::pair<std::string_view, std::optional<Enum>> (&words)[N],
                  std::string_view expected) {
    const JsonNode node = row.required("storage", expected);
    if (node == kNoNode) return Enum{};
    const bool is_text = row.document().type(node) == JsonType::String;
    const std::optional<Enum> storage =
        is_text ? word_value(words, row.document().string(node), std::optional<Enum>()) : std::nullopt;
    if (!storage) row.report().fail_type(node, expected);
    return storage.value_or(Enum{});
}

/// A pool of numbers: a plain array, or a typed array object (whose own type does not matter).
template <class T, class Convert>
void read_pool(ObjectReader& constants, std::string_view key, std::vector<T>& pool, Convert convert) {
    Report& report = constants.report();
    const JsonDocument& document = report.document();
    JsonNode node = constants.find(key);
    if (node == kNoNode) return;
    if (document.type(node) == JsonType::Object) {
        ObjectReader typed(report, node, "a typed array");
        typed.ignore({"$ta"});
        node = typed.required_array("data");
        if (node == kNoNode) return;
    }
    if (document.type(node) != JsonType::Array) return report.fail_type(node, "an array of numbers");
    pool.reserve(document.element_count(node));
    for (const JsonNode element : document.elements(node)) {
        const std::optional<double> number = number_at(document, element);
        if (!number) report.fail_type(element, "a number");
        pool.push_back(convert(number.value_or(0)));
    }
}

TransformStep read_transform_step(Loader& loader, JsonNode node) {
    ObjectReader reader(loader.report, node, "a transform step");
    TransformStep step;
    step.name = reader.kind();
    step.kind = word_value(kTransformKinds, step.name, TransformKind::Unknown);
    constexpr double kNaN = math::kNaN;  // a missing number is undefined to the runtime
    switch (step.kind) {
        case TransformKind::ScaleBias:
            step.a = reader.number_or("scale", kNaN);
            step.b = reader.number_or("bias", kNaN);
            break;
        case TransformKind::Normalize: step.unit_range = reader.text("mode") == "0..1"; break;
        case TransformKind::Quantize: step.a = reader.number_or("step", kNaN); break;
        case TransformKind::Ease: step.a = reader.number_or("curveId", kNaN); break;
        case TransformKind::Map:
            step.fn = read_function(loader, reader);
            reader.ignore({"paramsId"});
            break;
        case TransformKind::Slew:
            step.a = reader.number_or("rate", kNaN);
            step.b = reader.number_or("stateOffset", kNaN);
            break;
        case TransformKind::Cast: step.name = reader.text("op"); break;
        case TransformKind::Unknown: reader.ignore_rest(); break;
    }
    if (step.kind != TransformKind::Cast && step.kind != TransformKind::Unknown) step.name.clear();
    return step;
}

}  // namespace

void load_constants(Loader& loader, ObjectReader& root) {
    const JsonNode node = root.object("constants");
    if (node == kNoNode) return;
    ObjectReader constants(loader.report, node, "`constants`");
    ConstPool& pool = loader.program.constants;
    read_rows(loader.report, constants.array("json"), pool.json,
              [&](JsonNode value) { return read_value(loader.report, value); });
    read_pool(constants, "f64", pool.f64, [](double x) { return x; });
    read_pool(constants, "f32", pool.f32, [](double x) { return math::to_f32(x); });
    read_pool(constants, "i32", pool.i32, [](double x) { return math::to_int32(x); });
    read_rows(loader.report, constants.array("constIndex"), pool.index, [&](JsonNode row) {
        ObjectReader entry(loader.report, row, "a constant's place");
        const std::string kind = entry.text("k");
        return ConstRef{word_value(kConstKinds, kind, ConstKind::Unknown), entry.ref("idx")};
    });
}

void load_state_layout(Loader& loader, ObjectReader& root) {
    const JsonNode node = root.object("stateLayout");
    if (node == kNoNode) return;
    ObjectReader reader(loader.report, node, "`stateLayout`");
    StateLayout& layout = loader.program.state_layout;
    layout.f64_size = reader.count("f64Size", limits::kMaxStateElements, false);
    layout.f32_size = reader.count("f32Size", limits::kMaxStateElements, false);
    layout.i32_size = reader.count("i32Size", limits::kMaxStateElements, false);
    read_rows(loader.report, reader.array("cells"), layout.cells, [&](JsonNode row) {
        ObjectReader cell(loader.report, row, "a state cell");
        StateCell added;
        added.state_id = cell.id("stateId");
        added.storage = read_storage(cell, kStateStorages, "\"f64\", \"f32\" or \"i32\"");
        added.offset = cell.count("offset", limits::kMaxStateElements);
        added.size = cell.count("size", limits::kMaxStateElements);
        added.node_id = cell.id("nodeId");
        added.role = cell.text("role");
        added.initial_const = cell.optional_ref("initialConstId");
        added.policy = cell.text("policy");
        return added;
    });
}

void load_slots(Loader& loader, ObjectReader& root) {
    read_rows(loader.report, root.array("slotMeta"), loader.program.declared_slots, [&](JsonNode node) {
        ObjectReader row(loader.report, node, "a row of `slotMeta`");
        SlotMeta meta;
        meta.slot = row.slot("slot");
        meta.storage = read_storage(row, kStorages, "\"f64\", \"f32\", \"i32\", \"u32\" or \"object\"");
        meta.offset = row.count("offset", limits::kMaxStorageElements - 1);
        meta.type = read_type(loader, row);
        return meta;
    });
}

void load_nodes(Loader& loader, ObjectReader& root) {
    const JsonNode table = root.object("nodes");
    if (table == kNoNode) return;
    ObjectReader reader(loader.report, table, "`nodes`");
    const JsonNode array = reader.array("nodes");
    if (array == kNoNode) return;
    read_rows(loader.report, array, loader.program.nodes.emplace(), [&](JsonNode row) {
        ObjectReader node(loader.report, row, "a node");
        Node added;
        added.id = node.id("id");
        added.type_id = node.ref("typeId");
        added.input_count = node.count("inputCount", limits::kMaxRows, false);
        added.output_count = node.count("outputCount", limits::kMaxRows, false);
        added.compiler_tag = node.number("compilerTag");
        added.opcode = node.opcode("opcodeId");
        return added;
    });
}

void load_buses(Loader& loader, ObjectReader& root) {
    const JsonNode table = root.object("buses");
    if (table == kNoNode) return;
    ObjectReader reader(loader.report, table, "`buses`");
    read_rows(loader.report, reader.array("buses"), loader.program.buses, [&](JsonNode row) {
        ObjectReader bus(loader.report, row, "a bus");
        Bus added;
        added.id = bus.id("id");
        added.type = read_type(loader, bus);
        added.combine = read_combine(loader, bus);
        added.default_const = bus.ref("defaultValueConstId");
        added.reserved_role = bus.text("reservedRole");
        return added;
    });
}

void load_transforms(Loader& loader, ObjectReader& root) {
    const JsonNode table = root.object("transformTable");
    if (table == kNoNode) return;
    ObjectReader reader(loader.report, table, "`transformTable`");
    read_rows(loader.report, reader.array("chains"), loader.program.transforms, [&](JsonNode row) {
        ObjectReader reader_of_chain(loader.report, row, "a transform chain");
        reader_of_chain.ignore({"fromType", "toType", "cost"});
        TransformChain chain;
        read_rows(loader.report, reader_of_chain.array("steps"), chain.steps,
                  [&](JsonNode step) { return read_transform_step(loader, step); });
        return chain;
    });
}

}  // namespace slotscope::loading
