/* SPDX-License-Identifier: MIT */
/*
 * check_document.h - one document of `evloop check`: reading it, checking its samples, and what --update makes of it.
 *
 * The thread that found a document opens it and takes the first part; others may take parts of it as long as samples are
 * left. Which samples a part checks, and that only one thread at a time joins, is the caller's care (check_run.c).
 */
#ifndef EVLOOP_CLI_CHECK_DOCUMENT_H
#define EVLOOP_CLI_CHECK_DOCUMENT_H

#include "check_command.h"

struct known_prelude {
	char *path; /* owned */
	uint32_t number;
};

/* What a thread keeps from document to document. */
struct check_worker {
	struct check_run *run;
	struct evloop_checker *checker; /* owned; NULL: the system gave no memory */
	struct known_prelude *preludes; /* owned: those that the checker knows */
	size_t prelude_count;
};

void check_worker_release(struct check_worker *worker);

/* What one thread checks samples of one document with. */
struct check_part;

struct check_job {
	struct walk_file file;
	bool standard;              /* standard input */
	struct settings settings;
	const struct check_run *run;
	struct input input;
	size_t bytes;               /* of it */
	struct evloop_checked *checked;
	struct check_part *parts;   /* owned */
	char message[1024];         /* for standard error, when its turn has come */
	bool checked_well, updated;

	/* Of the run, and guarded as it is. */
	bool is_open, is_done;      /* open: its samples are known */
	size_t samples, next_sample; /* those from next_sample on nobody has begun */
	unsigned hands;             /* threads that have a part in it */
};

/* Does --update also write outputs where there are none? */
bool check_writes_missing(const struct check_options *options);

/* Read the document and find its samples, with a part for the worker. False: it cannot be checked, and job->message says why. */
bool check_document_open(struct check_worker *worker, struct check_job *job);

/* A part of the job for one more worker; the job owns it once it has joined. NULL: there can be none. */
struct check_part *check_part_new(struct check_worker *worker, struct check_job *job);

/* Let the part take part: not while another one does. False: without memory. */
bool check_part_join(struct check_part *part, struct check_worker *worker, struct check_job *job);
void check_part_sample(struct check_part *part, size_t sample);

/* All samples were checked: gather what was found, and do what --update asks for. The part is the worker's. */
void check_document_close(struct check_worker *worker, const struct check_part *part, struct check_job *job);

/* Forget the document, but keep what its results stand in. */
void check_document_release(struct check_job *job);

#endif
