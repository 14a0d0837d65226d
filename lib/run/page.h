/* SPDX-License-Identifier: MIT */
/*
 * page.h - an HTML file as the main source: its elements in the document, its scripts in their order.
 */
#ifndef EVL_RUN_PAGE_H
#define EVL_RUN_PAGE_H

#include "run/run.h"

/* Does the name of the source say that it is an HTML file? */
bool evl_run_is_page(const struct evl_run_options *options);

/*
 * Parse the page into the document of `realm`, run its scripts as the parser meets them, each followed by the microtasks,
 * and leave the deferred ones to the end of the parsing. False: nothing more may run.
 */
bool evl_run_page(struct evl_run *run, struct evl_realm *realm);

/* For host->run_element_script: run the external or module script of an element, with its load or error event. */
bool evl_run_element_script(struct evl_realm *realm, void *element);

/* ---------------------------------------------- units of scripts (page.c), for page_load.c */

enum evl_page_found {
	EVL_PAGE_FOUND,
	EVL_PAGE_ABSENT,  /* there is no such file */
	EVL_PAGE_OUTSIDE, /* nobody here knows what it holds */
};

struct evl_dom_node;
/* Each: the compiled unit; NULL: it does not parse, which has been reported, or is not there. */
struct evl_run_unit *evl_page_inline_unit(struct evl_run *run, struct evl_realm *realm, const uint16_t *units,
					  const struct evl_dom_node *element, bool module);
/* A module whose text a script made. */
struct evl_run_unit *evl_page_text_unit(struct evl_run *run, struct evl_realm *realm, const struct evl_dom_node *element);
struct evl_run_unit *evl_page_external_unit(struct evl_run *run, struct evl_realm *realm, const char *address, bool module,
					    enum evl_page_found *found);

#endif
