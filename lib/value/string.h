/*
 * string.h - JavaScript strings: immutable sequences of UTF-16 units.
 *
 * A concatenation is a rope until its units are needed. The longest string is
 * that of V8, 2^29 - 24 units ("Invalid string length" beyond it).
 */
#ifndef EVL_VALUE_STRING_H
#define EVL_VALUE_STRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/names.h"
#include "value/heap.h"
#include "value/value.h"

struct evl_realm;

enum { EVL_STRING_MAX = (1 << 29) - 24 };

struct evl_string {
	struct evl_cell cell;
	uint32_t length;
	evl_name name;         /* its interned name, EVL_NAME_NONE when not known yet */
	const uint16_t *units; /* NULL: a rope, see below */
	struct evl_string *left, *right;
};

struct evl_symbol {
	struct evl_cell cell;
	evl_name name; /* the symbol's identity */
};

/* The units of `s`, flattened when needed. NULL only when memory ran out (the realm is halting). Borrowed. */
const uint16_t *evl_string_units(struct evl_realm *realm, struct evl_string *s);

/* New strings. Units are copied. NULL with an exception pending when too long or out of memory. */
struct evl_string *evl_string_new(struct evl_realm *realm, const uint16_t *units, size_t length);
struct evl_string *evl_string_from_utf8(struct evl_realm *realm, const char *text, size_t length);
struct evl_string *evl_string_from_ascii(struct evl_realm *realm, const char *text); /* NUL-terminated */
/* Room for `length` units that the caller fills at once through `*units`. */
struct evl_string *evl_string_alloc(struct evl_realm *realm, size_t length, uint16_t **units);
struct evl_string *evl_string_concat(struct evl_realm *realm, struct evl_string *a, struct evl_string *b);
struct evl_string *evl_string_substring(struct evl_realm *realm, struct evl_string *s, uint32_t from, uint32_t to);
/* The one-unit string; those below 256 are shared. */
struct evl_string *evl_string_from_unit(struct evl_realm *realm, uint16_t unit);
/* Make room for the strings of all names that there are by now, so that no run that begins with a copy of this state has to. */
void evl_string_expect_names(struct evl_realm *realm);
/* The string of an interned string name; made once per run and name. */
struct evl_string *evl_string_from_name(struct evl_realm *realm, evl_name name);
/* Intern: the name of `s`. */
evl_name evl_string_name(struct evl_realm *realm, struct evl_string *s);
/* The name of a NUL-terminated UTF-8 text. */
evl_name evl_text_name(struct evl_realm *realm, const char *text);
/* A new string of a NUL-terminated UTF-8 text, as a value; EVL_EMPTY as evl_string_value has it. */
evl_value evl_text_value(struct evl_realm *realm, const char *text);

/* The same units? */
bool evl_string_equals(struct evl_realm *realm, struct evl_string *a, struct evl_string *b);
/* <0, 0, >0 by UTF-16 units. */
int evl_string_compare(struct evl_realm *realm, struct evl_string *a, struct evl_string *b);
/* First index of `needle` in `s` at or after `from`; -1 when none. */
int64_t evl_string_index_of(struct evl_realm *realm, struct evl_string *s, struct evl_string *needle, uint32_t from);
/* UTF-8, NUL-terminated, into the realm's scratch arena (lives until the run ends). */
const char *evl_string_utf8(struct evl_realm *realm, struct evl_string *s);
/* The same of a value; "" when it is no string. */
const char *evl_value_text(struct evl_realm *realm, evl_value value);

/* The value of a string that may be NULL, because making it failed: EVL_EMPTY then. */
static inline evl_value evl_string_value(struct evl_string *s) { return s ? evl_from_string(s) : EVL_EMPTY; }

#endif
