/* SPDX-License-Identifier: MIT */
/* pointer.h - where the user's pointer is, and the events that tell of it. */
#ifndef EVL_HOST_BROWSER_POINTER_H
#define EVL_HOST_BROWSER_POINTER_H

#include "host/browser/dom.h"

/*
 * Fire a PointerEvent or MouseEvent of the user's at `target`, with EVL_DOM_ flags; `related` may be NULL. *go_on: its default is to be done (may be NULL).
 * False: the run halts.
 */
bool evl_pointer_fire(struct evl_realm *realm, struct evl_target *target, const char *interface, const char *type, uint8_t flags,
		      struct evl_dom_node *related, bool *go_on);
/* The pointer comes to this element, at once. False: the run halts. */
bool evl_pointer_move(struct evl_realm *realm, struct evl_dom_node *to);
/* `node` is about to leave its parent: the pointer, if it is on it, is on the parent then. Tells nobody. */
void evl_pointer_removing(struct evl_realm *realm, const struct evl_dom_node *node);

#endif
