/*
 * classify.h - what each statement does to the queues, found without running it.
 *
 * The analysis follows the snippet's own functions (with the arguments of the
 * call), aliases (`const later = setTimeout`), promise executors, the callbacks of
 * array methods, and the callbacks that are scheduled: what those schedule
 * in turn hangs below. Branches count as taken and loops as entered.
 */
#ifndef EVL_CLASSIFY_CLASSIFY_H
#define EVL_CLASSIFY_CLASSIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/source.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include "trace/trace.h"

/* One piece of work that a statement schedules. */
struct evl_effect {
	struct evl_effect *next;
	uint8_t work;             /* enum evl_work */
	const char *api;          /* "setTimeout", "then", "await": how the code spells it */
	evl_span span;            /* the call or await that schedules */
	evl_span callback;        /* the function that will run; evl_span_none() when it is not the snippet's */
	const char *callback_text;/* "the arrow function", "function tick", "the rest of load", "resolve of the promise", "log" */
	const char *delay;        /* "300", "ms"; NULL when there is none */
	const char *via;          /* "delay(), line 3": the snippet's own function that schedules; NULL when the statement itself does */
	bool in_loop;             /* once per round */
	bool again;               /* the callback is one that is being followed already: it renews itself */
	struct evl_effect *then;  /* what the callback schedules when it runs */
};

/* One statement, in source order. */
struct evl_statement_class {
	struct evl_statement_class *next;
	evl_span span;      /* of the statement; for compound ones, of its head */
	uint32_t depth;     /* nesting, 0 at top level */
	const char *what;   /* "function declaration", "expression statement" */
	bool is_declaration;/* only declares: it does nothing when it is reached */
	struct evl_effect *effects;
};

/* Statements of a program (in `arena`); analysed under `goal`. The tree is annotated by the scope pass. */
struct evl_statement_class *evl_classify(struct evl_node *program, enum evl_goal goal, const struct evl_source *source,
					 struct evl_names *names, struct evl_arena *arena);

#endif
