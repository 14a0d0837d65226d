/*
 * inspect_bun.h - what the files of Bun's way of writing values share.
 *
 * Bun writes straight through: an object has a line for each property, an array stays on its line until that is about 80 long.
 * What it counts as the length of a line is kept in `line`; only the counting decides where arrays go on below.
 */
#ifndef EVL_CONSOLE_INSPECT_BUN_H
#define EVL_CONSOLE_INSPECT_BUN_H

#include <stdbool.h>
#include <stdint.h>

#include "console/text.h"
#include "value/realm.h"

/* An object that is being written; the chain of them finds cycles. */
struct evl_bun_seen {
	const struct evl_object *object;
	const struct evl_bun_seen *outer;
};

struct evl_bun_writer {
	struct evl_realm *realm;
	struct evl_text *text;
	const struct evl_bun_seen *seen;
	uint32_t indent;  /* levels of two spaces */
	uint32_t line;    /* the length of the present line, as Bun counts it */
	double depth;     /* levels that are shown */
	uint32_t level;
	bool quotes;      /* strings are quoted: they stand inside something */
	bool single_line; /* cells of tables */
};

/* Append a value. False: an exception is pending, or the run halts. */
bool evl_bun_value(struct evl_bun_writer *w, evl_value value);

/* inspect_bun_text.c */
/* ASCII text that counts for the line. */
void evl_bun_put(struct evl_bun_writer *w, const char *ascii);
void evl_bun_put_string(struct evl_bun_writer *w, struct evl_string *s);
/* "text" as JSON quotes it; its quotes count for nothing. */
bool evl_bun_quote(struct evl_bun_writer *w, struct evl_string *s);
bool evl_bun_primitive(struct evl_bun_writer *w, evl_value value);
/* A property's name with its colon. */
bool evl_bun_key(struct evl_bun_writer *w, evl_key key);
/* "[Function: f]", "[class A extends B]". */
bool evl_bun_function(struct evl_bun_writer *w, struct evl_object *function);
/* The end of the line and the indentation of the next. */
void evl_bun_break(struct evl_bun_writer *w);

/* inspect_bun_list.c */
bool evl_bun_array(struct evl_bun_writer *w, struct evl_object *array);
bool evl_bun_typed_array(struct evl_bun_writer *w, struct evl_object *object);
/* Maps, sets and their iterators. */
bool evl_bun_collection(struct evl_bun_writer *w, struct evl_object *object);

/* inspect_bun.c */
/* One property of `holder` with its name. */
bool evl_bun_property(struct evl_bun_writer *w, struct evl_object *holder, evl_key key);

/* format_bun.c: the arguments of console.log behind the indentation of as many groups; one value, in one line in a table. False: as above. */
bool evl_bun_format(struct evl_realm *realm, struct evl_text *text, uint32_t group, uint32_t count, const evl_value *values);
bool evl_bun_one(struct evl_realm *realm, struct evl_text *text, double depth, bool single_line, evl_value value);

#endif
