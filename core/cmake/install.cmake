# SPDX-License-Identifier: MIT
# Installs the core as the CMake package slotscope: library, public headers, and the files that find_package reads.
# Included at the end of core/CMakeLists.txt.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(SLOTSCOPE_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/slotscope)
set_target_properties(slotscope_core PROPERTIES EXPORT_NAME core)
install(TARGETS slotscope_core EXPORT slotscope-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/core/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT slotscope-targets NAMESPACE slotscope:: DESTINATION ${SLOTSCOPE_PACKAGE_DIR})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/slotscope-config.cmake.in
  ${PROJECT_BINARY_DIR}/slotscope-config.cmake INSTALL_DESTINATION ${SLOTSCOPE_PACKAGE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/slotscope-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/slotscope-config.cmake ${PROJECT_BINARY_DIR}/slotscope-config-version.cmake
  DESTINATION ${SLOTSCOPE_PACKAGE_DIR})
