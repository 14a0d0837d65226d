/* SPDX-License-Identifier: MIT */
/*
 * effects.c - what a call schedules, and where the functions lead that it calls.
 *
 * Following stops at functions that are being followed already, at a depth, and at a number of effects.
 */
#include <string.h>

#include "classify/classifier.h"

enum { MAX_DEPTH = 12, MAX_EFFECTS = 400 };

struct api {
	const char *path;
	enum evl_work work;
	int callback, delay;
};

static const struct api apis[] = {
#define EVL_API(path, work, callback, delay) { path, EVL_WORK_##work, callback, delay },
#include "classify/apis.def"
#undef EVL_API
};

static const struct api *find_api(const char *path)
{
	for (size_t i = 0; i < sizeof apis / sizeof apis[0]; i++)
		if (strcmp(apis[i].path, path) == 0)
			return &apis[i];
	return NULL;
}

static const char *function_text(struct evl_classifier *c, const struct evl_node *f)
{
	if (f->kind == EVL_NODE_ARROW_FUNCTION)
		return "the arrow function";
	if (f->as.function.name != NULL)
		return evl_classify_text(c, "function %.60s", evl_classify_name_text(c, f->as.function.name->as.identifier.name));
	return "the function";
}

static const char *source_text(struct evl_classifier *c, const struct evl_node *node)
{
	uint32_t n = node->span.end - node->span.start;
	return n > 60 ? evl_classify_text(c, "%.57s...", c->source->text + node->span.start)
		      : evl_classify_text(c, "%.*s", (int)n, c->source->text + node->span.start);
}

struct evl_effect *evl_classify_add_effect(struct evl_classifier *c, enum evl_work work, const char *api, evl_span span)
{
	if (c->effect_count >= MAX_EFFECTS)
		return NULL;
	c->effect_count++;
	struct evl_effect *e = evl_arena_zalloc(c->arena, sizeof *e);
	e->work = (uint8_t)work;
	e->api = api;
	e->span = span;
	e->callback = evl_span_none();
	e->in_loop = c->loops != 0;
	e->via = c->activation != NULL ? c->activation->via : NULL;
	*c->tail = e;
	c->tail = &e->next;
	return e;
}

static bool is_followed(const struct evl_classifier *c, const struct evl_node *function)
{
	for (const struct evl_activation *a = c->activation; a != NULL; a = a->outer)
		if (a->function == function)
			return true;
	return false;
}

/* Walk a function's body as if it ran now. */
static void follow(struct evl_classifier *c, struct evl_node *function, const struct evl_node_list *arguments,
		   const struct evl_activation *argument_activation, bool is_executor, evl_span site, const char *via)
{
	if (c->depth >= MAX_DEPTH || is_followed(c, function) || function->scope == NULL ||
	    (function->as.function.flags & EVL_FN_GENERATOR) != 0)
		return;
	struct evl_activation a = { c->activation, function, arguments, argument_activation, is_executor, site, via };
	struct evl_scope *scope = c->scope;
	struct evl_effect **tail = c->tail;
	c->depth++;
	c->activation = &a;
	struct evl_function_record *record = function->scope;
	c->scope = record->body_scope;
	if ((function->as.function.flags & EVL_FN_EXPRESSION_BODY) != 0)
		evl_classify_walk(c, function->as.function.body);
	else
		evl_classify_walk_list(c, &function->as.function.body->as.block.body);
	c->activation = a.outer;
	c->depth--;
	c->scope = scope;
	/* after an await the rest hung below it; the caller goes on beside it */
	if ((function->as.function.flags & EVL_FN_ASYNC) != 0) {
		while (*tail != NULL)
			tail = &(*tail)->next;
		c->tail = tail;
	}
}

/* Say which function an effect will run, and follow it into `then`. */
static void set_callback(struct evl_classifier *c, struct evl_effect *e, struct evl_node *node)
{
	if (e == NULL || node == NULL)
		return;
	struct evl_classified_value v = evl_classify_resolve(c, node, c->scope, c->activation);
	if (v.special != NULL) {
		e->callback_text = v.special;
		return;
	}
	if (v.node == NULL || !evl_classify_is_function(v.node)) {
		e->callback_text = source_text(c, node);
		return;
	}
	e->callback = v.node->span;
	e->callback_text = function_text(c, v.node);
	if (is_followed(c, v.node)) {
		e->again = true;
		return;
	}
	struct evl_effect **tail = c->tail;
	const struct evl_activation *activation = c->activation;
	uint32_t loops = c->loops;
	c->tail = &e->then;
	c->loops = 0;
	follow(c, v.node, NULL, NULL, false, v.node->span, NULL);
	c->loops = loops;
	c->activation = activation;
	c->tail = tail;
}

static struct evl_node *argument(const struct evl_node *call, uint32_t index)
{
	const struct evl_node_list *arguments = &call->as.call.arguments;
	if (index >= arguments->count || arguments->items[index]->kind == EVL_NODE_SPREAD)
		return NULL;
	return arguments->items[index];
}

static const char *delay_text(struct evl_classifier *c, struct evl_node *node)
{
	if (node == NULL)
		return "0";
	struct evl_classified_value v = evl_classify_resolve(c, node, c->scope, c->activation);
	return source_text(c, v.node != NULL ? v.node : node);
}

static bool calls_back_now(const char *method)
{
	static const char *const methods[] = { "forEach",	"map",	   "filter", "reduce",	  "reduceRight",
					       "some",		"every",   "find",   "findIndex", "findLast",
					       "findLastIndex", "flatMap", "sort" };
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (strcmp(methods[i], method) == 0)
			return true;
	return false;
}

