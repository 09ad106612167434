#define _GNU_SOURCE
#include "queue.h"

#include <openssl/evp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Receipt handles are as long as those of AWS; the number stands in the last digits of handle and message id.
enum { handle_length = 344, digits = 12 };

static void *checked(void *memory) {
    if (!memory) {
        fputs("sqs-stub: no memory left\n", stderr);
        exit(2);
    }
    return memory;
}

void text_append(struct text *text, const char *bytes, size_t length) {
    if (text->length + length + 1 > text->capacity) {
        text->capacity = (text->length + length + 1) * 2;
        text->bytes = checked(realloc(text->bytes, text->capacity));
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = 0;
}

void text_print(struct text *text, const char *format, ...) {
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_append(text, line, length < (int)sizeof line ? (size_t)length : sizeof line - 1);
}

int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// MARK: Making the messages

static void append_escaped(struct text *text, const char *bytes, size_t length) {
    for (size_t index = 0; index < length; index++) {
        unsigned char byte = (unsigned char)bytes[index];
        if (byte == '"' || byte == '\\') text_print(text, "\\%c", byte);
        else if (byte < 0x20) text_print(text, "\\u%04x", byte);
        else text_append(text, bytes + index, 1);
    }
}

static void append_md5(struct text *text, const char *bytes, size_t length) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(bytes, length, digest, &size, EVP_md5(), NULL);
    for (unsigned int index = 0; index < size; index++) text_print(text, "%02x", digest[index]);
}

// The number's places come first, so that they are at the same offset in every message.
static struct text prepared(const char *body, size_t length) {
    struct text text = {0};
    text_print(&text, "{\"MessageId\":\"5f5e1000-0000-4000-8000-000000000000\",\"ReceiptHandle\":\"");
    for (int index = 0; index < handle_length - digits; index++) text_print(&text, "%c", "AQEBwJnKyrHigUMZ"[index % 16]);
    text_print(&text, "000000000000\",\"MD5OfBody\":\"");
    append_md5(&text, body, length);
    text_print(&text, "\",\"Body\":\"");
    append_escaped(&text, body, length);
    text_print(&text, "\",\"Attributes\":{\"SentTimestamp\":\"1700000000000\",\"ApproximateReceiveCount\":\"1\"}}");
    return text;
}

enum {
    id_end = sizeof("{\"MessageId\":\"5f5e1000-0000-4000-8000-000000000000") - 1,
    handle_end = id_end + sizeof("\",\"ReceiptHandle\":\"") - 1 + handle_length,
};

static void put_number(char *end, size_t number) {
    for (int index = 1; index <= digits; index++, number >>= 4) end[-index] = "0123456789abcdef"[number & 15];
}

bool queue_open(struct queue *queue, const char *path, size_t total) {
    FILE *file = fopen(path, "r");
    if (!file) return false;
    char *line = NULL;
    size_t capacity = 0, room = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, file)) > 0) {
        if (line[length - 1] == '\n') length--;
        if (queue->lines == room) {
            room = room ? room * 2 : 1024;
            queue->messages = checked(realloc(queue->messages, room * sizeof *queue->messages));
        }
        queue->messages[queue->lines++] = prepared(line, (size_t)length);
    }
    free(line);
    fclose(file);
    queue->total = total;
    queue->is_deleted = checked(calloc(total + 1, sizeof *queue->is_deleted));
    queue->returned = checked(calloc(total + 1, sizeof *queue->returned));
    return queue->lines > 0;
}

// MARK: Actions

bool queue_has_messages(const struct queue *queue) { return queue->returned_count > 0 || queue->next < queue->total; }

void queue_receive(struct queue *queue, size_t maximum, struct text *answer) {
    text_print(answer, "{\"Messages\":[");
    for (size_t count = 0; count < maximum && queue_has_messages(queue); count++) {
        size_t number = queue->returned_count > 0 ? queue->returned[--queue->returned_count] : queue->next++;
        const struct text *message = &queue->messages[number % queue->lines];
        if (count > 0) text_append(answer, ",", 1);
        text_append(answer, message->bytes, message->length);
        char *start = answer->bytes + answer->length - message->length;
        put_number(start + id_end, number);
        put_number(start + handle_end, number);
        if (queue->received++ == 0) queue->first = now();
    }
    text_print(answer, "]}");
}

