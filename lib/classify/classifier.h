/* SPDX-License-Identifier: MIT */
/*
 * classifier.h - what the files of classify/ share: the state of one analysis.
 *
 * resolve.c says what an expression stands for, effects.c what a call schedules, abstract_walk.c goes over the code as if
 * it ran, classify.c lists the statements.
 */
#ifndef EVL_CLASSIFY_CLASSIFIER_H
#define EVL_CLASSIFY_CLASSIFIER_H

#include "classify/classify.h"
#include "compile/scope.h"

/* A call being followed: what its parameters are bound to. */
struct evl_activation {
	const struct evl_activation *outer; /* the one that calls */
	struct evl_node *function;
	const struct evl_node_list *arguments; /* NULL: unknown */
	const struct evl_activation *argument_activation;
	bool is_executor; /* parameters are resolve and reject of the promise at `site` */
	evl_span site;
	const char *via;
};

struct evl_classified_value {
	struct evl_node *node; /* NULL: unknown */
	const struct evl_activation *activation;
	struct evl_scope *scope; /* where the node stands */
	const char *special;	 /* "resolve of the promise made at line 3" */
};

/* The one value that a variable is given, if it is given only one. */
struct evl_binding {
	const struct evl_variable *variable;
	struct evl_node *value;
	struct evl_scope *scope;
	uint32_t assignments;
	struct evl_binding *next;
};

enum { BINDING_BUCKETS = 256 };

struct evl_classifier {
	struct evl_arena *arena;
	struct evl_names *names;
	const struct evl_source *source;
	struct evl_binding *bindings[BINDING_BUCKETS];
	struct evl_scope *scope;
	const struct evl_activation *activation;
	struct evl_effect **tail; /* where the next effect goes */
	uint32_t effect_count;
	uint32_t steps;
	uint32_t depth;
	uint32_t loops;
	bool collecting; /* first pass: only bindings */
	/* statements */
	struct evl_statement_class *first, *last;
	uint32_t level;
};

/* ---- resolve.c ---- */

/* A text in the classification's arena, of at most 199 bytes. */
const char *evl_classify_text(struct evl_classifier *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *evl_classify_name_text(struct evl_classifier *c, evl_name name);
/* The line, from 1, that `span` begins on. */
uint32_t evl_classify_line_of(struct evl_classifier *c, evl_span span);
/* Note that the variable `name` of the present scope is given `value` (NULL: something unknown). */
void evl_classify_bind(struct evl_classifier *c, evl_name name, struct evl_node *value);
/* `node` without parentheses around it. */
struct evl_node *evl_classify_bare(struct evl_node *node);
bool evl_classify_is_function(const struct evl_node *node);
/* What `node`, which stands in `scope` and `activation`, stands for: names are followed to the one value they are given. */
struct evl_classified_value evl_classify_resolve(struct evl_classifier *c, struct evl_node *node,
	struct evl_scope *scope, const struct evl_activation *activation);
/* Write "process.nextTick" for a chain of names that the snippet does not declare, cut to `room` bytes; false otherwise. */
bool evl_classify_global_path(struct evl_classifier *c, struct evl_classified_value v, char *out, size_t room);

/* ---- effects.c ---- */

/* One more effect of the present statement or callback; NULL when there are too many. `api` must live as long as the arena. */
struct evl_effect *evl_classify_add_effect(
	struct evl_classifier *c, enum evl_work work, const char *api, evl_span span);
/* What the call, the `new`, the `await` (or "for await", by `api`) schedules. */
void evl_classify_call_effects(struct evl_classifier *c, struct evl_node *call);
void evl_classify_new_effects(struct evl_classifier *c, struct evl_node *node);
void evl_classify_await_effect(struct evl_classifier *c, const struct evl_node *node, const char *api);

/* ---- abstract_walk.c ---- */

/* Make `scope` (unless NULL) the present one; returns the one before, to be put back. */
struct evl_scope *evl_classify_enter(struct evl_classifier *c, struct evl_scope *scope);
/* Go over the code as if it ran: while `collecting` only what variables are given is noted, later what is scheduled. */
void evl_classify_walk(struct evl_classifier *c, struct evl_node *node);
void evl_classify_walk_list(struct evl_classifier *c, const struct evl_node_list *list);

#endif