/* then, catch, finally of anything. */
static void reaction(struct evl_classifier *c, struct evl_node *call, const char *method)
{
	uint32_t handlers = strcmp(method, "then") == 0 ? 2 : 1;
	for (uint32_t i = 0; i < handlers; i++) {
		struct evl_node *handler = argument(call, i);
		if (handler == NULL && i != 0)
			break;
		struct evl_effect *e = evl_classify_add_effect(c, EVL_WORK_REACTION, method, call->span);
		set_callback(c, e, handler);
	}
}

static bool is_combinator(const char *path)
{
	static const char *const names[] = { "Promise.all", "Promise.allSettled", "Promise.any", "Promise.race" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], path) == 0)
			return true;
	return false;
}

void evl_classify_call_effects(struct evl_classifier *c, struct evl_node *call)
{
	struct evl_node *callee = evl_classify_bare(call->as.call.callee);
	struct evl_classified_value v = evl_classify_resolve(c, callee, c->scope, c->activation);
	char path[160];
	if (v.node == NULL)
		return;
	if (evl_classify_global_path(c, v, path, sizeof path)) {
		const struct api *api = find_api(path);
		if (api != NULL) {
			struct evl_effect *e = evl_classify_add_effect(c, api->work, api->path, call->span);
			if (e != NULL && api->delay >= 0)
				e->delay = delay_text(c, argument(call, (uint32_t)api->delay));
			set_callback(c, e, argument(call, (uint32_t)api->callback));
			return;
		}
		if (is_combinator(path)) {
			struct evl_effect *e =
				evl_classify_add_effect(c, EVL_WORK_REACTION, evl_classify_text(c, "%s", path), call->span);
			if (e != NULL)
				e->callback_text = "one reaction for each promise given";
			return;
		}
		if (strcmp(path, "fetch") == 0) {
			struct evl_effect *e = evl_classify_add_effect(c, EVL_WORK_IO, "fetch", call->span);
			if (e != NULL)
				e->callback_text = "the response settles the promise";
			return;
		}
	}
	if (evl_classify_is_function(v.node)) {
		const char *name =
			callee->kind == EVL_NODE_IDENTIFIER ? evl_classify_name_text(c, callee->as.identifier.name) : "function";
		follow(c, v.node, &call->as.call.arguments, c->activation, false, call->span,
		       evl_classify_text(c, "%.60s(), line %u", name, (unsigned)evl_classify_line_of(c, v.node->span)));
		return;
	}
	if (v.node->kind == EVL_NODE_MEMBER && v.node->as.member.property->kind == EVL_NODE_IDENTIFIER) {
		const char *method = evl_classify_name_text(c, v.node->as.member.property->as.identifier.name);
		if (strcmp(method, "then") == 0 || strcmp(method, "catch") == 0 || strcmp(method, "finally") == 0) {
			reaction(c, call, method);
		} else if (strcmp(method, "addEventListener") == 0 || strcmp(method, "on") == 0 || strcmp(method, "once") == 0) {
			struct evl_effect *e = evl_classify_add_effect(c, EVL_WORK_EVENT,
								       strcmp(method, "on") == 0     ? "on"
								       : strcmp(method, "once") == 0 ? "once"
												     : "addEventListener",
								       call->span);
			set_callback(c, e, argument(call, 1));
		} else if (calls_back_now(method)) {
			struct evl_node *callback = argument(call, 0);
			struct evl_classified_value f = evl_classify_resolve(c, callback, c->scope, c->activation);
			if (f.node != NULL && evl_classify_is_function(f.node)) {
				c->loops++;
				follow(c, f.node, NULL, NULL, false, call->span, NULL);
				c->loops--;
			}
		}
	}
}

void evl_classify_new_effects(struct evl_classifier *c, struct evl_node *node)
{
	char path[160];
	if (!evl_classify_global_path(c, evl_classify_resolve(c, node->as.call.callee, c->scope, c->activation), path,
				      sizeof path))
		return;
	struct evl_node *first = argument(node, 0);
	if (strcmp(path, "Promise") == 0 && first != NULL) {
		struct evl_classified_value v = evl_classify_resolve(c, first, c->scope, c->activation);
		if (v.node != NULL && evl_classify_is_function(v.node))
			follow(c, v.node, NULL, NULL, true, node->span, c->activation != NULL ? c->activation->via : NULL);
	} else if (strcmp(path, "MutationObserver") == 0) {
		struct evl_effect *e = evl_classify_add_effect(c, EVL_WORK_MUTATION_OBSERVER, "MutationObserver", node->span);
		set_callback(c, e, first);
	}
}

void evl_classify_await_effect(struct evl_classifier *c, const struct evl_node *node, const char *api)
{
	struct evl_effect *e = evl_classify_add_effect(c, EVL_WORK_AWAIT, api, node->span);
	if (e == NULL)
		return;
	const struct evl_activation *a = c->activation;
	if (a != NULL && a->function->as.function.name != NULL)
		e->callback_text = evl_classify_text(
			c, "the rest of %.60s", evl_classify_name_text(c, a->function->as.function.name->as.identifier.name));
	else
		e->callback_text = a != NULL ? "the rest of the function" : "the rest of the code after it";
	/* inside a followed function everything after the await happens then */
	if (a != NULL)
		c->tail = &e->then;
}
