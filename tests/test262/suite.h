/* SPDX-License-Identifier: MIT */
/*
 * suite.h - the parts of the test262 runner and what they share.
 *
 * runner.c    the command line, the list of tests, the worker processes
 * metadata.c  the front matter of a test
 * worker.c    one test in a realm of its own, judged
 * host.c      the host that the tests run in: `print` and `$262`, nothing else
 * lists.c     what is skipped, what is known to fail
 * summary.c   the numbers per folder
 */
#ifndef TEST262_SUITE_H
#define TEST262_SUITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "host/host.h"
#include "run/run.h"

/* -------------------------------------------------------------- front matter */

/* A piece of a test's text. */
struct slice {
	const char *text;
	size_t length;
};

bool slice_is(struct slice slice, const char *text);

enum { MAX_INCLUDES = 16, MAX_FEATURES = 32 };

enum test_flags {
	FLAG_ONLY_STRICT = 1 << 0,
	FLAG_NO_STRICT = 1 << 1,
	FLAG_MODULE = 1 << 2,
	FLAG_RAW = 1 << 3,
	FLAG_ASYNC = 1 << 4,
	FLAG_CAN_BLOCK = 1 << 5,    /* CanBlockIsTrue */
	FLAG_CANNOT_BLOCK = 1 << 6, /* CanBlockIsFalse */
};

/* The front matter of a test as INTERPRETING.md describes it. Borrows the text. */
struct metadata {
	unsigned flags;
	struct slice includes[MAX_INCLUDES];
	size_t include_count;
	struct slice features[MAX_FEATURES];
	size_t feature_count;
	bool negative;
	struct slice phase, type;
};

/* Read what stands between the marks of the front matter; false: there are no marks. */
bool metadata_read(struct metadata *metadata, const char *text, size_t length);

/* ------------------------------------------------------------------ verdicts */

enum verdict_state { VERDICT_NONE, VERDICT_PASS, VERDICT_SKIP, VERDICT_FAIL, VERDICT_NOT_COVERED, VERDICT_CRASH, VERDICT_STATES };

enum { REASON_LENGTH = 200 };

/* What came of one test; lies in memory that the processes share. */
struct verdict {
	uint8_t state;
	char reason[REASON_LENGTH];
};

/* Fill a verdict; the reason is cut and made one line. */
void verdict_set(struct verdict *verdict, enum verdict_state state, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 3, 4)))
#endif
	;

struct suite {
	const char *directory;   /* the checkout */
	char **names;            /* of the tests, relative to test/, sorted */
	uint32_t count;
	struct verdict *verdicts; /* shared */
};

/* --------------------------------------------------------------------- lists */

/* A line "name: reason" of a list. */
struct entry {
	char *name;
	char *reason;
	bool seen;
};
struct list {
	struct entry *entries; /* sorted by name */
	size_t count;
	char *text;
};

/* Read a list file: one entry a line, lines that begin with # are comments. False: it cannot be read. */
bool list_read(struct list *list, const char *path);
struct entry *list_find(const struct list *list, const char *name, size_t length);
void list_release(struct list *list);

/* -------------------------------------------------------------------- worker */

/* How the test ended, as the host saw it. */
struct outcome {
	bool threw, in_module; /* in_module: evaluation of a module rejected */
	char type[64], message[REASON_LENGTH];
	bool printed;          /* the first line that begins with "Test262:" */
	char line[REASON_LENGTH];
};

struct worker {
	const struct suite *suite;
	const struct list *skipped;
	struct evl_run run;
	struct {
		char *name;
		enum evl_status status; /* of reading it */
		uint32_t prelude;
		char reason[REASON_LENGTH];
	} harness[EVL_RUN_PRELUDES];
	uint32_t harness_count;
	char **files;          /* texts of imported modules, for the time of one test */
	size_t file_count, file_capacity;
	struct outcome outcome;
};

/* Read the harness of the checkout. False, with a message on stderr: it is not there. */
bool worker_init(struct worker *worker, const struct suite *suite, const struct list *skipped);
void worker_release(struct worker *worker);
/* Run test number `test` in all its modes and store the verdict. */
void worker_run_test(struct worker *worker, uint32_t test);

/* The whole file, NUL-terminated, allocated; NULL: it cannot be read. */
char *file_read(const char *path, size_t *length);

/* ---------------------------------------------------------------------- host */

/* The tests' host: today's engine, `print`, `$262`, and nothing of a page or of Node. Its worker is the loader's context. */
extern const struct evl_host_profile test262_host;
/* The same for tests of an agent that may not be suspended. */
extern const struct evl_host_profile test262_page;

/* ------------------------------------------------------------------- summary */

struct summary_options {
	const char *failures; /* file to write the failing tests to, or NULL */
	const char *ran;      /* file to write the names of all tests to that were not skipped, or NULL */
	bool verbose;         /* name failing tests on the standard output */
	bool whole;           /* all tests were run: a known failure that was not met is stale */
	double seconds;
};

/* Print the numbers; true: nothing fails that is not known, nothing known passes. */
bool summary_print(const struct suite *suite, struct list *known, const struct summary_options *options);

#endif
