/*
 * json.h - JSON for others: the console's %j and the hosts' JSON modules.
 */
#ifndef EVL_BUILTINS_JSON_H
#define EVL_BUILTINS_JSON_H

#include <stdbool.h>

#include "value/realm.h"
#include "value/rows.h"

/*
 * JSON.stringify (sec-json.stringify): a string, or undefined when `value` has no JSON.
 * False: exception pending; *circular then tells whether it is the TypeError about a circular structure. `circular` may be NULL.
 */
bool evl_json_stringify(struct evl_realm *realm, evl_value value, evl_value replacer, evl_value space, evl_value *out,
			bool *circular);
/* JSON.parse without a reviver. False: SyntaxError pending. */
bool evl_json_parse(struct evl_realm *realm, struct evl_string *text, evl_value *out);

/* What a reviver can be told of a value that came out of a text: where it stood. A cell. */
struct evl_json_node {
	struct evl_cell cell;
	evl_value value;
	struct evl_object *members; /* of a container: their nodes (cells) under their keys; NULL: none */
	uint32_t start, end;        /* in the text */
};

/* As evl_json_parse; *node tells where each value stood. */
bool evl_json_parse_recording(struct evl_realm *realm, struct evl_string *text, evl_value *out, struct evl_json_node **node);
/* Is it what JSON.rawJSON takes (sec-json.rawjson): JSON of a primitive without space around it? Else SyntaxError. */
bool evl_json_check_raw(struct evl_realm *realm, struct evl_string *text);

/*
 * The names of the members that JSON gives an object: its enumerable string keys (sec-enumerableownproperties), which a
 * Proxy is asked for before any member is read. In scratch memory. False: exception pending.
 */
bool evl_json_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *keys);

/* JSON.stringify (sec-json.stringify), for the rows. */
bool evl_json_stringify_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
