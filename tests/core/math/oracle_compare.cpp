// SPDX-License-Identifier: MIT
//
// oracle_compare SCRIPT [COUNT] [SEED]: compares every function of runtime/math with node's on COUNT random arguments
// each. SCRIPT is node_oracle.mjs; this program computes, node recomputes and counts the differences.
//
// Exit status: 0 no difference, 1 differences (node prints them), 2 bad usage, 77 when there is nothing to compare
// with: no node here, or one whose V8 is not 11.3, the version that the reference traces were made with.
//
// Stream to node, little endian: blocks of 32 bytes of name, u32 kind, u32 count, then
// kind 1 (unary) x[count] result[count]; kind 2 (binary) x[count] y[count] result[count];
// kind 3 (text) count bytes of lines "parse HEXTEXT BITS" and "print BITS HEXTEXT", the text being UTF-8 in hex.
#include "core/math/function_table.h"
#include "core/math/sample_inputs.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <sys/wait.h>

namespace {

using namespace slotscope::math;
using namespace slotscope::math::test;

constexpr std::size_t kBlock = 65536;
constexpr int kSkip = 77;

int exit_status(int wait_status) { return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 1; }

class Stream {
public:
    explicit Stream(std::FILE* file) : file_(file) {}

    void block(std::string_view name, std::uint32_t kind, std::size_t count) {
        std::array<char, 32> padded{};
        std::copy_n(name.begin(), std::min(name.size(), padded.size() - 1), padded.begin());
        const std::uint32_t numbers[2] = {kind, static_cast<std::uint32_t>(count)};
        write(padded.data(), padded.size());
        write(numbers, sizeof numbers);
    }
    void values(const std::vector<double>& values) { write(values.data(), values.size() * sizeof(double)); }
    void text(const std::string& text) { write(text.data(), text.size()); }

private:
    void write(const void* data, std::size_t size) {
        if (std::fwrite(data, 1, size, file_) != size) {
            std::fputs("oracle_compare: node stopped reading\n", stderr);
            std::exit(1);
        }
    }

    std::FILE* file_;
};

void compare_unary(const UnaryFunction& function, std::size_t count, Random& random, Stream& out) {
    for (std::size_t done = 0; done < count; done += kBlock) {
        const std::size_t size = std::min(kBlock, count - done);
        std::vector<double> x(size);
        std::vector<double> result(size);
        for (std::size_t i = 0; i < size; ++i) {
            x[i] = sample(random);
            result[i] = function.call(x[i]);
        }
        out.block(function.name, 1, size);
        out.values(x);
        out.values(result);
    }
}

void compare_binary(const BinaryFunction& function, std::size_t count, Random& random, Stream& out) {
    for (std::size_t done = 0; done < count; done += kBlock) {
        const std::size_t size = std::min(kBlock, count - done);
        std::vector<double> x(size);
        std::vector<double> y(size);
        std::vector<double> result(size);
        for (std::size_t i = 0; i < size; ++i) {
            const Pair pair = sample_pair(random);
            x[i] = pair.first;
            y[i] = pair.second;
            result[i] = function.call(x[i], y[i]);
        }
        out.block(function.name, 2, size);
        out.values(x);
        out.values(y);
        out.values(result);
    }
}

std::string bits_text(double x) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(x)));
    return text;
}

std::string hex_text(std::string_view text) {
    std::string hex;
    for (const char c : text) {
        hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
        hex += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
    }
    return hex;
}

void compare_text(std::size_t count, Random& random, Stream& out) {
    for (std::size_t done = 0; done < count; done += kBlock) {
        std::string lines;
        for (std::size_t i = 0; i < std::min(kBlock, count - done); ++i) {
            const std::string text = sample_number_text(random);
            lines += "parse " + hex_text(text) + ' ' + bits_text(string_to_number(text)) + '\n';
            const double x = sample(random);
            lines += "print " + bits_text(x) + ' ' + hex_text(number_to_string(x)) + '\n';
        }
        out.block("text", 3, lines.size());
        out.text(lines);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 4) {
        std::fputs("usage: oracle_compare node_oracle.mjs [COUNT] [SEED]\n", stderr);
        return 2;
    }
    const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000;
    const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
    // Through the environment, so that no character of the path needs quoting.
    setenv("SLOTSCOPE_ORACLE", argv[1], 1);

    const int status = exit_status(std::system("node \"$SLOTSCOPE_ORACLE\" --check"));
    if (status != 0) {
        std::puts(status == kSkip ? "Skipped: node is here, but its V8 is not 11.3"
                                  : "Skipped: node does not run here");
        return kSkip;
    }
    std::FILE* pipe = popen("node \"$SLOTSCOPE_ORACLE\"", "w");
    if (pipe == nullptr) {
        std::perror("oracle_compare: node");
        return 1;
    }
    Stream out(pipe);
    Random random(seed);
    for (const UnaryFunction& function : kUnaryFunctions) { compare_unary(function, count, random, out); }
    for (const BinaryFunction& function : kBinaryFunctions) { compare_binary(function, count, random, out); }
    compare_text(count, random, out);
    return exit_status(pclose(pipe));
}
