# SPDX-License-Identifier: MIT
# slotscope_add_test: a Catch2 executable and its ctest entries. slotscope_register_test: any other command as a test.

# Names of a sanitizer build start with "sanitized." or "threads." so that one ctest run can hold all builds.
if(SLOTSCOPE_SANITIZE MATCHES "thread")
  set(SLOTSCOPE_TEST_PREFIX "threads.")
elseif(SLOTSCOPE_SANITIZE)
  set(SLOTSCOPE_TEST_PREFIX "sanitized.")
else()
  set(SLOTSCOPE_TEST_PREFIX "")
endif()

# slotscope_register_test(<name> LEVEL <level> COMMAND <command>... [TIMEOUT <seconds>] [LOCK <resource>]
#                         [LABELS <label>...])
# The test is called <level>.<name> and labelled with its level. Two tests with the same LOCK never run together.
function(slotscope_register_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LEVEL;TIMEOUT;LOCK" "COMMAND;LABELS")
  if(NOT arg_LEVEL OR NOT arg_COMMAND)
    message(FATAL_ERROR "slotscope_register_test(${name}): LEVEL and COMMAND are needed")
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120) # the longest test takes seconds; a hang must not eat the whole run
  endif()
  set(test ${SLOTSCOPE_TEST_PREFIX}${arg_LEVEL}.${name})
  add_test(NAME ${test} COMMAND ${arg_COMMAND})
  set_tests_properties(${test} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LEVEL};${arg_LABELS}")
  if(SLOTSCOPE_SANITIZE)
    set_tests_properties(${test} PROPERTIES ENVIRONMENT
      "ASAN_OPTIONS=detect_stack_use_after_return=1:max_uar_stack_size_log=16:strict_string_checks=1;UBSAN_OPTIONS=print_stacktrace=1;TSAN_OPTIONS=halt_on_error=1")
  endif()
  if(arg_LOCK)
    set_tests_properties(${test} PROPERTIES RESOURCE_LOCK ${arg_LOCK})
  endif()
endfunction()

# slotscope_add_test(<executable> LEVEL <level> SOURCES <file>... [SUPPORT <file>...] [LIBS <target>...]
#                    [TIMEOUT <seconds>] [LOCK <resource>])
# Every file of SOURCES becomes one ctest entry <level>.<file's stem> that runs the file's test cases: an entry per
# test case would start hundreds of processes, an entry per executable could not be filtered. A file of SOURCES
# without a test case fails; helpers go into SUPPORT. File names are unique within an executable.
function(slotscope_add_test executable)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LEVEL;TIMEOUT;LOCK" "SOURCES;SUPPORT;LIBS")
  if(NOT arg_LEVEL OR NOT arg_SOURCES)
    message(FATAL_ERROR "slotscope_add_test(${executable}): LEVEL and SOURCES are needed")
  endif()
  add_executable(${executable} ${arg_SOURCES} ${arg_SUPPORT})
  target_link_libraries(${executable} PRIVATE ${arg_LIBS} slotscope_options Catch2::Catch2WithMain)
  target_include_directories(${executable} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  slotscope_precompile(${executable} <catch2/catch_test_macros.hpp>)
  foreach(source IN LISTS arg_SOURCES)
    get_filename_component(stem ${source} NAME_WLE)
    slotscope_register_test(${stem} LEVEL ${arg_LEVEL} TIMEOUT "${arg_TIMEOUT}" LOCK "${arg_LOCK}"
      COMMAND ${executable} --filenames-as-tags --colour-mode none "[#${stem}]")
  endforeach()
endfunction()
