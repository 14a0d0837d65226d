/* SPDX-License-Identifier: MIT */
/*
 * order.c - tasks from the trace, what orders two of them, and the closure over the others.
 *
 * A task is a piece of outer work with all the microtasks that follow it. Two tasks are related directly (one caused the
 * other, both are timers, ...) or through a third; of several ways the strongest counts.
 */
#include "explain/order.h"

#include <string.h>

#include "explain/reason.h"

enum { FRAME = 16700, CLOCK = 1000 }; /* microseconds: a frame's period; what a host's clock tells apart */
enum { NEIGHBOURS = 16 }; /* tasks that one of very many is compared with, on each side */
enum { NEAR = 64 }; /* tasks before one of very many that it is known to follow or not: the bits of a word */

const char *evl_sure_name(enum evl_sure sure)
{
	static const char *const names[] = { "racy", "timing", "host", "guaranteed" };
	return names[sure];
}

static const struct evl_event *event_at(const struct evl_order *order, evl_event_id id)
{
	return id < order->trace->count ? &order->trace->events[id] : NULL;
}

/* ------------------------------------------------------------------ tasks */

static bool is_visible(const struct evl_event *e)
{
	return e->kind == EVL_EVENT_PRINT || e->kind == EVL_EVENT_ERROR;
}

static bool is_outer(const struct evl_event *e)
{
	return evl_work_class((enum evl_work)e->work) != EVL_CLASS_MICROTASK;
}

static bool is_timer_work(uint8_t work) { return work == EVL_WORK_TIMER || work == EVL_WORK_INTERVAL; }

static bool is_timer(const struct evl_order_task *task) { return is_timer_work(task->work); }

/* Does it come at a time that is known? */
static bool is_timed(const struct evl_order_task *task) { return is_timer(task) || task->work == EVL_WORK_PROVIDED; }

static void count_events(struct evl_order *order, uint32_t *tasks, uint32_t *lines)
{
	uint32_t depth = 0;
	*tasks = 1;
	*lines = 0;
	for (uint32_t i = 0; i < order->trace->count; i++) {
		const struct evl_event *e = &order->trace->events[i];
		*lines += is_visible(e);
		if (e->kind == EVL_EVENT_BEGIN) {
			*tasks += depth == 0 && is_outer(e);
			depth++;
		} else if (e->kind == EVL_EVENT_END && depth > 0) {
			depth--;
		}
	}
}

static void begin_task(struct evl_order *order, evl_event_id id, const uint32_t *task_of)
{
	const struct evl_event *begin = &order->trace->events[id];
	struct evl_order_task *task = &order->tasks[order->task_count];
	*task = (struct evl_order_task){
		.begin = id, .queued = EVL_NO_EVENT, .asked_in = order->task_count, .work = begin->work, .due = begin->time, .looked = EVL_NO_EVENT };
	const struct evl_event *queued = event_at(order, begin->cause);
	if (queued != NULL && queued->kind == EVL_EVENT_QUEUE) {
		task->queued = begin->cause;
		task->asked_in = task_of[begin->cause];
		task->agent = is_outer(queued) && queued->detail != 0 ? (uint8_t)(queued->detail - 1) : order->tasks[task->asked_in].agent;
		order->has_agents = order->has_agents || task->agent != 0;
		if (begin->work == EVL_WORK_TIMER)
			task->due = queued->time + queued->value;
	}
	order->task_count++;
}

static void find_guaranteed(struct evl_order *order, struct evl_arena *arena);

