/* SPDX-License-Identifier: MIT */
/*
 * import_map.c - the entries of import maps: whole names, and prefixes that end with a slash, the longest first.
 */
#include "run/import_map.h"

#include <string.h>

#include "base/diag.h"
#include "builtins/json.h"
#include "host/browser/browser.h"
#include "value/convert.h"

struct evl_import_mapping {
	struct evl_import_mapping *next;
	const char *from, *to; /* in program memory */
};

static bool is_path(const char *text)
{
	return strncmp(text, "./", 2) == 0 || strncmp(text, "../", 3) == 0 || text[0] == '/' || strstr(text, "://") != NULL;
}

static void add(struct evl_run *run, const char *from, const char *to)
{
	struct evl_import_mapping *entry = evl_arena_zalloc(&run->program, sizeof *entry), **link = &run->import_map;
	entry->from = evl_arena_copy(&run->program, from, strlen(from) + 1);
	entry->to = evl_arena_copy(&run->program, to, strlen(to) + 1);
	while (*link != NULL)
		link = &(*link)->next;
	*link = entry;
}

static bool report(struct evl_realm *realm)
{
	if (realm->halt == EVL_STATUS_OK)
		(void)evl_page_uncaught(realm, evl_take_exception(realm), EVL_ORIGIN_MAIN, NULL);
	return realm->halt == EVL_STATUS_OK;
}

bool evl_import_map_add(struct evl_realm *realm, struct evl_run *run, struct evl_string *text)
{
	evl_value map, imports, scopes;
	if (text == NULL || !evl_json_parse(realm, text, &map))
		return report(realm);
	if (!evl_is_object(map))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Failed to parse import map: not an object") || report(realm);
	if (!evl_get(realm, map, evl_text_name(realm, "imports"), &imports) ||
	    !evl_get(realm, map, evl_text_name(realm, "scopes"), &scopes))
		return report(realm);
	if (evl_is_object(scopes))
		return evl_not_covered(realm, "scopes of an import map");
	struct evl_key_list keys = { NULL, 0 };
	if (evl_is_object(imports) && !evl_own_keys(realm, evl_as_object(imports), &keys))
		return report(realm);
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_value to;
		if (!evl_object_get(realm, evl_as_object(imports), keys.keys[i], imports, &to))
			return report(realm);
		if (evl_is_string(to))
			add(run, evl_names_utf8(realm->names, keys.keys[i], &realm->scratch), evl_string_utf8(realm, evl_as_string(to)));
	}
	return true;
}

const char *evl_import_map_resolve(struct evl_run *run, const char *specifier)
{
	const struct evl_import_mapping *best = NULL;
	size_t best_length = 0;
	for (const struct evl_import_mapping *at = run->import_map; at != NULL; at = at->next) {
		size_t length = strlen(at->from);
		if (strcmp(at->from, specifier) == 0)
			return at->to;
		if (length > best_length && at->from[length - 1] == '/' && strncmp(at->from, specifier, length) == 0) {
			best = at;
			best_length = length;
		}
	}
	if (best == NULL || !is_path(best->to))
		return specifier;
	size_t head = strlen(best->to), tail = strlen(specifier + best_length);
	char *text = evl_arena_alloc(&run->program, head + tail + 1);
	memcpy(text, best->to, head);
	memcpy(text + head, specifier + best_length, tail + 1);
	return text;
}
