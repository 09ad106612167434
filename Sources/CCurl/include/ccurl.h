#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

// Swift cannot call variadic functions: each kind of option gets a function of its own.

CURLcode ccurl_set_long(CURL *_Nonnull handle, CURLoption option, long value);
CURLcode ccurl_set_string(CURL *_Nonnull handle, CURLoption option, const char *_Nullable value);
CURLcode ccurl_set_pointer(CURL *_Nonnull handle, CURLoption option, void *_Nullable value);

typedef size_t (*ccurl_write_function)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);
CURLcode ccurl_set_write(CURL *_Nonnull handle, ccurl_write_function _Nullable function);
CURLcode ccurl_set_header(CURL *_Nonnull handle, ccurl_write_function _Nullable function);

CURLcode ccurl_get_long(CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value);

#endif
