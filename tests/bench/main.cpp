// SPDX-License-Identifier: MIT
// The benchmark executable: Google Benchmark's options, and some of our own for tests/bench/report.py:
//   FILE.json[.gz]...        executor rows for these programs too
//   --write_programs=DIR     write the generated programs, and index.json with their hashes; then stop
//   --measure_columns FILE.json...   bits per value of these programs' columns; then stop
//   --measure_recording      the cost of recording beside the bare executor; then stop
//   --measure_load=FILE      load FILE once and print the time and the process's peak memory; then stop
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/bench_programs.h"
#include "bench/column_bench.h"
#include "bench/executor_bench.h"
#include "bench/program_json.h"
#include "bench/recording_bench.h"
#include "slotscope/executor.h"
#include "slotscope/program_io.h"
#include "support/big_program.h"

namespace {

using namespace slotscope;

/// The hash that peer.mjs makes: FNV over the 32-bit words of all slots after 100 frames.
std::uint32_t hash_after_frames(const ProgramPtr& program) {
    Executor executor = Executor::create(program).value();
    for (int frame = 0; frame < 100; ++frame) executor.run_frame(frame * 1000.0 / 60);
    std::uint32_t hash = 0x811c9dc5;
    for (const double value : executor.state().values.f64()) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        hash = (hash ^ static_cast<std::uint32_t>(bits)) * 0x01000193;
        hash = (hash ^ static_cast<std::uint32_t>(bits >> 32)) * 0x01000193;
    }
    return hash;
}

int write_programs(const std::string& folder) {
    std::string index;
    for (const bench::ProgramShape& shape : bench::kProgramShapes) {
        for (const std::size_t slots : {100U, 1000U, 10000U}) {
            const ProgramPtr program = shape.make(slots);
            const std::string file = fmt::format("{}-{}.json", shape.name, slots);
            std::ofstream(folder + "/" + file) << bench::program_json(*program);
            index += fmt::format("{}\n \"{}\": {{\"row\": \"executor/{}/{}\", \"hash\": {}}}", index.empty() ? "" : ",",
                                 file, shape.name, slots, hash_after_frames(program));
        }
    }
    std::ofstream(folder + "/big.json") << test::big_program_json(20'000'000);
    std::ofstream out(folder + "/index.json");
    out << "{" << index << "\n}\n";
    return out.good() ? 0 : 1;
}

/// In bytes; 0 where the system does not tell. `what`: "VmHWM" is the peak, "VmRSS" what is used now.
std::size_t resident_bytes(std::string_view what) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(what)) return std::stoul(line.substr(what.size() + 1)) * 1024;
    }
    return 0;
}

int measure_load(const std::string& file) {
    const std::size_t before = resident_bytes("VmRSS");
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t cpu_start = std::clock();
    const auto loaded = load_program(file);
    const double cpu_time = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    if (!loaded) return 1;
    std::printf("{\"seconds\": %.6f, \"cpu_seconds\": %.6f, \"bytes\": %zu, \"peak_bytes\": %zu, \"steps\": %zu}\n",
                time.count(), cpu_time, loaded->bytes, resident_bytes("VmHWM") - before, loaded->program->steps.size());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto value = [&] { return argument.substr(argument.find('=') + 1); };
        if (argument.starts_with("--write_programs=")) return write_programs(value());
        if (argument.starts_with("--measure_load=")) return measure_load(value());
        if (argument == "--measure_recording") return bench::measure_recording();
        if (argument == "--measure_columns")
            return bench::measure_columns(std::vector<std::string>(argv + i + 1, argv + argc));
    }
    benchmark::Initialize(&argc, argv);
    for (int i = 1; i < argc; ++i) {
        auto loaded = load_program(argv[i]);
        if (!loaded) {
            std::fprintf(stderr, "%s: not an option, and not a program that loads\n", argv[i]);
            return 1;
        }
        benchmark::RegisterBenchmark(
            fmt::format("executor/{}", argv[i]).c_str(),
            [program = loaded->program](benchmark::State& state) { bench::run_frames(state, program); });
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
