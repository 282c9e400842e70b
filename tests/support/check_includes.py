#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the direction of #include lines between the layers: check_includes.py ROOT, or --self-test.

core/include -> the standard library; core/src, core/cli -> core; gui/model -> core/include; gui/widgets -> Dear ImGui;
gui/panels -> model, widgets, core/include and never another panel; gui/app -> all; imgui_internal.h nowhere.
The layers are CMake targets too, but a header can be reached by more than its own target's include path.
"""
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
IMGUI = re.compile(r"(^|/)(imgui|imstb)[a-z_0-9]*\.h$")
WINDOW = re.compile(r"^(GLFW|glad)/")
# Folders in the order of the most specific first. Everything else (tests, tools) is no layer.
LAYERS = ["core/include", "core/src", "core/cli", "gui/model", "gui/widgets", "gui/panels", "gui/app"]
# Where a quoted include is looked for, besides the folder of the file.
SEARCH = ["core/include", "core/src", "core/cli", "gui", "tests", "."]
ALLOWED = {
    "core/include": {"core/include"},
    "core/src": {"core/include", "core/src"},
    "core/cli": {"core/include", "core/cli"},
    "gui/model": {"core/include", "gui/model"},
    "gui/widgets": {"gui/widgets"},
    "gui/panels": {"core/include", "gui/model", "gui/widgets", "gui/panels"},
    "gui/app": {"core/include", "gui/model", "gui/widgets", "gui/panels", "gui/app"},
}
MAY_USE_IMGUI = {"gui/widgets", "gui/panels", "gui/app"}
MAY_USE_WINDOW = {"gui/app"}


def layer_of(path):
    """The layer of a path relative to the root, or None."""
    return next((layer for layer in LAYERS if path.startswith(layer + "/")), None)


def panel_of(path):
    """The panel that a file of gui/panels belongs to, or None for what the panels share."""
    match = re.search(r"gui/panels/(\w+)_panel\.(h|cpp)$", path)
    return match.group(1) if match else None


def is_standard(name):
    """Whether <name> is a header of the C++ standard library: no folder, no extension."""
    return "/" not in name and "." not in name


def resolve(path, name, exists):
    """The project's file that `path` means by the include `name`, or None for a header of someone else."""
    folder = path.rsplit("/", 1)[0]
    for base in [folder] + SEARCH:
        candidate = name if base == "." else f"{base}/{name}"
        if exists(candidate):
            return candidate
    return None


def problem_with(path, name, quoted, exists):
    """Why `path` must not include `name`, or None where it may."""
    if name.endswith("imgui_internal.h"):
        return "imgui_internal.h is for Dear ImGui only"
    layer = layer_of(path)
    if layer is None:
        return None
    target = resolve(path, name, exists)
    if target is None:
        if quoted and not IMGUI.search(name):
            return "no such file in the project; headers of libraries stand in <>"
        if layer == "core/include" and not is_standard(name):
            return "a public header includes only slotscope/ and the standard library"
        if IMGUI.search(name) and layer not in MAY_USE_IMGUI:
            return f"{layer} knows no Dear ImGui"
        if WINDOW.search(name) and layer not in MAY_USE_WINDOW:
            return f"{layer} knows no window"
        return None
    target_layer = layer_of(target)
    if target_layer not in ALLOWED[layer]:
        return f"{layer} does not include {target_layer or 'this folder'}"
    if layer == "gui/panels" and panel_of(path) and panel_of(target) not in (None, panel_of(path)):
        return "a panel does not include another panel"
    return None


def check(root):
    """Prints every forbidden include below root. Returns the number of files read and of problems."""
    files = sorted(p for folder in ("core", "gui", "tests") for p in (root / folder).rglob("*")
                   if p.suffix in (".h", ".cpp"))
    problems = 0
    for file in files:
        path = file.relative_to(root).as_posix()
        text = file.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            why = problem_with(path, match[2], match[1] == '"', lambda name: (root / name).is_file())
            if why:
                line = text.count("\n", 0, match.start(2)) + 1
                print(f"{path}:{line}: {match[2]}: {why}")
                problems += 1
    return len(files), problems


def self_test():
    """Each rule once where it forbids and once where it allows. Returns the number of surprises."""
    project = {"core/include/slotscope/program.h", "core/src/runtime/plan.h", "gui/model/keymap.h",
               "gui/widgets/text.h", "gui/panels/slots_panel.h", "gui/panels/watch_panel.h", "gui/panels/panel.h",
               "gui/app/window.h"}
    forbidden = [
        ("core/include/slotscope/program.h", "fmt/core.h", False), ("core/include/slotscope/a.h", "runtime/plan.h", True),
        ("core/src/a.cpp", "imgui.h", False), ("core/src/a.cpp", "model/keymap.h", True),
        ("core/cli/main.cpp", "runtime/plan.h", True), ("gui/model/a.cpp", "imgui.h", False),
        ("gui/model/a.cpp", "runtime/plan.h", True), ("gui/model/a.cpp", "widgets/text.h", True),
        ("gui/widgets/a.cpp", "slotscope/program.h", True), ("gui/widgets/a.cpp", "GLFW/glfw3.h", False),
        ("gui/panels/slots_panel.cpp", "panels/watch_panel.h", True), ("gui/panels/a.cpp", "app/window.h", True),
        ("gui/app/a.cpp", "imgui_internal.h", False), ("tests/panels/a.cpp", "imgui_internal.h", False),
        ("gui/app/a.cpp", "runtime/plan.h", True), ("gui/app/a.cpp", "no_such.h", True),
    ]
    allowed = [
        ("core/include/slotscope/a.h", "vector", False), ("core/include/slotscope/a.h", "slotscope/program.h", True),
        ("core/src/a.cpp", "runtime/plan.h", True), ("core/src/a.cpp", "fmt/core.h", False),
        ("gui/model/a.cpp", "slotscope/program.h", True), ("gui/widgets/a.cpp", "misc/cpp/imgui_stdlib.h", False),
        ("gui/panels/slots_panel.cpp", "panels/slots_panel.h", True), ("gui/panels/slots_panel.h", "panels/panel.h", True),
        ("gui/panels/panels.cpp", "panels/watch_panel.h", True), ("gui/app/window.cpp", "GLFW/glfw3.h", False),
        ("tests/core/a.cpp", "runtime/plan.h", True),
    ]
    surprises = [case for case in forbidden if not problem_with(*case, project.__contains__)]
    surprises += [case for case in allowed if problem_with(*case, project.__contains__)]
    for path, name, _ in surprises:
        print(f"self-test: wrong answer for {path} including {name}")
    return len(surprises)


def main():
    if sys.argv[1:] == ["--self-test"]:
        return 1 if self_test() else 0
    files, problems = check(Path(sys.argv[1]))
    if files == 0:
        print("no source files found")
        return 1
    print(f"{files} files, {problems} forbidden includes")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
