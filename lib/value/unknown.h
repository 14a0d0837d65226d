/* SPDX-License-Identifier: MIT */
/*
 * unknown.h - values that only a real host knows: what came from outside.
 *
 * An unknown carries the source expression that it came from. Reading its properties, calling it and computing with it
 * give unknowns again, whose text is the expression; printed it is ‹res.status›. A text that is known in parts
 * ("Status ‹res.status›") is an unknown that carries what is shown. A condition on an unknown asks the host
 * (realm->hooks.outcome, a choice point), and the answer is remembered with the value: the same question has the same
 * answer in one run. What cannot be carried stops the run: "not covered: ... of an unknown value".
 *
 * It is an exotic object, so that every internal method comes here. Where operations look at values without asking their
 * internal methods (truth, equality, typeof, conversions, printing), realm->unknowns tells cheaply that there are none.
 */
#ifndef EVL_VALUE_UNKNOWN_H
#define EVL_VALUE_UNKNOWN_H

#include "value/object.h"
#include "value/property.h"

enum evl_unknown_kind {
	EVL_UNKNOWN_VALUE,   /* a value of any type */
	EVL_UNKNOWN_RESULT,  /* what a call gave: when it is awaited, or its `then` is read, it is a promise */
	EVL_UNKNOWN_TEXT,    /* a string that is known in parts */
	EVL_UNKNOWN_TRUTH,   /* what a comparison gave: a boolean */
};

/* How functions that an unknown one was given are called. */
enum evl_unknown_calls {
	EVL_UNKNOWN_SETTLES, /* none is: its promise is settled */
	EVL_UNKNOWN_CALLS_ONCE,
	EVL_UNKNOWN_CALLS_ONE_WAY, /* one of `success` and `error`, then `complete`: properties of an object */
	EVL_UNKNOWN_CALLS_EVENTS,  /* as often as something happens */
	EVL_UNKNOWN_CALLS_ENDED,   /* when its promise is settled: pairs of a way (see below) and a function in `waiting` */
};

/* For which end a function waits. */
enum evl_unknown_way { EVL_UNKNOWN_DONE, EVL_UNKNOWN_FAILED, EVL_UNKNOWN_ALWAYS };

/* What the host is to do later for an unknown value, in a task of its own. */
struct evl_unknown_request {
	struct evl_unknown *unknown;
	evl_value callback; /* EVL_UNDEFINED: none */
	enum evl_unknown_calls calls;
	const char *name;   /* of EVENTS: which of several callbacks it is; NULL: there is one */
	bool unusual;       /* of EVENTS: usually it does not happen */
	bool once;          /* of EVENTS: it happens once at most */
};

/* An answer that is remembered. */
enum evl_unknown_answer { EVL_UNKNOWN_UNASKED, EVL_UNKNOWN_NO, EVL_UNKNOWN_YES };

struct evl_unknown {
	struct evl_object object;
	struct evl_realm *realm;       /* the one that it is of */
	const char *text;              /* the expression, UTF-8 in scratch memory */
	const char *shown;             /* of a TEXT: what is printed; NULL otherwise */
	struct evl_unknown *origin;    /* what it was first made from; itself: nothing */
	struct evl_unknown *spread;    /* of an object literal: what was spread into it last; NULL: nothing */
	evl_value before;              /* and what the literal was before that: an object; EVL_UNDEFINED: it is the rest of a pattern */
	struct evl_object *prototype;  /* of an instance of a class of the snippet that extends an unknown one; NULL: it is none */
	struct evl_unknown *base;      /* what it is a property of; NULL: none */
	evl_key key;                   /* which one */
	struct evl_unknown *derived;   /* unknowns made from it that are the same when made again */
	uint32_t derived_count;
	struct evl_unknown *sibling;   /* the next one of its base, or of the realm's externals */
	evl_value assigned;            /* of a property: what the snippet has put there; EVL_EMPTY: nothing */
	evl_value equal;               /* the primitive that it was found equal to; EVL_EMPTY: none */
	evl_value callback;            /* of a call: a function, or an object of them, that is called later; EVL_UNDEFINED: none */
	evl_value waiting;             /* array of what is called when it has ended well, badly, or either; EVL_UNDEFINED: nothing */
	evl_value promise;             /* the promise that it is; EVL_UNDEFINED: nobody has asked */
	evl_value elements;            /* the array that iterating over it gives; EVL_UNDEFINED: not asked */
	struct evl_unknown *subject;   /* of a TRUTH that compares with a number: what is compared; NULL: it is none */
	double bound;                  /* that number */
	double least, most;            /* what comparisons that held say of a number; infinities: nothing */
	bool above_least, below_most;  /* and whether the ends are left out */
	char relation[3];              /* of a TRUTH with a subject: "<", "<=", ">", ">=" */
	uint32_t work;                 /* of an answer that is waited for: the host's record of that; 0: it is not waited for */
	uint8_t kind;                  /* enum evl_unknown_kind */
	uint8_t truth;                 /* enum evl_unknown_answer */
	uint8_t well;                  /* the same: did what it waits for come out well? */
	bool listens;                  /* of a call: `callback` is called when something happens */
	bool ended;                    /* of a call with a callback: it is called no more */
	bool unnamed;                  /* the first variable or parameter that holds it names it */
	bool is_compound;              /* its text has operators: in parentheses before a dot */
	bool is_module;                /* what a module that nobody has exports */
	bool is_external;              /* a name that nobody defines */
};

