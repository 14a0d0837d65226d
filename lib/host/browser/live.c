/* SPDX-License-Identifier: MIT */
/*
 * live.c - what ranges and node iterators hear of changes of the tree, which move their places at once (DOM, "Mutation
 * algorithms", "Interface CharacterData"). They are a host script's; nothing is told until one was made.
 */
#include "host/browser/dom.h"
#include "value/convert.h"

static bool tell(struct evl_realm *realm, int what, struct evl_dom_node *node, uint32_t count, const evl_value *values)
{
	evl_value arguments[5] = { evl_from_int(what), evl_from_object(node), EVL_UNDEFINED, EVL_UNDEFINED, EVL_UNDEFINED }, ignored;
	for (uint32_t i = 0; i < count && i < 3; i++)
		arguments[2 + i] = values[i];
	return evl_host_call(realm, evl_page(realm)->tree_watcher, EVL_UNDEFINED, 2 + count, arguments, &ignored);
}

static bool is_watched(struct evl_realm *realm) { return evl_page(realm)->tree_watcher != 0; }

static uint32_t index_of(const struct evl_dom_node *node)
{
	uint32_t index = 0;
	for (node = node->previous; node != NULL; node = node->previous)
		index++;
	return index;
}

bool evl_live_removing(struct evl_realm *realm, struct evl_dom_node *node)
{
	evl_value values[2] = { 0 };
	if (!is_watched(realm))
		return true;
	values[0] = evl_node_value(node->parent);
	values[1] = evl_from_uint32(index_of(node));
	return tell(realm, EVL_LIVE_REMOVING, node, 2, values);
}

bool evl_live_inserted(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *first, uint32_t count)
{
	if (!is_watched(realm))
		return true;
	evl_value values[2] = { evl_from_uint32(index_of(first)), evl_from_uint32(count) };
	return tell(realm, EVL_LIVE_INSERTED, parent, 2, values);
}

bool evl_live_replaced(struct evl_realm *realm, struct evl_dom_node *node, uint32_t offset, uint32_t count, uint32_t length)
{
	if (!is_watched(realm))
		return true;
	evl_value values[3] = { evl_from_uint32(offset), evl_from_uint32(count), evl_from_uint32(length) };
	return tell(realm, EVL_LIVE_REPLACED, node, 3, values);
}

bool evl_live_split(struct evl_realm *realm, struct evl_dom_node *node, struct evl_dom_node *rest, uint32_t offset)
{
	if (!is_watched(realm))
		return true;
	evl_value values[3] = { evl_from_object(rest), evl_from_uint32(offset), evl_from_uint32(index_of(node)) };
	return tell(realm, EVL_LIVE_SPLIT, node, 3, values);
}

bool evl_live_joined(struct evl_realm *realm, struct evl_dom_node *node, struct evl_dom_node *next, uint32_t length)
{
	if (!is_watched(realm))
		return true;
	evl_value values[3] = { evl_from_object(next), evl_from_uint32(length), evl_from_uint32(index_of(next)) };
	return tell(realm, EVL_LIVE_JOINED, node, 3, values);
}

/* watchTree(callback): called with what happens to the tree from now on. */
static bool watch_tree(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_page(realm)->tree_watcher = evl_arg(args, 0);
	*result = EVL_UNDEFINED;
	return true;
}

static const struct evl_row binding_row[] = { EVL_METHOD("watchTree", watch_tree, 1) };
const struct evl_rows evl_page_live_binding = EVL_ROWS(binding_row);
