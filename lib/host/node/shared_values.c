/* SPDX-License-Identifier: MIT */
/*
 * shared_values.c - what the threads and processes of a run have in common beside their messages: the files that they changed (node/fs_store) and the
 * ports they listen at (node/net), by names. Each value is kept in the first agent's realm; every agent gets copies of its own. A clock
 * counts the changes, so whoever looks again asks only for what is newer.
 */
#include "host/agent.h"
#include "host/node/node.h"
#include "builtins/structured_clone.h"
#include "value/convert.h"

struct shared_value {
	evl_name name;
	uint32_t changed; /* the clock's count then */
	evl_value value;  /* of the first realm */
};

struct evl_node_shared {
	struct shared_value *entries;
	uint32_t count, capacity, clock;
};

static struct evl_realm *first_realm(struct evl_realm *realm)
{
	return realm->host->agents != NULL ? realm->host->agents->first.realm : realm;
}

/* What there is; NULL: nothing yet. */
static struct evl_node_shared *shared_of(struct evl_realm *realm) { return evl_node(first_realm(realm))->shared; }

static struct shared_value *find(struct evl_node_shared *shared, evl_name name)
{
	for (uint32_t i = 0; shared != NULL && i < shared->count; i++)
		if (shared->entries[i].name == name)
			return &shared->entries[i];
	return NULL;
}

static struct shared_value *add(struct evl_realm *first, evl_name name)
{
	struct evl_node *node = evl_node(first);
	if (node->shared == NULL)
		node->shared = evl_arena_zalloc(&first->scratch, sizeof *node->shared);
	struct evl_node_shared *shared = node->shared;
	if (shared->count == shared->capacity) {
		uint32_t capacity = shared->capacity != 0 ? shared->capacity * 2 : 8;
		struct shared_value *grown = evl_arena_alloc(&first->scratch, capacity * sizeof *grown);
		for (uint32_t i = 0; i < shared->count; i++)
			grown[i] = shared->entries[i];
		shared->entries = grown;
		shared->capacity = capacity;
	}
	shared->entries[shared->count] = (struct shared_value){ .name = name };
	return &shared->entries[shared->count++];
}

/* hasOthers(): has the run several threads or processes, or had it? */
static bool has_others(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(realm->host->agents != NULL);
	return true;
}

/* agentNumber(): which of them this is; 0: the first. */
static bool agent_number(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_uint32(realm->host->agents != NULL ? evl_agent_of(realm)->number : 0);
	return true;
}

/* agentRuns(number): has it not ended? */
static bool agent_runs(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_agent *agent = realm->host->agents != NULL ? &realm->host->agents->first : NULL;
	double number = evl_is_number(evl_arg(args, 0)) ? evl_number(args->values[0]) : -1;
	while (agent != NULL && agent->number != number)
		agent = agent->next;
	*result = evl_from_bool(agent != NULL ? agent->state != EVL_AGENT_ENDED : number == 0);
	return true;
}

/* sharedPut(name, value): it is that for all from now on. */
static bool shared_put(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_realm *first = first_realm(realm);
	evl_key name;
	evl_value copy = evl_arg(args, 1);
	*result = EVL_UNDEFINED;
	if (!evl_to_key(realm, evl_arg(args, 0), &name) || !evl_structured_clone(realm, first, copy, "", NULL, 0, &copy))
		return false;
	struct shared_value *entry = find(evl_node(first)->shared, name);
	if (entry == NULL)
		entry = add(first, name);
	entry->value = copy;
	entry->changed = ++evl_node(first)->shared->clock;
	return true;
}

/* sharedGet(name): a copy; undefined where nobody has put one. */
static bool shared_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key name;
	*result = EVL_UNDEFINED;
	if (!evl_to_key(realm, evl_arg(args, 0), &name))
		return false;
	const struct shared_value *entry = find(shared_of(realm), name);
	return entry == NULL || evl_structured_clone(first_realm(realm), realm, entry->value, "", NULL, 0, result);
}

/* sharedClock(): how many changes there were. */
static bool shared_clock(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	const struct evl_node_shared *shared = shared_of(realm);
	*result = evl_from_uint32(shared != NULL ? shared->clock : 0);
	return true;
}

/* sharedSince(clock): [name, value, name, value, …] of what has changed since then, in no order. */
static bool shared_since(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_node_shared *shared = shared_of(realm);
	double since = evl_number(evl_arg(args, 0));
	struct evl_object *list = evl_array_new(realm, 0, 0);
	*result = evl_from_object(list);
	for (uint32_t i = 0; shared != NULL && i < shared->count; i++) {
		const struct shared_value *entry = &shared->entries[i];
		evl_value copy;
		if (entry->changed <= since)
			continue;
		if (!evl_structured_clone(first_realm(realm), realm, entry->value, "", NULL, 0, &copy))
			return false;
		(void)evl_array_append(realm, list, evl_from_string(evl_string_from_name(realm, entry->name)));
		(void)evl_array_append(realm, list, copy);
	}
	return realm->halt == EVL_STATUS_OK;
}

static const struct evl_row shared_row[] = {
	EVL_METHOD("hasOthers", has_others, 0),
	EVL_METHOD("agentNumber", agent_number, 0),
	EVL_METHOD("agentRuns", agent_runs, 1),
	EVL_METHOD("sharedPut", shared_put, 2),
	EVL_METHOD("sharedGet", shared_get, 1),
	EVL_METHOD("sharedClock", shared_clock, 0),
	EVL_METHOD("sharedSince", shared_since, 1),
};
const struct evl_rows evl_node_shared_binding = EVL_ROWS(shared_row);
