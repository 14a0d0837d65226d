/* SPDX-License-Identifier: MIT */
/*
 * timer_members.c - what Node keeps in a Timeout, an Immediate and the list of the Timeouts of one duration: own
 * properties that a program can list, copy and print. Their values are asked of the loop when they are read. When a
 * timer began and its numbers are other ones in every run: unknown. Assigning to them is not modelled.
 */
#include <string.h>

#include "base/utf.h"
#include "host/node/node.h"
#include "host/script.h"
#include "value/collection.h"
#include "value/convert.h"
#include "value/own.h"
#include "value/unknown.h"
#include "vm/vm.h"

enum member {
	IDLE_TIMEOUT, IDLE_PREVIOUS, IDLE_NEXT, IDLE_START, ON_TIMEOUT, TIMER_ARGS, REPEAT, DESTROYED,
	ON_IMMEDIATE, ARGV, EXPIRY, ID, MSECS, QUEUE_POSITION,
	MEMBER_STRINGS,
	REFED = MEMBER_STRINGS, HAS_PRIMITIVE, ASYNC_ID, TRIGGER_ID,
	MEMBER_COUNT
};

static const char *const names[MEMBER_COUNT] = {
	"_idleTimeout", "_idlePrev", "_idleNext", "_idleStart", "_onTimeout", "_timerArgs", "_repeat", "_destroyed",
	"_onImmediate", "_argv", "expiry", "id", "msecs", "priorityQueuePosition",
	"refed", "kHasPrimitive", "asyncId", "triggerId",
};

/* What each kind of object has, in order. */
static const struct member_list {
	uint8_t count;
	uint8_t members[12];
} lists[] = {
	[EVL_NODE_TIMEOUT] = { 12, { IDLE_TIMEOUT, IDLE_PREVIOUS, IDLE_NEXT, IDLE_START, ON_TIMEOUT, TIMER_ARGS, REPEAT, DESTROYED, REFED, HAS_PRIMITIVE, ASYNC_ID, TRIGGER_ID } },
	[EVL_NODE_IMMEDIATE] = { 8, { IDLE_NEXT, IDLE_PREVIOUS, ON_IMMEDIATE, ARGV, DESTROYED, REFED, ASYNC_ID, TRIGGER_ID } },
	[EVL_NODE_TIMERS_LIST] = { 6, { IDLE_NEXT, IDLE_PREVIOUS, EXPIRY, ID, MSECS, QUEUE_POSITION } },
};

static evl_key key_of(struct evl_realm *realm, uint8_t member)
{
	struct evl_node *node = evl_node(realm);
	if (member < MEMBER_STRINGS)
		return evl_text_name(realm, names[member]);
	evl_name *symbol = &node->timer_symbols[member - MEMBER_STRINGS];
	if (!node->timer_symbols_made) {
		for (uint32_t i = MEMBER_STRINGS; i < MEMBER_COUNT; i++) {
			uint16_t units[16];
			size_t length = evl_utf8_to_utf16(names[i], strlen(names[i]), units);
			node->timer_symbols[i - MEMBER_STRINGS] = evl_names_new_symbol(realm->names, EVL_NAME_KIND_SYMBOL, units, length);
		}
		node->timer_symbols_made = true;
	}
	return *symbol;
}

/* The member that `key` names in an object of this kind; MEMBER_COUNT: none. */
static uint8_t member_of(struct evl_realm *realm, const struct evl_host_object *handle, evl_key key)
{
	if (evl_key_is_index(key))
		return MEMBER_COUNT;
	const struct member_list *list = &lists[handle->kind];
	for (uint32_t i = 0; i < list->count; i++)
		if (key_of(realm, list->members[i]) == key)
			return list->members[i];
	return MEMBER_COUNT;
}

/* ------------------------------------------------------------ the rings */

/* The loop's task of a Timeout that stands in its list; NULL: it does not wait, or is being called. */
static const struct evl_loop_task *waiting(struct evl_realm *realm, const struct evl_host_object *handle)
{
	if (handle->record == 0 || handle->record == realm->host->running)
		return NULL;
	const struct evl_loop_task *task = evl_loop_task(&realm->host->loop, evl_host_task(realm->host, handle->record)->task);
	return task->state == EVL_TASK_WAITING ? task : NULL;
}