void evl_order_read(struct evl_order *order, const struct evl_trace *trace, bool is_page, struct evl_arena *arena)
{
	memset(order, 0, sizeof *order);
	order->trace = trace;
	order->is_page = is_page;
	uint32_t tasks, lines, depth = 0;
	bool in_microtask = false;
	count_events(order, &tasks, &lines);
	order->tasks = evl_arena_zalloc(arena, tasks * sizeof *order->tasks);
	order->lines = evl_arena_zalloc(arena, (lines + (size_t)1) * sizeof *order->lines);
	uint32_t *task_of = evl_arena_alloc(arena, (trace->count + (size_t)1) * sizeof *task_of);
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if (e->kind == EVL_EVENT_BEGIN) {
			if (depth == 0 && (is_outer(e) || order->task_count == 0))
				begin_task(order, i, task_of);
			if (depth == 0)
				in_microtask = !is_outer(e);
			depth++;
		} else if (e->kind == EVL_EVENT_END && depth > 0) {
			depth--;
		} else if (e->kind == EVL_EVENT_QUEUE && depth > 0 && in_microtask && is_timer_work(e->work)) {
			order->tasks[order->task_count - 1].looked = i;
		}
		task_of[i] = order->task_count > 0 ? order->task_count - 1 : 0;
		if (is_visible(e)) {
			struct evl_order_task *task = &order->tasks[task_of[i]];
			if (task->line_count++ == 0)
				task->first_line = order->line_count;
			order->lines[order->line_count++] = (struct evl_order_line){ i, task_of[i] };
		}
	}
	if (order->task_count == 0) {
		order->tasks[0] = (struct evl_order_task){ .begin = EVL_NO_EVENT, .queued = EVL_NO_EVENT, .looked = EVL_NO_EVENT, .work = EVL_WORK_SCRIPT };
		order->task_count = 1;
	}
	uint32_t n = order->task_count;
	order->weakest = evl_arena_alloc(arena, n * sizeof *order->weakest);
	order->weakest_with = evl_arena_alloc(arena, n * sizeof *order->weakest_with);
	for (uint32_t i = 0; i < n; i++)
		order->weakest[i].sure = UINT8_MAX;
	if (n > EVL_ORDER_TASKS_MAX) {
		find_guaranteed(order, arena);
		return;
	}
	struct evl_relation *relations = evl_arena_alloc(arena, (size_t)n * n * sizeof *relations);
	for (size_t i = 0; i < (size_t)n * n; i++)
		relations[i].sure = UINT8_MAX;
	order->relations = relations;
}

/* --------------------------------------------------------------- relations */

static struct evl_relation relate(const struct evl_order *order, uint32_t a, uint32_t b);

static struct evl_relation relation(enum evl_sure sure, enum evl_order_rule rule, int64_t margin)
{
	return (struct evl_relation){ (uint8_t)sure, (uint8_t)rule, margin };
}

static bool is_stronger(struct evl_relation x, struct evl_relation y)
{
	return x.sure != y.sure ? x.sure > y.sure : x.margin > y.margin;
}

static struct evl_relation weaker(struct evl_relation x, struct evl_relation y)
{
	return is_stronger(x, y) ? y : x;
}

/* With very many tasks: does the nearby task `a` come before `b` in any case, as find_guaranteed found? */
static bool is_known_guaranteed(const struct evl_order *order, uint32_t a, uint32_t b)
{
	return a < b && b - a < NEAR && (order->guaranteed[b] >> (b - a) & 1) != 0;
}

static bool is_guaranteed(const struct evl_order *order, uint32_t a, uint32_t b)
{
	if (order->relations == NULL && a != 0)
		return is_known_guaranteed(order, a, b);
	return relate(order, a, b).sure == EVL_SURE_GUARANTEED;
}

/* Was the first task asked for before the second, whatever the host does? */
static bool asked_first(const struct evl_order *order, const struct evl_order_task *a, const struct evl_order_task *b)
{
	if (a->queued == EVL_NO_EVENT || b->queued == EVL_NO_EVENT || a->queued > b->queued)
		return false;
	return a->asked_in == b->asked_in || is_guaranteed(order, a->asked_in, b->asked_in);
}

static struct evl_relation relate_timers(const struct evl_order *order, const struct evl_order_task *a, const struct evl_order_task *b)
{
	const struct evl_event *qa = event_at(order, a->queued), *qb = event_at(order, b->queued);
	if (qa == NULL || qb == NULL)
		return relation(EVL_SURE_RACY, EVL_ORDER_TIMERS_TIE, 0);
	if (a->queued == b->queued) /* rounds of one interval */
		return relation(EVL_SURE_GUARANTEED, EVL_ORDER_FIFO, 0);
	bool first_rounds = a->work == EVL_WORK_TIMER && b->work == EVL_WORK_TIMER;
	if (first_rounds && asked_first(order, a, b) && qa->value <= qb->value) {
		/* HTML's timer initialisation steps; Node promises it only for equal delays and keeps it for others */
		bool everywhere = order->is_page || qa->value == qb->value;
		return relation(everywhere ? EVL_SURE_GUARANTEED : EVL_SURE_HOST, EVL_ORDER_TIMERS, 0);
	}
	int64_t margin = b->due - a->due;
	if (margin < CLOCK)
		return relation(EVL_SURE_RACY, EVL_ORDER_TIMERS_TIE, 0);
	return relation(EVL_SURE_TIMING, EVL_ORDER_TIMERS_DUE, margin);
}

