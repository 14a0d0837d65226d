/*
 * batch_record.h - one record of `evloop batch`: a line of JSON in, a line of JSON out.
 */
#ifndef EVLOOP_CLI_BATCH_RECORD_H
#define EVLOOP_CLI_BATCH_RECORD_H

#include <stdio.h>

#include "cli.h"

/* What the command line says for records that say nothing themselves. */
struct batch_defaults {
	const char *host, *tz;
	int64_t max_steps, max_time;
	size_t max_memory;
};

/*
 * Answer record number `number` (from 1), `length` bytes, with exactly one line to `out`. `oversized`: the record was longer
 * than what is read; its text does not count. Returns whether the answer says ok.
 */
bool batch_answer(struct evloop *evloop, const struct batch_defaults *defaults, const char *text, size_t length, uint64_t number,
		  bool oversized, FILE *out);

#endif
