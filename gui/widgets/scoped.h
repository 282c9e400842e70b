// SPDX-License-Identifier: MIT
// RAII for ImGui's Begin/End and Push/Pop pairs, so that an early return cannot leave one open.
// `if (scoped::Popup popup{"name"})` reads like ImGui and closes what it opened.
#pragma once

#include <imgui.h>

namespace slotscope::gui::scoped {

class Pinned {
public:
    Pinned() = default;
    Pinned(const Pinned&) = delete;
    Pinned& operator=(const Pinned&) = delete;
};

class Id : Pinned {
public:
    explicit Id(const char* id) { ImGui::PushID(id); }
    explicit Id(const char* begin, const char* end) { ImGui::PushID(begin, end); }
    explicit Id(int id) { ImGui::PushID(id); }
    ~Id() { ImGui::PopID(); }
};

/// Always Ends, as ImGui::Begin wants; converts to "is visible".
class Window : Pinned {
public:
    explicit Window(const char* name, bool* open = nullptr, ImGuiWindowFlags flags = 0)
        : visible_(ImGui::Begin(name, open, flags)) {}
    ~Window() { ImGui::End(); }
    explicit operator bool() const { return visible_; }

private:
    bool visible_;
};

class Child : Pinned {
public:
    explicit Child(const char* name, ImVec2 size = {0, 0}, ImGuiChildFlags child_flags = 0, ImGuiWindowFlags flags = 0)
        : visible_(ImGui::BeginChild(name, size, child_flags, flags)) {}
    ~Child() { ImGui::EndChild(); }
    explicit operator bool() const { return visible_; }

private:
    bool visible_;
};

class Table : Pinned {
public:
    Table(const char* name, int columns, ImGuiTableFlags flags = 0, ImVec2 size = {0, 0})
        : open_(ImGui::BeginTable(name, columns, flags, size)) {}
    ~Table() {
        if (open_) ImGui::EndTable();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

class MainMenuBar : Pinned {
public:
    MainMenuBar() : open_(ImGui::BeginMainMenuBar()) {}
    ~MainMenuBar() {
        if (open_) ImGui::EndMainMenuBar();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

class MenuBar : Pinned {
public:
    MenuBar() : open_(ImGui::BeginMenuBar()) {}
    ~MenuBar() {
        if (open_) ImGui::EndMenuBar();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

class Menu : Pinned {
public:
    explicit Menu(const char* label, bool enabled = true) : open_(ImGui::BeginMenu(label, enabled)) {}
    ~Menu() {
        if (open_) ImGui::EndMenu();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

class Popup : Pinned {
public:
    explicit Popup(const char* id, ImGuiWindowFlags flags = 0) : open_(ImGui::BeginPopup(id, flags)) {}
    ~Popup() {
        if (open_) ImGui::EndPopup();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

/// Opens on a right click on the last item.
class ContextMenu : Pinned {
public:
    explicit ContextMenu(const char* id = nullptr) : open_(ImGui::BeginPopupContextItem(id)) {}
    ~ContextMenu() {
        if (open_) ImGui::EndPopup();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

class Tooltip : Pinned {
public:
    Tooltip() : open_(ImGui::BeginTooltip()) {}
    ~Tooltip() {
        if (open_) ImGui::EndTooltip();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

class Combo : Pinned {
public:
    Combo(const char* label, const char* preview, ImGuiComboFlags flags = 0)
        : open_(ImGui::BeginCombo(label, preview, flags)) {}
    ~Combo() {
        if (open_) ImGui::EndCombo();
    }
    explicit operator bool() const { return open_; }

private:
    bool open_;
};

class Group : Pinned {
public:
    Group() { ImGui::BeginGroup(); }
    ~Group() { ImGui::EndGroup(); }
};

class Disabled : Pinned {
public:
    explicit Disabled(bool disabled = true) { ImGui::BeginDisabled(disabled); }
    ~Disabled() { ImGui::EndDisabled(); }
};

class Color : Pinned {
public:
    Color(ImGuiCol slot, ImU32 value) { ImGui::PushStyleColor(slot, value); }
    ~Color() { ImGui::PopStyleColor(); }
};

class StyleVar : Pinned {
public:
    StyleVar(ImGuiStyleVar slot, float value) { ImGui::PushStyleVar(slot, value); }
    StyleVar(ImGuiStyleVar slot, ImVec2 value) { ImGui::PushStyleVar(slot, value); }
    ~StyleVar() { ImGui::PopStyleVar(); }
};

class Font : Pinned {
public:
    explicit Font(ImFont* font) { ImGui::PushFont(font); }
    ~Font() { ImGui::PopFont(); }
};

class ItemWidth : Pinned {
public:
    explicit ItemWidth(float width) { ImGui::PushItemWidth(width); }
    ~ItemWidth() { ImGui::PopItemWidth(); }
};

class TextWrap : Pinned {
public:
    explicit TextWrap(float wrap_x = 0.0F) { ImGui::PushTextWrapPos(wrap_x); }
    ~TextWrap() { ImGui::PopTextWrapPos(); }
};

class ClipRect : Pinned {
public:
    ClipRect(ImVec2 min, ImVec2 max) { ImGui::PushClipRect(min, max, true); }
    ~ClipRect() { ImGui::PopClipRect(); }
};

}  // namespace slotscope::gui::scoped
