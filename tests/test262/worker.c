/* SPDX-License-Identifier: MIT */
/*
 * worker.c - one test in a realm of its own, judged.
 *
 * The harness is read once; its scripts are the run's preludes. A test costs
 * reading its text and running it.
 */
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

enum { PATH_LENGTH = 4096 };

char *file_read(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return NULL;
	size_t used = 0, room = 16384;
	char *text = malloc(room);
	while (text != NULL) {
		used += fread(text + used, 1, room - used - 1, file);
		if (used < room - 1)
			break;
		char *larger = realloc(text, room *= 2);
		if (larger == NULL)
			free(text);
		text = larger;
	}
	if (text != NULL && ferror(file)) {
		free(text);
		text = NULL;
	}
	fclose(file);
	if (text != NULL)
		text[used] = '\0';
	*length = used;
	return text;
}

void verdict_set(struct verdict *verdict, enum verdict_state state, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(verdict->reason, sizeof verdict->reason, format, arguments);
	va_end(arguments);
	for (char *c = verdict->reason; *c != '\0'; c++)
		if ((unsigned char)*c < ' ')
			*c = ' ';
	verdict->state = (uint8_t)state;
}

/* ------------------------------------------------------------------- harness */

static bool add_harness(struct worker *worker, const char *name)
{
	char path[PATH_LENGTH];
	size_t length;
	snprintf(path, sizeof path, "%s/harness/%s", worker->suite->directory, name);
	char *text = file_read(path, &length);
	if (text == NULL || worker->harness_count == EVL_RUN_PRELUDES) {
		fprintf(stderr, "test262: %s cannot be read\n", path);
		free(text);
		return false;
	}
	uint32_t i = worker->harness_count++;
	worker->harness[i].name = malloc(strlen(name) + 1);
	if (worker->harness[i].name == NULL)
		abort();
	strcpy(worker->harness[i].name, name);
	worker->harness[i].status = evl_run_add_prelude(&worker->run, name, text, length, &worker->harness[i].prelude);
	if (worker->harness[i].status != EVL_STATUS_OK)
		snprintf(worker->harness[i].reason, REASON_LENGTH, "%s", worker->run.diags.first->message);
	free(text);
	return true;
}

bool worker_init(struct worker *worker, const struct suite *suite, const struct list *skipped)
{
	char path[PATH_LENGTH];
	memset(worker, 0, sizeof *worker);
	worker->suite = suite;
	worker->skipped = skipped;
	if (!evl_run_init(&worker->run)) {
		fprintf(stderr, "test262: the system gives no memory\n");
		return false;
	}
	snprintf(path, sizeof path, "%s/harness", suite->directory);
	DIR *directory = opendir(path);
	if (directory == NULL) {
		fprintf(stderr, "test262: %s cannot be read: is %s a checkout of test262?\n", path, suite->directory);
		return false;
	}
	bool ok = true;
	for (struct dirent *entry; ok && (entry = readdir(directory)) != NULL;) {
		size_t length = strlen(entry->d_name);
		if (length > 3 && strcmp(entry->d_name + length - 3, ".js") == 0)
			ok = add_harness(worker, entry->d_name);
	}
	closedir(directory);
	return ok;
}

void worker_release(struct worker *worker)
{
	for (uint32_t i = 0; i < worker->harness_count; i++)
		free(worker->harness[i].name);
	free(worker->files);
	evl_run_release(&worker->run);
}

/* ------------------------------------------------------------------- modules */

/* The path with "." and ".." taken out. */
static void normalise(char *path)
{
	char *start = path + (*path == '/'), *to = start, *from = start;
	while (*from != '\0') {
		size_t length = strcspn(from, "/");
		char *next = from + length + (from[length] == '/');
		if (length == 2 && from[0] == '.' && from[1] == '.') {
			while (to > start && *--to != '/')
				;
		} else if (length != 0 && !(length == 1 && from[0] == '.')) {
			if (to > start)
				*to++ = '/';
			memmove(to, from, length);
			to += length;
		}
		from = next;
	}
	*to = '\0';
}

static char *keep(struct worker *worker, char *file)
{
	if (worker->file_count == worker->file_capacity) {
		worker->file_capacity = worker->file_capacity != 0 ? worker->file_capacity * 2 : 16;
		worker->files = realloc(worker->files, worker->file_capacity * sizeof *worker->files);
		if (worker->files == NULL)
			abort();
	}
	worker->files[worker->file_count++] = file;
	return file;
}

static bool load(void *context, const char *referrer, const char *specifier, const char **path, const char **text, size_t *length)
{
	struct worker *worker = context;
	const char *slash = strrchr(referrer, '/');
	int folder = slash != NULL ? (int)(slash - referrer) : 0;
	char *name = keep(worker, malloc(PATH_LENGTH));
	if (name == NULL)
		abort();
	if (specifier[0] == '/')
		snprintf(name, PATH_LENGTH, "%s", specifier);
	else
		snprintf(name, PATH_LENGTH, "%.*s/%s", folder, referrer, specifier);
	normalise(name);
	char *file = file_read(name, length);
	if (file == NULL)
		return false;
	*path = name;
	*text = keep(worker, file);
	return true;
}

