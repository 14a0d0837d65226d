/* SPDX-License-Identifier: MIT */
/*
 * loop.h - the event loop: a virtual clock, timers, queues and phases.
 *
 * Knows no JavaScript and no host by name: a task is a number with a payload
 * that the host turns back into a callback, and running it is a function of
 * the host. The rules of a host are a table: its queues, the phases of one turn
 * (which queue each serves, when, and how much of it), and the inner queues that
 * are emptied after every callback. Where more than one thing may come next,
 * choice.h is asked; it is the only such place.
 *
 * Synchronous work takes no time. The clock moves when the loop waits for the
 * next timer or frame, when a snippet watches it (the host moves it then), and
 * by the small costs that the rules name: they decide races the way real hosts
 * mostly do.
 */
#ifndef EVL_LOOP_LOOP_H
#define EVL_LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "loop/choice.h"

/* ------------------------------------------------------------------ rules */

enum evl_queue_order {
	EVL_QUEUE_FIFO,           /* as posted */
	EVL_QUEUE_DUE,            /* timers, earliest due first, then first asked for; when due they join the end of `feeds` */
	EVL_QUEUE_DURATION_LISTS, /* timers, one list per duration in the order asked for; the list due first is served as far as it is due */
	EVL_QUEUE_MACHINE,        /* the machine's own queue of microtasks, reached through the host's operations */
};

struct evl_queue_rule {
	const char *name;
	uint8_t order; /* enum evl_queue_order */
	uint8_t feeds; /* DUE: number of the FIFO that due ones join */
};

enum evl_take {
	EVL_TAKE_ONE,      /* one task a turn */
	EVL_TAKE_SNAPSHOT, /* those there when the phase begins; later ones wait for the next turn */
	EVL_TAKE_ALL,      /* until none is left, later ones too */
	EVL_TAKE_REVERSED, /* the same, the last of them first */
	EVL_TAKE_HANDLES,  /* one pass over the handles (evl_loop_set_handle); what comes for one that is not behind belongs to it */
	EVL_TAKE_DUE,      /* DURATION_LISTS: all that is due when the phase begins */
};

enum evl_when {
	EVL_WHEN_ANY,   /* whenever there is something */
	EVL_WHEN_FRAME, /* only when a frame is due; phases of this kind that follow each other are one step */
	EVL_WHEN_QUIET, /* only when no other phase has anything ready and no frame is asked for */
};

struct evl_phase {
	const char *name;
	uint8_t queue;
	uint8_t take; /* enum evl_take */
	uint8_t when; /* enum evl_when */
	bool drains;       /* it begins with emptying the inner queues, if a throw left something in them */
	bool concludes;    /* Bun's tick: over again until no task of it and no inner work is left, and evl_loop_ops.concluded after its tasks and at its end */
	bool awaits;       /* before it the turn waits for what comes next, unless a concluding phase had tasks or something is ready */
	bool brings_frame; /* its tasks come right before a frame, as input does */
	bool skip_drain_after_throw; /* a callback that threw is followed by the next of this phase before the inner queues */
	uint8_t inner_from; /* the inner queue, by position in the rules, that begins after its callbacks */
	int8_t priority; /* any_source: what is usually served first; among equals what has been ready the longest */
};

struct evl_loop_rules {
	const struct evl_queue_rule *queues;
	uint32_t queue_count;             /* at most EVL_QUEUES_MAX */
	const struct evl_phase *phases;   /* one turn, in order */
	uint32_t phase_count;
	const uint8_t *inner;             /* queues emptied after each callback, in this order, over again while any has work */
	uint32_t inner_count;
	bool first_interrupts;            /* Bun: the first inner queue, once used, is emptied again after the next piece of other inner work; only once */
	bool late_first;                  /* after a main script that is followed up from another inner queue on, those before it wait for the first turn */
	bool any_source;                  /* every ready phase may come next (a free choice); otherwise the order is fixed */
	bool zero_waits;                  /* DUE queues: a timer of no delay waits for its turn by time like any other */
	bool skip_drain_after_throw;      /* a callback that threw is followed by the next of its phase before the inner queues, in every phase */
	bool throw_ends_drain;            /* so do the inner queues whose task threw: what is left in them waits for the end of the next callback */
	int64_t start_cost;               /* microseconds between the end of the main script and the first turn */
	int64_t turn_cost;                /* microseconds that a turn with work takes */
	bool interval_rejoins;            /* each round of an interval is asked for anew: of timers that are due together it is behind those asked for before; otherwise it keeps its place */
	int64_t wake_late;                /* microseconds by which a timer is noticed late when nothing else was to do */
	uint32_t drain_free;              /* pieces of inner work that one emptying does in no time; 0: any number */
	uint32_t drain_rate;              /* beyond that, pieces of inner work done in a microsecond */
	int64_t clock_grain;              /* microseconds: a timer this near to being due may already count as due on a real host */
	int64_t quiet_margin;             /* microseconds: what becomes due so soon after work for quiet times was asked for comes before it */
	int64_t frame_period;             /* microseconds between frames, which stand on a grid; 0: there are none */
};

