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

/* For host->compile_script_at. */
bool evl_run_compile_script_at(struct evl_realm *realm, const char *address, const struct evl_template **out);

#endif
