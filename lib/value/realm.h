/*
 * realm.h - everything that one run of JavaScript shares: memory, names, library
 * objects, the pending exception, and the ways up to the machine and the host.
 *
 * value/ knows the machine only through `hooks`; the machine, the host and the
 * trace hang off the realm as opaque pointers. There is no other state: two
 * realms in two threads never meet.
 */
#ifndef EVL_VALUE_REALM_H
#define EVL_VALUE_REALM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/names.h"
#include "base/status.h"
#include "trace/trace.h"
#include "value/error.h"
#include "value/heap.h"
#include "value/object.h"
#include "value/property.h"
#include "value/rows.h"
#include "value/string.h"

struct evl_vm;   /* vm/vm.h */
struct evl_stack_frames; /* vm/stack.h */
struct evl_host; /* host/host.h */
struct evl_console; /* console/console.h */
struct evl_regexp_state; /* vm/regexp.h */
struct evl_unknown; /* value/unknown.h */
struct evl_unknown_request;
struct evl_waiters; /* builtins/atomics_wait.c */

/* How a console shows a platform object. */
enum evl_platform_view {
	EVL_VIEW_ATTRIBUTES, /* its class and attributes */
	EVL_VIEW_TEXT,       /* a text that the host gives */
	EVL_VIEW_LIST,       /* like an array, by `length` and indexes */
	EVL_VIEW_NAMED,      /* its class and named properties */
};

/* The upward needs of value/: filled by vm/ when it starts. */
struct evl_function;

