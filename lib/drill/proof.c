/* SPDX-License-Identifier: MIT */
/*
 * proof.c - running a candidate: every order of it, its reasons, and its changed runs.
 */
#include "drill/proof.h"

#include <string.h>

#include "base/buffer.h"
#include "explain/reason.h"
#include "explore/explore.h"
#include "run/walk.h"

enum {
	SCHEDULES = 3000,
	STEPS = 200000,
};

const char *evl_drill_host_name(enum evl_drill_host host)
{
	static const char *const names[] = { "node", "node-esm", "browser" };
	return names[host];
}

static const struct { const char *name, *believed, *rule; } misconceptions[] = {
	{ "none", "", "sync-in-order" },
#define EVL_MISCONCEPTION(id, name, believed, rule) { name, believed, rule },
#include "base/misconceptions.def"
#undef EVL_MISCONCEPTION
};

const char *evl_misconception_text(enum evl_misconception misconception)
{
	return misconceptions[misconception].believed;
}

const char *evl_misconception_name(enum evl_misconception misconception)
{
	return misconceptions[misconception].name;
}

enum evl_rule evl_misconception_rule(enum evl_misconception misconception)
{
	return evl_rule_find(misconceptions[misconception].rule);
}

static struct evl_run_options options_for(enum evl_drill_host host)
{
	return (struct evl_run_options){
		.host = host == EVL_DRILL_BROWSER ? "browser" : "node",
		.goal = host == EVL_DRILL_BROWSER ? EVL_RUN_GOAL_SCRIPT : host == EVL_DRILL_NODE_ESM ? EVL_RUN_GOAL_MODULE : EVL_RUN_GOAL_COMMONJS,
		.name = "snippet.js",
		.max_steps = STEPS,
	};
}

/* ------------------------------------------------------------------ lines */

/* The text of a printed event, without a line end; the first line of an error's report that says something. */
static const char *line_text(const struct evl_trace *trace, const struct evl_event *event, struct evl_arena *arena)
{
	const char *text = evl_trace_text(trace, event);
	size_t length = event->text_length;
	while (length > 0 && text[length - 1] == '\n')
		length--;
	return evl_arena_copy_text(arena, text, length);
}

/* Lines that a person can type and sort: of one row, on standard output. */
static bool is_simple(const struct evl_event *event, const char *text)
{
	return event->kind == EVL_EVENT_PRINT && text[0] != '\0' && strchr(text, '\n') == NULL && strlen(text) <= 60;
}

static const char *taken(struct evl_buffer *buffer, struct evl_arena *arena)
{
	const char *text = buffer->bytes == NULL ? "" : evl_arena_copy_text(arena, buffer->bytes, buffer->length);
	evl_buffer_reset(buffer);
	return text;
}

static uint32_t source_line(const struct evl_trace *trace, evl_span span)
{
	if (span.source != 0 || span.start == UINT32_MAX)
		return 0;
	return evl_source_place(&trace->sources[0], span.start).line;
}

/* ------------------------------------------------------------ where work is asked for */

struct asked {
	evl_span span;
	uint32_t start; /* of the name after the last dot of the call that has this span */
};

static bool find_call(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct asked *asked = context;
	(void)role;
	if (node->span.start > asked->span.start || node->span.end < asked->span.end)
		return false;
	if (node->kind == EVL_NODE_CALL && node->span.start == asked->span.start && node->span.end == asked->span.end &&
	    node->as.call.callee != NULL && node->as.call.callee->kind == EVL_NODE_MEMBER)
		asked->start = node->as.call.callee->as.member.property->span.start;
	return true;
}

/* The line where a call stands: in a chain over several lines, that of its own name. */
static uint32_t asked_line(const struct evl_trace *trace, const struct evl_node *tree, evl_span span)
{
	struct asked asked = { span, span.start };
	if (span.source != 0 || span.start == UINT32_MAX)
		return 0;
	(void)evl_walk(tree, find_call, &asked);
	return evl_source_place(&trace->sources[0], asked.start).line;
}

