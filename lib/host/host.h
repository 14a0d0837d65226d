/* SPDX-License-Identifier: MIT */
/*
 * host.h - a host as data: which globals exist, which task sources there are and
 * how they are served, what an uncaught error does, how values are printed.
 *
 * `loop/` serves the phases without knowing any host by name; a new host is a new
 * folder with a profile table and one small file per API. What all hosts share is
 * in host.c (the run of a piece of work with its events), task.c (the records
 * behind the loop's tasks), print.c and performance.c.
 */
#ifndef EVL_HOST_HOST_H
#define EVL_HOST_HOST_H

#include <stdbool.h>
#include <stdint.h>

#include "console/inspect.h"
#include "loop/loop.h"
#include "value/realm.h"
#include "vm/promise.h"

struct evl_host;
struct evl_agent;
struct evl_agents;
struct evl_module;
struct evl_template;
struct evl_host_script;

/* Where an uncaught error comes from. */
enum evl_origin {
	EVL_ORIGIN_MAIN,      /* the main script */
	EVL_ORIGIN_TASK,      /* a callback of the loop */
	EVL_ORIGIN_MICROTASK, /* a queueMicrotask callback */
	EVL_ORIGIN_REJECTION, /* a promise that nobody handled */
	EVL_ORIGIN_MODULE,    /* the body of the main module or of one that it imports */
};

/* Where a task comes from (HTML, "generic task sources" and those of other standards). */
enum evl_task_source {
	EVL_SOURCE_ABORT,      /* AbortSignal.timeout */
	EVL_SOURCE_MESSAGE,    /* message ports */
	EVL_SOURCE_POSTED,     /* window.postMessage */
	EVL_SOURCE_BROADCAST,
	EVL_SOURCE_DOM,        /* DOM manipulation */
	EVL_SOURCE_USER,       /* user interaction */
	EVL_SOURCE_NETWORK,
	EVL_SOURCE_FILE,       /* file reading, blobs */
	EVL_SOURCE_WORKER,
	EVL_SOURCE_ENGINE,     /* the engine's own tasks (HostEnqueueGenericJob, HostEnqueueTimeoutJob) */
	EVL_SOURCE_COUNT
};

/* How the messages come that wait in a port. */
enum evl_port_reading {
	EVL_PORT_READS_ALL,  /* each is a task, asked for when the message is posted */
	EVL_PORT_READS_REST, /* one task gives the first and then asks for one for each of the others (Chromium: mojo's Connector) */
	EVL_PORT_READS_NEXT, /* each task asks for that of the next, when it has given its own (Firefox: MessagePort::Dispatch) */
};

/* How a host serves a source. */
struct evl_task_source_rule {
	uint8_t queue;    /* of tasks that are ready at once */
	uint8_t delayed;  /* of tasks with a delay */
	int64_t least;    /* added to every delay, microseconds */
	int64_t below;    /* only to delays of 1 ms and up to, not including, this; 0: to all */
	bool unreferenced; /* its tasks do not keep the host alive */
	bool unreferenced_timers; /* those with a delay do not */
	bool free_order;  /* each delayed task completes at a time of its own: nobody fixes when */
	bool in_order;    /* though they keep the order of asking */
};

/* Why a module cannot be had. */
enum evl_import_failure {
	EVL_IMPORT_BARE,        /* a specifier that is no path, and no module of the host */
	EVL_IMPORT_MISSING,     /* there is no such file */
	EVL_IMPORT_NO_BUILTIN,  /* node:nothing */
	EVL_IMPORT_SCHEME,      /* https: where only files can be had */
	EVL_IMPORT_NEEDS_TYPE,  /* JSON without `with { type: 'json' }` */
	EVL_IMPORT_NOT_OF_TYPE, /* that, for something else */
	EVL_IMPORT_TYPE,        /* another type */
	EVL_IMPORT_KEY,         /* another attribute */
	EVL_IMPORT_DIRECTORY,   /* Node: a folder */
	EVL_IMPORT_NOT_DEFINED, /* Node: "#name", which no package.json (`path`, or NULL) defines */
	EVL_IMPORT_INVALID_INTERNAL, /* Node: "#/", which is no such name */
	EVL_IMPORT_INVALID_NAME, /* Node: what is no name of a package */
};

