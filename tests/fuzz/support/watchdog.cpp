// SPDX-License-Identifier: MIT
#include "fuzz/support/watchdog.h"

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <unistd.h>

namespace slotscope::fuzz {
namespace {

// A signal handler has no other way to get at them.
const char* program_name = "";
std::uint64_t present_seed = 0;

void print(const char* text) {
    const ssize_t ignored = write(STDERR_FILENO, text, std::strlen(text));
    static_cast<void>(ignored);
}

/// Only async-signal-safe calls.
void report_signal(int signal) {
    char digits[24] = {};
    std::size_t count = 0;
    for (std::uint64_t rest = present_seed; count == 0 || rest != 0; rest /= 10)
        digits[count++] = static_cast<char>('0' + rest % 10);
    std::reverse(digits, digits + count);
    print(program_name);
    print(": stopped at seed ");
    print(digits);
    print("\n");
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

}  // namespace

void start_watching(const char* name) {
    program_name = name;
    for (const int signal : {SIGALRM, SIGSEGV, SIGABRT, SIGFPE, SIGBUS}) std::signal(signal, report_signal);
}

void watch(std::uint64_t seed, unsigned seconds) {
    present_seed = seed;
    alarm(seconds);
}

}  // namespace slotscope::fuzz
