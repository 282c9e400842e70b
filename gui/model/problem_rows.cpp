// SPDX-License-Identifier: MIT
#include "model/problem_rows.h"

#include <algorithm>

#include "model/slot_facts.h"
#include "model/words.h"

namespace slotscope::gui {
namespace {

bool is_repeat(const Fault& a, const Fault& b) {
    return a.kind == b.kind && a.step == b.step && a.slot == b.slot && a.other_step == b.other_step;
}

std::string line_and_column(const std::string& file, std::uint32_t line, std::uint32_t column) {
    std::string where = file.substr(file.find_last_of('/') + 1);
    if (line == 0) return where;
    if (where.empty()) where = "line ";
    else where += ":";
    where += std::to_string(line);
    return column == 0 ? where : where + ":" + std::to_string(column);
}

std::string join(std::string_view first, std::string_view second) {
    if (first.empty() || second.empty()) return std::string(first.empty() ? second : first);
    return std::string(first) + " · " + std::string(second);
}

std::string step_words(const Session& session, std::optional<StepIndex> step) {
    if (!step || *step == kOutsideSteps) return {};
    const std::string reference = step_reference(session, *step);
    return reference.starts_with("step ") ? reference : "step " + reference;
}

ProblemText fault_text(const Session& session, const Fault& fault) {
    ProblemText text;
    text.message = fault.message;
    text.hint = fault.hint;
    text.slot = fault.slot;
    text.other_step = fault.other_step;
    if (fault.step != kOutsideSteps) text.step = fault.step;
    text.where = join("frame " + grouped(fault.frame), step_words(session, text.step));
    return text;
}

ProblemText note_text(const Session& session, const Note& note) {
    ProblemText text;
    text.message = std::string(note_kind_name(note.kind));
    if (!text.message.empty() && text.message[0] >= 'a' && text.message[0] <= 'z')
        text.message[0] = static_cast<char>(text.message[0] - ('a' - 'A'));
    if (!note.detail.empty()) text.message += ": " + note.detail;
    if (note.step != kNoStep) text.step = note.step;
    std::string slot;
    if (note.slot != kNoSlot) {
        text.slot = note.slot;
        const SlotIndex index = session.slots().find(note.slot);
        slot = "slot " + (index != kNoSlotIndex ? slot_reference(session, index) : std::to_string(note.slot));
        if (index != kNoSlotIndex && slot.starts_with("slot slot ")) slot.erase(0, 5);
    }
    text.where = join(step_words(session, text.step), slot);
    return text;
}

ProblemText meaning_text(const Session& session, const Problem& problem) {
    ProblemText text;
    text.message = problem.message;
    text.path = problem.path;
    text.step = problem.step;
    text.slot = problem.slot;
    text.cell = problem.cell;
    text.where = problem.line != 0 ? line_and_column(session.path(), problem.line, problem.column) : std::string();
    text.where = join(text.where, step_words(session, problem.step));
    return text;
}

}  // namespace

std::string_view problem_kind_name(ProblemKind kind) noexcept {
    switch (kind) {
        case ProblemKind::LoadError: return "Load error";
        case ProblemKind::Fault: return "Fault";
        case ProblemKind::WillFault: return "Will fault";
        case ProblemKind::Surprise: return "Surprise";
        case ProblemKind::Note: return "Note";
        case ProblemKind::LoadNote: return "File note";
        case ProblemKind::Count: break;
    }
    return {};
}

std::vector<ProblemRow> list_problems(const ProblemSources& sources) {
    std::vector<ProblemRow> rows;
    const auto add = [&](ProblemKind kind, std::size_t source) {
        rows.push_back({.kind = kind, .source = static_cast<std::uint32_t>(source)});
    };
    for (std::size_t i = 0; i < sources.load_errors.size(); ++i) add(ProblemKind::LoadError, i);
    const Session& session = sources.session;
    if (!session.has_program()) return rows;

    const std::span<const Fault> faults = session.faults();
    for (std::size_t i = faults.size(); i-- > 0;) {
        const bool folds = i + 1 < faults.size() && is_repeat(faults[i], faults[i + 1]);
        if (!folds) {
            add(ProblemKind::Fault, i);
            rows.back().last_frame = faults[i].frame;
        } else {
            ++rows.back().count;
        }
        rows.back().first_frame = faults[i].frame;
    }
    for (const Severity severity : {Severity::Fault, Severity::Surprise})
        for (std::size_t i = 0; i < session.problems().size(); ++i)
            if (session.problems()[i].severity == severity)
                add(severity == Severity::Fault ? ProblemKind::WillFault : ProblemKind::Surprise, i);
    for (std::size_t i = 0; i < session.notes().size(); ++i) {
        const Note& note = session.notes()[i];
        rows.push_back(
            {ProblemKind::Note, static_cast<std::uint32_t>(i), note.count, note.first_frame, note.last_frame});
    }
    for (std::size_t i = 0; i < session.load_notes().size(); ++i) add(ProblemKind::LoadNote, i);
    return rows;
}

ProblemText problem_text(const ProblemSources& sources, const ProblemRow& row) {
    ProblemText text;
    const Session& session = sources.session;
    switch (row.kind) {
        case ProblemKind::LoadError: {
            const Error& error = sources.load_errors[row.source];
            text.message = error.message;
            text.where = line_and_column(error.where, error.line, error.column);
            text.path = error.path;
            return text;
        }
        case ProblemKind::Fault: return fault_text(session, session.faults()[row.source]);
        case ProblemKind::WillFault:
        case ProblemKind::Surprise: return meaning_text(session, session.problems()[row.source]);
        case ProblemKind::Note: return note_text(session, session.notes()[row.source]);
        case ProblemKind::LoadNote: {
            const LoadNote& note = session.load_notes()[row.source];
            text.message = note.message;
            text.where = line_and_column(session.path(), note.line, note.column);
            text.path = note.path;
            return text;
        }
        case ProblemKind::Count: break;
    }
    return text;
}

std::vector<ProblemRow> filter_problems(const ProblemSources& sources, std::span<const ProblemRow> rows,
                                        const ProblemQuery& query) {
    const std::vector<std::string> words = lower_words(query.text);
    std::vector<ProblemRow> shown;
    for (const ProblemRow& row : rows) {
        if (query.kinds != 0 && (query.kinds >> static_cast<unsigned>(row.kind) & 1U) == 0) continue;
        if (!words.empty()) {
            const ProblemText text = problem_text(sources, row);
            const std::string haystack = lower(std::string(problem_kind_name(row.kind)) + "\n" + text.message + "\n" +
                                               text.hint + "\n" + text.where + "\n" + text.path);
            const bool is_match = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                return haystack.find(word) != std::string::npos;
            });
            if (!is_match) continue;
        }
        shown.push_back(row);
    }
    return shown;
}

