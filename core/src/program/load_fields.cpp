// SPDX-License-Identifier: MIT
// Field expressions, cameras and meshes. Cameras and meshes are kept whole: the steps that use them check them.
#include <fmt/format.h>

#include "program/loaders.h"

namespace slotscope::loading {
namespace {

using FieldBody = decltype(FieldNode::body);

Value read_params(Loader& loader, ObjectReader& row) {
    const JsonNode node = row.object("params");
    return node == kNoNode ? Value() : read_value(loader.report, node);
}

FieldBody read_body(Loader& loader, ObjectReader& row) {
    std::string kind = row.kind();
    if (kind == "const") return FieldConst{row.ref("constId")};
    if (kind == "broadcastSig") {
        const Ref signal = row.ref("sig");
        return FieldBroadcastSig{signal, row.loose_slot("domainSlot")};
    }
    if (kind == "map") {
        const Ref source = row.ref("src");
        PureFn function = read_function(loader, row);
        return FieldMap{source, std::move(function), read_params(loader, row)};
    }
    if (kind == "zip") {
        const Ref a = row.ref("a");
        const Ref b = row.ref("b");
        PureFn function = read_function(loader, row);
        return FieldZip{a, b, std::move(function), read_params(loader, row)};
    }
    if (kind == "select") {
        const Ref condition = row.ref("cond");
        const Ref if_true = row.ref("t");
        return FieldSelect{condition, if_true, row.ref("f")};
    }
    if (kind == "transform") {
        const Ref source = row.ref("src");
        return FieldTransform{source, row.ref("chain")};
    }
    if (kind == "busCombine") {
        const Ref bus = row.ref("busIndex");
        std::vector<Ref> terms = read_terms(loader, row);
        return FieldBusCombine{bus, std::move(terms), read_combine(loader, row)};
    }
    row.ignore_rest();
    return FieldUnknown{std::move(kind)};
}

/// Cameras and meshes come as an array of definitions and a table from ids to rows of it. The table decides what an id
/// means; a row that it does not name keeps the id that it has.
template <class Item>
void read_definitions(Loader& loader, ObjectReader& root, std::string_view key, std::string_view index_key,
                      std::vector<Item>& items) {
    const JsonNode table = root.object(key);
    if (table == kNoNode) return;
    const std::string owner = fmt::format("`{}`", key);
    ObjectReader reader(loader.report, table, owner);
    read_rows(loader.report, reader.array(key), items, [&](JsonNode node) {
        ObjectReader definition(loader.report, node, "a definition");
        definition.ignore_rest();
        return Item{definition.id("id"), read_value(loader.report, node)};
    });
    const JsonNode index = reader.object(index_key);
    if (index == kNoNode) return;
    const std::size_t rows = items.size();
    std::vector<bool> is_named(rows);
    for (const JsonDocument::Member& member : loader.document().members(index)) {
        const std::optional<double> number = number_at(loader.document(), member.value);
        if (!number) loader.report.fail_type(member.value, "a number");
        const Ref row = to_ref(number.value_or(kNoRef));
        if (row < 0 || static_cast<std::size_t>(row) >= rows) continue;
        const auto at = static_cast<std::size_t>(row);
        if (is_named[at]) items.push_back({std::string(member.key), items[at].definition});
        else items[at].id = member.key;
        is_named[at] = true;
    }
}

}  // namespace

void load_fields(Loader& loader, ObjectReader& root) {
    const JsonNode table = root.object("fields");
    if (table == kNoNode) return;
    ObjectReader reader(loader.report, table, "`fields`");
    reader.ignore({"materialization"});
    const JsonNode array = reader.array("nodes");
    if (array == kNoNode) return;
    read_rows(loader.report, array, loader.program.fields.emplace(), [&](JsonNode node) {
        ObjectReader row(loader.report, node, "a field");
        FieldBody body = read_body(loader, row);
        return FieldNode{read_type(loader, row), std::move(body)};
    });
}

void load_cameras(Loader& loader, ObjectReader& root) {
    read_definitions(loader, root, "cameras", "cameraIdToIndex", loader.program.cameras);
}

void load_meshes(Loader& loader, ObjectReader& root) {
    read_definitions(loader, root, "meshes", "meshIdToIndex", loader.program.meshes);
}

}  // namespace slotscope::loading
