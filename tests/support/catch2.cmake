# SPDX-License-Identifier: MIT
# Catch2, pinned: the targets Catch2::Catch2 and Catch2::Catch2WithMain. FETCHCONTENT_SOURCE_DIR_CATCH2 replaces the
# download by a folder with the same source, as ./dev does.
include(FetchContent)
FetchContent_Declare(catch2
  GIT_REPOSITORY https://github.com/catchorg/Catch2.git
  GIT_TAG fa43b77429ba76c462b1898d6cd2f2d7a9416b14 # v3.7.1
  SOURCE_SUBDIR added-below) # a folder that is not there: FetchContent would add it without EXCLUDE_FROM_ALL
FetchContent_MakeAvailable(catch2)
# EXCLUDE_FROM_ALL: not a part of our installation, and built only by a build that has tests.
add_subdirectory(${catch2_SOURCE_DIR} ${catch2_BINARY_DIR} EXCLUDE_FROM_ALL SYSTEM)
# 3 compiles instead of 105, and without debug information: Catch2 is not what we debug, and no test waits for it.
set_target_properties(Catch2 PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 40)
target_compile_options(Catch2 PRIVATE -O1 -g0)
# The standard of our tests: Catch2 leaves std::string_view out where it is compiled as C++14, as clang 14 would.
target_compile_features(Catch2 PUBLIC cxx_std_20)
