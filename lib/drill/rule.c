/* SPDX-License-Identifier: MIT */
/*
 * rule.c - from two lines of a trace to the rule that orders them.
 *
 * What ran each line and what asked for it comes from the trace (explain/reason.h); what the trace does not tell, such as
 * that a line stands in a promise's executor, from the tree.
 */
#include "drill/rule.h"

#include <string.h>

#include "explain/reason.h"
#include "run/walk.h"

static const struct { const char *name, *title, *text; } rules[] = {
#define EVL_RULE(id, name, title, text) { name, title, text },
#include "drill/rules.def"
#undef EVL_RULE
};

const char *evl_rule_name(enum evl_rule rule)
{
	return rules[rule].name;
}

const char *evl_rule_title(enum evl_rule rule)
{
	return rules[rule].title;
}

const char *evl_rule_text(enum evl_rule rule)
{
	return rules[rule].text;
}

enum evl_rule evl_rule_find(const char *name)
{
	for (int i = 0; i < EVL_RULE_COUNT; i++)
		if (strcmp(rules[i].name, name) == 0)
			return (enum evl_rule)i;
	return EVL_RULE_COUNT;
}

/* ------------------------------------------------- where a line stands */

struct place {
	uint32_t at;                      /* offset of the printing call */
	const struct evl_node *function;  /* the innermost function around it; NULL: top level */
	const struct evl_node *call;      /* the innermost call or new that has this function as an argument */
	bool in_for_await;
};

static bool covers(const struct evl_node *node, uint32_t at)
{
	return node->span.start <= at && at < node->span.end;
}

static bool is_function(const struct evl_node *node)
{
	return node->kind == EVL_NODE_FUNCTION_EXPRESSION || node->kind == EVL_NODE_ARROW_FUNCTION;
}

static bool look(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct place *place = context;
	(void)role;
	if (!covers(node, place->at))
		return false;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
		if (place->call != NULL && place->call->span.end < node->span.end)
			place->call = NULL;
		place->function = node;
		break;
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
		for (uint32_t i = 0; i < node->as.call.arguments.count; i++)
			if (is_function(node->as.call.arguments.items[i]) && covers(node->as.call.arguments.items[i], place->at))
				place->call = node;
		break;
	case EVL_NODE_FOR_OF:
		place->in_for_await = place->in_for_await || node->as.for_each.is_await;
		break;
	default:
		break;
	}
	return true;
}

static struct place place_of(const struct evl_node *tree, const struct evl_event *event)
{
	struct place place = { .at = event->span.start };
	if (event->span.source == 0)
		(void)evl_walk(tree, look, &place);
	/* A call counts only where the innermost function is its argument. */
	if (place.call != NULL && (place.function == NULL || place.function->span.start < place.call->span.start))
		place.call = NULL;
	return place;
}

static bool is_async(const struct place *place)
{
	return place->function != NULL && (place->function->as.function.flags & EVL_FN_ASYNC) != 0;
}

static bool is_async_generator(const struct place *place)
{
	const uint32_t both = EVL_FN_ASYNC | EVL_FN_GENERATOR;
	return place->function != NULL && (place->function->as.function.flags & both) == both;
}

/* The source text of a span, its beginning at least. */
static bool says(const struct evl_trace *trace, evl_span span, const char *word)
{
	if (span.source != 0 || span.start == UINT32_MAX || trace->source_count == 0)
		return false;
	const char *text = trace->sources[0].text;
	size_t length = strlen(word);
	for (size_t i = span.start; i + length <= span.end && i + length <= trace->sources[0].length; i++)
		if (memcmp(text + i, word, length) == 0)
			return true;
	return false;
}

/* Is the call that the span ends with one of `word`: "p.then(f).finally(g)" is one of finally? */
static bool ends_in_call_of(const struct evl_trace *trace, evl_span span, const char *word)
{
	if (span.source != 0 || span.start == UINT32_MAX || trace->source_count == 0 || span.end > trace->sources[0].length)
		return false;
	const char *text = trace->sources[0].text;
	size_t at = span.end, length = strlen(word);
	int open = 0;
	while (at > span.start) {
		char c = text[--at];
		open += c == ')' ? 1 : c == '(' ? -1 : 0;
		if (open == 0)
			break;
	}
	return at >= span.start + length && memcmp(text + at - length, word, length) == 0;
}

static bool callee_says(const struct evl_trace *trace, const struct evl_node *call, const char *word)
{
	return call != NULL && call->as.call.callee != NULL && says(trace, call->as.call.callee->span, word);
}

