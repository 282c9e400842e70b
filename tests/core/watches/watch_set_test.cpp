// SPDX-License-Identifier: MIT
// The list of what is watched, and the form it is kept in.
#include "core/session/session_fixtures.h"
#include "slotscope/watches.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

struct World {
    ProgramPtr program;
    SlotTable slots;
    ProgramSymbols symbols;

    explicit World(const ProgramBuilder& builder = rings())
        : program(builder.build().value()), slots(*SlotTable::of_program(*program)), symbols(*program, slots) {}
};

Watch watch(std::string_view text, NumberForm form = NumberForm::Decimal) {
    return {0, Expression::parse(text).value(), form};
}

WatchSet set_of(const std::vector<std::string>& texts) {
    WatchSet set;
    for (const std::string& text : texts) REQUIRE(set.add(watch(text)));
    return set;
}

std::vector<WatchId> ids(const WatchSet& set) {
    std::vector<WatchId> ids;
    for (std::size_t i = 0; i < set.size(); ++i) ids.push_back(set[i].id);
    return ids;
}

/// "path column: message" of every error.
std::vector<std::string> errors_of(std::string_view json) {
    const auto set = WatchSet::from_json(json);
    std::vector<std::string> texts;
    if (set) return texts;
    for (const Error& error : set.error())
        texts.push_back(error.path + " " + std::to_string(error.column) + ": " + error.message);
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Watches: what an expression is about is known where it is one thing alone", "[core][watch]") {
    const World world;
    using Kind = WatchTarget::Kind;
    const auto target = [&](const char* text) { return watch_target(Expression::parse(text).value(), world.symbols); };
    CHECK(target("count") == WatchTarget{Kind::Slot, 4, 0});
    CHECK(target("#5") == WatchTarget{Kind::Slot, 5, 0});
    CHECK(target("cell(\"delay1.ring\")[3]") == WatchTarget{Kind::Element, 0, 3});
    CHECK(target("cell(\"integrate1.acc\")").kind == Kind::Element);
    CHECK(target("ring(\"delay1.ring\")[-2]") == WatchTarget{Kind::RingElement, 0, 2});
    for (const char* text : {"count + 1", "-count", "prev(count)", "frame", "changed(count)", "nowhere", "#99"}) {
        INFO(text);
        CHECK(target(text) == WatchTarget{});
    }
}

TEST_CASE("Watches: the expression of a thing is about that thing, also where names are not unique", "[core][watch]") {
    ProgramBuilder builder = rings();
    builder.f64(30, "count");  // a second one of that name
    const World world(builder);
    const SlotIndex slots = static_cast<SlotIndex>(world.slots.size());
    for (SlotIndex slot = 0; slot < slots; ++slot) {
        const Expression expression = slot_expression(world.symbols, slot);
        CHECK(watch_target(expression, world.symbols) == WatchTarget{WatchTarget::Kind::Slot, slot, 0});
        // Its text says the same, which is what files keep.
        const auto again = Expression::parse(expression.to_text());
        REQUIRE(again);
        CHECK(watch_target(*again, world.symbols) == WatchTarget{WatchTarget::Kind::Slot, slot, 0});
    }
    const Expression element = cell_expression(world.symbols, 0, 8);
    CHECK(element.to_text() == "cell(\"delay1.ring\")[8]");
    CHECK(watch_target(element, world.symbols) == WatchTarget{WatchTarget::Kind::Element, 0, 8});
    const Expression back = ring_expression(world.symbols, 0, 7);
    CHECK(back.to_text() == "ring(\"delay1.ring\")[-7]");
    CHECK(watch_target(back, world.symbols) == WatchTarget{WatchTarget::Kind::RingElement, 0, 7});
}

TEST_CASE("Watches: they keep their order, move, and are found by number and by thing", "[core][watch]") {
    const World world;
    WatchSet set = set_of({"count", "twice + 1", "delayed", "cell(\"delay1.ring\")[3]"});
    set.bind(world.symbols);
    CHECK(ids(set) == std::vector<WatchId>{1, 2, 3, 4});
    CHECK(set.move(1, 2));
    CHECK(ids(set) == std::vector<WatchId>{2, 3, 1, 4});
    CHECK(set.move(4, 0));
    CHECK(ids(set) == std::vector<WatchId>{4, 2, 3, 1});
    CHECK(set.move(2, 100));
    CHECK(ids(set) == std::vector<WatchId>{4, 3, 1, 2});
    CHECK_FALSE(set.move(9, 0));
    CHECK(set.position_of(WatchId{3}) == 1U);
    CHECK(set.position_of(WatchTarget{WatchTarget::Kind::Slot, 4, 0}) == 2U);
    CHECK(set.position_of(WatchTarget{WatchTarget::Kind::Element, 0, 3}) == 0U);
    CHECK_FALSE(set.position_of(WatchTarget{WatchTarget::Kind::Element, 0, 4}));
    CHECK_FALSE(set.position_of(WatchTarget{}));  // other expressions are no one thing
    CHECK(set.slots() == std::vector<SlotId>{4, 6});
    CHECK(set.add(watch("t"), 1).value() == 5);
    CHECK(ids(set) == std::vector<WatchId>{4, 5, 3, 1, 2});
    CHECK(set.remove(4));
    CHECK_FALSE(set.remove(4));
    CHECK(set.replace({1, Expression::parse("twice").value(), NumberForm::Hex}));
    CHECK(set[2].form == NumberForm::Hex);
    CHECK(set.slots() == std::vector<SlotId>{5, 6});
    CHECK_FALSE(set.replace({77, Expression::parse("twice").value()}));
    CHECK_FALSE(set.add({5, Expression::parse("twice").value()}));
    CHECK(set.add(watch("frame")).value() == 6);  // numbers do not come back
}

