/*
 * pattern.h - inside regexp/: a pattern as a tree, and the reader's state.
 */
#ifndef EVL_REGEXP_PATTERN_H
#define EVL_REGEXP_PATTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "regexp/charset.h"
#include "regexp/regexp.h"

enum evl_pattern_kind {
	EVL_PATTERN_EMPTY,
	EVL_PATTERN_CHAR,       /* `value` */
	EVL_PATTERN_ANY,        /* . */
	EVL_PATTERN_SET,        /* `set`, closed over case already */
	EVL_PATTERN_SEQUENCE,   /* children */
	EVL_PATTERN_CHOICE,     /* children */
	EVL_PATTERN_CAPTURE,    /* number `value`, one child */
	EVL_PATTERN_LOOK,       /* `behind`, `negative`, one child */
	EVL_PATTERN_BACKREF,    /* number `value`; or `name` until the end, then `numbers` */
	EVL_PATTERN_LINE_START, /* ^ */
	EVL_PATTERN_LINE_END,   /* $ */
	EVL_PATTERN_WORD_EDGE,  /* \b */
	EVL_PATTERN_NOT_WORD_EDGE,
	EVL_PATTERN_REPEAT,     /* one child, `min` to `max` times */
};

enum { EVL_REPEAT_FOREVER = 0x7FFFFFFF };

struct evl_pattern {
	uint8_t kind; /* enum evl_pattern_kind */
	bool greedy, negative, behind;
	bool never_long;   /* matches only the empty text */
	bool maybe_empty;  /* can match the empty text */
	uint32_t flags;    /* i, m, s as they hold here */
	uint32_t value;
	uint32_t min, max;
	uint32_t captures_from, captures_to; /* captures inside: [from, to) */
	struct evl_charset *set;
	struct evl_pattern *child, *next; /* first child; next sibling */
	const uint16_t *name;
	uint32_t name_length;
	const uint32_t *numbers; /* BACKREF by name: all groups of that name, `value` of them; NULL: one, number `value` */
	struct evl_pattern *next_named; /* the list of references by name */
};

/* An alternative of a disjunction: where a group stands, to tell whether two can take part in one match. */
struct evl_alternative {
	struct evl_alternative *outer;
	uint32_t disjunction;
	uint32_t depth;
};

struct evl_named_group {
	const uint16_t *name;
	uint32_t length;
	uint32_t capture;
	struct evl_alternative *where;
	struct evl_named_group *next;        /* in order of appearance */
	struct evl_named_group *next_bucket; /* with the same hash */
};

enum { EVL_PATTERN_MAX_DEPTH = 1000, EVL_PATTERN_BUCKETS = 256 };

struct evl_pattern_reader {
	const uint16_t *text;
	uint32_t length;
	uint32_t at;
	uint32_t flags;  /* as they hold here */
	bool unicode;    /* u or v */
	bool sets;       /* v */
	bool recent;
	bool has_names;  /* some group has a name; valid when scanned */
	bool scanned;
	uint32_t total_captures; /* valid when scanned */
	uint32_t capture_count;  /* begun so far; the whole match is number 0 */
	uint32_t depth;
	uint32_t disjunctions;
	struct evl_alternative *where;
	struct evl_named_group *groups, **groups_end;
	uint32_t group_count;
	struct evl_named_group *buckets[EVL_PATTERN_BUCKETS];
	struct evl_pattern *named_references;
	struct evl_arena *arena;
	size_t limit; /* bytes of the arena that may be in use */
	enum evl_regexp_status status;
	const char *error;
};

#define EVL_PATTERN_END UINT32_MAX

/* Read the whole pattern. NULL: reader->status and reader->error say why. */
struct evl_pattern *evl_pattern_read(struct evl_pattern_reader *reader);

/* --- shared by the reader's files --- */

/* Note the first error; always NULL. */
struct evl_pattern *evl_pattern_fail(struct evl_pattern_reader *reader, const char *error);
struct evl_pattern *evl_pattern_too_large(struct evl_pattern_reader *reader, const char *error);
/* The character (with u or v: code point) at the reading point, or EVL_PATTERN_END. */
uint32_t evl_pattern_peek(const struct evl_pattern_reader *reader);
/* The unit `ahead` of the reading point, or EVL_PATTERN_END. */
uint32_t evl_pattern_ahead(const struct evl_pattern_reader *reader, uint32_t ahead);
/* Go past the character at the reading point. */
void evl_pattern_advance(struct evl_pattern_reader *reader);
struct evl_pattern *evl_pattern_new(struct evl_pattern_reader *reader, enum evl_pattern_kind kind);
struct evl_pattern *evl_pattern_char(struct evl_pattern_reader *reader, uint32_t c);
/* Is there still memory for one more piece? False: failed. */
bool evl_pattern_room(struct evl_pattern_reader *reader);

/*
 * A CharacterEscape (sec-patterns-static-semantics-early-errors, Annex B): the reading point is at the backslash. False: an error.
 */
bool evl_pattern_escape(struct evl_pattern_reader *reader, bool in_class, uint32_t *c);

/* \d \D \s \S \w \W \p \P from the backslash on: *taken tells whether there was one. NULL: none, or an error. */
struct evl_pattern *evl_pattern_class_escape(struct evl_pattern_reader *reader, bool *taken);
/* From [ on. NULL: an error. */
struct evl_pattern *evl_pattern_class(struct evl_pattern_reader *reader);

#endif
