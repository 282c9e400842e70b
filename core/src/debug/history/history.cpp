// SPDX-License-Identifier: MIT
// Keyframes: where they are taken, how they thin out, how the nearest is found; hashes; branches.
#include "slotscope/history.h"

#include <algorithm>
#include <cmath>
#include <set>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <fmt/format.h>

#include "slotscope/assert.h"
#include "slotscope/frame_hash.h"

namespace slotscope {
namespace {

/// A keyframe may cost this share of the frames between two of them. Their hashes cost as much again.
constexpr double kKeyframeShare = 0.002;
/// What a step and a copied byte cost about, in nanoseconds. Only their ratio matters, and it only to a factor.
constexpr double kStepNs = 5, kByteNs = 0.15;
/// A hash costs about as much as two keyframes. Keyframes of hashed frames can name the slot that differs.
constexpr FrameNumber kKeyframesPerHash = 2;
/// Frames near the cursor may take this part of the budget: an eighth.
constexpr std::size_t kNearShare = 8;
/// Frames up to this age count as recent; older ones may lie farther apart, the more the older.
constexpr double kRecentFrames = 4096;
/// After thinning there is room for so many more, so that it does not happen for every keyframe.
constexpr double kThinnedTo = 0.875;

std::size_t text_bytes(const Fault& fault) { return fault.message.capacity() + fault.hint.capacity(); }

/// What was freed goes back to the system, where the allocator would keep it for itself.
void give_memory_back() {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

/// Without the texts of its faults.
std::size_t branch_bytes(const Branch& branch) { return branch.log.bytes() + branch.faults.capacity() * sizeof(Fault); }

}  // namespace

// --- Recording ------------------------------------------------------------------------------------------------------

void History::begin(const Playhead& start, const ExecutorOptions& options) {
    SLOTSCOPE_ASSERT(start.frame() == 0, "a recording begins at frame 0");
    others_.clear();
    near_.clear();
    pool_.clear();
    keyframes_.clear();
    hashes_.clear();
    near_bytes_ = pool_bytes_ = keyframe_bytes_ = fault_bytes_ = 0;
    branch_ = Branch{};
    ++bookmarks_revision_;
    ++run_;
    branch_.id = next_branch_id_ = 0;
    branch_.log.programs.push_back(start.executor().program());
    branch_.log.options = options;
    finished_ = 0;
    auto first = take_keyframe(start);
    choose_spacing(start, first->bytes);
    hash_every_ = spacing_ * kKeyframesPerHash;
    hashes_.push_back(hasher_.hash(start.executor().state()).combined());
    add_keyframe(std::move(first));
}

std::size_t History::add_program(ProgramPtr program) {
    branch_.log.programs.push_back(std::move(program));
    return branch_.log.programs.size() - 1;
}

std::optional<Error> History::set_bookmark(Bookmark bookmark) {
    ++bookmarks_revision_;
    return branch_.bookmarks.set(std::move(bookmark));
}

void History::set_bookmarks(BookmarkSet bookmarks) {
    ++bookmarks_revision_;
    branch_.bookmarks = std::move(bookmarks);
}

void History::remove_bookmark(FrameNumber frame) {
    ++bookmarks_revision_;
    static_cast<void>(branch_.bookmarks.remove(frame));
}

std::optional<Divergence> History::frame_done(const Playhead& playhead, bool keep) {
    const FrameNumber frame = playhead.frame();
    if (keep) keep_near(playhead);
    if (frame <= finished_) {
        const bool is_hashed = frame % hash_every_ == 0 && frame / hash_every_ < hashes_.size();
        return is_hashed ? compare(playhead) : std::nullopt;
    }
    finished_ = frame;
    if (playhead.fault()) add_fault(*playhead.fault());
    if (frame % hash_every_ == 0) {
        SLOTSCOPE_ASSERT(hashes_.size() == frame / hash_every_, "every frame is finished once");
        hashes_.push_back(hasher_.hash(playhead.executor().state()).combined());
    }
    if (frame >= next_keyframe_) {
        add_keyframe(take_keyframe(playhead));
        obey_budget();
    }
    return std::nullopt;
}

void History::add_fault(const Fault& fault) {
    ++branch_.fault_count;
    if (branch_.faults.size() >= Branch::kMaxFaults) {
        branch_.faults.erase(branch_.faults.begin(), branch_.faults.begin() + Branch::kMaxFaults / 10);
        count_faults();
    }
    branch_.faults.push_back(fault);
    fault_bytes_ += text_bytes(branch_.faults.back());
}

void History::count_faults() {
    fault_bytes_ = 0;
    for (const Fault& fault : branch_.faults) fault_bytes_ += text_bytes(fault);
}

std::optional<Divergence> History::compare(const Playhead& playhead) {
    const FrameNumber frame = playhead.frame();
    const RuntimeState& state = playhead.executor().state();
    if (hasher_.hash(state).combined() == hashes_[frame / hash_every_]) return std::nullopt;
    // A keyframe of that very frame knows the values as they were.
    const auto at = std::ranges::lower_bound(keyframes_, frame, {}, [](const auto& k) { return k->frame; });
    if (at != keyframes_.end() && (*at)->frame == frame && (*at)->edits == playhead.edits_done()) {
        if (const auto difference = first_difference((*at)->snapshot.runtime, state))
            return Divergence{
                frame, fmt::format("Frame {} gave something else when it ran again: {}", frame, difference->message)};
    }
    return Divergence{frame, fmt::format("One of the frames {} to {} gave something else when it ran again",
                                         frame - std::min(frame, hash_every_) + 1, frame)};
}

// --- Keyframes ------------------------------------------------------------------------------------------------------

void History::choose_spacing(const Playhead& playhead, std::size_t bytes) {
    const double frame_ns = kStepNs * std::max<double>(playhead.step_count(), 1);
    const double frames = kByteNs * static_cast<double>(bytes) / (frame_ns * kKeyframeShare);
    spacing_ = std::clamp(static_cast<FrameNumber>(std::ceil(frames)), min_spacing_, max_spacing_);
}

History::KeyframePtr History::take_keyframe(const Playhead& playhead) {
    KeyframePtr keyframe;
    if (pool_.empty()) {
        keyframe = std::make_shared<Keyframe>();
    } else {
        keyframe = std::move(pool_.back());
        pool_.pop_back();
        pool_bytes_ -= keyframe->bytes;
    }
    playhead.save(keyframe->snapshot);
    keyframe->frame = playhead.frame();
    keyframe->edits = playhead.edits_done();
    keyframe->bytes = sizeof(Keyframe) + keyframe->snapshot.bytes();
    return keyframe;
}

void History::add_keyframe(KeyframePtr keyframe) {
    keyframe_bytes_ += keyframe->bytes;
    next_keyframe_ = keyframe->frame + spacing_;
    keyframes_.push_back(std::move(keyframe));
}

void History::recycle(KeyframePtr keyframe) {
    if (keyframe.use_count() != 1) return;  // another branch has it too
    keyframe_bytes_ -= keyframe->bytes;
    pool_bytes_ += keyframe->bytes;
    pool_.push_back(std::move(keyframe));
}

void History::keep_near(const Playhead& playhead) {
    const FrameNumber frame = playhead.frame();
    if (near_.contains(frame)) return;
    auto keyframe = take_keyframe(playhead);
    near_bytes_ += keyframe->bytes;
    near_.emplace(frame, std::move(keyframe));
    while (near_bytes_ > budget_ / kNearShare && near_.size() > 1) {
        // The one that is farthest from where the playhead is now.
        const auto first = near_.begin(), last = std::prev(near_.end());
        const auto victim = frame - first->first > last->first - frame ? first : last;
        near_bytes_ -= victim->second->bytes;
        near_.erase(victim);
    }
}

FrameNumber History::approach(Playhead& playhead, FrameNumber frame) const {
    // The playhead itself is a candidate when it stands before the place.
    const bool is_too_far = playhead.frame() > frame || (playhead.frame() == frame && playhead.is_behind_edits(log()));
    const bool can_stay = !playhead.in_frame() && !is_too_far;
    const Keyframe* best = nullptr;
    const auto after = std::ranges::upper_bound(keyframes_, frame, {}, [](const auto& k) { return k->frame; });
    if (after != keyframes_.begin()) best = (after - 1)->get();
    if (const auto near_after = near_.upper_bound(frame); near_after != near_.begin()) {
        const Keyframe* candidate = std::prev(near_after)->second.get();
        if (best == nullptr || candidate->frame > best->frame) best = candidate;
    }
    SLOTSCOPE_ASSERT(best != nullptr, "there is a keyframe of frame 0");
    // Restoring costs about as much as a few frames; staying is not worse by more.
    constexpr FrameNumber kRestoreFrames = 2;
    if (!can_stay || playhead.frame() + kRestoreFrames < best->frame)
        playhead.restore(best->snapshot, best->edits, log());
    return frame - playhead.frame();
}

Playhead History::new_playhead(const Playhead& like) const {
    Playhead playhead(like.executor().twin());
    playhead.restore(keyframes_.front()->snapshot, keyframes_.front()->edits, log());
    return playhead;
}

std::vector<FrameNumber> History::keyframe_frames() const {
    std::vector<FrameNumber> frames;
    frames.reserve(keyframes_.size());
    for (const auto& keyframe : keyframes_) frames.push_back(keyframe->frame);
    return frames;
}

// --- Budget ---------------------------------------------------------------------------------------------------------

HistoryUse History::use() const noexcept {
    HistoryUse use;
    use.log = branch_bytes(branch_) + fault_bytes_;
    use.hashes = hashes_.capacity() * sizeof(std::uint64_t);
    for (const Line& line : others_) {
        use.log += line.bytes;
        use.hashes += line.hashes.capacity() * sizeof(std::uint64_t);
    }
    use.keyframes = keyframe_bytes() + keyframes_.capacity() * sizeof(KeyframePtr);
    use.near_frames = near_bytes_;
    use.other = other_bytes_;
    use.budget = budget_;
    return use;
}

void History::set_other_bytes(std::size_t bytes) {
    const bool has_grown = bytes > other_bytes_;
    other_bytes_ = bytes;
    if (has_grown && use().total() > budget_) obey_budget();
}

void History::set_budget(std::size_t bytes) {
    budget_ = bytes;
    near_.clear();
    near_bytes_ = 0;
    obey_budget();
    pool_.clear();
    pool_bytes_ = 0;
    give_memory_back();
}

void History::obey_budget() {
    const HistoryUse now = use();
    // The near frames' room is kept free, since they come and go.
    const std::size_t reserved =
        now.log + now.hashes + std::max(now.other, reserved_bytes_) + std::max(near_bytes_, budget_ / kNearShare);
    const std::size_t allowance = budget_ > reserved ? budget_ - reserved : 0;
    if (keyframe_bytes() <= allowance) return;
    if (keyframe_bytes_ <= allowance) {  // memory in the pool is given back first
        pool_.clear();
        pool_bytes_ = 0;
        return;
    }
    // Other branches are reached by replay from what they share with this one.
    for (Line& line : others_) {
        std::erase_if(line.keyframes, [&](KeyframePtr& keyframe) {
            if (keyframe->frame == 0) return false;
            recycle(std::move(keyframe));
            return true;
        });
    }
    thin(static_cast<std::size_t>(static_cast<double>(allowance) * kThinnedTo));
    // What was given up is used for the keyframes to come, up to the allowance.
    while (!pool_.empty() && keyframe_bytes() > allowance) {
        pool_bytes_ -= pool_.back()->bytes;
        pool_.pop_back();
    }
}

/// Problem: of n keyframes some must go, such that seeks stay quick everywhere and quickest among recent frames.
/// Approach: the score of a keyframe is the gap that its removal leaves, divided by a weight that grows with the
/// logarithm of its age; each pass removes up to a quarter of those with the lowest scores, never two neighbours, so
/// that gaps double. Cost: O(n) a pass, a few passes each time a quarter of the memory was filled anew.
void History::thin(std::size_t allowance) {
    std::vector<double> scores, sorted;
    while (keyframe_bytes_ > allowance && keyframes_.size() > 2) {
        const std::size_t inner = keyframes_.size() - 2;
        const FrameNumber newest = keyframes_.back()->frame;
        scores.resize(inner);
        for (std::size_t i = 0; i < inner; ++i) {
            const auto gap = static_cast<double>(keyframes_[i + 2]->frame - keyframes_[i]->frame);
            const auto age = static_cast<double>(newest - keyframes_[i + 1]->frame);
            scores[i] = gap / (1 + std::log2(1 + age / kRecentFrames));
        }
        sorted = scores;
        const auto quarter = sorted.begin() + static_cast<std::ptrdiff_t>(inner / 4);
        std::ranges::nth_element(sorted, quarter);
        std::size_t kept = 1;
        bool removed_last = false;
        for (std::size_t i = 1; i < keyframes_.size(); ++i) {
            const bool is_inner = i <= inner;
            if (is_inner && !removed_last && scores[i - 1] <= *quarter && keyframe_bytes_ > allowance) {
                recycle(std::move(keyframes_[i]));
                removed_last = true;
                continue;
            }
            removed_last = false;
            if (kept != i) keyframes_[kept] = std::move(keyframes_[i]);
            ++kept;
        }
        keyframes_.resize(kept);
    }
    // Not even two fit: the beginning is always kept, everything else is run again.
    if (keyframe_bytes_ > allowance && keyframes_.size() == 2) {
        recycle(std::move(keyframes_.back()));
        keyframes_.pop_back();
    }
}

// --- Branches -------------------------------------------------------------------------------------------------------

void History::fork(FrameNumber frame, std::size_t edits_done, bool is_in_frame) {
    const bool is_end =
        frame == newest() && edits_done == branch_.log.edits.size() && (!is_in_frame || finished_ < frame);
    if (is_end) return;
    Line line{branch_, keyframes_, hashes_, finished_, branch_bytes(branch_) + fault_bytes_};
    others_.push_back(std::move(line));
    branch_.parent = branch_.id;
    branch_.id = ++next_branch_id_;
    branch_.fork_frame = frame;

    // A frame that is under way is not finished, and what was kept of its end belongs to the other branch.
    const FrameNumber last_whole = is_in_frame ? frame - 1 : frame;
    branch_.log.times.truncate(frame);
    branch_.log.edits.resize(edits_done);
    finished_ = std::min(finished_, last_whole);
    const auto belongs_to_other = [&](const Keyframe& k) { return k.frame > last_whole || k.edits > edits_done; };
    std::erase_if(keyframes_, [&](const KeyframePtr& keyframe) { return belongs_to_other(*keyframe); });
    std::erase_if(near_, [&](const auto& entry) {
        if (!belongs_to_other(*entry.second)) return false;
        near_bytes_ -= entry.second->bytes;
        return true;
    });
    hashes_.resize(std::min<std::size_t>(hashes_.size(), last_whole / hash_every_ + 1));
    const auto later =
        std::ranges::find_if(branch_.faults, [&](const Fault& fault) { return fault.frame > last_whole; });
    branch_.fault_count -= static_cast<std::uint64_t>(branch_.faults.end() - later);
    branch_.faults.erase(later, branch_.faults.end());
    count_faults();
    branch_.bookmarks.remove_after(frame);
    ++bookmarks_revision_;
    next_keyframe_ = keyframes_.back()->frame + spacing_;
}

std::vector<const Branch*> History::other_branches() const {
    std::vector<const Branch*> branches;
    for (const Line& line : others_) branches.push_back(&line.branch);
    return branches;
}

bool History::switch_to(std::uint32_t id) {
    const auto found = std::ranges::find_if(others_, [&](const Line& line) { return line.branch.id == id; });
    if (found == others_.end()) return false;
    std::swap(branch_, found->branch);
    ++bookmarks_revision_;
    std::swap(keyframes_, found->keyframes);
    std::swap(hashes_, found->hashes);
    std::swap(finished_, found->finished);
    found->bytes = branch_bytes(found->branch) + fault_bytes_;
    count_faults();
    near_.clear();
    near_bytes_ = 0;
    next_keyframe_ = keyframes_.back()->frame + spacing_;
    return true;
}

bool History::drop_branch(std::uint32_t id) {
    const auto found = std::ranges::find_if(others_, [&](const Line& line) { return line.branch.id == id; });
    if (found == others_.end()) return false;
    for (KeyframePtr& keyframe : found->keyframes) recycle(std::move(keyframe));
    others_.erase(found);
    if (branch_.parent == id) branch_.parent.reset();
    for (Line& line : others_) {
        if (line.branch.parent == id) line.branch.parent.reset();
    }
    return true;
}

}  // namespace slotscope
