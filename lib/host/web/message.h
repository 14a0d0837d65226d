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
	uint32_t record; /* its task, which may not be in the loop yet; 0: there is none yet */
};

struct evl_port {
	struct evl_target target;
	struct evl_realm *realm; /* the one that it is in */
	evl_value context;       /* vm->async_context of its making: its events run under it */
	struct evl_target *at;   /* its messages are fired there: a worker, the global object of one; NULL: at itself */
	struct evl_port *peer;   /* NULL: closed; may be in another agent's realm */
	struct evl_port_message *first; /* not delivered yet */
	bool started, closed, transferred;
	bool serving;                   /* one of its messages is being delivered */
	bool drains;                    /* closed while its messages were served: those that wait still come, until a host that says so calls it gone */
	uint64_t served_turn;           /* when the last one was: the loop's turn, and the phase of it */
	uint32_t served_phase;
	bool referenced;                /* Node: listeners are to keep the host alive */
	uint32_t hold;                  /* what keeps the host alive while it listens; 0: nothing */
	uint32_t lane;                  /* of messages that come from other agents; 0: none came yet */
	uint32_t number;                /* among the ports and broadcast channels of its realm, from 1: how a host that goes by it serves them */
};

struct evl_broadcast {
	struct evl_target target;
	struct evl_realm *realm;
	struct evl_broadcast *next;
	evl_value name; /* string */
	bool closed;
	uint32_t hold;
	uint32_t lane;
	uint32_t number; /* as a port's */
};

/* Two ports that are each other's peers, one in each realm; the realms may be the same. */
void evl_port_pair(struct evl_realm *a, struct evl_realm *b, struct evl_port **of_a, struct evl_port **of_b);
/* start(): what waits is posted, and what comes from now on. */
void evl_port_begin(struct evl_realm *realm, struct evl_port *port);
/* postMessage(value, transfer); `before`: words before the value in an error. */
bool evl_port_send(struct evl_realm *realm, struct evl_port *port, evl_value value, evl_value transfer, const char *before);
/* Take the first message that waits; false: there is none. Its task, if it has one, is cancelled. */
bool evl_port_take(struct evl_realm *realm, struct evl_port *port, evl_value *data);
/* Deliver now all that waits in a started port. False: an exception is pending, or the run halts. */
bool evl_port_drain(struct evl_realm *realm, struct evl_port *port);
void evl_port_close(struct evl_realm *realm, struct evl_port *port);
/* It keeps its host alive (evl_web's hold), or no longer. */
void evl_port_hold(struct evl_realm *realm, struct evl_port *port);
void evl_port_let_go(struct evl_realm *realm, struct evl_port *port);

/*
 * The copy of `value` that a message to the realm `to` carries: structuredClone with the transfer list `transfer` (an array, a { transfer } dictionary or
 * undefined). *ports: an array of the transferred ports. `before`: words before the value in an error. `source`: the port that sends, which cannot be
 * transferred; NULL: none does.
 */
bool evl_message_copy(struct evl_realm *realm, struct evl_realm *to, const struct evl_port *source, evl_value value, evl_value transfer,
		      const char *before, evl_value *copy, evl_value *ports);
/* Post a task that fires a message event at `target`. */
void evl_message_post(struct evl_realm *realm, enum evl_task_source source, struct evl_target *target, evl_value data, evl_value ports,
		      evl_value from, const char *origin, int64_t delay);

/* window.postMessage(message, targetOrigin or options, transfer) */
extern const struct evl_rows evl_rows_window_message;

#endif
