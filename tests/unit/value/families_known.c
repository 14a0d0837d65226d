/* SPDX-License-Identifier: MIT */
/*
 * families_known.c - the families that the tests of value/ look into.
 */
#include "families.h"

static bool give_this(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = args->this_value;
	return true;
}

static bool give_callee(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = evl_from_object(args->callee);
	return true;
}

bool families_give_seven(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = evl_from_int(7);
	return true;
}

static bool object_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_string_value(evl_string_from_ascii(realm, "[object Object]"));
	return true;
}

static bool error_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_string_value(evl_string_from_ascii(realm, "Error"));
	return true;
}

static const struct evl_row object_rows[] = {
	EVL_METHOD("toString", object_prototype_to_string, 0),
	EVL_METHOD("valueOf", give_this, 0),
};
const struct evl_family evl_family_OBJECT = {
	.name = "Object", .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .length = 1, .prototype = EVL_ROWS(object_rows),
};

static const struct evl_row error_rows[] = {
	EVL_TEXT_ROW("name", "Error", EVL_DATA_HIDDEN),
	EVL_TEXT_ROW("message", "", EVL_DATA_HIDDEN),
	EVL_METHOD("toString", error_prototype_to_string, 0),
};
const struct evl_family evl_family_ERROR = {
	.name = "Error", .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .length = 1, .prototype = EVL_ROWS(error_rows),
};

static const struct evl_row type_error_rows[] = { EVL_TEXT_ROW("name", "TypeError", EVL_DATA_HIDDEN) };
const struct evl_family evl_family_TYPE_ERROR = {
	.name = "TypeError", .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .length = 1,
	.parent = EVL_INTRINSIC_ERROR, .prototype_parent = EVL_INTRINSIC_ERROR_PROTOTYPE, .prototype = EVL_ROWS(type_error_rows),
};

static const struct evl_row range_error_rows[] = { EVL_TEXT_ROW("name", "RangeError", EVL_DATA_HIDDEN) };
const struct evl_family evl_family_RANGE_ERROR = {
	.name = "RangeError", .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .length = 1,
	.parent = EVL_INTRINSIC_ERROR, .prototype_parent = EVL_INTRINSIC_ERROR_PROTOTYPE, .prototype = EVL_ROWS(range_error_rows),
};

static const struct evl_row map_statics[] = {
	EVL_METHOD("groupBy", families_give_seven, 2),
	EVL_GETTER("[Symbol.species]", give_this),
};
static const struct evl_row map_rows[] = {
	EVL_METHOD("entries", give_callee, 0),
	EVL_ALIAS_ROW("[Symbol.iterator]", "entries"),
	EVL_GETTER("size", families_give_seven),
	EVL_ACCESSOR_ROW("both", families_give_seven, give_this),
	EVL_NUMBER_ROW("LIMIT", 1.5),
	EVL_TAG_ROW("Map"),
	EVL_SYMBOL_ROW("known", EVL_NAME_symbol_match),
	EVL_INTRINSIC_ROW("namespace", EVL_INTRINSIC_MATH),
	EVL_NOT_COVERED_ROW("later", "Map.prototype.later"),
	EVL_MADE_ROW("made", families_give_seven, EVL_DATA_DEFAULT),
};
const struct evl_family evl_family_MAP = {
	.name = "Map", .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .construct = families_give_seven,
	.statics = EVL_ROWS(map_statics), .prototype = EVL_ROWS(map_rows),
};

static const struct evl_row math_rows[] = { EVL_METHOD("max", families_give_seven, 2), EVL_NUMBER_ROW("PI", 3.25) };
const struct evl_family evl_family_MATH = {
	.name = "Math", .kind = EVL_FAMILY_NAMESPACE, .global = true, .statics = EVL_ROWS(math_rows),
};

static const struct evl_row own_text_rows[] = { EVL_METHOD("toString", give_callee, 0) };
const struct evl_family evl_family_ARRAY = {
	.name = "Array", .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .length = 1, .prototype_class = EVL_CLASS_ARRAY,
	.prototype = EVL_ROWS(own_text_rows),
};
const struct evl_family evl_family_STRING = {
	.name = "String", .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .length = 1, .prototype_class = EVL_CLASS_STRING,
	.prototype = EVL_ROWS(own_text_rows),
};

static const struct evl_row iterator_rows[] = { EVL_METHOD("next", give_this, 0) };
const struct evl_family evl_family_ARRAY_ITERATOR = { .kind = EVL_FAMILY_PROTOTYPE, .prototype = EVL_ROWS(iterator_rows) };

static const struct evl_row global_rows[] = {
	EVL_METHOD("isNaN", families_give_seven, 1),
	EVL_INTRINSIC_ROW("globalThis", EVL_INTRINSIC_GLOBALS),
};
const struct evl_family evl_family_GLOBALS = { .kind = EVL_FAMILY_GLOBALS, .statics = EVL_ROWS(global_rows) };
