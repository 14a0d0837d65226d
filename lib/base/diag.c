/* SPDX-License-Identifier: MIT */
/*
 * diag.c - the list of diagnostics of one run, in the order they were found.
 */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

void evl_diags_init(struct evl_diags *diags, struct evl_arena *arena)
{
	*diags = (struct evl_diags){ .arena = arena };
}

struct evl_diag *evl_diags_add(struct evl_diags *diags, enum evl_severity severity, enum evl_status status, evl_span span,
			       const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *message = evl_arena_alloc(diags->arena, length < 0 ? 1 : (size_t)length + 1);
	message[0] = '\0';
	if (length > 0) {
		va_start(args, format);
		vsnprintf(message, (size_t)length + 1, format, args);
		va_end(args);
	}
	struct evl_diag *diag = evl_arena_alloc(diags->arena, sizeof(*diag));
	*diag = (struct evl_diag){ .severity = severity, .status = status, .span = span, .message = message };
	if (diags->last)
		diags->last->next = diag;
	else
		diags->first = diag;
	diags->last = diag;
	if (severity == EVL_SEVERITY_ERROR)
		diags->error_count++;
	return diag;
}

evl_span evl_span_none(void)
{
	return (evl_span){ .source = 0, .start = UINT32_MAX, .end = UINT32_MAX };
}
