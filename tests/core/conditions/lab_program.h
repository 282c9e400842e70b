// SPDX-License-Identifier: MIT
// A program in which everything that conditions speak of happens.
#pragma once

#include "slotscope/program_builder.h"

namespace slotscope::test {

/// A loop of 100 ms, for frames at 10 k ms. Steps and the slots that they write:
///     0  t, model, phase   0.1 in frame 1, …, 0 in frame 10
///     1  one               1
///     2  count             the frame number
///     3  flip              1, 0, 1, 0, …
///     4  beat (f32)        1, 2, 3, 4, 0, 1, …
///     5  ratio             1 / beat: Infinity in every fifth frame
///     6  spread            ratio - ratio: NaN in every fifth frame, else 0
///     7  delayed           count of three frames before; ring "tape.ring" of four, head "tape.head"
///     8  guarded           faults in frames 6 to 9 of every ten
///     9  late              2, not reached in those
/// Not written: "hole"; "twin" (#13 and #14); "odd name", which begins as 2.5; "label", an object with the text "12".
inline ProgramBuilder lab_builder() {
    ProgramBuilder b("lab");
    b.time_model_loop(100);
    b.f64(0, "time.t").f64(1, "time.model").f64(2, "time.phase").f64(3, "one").f64(4, "count").f64(5, "flip");
    b.f32(6, "beat").f64(7, "ratio").f64(8, "spread").f64(9, "delayed").f64(10, "guarded").f64(11, "late");
    b.f64(12, "hole").f64(13, "twin").f64(14, "twin").f64(15, "odd name").object(16, "label");
    b.initial(15, 2.5).initial(16, "12");
    b.cell("tape", "head", StateStorage::I32);
    b.cell("tape", "ring", StateStorage::F64, 4, {}, 1);
    b.time_derive(0, 1, 2);
    b.node_step(0, {}, {3}, static_cast<double>(b.constant(1)));
    b.node_step(100, {4, 3}, {4});
    b.node_step(101, {3, 5}, {5});
    b.slot(17, Storage::F64, "five");
    b.initial(17, 5.0);
    b.node_step(104, {4, 17}, {6});
    b.node_step(103, {3, 6}, {7});
    b.node_step(101, {7, 7}, {8});
    b.signal_eval(
        {{b.sig_stateful(StatefulOp::DelayFrames, b.sig_input(4), {{"stateOffset", 0}, {"delayFrames", 3}}), 9}});
    const Ref phase = b.signal(SigPhase01{});
    b.signal_eval({{b.signal(SigSelect{phase, b.signal(SigUnknown{"bad"}), phase}), 10}});
    b.node_step(100, {3, 3}, {11});
    return b;
}

}  // namespace slotscope::test