/* Is there a call of the executor's functions before the line? */
static bool is_after_resolve(const struct evl_trace *trace, const struct place *place)
{
	evl_span before = { 0, place->function->span.start, place->at };
	return says(trace, before, "resolve(") || says(trace, before, "reject(");
}

/* ----------------------------------------------------- one piece of work */

static enum evl_rule within(const struct evl_trace *trace, const struct place *a, const struct place *b)
{
	if (is_async_generator(b) && b->function != a->function)
		return EVL_RULE_ASYNC_GENERATOR;
	if (callee_says(trace, b->call, "Promise") && b->call->kind == EVL_NODE_NEW && is_after_resolve(trace, b))
		return EVL_RULE_RESOLVE_GOES_ON;
	if (a->call != NULL && a->call->kind == EVL_NODE_NEW && callee_says(trace, a->call, "Promise"))
		return is_after_resolve(trace, a) ? EVL_RULE_RESOLVE_GOES_ON : EVL_RULE_EXECUTOR_SYNC;
	if (callee_says(trace, a->call, ".forEach"))
		return is_async(a) ? EVL_RULE_FOREACH_NO_WAIT : EVL_RULE_CALLBACK_SYNC;
	if (callee_says(trace, a->call, ".map"))
		return EVL_RULE_CALLBACK_SYNC;
	if (callee_says(trace, a->call, "addEventListener") || callee_says(trace, a->call, ".on"))
		return EVL_RULE_LISTENER_SYNC;
	if (is_async(a) && a->function != b->function)
		return EVL_RULE_ASYNC_BODY_SYNC;
	return EVL_RULE_SYNC_IN_ORDER;
}

/* -------------------------------------------------------- microtasks */

static bool is_microtask(const struct evl_reason *reason)
{
	return reason->cls == EVL_CLASS_MICROTASK;
}

/* b was queued by what runs a, or by something before it: that it waits at all is the rule. */
static enum evl_rule waits(const struct evl_trace *trace, const struct evl_reason *b, const struct place *at_b)
{
	switch (b->work) {
	case EVL_WORK_AWAIT:
		return at_b->in_for_await ? EVL_RULE_FOR_AWAIT : callee_says(trace, at_b->call, ".forEach") ? EVL_RULE_FOREACH_NO_WAIT : EVL_RULE_AWAIT_YIELDS;
	case EVL_WORK_THENABLE:
		return EVL_RULE_THENABLE_JOB;
	case EVL_WORK_QUEUE_MICROTASK:
		return EVL_RULE_MICROTASK_IS_ASYNC;
	case EVL_WORK_NEXT_TICK:
		return EVL_RULE_TICK_IS_ASYNC;
	case EVL_WORK_ASYNC_GENERATOR:
		return EVL_RULE_ASYNC_GENERATOR;
	default:
		return b->queued != NULL && b->queued->detail != 0 ? EVL_RULE_REJECTION_TO_CATCH : EVL_RULE_THEN_IS_ASYNC;
	}
}

/* Was the thenable job asked for by the reaction that called finally's callback? */
static bool is_of_finally(const struct evl_trace *trace, const struct evl_event *thenable)
{
	const struct evl_event *queued = evl_trace_event(trace, thenable->cause);
	const struct evl_event *begin = queued != NULL && queued->kind == EVL_EVENT_QUEUE ? evl_trace_event(trace, queued->cause) : NULL;
	const struct evl_event *asked = begin != NULL && begin->kind == EVL_EVENT_BEGIN ? evl_trace_event(trace, begin->cause) : NULL;
	return asked != NULL && asked->kind == EVL_EVENT_QUEUE && ends_in_call_of(trace, asked->span, ".finally");
}

