// SPDX-License-Identifier: MIT
// The same claims under libFuzzer, which finds its own texts: slotscope_loader_libfuzzer FOLDER…
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "check_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        static_cast<void>(slotscope::fuzz::check_input({reinterpret_cast<const char*>(data), size}));
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        std::abort();
    }
    return 0;
}
