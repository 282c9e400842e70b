// SPDX-License-Identifier: MIT
#include "panels/registry.h"

#include "panels/breakpoints_panel.h"
#include "panels/compare_panel.h"
#include "panels/help_panel.h"
#include "panels/hits_panel.h"
#include "panels/log_panel.h"
#include "panels/output_panel.h"
#include "panels/problems_panel.h"
#include "panels/program_panel.h"
#include "panels/raster_panel.h"
#include "panels/rings_panel.h"
#include "panels/schedule_panel.h"
#include "panels/slot_inspector_panel.h"
#include "panels/slots_panel.h"
#include "panels/state_panel.h"
#include "panels/timeline_panel.h"
#include "panels/watch_panel.h"
#include "panels/welcome_panel.h"
#include "slotscope/assert.h"

namespace slotscope::gui {

std::unique_ptr<Panel> make_panel(PanelId id) {
    switch (id) {
        case PanelId::Schedule: return make_schedule_panel();
        case PanelId::Slots: return make_slots_panel();
        case PanelId::Raster: return make_raster_panel();
        case PanelId::Output: return make_output_panel();
        case PanelId::Compare: return make_compare_panel();
        case PanelId::Welcome: return make_welcome_panel();
        case PanelId::SlotInspector: return make_slot_inspector_panel();
        case PanelId::Watch: return make_watch_panel();
        case PanelId::State: return make_state_panel();
        case PanelId::Rings: return make_rings_panel();
        case PanelId::Timeline: return make_timeline_panel();
        case PanelId::Breakpoints: return make_breakpoints_panel();
        case PanelId::Hits: return make_hits_panel();
        case PanelId::Log: return make_log_panel();
        case PanelId::Problems: return make_problems_panel();
        case PanelId::Program: return make_program_panel();
        case PanelId::Help: return make_help_panel();
        case PanelId::Count: break;
    }
    SLOTSCOPE_ASSERT(false, "a PanelId of the enum");
    return nullptr;
}

PanelSet make_panels() {
    PanelSet panels;
    for (std::size_t i = 0; i < kPanelCount; ++i) panels[i] = make_panel(static_cast<PanelId>(i));
    return panels;
}

}  // namespace slotscope::gui
