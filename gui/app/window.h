// SPDX-License-Identifier: MIT
// The one window: GLFW, the OpenGL 3.3 context and ImGui's backends for both. Nothing else knows GLFW.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/screenshot.h"
#include "slotscope/result.h"
#include "widgets/theme.h"

struct GLFWwindow;

namespace slotscope::gui {

struct WindowOptions {
    int width = 1600, height = 900;
    std::string title = "Slotscope";
    bool is_scripted = false;  ///< no waiting for the display, no focus
};

class Window {
public:
    /// Errors: no display, no OpenGL 3.3; the message says what to do.
    [[nodiscard]] static Result<std::unique_ptr<Window>> create(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    [[nodiscard]] bool wants_to_close() const;
    /// Handles what has happened; with `wait_seconds` > 0 sleeps until something does or the time is over.
    /// True when something did.
    bool poll(double wait_seconds);
    /// Wakes up a waiting `poll`. From any thread.
    static void wake();

    /// Starts a frame of ImGui. `inject` runs between the backends and ImGui::NewFrame: there scripts add events.
    void begin_frame(const std::function<void()>& inject);
    /// Draws what ImGui collected, without showing it.
    void render(Rgba background);
    void swap();
    /// Of the frame that was rendered last.
    [[nodiscard]] Image capture() const;

    [[nodiscard]] float content_scale() const;
    struct Size {
        int width = 0, height = 0;
    };
    [[nodiscard]] Size size() const;
    [[nodiscard]] Size framebuffer_size() const;
    void resize(int width, int height);
    void set_title(const std::string& title);
    [[nodiscard]] std::vector<std::string> take_dropped_files();
    /// Seconds since the start.
    [[nodiscard]] static double now();
    /// Lets go of what was uploaded; the next frame uploads the new font texture.
    void fonts_changed();
    /// OpenGL errors so far; 0 in a healthy run.
    [[nodiscard]] int gl_errors() const { return gl_errors_; }
    [[nodiscard]] std::string renderer() const;

private:
    struct Events {
        bool any = false;
        bool has_key = false;  ///< a key that is no modifier went down since the last modifier moved
        std::vector<std::string> dropped;
    };
    explicit Window(GLFWwindow* window) : window_(window) {}
    void listen();

    GLFWwindow* window_;
    Events events_;
    int gl_errors_ = 0;
};

}  // namespace slotscope::gui
