/* SPDX-License-Identifier: MIT */
/* observer.h - what MutationObserver, ResizeObserver and IntersectionObserver have in common, and their files share. */
#ifndef EVL_HOST_BROWSER_OBSERVER_H
#define EVL_HOST_BROWSER_OBSERVER_H

#include "host/browser/dom.h"

struct evl_intersection;

enum evl_observer_kind { EVL_OBSERVER_MUTATION, EVL_OBSERVER_RESIZE, EVL_OBSERVER_INTERSECTION };

/* What an observer wants to know of a node. */
struct evl_observation {
	struct evl_observation *next;
	struct evl_observer *observer;
	struct evl_dom_node *node;
	bool child_list, attributes, character_data, subtree, attribute_old, text_old;
	bool transient; /* of a node that left an observed subtree: until the observer is called */
	evl_name *filter; /* NULL: all attributes */
	uint32_t filter_count;
	/* EVL_OBSERVER_RESIZE: the size last reported; NaN: a side that is not known */
	double width, height;
	bool reported, intersects;
	bool gathered; /* EVL_OBSERVER_RESIZE: it is to be told of in the part of the frame that begins, with these sizes */
	double laid_width, laid_height;
};

struct evl_observer {
	struct evl_platform platform;
	struct evl_observer *next; /* in order of creation */
	uint8_t kind; /* enum evl_observer_kind */
	bool called;  /* EVL_OBSERVER_MUTATION: by the microtask that runs */
	evl_value callback;
	evl_value *records; /* in scratch */
	uint32_t count, capacity;
	struct evl_observation *observations; /* EVL_OBSERVER_RESIZE, EVL_OBSERVER_INTERSECTION: of whom */
	struct evl_dom_node **nodes;          /* EVL_OBSERVER_MUTATION: of whom */
	uint32_t node_count, node_capacity;
	struct evl_intersection *intersection; /* EVL_OBSERVER_INTERSECTION: its options (intersection.c) */
};

struct evl_page_observers {
	struct evl_observer *first[3], *last[3];
	struct evl_dom_node **left; /* nodes with transient observations */
	uint32_t left_count, left_capacity;
	struct evl_dom_node **slots;
	uint32_t slot_count, slot_capacity;
	bool queued;         /* the mutation observer microtask */
	bool told;           /* a task is asked for that calls intersection observers */
	bool noted_view, noted_sizes; /* what is assumed of elements in view, and of sizes that are not known */
	uint32_t looks[3];   /* record of the look in the next frame; 0: none is asked for */
};

/* All of a page's observers. Owned by the realm's scratch memory. */
struct evl_page_observers *evl_observers(struct evl_realm *realm);

/* Queue a record for the observer's next call. */
void evl_observer_add(struct evl_realm *realm, struct evl_observer *observer, evl_value record);

/* What is recorded so far, as an array; nothing is afterwards. NULL: halting. */
struct evl_object *evl_observer_taken(struct evl_realm *realm, struct evl_observer *observer);

/* Call an observer with its records; an exception is reported in place. False: halting. */
bool evl_observer_call(struct evl_realm *realm, struct evl_observer *observer, evl_value list);

/* The argument of observe(): a node, or an element. NULL: exception pending. */
struct evl_dom_node *evl_observer_argument(struct evl_realm *realm, const struct evl_args *args, const char *interface, bool element);

/* The family of an observer, whose constructor takes one argument, or of what it is told. */
#define EVL_OBSERVER_FAMILY(id, name_, construct_, length_, rows)                                                                             \
	const struct evl_family evl_family_##id = {                                                                                            \
		.name = name_, .kind = EVL_FAMILY_CONSTRUCTOR, .construct = construct_, .length = length_, .prototype = EVL_ROWS(rows),       \
	}

/* new XObserver(callback): the kind follows from the name. False: exception pending. */
bool evl_observer_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* The observer that a member of this kind was called on. NULL: it is none of the kind; the TypeError is pending. */
struct evl_observer *evl_observer_receiver(struct evl_realm *realm, const struct evl_args *args, enum evl_observer_kind kind);

/* The step of a frame that tells ResizeObservers. False: halting. */
bool evl_resize_look(struct evl_realm *realm);

/* disconnect() and takeRecords() of each kind. */
bool evl_observer_disconnect(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind);
bool evl_observer_take_records(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind);

/* observe() and unobserve() of those that look in a frame. */
bool evl_observer_observe(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind);
bool evl_observer_unobserve(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind);

/* Does the observed element intersect the observer's root, as far as the document says? Every element that is drawn is taken to be in view. */
bool evl_intersection_seen(struct evl_realm *realm, const struct evl_observation *o);

/* An IntersectionObserverEntry of what the observation says now. */
evl_value evl_intersection_entry(struct evl_realm *realm, const struct evl_observation *o);

#endif
