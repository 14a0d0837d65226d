/* SPDX-License-Identifier: MIT */
/*
 * transitions.h - what tells CSS transitions of changes.
 */
#ifndef EVL_HOST_BROWSER_TRANSITIONS_H
#define EVL_HOST_BROWSER_TRANSITIONS_H

#include "host/browser/dom.h"

/* An element came into the document. */
void evl_transitions_inserted(struct evl_realm *realm, struct evl_dom_node *element);
/* Its style attribute has a new text (NULL: it is gone). */
void evl_transitions_style(struct evl_realm *realm, struct evl_dom_node *element, struct evl_string *style);
/* Styles are computed now. False: an exception is pending or the run halts. */
bool evl_transitions_flush(struct evl_realm *realm);
/* Somebody listens to events of transitions or animations. False: not covered. */
bool evl_transitions_watch(struct evl_realm *realm);
/* A class changed: which rules there are for it nobody knows. False: not covered. */
bool evl_transitions_class(struct evl_realm *realm, const struct evl_dom_node *element);

/* Has the document style sheets of its own? */
bool evl_page_has_sheets(struct evl_realm *realm);

#endif
