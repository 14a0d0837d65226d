/* SPDX-License-Identifier: MIT */
/*
 * browser.h - what the files of the browser profile share: the state of one page.
 *
 * Chromium is the model; where the standard leaves the order open its most
 * frequent one was measured (docs: host facts).
 */
#ifndef EVL_HOST_BROWSER_BROWSER_H
#define EVL_HOST_BROWSER_BROWSER_H

#include <stdbool.h>
#include <stdint.h>

#include "host/web/event.h"

extern const struct evl_host_profile evl_host_browser, evl_host_firefox, evl_host_safari;

/* The queues of the profile's loop. */
enum {
	EVL_PAGE_QUEUE_TIMERS, EVL_PAGE_QUEUE_NETWORK_TIMERS, EVL_PAGE_QUEUE_USER_TIMERS, EVL_PAGE_QUEUE_DOM_TIMERS,
	EVL_PAGE_QUEUE_FRAME_TIMERS, EVL_PAGE_QUEUE_BLOCKING_TIMERS, EVL_PAGE_QUEUE_VISIBLE_TIMERS, EVL_PAGE_QUEUE_BACKGROUND_TIMERS, EVL_PAGE_QUEUE_IDLE_TIMERS,
	EVL_PAGE_QUEUE_TASKS, EVL_PAGE_QUEUE_MESSAGES, EVL_PAGE_QUEUE_POSTED, EVL_PAGE_QUEUE_DOM, EVL_PAGE_QUEUE_USER,
	EVL_PAGE_QUEUE_NETWORK, EVL_PAGE_QUEUE_BLOCKING_CONTINUATIONS, EVL_PAGE_QUEUE_CONTINUATIONS, EVL_PAGE_QUEUE_BACKGROUND_CONTINUATIONS, EVL_PAGE_QUEUE_BLOCKING, EVL_PAGE_QUEUE_VISIBLE, EVL_PAGE_QUEUE_BACKGROUND,
	EVL_PAGE_QUEUE_FRAME_EVENTS, EVL_PAGE_QUEUE_FRAME, EVL_PAGE_QUEUE_RESIZE, EVL_PAGE_QUEUE_INTERSECTION,
	EVL_PAGE_QUEUE_IDLE, EVL_PAGE_QUEUE_MICROTASKS
};

enum evl_page_state { EVL_PAGE_LOADING, EVL_PAGE_INTERACTIVE, EVL_PAGE_COMPLETE };

/* Numbers given to the snippet (timer ids ...) and the records they stand for. */
struct evl_page_ids {
	uint32_t *records; /* by id; 0: not waiting */
	uint32_t count, capacity;
};

struct evl_page_rejection {
	struct evl_page_rejection *next;
	struct evl_promise *promise;
};

struct evl_page_callback {
	struct evl_page_callback *next;
	evl_value function;
};

struct evl_dom_node;
struct evl_worker;
struct evl_page_observers;
struct evl_page_image;
struct evl_page_custom;
struct evl_html_names;
struct evl_markup_page;
struct action;

struct evl_page {
	struct evl_page_ids timers, frames, idle;
	int64_t idle_until; /* while an idle callback runs: when its idle period ends; 0: none runs */
	struct evl_page_rejection *pending, *pending_last;   /* rejected since the last checkpoint */
	struct evl_page_rejection *queued;                   /* a task will report them */
	struct evl_page_rejection *reported;                 /* reported; a late handler is told by a task */
	struct evl_page_rejection *late;                     /* to be told */
	struct evl_object *deadline_prototype;
	struct evl_target *document;   /* NULL until touched */
	uint8_t ready_state;           /* enum evl_page_state */
	bool manual_scroll;            /* history.scrollRestoration */
	bool has_form_owners;          /* the parser gave a control a form that it does not stand in */
	bool has_inputs;               /* an input element has been made (radio_group.c) */
	bool watches;                  /* elements have been made that the browser itself watches (watched.c) */
	uint32_t trees;                /* roots that compareDocumentPosition saw */
	uint64_t dom_version;          /* counts changes of the document */
	struct evl_dom_node *html, *head, *body, *focused;
	struct evl_dom_node *inert;    /* the document of what templates hold; NULL: nobody asked */
	struct evl_dom_node *hovered;  /* the element that the pointer is on; NULL: none; pointer.c */
	struct evl_page_observers *observers; /* observer.h */
	struct evl_page_custom *custom;       /* custom_elements.c */
	struct evl_page_image *images;        /* that came; image.c */
	struct evl_dom_node *script;   /* document.currentScript */
	bool activated;                /* the user has clicked or typed (HTML, "sticky activation") */
	bool given;                    /* the document is a page's, complete: nothing is assumed */
	bool made;                     /* the snippet made elements of its own */
	bool told_layout, told_storage, told_address, told_viewport, told_random, told_machine, leaving, hidden;
	uint64_t random_state;
	evl_name *assumed;             /* selectors that the assumed document was asked for */
	uint32_t assumed_count, assumed_capacity;
	void *entry;                   /* of the session history; address.c */
	struct evl_page_travel *travels; /* through it, that are under way */
	evl_value location, ancestors; /* 0: not touched */
	const struct action **actions; /* of the user; actions.c */
	uint32_t action_count, action_capacity;
	/* Scripts that wait for the end of parsing, *waits: not all are there yet; may be NULL. */
	bool (*run_deferred)(struct evl_realm *realm, void *context, bool *waits);
	bool (*sheets_done)(struct evl_realm *realm, void *context); /* the last style sheet that scripts waited for has come */
	void *deferred_context;
	uint32_t blocking_sheets;
	uint64_t style_flushes;        /* transitions.c */
	struct evl_page_styled *styled;
	bool autofocused;              /* an autofocus attribute had its turn, or has a candidate */
	bool adopts_sheets;            /* document.adoptedStyleSheets was set */
	bool focus_watched;            /* whether the focus stays is looked at after the frame; focus.c */
	bool transitions;              /* somebody listens to their events */
	bool static_import;            /* an error of import is that of a script element's own imports */
	bool parsing;                  /* the page's parser has not come to its end */
	struct evl_page_ordered *ordered; /* scripts.c: inserted scripts that run in order */
	uint32_t awaited;              /* images and the like that the load event waits for */
	bool load_waits;               /* it would have come but for them */
	struct evl_html_names *html_names;   /* html/tags.c; NULL: no markup has been parsed yet */
	struct evl_markup_page *markup;      /* the page's own parser, until it has come to its end; NULL: none */
	evl_value tree_watcher;        /* live.c; 0: nobody */
	struct evl_cookie *cookies;    /* in the order of their making */
	struct evl_worker *worker;     /* whose global object this is (worker.c); NULL: a window's */
	bool has_workers;              /* it made some, or is one: its loop waits for more */
	struct evl_page_callback *at_checkpoint; /* of host scripts: run once when the microtasks have run */
	uint32_t uncaught;             /* errors reported so far */
	struct evl_page_error *errors; /* thrown meanwhile (errors.c) */
};

