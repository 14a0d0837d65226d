/*
 * vm.h - the machine of one run: activations, code instances, jobs, limits.
 *
 * One interpreter loop (interp.c) runs bytecode; a call from bytecode to bytecode
 * pushes a frame and never recurses in C. Library functions that call back
 * nest the loop (evl_call), which is bounded by `max_native_depth`.
 */
#ifndef EVL_VM_VM_H
#define EVL_VM_VM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "code/template.h"
#include "loop/track.h"
#include "value/realm.h"
#include "vm/frame.h"
#include "vm/job.h"
#include "vm/promise.h"

/* Inline cache of one property or global site. */
struct evl_ic {
	struct evl_shape *shape;   /* receiver's shape; NULL: empty */
	struct evl_object *holder; /* NULL: own property */
	struct evl_shape *next_shape; /* DEFINE_FIELD, SET_PROP: the shape after adding; NULL: the property exists */
	uint32_t slot;
	uint32_t epoch;            /* prototype_epoch the entry was made under (holder or next_shape set) */
	uint32_t misses;
	uint8_t kind;              /* interp's own */
};

/* How an activation of a template begins. */
enum evl_call_kind {
	EVL_CALL_PLAIN,     /* a frame on the machine's stack */
	EVL_CALL_ASYNC,     /* async function: a heap frame, runs at once, gives a promise */
	EVL_CALL_GENERATOR, /* generator of either kind: a heap frame, runs to INITIAL_YIELD */
	EVL_CALL_CLASS,     /* only by [[Construct]] */
	EVL_CALL_MEMBER,    /* a method of a class of the host's scripts: as PLAIN, once the host has looked at the receiver */
};

/* What a run adds to a template. */
struct evl_code {
	const struct evl_template *template_;
	const struct evl_insn *entry; /* copies of the template's members that a call needs */
	uint32_t frame_bytes;         /* struct evl_frame and its registers */
	uint16_t register_count;
	uint16_t parameter_count;
	uint8_t call_kind;            /* enum evl_call_kind */
	evl_value *constants;     /* EVL_EMPTY until first used (strings, template objects) */
	struct evl_ic *ics;
	struct evl_code **children; /* NULL until first used */
	struct evl_globals *globals; /* of the context that it belongs to (context.c); NULL: the realm's own */
};

/* A global environment (sec-global-environment-records). */
struct evl_globals {
	struct evl_object *object;    /* of a context: its global object; NULL: the realm's */
	struct evl_object *variables; /* of a context: what has the names that scripts declare */
	struct evl_scope *page_scope; /* let, const and class of the page's script, for code from text; NULL: none */
	struct evl_env *page_env;     /* where they are */
	struct evl_lexical *lexicals; /* of all scripts that share theirs, in scratch memory */
	uint32_t lexical_count, lexical_capacity;
	uint32_t *lexical_places; /* a hash table by name: numbers in `lexicals` from 1, 0: free; twice the capacity */
};

/* A library function that runs now, called from script or from C; lies on the C stack. */
struct evl_native_call {
	struct evl_native_call *previous;
	const struct evl_args *args;
	struct evl_frame *frame; /* the machine's frame while it runs */
};

/* The kinds of bytecode function objects: what own properties they have, in which order (vm/function.c). */
enum evl_function_kind {
	EVL_FUNCTION_SLOPPY,  /* length, name, arguments, caller, prototype */
	EVL_FUNCTION_STRICT,  /* length, name, prototype */
	EVL_FUNCTION_METHOD,  /* arrows, methods, accessors: length, name */
	EVL_FUNCTION_CLASS,   /* length, name, prototype (constant) */
	EVL_FUNCTION_ASYNC,   /* length, name */
	EVL_FUNCTION_GENERATOR, /* length, name, prototype */
	EVL_FUNCTION_ASYNC_GENERATOR,
	EVL_FUNCTION_KIND_COUNT
};

/* What iteration's fast paths remember of the library's array protocol; slots are valid while `epoch` is the realm's. */
struct evl_iteration_watch {
	bool known;
	uint32_t epoch;
	uint32_t values_slot; /* Array.prototype[Symbol.iterator] */
	uint32_t next_slot;   /* %ArrayIteratorPrototype%.next */
	bool has_values, has_next, no_index; /* no_index: Array.prototype and Object.prototype have no integer keys */
};

/* One entry of the cache of (shape, key) for computed member access. */
struct evl_lookup {
	struct evl_shape *shape;
	evl_key key;
	uint32_t slot;
};
enum { EVL_LOOKUP_COUNT = 256 };

/* The last evals: the text and the place, and what was compiled from it. */
struct evl_eval_cache {
	const struct evl_insn *pc;
	const char *text;
	size_t length;
	const struct evl_template *template_;
	bool direct;
};
enum { EVL_EVAL_CACHE = 64 };

struct evl_string;

