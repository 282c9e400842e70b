// SPDX-License-Identifier: MIT
#include <algorithm>
#include <fmt/format.h>

#include "debug/content_hash.h"
#include "io/hash_run.h"
#include "io/leaf_hashes.h"
#include "slotscope/format.h"

namespace slotscope {

namespace {

std::string one_line(std::string_view name) {
    std::string text(name);
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
    return text;
}

class HashWriter {
public:
    HashWriter(const HashHeader& header, const std::function<void(std::string_view)>& emit)
        : header_(header), emit_(emit) {}

    void write_header() {
        emit_("slotscope-hashes 1");
        emit_(fmt::format("program {:016x} {}", header_.program.identity, one_line(header_.program.name)));
        if (header_.fps) {
            emit_(fmt::format("fps {} {}", format_shortest(*header_.fps), header_.input.times.size()));
        } else {
            std::string line = "times";
            for (const double time : header_.input.times) line += " " + format_shortest(time);
            emit_(line);
        }
        const Viewport& viewport = header_.input.viewport;
        emit_(fmt::format("viewport {} {} {}", format_shortest(viewport.width), format_shortest(viewport.height),
                          format_shortest(viewport.dpr)));
        emit_(fmt::format("delta {}", header_.input.delta == DeltaMode::Fixed60 ? "fixed60" : "actual"));
        for (const HashSwap& swap : header_.swaps) {
            emit_(fmt::format("swap {} {:016x} {}", swap.before_frame, swap.program.identity,
                              one_line(swap.program.name)));
        }
        emit_(fmt::format("every {}", header_.every));
        emit_(header_.has_slots ? "slots yes" : "slots no");
    }

    void write(const HashPoint& point, const Executor& executor) {
        const FrameHash hash = hasher_.hash(executor.state());
        std::string line =
            point.kind == HashRecord::Kind::Init
                ? std::string("init")
                : fmt::format("{} {}", point.kind == HashRecord::Kind::Swap ? "swap" : "frame", point.frame);
        if (point.is_rejected) {
            emit_(line + " rejected");
            return;
        }
        line += fmt::format(" {:016x} {:016x} {:016x} {:016x} {:016x}", hash.combined(), hash.values, hash.marks,
                            hash.state, hash.context);
        if (point.fault)
            line += *point.fault == kOutsideSteps ? std::string(" fault -") : fmt::format(" fault {}", *point.fault);
        emit_(line);
        if (!header_.has_slots) return;
        if (point.kind != HashRecord::Kind::Frame) last_ = {};
        write_leaves(executor);
    }

private:
    void write_leaves(const Executor& executor) {
        const LeafHashes leaves = LeafHasher(*executor.program()).hash(executor.state());
        const SlotTable& slots = executor.state().values.slots();
        const bool is_first = last_.values.empty() && last_.cells.empty() && !has_last_loose_;
        const auto list = [this](std::string line, const std::vector<std::uint32_t>& now,
                                 const std::vector<std::uint32_t>& before, auto key_of, const std::string& tail) {
            const std::size_t bare = line.size();
            for (std::size_t i = 0; i < now.size(); ++i) {
                if (i >= before.size() || before[i] != now[i]) line += fmt::format(" {}:{:08x}", key_of(i), now[i]);
            }
            line += tail;
            if (line.size() != bare) emit_(line);
        };
        const auto slot_of = [&slots](std::size_t row) { return slots[static_cast<SlotIndex>(row)].slot; };
        const bool has_loose = is_first || last_.loose_state != leaves.loose_state;
        list("values", leaves.values, last_.values, slot_of, {});
        list("marks", leaves.marks, last_.marks, slot_of, {});
        list(
            "cells", leaves.cells, last_.cells, [](std::size_t cell) { return cell; },
            has_loose ? fmt::format(" -:{:08x}", leaves.loose_state) : std::string());
        last_ = leaves;
        has_last_loose_ = true;
    }

    const HashHeader& header_;
    const std::function<void(std::string_view)>& emit_;
    FrameHasher hasher_;
    LeafHashes last_;
    bool has_last_loose_ = false;
};

}  // namespace

std::uint64_t text_hash(std::string_view text) noexcept { return XXH3_64bits(text.data(), text.size()); }

Result<std::size_t, Errors> run_hashed(ProgramPtr program, const HashHeader& header,
                                       const std::vector<TraceSwap>& swaps,
                                       const std::function<bool(const HashPoint&, const Executor&)>& visit) {
    auto executor = Executor::create(std::move(program), {header.input.delta, header.input.viewport});
    if (!executor) return std::move(executor).error();
    std::size_t count = 1;
    if (!visit({}, *executor)) return count;
    const std::vector<double>& times = header.input.times;
    for (std::size_t i = 0; i < times.size(); ++i) {
        for (const TraceSwap& swap : swaps) {
            if (swap.before_frame != i) continue;
            HashPoint point{HashRecord::Kind::Swap, i, false, {}};
            point.is_rejected = !swap.program || !executor->hot_swap(swap.program);
            ++count;
            if (!visit(point, *executor)) return count;
        }
        const std::optional<Fault> fault = executor->run_frame(times[i]);
        if ((i + 1) % header.every != 0 && i + 1 != times.size()) continue;
        ++count;
        if (!visit({HashRecord::Kind::Frame, i + 1, false, fault ? std::optional(fault->step) : std::nullopt},
                   *executor))
            return count;
    }
    return count;
}

Result<std::size_t, Errors> write_hashes(ProgramPtr program, const HashHeader& header,
                                         const std::vector<TraceSwap>& swaps,
                                         const std::function<void(std::string_view)>& emit) {
    HashWriter writer(header, emit);
    bool has_header = false;
    auto count = run_hashed(std::move(program), header, swaps, [&](const HashPoint& point, const Executor& executor) {
        if (!std::exchange(has_header, true)) writer.write_header();
        writer.write(point, executor);
        return true;
    });
    if (count) emit("end");
    return count;
}

}  // namespace slotscope
