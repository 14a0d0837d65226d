/*
 * diag.h - what the tool has to say about the snippet: errors, warnings, notes,
 * each with a place. Stages append; only report/ writes them out.
 */
#ifndef EVL_BASE_DIAG_H
#define EVL_BASE_DIAG_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"
#include "base/status.h"

enum evl_severity { EVL_SEVERITY_ERROR, EVL_SEVERITY_WARNING, EVL_SEVERITY_NOTE };

struct evl_diag {
	enum evl_severity severity;
	enum evl_status status; /* what it makes of the run; EVL_STATUS_OK for notes */
	evl_span span;          /* start == end == UINT32_MAX: no place */
	bool no_place;          /* a host shows no place for it, though there is one */
	bool wants_module;      /* a syntax error of a CommonJS file with what only modules have: Node warns before it */
	const char *message;    /* a sentence without final stop, UTF-8 */
	const char *help;       /* a further sentence, or NULL */
	struct evl_diag *next;
};

struct evl_diags {
	struct evl_arena *arena; /* borrowed; records and texts live in it */
	struct evl_diag *first;
	struct evl_diag *last;
	uint32_t error_count;
};

/* Begin without records. */
void evl_diags_init(struct evl_diags *diags, struct evl_arena *arena);

/* Append a record; the message is formatted printf-like and copied. Returns the record so that a help text can be set. */
struct evl_diag *evl_diags_add(struct evl_diags *diags, enum evl_severity severity, enum evl_status status, evl_span span,
			       const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 5, 6)))
#endif
	;

/* A span that stands for "no place". */
evl_span evl_span_none(void);

#endif
