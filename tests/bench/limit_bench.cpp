// SPDX-License-Identifier: MIT
// What the machine allows, measured in the same run: bytes copied per second, and the arithmetic of the generated programs
// as compiled loops over a plain array, without slots, tracking, program or single-writer rule.
#include <cstring>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

void count_slots(benchmark::State& state) {
    state.counters["s/slot"] =
        benchmark::Counter(static_cast<double>(state.range(0)),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void copy(benchmark::State& state) {
    const auto bytes = static_cast<std::size_t>(state.range(0));
    std::vector<char> from(bytes, 1), to(bytes);
    for (auto _ : state) {
        std::memcpy(to.data(), from.data(), bytes);
        benchmark::ClobberMemory();
    }
    // Every byte is read once and written once.
    state.counters["s/byte"] = benchmark::Counter(
        2.0 * static_cast<double>(bytes), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

double larger(double a, double b) { return a > b ? a : b; }

void chain(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    std::vector<double> v(count);
    double phase = 0;
    for (auto _ : state) {
        double last = phase += 0.001;
        for (std::size_t i = 0; i + 2 < count; i += 3) {
            v[i] = last = last + 0.75;
            v[i + 1] = last = last * 0.5;
            v[i + 2] = last = larger(last, 0.75);
        }
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

void tree(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    std::vector<double> v(count);
    double phase = 0;
    for (auto _ : state) {
        phase += 0.001;
        const std::size_t leaves = count / 2;
        for (std::size_t i = 0; i < leaves; ++i) v[i] = phase * static_cast<double>(i + 1);
        for (std::size_t i = leaves, from = 0; i < count; ++i, from += 2) v[i] = v[from] + v[from + 1];
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

/// Two random earlier slots per slot.
void mixed(benchmark::State& state) {
    const auto count = static_cast<std::uint32_t>(state.range(0));
    std::mt19937 random(7);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    std::vector<double> v(count);
    std::vector<std::uint32_t> a(count), b(count);
    for (std::uint32_t i = 1; i < count; ++i) a[i] = below(i), b[i] = below(i);
    for (auto _ : state) {
        v[0] += 0.001;
        for (std::uint32_t i = 1; i < count; ++i) v[i] = larger(v[a[i]], v[b[i]] * 0.5);
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

}  // namespace

BENCHMARK(copy)->Name("limit/copy")->Arg(16 << 10)->Arg(64 << 10)->Arg(64 << 20);
BENCHMARK(chain)->Name("limit/chain")->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(tree)->Name("limit/tree")->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(mixed)->Name("limit/mixed")->Arg(100)->Arg(1000)->Arg(10000);