std::array<std::size_t, kProblemKinds> count_problems(std::span<const ProblemRow> rows) {
    std::array<std::size_t, kProblemKinds> counts{};
    for (const ProblemRow& row : rows) ++counts[static_cast<std::size_t>(row.kind)];
    return counts;
}

std::string problem_extent(const ProblemRow& row) {
    if (row.kind != ProblemKind::Fault && row.kind != ProblemKind::Note) return {};
    if (row.count <= 1) return "frame " + grouped(row.last_frame);
    const std::string times = "×" + grouped(row.count) + ", ";
    if (row.first_frame == row.last_frame) return times + "frame " + grouped(row.last_frame);
    return times + "frames " + grouped(row.first_frame) + " to " + grouped(row.last_frame);
}

std::string problems_as_text(const ProblemSources& sources, std::span<const ProblemRow> rows) {
    std::string all;
    for (const ProblemRow& row : rows) {
        const ProblemText text = problem_text(sources, row);
        all += std::string(problem_kind_name(row.kind)) + ": " + text.message + "\n";
        const std::string extent = problem_extent(row);
        const std::string place = join(join(text.where, text.path), row.count > 1 ? std::string_view(extent) : "");
        if (!place.empty()) all += "  at " + place + "\n";
        if (!text.hint.empty()) all += "  " + text.hint + "\n";
    }
    return all;
}

long long alarming_problems(const ProblemSources& sources) {
    auto count = static_cast<long long>(sources.load_errors.size());
    if (!sources.session.has_program()) return count;
    for (const Problem& problem : sources.session.problems())
        if (problem.severity == Severity::Fault) ++count;
    return count + static_cast<long long>(sources.session.fault_count());
}

}  // namespace slotscope::gui
