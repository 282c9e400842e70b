# SPDX-License-Identifier: MIT
# How our own targets are compiled (target slotscope_options), and slotscope_find_package, which names the package to
# install. Link slotscope_options PRIVATE: its flags are for our sources, never for those who use the core.

add_library(slotscope_options INTERFACE)
target_compile_features(slotscope_options INTERFACE cxx_std_20)

# The same program must give the same bits from every compiler: a contracted a*b+c, or a reassociated sum, does not.
# -fno-fast-math first: clang lets it change the contraction that was asked for before it.
target_compile_options(slotscope_options INTERFACE -fno-fast-math -ffp-contract=off)

target_compile_options(slotscope_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  $<$<BOOL:${SLOTSCOPE_WERROR}>:-Werror>)

if(SLOTSCOPE_SANITIZE)
  # No recovery: a report that lets the test go on and pass is not a check.
  target_compile_options(slotscope_options INTERFACE
    -fsanitize=${SLOTSCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(slotscope_options INTERFACE -fsanitize=${SLOTSCOPE_SANITIZE})
endif()

# slotscope_precompile(<target> [<header>...]): parses the standard headers that nearly every file of ours includes, and the
# given ones, once for the target: a third of its build time. Files still include what they use; the release preset,
# which has no precompiled headers, shows where one does not.
option(SLOTSCOPE_PRECOMPILE "Precompile headers" ${PROJECT_IS_TOP_LEVEL})
function(slotscope_precompile target)
  if(SLOTSCOPE_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <bit> <cmath> <cstdint> <functional> <map> <memory>
      <optional> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector> ${ARGN})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -fpch-preprocess) # what ccache needs to work with them
    endif()
  endif()
endfunction()

# The same for a header of a package that has no CMake files; its folder goes into the cached variable:
#   slotscope_find_header(SLOTSCOPE_XXHASH_INCLUDE xxhash.h DEBIAN libxxhash-dev)
function(slotscope_find_header variable header)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "DEBIAN" "")
  find_path(${variable} ${header} DOC "Folder of ${header}")
  mark_as_advanced(${variable})
  if(NOT ${variable})
    message(FATAL_ERROR "${header} was not found. On Debian it is in the package ${arg_DEBIAN}: "
      "./dev installs it, or apt-get install ${arg_DEBIAN}.")
  endif()
endfunction()

# find_package(name ...) or stop with the name of the package that has it:
#   slotscope_find_package(fmt DEBIAN libfmt-dev)
macro(slotscope_find_package name)
  cmake_parse_arguments(_slotscope_find "" "DEBIAN" "" ${ARGN})
  find_package(${name} ${_slotscope_find_UNPARSED_ARGUMENTS} QUIET)
  if(NOT ${name}_FOUND)
    message(FATAL_ERROR "${name} was not found. On Debian it is in the package ${_slotscope_find_DEBIAN}: "
      "./dev installs it, or apt-get install ${_slotscope_find_DEBIAN}.")
  endif()
endmacro()
