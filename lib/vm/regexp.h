/*
 * regexp.h - RegExp objects, and matching as the interpreter and the library share it.
 *
 * A compiled program lives in the realm's scratch memory until the run ends. Programs are found again by source text
 * and flags, so that `new RegExp(text)` in a loop compiles once; a literal remembers its own.
 */
#ifndef EVL_VM_REGEXP_H
#define EVL_VM_REGEXP_H

#include <stdbool.h>
#include <stdint.h>

#include "regexp/regexp.h"
#include "value/object.h"
#include "value/realm.h"
#include "value/rows.h"
#include "value/string.h"

/* An object of class REGEXP. `lastIndex` is its first slot. */
struct evl_regexp_object {
	struct evl_object object;
	const struct evl_regexp *program; /* NULL: made by a constructor that has not finished */
	struct evl_string *source;        /* [[OriginalSource]] */
};

enum { EVL_REGEXP_SLOT_LAST_INDEX };
enum { EVL_REGEXP_STATIC_CAPTURES = 10, EVL_REGEXP_CACHE = 64 };

/* What the library remembers of regular expressions in one run; in scratch memory. */
struct evl_regexp_state {
	struct evl_shape *instance_shape; /* of objects with only lastIndex and %RegExp.prototype% */
	/* the last match, for RegExp.$1 and its siblings; NULL: none yet */
	struct evl_string *subject;
	struct evl_string *input; /* RegExp.input */
	int32_t last[EVL_REGEXP_STATIC_CAPTURES * 2];
	int32_t last_paren[2];
	uint32_t last_count; /* captures of that match */
	/* the result of the match made last */
	int32_t *captures;
	uint32_t capture_room;
	struct {
		const struct evl_regexp *program;
		struct evl_string *source;
		uint32_t flags, hash;
	} cache[EVL_REGEXP_CACHE];
	/* is %RegExp.prototype% as the library made it? known for an epoch and a shape */
	uint32_t epoch;
	struct evl_shape *prototype_shape;
	uint32_t exec_slot, constructor_slot;
	bool methods_found, getters_untouched;
};

/* The state; made when first asked for. */
struct evl_regexp_state *evl_regexp_state(struct evl_realm *realm);

/*
 * The program of a pattern. False: a SyntaxError with V8's text is pending, or the run halts because the pattern is larger than
 * the model takes.
 */
bool evl_regexp_prepare(struct evl_realm *realm, struct evl_string *source, uint32_t flags, const struct evl_regexp **out);

/* A new object with `lastIndex` 0 and this prototype (NULL: %RegExp.prototype%). `program` may be NULL until it is initialised. */
struct evl_regexp_object *evl_regexp_new(struct evl_realm *realm, struct evl_object *prototype, struct evl_string *source,
					 const struct evl_regexp *program);

/* A regular expression literal: a new object each time; `constant` is the template's cell for what the first time made. */
bool evl_regexp_literal(struct evl_realm *realm, evl_name pattern, evl_name flags, evl_value *constant, evl_value *out);

/*
 * Match `program` against `s` from `from` on. *captures is valid until the next match; *matched tells whether there was one, and then
 * RegExp.$1 and its siblings know of it. False: the run halts (memory, or more steps than a match may take).
 */
bool evl_regexp_run(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s, uint32_t from, bool sticky,
		    const int32_t **captures, bool *matched);

/* The flags as the `flags` property shows them; `text` has room for 9 bytes. */
void evl_regexp_flags_text(uint32_t flags, char *text);

/* [[OriginalSource]] as `source` shows it (sec-escaperegexppattern). NULL: out of memory, an exception is pending. */
struct evl_string *evl_regexp_escaped_source(struct evl_realm *realm, struct evl_string *source);

#endif