/* What modules that are loaded while the snippet runs, and import.meta, are for a host. */
struct evl_import_rules {
	/* Reactions between import() and its going on, for modules that are there; counted as in tests/tables of HOSTS. */
	uint32_t loaded_ticks, builtin_ticks, failed_ticks;
	uint32_t commonjs_ticks; /* the same for a CommonJS file that is new; 0: as any other file */
	uint32_t (*file_ticks)(uint32_t levels); /* and for any new file, its imports being a further level and so on; NULL: it comes in a task */
	uint32_t settling_ticks; /* further reactions between the end of a new module's evaluation and its promise being resolved */
	bool loaded_at_once; /* a module that is there resolves the promise without any reaction */
	int64_t fetch_time;  /* microseconds until a file is there, for each level of its imports */
	bool goes_on_in_reaction; /* what comes in a task is evaluated in a reaction after it, not in the task itself */
	bool loaded_as_task; /* even what is there comes in a task of its own */
	bool failed_at_once; /* what cannot be resolved rejects without any tick */
	/* The error of a failure. `path` is what the specifier came to, or NULL; `referrer` the path of the importing source. */
	evl_value (*error)(struct evl_realm *realm, enum evl_import_failure failure, const char *specifier, const char *path,
			   const char *referrer);
	/* The SyntaxError for a name that a CommonJS module does not export; `line`: of the import. NULL: the engine's own error stands. */
	evl_value (*no_name)(struct evl_realm *realm, const char *specifier, const char *name, const char *line, size_t length);
	/* Fill import.meta of the module at `path`; main: it is the snippet. */
	bool (*meta)(struct evl_realm *realm, const char *path, bool main, struct evl_object *meta);
};

/* What the nearest package.json says of the files below it ("type"). */
enum evl_package_type { EVL_PACKAGE_SILENT, EVL_PACKAGE_MODULE, EVL_PACKAGE_COMMONJS };

struct evl_web; /* web/event.h */

/* The members of a real host's interface (its prototype's own names), separated by blanks. */
struct evl_interface_members {
	const char *interface, *names;
};

