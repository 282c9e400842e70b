// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "generator.h"

namespace slotscope::fuzz {
namespace {

Value domain(double count) { return ValueObject{{"kind", "domain"}, {"count", count}}; }

double random_count(Random& random) {
    if (random.once_in(100)) return random_number(random);
    if (random.once_in(1000)) return 100'000;
    return static_cast<double>(random.below(random.once_in(10) ? 2000 : 12));
}

Value random_color(Random& random) {
    ValueObject color;
    for (const char* channel : {"r", "g", "b", "a"}) {
        if (!random.once_in(30)) color.emplace_back(channel, random_number(random));
    }
    return color;
}

Value random_path(Random& random) {
    constexpr std::array<const char*, 6> kKinds{"M", "L", "Q", "C", "Z", "X"};
    ValueArray commands;
    for (std::size_t i = random.below(8); i != 0; --i) {
        ValueObject command{{"kind", kKinds[random.below(random.once_in(30) ? 6 : 5)]}};
        for (const char* name : {"x", "y", "cx", "cy", "c1x", "c1y", "c2x", "c2y"})
            command.emplace_back(name, random_number(random));
        commands.push_back(std::move(command));
    }
    return ValueObject{{"commands", std::move(commands)}};
}

Value random_events(Random& random) {
    ValueArray events;
    for (std::size_t i = random.below(5); i != 0; --i)
        events.push_back(ValueObject{{"time", random_number(random)}, {"value", random_number(random)}});
    return events;
}

Value random_buffer(Random& random) {
    std::vector<float> floats(random.below(40));
    for (float& element : floats) element = static_cast<float>(random.below(1000)) / 7;
    Value array = TypedArray{ElementType::F32, std::move(floats)};
    if (random.once_in(3)) array = TypedArray{ElementType::U8, std::vector<std::uint8_t>(random.below(40), 200)};
    if (random.once_in(2)) return array;
    return ValueObject{{"kind", "buffer"}, {"data", std::move(array)}};
}

template <class Make>
Value one_or_many(Random& random, Make make) {
    if (random.once_in(2)) return make(random);
    ValueArray values;
    for (std::size_t i = random.below(14); i != 0; --i) values.push_back(make(random));
    return values;
}

Value vec(Random& random, std::initializer_list<const char*> names) {
    ValueObject members;
    for (const char* name : names) members.emplace_back(name, random_number(random));
    return members;
}

Value random_camera(Random& random, std::string id) {
    const bool is_perspective = random.once_in(2);
    ValueObject projection{{"kind", is_perspective ? "perspective" : "orthographic"},
                           {"fovYRad", random.once_in(6) ? random_number(random) : 1.0},
                           {"orthoHeight", random.once_in(6) ? random_number(random) : 10.0},
                           {"near", random.once_in(6) ? random_number(random) : 0.1},
                           {"far", random.once_in(6) ? random_number(random) : 100.0}};
    return ValueObject{{"id", std::move(id)},
                       {"handedness", random.once_in(30) ? "left" : "right"},
                       {"forwardAxis", "-Z"},
                       {"upAxis", "+Y"},
                       {"ndcDepth", random.once_in(2) ? "-1..1" : "zeroToOne"},
                       {"position", vec(random, {"x", "y", "z"})},
                       {"orientation", random.once_in(2)
                                           ? vec(random, {"x", "y", "z", "w"})
                                           : Value(ValueObject{{"x", 0.0}, {"y", 0.0}, {"z", 0.0}, {"w", 1.0}})},
                       {"projection", std::move(projection)}};
}

Value random_mesh(Random& random, std::string id) {
    constexpr std::array<const char*, 4> kProfiles{"circle", "ngon", "polyline", "blob"};
    ValueArray points;
    for (std::size_t i = random.below(8); i != 0; --i) points.push_back(vec(random, {"x", "y"}));
    const double corners = random.once_in(8) ? random_number(random) : static_cast<double>(random.below(40));
    ValueObject profile{{"kind", kProfiles[random.below(random.once_in(20) ? 4 : 3)]},
                        {"radius", random_number(random)},
                        {"segments", corners},
                        {"sides", corners},
                        {"points", std::move(points)},
                        {"closed", random.once_in(2)}};
    constexpr std::array<const char*, 4> kCaps{"both", "front", "back", "none"};
    ValueObject extrude{{"kind", random.once_in(3) ? "rounded" : "linear"},
                        {"depth", random_number(random)},
                        {"cap", random.pick(kCaps)}};
    ValueObject attributes{{"normals", random.once_in(2)}, {"uvs", random.once_in(2)}};
    ValueObject recipe{{"kind", "extrude"}, {"profile", std::move(profile)}, {"extrude", std::move(extrude)}};
    ValueObject mesh = recipe;  // where the recipe is nested, and where it is not
    mesh.emplace_back("id", std::move(id));
    mesh.emplace_back("recipe", std::move(recipe));
    mesh.emplace_back("attributes", std::move(attributes));
    mesh.emplace_back("indexType", random.once_in(2) ? "u16" : "u32");
    return mesh;
}

constexpr std::array<const char*, 7> kFieldDomains{"number", "vec2", "vec3", "vec4", "color", "boolean", "path"};

void add_field(Generation& g, std::size_t rows) {
    Random& random = g.random;
    constexpr std::array<std::int32_t, 14> kFieldOpcodes{110, 115, 120, 121, 123, 100, 101,
                                                         102, 103, 105, 131, 200, 202, 77};
    const auto source = [&] { return rows == 0 || g.goes_wrong(40) ? g.row(g.fields) : g.row(rows); };
    const auto function = [&](std::size_t first, std::size_t count) {
        return PureFn{g.goes_wrong(60),
                      g.goes_wrong(4) ? random.pick(kFieldOpcodes) : kFieldOpcodes[first + random.below(count)],
                      "blur"};
    };
    const TypeDesc type{
        "field", g.is_tame || random.once_in(2) ? "number" : kFieldDomains[random.below(random.once_in(20) ? 7 : 6)],
        "", ""};
    ProgramBuilder::FieldBody body = FieldConst{g.is_tame ? g.number_constants[random.below(g.number_constants.size())]
                                                          : g.row(g.builder.program().constants.json.size())};
    switch (random.below(rows == 0 ? 2 : 10)) {
        case 0:
        case 1: body = FieldBroadcastSig{g.row(g.signals), g.object_slot()}; break;
        case 2: body = FieldMap{source(), function(0, 5), Value()}; break;
        case 3: body = FieldZip{source(), source(), function(5, 6), Value()}; break;
        case 4: body = FieldSelect{source(), source(), source()}; break;
        case 5: body = FieldTransform{source(), g.row(g.builder.program().transforms.size())}; break;
        case 6: {
            std::vector<Ref> terms(random.below(4));
            for (Ref& term : terms) term = source();
            body = FieldBusCombine{0, std::move(terms), Combine{g.mode(), "", {}}};
            break;
        }
        case 7:
            if (g.goes_wrong(10)) body = FieldUnknown{"noise"};
            break;
        default: break;
    }
    g.builder.field(std::move(body), type);
}

InstanceBatch random_instances(Generation& g) {
    InstanceBatch batch;
    batch.count = g.random.once_in(2) ? 0 : random_count(g.random);
    batch.domain = g.object_slot();
    for (SlotId* slot : {&batch.pos_xy, &batch.size, &batch.color_rgba, &batch.opacity})
        *slot = g.random.once_in(8) ? g.any_slot() : g.object_slot();
    return batch;
}

PathBatch random_paths(Generation& g) {
    PathBatch batch;
    batch.count = g.random.once_in(2) ? 0 : random_count(g.random);
    batch.domain = g.object_slot();
    for (SlotId* slot :
         {&batch.cmds, &batch.params, &batch.cmd_start, &batch.cmd_len, &batch.point_start, &batch.point_len})
        *slot = g.object_slot();
    for (auto* slot : {&batch.fill_color, &batch.stroke_color, &batch.stroke_width, &batch.opacity}) {
        if (g.random.once_in(2)) *slot = g.any_slot();
    }
    batch.definition = ValueObject{
        {"draw", Value(ValueObject{{"fill", true}})}, {"dash", Value(Null{})}, {"miterLimit", random_number(g.random)}};
    return batch;
}

RenderAssembleStep random_render(Generation& g) {
    RenderAssembleStep step;
    for (std::size_t i = g.random.below(3); i != 0; --i) step.instances.push_back(random_instances(g));
    for (std::size_t i = g.random.below(3); i != 0; --i) step.paths.push_back(random_paths(g));
    step.has_instances = !step.instances.empty() || g.random.once_in(2);
    step.has_paths = !step.paths.empty() || g.random.once_in(2);
    if (g.random.once_in(4)) step.instance_list = g.any_slot();
    if (g.random.once_in(4)) step.path_list = g.any_slot();
    step.out = g.out_object();
    return step;
}

ProjectInstancesStep random_projection(Generation& g) {
    ProjectInstancesStep step;
    for (SlotId* slot : {&step.domain, &step.camera_eval, &step.position, &step.color_r, &step.color_g, &step.color_b,
                         &step.color_a, &step.radius}) {
        *slot = g.random.once_in(30) ? g.any_slot() : g.object_slot();
    }
    step.z_sort = g.random.once_in(2);
    step.cull_mode = g.random.once_in(2) ? "frustum" : "none";
    step.clip_mode = g.random.once_in(2) ? "discard" : "clamp";
    step.out = g.out_object();
    return step;
}

MaterializeStep random_materialize(Generation& g) {
    constexpr std::array<const char*, 8> kElements{"f32", "f32", "f64", "i32", "u32", "u8", "u16", ""};
    MaterializeStep step;
    step.id = "m";
    step.field_expr_id = fmt::format("field{}", g.row(g.fields));
    step.domain = g.input_slot(0);
    step.out = g.out_object();
    step.element_type = g.random.pick(kElements);
    step.components = g.goes_wrong(20) ? random_number(g.random) : static_cast<double>(1 + g.random.below(4));
    return step;
}

}  // namespace

Value random_value(Random& random) {
    switch (random.below(12)) {
        case 0:
        case 1:
        case 2: return domain(random_count(random));
        case 3: return one_or_many(random, random_path);
        case 4: return one_or_many(random, random_color);
        case 5: return random_events(random);
        case 6: return random_buffer(random);
        case 7: return vec(random, {"x", "y"});
        case 8: return ValueObject{{"kind", "fieldExpr"}, {"exprId", fmt::format("field{}", random.below(6))}};
        case 9: return random_number(random);
        case 10: return random.once_in(2) ? Value("12.5") : Value(Null{});
        default: return Value();
    }
}

void add_object_tables(Generation& g) {
    for (std::size_t i = g.random.below(6); i != 0; --i) g.builder.json_constant(random_value(g.random));
    for (int i = 0; i < 4; ++i) g.number_constants.push_back(g.builder.json_constant(random_number(g.random)));
    g.fields = g.random.below(20);
    for (std::size_t i = 0; i < g.fields; ++i) add_field(g, i);
    for (const char* id : {"camera0", "camera1"}) g.builder.camera(id, random_camera(g.random, id));
    for (const char* id : {"mesh0", "mesh1"}) g.builder.mesh(id, random_mesh(g.random, id));
    // Every second object slot has something that the steps find: without it most steps fault at once.
    for (std::size_t i = 0; i < g.objects.size(); i += 2) {
        const std::size_t kind = (i / 2) % 3;
        const Value value = kind == 0   ? domain(static_cast<double>(1 + g.random.below(8)))
                            : kind == 1 ? one_or_many(g.random, random_path)
                                        : one_or_many(g.random, random_color);
        g.inputs[kind].push_back(g.objects[i]);
        g.builder.initial(g.objects[i], value);
        std::erase(g.unwritten, g.objects[i]);
    }
}

void add_object_step(Generation& g) {
    const auto out = [&] { return g.out_object(); };
    const auto index = [&] { return g.goes_wrong(30) ? std::size_t{7} : g.random.below(2); };
    const SlotId domain_slot = g.input_slot(0);
    switch (g.random.below(g.is_tame && !g.random.once_in(8) ? 7 : 9)) {
        case 0:
        case 1: g.builder.step(random_materialize(g)); return;
        case 2: g.builder.step(MaterializeColorStep{domain_slot, g.input_slot(2), out(), out(), out(), out()}); return;
        case 3:
            g.builder.step(
                MaterializePathStep{domain_slot, g.input_slot(1), out(), out(), out(), out(), out(), out(), {}});
            return;
        case 4: g.builder.step(MaterializeTestGeometryStep{domain_slot, out(), out(), out()}); return;
        case 5: g.builder.step(CameraEvalStep{fmt::format("camera{}", index()), out()}); return;
        case 6: g.builder.step(MeshMaterializeStep{fmt::format("mesh{}", index()), out()}); return;
        case 7: g.builder.step(random_render(g)); return;
        default: g.builder.step(random_projection(g));
    }
}

}  // namespace slotscope::fuzz
