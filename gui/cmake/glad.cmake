# SPDX-License-Identifier: MIT
# The target glad: the OpenGL 3.3 core loader as one header, glad/gl.h, generated into the build tree by the glad 2
# Python package. One source file of the application defines GLAD_GL_IMPLEMENTATION before including it.

# The first python3 that has glad 2: the one in PATH is often a private one without Debian's packages.
function(slotscope_find_glad_python)
  foreach(candidate IN ITEMS "${SLOTSCOPE_GLAD_PYTHON}" /usr/bin/python3 python3)
    if(candidate STREQUAL "")
      continue()
    endif()
    execute_process(COMMAND ${candidate} -c "import sys, glad; sys.exit(not glad.__version__.startswith('2.'))"
      RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(failed EQUAL 0)
      set(SLOTSCOPE_GLAD_PYTHON ${candidate} CACHE STRING "The python3 that has glad 2" FORCE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "No python3 with glad 2 was found. On Debian it is in the package python3-glad: "
    "./dev installs it, or apt-get install python3-glad. Elsewhere: pip install glad2, "
    "and -DSLOTSCOPE_GLAD_PYTHON=<that python3>.")
endfunction()

slotscope_find_glad_python()
set(SLOTSCOPE_GLAD_DIR ${PROJECT_BINARY_DIR}/glad)
# --reproducible: from the copy of the specification that glad carries, without the network.
add_custom_command(OUTPUT ${SLOTSCOPE_GLAD_DIR}/include/glad/gl.h
  COMMAND ${SLOTSCOPE_GLAD_PYTHON} -m glad --reproducible --quiet --api gl:core=3.3
          --out-path ${SLOTSCOPE_GLAD_DIR} c --header-only
  COMMENT "Generating glad/gl.h"
  VERBATIM)
add_custom_target(glad_header DEPENDS ${SLOTSCOPE_GLAD_DIR}/include/glad/gl.h)
add_library(glad INTERFACE)
add_dependencies(glad glad_header)
target_include_directories(glad SYSTEM INTERFACE ${SLOTSCOPE_GLAD_DIR}/include)
target_link_libraries(glad INTERFACE ${CMAKE_DL_LIBS})
