/* SPDX-License-Identifier: MIT */
/*
 * message.c - messages: copied when they are posted, delivered by a task each.
 *
 * A port's messages wait in the port of the one that gets them, in its realm, which may be another agent's; a task stands for each
 * once the port has been started.
 */
#include "host/web/message.h"

#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "builtins/structured_clone.h"
#include "host/agent.h"
#include "value/array_buffer.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* ----------------------------------------------------------------- copying */

static struct evl_port *new_port(struct evl_realm *realm)
{
	struct evl_port *port =
		evl_platform_new(realm, EVL_PLATFORM_PORT, sizeof(struct evl_port), EVL_UNDEFINED, EVL_INTRINSIC_MESSAGE_PORT_PROTOTYPE);
	port->realm = realm;
	port->number = ++evl_web(realm)->port_count;
	port->context = realm->vm->async_context;
	return port;
}

void evl_port_pair(struct evl_realm *a, struct evl_realm *b, struct evl_port **of_a, struct evl_port **of_b)
{
	if (evl_web(a)->prepare_ports != NULL)
		evl_web(a)->prepare_ports(a);
	if (evl_web(b)->prepare_ports != NULL)
		evl_web(b)->prepare_ports(b);
	*of_a = new_port(a);
	*of_b = new_port(b);
	(*of_a)->peer = *of_b;
	(*of_b)->peer = *of_a;
}

static bool copy_message(struct evl_realm *from, struct evl_realm *to, evl_value value, const evl_value *items, uint32_t count,
			 const char *before, evl_value *copy, evl_value *ports);

/* The task of a message that waits, if it has one, will not run. */
static void drop_task(struct evl_realm *realm, struct evl_port_message *message)
{
	if (message->record != 0 && evl_host_task(realm->host, message->record)->task == 0)
		evl_host_task_free(realm->host, message->record);
	else if (message->record != 0)
		evl_host_task_cancel(realm, message->record);
	message->record = 0;
}

/* A port that takes the place of a transferred one, in another realm or in the same. */
static struct evl_port *transfer_port(struct evl_realm *realm, struct evl_realm *to, struct evl_port *old)
{
	if (evl_web(to)->prepare_ports != NULL)
		evl_web(to)->prepare_ports(to);
	struct evl_port *port = new_port(to);
	port->peer = old->peer;
	if (port->peer != NULL)
		port->peer->peer = port;
	port->first = old->first;
	for (struct evl_port_message *m = port->first; m != NULL; m = m->next) {
		drop_task(realm, m);
		if (realm == to)
			continue;
		struct evl_object *list = evl_as_object(m->ports);
		if (!copy_message(realm, to, m->data, list->elements, list->length, "", &m->data, &m->ports))
			break;
	}
	old->first = NULL;
	old->peer = NULL;
	old->transferred = old->closed = true;
	evl_port_let_go(realm, old);
	return port;
}

/* A message for `to`: the value and what is transferred with it. */
static bool copy_message(struct evl_realm *from, struct evl_realm *to, evl_value value, const evl_value *items, uint32_t count,
			 const char *before, evl_value *copy, evl_value *ports)
{
	struct evl_object *list = evl_array_new(to, 0, 0);
	*ports = evl_from_object(list);
	evl_value *pairs = evl_arena_alloc(&from->scratch, ((size_t)count * 2 + 1) * sizeof *pairs);
	for (uint32_t i = 0; i < count; i++) {
		struct evl_port *port = evl_platform_cast(items[i], EVL_PLATFORM_PORT);
		pairs[i * 2] = items[i];
		if (port != NULL) {
			struct evl_port *moved = transfer_port(from, to, port);
			pairs[i * 2 + 1] = evl_from_object(moved);
			if (!evl_array_append(to, list, evl_from_object(moved)))
				return false;
			continue;
		}
		struct evl_array_buffer *moved = evl_array_buffer_new(to, false, NULL, 0, -1);
		if (moved == NULL)
			return false;
		pairs[i * 2 + 1] = evl_from_object(moved);
	}
	if (!evl_structured_clone(from, to, value, before, pairs, count, copy))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (evl_is_class(items[i], EVL_CLASS_ARRAY_BUFFER))
			evl_array_buffer_detach((struct evl_array_buffer *)evl_as_object(items[i]),
					  ((struct evl_array_buffer *)evl_as_object(pairs[i * 2 + 1]))->block);
	return true;
}

