/* SPDX-License-Identifier: MIT */
/* type_phrase.h - how V8 names the type of a value in a sentence. */
#ifndef EVL_BUILTINS_TYPE_PHRASE_H
#define EVL_BUILTINS_TYPE_PHRASE_H

#include "value/convert.h"

/* "an object", "undefined": static storage. */
static inline const char *evl_type_phrase(evl_value v)
{
	if (evl_is_undefined(v))
		return "undefined";
	if (evl_is_null(v))
		return "null";
	switch (evl_typeof(v)) {
	case EVL_NAME_boolean:
		return "a boolean";
	case EVL_NAME_number:
		return "a number";
	case EVL_NAME_string:
		return "a string";
	case EVL_NAME_symbol:
		return "a symbol";
	case EVL_NAME_bigint:
		return "a bigint";
	default:
		return "an object";
	}
}

#endif
