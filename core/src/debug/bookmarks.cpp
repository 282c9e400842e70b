// SPDX-License-Identifier: MIT
#include "slotscope/bookmarks.h"

#include <algorithm>
#include <fmt/format.h>

#include "debug/conditions/json_members.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

constexpr int kVersion = 1;

}  // namespace

std::optional<Error> BookmarkSet::set(Bookmark bookmark) {
    if (bookmark.text.size() > limits::kMaxBookmarkBytes)
        return Error::limit(fmt::format("A bookmark's note has at most {} bytes", limits::kMaxBookmarkBytes));
    const auto at = std::ranges::lower_bound(bookmarks_, bookmark.frame, {}, &Bookmark::frame);
    if (at != bookmarks_.end() && at->frame == bookmark.frame) {
        *at = std::move(bookmark);
        return std::nullopt;
    }
    if (bookmarks_.size() >= limits::kMaxBookmarks)
        return Error::limit(fmt::format("There are {} bookmarks, which is the most", limits::kMaxBookmarks));
    bookmarks_.insert(at, std::move(bookmark));
    return std::nullopt;
}

bool BookmarkSet::remove(FrameNumber frame) {
    return std::erase_if(bookmarks_, [&](const Bookmark& bookmark) { return bookmark.frame == frame; }) != 0;
}

void BookmarkSet::remove_after(FrameNumber frame) {
    const auto at = std::ranges::upper_bound(bookmarks_, frame, {}, &Bookmark::frame);
    bookmarks_.erase(at, bookmarks_.end());
}

const Bookmark* BookmarkSet::find(FrameNumber frame) const noexcept {
    const auto at = std::ranges::lower_bound(bookmarks_, frame, {}, &Bookmark::frame);
    return at == bookmarks_.end() || at->frame != frame ? nullptr : &*at;
}

std::string BookmarkSet::to_json() const {
    using OrderedJson = nlohmann::ordered_json;
    OrderedJson list = OrderedJson::array();
    for (const Bookmark& bookmark : bookmarks_) {
        OrderedJson object = {{"frame", bookmark.frame}};
        if (!bookmark.text.empty()) object["text"] = bookmark.text;
        list.push_back(std::move(object));
    }
    const OrderedJson whole = {{"version", kVersion}, {"bookmarks", std::move(list)}};
    // What a person typed may not be UTF-8: it becomes U+FFFD.
    return whole.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

Result<BookmarkSet, Errors> BookmarkSet::from_json(std::string_view text) {
    const auto whole = parse_list_file(text, kVersion, "bookmarks");
    if (!whole) return whole.error();
    const JsonValue& list = (*whole)["bookmarks"];
    BookmarkSet set;
    Errors errors;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = fmt::format("bookmarks[{}]", i);
        MemberReader reader(list[i], path, errors);
        Bookmark bookmark;
        reader.read("frame", bookmark.frame);
        reader.read("text", bookmark.text, limits::kMaxBookmarkBytes);
        if (!reader.is_good()) continue;
        if (const auto error = set.set(std::move(bookmark)); error && errors.size() < limits::kMaxErrors)
            errors.push_back(at_path(*error, path));
    }
    if (!errors.empty()) return errors;
    return set;
}

}  // namespace slotscope
