/* SPDX-License-Identifier: MIT */
/*
 * prediction.h - for unit tests of the console: run a snippet under a host and compare what it printed, both streams, a line a print.
 */
#ifndef EVL_TESTS_UNIT_CONSOLE_PREDICTION_H
#define EVL_TESTS_UNIT_CONSOLE_PREDICTION_H

#include <criterion/criterion.h>
#include <string.h>

#include "run/run.h"

/* A snippet and what the host prints for it. */
struct console_case {
	const char *source;
	const char *printed;
};

static inline void append_prints(const struct evl_trace *trace, char *text, size_t room)
{
	bool first = true;
	text[0] = '\0';
	for (uint32_t i = 0; i < trace->count; i++) {
		if (trace->events[i].kind != EVL_EVENT_PRINT)
			continue;
		if (!first)
			strncat(text, "\n", room - strlen(text) - 1);
		first = false;
		strncat(text, evl_trace_text(trace, &trace->events[i]), room - strlen(text) - 1);
	}
}

/* Every case, each in a run of its own. */
static inline void expect_prints(const char *host, const struct console_case *cases, size_t count)
{
	static char text[1 << 17];
	struct evl_run run;
	cr_assert(evl_run_init(&run));
	for (size_t i = 0; i < count; i++) {
		struct evl_run_options options = { .host = host, .name = "test.js" };
		evl_run_reset(&run);
		enum evl_status status = evl_run_predict(&run, cases[i].source, strlen(cases[i].source), &options);
		cr_expect_eq(status, EVL_STATUS_OK, "%s: status %d", cases[i].source, (int)status);
		append_prints(&run.results[0].trace, text, sizeof text);
		cr_expect_str_eq(text, cases[i].printed, "%s\n-- printed:\n%s\n-- expected:\n%s", cases[i].source, text,
				 cases[i].printed);
	}
	evl_run_release(&run);
}

#define EXPECT_PRINTS(host, cases) expect_prints((host), (cases), sizeof(cases) / sizeof((cases)[0]))

#endif
