// SPDX-License-Identifier: MIT
// Programs and verbs for the tests of the session.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "slotscope/program_builder.h"
#include "slotscope/session.h"

namespace slotscope::test {

/// Slots: 0 t, 1 model, 2 phase, 3 one, 4 count (adds one per frame), 5 twice the time.
inline ProgramBuilder counter() {
    ProgramBuilder b("counter");
    b.time_model_loop(1000);
    b.f64(0, "t").f64(1, "model").f64(2, "phase").f64(3, "one").f64(4, "count").f64(5, "twice");
    b.time_derive(0, 1, 2);
    b.node_step(0, {}, {3}, static_cast<double>(b.constant(1)));
    b.node_step(100, {4, 3}, {4});
    b.node_step(100, {0, 0}, {5});
    return b;
}

/// As counter, with a signal that faults in the second half of every second.
inline ProgramBuilder faulty() {
    ProgramBuilder b = counter();
    b.f64(6, "guarded");
    const Ref bad = b.signal(SigUnknown{"bad"});
    const Ref phase = b.signal(SigPhase01{});
    b.signal_eval({{b.signal(SigSelect{phase, bad, phase}), 6}});
    return b;
}

/// As counter, with a delay line of 7 frames over the count (f64[0 .. 8], head i32[0]) and an integrator (f64[9]).
inline ProgramBuilder rings() {
    ProgramBuilder b = counter();
    b.f64(6, "delayed").f64(7, "sum");
    const auto ring = static_cast<double>(b.cell("delay1", "ring", StateStorage::F64, 9));
    b.cell("delay1", "writeIdx", StateStorage::I32, 1);
    const auto acc = static_cast<double>(b.cell("integrate1", "acc", StateStorage::F64, 1));
    const Ref delayed =
        b.sig_stateful(StatefulOp::DelayFrames, b.sig_input(4), {{"delayFrames", 7}, {"stateOffset", ring}});
    b.signal_eval({{delayed, 6}});
    b.signal_eval({{b.sig_stateful(StatefulOp::Integrate, delayed, {{"stateOffset", acc}}), 7}});
    return b;
}

inline LoadedProgram loaded(const ProgramBuilder& builder) {
    LoadedProgram result;
    result.program = builder.build().value();
    return result;
}

inline void open(Session& session, const ProgramBuilder& builder) {
    REQUIRE_FALSE(session.apply(OpenProgram{loaded(builder), "some/where.json"}));
}
inline double value(const Session& session, SlotId slot) {
    return session.values().number_at(session.slots().find(slot));
}

}  // namespace slotscope::test
