/* SPDX-License-Identifier: MIT */
/*
 * check_update.c - writes a document with its expectations renewed: beside the old one, then in its place.
 */
#define _POSIX_C_SOURCE 200809L
#include "check_command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool replace(const char *real, const char *bytes, size_t length)
{
	size_t n = strlen(real);
	struct stat facts;
	char *beside = malloc(n + 8);
	if (beside == NULL || stat(real, &facts) != 0) {
		free(beside);
		return false;
	}
	memcpy(beside, real, n);
	memcpy(beside + n, ".XXXXXX", 8);
	int descriptor = mkstemp(beside);
	FILE *file = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
	bool good = file != NULL && fwrite(bytes, 1, length, file) == length && fflush(file) == 0 && fchmod(descriptor, facts.st_mode & 07777) == 0;
	int why = errno;
	if (file != NULL)
		good = fclose(file) == 0 && good;
	else if (descriptor >= 0)
		close(descriptor);
	if (good && rename(beside, real) != 0) {
		good = false;
		why = errno;
	}
	if (!good && descriptor >= 0)
		unlink(beside);
	free(beside);
	errno = why;
	return good;
}

bool check_update(struct evloop_checked *checked, const char *path, const char *real, bool missing, bool force, char **text, size_t *length,
		  char *message, size_t room)
{
	if (!force) {
		enum git_state state = git_state(real);
		if (state == GIT_DIRTY || state == GIT_UNKNOWN) {
			snprintf(message, room, "evloop: %s %s; --force updates it all the same\n", path,
				 state == GIT_DIRTY ? "has changes that are not committed" : "is in a repository that git cannot read");
			return false;
		}
	}
	struct output_text fresh = { 0 };
	struct evloop_sink sink = { output_text_add, &fresh };
	bool good = output_text_add(&fresh, "", 0) && evloop_checked_updated(checked, missing, &sink);
	errno = good ? 0 : ENOMEM;
	if (!good || !replace(real, fresh.bytes, fresh.length)) {
		snprintf(message, room, "evloop: cannot write %s: %s\n", path, strerror(errno));
		free(fresh.bytes);
		return false;
	}
	free(*text);
	*text = fresh.bytes;
	*length = fresh.length;
	return true;
}