// Finds `"name"` and the value behind its colon: at the first digit, or behind the quotation mark.
static const char *value_of(const char *from, const char *end, const char *name) {
    size_t length = strlen(name);
    const char *found = memmem(from, (size_t)(end - from), name, length);
    if (!found) return NULL;
    found += length;
    while (found < end && (*found == ' ' || *found == ':' || *found == '"')) found++;
    return found;
}

size_t number_of(const char *body, size_t length, const char *name, size_t otherwise) {
    const char *value = value_of(body, body + length, name);
    return value ? strtoull(value, NULL, 10) : otherwise;
}

// Calls back with the number of each receipt handle.
static void for_each_handle(
    struct queue *queue, const char *body, size_t length, void (*act)(struct queue *, size_t number)) {
    const char *end = body + length, *handle = body;
    while ((handle = value_of(handle, end, "\"ReceiptHandle\"")) && handle + handle_length <= end) {
        char number[digits + 1] = {0};
        memcpy(number, handle + handle_length - digits, digits);
        size_t parsed = strtoull(number, NULL, 16);
        if (parsed < queue->total) act(queue, parsed);
        handle += handle_length;
    }
}

// Every entry was done; ids are digits.
static void confirm(const char *body, size_t length, struct text *answer) {
    const char *end = body + length, *id = body;
    bool is_first = true;
    text_print(answer, "{\"Successful\":[");
    while ((id = value_of(id, end, "\"Id\""))) {
        text_print(answer, "%s{\"Id\":\"%lu\"}", is_first ? "" : ",", strtoul(id, NULL, 10));
        is_first = false;
    }
    text_print(answer, "],\"Failed\":[]}");
}

static void mark_deleted(struct queue *queue, size_t number) {
    if (queue->is_deleted[number]) queue->deleted_again++;
    else queue->deleted++;
    queue->is_deleted[number] = true;
}

void queue_delete(struct queue *queue, const char *body, size_t length, struct text *answer) {
    for_each_handle(queue, body, length, mark_deleted);
    queue->last = now();
    confirm(body, length, answer);
}

static void give_back(struct queue *queue, size_t number) {
    if (queue->is_deleted[number] || queue->returned_count == queue->total) return;
    queue->returned[queue->returned_count++] = number;
    queue->released++;
}

static void extend(struct queue *queue, size_t number) {
    (void)number;
    queue->extended++;
}

void queue_change_visibility(struct queue *queue, const char *body, size_t length, struct text *answer) {
    bool is_release = number_of(body, length, "\"VisibilityTimeout\"", 0) == 0;
    for_each_handle(queue, body, length, is_release ? give_back : extend);
    confirm(body, length, answer);
}

void queue_attributes(const struct queue *queue, struct text *answer) {
    size_t visible = queue->total - queue->next + queue->returned_count;
    text_print(answer, "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"%zu\",", visible);
    text_print(answer, "\"ApproximateNumberOfMessagesNotVisible\":\"%zu\",", queue->total - visible - queue->deleted);
    text_print(answer, "\"ApproximateNumberOfMessagesDelayed\":\"0\",\"VisibilityTimeout\":\"30\"}}");
}

void queue_statistics(const struct queue *queue, struct text *answer) {
    text_print(answer, "{\"received\": %zu, \"deleted\": %zu, ", queue->received, queue->deleted);
    text_print(answer, "\"deleted_again\": %zu, \"released\": %zu, ", queue->deleted_again, queue->released);
    text_print(answer, "\"extended\": %zu, \"requests\": %zu, ", queue->extended, queue->requests);
    text_print(answer, "\"seconds\": %.6f}\n", (double)(queue->last - queue->first) / 1e9);
}
