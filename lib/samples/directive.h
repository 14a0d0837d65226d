/* SPDX-License-Identifier: MIT */
/*
 * directive.h - what a document says to evloop itself: `evloop: skip; host=node-cjs`, and other tools' marks that mean the same.
 */
#ifndef EVL_SAMPLES_DIRECTIVE_H
#define EVL_SAMPLES_DIRECTIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "samples/block.h"

enum evl_directive_mode {
	EVL_MODE_EXACT = 1, EVL_MODE_CONTAINS = 2, EVL_MODE_PREFIX = 4, EVL_MODE_UNORDERED = 8, EVL_MODE_SET = 16,
	EVL_MODE_EQUAL_TIME = 32, EVL_MODE_TEXT = 64, EVL_MODE_VALUES = 128,
};

/* What may stand more than once: "getUser(id) resolves 42 after 5ms", "20ms click #button". */
struct evl_directive_text {
	const char *text;
	struct evl_range range;
};

struct evl_directive_texts {
	struct evl_directive_text *items;
	uint32_t count, capacity;
};

/* All that applies to one sample; zero: nothing was said. */
struct evl_directives {
	bool skip;
	const char *skip_reason;
	uint8_t hosts;           /* check's mask; 0: not said */
	bool strict, sloppy, module, script, async;
	bool fresh, setup, hidden;
	bool is_continued;
	const char *name, *continued; /* NULL: not given */
	bool output;             /* pairs the next block as output */
	const char *output_of;
	unsigned modes;          /* mask of enum evl_directive_mode */
	bool throws, syntax_error, unhandled;
	const char *error_name, *error_message;
	struct evl_directive_texts provisions, events; /* of `provide` and `at` */
	int64_t run_for;         /* microseconds; 0: not said */
	int64_t steps;
	const char *zone, *locale, *now; /* NULL: not said */
	int32_t seed;            /* 0: not said */
	uint8_t node;            /* 20, 22, 24; 0: not said */
	int confidence;          /* -1: not said; else enum evl_check_confidence */
	bool warn_only;          /* another tool's mark: not to be trusted fully */
	bool begin, end, file;
	bool has_any;
	struct evl_range range;  /* the last one that applies */
};

struct evl_problem {
	uint16_t rule;         /* 101 ... */
	struct evl_range range;
	const char *message;
	const char *help;
	struct evl_problem *next;
};

struct evl_problems {
	struct evl_arena *arena;
	struct evl_problem *first, **last;
	uint32_t count;
};
/* Begin without problems; a problem is added at a range of the document, its texts copied (`help`: NULL or what to do). */
void evl_problems_init(struct evl_problems *problems, struct evl_arena *arena);
void evl_problem_add(struct evl_problems *problems, uint16_t rule, struct evl_range range, const char *message, const char *help);

/* Nothing was said. */
void evl_directives_init(struct evl_directives *directives);

/* Is the text a directive, of evloop or another tool's? Where its body begins goes to *body. */
bool evl_directive_is(const char *text, struct evl_range inside, uint32_t *body);

/*
 * Read a comment's inside into `directives`; `place` is the document's place of text[0] when the text is the document,
 * else 0 and `base` is the range that problems show. Unknown keys and values become problems.
 */
void evl_directive_read(struct evl_directives *directives, const char *text, struct evl_range inside, const struct evl_range *base,
			struct evl_problems *problems, struct evl_arena *arena);

/* Words of a fence's info after the language: "run module", "test: no", "example-bad". */
void evl_directive_info(struct evl_directives *directives, const char *text, struct evl_range info, struct evl_arena *arena);

/* Add to `directives` what `more` says. */
void evl_directives_merge(struct evl_directives *directives, const struct evl_directives *more, struct evl_arena *arena);

#endif
