/* SPDX-License-Identifier: MIT */
/*
 * address.c - location and history as far as a page stays the same: the fragment, states, popstate and hashchange
 * (HTML, "Navigation and session history").
 */
#include <string.h>

#include "builtins/structured_clone.h"
#include "host/browser/dom.h"
#include "host/browser/scheduler.h"
#include "value/convert.h"

struct entry {
	struct entry *previous, *next;
	evl_value state;
	const char *hash; /* with #, or empty; UTF-8 in scratch */
};

static struct entry *current(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->entry == NULL) {
		struct entry *entry = evl_arena_zalloc(&realm->scratch, sizeof *entry);
		entry->state = EVL_NULL;
		entry->hash = "";
		page->entry = entry;
	}
	return page->entry;
}

static void push(struct evl_realm *realm, evl_value state, const char *hash)
{
	struct entry *at = current(realm), *entry = evl_arena_zalloc(&realm->scratch, sizeof *entry);
	entry->previous = at;
	entry->state = state;
	entry->hash = hash;
	at->next = entry;
	evl_page(realm)->entry = entry;
}

static bool fire_popstate(struct evl_realm *realm, evl_value state)
{
	struct evl_dom_event *event = evl_event_new(realm, "PopStateEvent", "popstate", EVL_DOM_TRUSTED);
	evl_event_set(realm, event, "state", state);
	return evl_event_dispatch(realm, evl_web(realm)->window, event, NULL);
}

static bool fire_hashchange(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	return evl_event_fire(realm, evl_web(realm)->window, "HashChangeEvent", "hashchange", EVL_DOM_TRUSTED);
}

static void post_hashchange(struct evl_realm *realm)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = fire_hashchange;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 0);
}

bool evl_page_set_hash(struct evl_realm *realm, const char *text)
{
	size_t length = strlen(text);
	char *hash = evl_arena_alloc(&realm->scratch, length + 2);
	if (text[0] == '#') {
		memcpy(hash, text, length + 1);
	} else {
		hash[0] = '#';
		memcpy(hash + 1, text, length + 1);
	}
	if (strcmp(hash, current(realm)->hash) == 0)
		return true;
	push(realm, EVL_NULL, hash);
	if (!fire_popstate(realm, EVL_NULL))
		return false;
	post_hashchange(realm);
	return true;
}

bool evl_page_resolve(struct evl_realm *realm, struct evl_string *address, evl_value *result)
{
	(void)address;
	(void)result;
	return evl_not_covered(realm, "an address relative to the page's");
}

static bool get_hash(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	const char *hash = current(realm)->hash;
	*result = evl_platform_text(realm, hash[0] == '#' && hash[1] == '\0' ? "" : hash);
	return true;
}

static bool set_hash(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	return evl_to_string(realm, evl_arg(args, 0), &text) && evl_page_set_hash(realm, evl_string_utf8(realm, text));
}

static bool leaves(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	(void)result;
	return evl_not_covered(realm, "leaving the page");
}

static const struct evl_row location_row[] = {
	EVL_ATTRIBUTE_RW("hash", get_hash, set_hash),
	EVL_NOT_COVERED_ROW("href", "the page's address"),
	EVL_NOT_COVERED_ROW("origin", "the page's address"),
	EVL_NOT_COVERED_ROW("protocol", "the page's address"),
	EVL_NOT_COVERED_ROW("host", "the page's address"),
	EVL_NOT_COVERED_ROW("hostname", "the page's address"),
	EVL_NOT_COVERED_ROW("port", "the page's address"),
	EVL_NOT_COVERED_ROW("pathname", "the page's address"),
	EVL_NOT_COVERED_ROW("search", "the page's address"),
	EVL_OPERATION("assign", leaves, 1),
	EVL_OPERATION("reload", leaves, 0),
	EVL_OPERATION("replace", leaves, 1),
	EVL_NOT_COVERED_ROW("toString", "the page's address"),
	EVL_TAG_ROW("Location"),
};
static const struct evl_rows location_rows = EVL_ROWS(location_row);