enum { EVL_QUEUES_MAX = 32 };

/* -------------------------------------------------------------- operations */

enum evl_ran {
	EVL_RAN_DONE,
	EVL_RAN_THREW, /* it threw, the host reported that and goes on */
	EVL_RAN_STOP,  /* nothing more may run: the host ends, or the prediction does */
};

typedef uint32_t evl_task; /* 0: none */

/* What the loop needs of its host. */
struct evl_loop_ops {
	/* Run a task. A task that repeats is armed again by the loop afterwards; any other is gone before this is called. */
	enum evl_ran (*run)(void *context, evl_task task, uint32_t payload);
	/* The machine's queue of microtasks. */
	bool (*machine_pending)(void *context);
	enum evl_ran (*machine_run)(void *context);
	/* The inner queues have just run empty: last things before the next callback (rejections). *again: they may have work again. THREW: as a task of theirs. */
	enum evl_ran (*settled)(void *context, bool *again);
	/* `rounds` pieces of inner work were done without a pause (told every EVL_DRAIN_CHECK rounds). STOP: give up. */
	enum evl_ran (*drain_check)(void *context, uint32_t queue, uint64_t rounds);
	/* A phase that concludes has done its tasks, or is over. May be NULL where the rules have no such phase. */
	enum evl_ran (*concluded)(void *context);
	/* A turn is about to begin. STOP: none may. May be NULL. */
	enum evl_ran (*turn)(void *context);
	/* Only work that renews itself was seen for the first rounds worth showing: remember where the trace stands. */
	void (*mark)(void *context);
	/* That memory is void again: other work ran since. */
	void (*unmark)(void *context);
	/* Is half of the memory used up? Then work that has renewed itself very often is not looked on any longer. May be NULL. */
	bool (*scarce)(void *context);
	/* The machine has been busy with other things for so long (stall.h). May be NULL. */
	void (*stalled)(void *context, int64_t microseconds);
	/*
	 * Other agents of the run have loops of their own (host/agent.h): let one of them go on that does so before `until`, which is
	 * when this loop will; INT64_MAX: it has nothing to do. *went: one did. Only called when has_others is set.
	 */
	enum evl_ran (*others)(void *context, int64_t until, bool *went);
};

enum { EVL_DRAIN_CHECK = 1 << 16 };

enum evl_loop_end {
	EVL_LOOP_GOES_ON, /* of one turn: there may be more */
	EVL_LOOP_EMPTY,   /* nothing left that keeps the host alive */
	EVL_LOOP_STOPPED, /* an operation said STOP */
	EVL_LOOP_REPEATS, /* only self-renewing work is left and it went on for `max_rounds` */
	EVL_LOOP_TIME,    /* the next task is due beyond max_time */
	EVL_LOOP_HELD,    /* only tasks of queues that no phase serves are left: they keep the host alive for ever */
};

struct evl_loop_limits {
	uint32_t shown_rounds; /* of self-renewing work, before `mark` */
	uint32_t max_rounds;   /* of self-renewing work, silently simulated to see whether it ends; more while an older timer waits */
	int64_t max_time;      /* virtual microseconds; a task due later is not waited for */
};

/* ------------------------------------------------------------------- state */

/* A task. Links make queues and timer lists; a free record's `next` makes the free list. */
struct evl_loop_task {
	int64_t start;     /* when it was armed, or posted */
	int64_t due;       /* timers */
	int64_t duration;  /* timers: microseconds */
	uint64_t seq;      /* order of asking */
	int64_t joined;    /* when it came into the queue that is served, and in which order */
	uint64_t joined_seq;
	uint32_t payload;
	uint32_t next, prev;
	uint32_t place;    /* DUE: index in the heap; DURATION_LISTS: the list */
	uint32_t depth;    /* how many tasks of its ancestry ran before it */
	uint32_t creator, nth; /* tracking: the task that asked for it, and as which of its askings */
	uint32_t lane;     /* free_order: tasks of one lane keep their order; 0: none */
	uint32_t handle;   /* HANDLES: whose it is; 0: nobody's, it comes before those of handles */
	uint32_t root;     /* enum evl_root, or the outside work that it comes of */
	uint8_t queue;
	uint8_t state;     /* enum evl_task_state */
	bool repeats;
	bool referenced;   /* keeps the loop alive */
	bool free_order;   /* completes at a time of its own: `due` is only usual */
	bool held;         /* waits in `held` until nothing else is left */
	bool follows;      /* goes on with what ran before it: the phase that is served takes it next */
};