/* What made b wait longer than one tick: looked for backwards from the settling that it waited for. */
static bool delayed_by(const struct evl_trace *trace, const struct evl_reason *b, enum evl_rule *rule)
{
	const struct evl_event *settle = b->settle;
	for (int hops = 0; settle != NULL && hops < 4; hops++) {
		const struct evl_event *begin = evl_trace_event(trace, settle->cause);
		if (begin == NULL || begin->kind != EVL_EVENT_BEGIN)
			return false;
		const struct evl_event *queued = evl_trace_event(trace, begin->cause);
		if (queued == NULL || queued->kind != EVL_EVENT_QUEUE)
			return false;
		const struct evl_event *by = evl_trace_event(trace, queued->cause);
		if (begin->work == EVL_WORK_THENABLE) {
			*rule = EVL_RULE_THENABLE_JOB;
			return true;
		}
		if (ends_in_call_of(trace, queued->span, ".finally")) {
			*rule = EVL_RULE_FINALLY_TICKS;
			return true;
		}
		if (begin->work == EVL_WORK_REACTION && by != NULL && by->kind == EVL_EVENT_BEGIN && by->work == EVL_WORK_THENABLE) {
			*rule = is_of_finally(trace, by) ? EVL_RULE_FINALLY_TICKS : EVL_RULE_RETURN_PROMISE_TICKS;
			return true;
		}
		if (ends_in_call_of(trace, queued->span, "Promise.all") || ends_in_call_of(trace, queued->span, "Promise.allSettled") ||
		    ends_in_call_of(trace, queued->span, "Promise.race") || ends_in_call_of(trace, queued->span, "Promise.any")) {
			*rule = EVL_RULE_COMBINATOR_TICK;
			return true;
		}
		if (queued->detail == 0 && begin->work == EVL_WORK_REACTION && ends_in_call_of(trace, queued->span, ".catch")) {
			*rule = EVL_RULE_PASS_THROUGH;
			return true;
		}
		if (begin->work != EVL_WORK_REACTION)
			return false;
		settle = evl_trace_event(trace, queued->other);
		if (settle != NULL && settle->kind != EVL_EVENT_SETTLE)
			settle = NULL;
	}
	return false;
}

static enum evl_rule between_microtasks(const struct evl_trace *trace, const struct evl_reason *a, const struct evl_reason *b,
					const struct place *at_b)
{
	enum evl_rule rule;
	if (a->work == EVL_WORK_NEXT_TICK && b->work == EVL_WORK_NEXT_TICK)
		return EVL_RULE_TICK_FIFO;
	if (a->work == EVL_WORK_NEXT_TICK)
		return b->during == a->begin ? waits(trace, b, at_b) : EVL_RULE_TICK_BEFORE_PROMISE;
	if (b->work == EVL_WORK_NEXT_TICK)
		return b->during != NULL && b->during->work == EVL_WORK_MODULE ? EVL_RULE_MODULE_MICROTASKS : EVL_RULE_TICK_AFTER_MICROTASKS;
	if (delayed_by(trace, b, &rule))
		return rule;
	if (b->queued != NULL && b->queued->detail != 0 && b->settle != NULL)
		return EVL_RULE_REJECTION_TO_CATCH;
	if (at_b->in_for_await)
		return EVL_RULE_FOR_AWAIT;
	bool queued_after = b->queued != NULL && a->begin != NULL && b->queued > a->begin;
	if (queued_after && b->work == EVL_WORK_AWAIT)
		return b->settle != NULL ? EVL_RULE_AWAIT_CALL_TICKS : EVL_RULE_AWAIT_EACH_TICK;
	if (queued_after && b->settle != NULL)
		return EVL_RULE_CHAIN_ONE_TICK;
	if (queued_after && b->during == a->begin)
		return EVL_RULE_NESTED_MICROTASK;
	if (b->settle != NULL && b->work == EVL_WORK_REACTION && b->during != NULL && is_microtask(&(struct evl_reason){ .cls = evl_work_class((enum evl_work)b->during->work) }))
		return EVL_RULE_CHAIN_ONE_TICK;
	if (a->work != b->work && (a->work == EVL_WORK_AWAIT || b->work == EVL_WORK_AWAIT))
		return EVL_RULE_AWAIT_IS_MICROTASK;
	return EVL_RULE_MICROTASK_FIFO;
}

/* ------------------------------------------------------------- tasks */

static enum evl_rule is_task(enum evl_work work)
{
	switch (work) {
	case EVL_WORK_TIMER:
	case EVL_WORK_INTERVAL:
		return EVL_RULE_TIMER_IS_TASK;
	case EVL_WORK_IMMEDIATE:
		return EVL_RULE_IMMEDIATE_IS_TASK;
	case EVL_WORK_ANIMATION_FRAME:
		return EVL_RULE_FRAME_IS_TASK;
	case EVL_WORK_REJECTION:
	case EVL_WORK_PROCESS_EVENT:
		return EVL_RULE_REJECTION_REPORTED;
	default:
		return EVL_RULE_TASK_IS_LATER;
	}
}

