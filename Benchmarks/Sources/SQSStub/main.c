// An SQS server that answers from memory, so that a client's own ceiling can be measured: one thread, one queue, the
// AWS JSON 1.0 protocol, no signatures, no visibility timeouts.
//
//     sqs-stub FILE MESSAGES [LATENCY-IN-MILLISECONDS]
//
// Prints the port on which it listens on 127.0.0.1, and ends with its standard input. The bodies are the lines of the
// file, again and again. Every answer leaves so many milliseconds after its request came. GET /statistics answers with
// what was done, as JSON.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "queue.h"

enum { maximum_connections = 1024, maximum_request = 1 << 20 };

struct connection {
    int socket;
    struct text in, out;
    size_t sent;
    int64_t due;            // when the answer may leave; 0: there is none
    size_t poll_maximum;    // a long poll waits for so many messages at most; 0: none waits
    int64_t poll_end;
};

static struct queue queue;
static struct connection connections[maximum_connections];
static int connection_count;
static int64_t latency;
static int port;

// MARK: Answers

static void answer(struct connection *connection, const char *type, const struct text *body) {
    connection->out.length = connection->sent = 0;
    text_print(&connection->out, "HTTP/1.1 200 OK\r\nx-amzn-RequestId: ");
    text_print(&connection->out, "5f5e1000-0000-4000-8000-%012zx\r\n", queue.requests);
    text_print(&connection->out, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n", type, body->length);
    text_append(&connection->out, body->bytes ? body->bytes : "", body->length);
    connection->due = now() + latency;
}

static void answer_receive(struct connection *connection) {
    static struct text body;
    body.length = 0;
    queue_receive(&queue, connection->poll_maximum, &body);
    connection->poll_maximum = 0;
    answer(connection, "application/x-amz-json-1.0", &body);
}

static bool is_action(const char *head, const char *name) {
    char target[96];
    snprintf(target, sizeof target, "AmazonSQS.%s\r\n", name);
    return strcasestr(head, target) != NULL;
}

static void handle(struct connection *connection, const char *head, const char *body, size_t length) {
    static struct text text;
    text.length = 0;
    queue.requests++;
    if (is_action(head, "ReceiveMessage")) {
        connection->poll_maximum = number_of(body, length, "\"MaxNumberOfMessages\"", 1);
        connection->poll_end = now() + (int64_t)number_of(body, length, "\"WaitTimeSeconds\"", 0) * 1000000000LL;
        if (queue_has_messages(&queue) || connection->poll_end <= now()) answer_receive(connection);
        return;
    }
    if (is_action(head, "DeleteMessageBatch")) queue_delete(&queue, body, length, &text);
    else if (is_action(head, "ChangeMessageVisibilityBatch")) queue_change_visibility(&queue, body, length, &text);
    else if (is_action(head, "GetQueueUrl"))
        text_print(&text, "{\"QueueUrl\":\"http://127.0.0.1:%d/000000000000/stub\"}", port);
    else if (is_action(head, "GetQueueAttributes")) queue_attributes(&queue, &text);
    else if (strncmp(head, "GET /statistics ", 16) == 0) queue_statistics(&queue, &text);
    else text_print(&text, "{}");
    answer(connection, "application/x-amz-json-1.0", &text);
}

// MARK: Requests

// Takes the first whole request out of what has come, if one is there and the last one has been answered.
static void take_request(struct connection *connection) {
    if (connection->due || connection->poll_maximum || connection->in.length == 0) return;
    char *head = connection->in.bytes;
    char *end = strstr(head, "\r\n\r\n");
    if (!end) return;
    char *field = strcasestr(head, "\r\nContent-Length:");
    size_t length = field && field < end ? strtoull(field + 17, NULL, 10) : 0;
    size_t size = (size_t)(end + 4 - head) + length;
    if (connection->in.length < size) return;
    // The head ends behind its last line.
    end[2] = 0;
    handle(connection, head, end + 4, length);
    memmove(head, head + size, connection->in.length - size + 1);
    connection->in.length -= size;
}

// Both return false where the connection is over.
static bool read_some(struct connection *connection) {
    char bytes[65536];
    ssize_t count = recv(connection->socket, bytes, sizeof bytes, 0);
    if (count <= 0) return count < 0 && (errno == EAGAIN || errno == EINTR);
    if (connection->in.length + (size_t)count > maximum_request) return false;
    text_append(&connection->in, bytes, (size_t)count);
    return true;
}

static bool send_some(struct connection *connection) {
    size_t left = connection->out.length - connection->sent;
    ssize_t count = send(connection->socket, connection->out.bytes + connection->sent, left, MSG_NOSIGNAL);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    connection->sent += (size_t)count;
    if (connection->sent == connection->out.length) connection->due = 0;
    return true;
}

static void accept_one(int listener) {
    int socket = accept(listener, NULL, NULL);
    if (socket < 0) return;
    if (connection_count == maximum_connections) {
        close(socket);
        return;
    }
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    connections[connection_count++] = (struct connection){.socket = socket};
}

static void drop(int index) {
    close(connections[index].socket);
    free(connections[index].in.bytes);
    free(connections[index].out.bytes);
    connections[index] = connections[--connection_count];
}

// What a connection does after its socket was looked at; false where it is over.
static bool proceed(struct connection *connection, int64_t time) {
    take_request(connection);
    if (connection->poll_maximum && (queue_has_messages(&queue) || time >= connection->poll_end))
        answer_receive(connection);
    return !connection->due || now() < connection->due || send_some(connection);
}

// MARK: The loop

static int open_listener(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 128) != 0
        || getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
        perror("sqs-stub");
        exit(2);
    }
    port = ntohs(address.sin_port);
    return listener;
}