/* May it be transferred by the port `source`? `list`: those before it. */
static bool check_item(struct evl_realm *realm, const struct evl_port *source, evl_value item, const evl_value *list, uint32_t index, const char *before)
{
	const char *words = NULL;
	struct evl_port *port = evl_platform_cast(item, EVL_PLATFORM_PORT);
	bool is_page = realm->host->profile->is_page;
	if (port == NULL && !evl_is_class(item, EVL_CLASS_ARRAY_BUFFER)) {
		const struct evl_object *object = evl_is_class(item, EVL_CLASS_OBJECT) ? evl_as_object(item) : NULL;
		if (is_page && object != NULL && object->shape->prototype == realm->intrinsics[EVL_INTRINSIC_OBJECT_PROTOTYPE])
			return evl_dom_exception_throw(realm, evl_unknown_text(realm, "%sValue at index %u does not have a transferable type.", before, index),
						       "DataCloneError");
		if (is_page || evl_is_class(item, EVL_CLASS_PLATFORM))
			return evl_not_covered(realm, "transferring what is neither a message port nor an ArrayBuffer");
		return evl_web(realm)->bad_transfer != NULL ? evl_web(realm)->bad_transfer(realm) :
							      evl_not_covered(realm, "this transfer list");
	}
	bool repeated = false;
	uint32_t alike = 0; /* of its kind before it: a browser counts ports and buffers apart */
	for (uint32_t i = 0; i < index; i++) {
		repeated = repeated || list[i] == item;
		alike += (evl_platform_cast(list[i], EVL_PLATFORM_PORT) != NULL) == (port != NULL);
	}
	char text[160];
	if (port != NULL && port == source)
		words = is_page ? "Port at index %u contains the source port." : "Transfer list contains source port";
	else if (port != NULL && (port->transferred || (repeated && is_page)))
		words = is_page ? "Port at index %u is already neutered." : "MessagePort in transfer list is already detached";
	else if (repeated)
		words = port != NULL ? "Transfer list contains duplicate source port" : is_page ?
			"ArrayBuffer at index %u is a duplicate of an earlier ArrayBuffer." : "Transfer list contains duplicate ArrayBuffer";
	else if (port == NULL && is_page && ((struct evl_array_buffer *)evl_as_object(item))->block->detached)
		words = "ArrayBuffer at index %u is already detached."; /* Node transfers it as an empty one */
	if (words == NULL)
		return true;
	const char *mark = strstr(words, "%u");
	if (mark != NULL)
		snprintf(text, sizeof text, "%s%.*s%u%s", before, (int)(mark - words), words, (unsigned)(repeated ? index : alike), mark + 2);
	else
		snprintf(text, sizeof text, "%s%s", before, words);
	return evl_dom_exception_throw(realm, text, "DataCloneError");
}

static const char window_post_before[] = "Failed to execute 'postMessage' on 'Window': ";

/* Of a page's postMessage: the options' own list, or that there can be none (Web IDL, "overload resolution"). *where: what it is part of. */
static bool check_list(struct evl_realm *realm, const char *before, evl_value list, const char *where)
{
	evl_value iterator;
	if (!evl_is_object(list))
		return evl_platform_type_error(realm, "%s%sThe provided value cannot be converted to a sequence.", before, where);
	if (!evl_get(realm, list, EVL_NAME_symbol_iterator, &iterator))
		return false;
	return evl_is_callable(iterator) ? evl_not_covered(realm, "this transfer list") :
					   evl_platform_type_error(realm, "%s%sThe object must have a callable @@iterator property.", before, where);
}

