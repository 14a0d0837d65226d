/* SPDX-License-Identifier: MIT */
/*
 * cmd_batch.c - `evloop batch`: a filter that reads a JSON object per line and answers each with one.
 *
 * Standard output carries answers only; a record can neither end the process nor change how another is answered. What is
 * written is handed on when the input would keep us waiting.
 */
#define _POSIX_C_SOURCE 200809L
#include "batch_run.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST = 16 << 20, CHUNK = 1 << 16 };

struct batch_options {
	const char *host, *tz, *flush;
	int64_t max_steps, max_time;
	size_t max_memory;
	int64_t jobs;
	bool strict_exit, unordered;
};

#define AT(member) offsetof(struct batch_options, member)
static const struct option_row rows[] = {
	{ 0, "host", OPTION_TEXT, AT(host), "HOST", "for records without a host, as for predict", NULL },
	{ 0, "tz", OPTION_TEXT, AT(tz), "ZONE", "the time zone of the host: Europe/Berlin; default UTC", NULL },
	{ 0, "max-steps", OPTION_COUNT, AT(max_steps), "N", "stop a record after N loop rounds, calls and jobs", NULL },
	{ 0, "max-memory", OPTION_SIZE, AT(max_memory), "SIZE", "stop a record that uses more", NULL },
	{ 0, "run-for", OPTION_TIME, AT(max_time), "TIME", "stop a record at this virtual time", NULL },
	{ 0, "flush", OPTION_CHOICE, AT(flush), "WHEN", "auto (default), record, block", "auto|record|block" },
	{ 'j', "jobs", OPTION_COUNT, AT(jobs), "N", "threads; 0: as many as there are cores; default 1", NULL },
	{ 0, "unordered", OPTION_FLAG, AT(unordered), NULL, "with --jobs: answers as they come, not in the order of the records", NULL },
	{ 0, "strict-exit", OPTION_FLAG, AT(strict_exit), NULL, "end with 1 when an answer is not ok", NULL },
};

static const struct command_help help = {
	.name = "batch",
	.usage = "[OPTIONS] < RECORDS > ANSWERS",
	.summary = "predict many snippets: a JSON object per line in, one per line out",
	.examples = "  echo '{\"id\":1,\"code\":\"console.log(1)\"}' | evloop batch\n"
		    "  evloop batch < q.ndjson > a.ndjson\n",
	.rows = rows,
	.row_count = sizeof rows / sizeof rows[0],
};

struct reader {
	char *bytes;
	size_t start, end, room;
	bool skipping, over; /* skipping: of a record that is too long, up to its line end */
};

enum flush { FLUSH_AUTO, FLUSH_RECORD, FLUSH_BLOCK };

/* Would reading make us wait? */
static bool would_wait(void)
{
	struct pollfd wanted = { STDIN_FILENO, POLLIN, 0 };
	return poll(&wanted, 1, 0) == 0;
}

static bool fill(struct reader *r, enum flush flush)
{
	if (flush == FLUSH_AUTO && would_wait() && fflush(stdout) != 0)
		return false;
	if (r->start != 0) {
		memmove(r->bytes, r->bytes + r->start, r->end - r->start);
		r->end -= r->start;
		r->start = 0;
	}
	if (r->room - r->end < CHUNK) {
		char *grown = realloc(r->bytes, r->room * 2 + CHUNK);
		if (grown == NULL)
			return false;
		r->bytes = grown;
		r->room = r->room * 2 + CHUNK;
	}
	ssize_t n;
	do
		n = read(STDIN_FILENO, r->bytes + r->end, CHUNK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		fprintf(stderr, "evloop batch: cannot read the records: %s\n", strerror(errno));
	r->over = n == 0;
	r->end += n > 0 ? (size_t)n : 0;
	return n >= 0;
}

/* The next line, without its end. False: there is none any more, or *failed. */
static bool next_line(struct reader *r, enum flush flush, const char **text, size_t *length, bool *oversized, bool *failed)
{
	for (size_t looked = 0;;) {
		char *end = r->end > r->start + looked ? memchr(r->bytes + r->start + looked, '\n', r->end - r->start - looked) : NULL;
		if (end != NULL || (r->over && (r->end > r->start || r->skipping))) {
			size_t stop = end != NULL ? (size_t)(end - r->bytes) : r->end;
			*text = r->bytes + r->start;
			*length = stop - r->start;
			*oversized = r->skipping || *length > LONGEST;
			r->start = stop + (end != NULL);
			r->skipping = false;
			return true;
		}
		if (r->over)
			return false;
		looked = r->end - r->start;
		if (looked > LONGEST) {
			r->skipping = true;
			r->start = r->end = looked = 0;
		}
		if (!fill(r, flush)) {
			*failed = true;
			return false;
		}
	}
}

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (strchr(" \t\r", text[i]) == NULL || text[i] == '\0')
			return false;
	return true;
}

