/* SPDX-License-Identifier: MIT */
/*
 * message.c - messages: copied when they are posted, delivered by a task each.
 */
#include "host/web/message.h"

#include <string.h>

#include "builtins/dom_exception.h"
#include "builtins/structured_clone.h"
#include "value/convert.h"
#include "vm/stack.h"

/* ----------------------------------------------------------------- copying */

static struct evl_port *new_port(struct evl_realm *realm)
{
	return evl_platform_new(realm, EVL_PLATFORM_PORT, sizeof(struct evl_port), EVL_UNDEFINED, EVL_INTRINSIC_MESSAGE_PORT_PROTOTYPE);
}

/* A port that takes the place of a transferred one. */
static struct evl_port *transfer_port(struct evl_realm *realm, struct evl_port *old)
{
	struct evl_port *port = new_port(realm);
	port->peer = old->peer;
	if (port->peer != NULL)
		port->peer->peer = port;
	port->first = old->first;
	old->first = NULL;
	old->peer = NULL;
	old->transferred = old->closed = true;
	return port;
}

bool evl_message_copy(struct evl_realm *realm, evl_value value, evl_value transfer, const char *before, evl_value *copy, evl_value *ports)
{
	double length = 0;
	bool is_list = false;
	struct evl_object *list = evl_array_new(realm, 0, 0);
	*ports = evl_from_object(list);
	if (evl_is_object(transfer) && (!evl_is_array(realm, transfer, &is_list) ||
					(!is_list && !evl_get(realm, transfer, evl_platform_intern(realm, "transfer"), &transfer))))
		return false;
	if (evl_is_object(transfer) && !evl_length_of(realm, evl_as_object(transfer), &length))
		return false;
	if (length > 1000)
		return evl_not_covered(realm, "a transfer list this long");
	evl_value *pairs = evl_arena_alloc(&realm->scratch, ((size_t)length * 2 + 1) * sizeof *pairs);
	uint32_t count = 0;
	for (uint32_t i = 0; i < (uint32_t)length; i++) {
		evl_value item;
		if (!evl_object_get(realm, evl_as_object(transfer), evl_key_from_index(i), transfer, &item))
			return false;
		struct evl_port *port = evl_platform_cast(item, EVL_PLATFORM_PORT);
		if (port == NULL)
			return evl_not_covered(realm, "transferring what is no message port");
		if (port->transferred)
			return evl_dom_exception_throw(realm, "Port at index 0 is already neutered.", "DataCloneError");
		struct evl_port *moved = transfer_port(realm, port);
		pairs[count++] = item;
		pairs[count++] = evl_from_object(moved);
		if (!evl_array_append(realm, list, evl_from_object(moved)))
			return false;
	}
	return evl_structured_clone(realm, value, before, pairs, count / 2, copy);
}

/* ---------------------------------------------------------------- delivery */

static bool deliver(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_value data = task->values[0], ports = task->values[1], from = task->values[2], origin = task->values[3];
	struct evl_target *target = evl_target_of(realm, task->this_value);
	bool ok;
	if (target == NULL)
		return true;
	if (target->platform.kind == EVL_PLATFORM_PORT && ((struct evl_port *)target)->closed)
		return true;
	if (target->platform.kind == EVL_PLATFORM_BROADCAST && ((struct evl_broadcast *)target)->closed)
		return true;
	struct evl_dom_event *event = evl_event_new(realm, "MessageEvent", "message", EVL_DOM_TRUSTED);
	(void)evl_set_integrity(realm, evl_as_object(ports), true, &ok);
	evl_event_set(realm, event, "data", data);
	evl_event_set(realm, event, "ports", ports);
	evl_event_set(realm, event, "source", from);
	evl_event_set(realm, event, "origin", origin);
	return evl_event_dispatch(realm, target, event, NULL);
}

void evl_message_post(struct evl_realm *realm, enum evl_task_source source, struct evl_target *target, evl_value data, evl_value ports,
		      evl_value from, const char *origin, int64_t delay)
{
	evl_value values[4] = { data, ports, from, evl_platform_text(realm, origin) };
	uint32_t record = evl_host_task_new(realm, EVL_WORK_MESSAGE, EVL_UNDEFINED, evl_target_value(realm, target), 4, values, delay);
	evl_host_task(realm->host, record)->run = deliver;
	evl_host_post(realm, record, source, delay);
}

/* ------------------------------------------------------------------- ports */

