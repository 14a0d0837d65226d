/* SPDX-License-Identifier: MIT */
/*
 * ports.c - message ports as Node has them: with methods of event emitters, and alive as long as somebody listens for messages
 * (lib/internal/event_target.js and worker/io.js of Node: NodeEventTarget).
 */
#include <string.h>

#include "host/agent.h"
#include "host/node/node.h"
#include "host/script.h"
#include "host/web/message.h"
#include "value/convert.h"

static struct evl_port *receiver(struct evl_realm *realm, const struct evl_args *args)
{
	return evl_platform_receiver(realm, args, EVL_PLATFORM_PORT);
}

/* The receiver of a method of event emitters. */
static struct evl_port *emitter(struct evl_realm *realm, const struct evl_args *args)
{
	struct evl_port *port = evl_platform_cast(args->this_value, EVL_PLATFORM_PORT);
	if (port == NULL)
		evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_INVALID_THIS", "Value of \"this\" must be of type NodeEventTarget", NULL);
	return port;
}

static bool read_type(struct evl_realm *realm, const struct evl_args *args, evl_key *type)
{
	return evl_to_key(realm, evl_arg(args, 0), type);
}

static bool add(struct evl_realm *realm, const struct evl_args *args, evl_value *result, bool once)
{
	struct evl_port *port = emitter(realm, args);
	evl_key type;
	*result = args->this_value;
	if (port == NULL || !read_type(realm, args, &type))
		return false;
	if (!evl_is_object(evl_arg(args, 1)))
		return evl_node_throw_arg_type(realm, "listener", "an instance of EventListener", evl_arg(args, 1),
					       "internal/event_target:1059  ^throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);");
	(void)evl_target_add(realm, &port->target, type, args->values[1], once, true);
	return realm->halt == EVL_STATUS_OK;
}

static bool port_on(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return add(realm, args, result, false);
}

static bool port_once(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return add(realm, args, result, true);
}

static bool port_off(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = emitter(realm, args);
	evl_key type;
	*result = args->this_value;
	if (port == NULL || !read_type(realm, args, &type))
		return false;
	if (evl_is_object(evl_arg(args, 1)))
		evl_target_remove(realm, &port->target, type, args->values[1]);
	return true;
}

static bool port_remove_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = emitter(realm, args);
	evl_key type;
	*result = args->this_value;
	if (port == NULL)
		return false;
	if (evl_is_undefined(evl_arg(args, 0))) {
		while (port->target.listeners != NULL)
			evl_target_remove(realm, &port->target, port->target.listeners->type, EVL_EMPTY);
		return true;
	}
	if (!read_type(realm, args, &type))
		return false;
	evl_target_remove(realm, &port->target, type, EVL_EMPTY);
	return true;
}

static bool port_listener_count(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_port *port = emitter(realm, args);
	evl_key type;
	if (port == NULL || !read_type(realm, args, &type))
		return false;
	*result = evl_from_uint32(evl_target_count(&port->target, type));
	return true;
}

/* eventNames(): Node listens for two events of its own. */
static bool port_event_names(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_port *port = emitter(realm, args);
	struct evl_object *names = evl_array_new(realm, 0, 0);
	*result = evl_from_object(names);
	if (port == NULL || !evl_array_append(realm, names, evl_text_value(realm, "newListener")) ||
	    !evl_array_append(realm, names, evl_text_value(realm, "removeListener")))
		return false;
	for (const struct evl_listener *l = port->target.listeners; l != NULL; l = l->next) {
		evl_value name = evl_key_to_value(realm, l->type);
		bool listed = false;
		for (uint32_t i = 0; i < names->length && !listed; i++)
			listed = evl_strict_equals(realm, names->elements[i], name);
		if (!listed && !evl_array_append(realm, names, name))
			return false;
	}
	return true;
}

/* emit(type, value): node-style listeners get the value. */
static bool port_emit(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = emitter(realm, args);
	struct evl_string *type;
	if (port == NULL || !evl_to_string(realm, evl_arg(args, 0), &type))
		return false;
	*result = evl_from_bool(evl_target_count(&port->target, evl_key_from_string(realm, type)) != 0);
	if (*result == EVL_FALSE)
		return true;
	struct evl_dom_event *event = evl_event_new(realm, "MessageEvent", evl_string_utf8(realm, type), 0);
	evl_event_set(realm, event, "data", evl_arg(args, 1));
	return evl_event_dispatch(realm, &port->target, event, NULL);
}

