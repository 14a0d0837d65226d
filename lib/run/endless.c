/* SPDX-License-Identifier: MIT */
/*
 * endless.c - proofs, from the text, that something goes on for ever.
 *
 * They are deliberately narrow: a wrong "no" costs time until a limit is met, a
 * wrong "yes" would be a wrong prediction.
 */
#include "run/endless.h"

#include <string.h>

#include "base/utf.h"
#include "run/walk.h"

/* ------------------------------------------------------------------- loops */

static bool is_function(const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		return true;
	default:
		return false;
	}
}

/* Any way out: jumps are not matched with their targets, a break of an inner loop counts too unless that loop was left out. */
static bool visit_exit(void *context, const struct evl_node *node, enum evl_child_role role)
{
	bool *leaves = context;
	(void)role;
	if (is_function(node))
		return false;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_BREAK:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_YIELD:
		*leaves = true;
		return false;
	case EVL_NODE_CONTINUE:
		if (node->as.jump.label != EVL_NAME_NONE)
			*leaves = true;
		return false;
	default:
		return !*leaves;
	}
}

static bool always_true(const struct evl_node *test)
{
	while (test != NULL && test->kind == EVL_NODE_PARENTHESIZED)
		test = test->as.unary.operand;
	if (test == NULL)
		return true;
	return test->kind == EVL_NODE_TRUE || (test->kind == EVL_NODE_NUMBER && test->as.number.value != 0);
}

bool evl_loop_is_endless(const struct evl_node *loop)
{
	const struct evl_node *test = loop->kind == EVL_NODE_FOR ? loop->as.for_.test : loop->as.loop.test;
	const struct evl_node *body = loop->kind == EVL_NODE_FOR ? loop->as.for_.body : loop->as.loop.body;
	if (loop->kind != EVL_NODE_FOR && test == NULL)
		return false;
	if (!always_true(test))
		return false;
	bool leaves = false;
	return evl_walk(body, visit_exit, &leaves) && !leaves;
}

struct at {
	evl_span span;
	const struct evl_node *found;
};

static bool holds(const struct evl_node *node, evl_span span)
{
	return node->span.source == span.source && node->span.start <= span.start && span.start < node->span.end;
}

static bool visit_at(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct at *at = context;
	(void)role;
	if (!holds(node, at->span))
		return false;
	if (is_function(node))
		at->found = NULL; /* the loop would be around the function, not around what runs */
	if ((node->kind == EVL_NODE_WHILE || node->kind == EVL_NODE_DO_WHILE || node->kind == EVL_NODE_FOR) &&
	    evl_loop_is_endless(node))
		at->found = node;
	return true;
}

const struct evl_node *evl_endless_loop_at(const struct evl_node *program, evl_span span)
{
	struct at at = { .span = span };
	if (span.start == UINT32_MAX || !evl_walk(program, visit_at, &at))
		return NULL;
	return at.found;
}

/* ------------------------------------------------------------------- chains */

enum { WINDOW = 3000, MAX_SITES = 8 };

struct sites {
	evl_span spans[MAX_SITES];
	uint32_t count;
};

static bool add_site(struct sites *sites, evl_span span)
{
	for (uint32_t i = 0; i < sites->count; i++)
		if (sites->spans[i].start == span.start && sites->spans[i].source == span.source)
			return true;
	if (sites->count == MAX_SITES)
		return false;
	sites->spans[sites->count++] = span;
	return true;
}

