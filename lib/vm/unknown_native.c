/* SPDX-License-Identifier: MIT */
/*
 * unknown_native.c - library functions that only compute, called with a value that only a real host knows: what they give is unknown.
 */
#include "vm/unknown_call.h"

#include <string.h>

#include "value/convert.h"
#include "value/realm.h"

static const char *receiver_text(struct evl_realm *realm, evl_value receiver)
{
	struct evl_string *text;
	if (evl_is_class(receiver, EVL_CLASS_REGEXP) && evl_to_string(realm, receiver, &text))
		return evl_string_utf8(realm, text);
	return evl_unknown_operand(realm, receiver);
}

/* Families of functions that only compute; what their functions are called with in front. */
static const char *pure_name(evl_native fn, evl_value this_value, struct evl_realm *realm, const char **prefix)
{
	const struct {
		const struct evl_rows *rows;
		const char *prefix; /* NULL: the receiver */
	} tables[] = {
		{ &evl_family_MATH.statics, "Math." },   { &evl_family_NUMBER.statics, "Number." },
		{ &evl_family_GLOBALS.statics, "" },     { &evl_family_DATE.statics, "Date." },
		{ &evl_family_JSON.statics, "JSON." },   { &evl_family_STRING.prototype, NULL },
		{ &evl_family_OBJECT.statics, "Object." }, { &evl_family_REGEXP.prototype, NULL },
	};
	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
		for (uint32_t i = 0; i < tables[t].rows->count; i++) {
			const struct evl_row *row = &tables[t].rows->rows[i];
			if (row->fn != fn || row->kind != EVL_ROW_METHOD)
				continue;
			if (tables[t].rows == &evl_family_JSON.statics && strcmp(row->name, "parse") != 0)
				return NULL;
			if (tables[t].rows == &evl_family_OBJECT.statics && strcmp(row->name, "keys") != 0 && strcmp(row->name, "values") != 0 &&
			    strcmp(row->name, "entries") != 0 && strcmp(row->name, "fromEntries") != 0 && strcmp(row->name, "getOwnPropertyNames") != 0)
				return NULL;
			bool is_test = tables[t].rows == &evl_family_REGEXP.prototype && strcmp(row->name, "test") == 0 && evl_is_class(this_value, EVL_CLASS_REGEXP);
			if (tables[t].prefix == NULL && !evl_is_string(this_value) && !is_test)
				return NULL;
			bool is_global = tables[t].rows == &evl_family_NUMBER.statics && strncmp(row->name, "parse", 5) == 0; /* one function of two names */
			*prefix = is_global ? "" : tables[t].prefix != NULL ? tables[t].prefix : evl_unknown_text(realm, "%s.", receiver_text(realm, this_value));
			return row->name;
		}
	}
	*prefix = "";
	if (fn == evl_family_NUMBER.construct || fn == evl_family_BIGINT.construct || fn == evl_family_DATE.construct)
		return fn == evl_family_NUMBER.construct ? "Number" : fn == evl_family_BIGINT.construct ? "BigInt" : "Date";
	return NULL;
}

bool evl_unknown_native(struct evl_realm *realm, const struct evl_native_function *function, const struct evl_args *args, evl_value *out)
{
	uint32_t unknowns = 0;
	for (uint32_t i = 0; i < args->count; i++)
		unknowns += evl_is_unknown(args->values[i]) && evl_as_unknown(args->values[i])->equal == EVL_EMPTY;
	if (unknowns == 0)
		return false;
	bool is_new = !evl_is_undefined(args->new_target);
	if (function->fn == evl_family_STRING.construct && !is_new) {
		*out = evl_unknown_concat(realm, args->values, 1);
		return evl_is_unknown(*out);
	}
	const char *prefix, *name = pure_name(function->fn, args->this_value, realm, &prefix);
	if (name == NULL || (is_new && function->fn != evl_family_DATE.construct))
		return false;
	const char *list = "";
	for (uint32_t i = 0; i < args->count; i++)
		list = evl_unknown_text(realm, "%s%s%s", list, i == 0 ? "" : ", ", evl_unknown_operand(realm, args->values[i]));
	const char *text = evl_unknown_text(realm, "%s%s%s(%s)", is_new ? "new " : "", prefix, name, list);
	*out = evl_from_object(&evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text)->object);
	return true;
}