/* What the run was told of, and when it is there, against a timer or another such thing. */
static struct evl_relation relate_provided(const struct evl_order *order, const struct evl_order_task *a, const struct evl_order_task *b)
{
	int64_t margin = b->due - a->due;
	if (margin >= CLOCK)
		return relation(EVL_SURE_TIMING, EVL_ORDER_TIMERS_DUE, margin);
	bool one_queue = a->work == b->work && asked_first(order, a, b);
	return one_queue ? relation(EVL_SURE_HOST, EVL_ORDER_FIFO, 0) : relation(EVL_SURE_RACY, EVL_ORDER_TIMERS_TIE, 0);
}

/* Of two threads or processes each has timers and queues of its own. */
static struct evl_relation relate_agents(const struct evl_order_task *a, const struct evl_order_task *b)
{
	int64_t margin = is_timed(a) && is_timed(b) ? b->due - a->due : 0;
	return relation(margin >= CLOCK ? EVL_SURE_TIMING : EVL_SURE_RACY, EVL_ORDER_AGENTS, margin >= CLOCK ? margin : 0);
}

static bool is_same_queue(const struct evl_order *order, const struct evl_order_task *a, const struct evl_order_task *b)
{
	if (a->work != b->work)
		return false;
	switch ((enum evl_work)a->work) {
	case EVL_WORK_IMMEDIATE:
	case EVL_WORK_ANIMATION_FRAME:
	case EVL_WORK_IDLE:
	case EVL_WORK_MESSAGE:
	case EVL_WORK_EVENT:
	case EVL_WORK_REJECTION:
		return asked_first(order, a, b);
	default:
		return false;
	}
}

/* What comes as soon as the loop gets to it. */
static bool comes_by_itself(const struct evl_order *order, const struct evl_order_task *task)
{
	switch ((enum evl_work)task->work) {
	case EVL_WORK_IMMEDIATE:
	case EVL_WORK_ANIMATION_FRAME:
	case EVL_WORK_MESSAGE:
	case EVL_WORK_REJECTION:
	case EVL_WORK_EVENT:
		return true;
	case EVL_WORK_TASK: /* a page's have priorities */
		return !order->is_page;
	default:
		return false;
	}
}

static bool is_loop_callback(const struct evl_order *order, uint32_t task)
{
	uint8_t work = order->tasks[task].work;
	return work == EVL_WORK_TIMER || work == EVL_WORK_INTERVAL || work == EVL_WORK_IO || work == EVL_WORK_PROVIDED;
}

/*
 * Did the timers phase before this task of the check phase end with microtasks that made the loop look at its clock after the other timer was
 * set? Then that one may have been found due at once (libuv: uv__run_timers goes on for as long as a timer is due).
 */
static bool is_looked_again(const struct evl_order *order, const struct evl_order_task *check, const struct evl_order_task *timer)
{
	const struct evl_order_task *last = check;
	while (last > order->tasks && !is_timer(last))
		last--;
	return is_timer(last) && last->looked != EVL_NO_EVENT && last->looked > timer->queued;
}

static struct evl_relation relate_check_phase(const struct evl_order *order, const struct evl_order_task *a, const struct evl_order_task *b)
{
	const struct evl_order_task *timer = is_timer(a) ? a : b;
	bool together = a->asked_in == b->asked_in;
	bool in_turn = b == timer && together && is_loop_callback(order, a->asked_in);
	if (in_turn && is_timer(&order->tasks[a->asked_in]) && is_looked_again(order, a, timer))
		return relation(EVL_SURE_RACY, EVL_ORDER_TIMER_CHECK, 0);
	if (in_turn)
		return relation(EVL_SURE_HOST, EVL_ORDER_CHECK_PHASE, 0);
	int64_t margin = b == timer ? b->due - a->due : a->due - b->due;
	if (b == timer && margin > 2 * CLOCK)
		return relation(EVL_SURE_TIMING, EVL_ORDER_TIMER_LATER, margin);
	return relation(EVL_SURE_RACY, EVL_ORDER_TIMER_CHECK, 0);
}

