/*
 * proof.h - what a snippet prints, that it prints nothing else, and what people with wrong ideas expect of it.
 *
 * A snippet is good for a question when exploring every freedom of its host gives one outcome, no two of its lines are
 * in a race, and all lines differ. What is known of it then outlives the run: lines, rules between them, reasons.
 */
#ifndef EVL_DRILL_PROOF_H
#define EVL_DRILL_PROOF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/misconception.h"
#include "drill/rule.h"
#include "run/run.h"

enum { EVL_PROOF_LINES = 40, EVL_PROOF_UNPRINTED = 8 };

/*
 * Orders that hold only while less than this is lost (microseconds) are not certain: of generated snippets, so that a real
 * host agrees even on a busy machine; of snippets that somebody wrote.
 */
enum { EVL_PROOF_MARGIN = 80000, EVL_PROOF_MARGIN_GIVEN = 4000 };

enum evl_drill_host { EVL_DRILL_NODE, EVL_DRILL_NODE_ESM, EVL_DRILL_BROWSER, EVL_DRILL_HOSTS };

/* "node", "node-esm", "browser". */
const char *evl_drill_host_name(enum evl_drill_host host);

struct evl_proof_line {
	const char *text;     /* as printed, without line end */
	uint32_t source_line; /* of the call that prints; 0: unknown */
	const char *kind;     /* "microtask (await)" */
	const char *reason;   /* one sentence */
};

/* A moment in the script for "what is in the queue": just after a line was printed synchronously. */
struct evl_proof_queue {
	uint32_t line;          /* the line that was just printed */
	uint32_t count;
	uint32_t places[16];    /* source lines of what waits in the queue of microtasks, first to run first */
	uint32_t pending_count; /* what waits for a promise that is still pending: not in the queue */
	uint32_t pending[16];
	uint32_t task_count;    /* timers and other tasks: not in the queue either */
	uint32_t tasks[16];
};

struct evl_proof {
	uint32_t line_count;
	struct evl_proof_line lines[EVL_PROOF_LINES];
	uint8_t rules[EVL_PROOF_LINES][EVL_PROOF_LINES]; /* enum evl_rule of line i before line j, i < j */
	uint32_t unprinted_count; /* texts that the snippet would print, were its calls reached */
	const char *unprinted[EVL_PROOF_UNPRINTED];
	enum evl_rule unprinted_rules[EVL_PROOF_UNPRINTED]; /* why not; EVL_RULE_COUNT: no rule of these */
	uint32_t queue_count;
	struct evl_proof_queue queues[8];
	const char *steps;      /* the run told step by step, a line each */
	uint64_t hash;          /* of what was printed */
};

/* What would be printed under one misconception. */
struct evl_belief {
	enum evl_misconception misconception;
	uint32_t line_count;
	const char *lines[EVL_PROOF_LINES];
};

/*
 * Prove that `text` has one outcome under the host. `run` is borrowed; what is in *proof lies in `arena`. False: it is not
 * certain, prints too little or too much, repeats a line or does not run to its end.
 */
bool evl_prove(struct evl_run *run, const char *text, size_t length, enum evl_drill_host host, int64_t margin, struct evl_arena *arena,
	       struct evl_proof *proof);

/* What the snippet prints under the misconception. False: the run did not end well. */
bool evl_believe(struct evl_run *run, const char *text, size_t length, enum evl_drill_host host, enum evl_misconception misconception,
		 struct evl_arena *arena, struct evl_belief *belief);

/* "a timer of 0 ms runs before promise callbacks"; the rule that holds instead. */
const char *evl_misconception_text(enum evl_misconception misconception);
const char *evl_misconception_name(enum evl_misconception misconception);
enum evl_rule evl_misconception_rule(enum evl_misconception misconception);

#endif