extern const struct evl_exotic evl_unknown_exotic;

/* Is it a value that is not known? Then as what it is. */
static inline bool evl_is_unknown(evl_value v) { return evl_is_class(v, EVL_CLASS_UNKNOWN); }
static inline struct evl_unknown *evl_as_unknown(evl_value v) { return (struct evl_unknown *)evl_as_object(v); }

extern const char evl_unknown_opening[]; /* what printed ones begin with, in UTF-8 */

/* A new one with a text in scratch memory (borrowed). Never NULL. */
struct evl_unknown *evl_unknown_new(struct evl_realm *realm, enum evl_unknown_kind kind, const char *text);

/* What was made from `base` with this kind and text before, or a new one. */
struct evl_unknown *evl_unknown_derive(struct evl_realm *realm, struct evl_unknown *base, enum evl_unknown_kind kind, const char *text);
/* Enter a new one among those that were made from `base`. Returns it. */
struct evl_unknown *evl_unknown_keep(struct evl_realm *realm, struct evl_unknown *base, struct evl_unknown *made);
/* base.key; the same one each time. */
struct evl_unknown *evl_unknown_property(struct evl_realm *realm, struct evl_unknown *base, evl_key key);
/* `a operator b`: from the first unknown operand, the same one each time when the other is a primitive or unknown, too. */
struct evl_unknown *evl_unknown_combine(struct evl_realm *realm, const char *operator_, evl_value a, evl_value b, enum evl_unknown_kind kind);

/* printf into scratch memory. */
const char *evl_unknown_text(struct evl_realm *realm, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 2, 3)))
#endif
	;

/* What is printed for it: ‹text›, or a TEXT as it is. UTF-8 in scratch memory. */
const char *evl_unknown_shown(struct evl_realm *realm, const struct evl_unknown *unknown);
/* The same as a string; NULL when memory ran out. */
struct evl_string *evl_unknown_string(struct evl_realm *realm, const struct evl_unknown *unknown);
/* How an operand is written in an expression: an unknown's text, a literal. */
const char *evl_unknown_operand(struct evl_realm *realm, evl_value value);
/* An unknown string that shows `shown`. */
evl_value evl_unknown_string_of(struct evl_realm *realm, const char *shown);
/* Give it the name of what holds it, when it has none yet. */
void evl_unknown_name(struct evl_unknown *unknown, const char *name, size_t length);

/* Stop the run: `what` ("the keys") of this unknown value is not covered. False. */
bool evl_unknown_refuse(struct evl_realm *realm, const char *what, evl_value value);

/* The same from where no false can be returned: the machine looks at the limit at the next call or back edge. */
void evl_unknown_stop(struct evl_realm *realm, const char *what);

/* A note of the trace: what is assumed. */
void evl_unknown_assume(struct evl_realm *realm, const char *text);
/* May it be asked once more whether a function that an unknown one was given is called? What asks again and again comes to an end. */
bool evl_unknown_may_call(struct evl_realm *realm);
/* Ask the host: one of `count` ways, the canonical one 0. */
uint32_t evl_unknown_ask(struct evl_realm *realm, uint32_t count);