/* A script that the parser of a page ran: no other event asked for it. */
static bool is_parser_script(const struct evl_order *order, const struct evl_order_task *task)
{
	return order->is_page && task->begin != EVL_NO_EVENT && task->queued == EVL_NO_EVENT &&
	       (task->work == EVL_WORK_SCRIPT || task->work == EVL_WORK_MODULE);
}

/* Was it the parser, and no script, that asked for the task? */
static bool is_of_parser(const struct evl_order *order, const struct evl_order_task *task)
{
	const struct evl_event *queued = event_at(order, task->queued);
	return order->is_page && (queued != NULL ? queued->cause == EVL_NO_EVENT : is_parser_script(order, task));
}

/* Is it an async script, which runs when its file has come? */
static bool is_async_script(const struct evl_order *order, const struct evl_order_task *task)
{
	const struct evl_event *inside = task->begin != EVL_NO_EVENT ? event_at(order, task->begin + 1) : NULL;
	return is_of_parser(order, task) && task->work == EVL_WORK_EVENT && inside != NULL && inside->kind == EVL_EVENT_BEGIN &&
	       inside->work == EVL_WORK_SCRIPT;
}

/* Is it what the run was told that a user does at some time? It is known before any script. */
static bool is_user_action(const struct evl_order *order, const struct evl_order_task *task)
{
	return task->work == EVL_WORK_EVENT && task->queued < order->tasks[0].begin && is_of_parser(order, task) && !is_async_script(order, task);
}

/* What the kinds of the two say, without looking at causes. */
static struct evl_relation relate_kinds(const struct evl_order *order, const struct evl_order_task *a, const struct evl_order_task *b)
{
	if (a->agent != b->agent)
		return relate_agents(a, b);
	if (is_timer(a) && is_timer(b))
		return relate_timers(order, a, b);
	if (is_timed(a) && is_timed(b))
		return relate_provided(order, a, b);
	if (is_parser_script(order, a) && is_parser_script(order, b))
		return relation(EVL_SURE_GUARANTEED, EVL_ORDER_PARSER, 0);
	if ((is_async_script(order, a) && is_of_parser(order, b)) || (is_of_parser(order, a) && is_async_script(order, b)))
		return relation(EVL_SURE_RACY, EVL_ORDER_IO, 0);
	if (is_parser_script(order, a) && is_user_action(order, b))
		return relation(EVL_SURE_TIMING, EVL_ORDER_TIMER_LATER, b->due - a->due);
	/* The run itself says when the user acts: against a timer the times decide. */
	if (b->due > a->due && ((is_timer(a) && is_user_action(order, b)) || (is_user_action(order, a) && is_timer(b))))
		return relation(EVL_SURE_TIMING, EVL_ORDER_TIMER_LATER, b->due - a->due);
	if (is_same_queue(order, a, b))
		return relation(order->is_page || a->work != EVL_WORK_IMMEDIATE ? EVL_SURE_GUARANTEED : EVL_SURE_HOST, EVL_ORDER_FIFO, 0);
	if (b->work == EVL_WORK_PROCESS_EVENT)
		return relation(EVL_SURE_HOST, EVL_ORDER_REPORT, 0);
	if (!order->is_page && (a->work == EVL_WORK_REJECTION || b->work == EVL_WORK_REJECTION))
		return relation(EVL_SURE_HOST, EVL_ORDER_REPORT, 0);
	if (a->work == EVL_WORK_IO || b->work == EVL_WORK_IO)
		return relation(EVL_SURE_RACY, EVL_ORDER_IO, 0);
	bool immediate = a->work == EVL_WORK_IMMEDIATE || b->work == EVL_WORK_IMMEDIATE;
	if (immediate && (is_timer(a) || is_timer(b)))
		return relate_check_phase(order, a, b);
	bool frame = a->work == EVL_WORK_ANIMATION_FRAME || b->work == EVL_WORK_ANIMATION_FRAME;
	/* A timer far away comes after what is only waiting for its turn. */
	if (is_timed(b) && (comes_by_itself(order, a) || is_parser_script(order, a))) {
		const struct evl_event *asked = event_at(order, a->queued);
		int64_t from = asked != NULL ? asked->time : a->due;
		int64_t margin = b->due - from - (frame ? FRAME : CLOCK);
		if (margin > CLOCK)
			return relation(EVL_SURE_TIMING, EVL_ORDER_TIMER_LATER, margin);
	}
	return relation(EVL_SURE_RACY, frame ? EVL_ORDER_FRAME : EVL_ORDER_SOURCES, 0);
}

