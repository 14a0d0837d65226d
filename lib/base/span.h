/*
 * span.h - a piece of source text: which source, and the half-open range of
 * byte offsets [start, end) in its UTF-8 text.
 *
 * Offsets are what everything stores; lines and columns are computed by
 * source.h when a person is to read them.
 */
#ifndef EVL_BASE_SPAN_H
#define EVL_BASE_SPAN_H

#include <stdint.h>

typedef struct evl_span {
	uint32_t source; /* index into the run's sources; 0 is the main file */
	uint32_t start;
	uint32_t end;
} evl_span;

#endif
