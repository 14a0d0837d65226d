/* SPDX-License-Identifier: MIT */
/*
 * run.h - one source and its options, run under one host or two: the traces.
 *
 * A struct evl_run owns everything that a prediction is made of: the program's
 * arena (sources, trees, code, diagnostics), the realm with its machine, and
 * the traces. It is used again for prediction after prediction (evl_run_reset keeps
 * the reservations), because checking and exploring make thousands of them.
 */
#ifndef EVL_RUN_RUN_H
#define EVL_RUN_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/names.h"
#include "base/source.h"
#include "base/status.h"
#include "code/template.h"
#include "host/host.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include "trace/trace.h"
#include "value/realm.h"

/*
 * Find the source of an imported module: `specifier` as written, against `referrer` (the path of the importing
 * source). Fills *path and *text, borrowed until the program was loaded. False: there is none.
 */
typedef bool evl_run_loader(void *context, const char *referrer, const char *specifier, const char **path, const char **text,
			    size_t *length);

/* How the program was asked to be read; the _AUTO ones are decided by looking at it. */
enum evl_run_goal { EVL_RUN_GOAL_AUTO, EVL_RUN_GOAL_SCRIPT, EVL_RUN_GOAL_COMMONJS, EVL_RUN_GOAL_MODULE };

struct evl_run_options {
	const char *host;        /* "node", "browser"; NULL: decided by what the snippet uses */
	const struct evl_host_profile *profile; /* a host that evloop does not know by name, such as a test suite's; NULL: as `host` says */
	enum evl_run_goal goal;
	const char *name;        /* what messages call the source */
	const char *path;        /* what the host would call it; NULL: as `name` */
	int16_t zone;            /* the time zone of the host (base/time_zone.h); 0: UTC */
	const char *locale;      /* the language of the host; NULL: "en-US"; which there are: builtins/locale.h */
	const char *now;         /* when the run begins, a date as Date.parse reads it; NULL: any time, so that dates are noted as approximate */
	int32_t seed;            /* Math.random gives what Node gives for --random-seed=N; 0: numbers that nobody knows, which is noted */
	uint8_t rejection_mode;  /* enum evl_rejection_mode (host/host.h): Node's option --unhandled-rejections */
	int64_t max_steps;       /* back edges, calls and jobs; 0: the default */
	size_t max_memory;       /* bytes of the snippet's heap; 0: the default */
	int64_t max_time;        /* virtual microseconds; 0: none */
	int64_t slow;            /* microseconds for which the machine may be busy with other things (loop/stall.h); 0: it is not */
	uint32_t max_rounds;     /* of self-renewing work before it counts as endless; 0: the default */
	const char *input;       /* what standard input holds; NULL: nothing is known of it */
	size_t input_length;
	evl_run_loader *load;
	void *load_context;
	const char *const *actions; /* what a user does ("100ms click #button"); NULL: nothing */
	size_t action_count;
	uint8_t misconception;   /* enum evl_misconception: a rule of the model to change; usually none */
	const uint8_t *choices;  /* answers to give to the loop's choices; NULL: canonical */
	uint32_t choice_count;
	const uint32_t *preludes; /* preludes to run before the main source, in this order */
	uint32_t prelude_count;
	const char *prelude_name, *prelude_text; /* a script of this program's own that runs before the main source; NULL: none */
	size_t prelude_length;
	const char *const *provide; /* what the world provides (provide.h) */
	uint32_t provide_count;
	const char *call;        /* an expression that is evaluated after the main source, in its scope; NULL: none */
	bool (*stop)(void *context); /* asked now and then whether the run is to end with EVL_STATUS_INTERRUPTED; NULL: never */
	void *stop_context;
	bool by_origin;          /* unknown values are not named after what holds them */
	bool assume;             /* names that nothing defines are provided from outside (value/unknown.h) */
	bool measured;           /* when the clock was read, run again with another clock to learn which lines show it (measured.h) */
	bool beside;             /* when such a name was called, run again as if it were provided: results[EVL_RUN_ASSUMED] */
};

/* One source of the program: the main file, or a module that it imports. */
struct evl_run_unit {
	struct evl_source *source; /* in the table that the trace refers to */
	struct evl_node *tree;
	struct evl_program *code;  /* NULL: not compiled under the present goal */
	uint32_t *requested;       /* units of its import requests, in order */
	uint32_t request_count;
	bool is_demanded;          /* asked for while the program ran (demand.h) */
	const char *builtin;       /* a module of the host's own, by its specifier: no text; NULL otherwise */
	bool is_absent;            /* nobody has it, `builtin` is how it is asked for (run/absent.h) */
	uint32_t source_id;        /* its number in spans */
	bool is_prelude;
	bool is_json;              /* a JSON module: no tree */
	bool is_commonjs;          /* a CommonJS module that ES modules import: no tree; its text is read when it is evaluated */
	const evl_name *exported;  /* what can be imported from it by name, `default` among them */
	uint32_t exported_count;
};

/* Why the last module could not be had. */
struct evl_run_import_failure {
	bool failed;
	enum evl_import_failure why;
	const char *specifier, *path, *referrer;
};

