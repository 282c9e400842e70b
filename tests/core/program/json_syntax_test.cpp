// SPDX-License-Identifier: MIT
// Broken JSON: one error, at the right byte, that says what stands there and what was expected.
#include <string>

#include "program_text.h"

namespace slotscope {
namespace {

using test::contains;
using test::MarkedText;
using test::only_error;

struct Case {
    const char* marked;
    const char* message_part;
};

TEST_CASE("Loader: broken JSON gives one error at the first wrong byte", "[core][program]") {
    const Case cases[] = {
        {"¤", "the text is empty"},
        {" \n\t ¤", "the text is empty"},
        {"¤x", "found 'x', expected a value"},
        {"{\"a\": 1}\n ¤{", "found '{', expected the end of the text"},
        {"{\"a\": 1} ¤trailing", "found 'trailing', expected the end of the text"},
        {"{\"a\" ¤1}", "found '1', expected ':' after the key"},
        {"{\"a\": 1\n ¤\"b\": 2}", "found a string, expected ',' or '}'"},
        {"[1 ¤2]", "found '2', expected ',' or ']'"},
        {"{\"a\": 1¤, }", "JSON has no comma after the last member"},
        {"[1¤,\n]", "JSON has no comma after the last element"},
        {"{¤a: 1}", "found 'a', expected a key in double quotes or '}'"},
        {"{\"a\": 1, ¤b: 1}", "found 'b', expected a key in double quotes"},
        {"{¤, \"a\": 1}", "found ',', expected a key in double quotes or '}'"},
        {"{\"a\": ¤}", "found '}', expected a value"},
        {"[¤,1]", "found ',', expected a value or ']'"},
        {"{\"a\": ¤'text'}", "strings stand in double quotes"},
        {"{\"a\": ¤NaN}", "write it as a string, \"NaN\""},
        {"{\"a\": ¤Infinity}", "write it as a string, \"Infinity\""},
        {"{\"a\": ¤-Infinity}", "write it as a string, \"-Infinity\""},
        {"{\"a\": ¤True}", "found 'True', expected a value"},
        {"{\"a\": ¤nul}", "found 'nul', expected a value"},
        {"{\"a\": ¤01}", "a number has no leading zero"},
        {"[¤-00]", "found '-00', expected a number"},
        {"{\"a\": ¤+1}", "a number has no leading '+'"},
        {"{\"a\": ¤.5}", "a number needs a digit before '.'"},
        {"{\"a\": ¤1.}", "expected a number"},
        {"{\"a\": ¤-}", "expected a number"},
        {"{\"a\": ¤1e999}", "does not fit a 64-bit float"},
        {"{\"a\": ¤-1e999, \"b\": 1}", "does not fit a 64-bit float"},
        {"{\n  ¤// note\n  \"a\": 1}", "JSON has no comments"},
        {"{\"a\": ¤/* note */ 1}", "JSON has no comments"},
        {"{\"a\": ¤\"open}", "has no closing '\"'"},
        {"{\"a\": \"two¤\nlines\"}", "found a line break inside a string"},
        {"{\"a\": \"tab¤\there\"}", "found the control character 0x09 inside a string: write \\u0009"},
        {"{\"a\": \"¤\\q\"}", "found the escape \\ before 'q'"},
        {"{\"a\": \"ok\\n¤\\u12G4\"}", "without four hexadecimal digits"},
        {"{\"a\": \"¤\\ud800\"}", "found \\ud800 alone, expected both halves"},
        {"{\"a\": \"¤\\udc00\"}", "found \\udc00 alone, expected both halves"},
        {"{\"a\": \"¤\\ud800\\u0041\"}", "expected both halves"},
        {"{\"a\": \"x¤\xFF\"}", "found the byte 0xFF inside a string: the text is not UTF-8"},
        {"{\"a\": [1, 2¤", "found the end of the text, inside what opens on line 1, expected ',' or ']'"},
        {"{\n\n  \"a\":¤", "inside what opens on line 1, expected a value"},
        {"{\"a\": 1}¤\x01", "found the byte 0x01, expected the end of the text"},
    };
    for (const Case& one : cases) {
        const MarkedText marked(one.marked);
        INFO(marked.text);
        const Error error = only_error(marked.text);
        INFO(error.to_string());
        CHECK(error.code == ErrorCode::Parse);
        CHECK(error.where == "test.json");
        CHECK(error.line == marked.line);
        CHECK(error.column == marked.column);
        CHECK(contains(error.message, one.message_part));
    }
}

TEST_CASE("Loader: a NUL byte in the text is a syntax error with its place", "[core][program]") {
    const std::string text("{\"a\": \0 1}", 10);
    const Error error = only_error(text);
    CHECK(error.code == ErrorCode::Parse);
    CHECK(error.column == 7);
    CHECK(contains(error.message, "the byte 0x00"));
}

TEST_CASE("Loader: a byte order mark before the text is accepted and counts in the column", "[core][program]") {
    CHECK(test::loaded("\xEF\xBB\xBF" + test::program_with("")).program->steps.empty());
    const Error error = only_error("\xEF\xBB\xBF{\"irVersion\": 1, \"schedule\": 5}");
    CHECK(error.line == 1);
    CHECK(error.column == 33);
}

TEST_CASE("Loader: places are right in indented text, in one line, and after escapes and long strings",
          "[core][program]") {
    const std::string padding(9000, 'x');  // more than a block of the line index
    const MarkedText pretty("{\n    \"irVersion\": 1,\r\n    \"seed\": \"\\\"\\u00e9 " + padding +
                            "\",\n\n\n    \"patchId\": ¤true,\n    \"schedule\": {\"steps\": []}\n}\n");
    const Errors errors = test::errors_of(pretty.text);
    REQUIRE(errors.size() == 2);  // the seed is no number, the id no string
    CHECK(errors[0].path == "seed");
    CHECK(errors[0].line == 3);
    CHECK(errors[0].column == 13);
    CHECK(errors[1].path == "patchId");
    CHECK(errors[1].line == pretty.line);
    CHECK(errors[1].column == pretty.column);

    const MarkedText flat("{\"irVersion\":1,\"compileId\":\"" + padding +
                          "\",\"patchId\":¤[],\"schedule\":{\"steps\":[]}}");
    const Error error = only_error(flat.text);
    CHECK(error.line == 1);
    CHECK(error.column == flat.column);
}

}  // namespace
}  // namespace slotscope