/* ------------------------------------------------------------------ one mode */

struct test {
	const char *path;
	const char *text;
	size_t length;
	struct metadata metadata;
	uint32_t preludes[MAX_INCLUDES + 3];
	uint32_t prelude_count;
	const char *mode; /* "", "strict: ", "sloppy: " when there are two */
};

static bool judge_negative(const struct worker *worker, const struct test *test, enum evl_status status, struct verdict *verdict)
{
	const struct metadata *metadata = &test->metadata;
	const struct outcome *outcome = &worker->outcome;
	const struct evl_diag *diag = worker->run.diags.first;
	const char *phase = "runtime", *type = outcome->type;
	if (status == EVL_STATUS_SYNTAX) {
		/* an attribute that the host does not know is found with the text, but is none of its early errors */
		const bool attribute = diag != NULL && strncmp(diag->message, "Invalid attribute key", 21) == 0;
		phase = attribute || (diag != NULL && diag->span.start != UINT32_MAX && diag->span.source != 0) ? "resolution" : "parse";
		type = "SyntaxError";
	} else if (!outcome->threw) {
		verdict_set(verdict, VERDICT_FAIL, "%sno %.*s was thrown", test->mode, (int)metadata->type.length, metadata->type.text);
		return false;
	} else if ((metadata->flags & FLAG_MODULE) != 0 && !outcome->in_module) {
		phase = "resolution";
	}
	if (slice_is(metadata->type, type) && slice_is(metadata->phase, phase))
		return true;
	verdict_set(verdict, VERDICT_FAIL, "%s%s at %s, expected %.*s at %.*s", test->mode, type, phase, (int)metadata->type.length,
		    metadata->type.text, (int)metadata->phase.length, metadata->phase.text);
	return false;
}

/* Work that goes on for ever is a prediction, but not the end of a test. */
static bool is_endless(const struct evl_run_result *result)
{
	if (!result->has_trace || result->trace.count == 0)
		return false;
	uint8_t kind = result->trace.events[result->trace.count - 1].kind;
	return kind == EVL_EVENT_STARVE || kind == EVL_EVENT_REPEAT;
}

static const char *stop_reason(const struct evl_run *run, enum evl_status status)
{
	const struct evl_trace *trace = &run->results[0].trace;
	if (run->diags.first != NULL)
		return run->diags.first->message;
	if (run->results[0].has_trace && trace->count != 0 && trace->events[trace->count - 1].kind == EVL_EVENT_HALT)
		return evl_trace_text(trace, &trace->events[trace->count - 1]);
	return evl_status_sentence(status);
}

static bool judge(const struct worker *worker, const struct test *test, enum evl_status status, struct verdict *verdict)
{
	static const char complete[] = "Test262:AsyncTestComplete";
	const struct outcome *outcome = &worker->outcome;
	const struct metadata *metadata = &test->metadata;
	if (status != EVL_STATUS_OK && status != EVL_STATUS_SYNTAX) {
		const char *reason = stop_reason(&worker->run, status);
		static const char prefix[] = "not covered: ";
		if (strncmp(reason, prefix, sizeof prefix - 1) == 0)
			reason += sizeof prefix - 1;
		verdict_set(verdict, status == EVL_STATUS_NOT_COVERED ? VERDICT_NOT_COVERED : VERDICT_FAIL, "%s%s", test->mode, reason);
		return false;
	}
	if (metadata->negative)
		return judge_negative(worker, test, status, verdict);
	if (status == EVL_STATUS_SYNTAX)
		verdict_set(verdict, VERDICT_FAIL, "%sSyntaxError: %s", test->mode, stop_reason(&worker->run, status));
	else if (outcome->threw)
		verdict_set(verdict, VERDICT_FAIL, "%s%s", test->mode, outcome->message[0] != '\0' ? outcome->message : outcome->type);
	else if (is_endless(&worker->run.results[0]))
		verdict_set(verdict, VERDICT_FAIL, "%sdoes not end", test->mode);
	else if ((metadata->flags & FLAG_ASYNC) != 0 && !outcome->printed)
		verdict_set(verdict, VERDICT_FAIL, "%s$DONE was not called", test->mode);
	else if ((metadata->flags & FLAG_ASYNC) != 0 && strcmp(outcome->line, complete) != 0)
		verdict_set(verdict, VERDICT_FAIL, "%s%s", test->mode, outcome->line);
	else
		return true;
	return false;
}