static bool port_ref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = receiver(realm, args);
	*result = EVL_UNDEFINED;
	if (port != NULL)
		evl_port_hold(realm, port);
	return port != NULL;
}

static bool port_unref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = receiver(realm, args);
	*result = EVL_UNDEFINED;
	if (port != NULL)
		evl_port_let_go(realm, port);
	return port != NULL;
}

static bool port_has_ref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_port *port = receiver(realm, args);
	if (port != NULL)
		*result = evl_from_bool(port->hold != 0);
	return port != NULL;
}

/* close([callback]): the callback is a listener of the close event. */
static bool port_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = receiver(realm, args);
	*result = EVL_UNDEFINED;
	if (port == NULL)
		return false;
	if (evl_is_callable(evl_arg(args, 0)))
		(void)evl_target_add(realm, &port->target, evl_platform_intern(realm, "close"), args->values[0], true, true);
	evl_port_close(realm, port);
	return true;
}

static bool port_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = receiver(realm, args);
	evl_value transfer = evl_arg(args, 1);
	*result = EVL_UNDEFINED;
	if (port == NULL)
		return false;
	if (args->count == 0)
		return evl_node_throw_native(realm, EVL_ERROR_TYPE, "ERR_MISSING_ARGS", "Not enough arguments to MessagePort.postMessage");
	if (!evl_is_nullish(transfer) && !evl_is_object(transfer))
		return evl_node_throw_native(realm, EVL_ERROR_TYPE, "ERR_INVALID_ARG_TYPE",
					     "Optional transferList argument must be an iterable");
	return evl_port_send(realm, port, args->values[0], transfer, "");
}

static const struct evl_row port_row[] = {
	EVL_METHOD("on", port_on, 2),
	EVL_METHOD("once", port_once, 2),
	EVL_METHOD("off", port_off, 2),
	EVL_METHOD("removeAllListeners", port_remove_all, 1),
	EVL_METHOD("listenerCount", port_listener_count, 1),
	EVL_METHOD("emit", port_emit, 2),
	EVL_METHOD("ref", port_ref, 0),
	EVL_METHOD("unref", port_unref, 0),
	EVL_METHOD("hasRef", port_has_ref, 0),
	EVL_OPERATION("close", port_close, 0),
	EVL_OPERATION("postMessage", port_post, 0),
	EVL_METHOD("eventNames", port_event_names, 0),
};
const struct evl_rows evl_node_port_rows = EVL_ROWS(port_row);

/* --------------------------------------------------------------- broadcasting */

static struct evl_broadcast *channel_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = args->this_value;
	return evl_platform_receiver(realm, args, EVL_PLATFORM_BROADCAST);
}

static bool broadcast_ref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_broadcast *channel = channel_of(realm, args, result);
	if (channel != NULL && channel->hold == 0 && !channel->closed)
		channel->hold = evl_node_hold(realm);
	return channel != NULL;
}

static bool broadcast_unref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_broadcast *channel = channel_of(realm, args, result);
	if (channel != NULL && channel->hold != 0)
		evl_node_release(realm, channel->hold);
	if (channel != NULL)
		channel->hold = 0;
	return channel != NULL;
}

static const struct evl_row broadcast_row[] = {
	EVL_METHOD("ref", broadcast_ref, 0),
	EVL_METHOD("unref", broadcast_unref, 0),
};
const struct evl_rows evl_node_broadcast_rows = EVL_ROWS(broadcast_row);

/* A function that is made in C++ has two properties of its own more, as sloppy ones have. */
static void lay_out_as_sloppy(struct evl_realm *realm, struct evl_object *function)
{
	const struct {
		evl_name key;
		uint8_t attributes;
	} parts[] = {
		{ EVL_NAME_length, EVL_CONFIGURABLE }, { EVL_NAME_name, EVL_CONFIGURABLE }, { EVL_NAME_arguments, 0 }, { EVL_NAME_caller, 0 },
		{ EVL_NAME_prototype, 0 },
	};
	enum { PARTS = sizeof parts / sizeof parts[0] };
	evl_value values[PARTS];
	for (int i = 0; i < PARTS; i++) {
		const struct evl_property_entry *entry = evl_shape_find(function->shape, parts[i].key);
		values[i] = entry != NULL ? function->slots[entry->slot] : EVL_NULL;
	}
	struct evl_shape *shape = evl_shape_root(realm, function->shape->prototype);
	for (int i = 0; i < PARTS; i++) {
		shape = evl_shape_add(realm, shape, parts[i].key, parts[i].attributes);
		evl_object_push_slot(realm, function, shape, values[i]);
	}
}