static bool read_lines_with(const struct evl_order *order, struct evl_arena *arena, struct evl_proof *proof, struct evl_buffer *text)
{
	if (order->line_count < 3 || order->line_count > EVL_PROOF_LINES)
		return false;
	proof->line_count = order->line_count;
	proof->hash = UINT64_C(1469598103934665603);
	for (uint32_t i = 0; i < order->line_count; i++) {
		const struct evl_event *event = &order->trace->events[order->lines[i].event];
		struct evl_proof_line *line = &proof->lines[i];
		struct evl_reason reason;
		line->text = line_text(order->trace, event, arena);
		if (!is_simple(event, line->text))
			return false;
		for (uint32_t k = 0; k < i; k++)
			if (strcmp(proof->lines[k].text, line->text) == 0)
				return false;
		for (const char *c = line->text; *c != '\0'; c++)
			proof->hash = (proof->hash ^ (uint8_t)*c) * UINT64_C(1099511628211);
		line->source_line = source_line(order->trace, event->span);
		evl_reason_find(order->trace, order->lines[i].event, &reason);
		if (reason.cls == EVL_CLASS_MACROTASK && reason.queued == NULL && reason.begin != NULL &&
		    &order->trace->events[order->tasks[order->lines[i].task].begin] != reason.begin) {
			/* An event that script dispatches: its listeners are called on the spot. */
			line->kind = "sync (event listener)";
			line->reason = "is printed by a listener, which is called before dispatchEvent returns";
			continue;
		}
		evl_reason_kind(order->trace, &reason, text);
		line->kind = taken(text, arena);
		evl_reason_sentence(order->trace, &reason, text);
		line->reason = taken(text, arena);
	}
	return true;
}

static bool read_lines(const struct evl_order *order, struct evl_arena *arena, struct evl_proof *proof)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	bool good = read_lines_with(order, arena, proof, &text);
	evl_buffer_release(&text);
	return good;
}

/* Are all pairs ordered by rules, or by much time? */
static bool is_certain(const struct evl_order *order, int64_t margin)
{
	for (uint32_t i = 0; i < order->line_count; i++) {
		for (uint32_t j = i + 1; j < order->line_count; j++) {
			struct evl_relation relation = evl_order_relation(order, i, j);
			if (relation.sure == EVL_SURE_RACY || (relation.sure == EVL_SURE_TIMING && relation.margin < margin))
				return false;
		}
	}
	return true;
}

/* --------------------------------------------------- what is not printed */

struct silence {
	const struct evl_trace *trace;
	const struct evl_node *tree;
	struct evl_arena *arena;
	struct evl_proof *proof;
};

static bool is_known_text(const struct evl_proof *proof, const char *text)
{
	for (uint32_t i = 0; i < proof->line_count; i++)
		if (strcmp(proof->lines[i].text, text) == 0)
			return true;
	for (uint32_t i = 0; i < proof->unprinted_count; i++)
		if (strcmp(proof->unprinted[i], text) == 0)
			return true;
	return false;
}

/* console.log of a plain text that is none of the printed lines. */
static bool find_silence(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct silence *s = context;
	(void)role;
	if (node->kind != EVL_NODE_CALL || node->as.call.arguments.count != 1 || node->as.call.callee == NULL ||
	    node->as.call.callee->kind != EVL_NODE_MEMBER || node->as.call.arguments.items[0]->kind != EVL_NODE_STRING ||
	    s->proof->unprinted_count == EVL_PROOF_UNPRINTED)
		return true;
	const char *source = s->trace->sources[0].text;
	evl_span callee = node->as.call.callee->span, text = node->as.call.arguments.items[0]->span;
	if (callee.end - callee.start != 11 || memcmp(source + callee.start, "console.log", 11) != 0 || text.end - text.start < 3 || text.end - text.start > 62)
		return true;
	const char *copy = evl_arena_copy_text(s->arena, source + text.start + 1, text.end - text.start - 2);
	if (strchr(copy, '\\') != NULL || strchr(copy, '%') != NULL || is_known_text(s->proof, copy))
		return true;
	s->proof->unprinted[s->proof->unprinted_count] = copy;
	s->proof->unprinted_rules[s->proof->unprinted_count++] = evl_rule_of_silence(s->trace, s->tree, text.start);
	return true;
}

/* ------------------------------------------------------------------ queues */

static void add_place(uint32_t *places, uint32_t *count, uint32_t line)
{
	if (line != 0 && *count < 16)
		places[(*count)++] = line;
}

static bool begins_before(const struct evl_trace *trace, uint32_t queued, uint32_t until)
{
	for (uint32_t i = queued + 1; i < until; i++)
		if (trace->events[i].kind == EVL_EVENT_BEGIN && trace->events[i].cause == queued)
			return true;
	return false;
}

static bool is_queued_before(const struct evl_trace *trace, uint32_t registered, uint32_t until)
{
	for (uint32_t i = registered + 1; i < until; i++)
		if (trace->events[i].kind == EVL_EVENT_QUEUE && trace->events[i].id == trace->events[registered].id)
			return true;
	return false;
}

