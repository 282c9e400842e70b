// SPDX-License-Identifier: MIT
// Everything that is or went wrong, as one list in groups: why a file did not open, problems of meaning, faults, notes
// of lossy stores, notes of loading. Rows are small (a kind and a place in its source): words are made for the rows that
// are drawn, since 10,000 faults may come and go while frames run.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

enum class ProblemKind : std::uint8_t { LoadError, Fault, WillFault, Surprise, Note, LoadNote, Count };
inline constexpr std::size_t kProblemKinds = static_cast<std::size_t>(ProblemKind::Count);

/// "Load error", "Fault", "Will fault", "Surprise", "Note", "File note".
[[nodiscard]] std::string_view problem_kind_name(ProblemKind kind) noexcept;

struct ProblemRow {
    ProblemKind kind = ProblemKind::LoadError;
    std::uint32_t source = 0;     ///< row of its source; of folded faults the newest
    std::uint64_t count = 1;      ///< faults folded into it, or times that a note occurred
    FrameNumber first_frame = 0;  ///< faults and notes
    FrameNumber last_frame = 0;
};

/// A row in words.
struct ProblemText {
    std::string message;
    std::string hint;   ///< what to look at next; may be empty
    std::string where;  ///< "patch.json:12:7", "frame 41 · step 9 mix"; may be empty
    std::string path;   ///< JSON path; may be empty
    std::optional<StepIndex> step, other_step;
    std::optional<SlotId> slot;
    std::optional<CellIndex> cell;
};

/// What lists read. `load_errors` stand even without a program.
struct ProblemSources {
    const Session& session;
    const Errors& load_errors;
};

struct ProblemQuery {
    std::string text;    ///< words that all must occur in message, hint or place
    unsigned kinds = 0;  ///< bit per ProblemKind; 0 shows all
    friend bool operator==(const ProblemQuery&, const ProblemQuery&) = default;
};

/// All rows in order of ProblemKind; faults newest first, consecutive equal ones (same kind, step and slot) as one.
[[nodiscard]] std::vector<ProblemRow> list_problems(const ProblemSources& sources);
[[nodiscard]] ProblemText problem_text(const ProblemSources& sources, const ProblemRow& row);
/// Rows that the query lets through.
[[nodiscard]] std::vector<ProblemRow> filter_problems(const ProblemSources& sources, std::span<const ProblemRow> rows,
                                                      const ProblemQuery& query);
[[nodiscard]] std::array<std::size_t, kProblemKinds> count_problems(std::span<const ProblemRow> rows);
/// "×3, frames 41 to 43"; empty where neither is known.
[[nodiscard]] std::string problem_extent(const ProblemRow& row);
/// One paragraph per row, to paste into a report.
[[nodiscard]] std::string problems_as_text(const ProblemSources& sources, std::span<const ProblemRow> rows);
/// For a tab: what should make somebody look. Load errors, faults and certain faults, not notes.
[[nodiscard]] long long alarming_problems(const ProblemSources& sources);

}  // namespace slotscope::gui
