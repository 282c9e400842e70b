// SPDX-License-Identifier: MIT
// Reads hash files. Nothing is believed: every word is checked where it stands, and every error has its line.
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <span>

#include "slotscope/hash_file.h"

namespace slotscope {

namespace {

/// Thrown and caught in this file: the reader is too deep for results to travel up.
struct Rejected {
    Error error;
};

class HashReader {
public:
    HashReader(std::string_view text, const std::string& name) : rest_(text), name_(name) {}

    HashFile read() {
        next_line();
        if (words_[0] != "slotscope-hashes") reject("this is no hash file: it starts with \"slotscope-hashes 1\"");
        if (word(1) != "1") reject_version();
        read_header();
        read_records();
        return std::move(file_);
    }

private:
    [[noreturn]] void reject(std::string_view what) const {
        throw Rejected{Error::parse(name_, std::string(what), line_, 1)};
    }
    [[noreturn]] void reject_version() const {
        Error error = Error::parse(
            name_, fmt::format("this hash file is of version {}; this Slotscope reads version 1", word(1)), line_, 1);
        error.code = ErrorCode::Version;
        throw Rejected{std::move(error)};
    }
    [[noreturn]] void reject_word(std::size_t at, std::string_view expected) const {
        reject(fmt::format("word {} of the line is \"{}\", expected {}", at + 1, word(at).substr(0, 40), expected));
    }

    /// The next line that is no comment, in words. Rejects the end of the text.
    void next_line() {
        do {
            if (rest_.empty()) {
                ++line_;
                reject("the file ends without its last line, \"end\": it was cut");
            }
            const std::size_t end = rest_.find('\n');
            text_ = rest_.substr(0, end);
            rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
            ++line_;
        } while (text_.empty() || text_[0] == '#');
        words_.clear();
        for (std::size_t at = 0; at != std::string_view::npos;) {
            const std::size_t space = text_.find(' ', at);
            words_.push_back(text_.substr(at, space - at));
            at = space == std::string_view::npos ? space : space + 1;
        }
    }

    [[nodiscard]] std::string_view word(std::size_t at) const {
        return at < words_.size() ? words_[at] : std::string_view();
    }
    [[nodiscard]] bool starts_with(std::string_view keyword) const { return words_[0] == keyword; }
    void expect(std::string_view keyword, std::size_t count) const {
        if (words_[0] != keyword) reject_word(0, fmt::format("\"{}\"", keyword));
        if (words_.size() != count)
            reject(fmt::format("a line \"{}\" has {} words, this one has {}", keyword, count, words_.size()));
    }

    [[nodiscard]] std::uint64_t integer(std::string_view text, int base, std::uint64_t limit, std::size_t at,
                                        std::string_view what) const {
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
        if (text.empty() || error != std::errc() || end != text.data() + text.size() || number > limit)
            reject_word(at, what);
        return number;
    }
    [[nodiscard]] std::uint64_t hash_at(std::size_t at) const {
        if (word(at).size() != 16) reject_word(at, "a hash of 16 hex digits");
        return integer(word(at), 16, std::numeric_limits<std::uint64_t>::max(), at, "a hash of 16 hex digits");
    }
    [[nodiscard]] std::size_t count_at(std::size_t at) const {
        return static_cast<std::size_t>(
            integer(word(at), 10, kMaxHashedFrames, at, fmt::format("a whole number up to {}", kMaxHashedFrames)));
    }
    [[nodiscard]] double number_at(std::size_t at) const {
        const std::string_view text = word(at);
        if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
        if (text == "Infinity") return std::numeric_limits<double>::infinity();
        if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
            reject_word(at, "a number");
        return number;
    }
    /// The rest of the line: names may have spaces.
    [[nodiscard]] std::string name_from(std::size_t at) const {
        if (at >= words_.size()) reject("the line ends before the program's name");
        return std::string(text_.substr(static_cast<std::size_t>(words_[at].data() - text_.data())));
    }

    void read_header() {
        HashHeader& header = file_.header;
        next_line();
        if (!starts_with("program")) reject_word(0, "\"program\"");
        header.program = {name_from(2), hash_at(1)};
        next_line();
        read_times();
        next_line();
        expect("viewport", 4);
        header.input.viewport = {number_at(1), number_at(2), number_at(3)};
        next_line();
        expect("delta", 2);
        if (word(1) != "actual" && word(1) != "fixed60") reject_word(1, "\"actual\" or \"fixed60\"");
        header.input.delta = word(1) == "fixed60" ? DeltaMode::Fixed60 : DeltaMode::Actual;
        for (next_line(); starts_with("swap"); next_line())
            header.swaps.push_back({count_at(1), {name_from(3), hash_at(2)}});
        expect("every", 2);
        header.every = count_at(1);
        if (header.every == 0) reject_word(1, "at least 1");
        next_line();
        expect("slots", 2);
        if (word(1) != "yes" && word(1) != "no") reject_word(1, "\"yes\" or \"no\"");
        header.has_slots = word(1) == "yes";
        if (header.fps) make_times();
    }

    void read_times() {
        std::vector<double>& times = file_.header.input.times;
        if (starts_with("times")) {
            if (words_.size() - 1 > kMaxHashedFrames)
                reject(fmt::format("a run has at most {} frames", kMaxHashedFrames));
            for (std::size_t at = 1; at < words_.size(); ++at) times.push_back(number_at(at));
            return;
        }
        expect("fps", 3);
        const double fps = number_at(1);
        if (!(fps > 0) || !std::isfinite(fps)) reject_word(1, "a positive number");
        file_.header.fps = fps;
        frame_count_ = count_at(2);
    }