static bool read_transfer(struct evl_realm *realm, const char *before, evl_value *transfer, const char **where)
{
	bool is_page = realm->host->profile->is_page && before[0] != '\0', is_list = false;
	if (evl_is_unknown(*transfer) || evl_is_undefined(*transfer) || evl_is_null(*transfer))
		return true;
	if (!evl_is_object(*transfer))
		return !is_page || evl_platform_type_error(realm, "%s%s", before,
							   strstr(before, "'Window'") != NULL ? "The provided value cannot be converted to a sequence." :
												"Overload resolution failed.");
	if (!evl_is_array(realm, *transfer, &is_list) || is_list)
		return is_list;
	if (!evl_get(realm, *transfer, evl_platform_intern(realm, "transfer"), transfer))
		return false;
	*where = "Failed to read the 'transfer' property from 'StructuredSerializeOptions': ";
	if (!is_page || evl_is_undefined(*transfer) || evl_is_unknown(*transfer))
		return true;
	if (evl_is_object(*transfer) && !evl_is_array(realm, *transfer, &is_list))
		return false;
	return is_list || check_list(realm, before, *transfer, *where);
}

bool evl_message_copy(struct evl_realm *realm, struct evl_realm *to, const struct evl_port *source, evl_value value, evl_value transfer,
		      const char *before, evl_value *copy, evl_value *ports)
{
	double length = 0;
	const char *where = "";
	if (!read_transfer(realm, before, &transfer, &where))
		return false;
	if (evl_is_object(transfer) && !evl_length_of(realm, evl_as_object(transfer), &length))
		return false;
	if (length > 1000)
		return evl_not_covered(realm, "a transfer list this long");
	evl_value *items = evl_arena_alloc(&realm->scratch, ((size_t)length + 1) * sizeof *items);
	for (uint32_t i = 0; i < (uint32_t)length; i++) {
		if (!evl_object_get(realm, evl_as_object(transfer), evl_key_from_index(i), transfer, &items[i]))
			return false;
		if (realm->host->profile->is_page && !evl_is_object(items[i]) && !evl_is_unknown(items[i]))
			return evl_platform_type_error(realm, "%s%sFailed to convert value to 'object'.", before, where);
		if (!check_item(realm, source, items[i], items, i, before))
			return false;
	}
	return copy_message(realm, to, value, items, (uint32_t)length, before, copy, ports);
}

/* ---------------------------------------------------------------- delivery */

static bool fire(struct evl_realm *realm, struct evl_target *target, const evl_value *values)
{
	bool ok;
	if (target->platform.kind == EVL_PLATFORM_BROADCAST && ((struct evl_broadcast *)target)->closed)
		return true;
	struct evl_dom_event *event = evl_event_new(realm, "MessageEvent", "message", EVL_DOM_TRUSTED);
	(void)evl_set_integrity(realm, evl_as_object(values[1]), true, &ok);
	evl_event_set(realm, event, "data", values[0]);
	evl_event_set(realm, event, "ports", values[1]);
	evl_event_set(realm, event, "source", values[2]);
	bool is_broadcast = target->platform.kind == EVL_PLATFORM_BROADCAST && evl_web(realm)->origin != NULL;
	evl_event_set(realm, event, "origin", is_broadcast ? evl_platform_text(realm, evl_web(realm)->origin) : values[3]);
	return evl_event_dispatch(realm, target, event, NULL);
}

static bool deliver(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_target *target = evl_target_of(realm, task->this_value);
	return target == NULL || fire(realm, target, task->values);
}

/*
 * What posts to port or channel `number`: in the realm itself by the rules of `source`, in that of another agent as its messages go, which come
 * one by one.
 */
