/* SPDX-License-Identifier: MIT */
/*
 * track_native.c - the functions of ECMAScript's library by family, and those of the hosts by name.
 *
 * What is not listed touches everything. Functions that are listed as reading call what they are given (callbacks, toJSON, getters) through
 * the machine, which tells what those touch.
 */
#include "vm/track_native.h"

#include <string.h>

/* Names, space-separated with a space at both ends; "*": all others. */
struct family_rule {
	const struct evl_family *family;
	bool statics;
	uint8_t known; /* enum evl_known */
	const char *names;
};

static const struct family_rule family_rules[] = {
	{ &evl_family_MATH, true, EVL_KNOWN_RANDOM, " random " },
	{ &evl_family_MATH, true, EVL_KNOWN_READS, "*" },
	{ &evl_family_NUMBER, true, EVL_KNOWN_READS, "*" },
	{ &evl_family_NUMBER, false, EVL_KNOWN_READS, "*" },
	{ &evl_family_BOOLEAN, false, EVL_KNOWN_READS, "*" },
	{ &evl_family_BIGINT, true, EVL_KNOWN_READS, "*" },
	{ &evl_family_BIGINT, false, EVL_KNOWN_READS, "*" },
	{ &evl_family_STRING, true, EVL_KNOWN_READS, "*" },
	{ &evl_family_STRING, false, EVL_KNOWN_READS,
	  " at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf normalize padEnd padStart repeat slice startsWith "
	  "substring substr toLowerCase toUpperCase toString trim trimEnd trimStart valueOf localeCompare " },
	{ &evl_family_JSON, true, EVL_KNOWN_READS, "*" },
	{ &evl_family_GLOBALS, true, EVL_KNOWN_READS, " parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI " },
	{ &evl_family_ERROR, false, EVL_KNOWN_READS, " toString " },
	{ &evl_family_ARRAY, true, EVL_KNOWN_READS, " isArray of " },
	{ &evl_family_ARRAY, false, EVL_KNOWN_CHANGES_THIS, " push pop shift unshift splice sort reverse fill copyWithin " },
	{ &evl_family_ARRAY, false, EVL_KNOWN_READS, "*" },
	{ &evl_family_OBJECT, true, EVL_KNOWN_CHANGES_FIRST, " assign freeze seal preventExtensions " },
	{ &evl_family_OBJECT, true, EVL_KNOWN_READS,
	  " keys values entries create getOwnPropertyNames getPrototypeOf hasOwn is isExtensible isFrozen isSealed getOwnPropertyDescriptor " },
	{ &evl_family_OBJECT, false, EVL_KNOWN_READS, " hasOwnProperty isPrototypeOf propertyIsEnumerable toString valueOf " },
	{ &evl_family_FUNCTION, false, EVL_KNOWN_READS, " call apply bind " },
	{ &evl_family_MAP, false, EVL_KNOWN_CHANGES_THIS, " set delete clear " },
	{ &evl_family_MAP, false, EVL_KNOWN_READS, " get has size forEach entries keys values " },
	{ &evl_family_SET, false, EVL_KNOWN_CHANGES_THIS, " add delete clear " },
	{ &evl_family_SET, false, EVL_KNOWN_READS, " has size forEach entries values " },
	{ &evl_family_WEAK_MAP, false, EVL_KNOWN_CHANGES_THIS, " set delete " },
	{ &evl_family_WEAK_MAP, false, EVL_KNOWN_READS, " get has " },
	{ &evl_family_WEAK_SET, false, EVL_KNOWN_CHANGES_THIS, " add delete " },
	{ &evl_family_WEAK_SET, false, EVL_KNOWN_READS, " has " },
	{ &evl_family_DATE, true, EVL_KNOWN_CLOCK, " now " },
	{ &evl_family_CONSOLE, true, EVL_KNOWN_PRINTS, " log info warn error debug " },
};

