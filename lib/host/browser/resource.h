/* SPDX-License-Identifier: MIT */
/*
 * resource.h - what a page loads by address: where it lies and how long it takes to come.
 *
 * Three kinds: said (by the address itself, data:, or from outside, host/provided.h), a file beside the page, and what is
 * elsewhere, of which nothing is known.
 */
#ifndef EVL_HOST_BROWSER_RESOURCE_H
#define EVL_HOST_BROWSER_RESOURCE_H

#include "host/browser/dom.h"

enum evl_resource_kind { EVL_RESOURCE_SAID, EVL_RESOURCE_NEAR, EVL_RESOURCE_OUTSIDE };

struct evl_resource {
	enum evl_resource_kind kind;
	int64_t delay; /* microseconds until it is there: typical, unless it is said */
	bool failed;   /* it is said that it never comes */
};

/* What is known of the address before anything is loaded. */
struct evl_resource evl_resource_look(const struct evl_realm *realm, const char *address);

/* The content that is said of an address; false: none is. */
bool evl_resource_said(struct evl_realm *realm, const char *address, const char **text, size_t *length);

/*
 * Does what an element shows, `what` ("image"), come from its address? Said, known from the folder of a whole page, or assumed with a note.
 * *delay: microseconds until that is known, usually.
 */
bool evl_resource_comes(struct evl_realm *realm, const char *address, const char *what, int64_t *delay);
/* Backslashes in the path of an address are slashes (URL, "path state"). */
void evl_resource_slashes(char *path);
/* The text of the file beside the page that an address leads to; false: there is none. */
bool evl_resource_file(struct evl_realm *realm, const char *address, const char **text, size_t *length);

/* One of the things that the load event waits for is asked for; has come. */
void evl_resource_awaited(struct evl_realm *realm);
void evl_resource_arrived(struct evl_realm *realm);

/* A <link> or <iframe> came into the document. False: exception pending or not covered. */
bool evl_link_inserted(struct evl_realm *realm, struct evl_dom_node *link);
bool evl_frame_inserted(struct evl_realm *realm, struct evl_dom_node *frame);

#endif
