# SPDX-License-Identifier: MIT
# Uses the core as another project does. Run by ctest with cmake -P and these variables:
#   BUILD    our build tree: it is installed into WORK/prefix, and the consumer is built against that, or
#   SOURCE   our source tree: the consumer adds it as a subfolder; configured only, since a build would compile the core
#   CONSUMER the consumer's source; WORK a folder to work in; PROGRAM a program that the consumer reads
#   COMPILER, GENERATOR what our build tree uses
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}: ${result}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
set(configure ${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK}/build -DCMAKE_BUILD_TYPE=RelWithDebInfo
  -DCMAKE_CXX_COMPILER=${COMPILER} -G ${GENERATOR} -Werror=dev)
if(SOURCE)
  run(${configure} -DSLOTSCOPE_SOURCE=${SOURCE})
else()
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
  run(${configure} -DCMAKE_PREFIX_PATH=${WORK}/prefix)
  run(${CMAKE_COMMAND} --build ${WORK}/build)
  run(${WORK}/build/consumer ${PROGRAM})
endif()