enum evl_task_state { EVL_TASK_FREE, EVL_TASK_WAITING, EVL_TASK_RUNNING, EVL_TASK_CANCELLED };

struct evl_fifo {
	uint32_t first, last; /* task numbers; 0: empty */
	uint32_t count;
};

/* Timers of one duration. */
struct evl_timer_list {
	int64_t duration;
	int64_t expiry;
	uint64_t id;        /* breaks ties of expiry: the list made or moved first */
	struct evl_fifo tasks;
	uint32_t heap_place;
	uint32_t bucket_next; /* list number; also links free lists */
};

struct evl_timer_lists {
	struct evl_timer_list *lists; /* from 1 */
	uint32_t count, capacity, free;
	uint32_t *heap; /* list numbers, by (expiry, id) */
	uint32_t heap_count;
	uint32_t *buckets; /* by duration: first list of each chain */
	uint32_t bucket_count; /* a power of two; 0: none yet */
	uint32_t live;     /* lists in use */
	uint64_t next_id;
};

struct evl_due_heap {
	uint32_t *heap; /* task numbers, by (due, seq) */
	uint32_t count, capacity;
};

/* How far first_interrupts is: nothing was emptied yet, the main script was followed up, the first queue was used, it has interrupted. */
enum evl_interruption { EVL_INTERRUPTION_BEFORE, EVL_INTERRUPTION_WAITS, EVL_INTERRUPTION_DUE, EVL_INTERRUPTION_DONE };

struct evl_loop {
	const struct evl_loop_rules *rules;
	const struct evl_loop_ops *ops;
	void *context;
	struct evl_arena *arena; /* borrowed: everything that grows */
	struct evl_choices choices;
	struct evl_loop_limits limits;
	int64_t *now;            /* the clock, shared with the machine; microseconds */
	struct evl_loop_task *tasks; /* from 1 */
	uint32_t task_count, task_capacity, free_task;
	struct evl_fifo fifos[EVL_QUEUES_MAX];
	struct evl_due_heap due;
	struct evl_timer_lists lists;
	uint64_t next_seq;
	uint32_t referenced;     /* tasks that keep the loop alive */
	uint32_t waiting;        /* tasks of outer queues that wait */
	uint32_t depth;          /* of the running task */
	int64_t slack;           /* microseconds for which the machine may yet be busy with other things (stall.h); 0: it is not */
	int64_t pace;            /* microseconds by which the loop notices late that a timer is due */
	int64_t frame_soon;      /* a frame is about to come for what is asked for from this time on; -1: not so */
	int64_t last_frame;      /* when the last frame ran; -1: none did */
	int64_t noted;           /* the time as the loop of the system last looked at it: at a turn, and whenever a timer of a list is set */
	uint64_t noted_seq;      /* the number of what was asked for when it last looked because of a timer */
	uint64_t turns;
	uint32_t at_phase;       /* of a turn in the order of the phases */
	uint32_t resume_at;      /* the phase before which the turn waits (awaits); 0: none has begun */
	bool concluded_tasks;    /* the turn had tasks of a phase that concludes */
	bool costs_nothing;      /* the costs that the rules name are left out */
	int64_t late;            /* microseconds by which what the main script did puts off the first turn */
	uint64_t late_since;     /* for what was asked for before this (next_seq) */
	uint64_t renewals;       /* runs of self-renewing tasks in a row */
	uint64_t judge_at;       /* after how many renewals it is asked whether they are endless */
	uint64_t mark_seq;       /* next_seq when it was marked: what is older and waits does not renew itself */
	bool marked;
	bool given_up;           /* no further rounds are looked at */
	bool draining;
	bool left_over;          /* a throw, or late_first, left work in the inner queues */
	uint64_t left_seq;       /* next_seq when a throw did */
	uint8_t interruption;    /* enum evl_interruption, where the rules have first_interrupts */
	bool has_others;         /* ops->others is to be asked */
	bool has_lanes;          /* some outside work keeps an order */
	uint32_t root, root_count; /* of the running task; how many there are but the main script's */
	const bool *alone;       /* by root: only these are explored, all other outside work comes after them; NULL: everything is */
	struct evl_fifo held;    /* that other work */
	const uint16_t *guide;   /* outside work completes in this order, by root; NULL: as it is chosen */
	uint32_t guide_count, guide_at;
	uint8_t misconception;   /* enum evl_misconception: the one rule that is changed; usually none */
};

