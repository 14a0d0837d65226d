/* SPDX-License-Identifier: MIT */
/*
 * node.h - what the files of the Node profile share: the state of one process,
 * its events, and the errors that Node's own functions throw.
 *
 * Node 20 is the model; its text and order were measured (docs: host facts).
 */
#ifndef EVL_HOST_NODE_NODE_H
#define EVL_HOST_NODE_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "host/host.h"
#include "host/web/event.h"

struct evl_buffer;

extern const struct evl_host_profile evl_host_node, evl_host_node22, evl_host_node24, evl_host_deno, evl_host_bun;

/* The queues of the profile's loop. */
enum {
	EVL_NODE_QUEUE_TIMERS,
	EVL_NODE_QUEUE_IMMEDIATES,
	EVL_NODE_QUEUE_TICKS,
	EVL_NODE_QUEUE_MICROTASKS,
	EVL_NODE_QUEUE_POLL,       /* operations that are done */
	EVL_NODE_QUEUE_PENDING_IO, /* operations under way */
	EVL_NODE_QUEUE_PLATFORM,   /* tasks of the engine's own */
	EVL_NODE_QUEUE_PLATFORM_TIMERS,
	EVL_NODE_QUEUE_CLOSE,
	EVL_NODE_QUEUE_HELD,       /* no phase serves it: its tasks only keep the process alive */
	EVL_NODE_QUEUE_DUE_TIMERS, /* Bun: timers whose time has come */
};

/* What an unknown value stands for (outside.c). */
struct evl_node_behind {
	struct evl_node_behind *next;
	evl_value unknown, value;
};

/* What Node notes on module objects, behind symbols (main_module.c). */
enum evl_node_module_mark {
	EVL_NODE_MODULE_IS_MAIN,
	EVL_NODE_MODULE_IS_CACHED,
	EVL_NODE_MODULE_FORMAT,
	EVL_NODE_MODULE_IS_EXECUTING,
	EVL_NODE_MODULE_MARKS
};

struct evl_node_end;
struct evl_node_shared;

enum evl_node_timer_kind { EVL_NODE_TIMEOUT, EVL_NODE_IMMEDIATE, EVL_NODE_TIMERS_LIST, EVL_NODE_TIMER_KINDS };

