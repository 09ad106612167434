// The messages of the stub: prepared once, handed out under ids of their own, and remembered when they are deleted.
#ifndef SQSSTUB_QUEUE_H
#define SQSSTUB_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes;
    size_t length, capacity;
};

void text_append(struct text *text, const char *bytes, size_t length);
void text_print(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct queue {
    struct text *messages;  // the JSON of each line, with places for the number
    size_t lines;
    size_t total, next;     // how many messages there are, and how many have been handed out
    size_t *returned;       // numbers that were given back
    size_t returned_count;
    bool *is_deleted;
    size_t received, deleted, deleted_again, released, extended, requests;
    int64_t first, last;    // nanoseconds: the first message handed out, the last one deleted
};

// Reads the bodies, one a line; `total` messages take turns with them.
bool queue_open(struct queue *queue, const char *path, size_t total);
// Whether a receive would bring something.
bool queue_has_messages(const struct queue *queue);
void queue_receive(struct queue *queue, size_t maximum, struct text *answer);
void queue_delete(struct queue *queue, const char *body, size_t length, struct text *answer);
void queue_change_visibility(struct queue *queue, const char *body, size_t length, struct text *answer);
void queue_attributes(const struct queue *queue, struct text *answer);
void queue_statistics(const struct queue *queue, struct text *answer);

// The number that a member of a request has; `otherwise` where it is missing.
size_t number_of(const char *body, size_t length, const char *name, size_t otherwise);
int64_t now(void);

#endif
