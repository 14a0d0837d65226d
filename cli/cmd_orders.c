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

static int show(const struct orders_options *options, struct evloop *evloop, struct module_files *files, const struct input *input)
{
	struct evloop_options o = run_options_for(&options->run, input, files);
	const struct evloop_orders *orders = explore_source(evloop, input, &o, &options->explore);
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

static int start(struct orders_options *options, const char *const *operands, size_t count)
{
	if (!run_options_check(&help, &options->run))
		return EXIT_FAILED;
	struct input input;
	int status = source_open(&help, &options->run.source, operands, count, &input);
	if (status != EXIT_OK)
		return status;
	struct evloop *evloop = evloop_new();
	struct module_files *files = module_files_new();
	if (evloop == NULL || files == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		status = EXIT_FAILED;
	} else {
		status = show(options, evloop, files, &input);
	}
	module_files_free(files);
	evloop_free(evloop);
	input_release(&input);
	return status;
}

int cmd_orders(int argc, char **argv)
{
	struct orders_options options = { 0 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	int status = parsed == PARSE_HELP ? EXIT_OK : parsed != PARSE_OK ? EXIT_FAILED : start(&options, operands, count);
	run_options_release(&options.run);
	return status;
}