struct evl_node {
	struct evl_object *process;       /* NULL until touched */
	struct evl_object *main_module;   /* CommonJS; NULL for ES modules */
	struct evl_object *module_prototype; /* Module.prototype; NULL until made */
	evl_name module_marks[EVL_NODE_MODULE_MARKS];
	bool module_marks_made;
	evl_value *builtins;              /* exports of the modules of Node's own, EVL_EMPTY: not asked for; NULL: none was */
	struct evl_shape *timer_shapes[EVL_NODE_TIMER_KINDS];
	evl_name timer_symbols[4];  /* refed, kHasPrimitive, asyncId, triggerId (timer_members.c) */
	bool timer_symbols_made;
	struct evl_host_object *timer_lists;    /* those that a program has seen, linked by `next` */
	struct evl_host_object *last_immediate; /* of those that wait for the next turn; NULL: none does */
	uint32_t immediate_row;                 /* the number of their row */
	bool emits;                /* the members of an emitter are on `process` (process_events.c) */
	struct evl_node_rejections *rejections; /* rejections.c; NULL: none was */
	evl_value placed;          /* the last thing that is no error and came out of a script of node:vm: its report begins with that place; EVL_EMPTY: none */
	evl_span placed_at;
	evl_value tracked;         /* what promises get of the storages in use (promise_hook.c) */
	evl_value decorated;       /* the last error whose stack begins with lines about its place (vm_script.c); EVL_EMPTY: none */
	evl_value internal_error;  /* the last error that Node's own code threw */
	const char *internal_place; /* the place of Node's own that the fatal report shows (fatal.c); NULL: the usual one */
	bool internal_read;         /* its stack was read by Node itself: where it was made is not known any more */
	const char *passed_place;  /* the same when a promise passed the error on: where it was made; NULL: no other */
	bool made_before;          /* it was thrown on only: it says itself where it was made */
	evl_span internal_span;    /* where the snippet was then: thrown again elsewhere, that is the place */
	evl_value enhance;         /* a function of the host's that completes its stack before the report; EVL_UNDEFINED: none */
	evl_value capture;         /* takes what nothing catches (process.setUncaughtExceptionCaptureCallback); EVL_NULL: none */
	evl_value exit_code;       /* process.exitCode as it was given */
	uint32_t last_timer_id;
	bool warned;               /* a process warning was written (the hint comes once) */
	bool env_shared;           /* process.env is a worker's, too: a change of it would be seen there */
	bool limits_set;           /* numbers of listeners other than the usual one may be too many */
	bool env_noted, absence_noted, random_noted, ports_completed, compression_noted;
	uint64_t random_state;
	struct evl_node_behind *behind;
	struct evl_node_worker *worker; /* worker.c; NULL: the main thread of the first process */
	struct evl_node_shared *shared; /* shared_values.c; of the first agent alone; NULL: nothing yet */
	bool exit_emitted;
	struct evl_node_package *untyped; /* packages that were warned of (module_warnings.c) */
	bool warned_resolves;      /* of 'multipleResolves' */
	bool main_threw;           /* and is to be told of it (main_is_promise) */
	evl_value main_error;
	evl_span main_thrown_at;
	struct evl_node_end *end;  /* the end that an error led to and that is still to come (fatal_deno.c, fatal_bun.c); NULL: none */
	bool ticks_off;            /* in exit handlers process.nextTick does nothing */
	const char *path;          /* of the main file, as shown */
	const char *folder;        /* that process.chdir has named; NULL: that of the main file (folder.c) */
	struct evl_object *stdio[2]; /* process.stdout, process.stderr; NULL until process is made */
};

/* What Node's profile keeps beside the host. Only for realms of this host. */
static inline struct evl_node *evl_node(struct evl_realm *realm) { return realm->host->data; }