struct evl_host_profile {
	const char *name;               /* "node", "browser" */
	const char *title;              /* "Node.js 20", "Chromium" */
	enum evl_dialect dialect;
	const char *version_line;       /* what ends its report of a fatal error: "Node.js v20.20.2"; NULL: a page's console, which goes on */
	uint8_t v8;                     /* enum evl_v8: whose library and words it has */
	const struct evl_words *words;  /* how its engine words errors, where it is not V8 (value/words.h) */
	const char *remark;             /* what a prediction for it must say; NULL: nothing */
	uint8_t free_nesting;           /* pages: how deep timers set timers before 4 ms is their least delay */
	bool promises_scrolls;          /* scrollTo and its like give a promise of the end of the scrolling */
	bool keeps_load_target;         /* the events of loading keep their currentTarget and phase after their dispatch */
	bool plain_try;                 /* Promise.try resolves a new promise with what its callback gives, as before ECMAScript 2026's change */
	bool quick_finally;             /* finally is a reaction of its own engine: its callback's plain result takes no further ticks */
	bool closes_sync_iterators;     /* ECMAScript 2025: a rejected value closes the iterator behind it */
	const char *process_version;    /* process.versions.node: "20.20.2"; NULL: there is no process */
	const char *process_v8;         /* process.versions.v8; NULL: not known */
	const char *own_version;        /* process.versions has it under the host's name; NULL: it has not */
	bool prefers_modules;           /* a source that nothing says to be CommonJS is a module */
	bool ticks_first;               /* the inner queues after a module's body begin with the first, as after a script's */
	const char *abort_text;         /* the message of an AbortError that nobody gave a reason; NULL: Node's */
	const char *timeout_text;       /* the message of an AbortSignal.timeout's TimeoutError; NULL: Node's */
	bool urls_in_stacks;            /* stack traces name every file by its URL, not only modules */
	bool exit_is_last;              /* promise callbacks that an exit handler queues do not run */
	bool waits_for_module;          /* a module that never settles keeps the process alive */
	bool rejections_are_fatal;      /* one that has no handler of its own is none for the handlers of uncaught exceptions */
	bool main_is_promise;           /* what the main script throws rejects a promise, which is told of after the tasks that are there */
	uint8_t port_reading;           /* enum evl_port_reading */
	bool reports_at_once;           /* what an event listener throws is uncaught at once, not in a task of its own */
	bool calls_writers;             /* the callback of process.stdout.write is called within write: the text has gone out */
	bool tells_all_rejections;      /* the console is told of rejections that were handled after their checkpoint, or whose event was cancelled, too */
	/* The end that an error leads to which nothing handled, where it is not Node's. True: the host goes on for now. */
	bool (*fatal)(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place);
	bool is_page;                   /* it does not end by itself: no exit status */
	const struct evl_rows *const *globals; /* tables of rows for the global object */
	uint32_t global_table_count;
	const struct evl_rows *const *hidden; /* tables of further host functions: no stack trace shows a frame of theirs */
	uint32_t hidden_count;
	const struct evl_rows *const *binding; /* tables of rows of what require('host') gives its own scripts (script.h); may be NULL */
	uint32_t binding_count;
	const char *const *surface;     /* the names of the real host's global object, in byte order; NULL: not known */
	uint32_t surface_count;
	const struct evl_interface_members *members; /* what the real host's interfaces have, in byte order; NULL: not known */
	uint32_t member_count;
	int64_t first_line_cost;        /* microseconds that the first line takes which a script prints, since it makes the stream */
	int64_t up_time;                /* what performance.now() says when the script begins, microseconds: typical, never exact */
	const struct evl_task_source_rule *sources; /* EVL_SOURCE_COUNT of them; NULL: the host has no such tasks */
	const struct evl_loop_rules *loop; /* phases, sources, priorities, what drains after each callback */
	const struct evl_import_rules *imports; /* NULL: import() and import.meta are not covered */
	/* Before the script runs: host->data, and what is not a row. False: an exception is pending. */
	bool (*start)(struct evl_realm *realm);
	/* The arguments and the this value of the function that the main file becomes (CommonJS); NULL: there is no such thing. */
	bool (*wrap_main)(struct evl_realm *realm, evl_value *this_value, evl_value *arguments, uint32_t *count);
	/* That function has returned. False: an exception is pending. NULL with wrap_main. */
	bool (*main_ran)(struct evl_realm *realm);
	/* Is `specifier` a module of the host's own, and what does it give? builtin: false: an exception is pending. NULL: there are none. */
	bool (*has_builtin)(const char *specifier);
	bool (*builtin)(struct evl_realm *realm, const char *specifier, evl_value *exports);
	/* As in struct evl_realm; NULL: none. */
	uint32_t (*host_frames)(evl_native fn, bool innermost);
	/* The exports of the CommonJS module at `path`, run unless that was done; NULL where there is no wrap_main. False: an exception is pending or the run halts. */
	bool (*run_commonjs)(struct evl_realm *realm, const char *path, evl_value *exports);
	/*
	 * An uncaught error as this host treats it: prints, appends the error event, calls the snippet's
	 * own handlers. True: the host goes on; false: it ends (host->exiting is set).
	 */
	bool (*uncaught)(struct evl_realm *realm, evl_value reason, enum evl_origin origin, struct evl_promise *promise);
	/* A promise was rejected without handler (handled false) or got one late (sec-host-promise-rejection-tracker). */
	void (*rejection)(struct evl_realm *realm, struct evl_promise *promise, bool handled);
	/* What a user does at a time ("100ms click #button"), before the main source runs. False: it cannot be read. NULL: no such thing. */
	bool (*action)(struct evl_realm *realm, const char *text);
	/* The main source has run and the inner queues after it: the host goes on by itself (a page loads). May be NULL. */
	void (*loaded)(struct evl_realm *realm);
	/* A line of the console; *handled: the snippet's own stream has it. False: halting. NULL: the console writes by itself. */
	bool (*console_write)(struct evl_realm *realm, uint8_t stream, struct evl_string *text, bool *handled);
	/* A turn of the loop is about to begin. False: none may (exiting is set). NULL: it always may. */
	bool (*turn)(struct evl_realm *realm);
	/* All inner queues have run empty. *again: more inner work may be there now. */
	enum evl_ran (*settled)(struct evl_realm *realm, bool *again);
	/* A phase of the loop that concludes has done its tasks, or is over (loop/loop.h). NULL where the rules have none. */
	enum evl_ran (*concluded)(struct evl_realm *realm);
	/* The loop is empty: beforeExit and the like. True: there is work again. */
	bool (*drained)(struct evl_realm *realm);
	/* The run is over by itself; `unsettled`: the main module's promise is still pending. Not called after a fatal error or exit(). */
	void (*finish)(struct evl_realm *realm, bool unsettled);
};

