// SPDX-License-Identifier: MIT
// Scripts that drive the inspector (--script FILE): one command per line, "#" starts a comment line. Parsed as a whole
// before the first line runs, so that a typing error at the end costs nothing. Running them is app/script_runner.
//
//   open PATH            open a program, relative to the script's folder
//   command NAME         run a command by its name (step, play, zoom-in, …); fails when it cannot run
//   wait N               let N frames of the interface pass
//   wait Ns              let N seconds pass, as a clock counts them: "wait 0.5s"
//   await Ns WHAT …      wait until what follows holds as "expect" understands it; fail after N seconds
//   click LABEL          click what reports this label ("Slots/row 12"); also double_click, right_click, hover
//   drag LABEL DX DY     press on it, move by em, release
//   type TEXT            type into what has the focus
//   key CHORD            press keys: F10, Ctrl+P, Enter
//   select KIND N        slot, step, cell or watch
//   panel NAME           open a panel and bring it to the front
//   pointer WHO          who moves the mouse: script (as at the start) or person (the display's own pointer)
//   screenshot FILE      write the window as PNG, relative to the present folder
//   say TEXT             print TEXT on stdout, for a program that drives the window from outside
//   where LABEL          print "X Y LABEL" on stdout: the middle of what reports this label, in pixels of the window
//   expect WHAT …        fail unless: frame N · step N · playing yes|no · program NAME · status TEXT · toast TEXT ·
//                        seen LABEL · unseen LABEL · enabled LABEL · disabled LABEL · panel NAME · overlay NAME ·
//                        selected KIND N · over LABEL (the pointer is over it) · problems N · faults N ·
//                        watch TEXT (in a line "NAME = VALUE" of what is watched) · frozen PLACE|none
//   size WxH             resize the window
//   quit                 leave with exit code 0
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/command.h"
#include "slotscope/result.h"

namespace slotscope::gui {

enum class Mouse : std::uint8_t { Click, DoubleClick, RightClick, Hover };
enum class Target : std::uint8_t { Slot, Step, Cell, Watch };
enum class Expect : std::uint8_t {
    Frame,
    Step,
    Playing,
    Program,
    Status,
    Toast,
    Seen,
    Unseen,
    Enabled,
    Disabled,
    Panel,
    Overlay,
    Selected,
    Over,
    Problems,
    Faults,
    Watch,
    Frozen
};

struct ScriptOpen {
    std::string path;
};
struct ScriptCommand {
    CommandId command;
};
struct ScriptWait {
    int frames;
};
struct ScriptWaitSeconds {
    double seconds;
};
struct ScriptMouse {
    Mouse kind;
    std::string label;
};
struct ScriptDrag {
    std::string label;
    float dx, dy;
};
struct ScriptType {
    std::string text;
};
struct ScriptKey {
    Chord chord;
};
struct ScriptSelect {
    Target target;
    std::uint64_t number;
};
struct ScriptPanel {
    PanelId panel;
};
struct ScriptScreenshot {
    std::string path;
};
struct ScriptExpect {
    Expect what;
    std::string text;
    std::uint64_t number = 0;
    Target target = Target::Slot;
};
struct ScriptAwait {
    double seconds;
    ScriptExpect expect;
};
struct ScriptPointer {
    bool is_person;
};
struct ScriptSay {
    std::string text;
};
struct ScriptWhere {
    std::string label;
};
struct ScriptSize {
    int width, height;
};
struct ScriptQuit {};

using ScriptAction = std::variant<ScriptOpen, ScriptCommand, ScriptWait, ScriptWaitSeconds, ScriptMouse, ScriptDrag,
                                  ScriptType, ScriptKey, ScriptSelect, ScriptPanel, ScriptPointer, ScriptScreenshot,
                                  ScriptSay, ScriptWhere, ScriptExpect, ScriptAwait, ScriptSize, ScriptQuit>;

struct ScriptLine {
    std::uint32_t line;  ///< 1-based, for messages
    std::string text;    ///< as written
    ScriptAction action;
};

/// All errors of the script, each with its line.
[[nodiscard]] Result<std::vector<ScriptLine>, Errors> parse_script(std::string_view text, const std::string& name);

/// "1600x900"; each side 1 .. 16384.
[[nodiscard]] std::optional<ScriptSize> parse_size(std::string_view text);

}  // namespace slotscope::gui