    void make_times() {
        HashHeader& header = file_.header;
        // A count that the file cannot have lines for is not made into times.
        if (frame_count_ / header.every > rest_.size())
            reject(fmt::format("the rest of the file is too short for {} frames", frame_count_));
        header.input.times.reserve(frame_count_);
        for (std::size_t i = 0; i < frame_count_; ++i)
            header.input.times.push_back(static_cast<double>(i) * 1000 / *header.fps);
    }

    void read_records() {
        next_line();
        if (!starts_with("init")) reject_word(0, "\"init\"");
        read_record({HashRecord::Kind::Init, 0, false}, 1);
        const std::vector<HashSwap>& swaps = file_.header.swaps;
        std::vector<bool> is_swapped(swaps.size());
        const std::size_t frames = file_.header.input.times.size();
        for (std::size_t i = 0; i < frames; ++i) {
            for (const HashSwap& swap : swaps) {
                if (swap.before_frame != i) continue;
                expect_place("swap", i);
                read_record({HashRecord::Kind::Swap, i, word(2) == "rejected"}, 2);
            }
            if ((i + 1) % file_.header.every != 0 && i + 1 != frames) continue;
            expect_place("frame", i + 1);
            read_record({HashRecord::Kind::Frame, i + 1, false}, 2);
        }
        expect("end", 1);
        if (rest_.find_first_not_of("\r\n") != std::string_view::npos)
            reject("there is something after the last line, \"end\"");
    }

    void expect_place(std::string_view keyword, std::size_t frame) const {
        if (words_[0] != keyword) reject_word(0, fmt::format("\"{} {}\"", keyword, frame));
        if (count_at(1) != frame) reject_word(1, fmt::format("{}", frame));
    }

    struct Place {
        HashRecord::Kind kind;
        std::size_t frame;
        bool is_rejected;
    };

    /// The present line, whose hashes start at word `at`, and its lists; ends at the line after them.
    void read_record(const Place& place, std::size_t at) {
        HashRecord record;
        record.kind = place.kind;
        record.frame = place.frame;
        record.is_rejected = place.is_rejected;
        record.line = line_;
        if (record.is_rejected) {
            expect("swap", 3);
            file_.records.push_back(std::move(record));
            next_line();
            return;
        }
        record.hash = {hash_at(at + 1), hash_at(at + 2), hash_at(at + 3), hash_at(at + 4)};
        if (record.hash.combined() != hash_at(at))
            reject("the first hash does not belong to the other four: the line was damaged");
        const std::size_t fault = at + 5;
        if (words_.size() > fault) {
            if (record.kind != HashRecord::Kind::Frame || word(fault) != "fault")
                reject_word(fault, "the end of the line");
            if (words_.size() != fault + 2) reject("\"fault\" is followed by a step, or by -");
            record.fault =
                word(fault + 1) == "-"
                    ? kOutsideSteps
                    : static_cast<StepIndex>(integer(word(fault + 1), 10, kNoStep - 1, fault + 1, "a step or -"));
        }
        next_line();
        if (file_.header.has_slots) read_lists(record);
        file_.records.push_back(std::move(record));
    }

    void read_lists(HashRecord& record) {
        if (starts_with("values")) record.values = read_list();
        if (starts_with("marks")) record.marks = read_list();
        if (!starts_with("cells")) return;
        if (word(words_.size() - 1).starts_with("-:")) {
            record.loose_state = leaf(words_.size() - 1, 1);
            words_.pop_back();
        }
        for (std::size_t at = 1; at < words_.size(); ++at) {
            const auto [key, hash] = entry(at, std::numeric_limits<CellIndex>::max());
            record.cells.emplace_back(static_cast<CellIndex>(key), hash);
        }
        next_line();
    }

    std::vector<std::pair<SlotId, std::uint32_t>> read_list() {
        std::vector<std::pair<SlotId, std::uint32_t>> entries;
        entries.reserve(words_.size() - 1);
        for (std::size_t at = 1; at < words_.size(); ++at) {
            entries.push_back(entry(at, kNoSlot));
            if (entries.size() > 1 && entries.back().first <= entries[entries.size() - 2].first)
                reject_word(at, "slots in ascending order");
        }
        next_line();
        return entries;
    }

    [[nodiscard]] std::uint32_t leaf(std::size_t at, std::size_t colon) const {
        const std::string_view digits = word(at).substr(colon + 1);
        if (digits.size() != 8) reject_word(at, "a number, a colon and 8 hex digits");
        return static_cast<std::uint32_t>(integer(digits, 16, 0xffffffff, at, "a number, a colon and 8 hex digits"));
    }
    [[nodiscard]] std::pair<std::uint64_t, std::uint32_t> entry(std::size_t at, std::uint64_t limit) const {
        const std::size_t colon = word(at).find(':');
        if (colon == std::string_view::npos) reject_word(at, "a number, a colon and 8 hex digits");
        return {integer(word(at).substr(0, colon), 10, limit, at, "a number, a colon and 8 hex digits"),
                leaf(at, colon)};
    }

    std::string_view rest_;
    const std::string& name_;
    std::string_view text_;
    std::vector<std::string_view> words_;
    std::uint32_t line_ = 0;
    std::size_t frame_count_ = 0;  ///< with fps
    HashFile file_;
};

}  // namespace

Result<HashFile> parse_hashes(std::string_view text, const std::string& name) {
    try {
        return HashReader(text, name).read();
    } catch (Rejected& rejected) { return std::move(rejected.error); }
}

}  // namespace slotscope