struct evl_realm_hooks {
	/* A piece of work is about to read the clock for the first time. NULL: nothing is to be done. */
	void (*reading)(struct evl_realm *realm);
	/* Call (sec-call): `callee` must be callable, else TypeError. */
	bool (*call)(struct evl_realm *, evl_value callee, evl_value this_value, uint32_t count, const evl_value *values, evl_value *out);
	/* Construct (sec-construct): `callee` must be a constructor. */
	bool (*construct)(struct evl_realm *, evl_value callee, uint32_t count, const evl_value *values, evl_value new_target, evl_value *out);
	/* The place of the running instruction (for native code: of the call). */
	evl_span (*site)(struct evl_realm *);
	/* The same, beginning where V8 says that the instruction is (the operator, the name after a dot). */
	evl_span (*place)(struct evl_realm *);
	/* The instruction of the host's own text that runs; evl_span_none(): one of the snippet's does. */
	evl_span (*inner_place)(struct evl_realm *);
	/* Throw for an object whose Symbol.toPrimitive, `method`, is no function. Always false. */
	bool (*refuse_conversion)(struct evl_realm *, evl_value object, evl_value method);
	/* Store what is on the stack now in an error object. */
	void (*capture_stack)(struct evl_realm *, struct evl_error *);
	/* Text of the `stack` property. */
	bool (*stack_text)(struct evl_realm *, struct evl_error *, evl_value *out);
	/* The value of a lazy slot that belongs to a bytecode function (length, name, prototype). */
	bool (*function_slot)(struct evl_realm *, struct evl_object *, uint32_t slot, evl_value *out);
	/* [[BoundTargetFunction]] of an object of class BOUND_FUNCTION. */
	evl_value (*bound_target)(struct evl_object *);
	/* An object lacks the private member that is asked for. Has the host thrown in words of its own? May be NULL: never. */
	bool (*foreign_receiver)(struct evl_realm *);
	/*
	 * A member of a host's interface is called: is the receiver none of its objects? Then that has been answered: *ok false, an exception is
	 * pending, or *out is what the member gives all the same. May be NULL: its own function finds out.
	 */
	bool (*refuses_receiver)(struct evl_realm *, const struct evl_args *, evl_value *out, bool *ok);
	/* The same of a method that a class of the host's scripts has. */
	bool (*refuses_member)(struct evl_realm *, const struct evl_function *, evl_value this_value, evl_value *out, bool *ok);
	/* What stands before the message of a conversion that fails: which member of a host's interface is at work; "": none. May be NULL: "". */
	const char *(*conversion_context)(struct evl_realm *);
	/* Count work of a library function against the run's steps. False: there are not so many left, the run is halting. */
	bool (*spend)(struct evl_realm *, uint64_t steps);
	/* Has the real host's global object, or its object of this kind, a property of this name, which the model lacks? NULL: nobody knows. */
	bool (*lacks)(struct evl_realm *, const struct evl_object *, evl_key name);
	/* Has its object of this kind an attribute of this name, which the model lacks? Asked before a script assigns to it. NULL: nobody knows. */
	bool (*lacks_setter)(struct evl_realm *, const struct evl_object *, evl_key name);
	/* The same of the prototype of an interface itself, whatever it inherits. */
	bool (*lacks_own)(struct evl_realm *, struct evl_object *, evl_key name);
	/*
	 * The names of what the real host's interface has whose prototype this is, in its order, separated by blanks, before an attribute's a point;
	 * NULL: of none that is known. May be NULL.
	 */
	const char *(*members)(struct evl_realm *, struct evl_object *prototype);
	/*
	 * Put the own keys of an object into the order in which a script sees them, with those that only the model lacks. False: halting. May be
	 * NULL: all as they were defined.
	 */
	bool (*arrange_keys)(struct evl_realm *, struct evl_object *, struct evl_key_list *);
	/* What a native function gave is a text: as the snippet sees it. NULL: as it is. */
	evl_value (*read_text)(struct evl_realm *, evl_value text);
	/* Function.prototype.toString of a function object, for messages; NULL when memory ran out. */
	struct evl_string *(*function_source)(struct evl_realm *, struct evl_object *);
	/*
	 * Error.prepareStackTrace (builtins/call_site.c): *prepared when a snippet has set one, which then made *out. `frames`: of
	 * vm/stack.h, may be NULL. May be NULL: never.
	 */
	bool (*prepare_stack)(struct evl_realm *, evl_value error, const struct evl_stack_frames *frames, bool *prepared, evl_value *out);
	/*
	 * Is a name that nothing defines used as something that the host would have, and (`make`) what is it? Then *out, and what is
	 * assumed is noted. May be NULL: never.
	 */
	bool (*named)(struct evl_realm *, evl_key name, bool make, evl_value *out);
	/* Something outside may go one of `count` ways: which one? The usual one is 0. May be NULL: always that. */
	uint32_t (*outcome)(struct evl_realm *, uint32_t count);
	/* The promise that an unknown value is (vm/unknown_call.c). */
	bool (*unknown_promise)(struct evl_realm *, struct evl_unknown *unknown, evl_value *out);
	/* The host is to settle the promise of an unknown value, or to call a function with what it gives, later and in a task of its own. */
	bool (*unknown_later)(struct evl_realm *, const struct evl_unknown_request *request);
	/*
	 * The host is to call a function in a task of the engine's own, `delay` microseconds from now (0: as soon as the loop may);
	 * *task is its number for cancel_call, good until it ran. Both NULL: the host has no such tasks. False: the run halts.
	 */
	bool (*post_call)(struct evl_realm *, evl_value function, int64_t delay, uint32_t *task);
	void (*cancel_call)(struct evl_realm *, uint32_t task);
	/* Hold this thread until it is woken at `place` or `timeout` milliseconds are over. False: the run halts. NULL: there are no other threads. */
	bool (*block)(struct evl_realm *, const void *place, double timeout, bool *notified);
	/* Wake at most `count` threads that are held there: how many there were. NULL: there are none. */
	uint32_t (*wake)(struct evl_realm *, const void *place, double count);
	/* The realm of thread `number`; NULL: there are fewer. NULL itself: there is one. */
	struct evl_realm *(*thread)(struct evl_realm *, uint32_t number);
	/* Is there C stack left to go one proxy deeper? NULL: always. */
	bool (*has_room)(struct evl_realm *);
};

