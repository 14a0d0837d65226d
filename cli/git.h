/*
 * git.h - what git says of files: which have changed since a commit, which have changes that are not committed.
 */
#ifndef EVLOOP_CLI_GIT_H
#define EVLOOP_CLI_GIT_H

#include <stdbool.h>
#include <stddef.h>

struct git_changed {
	char **paths; /* absolute, sorted; owned */
	size_t count;
};

/*
 * The files of the repository around the working folder that differ from `ref`, and those that git does not know. False: git cannot tell; a
 * message stands on standard error.
 */
bool git_changed_read(struct git_changed *changed, const char *ref);
void git_changed_release(struct git_changed *changed);
bool git_changed_has(const struct git_changed *changed, const char *real);

enum git_state { GIT_CLEAN, GIT_DIRTY, GIT_NO_REPOSITORY, GIT_UNKNOWN };

/* Has this file (an absolute path) changes that are not committed? */
enum git_state git_state(const char *real);

#endif
