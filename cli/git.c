/* SPDX-License-Identifier: MIT */
/*
 * git.c - see git.h. Runs git itself; no shell is between, and names are divided by NUL.
 */
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE 700
#include "git.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "walk.h"

/* What `git -C folder arguments...` writes; owned, NUL-terminated. NULL: it could not run or failed. */
static char *run_git(const char *folder, const char *const *arguments, size_t *length, bool quiet)
{
	const char *words[16] = { "git", "-C", folder };
	size_t count = 3, capacity = 4096, used = 0;
	int ends[2];
	while (*arguments != NULL && count < 15)
		words[count++] = *arguments++;
	if (pipe(ends) != 0)
		return NULL;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		if (quiet && freopen("/dev/null", "w", stderr) == NULL)
			_exit(127);
		execvp("git", (char *const *)words);
		_exit(127);
	}
	close(ends[1]);
	char *text = child > 0 ? malloc(capacity) : NULL;
	while (text != NULL) {
		ssize_t n = read(ends[0], text + used, capacity - used - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		used += (size_t)n;
		if (capacity - used > 1)
			continue;
		char *grown = realloc(text, capacity *= 2);
		if (grown == NULL)
			free(text);
		text = grown;
	}
	close(ends[0]);
	int status = 1;
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (text != NULL && (!WIFEXITED(status) || WEXITSTATUS(status) != 0)) {
		free(text);
		return NULL;
	}
	if (text != NULL)
		text[used] = '\0';
	*length = used;
	return text;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add(struct git_changed *changed, const char *root, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i += strlen(text + i) + 1) {
		size_t n = strlen(root), m = strlen(text + i);
		char **grown = realloc(changed->paths, (changed->count + 1) * sizeof *grown);
		char *path = malloc(n + m + 2);
		if (grown != NULL)
			changed->paths = grown;
		if (grown == NULL || path == NULL) {
			free(path);
			return false;
		}
		snprintf(path, n + m + 2, "%s/%s", root, text + i);
		changed->paths[changed->count++] = path;
	}
	return true;
}

bool git_changed_read(struct git_changed *changed, const char *ref)
{
	*changed = (struct git_changed){ 0 };
	const char *since[] = { "diff", "--name-only", "-z", "--diff-filter=d", ref, "--", NULL };
	const char *unknown[] = { "ls-files", "-z", "--others", "--exclude-standard", NULL };
	char *here = realpath(".", NULL);
	char *root = here != NULL ? walk_repository(here) : NULL;
	char *real_root = root != NULL ? realpath(root, NULL) : NULL;
	free(here);
	if (root == NULL || ref[0] == '-') {
		fprintf(stderr, root == NULL ? "evloop: --changed wants a git repository\n" : "evloop: --changed=%s is no commit\n", ref);
		free(root);
		free(real_root);
		return false;
	}
	size_t first_length = 0, second_length = 0;
	char *first = run_git(root, since, &first_length, false);
	char *second = first != NULL ? run_git(root, unknown, &second_length, false) : NULL;
	bool good = first != NULL && second != NULL && real_root != NULL && add(changed, real_root, first, first_length) &&
		    add(changed, real_root, second, second_length);
	if (good)
		qsort(changed->paths, changed->count, sizeof *changed->paths, by_path);
	else
		fprintf(stderr, "evloop: git cannot tell what has changed since %s\n", ref);
	free(first);
	free(second);
	free(root);
	free(real_root);
	return good;
}

void git_changed_release(struct git_changed *changed)
{
	while (changed->count > 0)
		free(changed->paths[--changed->count]);
	free(changed->paths);
	changed->paths = NULL;
}

bool git_changed_has(const struct git_changed *changed, const char *real)
{
	return real != NULL && changed->count != 0 &&
	       bsearch(&real, changed->paths, changed->count, sizeof *changed->paths, by_path) != NULL;
}

enum git_state git_state(const char *real)
{
	char *folder = malloc(strlen(real) + 1);
	if (folder == NULL)
		return GIT_UNKNOWN;
	strcpy(folder, real);
	char *slash = strrchr(folder, '/');
	if (slash != NULL)
		slash[slash == folder ? 1 : 0] = '\0';
	char *root = walk_repository(folder);
	if (root == NULL) {
		free(folder);
		return GIT_NO_REPOSITORY;
	}
	const char *arguments[] = { "status", "--porcelain", "-z", "--ignored", "--", real, NULL };
	size_t length;
	char *text = run_git(folder, arguments, &length, true);
	free(root);
	free(folder);
	enum git_state state = text == NULL ? GIT_UNKNOWN : length != 0 ? GIT_DIRTY : GIT_CLEAN;
	free(text);
	return state;
}
