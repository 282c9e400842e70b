// SPDX-License-Identifier: MIT
// Idea: the arrays go through the hash as they are wherever slots in slot order are elements in array order, as
// compilers assign them; where not, elements are gathered into blocks first. Which of both is found once per slot
// table.
#include "slotscope/frame_hash.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "debug/content_hash.h"

namespace slotscope {

namespace {

/// Shorter runs of elements are gathered: an update of the hash costs as much as this many elements.
constexpr std::uint32_t kLongRun = 64;
/// Elements per gathered block.
constexpr std::size_t kBlock = 512;

template <class T>
class Gatherer {
public:
    Gatherer(ContentHash& hash, std::span<const T> elements) : hash_(hash), elements_(elements) {}
    ~Gatherer() { flush(); }
    Gatherer(const Gatherer&) = delete;
    Gatherer& operator=(const Gatherer&) = delete;

    void add(std::uint32_t offset, std::uint32_t count) {
        if (count >= kLongRun) {
            flush();
            hash_.add_elements(elements_.subspan(offset, count));
            return;
        }
        if (used_ + count > kBlock) flush();
        for (std::uint32_t i = 0; i < count; ++i) block_[used_++] = elements_[offset + i];
    }

private:
    void flush() {
        hash_.add_elements(std::span<const T>(block_.data(), used_));
        used_ = 0;
    }

