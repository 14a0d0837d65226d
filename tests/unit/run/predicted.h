/* SPDX-License-Identifier: MIT */
/*
 * predicted.h - for the tests of run/ and host/: predict a text and look at what it prints.
 */
#ifndef TESTS_UNIT_RUN_PREDICTED_H
#define TESTS_UNIT_RUN_PREDICTED_H

#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"
#include "run/run.h"

static struct evl_run predicted_run;

static inline void predicted_start(void)
{
	cr_assert(evl_run_init(&predicted_run));
}

static inline void predicted_end(void)
{
	evl_run_release(&predicted_run);
}

/* What the trace shows, lines joined by '|'. */
static inline void predicted_lines(const struct evl_trace *trace, struct evl_buffer *out)
{
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *event = &trace->events[i];
		if (event->kind != EVL_EVENT_PRINT && event->kind != EVL_EVENT_ERROR)
			continue;
		if (out->length != 0)
			evl_buffer_append_byte(out, '|');
		evl_buffer_append_text(out, evl_trace_text(trace, event));
	}
}

static inline void predict(const struct evl_run_options *options, const char *text, enum evl_status status, const char *lines)
{
	struct evl_buffer shown;
	evl_buffer_init(&shown);
	cr_expect_eq(evl_run_predict(&predicted_run, text, strlen(text), options), status, "%s", text);
	predicted_lines(&predicted_run.results[0].trace, &shown);
	cr_expect_str_eq(shown.length != 0 ? shown.bytes : "", lines, "%s\n  printed %s", text, shown.length != 0 ? shown.bytes : "");
	evl_buffer_release(&shown);
}

static inline bool predicted_has(enum evl_event_kind kind)
{
	const struct evl_trace *trace = &predicted_run.results[0].trace;
	for (uint32_t i = 0; i < trace->count; i++)
		if (trace->events[i].kind == kind)
			return true;
	return false;
}

#endif