/* The profiles by name; NULL when unknown. Static storage. */
const struct evl_host_profile *evl_host_profile(const char *name);

/* What stands behind a task of the loop. */
struct evl_host_task {
	evl_value callback;     /* EVL_UNDEFINED when `run` needs none */
	evl_value this_value;
	evl_value *values;      /* further arguments; in scratch memory */
	uint32_t count;
	evl_task task;          /* the loop's number; 0: not waiting */
	uint32_t id;            /* number of this piece of work in the trace */
	evl_event_id queued;    /* its queue event */
	evl_span site;          /* where it was asked for */
	uint8_t work;           /* enum evl_work */
	evl_value context;      /* vm->async_context of the asking */
	bool used;
	bool is_tracked;        /* its `run` touches nothing but what loop/track.h is told */
	bool keep;              /* the record outlives the run of its task (its API frees it) */
	uint32_t handle;        /* the API's own: an id given to the snippet */
	uint32_t nesting;       /* timers set by timers (browser) */
	uint32_t partner;       /* another record that is cancelled when this one runs; 0: none */
	int64_t deadline;       /* idle callbacks */
	const struct evl_template *code; /* timers of text: what it was compiled to; NULL: not yet */
	/* What the callback is called with, and around it. NULL: callback(...values). False: exception pending. */
	bool (*run)(struct evl_realm *realm, uint32_t record);
	uint32_t next_free;
};

/* What Node does with unhandled rejections: its option --unhandled-rejections (rejections.c), the first is its default. */
enum evl_rejection_mode {
	EVL_REJECTIONS_THROW,
	EVL_REJECTIONS_STRICT,
	EVL_REJECTIONS_WARN,
	EVL_REJECTIONS_NONE,
	EVL_REJECTIONS_WARN_WITH_ERROR_CODE,
};