/* process (process.c). */
struct evl_object *evl_node_process(struct evl_realm *realm);
/* process.env, empty: what is assigned to it becomes text. NULL: out of memory. */
struct evl_object *evl_node_env_new(struct evl_realm *realm);
extern const struct evl_rows evl_node_env_traps; /* of its proxy: for stack traces */
/* What the prototype of `process` has in place of an emitter's members until one of them is used (process_events.c). */
extern const struct evl_rows evl_node_emitter_rows, evl_node_emitter_binding;
/* Emit a process event; *handled: it had listeners. False: a listener threw, the exception is pending. */
bool evl_node_emit(struct evl_realm *realm, const char *event, uint32_t count, const evl_value *values, bool *handled);
bool evl_node_has_listeners(struct evl_realm *realm, const char *event);
/* The code that the process ends with: process.exitCode or `otherwise`. */
int evl_node_exit_code(struct evl_realm *realm, int otherwise);
/* Assign `code` to process.exitCode, if the program has touched `process`. */
void evl_node_set_exit_code(struct evl_realm *realm, int code);
/* Emit 'exit' once. False: an exit handler threw; the exception is pending. */
bool evl_node_emit_exit(struct evl_realm *realm, int code);
/* For the MADE row of the global `process`. */
bool evl_node_process_make(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
extern const struct evl_rows evl_node_promise_binding;
extern const struct evl_rows evl_node_clock_rows, evl_node_process_rows, evl_node_stdout_rows, evl_node_stderr_rows;

/* process.nextTick's queue for C code: `run` is called with the record's number. The record's number. */
uint32_t evl_node_tick(struct evl_realm *realm, evl_value callback, bool (*run)(struct evl_realm *, uint32_t record));
/* process.emitWarning: on nextTick the 'warning' event, then the line on stderr. `code` may be NULL. */
void evl_node_warn(struct evl_realm *realm, const char *name, const char *code, const char *text);
/* An error object of this name, made here and now; NULL: out of memory. To be warned with it: evl_node_warn_object. */
struct evl_object *evl_node_warning_new(struct evl_realm *realm, const char *name, const char *text);
void evl_node_warn_object(struct evl_realm *realm, struct evl_object *warning);
/* The line on stderr that Node's own listener of 'warning' writes. False: an exception is pending or the run halts. */
bool evl_node_write_warning(struct evl_realm *realm, evl_value warning);

/* A line of the console for a stream whose `write` the snippet replaced (stdio.c). *handled: it has the line. False: halting. */
bool evl_node_console_write(struct evl_realm *realm, uint8_t stream, struct evl_string *text, bool *handled);

/*
 * Node's own code throws `error`: were it fatal, the report would begin with `place` ("fs:244  binding.^access(path);": file,
 * line, its text, a mark before the column; NULL: that of the checks of arguments) unless the snippet throws it again.
 */
void evl_node_mark_thrown(struct evl_realm *realm, evl_value error, const char *place);
/*
 * The same for what a check of arguments throws: passed on to a promise it is reported from `made`, the line that asks for the check;
 * NULL: what the innermost line of the host's scripts with a remark says (evl_host_script_remark).
 */
void evl_node_mark_thrown_from(struct evl_realm *realm, evl_value error, const char *made);
/* The same for an error that was there before. */
void evl_node_mark_thrown_on(struct evl_realm *realm, evl_value error, const char *place);
/* errors.c: see host_refused of struct evl_realm. */
void evl_node_mark_refused(struct evl_realm *realm, const char *line);
/* Errors of Node's own functions (errors.c), `place` as above. All return false. */
bool evl_node_throw_code(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message, const char *place);
/* The same of Node's C++ part, called by the snippet itself: the code is a property and stands nowhere else. */
bool evl_node_throw_native(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message);
/* Call a check of js/errors.js ("validateUint32") for the argument `name`. False: it threw. */
bool evl_node_check(struct evl_realm *realm, const char *check, evl_value value, const char *name);
/* ERR_INVALID_ARG_TYPE: `expected` is "of type function". */
bool evl_node_throw_arg_type(struct evl_realm *realm, const char *name, const char *expected, evl_value value, const char *place);
extern const struct evl_web_checks evl_node_web_checks; /* of the web platform's functions (web/event.h) */
/* True when `value` is callable, else ERR_INVALID_ARG_TYPE for the argument `name`; `made` as evl_node_mark_thrown_from has it. */
bool evl_node_require_function(struct evl_realm *realm, const char *name, evl_value value, const char *made);
/* The error object of a coded error, not thrown. */
evl_value evl_node_error(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message);

/* Fatal errors (fatal.c): the profile's `uncaught`. */
bool evl_node_uncaught(struct evl_realm *realm, evl_value reason, enum evl_origin origin, struct evl_promise *promise);
/* Append the lines that show where `error` was thrown: path and line, the source line, a caret below. `place`: of the throw. */
void evl_node_append_throw_place(struct evl_realm *realm, struct evl_buffer *out, evl_value error, evl_span place);
/* Post a task that tells of what the main script threw, where the profile has main_is_promise; nothing when it threw nothing, or that was told. */
void evl_node_tell_main_error(struct evl_realm *realm);
/* What an event listener threw: thrown again on nextTick, where nothing catches it. */
void evl_node_report_listener(struct evl_realm *realm, evl_value reason);
/* Is the reason of a rejection an error to Node: an object with a stack of its own? Outside things reject with errors. */
bool evl_node_is_like_error(struct evl_realm *realm, evl_value reason);
/* Where an error object was made: its innermost frame. */
evl_span evl_node_made_at(evl_value reason);
/* The profile's `finish`. */
void evl_node_finish(struct evl_realm *realm, bool unsettled);
/* The profiles' `fatal`, and what else their ends need (fatal_deno.c, fatal_bun.c). */
bool evl_deno_fatal(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place);
enum evl_ran evl_deno_settled(struct evl_realm *realm, bool *again);
void evl_deno_finish(struct evl_realm *realm, bool unsettled);
bool evl_bun_fatal(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place);
bool evl_bun_turn(struct evl_realm *realm);
enum evl_ran evl_bun_settled(struct evl_realm *realm, bool *again);
enum evl_ran evl_bun_concluded(struct evl_realm *realm);
void evl_bun_loaded(struct evl_realm *realm);
void evl_bun_finish(struct evl_realm *realm, bool unsettled);
/* The reason of a rejection as Node's sentences have it: strings as they are, otherwise V8's short description. Borrowed. */
const char *evl_node_reason_text(struct evl_realm *realm, evl_value reason);

/* Unhandled rejections (rejections.c): the profile's `rejection` and `settled`. */
void evl_node_rejection(struct evl_realm *realm, struct evl_promise *promise, bool handled);
enum evl_ran evl_node_settled(struct evl_realm *realm, bool *again);
/*
 * Tell of rejections that nothing handled yet, one after another, also of those that come meanwhile and after one whose listener threw: for
 * profiles that tell at the end of a phase. There a late handler is told in a task of its own. STOP: nothing more may run.
 */
enum evl_ran evl_node_tell_rejections(struct evl_realm *realm);

/* Timers (timers.c). */
bool evl_node_set_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_set_immediate(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
extern const struct evl_rows evl_node_timer_rows, evl_node_timeout_rows, evl_node_immediate_rows, evl_node_timers_list_rows;
/* Is it a Timeout or an Immediate? How it is shown: node/inspect_timer, which finds the rows in require('host'). */
/* A new object of this kind that inherits what its kind does; nothing waits for it yet. */
struct evl_host_object *evl_node_timer_object(struct evl_realm *realm, enum evl_node_timer_kind kind);
/* The Timeout, Immediate or list of Timeouts that `value` is, or NULL. */
struct evl_host_object *evl_node_as_timer(evl_value value);
/* Was its callback taken away by a clear function? An Immediate that has run holds none either, but was not cleared. */
bool evl_node_timer_is_cleared(const struct evl_host_object *handle);
/* The own properties of those (timer_members.c). */
extern const struct evl_exotic evl_node_timer_exotic;
/* What the storages in use hold now becomes own properties of `object`, as Node's asynchronous resources have them (promise_hook.c). */
void evl_node_keep_stores(struct evl_realm *realm, struct evl_object *object);
/* What kind of work runs now. */
enum evl_work evl_node_running_work(const struct evl_realm *realm);

/* What host scripts find in require('host') (binding.c). */
extern const struct evl_rows evl_node_binding_rows;
bool evl_node_next_tick(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_queue_microtask(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_emit_warning(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_clear_timer(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_clear_immediate(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_set_interval(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* "an instance of Foo", "type string ('x')", "undefined": what messages say of a wrong argument. `room` or static text. */
const char *evl_node_received(struct evl_realm *realm, evl_value value, char *room, size_t size);

/* Keep the process alive until evl_node_release(number) (files.c). */
uint32_t evl_node_hold(struct evl_realm *realm);
void evl_node_release(struct evl_realm *realm, uint32_t number);

/* Message ports (ports.c). */
void evl_node_ports_start(struct evl_realm *realm);
/* host->untyped_module: a warning, once for each package.json (module_warnings.c). */
void evl_node_untyped_module(struct evl_realm *realm, const char *path, const char *package, bool main);
/* module_warnings.c: see outdated_attributes of struct evl_realm. */
void evl_node_outdated_attributes(struct evl_realm *realm, evl_span place, bool main);

/* A target got a listener for `type`, as one of `count`: a warning where these are too many (targets.c). */
void evl_node_listener_added(struct evl_realm *realm, struct evl_target *target, evl_key type, uint32_t count);
extern const struct evl_rows evl_node_target_binding, evl_node_env_binding;
extern const struct evl_rows evl_node_port_rows, evl_node_broadcast_rows;

/* Is this the realm of a worker thread? The number of the forked process that it is of, 0: the first (worker.c). */
bool evl_node_is_thread(struct evl_realm *realm);
uint32_t evl_node_process_number(struct evl_realm *realm);
/* The folder that process.chdir has named, of the process that this realm is of; NULL: none yet (worker.c). */
const char *evl_node_folder(struct evl_realm *realm);

/* process.cwd(); firstFolder(): the main file's; enterFolder(path): relative paths begin there from now on (folder.c). */
bool evl_node_process_cwd(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_first_folder(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_enter_folder(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* Threads and forked processes, for host scripts (worker.c). */
extern const struct evl_rows evl_node_worker_binding;
/* What they have in common beside messages, for host scripts (shared_values.c). */
extern const struct evl_rows evl_node_shared_binding;
extern const struct evl_rows evl_node_script_binding;
extern const struct evl_rows evl_node_outside_binding;
/* Methods of process that give an unknown value, which their name says. */
bool evl_node_of_machine(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* require and the module objects (modules.c). The first two are the profile's has_builtin and builtin. */
bool evl_node_has_builtin(const char *specifier);
bool evl_node_builtin(struct evl_realm *realm, const char *specifier, evl_value *exports);
/*
 * The bytes of `text` in the encoding of this name, as Buffer knows them (in any case), in scratch memory; *bytes NULL: there is no such
 * encoding. False: exception pending (buffer_text.c).
 */
bool evl_node_encode(struct evl_realm *realm, struct evl_string *text, const char *name, const uint8_t **bytes, size_t *length);
extern const struct evl_rows evl_node_module_binding, evl_node_text_binding, evl_node_file_binding, evl_node_crypto_binding, evl_node_zlib_binding, evl_node_cipher_binding;
bool evl_node_require(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* The frames of Node's own files for a call of `fn`, as in struct evl_realm. */
uint32_t evl_node_host_frames(evl_native fn, bool innermost);

/* timers.c: the constructor of Timeout or Immediate? */
bool evl_node_is_timer_class(evl_native fn);

/* layouts.c: see struct evl_realm. */
const char *evl_node_layout(uint32_t id);

/*
 * calling_lines.c: the line of Node's that calls the callback that has just thrown, as the fatal report shows it; NULL: none is known, or
 * something runs. Static storage.
 */
const char *evl_node_calling_line(struct evl_realm *realm, enum evl_origin origin);
/* An error that a callback threw without a frame of the snippet's: the frames of library functions that Node called are its own. */
void evl_node_leave_library_frames(evl_value reason);

/* function_source.c: see struct evl_realm. */
bool evl_node_function_source(struct evl_realm *realm, struct evl_object *function, evl_value *text);
extern const struct evl_import_rules evl_node_imports, evl_node22_imports, evl_node24_imports, evl_deno_imports, evl_bun_imports; /* import.c */
extern const struct evl_rows evl_node_require_rows; /* of the natives there, for stack traces */
/* The require function of one module. */
evl_value evl_node_make_require(struct evl_realm *realm, evl_value module);
/* Check the argument of that name as require does. False: the TypeError is pending. */
bool evl_node_check_specifier(struct evl_realm *realm, const char *argument, const char *line, evl_value specifier);
/* Call the function of that name among the internals of node/module. */
bool evl_node_ask_loader(struct evl_realm *realm, const char *function, uint32_t count, const evl_value *values, evl_value *result);

/* The module object of a CommonJS main file (main_module.c). */
/* The five arguments of the CommonJS wrapper (room for them at `arguments`) and module.exports as this value. */
bool evl_node_wrap_main(struct evl_realm *realm, evl_value *this_value, evl_value *arguments, uint32_t *count);
/* The profile's run_commonjs. */
bool evl_node_run_commonjs(struct evl_realm *realm, const char *path, evl_value *exports);
/* The main file has run to its end: its module is loaded. False: an exception is pending. */
bool evl_node_main_ran(struct evl_realm *realm);
/* For MADE rows and bindings: the main module, undefined when the main file is none of CommonJS. */
bool evl_node_main_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
extern const struct evl_rows evl_node_main_module_binding;
extern const struct evl_rows evl_node_module_methods; /* for stack traces */

#endif
