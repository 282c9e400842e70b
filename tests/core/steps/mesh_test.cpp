// SPDX-License-Identifier: MIT
#include "slotscope/limits.h"
#include "steps_run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

Value point(double x, double y) { return object({{"x", x}, {"y", y}}); }
Value triangle() {
    return object({{"kind", "polyline"}, {"points", ValueArray{point(0, 0), point(2, 0), point(0, 1)}}});
}
Value linear(std::string cap = "both") { return object({{"kind", "linear"}, {"depth", 4.0}, {"cap", std::move(cap)}}); }

ProgramBuilder program_of(Value profile, Value extrude = linear(), std::string index_type = "u16",
                          bool has_attributes = true) {
    ProgramBuilder b("mesh");
    b.object(0, "mesh");
    b.mesh("m", object({{"recipe", object({{"profile", std::move(profile)}, {"extrude", std::move(extrude)}})},
                        {"attributes", object({{"normals", has_attributes}, {"uvs", has_attributes}})},
                        {"indexType", std::move(index_type)}}));
    b.step(MeshMaterializeStep{"m", 0});
    return b;
}
Value buffer_of(const ProgramBuilder& b) { return *result_of(b, 0).member("buffer"); }
Value round_profile(const char* kind, const char* count_name, double count) {
    return object({{"kind", kind}, {count_name, count}, {"radius", 1.0}});
}

}  // namespace

TEST_CASE("MeshMaterialize: a prism has two rings, two caps and its bounds", "[core][steps]") {
    const Value mesh = buffer_of(program_of(triangle()));
    CHECK(elements(at_path(mesh, "positions")).size() == 12 * 3);
    CHECK(elements(at_path(mesh, "normals")).size() == 12 * 3);
    CHECK(elements(at_path(mesh, "uvs")).size() == 12 * 2);
    const std::vector<double> indices = elements(at_path(mesh, "indices"));
    CHECK(indices.size() == (6 + 2) * 3);
    CHECK(std::vector<double>(indices.begin(), indices.begin() + 6) == std::vector<double>{0, 2, 1, 2, 3, 1});
    CHECK(std::vector<double>(indices.begin() + 18, indices.end()) == std::vector<double>{6, 7, 8, 9, 11, 10});
    CHECK(at_path(mesh, "indices").typed_array()->type == ElementType::U16);
    CHECK(*at_path(mesh, "bounds.max.x").number() == 2);
    CHECK(*at_path(mesh, "bounds.min.z").number() == -2);
}

TEST_CASE("MeshMaterialize: caps, attributes and index width are what the recipe says", "[core][steps]") {
    CHECK(elements(at_path(buffer_of(program_of(triangle(), linear("front"))), "positions")).size() == 9 * 3);
    CHECK(elements(at_path(buffer_of(program_of(triangle(), linear("back"))), "positions")).size() == 9 * 3);
    CHECK(elements(at_path(buffer_of(program_of(triangle(), linear("none"))), "positions")).size() == 6 * 3);
    const Value bare = buffer_of(program_of(triangle(), linear(), "u32", false));
    CHECK(bare.member("normals") == nullptr);
    CHECK(bare.member("uvs") == nullptr);
    CHECK(at_path(bare, "indices").typed_array()->type == ElementType::U32);
    CHECK(
        elements(at_path(buffer_of(program_of(triangle(), object({{"kind", "rounded"}, {"depth", 1.0}}))), "positions"))
            .size() == 12 * 3);
}

TEST_CASE("MeshMaterialize: a polygon begins at the bottom, a circle at the right", "[core][steps]") {
    CHECK(elements(at_path(buffer_of(program_of(round_profile("ngon", "sides", 4))), "positions"))[1] == -1);
    CHECK(elements(at_path(buffer_of(program_of(round_profile("circle", "segments", 4))), "positions"))[0] == 1);
}

TEST_CASE("MeshMaterialize: a mesh is made once and shared by all frames", "[core][steps]") {
    Executor executor = make_executor(program_of(triangle()));
    run_frames(executor, 1);
    const Value first = executor.state().values.read(0);
    run_frames(executor, 1, 1);
    CHECK(first.identical_to(executor.state().values.read(0)));
    CHECK(executor.state().cache.use_of(0).hits == 1);
}

TEST_CASE("MeshMaterialize: recipes that make no mesh fault", "[core][steps]") {
    const auto kind = [](Value profile, Value extrude = linear(), std::string index_type = "u16") {
        return fault_of(program_of(std::move(profile), std::move(extrude), std::move(index_type))).kind;
    };
    CHECK(kind(round_profile("ngon", "sides", 2)) == FaultKind::BadParameter);
    CHECK(kind(round_profile("circle", "segments", 0)) == FaultKind::BadParameter);
    CHECK(kind(round_profile("star", "points", 5)) == FaultKind::UnknownKind);
    CHECK(kind(triangle(), object({{"kind", "twist"}})) == FaultKind::UnknownKind);
    CHECK(kind(object({{"kind", "polyline"}})) == FaultKind::BadParameter);
    CHECK(kind(object({{"kind", "polyline"}, {"points", ValueArray{Null{}}}})) == FaultKind::BadParameter);
    CHECK(kind(round_profile("circle", "segments", 20'000)) == FaultKind::BadParameter);
    CHECK(kind(round_profile("circle", "segments", kInf)) == FaultKind::Limit);
    CHECK(kind(round_profile("ngon", "sides", 1e9), linear(), "u32") == FaultKind::Limit);
    ProgramBuilder none("none");
    none.object(0).step(MeshMaterializeStep{"m", 0});
    CHECK(fault_of(none).kind == FaultKind::MissingTable);
    none.mesh("other", triangle());
    CHECK(fault_of(none).kind == FaultKind::BadReference);
}
