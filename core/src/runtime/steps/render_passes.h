// SPDX-License-Identifier: MIT
// The passes of a render frame, from batches. Both throw FaultError and StoreError.
#pragma once

#include "runtime/run_context.h"

namespace slotscope {

[[nodiscard]] Value make_instances_pass(RunContext& context, const InstanceBatch& batch);
[[nodiscard]] Value make_paths_pass(RunContext& context, const PathBatch& batch);

/// A batch in a list that a slot holds; members that are not given are kNoSlot, nullopt or NaN.
[[nodiscard]] InstanceBatch instance_batch_of(const Value& definition);
[[nodiscard]] PathBatch path_batch_of(const Value& definition);

/// The batch's count; where it is 0 or less, that of the domain in its slot.
[[nodiscard]] double batch_count(RunContext& context, double count, SlotId domain);
/// "instances2d-12".
[[nodiscard]] Value pass_header(std::string_view kind, SlotId domain);
/// A reference to the buffer in a slot, which the frame names by the slot's number.
[[nodiscard]] Value buffer_reference(SlotId slot, std::string_view type, std::size_t length);
/// The slot of a batch's member; kNoSlot where it is not given or no slot number.
[[nodiscard]] SlotId slot_member(const Value& definition, std::string_view name);

/// What a number for all elements, or a buffer with one each, is in a frame. `type`: "f32" or "u8" with numbers packed as
/// u32. `length`: what the buffer must have, any where it is not given.
[[nodiscard]] Value scalar_or_buffer(RunContext& context, std::string_view role, SlotId slot, std::string_view type,
                                     std::optional<double> length);

}  // namespace slotscope
