/* SPDX-License-Identifier: MIT */
/*
 * event.h - events and event targets (DOM, "Events"), for both hosts.
 */
#ifndef EVL_HOST_WEB_EVENT_H
#define EVL_HOST_WEB_EVENT_H

#include "base/source.h"
#include "host/web/platform.h"

struct evl_abort_signal;
struct evl_port;

/* One event listener of a target (DOM, "event listener"); also what stands behind an on* attribute. */
struct evl_listener {
	struct evl_listener *next;
	uint64_t seq;       /* order of adding: a dispatch calls those that were there before it */
	evl_key type;
	evl_value callback; /* function or object; EVL_NULL: an attribute that was reset */
	struct evl_string *text; /* of a handler attribute in markup: what makes the callback when it is first wanted; NULL: that has been made */
	evl_place text_place;   /* where in its file that begins */
	evl_span site;
	bool capture, once, passive, attribute, removed;
	bool plain; /* it gets the event's data instead of the event (Node's emitter methods) */
};

struct evl_target {
	struct evl_platform platform;
	struct evl_listener *listeners;
	struct evl_target *parent; /* where its events go next, for targets that are no nodes; NULL: nowhere */
};

/*
 * How a host checks arguments that has words of its own for what is wrong. `place`: where in the host's own files the error
 * is thrown, as its report of an uncaught one shows it (NULL: where arguments are checked).
 */
struct evl_web_checks {
	/* Throw: the argument `name` must be `expected` (NULL: must be there), and is `value`. Always false. */
	bool (*bad_argument)(struct evl_realm *realm, const char *name, const char *expected, evl_value value, const char *place);
	/* Throw an error of `type` with this code and message. Always false. */
	bool (*refuse)(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message, const char *place);
	/* The same of the host's native part, called by the snippet itself. Always false. */
	bool (*refuse_native)(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message);
	/* The error of a member called on no object of its kind (TARGET: of a handler attribute, or of an event target's methods). Always false. */
	bool (*wrong_receiver)(struct evl_realm *realm, const struct evl_args *args, enum evl_platform_kind kind);
	/* Call the host's check ("validateUint32") for the argument `name`. False: it threw. */
	bool (*check)(struct evl_realm *realm, const char *check, evl_value value, const char *name);
	/* A warning of the process. */
	void (*warn)(struct evl_realm *realm, const char *name, const char *text);
	/* What bad_argument has just thrown was asked for in this line of the host's own files. Always false. */
	bool (*asked_in)(struct evl_realm *realm, const char *line);
	/* The host is about to throw `reason`, which the snippet made. */
	void (*throwing)(struct evl_realm *realm, evl_value reason, const char *place);
};

enum evl_dom_flags {
	EVL_DOM_BUBBLES = 1,
	EVL_DOM_CANCELABLE = 2,
	EVL_DOM_COMPOSED = 4,
	EVL_DOM_TRUSTED = 8,
};

enum evl_member_type {
	EVL_MEMBER_ANY,       /* anything; null at first */
	EVL_MEMBER_UNDEFINED, /* anything; undefined at first */
	EVL_MEMBER_TEXT,
	EVL_MEMBER_NULL_TEXT, /* a string or null */
	EVL_MEMBER_LONG, EVL_MEMBER_ULONG, EVL_MEMBER_SHORT, EVL_MEMBER_USHORT, EVL_MEMBER_ULONG_LONG, /* Web IDL's integers */
	EVL_MEMBER_FLOAT, EVL_MEMBER_DOUBLE,
	EVL_MEMBER_PLACE,     /* a double, of which only some events show the fraction */
	EVL_MEMBER_NULL_DOUBLE, EVL_MEMBER_NULL_ULONG_LONG,
	EVL_MEMBER_BOOL,
	/* An object of that interface or null. */
	EVL_MEMBER_WINDOW, EVL_MEMBER_TARGET, EVL_MEMBER_ELEMENT, EVL_MEMBER_HTML_ELEMENT, EVL_MEMBER_STORAGE,
	EVL_MEMBER_TRANSFER, EVL_MEMBER_CAPABILITIES,
	EVL_MEMBER_LIST,      /* a frozen array */
	EVL_MEMBER_TOUCHES,
	EVL_MEMBER_FORM_DATA, /* a FormData; required */
	EVL_MEMBER_PROMISE,   /* what is given becomes one; required */
};