static void prepare(struct evl_realm *realm)
{
	if (evl_node(realm)->ports_completed)
		return;
	evl_node(realm)->ports_completed = true;
	struct evl_object *port = evl_intrinsic(realm, EVL_INTRINSIC_MESSAGE_PORT);
	evl_define_rows(realm, evl_intrinsic(realm, EVL_INTRINSIC_MESSAGE_PORT_PROTOTYPE), &evl_node_port_rows);
	evl_define_rows(realm, evl_intrinsic(realm, EVL_INTRINSIC_BROADCAST_CHANNEL_PROTOTYPE), &evl_node_broadcast_rows);
	evl_value ignored, classes[] = { evl_from_object(port), evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_EVENT_TARGET)) };
	if (evl_host_script_call(realm, "node/node_event_target", "completePort", 2, classes, &ignored))
		lay_out_as_sloppy(realm, port);
}

/* The first listener for messages starts a port and keeps the process alive; without the last it does so no more. */
static void listening(struct evl_realm *realm, struct evl_target *target, evl_key type, uint32_t count, bool added)
{
	struct evl_port *port = (struct evl_port *)target;
	if (added)
		evl_node_listener_added(realm, target, type, count);
	if (target->platform.kind != EVL_PLATFORM_PORT || type != evl_platform_intern(realm, "message"))
		return;
	if (added && count == 1) {
		evl_port_hold(realm, port);
		evl_port_begin(realm, port);
	} else if (!added && count == 0) {
		evl_port_let_go(realm, port);
	}
}

static void tell_peer(struct evl_realm *realm, struct evl_port *peer);

/* The close phase: it is gone now, and its peer is told. */
static bool fire_close(struct evl_realm *realm, uint32_t record)
{
	struct evl_port *port = (struct evl_port *)evl_target_of(realm, evl_host_task(realm->host, record)->this_value), *peer = port->peer;
	port->peer = NULL;
	port->drains = false;
	if (peer != NULL) {
		peer->peer = NULL;
		tell_peer(realm, peer);
	}
	return evl_event_fire(realm, &port->target, "Event", "close", EVL_DOM_TRUSTED);
}

static void closed(struct evl_realm *realm, struct evl_port *port)
{
	struct evl_host *host = realm->host;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, EVL_UNDEFINED, evl_from_object(port), 0, NULL, 0);
	evl_host_task(host, record)->run = fire_close;
	evl_host_task(host, record)->task = evl_loop_post(&host->loop, EVL_NODE_QUEUE_CLOSE, record);
}

static bool hear_close(struct evl_realm *realm, uint32_t record)
{
	evl_port_close(realm, (struct evl_port *)evl_target_of(realm, evl_host_task(realm->host, record)->this_value));
	return true;
}

/* The peer of a closed port comes to it behind its messages, should its process still be alive then; it closes as by itself. */
static void tell_peer(struct evl_realm *realm, struct evl_port *peer)
{
	struct evl_realm *to = peer->realm;
	struct evl_host *host = to->host;
	uint32_t record = evl_agent_task_new(realm, to, EVL_WORK_IO, EVL_UNDEFINED, evl_from_object(peer), 0, NULL, 0);
	evl_host_task(host, record)->run = hear_close;
	if (realm != to || peer->lane != 0) {
		if (peer->lane == 0)
			peer->lane = evl_agent_lane(to);
		if (!evl_agent_post(realm, to, record, peer->lane, EVL_AGENT_LATENCY))
			return;
	} else {
		evl_host_post(to, record, EVL_SOURCE_MESSAGE, 0);
		evl_loop_set_handle(&host->loop, evl_host_task(host, record)->task, peer->number);
	}
	evl_loop_reference(&host->loop, evl_host_task(host, record)->task, false);
}

static bool bad_transfer(struct evl_realm *realm)
{
	return evl_node_throw_native(realm, EVL_ERROR_TYPE, "ERR_INVALID_TRANSFER_OBJECT", "Found invalid object in transferList");
}

static bool untransferred(struct evl_realm *realm)
{
	return evl_node_throw_native(realm, EVL_ERROR_TYPE, "ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST",
				     "Object that needs transfer was found in message but not listed in transferList");
}

void evl_node_ports_start(struct evl_realm *realm)
{
	struct evl_web *web = evl_web(realm);
	web->prepare_ports = prepare;
	web->listening = listening;
	web->port_closed = closed;
	web->bad_transfer = bad_transfer;
	web->untransferred = untransferred;
}
