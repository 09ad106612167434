#include "csimdjson.h"

#include <memory>
#include <new>
#include <simdjson.h>

struct csimdjson_indexer {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation;
    size_t capacity = 0;
};

static constexpr size_t minimum_capacity = 4096;

csimdjson_indexer *csimdjson_indexer_create(void) {
    return new (std::nothrow) csimdjson_indexer();
}

void csimdjson_indexer_destroy(csimdjson_indexer *indexer) {
    delete indexer;
}

static simdjson::error_code reserve(csimdjson_indexer *indexer, size_t length) {
    if (indexer->implementation && length <= indexer->capacity) {
        return simdjson::SUCCESS;
    }
    size_t capacity = indexer->capacity < minimum_capacity ? minimum_capacity : indexer->capacity;
    while (capacity < length) {
        capacity *= 2;
    }
    const auto &active = simdjson::get_active_implementation();
    auto error = active->create_dom_parser_implementation(capacity, 1, indexer->implementation);
    indexer->capacity = error ? 0 : capacity;
    return error;
}

int csimdjson_index(csimdjson_indexer *indexer, const uint8_t *bytes, size_t length, const uint32_t **indexes,
                    uint32_t *count) {
    if (auto error = reserve(indexer, length)) {
        return error;
    }
    auto error = indexer->implementation->stage1(bytes, length, simdjson::stage1_mode::regular);
    *indexes = indexer->implementation->structural_indexes.get();
    *count = indexer->implementation->n_structural_indexes;
    return error;
}