static struct evl_relation relate_directly(const struct evl_order *order, uint32_t a, uint32_t b)
{
	const struct evl_order_task *first = &order->tasks[a], *second = &order->tasks[b];
	if (a == 0 && second->queued < first->begin && is_async_script(order, second))
		return relation(EVL_SURE_RACY, EVL_ORDER_IO, 0);
	if (a == 0)
		return relation(EVL_SURE_GUARANTEED, is_parser_script(order, second) ? EVL_ORDER_PARSER : EVL_ORDER_SCRIPT_FIRST, 0);
	struct evl_relation best = relate_kinds(order, first, second);
	if (second->asked_in == a)
		return relation(EVL_SURE_GUARANTEED, EVL_ORDER_CAUSED, 0);
	if (second->asked_in > a && second->asked_in < b) {
		struct evl_relation caused = order->relations == NULL && is_known_guaranteed(order, a, second->asked_in) ?
						     relation(EVL_SURE_GUARANTEED, EVL_ORDER_CAUSED, 0) :
						     relate(order, a, second->asked_in);
		if (caused.sure == EVL_SURE_GUARANTEED)
			caused.rule = EVL_ORDER_CAUSED;
		if (is_stronger(caused, best))
			best = caused;
	}
	return best;
}

static struct evl_relation relate(const struct evl_order *order, uint32_t a, uint32_t b)
{
	if (a == b)
		return relation(EVL_SURE_GUARANTEED, EVL_ORDER_SAME_TASK, 0);
	if (a > b)
		return relation(EVL_SURE_RACY, EVL_ORDER_SOURCES, 0);
	if (order->relations == NULL)
		return b - a < NEAR || a == 0 ? relate_directly(order, a, b) : relation(EVL_SURE_HOST, EVL_ORDER_THROUGH, 0);
	struct evl_relation *known = &order->relations[(size_t)a * order->task_count + b];
	if (known->sure != UINT8_MAX)
		return *known;
	struct evl_relation best = relate_directly(order, a, b);
	for (uint32_t k = a + 1; k < b && best.sure != EVL_SURE_GUARANTEED; k++) {
		struct evl_relation through = weaker(relate(order, a, k), relate(order, k, b));
		if (through.sure == EVL_SURE_RACY)
			continue;
		through.rule = EVL_ORDER_THROUGH;
		if (is_stronger(through, best))
			best = through;
	}
	*known = best;
	return best;
}

/*
 * Very many tasks: which of the NEAR ones before it comes before each in any case. What a task hangs on was begun before
 * it, so that every question on the way is answered already: one step per pair, whatever the depth of the causes.
 */
static void find_guaranteed(struct evl_order *order, struct evl_arena *arena)
{
	order->guaranteed = evl_arena_zalloc(arena, order->task_count * sizeof *order->guaranteed);
	for (uint32_t b = 2; b < order->task_count; b++) {
		const struct evl_order_task *second = &order->tasks[b];
		for (uint32_t a = b < NEAR ? 1 : b - NEAR + 1; a < b; a++) {
			bool is = second->asked_in == a || is_known_guaranteed(order, a, second->asked_in < b ? second->asked_in : a) ||
				  relate_kinds(order, &order->tasks[a], second).sure == EVL_SURE_GUARANTEED;
			order->guaranteed[b] |= (uint64_t)is << (b - a);
		}
	}
}

/* ------------------------------------------------------------------- lines */

/* The work that printed: nextTick callbacks and microtasks of one task are ordered by Node's rule alone. */
static enum evl_work inner_work(const struct evl_order *order, uint32_t line)
{
	struct evl_reason reason;
	evl_reason_find(order->trace, order->lines[line].event, &reason);
	return reason.work;
}

static bool is_tick_against_microtask(enum evl_work a, enum evl_work b)
{
	return a != b && (a == EVL_WORK_NEXT_TICK || b == EVL_WORK_NEXT_TICK) && evl_work_class(a) == EVL_CLASS_MICROTASK &&
	       evl_work_class(b) == EVL_CLASS_MICROTASK;
}

