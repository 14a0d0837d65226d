/* SPDX-License-Identifier: MIT */
/*
 * cmd_orders.c - `evloop orders`: everything that one source may print.
 */
#include "explore_command.h"

struct orders_options {
	struct run_options run;
	struct explore_options explore;
	const char *format;
};

static const struct option_row rows[] = {
	{ 0, "format", OPTION_CHOICE, offsetof(struct orders_options, format), "FORMAT", "text (default), json, dot (a graph)", "text|json|dot" },
	RUN_OPTION_ROWS(struct orders_options),
	EXPLORE_OPTION_ROWS(struct orders_options),
};

static const struct command_help help = {
	.name = "orders",
	.usage = "[OPTIONS] [FILE|-]",
	.summary = "all orders in which a snippet may print, and how sure each is",
	.examples = "  evloop orders race.js\n"
		    "  evloop orders --host=browser --format=dot page.js | dot -Tsvg > orders.svg\n",
	.rows = rows,
	.row_count = sizeof rows / sizeof rows[0],
};

static int show(const void *context, const struct opened_source *source)
{
	const struct orders_options *options = context;
	struct evloop_options o = run_options_for(&options->run, &source->input, source->files);
	const struct evloop_orders *orders = explore_source(source->evloop, &source->input, &o, &options->explore);
	if (orders == NULL)
		return EXIT_FAILED;
	struct evloop_render_options r = {
		.color = output_color(stdout, options->run.source.color),
		.note_color = output_color(stderr, options->run.source.color),
		.ascii = options->run.source.ascii || !output_unicode(),
	};
	struct evloop_sink out = output_sink(stdout), notes = output_sink(stderr);
	bool written = evloop_render_orders(orders, options->format != NULL ? options->format : "text", &r, &out, &notes);
	return !output_finish() || (!written && !ferror(stdout)) ? EXIT_FAILED : (int)evloop_orders_exit(orders);
}

int cmd_orders(int argc, char **argv)
{
	struct orders_options options = { 0 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	int status = parsed == PARSE_HELP ? EXIT_OK
		     : parsed != PARSE_OK ? EXIT_FAILED : source_command(&help, &options.run, operands, count, show, &options);
	run_options_release(&options.run);
	return status;
}
