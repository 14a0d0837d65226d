/*
 * matching.h - for the tests of regexp/: patterns and texts as C strings.
 */
#ifndef TESTS_UNIT_REGEXP_MATCHING_H
#define TESTS_UNIT_REGEXP_MATCHING_H

#include <stdio.h>
#include <string.h>

#include "base/utf.h"
#include "regexp/regexp.h"

struct matching {
	struct evl_arena arena;
	const struct evl_regexp *program;
	const char *error;
	int32_t captures[64];
};

static inline bool matching_init(struct matching *m)
{
	memset(m, 0, sizeof *m);
	return evl_arena_init(&m->arena, (size_t)1 << 28);
}

static inline enum evl_regexp_status matching_compile(struct matching *m, const char *pattern, const char *flags)
{
	uint16_t units[1024], letters[16];
	uint32_t bits = 0;
	size_t length = evl_utf8_to_utf16(pattern, strlen(pattern), units);
	size_t count = evl_utf8_to_utf16(flags, strlen(flags), letters);
	if (!evl_regexp_flags(letters, count, &bits))
		return EVL_REGEXP_SYNTAX;
	return evl_regexp_compile(units, length, bits, &m->arena, &m->program, &m->error);
}

/* "0-3 1-2 -" for the captures, "none", "steps", "memory", or the error of the pattern. */
static inline const char *matching_run(const char *pattern, const char *flags, const char *text, char *out)
{
	struct matching m;
	uint16_t units[1024];
	int64_t steps = 1000000;
	if (!matching_init(&m))
		return "no arena";
	strcpy(out, "");
	if (matching_compile(&m, pattern, flags) != EVL_REGEXP_OK) {
		strcpy(out, m.error != NULL ? m.error : "flags");
	} else {
		size_t length = evl_utf8_to_utf16(text, strlen(text), units);
		switch (evl_regexp_match(m.program, &m.arena, units, (uint32_t)length, 0, (m.program->flags & EVL_REGEXP_STICKY) != 0, &steps, m.captures)) {
		case EVL_REGEXP_NO_MATCH:
			strcpy(out, "none");
			break;
		case EVL_REGEXP_OUT_OF_STEPS:
			strcpy(out, "steps");
			break;
		case EVL_REGEXP_OUT_OF_MEMORY:
			strcpy(out, "memory");
			break;
		case EVL_REGEXP_MATCH:
			for (uint32_t i = 0; i < m.program->capture_count; i++) {
				if (m.captures[2 * i] < 0)
					sprintf(out + strlen(out), "%s-", i ? " " : "");
				else
					sprintf(out + strlen(out), "%s%d-%d", i ? " " : "", m.captures[2 * i], m.captures[2 * i + 1]);
			}
		}
	}
	evl_arena_release(&m.arena);
	return out;
}

#endif
