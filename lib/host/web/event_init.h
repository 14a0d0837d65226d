/* SPDX-License-Identifier: MIT */
/*
 * event_init.h - the members of the init dictionary that a constructor of events is given.
 */
#ifndef EVL_HOST_WEB_EVENT_INIT_H
#define EVL_HOST_WEB_EVENT_INIT_H

#include "host/web/event.h"

/* Reads what `init`, an object, says of the event beyond EventInit. False: an exception is pending or the run halts. */
bool evl_event_init_read(struct evl_realm *realm, const struct evl_event_interface *interface, evl_value init, struct evl_dom_event *event);
/* Has the interface's own dictionary members that must be there? Then it must be given itself. */
bool evl_event_init_required(const struct evl_event_interface *interface);

#endif