/* ------------------------------------------------------------------- history */

static bool push_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *function = evl_platform_name(args);
	evl_value state;
	struct evl_string *address = NULL;
	*result = EVL_UNDEFINED;
	if (!evl_platform_require_args(realm, args, 2, "History", function) ||
	    !evl_structured_clone(realm, args->values[0],
				  function[0] == 'p' ? "Failed to execute 'pushState' on 'History': " :
						       "Failed to execute 'replaceState' on 'History': ",
				  NULL, 0, &state) ||
	    (!evl_is_nullish(evl_arg(args, 2)) && !evl_to_string(realm, args->values[2], &address)))
		return false;
	const char *hash = current(realm)->hash;
	if (address != NULL) {
		const char *text = evl_string_utf8(realm, address), *mark = strchr(text, '#');
		hash = mark != NULL ? mark : "";
	}
	if (function[0] == 'p') {
		push(realm, state, hash);
	} else {
		current(realm)->state = state;
		current(realm)->hash = hash;
	}
	return true;
}

static bool travel(struct evl_realm *realm, uint32_t record)
{
	int32_t delta = (int32_t)evl_host_task(realm->host, record)->handle;
	struct entry *at = current(realm), *to = at;
	for (; delta < 0 && to != NULL; delta++)
		to = to->previous;
	for (; delta > 0 && to != NULL; delta--)
		to = to->next;
	if (to == NULL || to == at)
		return true;
	bool changed = strcmp(at->hash, to->hash) != 0;
	evl_page(realm)->entry = to;
	if (!fire_popstate(realm, to->state))
		return false;
	return !changed || fire_hashchange(realm, record);
}

static bool go(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *function = evl_platform_name(args);
	int32_t delta = strcmp(function, "back") == 0 ? -1 : 1;
	*result = EVL_UNDEFINED;
	if (strcmp(function, "go") == 0 && !evl_to_int32(realm, evl_arg(args, 0), &delta))
		return false;
	if (delta == 0)
		return evl_not_covered(realm, "leaving the page");
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 5000);
	evl_host_task(realm->host, record)->run = travel;
	evl_host_task(realm->host, record)->handle = (uint32_t)delta;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 5000);
	return true;
}

static bool get_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = current(realm)->state;
	return true;
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t count = 1;
	(void)args;
	for (const struct entry *at = current(realm)->previous; at != NULL; at = at->previous)
		count++;
	for (const struct entry *at = current(realm)->next; at != NULL; at = at->next)
		count++;
	*result = evl_from_uint32(count);
	return true;
}

static const struct evl_row history_row[] = {
	EVL_ATTRIBUTE("length", get_length),
	EVL_ATTRIBUTE("state", get_state),
	EVL_OPERATION("back", go, 0),
	EVL_OPERATION("forward", go, 0),
	EVL_OPERATION("go", go, 0),
	EVL_OPERATION("pushState", push_state, 2),
	EVL_OPERATION("replaceState", push_state, 2),
	EVL_TAG_ROW("History"),
};
static const struct evl_rows history_rows = EVL_ROWS(history_row);

static evl_value make(struct evl_realm *realm, const struct evl_rows *rows)
{
	struct evl_object *object =
		evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	evl_define_rows(realm, object, rows);
	return evl_from_object(object);
}

static bool get_location(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page *page = evl_page(realm);
	(void)args;
	if (page->location == 0)
		page->location = make(realm, &location_rows);
	*result = page->location;
	return true;
}

static bool get_history(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = make(realm, &history_rows);
	return true;
}

static const struct evl_row window_row[] = {
	{ .name = "location", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE, .fn = get_location, .setter = leaves }, /* LegacyUnforgeable */
	EVL_MADE_ROW("history", get_history, EVL_ENUMERABLE | EVL_CONFIGURABLE),
};
const struct evl_rows evl_page_address_rows = EVL_ROWS(window_row);
