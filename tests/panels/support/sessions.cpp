// SPDX-License-Identifier: MIT
#include "panels/support/sessions.h"

#include "slotscope/assert.h"
#include "slotscope/program_builder.h"

namespace slotscope::gui::test {
namespace {

constexpr std::int32_t kAdd = 100;

void open(Session& session, ProgramBuilder& builder, const std::string& path) {
    LoadedProgram loaded;
    loaded.program = builder.build().value();
    const auto error = session.apply(OpenProgram{std::move(loaded), path});
    SLOTSCOPE_ASSERT(!error, "a program of the tests opens");
}

void step(Session& session, int frames) {
    for (int i = 0; i < frames; ++i) static_cast<void>(session.apply(StepFrame{}));
}

void open_many_slots(Session& session) {
    constexpr SlotId kSlots = 100'000;
    ProgramBuilder b("many");
    b.f64(0, "t").f64(1, "model").time_derive(0, 1);
    for (SlotId slot = 2; slot < kSlots; ++slot) b.f64(slot);
    for (SlotId slot = 2; slot < 1000; ++slot) b.node_step(kAdd, {slot - 1, 1}, {slot});
    open(session, b, "/programs/many.json");
}

}  // namespace

void open_ring_program(Session& session) {
    ProgramBuilder b("rings");
    b.f64(0, "t").f64(1, "model").f64(2, "sum").f64(3, "twice").f64(4, "delayed").f64(5, "forgotten").time_derive(0, 1);
    b.node_step(kAdd, {1, 1}, {2});
    b.node_step(kAdd, {2, 2}, {3});
    const std::uint32_t ring = b.cell("delay1", "buffer", StateStorage::F64, 9);
    const std::uint32_t head = b.cell("delay1", "writeIdx", StateStorage::I32, 1);
    // One offset for both storages: the write index in i32, the elements in f64 one further.
    SLOTSCOPE_ASSERT(ring == head, "both cells are the first of their storage");
    const Ref delayed = b.sig_stateful(StatefulOp::DelayFrames, b.sig_input(2),
                                       {{"delayFrames", 7}, {"stateOffset", static_cast<double>(ring)}});
    b.signal_eval({{delayed, 4}});
    open(session, b, "/programs/rings.json");
}

void open_dots(Session& session, std::size_t count, int frames) {
    ProgramBuilder b("dots");
    b.f64(0, "t").f64(1, "model");
    for (SlotId slot = 2; slot < 8; ++slot) b.object(slot);
    std::vector<float> places;
    for (std::size_t i = 0; i < count; ++i) {
        places.push_back(100 + static_cast<float>(i % 300) * 5.7F);
        places.push_back(100 + static_cast<float>(i / 300) * 2.5F);
    }
    b.initial(3, ValueObject{{"kind", "domain"}, {"count", static_cast<double>(count)}});
    b.initial(4, TypedArray{ElementType::F32, std::move(places)}).initial(5, 20.0).initial(7, 1.0);
    constexpr double kWhite = 4294967295.0;
    b.initial(6, kWhite);
    RenderAssembleStep assemble;
    assemble.instances = {{0, 3, 4, 5, 6, 7}};
    assemble.out = 2;
    b.time_derive(0, 1).step(assemble, "assemble").output(2);
    open(session, b, "/programs/dots.json");
    step(session, frames);
}

void open_double_write(Session& session) {
    ProgramBuilder b("double write");
    b.f64(0, "t").f64(1, "model").f64(2, "twice written").time_derive(0, 1);
    b.node_step(kAdd, {1, 1}, {2});
    b.node_step(kAdd, {1, 1}, {2});
    open(session, b, "/programs/double-write.json");
}

const std::vector<std::string>& session_states() {
    static const std::vector<std::string> states{"no program", "empty program",  "before the first frame",
                                                 "one frame",  "inside a frame", "faulted",
                                                 "played",     "picture",        "100,000 slots"};
    return states;
}

void open_state(Session& session, const std::string& state) {
    if (state == "no program") return;
    if (state == "empty program") {
        ProgramBuilder b("empty");
        return open(session, b, "/programs/empty.json");
    }
    if (state == "faulted") {
        open_double_write(session);
        return step(session, 1);
    }
    if (state == "picture") return open_dots(session, 5000, 2);
    if (state == "100,000 slots") {
        open_many_slots(session);
        return step(session, 2);
    }
    open_ring_program(session);
    if (state == "one frame") step(session, 1);
    else if (state == "played") step(session, 200);
    else if (state == "inside a frame") {
        step(session, 2);
        static_cast<void>(session.apply(StepSchedule{}));
        static_cast<void>(session.apply(StepSchedule{}));
    } else SLOTSCOPE_ASSERT(state == "before the first frame", "a name of session_states()");
}

}  // namespace slotscope::gui::test
