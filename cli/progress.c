/* SPDX-License-Identifier: MIT */
/*
 * progress.c - see progress.h.
 */
#define _POSIX_C_SOURCE 200809L
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct progress {
	double next; /* when something may be shown */
	bool shown;
};

double progress_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct progress *progress_new(bool quiet)
{
	const char *ci = getenv("CI"), *term = getenv("TERM");
	if (quiet || (ci != NULL && ci[0] != '\0') || !isatty(STDERR_FILENO) || (term != NULL && strcmp(term, "dumb") == 0))
		return NULL;
	struct progress *progress = calloc(1, sizeof *progress);
	if (progress != NULL)
		progress->next = progress_clock() + 0.5;
	return progress;
}

void progress_show(struct progress *progress, uint64_t files, const char *path)
{
	if (progress == NULL)
		return;
	double now = progress_clock();
	if (now < progress->next)
		return;
	progress->next = now + 0.1;
	progress->shown = true;
	char line[72] = "";
	size_t n = 0;
	for (; path[n] != '\0' && n < 50; n++)
		line[n] = (unsigned char)path[n] < 0x20 || (unsigned char)path[n] >= 0x7F ? '?' : path[n];
	fprintf(stderr, "\r\033[Kchecking: %" PRIu64 " files, %s", files, line);
	fflush(stderr);
}

void progress_erase(struct progress *progress)
{
	if (progress == NULL || !progress->shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	progress->shown = false;
}

void progress_free(struct progress *progress)
{
	progress_erase(progress);
	free(progress);
}
