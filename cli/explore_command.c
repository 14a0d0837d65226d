/* SPDX-License-Identifier: MIT */
/*
 * explore_command.c - see explore_command.h.
 */
#include "explore_command.h"

#include <string.h>

#include "interrupt.h"

struct evloop_orders *explore_source(struct evloop *evloop, const struct input *input, const struct evloop_options *options,
				     const struct explore_options *explore)
{
	struct evloop_orders_options o = {
		.max_schedules = (uint64_t)explore->max_schedules,
		.max_memory = explore->max_outcomes_memory != 0 ? explore->max_outcomes_memory : options->max_memory,
		.no_reduction = explore->no_reduction,
	};
	struct evloop_options interruptible = *options;
	interruptible.stop = interrupted;
	interrupt_watch();
	struct evloop_orders *orders = evloop_orders(evloop, input->text, input->length, &interruptible, &o);
	interrupt_unwatch();
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
