// SPDX-License-Identifier: MIT
// What the raster shows: for each visible slot, runs of steps that look alike. Costs what is visible, never slots or frames;
// made anew only when something of it changed. No ImGui.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/frame_steps.h"
#include "slotscope/session.h"

namespace slotscope::gui {

/// How one step of one slot looks: shares of its frames, in levels so that neighbours can be joined.
struct RasterLook {
    static constexpr std::uint8_t kLevels = 16;

    ValueDetail detail = ValueDetail::NotYet;
    std::uint8_t changed = 0;  ///< of kLevels; never 0 when any frame changed the slot
    std::uint8_t same = 0;     ///< likewise of frames that wrote the value that it had
    bool has_nan = false;
    friend bool operator==(const RasterLook&, const RasterLook&) = default;
};
[[nodiscard]] RasterLook raster_look(const ValueStep& step);

struct RasterRun {
    std::uint32_t first = 0, count = 0;  ///< steps
    RasterLook look;
    friend bool operator==(const RasterRun&, const RasterRun&) = default;
};

/// A fault at a slot, or at none that has a row here.
struct RasterFault {
    FrameNumber frame = 0;
    std::size_t row = 0;  ///< position among the rows
};

class RasterModel {
public:
    /// `rows`: the visible slots, from top to bottom.
    void update(const Session& session, std::span<const SlotIndex> rows, const FrameSteps& steps);

    [[nodiscard]] const FrameSteps& steps() const noexcept { return steps_; }
    /// Of a row of the last update; steps that hold nothing but "not written" are left out.
    [[nodiscard]] const std::vector<RasterRun>& runs(std::size_t row) const { return runs_[row]; }
    /// Faults at the rows within the steps.
    [[nodiscard]] const std::vector<RasterFault>& faults() const noexcept { return faults_; }
    /// Some step is not there yet, or coarse.
    [[nodiscard]] bool has_gaps() const noexcept { return has_gaps_; }
    /// How often the runs were made: for tests.
    [[nodiscard]] std::uint64_t updates() const noexcept { return updates_; }

private:
    void find_faults(const Session& session);

    std::vector<SlotIndex> rows_;
    FrameSteps steps_;
    std::uint64_t values_revision_ = 0, revision_ = 0, updates_ = 0;
    std::vector<std::vector<RasterRun>> runs_;
    std::vector<RasterFault> faults_;
    bool has_gaps_ = false;
};

/// What a cell holds, in sentences: for the card over it.
struct RasterWords {
    std::string frames;  ///< "Frame 1,204", "Frames 1,024 to 2,047"
    std::vector<std::string> lines;
    bool has_nan = false;
};
/// Of one step of a slot; reads its values. Frames that have not ended are left out.
[[nodiscard]] RasterWords raster_words(const Session& session, SlotIndex slot, FrameNumber first, FrameNumber last);

}  // namespace slotscope::gui
