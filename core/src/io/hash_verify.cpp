// SPDX-License-Identifier: MIT
#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "io/hash_run.h"
#include "io/leaf_hashes.h"
#include "slotscope/describe.h"
#include "slotscope/format.h"

namespace slotscope {

namespace {

constexpr std::size_t kTextBytes = 60;

std::string place_text(const HashPoint& point) {
    switch (point.kind) {
        case HashRecord::Kind::Init: return "Before the first frame";
        case HashRecord::Kind::Swap: return fmt::format("After the swap before frame {}", point.frame + 1);
        case HashRecord::Kind::Frame: break;
    }
    return fmt::format("Frame {}", point.frame);
}

std::string fault_text(const std::optional<StepIndex>& fault) {
    if (!fault) return "no fault";
    return *fault == kOutsideSteps ? "a fault outside the steps" : fmt::format("a fault at step {}", *fault);
}

class Verifier {
public:
    explicit Verifier(const HashFile& file) : file_(file) {}

    /// False at the first difference.
    bool compare(const HashPoint& point, const Executor& executor) {
        const HashRecord& record = file_.records[found_.records++];
        if (point.kind != HashRecord::Kind::Frame) values_.clear(), marks_.clear(), cells_.clear();
        for (const auto& [slot, hash] : record.values) values_[slot] = hash;
        for (const auto& [slot, hash] : record.marks) marks_[slot] = hash;
        for (const auto& [cell, hash] : record.cells) cells_[cell] = hash;
        if (record.loose_state) loose_state_ = *record.loose_state;
        if (point.is_rejected != record.is_rejected)
            return differ(point, point.is_rejected ? "the swap is rejected here and was accepted there"
                                                   : "the swap is accepted here and was rejected there");
        if (point.is_rejected) return true;
        const FrameHash hash = hasher_.hash(executor.state());
        if (hash == record.hash) {
            if (point.fault == record.fault) return true;
            return differ(point, fmt::format("{} here, {} there, with equal slots and state", fault_text(point.fault),
                                             fault_text(record.fault)));
        }
        return name_difference(point, executor, hash, record.hash);
    }

    HashVerification found_;

private:
    bool differ(const HashPoint& point, std::string_view text) {
        HashMismatch& mismatch = found_.mismatch.emplace();
        mismatch.kind = point.kind;
        mismatch.frame = point.frame;
        mismatch.message = fmt::format("{}: {}", place_text(point), text);
        return false;
    }

    bool name_difference(const HashPoint& point, const Executor& executor, const FrameHash& here,
                         const FrameHash& there) {
        std::string parts;
        const auto add = [&parts](bool is_other, std::string_view name) {
            if (is_other) parts += (parts.empty() ? "" : ", ") + std::string(name);
        };
        add(here.values != there.values, "slot values");
        add(here.marks != there.marks, "write marks");
        add(here.state != there.state, "state");
        add(here.context != there.context, "time or cameras");
        if (!file_.header.has_slots) {
            return differ(point, fmt::format("{} differ. The file has no hashes of single slots; one that was written "
                                             "with --slots always names the slot",
                                             parts));
        }
        const LeafHashes leaves = LeafHasher(*executor.program()).hash(executor.state());
        if (const auto slot = first_slot(executor.state().values, leaves, here.values != there.values))
            return differ_at_slot(point, executor, *slot, leaves, parts);
        for (CellIndex cell = 0; cell < leaves.cells.size(); ++cell) {
            const auto expected = cells_.find(cell);
            if (expected != cells_.end() && expected->second == leaves.cells[cell]) continue;
            differ(point, fmt::format("state cell {} ({}) differs (in all: {})", cell,
                                      cell_name(*executor.program(), cell), parts));
            found_.mismatch->cell = cell;
            return false;
        }
        if (leaves.loose_state != loose_state_)
            return differ(point, fmt::format("state elements outside of all cells differ (in all: {})", parts));
        return differ(point, fmt::format("{} differ, but no single slot or cell does: slots share other arrays, marks "
                                         "have other ages, or the programs have other slots",
                                         parts));
    }

    /// Of the slots that differ the one that was written first, else the smallest; in value, and if none does, in
    /// marks.
    [[nodiscard]] std::optional<SlotIndex> first_slot(const ValueStore& values, const LeafHashes& leaves,
                                                      bool by_value) const {
        const auto is_other = [&](SlotIndex slot) {
            const auto& expected = by_value ? values_ : marks_;
            const auto found = expected.find(values.slots()[slot].slot);
            return found == expected.end() || found->second != (by_value ? leaves.values : leaves.marks)[slot];
        };
        const auto rank = [&values](SlotIndex slot) {
            return values.is_written(slot) ? std::uint64_t{values.record(slot).order}
                                           : std::uint64_t{kNoSlotIndex} + slot;
        };
        std::optional<SlotIndex> first;
        for (SlotIndex slot = 0; slot < values.slots().size(); ++slot) {
            if (is_other(slot) && (!first || rank(slot) < rank(*first))) first = slot;
        }
        return first;
    }

    bool differ_at_slot(const HashPoint& point, const Executor& executor, SlotIndex slot, const LeafHashes& leaves,
                        const std::string& parts) {
        const ValueStore& values = executor.state().values;
        const SlotId id = values.slots()[slot].slot;
        const auto expected = values_.find(id);
        const bool has_other_value = expected == values_.end() || expected->second != leaves.values[slot];
        const std::string name = slot_name(*executor.program(), id);
        const std::string number = fmt::format("slot {}", id);
        const std::string writer = values.is_written(slot) && values.record(slot).writer != kNoStep
                                       ? fmt::format("written by step {} ({})", values.record(slot).writer,
                                                     step_name(*executor.program(), values.record(slot).writer))
                                       : std::string("not written by a step of this frame");
        differ(point,
               fmt::format("{}{} has another {}; here it is {}, {} (in all: {})", number,
                           name == number ? "" : fmt::format(" ({})", name), has_other_value ? "value" : "write mark",
                           format_value(values.value_at(slot), kTextBytes), writer, parts));
        found_.mismatch->slot = id;
        return false;
    }

    const HashFile& file_;
    FrameHasher hasher_;
    std::unordered_map<SlotId, std::uint32_t> values_, marks_;  ///< as the file says, at its present record
    std::unordered_map<CellIndex, std::uint32_t> cells_;
    std::uint32_t loose_state_ = 0;
};

}  // namespace

Result<HashVerification, Errors> verify_hashes(ProgramPtr program, const HashFile& file,
                                               const std::vector<TraceSwap>& swaps) {
    Verifier verifier(file);
    const auto count =
        run_hashed(std::move(program), file.header, swaps,
                   [&](const HashPoint& point, const Executor& executor) { return verifier.compare(point, executor); });
    if (!count) return count.error();
    return std::move(verifier.found_);
}

}  // namespace slotscope