/*
 * Did the task of line a ask another thread or process for what printed line b, or for what led there, before it printed line a? Then that one may
 * have been at it meanwhile: *out says how sure the order is all the same.
 */
static bool runs_meanwhile(const struct evl_order *order, uint32_t a, uint32_t b, struct evl_relation *out)
{
	const struct evl_order_line *first = &order->lines[a], *second = &order->lines[b];
	const struct evl_order_task *tasks = order->tasks;
	uint32_t at = second->task;
	if (!order->has_agents || tasks[first->task].agent == tasks[at].agent)
		return false;
	while (tasks[at].asked_in > first->task && tasks[at].asked_in < at)
		at = tasks[at].asked_in;
	if (at == first->task || tasks[at].asked_in != first->task || tasks[at].queued >= first->event)
		return false;
	int64_t margin = order->trace->events[second->event].time - order->trace->events[first->event].time;
	*out = relation(margin >= CLOCK ? EVL_SURE_TIMING : EVL_SURE_RACY, EVL_ORDER_AGENTS, margin >= CLOCK ? margin : 0);
	return true;
}

struct evl_relation evl_order_of_tasks(const struct evl_order *order, uint32_t a, uint32_t b) { return relate(order, a, b); }

struct evl_relation evl_order_relation(const struct evl_order *order, uint32_t a, uint32_t b)
{
	struct evl_relation meanwhile;
	if (runs_meanwhile(order, a, b, &meanwhile))
		return meanwhile;
	if (order->lines[a].task != order->lines[b].task)
		return relate(order, order->lines[a].task, order->lines[b].task);
	if (is_tick_against_microtask(inner_work(order, a), inner_work(order, b)))
		return relation(EVL_SURE_HOST, EVL_ORDER_TICK_QUEUE, 0);
	return relation(EVL_SURE_GUARANTEED, EVL_ORDER_SAME_TASK, 0);
}

static void find_weakest(const struct evl_order *order, uint32_t task)
{
	struct evl_relation weakest = relation(EVL_SURE_GUARANTEED, EVL_ORDER_SAME_TASK, INT64_MAX);
	uint32_t with = task, reach = order->relations != NULL ? order->task_count : NEIGHBOURS;
	/* outwards, so that of equally weak ones the nearest is told */
	for (uint32_t distance = 1; distance < reach; distance++) {
		for (int side = -1; side <= 1; side += 2) {
			int64_t at = (int64_t)task + side * (int64_t)distance;
			if (at < 0 || at >= order->task_count || order->tasks[at].line_count == 0)
				continue;
			struct evl_relation r = side < 0 ? relate(order, (uint32_t)at, task) : relate(order, task, (uint32_t)at);
			if (is_stronger(weakest, r)) {
				weakest = r;
				with = (uint32_t)at;
			}
		}
	}
	if (weakest.margin == INT64_MAX)
		weakest.margin = 0;
	order->weakest[task] = weakest;
	order->weakest_with[task] = with;
}

struct evl_relation evl_order_weakest(const struct evl_order *order, uint32_t line, uint32_t *other)
{
	uint32_t task = order->lines[line].task;
	if (order->weakest[task].sure == UINT8_MAX)
		find_weakest(order, task);
	uint32_t with = order->weakest_with[task];
	*other = with == task ? line : with < task ? order->tasks[with].first_line + order->tasks[with].line_count - 1
						   : order->tasks[with].first_line;
	struct evl_relation weakest = order->weakest[task], meanwhile;
	for (uint32_t b = 0; order->has_agents && b < order->line_count; b++) {
		bool is = b < line ? runs_meanwhile(order, b, line, &meanwhile) : b > line && runs_meanwhile(order, line, b, &meanwhile);
		if (!is || !is_stronger(weakest, meanwhile))
			continue;
		weakest = meanwhile;
		*other = b;
	}
	return weakest;
}

/* --------------------------------------------------------------- sentences */

void evl_order_describe_task(const struct evl_order *order, uint32_t number, struct evl_buffer *out)
{
	const struct evl_order_task *task = &order->tasks[number];
	const struct evl_event *queued = event_at(order, task->queued);
	evl_buffer_append_text(out, "the ");
	evl_buffer_append_text(out, evl_work_text((enum evl_work)task->work));
	if (queued != NULL && is_timer(task)) {
		evl_buffer_append_text(out, " of ");
		evl_reason_time(queued->value, out);
	}
	if (queued != NULL && queued->span.start != UINT32_MAX) {
		evl_buffer_append_text(out, " of ");
		evl_reason_place(order->trace, queued->span, out);
	}
}

