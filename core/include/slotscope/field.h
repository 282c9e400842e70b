// SPDX-License-Identifier: MIT
// Field expressions (per-element values), cameras and meshes: the tables that the materialise and 3D steps use.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "slotscope/ids.h"
#include "slotscope/signal.h"
#include "slotscope/types.h"

namespace slotscope {

struct FieldConst {
    Ref constant = kNoRef;
};
struct FieldBroadcastSig {
    Ref signal = kNoRef;
    SlotId domain_slot = kNoSlot;
};
struct FieldMap {
    Ref source = kNoRef;
    PureFn fn;
    Value params;
};
struct FieldZip {
    Ref a = kNoRef;
    Ref b = kNoRef;
    PureFn fn;
    Value params;
};
struct FieldSelect {
    Ref condition = kNoRef;
    Ref if_true = kNoRef;
    Ref if_false = kNoRef;
};
struct FieldTransform {
    Ref source = kNoRef;
    Ref chain = kNoRef;
};
struct FieldBusCombine {
    Ref bus = kNoRef;
    std::vector<Ref> terms;
    Combine combine;
};
struct FieldUnknown {
    std::string kind;
};

struct FieldNode {
    TypeIndex type = 0;
    std::variant<FieldConst, FieldBroadcastSig, FieldMap, FieldZip, FieldSelect, FieldTransform, FieldBusCombine,
                 FieldUnknown>
        body;
};

/// A camera as the program gives it: checked when a step evaluates it, so every member keeps what was written.
struct Camera {
    std::string id;
    Value definition;  ///< the whole object
};

/// A mesh recipe, likewise.
struct Mesh {
    std::string id;
    Value definition;
};

}  // namespace slotscope
