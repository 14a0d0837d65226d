/*
 * baseline.h - the findings that a repository lives with for now: .evloop-baseline.json.
 *
 * A finding is known by its fingerprint, which does not depend on places: it stays known when lines move, and becomes
 * new when its code or its expectation changes. The file also names rule and sample of each, for people.
 */
#ifndef EVLOOP_CLI_BASELINE_H
#define EVLOOP_CLI_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

#define BASELINE_NAME ".evloop-baseline.json"

struct baseline_entry {
	char fingerprint[20];
	unsigned rule;
	char *sample; /* owned; NULL: about a document */
};

struct baseline {
	struct baseline_entry *entries; /* sorted by fingerprint once read */
	size_t count;
};

/* The file in the working folder or above it, up to the repository's root; none is an empty baseline. False: it is not good (a message was printed). */
bool baseline_read(struct baseline *baseline);
void baseline_release(struct baseline *baseline);
bool baseline_has(const struct baseline *baseline, const char *fingerprint);

/* False: no memory. */
bool baseline_add(struct baseline *baseline, const char *fingerprint, unsigned rule, const char *sample);
/* Write it beside the working folder's files; false with a message. */
bool baseline_write(struct baseline *baseline);

#endif