/* ToBoolean of one: asks once. */
bool evl_unknown_truth(struct evl_unknown *unknown);
/* a === b where one is unknown and they are not the same value: the unknown boolean; and its truth. */
evl_value evl_unknown_equality(struct evl_realm *realm, evl_value a, evl_value b);
bool evl_unknown_equals(struct evl_realm *realm, evl_value a, evl_value b);
/* `left operator right` where one is unknown; + with a string gives a text. */
bool evl_unknown_binary(struct evl_realm *realm, const char *operator_, evl_value a, evl_value b, evl_value *out);
/* The same for <, <=, >, >=: an unknown boolean, or a known one for the length of a list whose elements are counted. */
bool evl_unknown_compare(struct evl_realm *realm, const char *operator_, evl_value a, evl_value b, evl_value *out);
/* `prefix` before an unknown: -x, typeof x. */
evl_value evl_unknown_prefixed(struct evl_realm *realm, const char *prefix, evl_value value);
/* The text that the pieces of a template make. */
evl_value evl_unknown_concat(struct evl_realm *realm, const evl_value *values, uint32_t count);
/* Is it undefined or null, or `undefined`? Each is asked once, unless it was used as what it then cannot be. */
bool evl_unknown_is_nullish(struct evl_realm *realm, struct evl_unknown *unknown);
bool evl_unknown_is_undefined(struct evl_realm *realm, struct evl_unknown *unknown);
/* A question about it, such as "Array.isArray(x)": the answer is remembered. `canonical`: the usual one. */
bool evl_unknown_question(struct evl_realm *realm, struct evl_unknown *unknown, const char *text, bool canonical);
/* The array that stands for the elements of one: asks how many there are (1, usually; 0, 2). */
struct evl_object *evl_unknown_elements(struct evl_realm *realm, struct evl_unknown *unknown);
/* What `for await` goes through: as many promises, each settled in a task of its own. */
struct evl_object *evl_unknown_later_elements(struct evl_realm *realm, struct evl_unknown *unknown);
/* An array pattern of `count` elements, two or more, takes it apart: it has that many, unless it was counted already. */
void evl_unknown_take_elements(struct evl_realm *realm, struct evl_unknown *unknown, uint32_t count);

/* What `new` of a class of the snippet makes that extends an unknown one: the class's methods are known. NULL with an exception pending. */
struct evl_unknown *evl_unknown_instance(struct evl_realm *realm, evl_value new_target, const char *text);
/* Is `prototype` among the known ones of such an instance? */
bool evl_unknown_inherits(const struct evl_unknown *instance, evl_value prototype);
/* The unknown that Object.keys of it gives (or values, entries). */
struct evl_unknown *evl_unknown_listed(struct evl_realm *realm, struct evl_unknown *unknown, const char *which);
/* The object literal `target` with the properties of `source` spread into it. */
evl_value evl_unknown_spread(struct evl_realm *realm, evl_value target, struct evl_unknown *source);
/* base[key], where the key is not known either. */
evl_value evl_unknown_element(struct evl_realm *realm, struct evl_unknown *base, const struct evl_unknown *key);
/*
 * The property key that an unknown value is for `object`, which is known: one of those that are there, each of which is asked about, or one of its own
 * that is shown as the value is. False: the run halts.
 */
bool evl_unknown_key(struct evl_realm *realm, struct evl_object *object, struct evl_unknown *unknown, evl_key *out);
/* What is left of it for the rest of a pattern; `excluded`: an array of the keys that are taken. */
evl_value evl_unknown_rest(struct evl_realm *realm, struct evl_unknown *source, evl_value excluded);

/*
 * Something that nobody defines was used: is it taken to be provided from outside (then `what` is noted, unless it is NULL)? Otherwise it is
 * remembered that it was missing, which makes it worth predicting the other case, too.
 */
bool evl_unknown_takes_missing(struct evl_realm *realm, const char *what);
/* The note that `what` is provided. */
void evl_unknown_assume_provided(struct evl_realm *realm, const char *what);
/* Was this name, which nobody defines, used as if it were provided? `typeof` alone does not use it. */
bool evl_unknown_is_provided(const struct evl_realm *realm, evl_key name);
/* The unknown behind a name that nobody defines; the same one for the same name. */
evl_value evl_unknown_external(struct evl_realm *realm, evl_key name);

#endif
