// SPDX-License-Identifier: MIT
// Random programs of every step kind, node kind, stateful operation and storage: most parts valid, some nearly so
// (slots that do not exist, second writers, cycles, awkward numbers). The same seed gives the same program on every
// machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/support/random.h"
#include "slotscope/program_builder.h"

namespace slotscope::fuzz {

/// Null where the seed gives a program that cannot be created (sizes over a limit, a bad initial constant, …).
[[nodiscard]] ProgramPtr random_program(std::uint64_t seed);

/// Times for `count` frames: repeats, leaps, backwards, not finite.
[[nodiscard]] std::vector<double> random_times(Random& random, std::size_t count);

/// A number that arithmetic finds awkward, or an ordinary one.
[[nodiscard]] double random_number(Random& random);

/// What the parts of one generated program share.
struct Generation {
    Random& random;
    ProgramBuilder& builder;
    bool is_tame = false;  ///< nothing that faults on purpose: a fault ends its frame, and hides what comes after
    std::vector<SlotId> numbers;  ///< f64, f32, i32 and u32 slots
    std::vector<SlotId> objects;
    std::vector<SlotId> unwritten;              ///< of both, in no order
    std::array<std::vector<SlotId>, 3> inputs;  ///< object slots that nothing writes: domains, paths, colours
    std::vector<Ref> number_constants;          ///< places in the json pool
    std::size_t signals = 0;
    std::size_t fields = 0;

    /// Whether to do something that is likely to fault: once in `n` times, never in a tame program.
    [[nodiscard]] bool goes_wrong(std::size_t n) { return !is_tame && random.once_in(n); }
    /// A slot to read; rarely one that does not exist.
    [[nodiscard]] SlotId any_slot();
    [[nodiscard]] SlotId number_slot();
    [[nodiscard]] SlotId object_slot();
    /// One of `inputs`, or any object slot: in a tame program where there is no other.
    [[nodiscard]] SlotId input_slot(std::size_t kind);
    /// A slot to write: mostly one that nothing writes yet.
    [[nodiscard]] SlotId out_slot();
    /// The same, an object slot where one is free.
    [[nodiscard]] SlotId out_object();
    /// A row of a table of `rows`; rarely one that it does not have.
    [[nodiscard]] Ref row(std::size_t rows);
    [[nodiscard]] CombineMode mode();
};

/// Constants, fields, cameras and meshes that the object steps refer to.
void add_object_tables(Generation& generation);
/// A step that makes or takes objects.
void add_object_step(Generation& generation);
/// A domain, path, colour, event list, buffer, … or a plain value.
[[nodiscard]] Value random_value(Random& random);

}  // namespace slotscope::fuzz