/* The object that stands for all waiting Timeouts of one duration. */
static struct evl_host_object *list_of(struct evl_realm *realm, int64_t duration)
{
	struct evl_node *node = evl_node(realm);
	for (struct evl_host_object *list = node->timer_lists; list != NULL; list = list->next)
		if (list->duration == duration)
			return list;
	struct evl_host_object *list = evl_node_timer_object(realm, EVL_NODE_TIMERS_LIST);
	list->duration = duration;
	list->next = node->timer_lists;
	node->timer_lists = list;
	return list;
}

/* The Timeout of the task with this number, or what stands at the end of the ring (0). */
static evl_value in_ring(struct evl_realm *realm, evl_task number, int64_t duration)
{
	if (number == 0)
		return evl_from_object(&list_of(realm, duration)->object);
	return evl_host_task(realm->host, evl_loop_task(&realm->host->loop, number)->payload)->this_value;
}

/* The first (or last) task of the list that `task` stands in. */
static evl_task end_of_list(struct evl_realm *realm, const struct evl_host_object *list, bool newest)
{
	const struct evl_host *host = realm->host;
	for (uint32_t i = 1; i <= host->task_count; i++) {
		struct evl_host_object *other = host->tasks[i].used ? evl_node_as_timer(host->tasks[i].this_value) : NULL;
		if (other == NULL || other->kind != EVL_NODE_TIMEOUT || other->duration != list->duration || other->record != i)
			continue;
		const struct evl_loop_task *task = waiting(realm, other);
		if (task != NULL && (newest ? task->next : task->prev) == 0)
			return host->tasks[i].task;
	}
	return 0;
}

/* _idlePrev leads to the newer one, _idleNext to the older one; the list stands between the newest and the oldest. */
static bool neighbour(struct evl_realm *realm, struct evl_host_object *handle, bool newer, evl_value *out)
{
	*out = EVL_NULL;
	if (handle->kind == EVL_NODE_IMMEDIATE) {
		struct evl_host_object *other = newer ? handle->previous : handle->next; /* these stand in a plain row */
		*out = other != NULL ? evl_from_object(&other->object) : EVL_NULL;
		return true;
	}
	if (handle->kind == EVL_NODE_TIMERS_LIST) {
		*out = in_ring(realm, end_of_list(realm, handle, !newer), handle->duration);
		return true;
	}
	const struct evl_loop_task *task = waiting(realm, handle);
	if (task != NULL)
		*out = in_ring(realm, newer ? task->next : task->prev, handle->duration);
	return evl_is_null(*out) || evl_node_as_timer(*out) != NULL || evl_not_covered(realm, "a Timeout beside one of Node's own");
}

/* ------------------------------------------------------------ the values */

/* An unknown that stays the same one as long as `kept` is not emptied. */
static evl_value unknown(struct evl_realm *realm, evl_value *kept, const char *text)
{
	if (!evl_is_unknown(*kept))
		*kept = evl_from_object(&evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text)->object);
	return *kept;
}

static evl_value delay_of(const struct evl_host_object *handle) { return evl_from_number((double)(handle->duration / 1000)); }

static bool value_of(struct evl_realm *realm, struct evl_host_object *handle, uint8_t member, evl_value *out)
{
	struct evl_node *node = evl_node(realm);
	bool is_timeout = handle->kind == EVL_NODE_TIMEOUT;
	switch (member) {
	case IDLE_TIMEOUT: *out = handle->unenrolled ? evl_from_int(-1) : delay_of(handle); return true;
	case IDLE_PREVIOUS: return neighbour(realm, handle, true, out);
	case IDLE_NEXT: return neighbour(realm, handle, false, out);
	case IDLE_START: *out = unknown(realm, &handle->kept[0], "timer._idleStart"); return true;
	case ON_TIMEOUT: *out = evl_node_timer_is_cleared(handle) ? EVL_NULL : handle->callback; return true;
	case ON_IMMEDIATE: *out = handle->destroyed && handle->object.length == 0 ? EVL_NULL : handle->callback; return true;
	case TIMER_ARGS:
	case ARGV:
		if (handle->count != 0 && handle->arguments == NULL)
			handle->arguments = evl_array_from(realm, handle->values, handle->count);
		*out = handle->arguments != NULL ? evl_from_object(handle->arguments) : EVL_UNDEFINED;
		return true;
	case REPEAT: *out = handle->repeats ? delay_of(handle) : EVL_NULL; return true;
	case DESTROYED: *out = evl_from_bool(handle->destroyed); return true;
	case REFED: *out = !is_timeout && handle->destroyed ? EVL_NULL : evl_from_bool(handle->referenced); return true;
	case HAS_PRIMITIVE: *out = evl_from_bool(handle->numbered); return true;
	case ASYNC_ID: *out = unknown(realm, &handle->kept[1], "timer[Symbol(asyncId)]"); return true;
	case TRIGGER_ID: *out = handle->by_main ? evl_from_int(1) : unknown(realm, &handle->kept[2], "timer[Symbol(triggerId)]"); return true;
	case EXPIRY: *out = unknown(realm, &handle->kept[0], "timer._idlePrev.expiry"); return true;
	case ID: *out = unknown(realm, &handle->kept[1], "timer._idlePrev.id"); return true;
	case QUEUE_POSITION: *out = unknown(realm, &handle->kept[2], "timer._idlePrev.priorityQueuePosition"); return true;
	default: *out = delay_of(handle); (void)node; return true;
	}
}