struct stream {
	struct reader reader;
	enum flush flush;
	uint64_t number; /* of the last record */
	bool failed;
};

/* The next record that is not blank; its text is borrowed until the next call. */
static bool next_record(struct stream *s, struct batch_line *line)
{
	const char *text;
	while (next_line(&s->reader, s->flush, &text, &line->length, &line->oversized, &s->failed)) {
		s->number++;
		if (!line->oversized && is_blank(text, line->length))
			continue;
		line->number = s->number;
		line->text = s->reader.bytes + (text - s->reader.bytes);
		return true;
	}
	return false;
}

/* For several threads: the record's text is copied. */
static bool take_record(void *context, struct batch_line *line)
{
	struct stream *s = context;
	if (!next_record(s, line))
		return false;
	size_t length = line->oversized ? 0 : line->length;
	char *copy = malloc(length + 1);
	if (copy == NULL) {
		s->failed = true;
		return false;
	}
	memcpy(copy, line->text, length);
	copy[length] = '\0';
	line->text = copy;
	line->length = length;
	return true;
}

static bool was_written(void *context, bool waiting)
{
	const struct stream *s = context;
	bool hand_on = s->flush == FLUSH_RECORD || (s->flush == FLUSH_AUTO && waiting);
	return (!hand_on || fflush(stdout) == 0) && !ferror(stdout);
}

static bool answer_in_turn(struct stream *s, const struct batch_defaults *defaults)
{
	struct evloop *evloop = evloop_new();
	struct batch_line line;
	bool all_ok = true;
	if (evloop == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		s->failed = true;
		return false;
	}
	while (next_record(s, &line)) {
		all_ok &= batch_answer(evloop, defaults, line.text, line.length, line.number, line.oversized, stdout);
		if (!was_written(s, false))
			break;
	}
	evloop_free(evloop);
	return all_ok;
}

static int answer_all(const struct batch_options *o)
{
	struct stat facts;
	bool regular = fstat(STDOUT_FILENO, &facts) == 0 && S_ISREG(facts.st_mode);
	struct stream stream = {
		.flush = o->flush != NULL && strcmp(o->flush, "record") == 0 ? FLUSH_RECORD :
			 regular || (o->flush != NULL && strcmp(o->flush, "block") == 0) ? FLUSH_BLOCK : FLUSH_AUTO,
	};
	struct batch_defaults defaults = { o->host, o->tz, o->max_steps, o->max_time, o->max_memory };
	struct batch_run run = {
		.defaults = &defaults, .jobs = job_count(o->jobs), .unordered = o->unordered, .next = take_record, .context = &stream, .written = was_written,
	};
	if (run.jobs == 1)
		run.all_ok = answer_in_turn(&stream, &defaults);
	else
		batch_run_all(&run);
	free(stream.reader.bytes);
	if (!output_finish() || stream.failed || run.failed)
		return EXIT_FAILED;
	return run.all_ok || !o->strict_exit ? EXIT_OK : EXIT_FINDINGS;
}

int cmd_batch(int argc, char **argv)
{
	struct batch_options options = { .jobs = 1 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	if (parsed != PARSE_OK)
		return parsed == PARSE_HELP ? EXIT_OK : EXIT_FAILED;
	if (count != 0) {
		fprintf(stderr, "evloop batch: records come from standard input; see `evloop batch --help`\n");
		return EXIT_FAILED;
	}
	if (options.host != NULL && !evloop_host_exists(options.host)) {
		fprintf(stderr, "evloop batch: there is no host '%s'\n", options.host);
		return EXIT_FAILED;
	}
	if (options.tz != NULL && !evloop_tz_exists(options.tz)) {
		fprintf(stderr, "evloop batch: --tz takes the name of a time zone such as America/New_York, not '%s'\n", options.tz);
		return EXIT_FAILED;
	}
	if (isatty(STDIN_FILENO)) {
		options_print_help(&help, stderr);
		return EXIT_FAILED;
	}
	return answer_all(&options);
}
