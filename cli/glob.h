/*
 * glob.h - patterns of paths: `*`, `?`, `[a-z]`, `**`, and `{a,b}`; and lists of them in which `!` takes away again.
 *
 * Paths are relative and divided by '/'. A pattern is held against the whole path; `*`, `?` and `[...]` stay within
 * one name; `**` alone between slashes stands for any number of folders. A backslash takes a character as it is.
 */
#ifndef EVLOOP_CLI_GLOB_H
#define EVLOOP_CLI_GLOB_H

#include <stdbool.h>
#include <stddef.h>

enum glob_flags {
	GLOB_PLAIN = 0,
	GLOB_BRACES = 1, /* {a,b}; not in ignore files */
};

/* Does `path` match? Time is bounded by the product of the two lengths (and the number of alternatives of braces). */
bool glob_match(const char *pattern, const char *path, enum glob_flags flags);

/* Has the pattern a character that is not taken as it is? */
bool glob_has_magic(const char *pattern);

#endif