static void post(struct evl_realm *from, struct evl_realm *to, uint32_t record, enum evl_task_source source, uint32_t number, uint32_t *lane)
{
	if (from == to && *lane == 0) {
		evl_host_post(to, record, source, 0);
		evl_loop_set_handle(&to->host->loop, evl_host_task(to->host, record)->task, number);
		return;
	}
	if (*lane == 0)
		*lane = evl_agent_lane(from);
	(void)evl_agent_post(from, to, record, *lane, EVL_AGENT_LATENCY);
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

/* A task for a message that waits in the port, asked for by `from`, which posted it `delay` microseconds ago. */
static void post_message(struct evl_realm *from, struct evl_port *port, struct evl_port_message *message);

/* The first message that waits, or that of a task; taken out. NULL: it is gone. */
static struct evl_port_message *take(struct evl_realm *realm, struct evl_port *port, uint32_t record)
{
	struct evl_port_message **link = &port->first, *message;
	while (*link != NULL && record != 0 && (*link)->record != record)
		link = &(*link)->next;
	message = *link;
	if (message == NULL)
		return NULL;
	*link = message->next;
	if (record == 0)
		drop_task(realm, message);
	return message;
}

/* Is this the phase of the loop in which it gave messages? */
static bool is_served(const struct evl_realm *realm, const struct evl_port *port)
{
	const struct evl_loop *loop = &realm->host->loop;
	return port->served_turn == loop->turns && port->served_phase == loop->at_phase;
}

static bool fire_message(struct evl_realm *realm, struct evl_port *port, const struct evl_port_message *message)
{
	port->served_turn = realm->host->loop.turns;
	port->served_phase = realm->host->loop.at_phase;
	evl_value values[4] = { message->data, message->ports, EVL_NULL, evl_platform_text(realm, "") };
	return (port->closed && !port->drains) || fire(realm, port->at != NULL ? port->at : &port->target, values);
}

/* How it comes by its messages. Those of another agent come by themselves. */
static enum evl_port_reading reading(const struct evl_realm *realm, const struct evl_port *port)
{
	return port->lane != 0 ? EVL_PORT_READS_ALL : (enum evl_port_reading)realm->host->profile->port_reading;
}

/* After the delivery of a message: the tasks of others that wait go into the loop, behind what is there by now. */
static void ask_for_rest(struct evl_realm *realm, const struct evl_port *port)
{
	enum evl_port_reading how = reading(realm, port);
	for (const struct evl_port_message *message = port->first; message != NULL && how != EVL_PORT_READS_ALL; message = message->next) {
		if (message->record != 0 && evl_host_task(realm->host, message->record)->task == 0)
			evl_host_post(realm, message->record, EVL_SOURCE_MESSAGE, 0);
		if (how == EVL_PORT_READS_NEXT)
			return;
	}
}

static bool deliver_to_port(struct evl_realm *realm, uint32_t record)
{
	struct evl_port *port = (struct evl_port *)evl_target_of(realm, evl_host_task(realm->host, record)->this_value);
	struct evl_port_message *message = take(realm, port, record);
	if (message == NULL)
		return true;
	port->serving = true;
	bool ok = fire_message(realm, port, message);
	port->serving = false;
	ask_for_rest(realm, port);
	return ok;
}

static void post_message(struct evl_realm *from, struct evl_port *port, struct evl_port_message *message)
{
	struct evl_realm *to = port->realm;
	uint32_t record = evl_agent_task_new(from, to, EVL_WORK_MESSAGE, EVL_UNDEFINED, evl_from_object(port), 0, NULL, 0);
	evl_host_task(to->host, record)->run = deliver_to_port;
	if (!to->host->profile->is_page)
		evl_host_task(to->host, record)->context = port->context;
	message->record = record;
	if (from == to && reading(to, port) != EVL_PORT_READS_ALL && (port->serving || port->first != message))
		return; /* ask_for_rest */
	post(from, to, record, EVL_SOURCE_MESSAGE, port->number, &port->lane);
}

bool evl_port_take(struct evl_realm *realm, struct evl_port *port, evl_value *data)
{
	const struct evl_port_message *message = take(realm, port, 0);
	if (message != NULL)
		*data = message->data;
	return message != NULL;
}

bool evl_port_drain(struct evl_realm *realm, struct evl_port *port)
{
	struct evl_port_message *message;
	while (port->started && (message = take(realm, port, 0)) != NULL)
		if (!fire_message(realm, port, message))
			return false;
	return true;
}

void evl_port_let_go(struct evl_realm *realm, struct evl_port *port)
{
	if (port->hold != 0)
		evl_web(realm)->release(realm, port->hold);
	port->hold = 0;
}

void evl_port_hold(struct evl_realm *realm, struct evl_port *port)
{
	if (port->hold == 0 && evl_web(realm)->hold != NULL && port->peer != NULL && !port->closed)
		port->hold = evl_web(realm)->hold(realm);
}

void evl_port_begin(struct evl_realm *realm, struct evl_port *port)
{
	if (port->started || port->closed)
		return;
	port->started = true;
	for (struct evl_port_message *message = port->first; message != NULL; message = message->next)
		post_message(realm, port, message);
}

void evl_port_start(struct evl_realm *realm, struct evl_target *target)
{
	if (target->platform.kind == EVL_PLATFORM_PORT)
		evl_port_begin(realm, (struct evl_port *)target);
}

bool evl_port_send(struct evl_realm *realm, struct evl_port *port, evl_value value, evl_value transfer, const char *before)
{
	evl_value data, ports;
	struct evl_port *peer = port->peer;
	if (!evl_message_copy(realm, peer != NULL ? peer->realm : realm, port, value, transfer, before, &data, &ports))
		return false;
	peer = port->peer; /* the copying may have run getters */
	bool is_closing = port->closed && evl_web(realm)->port_closed != NULL; /* what a worker posts after its close() arrives */
	if (peer == NULL || is_closing || (peer->closed && !peer->drains))
		return true;
	struct evl_port_message **link = &peer->first;
	while (*link != NULL)
		link = &(*link)->next;
	*link = evl_arena_zalloc(&peer->realm->scratch, sizeof **link);
	(*link)->data = data;
	(*link)->ports = ports;
	if (peer->started)
		post_message(realm, peer, *link);
	return true;
}

static bool port_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = evl_platform_receiver(realm, args, EVL_PLATFORM_PORT);
	*result = EVL_UNDEFINED;
	return port != NULL && evl_platform_require_args(realm, args, 1, "MessagePort", "postMessage") &&
	       evl_port_send(realm, port, args->values[0], evl_arg(args, 1),
			     realm->host->profile->is_page ? "Failed to execute 'postMessage' on 'MessagePort': " : "");
}