static bool name_is(const struct evl_names *names, evl_name name, const char *text)
{
	const struct evl_name_entry *entry = evl_names_entry(names, name);
	size_t length = strlen(text);
	if (entry->length != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (entry->units[i] != (unsigned char)text[i])
			return false;
	return true;
}

struct purity {
	const struct evl_names *names;
	const struct evl_node *program;
	bool pure;
};

/* The name that a call goes to, by its last part. */
static evl_name callee_name(const struct evl_node *callee)
{
	if (callee != NULL && callee->kind == EVL_NODE_IDENTIFIER)
		return callee->as.identifier.name;
	if (callee != NULL && callee->kind == EVL_NODE_MEMBER && callee->as.member.property->kind == EVL_NODE_IDENTIFIER)
		return callee->as.member.property->as.identifier.name;
	return EVL_NAME_NONE;
}

static bool is_harmless_call(const struct evl_names *names, const struct evl_node *call)
{
	static const char *const harmless[] = { "then", "catch", "resolve", "queueMicrotask", "nextTick" };
	evl_name name = callee_name(call->as.call.callee);
	for (size_t i = 0; name != EVL_NAME_NONE && i < sizeof harmless / sizeof harmless[0]; i++)
		if (name_is(names, name, harmless[i]))
			return true;
	return false;
}

static bool visit_purity(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct purity *purity = context;
	(void)role;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_ASSIGNMENT:
	case EVL_NODE_UPDATE:
	case EVL_NODE_NEW:
	case EVL_NODE_TAGGED_TEMPLATE:
	case EVL_NODE_IMPORT_CALL:
	case EVL_NODE_YIELD:
	case EVL_NODE_SPREAD:
	case EVL_NODE_FOR_OF:
	case EVL_NODE_FOR_IN:
	case EVL_NODE_THROW:
	case EVL_NODE_WITH:
		purity->pure = false;
		break;
	case EVL_NODE_UNARY:
		if (node->as.operation.op == EVL_OP_DELETE)
			purity->pure = false;
		break;
	case EVL_NODE_CALL:
		if (!is_harmless_call(purity->names, node))
			purity->pure = false;
		break;
	default:
		break;
	}
	return purity->pure;
}

/* The innermost function around a place; NULL: the program itself. */
static bool visit_function_at(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct at *at = context;
	(void)role;
	if (!holds(node, at->span))
		return false;
	if (node->kind == EVL_NODE_FUNCTION_DECLARATION || node->kind == EVL_NODE_FUNCTION_EXPRESSION ||
	    node->kind == EVL_NODE_ARROW_FUNCTION)
		at->found = node;
	return true;
}

/* Is every round from this site the same: the function around it changes nothing, or is an endless loop that awaits? */
static bool site_renews(const struct evl_node *program, const struct evl_names *names, evl_span site, bool is_await)
{
	if (site.start == UINT32_MAX)
		return false;
	if (is_await && evl_endless_loop_at(program, site) != NULL)
		return true;
	struct at at = { .span = site };
	if (!evl_walk(program, visit_function_at, &at) || at.found == NULL)
		return false;
	struct purity purity = { .names = names, .program = program, .pure = true };
	return evl_walk(at.found, visit_purity, &purity) && purity.pure;
}

bool evl_chain_is_endless(const struct evl_trace *trace, uint32_t from, const struct evl_node *program, const struct evl_names *names)
{
	struct sites sites = { .count = 0 };
	bool all_await = true;
	if (trace->truncated || trace->count < from || trace->count - from < WINDOW)
		return false;
	for (uint32_t i = trace->count - WINDOW; i < trace->count; i++) {
		const struct evl_event *event = &trace->events[i];
		switch ((enum evl_event_kind)event->kind) {
		case EVL_EVENT_QUEUE:
		case EVL_EVENT_REGISTER:
			if (event->span.source != 0 || !add_site(&sites, event->span))
				return false;
			if (event->work != EVL_WORK_AWAIT)
				all_await = false;
			break;
		case EVL_EVENT_BEGIN:
		case EVL_EVENT_END:
		case EVL_EVENT_SETTLE:
		case EVL_EVENT_SUSPEND:
			break;
		default:
			return false;
		}
	}
	for (uint32_t i = 0; i < sites.count; i++)
		if (!site_renews(program, names, sites.spans[i], all_await))
			return false;
	return sites.count != 0;
}
