/* SPDX-License-Identifier: MIT */
/*
 * globals.c - the value and function properties of the global object that belong to no constructor.
 */
#include <math.h>

#include "builtins/args.h"
#include "builtins/uri.h"
#include "vm/eval.h"

/* sec-isnan-number */
static bool is_nan(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double n;
	if (!evl_to_number(realm, evl_arg(args, 0), &n))
		return false;
	*result = evl_from_bool(isnan(n));
	return true;
}

/* sec-isfinite-number */
static bool is_finite(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double n;
	if (!evl_to_number(realm, evl_arg(args, 0), &n))
		return false;
	*result = evl_from_bool(isfinite(n));
	return true;
}

/* The global parseInt is the very function Number.parseInt (sec-number.parseint), and parseFloat likewise. */
static bool of_number(struct evl_realm *realm, const char *name, evl_value *result)
{
	struct evl_object *number = evl_intrinsic(realm, EVL_INTRINSIC_NUMBER);
	struct evl_string *text = evl_string_from_ascii(realm, name);
	return text != NULL && evl_object_get(realm, number, evl_key_from_string(realm, text), evl_from_object(number), result);
}

static bool make_parse_int(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return of_number(realm, "parseInt", result);
}

static bool make_parse_float(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return of_number(realm, "parseFloat", result);
}

static bool make_global_this(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(realm->global);
	return true;
}

static const struct evl_row globals[] = {
	EVL_MADE_ROW("parseFloat", make_parse_float, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("parseInt", make_parse_int, EVL_DATA_HIDDEN),
	EVL_NUMBER_ROW("Infinity", (double)INFINITY),
	EVL_NUMBER_ROW("NaN", (double)NAN),
	EVL_MADE_ROW("undefined", evl_give_undefined, 0),
	EVL_MADE_ROW("globalThis", make_global_this, EVL_DATA_HIDDEN),
	EVL_METHOD("decodeURI", evl_decode_uri, 1),
	EVL_METHOD("decodeURIComponent", evl_decode_uri_component, 1),
	EVL_METHOD("encodeURI", evl_encode_uri, 1),
	EVL_METHOD("encodeURIComponent", evl_encode_uri_component, 1),
	EVL_METHOD("escape", evl_escape, 1),
	EVL_METHOD("unescape", evl_unescape, 1),
	EVL_METHOD("eval", evl_global_eval, 1),
	EVL_METHOD("isFinite", is_finite, 1),
	EVL_METHOD("isNaN", is_nan, 1),
};

const struct evl_family evl_family_GLOBALS = {
	.name = "globals",
	.kind = EVL_FAMILY_GLOBALS,
	.statics = EVL_ROWS(globals),
};
