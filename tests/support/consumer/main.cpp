// SPDX-License-Identifier: MIT
// What a project that uses the core does first: reads a program. Exits with 0 when it was read.
#include <cstdio>

#include "slotscope/program_io.h"

int main(int argc, char** argv) {
    const auto loaded = slotscope::load_program(argc > 1 ? argv[1] : "");
    if (!loaded) {
        std::fputs("the program was not read\n", stderr);
        return 1;
    }
    std::printf("%zu bytes\n", loaded->bytes);
    return 0;
}