    ContentHash& hash_;
    std::span<const T> elements_;
    std::array<T, kBlock> block_;
    std::size_t used_ = 0;
};

template <class T, class Runs>
void add_runs(ContentHash& hash, std::span<const T> elements, const Runs& runs) {
    Gatherer<T> gatherer(hash, elements);
    for (const auto& run : runs) gatherer.add(run.offset, run.count);
}

void add_objects(ContentHash& hash, const ValueStore& values) {
    // By address only within this call: the hash gets the row that held the array first.
    std::unordered_map<const TypedArray*, SlotIndex> holders;
    const auto rows = values.slots().rows();
    for (SlotIndex row = 0; row < rows.size(); ++row) {
        if (rows[row].storage != Storage::Object) continue;
        const Value& value = values.objects()[rows[row].offset];
        if (const TypedArray* array = value.typed_array()) {
            const auto [holder, is_first] = holders.try_emplace(array, row);
            hash.add(std::uint64_t{holder->second});
            if (!is_first) continue;
        }
        hash.add(value);
    }
}

// --- Marks ----------------------------------------------------------------------------------------------------------

constexpr std::uint32_t kNever = 0xffffffff;

/// A WriteRecord with frames counted back from the present one.
struct Mark {
    std::uint32_t age = kNever;
    StepIndex writer = kNoStep;
    std::uint32_t order = 0;  ///< 0 unless the write is of this frame
    std::uint32_t changed_age = kNever;
};

/// Any numbering of epochs: through the frames that they stand for.
Mark mark_by_frames(const ValueStore& values, SlotIndex slot) {
    const WriteRecord& record = values.record(slot);
    const auto age_of = [&](FrameNumber frame) {
        return static_cast<std::uint32_t>(std::min<FrameNumber>(values.frame() - frame, kNever - 1));
    };
    Mark mark;
    if (record.epoch != 0) mark.age = age_of(values.last_written_frame(slot));
    mark.writer = record.writer;
    mark.order = mark.age == 0 ? record.order : 0;
    if (record.changed_epoch != 0) mark.changed_age = age_of(values.last_changed_frame(slot));
    return mark;
}

/// Epochs that count frames, as they do for the first 2^32 frames. Without branches, for vectors.
Mark mark_by_epochs(const WriteRecord& record, std::uint32_t epoch) {
    Mark mark;
    mark.age = record.epoch == 0 ? kNever : epoch - record.epoch;
    mark.writer = record.writer;
    mark.order = record.epoch == epoch ? record.order : 0;
    mark.changed_age = record.changed_epoch == 0 ? kNever : epoch - record.changed_epoch;
    return mark;
}

std::uint64_t hash_marks(const ValueStore& values) {
    static_assert(sizeof(Mark) == 4 * sizeof(std::uint32_t));
    ContentHash hash;
    const std::span<const WriteRecord> records = values.records();
    const std::optional<std::uint32_t> epoch = values.counting_epoch();
    std::array<Mark, kBlock> block;
    for (std::size_t begin = 0; begin < records.size(); begin += kBlock) {
        const std::size_t count = std::min(kBlock, records.size() - begin);
        if (epoch) {
            for (std::size_t i = 0; i < count; ++i) block[i] = mark_by_epochs(records[begin + i], *epoch);
        } else {
            for (std::size_t i = 0; i < count; ++i)
                block[i] = mark_by_frames(values, static_cast<SlotIndex>(begin + i));
        }
        hash.add_elements(std::span<const std::uint32_t>(&block[0].age, count * 4));
    }
    hash.add(static_cast<std::uint64_t>(values.ensured().size()));
    hash.add_elements(values.ensured());
    return hash.result();
}

// --- State and context ----------------------------------------------------------------------------------------------

std::uint64_t hash_state(const StateBuffer& state) {
    ContentHash hash;
    const auto add = [&hash](const auto& elements) {
        hash.add(static_cast<std::uint64_t>(elements.size()));
        hash.add_elements(std::span(elements));
    };
    add(state.f64);
    add(state.f32);
    add(state.i32);
    return hash.result();
}

std::uint64_t hash_context(const RuntimeState& runtime) {
    ContentHash hash;
    for (const std::optional<double>& time : {runtime.time.previous_t_model_ms, runtime.time.previous_t_abs_ms}) {
        hash.add(static_cast<std::uint64_t>(time.has_value()));
        hash.add(time.value_or(0.0));
    }
    for (const double number : {runtime.viewport.width, runtime.viewport.height, runtime.viewport.dpr})
        hash.add(number);
    hash.add(static_cast<std::uint64_t>(runtime.cameras.size()));
    for (const auto& [key, camera] : runtime.cameras) {
        hash.add(std::string_view(std::get<0>(key)));
        for (const double number : {std::get<1>(key), std::get<2>(key), std::get<3>(key)}) hash.add(number);
        hash.add(camera);
    }
    return hash.result();
}

}  // namespace

std::uint64_t FrameHash::combined() const noexcept {
    const std::array<std::uint64_t, 4> parts{values, marks, state, context};
    return XXH3_64bits(parts.data(), sizeof parts);
}

void FrameHasher::prepare(const ValueStore& values) {
    if (slots_ == values.shared_slots()) return;
    slots_ = values.shared_slots();
    for (auto& runs : runs_) runs.clear();
    row_counts_.fill(0);
    for (const SlotMeta& row : slots_->rows()) {
        auto& runs = runs_[static_cast<std::size_t>(row.storage)];
        ++row_counts_[static_cast<std::size_t>(row.storage)];
        if (!runs.empty() && runs.back().offset + runs.back().count == row.offset) ++runs.back().count;
        else runs.push_back({row.offset, 1});
    }
}

std::uint64_t FrameHasher::hash_values(const ValueStore& values) const {
    ContentHash hash;
    for (const std::uint64_t count : row_counts_) hash.add(count);
    const auto runs = [this](Storage storage) -> const std::vector<Run>& {
        return runs_[static_cast<std::size_t>(storage)];
    };
    add_runs(hash, values.f64(), runs(Storage::F64));
    add_runs(hash, values.f32(), runs(Storage::F32));
    add_runs(hash, values.i32(), runs(Storage::I32));
    add_runs(hash, values.u32(), runs(Storage::U32));
    if (!runs(Storage::Object).empty()) add_objects(hash, values);
    return hash.result();
}

FrameHash FrameHasher::hash(const RuntimeState& runtime) {
    prepare(runtime.values);
    return {hash_values(runtime.values), hash_marks(runtime.values), hash_state(runtime.state), hash_context(runtime)};
}

std::uint64_t frame_hash(const RuntimeState& runtime) { return FrameHasher{}.hash(runtime).combined(); }

std::uint64_t slot_value_hash(const ValueStore& values, SlotIndex slot) {
    ContentHash hash;
    hash.add(values.value_at(slot));
    return hash.result();
}

std::uint64_t slot_mark_hash(const ValueStore& values, SlotIndex slot) {
    const WriteStatus status = values.status(slot);
    ContentHash hash;
    hash.add(static_cast<std::uint64_t>(status));
    if (status == WriteStatus::Same || status == WriteStatus::Changed) {
        hash.add(std::uint64_t{values.record(slot).writer});
        hash.add(std::uint64_t{values.record(slot).order});
    }
    return hash.result();
}

}  // namespace slotscope
