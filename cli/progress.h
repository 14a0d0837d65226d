/*
 * progress.h - one line on standard error that says how far a long run is; erased at the end.
 *
 * Only on a terminal, never in continuous integration, not in the first half second, at most ten times a second.
 */
#ifndef EVLOOP_CLI_PROGRESS_H
#define EVLOOP_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress;

/* NULL when there is to be no line (or no memory); the others take NULL. */
struct progress *progress_new(bool quiet);
void progress_show(struct progress *progress, uint64_t files, const char *path);
/* Take the line away: before anything else is written to the terminal. */
void progress_erase(struct progress *progress);
void progress_free(struct progress *progress);

/* Seconds on a clock that only goes forward. */
double progress_clock(void);

#endif
