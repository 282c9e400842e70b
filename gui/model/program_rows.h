// SPDX-License-Identifier: MIT
// The program panel's rows: facts in words, signals with their kinds and a filter over them. Expressions of 100,000
// signals are not made at once: a search reads a bounded number of rows per call and says how far it has got.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/describe.h"
#include "slotscope/session.h"

namespace slotscope::gui {

struct ProgramFact {
    std::string label, value;
};
struct ProgramFacts {
    std::string title;  ///< group of facts: "Identity", "Time", "Sizes"
    std::vector<ProgramFact> facts;
};
/// Only what the program says; nothing for what it leaves out.
[[nodiscard]] std::vector<ProgramFacts> program_facts(const Session& session);

/// "cyclic · loop · 2000 ms", "infinite", "none".
[[nodiscard]] std::string time_model_words(const TimeModel& model);
/// "signal number, ms".
[[nodiscard]] std::string type_words(const TypeDesc& type);
/// "const", "zip", "stateful", …: as programs write them.
[[nodiscard]] std::string_view signal_kind(const SignalNode& node);

/// A row of the constant pools' index.
struct ConstantRow {
    std::string place;  ///< "f64[3]"
    std::string value;
};
[[nodiscard]] ConstantRow constant_row(const ConstPool& constants, std::size_t row);

class SignalRows {
public:
    /// Rows whose number, kind or own line ("sin(#4)": the expression one level deep) holds every word of `text`. Reads at
    /// most `budget` rows that were not read yet; call again until `is_complete()`. Restarts by itself for another
    /// program or text. Precondition: session.has_program().
    void update(const Session& session, const std::string& text, std::size_t budget);

    [[nodiscard]] std::span<const std::uint32_t> rows() const noexcept { return rows_; }
    [[nodiscard]] bool is_complete() const noexcept { return next_ >= total_; }
    [[nodiscard]] std::size_t searched() const noexcept { return next_; }
    [[nodiscard]] std::size_t total() const noexcept { return total_; }
    [[nodiscard]] std::optional<int> position_of(Ref signal) const;
    /// For signal_expression; of the program of the last update.
    [[nodiscard]] const SlotNames& names() const noexcept { return names_; }

private:
    std::uint64_t program_revision_ = 0;
    std::string text_;
    std::vector<std::string> words_;
    std::size_t next_ = 0, total_ = 0;
    std::vector<std::uint32_t> rows_;
    SlotNames names_;
};

}  // namespace slotscope::gui
