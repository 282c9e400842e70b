// SPDX-License-Identifier: MIT
// Which slots a program has. Declared ones come first; the schedule's mentions fill in what is not declared.
#include "slotscope/slot_table.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <variant>

#include <fmt/core.h>

#include "slotscope/limits.h"

namespace slotscope {
namespace {

struct Mention {
    SlotId slot;
    bool is_numeric;
};

/// Collects every slot that steps mention, and whether as a number or as an object. The split is the format's: a bus
/// counts as numeric although it may carry anything, a materialise step's domain as numeric although it holds an object.
class Mentions {
public:
    void operator()(const TimeDeriveStep& step) {
        numeric({step.t_abs_ms, step.t_model_ms});
        for (const auto& slot : {step.phase01, step.wrap_event, step.progress01}) numeric(slot);
    }
    void operator()(const SignalEvalStep& step) {
        for (const SignalOutput& output : step.outputs) numeric({output.slot});
    }
    void operator()(const NodeEvalStep& step) {
        for (const SlotId slot : step.inputs) numeric({slot});
        for (const SlotId slot : step.outputs) numeric({slot});
    }
    void operator()(const BusEvalStep& step) {
        numeric({step.out});
        for (const Publisher& publisher : step.publishers) numeric({publisher.source});
    }
    void operator()(const EventBusEvalStep& step) {
        object({step.out});
        for (const Publisher& publisher : step.publishers) object({publisher.source});
    }
    void operator()(const MaterializeStep& step) {
        numeric({step.domain});
        object({step.out});
    }
    void operator()(const MaterializeColorStep& step) {
        object({step.domain, step.color_expr, step.out_r, step.out_g, step.out_b, step.out_a});
    }
    void operator()(const MaterializePathStep& step) {
        object({step.domain, step.path_expr, step.out_cmds, step.out_params, step.out_cmd_start, step.out_cmd_len,
                step.out_point_start, step.out_point_len});
    }
    void operator()(const MaterializeTestGeometryStep& step) {
        object({step.domain, step.out_x, step.out_y, step.out_radius});
    }
    void operator()(const RenderAssembleStep& step) {
        object(step.instance_list);
        object(step.path_list);
        for (const InstanceBatch& batch : step.instances) {
            object({batch.domain, batch.pos_xy, batch.size, batch.color_rgba});
            numeric({batch.opacity});
        }
        for (const PathBatch& batch : step.paths) {
            object({batch.domain, batch.cmds, batch.params, batch.cmd_start, batch.cmd_len, batch.point_start,
                    batch.point_len});
            for (const auto& slot : {batch.fill_color, batch.stroke_color, batch.stroke_width, batch.opacity}) {
                object(slot);
            }
        }
        object({step.out});
    }
    void operator()(const DebugProbeStep& step) {
        for (const SlotId slot : step.slots) numeric({slot});
    }
    void operator()(const CameraEvalStep& step) { object({step.out}); }
    void operator()(const MeshMaterializeStep& step) { object({step.out}); }
    void operator()(const ProjectInstancesStep& step) {
        object({step.domain, step.camera_eval, step.position, step.color_r, step.color_g, step.color_b, step.color_a,
                step.radius, step.out});
        object(step.rotation);
        object(step.scale);
    }
    void operator()(const UnknownStep&) {}

    void object(std::initializer_list<SlotId> slots) { add(slots, false); }

    /// Ascending, each slot once; numeric when any mention is.
    std::vector<Mention> take() && {
        std::ranges::sort(mentions_, [](const Mention& a, const Mention& b) {
            return a.slot != b.slot ? a.slot < b.slot : a.is_numeric > b.is_numeric;
        });
        const auto same_slot = [](const Mention& a, const Mention& b) { return a.slot == b.slot; };
        mentions_.erase(std::unique(mentions_.begin(), mentions_.end(), same_slot), mentions_.end());
        return std::move(mentions_);
    }

private:
    void numeric(std::initializer_list<SlotId> slots) { add(slots, true); }
    void numeric(const std::optional<SlotId>& slot) {
        if (slot) add({*slot}, true);
    }
    void object(const std::optional<SlotId>& slot) {
        if (slot) add({*slot}, false);
    }
    void add(std::initializer_list<SlotId> slots, bool is_numeric) {
        for (const SlotId slot : slots) {
            if (slot != kNoSlot) mentions_.push_back({slot, is_numeric});
        }
    }