/* It keeps the host alive no longer. */
static void let_go(struct evl_realm *realm, uint32_t *hold)
{
	if (*hold != 0)
		evl_web(realm)->release(realm, *hold);
	*hold = 0;
}

void evl_port_begin(struct evl_realm *realm, struct evl_port *port)
{
	struct evl_port_message *message = port->first;
	if (port->started || port->closed)
		return;
	port->started = true;
	if (evl_web(realm)->hold != NULL && port->peer != NULL)
		port->hold = evl_web(realm)->hold(realm);
	port->first = NULL;
	for (; message != NULL; message = message->next)
		evl_message_post(realm, EVL_SOURCE_MESSAGE, &port->target, message->data, message->ports, EVL_NULL, "", 0);
}

void evl_port_start(struct evl_realm *realm, struct evl_target *target)
{
	if (target->platform.kind == EVL_PLATFORM_PORT)
		evl_port_begin(realm, (struct evl_port *)target);
}

static bool port_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = evl_platform_receiver(realm, args, EVL_PLATFORM_PORT);
	evl_value data, ports;
	*result = EVL_UNDEFINED;
	if (port == NULL || !evl_platform_require_args(realm, args, 1, "MessagePort", "postMessage") ||
	    !evl_message_copy(realm, args->values[0], evl_arg(args, 1),
			      realm->host->profile->is_page ? "Failed to execute 'postMessage' on 'MessagePort': " : "", &data, &ports))
		return false;
	struct evl_port *peer = port->peer;
	if (peer == NULL || peer->closed)
		return true;
	if (peer->started) {
		evl_message_post(realm, EVL_SOURCE_MESSAGE, &peer->target, data, ports, EVL_NULL, "", 0);
		return true;
	}
	struct evl_port_message **link = &peer->first;
	while (*link != NULL)
		link = &(*link)->next;
	*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
	(*link)->data = data;
	(*link)->ports = ports;
	return true;
}

static bool port_start(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = evl_platform_receiver(realm, args, EVL_PLATFORM_PORT);
	*result = EVL_UNDEFINED;
	if (port == NULL)
		return false;
	evl_port_begin(realm, port);
	return true;
}

static bool port_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = evl_platform_receiver(realm, args, EVL_PLATFORM_PORT);
	*result = EVL_UNDEFINED;
	if (port == NULL)
		return false;
	port->closed = true;
	let_go(realm, &port->hold);
	if (port->peer != NULL) {
		let_go(realm, &port->peer->hold);
		port->peer->peer = NULL;
	}
	port->peer = NULL;
	return true;
}

static const struct evl_row port_row[] = {
	EVL_HANDLER("onmessage"),
	EVL_HANDLER("onmessageerror"),
	EVL_OPERATION("close", port_close, 0),
	EVL_OPERATION("postMessage", port_post, 1),
	EVL_OPERATION("start", port_start, 0),
	EVL_TAG_ROW("MessagePort"),
};
const struct evl_family evl_family_MESSAGE_PORT = {
	.name = "MessagePort",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_EVENT_TARGET,
	.prototype_parent = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE,
	.prototype = EVL_ROWS(port_row),
};

/* ---------------------------------------------------------------- channels */

struct channel {
	struct evl_platform platform;
	struct evl_port *port[2];
};

static bool channel_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_platform_require_new(realm, args))
		return false;
	struct channel *channel = evl_platform_new(realm, EVL_PLATFORM_MESSAGE_CHANNEL, sizeof *channel, args->new_target,
						   EVL_INTRINSIC_MESSAGE_CHANNEL_PROTOTYPE);
	if (channel == NULL)
		return false;
	channel->port[0] = new_port(realm);
	channel->port[1] = new_port(realm);
	channel->port[0]->peer = channel->port[1];
	channel->port[1]->peer = channel->port[0];
	*result = evl_from_object(channel);
	return true;
}

static bool channel_port(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct channel *channel = evl_platform_receiver(realm, args, EVL_PLATFORM_MESSAGE_CHANNEL);
	if (channel == NULL)
		return false;
	*result = evl_from_object(channel->port[strcmp(evl_platform_name(args), "port2") == 0]);
	return true;
}

static const struct evl_row channel_row[] = {
	EVL_ATTRIBUTE("port1", channel_port),
	EVL_ATTRIBUTE("port2", channel_port),
	EVL_TAG_ROW("MessageChannel"),
};
const struct evl_family evl_family_MESSAGE_CHANNEL = {
	.name = "MessageChannel",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = channel_construct,
	.prototype = EVL_ROWS(channel_row),
};

