/* SPDX-License-Identifier: MIT */
/*
 * import.c - paths of modules. See import.h.
 */
#include "host/import.h"

#include <string.h>

/* Append the parts of `path` to `out` (which ends before a slash), resolving . and .. */
static size_t append_parts(char *out, size_t at, const char *path)
{
	while (*path != '\0') {
		size_t length = strcspn(path, "/");
		if (length == 2 && path[0] == '.' && path[1] == '.') {
			while (at > 0 && out[--at] != '/')
				;
		} else if (length != 0 && !(length == 1 && path[0] == '.')) {
			out[at++] = '/';
			memcpy(out + at, path, length);
			at += length;
		}
		path += length;
		if (*path == '/')
			path++;
	}
	return at;
}

const char *evl_import_path(struct evl_arena *arena, const char *referrer, const char *specifier)
{
	if (strncmp(specifier, "file://", 7) == 0)
		specifier += 7;
	const char *slash = strrchr(referrer, '/');
	size_t folder = specifier[0] != '/' && slash != NULL ? (size_t)(slash - referrer) : 0;
	char *base = evl_arena_alloc(arena, folder + 1);
	if (folder != 0)
		memcpy(base, referrer, folder);
	base[folder] = '\0';
	char *out = evl_arena_alloc(arena, folder + strlen(specifier) + 3);
	size_t at = append_parts(out, 0, base);
	at = append_parts(out, at, specifier);
	size_t length = strlen(specifier);
	if (at == 0 || (length != 0 && specifier[length - 1] == '/'))
		out[at++] = '/';
	out[at] = '\0';
	return out;
}
