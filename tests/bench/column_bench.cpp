// SPDX-License-Identifier: MIT
// Columns: how fast they are recorded, encoded and decoded, and how many bits a value takes on what programs really make.
#include "bench/column_bench.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <zstd.h>

#include "bench/bench_programs.h"
#include "slotscope/column_recorder.h"
#include "slotscope/columns.h"
#include "slotscope/executor.h"
#include "slotscope/program_io.h"

namespace slotscope::bench {

namespace {

using Column = std::vector<double>;

Column column_of(ColumnScheme scheme) {
    Column values(kChunkFrames);
    std::mt19937_64 random(5);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto x = static_cast<double>(i);
        switch (scheme) {
            case ColumnScheme::Constant: values[i] = 0.1; break;
            case ColumnScheme::Runs: values[i] = std::sqrt(std::floor(x / 10) + 2); break;
            case ColumnScheme::Alp: values[i] = std::round(std::sin(x / 50) * 1000) / 1000; break;
            case ColumnScheme::AlpRd: values[i] = 2 + std::sin(x / 50); break;
            case ColumnScheme::Zstd: values[i] = 2 + std::sin(std::fmod(x, 120) / 50); break;
            case ColumnScheme::Raw: values[i] = std::bit_cast<double>(random()); break;
        }
    }
    return values;
}

void count_values(benchmark::State& state, double values) {
    state.counters["s/value"] =
        benchmark::Counter(values, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void encode(benchmark::State& state, ColumnScheme scheme) {
    const Column values = column_of(scheme);
    if (encode_column(values).scheme != scheme) state.SkipWithError("another scheme is smaller");
    for (auto _ : state) benchmark::DoNotOptimize(encode_column(values));
    count_values(state, static_cast<double>(values.size()));
}

void decode(benchmark::State& state, ColumnScheme scheme) {
    Column values = column_of(scheme);
    const EncodedColumn column = encode_column(values);
    if (column.scheme != scheme) state.SkipWithError("another scheme is smaller");
    for (auto _ : state) {
        decode_column(column, values);
        benchmark::ClobberMemory();
    }
    count_values(state, static_cast<double>(values.size()));
}

/// Values, marks and summaries of every slot; the frames themselves are not measured: two states take turns.
void record(benchmark::State& state) {
    const auto slots = static_cast<std::uint32_t>(state.range(0));
    std::vector<SlotMeta> rows(slots);
    for (std::uint32_t i = 0; i < slots; ++i) rows[i].slot = rows[i].offset = i;
    ValueStore store(std::make_shared<const SlotTable>(rows));
    ColumnRecorder recorder(store.slots());
    for (std::uint32_t i = 0; i < slots; ++i) store.write_f64(i, i, std::sin(i));
    for (auto _ : state) {
        store.clear();  // the frame number goes on; nothing counts as written
        if (recorder.append(store)) benchmark::DoNotOptimize(recorder.column(0));
    }
    count_values(state, slots);
}

/// A whole frame with its recording, and without: the difference is what recording costs a run.
void run_and_record(benchmark::State& state, bool records) {
    Executor executor = Executor::create(mixed_program(static_cast<std::size_t>(state.range(0)))).value();
    ColumnRecorder recorder(executor.state().values.slots());
    double t = 0;
    for (auto _ : state) {
        executor.run_frame(t);
        t += 1000.0 / 60;
        if (records && recorder.append(executor.state().values)) benchmark::DoNotOptimize(recorder.column(0));
    }
    count_values(state, static_cast<double>(state.range(0)));
}

const bool kRegistered = [] {
    for (const ColumnScheme scheme : {ColumnScheme::Constant, ColumnScheme::Runs, ColumnScheme::Alp,
                                      ColumnScheme::AlpRd, ColumnScheme::Zstd, ColumnScheme::Raw}) {
        const std::string name(scheme_name(scheme));
        benchmark::RegisterBenchmark(("column/encode/" + name).c_str(),
                                     [scheme](benchmark::State& state) { encode(state, scheme); });
        benchmark::RegisterBenchmark(("column/decode/" + name).c_str(),
                                     [scheme](benchmark::State& state) { decode(state, scheme); });
    }
    benchmark::RegisterBenchmark("column/record", record)->Arg(100)->Arg(1000)->Arg(10000);
    for (const bool records : {false, true}) {
        benchmark::RegisterBenchmark(records ? "column/mixed_recorded" : "column/mixed_bare",
                                     [records](benchmark::State& state) { run_and_record(state, records); })
            ->Arg(1000)
            ->Arg(10000);
    }
    return true;
}();

// --- Bits per value on real columns ---------------------------------------------------------------------------------

struct Sizes {
    double values = 0, ours = 0, zstd_chunk = 0, zstd_column = 0;

    void add(const Sizes& other) {
        values += other.values;
        ours += other.ours;
        zstd_chunk += other.zstd_chunk;
        zstd_column += other.zstd_column;
    }
    [[nodiscard]] std::string json() const {
        const auto bits = [this](double bytes) { return values == 0 ? 0 : 8 * bytes / values; };
        return fmt::format(R"({{"values": {}, "ours": {:.3f}, "zstd_chunk": {:.3f}, "zstd_column": {:.3f}}})", values,
                           bits(ours), bits(zstd_chunk), bits(zstd_column));
    }
};

double zstd_bytes(std::span<const double> values) {
    std::vector<char> out(ZSTD_compressBound(values.size_bytes()));
    return static_cast<double>(ZSTD_compress(out.data(), out.size(), values.data(), values.size_bytes(), 3));
}

/// All f64, f32 and integer columns of the program over `frames` frames; a faulting program records what it gets to.
std::map<SlotIndex, Column> columns_of(const ProgramPtr& program, int frames) {
    std::map<SlotIndex, Column> columns;
    auto created = Executor::create(program);
    if (!created) return columns;
    Executor executor = std::move(created).value();
    std::vector<SlotIndex> rows;
    const SlotTable& slots = executor.state().values.slots();
    for (SlotIndex row = 0; row < slots.size(); ++row) {
        if (slots[row].storage != Storage::Object) rows.push_back(row);
    }
    ColumnRecorder recorder(slots, rows);
    const auto take = [&] {
        for (std::size_t i = 0; i < recorder.size(); ++i) {
            const RecordedColumn column = recorder.column(i);
            columns[column.row].insert(columns[column.row].end(), column.values.begin(), column.values.end());
        }
    };
    for (int frame = 0; frame < frames; ++frame) {
        executor.run_frame(frame * 1000.0 / 60);
        if (recorder.append(executor.state().values)) take();
    }
    if (recorder.finish()) take();
    return columns;
}

}  // namespace

int measure_columns(std::span<const std::string> files) {
    Sizes constant, varying;
    std::map<std::string_view, std::size_t> schemes;
    double mean_of_columns = 0;
    std::size_t column_count = 0;
    for (const std::string& file : files) {
        const auto loaded = load_program(file);
        if (!loaded) continue;
        for (const auto& [row, values] : columns_of(loaded->program, 10'000)) {
            Sizes sizes;
            sizes.values = static_cast<double>(values.size());
            sizes.zstd_column = zstd_bytes(values);
            bool is_constant = true;
            for (std::size_t first = 0; first < values.size(); first += kChunkFrames) {
                const auto chunk = std::span(values).subspan(first, std::min(kChunkFrames, values.size() - first));
                const EncodedColumn column = encode_column(chunk);
                Column back(chunk.size());
                decode_column(column, back);
                if (std::memcmp(back.data(), chunk.data(), chunk.size_bytes()) != 0) return 1;
                is_constant = is_constant && column.scheme == ColumnScheme::Constant;
                sizes.ours += static_cast<double>(column.payload_bytes());
                sizes.zstd_chunk += zstd_bytes(chunk);
                ++schemes[scheme_name(column.scheme)];
            }
            (is_constant ? constant : varying).add(sizes);
            if (!is_constant) {
                mean_of_columns += 8 * sizes.ours / sizes.values;
                ++column_count;
            }
        }
    }
    Sizes all = constant;
    all.add(varying);
    std::string counts;
    for (const auto& [scheme, count] : schemes)
        counts += fmt::format(R"({}"{}": {})", counts.empty() ? "" : ", ", scheme, count);
    fmt::print("{{\"all\": {}, \"varying\": {}, \"varying_mean_of_columns\": {:.3f}, \"chunks\": {{{}}}}}\n",
               all.json(), varying.json(), column_count == 0 ? 0 : mean_of_columns / static_cast<double>(column_count),
               counts);
    return 0;
}

}  // namespace slotscope::bench