/* ------------------------------------------------------------- broadcasting */

static bool broadcast_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *name;
	if (!evl_platform_require_new(realm, args) || !evl_platform_require_args(realm, args, 1, "BroadcastChannel", NULL) ||
	    !evl_to_string(realm, args->values[0], &name))
		return false;
	struct evl_broadcast *channel = evl_platform_new(realm, EVL_PLATFORM_BROADCAST, sizeof *channel, args->new_target,
							 EVL_INTRINSIC_BROADCAST_CHANNEL_PROTOTYPE);
	if (channel == NULL)
		return false;
	channel->name = evl_from_string(name);
	if (evl_web(realm)->hold != NULL)
		channel->hold = evl_web(realm)->hold(realm);
	struct evl_broadcast **link = &evl_web(realm)->broadcasts;
	while (*link != NULL)
		link = &(*link)->next;
	*link = channel;
	*result = evl_from_object(channel);
	return true;
}

static bool broadcast_name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_broadcast *channel = evl_platform_receiver(realm, args, EVL_PLATFORM_BROADCAST);
	if (channel == NULL)
		return false;
	*result = channel->name;
	return true;
}

static bool broadcast_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_broadcast *channel = evl_platform_receiver(realm, args, EVL_PLATFORM_BROADCAST);
	*result = EVL_UNDEFINED;
	if (channel == NULL || !evl_platform_require_args(realm, args, 1, "BroadcastChannel", "postMessage"))
		return false;
	if (channel->closed)
		return evl_dom_exception_throw(realm, "Failed to execute 'postMessage' on 'BroadcastChannel': Channel is closed",
					       "InvalidStateError");
	for (struct evl_broadcast *other = evl_web(realm)->broadcasts; other != NULL; other = other->next) {
		evl_value data, ports;
		if (!evl_message_copy(realm, args->values[0], EVL_UNDEFINED,
				      realm->host->profile->is_page ? "Failed to execute 'postMessage' on 'BroadcastChannel': " : "", &data,
				      &ports))
			return false;
		if (other != channel && !other->closed &&
		    evl_string_equals(realm, evl_as_string(other->name), evl_as_string(channel->name)))
			evl_message_post(realm, EVL_SOURCE_BROADCAST, &other->target, data, ports, EVL_NULL, "", 0);
	}
	return true;
}

static bool broadcast_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_broadcast *channel = evl_platform_receiver(realm, args, EVL_PLATFORM_BROADCAST);
	*result = EVL_UNDEFINED;
	if (channel == NULL)
		return false;
	channel->closed = true;
	let_go(realm, &channel->hold);
	return true;
}

static const struct evl_row broadcast_row[] = {
	EVL_ATTRIBUTE("name", broadcast_name),
	EVL_HANDLER("onmessage"),
	EVL_HANDLER("onmessageerror"),
	EVL_OPERATION("close", broadcast_close, 0),
	EVL_OPERATION("postMessage", broadcast_post, 1),
	EVL_TAG_ROW("BroadcastChannel"),
};
const struct evl_family evl_family_BROADCAST_CHANNEL = {
	.name = "BroadcastChannel",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = broadcast_construct,
	.length = 1,
	.parent = EVL_INTRINSIC_EVENT_TARGET,
	.prototype_parent = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE,
	.prototype = EVL_ROWS(broadcast_row),
};

/* ------------------------------------------------------------------- window */

static bool window_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value data, ports, transfer = evl_arg(args, 2);
	*result = EVL_UNDEFINED;
	if (!evl_platform_require_args(realm, args, 1, "Window", "postMessage"))
		return false;
	if (evl_is_object(evl_arg(args, 1)))
		transfer = args->values[1];
	if (!evl_message_copy(realm, args->values[0], transfer, "Failed to execute 'postMessage' on 'Window': ", &data, &ports))
		return false;
	if (evl_web(realm)->window != NULL)
		evl_message_post(realm, EVL_SOURCE_POSTED, evl_web(realm)->window, data, ports, evl_from_object(realm->global), "null", 0);
	return true;
}

static const struct evl_row window_row[] = { EVL_OPERATION("postMessage", window_post, 1) };
const struct evl_rows evl_rows_window_message = EVL_ROWS(window_row);
