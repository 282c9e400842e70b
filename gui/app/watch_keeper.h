// SPDX-License-Identifier: MIT
// Keeps what is watched, per program, between runs.
#pragma once

#include <cstdint>
#include <utility>

#include "app/program_keeper.h"

namespace slotscope::gui {

struct KeptWatches {
    using Set = WatchSet;
    static constexpr const char* kWhat = "watches";
    static const Set& of(const Session& session) { return session.watches(); }
    static std::uint64_t revision(const Session& session) { return session.watches_revision(); }
    static Action give(Set set) { return SetWatches{std::move(set), true}; }
    static void merge(Set& into, const Set& more) { into.add_missing(more); }
};

using WatchKeeper = ProgramKeeper<KeptWatches>;

}  // namespace slotscope::gui
