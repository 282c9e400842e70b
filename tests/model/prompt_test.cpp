// SPDX-License-Identifier: MIT
#include "model/prompt.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <optional>

#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

template <class A>
std::optional<A> action(const Session& session, const PromptQuestion& question, std::string_view text) {
    const auto answer = prompt_answer(session, question, text);
    const auto* good = std::get_if<PromptAnswer>(&answer);
    if (good == nullptr) return std::nullopt;
    CHECK_FALSE(good->preview.empty());
    const A* found = std::get_if<A>(&good->action);
    return found != nullptr ? std::optional(*found) : std::nullopt;
}

bool is_wrong(const Session& session, const PromptQuestion& question, std::string_view text) {
    return std::holds_alternative<std::string>(prompt_answer(session, question, text));
}

}  // namespace

TEST_CASE("Prompt: every question starts with what is there now", "[model][prompt]") {
    Session session;
    open_state(session, "played");
    CHECK(prompt_words(session, AskSlotValue{5}).title.find("forgotten") != std::string::npos);
    REQUIRE_FALSE(session.apply(EditSlot{2, 0.25}));
    CHECK(prompt_words(session, AskSlotValue{2}).start == "0.25");
    REQUIRE_FALSE(session.apply(EditState{StateStorage::F64, 3, -7}));
    CHECK(prompt_words(session, AskElementValue{0, 3}).start == "-7");
    REQUIRE_FALSE(session.apply(SetBookmark{{12, "here"}}));
    CHECK(prompt_words(session, AskBookmark{12}).start == "here");
    CHECK(prompt_words(session, AskPlace{}).start.empty());
}

TEST_CASE("Prompt: an answer becomes the action that it describes", "[model][prompt]") {
    Session session;
    open_state(session, "played");
    const auto seek = action<SeekTo>(session, AskPlace{}, "50%");
    REQUIRE(seek);
    CHECK(seek->frame == 100);
    const auto slot = action<EditSlot>(session, AskSlotValue{2}, "-inf");
    REQUIRE(slot);
    CHECK(slot->slot == 2);
    CHECK(slot->value.to_number() == -std::numeric_limits<double>::infinity());
    const auto element = action<EditState>(session, AskElementValue{1, 0}, "3");
    REQUIRE(element);
    CHECK(element->storage == StateStorage::I32);
    CHECK(element->value == 3);
    const auto bookmark = action<SetBookmark>(session, AskBookmark{7}, "note");
    REQUIRE(bookmark);
    CHECK(bookmark->bookmark.frame == 7);
    CHECK(bookmark->bookmark.text == "note");
}

TEST_CASE("Prompt: wrong answers and things that are gone are explained, never done", "[model][prompt]") {
    Session session;
    CHECK(is_wrong(session, AskPlace{}, "1"));
    open_state(session, "played");
    CHECK(is_wrong(session, AskPlace{}, "999"));
    CHECK(is_wrong(session, AskSlotValue{2}, "many"));
    CHECK(is_wrong(session, AskSlotValue{77}, "1"));
    CHECK(is_wrong(session, AskElementValue{1, 0}, "0.5"));
    CHECK(is_wrong(session, AskElementValue{0, 999}, "1"));
    CHECK(is_wrong(session, AskElementValue{9, 0}, "1"));
    CHECK(is_wrong(session, AskConstant{999}, "1"));
    for (const PromptQuestion& question :
         {PromptQuestion{AskSlotValue{77}}, PromptQuestion{AskElementValue{9, 0}}, PromptQuestion{AskConstant{999}}})
        CHECK_FALSE(prompt_words(session, question).title.empty());
}

TEST_CASE("Prompt: an edit in the past says that it leaves a branch", "[model][prompt]") {
    Session session;
    open_state(session, "played");
    const auto preview = [&] { return std::get<PromptAnswer>(prompt_answer(session, AskSlotValue{2}, "1")).preview; };
    CHECK(preview().find("branch") == std::string::npos);
    REQUIRE_FALSE(session.apply(SeekTo{50}));
    CHECK(preview().find("branch") != std::string::npos);
}
