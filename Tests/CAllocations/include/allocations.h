#pragma once

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted: with glibc, and where no sanitizer brings an allocator of its own.
bool allocations_are_counted(void);

/// How many pieces of memory the calling thread has asked the heap for.
uint64_t allocations_of_this_thread(void);
