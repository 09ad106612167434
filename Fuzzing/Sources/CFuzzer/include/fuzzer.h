#pragma once

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's entry for programs with a main function of their own.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*input)(const uint8_t *bytes, size_t count));
