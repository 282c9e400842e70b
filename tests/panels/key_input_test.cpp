// SPDX-License-Identifier: MIT
// Held keys repeat by the clock, however long a frame of the interface takes to draw.
#include "app/key_input.h"

#include <catch2/catch_test_macros.hpp>

using namespace slotscope::gui;

namespace {

/// An ImGui context that draws nothing.
class Keyboard {
public:
    Keyboard() : context_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context_);
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {100, 100};
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        frame(1.0F / 60);
    }
    ~Keyboard() { ImGui::DestroyContext(context_); }
    Keyboard(const Keyboard&) = delete;
    Keyboard& operator=(const Keyboard&) = delete;

    std::vector<PressedChord> frame(float seconds) {
        ImGui::GetIO().DeltaTime = seconds;
        ImGui::NewFrame();
        auto pressed = pressed_chords();
        ImGui::EndFrame();
        return pressed;
    }
    /// How often the one held key counted in so many frames.
    int count(float seconds, int frames) {
        int times = 0;
        for (int i = 0; i < frames; ++i)
            for (const PressedChord& pressed : frame(seconds)) times += pressed.times;
        return times;
    }

private:
    ImGuiContext* context_;
};

}  // namespace

TEST_CASE("Keys: a press counts once, whatever the frame takes", "[panels][keys]") {
    for (const float seconds : {0.001F, 0.016F, 0.3F, 5.0F}) {
        Keyboard keyboard;
        add_chord_events({Key::F10, false, true}, true);
        const auto pressed = keyboard.frame(seconds);
        REQUIRE(pressed.size() == 1);
        CHECK(pressed[0].chord == Chord{Key::F10, false, true});
        CHECK_FALSE(pressed[0].is_repeat);
        CHECK(pressed[0].times == 1);
        add_chord_events({Key::F10, false, true}, false);
        CHECK(keyboard.frame(seconds).empty());
    }
}

TEST_CASE("Keys: a held key repeats by the clock, not by the frames that are drawn", "[panels][keys]") {
    for (const int per_second : {240, 60, 20, 10}) {
        CAPTURE(per_second);
        Keyboard keyboard;
        add_chord_events({Key::Right}, true);
        const float seconds = 1.0F / static_cast<float>(per_second);
        const int times = keyboard.count(seconds, 2 * per_second);
        const double expected = 1 + (2 - ImGui::GetIO().KeyRepeatDelay) * kRepeatsPerSecond;
        CHECK(times >= expected - 5);
        CHECK(times <= expected + 2);
        for (const PressedChord& pressed : keyboard.frame(0.1F)) CHECK(pressed.is_repeat);
    }
}

TEST_CASE("Keys: a frame that takes long makes up for a bounded number of repeats", "[panels][keys]") {
    Keyboard keyboard;
    add_chord_events({Key::Left}, true);
    keyboard.count(0.1F, 4);
    const auto pressed = keyboard.frame(60);
    REQUIRE(pressed.size() == 1);
    CHECK(pressed[0].times == kMaxRepeats);
    CHECK(pressed[0].is_repeat);
}