/* How often a condition on unknown values was asked (value/unknown.c). */
struct evl_unknown_question {
	struct evl_unknown_question *next;
	const char *text;
	const void *loop_test; /* the instruction that asks, when that is the test of a loop; NULL otherwise */
	uint32_t count, held; /* how often it was asked, and held */
	uint32_t number, asker;
};

/* What clock reads remember of each other (builtins/clock.c), to tell a loop that waits on the clock. */
struct evl_clock_watch {
	evl_event_id work;    /* realm->current at the last read */
	evl_event_id event;   /* the wait's clock event, or EVL_NO_EVENT */
	evl_span place;       /* of the last read */
	uint32_t here;        /* reads there in a row, without an event in between */
	uint32_t trace_count; /* events of the trace at the last read */
};

struct evl_realm {
	/*
	 * What the host wants to run as soon as the native function that is at work is done, whether it threw or not; NULL: nothing.
	 * Called with no exception pending. False: the run halts. It resets this itself.
	 */
	bool (*after_native)(struct evl_realm *);
	struct evl_heap heap;
	struct evl_arena scratch; /* data of the run that is not a cell: key lists, messages */
	struct evl_names *names;
	struct evl_realm_hooks hooks;
	const struct evl_exotic *exotics[EVL_CLASS_COUNT];

	evl_value exception; /* the pending exception; EVL_EMPTY when none */
	evl_span exception_span; /* where it was thrown: set by evl_throw and by a throw statement, kept when finally or a rejection passes it on */
	evl_span exception_inner; /* the same in the host's own text, when that threw it or called what did; none otherwise */
	evl_name refused_by; /* the trap of a proxy that said no to the operation just done (proxy.h); EVL_NAME_NONE: no trap did */
	bool preparing_stack; /* Error.prepareStackTrace is at work: errors made meanwhile have the usual text */
	uint32_t proxy_depth; /* proxies whose target is at work for them (proxy.h) */
	enum evl_status halt; /* EVL_STATUS_OK while running; otherwise the run is being unwound, uncatchably */
	const char *halt_text;
	evl_span halt_span;

	struct evl_object *global; /* the global object */
	const char *global_class;  /* what messages call it ("Window"); NULL: as any other object. Static */
	struct evl_object *throw_type_error; /* NULL: not made yet */
	struct evl_object *intrinsics[EVL_INTRINSIC_COUNT]; /* NULL: not made yet; use evl_intrinsic */
	uint32_t prototype_epoch;
	bool indexed_prototypes; /* some object that serves as a prototype has, or may have, integer-keyed properties: holes need a look at the chain */
	struct evl_shape **transitions;   /* of shapes with many children: a hash table in scratch memory (shape.c) */
	uint32_t transition_count;
	uint32_t transition_capacity;
	struct evl_shape *null_shape;     /* empty, without prototype */
	struct evl_shape *plain_shape;    /* {}: empty, %Object.prototype%; NULL until first used */
	struct evl_shape *array_shape;
	struct evl_shape *native_function_shape; /* { length, name }, %Function.prototype% */
	struct evl_shape *iterator_result_shape; /* { value, done } */
	struct evl_string *unit_strings[256];
	struct evl_string **name_strings; /* string of each name; grows */
	uint32_t name_string_capacity;
	struct evl_symbol **symbols;      /* cell of each symbol name; grows with name_strings */

	const struct evl_rows **row_tables; /* tables of lazy slots that belong to no family (lazy.h) */
	uint32_t row_table_count;
	uint32_t row_table_capacity;

	struct evl_trace *trace;
	evl_event_id current;  /* the begin event of the work that runs now */
	uint32_t work_count;   /* numbers of pieces of work given out */
	int64_t now;           /* virtual time in microseconds; moved by the loop and by clock reads */
	const char *locale;    /* the language of the host (builtins/locale.h), borrowed; NULL: "en-US" */
	int16_t zone;          /* the time zone of the host (base/time_zone.h); 0: UTC */
	bool clock_noted;      /* a note said that the virtual clock is not a real one */
	bool clock_seen;       /* the snippet has read the clock, in whatever way */
	int64_t clock_pace;    /* microseconds by which each reading is further off the virtual clock; 0: it is not (clock.h) */
	int64_t clock_shift;   /* by how much it is off by now */
	uint32_t clock_reads;  /* clock reads in this piece of work; the host sets it to 0 when it starts another */
	struct evl_clock_watch clock_watch;

