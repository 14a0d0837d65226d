/* SPDX-License-Identifier: MIT */
/*
 * summary.c - the numbers per folder, the failing tests, and what differs from the list of known failures.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

struct count {
	char name[96];
	unsigned of[VERDICT_STATES];
};

/* A part of the suite that has a measure of its own. */
struct measure {
	const char *title;
	const char *const *folders;  /* a test belongs when its name begins with one of these */
	const char *const *inside;   /* or begins with language/ and contains one of these */
};

static const char *const promise_folders[] = {
	"built-ins/Promise/", "built-ins/AsyncFunction/", "built-ins/AsyncGenerator", "built-ins/AsyncIterator", "built-ins/AsyncFromSync",
	"built-ins/Generator", NULL,
};
static const char *const promise_inside[] = { "/async-", "/for-await-of/", "/await/", "/top-level-await/", NULL };
static const char *const language_folders[] = { "language/", NULL };
static const char *const built_in_folders[] = { "built-ins/", NULL };
static const char *const all_folders[] = { "", NULL };
static const struct measure measures[] = {
	{ "promises, async, generators", promise_folders, promise_inside },
	{ "language", language_folders, NULL },
	{ "built-ins", built_in_folders, NULL },
	{ "everything", all_folders, NULL },
};

static bool belongs(const struct measure *measure, const char *name)
{
	for (const char *const *folder = measure->folders; *folder != NULL; folder++)
		if (strncmp(name, *folder, strlen(*folder)) == 0)
			return true;
	if (measure->inside == NULL || strncmp(name, "language/", 9) != 0)
		return false;
	for (const char *const *part = measure->inside; *part != NULL; part++)
		if (strstr(name, *part) != NULL)
			return true;
	return false;
}

/* The first two folders of a name. */
static size_t folder_length(const char *name)
{
	size_t length = 0;
	for (int depth = 0; depth < 2; depth++) {
		const char *slash = strchr(name + length, '/');
		if (slash == NULL)
			break;
		length = (size_t)(slash - name) + 1;
	}
	return length != 0 ? length - 1 : 0;
}

static void print_head(void)
{
	printf("%-44s %7s %7s %7s %7s %7s %8s\n", "", "pass", "fail", "crash", "not cov", "skip", "%");
}

static void print_count(const struct count *count)
{
	unsigned ran = count->of[VERDICT_PASS] + count->of[VERDICT_FAIL] + count->of[VERDICT_NOT_COVERED] + count->of[VERDICT_CRASH] +
		       count->of[VERDICT_NONE];
	printf("%-44s %7u %7u %7u %7u %7u ", count->name, count->of[VERDICT_PASS], count->of[VERDICT_FAIL] + count->of[VERDICT_NONE],
	       count->of[VERDICT_CRASH], count->of[VERDICT_NOT_COVERED], count->of[VERDICT_SKIP]);
	if (ran != 0)
		printf("%8.2f\n", 100.0 * count->of[VERDICT_PASS] / ran);
	else
		printf("%8s\n", "-");
}

static void print_folders(const struct suite *suite)
{
	struct count count = { 0 };
	for (uint32_t i = 0; i <= suite->count; i++) {
		size_t length = i < suite->count ? folder_length(suite->names[i]) : 0;
		bool same = i < suite->count && strlen(count.name) == length && strncmp(count.name, suite->names[i], length) == 0;
		if (!same && i != 0)
			print_count(&count);
		if (i == suite->count)
			break;
		if (!same) {
			count = (struct count){ 0 };
			snprintf(count.name, sizeof count.name, "%.*s", (int)length, suite->names[i]);
		}
		count.of[suite->verdicts[i].state]++;
	}
}

static void print_measures(const struct suite *suite)
{
	for (size_t m = 0; m < sizeof measures / sizeof measures[0]; m++) {
		struct count count = { 0 };
		snprintf(count.name, sizeof count.name, "%s", measures[m].title);
		for (uint32_t i = 0; i < suite->count; i++)
			if (belongs(&measures[m], suite->names[i]))
				count.of[suite->verdicts[i].state]++;
		print_count(&count);
	}
}

static bool is_failure(const struct verdict *verdict)
{
	return verdict->state != VERDICT_PASS && verdict->state != VERDICT_SKIP;
}

static void write_failure(FILE *file, const struct suite *suite, uint32_t i)
{
	static const char *const prefix[VERDICT_STATES] = {
		[VERDICT_NONE] = "not run", [VERDICT_NOT_COVERED] = "not covered: ", [VERDICT_CRASH] = "CRASH: ",
	};
	const struct verdict *verdict = &suite->verdicts[i];
	fprintf(file, "%s: %s%s\n", suite->names[i], prefix[verdict->state] != NULL ? prefix[verdict->state] : "", verdict->reason);
}

static void write_ran(const struct suite *suite, const char *path)
{
	FILE *file = fopen(path, "w");
	for (uint32_t i = 0; file != NULL && i < suite->count; i++)
		if (suite->verdicts[i].state != VERDICT_SKIP)
			fprintf(file, "%s\n", suite->names[i]);
	if (file == NULL || fclose(file) != 0)
		perror(path);
}

bool summary_print(const struct suite *suite, struct list *known, const struct summary_options *options)
{
	unsigned fresh = 0, passing = 0, stale = 0, listed = 0;
	FILE *failures = NULL;
	if (options->failures != NULL && (failures = fopen(options->failures, "w")) == NULL)
		perror(options->failures);
	if (options->ran != NULL)
		write_ran(suite, options->ran);
	for (uint32_t i = 0; i < suite->count; i++) {
		struct entry *entry = list_find(known, suite->names[i], strlen(suite->names[i]));
		bool failure = is_failure(&suite->verdicts[i]);
		if (entry != NULL)
			entry->seen = true;
		if (failure && failures != NULL)
			write_failure(failures, suite, i);
		if (failure && options->verbose)
			write_failure(stdout, suite, i);
		fresh += failure && entry == NULL;
		listed += failure && entry != NULL;
		if (!failure && entry != NULL) {
			passing++;
			printf("passes, take it off the list of known failures: %s\n", entry->name);
		}
	}
	for (size_t i = 0; options->whole && i < known->count; i++) {
		if (known->entries[i].seen)
			continue;
		stale++;
		printf("not in the suite, take it off the list of known failures: %s\n", known->entries[i].name);
	}
	print_head();
	print_folders(suite);
	printf("\n");
	print_head();
	print_measures(suite);
	printf("\n%u tests in %.1f s; failing: %u known, %u not on the list; listed but passing: %u\n", (unsigned)suite->count,
	       options->seconds, listed, fresh, passing + stale);
	if (failures != NULL && fclose(failures) != 0)
		perror(options->failures);
	return fresh == 0 && passing == 0 && stale == 0;
}
