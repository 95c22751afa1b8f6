# How every target of the house is built: language level, warnings, hardening, sanitizers, tests.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(DURE_CCACHE ccache)
if(DURE_CCACHE)
    # Base directory and no directory hashing let checkouts at different places share one cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
                                    CCACHE_NOHASHDIR=1 ${DURE_CCACHE})
endif()
find_program(DURE_MOLD mold)
if(DURE_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

set(DURE_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Werror)
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
if(DURE_SANITIZE)
    add_compile_options(-fsanitize=${DURE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${DURE_SANITIZE})
    if(DURE_SANITIZE MATCHES "thread")
        # The thread sanitizer knows no fences; Asio has mutexes where we need order.
        add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    endif()
else()
    add_compile_options(-fstack-protector-strong -fstack-clash-protection -ftrivial-auto-var-init=zero)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        add_compile_options(-fcf-protection=full)
    endif()
    add_compile_definitions(_GLIBCXX_ASSERTIONS $<$<CONFIG:Release>:_FORTIFY_SOURCE=3>)
    add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code)
endif()

option(DURE_FUZZ "libFuzzer targets; needs clang" OFF)
if(DURE_FUZZ)
    # Another compiler's warnings are not what this build is for.
    add_compile_options(-fsanitize=fuzzer-no-link -Wno-error)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

# dure_library(name [APART] SOURCES … [PUBLIC libs…] [PRIVATE libs…]): one room of the house, a static library.
# APART: a file at a time, for code whose speed hangs on what the compiler takes inline.
# Includes are written from the root: #include "core/units/units.hpp".
function(dure_library name)
    cmake_parse_arguments(ARG "APART" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(ARG_SOURCES)
        add_library(${name} STATIC ${ARG_SOURCES})
        target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
        target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
        if(NOT ARG_APART AND NOT DURE_FUZZ)  # clang has been tried a file at a time only
            # Eight files at a time: most of a compiler's time goes into the headers that they share.
            set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
            # A source file's unnamed types look like a header's when it is read with others.
            target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
        endif()
    else()
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE "${CMAKE_SOURCE_DIR}")
        target_link_libraries(${name} INTERFACE ${ARG_PUBLIC})
    endif()
endfunction()

# dure_test(name SOURCES … LIBS … [LABELS …] [TIMEOUT s] [ENVIRONMENT …]): a GoogleTest program, one ctest case.
function(dure_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBS;LABELS;ENVIRONMENT" ${ARGN})
    find_package(GTest REQUIRED)
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gtest GTest::gtest_main)
    # Tests are compiled for the compiler's time, what they test for the user's.
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    if(DURE_SANITIZE)
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")  # sanitizers are slow, not stuck
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
                         ENVIRONMENT "DURE_SHARED=${CMAKE_SOURCE_DIR}/../shared;${ARG_ENVIRONMENT}")
endfunction()