/* What the running host keeps; made by evl_host_new, found through realm->host. */
struct evl_host {
	const struct evl_host_profile *profile;
	struct evl_loop loop;
	struct evl_web *web; /* events and what rests on them; NULL until touched */
	void *data; /* the profile's own state, in the realm's scratch */
	const struct evl_provided_answer *answers; /* what is at which address (provided.h) */
	struct evl_agents *agents;   /* of the run (agent.h); NULL: only this one, and nobody asked */
	struct evl_agent *agent;     /* whose host this is; NULL as long as `agents` is */
	/* Set by run/: a fresh realm with machine and host, for another agent. False: no memory, or a pending exception in it. */
	bool (*new_realm)(struct evl_realm *realm, const struct evl_host_profile *profile, struct evl_realm **out);
	/* What this agent prints, when another may print it: true when that has it, false when it goes into the trace. NULL: always the latter. */
	bool (*print)(struct evl_realm *realm, uint8_t stream, uint8_t method, const char *text, size_t length);
	struct evl_module **modules; /* run/'s own: modules of this realm by unit */
	struct evl_importing *importing; /* run/'s own (run/import.c): import()s whose files are not there yet */
	bool is_module;  /* the main source is an ES module */
	bool has_frames; /* a page has frames: the real global object has their windows by index */
	bool exiting;    /* a fatal error or exit(): nothing more runs */
	bool times_own, times_told; /* outside work takes no time; that was told */
	bool repeats;    /* it ended with work that renews itself for ever */
	bool ended;      /* the exit event stands in the trace */
	int exit_code;
	uint32_t group_depth; /* console.group */
	struct evl_object *performance; /* NULL until touched */
	struct evl_host_task *tasks; /* from 1 */
	uint32_t task_count, task_capacity, task_free;
	uint32_t nesting;            /* how deep timers set timers, of the timer that runs; 0 in every other task */
	uint32_t callbacks;          /* of the platform, one inside of the other, that run; of a page */
	bool overflowing;            /* they were too many, which is being reported */
	bool reporting;              /* error events of an uncaught exception are dispatched: the callback that threw has not ended, microtasks wait */
	uint32_t running;            /* record of the task that runs; 0: none */
	uint32_t max_prints;         /* of one run; beyond it the prediction stops */
	uint32_t print_count;
	uint64_t max_drain;          /* pieces of inner work in one go before it counts as endless */
	uint32_t mark;               /* the trace as it stood when only self-renewing work was left */
	int64_t mark_time;
	bool marked, mark_truncated;
	int64_t mark_steps;          /* steps left then */
	uint32_t mark_prints;        /* lines printed by then */
	uint32_t renewal_prints;     /* lines printed when only self-renewing work began to be left */
	bool silent;                 /* that work had printed nothing by the mark */
	uint64_t drain_rounds;       /* pieces of inner work done without a pause, as far as they were counted */
	uint32_t drain_start;        /* the trace when the present drain began */
	uint32_t settled_at, settled_before; /* the trace when a drain ended last, and the time before that */
	bool starved;                /* inner work renews itself for ever: nothing else will run */
	uint32_t starved_queue;      /* which inner queue */
	uint64_t starved_rounds;
	evl_value *scripts;          /* exports of the host scripts by number, EVL_EMPTY: not run yet; NULL: none was */
	evl_value binding;           /* what require('host') gives them; EVL_EMPTY: not made yet */
	evl_value script_require;    /* their require function */
	/* Set by run/: the code of host script `number`. False: the run halts. */
	bool (*compile_script)(struct evl_realm *realm, uint32_t number, const struct evl_template **out);
	uint8_t rejection_mode;      /* enum evl_rejection_mode, set by run/ */
	const char *input;           /* what standard input holds, set by run/; NULL: not known */
	size_t input_length;
	/* Set by run/: files of the program that the snippet asks for while it runs (run/demand.h). */
	bool (*read_source)(struct evl_realm *realm, const char *referrer, const char *specifier, const char **path, const char **text,
			    size_t *length);
	/*
	 * Set by run/: run the script that is external to `element` (of the page) or a module, with its load or error event. False: an
	 * exception is pending or the run halts.
	 */
	bool (*run_element_script)(struct evl_realm *realm, void *element);
	/* Set by run/: a classic script whose text the page made. False: an exception is pending or the run halts. */
	bool (*compile_script_text)(struct evl_realm *realm, const char *text, size_t length, const struct evl_template **out);
	/* The name of such a script; NULL: "<script>". */
	const char *script_name;
	/*
	 * Set by run/: load, link and begin to evaluate the ES module at an absolute `path`, as the main module of this realm; `text` not NULL: its
	 * source, instead of that file. *evaluation: its promise. False: an exception is pending or the run halts.
	 */
	bool (*compile_module)(struct evl_realm *realm, const char *path, const char *text, size_t length, struct evl_promise **evaluation);
	/*
	 * Set by run/: the namespace of the ES module at an absolute `path`, loaded, linked and evaluated at once; EVL_UNDEFINED: something in its graph
	 * has a top-level await, nothing was evaluated. `facade`: NULL, or the source of a module at that name which stands before it. False: an
	 * exception is pending or the run halts.
	 */
	bool (*require_module)(struct evl_realm *realm, const char *path, const char *facade, evl_value *out);
	/* Set by run/: does the text of the file at `path` fail as CommonJS, for something that only ES modules have? */
	bool (*has_module_syntax)(struct evl_realm *realm, const char *path, const char *text);
	/*
	 * Set by run/: the type of the package that the file at `path` belongs to; *description: the path of its package.json, NULL when there is none.
	 */
	enum evl_package_type (*package_type)(struct evl_realm *realm, const char *path, const char **description);
	/*
	 * Set by a host that wants to hear of it: the file at `path` is an ES module by its syntax alone, its package.json at `package` does not say what
	 * its files are. `main`: it belongs to the main module, which is about to be evaluated. NULL: nobody does.
	 */
	void (*untyped_module)(struct evl_realm *realm, const char *path, const char *package, bool main);
	/*
	 * Set by run/: the text at `path` as the body of a CommonJS module. False: a SyntaxError is pending (*place: where, as a fatal report begins
	 * with it), or the run halts.
	 */
	bool (*compile_source)(struct evl_realm *realm, const char *path, const char *text, size_t length,
			       const struct evl_template **out, const char **place);
	const char *package;         /* set by run/: the package.json that the main file belongs to; NULL: none that says anything of it */
	void *owner;                 /* run/'s own */
	/* Set by run/: is what the trace holds from event `from` on provably endless? May be NULL. */
	bool (*is_endless)(struct evl_realm *realm, uint32_t from);
};

