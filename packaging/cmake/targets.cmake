# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: BSD-3-Clause
# The three floors as CMake targets. A floor sees its own headers and those below it, never those above:
# models/ is the include root of models, ui/ of ui, app/ of app.

include_guard()

# How releases are hardened; packaging/check/hardening.sh holds the programs and the compiler's lines against it.
include(CheckCXXCompilerFlag)
include(CheckPIESupported)
check_pie_supported() # -pie where programs are linked, not only -fPIE where they are compiled
check_cxx_compiler_flag(-fcf-protection FUSEBOARD_CF_PROTECTION) # x86 only

add_library(fuseboard_options INTERFACE)
target_compile_options(fuseboard_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    -Wformat=2 -Wimplicit-fallthrough -Wno-missing-field-initializers
    -fstack-protector-strong -fstack-clash-protection
    $<$<BOOL:${FUSEBOARD_CF_PROTECTION}>:-fcf-protection>
    $<$<BOOL:${FUSEBOARD_WERROR}>:-Werror>
    # Release only: it needs optimisation, and sanitizers see more without. Some distributions define it already.
    $<$<CONFIG:Release>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -ftrivial-auto-var-init=zero>)
target_compile_definitions(fuseboard_options INTERFACE _GLIBCXX_ASSERTIONS)
target_link_options(fuseboard_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed)

# QTRY_VERIFY of Qt 6.8 narrows a count of milliseconds; linked last, so that it comes after -Wconversion.
add_library(fuseboard_qttest_options INTERFACE)
target_compile_options(fuseboard_qttest_options INTERFACE -Wno-conversion)

# fuseboard_library(<name> FLOOR models|ui|app SOURCES ... [LINKS ...]) : links are public.
function(fuseboard_library name)
    cmake_parse_arguments(PARSE_ARGV 1 LIB "" "FLOOR" "SOURCES;LINKS")
    add_library(${name} STATIC ${LIB_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/${LIB_FLOOR})
    target_link_libraries(${name} PUBLIC ${LIB_LINKS} PRIVATE fuseboard_options)
    fuseboard_qt_rules(${name} ${LIB_LINKS})
endfunction()

# fuseboard_program(<name> SOURCES ... [LINKS ...])
function(fuseboard_program name)
    cmake_parse_arguments(PARSE_ARGV 1 PROG "" "" "SOURCES;LINKS")
    add_executable(${name} ${PROG_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/app)
    target_link_libraries(${name} PRIVATE ${PROG_LINKS} fuseboard_options)
    target_compile_definitions(${name} PRIVATE FUSEBOARD_VERSION="${PROJECT_VERSION}")
    fuseboard_qt_rules(${name} ${PROG_LINKS})
    install(TARGETS ${name})
endfunction()

# Targets with Qt get moc, and no string casts or contextless connects.
function(fuseboard_qt_rules name)
    if("${ARGN}" MATCHES "Qt6::")
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
        target_compile_definitions(${name} PRIVATE
            QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS
            QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_UP_TO=0x060800)
    endif()
endfunction()

# fuseboard_test(<name> SOURCES ... [LINKS ...] [PROGRAMS ...] [TIMEOUT seconds])
# A test is one executable; PROGRAMS are our programs that it starts, found through FUSEBOARD_BIN.
function(fuseboard_test name)
    cmake_parse_arguments(PARSE_ARGV 1 TEST "" "TIMEOUT" "SOURCES;LINKS;PROGRAMS")
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300) # a busy machine takes its time
    endif()
    add_executable(${name} ${TEST_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE
        FUSEBOARD_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" FUSEBOARD_BIN="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        FUSEBOARD_SHARED="${PROJECT_SOURCE_DIR}/../shared" FUSEBOARD_BUILD="${PROJECT_SOURCE_DIR}/build")
    target_link_libraries(${name} PRIVATE ${TEST_LINKS} fuseboard_options)
    fuseboard_qt_rules(${name} ${TEST_LINKS})
    if("${TEST_LINKS}" MATCHES "Qt6::Test")
        target_link_libraries(${name} PRIVATE fuseboard_qttest_options)
    else()
        target_link_libraries(${name} PRIVATE GTest::gtest_main)
    endif()
    if(TEST_PROGRAMS)
        add_dependencies(${name} ${TEST_PROGRAMS})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=Europe/Berlin;LC_ALL=C.UTF-8;QT_LOGGING_RULES=qt.qpa.*=false")
endfunction()
