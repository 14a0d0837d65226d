/* SPDX-License-Identifier: MIT */
/*
 * cmd_predict.c - `evloop predict`: one source, one prediction.
 */
#include "explore_command.h"

#include <stdlib.h>
#include <string.h>

#include "interrupt.h"

struct predict_options {
	struct run_options run;
	struct explore_options explore;
	const char *format, *schedule, *expect;
	struct option_list expect_lines;
	bool stdout_only, host_exit, some;
};

static const struct option_row rows[] = {
	{ 0, "format", OPTION_CHOICE, offsetof(struct predict_options, format), "FORMAT",
	  "text (default), plain (just the console), json", "text|plain|json" },
	RUN_OPTION_ROWS(struct predict_options),
	{ 0, "stdout-only", OPTION_FLAG, offsetof(struct predict_options, stdout_only), NULL,
	  "plain: leave out what goes to standard error", NULL },
	{ 0, "host-exit", OPTION_FLAG, offsetof(struct predict_options, host_exit), NULL,
	  "end with the exit status that the host would have", NULL },
	{ 0, "schedule", OPTION_TEXT, offsetof(struct predict_options, schedule), "ANSWERS",
	  "one of the orders that `evloop orders` found", NULL },
	{ 0, "expect", OPTION_TEXT, offsetof(struct predict_options, expect), "FILE",
	  "only check that FILE's text is printed, in all orders", NULL },
	{ 0, "expect-line", OPTION_LIST, offsetof(struct predict_options, expect_lines), "TEXT",
	  "the same with the text given line by line (repeat it)", NULL },
	{ 0, "some", OPTION_FLAG, offsetof(struct predict_options, some), NULL, "expectations: in at least one order", NULL },
	EXPLORE_OPTION_ROWS(struct predict_options),
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

/* The lines of --expect-line as one text; owned, NULL without memory. */
static char *join_lines(const struct option_list *lines, size_t *length)
{
	size_t room = 1;
	for (size_t i = 0; i < lines->count; i++)
		room += strlen(lines->items[i]) + 1;
	char *text = malloc(room), *to = text;
	if (text == NULL)
		return NULL;
	for (size_t i = 0; i < lines->count; i++) {
		size_t n = strlen(lines->items[i]);
		memcpy(to, lines->items[i], n);
		to += n;
		*to++ = '\n';
	}
	*length = (size_t)(to - text);
	return text;
}

static int judge(const struct predict_options *options, const struct evloop_orders *orders, const char *text, size_t length)
{
	size_t other;
	enum evloop_exit known = evloop_orders_exit(orders);
	if (evloop_orders_outcomes(orders) == 0) {
		struct evloop_render_options r = { .note_color = output_color(stderr, options->run.source.color) };
		struct evloop_sink out = output_sink(stdout), notes = output_sink(stderr);
		(void)evloop_render_orders(orders, "text", &r, &out, &notes);
		return (int)known;
	}
	enum evloop_holds holds = evloop_orders_expect(orders, text, length, options->stdout_only, &other);
	if (holds == EVLOOP_HOLDS_ALWAYS || (options->some && holds != EVLOOP_HOLDS_NEVER))
		return EXIT_OK;
	if (holds == EVLOOP_HOLDS_NEVER && other == SIZE_MAX) {
		fprintf(stderr, "evloop predict: what is printed begins as expected, but it is not known to its end\n");
		return EXIT_INCOMPLETE;
	}
	if (holds == EVLOOP_HOLDS_AS_FAR_AS_SEEN || (options->some && !evloop_orders_complete(orders))) {
		fprintf(stderr, "evloop predict: the search was bounded; %s\n",
			holds == EVLOOP_HOLDS_NEVER ? "what is expected was not seen" : "what is expected holds in all orders seen");
		return EXIT_INCOMPLETE;
	}
	fprintf(stderr, "evloop predict: %s; the snippet %s:\n",
		holds == EVLOOP_HOLDS_NEVER ? "what is expected is never printed" : "what is expected does not hold in every order",
		holds == EVLOOP_HOLDS_NEVER ? "prints" : "may also print");
	explore_print_outcome(orders, other, options->stdout_only, "    ", stderr);
	if (other != 0) { /* not the usual one */
		fprintf(stderr, "  (--schedule=");
		struct evloop_sink notes = output_sink(stderr);
		(void)evloop_orders_witness(orders, other, &notes);
		fprintf(stderr, ")\n");
	}
	return EXIT_FINDINGS;
}

/* --expect and --expect-line: nothing is shown but what is wrong. */
static int expect(const struct predict_options *options, const struct opened_source *source)
{
	struct input wanted = { 0 };
	char *joined = NULL;
	size_t length = 0;
	if (options->expect != NULL) {
		if (!input_read(&wanted, options->expect))
			return EXIT_FAILED;
		length = wanted.length;
	} else if ((joined = join_lines(&options->expect_lines, &length)) == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		return EXIT_FAILED;
	}
	struct evloop_options o = run_options_for(&options->run, &source->input, source->files);
	const struct evloop_orders *orders = explore_source(source->evloop, &source->input, &o, &options->explore);
	int status = orders == NULL ? EXIT_FAILED : judge(options, orders, joined != NULL ? joined : wanted.text, length);
	if (joined == NULL)
		input_release(&wanted);
	free(joined);
	return status;
}

/* ------------------------------------------------------------------ all hosts */

/* Text that grows. */
struct text {
	char *bytes;
	size_t length, capacity;
	bool failed;
};

static bool text_write(void *context, const char *bytes, size_t length)
{
	struct text *text = context;
	if (text->length + length + 1 > text->capacity) {
		size_t capacity = (text->length + length + 1) * 2;
		char *grown = realloc(text->bytes, capacity);
		if (grown == NULL) {
			text->failed = true;
			return false;
		}
		text->bytes = grown;
		text->capacity = capacity;
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
	return true;
}

static bool drop(void *context, const char *bytes, size_t length)
{
	(void)context;
	(void)bytes;
	(void)length;
	return true;
}

static bool is_page(const char *name)
{
	size_t length = strlen(name);
	return (length > 5 && strcmp(name + length - 5, ".html") == 0) || (length > 4 && strcmp(name + length - 4, ".htm") == 0);
}

/* What every host prints, of a page every browser; those that print the same together. */
static int predict_all(const struct predict_options *options, const struct opened_source *source)
{
	static const char *const hosts[] = { "node-cjs", "node-esm", "node22", "node24", "deno", "bun", "browser", "firefox", "safari" };
	enum { COUNT = sizeof hosts / sizeof hosts[0], BROWSERS = 6 };
	size_t first = is_page(source->input.name) ? BROWSERS : 0;
	struct text texts[COUNT] = { 0 };
	bool told[COUNT] = { false };
	int status = EXIT_OK;
	for (size_t i = first; i < COUNT; i++) {
		struct evloop_options o = run_options_for(&options->run, &source->input, source->files);
		o.host = hosts[i];
		if (strncmp(hosts[i], "node-", 5) == 0)
			o.goal = NULL;
		const struct evloop_prediction *p = evloop_predict(source->evloop, source->input.text, source->input.length, &o);
		if (p == NULL) {
			fprintf(stderr, "evloop: the system gives no memory\n");
			status = EXIT_FAILED;
			break;
		}
		struct evloop_render_options r = { .stdout_only = options->stdout_only };
		struct evloop_sink out = { text_write, &texts[i] }, notes = { drop, NULL };
		(void)evloop_render(p, "plain", &r, &out, &notes);
		if (evloop_prediction_exit(p) != EVLOOP_EXIT_OK) {
			static const char incomplete[] = "(not predicted for this host)\n";
			(void)text_write(&texts[i], incomplete, sizeof incomplete - 1);
		}
	}
	for (size_t i = first; i < COUNT && status == EXIT_OK; i++) {
		if (told[i])
			continue;
		printf("%s", hosts[i]);
		for (size_t k = i + 1; k < COUNT; k++) {
			bool same = texts[k].length == texts[i].length && (texts[i].length == 0 || memcmp(texts[k].bytes, texts[i].bytes, texts[i].length) == 0);
			if (!same)
				continue;
			told[k] = true;
			printf(", %s", hosts[k]);
		}
		printf(":\n");
		for (size_t at = 0; at < texts[i].length;) {
			const char *line = texts[i].bytes + at, *end = memchr(line, '\n', texts[i].length - at);
			size_t length = end != NULL ? (size_t)(end - line) : texts[i].length - at;
			printf("    %.*s\n", (int)length, line);
			at += length + 1;
		}
	}
	for (size_t i = 0; i < COUNT; i++)
		free(texts[i].bytes);
	return output_finish() ? status : EXIT_FAILED;
}

static int predict(const void *context, const struct opened_source *source)
{
	const struct predict_options *options = context;
	if (options->run.source.host != NULL && strcmp(options->run.source.host, "all") == 0)
		return predict_all(options, source);
	if (options->expect != NULL || options->expect_lines.count != 0)
		return expect(options, source);
	struct evloop_options o = run_options_for(&options->run, &source->input, source->files);
	o.schedule = options->schedule;
	o.stop = interrupted;
	interrupt_watch();
	const struct evloop_prediction *p = evloop_predict(source->evloop, source->input.text, source->input.length, &o);
	interrupt_unwatch();
	if (p == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		return EXIT_FAILED;
	}
	const char *format = options->format != NULL ? options->format : "text";
	struct evloop_render_options r = {
		.color = output_color(stdout, options->run.source.color),
		.note_color = output_color(stderr, options->run.source.color),
		.ascii = options->run.source.ascii || !output_unicode(),
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

static int start(struct predict_options *options, const char *const *operands, size_t count)
{
	if (options->schedule != NULL && !evloop_schedule_valid(options->schedule)) {
		fprintf(stderr, "evloop predict: --schedule takes answers such as 0.2.1, not '%s'\n", options->schedule);
		return EXIT_FAILED;
	}
	return source_command(&help, &options->run, operands, count, predict, options);
}

int cmd_predict(int argc, char **argv)
{
	struct predict_options options = { 0 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	int status = parsed == PARSE_HELP ? EXIT_OK : parsed != PARSE_OK ? EXIT_FAILED : start(&options, operands, count);
	option_list_release(&options.expect_lines);
	run_options_release(&options.run);
	return status;
}
