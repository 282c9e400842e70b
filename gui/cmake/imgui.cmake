# SPDX-License-Identifier: MIT
# Dear ImGui, pinned, as two static libraries: imgui (the toolkit and its std::string helpers) and imgui_backends (GLFW
# and OpenGL 3). FETCHCONTENT_SOURCE_DIR_IMGUI replaces the download by a folder with the same source, as ./dev does.
include(FetchContent)
FetchContent_Declare(imgui
  GIT_REPOSITORY https://github.com/ocornut/imgui.git
  GIT_TAG d6cb3c923d28dcebb2d8d9605ccc7229ccef19eb) # v1.90.1
FetchContent_MakeAvailable(imgui)

# There is no compatibility layer for other versions, and a folder given from outside could be one.
file(STRINGS "${imgui_SOURCE_DIR}/imgui.h" SLOTSCOPE_IMGUI_VERSION REGEX "#define IMGUI_VERSION_NUM +19010")
if(NOT SLOTSCOPE_IMGUI_VERSION)
  message(FATAL_ERROR "Dear ImGui 1.90.1 is needed, and ${imgui_SOURCE_DIR} has another version.")
endif()

add_library(imgui STATIC
  ${imgui_SOURCE_DIR}/imgui.cpp
  ${imgui_SOURCE_DIR}/imgui_demo.cpp
  ${imgui_SOURCE_DIR}/imgui_draw.cpp
  ${imgui_SOURCE_DIR}/imgui_tables.cpp
  ${imgui_SOURCE_DIR}/imgui_widgets.cpp
  ${imgui_SOURCE_DIR}/misc/cpp/imgui_stdlib.cpp)
target_compile_features(imgui PUBLIC cxx_std_20)
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR} ${imgui_SOURCE_DIR}/misc/cpp)

slotscope_find_package(glfw3 DEBIAN libglfw3-dev)
add_library(imgui_backends STATIC
  ${imgui_SOURCE_DIR}/backends/imgui_impl_glfw.cpp
  ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui_backends SYSTEM PUBLIC ${imgui_SOURCE_DIR}/backends)
target_link_libraries(imgui_backends PUBLIC imgui glfw ${CMAKE_DL_LIBS})