/* What waits when event `until` has been written. */
static void read_queue(const struct evl_trace *trace, const struct evl_node *tree, uint32_t until, struct evl_proof_queue *queue)
{
	for (uint32_t i = 0; i < until; i++) {
		const struct evl_event *e = &trace->events[i];
		if (e->kind != EVL_EVENT_REGISTER && e->kind != EVL_EVENT_QUEUE)
			continue;
		uint32_t line = asked_line(trace, tree, e->span);
		if (e->kind == EVL_EVENT_REGISTER && !is_queued_before(trace, i, until))
			add_place(queue->pending, &queue->pending_count, line);
		if (e->kind != EVL_EVENT_QUEUE || begins_before(trace, i, until))
			continue;
		enum evl_work_class cls = evl_work_class((enum evl_work)e->work);
		if (cls == EVL_CLASS_MICROTASK && e->work != EVL_WORK_NEXT_TICK)
			add_place(queue->places, &queue->count, line);
		else
			add_place(queue->tasks, &queue->task_count, line);
	}
}

static void read_queues(const struct evl_order *order, const struct evl_node *tree, struct evl_proof *proof)
{
	for (uint32_t i = 0; i < order->line_count && proof->queue_count < 8; i++) {
		struct evl_reason reason;
		evl_reason_find(order->trace, order->lines[i].event, &reason);
		struct evl_proof_queue *queue = &proof->queues[proof->queue_count];
		if (order->lines[i].task != 0 || reason.work == EVL_WORK_NEXT_TICK)
			continue;
		memset(queue, 0, sizeof *queue);
		queue->line = i;
		read_queue(order->trace, tree, order->lines[i].event, queue);
		bool distinct = queue->count >= 1;
		for (uint32_t a = 0; a < queue->count; a++)
			for (uint32_t b = 0; b < a; b++)
				distinct = distinct && queue->places[a] != queue->places[b];
		if (distinct)
			proof->queue_count++;
	}
}

/* ------------------------------------------------------------------- steps */

static void tell_queue(const struct evl_trace *trace, const struct evl_node *tree, uint32_t until, struct evl_buffer *out)
{
	struct evl_proof_queue queue = { 0 };
	read_queue(trace, tree, until, &queue);
	evl_buffer_append_text(out, "  [microtasks:");
	for (uint32_t i = 0; i < queue.count; i++)
		evl_buffer_printf(out, "%s line %u", i > 0 ? "," : "", (unsigned)queue.places[i]);
	evl_buffer_append_text(out, queue.count == 0 ? " none; later:" : "; later:");
	for (uint32_t i = 0; i < queue.task_count; i++)
		evl_buffer_printf(out, "%s line %u", i > 0 ? "," : "", (unsigned)queue.tasks[i]);
	evl_buffer_append_text(out, queue.task_count == 0 ? " nothing]\n" : "]\n");
}

static void tell_event(const struct evl_trace *trace, const struct evl_node *tree, uint32_t id, struct evl_buffer *out)
{
	const struct evl_event *e = &trace->events[id];
	const char *work = evl_work_text((enum evl_work)e->work);
	uint32_t line = e->kind == EVL_EVENT_PRINT ? source_line(trace, e->span) : asked_line(trace, tree, e->span);
	switch ((enum evl_event_kind)e->kind) {
	case EVL_EVENT_PRINT:
		evl_buffer_printf(out, "line %u prints: %s", (unsigned)line, evl_trace_text(trace, e));
		while (out->length > 0 && out->bytes[out->length - 1] == '\n')
			out->length--;
		break;
	case EVL_EVENT_BEGIN:
		evl_buffer_printf(out, "the %s", work);
		if (line != 0 && e->cause != EVL_NO_EVENT)
			evl_buffer_printf(out, " of line %u", (unsigned)line);
		evl_buffer_append_text(out, e->work == EVL_WORK_AWAIT ? " goes on" : " begins");
		break;
	case EVL_EVENT_QUEUE:
		evl_buffer_printf(out, "line %u queues: %s", (unsigned)line, work);
		break;
	case EVL_EVENT_SUSPEND:
		evl_buffer_printf(out, "line %u suspends its function", (unsigned)line);
		break;
	default:
		return;
	}
	tell_queue(trace, tree, id + 1, out);
}

static const char *read_steps(const struct evl_trace *trace, const struct evl_node *tree, struct evl_arena *arena)
{
	struct evl_buffer out;
	evl_buffer_init(&out);
	for (uint32_t i = 0; i < trace->count && i < 400; i++)
		tell_event(trace, tree, i, &out);
	const char *steps = taken(&out, arena);
	evl_buffer_release(&out);
	return steps;
}

/* ------------------------------------------------------------------- proof */

