/* SPDX-License-Identifier: MIT */
/*
 * cmd_diff.c - `evloop diff`: do two versions of a program print the same in every order?
 */
#include "explore_command.h"

struct diff_options {
	struct run_options run;
	struct explore_options explore;
	bool stdout_only;
};

static const struct option_row rows[] = {
	RUN_OPTION_ROWS(struct diff_options),
	EXPLORE_OPTION_ROWS(struct diff_options),
};

static const struct command_help help = {
	.name = "diff",
	.usage = "[OPTIONS] A B",
	.summary = "whether two versions of a program print the same in every order",
	.examples = "  evloop diff callbacks.js async.js\n",
	.rows = rows,
	.row_count = sizeof rows / sizeof rows[0],
};

struct side {
	struct opened_source source;
	const struct evloop_orders *orders;
};

static bool open_side(struct side *side, const char *file, const struct diff_options *options)
{
	struct opened_source *source = &side->source;
	if (!input_read(&source->input, file) || !opened_source_start(source))
		return false;
	struct evloop_options o = run_options_for(&options->run, &source->input, source->files);
	o.by_origin = true;
	side->orders = explore_source(source->evloop, &source->input, &o, &options->explore);
	return side->orders != NULL;
}

/* An outcome that only one of them has, and how to see why. */
static void show_difference(const struct side *side, size_t index, const struct side *other, bool assume)
{
	printf("only %s prints:\n", side->source.input.name);
	explore_print_outcome(side->orders, index, false, "    ", stdout);
	printf("  (evloop predict%s", assume ? " --assume" : "");
	if (index != 0) { /* not the usual one */
		printf(" --schedule=");
		struct evloop_sink out = output_sink(stdout);
		(void)evloop_orders_witness(side->orders, index, &out);
	}
	printf(" %s shows why", side->source.input.name);
	if (evloop_orders_outcomes(other->orders) > 0) {
		printf(")\nwhere %s usually prints:\n", other->source.input.name);
		explore_print_outcome(other->orders, 0, false, "    ", stdout);
	} else {
		printf(")\n");
	}
}

static int compare(const struct side *a, const struct side *b, const struct diff_options *options)
{
	const struct side *sides[] = { a, b };
	bool different = false;
	for (int i = 0; i < 2; i++) {
		struct evloop_render_options r = { .note_color = output_color(stderr, options->run.source.color) };
		if (evloop_orders_outcomes(sides[i]->orders) != 0)
			continue;
		struct evloop_sink out = output_sink(stdout), notes = output_sink(stderr);
		(void)evloop_render_orders(sides[i]->orders, "text", &r, &out, &notes);
		return (int)evloop_orders_exit(sides[i]->orders);
	}
	for (int i = 0; i < 2; i++) {
		const struct side *side = sides[i], *other = sides[1 - i];
		size_t index = evloop_orders_missing(side->orders, other->orders);
		if (index == SIZE_MAX)
			continue;
		different = true;
		show_difference(side, index, other, options->run.assume);
	}
	bool complete = evloop_orders_complete(a->orders) && evloop_orders_complete(b->orders);
	if (!different)
		complete = evloop_orders_all_compared(a->orders, b->orders);
	size_t count = evloop_orders_outcomes(a->orders);
	if (!different)
		printf("%s and %s print the same in every order%s (%zu outcome%s)\n", a->source.input.name, b->source.input.name,
		       complete ? "" : " that was looked at", count, count == 1 ? "" : "s");
	else if (!complete)
		printf("the search was bounded: more may differ\n");
	if (!output_finish())
		return EXIT_FAILED;
	return different ? EXIT_FINDINGS : complete ? EXIT_OK : EXIT_INCOMPLETE;
}

static int start(struct diff_options *options, const char *const *operands, size_t count)
{
	if (!run_options_check(&help, &options->run))
		return EXIT_FAILED;
	if (count != 2) {
		fprintf(stderr, "evloop diff: two sources are compared; see `evloop diff --help`\n");
		return EXIT_FAILED;
	}
	struct side a = { 0 }, b = { 0 };
	int status = EXIT_FAILED;
	if (open_side(&a, operands[0], options) && open_side(&b, operands[1], options))
		status = compare(&a, &b, options);
	opened_source_close(&a.source);
	opened_source_close(&b.source);
	return status;
}

int cmd_diff(int argc, char **argv)
{
	struct diff_options options = { 0 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	int status = parsed == PARSE_HELP ? EXIT_OK : parsed != PARSE_OK ? EXIT_FAILED : start(&options, operands, count);
	run_options_release(&options.run);
	return status;
}