	uint32_t unknowns;     /* how many unknown values were made (value/unknown.h): 0, and nobody needs to look for one */
	uint32_t unknown_calls;   /* how often it was asked whether functions given to unknown ones are called, beyond once each */
	bool unknown_shortened;   /* a condition was asked so often that it was not asked freely */
	uint32_t unknown_repeats; /* how often an answer that was given was asked for again */
	bool assume;           /* names that nothing defines are provided from outside */
	bool missing_callee;   /* a name that nothing defines was called, which threw */
	struct evl_unknown *externals; /* those met so far */
	struct evl_unknown_question *unknown_questions;
	struct evl_unknown_name *unknown_names; /* property keys that stand for unknown values */
	const void *loop_test; /* the instruction that tests whether a loop goes on, while it does; NULL otherwise */
	uint32_t asker; /* whose work runs: the same question is another one when it is asked in other outside work */

	struct evl_waiters *waiters; /* who waits by Atomics.waitAsync (builtins/atomics_wait.c); NULL until first used, in scratch memory */

	bool by_origin;        /* unknown values are not named after the variables that hold them */
	uint32_t random_asked; /* how many of Math.random's numbers were asked for */
	uint64_t random_state; /* of Math.random's canonical values; 0: not drawn from yet */
	int32_t random_seed;   /* the numbers that Math.random gives are known by this seed; 0: they are not */
	struct evl_seeded_numbers *seeded_numbers; /* of that seed, in scratch (builtins/math.c); NULL: not drawn from yet */
	int64_t clock_start;   /* Date.now() when the run begins, when `clock_known` */
	bool clock_known;
	struct evl_regexp_state *regexp; /* what regular expressions remember; NULL until first used, in scratch memory */
	struct evl_console *console; /* what the console remembers; NULL until first used, in scratch memory */

	bool can_block; /* Atomics.wait may hold the thread, as on Node's main thread but not on a page's. Set by the host's profile */
	const struct evl_words *words; /* how another engine than V8 words its errors (words.h); NULL: V8. Set by the host's profile */
	bool spidermonkey; /* the engine is Firefox's also in what the standard leaves open. Set by the host's profile */
	bool plain_try; /* Promise.try gives a promise of its own: see builtins/promise.c */
	bool quick_finally; /* as in JavaScriptCore: see builtins/promise.c */
	uint8_t v8; /* enum evl_v8 (rows.h): whose library, words and orders these are; set by the host's profile */
	bool bare_dom_exceptions; /* a DOMException that a script constructs has no stack: Chromium's */
	bool shares_memory;   /* it has the bytes of a SharedArrayBuffer in common with another realm */

