// SPDX-License-Identifier: MIT
// Bookmarks of a recording and of its branches, and the text that they are kept as.
#include "slotscope/bookmarks.h"

#include <catch2/catch_test_macros.hpp>

#include "core/session/session_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

std::vector<FrameNumber> frames_of(const BookmarkSet& set) {
    std::vector<FrameNumber> frames;
    for (const Bookmark& bookmark : set.all()) frames.push_back(bookmark.frame);
    return frames;
}

using Frames = std::vector<FrameNumber>;

BookmarkSet set_of(const Frames& frames) {
    BookmarkSet set;
    for (const FrameNumber frame : frames) REQUIRE_FALSE(set.set({frame, {}}));
    return set;
}

void run(Session& session, int frames) {
    for (int i = 0; i < frames; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
}

}  // namespace

TEST_CASE("Bookmarks: a set is in the order of frames, has one of each, and bounds", "[core][bookmarks]") {
    BookmarkSet set = set_of({30, 10, 20});
    CHECK(frames_of(set) == Frames{10, 20, 30});
    REQUIRE_FALSE(set.set({20, "again"}));
    CHECK(set.size() == 3);
    REQUIRE(set.find(20) != nullptr);
    CHECK(set.find(20)->text == "again");
    CHECK(set.find(21) == nullptr);
    CHECK(set.remove(10));
    CHECK_FALSE(set.remove(10));
    set.remove_after(20);
    CHECK(frames_of(set) == Frames{20});
    CHECK(set.set({1, std::string(limits::kMaxBookmarkBytes + 1, 'x')}).has_value());
    for (FrameNumber frame = 1; set.size() < limits::kMaxBookmarks; ++frame) REQUIRE_FALSE(set.set({100 + frame, {}}));
    CHECK(set.set({1, {}}).has_value());
    CHECK_FALSE(set.set({20, "in the place of another"}).has_value());
}

TEST_CASE("Bookmarks: a set comes back from its text, whatever the notes hold", "[core][bookmarks]") {
    BookmarkSet set = set_of({0, 120});
    REQUIRE_FALSE(set.set({5, "it \"rises\" here\n\\ ä →"}));
    const auto read = BookmarkSet::from_json(set.to_json());
    REQUIRE(read);
    CHECK(*read == set);
    CHECK(BookmarkSet::from_json(BookmarkSet{}.to_json()).value() == BookmarkSet{});
    BookmarkSet broken;
    REQUIRE_FALSE(broken.set({1, "\xff\xfe"}));
    CHECK(BookmarkSet::from_json(broken.to_json()).value().find(1)->text == "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("Bookmarks: texts that are none are refused with the place", "[core][bookmarks]") {
    const auto path_of = [](const char* text) {
        const auto read = BookmarkSet::from_json(text);
        INFO(text);
        REQUIRE_FALSE(read);
        return read.error().front().path;
    };
    CHECK(path_of("nonsense").empty());
    CHECK(path_of("[]").empty());
    CHECK(path_of(R"({"version":2,"bookmarks":[]})") == "version");
    CHECK(path_of(R"({"version":1})") == "bookmarks");
    CHECK(path_of(R"({"version":1,"bookmarks":[{"frame":1},7]})") == "bookmarks[1]");
    CHECK(path_of(R"({"version":1,"bookmarks":[{"frame":-1}]})") == "bookmarks[0].frame");
    CHECK(path_of(R"({"version":1,"bookmarks":[{"frame":1,"text":2}]})") == "bookmarks[0].text");
    // Later versions may know more.
    CHECK(BookmarkSet::from_json(R"({"version":1,"by":"x","bookmarks":[{"frame":3,"colour":"red"}]})").value().size() ==
          1);
}

TEST_CASE("Bookmarks: those of another run are given at the start, also of frames that have not run",
          "[core][session][bookmarks]") {
    Session session;
    CHECK(session.apply(SetBookmarks{set_of({3})}).has_value());  // of what?
    open(session, counter());
    const std::uint64_t before = session.history().bookmarks_revision();
    REQUIRE_FALSE(session.apply(SetBookmarks{set_of({3, 50})}));
    CHECK(session.history().bookmarks_revision() != before);
    CHECK(session.apply(SetBookmark{{9, {}}}).has_value());  // a person marks what has run
    run(session, 10);
    CHECK(frames_of(session.history().branch().bookmarks) == Frames{3, 50});
    REQUIRE_FALSE(session.apply(SeekTo{3}));
    session.finish_work();
    CHECK(session.cursor().frame == 3);
    const std::uint64_t recording = session.history().run();
    REQUIRE_FALSE(session.apply(Restart{}));
    CHECK(session.history().run() != recording);
    CHECK(session.history().branch().bookmarks.size() == 0);
}

TEST_CASE("Bookmarks: what is worth keeping is of all branches, as far as they differ", "[core][session][bookmarks]") {
    Session session;
    open(session, counter());
    run(session, 20);
    for (const FrameNumber frame : {4, 8, 15}) REQUIRE_FALSE(session.apply(SetBookmark{{frame, "first"}}));
    REQUIRE_FALSE(session.apply(SeekTo{10}));
    session.finish_work();
    REQUIRE_FALSE(session.apply(EditSlot{4, 1000.0}));
    CHECK(frames_of(session.history().branch().bookmarks) == Frames{4, 8});
    CHECK(frames_of(session.all_bookmarks()) == Frames{4, 8, 15});
    // Frame 4 is the same frame in both: who removes it here means it.
    REQUIRE_FALSE(session.apply(RemoveBookmark{4}));
    CHECK(frames_of(session.all_bookmarks()) == Frames{8, 15});
    // Frame 15 is another one here, and this branch's note counts.
    run(session, 8);
    REQUIRE_FALSE(session.apply(SetBookmark{{15, "second"}}));
    CHECK(session.all_bookmarks().find(15)->text == "second");
    CHECK(session.all_bookmarks().size() == 2);
}
