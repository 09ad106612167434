def self_test(harness): return 0