// The milliseconds until something is due: an answer, or a poll's end.
static int pause_length(void) {
    int64_t next = INT64_MAX, time = now();
    for (int index = 0; index < connection_count; index++) {
        struct connection *connection = &connections[index];
        if (connection->due && connection->due > time && connection->due < next) next = connection->due;
        if (connection->poll_maximum && connection->poll_end < next) next = connection->poll_end;
    }
    if (next == INT64_MAX) return -1;
    return next <= time ? 0 : (int)((next - time + 999999) / 1000000);
}

static void serve(int listener) {
    static struct pollfd polled[maximum_connections + 2];
    while (true) {
        polled[0] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
        polled[1] = (struct pollfd){.fd = listener, .events = POLLIN};
        int count = connection_count;
        for (int index = 0; index < count; index++) {
            struct connection *connection = &connections[index];
            bool is_blocked = connection->due && connection->due <= now();
            polled[index + 2] = (struct pollfd){
                .fd = connection->socket, .events = (short)(is_blocked ? POLLIN | POLLOUT : POLLIN)};
        }
        if (poll(polled, (nfds_t)count + 2, pause_length()) < 0 && errno != EINTR) return;
        char byte;
        if (polled[0].revents && read(STDIN_FILENO, &byte, 1) <= 0) return;
        int64_t time = now();
        for (int index = count - 1; index >= 0; index--) {
            bool is_open = !polled[index + 2].revents || read_some(&connections[index]);
            if (!is_open || !proceed(&connections[index], time)) drop(index);
        }
        if (polled[1].revents) accept_one(listener);
    }
}

int main(int count, char **arguments) {
    if (count < 3) {
        fputs("usage: sqs-stub FILE MESSAGES [LATENCY-IN-MILLISECONDS]\n", stderr);
        return 64;
    }
    latency = count > 3 ? (int64_t)(strtod(arguments[3], NULL) * 1e6) : 0;
    if (!queue_open(&queue, arguments[1], strtoull(arguments[2], NULL, 10))) {
        fprintf(stderr, "sqs-stub: %s cannot be read, or is empty\n", arguments[1]);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    int listener = open_listener();
    printf("%d\n", port);
    fflush(stdout);
    serve(listener);
    return 0;
}
