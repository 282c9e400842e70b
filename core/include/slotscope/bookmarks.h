// SPDX-License-Identifier: MIT
// `BookmarkSet`: frames that a person marked, each with a note, and their JSON form, which is kept per program.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/ids.h"
#include "slotscope/result.h"

namespace slotscope {

namespace limits {
/// More than a person sets; a file of all of them is read in milliseconds.
inline constexpr std::size_t kMaxBookmarks = 10'000;
inline constexpr std::size_t kMaxBookmarkBytes = 4096;
}  // namespace limits

struct Bookmark {
    FrameNumber frame = 0;
    std::string text;  ///< may be empty
    friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

class BookmarkSet {
public:
    /// In the place of the one of its frame, where there is one. Errors: too many; a note that is too long.
    [[nodiscard]] std::optional<Error> set(Bookmark bookmark);
    /// False when there is none.
    bool remove(FrameNumber frame);
    void remove_after(FrameNumber frame);
    /// Null where there is none.
    [[nodiscard]] const Bookmark* find(FrameNumber frame) const noexcept;

    [[nodiscard]] std::size_t size() const noexcept { return bookmarks_.size(); }
    /// By frame, at most one each.
    [[nodiscard]] const std::vector<Bookmark>& all() const noexcept { return bookmarks_; }
    friend bool operator==(const BookmarkSet&, const BookmarkSet&) = default;

    /// One object: {"version":1,"bookmarks":[{"frame":120,"text":"it rises"}]}.
    [[nodiscard]] std::string to_json() const;
    /// Errors, all of them, with JSON paths such as `bookmarks[3].frame`.
    [[nodiscard]] static Result<BookmarkSet, Errors> from_json(std::string_view text);

private:
    std::vector<Bookmark> bookmarks_;
};

}  // namespace slotscope
