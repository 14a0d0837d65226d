/* SPDX-License-Identifier: MIT */
/*
 * output.c - where results go, and whether in colour.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static bool write_file(void *context, const char *bytes, size_t length)
{
	return fwrite(bytes, 1, length, context) == length;
}

struct evloop_sink output_sink(FILE *file)
{
	return (struct evloop_sink){ write_file, file };
}

unsigned job_count(int64_t jobs)
{
	enum { MOST_JOBS = 256 };
	long cores = jobs == 0 ? sysconf(_SC_NPROCESSORS_ONLN) : (long)(jobs < MOST_JOBS ? jobs : MOST_JOBS);
	return cores < 1 ? 1 : cores > MOST_JOBS ? MOST_JOBS : (unsigned)cores;
}

bool output_text_add(void *context, const char *bytes, size_t length)
{
	struct output_text *text = context;
	if (text->room - text->length <= length) {
		size_t room = (text->length + length) * 2 + 256;
		char *grown = realloc(text->bytes, room);
		if (grown == NULL)
			return false;
		text->bytes = grown;
		text->room = room;
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
	return true;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);
	return value != NULL && value[0] != '\0';
}

static bool is_forced(const char *name)
{
	return is_set(name) && strcmp(getenv(name), "0") != 0;
}

bool output_color(FILE *file, const char *when)
{
	if (when != NULL && strcmp(when, "never") == 0)
		return false;
	if (when != NULL && strcmp(when, "always") == 0)
		return true;
	if (is_set("NO_COLOR"))
		return false;
	if (is_forced("CLICOLOR_FORCE") || is_forced("FORCE_COLOR"))
		return true;
	const char *term = getenv("TERM");
	return isatty(fileno(file)) && (term == NULL || strcmp(term, "dumb") != 0);
}

bool output_unicode(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);
		if (value == NULL || value[0] == '\0')
			continue;
		return strstr(value, "UTF-8") != NULL || strstr(value, "utf8") != NULL || strstr(value, "UTF8") != NULL ||
		       strstr(value, "utf-8") != NULL;
	}
	return false;
}

bool output_finish(void)
{
	errno = 0;
	bool bad = ferror(stdout) != 0;
	if (fflush(stdout) != 0)
		bad = true;
	if (!bad)
		return true;
	/* a reader that had enough is no error to speak of */
	if (errno != EPIPE)
		fprintf(stderr, "evloop: cannot write the output: %s\n", errno != 0 ? strerror(errno) : "write error");
	return errno == EPIPE;
}
