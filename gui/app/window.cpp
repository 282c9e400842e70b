// SPDX-License-Identifier: MIT
#define GLAD_GL_IMPLEMENTATION
#include <glad/gl.h>
// After glad, which must be the first to declare OpenGL.
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "app/window.h"

#include <utility>

namespace slotscope::gui {
namespace {

/// GLFW reports through a callback; the last message is what `create` answers with.
std::string& last_glfw_error() {
    static std::string message;
    return message;
}

void remember_error(int, const char* description) {
    last_glfw_error() = description != nullptr ? description : "unknown error";
}

Error no_window(const char* what, const char* next) {
    std::string message = what;
    if (!last_glfw_error().empty()) message += " (" + last_glfw_error() + ")";
    return Error::io("", message + ". " + next);
}

bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

/// ImGui takes several events of one frame together, as long as they are of different keys. When a frame takes long,
/// Ctrl+P with Ctrl let go first would arrive as P without Ctrl. A key that goes down and up ends what ImGui takes for
/// one frame, so this leaves the modifier's event to the next one. No command is on F24.
void end_input_of_frame() {
    ImGui::GetIO().AddKeyEvent(ImGuiKey_F24, true);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_F24, false);
}

}  // namespace

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
    glfwSetErrorCallback(remember_error);
    if (glfwInit() == GLFW_FALSE)
        return no_window("No display could be opened", "Set DISPLAY, or run under Xvfb: xvfb-run slotscope …");
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    // A script asks for exact pixels; a person's window may be scaled by the display.
    if (!options.is_scripted) glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    GLFWwindow* handle = glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
    if (handle == nullptr) {
        Error error = no_window("No window with OpenGL 3.3 could be opened",
                                "Install a driver that has it, for example Mesa (libgl1-mesa-dri).");
        glfwTerminate();
        return error;
    }
    std::unique_ptr<Window> window(new Window(handle));
    glfwMakeContextCurrent(handle);
    if (gladLoadGL(glfwGetProcAddress) == 0)
        return no_window("OpenGL could not be loaded", "Install a driver, for example Mesa (libgl1-mesa-dri).");
    glfwSwapInterval(options.is_scripted ? 0 : 1);
    window->listen();
    // The backend keeps the callbacks that are set here and calls them before it does its own part.
    ImGui_ImplGlfw_InitForOpenGL(handle, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    return window;
}

Window::~Window() {
    if (ImGui::GetCurrentContext() != nullptr && ImGui::GetIO().BackendRendererUserData != nullptr)
        ImGui_ImplOpenGL3_Shutdown();
    if (ImGui::GetCurrentContext() != nullptr && ImGui::GetIO().BackendPlatformUserData != nullptr)
        ImGui_ImplGlfw_Shutdown();
    glfwDestroyWindow(window_);
    glfwTerminate();
}

void Window::listen() {
    glfwSetWindowUserPointer(window_, &events_);
    // Every kind of event only marks that there was one; ImGui's backend takes what it needs.
    const auto mark = [](GLFWwindow* w, auto...) { static_cast<Events*>(glfwGetWindowUserPointer(w))->any = true; };
    glfwSetWindowFocusCallback(window_, mark);
    glfwSetCursorEnterCallback(window_, mark);
    glfwSetCursorPosCallback(window_, mark);
    glfwSetMouseButtonCallback(window_, mark);
    glfwSetScrollCallback(window_, mark);
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int) {
        auto* events = static_cast<Events*>(glfwGetWindowUserPointer(w));
        events->any = true;
        if (!is_modifier(key)) events->has_key = events->has_key || action == GLFW_PRESS;
        else if (action != GLFW_REPEAT && std::exchange(events->has_key, false)) end_input_of_frame();
    });
    glfwSetCharCallback(window_, mark);
    glfwSetWindowRefreshCallback(window_, mark);
    glfwSetFramebufferSizeCallback(window_, mark);
    glfwSetWindowContentScaleCallback(window_, mark);
    glfwSetWindowCloseCallback(window_, mark);
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
        auto* events = static_cast<Events*>(glfwGetWindowUserPointer(w));
        events->any = true;
        for (int i = 0; i < count; ++i) events->dropped.emplace_back(paths[i]);
    });
}

bool Window::wants_to_close() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

bool Window::poll(double wait_seconds) {
    if (wait_seconds > 0) glfwWaitEventsTimeout(wait_seconds);
    else glfwPollEvents();
    return std::exchange(events_.any, false);
}

void Window::wake() { glfwPostEmptyEvent(); }

void Window::begin_frame(const std::function<void()>& inject) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    if (inject) inject();
    ImGui::NewFrame();
}

void Window::render(Rgba background) {
    ImGui::Render();
    const Size pixels = framebuffer_size();
    glViewport(0, 0, pixels.width, pixels.height);
    glClearColor(static_cast<float>(background.r) / 255.0F, static_cast<float>(background.g) / 255.0F,
                 static_cast<float>(background.b) / 255.0F, 1.0F);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    while (glGetError() != GL_NO_ERROR) ++gl_errors_;
}

void Window::swap() { glfwSwapBuffers(window_); }

Image Window::capture() const {
    const Size pixels = framebuffer_size();
    return read_framebuffer(pixels.width, pixels.height);
}

float Window::content_scale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return x > 0 ? x : 1;
}

Window::Size Window::size() const {
    Size size;
    glfwGetWindowSize(window_, &size.width, &size.height);
    return size;
}

Window::Size Window::framebuffer_size() const {
    Size size;
    glfwGetFramebufferSize(window_, &size.width, &size.height);
    return size;
}

void Window::resize(int width, int height) { glfwSetWindowSize(window_, width, height); }
void Window::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }
std::vector<std::string> Window::take_dropped_files() { return std::exchange(events_.dropped, {}); }
double Window::now() { return glfwGetTime(); }
void Window::fonts_changed() { ImGui_ImplOpenGL3_DestroyDeviceObjects(); }

std::string Window::renderer() const {
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return name != nullptr ? name : "unknown";
}

}  // namespace slotscope::gui
