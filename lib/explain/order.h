/* SPDX-License-Identifier: MIT */
/*
 * order.h - how sure the order of printed lines is: a pure function of the trace.
 *
 * A trace is one run. What it printed first in one task and then in another may be ordered by a rule that every host
 * follows, by a rule of this host alone, by durations (and then by how much they may grow), or by nothing. The rules are
 * those of ECMAScript (jobs, run to completion), HTML (event loop processing model, timers) and Node's documentation.
 */
#ifndef EVL_EXPLAIN_ORDER_H
#define EVL_EXPLAIN_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "trace/trace.h"

/* From the weakest. */
enum evl_sure {
	EVL_SURE_RACY,       /* no rule orders the two */
	EVL_SURE_TIMING,     /* while something takes less than a margin */
	EVL_SURE_HOST,       /* by this host's rules; another host may do otherwise */
	EVL_SURE_GUARANTEED, /* on every host */
};

/* Why a relation holds, or does not. */
enum evl_order_rule {
	EVL_ORDER_SAME_TASK,     /* one task and its microtasks */
	EVL_ORDER_TICK_QUEUE,    /* process.nextTick against microtasks */
	EVL_ORDER_CAUSED,        /* the later one was asked for by the earlier one, or by something after it */
	EVL_ORDER_SCRIPT_FIRST,  /* the main script is over before any task */
	EVL_ORDER_PARSER,        /* scripts of one page, as its parser comes to them */
	EVL_ORDER_TIMERS,        /* armed first, with a delay that is not longer */
	EVL_ORDER_TIMERS_DUE,    /* due earlier, though armed later or with another delay */
	EVL_ORDER_TIMERS_TIE,    /* due at the same time, not by the rule above */
	EVL_ORDER_FIFO,          /* one queue, in the order of asking */
	EVL_ORDER_CHECK_PHASE,   /* setImmediate from a callback of the loop, against a timer set there */
	EVL_ORDER_TIMER_CHECK,   /* a timer against setImmediate, from the main script */
	EVL_ORDER_TIMER_LATER,   /* a timer that is due much later than what comes by itself */
	EVL_ORDER_FRAME,         /* a frame against another task */
	EVL_ORDER_IO,            /* outside work: its completion takes a time that nobody fixes */
	EVL_ORDER_SOURCES,       /* different task sources: the host may serve any */
	EVL_ORDER_AGENTS,        /* two threads or processes run side by side */
	EVL_ORDER_REPORT,        /* the report of a rejection, or the end of the process, against tasks */
	EVL_ORDER_THROUGH,       /* by way of something between them */
};

struct evl_relation {
	uint8_t sure;  /* enum evl_sure */
	uint8_t rule;  /* enum evl_order_rule */
	int64_t margin;/* EVL_SURE_TIMING: microseconds by which work or delays may grow before the order flips; else 0 */
};

/* One printed line or error report. */
struct evl_order_line {
	evl_event_id event;
	uint32_t task;  /* number of the task in whose course it came */
};

struct evl_order_task {
	evl_event_id begin;  /* of its first piece of work; EVL_NO_EVENT: none in the trace */
	evl_event_id queued; /* that asked for it; EVL_NO_EVENT: none */
	uint32_t asked_in;   /* the task in which it was asked for; its own number when there is none */
	uint8_t work;        /* enum evl_work */
	uint8_t agent;       /* the thread or process that it runs in; 0: the first */
	int64_t due;         /* timers; otherwise when it began */
	evl_event_id looked; /* the last timer that its microtasks set, for which Node looks at its clock; EVL_NO_EVENT: none */
	uint32_t first_line, line_count; /* what it printed */
};

struct evl_order {
	const struct evl_trace *trace;
	bool is_page;        /* a browser's rules */
	bool has_agents;     /* something runs in another thread or process than the first */
	struct evl_order_line *lines;
	uint32_t line_count;
	struct evl_order_task *tasks;
	uint32_t task_count;
	struct evl_relation *relations; /* task i before task j at [i * task_count + j], i < j; NULL: too many tasks, ask pair by pair */
	uint64_t *guaranteed;           /* too many tasks: bit d of task i says that task i - d comes before it in any case */
	struct evl_relation *weakest;   /* per task, with any other that printed; sure UINT8_MAX: not looked for yet */
	uint32_t *weakest_with;         /* that other task */
};

enum { EVL_ORDER_TASKS_MAX = 256 }; /* beyond it, relations by way of a third task, or with far ones, are not looked for */

/* Read the trace. Tables lie in `arena`. */
void evl_order_read(struct evl_order *order, const struct evl_trace *trace, bool is_page, struct evl_arena *arena);

/* Line a before line b, a < b by number. */
struct evl_relation evl_order_relation(const struct evl_order *order, uint32_t a, uint32_t b);

/* Task a before task b, a < b by number. */
struct evl_relation evl_order_of_tasks(const struct evl_order *order, uint32_t a, uint32_t b);

/* "the timer of 10 ms of line 3". */
void evl_order_describe_task(const struct evl_order *order, uint32_t task, struct evl_buffer *out);

/*
 * The weakest relation of a line with any other (the nearest of the equally weak ones, in *other). GUARANTEED when there
 * is only one line.
 */
struct evl_relation evl_order_weakest(const struct evl_order *order, uint32_t line, uint32_t *other);

/* "guaranteed", "host", "timing", "racy". */
const char *evl_sure_name(enum evl_sure sure);

/* Why line a comes before line b, or that nothing says so: one sentence without final stop. */
void evl_order_sentence(const struct evl_order *order, uint32_t a, uint32_t b, struct evl_relation relation, struct evl_buffer *out);

#endif
