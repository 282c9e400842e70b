// SPDX-License-Identifier: MIT
#include "model/prompt.h"

#include <algorithm>
#include <optional>

#include "model/cell_rows.h"
#include "model/places.h"
#include "model/program_rows.h"
#include "model/slot_facts.h"
#include "model/timeline_model.h"
#include "model/value_text.h"
#include "slotscope/describe.h"
#include "slotscope/format.h"
#include "slotscope/overloaded.h"

namespace slotscope::gui {
namespace {

using Answer = std::variant<PromptAnswer, std::string>;

const Bookmark* bookmark_at(const Session& session, FrameNumber frame) {
    return session.history().branch().bookmarks.find(frame);
}

/// The constant of that row of the index, or null.
const ConstRef* constant_at(const Session& session, std::size_t row) {
    const auto& index = session.program().constants.index;
    return row < index.size() && index[row].index >= 0 ? &index[row] : nullptr;
}

/// What an edit here costs the recording.
std::string consequence(const Session& session) {
    return session.is_live() ? std::string() : " What is recorded behind this place is kept as a branch.";
}

std::string scope_words(const Session& session) {
    return session.is_in_frame() ? " for the rest of frame " + grouped(session.cursor().frame) + "."
                                 : " until it is written again.";
}

Answer answer_place(const Session& session, std::string_view text) {
    auto parsed = parse_place(text, session);
    if (auto* wrong = std::get_if<std::string>(&parsed)) return std::move(*wrong);
    const SeekTo seek = std::get<SeekTo>(parsed);
    std::string preview = "Frame " + grouped(seek.frame) + " of " + grouped(session.newest_frame());
    if (seek.step != kFrameEnd) preview += ", after " + counted(seek.step, "step");
    if (const auto time = time_of(session, seek.frame)) preview += ", t = " + time_words(*time);
    return PromptAnswer{seek, preview + "."};
}

Answer answer_slot(const Session& session, SlotId id, std::string_view text) {
    const SlotIndex slot = session.slots().find(id);
    if (slot == kNoSlotIndex) return std::string("The program has no slot " + std::to_string(id) + ".");
    auto parsed = parse_slot_value(text, session.slots()[slot].storage);
    if (auto* wrong = std::get_if<std::string>(&parsed)) return std::move(*wrong);
    const Value& value = std::get<Value>(parsed);
    return PromptAnswer{EditSlot{id, value},
                        "Holds " + format_value(value) + scope_words(session) + consequence(session)};
}

Answer answer_element(const Session& session, const AskElementValue& ask, std::string_view text) {
    const auto& cells = session.program().state_layout.cells;
    if (ask.cell >= cells.size() || !has_element(cells[ask.cell], session.state(), ask.element))
        return std::string("The program has no such state element.");
    const StateCell& cell = cells[ask.cell];
    auto parsed = parse_state_value(text, cell.storage);
    if (auto* wrong = std::get_if<std::string>(&parsed)) return std::move(*wrong);
    const double value = std::get<double>(parsed);
    return PromptAnswer{EditState{cell.storage, cell.offset + ask.element, value},
                        "Holds " + format_shortest(value) + " from here on." + consequence(session)};
}

Answer answer_constant(const Session& session, std::size_t row, std::string_view text) {
    const ConstRef* constant = constant_at(session, row);
    if (constant == nullptr) return std::string("The program has no such constant.");
    Storage storage = Storage::Object;
    if (constant->kind == ConstKind::F64) storage = Storage::F64;
    if (constant->kind == ConstKind::F32) storage = Storage::F32;
    if (constant->kind == ConstKind::I32) storage = Storage::I32;
    auto parsed = parse_slot_value(text, storage);
    if (auto* wrong = std::get_if<std::string>(&parsed)) return std::move(*wrong);
    const Value& value = std::get<Value>(parsed);
    return PromptAnswer{EditConstant{constant->kind, static_cast<std::uint32_t>(constant->index), value},
                        "Is " + format_value(value) + " from the next frame on." + consequence(session)};
}

}  // namespace

PromptWords prompt_words(const Session& session, const PromptQuestion& question) {
    if (!session.has_program()) return {"No program is open", {}, {}};
    return std::visit(
        Overloaded{
            [&](const AskPlace&) -> PromptWords {
                return {"Go to frame", "120, +10, 50%, t=1200, 120:7, start, end", {}};
            },
            [&](const AskSlotValue& ask) -> PromptWords {
                const SlotIndex slot = session.slots().find(ask.slot);
                if (slot == kNoSlotIndex) return {"Set value of slot " + std::to_string(ask.slot), {}, {}};
                return {"Set value of slot " + slot_reference(session, slot), "0.5, 1e-3, 0x1F, NaN, -Infinity",
                        value_shortest(session, slot)};
            },
            [&](const AskElementValue& ask) -> PromptWords {
                const auto& cells = session.program().state_layout.cells;
                if (ask.cell >= cells.size() || !has_element(cells[ask.cell], session.state(), ask.element))
                    return {"Set value of a state element", {}, {}};
                const std::string element =
                    cells[ask.cell].size > 1 ? ", element " + grouped(ask.element) : std::string();
                return {"Set value of " + cell_name(session.program(), ask.cell) + element,
                        "0.5, 1e-3, 0x1F, NaN, -Infinity", element_text(cells[ask.cell], session.state(), ask.element)};
            },
            [&](const AskConstant& ask) -> PromptWords {
                if (constant_at(session, ask.row) == nullptr) return {"Set constant", {}, {}};
                const ConstantRow row = constant_row(session.program().constants, ask.row);
                return {"Set constant " + std::to_string(ask.row) + ", " + row.place, "0.5, 1e-3, 0x1F", row.value};
            },
            [&](const AskBookmark& ask) -> PromptWords {
                const Bookmark* bookmark = bookmark_at(session, ask.frame);
                return {"Bookmark of frame " + grouped(ask.frame), "A note, or nothing",
                        bookmark != nullptr ? bookmark->text : std::string()};
            },
        },
        question);
}

Answer prompt_answer(const Session& session, const PromptQuestion& question, std::string_view text) {
    if (!session.has_program()) return std::string("No program is open.");
    return std::visit(Overloaded{
                          [&](const AskPlace&) { return answer_place(session, text); },
                          [&](const AskSlotValue& ask) { return answer_slot(session, ask.slot, text); },
                          [&](const AskElementValue& ask) { return answer_element(session, ask, text); },
                          [&](const AskConstant& ask) { return answer_constant(session, ask.row, text); },
                          [&](const AskBookmark& ask) -> Answer {
                              return PromptAnswer{SetBookmark{{ask.frame, std::string(text)}},
                                                  "Marks frame " + grouped(ask.frame) + "."};
                          },
                      },
                      question);
}

}  // namespace slotscope::gui
