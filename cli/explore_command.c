/* SPDX-License-Identifier: MIT */
/*
 * explore_command.c - see explore_command.h.
 */
#define _POSIX_C_SOURCE 200809L
#include "explore_command.h"

#include <signal.h>
#include <string.h>

/* The one thing that a signal handler may touch. */
static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

static bool is_interrupted(void *context)
{
	(void)context;
	return interrupted != 0;
}

struct evloop_orders *explore_source(struct evloop *evloop, const struct input *input, const struct evloop_options *options,
				     const struct explore_options *explore)
{
	struct evloop_orders_options o = {
		.max_schedules = (uint64_t)explore->max_schedules,
		.max_memory = explore->max_outcomes_memory != 0 ? explore->max_outcomes_memory : options->max_memory,
		.no_reduction = explore->no_reduction,
		.stop = is_interrupted,
	};
	struct sigaction once = { .sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND }, before;
	sigemptyset(&once.sa_mask);
	sigaction(SIGINT, &once, &before);
	struct evloop_orders *orders = evloop_orders(evloop, input->text, input->length, options, &o);
	sigaction(SIGINT, &before, NULL);
	if (orders == NULL)
		fprintf(stderr, "evloop: the system gives no memory, or there is no such time zone\n");
	return orders;
}

struct indented {
	FILE *to;
	const char *indent;
	bool inside; /* of a line */
	bool any;    /* there was a byte */
};

static bool write_indented(void *context, const char *bytes, size_t length)
{
	struct indented *out = context;
	for (size_t i = 0; i < length; i++) {
		if (!out->inside)
			fputs(out->indent, out->to);
		out->inside = bytes[i] != '\n';
		out->any = true;
		fputc(bytes[i], out->to);
	}
	return !ferror(out->to);
}

void explore_print_outcome(const struct evloop_orders *orders, size_t index, bool stdout_only, const char *indent, FILE *to)
{
	struct indented state = { .to = to, .indent = indent };
	struct evloop_sink sink = { write_indented, &state };
	(void)evloop_orders_outcome(orders, index, stdout_only, &sink);
	if (state.inside)
		fputc('\n', to);
	if (!state.any)
		fprintf(to, "%s(nothing)\n", indent);
}