bool evl_prove(struct evl_run *run, const char *text, size_t length, enum evl_drill_host host, int64_t margin, struct evl_arena *arena,
	       struct evl_proof *proof)
{
	struct evl_run_options options = options_for(host);
	struct evl_exploration exploration = { 0 };
	struct evl_explore_options limits = { .max_schedules = SCHEDULES, .max_outcomes = 2 };
	memset(proof, 0, sizeof *proof);
	if (evl_run_predict(run, text, length, &options) != EVL_STATUS_OK)
		return false;
	evl_explore(run, 0, &limits, arena, &exploration);
	if (exploration.outcome_count != 1 || !evl_exploration_is_complete(&exploration))
		return false;
	struct evl_order order;
	evl_order_read(&order, &run->results[0].trace, host == EVL_DRILL_BROWSER, arena);
	if (run->results[0].trace.truncated || !read_lines(&order, arena, proof) || !is_certain(&order, margin))
		return false;
	for (uint32_t i = 0; i < order.line_count; i++)
		for (uint32_t j = i + 1; j < order.line_count; j++)
			proof->rules[i][j] = (uint8_t)evl_rule_between(&order, run->units[0].tree, i, j);
	struct silence silence = { order.trace, run->units[0].tree, arena, proof };
	(void)evl_walk(run->units[0].tree, find_silence, &silence);
	read_queues(&order, run->units[0].tree, proof);
	proof->steps = read_steps(order.trace, run->units[0].tree, arena);
	return true;
}

/* ----------------------------------------------------------------- beliefs */

struct bodies {
	uint32_t starts[64];
	uint32_t count;
};

static bool find_body(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct bodies *bodies = context;
	(void)role;
	if (node->kind != EVL_NODE_FUNCTION_DECLARATION && node->kind != EVL_NODE_FUNCTION_EXPRESSION && node->kind != EVL_NODE_ARROW_FUNCTION)
		return true;
	uint32_t flags = node->as.function.flags & (EVL_FN_ASYNC | EVL_FN_GENERATOR | EVL_FN_EXPRESSION_BODY);
	if (flags == EVL_FN_ASYNC && bodies->count < 64)
		bodies->starts[bodies->count++] = node->as.function.body->span.start + 1;
	return true;
}

/* The text with an await at the beginning of each async function, on the same line. Needs the tree of the text's run. */
static bool with_late_bodies(const struct evl_run *run, const char *text, size_t length, struct evl_buffer *out)
{
	struct bodies bodies = { .count = 0 };
	if (!evl_walk(run->units[0].tree, find_body, &bodies) || bodies.count == 0)
		return false;
	size_t at = 0;
	for (;;) {
		uint32_t next = UINT32_MAX;
		for (uint32_t i = 0; i < bodies.count; i++)
			if (bodies.starts[i] > at && bodies.starts[i] < next)
				next = bodies.starts[i];
		size_t until = next == UINT32_MAX || next > length ? length : next;
		evl_buffer_append(out, text + at, until - at);
		at = until;
		if (at == length)
			return !out->failed;
		evl_buffer_append_text(out, " await null;");
	}
}

static bool read_belief(const struct evl_trace *trace, struct evl_arena *arena, struct evl_belief *belief)
{
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *event = &trace->events[i];
		if (event->kind == EVL_EVENT_ERROR)
			return false;
		if (event->kind != EVL_EVENT_PRINT)
			continue;
		if (belief->line_count == EVL_PROOF_LINES)
			return false;
		belief->lines[belief->line_count++] = line_text(trace, event, arena);
	}
	return belief->line_count >= 2;
}

bool evl_believe(struct evl_run *run, const char *text, size_t length, enum evl_drill_host host, enum evl_misconception misconception,
		 struct evl_arena *arena, struct evl_belief *belief)
{
	struct evl_run_options options = options_for(host);
	memset(belief, 0, sizeof *belief);
	belief->misconception = misconception;
	if (misconception == EVL_MISCONCEPTION_ASYNC_LATER) {
		struct evl_buffer changed;
		evl_buffer_init(&changed);
		bool ok = evl_run_read(run, text, length, &options) == EVL_STATUS_OK && with_late_bodies(run, text, length, &changed) &&
			  evl_run_predict(run, changed.bytes, changed.length, &options) == EVL_STATUS_OK;
		evl_buffer_release(&changed);
		return ok && read_belief(&run->results[0].trace, arena, belief);
	}
	options.misconception = (uint8_t)misconception;
	return evl_run_predict(run, text, length, &options) == EVL_STATUS_OK && read_belief(&run->results[0].trace, arena, belief);
}
