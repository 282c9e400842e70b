// SPDX-License-Identifier: MIT
// The commands hash and verify.
#include <fmt/format.h>

#include <filesystem>

#include "commands.h"
#include "run_options.h"
#include "slotscope/hash_file.h"

namespace slotscope::cli {

namespace {

/// Programs of more slots have no hashes of single slots unless they are asked for: a frame of a file with them is some
/// 12 bytes per slot that changes.
constexpr std::size_t kFewSlots = 256;

struct LoadedText {
    LoadedProgram loaded;
    std::uint64_t identity = 0;
};

std::optional<LoadedText> load_text_or_explain(const std::string& file) {
    const auto text = read_text_file(file);
    if (!text) {
        print_errors({text.error()});
        return std::nullopt;
    }
    auto loaded = parse_program(*text, std::filesystem::path(file).filename().string());
    if (!loaded) {
        print_errors(loaded.error());
        return std::nullopt;
    }
    return LoadedText{std::move(loaded).value(), text_hash(*text)};
}

std::uint64_t identity_of(const std::string& file) {
    const auto text = read_text_file(file);
    return text ? text_hash(*text) : 0;
}

bool wants_slots(const std::string& mode, const Program& program) {
    if (mode != "auto") return mode == "always";
    const auto slots = SlotTable::of_program(program);
    return slots && slots->size() <= kFewSlots;
}

int hash(const RunOptions& options, std::size_t every, const std::string& slots) {
    int exit_code = kOk;
    auto input = make_input(options, exit_code);
    if (!input) return exit_code;
    if (every == 0) return usage("--every is at least 1");
    const auto program = load_text_or_explain(options.file);
    if (!program) return kRejected;
    const auto swaps = make_swaps(options.swaps, exit_code);
    if (!swaps) return exit_code;
    HashHeader header;
    header.program = {program->loaded.program->source_name, program->identity};
    header.input = std::move(*input);
    if (options.times_from.empty()) header.fps = options.fps;
    for (const TraceSwap& swap : *swaps)
        header.swaps.push_back({swap.before_frame, {swap.name, identity_of(swap.name)}});
    header.every = every;
    header.has_slots = wants_slots(slots, *program->loaded.program);
    const auto written = write_hashes(program->loaded.program, header, *swaps, print_line);
    if (!written) {
        print_errors(written.error());
        return kRejected;
    }
    return flush_stdout() ? kOk : kRejected;
}

/// The file that a hash file names as `recorded`, or the one of the same name beside the program.
std::string find_swap(const std::string& recorded, const std::string& program) {
    if (std::error_code error; std::filesystem::exists(recorded, error)) return recorded;
    return (std::filesystem::path(program).parent_path() / std::filesystem::path(recorded).filename()).string();
}

/// Where the file has other programs in mind the comparison says what an edit changed.
void warn_of_other(const std::string& file, std::uint64_t identity, const HashedProgram& recorded) {
    if (identity == recorded.identity) return;
    fmt::print(stderr, "{}: not the text that the hashes were made of ({}, {:016x}); comparing all the same\n", file,
               recorded.name, recorded.identity);
}

int verify(const std::string& program_file, const std::string& hashes_file,
           const std::vector<std::string>& swap_texts) {
    const auto text = read_text_file(hashes_file);
    if (!text) {
        print_errors({text.error()});
        return kRejected;
    }
    const auto file = parse_hashes(*text, std::filesystem::path(hashes_file).filename().string());
    if (!file) {
        print_errors({file.error()});
        return kRejected;
    }
    const auto program = load_text_or_explain(program_file);
    if (!program) return kRejected;
    warn_of_other(program_file, program->identity, file->header.program);
    std::vector<std::string> texts = swap_texts;
    if (texts.empty()) {
        for (const HashSwap& swap : file->header.swaps) {
            const std::string found = find_swap(swap.program.name, program_file);
            warn_of_other(found, identity_of(found), swap.program);
            texts.push_back(fmt::format("{}:{}", swap.before_frame, found));
        }
    }
    int exit_code = kOk;
    const auto swaps = make_swaps(texts, exit_code);
    if (!swaps) return exit_code;
    const bool fits =
        std::ranges::equal(*swaps, file->header.swaps, {}, &TraceSwap::before_frame, &HashSwap::before_frame);
    if (!fits) return usage("--swap must name the frames at which the hash file has swaps");
    const auto verified = verify_hashes(program->loaded.program, *file, *swaps);
    if (!verified) {
        print_errors(verified.error());
        return kRejected;
    }
    if (verified->mismatch) {
        fmt::print("{}\n", verified->mismatch->message);
        return kRejected;
    }
    fmt::print("{} frames are the same ({} hashes compared)\n", file->header.input.times.size(), verified->records);
    return kOk;
}

}  // namespace

void add_hash(CLI::App& app, int& exit_code) {
    CLI::App* command = app.add_subcommand("hash", "Run a program and print a 64-bit hash of every frame");
    command->footer("A line for every frame: \"frame\", its number from 1, the hash of all that it left behind, and "
                    "those of its parts: slot values,\n"
                    "write marks, state, and time. Equal hashes on two machines mean equal runs. Below it the slots "
                    "and state cells whose own\n"
                    "hashes changed, so that `verify` can name the slot. The first lines say how to repeat the run; "
                    "`verify` reads them.");
    struct Options {
        RunOptions run;
        std::size_t every = 1;
        std::string slots = "auto";
    };
    auto options = std::make_shared<Options>();
    add_run_options(*command, options->run);
    command->add_option("--every", options->every, "Only frames whose number is a multiple of this, and the last one")
        ->capture_default_str();
    command
        ->add_option("--slots", options->slots,
                     "Hashes of single slots and state cells too: always, never, or auto (up to 256 slots)")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->capture_default_str();
    command->callback([options, &exit_code] { exit_code = hash(options->run, options->every, options->slots); });
}

void add_verify(CLI::App& app, int& exit_code) {
    CLI::App* command =
        app.add_subcommand("verify", "Repeat a run and name the first frame and slot that differ from its hashes");
    command->footer("Exits with 0 when every hash is the same; with 1 when one differs (stdout names the first frame "
                    "and slot), or when a file was\n"
                    "rejected (stderr says why). A slot or state cell that is named differs for certain. Programs that "
                    "the run swaps in are looked for\n"
                    "where the hash file says, then beside PROGRAM. A hash file of many slots has no hashes of single "
                    "slots unless it was\n"
                    "written with --slots always; then the frame is named, and which part of it differs.");
    struct Options {
        std::string program, hashes;
        std::vector<std::string> swaps;
    };
    auto options = std::make_shared<Options>();
    command->add_option("PROGRAM", options->program, "Program file (.json or .json.gz)")->required();
    command->add_option("--hashes", options->hashes, "What slotscope-cli hash printed, plain or gzip")->required();
    command->add_option("--swap", options->swaps,
                        "Programs for the swaps of the hash file, instead of those that it names: FRAME:PROGRAM");
    command->callback([options, &exit_code] { exit_code = verify(options->program, options->hashes, options->swaps); });
}

}  // namespace slotscope::cli