TEST_CASE("Watches: what another program has no names for stays, with the reason", "[core][watch]") {
    const World small(counter()), large;
    WatchSet set = set_of({"count", "sum * 2"});
    set.bind(small.symbols);
    REQUIRE(set.error(1));
    CHECK(set.error(1)->message.find("there is no slot \"sum\"") != std::string::npos);
    CHECK(set.error(1)->column == 1);
    CHECK(set.evaluator(1) == nullptr);
    CHECK(set.evaluator(0) != nullptr);
    set.bind(large.symbols);
    CHECK_FALSE(set.error(1));
    CHECK(set.evaluator(1) != nullptr);
    set.unbind();
    CHECK_FALSE(set.error(1));
    CHECK(set.evaluator(0) == nullptr);
    CHECK(set.slots().empty());
}

TEST_CASE("Watches: there is a limit", "[core][watch]") {
    WatchSet set;
    const Expression one = Expression::parse("1").value();
    for (std::size_t i = 0; i < limits::kMaxWatches; ++i) REQUIRE(set.add({0, one}));
    const auto more = set.add({0, one});
    REQUIRE_FALSE(more);
    CHECK(more.error().code == ErrorCode::Limit);
    CHECK(WatchSet::from_json(set.to_json())->size() == limits::kMaxWatches);
}

TEST_CASE("Watch files: a set that is written and read is the same", "[core][watch]") {
    WatchSet set = set_of({"\"odd \\\"name\\\" é\"", "prev(mix.sum) * -2"});
    REQUIRE(set.add(watch("ring(\"tape\")[-3]", NumberForm::HexFloat)));
    REQUIRE(set.add({40, Expression::parse("#7").value(), NumberForm::Bits}));
    REQUIRE(set.move(40, 0));
    const std::string json = set.to_json();
    const auto read = WatchSet::from_json(json);
    REQUIRE(read);
    CHECK(read->to_json() == json);
    CHECK(ids(*read) == std::vector<WatchId>{40, 1, 2, 3});
    CHECK((*read)[0].form == NumberForm::Bits);
    CHECK((*read)[3].form == NumberForm::HexFloat);
    CHECK((*read)[1].expression.to_text() == "\"odd \\\"name\\\" é\"");
    for (std::size_t i = 0; i < kNumberForms; ++i) {
        const auto form = static_cast<NumberForm>(i);
        CHECK(find_number_form(number_form_name(form)) == form);
    }
}

TEST_CASE("Watch files: errors are listed with their places", "[core][watch]") {
    CHECK(errors_of("x") == Texts{" 0: The text is not JSON"});
    CHECK(errors_of("[]") == Texts{" 0: expected an object, found array"});
    CHECK(errors_of("{\"version\":2,\"watches\":[]}") == Texts{"version 0: expected version 1"});
    CHECK(errors_of("{\"version\":1}") == Texts{"watches 0: expected a list"});
    const Texts texts = errors_of(R"({"version":1,"watches":[3,{"id":-1,"expression":"t"},{"expression":"mix +"},
        {"expression":7},{"id":4,"expression":"t"},{"id":4,"expression":"dt"}]})");
    REQUIRE(texts.size() == 5);
    CHECK(texts[0] == "watches[0] 0: expected an object, found number");
    CHECK(texts[1].starts_with("watches[1].id 0: expected a whole number"));
    CHECK(texts[2].starts_with("watches[2].expression 6: "));
    CHECK(texts[3] == "watches[3].expression 0: expected a text, found number");
    CHECK(texts[4] == "watches[5] 0: There is a watch 4 already");
    // A form of a later version is no error.
    const auto set = WatchSet::from_json(R"({"version":1,"watches":[{"expression":"t","form":"roman","x":[]}]})");
    REQUIRE(set);
    CHECK((*set)[0].form == NumberForm::Decimal);
}
