// SPDX-License-Identifier: MIT
// Loading in stages, each on the whole file: bytes, text, JSON, members, what the runtime rejects, problems of meaning.
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <memory>

#include "program/final_checks.h"
#include "program/gzip.h"
#include "program/loaders.h"
#include "slotscope/limits.h"
#include "slotscope/program_io.h"

namespace slotscope {
namespace {

using namespace loading;

/// Everything else depends on the version, so a foreign file gets this one error.
std::optional<Error> check_version(const JsonDocument& document, const std::string& where) {
    Report report(document, where);
    const JsonNode root = document.root();
    if (document.type(root) != JsonType::Object) {
        report.fail_type(root, "a program: an object with `irVersion` 1");
        return report.take_errors().front();
    }
    ObjectReader reader(report, root, "the program");
    reader.ignore_rest();
    const JsonNode version = reader.find("irVersion");
    if (version == kNoNode)
        report.fail(root, "found no `irVersion`, expected a program: `irVersion` is 1", ErrorCode::Version);
    else if (number_at(document, version) != 1.0) {
        report.fail(version,
                    fmt::format("found {}, expected `irVersion` 1: no other version is known", report.found(version)),
                    ErrorCode::Version);
    }
    if (!report.has_errors()) return std::nullopt;
    return report.take_errors().front();
}

void load_members(Loader& loader) {
    ObjectReader root(loader.report, loader.document().root(), "the program");
    root.ignore({"irVersion"});
    load_identity(loader, root);
    load_time_model(loader, root);
    root.ignore({"types", "lenses", "adapters"});
    load_nodes(loader, root);
    load_buses(loader, root);
    load_fields(loader, root);
    load_signals(loader, root);
    load_transforms(loader, root);
    load_constants(loader, root);
    load_state_layout(loader, root);
    load_slots(loader, root);
    load_cameras(loader, root);
    load_meshes(loader, root);
    load_schedule(loader, root);
    load_outputs(loader, root);
    load_meta(loader, root);
}

Result<LoadedProgram, Errors> parse(std::string_view text, const std::string& where, std::string source_name) {
    const Result<JsonDocument> parsed = JsonDocument::parse(text, where);
    if (!parsed) return Errors{parsed.error()};
    const JsonDocument& document = *parsed;
    if (std::optional<Error> error = check_version(document, where)) return Errors{std::move(*error)};

    auto program = std::make_shared<Program>();
    program->source_name = std::move(source_name);
    Report report(document, where);
    Loader loader{report, *program, TypeInterner(program->types)};
    load_members(loader);
    if (report.has_errors()) return report.take_errors();

    Result<SlotTable, Errors> slots = check_runtime(*program);
    if (!slots) {
        for (const Error& error : slots.error()) report.fail_elsewhere(error);
        return report.take_errors();
    }

    LoadedProgram loaded;
    loaded.problems = find_problems(*program, *slots);
    for (Problem& problem : loaded.problems) {
        const TextPlace place = document.place(document.find(problem.path));
        problem.line = place.line;
        problem.column = place.column;
    }
    loaded.notes = report.take_notes();
    loaded.program = std::move(program);
    loaded.bytes = text.size();
    return loaded;
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Result<std::string> read_bytes(const std::filesystem::path& path) {
    const std::string name = path.string();
    const auto fail = [&](int number) {
        return Error::io(name, fmt::format("cannot be read: {}", std::strerror(number)));
    };
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return fail(EISDIR);
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(name.c_str(), "rb"));
    if (!file) return fail(errno);

    std::string bytes;
    const std::uintmax_t announced = std::filesystem::file_size(path, ignored);  // (-1) for what is no regular file
    if (announced <= limits::kMaxFileBytes) bytes.reserve(static_cast<std::size_t>(announced));
    std::array<char, 65536> chunk;
    while (const std::size_t count = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
        bytes.append(chunk.data(), count);
        if (bytes.size() > limits::kMaxFileBytes) {
            Error error = Error::limit(fmt::format("the file has more than {} bytes", limits::kMaxFileBytes));
            error.where = name;
            return error;
        }
    }
    if (std::ferror(file.get()) != 0) return fail(errno);
    return bytes;
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& file) {
    Result<std::string> bytes = read_bytes(file);
    if (!bytes || !is_gzip(*bytes)) return bytes;
    return gunzip(*bytes, file.string());
}

Result<LoadedProgram, Errors> load_program(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file);
    if (!text) return Errors{text.error()};
    return parse(*text, file.string(), file.filename().string());
}

Result<LoadedProgram, Errors> parse_program(std::string_view json, std::string name) {
    const std::string where = name;
    return parse(json, where, std::move(name));
}

}  // namespace slotscope
