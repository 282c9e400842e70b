// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <cstdio>

#include "commands.h"

namespace slotscope::cli {

std::optional<LoadedProgram> load_or_explain(const std::string& file) {
    auto loaded = load_program(file);
    if (loaded) return std::move(loaded).value();
    for (const Error& error : loaded.error()) fmt::print(stderr, "{}\n", error.to_string());
    return std::nullopt;
}

}  // namespace slotscope::cli

int main(int argc, char** argv) {
    using namespace slotscope::cli;
    CLI::App app{"Checks, runs and describes slot programs without a window.\n"
                 "A slot program is the JSON form of a compiled patch (CompiledProgramIR), plain or gzip.\n\n"
                 "  slotscope-cli check patch.json                 does it load, and what is wrong with it?\n"
                 "  slotscope-cli info patch.json                  what is in it?\n"
                 "  slotscope-cli trace patch.json --frames 60     what does every slot hold in each frame?\n"
                 "  slotscope-cli hash patch.json > patch.hashes   is the run the same elsewhere? There:\n"
                 "  slotscope-cli verify patch.json --hashes patch.hashes"};
    app.footer("Exit codes: 0 done; 1 the program or another input was rejected (stderr says why), or verify found a\n"
               "difference; 2 bad arguments.");
    app.require_subcommand(1);
    int exit_code = kOk;
    add_check(app, exit_code);
    add_hash(app, exit_code);
    add_info(app, exit_code);
    add_trace(app, exit_code);
    add_verify(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) { return app.exit(error) == 0 ? kOk : kUsage; }
    return exit_code;
}
