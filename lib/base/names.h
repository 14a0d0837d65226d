/*
 * names.h - interned names: identifiers, property names and symbols as small
 * integers, so that comparing names is comparing numbers.
 *
 * Ids below EVL_NAME_PREDEFINED_COUNT are the constants of names.def; they
 * exist before any run and cost nothing. The rest belong to one evl_names.
 * Ids are given in order of first use and never depend on addresses, so two
 * runs of one program see the same ids. A mark and a reset to it let a compiled
 * program keep its names while the names of a run are dropped.
 */
#ifndef EVL_BASE_NAMES_H
#define EVL_BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef uint32_t evl_name;

enum evl_predefined_name {
	EVL_NAME_NONE = 0, /* no name; never a property */
#define EVL_NAME(id, text) EVL_NAME_##id,
#define EVL_SYMBOL(id, text) EVL_NAME_##id,
#include "base/names.def"
#undef EVL_NAME
#undef EVL_SYMBOL
	EVL_NAME_PREDEFINED_COUNT
};

enum evl_name_kind {
	EVL_NAME_KIND_STRING,  /* a string */
	EVL_NAME_KIND_SYMBOL,  /* a symbol; the text is its description */
	EVL_NAME_KIND_PRIVATE, /* a private name #x; the text includes the # */
};

struct evl_name_entry {
	const uint16_t *units; /* UTF-16; not terminated; NULL with length 0 */
	uint32_t length;
	uint32_t hash;
	uint8_t kind;            /* enum evl_name_kind */
	uint8_t has_description; /* symbols: Symbol('') against Symbol() */
	uint8_t registered;      /* symbols: made by Symbol.for */
	evl_name brand;          /* private methods and accessors: what their receiver must be ("an instance of class A"); NONE otherwise */
	uint8_t of_host;         /* private names: of a class of the host's own scripts */
	uint8_t is_index;        /* strings: a canonical array index from 2^31-1 to 2^32-2 */
};

struct evl_names; /* opaque */

/* A table in `arena` (which also holds its later growth). */
struct evl_names *evl_names_new(struct evl_arena *arena);

/* The id of the string `units`; made when new. The units are copied. */
evl_name evl_names_intern(struct evl_names *names, const uint16_t *units, size_t length);

/* As evl_names_intern for UTF-8 text (well-formed, or each bad byte becomes U+FFFD). */
evl_name evl_names_intern_utf8(struct evl_names *names, const char *text, size_t length);

/* As evl_names_intern_utf8 for a NUL-terminated text. */
evl_name evl_names_intern_text(struct evl_names *names, const char *text);

/* As evl_names_intern_utf8 for a piece of source text, where lone surrogates may stand (utf.h). */
evl_name evl_names_intern_source(struct evl_names *names, const char *text, size_t length);

/* As evl_names_intern_utf8 for a text in static storage, which is found again by its address. */
evl_name evl_names_intern_static(struct evl_names *names, const char *text);

/* The id of the string if it was interned before, EVL_NAME_NONE otherwise. */
evl_name evl_names_find(const struct evl_names *names, const uint16_t *units, size_t length);

/* A fresh symbol or private name, never equal to another. Description may be NULL (has_description 0). */
evl_name evl_names_new_symbol(struct evl_names *names, enum evl_name_kind kind, const uint16_t *units, size_t length);

/* Say what the receiver of a private method or accessor must be. */
void evl_names_set_brand(struct evl_names *names, evl_name name, evl_name brand);

/* Say that a private name is of a class of the host's own scripts. */
void evl_names_set_host(struct evl_names *names, evl_name name);

/* The symbol of Symbol.for with this text (sec-symbol.for); made when new. */
evl_name evl_names_symbol_for(struct evl_names *names, const uint16_t *units, size_t length);

/* What `name` is. Borrowed; valid until the table is reset below it. */
const struct evl_name_entry *evl_names_entry(const struct evl_names *names, evl_name name);

/* UTF-8 text of a name, NUL-terminated, into `arena` (symbols: their description). */
const char *evl_names_utf8(const struct evl_names *names, evl_name name, struct evl_arena *arena);

/* One more than the largest id in use. */
uint32_t evl_names_count(const struct evl_names *names);

/* Drop every name with an id from `mark` on. What they occupied in the arena is the owner's to reclaim. */
void evl_names_reset(struct evl_names *names, uint32_t mark);

#endif