void evl_port_close(struct evl_realm *realm, struct evl_port *port)
{
	if (port->closed)
		return;
	port->closed = true;
	evl_port_let_go(realm, port);
	if (evl_web(realm)->port_closed != NULL) {
		port->drains = is_served(realm, port);
		evl_web(realm)->port_closed(realm, port);
		return;
	}
	port->drains = realm->host->profile->port_reading == EVL_PORT_READS_NEXT; /* Firefox's ports give what has come before */
	struct evl_port *peer = port->peer;
	port->peer = NULL;
	if (peer == NULL)
		return;
	peer->peer = NULL;
	evl_port_let_go(peer->realm, peer);
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
	evl_port_close(realm, port);
	return true;
}

static bool port_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks == NULL || evl_is_undefined(args->new_target))
		return evl_platform_illegal_constructor(realm, args, result);
	return checks->refuse_native(realm, EVL_ERROR_TYPE, "ERR_CONSTRUCT_CALL_INVALID", "Constructor cannot be called");
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
	.construct = port_construct,
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
	evl_port_pair(realm, realm, &channel->port[0], &channel->port[1]);
	*result = evl_from_object(channel);
	/* Node's channels have their ports as properties of their own. */
	return realm->layout == NULL || (evl_create_data(realm, &channel->platform.object, evl_text_name(realm, "port1"), evl_from_object(channel->port[0])) &&
					 evl_create_data(realm, &channel->platform.object, evl_text_name(realm, "port2"), evl_from_object(channel->port[1])));
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