/* Start with these rules. `arena`, `now` and `context` are borrowed and live as long as the loop. */
void evl_loop_init(struct evl_loop *loop, const struct evl_loop_rules *rules, const struct evl_loop_ops *ops, void *context,
		   struct evl_arena *arena, int64_t *now);

/* Post to a FIFO queue. */
evl_task evl_loop_post(struct evl_loop *loop, uint32_t queue, uint32_t payload);

/*
 * Post what goes on with the running task: after its inner queues it comes next in the phase that serves this FIFO queue, before all that waits there and
 * whatever the phase takes.
 */
evl_task evl_loop_post_next(struct evl_loop *loop, uint32_t queue, uint32_t payload);

/* Arm a timer `duration` microseconds (>= 0) from now; for DUE queues a duration of 0 is posted at once to the queue it feeds. */
evl_task evl_loop_arm(struct evl_loop *loop, uint32_t queue, int64_t duration, bool repeats, uint32_t payload);

/* Start a waiting timer's duration again from now. */
void evl_loop_restart(struct evl_loop *loop, evl_task task);

/* A waiting task goes to another queue of its kind (ready, or of timers by due time) and keeps its place in time there. */
void evl_loop_move(struct evl_loop *loop, evl_task task, uint32_t queue);

/* Change the duration that a repeating task is armed with from its next round on. */
void evl_loop_set_duration(struct evl_loop *loop, evl_task task, int64_t duration);

/* It will not run (again). A running task may be cancelled: it then does not repeat. */
void evl_loop_cancel(struct evl_loop *loop, evl_task task);

/*
 * A timer of a DUE queue completes at a time that nobody fixes, as outside work does: it may come before or after any
 * other such task and any timer.
 */
void evl_loop_set_free(struct evl_loop *loop, evl_task task);

/* Such tasks of one lane (not 0) complete in the order of their due times, which must be the order of asking. */
void evl_loop_set_lane(struct evl_loop *loop, evl_task task, uint32_t lane);

/* In a phase that takes handles it is one of this handle; their numbers, from 1, are the order in which they are served. */
void evl_loop_set_handle(struct evl_loop *loop, evl_task task, uint32_t handle);

/* It was asked for from another loop, by a task of this depth. */
void evl_loop_set_depth(struct evl_loop *loop, evl_task task, uint32_t depth);

/* Before the first turn: something that has been done takes this long on a real host. What waits already is due so much earlier in its eyes. */
void evl_loop_delay_start(struct evl_loop *loop, int64_t microseconds);

/* Whether it keeps the loop alive. */
void evl_loop_reference(struct evl_loop *loop, evl_task task, bool referenced);

/* The record of a task. Borrowed until the next post or arm. */
static inline const struct evl_loop_task *evl_loop_task(const struct evl_loop *loop, evl_task task) { return &loop->tasks[task]; }

/*
 * Empty the inner queues (after the main script, and wherever a host does it).
 * `first`: the inner queue, by position in the rules, that begins the first round.
 */
enum evl_ran evl_loop_drain(struct evl_loop *loop, uint32_t first);

/* When this loop has something to do next: now, the due time of a timer or frame, or -1, never by itself. */
int64_t evl_loop_next(const struct evl_loop *loop);

/* One turn: serve what is ready; the clock moves to what comes next when nothing is. GOES_ON, or as evl_loop_run. */
enum evl_loop_end evl_loop_turn(struct evl_loop *loop);

/* Turn after turn until nothing is left, the host stops, or a limit is met. May be called again after EMPTY. */
enum evl_loop_end evl_loop_run(struct evl_loop *loop);

/* Self-renewing work has been watched long enough, whatever the number of its rounds: the present turn is the last. */
/* The host made its first inner queue by itself, as a use of it would have (only where first_interrupts). */
void evl_loop_made_first(struct evl_loop *loop);
static inline void evl_loop_give_up(struct evl_loop *loop) { loop->given_up = true; }

/*
 * Call `each` for the tasks that still wait (at most 1000 of them, by number). For
 * what will never run. The loop must not be changed meanwhile.
 */
void evl_loop_each_waiting(struct evl_loop *loop, void (*each)(void *context, evl_task task, uint32_t payload), void *context);

/* When a timer's list or heap says it is due next; -1 when none waits. For idle deadlines. */
int64_t evl_loop_next_due(const struct evl_loop *loop);

#endif
