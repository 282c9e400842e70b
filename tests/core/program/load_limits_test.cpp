// SPDX-License-Identifier: MIT
// Limits of the loader, and files: plain, gzip, broken, missing.
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>

#include <zlib.h>

#include "program_text.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

using test::contains;
using test::loaded;
using test::only_error;
using test::program_with;

/// A file of its own that is gone afterwards.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view bytes, std::string_view suffix = ".json")
        : path_(std::filesystem::temp_directory_path() /
                fmt::format("slotscope-loader-{:08x}{}", std::random_device{}(), suffix)) {
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string gzip(std::string_view text) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string bytes(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    bytes.resize(stream.total_out);
    deflateEnd(&stream);
    return bytes;
}

Error only_file_error(const std::filesystem::path& path) {
    const Result<LoadedProgram, Errors> result = load_program(path);
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().size() == 1);
    CHECK(result.error()[0].where == path.string());
    return result.error()[0];
}

TEST_CASE("Loader: JSON may nest up to the limit and no deeper", "[core][program]") {
    // The value stands three containers deep: program, constants, json.
    const auto nested = [](std::size_t depth) {
        const std::size_t more = depth - 3;
        return program_with("\"constants\":{\"json\":[" + std::string(more, '[') + std::string(more, ']') + "]}");
    };
    CHECK(loaded(nested(limits::kMaxNesting)).program->constants.json.size() == 1);
    const Error error = only_error(nested(limits::kMaxNesting + 1));
    CHECK(error.code == ErrorCode::Limit);
    CHECK(contains(error.message, "128"));
    CHECK(error.line == 1);
    CHECK(error.column == nested(limits::kMaxNesting + 1).find("[[") + limits::kMaxNesting - 1);
    CHECK(only_error(std::string(1'000'000, '[')).code == ErrorCode::Limit);
}

TEST_CASE("Loader: names and keys have a largest length, values have not", "[core][program]") {
    const std::string longest(limits::kMaxStringBytes, 'n');
    CHECK(loaded(program_with("\"patchId\":\"" + longest + "\"")).program->patch_id.size() == limits::kMaxStringBytes);
    const Error name = only_error(program_with("\"patchId\":\"n" + longest + "\""));
    CHECK(name.code == ErrorCode::Limit);
    CHECK(name.path == "patchId");
    CHECK(only_error(program_with("\"n" + longest + "\":1")).code == ErrorCode::Limit);
    const std::string value = longest + longest;
    CHECK(*loaded(program_with("\"constants\":{\"json\":[\"" + value + "\"]}")).program->constants.json[0].string() ==
          value);
}

TEST_CASE("Loader: an array has a largest number of elements", "[core][program]") {
    std::string elements;
    elements.reserve((limits::kMaxRows + 1) * 2);
    for (std::size_t i = 0; i <= limits::kMaxRows; ++i) elements += "0,";
    elements.pop_back();
    const Error error = only_error(program_with("\"nodes\":{\"x\":[" + elements + "]}"));
    CHECK(error.code == ErrorCode::Limit);
    CHECK(contains(error.message, "4194304 elements"));
}

TEST_CASE("Loader: offsets and sizes over their limits are errors that name the limit", "[core][program]") {
    const auto slot = [](std::uint64_t offset) {
        return program_with(fmt::format(R"("slotMeta":[{{"slot":0,"storage":"f32","offset":{}}}])", offset));
    };
    CHECK(loaded(slot(limits::kMaxStorageElements - 1)).program->declared_slots[0].offset ==
          limits::kMaxStorageElements - 1);
    for (const std::uint64_t offset :
         {limits::kMaxStorageElements, std::uint64_t{1} << 53, std::uint64_t{18446744073709551615U}}) {
        const Error error = only_error(slot(offset));
        CHECK(error.code == ErrorCode::Limit);
        CHECK(error.path == "slotMeta[0].offset");
        CHECK(contains(error.message, "16777215"));
    }
    const auto cell = [](std::string_view members) {
        return only_error(program_with(fmt::format(R"("stateLayout":{{{}}})", members)));
    };
    CHECK(cell(R"("f64Size":16777217)").code == ErrorCode::Limit);
    CHECK(cell(R"("i32Size":1e18)").code == ErrorCode::Limit);
    CHECK(cell(R"("cells":[{"storage":"f64","offset":0,"size":1e9}])").path == "stateLayout.cells[0].size");
    CHECK(cell(R"("cells":[{"storage":"f64","offset":99999999,"size":1}])").path == "stateLayout.cells[0].offset");
}