static bool run_mode(struct worker *worker, const struct test *test, bool strict, struct verdict *verdict)
{
	static const char directive[] = "\"use strict\";\n";
	const char *text = test->text;
	size_t length = test->length;
	char *prefixed = NULL;
	if (strict) {
		length += sizeof directive - 1;
		text = prefixed = malloc(length + 1);
		if (prefixed == NULL)
			abort();
		memcpy(prefixed, directive, sizeof directive - 1);
		memcpy(prefixed + sizeof directive - 1, test->text, test->length + 1);
	}
	const struct evl_run_options options = {
		.profile = (test->metadata.flags & FLAG_CANNOT_BLOCK) != 0 ? &test262_page : &test262_host,
		.goal = (test->metadata.flags & FLAG_MODULE) != 0 ? EVL_RUN_GOAL_MODULE : EVL_RUN_GOAL_SCRIPT,
		.name = test->path,
		.path = test->path,
		.load = load,
		.load_context = worker,
		.preludes = test->preludes,
		.prelude_count = test->prelude_count,
	};
	memset(&worker->outcome, 0, sizeof worker->outcome);
	enum evl_status status = evl_run_predict(&worker->run, text, length, &options);
	bool passed = judge(worker, test, status, verdict);
	free(prefixed);
	while (worker->file_count != 0)
		free(worker->files[--worker->file_count]);
	return passed;
}

/* ------------------------------------------------------------------ one test */

static bool include(struct worker *worker, struct test *test, struct slice name, struct verdict *verdict)
{
	for (uint32_t i = 0; i < worker->harness_count; i++) {
		if (!slice_is(name, worker->harness[i].name))
			continue;
		if (worker->harness[i].status != EVL_STATUS_OK) {
			verdict_set(verdict, worker->harness[i].status == EVL_STATUS_NOT_COVERED ? VERDICT_NOT_COVERED : VERDICT_FAIL,
				    "harness/%s: %s", worker->harness[i].name, worker->harness[i].reason);
			return false;
		}
		for (uint32_t k = 0; k < test->prelude_count; k++)
			if (test->preludes[k] == worker->harness[i].prelude)
				return true;
		test->preludes[test->prelude_count++] = worker->harness[i].prelude;
		return true;
	}
	verdict_set(verdict, VERDICT_FAIL, "there is no harness/%.*s", (int)name.length, name.text);
	return false;
}

static struct slice slice_of(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

static bool include_all(struct worker *worker, struct test *test, struct verdict *verdict)
{
	const struct metadata *metadata = &test->metadata;
	if ((metadata->flags & FLAG_RAW) != 0)
		return true;
	if (!include(worker, test, slice_of("assert.js"), verdict) || !include(worker, test, slice_of("sta.js"), verdict))
		return false;
	if ((metadata->flags & FLAG_ASYNC) != 0 && !include(worker, test, slice_of("doneprintHandle.js"), verdict))
		return false;
	for (size_t i = 0; i < metadata->include_count; i++)
		if (!include(worker, test, metadata->includes[i], verdict))
			return false;
	return true;
}

/* The list has features, texts that tests mention (they begin with $), and folders (skipped without being read). */
static const struct entry *skipped(const struct worker *worker, const struct test *test)
{
	const struct metadata *metadata = &test->metadata;
	for (size_t i = 0; i < metadata->feature_count; i++) {
		const struct entry *entry = list_find(worker->skipped, metadata->features[i].text, metadata->features[i].length);
		if (entry != NULL)
			return entry;
	}
	for (size_t i = 0; i < worker->skipped->count; i++)
		if (worker->skipped->entries[i].name[0] == '$' && strstr(test->text, worker->skipped->entries[i].name) != NULL)
			return &worker->skipped->entries[i];
	return NULL;
}

static void run_modes(struct worker *worker, struct test *test, struct verdict *verdict)
{
	unsigned flags = test->metadata.flags;
	bool once = (flags & (FLAG_MODULE | FLAG_RAW | FLAG_NO_STRICT)) != 0;
	bool twice = !once && (flags & FLAG_ONLY_STRICT) == 0;
	bool strict_passed = true;
	struct verdict strict = { 0 };
	test->mode = twice ? "strict: " : "";
	if (!once)
		strict_passed = run_mode(worker, test, true, &strict);
	test->mode = twice ? "sloppy: " : "";
	bool sloppy_passed = once || twice ? run_mode(worker, test, false, verdict) : true;
	if (strict_passed && sloppy_passed) {
		verdict->state = VERDICT_PASS;
	} else if (sloppy_passed) {
		*verdict = strict;
	} else if (!strict_passed && strict.state == verdict->state && strcmp(strict.reason + 8, verdict->reason + 8) == 0 && twice) {
		memmove(verdict->reason, verdict->reason + 8, REASON_LENGTH - 8); /* the same in both: no need to say in which */
	}
}

void worker_run_test(struct worker *worker, uint32_t number)
{
	char path[PATH_LENGTH];
	struct verdict *verdict = &worker->suite->verdicts[number];
	struct test test = { .path = path };
	snprintf(path, sizeof path, "%s/test/%s", worker->suite->directory, worker->suite->names[number]);
	normalise(path);
	char *text = file_read(path, &test.length);
	test.text = text;
	if (text == NULL) {
		verdict_set(verdict, VERDICT_FAIL, "the test cannot be read");
		return;
	}
	const struct entry *entry;
	if (!metadata_read(&test.metadata, text, test.length))
		verdict_set(verdict, VERDICT_FAIL, "the test has no front matter");
	else if ((entry = skipped(worker, &test)) != NULL)
		verdict_set(verdict, VERDICT_SKIP, "%s", entry->name);
	else if (include_all(worker, &test, verdict))
		run_modes(worker, &test, verdict);
	free(text);
}
