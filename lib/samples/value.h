/* SPDX-License-Identifier: MIT */
/*
 * value.h - values as people and consoles write them, read so that dialects compare: `Array [1, 2]`, `(2) [1, 2]`,
 * `[ 1, 2 ]`; `Promise {<fulfilled>: 3}`, `Promise { 3 }`; `ƒ f()`, `[Function: f]`; 'a', "a", a.
 */
#ifndef EVL_SAMPLES_VALUE_H
#define EVL_SAMPLES_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum evl_shown_kind {
	EVL_SHOWN_TEXT,     /* quoted */
	EVL_SHOWN_NUMBER,
	EVL_SHOWN_WORD,     /* true, null, Symbol(a), a date, a regular expression, a name */
	EVL_SHOWN_FUNCTION, /* or class; name: its name, may be empty */
	EVL_SHOWN_LIST,
	EVL_SHOWN_RECORD,   /* braces; also maps, sets, promises */
	EVL_SHOWN_HOLES,    /* empty items; number: how many */
	EVL_SHOWN_ELIDED,   /* left out: "...", [Object], {…} */
};

struct evl_shown {
	uint8_t kind;
	bool is_bare;          /* could be prose: a word that is no value of the language by itself */
	double number;
	const char *text;      /* decoded text, word, function name */
	uint32_t length;
	const char *name;      /* LIST, RECORD: constructor without count; NULL: none or plain */
	uint32_t name_length;
	const char *key;       /* as an entry of its parent; NULL: none */
	uint32_t key_length;
	bool is_open_ended;    /* LIST, RECORD: a comma stands before its end, and perhaps for a hole */
	struct evl_shown *first, *next; /* children */
};

/* Read one value at text[0]; *taken gets the bytes. NULL: there is none. Nodes lie in `arena`; depth is bounded. */
struct evl_shown *evl_shown_read(const char *text, uint32_t length, struct evl_arena *arena, uint32_t *taken);

/*
 * Does the documented value mean what was printed? *unsure: they differ in what may be meant as the same (a left-out
 * constructor, a quoted number), so that a difference proves nothing.
 */
bool evl_shown_same(const struct evl_shown *documented, const struct evl_shown *printed, bool *unsure);

#endif
