/* SPDX-License-Identifier: MIT */
/*
 * cmd_classify.c - `evloop classify`: what each statement does to the queues.
 */
#include "source_command.h"

struct classify_options {
	struct source_options source;
};

static const struct option_row rows[] = {
	{ 0, "format", OPTION_CHOICE, offsetof(struct classify_options, source.format), "FORMAT", "text (default), json", "text|json" },
	SOURCE_OPTION_ROWS(struct classify_options, source),
};

static const struct command_help help = {
	.name = "classify",
	.usage = "[OPTIONS] [FILE|-]",
	.summary = "what each statement does to the queues, without running it",
	.examples = "  evloop classify quiz.js\n"
		    "  evloop classify -e 'const later = setTimeout; later(f, 5)'\n",
	.rows = rows,
	.row_count = sizeof rows / sizeof rows[0],
};

int cmd_classify(int argc, char **argv)
{
	struct classify_options options = { 0 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	if (parsed != PARSE_OK)
		return parsed == PARSE_HELP ? EXIT_OK : EXIT_FAILED;
	struct input input;
	int status = source_open(&help, &options.source, operands, count, &input);
	if (status != EXIT_OK)
		return status;
	struct evloop_options o = {
		.host = options.source.host,
		.goal = source_goal(&options.source),
		.name = input.name,
		.path = input.path,
	};
	struct evloop *evloop = evloop_new();
	const struct evloop_classification *c = evloop != NULL ? evloop_classify(evloop, input.text, input.length, &o) : NULL;
	if (c == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		status = EXIT_FAILED;
	} else {
		struct evloop_render_options r = {
			.color = output_color(stdout, options.source.color),
			.note_color = output_color(stderr, options.source.color),
			.ascii = options.source.ascii || !output_unicode(),
		};
		struct evloop_sink out = output_sink(stdout), notes = output_sink(stderr);
		bool written = evloop_render_classification(c, options.source.format != NULL ? options.source.format : "text", &r, &out, &notes);
		status = !output_finish() || (!written && !ferror(stdout)) ? EXIT_FAILED : (int)evloop_classification_exit(c);
	}
	evloop_free(evloop);
	input_release(&input);
	return status;
}