/* An attribute that an event's init dictionary sets. */
struct evl_event_member {
	const char *name;
	uint8_t type;    /* enum evl_member_type */
	double number;   /* the default, of numbers and booleans */
};

/* An interface of events; rows and members of its parents come with it. */
struct evl_event_interface {
	const char *name;
	const struct evl_event_interface *parent;
	const struct evl_event_member *members;
	uint32_t count;
	enum evl_intrinsic prototype;
};

struct evl_dom_event {
	struct evl_platform platform;
	const struct evl_event_interface *interface;
	evl_value type;                     /* string */
	evl_value target, current_target;   /* objects or EVL_NULL */
	struct evl_target *seen_as;   /* DOM, "legacy target override": what listeners take for the target; NULL: the target itself */
	evl_value *members;                 /* of `interface` and its parents, base first; in scratch */
	uint32_t member_count;
	struct evl_target **path;           /* while dispatching: from the target outwards; in scratch */
	uint32_t path_count;
	bool *hidden; /* by (place, place of the current target): not seen from there; NULL: there are no closed shadow trees */
	double time_stamp;
	uint8_t flags;                      /* enum evl_dom_flags */
	uint8_t phase;                      /* Event.eventPhase */
	bool dispatching, stopped, stopped_now, canceled, in_passive, initialized;
};

/* What the web part of a host keeps (host->web). */
struct evl_web {
	struct evl_target *window;          /* of a page: the window's listeners; NULL: no window */
	const char *origin;                 /* of a page: where its messages come from */
	uint64_t listener_seq;
	const char *read_member, *read_owner, *read_suffix; /* the member of a dictionary that is being converted, and whose it is: owner and suffix are its name; NULL: none */
	struct evl_dom_event *current;      /* window.event */
	/* Parent of a target in an event's path; NULL: none. May be NULL (no tree). */
	struct evl_target *(*parent)(struct evl_realm *realm, struct evl_target *target, const struct evl_dom_event *event);
	/* Shadow trees: what `target` is for a listener at `against` (NULL: outside of all), and whether it is kept from `current`. NULL: there are none. */
	struct evl_target *(*retarget)(struct evl_target *target, struct evl_target *against);
	bool (*hides)(struct evl_target *target, struct evl_target *current);
	/* Default actions around a dispatch; may be NULL. */
	struct evl_target *(*before_default)(struct evl_realm *realm, struct evl_dom_event *event, void **state);
	bool (*after_default)(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, void *state);
	/* The callback of a handler that is text yet: EVL_NULL where the text is faulty, which has been reported. May be NULL. */
	evl_place text_place; /* where the texts of handlers are taken to begin: lines above, characters before */
	evl_value (*make_handler)(struct evl_realm *realm, struct evl_target *target, evl_key type, struct evl_string *text, evl_place place);
	/* Whose handler on<type> of `target` is: of some of a body element's, the window's. May be NULL: its own. */
	struct evl_target *(*handler_owner)(struct evl_realm *realm, struct evl_target *target, evl_key type);
	/* Is a listener there passive unless it says otherwise (DOM, "default passive value")? NULL: none is. */
	bool (*passive_by_default)(struct evl_realm *realm, struct evl_target *target, evl_key type);
	/* A listener's exception; NULL: the profile's `uncaught`. */
	void (*report)(struct evl_realm *realm, evl_value reason);
	/* Events of a kind that the host does not model: true with the run halting. May be NULL. */
	bool (*refuses)(struct evl_realm *realm, struct evl_target *target, struct evl_string *type);
	const struct evl_web_checks *checks; /* the host's own checks of arguments; NULL: Web IDL's */
	bool keeps_stopped; /* an event that was stopped stays so after its dispatch, whatever its target */
	/* Keep the host alive until release(number); NULL: objects of the platform do not. */
	uint32_t (*hold)(struct evl_realm *realm);
	void (*release)(struct evl_realm *realm, uint32_t number);
	/* Message ports of a host whose own they are (Node's have methods of emitters). All may be NULL. */
	void (*prepare_ports)(struct evl_realm *realm);               /* before the first one is there */
	void (*port_closed)(struct evl_realm *realm, struct evl_port *port); /* close(): tells it and its peer, whom it still has; NULL: nobody hears of it */
	bool (*untransferred)(struct evl_realm *realm);               /* throws the host\'s error for what a copy holds that had to be transferred; NULL: a page */
	bool (*bad_transfer)(struct evl_realm *realm);                /* throws the host's error for what cannot be transferred */
	/* A listener was added (or taken away) at a target, as one of now `count` of its type. May be NULL. */
	void (*listening)(struct evl_realm *realm, struct evl_target *target, evl_key type, uint32_t count, bool added);
	struct evl_accessor *is_trusted;
	uint32_t port_count;      /* ports and broadcast channels made so far */
	struct evl_broadcast *broadcasts;
};