static enum evl_rule microtask_first(enum evl_work work)
{
	switch (work) {
	case EVL_WORK_TIMER:
	case EVL_WORK_INTERVAL:
		return EVL_RULE_MICROTASK_BEFORE_TIMER;
	case EVL_WORK_IMMEDIATE:
		return EVL_RULE_MICROTASK_BEFORE_IMMEDIATE;
	case EVL_WORK_ANIMATION_FRAME:
		return EVL_RULE_MICROTASK_BEFORE_FRAME;
	case EVL_WORK_REJECTION:
	case EVL_WORK_PROCESS_EVENT:
		return EVL_RULE_REJECTION_REPORTED;
	default:
		return EVL_RULE_MICROTASK_BEFORE_TASK;
	}
}

static enum evl_rule between_tasks(const struct evl_order *order, uint32_t a, uint32_t b)
{
	const struct evl_order_task *first = &order->tasks[order->lines[a].task], *second = &order->tasks[order->lines[b].task];
	switch ((enum evl_order_rule)evl_order_relation(order, a, b).rule) {
	case EVL_ORDER_TIMERS:
		return EVL_RULE_TIMER_ORDER;
	case EVL_ORDER_TIMERS_DUE:
	case EVL_ORDER_TIMER_LATER:
	case EVL_ORDER_TIMERS_TIE:
		return EVL_RULE_TIMER_DUE;
	case EVL_ORDER_CHECK_PHASE:
		return EVL_RULE_IMMEDIATE_BEFORE_TIMER;
	case EVL_ORDER_FIFO:
		if (second->work == EVL_WORK_INTERVAL)
			return EVL_RULE_INTERVAL_ROUNDS;
		return second->work == EVL_WORK_IMMEDIATE ? EVL_RULE_IMMEDIATE_FIFO :
		       second->work == EVL_WORK_ANIMATION_FRAME ? EVL_RULE_FRAME_FIFO : EVL_RULE_TASK_IS_LATER;
	case EVL_ORDER_CAUSED:
		return EVL_RULE_TASK_ASKED_LATER;
	case EVL_ORDER_REPORT:
		return EVL_RULE_REJECTION_REPORTED;
	case EVL_ORDER_THROUGH:
		return first->due != second->due ? EVL_RULE_TIMER_DUE : EVL_RULE_TASK_ASKED_LATER;
	default:
		return is_task((enum evl_work)second->work);
	}
}

enum evl_rule evl_rule_between(const struct evl_order *order, const struct evl_node *tree, uint32_t a, uint32_t b)
{
	const struct evl_trace *trace = order->trace;
	struct evl_reason first, second;
	evl_reason_find(trace, order->lines[a].event, &first);
	evl_reason_find(trace, order->lines[b].event, &second);
	struct place at_a = place_of(tree, first.event), at_b = place_of(tree, second.event);
	if (second.event->kind == EVL_EVENT_ERROR && second.event->detail != 0)
		return EVL_RULE_REJECTION_REPORTED;
	if (first.begin == second.begin)
		return within(trace, &at_a, &at_b);
	if (order->lines[a].task == order->lines[b].task) {
		if (!is_microtask(&first) && !is_microtask(&second))
			return first.work == EVL_WORK_EVENT || second.work == EVL_WORK_EVENT ? EVL_RULE_LISTENER_SYNC : within(trace, &at_a, &at_b);
		if (!is_microtask(&first))
			return waits(trace, &second, &at_b);
		return between_microtasks(trace, &first, &second, &at_b);
	}
	if (is_microtask(&first))
		return order->lines[a].task == 0 ? microtask_first((enum evl_work)order->tasks[order->lines[b].task].work)
						 : EVL_RULE_MICROTASKS_BETWEEN;
	if (order->lines[a].task == 0)
		return is_task((enum evl_work)order->tasks[order->lines[b].task].work);
	return between_tasks(order, a, b);
}

enum evl_rule evl_rule_of_silence(const struct evl_trace *trace, const struct evl_node *tree, uint32_t at)
{
	struct evl_event event = { .span = { 0, at, at } };
	struct place place = place_of(tree, &event);
	evl_span whole = { 0, 0, UINT32_MAX };
	if (place.call != NULL && callee_says(trace, place.call, "setTimeout") && says(trace, whole, "clearTimeout("))
		return EVL_RULE_CLEARED_TIMER;
	if (place.call != NULL && ends_in_call_of(trace, place.call->span, ".catch"))
		return says(trace, whole, "resolve(") && says(trace, whole, "reject(") ? EVL_RULE_SETTLES_ONCE : EVL_RULE_PASS_THROUGH;
	if (place.call != NULL && ends_in_call_of(trace, place.call->span, ".then"))
		return EVL_RULE_REJECTION_TO_CATCH;
	return is_async(&place) ? EVL_RULE_ASYNC_THROW : EVL_RULE_COUNT;
}
