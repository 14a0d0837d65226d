/*
 * span.h - a piece of source text: which source, and the half-open range of
 * byte offsets [start, end) in its UTF-8 text.
 *
 * Offsets are what everything stores; lines and columns are computed by
 * source.h when a person is to read them.
 */
#ifndef EVL_BASE_SPAN_H
#define EVL_BASE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

typedef struct evl_span {
	uint32_t source; /* index into the run's sources; 0 is the main file; from EVL_SOURCE_HOST on a text of the host's own */
	uint32_t start;
	uint32_t end;
} evl_span;

/* Texts of the host's own library (host/script.h) are no sources of the run: nothing shows a place in them. */
enum { EVL_SOURCE_HOST = 0x40000000 };

static inline bool evl_span_is_host(evl_span span) { return span.source >= EVL_SOURCE_HOST && span.source != UINT32_MAX; }

#endif
