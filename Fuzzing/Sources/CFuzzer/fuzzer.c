// The function comes with the compiler: -sanitize=fuzzer links it.
