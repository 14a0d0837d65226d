/*
 * console.h - the `console` object of one run: which method printed, and what
 * the console remembers between calls.
 *
 * The rows of the object are the family CONSOLE (console.c); values become text
 * in inspect.h. What is printed goes through evl_host_print, with the
 * indentation of console.group already applied.
 */
#ifndef EVL_CONSOLE_CONSOLE_H
#define EVL_CONSOLE_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "console/inspect.h"
#include "console/text.h"
#include "value/realm.h"

enum evl_console_method {
#define EVL_CONSOLE_METHOD(id, name, stream) EVL_CONSOLE_##id,
#include "console/console_methods.def"
#undef EVL_CONSOLE_METHOD
	EVL_CONSOLE_METHOD_COUNT
};

/* "log", "error" ...; static storage. */
const char *evl_console_method_name(enum evl_console_method method);
/* 0 standard output, 1 standard error. */
uint8_t evl_console_method_stream(enum evl_console_method method);

/* A label of console.count or console.time with its value. */
struct evl_console_label {
	struct evl_console_label *next;
	struct evl_string *label;
	int64_t value; /* count, or virtual start time in microseconds */
};

/* What a run's console keeps; lives in the realm's scratch memory. */
struct evl_console {
	struct evl_text text;   /* formatted text, used as a stack by nested calls */
	struct evl_words words; /* entries, keys and objects being visited, likewise */
	uint32_t nesting;       /* values being formatted inside one another, nested calls included */
	struct evl_console_label *counts;
	struct evl_console_label *timers;
	uint32_t group_depth;   /* console.group */
	bool time_noted; /* the note on measured durations was given */
	evl_value inspect;  /* util.inspect, with its styles and colors; EVL_EMPTY until node:util is loaded */
	evl_value defaults; /* inspect.defaultOptions; EVL_EMPTY until the snippet looked at it */
};

/* The console's memory; made on first use. Never NULL. */
struct evl_console *evl_console_state(struct evl_realm *realm);

/*
 * Print `count` values as `method` does for console.log's arguments, with the
 * group indentation. False: an exception is pending (a custom inspect function threw).
 */
bool evl_console_print_values(struct evl_realm *realm, enum evl_console_method method, uint32_t count, const evl_value *values);

/* Print text that is already formatted, with the group indentation. False: out of memory. */
bool evl_console_print_text(struct evl_realm *realm, enum evl_console_method method, struct evl_string *text);
/* The same at the margin, whatever groups are open. */
bool evl_console_print_margin(struct evl_realm *realm, enum evl_console_method method, struct evl_string *text);

/*
 * The way out, defined by the floor above (host/console_output.c): how the
 * running host writes values, and one finished line or block of lines to its stream.
 */
enum evl_dialect evl_console_dialect(struct evl_realm *realm);
void evl_console_output(struct evl_realm *realm, enum evl_console_method method, struct evl_string *text);

/* Refuse an argument that must be an array, in the host's words. Always false. */
bool evl_console_not_array(struct evl_realm *realm, const char *name, evl_value value);

/* console.Console of a host that has it, for a MADE row. */
bool evl_console_class(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* console.table (console_table.c). */
bool evl_console_table(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
