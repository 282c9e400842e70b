// SPDX-License-Identifier: MIT
#include "model/places.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

std::optional<Place> place(std::string_view text, const Session& session) {
    const auto parsed = parse_place(text, session);
    if (const auto* seek = std::get_if<SeekTo>(&parsed)) return Place{seek->frame, seek->step};
    return std::nullopt;
}

std::string wrong(std::string_view text, const Session& session) {
    const auto parsed = parse_place(text, session);
    const auto* words = std::get_if<std::string>(&parsed);
    return words != nullptr ? *words : std::string();
}

}  // namespace

TEST_CASE("Places: a typed place is a frame, a step, a distance, a share or a time", "[model][places]") {
    Session session;
    open_state(session, "played");  // 200 frames of 4 steps, 60 per second
    REQUIRE_FALSE(session.apply(SeekTo{100}));
    CHECK(place("120", session) == Place{120});
    CHECK(place(" 1,20 ", session) == Place{120});
    CHECK(place("+10", session) == Place{110});
    CHECK(place("-10", session) == Place{90});
    CHECK(place("50%", session) == Place{100});
    CHECK(place("100 %", session) == Place{200});
    CHECK(place("start", session) == Place{0});
    CHECK(place("end", session) == Place{200});
    CHECK(place("120:3", session) == Place{120, 3});
    CHECK(place("120:0", session) == Place{119});  // before its first step lies the end of the frame before
    CHECK(place("t=1000", session) == Place{61});
    CHECK(place("t=1s", session) == Place{61});
    CHECK(place("t = 1005 ms", session) == Place{61});  // the last frame at or before it
    CHECK(place("t=1e9", session) == Place{200});
}

TEST_CASE("Places: what cannot be gone to is explained", "[model][places]") {
    Session session;
    open_state(session, "played");
    CHECK(wrong("201", session) == "Frame 201 has not run yet; the newest is 200.");
    CHECK(wrong("+1", session).find("has not run yet") != std::string::npos);
    CHECK(wrong("-201", session).find("before frame 0") != std::string::npos);
    for (const char* text : {"", "x", "12x", "1:9", "1:", "0:1", "101%", "-1%", "%", "t=", "t=x", "t=-5", "--1", "1e3",
                             "99999999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(wrong(text, session).empty());
        CHECK(wrong(text, session).back() == '.');
    }
    Session fresh;
    open_state(fresh, "before the first frame");
    CHECK(place("0", fresh) == Place{0});
    CHECK(place("100%", fresh) == Place{0});
    CHECK_FALSE(wrong("t=0", fresh).empty());
}

TEST_CASE("Places: the cursor's place says whether it stands in a frame", "[model][places]") {
    Session session;
    CHECK(place_of(session) == Place{0});
    open_state(session, "inside a frame");
    CHECK(place_of(session) == Place{3, 2});
    CHECK(place_words(place_of(session)) == "frame 3, step 2");
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(place_of(session) == Place{3});
    CHECK(place_words(place_of(session)) == "frame 3");
}

TEST_CASE("Places: bookmarks before and after the cursor are found", "[model][places]") {
    Session session;
    open_state(session, "played");
    for (const FrameNumber frame : {150, 20, 80}) REQUIRE_FALSE(session.apply(SetBookmark{{frame, ""}}));
    REQUIRE_FALSE(session.apply(SeekTo{80}));
    CHECK(has_bookmark(session, 80));
    CHECK_FALSE(has_bookmark(session, 81));
    CHECK(next_bookmark(session, true)->frame == 150);
    CHECK(next_bookmark(session, false)->frame == 20);
    REQUIRE_FALSE(session.apply(SeekTo{150}));
    CHECK(next_bookmark(session, true) == nullptr);
    REQUIRE_FALSE(session.apply(SeekTo{20}));
    CHECK(next_bookmark(session, false) == nullptr);
}

TEST_CASE("Places: recorded frames have times, others have none", "[model][places]") {
    Session session;
    open_state(session, "played");
    CHECK_FALSE(time_of(session, 0));
    CHECK(time_of(session, 1) == 0.0);
    CHECK(time_of(session, 61) == 1000.0);
    CHECK_FALSE(time_of(session, 201));
}
