// SPDX-License-Identifier: MIT
#include "slotscope/assert.h"

#include <cstdio>
#include <cstdlib>

namespace slotscope {

void assertion_failed(const char* condition, const char* why, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: this is a bug in Slotscope: %s (%s is false)\n", file, line, why, condition);
    std::abort();
}

}  // namespace slotscope