static void describe(const struct evl_order *order, uint32_t line, struct evl_buffer *out)
{
	evl_order_describe_task(order, order->lines[line].task, out);
}

void evl_order_sentence(const struct evl_order *order, uint32_t a, uint32_t b, struct evl_relation r, struct evl_buffer *out)
{
	struct evl_buffer first, second;
	evl_buffer_init(&first);
	evl_buffer_init(&second);
	describe(order, a, &first);
	describe(order, b, &second);
	const char *x = first.failed || first.bytes == NULL ? "the first" : first.bytes;
	const char *y = second.failed || second.bytes == NULL ? "the second" : second.bytes;
	switch ((enum evl_order_rule)r.rule) {
	case EVL_ORDER_SAME_TASK:
		evl_buffer_append_text(out, "one task and its microtasks: their order is fixed by ECMAScript");
		break;
	case EVL_ORDER_TICK_QUEUE:
		evl_buffer_append_text(out, "Node serves its nextTick queue and the microtasks in this order; other hosts have no nextTick");
		break;
	case EVL_ORDER_CAUSED:
		evl_buffer_printf(out, "%s was asked for after %s had begun", y, x);
		break;
	case EVL_ORDER_SCRIPT_FIRST:
		evl_buffer_append_text(out, "the script and its microtasks are done before any task begins");
		break;
	case EVL_ORDER_PARSER:
		evl_buffer_append_text(out, "the parser of a page runs its scripts one after the other");
		break;
	case EVL_ORDER_TIMERS:
		evl_buffer_printf(out, "%s was set before %s and its delay is not longer", x, y);
		break;
	case EVL_ORDER_TIMERS_DUE:
		evl_buffer_printf(out, "%s is due before %s; that holds while the code in between takes less than ", x, y);
		evl_reason_time(r.margin, out);
		break;
	case EVL_ORDER_TIMERS_TIE:
		evl_buffer_printf(out, "%s and %s are due at the same time; nothing says which comes first", x, y);
		break;
	case EVL_ORDER_FIFO:
		evl_buffer_append_text(out, "one queue, served in the order of asking");
		break;
	case EVL_ORDER_CHECK_PHASE:
		evl_buffer_append_text(out, "in Node's loop the check phase (setImmediate) comes before the next look at the timers");
		break;
	case EVL_ORDER_TIMER_CHECK:
		evl_buffer_printf(out, "%s against %s: it depends on whether the timer is already due when the loop first looks", x, y);
		break;
	case EVL_ORDER_TIMER_LATER:
		evl_buffer_printf(out, "%s only waits for its turn, %s is due later; that holds while nothing delays the first by more than ", x, y);
		evl_reason_time(r.margin, out);
		break;
	case EVL_ORDER_FRAME:
		evl_buffer_printf(out, "%s against %s: when the next frame is drawn is up to the screen", x, y);
		break;
	case EVL_ORDER_IO:
		evl_buffer_printf(out, "%s against %s: nobody fixes how long outside work takes", x, y);
		break;
	case EVL_ORDER_SOURCES:
		evl_buffer_printf(out, "%s and %s come from different task sources; the host may serve either first", x, y);
		break;
	case EVL_ORDER_AGENTS:
		evl_buffer_printf(out, "%s and %s run side by side, each in a thread or process of its own", x, y);
		if (r.sure == EVL_SURE_TIMING) {
			evl_buffer_append_text(out, "; that holds while the first is late by less than ");
			evl_reason_time(r.margin, out);
		}
		break;
	case EVL_ORDER_REPORT:
		evl_buffer_append_text(out, "Node reports at this point of its loop");
		break;
	case EVL_ORDER_THROUGH:
		evl_buffer_printf(out, "%s comes before %s by way of what runs between them", x, y);
		if (r.sure == EVL_SURE_TIMING) {
			evl_buffer_append_text(out, ", while no step is late by more than ");
			evl_reason_time(r.margin, out);
		}
		break;
	}
	evl_buffer_release(&first);
	evl_buffer_release(&second);
}