	struct evl_vm *vm;
	struct evl_host *host;
	/* The view of an object of class PLATFORM; *text for EVL_VIEW_TEXT (NULL: halting). May be NULL: attributes. */
	enum evl_platform_view (*platform_view)(struct evl_realm *, struct evl_object *, bool nested, struct evl_string **text);
	/* Is this library function one that a real host has outside of its engine's library? Such a function leaves no frame in a stack trace. May be NULL. */
	bool (*is_host_function)(evl_native fn);
	/* Is it the constructor of a class of the host's that has no other place here than its native function? May be NULL. */
	bool (*is_host_class)(evl_native fn);
	/*
	 * The source text of a function of the host's library: false: it is not covered and the run halts; EVL_UNDEFINED: as functions of the
	 * engine say it. May be NULL.
	 */
	bool (*host_source)(struct evl_realm *realm, struct evl_object *function, evl_value *text);
	/*
	 * The members of the prototype `id` (enum evl_intrinsic) where a host has others or another order than its family's rows: their names,
	 * separated by blanks; before a name '-': not enumerable, '=': without its setter. NULL: those of the family. May be NULL.
	 */
	const char *(*layout)(uint32_t id);
	const char *console_layout; /* the same of the object console; NULL: as its family has it */
	/*
	 * How many frames of its own files a real host has for a call of this function: they count in a stack's limit. `innermost`: no frame
	 * stands above them. May be NULL: none.
	 */
	uint32_t (*host_frames)(evl_native fn, bool innermost);
	/*
	 * Plain values that a copy of an object of the host (class PLATFORM, or of a class of the host's scripts) is made of, EVL_UNDEFINED when it
	 * cannot be copied; and the copy, made of a copy of those in this realm. May be NULL: no host. False: an exception is pending or the run halts.
	 */
	bool (*take_platform)(struct evl_realm *realm, struct evl_object *object, evl_value *parts);
	bool (*make_platform)(struct evl_realm *realm, evl_value parts, evl_value *object);
	/* Throw Node's error for an object that cannot be copied because it has to be transferred. Always false. */
	bool (*refuse_untransferred)(struct evl_realm *realm);
	/* Is this object of class PLATFORM printed by its properties, as any object? May be NULL: none is. */
	bool (*is_plain_platform)(struct evl_object *object);
	/* A function that prints an object of the host (class PLATFORM or HOST), called as if it were its custom inspect function; EVL_UNDEFINED: none. May be NULL. */
	bool (*host_inspect)(struct evl_realm *realm, struct evl_object *object, evl_value *function);
	/*
	 * Import attributes are written with `assert`, of which an older host warns; `main`: in a module that is about to be evaluated as the program's
	 * own. May be NULL: the host does not.
	 */
	void (*outdated_attributes)(struct evl_realm *realm, evl_span place, bool main);
	/* A function of the host's was refused a conversion, and the exception is pending: in `line` of the host's own files. Static storage. May be NULL. */
	void (*host_refused)(struct evl_realm *realm, const char *line);
};

/* Tell the host, which may have a line of its own for what a conversion has just thrown. Always false. */
static inline bool evl_refused_in(struct evl_realm *realm, const char *line)
{
	if (realm->host_refused != NULL && realm->exception != EVL_EMPTY)
		realm->host_refused(realm, line);
	return false;
}

/* Fill a zeroed realm: heap, scratch, names table borrowed. False: no memory. Intrinsics stay unmade; evl_realm_set_global comes after hooks. */
bool evl_realm_init(struct evl_realm *realm, struct evl_names *names, struct evl_trace *trace, size_t heap_limit);
/* Forget the run but keep the reservations: for exploration and checking many samples. Names are reset by their owner. */
void evl_realm_reset(struct evl_realm *realm);
void evl_realm_release(struct evl_realm *realm);
/* Make the global object with the global rows of every family of families.def (lazy). */
void evl_realm_make_global(struct evl_realm *realm);

/* sec-call and sec-construct, through the machine. False: an exception is pending or the run halts. */
static inline bool evl_call(struct evl_realm *realm, evl_value callee, evl_value this_value, uint32_t count,
			    const evl_value *values, evl_value *out)
{
	return realm->hooks.call(realm, callee, this_value, count, values, out);
}

static inline bool evl_construct(struct evl_realm *realm, evl_value callee, uint32_t count, const evl_value *values,
				 evl_value new_target, evl_value *out)
{
	return realm->hooks.construct(realm, callee, count, values, new_target, out);
}

/* `bytes` of the realm's scratch memory, 16-byte aligned, until the run ends. It counts against the heap limit. */
void *evl_realm_scratch(struct evl_realm *realm, size_t bytes);

/* The symbol cell of a symbol name. */
evl_value evl_symbol_value(struct evl_realm *realm, evl_name name);

/* The table of an exotic object's own ways (property.h); NULL for an ordinary object. */
static inline const struct evl_exotic *evl_exotic_of(const struct evl_realm *realm, const struct evl_object *object)
{
	return evl_has_flag(object, EVL_OBJECT_EXOTIC) ? realm->exotics[evl_class_of(object)] : NULL;
}

#endif
