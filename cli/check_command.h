/*
 * check_command.h - what the files of `evloop check` share: its options, and the run over all documents.
 */
#ifndef EVLOOP_CLI_CHECK_COMMAND_H
#define EVLOOP_CLI_CHECK_COMMAND_H

#include <evloop/check.h>

#include "baseline.h"
#include "cli.h"
#include "config.h"
#include "git.h"
#include "walk.h"

struct check_options {
	struct option_list host, provide, prelude, only, output;
	const char *fail_on, *update, *changed, *stdin_filename, *summary, *format, *config, *print_config, *color, *tz, *locale, *now;
	bool explicit_only, warnings_as_errors, html_scripts, diff, force, list, explain, fail_fast, no_ignore, allow_empty, write_baseline,
		no_config, ascii, quiet;
	int64_t max_warnings, jobs, max_steps, seed, node;
};

/* One place that is written to: standard output or a file. */
struct check_target {
	const char *format;
	FILE *file;
	bool owned;
	struct evloop_check_output *output;
};

enum { CHECK_TARGETS = 16 };

struct check_job;

/* The whole run. Workers share it; `lock` guards all but what is said to be constant. */
struct check_run {
	/* constant while workers run */
	const struct check_options *options;
	struct baseline baseline; /* as read */
	struct git_changed changed;
	bool every_prediction;    /* an output shows what is predicted for all samples */
	unsigned jobs, window;

	struct config *config;
	struct walk *walk;
	struct check_job *slots;  /* `window` of them: documents between being found and being written */
	struct evloop_checked **spares; /* `spare_count` of them: used by no document at present */
	unsigned spare_count;
	uint64_t next_ticket, next_write;
	size_t under_way;         /* bytes of the documents that were read and not yet written */
	unsigned opening, waiting; /* threads that are reading a document, that have nothing to do */
	bool exhausted, stopped, writing, failed; /* failed: the run could not be done as asked */

	/* only of the thread that is writing */
	struct check_target targets[CHECK_TARGETS];
	size_t target_count;
	struct evloop_check_totals totals;
	struct baseline fresh;    /* of --write-baseline */
	uint64_t updated, diffs, unreadable;
	struct progress *progress;
	bool cut;                 /* --fail-fast: nothing more is written */
};

/* Check all that the walk gives, in `jobs` threads; outputs are written in the walk's order. */
void check_run_all(struct check_run *run);

/* Ask the run to end as soon as it can (from a signal handler), and whether that was asked. */
void check_interrupt(void);
bool check_interrupted(void);

/*
 * Put the predicted texts into the document's file. *text and *length become the new text. False: it was left as it is, and
 * why stands in `message`.
 */
bool check_update(struct evloop_checked *checked, const char *path, const char *real, bool missing, bool force, char **text, size_t *length,
		  char *message, size_t room);

#endif