/* What is thrown now comes from this line of the host's, where it has checks of its own. Always false. */
static bool thrown_at(struct evl_realm *realm, const char *place)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks != NULL && realm->exception != EVL_EMPTY)
		checks->throwing(realm, realm->exception, place);
	return false;
}

static bool broadcast_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *name;
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (!evl_platform_require_new(realm, args))
		return false;
	if (checks != NULL && args->count == 0)
		return checks->bad_argument(realm, "name", NULL, EVL_UNDEFINED, "internal/worker/io:433      ^throw new ERR_MISSING_ARGS('name');");
	if (!evl_platform_require_args(realm, args, 1, "BroadcastChannel", NULL))
		return false;
	if (!evl_to_string(realm, args->values[0], &name))
		return evl_refused_in(realm, "internal/worker/io:436    this[kName] = `${^name}`;");
	struct evl_broadcast *channel = evl_platform_new(realm, EVL_PLATFORM_BROADCAST, sizeof *channel, args->new_target,
							 EVL_INTRINSIC_BROADCAST_CHANNEL_PROTOTYPE);
	if (channel == NULL)
		return false;
	channel->name = evl_from_string(name);
	channel->realm = realm;
	channel->number = ++evl_web(realm)->port_count;
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

/* The channels of that name in one realm get the message. */
static bool broadcast_to(struct evl_realm *realm, struct evl_realm *to, struct evl_broadcast *channel, evl_value value)
{
	const char *before = realm->host->profile->is_page ? "Failed to execute 'postMessage' on 'BroadcastChannel': " : "";
	const char *name = evl_string_utf8(realm, evl_as_string(channel->name));
	for (struct evl_broadcast *other = evl_web(to)->broadcasts; other != NULL; other = other->next) {
		evl_value values[4] = { EVL_UNDEFINED, EVL_UNDEFINED, EVL_NULL, evl_platform_text(to, "") };
		if (!evl_message_copy(realm, to, NULL, value, EVL_UNDEFINED, before, &values[0], &values[1]))
			return false;
		if (other == channel || other->closed || strcmp(evl_string_utf8(to, evl_as_string(other->name)), name) != 0)
			continue;
		uint32_t record = evl_agent_task_new(realm, to, EVL_WORK_MESSAGE, EVL_UNDEFINED, evl_from_object(other), 4, values, 0);
		evl_host_task(to->host, record)->run = deliver;
		post(realm, to, record, EVL_SOURCE_BROADCAST, other->number, &other->lane);
	}
	return true;
}

static bool broadcast_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_broadcast *channel = evl_platform_receiver(realm, args, EVL_PLATFORM_BROADCAST);
	*result = EVL_UNDEFINED;
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (channel != NULL && checks != NULL && args->count == 0)
		return checks->bad_argument(realm, "message", NULL, EVL_UNDEFINED, "internal/worker/io:496      ^throw new ERR_MISSING_ARGS('message');");
	if (channel == NULL || !evl_platform_require_args(realm, args, 1, "BroadcastChannel", "postMessage"))
		return false;
	if (channel->closed && checks != NULL) {
		evl_dom_exception_throw(realm, "BroadcastChannel is closed.", "InvalidStateError");
		return thrown_at(realm, "internal/worker/io:498      ^throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');");
	}
	if (channel->closed)
		return evl_dom_exception_throw(realm, "Failed to execute 'postMessage' on 'BroadcastChannel': Channel is closed",
					       "InvalidStateError");
	const struct evl_agents *agents = realm->host->agents;
	static const char native[] = "internal/worker/io:499    if (this[kHandle].^postMessage(message) === undefined)";
	if (agents == NULL)
		return broadcast_to(realm, realm, channel, args->values[0]) || thrown_at(realm, native);
	for (const struct evl_agent *agent = &agents->first; agent != NULL; agent = agent->next)
		if (agent->state != EVL_AGENT_ENDED && !broadcast_to(realm, agent->realm, channel, args->values[0]))
			return thrown_at(realm, native);
	return true;
}

