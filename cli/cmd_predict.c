/* SPDX-License-Identifier: MIT */
/*
 * cmd_predict.c - `evloop predict`: one source, one prediction.
 */
#include "source_command.h"

struct predict_options {
	struct source_options source;
	bool stdout_only, host_exit;
	const char *tz;
	int64_t max_steps, max_time;
	size_t max_memory;
};

static const struct option_row rows[] = {
	{ 0, "format", OPTION_CHOICE, offsetof(struct predict_options, source.format), "FORMAT",
	  "text (default), plain (just the console), json", "text|plain|json" },
	SOURCE_OPTION_ROWS(struct predict_options),
	{ 0, "stdout-only", OPTION_FLAG, offsetof(struct predict_options, stdout_only), NULL,
	  "plain: leave out what goes to standard error", NULL },
	{ 0, "host-exit", OPTION_FLAG, offsetof(struct predict_options, host_exit), NULL,
	  "end with the exit status that the host would have", NULL },
	{ 0, "tz", OPTION_TEXT, offsetof(struct predict_options, tz), "ZONE", "the time zone of the host: Europe/Berlin; default UTC", NULL },
	{ 0, "max-steps", OPTION_COUNT, offsetof(struct predict_options, max_steps), "N", "stop after N loop rounds, calls and jobs", NULL },
	{ 0, "max-memory", OPTION_SIZE, offsetof(struct predict_options, max_memory), "SIZE", "stop when the snippet uses more", NULL },
	{ 0, "run-for", OPTION_TIME, offsetof(struct predict_options, max_time), "TIME", "stop at this virtual time", NULL },
};

static const struct command_help help = {
	.name = "predict",
	.usage = "[OPTIONS] [FILE|-]",
	.summary = "what a snippet prints, in which order, and why",
	.examples = "  evloop predict quiz.js\n"
		    "  evloop predict --host=browser -e 'requestAnimationFrame(() => console.log(1))'\n"
		    "  diff <(evloop predict --format=plain a.js) <(node a.js 2>&1)\n",
	.rows = rows,
	.row_count = sizeof rows / sizeof rows[0],
};

static int predict(const struct predict_options *options, struct evloop *evloop, struct module_files *files, const struct input *input)
{
	struct evloop_options o = {
		.host = options->source.host,
		.goal = source_goal(&options->source),
		.name = input->name,
		.path = input->path,
		.tz = options->tz,
		.max_steps = options->max_steps,
		.max_memory = options->max_memory,
		.max_time_ms = options->max_time,
		.load = module_files_load,
		.load_context = files,
	};
	const struct evloop_prediction *p = evloop_predict(evloop, input->text, input->length, &o);
	if (p == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		return EXIT_FAILED;
	}
	const char *format = options->source.format != NULL ? options->source.format : "text";
	struct evloop_render_options r = {
		.color = output_color(stdout, options->source.color),
		.note_color = output_color(stderr, options->source.color),
		.ascii = options->source.ascii || !output_unicode(),
		.stdout_only = options->stdout_only,
	};
	struct evloop_sink out = output_sink(stdout), notes = output_sink(stderr);
	bool written = evloop_render(p, format, &r, &out, &notes);
	if (!output_finish() || (!written && !ferror(stdout)))
		return EXIT_FAILED;
	int status = (int)evloop_prediction_exit(p);
	if (options->host_exit && status == EXIT_OK)
		return evloop_prediction_host_exit(p);
	return status;
}

int cmd_predict(int argc, char **argv)
{
	struct predict_options options = { 0 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	if (parsed != PARSE_OK)
		return parsed == PARSE_HELP ? EXIT_OK : EXIT_FAILED;
	if (options.tz != NULL && !evloop_tz_exists(options.tz)) {
		fprintf(stderr, "evloop predict: --tz takes the name of a time zone such as America/New_York, not '%s'\n", options.tz);
		return EXIT_FAILED;
	}
	struct input input;
	int status = source_open(&help, &options.source, operands, count, &input);
	if (status != EXIT_OK)
		return status;
	struct evloop *evloop = evloop_new();
	struct module_files *files = module_files_new();
	if (evloop == NULL || files == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		status = EXIT_FAILED;
	} else {
		status = predict(&options, evloop, files, &input);
	}
	module_files_free(files);
	evloop_free(evloop);
	input_release(&input);
	return status;
}
