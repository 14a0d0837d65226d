/*
 * batch_run.h - the records of `evloop batch` in several threads.
 */
#ifndef EVLOOP_CLI_BATCH_RUN_H
#define EVLOOP_CLI_BATCH_RUN_H

#include "batch_record.h"

/* A record as it was read. */
struct batch_line {
	char *text; /* owned by who asked for it */
	size_t length;
	uint64_t number;
	bool oversized;
};

struct batch_run {
	const struct batch_defaults *defaults;
	unsigned jobs;
	bool unordered;  /* answers as they come, not in the order of the records */
	/* The next record. False: there is none any more, or reading failed. Called by one thread at a time; it may wait. */
	bool (*next)(void *context, struct batch_line *line);
	void *context;
	/* An answer was written: hand it on? `waiting`: a thread waits for input. False: writing failed. */
	bool (*written)(void *context, bool waiting);
	bool failed;     /* out: memory, threads */
	bool all_ok;     /* out */
};

/* Answer all records on standard output. */
void batch_run_all(struct batch_run *run);

#endif