extern const struct evl_import_rules evl_page_imports; /* import.c */

/* What the page keeps beside the host. Only for realms of this host. */
static inline struct evl_page *evl_page(struct evl_realm *realm) { return realm->host->data; }

/* A new id for a record (ids count from 1). */
uint32_t evl_page_id_new(struct evl_realm *realm, struct evl_page_ids *ids, uint32_t record);
/* The record of an id given by a snippet, 0 when none waits. */
uint32_t evl_page_id_find(const struct evl_page_ids *ids, int32_t id);

/* A member of an interface is called on no object of that interface: as struct evl_realm_hooks has it (receiver.c). */
bool evl_page_refuses_receiver(struct evl_realm *realm, const struct evl_args *args, evl_value *out, bool *ok);
struct evl_function;
bool evl_page_refuses_member(struct evl_realm *realm, const struct evl_function *function, evl_value this_value, evl_value *out, bool *ok);

/* What stands before the error of a conversion that fails in a member of a page's: as struct evl_realm_hooks has it (conversion_context.c). */
const char *evl_page_conversion_context(struct evl_realm *realm);
/* A value that cannot become the text of a named property (dataset.x = ...): a TypeError is pending. False: it can. */
bool evl_page_refuse_named(struct evl_realm *realm, const char *interface, evl_key key, evl_value value);

/* TypeError "Failed to execute 'f' on 'Window': ..." unless argument 0 is a function. */
bool evl_page_require_function(struct evl_realm *realm, const struct evl_args *args, const char *function);

/* An uncaught error of a worker is told to whoever made it: an error event there, then `text` in the console (worker.c). */
void evl_worker_report(struct evl_realm *realm, const char *message, const char *file, evl_place place, const char *text, size_t length,
		       evl_span span);
/* The rows of Worker (worker.c), and what a worker's global object has of its own. */
extern const struct evl_rows evl_page_worker_rows, evl_worker_scope_rows, evl_worker_handler_rows;
extern const struct evl_host_profile evl_host_worker, evl_host_service_worker;
extern const struct evl_rows evl_page_binding_rows;
extern const struct evl_rows evl_page_crypto_binding; /* crypto.c */
extern const struct evl_rows evl_page_documents_binding; /* documents.c */
extern const struct evl_rows evl_page_live_binding;      /* live.c */
extern const struct evl_rows evl_page_markup_binding;    /* element.c */
extern const struct evl_rows evl_page_media_binding;  /* media.c */
extern const struct evl_rows evl_page_service_binding; /* worker.c */
/* What host scripts left for the end of the microtask checkpoint (binding.c). */
bool evl_page_run_checkpoint(struct evl_realm *realm);
/* The rows of timers.c, animation.c, window.c. */
extern const struct evl_rows evl_page_timer_rows;
extern const struct evl_rows evl_page_animation_rows;
extern const struct evl_rows evl_page_window_rows;
extern const struct evl_rows evl_page_window_outside; /* outside_objects.c */
/* A member of navigator that the user or the machine answers. */
bool evl_page_navigator_outside(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
extern const struct evl_rows evl_page_window_handler_rows;

/* Errors (errors.c): the profile's functions, and reportError. */
bool evl_page_uncaught(struct evl_realm *realm, evl_value reason, enum evl_origin origin, struct evl_promise *promise);
void evl_page_rejection(struct evl_realm *realm, struct evl_promise *promise, bool handled);
enum evl_ran evl_page_settled(struct evl_realm *realm, bool *again);

/* Dispatch an event at the window. False: its default was prevented. */
bool evl_page_fire(struct evl_realm *realm, struct evl_dom_event *event);
/* The main script has run: the page goes on to load (DOMContentLoaded, load). */
void evl_page_loaded(struct evl_realm *realm);
/* What the user does at a time: "100ms click #button". False: it cannot be read. */
bool evl_page_action(struct evl_realm *realm, const char *text);
/* The parsing is over: deferred scripts as far as they are there, then DOMContentLoaded. False: the run halts. */
bool evl_page_content_loaded(struct evl_realm *realm);
/* Post the task that ends the loading (readystatechange, load, pageshow). */
void evl_page_post_load(struct evl_realm *realm, int64_t delay);

#endif