static bool broadcast_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_broadcast *channel = evl_platform_receiver(realm, args, EVL_PLATFORM_BROADCAST);
	*result = EVL_UNDEFINED;
	if (channel == NULL)
		return false;
	channel->closed = true;
	if (channel->hold != 0)
		evl_web(realm)->release(realm, channel->hold);
	channel->hold = 0;
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

/* Is the address `text` one of the page's own origin? */
static bool is_own_origin(struct evl_realm *realm, const char *text)
{
	const char *own = evl_web(realm)->origin;
	size_t length = own != NULL ? strlen(own) : 0;
	size_t same = 0;
	while (same < length && (text[same] | 0x20) == (own[same] | 0x20))
		same++;
	const char *rest = text + same;
	if (same == length && strncmp(rest, ":80", 3) == 0 && strncmp(own != NULL ? own : "", "http:", 5) == 0)
		rest += 3;
	return same == length && (*rest == '\0' || strchr("/?#", *rest) != NULL);
}

/* A target origin is "*", "/" or an address; *own: it is this page's. "null" is the origin of pages without one. */
static bool check_target_origin(struct evl_realm *realm, evl_value value, bool *own)
{
	struct evl_string *string;
	if (!evl_to_string(realm, value, &string))
		return false;
	const char *text = evl_string_utf8(realm, string);
	*own = strcmp(text, "*") == 0 || strcmp(text, "/") == 0 || strcmp(text, "null") == 0 || is_own_origin(realm, text);
	if (*own || strchr(text, ':') != NULL)
		return true;
	return evl_dom_exception_throw(realm,
				       evl_unknown_text(realm, "Failed to execute 'postMessage' on 'Window': Invalid target origin '%s' in a call to 'postMessage'.", text),
				       "SyntaxError");
}

static bool window_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value data, ports, transfer = evl_arg(args, 2), origin = evl_arg(args, 1);
	bool own = true;
	*result = EVL_UNDEFINED;
	if (!evl_platform_require_args(realm, args, 1, "Window", "postMessage"))
		return false;
	if (evl_is_object(origin)) {
		transfer = origin;
		if (!evl_get(realm, transfer, evl_platform_intern(realm, "targetOrigin"), &origin))
			return false;
	}
	if (!evl_is_undefined(origin) && !check_target_origin(realm, origin, &own))
		return false;
	bool is_list = evl_is_undefined(transfer) || evl_is_unknown(transfer) || transfer == evl_arg(args, 1);
	if (!is_list && evl_is_object(transfer) && !evl_is_array(realm, transfer, &is_list))
		return false;
	if (!is_list && !check_list(realm, window_post_before, transfer, ""))
		return false;
	if (!evl_message_copy(realm, realm, NULL, args->values[0], transfer, window_post_before, &data, &ports))
		return false;
	/* Pages of another origin are not told. */
	if (own && evl_web(realm)->window != NULL)
		evl_message_post(realm, EVL_SOURCE_POSTED, evl_web(realm)->window, data, ports, evl_from_object(realm->global), evl_web(realm)->origin, 0);
	return true;
}

static const struct evl_row window_row[] = { EVL_OPERATION("postMessage", window_post, 1) };
const struct evl_rows evl_rows_window_message = EVL_ROWS(window_row);