/* Only Node has these; what its kin keep in their timers is not known. */
static bool is_known(struct evl_realm *realm)
{
	return strncmp(realm->host->profile->name, "node", 4) == 0 || evl_not_covered(realm, "what this host keeps in its timers");
}

static struct evl_host_object *as_timer(struct evl_object *object) { return evl_node_as_timer(evl_from_object(object)); }

static bool get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	struct evl_host_object *handle = as_timer(object);
	uint8_t member = handle == NULL ? MEMBER_COUNT : member_of(realm, handle, key);
	if (member == MEMBER_COUNT)
		return evl_ordinary_get_own(realm, object, key, out, found);
	*found = true;
	*out = (struct evl_descriptor){ .has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true,
					.writable = true, .enumerable = true, .configurable = true };
	return is_known(realm) && value_of(realm, handle, member, &out->value);
}

static bool define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *descriptor, bool *ok)
{
	struct evl_host_object *handle = as_timer(object);
	if (handle != NULL && member_of(realm, handle, key) != MEMBER_COUNT)
		return evl_not_covered(realm, "assigning to what Node keeps in a Timeout or Immediate");
	return evl_ordinary_define_own(realm, object, key, descriptor, ok);
}

static bool delete_own(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	struct evl_host_object *handle = as_timer(object);
	if (handle != NULL && member_of(realm, handle, key) != MEMBER_COUNT)
		return evl_not_covered(realm, "deleting what Node keeps in a Timeout or Immediate");
	return evl_ordinary_delete(realm, object, key, ok);
}

static bool is_symbol(struct evl_realm *realm, evl_key key)
{
	return !evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING;
}

static void append_members(struct evl_realm *realm, const struct evl_host_object *handle, bool symbols, struct evl_key_list *out)
{
	const struct member_list *list = &lists[handle->kind];
	for (uint32_t i = 0; i < list->count; i++)
		if ((list->members[i] >= MEMBER_STRINGS) == symbols)
			out->keys[out->count++] = key_of(realm, list->members[i]);
}

/* Indexes, then what Node put in, then the snippet's own names; the same again for symbols. */
static bool own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	struct evl_host_object *handle = as_timer(object);
	struct evl_key_list ordinary;
	if (handle == NULL)
		return evl_ordinary_own_keys(realm, object, out);
	if (!is_known(realm) || !evl_ordinary_own_keys(realm, object, &ordinary))
		return false;
	out->keys = evl_arena_alloc(&realm->scratch, (ordinary.count + MEMBER_COUNT) * sizeof *out->keys);
	out->count = 0;
	uint32_t at = 0;
	while (at < ordinary.count && evl_key_is_index(ordinary.keys[at]))
		out->keys[out->count++] = ordinary.keys[at++];
	append_members(realm, handle, false, out);
	while (at < ordinary.count && !is_symbol(realm, ordinary.keys[at]))
		out->keys[out->count++] = ordinary.keys[at++];
	append_members(realm, handle, true, out);
	while (at < ordinary.count)
		out->keys[out->count++] = ordinary.keys[at++];
	return true;
}

const struct evl_exotic evl_node_timer_exotic = { .get_own = get_own, .define_own = define_own, .delete_ = delete_own, .own_keys = own_keys };

/* A Timeout and its list show themselves without what is in them. */
static bool get_custom(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/inspect_timer", "inspectTimer", result);
}

static const struct evl_row list_methods[] = { EVL_MADE_ROW("[nodejs.util.inspect.custom]", get_custom, EVL_DATA_HIDDEN) };
const struct evl_rows evl_node_timers_list_rows = EVL_ROWS(list_methods);
