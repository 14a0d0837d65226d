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

/* The two functions of the rows. */
bool evl_json_parse_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_json_stringify_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
