// SPDX-License-Identifier: MIT
#include "determinism/golden_hashes.h"

#include <algorithm>
#include <stdexcept>

#include "slotscope/program_io.h"

namespace slotscope::test {

namespace {

const std::filesystem::path kFolders[] = {SLOTSCOPE_DEMO_PROGRAMS, SLOTSCOPE_CONFORMANCE_DATA};

ProgramPtr load_named(const std::string& name) {
    for (const auto& folder : kFolders) {
        const auto file = folder / std::filesystem::path(name).filename();
        if (!std::filesystem::exists(file)) continue;
        auto loaded = load_program(file);
        if (!loaded) throw std::runtime_error(loaded.error().front().to_string());
        return loaded->program;
    }
    throw std::runtime_error("there is no program " + name);
}

}  // namespace

std::vector<std::filesystem::path> program_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& folder : kFolders) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".json") || name.ends_with(".json.gz")) files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<Golden> load_goldens() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(SLOTSCOPE_GOLDEN_HASHES)) {
        if (entry.path().extension() == ".gz") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::vector<Golden> goldens;
    for (const auto& path : files) {
        const auto text = read_text_file(path);
        if (!text) throw std::runtime_error(text.error().to_string());
        auto file = parse_hashes(*text, path.filename().string());
        if (!file) throw std::runtime_error(file.error().to_string());
        Golden golden{path.filename().string(), std::move(file).value(), {}, {}};
        golden.program = load_named(golden.file.header.program.name);
        for (const HashSwap& swap : golden.file.header.swaps)
            golden.swaps.push_back({swap.before_frame, load_named(swap.program.name), swap.program.name, {}});
        goldens.push_back(std::move(golden));
    }
    return goldens;
}

std::string first_mismatch(const Golden& golden) {
    const auto verified = verify_hashes(golden.program, golden.file, golden.swaps);
    if (!verified) return verified.error().front().to_string();
    if (verified->mismatch) return verified->mismatch->message;
    return verified->records == golden.file.records.size() ? "" : "not every record was compared";
}

}  // namespace slotscope::test