/* Constructors, called or with new. */
static const struct {
	const struct evl_family *family;
	uint8_t known;
} constructor_rules[] = {
	{ &evl_family_ERROR, EVL_KNOWN_READS },		{ &evl_family_TYPE_ERROR, EVL_KNOWN_READS },
	{ &evl_family_RANGE_ERROR, EVL_KNOWN_READS },	{ &evl_family_REFERENCE_ERROR, EVL_KNOWN_READS },
	{ &evl_family_SYNTAX_ERROR, EVL_KNOWN_READS },	{ &evl_family_NUMBER, EVL_KNOWN_READS },
	{ &evl_family_STRING, EVL_KNOWN_READS },	{ &evl_family_BOOLEAN, EVL_KNOWN_READS },
	{ &evl_family_ARRAY, EVL_KNOWN_READS },		{ &evl_family_OBJECT, EVL_KNOWN_READS },
	{ &evl_family_MAP, EVL_KNOWN_READS },		{ &evl_family_SET, EVL_KNOWN_READS },
	{ &evl_family_DATE, EVL_KNOWN_CLOCK },		{ &evl_family_PROMISE, EVL_KNOWN_QUEUES },
};

/* Functions of hosts, which no table of this floor has: by the name that they are made with. */
static const struct {
	const char *name;
	uint8_t known;
} host_rules[] = {
	{ "setTimeout", EVL_KNOWN_POSTS },	{ "setImmediate", EVL_KNOWN_POSTS },	 { "requestAnimationFrame", EVL_KNOWN_POSTS },
	{ "clearTimeout", EVL_KNOWN_CLEARS },	{ "clearInterval", EVL_KNOWN_CLEARS },	 { "clearImmediate", EVL_KNOWN_CLEARS },
	{ "setInterval", EVL_KNOWN_POSTS },	{ "queueMicrotask", EVL_KNOWN_QUEUES },	 { "outsideFetch", EVL_KNOWN_FETCHES },
};

static bool is_in(const char *names, const char *name)
{
	size_t length = strlen(name);
	if (strcmp(names, "*") == 0)
		return true;
	for (const char *at = strstr(names, name); at != NULL; at = strstr(at + 1, name))
		if (at > names && at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

static bool has(const struct evl_rows *rows, evl_native function, const char *names)
{
	for (uint32_t i = 0; i < rows->count; i++)
		if (rows->rows[i].fn == function && is_in(names, rows->rows[i].name))
			return true;
	return false;
}

static enum evl_known find(evl_native function, const char *name)
{
	for (size_t i = 0; i < sizeof constructor_rules / sizeof constructor_rules[0]; i++)
		if (constructor_rules[i].family->construct == function)
			return (enum evl_known)constructor_rules[i].known;
	for (size_t i = 0; i < sizeof family_rules / sizeof family_rules[0]; i++) {
		const struct family_rule *rule = &family_rules[i];
		if (has(rule->statics ? &rule->family->statics : &rule->family->prototype, function, rule->names))
			return (enum evl_known)rule->known;
	}
	for (size_t i = 0; i < sizeof host_rules / sizeof host_rules[0]; i++)
		if (strcmp(host_rules[i].name, name) == 0)
			return (enum evl_known)host_rules[i].known;
	return EVL_KNOWN_NOT;
}

enum evl_known evl_known_function(struct evl_track *track, evl_native function, const char *name)
{
	uint64_t key = (uint64_t)(uintptr_t)function;
	uint32_t at = (uint32_t)(key >> 4) & (EVL_TRACK_KNOWN - 1);
	while (track->known[at].function != 0 && track->known[at].function != key)
		at = (at + 1) & (EVL_TRACK_KNOWN - 1);
	if (track->known[at].function == key)
		return (enum evl_known)track->known[at].known;
	enum evl_known known = find(function, name);
	if (2 * track->known_count < EVL_TRACK_KNOWN) {
		track->known_count++;
		track->known[at] = (struct evl_track_known){ key, (uint8_t)known };
	}
	return known;
}