/* What one host made of the program. */
struct evl_run_result {
	const struct evl_host_profile *profile; /* NULL: not run */
	enum evl_goal goal;
	enum evl_status status;
	struct evl_trace trace;
	bool has_trace;          /* the trace's reservations are there */
	uint64_t steps;          /* what it took */
};

enum { EVL_RUN_ASSUMED = 2, EVL_RUN_MEASURED = 3, EVL_RUN_EXPLORED = 4, EVL_RUN_RESULTS = 5, EVL_RUN_PRELUDES = 64, EVL_RUN_AGENTS = 48 };

struct evl_snapshot;

struct evl_run {
	struct evl_arena program; /* holds this struct's sources, trees, code, names, diagnostics */
	struct evl_names *names;
	struct evl_diags diags;
	struct evl_source *sources;
	struct evl_run_unit *units;
	uint32_t unit_count, unit_capacity;
	uint32_t template_count;
	struct evl_run_unit preludes[EVL_RUN_PRELUDES]; /* kept over resets; they follow the main source in `units` */
	uint32_t prelude_count;
	unsigned char *kept;     /* program memory below this, names and templates below these numbers belong to the preludes */
	uint32_t kept_names, kept_templates;
	uint32_t setup_first, setup_count; /* units that run before the main source: provisions, the prelude */
	bool missing_callee;     /* the last run called a name that nothing defines */
	struct evl_program **host_scripts; /* compiled host scripts by number, NULL: not yet; NULL: none was */
	struct evl_run_options options;
	struct evl_run_result results[EVL_RUN_RESULTS]; /* [0] the prediction; [1] under the other host, when the snippet could run in both;
	                                                   [2] as the first, if the names that nothing defines were provided;
	                                                   [3] as another with a clock that is off, only to be compared;
	                                                   [4] as another with other answers to its choices */
	const struct evl_host_profile *loading_for; /* whose rules decide which modules there are */
	struct evl_run_import_failure import_failure;
	bool package_is_faulty;   /* it is no JSON */
	const char *package;      /* the package.json that says what the main source is; NULL: none was looked for, or there is none */
	struct evl_run_import_failure absent; /* the first package of a static import that is not there: the host ends with its own error */
	struct evl_import_mapping *import_map; /* of the page that runs, NULL: none (run/import_map.h) */
	const char *host_reason; /* why this host, in program memory; NULL: asked for */
	int64_t clock_pace;      /* of the present run (realm.h) */
	bool endless_loop;       /* the text has a loop that plainly never ends: few steps are enough */
	struct evl_realm *realm; /* NULL: not made yet */
	struct evl_realm realm_storage;
	struct evl_realm *agents[EVL_RUN_AGENTS]; /* realms of further agents, by number less one; NULL: not made yet */
	size_t realm_memory;     /* the limit it was made with */
	enum evl_status status;  /* of the whole: parse or run */
	struct evl_snapshot *snapshot; /* where running again begins (run/snapshot.h); borrowed; NULL: anew each time */
	const bool *alone;       /* as loop.h has them: which outside work is explored, and in which order it comes; NULL: all, any */
	const uint16_t *guide;
	uint32_t guide_count;
	const uint8_t *outcomes; /* the first answers of outside work that are not canonical, in the order of asking; NULL: none */
	uint32_t outcome_count;
	struct evl_track *track; /* while exploring: told what each task touches; borrowed; NULL: nobody asks */
};

/* Reserve address space. False: the system gives none. */
bool evl_run_init(struct evl_run *run);
/* Forget the program and its traces, keep the reservations and the preludes. */
void evl_run_reset(struct evl_run *run);
void evl_run_release(struct evl_run *run);

/*
 * Parse and compile a script that later predictions may run before their main source, in the same realm: the number
 * of the prelude in *prelude. It is read once and kept until evl_run_release. Copies name and text. Fails as parsing does,
 * with diagnostics; EVL_STATUS_TOO_LARGE: there are EVL_RUN_PRELUDES already.
 */
enum evl_status evl_run_add_prelude(struct evl_run *run, const char *name, const char *text, size_t length, uint32_t *prelude);

/*
 * Predict `length` bytes of UTF-8: parse, decide host and goal where they are open, compile, run to completion. Returns the
 * status, which is also in run->status; diagnostics are in run->diags, traces in run->results. An uncaught error of the
 * snippet is EVL_STATUS_OK: it is part of what is predicted.
 */
enum evl_status evl_run_predict(struct evl_run *run, const char *text, size_t length, const struct evl_run_options *options);

/*
 * Run the program that was predicted once more, under its result `index`, giving `count` answers to the choices that
 * it asks for; what is not answered goes canonically. The trace of that result is made anew. Returns the run's status.
 */
enum evl_status evl_run_again(struct evl_run *run, uint32_t index, const uint8_t *answers, uint32_t count);

/* The choices that the last run met, with the answers it got. Borrowed until the next run. */
const struct evl_choices *evl_run_choices(const struct evl_run *run);

/* Only parse and decide (for static analysis): the tree is run->units[0].tree, the host run->results[0].profile. */
enum evl_status evl_run_read(struct evl_run *run, const char *text, size_t length, const struct evl_run_options *options);

#endif
