/* SPDX-License-Identifier: MIT */
/*
 * message.h - message ports, channels, broadcast channels and window.postMessage (HTML, "Cross-document messaging" and
 * "Channel messaging").
 */
#ifndef EVL_HOST_WEB_MESSAGE_H
#define EVL_HOST_WEB_MESSAGE_H

#include "host/web/event.h"

struct evl_port_message {
	struct evl_port_message *next;
	evl_value data;
	evl_value ports; /* an array of the ports that came with it */
	uint32_t record; /* its task; 0: not posted yet */
};

struct evl_port {
	struct evl_target target;
	struct evl_port *peer;   /* NULL: closed */
	struct evl_port_message *first; /* waiting for start() */
	bool started, closed, transferred;
	uint32_t hold;                  /* what keeps the host alive while it listens; 0: nothing */
};

struct evl_broadcast {
	struct evl_target target;
	struct evl_broadcast *next;
	evl_value name; /* string */
	bool closed;
	uint32_t hold;
};

/* start(): what waits is posted, and what comes from now on. */
void evl_port_begin(struct evl_realm *realm, struct evl_port *port);

/*
 * The copy of `value` that a message carries: structuredClone with the transfer list `transfer` (an array, a { transfer } dictionary or
 * undefined). *ports: an array of the transferred ports. `before`: words before the value in an error.
 */
bool evl_message_copy(struct evl_realm *realm, evl_value value, evl_value transfer, const char *before, evl_value *copy, evl_value *ports);
/* Post a task that fires a message event at `target`. */
void evl_message_post(struct evl_realm *realm, enum evl_task_source source, struct evl_target *target, evl_value data, evl_value ports,
		      evl_value from, const char *origin, int64_t delay);

/* window.postMessage(message, targetOrigin or options, transfer) */
extern const struct evl_rows evl_rows_window_message;

#endif