    std::vector<Mention> mentions_;
};

std::vector<Mention> mentions_of(const Program& program) {
    Mentions mentions;
    for (const Step& step : program.steps) std::visit(mentions, step.body);
    for (const auto& [slot, value] : program.initial_slot_values) mentions.object({slot});
    return std::move(mentions).take();
}

bool works_on_slots(const Step& step) {
    return !std::holds_alternative<DebugProbeStep>(step.body) && !std::holds_alternative<UnknownStep>(step.body);
}

Error offset_error(const SlotMeta& row, std::uint64_t offset, std::string path) {
    Error error =
        Error::limit(fmt::format("Slot {}{} takes element {} of the {} storage; a storage has at most {} elements",
                                 row.slot, row.is_inferred ? ", which is not declared," : "", offset,
                                 storage_name(row.storage), limits::kMaxStorageElements));
    error.path = std::move(path);
    return error;
}

}  // namespace

SlotTable::SlotTable(std::span<const SlotMeta> rows) : rows_(rows.begin(), rows.end()) {
    for (const SlotMeta& row : rows_) {
        std::size_t& size = sizes_[static_cast<std::size_t>(row.storage)];
        size = std::max(size, std::size_t{row.offset} + 1);
    }
    // Stable, so that of equal numbers the last given stays last, and is the one that the next loop keeps.
    std::ranges::stable_sort(rows_, {}, &SlotMeta::slot);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (i + 1 < rows_.size() && rows_[i + 1].slot == rows_[i].slot) continue;
        rows_[kept++] = rows_[i];
    }
    rows_.resize(kept);

    const std::size_t dense_limit = 4 * rows_.size() + 1024;
    const auto first_sparse = std::ranges::lower_bound(rows_, dense_limit, {}, &SlotMeta::slot);
    if (first_sparse == rows_.begin()) return;
    places_.resize(static_cast<std::size_t>(std::prev(first_sparse)->slot) + 1);
    for (auto row = rows_.begin(); row != first_sparse; ++row) {
        places_[row->slot] = {static_cast<SlotIndex>(row - rows_.begin()),
                              row->storage == Storage::F64 ? row->offset : Place::kNotF64};
    }
}

SlotIndex SlotTable::find_sparse(SlotId slot) const noexcept {
    // Not a hash map: slot numbers come from the program, and a hostile one can make them collide.
    const auto row = std::ranges::lower_bound(rows_, slot, {}, &SlotMeta::slot);
    return row != rows_.end() && row->slot == slot ? static_cast<SlotIndex>(row - rows_.begin()) : kNoSlotIndex;
}

Result<SlotTable, Errors> SlotTable::of_program(const Program& program) {
    Errors errors;
    const auto check_offset = [&errors](const SlotMeta& row, std::uint64_t offset, auto&& path) {
        if (offset < limits::kMaxStorageElements) return true;
        if (errors.size() < limits::kMaxErrors) errors.push_back(offset_error(row, offset, path()));
        return false;
    };
    std::vector<SlotMeta> rows = program.declared_slots;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        check_offset(rows[i], rows[i].offset, [i] { return fmt::format("slotMeta[{}].offset", i); });
    }
    std::vector<SlotId> declared;
    declared.reserve(rows.size());
    for (const SlotMeta& row : rows) declared.push_back(row.slot);
    std::ranges::sort(declared);

    for (const Mention& mention : mentions_of(program)) {
        if (std::ranges::binary_search(declared, mention.slot)) continue;
        SlotMeta row;
        row.slot = mention.slot;
        row.storage = mention.is_numeric ? Storage::F64 : Storage::Object;
        row.is_inferred = true;
        if (check_offset(row, mention.slot, [] { return std::string("schedule"); })) {
            row.offset = static_cast<std::uint32_t>(mention.slot);
            rows.push_back(row);
        }
    }
    if (!errors.empty()) return errors;
    if (rows.empty() && std::ranges::any_of(program.steps, works_on_slots)) {
        Error error = Error::invalid(fmt::format("The program has no slots: none are declared, and none are mentioned "
                                                 "by its {} steps, though there are steps "
                                                 "that work on slots",
                                                 program.steps.size()));
        error.path = "slotMeta";
        return Errors{std::move(error)};
    }
    return SlotTable(rows);
}

}  // namespace slotscope