/* The web state of a realm, made when first asked for. */
struct evl_web *evl_web(struct evl_realm *realm);

/* The target behind a value: a platform object that is one, or the window for the global object (and undefined, null). NULL: none. */
struct evl_target *evl_target_of(struct evl_realm *realm, evl_value value);
/* What a snippet sees of it. */
evl_value evl_target_value(struct evl_realm *realm, const struct evl_target *target);

/* A message port's start() (message.c); nothing for other targets. */
void evl_port_start(struct evl_realm *realm, struct evl_target *target);

/* Add a listener; false: it is there already. `plain`: it is called with the event's data. */
bool evl_target_add(struct evl_realm *realm, struct evl_target *target, evl_key type, evl_value callback, bool once, bool plain);
/* Take one away that was added so, or by addEventListener without capture; EVL_EMPTY: all of this type. */
void evl_target_remove(struct evl_realm *realm, struct evl_target *target, evl_key type, evl_value callback);
/* How many listeners of this type there are. */
uint32_t evl_target_count(const struct evl_target *target, evl_key type);
/* Is anybody listening for `type` there (not on its parents)? */
bool evl_target_has_listener(struct evl_realm *realm, const struct evl_target *target, const char *type);

/* The event interfaces by name; NULL: none. */
const struct evl_event_interface *evl_event_interface(const char *name);
/* How many members the interface and those that it inherits from have; NULL: none. */
uint32_t evl_event_members_below(const struct evl_event_interface *interface);
/* A new event made by the host: trusted unless flags say otherwise (EVL_DOM_TRUSTED must be given). Never NULL. */
struct evl_dom_event *evl_event_new(struct evl_realm *realm, const char *interface, const char *type, uint8_t flags);
/* Set a member by name; ignored when the interface has none of it. */
void evl_event_set(struct evl_realm *realm, struct evl_dom_event *event, const char *member, evl_value value);
/* A member by name; EVL_UNDEFINED when there is none. */
evl_value evl_event_get(const struct evl_dom_event *event, const char *member);
/* The event's type is this text. */
bool evl_event_is(struct evl_realm *realm, const struct evl_dom_event *event, const char *type);

/*
 * dispatch (DOM, concept-event-dispatch). After each listener, when no script is running, the microtasks run. Exceptions of listeners
 * are reported. False: an exception is pending (never a listener's) or the run halts. *not_canceled may be NULL.
 */
bool evl_event_dispatch(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, bool *not_canceled);
/* Fire a simple event at a target: made and dispatched. */
bool evl_event_fire(struct evl_realm *realm, struct evl_target *target, const char *interface, const char *type, uint8_t flags);

/* Event handler attributes (HTML, event handlers): one getter and one setter for all of them, told by their names. */
bool evl_handler_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_handler_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
#define EVL_HANDLER(n) EVL_ATTRIBUTE_RW(n, evl_handler_get, evl_handler_set)
/* The handler `on<type>` is what the host's make_handler makes of `text` when it is first wanted. */
void evl_handler_assign_text(struct evl_realm *realm, struct evl_target *target, evl_key type, struct evl_string *text);
/* Set the handler `on<type>` from C. */
void evl_handler_assign(struct evl_realm *realm, struct evl_target *target, evl_key type, evl_value callback, evl_span site);

/* addEventListener, removeEventListener, dispatchEvent, when: for the global object. */
extern const struct evl_rows evl_rows_window_target;
/* When no script is on the stack and no microtask runs: a microtask checkpoint. False: the run stops. */
bool evl_web_checkpoint(struct evl_realm *realm);

/* The class Event of a host that has isTrusted in its prototype (Node), with it. */
struct evl_object *evl_event_class(struct evl_realm *realm);

#endif
