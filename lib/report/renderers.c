/* SPDX-License-Identifier: MIT */
/*
 * renderers.c - the table of output formats.
 */
#include <string.h>

#include "report/formats.h"

const struct evl_renderer evl_renderers[] = {
	{ "text", "every line with its class, time, place and reason", evl_render_text },
	{ "plain", "exactly what the console shows", evl_render_plain },
	{ "json", "the whole prediction as one JSON document", evl_render_json },
	{ NULL, NULL, NULL },
};

const struct evl_renderer *evl_renderer_find(const char *name)
{
	for (const struct evl_renderer *r = evl_renderers; r->name != NULL; r++)
		if (strcmp(r->name, name) == 0)
			return r;
	return NULL;
}

static const struct evl_event *next_output(const struct evl_trace *trace, uint32_t *i)
{
	while (*i < trace->count) {
		const struct evl_event *e = &trace->events[(*i)++];
		if (e->kind == EVL_EVENT_PRINT || e->kind == EVL_EVENT_ERROR)
			return e;
	}
	return NULL;
}

bool evl_report_same_output(const struct evl_trace *a, const struct evl_trace *b)
{
	uint32_t i = 0, j = 0;
	for (;;) {
		const struct evl_event *x = next_output(a, &i);
		const struct evl_event *y = next_output(b, &j);
		if (x == NULL || y == NULL)
			return x == y;
		/* hosts write errors in their own words: only that there is one counts */
		if (x->kind != y->kind)
			return false;
		if (x->kind == EVL_EVENT_PRINT &&
		    (x->text_length != y->text_length ||
		     memcmp(evl_trace_text(a, x), evl_trace_text(b, y), x->text_length) != 0))
			return false;
	}
}