TEST_CASE("Loader: files load plain and as gzip, by content and not by name", "[core][program]") {
    const std::string text = program_with(R"("patchId":"from a file")");
    const TemporaryFile plain(text, ".gz");
    const TemporaryFile compressed(gzip(text), ".json");
    const TemporaryFile in_two_parts(gzip(text.substr(0, 10)) + gzip(text.substr(10)) + std::string(512, '\0'));
    for (const auto* file : {&plain, &compressed, &in_two_parts}) {
        const Result<LoadedProgram, Errors> result = load_program(file->path());
        REQUIRE(result.has_value());
        CHECK(result->program->patch_id == "from a file");
        CHECK(result->program->source_name == file->path().filename().string());
        CHECK(result->bytes == text.size());
    }
    CHECK(read_text_file(compressed.path()).value() == text);
}

TEST_CASE("Loader: unreadable files are Io errors with the system's reason", "[core][program]") {
    const Error missing = only_file_error("no-such-folder/no-such-file.json");
    CHECK(missing.code == ErrorCode::Io);
    CHECK(contains(missing.message, "No such file or directory"));
    const Error folder = only_file_error(std::filesystem::temp_directory_path());
    CHECK(folder.code == ErrorCode::Io);
    CHECK(contains(folder.message, "Is a directory"));
}

TEST_CASE("Loader: damaged gzip files are one error each", "[core][program]") {
    const std::string good = gzip(program_with(R"("patchId":"abcdefghijklmnopqrstuvwxyz")"));
    const TemporaryFile cut(good.substr(0, good.size() - 9));
    CHECK(contains(only_file_error(cut.path()).message, "cut off"));
    const TemporaryFile only_magic(good.substr(0, 2));
    CHECK(contains(only_file_error(only_magic.path()).message, "cut off"));
    const TemporaryFile followed(good + "more");
    CHECK(contains(only_file_error(followed.path()).message, "other data after its end"));
    std::string bytes = good;
    bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);  // in the checksum
    const TemporaryFile wrong_checksum(bytes);
    CHECK(contains(only_file_error(wrong_checksum.path()).message, "damaged"));
    CHECK(only_file_error(wrong_checksum.path()).code == ErrorCode::Parse);
}

TEST_CASE("Loader: a gzip bomb is refused by its ratio, a small repetitive file is not", "[core][program]") {
    const TemporaryFile bomb(gzip(std::string(std::size_t{32} << 20, ' ')));
    const Error error = only_file_error(bomb.path());
    CHECK(error.code == ErrorCode::Limit);
    CHECK(contains(error.message, "400 times"));
    const TemporaryFile spaces(gzip(std::string(1 << 19, ' ') + program_with("")));
    CHECK(load_program(spaces.path()).has_value());
}

TEST_CASE("Loader: a text over the size limit is refused before it is parsed", "[core][program]") {
    const std::size_t size = limits::kMaxFileBytes + 1;
    const auto never_read = std::make_unique_for_overwrite<char[]>(size);
    const Result<LoadedProgram, Errors> result = parse_program({never_read.get(), size}, "large");
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error()[0].code == ErrorCode::Limit);
    CHECK(contains(result.error()[0].message, std::to_string(limits::kMaxFileBytes)));
}

}  // namespace
}  // namespace slotscope