/* What the profile's lists say of the real host's interfaces holds from now on for a new realm's hooks. */
void evl_host_interfaces_start(struct evl_realm *realm);
/* Make the host of `realm` (realm->host) in its scratch memory; machine and global object are there. False: exception pending. */
bool evl_host_new(struct evl_realm *realm, const struct evl_host_profile *profile, bool is_module);

/*
 * Run a piece of synchronous work (the script, a handler) with its begin and end events around it: `body` does it.
 * An exception is reported with `origin`. What the inner queues hold is not run here.
 */
enum evl_ran evl_host_run_work(struct evl_realm *realm, enum evl_work work, evl_event_id queued, evl_span span,
			       enum evl_origin origin, bool (*body)(struct evl_realm *, void *context), void *context);

/* After the main script: inner queues, then the loop until nothing is left, then exit. `unsettled` tells whether a module's promise is still pending. */
void evl_host_run_loop(struct evl_realm *realm, bool (*unsettled)(struct evl_realm *, void *context), void *context);

/* Which inner queue, by position in the rules, goes first after the main source: in a module's body, which is a microtask, the machine's. */
uint32_t evl_host_first_inner(const struct evl_host *host);

/*
 * Call a snippet's function; an exception is taken by `report` while the callback still counts as running: what `report` calls in turn is one deeper.
 * False: it threw, or the run halts.
 */
bool evl_host_call_reporting(struct evl_realm *realm, evl_value callback, evl_value this_value, uint32_t count, const evl_value *values,
			     evl_value *out, void (*report)(struct evl_realm *));
/* The same, the exception being left to the caller. False: it is pending, or the run halts. */
bool evl_host_call(struct evl_realm *realm, evl_value callback, evl_value this_value, uint32_t count, const evl_value *values,
		   evl_value *out);