struct evl_vm {
	struct evl_realm *realm;
	struct evl_arena stack;      /* this struct, then frames with their registers */
	unsigned char *stack_floor;  /* where the frames begin */
	struct evl_frame *frame;     /* the running activation; NULL outside */
	uint32_t depth;              /* frames on the stack */
	struct evl_function *entering; /* while an error is made because there is no room for a frame of this function; else NULL */
	evl_value entering_this;
	uint32_t native_depth;       /* nested interpreter loops */
	uint32_t max_depth;
	uint32_t max_native_depth;
	int64_t steps_left;          /* back edges and calls that may be done before evl_vm_next_slice is asked */
	int64_t steps_behind;        /* and after it */
	int64_t max_steps;
	bool (*stop)(void *context); /* asked between slices whether the run is to end; NULL: there is one slice */
	void *stop_context;
	struct evl_native_call *native_call; /* innermost library function that runs */
	uintptr_t native_base;       /* address of the C stack when script was last entered from outside */
	struct evl_code **codes;     /* instances by template id */
	uint32_t code_capacity;
	struct evl_shape *function_shapes[EVL_FUNCTION_KIND_COUNT];
	struct evl_shape *plain_instance_shape;
	struct evl_iteration_watch iteration;
	struct evl_lookup *lookups;  /* EVL_LOOKUP_COUNT entries */
	struct evl_jobs microtasks;
	struct evl_arena code_arena; /* code instances; lives as long as the run */
	/* the reaction to a rejected promise without handler, and to a handler added late (sec-host-promise-rejection-tracker); may be NULL */
	void (*rejection_tracker)(struct evl_realm *realm, struct evl_promise *promise, bool handled);
	/* told of a promise that is resolved or rejected (`kind` "resolve" or "reject") once more, which has no effect; may be NULL */
	void (*settled_again)(struct evl_realm *realm, const char *kind, struct evl_promise *promise, evl_value value);
	/* %AsyncFromSyncIteratorPrototype% closes the sync iterator when a value rejects (ECMAScript 2025): 0 yes, 1 as before (Node 18 to 22) */
	bool leave_sync_iterator_open;
	struct evl_promise_watch promise_watch;
	uint8_t misconception;       /* enum evl_misconception: the one rule that is changed; usually none */
	uint8_t executing;           /* RESOLVE_RETURNS: executors that run */
	struct evl_track *track;     /* while exploring: what the running task touches; borrowed; NULL: not asked for */
	uint32_t promise_count;      /* promises made, for their numbers in the trace */
	void (*promise_made)(struct evl_realm *realm, struct evl_promise *promise); /* a host's, told of every new promise; usually NULL */
	evl_value async_context;     /* what an asynchronous operation that begins now will run under; EVL_UNDEFINED: nothing. Hosts give it a meaning */
	evl_span link_error;         /* the import or export that could not be resolved: */
	const struct evl_module *link_target; /* the module that lacks the name; NULL: it has it more than once, or in a circle */
	const char *link_specifier, *link_name;
	/*
	 * import() and import.meta, set by the host's owner; NULL: not covered. `type`: of the attributes, or EVL_NAME_NONE;
	 * `bad_key`: an attribute that no host knows, or NULL; `source`: of the code that imports. The promise is settled in time.
	 */
	bool (*import_module)(struct evl_realm *realm, struct evl_string *specifier, evl_name type, const char *bad_key,
			      uint32_t source, struct evl_promise *promise);
	bool (*import_meta)(struct evl_realm *realm, uint32_t source, evl_value *out);
	uint32_t next_template_id;   /* the first number that no template of the run has */
	struct evl_eval_cache *evals; /* EVL_EVAL_CACHE entries */
	struct evl_globals globals;  /* of all code but that of contexts */
	bool redeclared;             /* the last check of a script's names found a let, const or class that stands for something already */
	uint32_t async_module_count; /* order numbers given to modules with top-level await */
};

/* A let, const or class of a script that other scripts see (the declarative part of sec-global-environment-records). */
struct evl_lexical {
	evl_name name;
	uint16_t slot;
	bool is_constant;
	struct evl_env *env;
};

struct evl_vm_limits {
	int64_t max_steps;   /* <= 0: the default, 2^40 */
	uint32_t max_depth;  /* 0: the default, 10,400 frames like Node's */
};

/* The steps that the run may yet make. */
static inline int64_t evl_vm_steps(const struct evl_vm *vm) { return vm->steps_left + vm->steps_behind; }
/* It may make so many. */
void evl_vm_give_steps(struct evl_vm *vm, int64_t steps);
/* Those of a slice are used up: begin the next. False: the run halts, since none is left or it is to end. */
bool evl_vm_next_slice(struct evl_realm *realm);

/* Is there C stack left for one more nested loop or library function? */
bool evl_vm_native_room(const struct evl_vm *vm);

/* Make the machine of `realm` (realm->vm), fill the realm's hooks and exotics. False: no memory. */
bool evl_vm_init(struct evl_realm *realm, const struct evl_vm_limits *limits);
void evl_vm_reset(struct evl_realm *realm);
void evl_vm_release(struct evl_realm *realm);

/* The instance of a template in this run; made on first use. */
struct evl_code *evl_code_instance(struct evl_realm *realm, const struct evl_template *template_);
/* One for code of `globals`, NULL: the realm's: the only one then, otherwise a new one. */
struct evl_code *evl_code_instance_in(struct evl_realm *realm, const struct evl_template *template_, struct evl_globals *globals);

#endif
