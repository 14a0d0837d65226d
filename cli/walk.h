/*
 * walk.h - the files that a command's operands name: files as they are, folders in byte order of the paths in them.
 *
 * Nothing is listed before it is asked for, so that a folder of a million files costs what its deepest path costs.
 * Below a named folder these are passed over: what ignore files name, node_modules, names that begin with a dot.
 * A symbolic link to a file is that file; links to folders are not followed. A named file is never passed over.
 */
#ifndef EVLOOP_CLI_WALK_H
#define EVLOOP_CLI_WALK_H

#include <stdbool.h>
#include <stddef.h>

struct walk;

struct walk_options {
	const char *const *operands; /* borrowed; "-" is given back as it is */
	size_t count;
	bool no_ignore;                  /* ignore files do not count */
	bool (*takes)(const char *name); /* below folders: is this a file to give? */
};

struct walk_file {
	char *path;  /* as the operand named it; owned by the caller */
	char *real;  /* absolute, without links; owned by the caller; NULL for "-" and what cannot be found */
	bool named;  /* an operand, not something found in a folder */
};

/* NULL: no memory. */
struct walk *walk_new(const struct walk_options *options);
void walk_free(struct walk *walk);

/* The next file. False: there is none any more. What cannot be read is told on standard error and passed over. */
bool walk_next(struct walk *walk, struct walk_file *file);

/* How many operands could not be read, and how many things in folders. */
size_t walk_failed_operands(const struct walk *walk);
size_t walk_failed_entries(const struct walk *walk);

/* The nearest folder from `folder` (absolute) upward that holds `.git`; owned. NULL: none. */
char *walk_repository(const char *folder);

#endif
