// SPDX-License-Identifier: MIT
#include "model/keymap.h"

#include <catch2/catch_test_macros.hpp>

#include "model/command.h"

using namespace slotscope::gui;

TEST_CASE("Chords: printing and parsing are inverse for every key and modifier", "[model][keys]") {
    for (int key = 1; key < static_cast<int>(Key::Count); ++key) {
        for (int modifiers = 0; modifiers < 8; ++modifiers) {
            const Chord chord{static_cast<Key>(key), (modifiers & 1) != 0, (modifiers & 2) != 0, (modifiers & 4) != 0};
            INFO(print_chord(chord));
            CHECK(parse_chord(print_chord(chord)) == chord);
        }
    }
}

TEST_CASE("Chords: parsing ignores case and order of modifiers and refuses everything else", "[model][keys]") {
    CHECK(parse_chord("ctrl+SHIFT+p") == ctrl_shift(Key::P));
    CHECK(parse_chord("Shift+Ctrl+P") == ctrl_shift(Key::P));
    CHECK(parse_chord("esc") == Chord{Key::Escape});
    for (const char* wrong : {"", "Ctrl", "Ctrl+", "+P", "Ctrl+Ctrl+P", "Hyper+P", "F13", "PP", "Ctrl+Shift"}) {
        INFO(wrong);
        CHECK_FALSE(parse_chord(wrong));
    }
    CHECK(print_chord({}).empty());
}

TEST_CASE("Keymap: every default chord finds its command", "[model][keymap]") {
    const Keymap keymap;
    for (const CommandSpec& spec : commands())
        for (const Chord& chord : spec.chords)
            if (chord.is_set()) CHECK(keymap.find(chord, spec.scope, false) == spec.id);
}

TEST_CASE("Keymap: a chord with more modifiers is another chord", "[model][keymap]") {
    const Keymap keymap;
    CHECK(keymap.find(ctrl(Key::P), Scope::Main, false) == CommandId::FindAnything);
    CHECK(keymap.find(ctrl_shift(Key::P), Scope::Main, false) == CommandId::Commands);
    CHECK_FALSE(keymap.find({Key::P}, Scope::Main, false));
}

TEST_CASE("Keymap: while a text field has the focus, keys that type or edit are not commands", "[model][keymap]") {
    const Keymap keymap;
    CHECK_FALSE(keymap.find({Key::J}, Scope::Main, true));
    CHECK_FALSE(keymap.find({Key::Space}, Scope::Main, true));
    CHECK_FALSE(keymap.find({Key::Right}, Scope::Main, true));
    CHECK_FALSE(keymap.find(ctrl(Key::C), Scope::Main, true));
    CHECK_FALSE(keymap.find({Key::Escape}, Scope::Main, true));
    CHECK(keymap.find(ctrl(Key::C), Scope::Main, false) == CommandId::CopyValue);
    CHECK(keymap.find({Key::F10}, Scope::Main, true) == CommandId::StepFrame);
    CHECK(keymap.find(ctrl(Key::P), Scope::Main, true) == CommandId::FindAnything);
    CHECK(keymap.find(alt(Key::Left), Scope::Main, true) == CommandId::Back);
}

TEST_CASE("Keymap: over an overlay only its own keys count, also while typing", "[model][keymap]") {
    const Keymap keymap;
    CHECK(keymap.find({Key::Escape}, Scope::Overlay, true) == CommandId::CloseOverlay);
    CHECK_FALSE(keymap.find({Key::F10}, Scope::Overlay, false));
    CHECK(keymap.find({Key::Escape}, Scope::Main, false) == CommandId::Cancel);
}

TEST_CASE("Keymap: binding takes the chord from its owner and names it", "[model][keymap]") {
    Keymap keymap;
    CHECK(keymap.bind(CommandId::Restart, {Key::F10}) == CommandId::StepFrame);
    CHECK(keymap.find({Key::F10}, Scope::Main, false) == CommandId::Restart);
    CHECK(keymap.find({Key::Right}, Scope::Main, false) == CommandId::StepFrame);  // its second chord stays
    CHECK_FALSE(keymap.find(ctrl_shift(Key::F5), Scope::Main, false));
    CHECK_FALSE(keymap.is_default(CommandId::Restart));
    CHECK_FALSE(keymap.is_default(CommandId::StepFrame));
    CHECK_FALSE(keymap.bind(CommandId::Restart, {Key::F10}));  // again changes nothing
}

TEST_CASE("Keymap: the same chord may serve both scopes", "[model][keymap]") {
    Keymap keymap;
    CHECK_FALSE(keymap.bind(CommandId::CloseOverlay, {Key::F10}));
    CHECK(keymap.find({Key::F10}, Scope::Main, false) == CommandId::StepFrame);
    CHECK(keymap.find({Key::F10}, Scope::Overlay, false) == CommandId::CloseOverlay);
}

TEST_CASE("Keymap: reset restores defaults except what another command has taken", "[model][keymap]") {
    Keymap keymap;
    keymap.bind(CommandId::Restart, {Key::F10});
    keymap.reset(CommandId::StepFrame);
    CHECK(keymap.find({Key::F10}, Scope::Main, false) == CommandId::Restart);
    CHECK(keymap.hint(CommandId::StepFrame) == "Right");  // what is left is what is shown
    keymap.reset(CommandId::Restart);
    keymap.reset(CommandId::StepFrame);
    CHECK(keymap == Keymap());
}

TEST_CASE("Keymap: a command without keys has no hint", "[model][keymap]") {
    Keymap keymap;
    CHECK(keymap.hint(CommandId::StepFrame) == "F10");
    keymap.bind(CommandId::StepFrame, {});
    CHECK(keymap.hint(CommandId::StepFrame).empty());
}