/* Append a pending event for all that waits and will never run. */
void evl_host_tell_pending(struct evl_realm *realm);

/* ------------------------------------------------------------------- tasks */

/* A new record for a callback; appends the queue event (value: `delay` in microseconds). The number of the record, never 0. */
uint32_t evl_host_task_new(struct evl_realm *realm, enum evl_work work, evl_value callback, evl_value this_value, uint32_t count,
			   const evl_value *values, int64_t delay);
/* A second record for the same piece of work, which can be reached in two ways; no event. */
uint32_t evl_host_task_new_copy(struct evl_realm *realm, const struct evl_host_task *task);
static inline struct evl_host_task *evl_host_task(struct evl_host *host, uint32_t record) { return &host->tasks[record]; }
/* Post the record's task to a source, `delay` microseconds from now. */
void evl_host_post(struct evl_realm *realm, uint32_t record, enum evl_task_source source, int64_t delay);
/* For the realm's hooks post_call and cancel_call. */
bool evl_host_post_call(struct evl_realm *realm, evl_value function, int64_t delay, uint32_t *record);
/* Append the cancel event, take the task out of the loop and free the record. */
void evl_host_task_cancel(struct evl_realm *realm, uint32_t record);
void evl_host_task_free(struct evl_host *host, uint32_t record);
/* Where the function begins, for begin events: its text, or `fallback` when it is not the snippet's. */
evl_span evl_host_function_span(struct evl_realm *realm, evl_value callback, evl_span fallback);

/* ---------------------------------------------------------------- printing */

/* Print one console line (text without final newline) to stream 0 or 1: appends a `print` event. */
void evl_host_print(struct evl_realm *realm, uint8_t stream, uint8_t method, struct evl_string *text);
/* The same as if the call stood at `span`, which another agent gave. */
void evl_host_print_at(struct evl_realm *realm, uint8_t stream, uint8_t method, struct evl_string *text, evl_span span);
/* The same for UTF-8 text. */
void evl_host_print_utf8(struct evl_realm *realm, uint8_t stream, uint8_t method, const char *text, size_t length);
/* An uncaught error's text: appends an `error` event. */
void evl_host_print_error(struct evl_realm *realm, const char *text, size_t length, evl_span thrown, bool is_rejection);
/* Something a person should know: appends a `note` event. */
void evl_host_note(struct evl_realm *realm, evl_span span, const char *text);
/* The host ends now with host->exit_code: appends the exit event, once. */
void evl_host_exit(struct evl_realm *realm);

/* ------------------------------------------------------------- common rows */

/* An object of class HOST. */
struct evl_host_object {
	struct evl_object object;
	evl_value callback;
	evl_value *values;  /* further arguments, in scratch memory */
	uint32_t count;
	uint32_t record;    /* its task; 0: not waiting */
	uint32_t id;
	uint8_t kind;       /* the profile's own */
	bool repeats;
	bool referenced;
	bool destroyed;
	bool numbered;      /* its id was asked for */
	bool unenrolled;    /* it was cleared before it had run */
	bool by_main;       /* the main script made it */
	int64_t duration;   /* microseconds */
	uint32_t row;       /* the group that it waits with */
	struct evl_host_object *previous, *next; /* in its group */
	struct evl_object *arguments; /* an array of `values`; NULL: nobody has asked */
	evl_value kept[3];  /* unknowns that were read from it */
};

/* Copy arguments from number `from` on; NULL when there are none. */
evl_value *evl_host_copy_values(struct evl_realm *realm, const struct evl_args *args, uint32_t from, uint32_t *count);

/* The getter and setter of the global `performance` (performance.c). */
bool evl_host_performance_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_host_performance_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* A replaceable global: make `name` an ordinary property with the first argument as its value. */
bool evl_host_global_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result, const char *name);

#endif
