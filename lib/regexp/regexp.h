/*
 * regexp.h - ECMAScript regular expressions over UTF-16 (sec-regexp-regular-expression-objects).
 *
 * A pattern is read into a tree, checked with V8's words, and compiled into a small program that a backtracking
 * matcher runs with a stack of its own: nothing recurses in C while matching, and every piece of work counts against
 * a budget that the caller gives, so an explosive pattern ends in an outcome of its own and never hangs.
 */
#ifndef EVL_REGEXP_REGEXP_H
#define EVL_REGEXP_REGEXP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* The flags, as bits; evl_regexp_flags reads them from text. */
enum {
	EVL_REGEXP_HAS_INDICES = 1u << 0,  /* d */
	EVL_REGEXP_GLOBAL = 1u << 1,       /* g */
	EVL_REGEXP_IGNORE_CASE = 1u << 2,  /* i */
	EVL_REGEXP_MULTILINE = 1u << 3,    /* m */
	EVL_REGEXP_DOT_ALL = 1u << 4,      /* s */
	EVL_REGEXP_UNICODE = 1u << 5,      /* u */
	EVL_REGEXP_UNICODE_SETS = 1u << 6, /* v */
	EVL_REGEXP_STICKY = 1u << 7,       /* y */
	EVL_REGEXP_RECENT = 1u << 8,       /* not a flag of the language: syntax that Node 20 lacks (modifiers, duplicate names) is known */
	EVL_REGEXP_BOTH_UNICODE = EVL_REGEXP_UNICODE | EVL_REGEXP_UNICODE_SETS,
};

enum evl_regexp_status {
	EVL_REGEXP_OK,
	EVL_REGEXP_SYNTAX,    /* `error` says what V8 says: "Unterminated group" */
	EVL_REGEXP_TOO_LARGE, /* nested too deeply, or more memory than there is; `error` says which */
};

/* A named group; several may have the same name. Units into the program's arena. */
struct evl_regexp_group {
	const uint16_t *name;
	uint32_t length;
	uint32_t capture;
};

/* A compiled pattern; immutable. */
struct evl_regexp {
	uint32_t flags;
	uint32_t capture_count; /* the whole match is number 0 */
	uint32_t register_count;
	uint32_t group_count;
	const struct evl_regexp_group *groups; /* in order of appearance */
	const uint32_t *code;
	uint32_t code_count;
	const struct evl_regexp_set *sets;
	uint32_t first[8];      /* which units below 256 a match can begin with */
	uint8_t start;          /* enum evl_regexp_start (program.h) */
	bool first_beyond;      /* it can begin with other units */
	uint32_t first_unit;
};

/*
 * The flags in `units`, or false when one is unknown or twice, or u and v come together
 * (sec-regexpinitialize).
 */
bool evl_regexp_flags(const uint16_t *units, size_t length, uint32_t *flags);

/*
 * Compile `length` units of pattern into `arena`. `flags` are bits, EVL_REGEXP_RECENT among them. On failure *error is
 * static text and *out is untouched. With `out` NULL the pattern is only checked; the arena is left as it was.
 */
enum evl_regexp_status evl_regexp_compile(const uint16_t *pattern, size_t length, uint32_t flags, struct evl_arena *arena,
					  const struct evl_regexp **out, const char **error);

enum evl_regexp_outcome {
	EVL_REGEXP_NO_MATCH,
	EVL_REGEXP_MATCH,
	EVL_REGEXP_OUT_OF_STEPS,
	EVL_REGEXP_OUT_OF_MEMORY, /* of the matcher's own stack */
};

/*
 * Look for a match in `length` units that begins at `from` or later (`sticky`: exactly there; with the flag u or v,
 * `from` inside of a surrogate pair means where the pair begins).
 *
 * Each piece of work takes one from *steps. The free end of `arena` serves as the stack while the function runs; nothing
 * stays allocated. On a match captures[2n] and captures[2n + 1] are the beginning and end of capture n, or -1;
 * there is room for 2 * capture_count.
 */
enum evl_regexp_outcome evl_regexp_match(const struct evl_regexp *regexp, struct evl_arena *arena, const uint16_t *units,
					 uint32_t length, uint32_t from, bool sticky, int64_t *steps, int32_t *captures);

#endif
