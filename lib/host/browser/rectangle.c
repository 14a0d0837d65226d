/* SPDX-License-Identifier: MIT */
/*
 * rectangle.c - DOMRect and DOMRectReadOnly (Geometry Interfaces): of elements and of observers, where sides may be unknown, and made by
 * scripts.
 */
#include <math.h>

#include "host/browser/dom.h"
#include "host/web/record.h"
#include "value/convert.h"

enum { X, Y, WIDTH, HEIGHT, TOP, RIGHT, BOTTOM, LEFT, COUNT };
const char *const evl_rectangle_names[] = { "x", "y", "width", "height", "top", "right", "bottom", "left", NULL };

evl_value evl_rectangle_new(struct evl_realm *realm, enum evl_intrinsic prototype, const evl_value *values)
{
	return evl_record_new(realm, prototype, evl_rectangle_names, values);
}

/* The smaller and the larger one of two coordinates; NaN with NaN. */
static double least(double a, double b) { return isnan(a) || isnan(b) ? NAN : a < b ? a : b; }
static double most(double a, double b) { return isnan(a) || isnan(b) ? NAN : a > b ? a : b; }

/* The sides that follow from the first four values. What is unknown stays so. */
static void derive(evl_value *values)
{
	for (int i = X; i <= HEIGHT; i++)
		if (!evl_is_number(values[i]))
			return;
	double x = evl_number(values[X]), y = evl_number(values[Y]), right = x + evl_number(values[WIDTH]),
	       bottom = y + evl_number(values[HEIGHT]);
	values[TOP] = evl_from_number(least(y, bottom));
	values[RIGHT] = evl_from_number(most(x, right));
	values[BOTTOM] = evl_from_number(most(y, bottom));
	values[LEFT] = evl_from_number(least(x, right));
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value values[COUNT];
	double number;
	if (!evl_platform_require_new(realm, args))
		return false;
	for (uint32_t i = X; i <= HEIGHT; i++) {
		values[i] = evl_from_int(0);
		if (evl_is_undefined(evl_arg(args, i)))
			continue;
		if (!evl_to_number(realm, args->values[i], &number))
			return false;
		values[i] = evl_from_number(number);
	}
	derive(values);
	bool writable = args->callee == evl_intrinsic(realm, EVL_INTRINSIC_DOM_RECT);
	enum evl_intrinsic prototype = writable ? EVL_INTRINSIC_DOM_RECT_PROTOTYPE : EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE;
	struct evl_object *own;
	*result = evl_rectangle_new(realm, prototype, values);
	bool ok;
	return evl_prototype_from_constructor(realm, args->new_target, prototype, &own) &&
	       (own == evl_intrinsic(realm, prototype) || evl_set_prototype(realm, evl_as_object(*result), own, &ok));
}

/* fromRect({ x, y, width, height }) */
static bool from_rect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value values[COUNT], given = evl_arg(args, 0);
	for (int i = X; i <= HEIGHT; i++) {
		double number = 0;
		evl_value value = EVL_UNDEFINED;
		if (evl_is_object(given) && !evl_get(realm, given, evl_platform_intern(realm, evl_rectangle_names[i]), &value))
			return false;
		if (!evl_is_undefined(value) && !evl_to_number(realm, value, &number))
			return false;
		values[i] = evl_from_number(number);
	}
	derive(values);
	bool writable = args->this_value == evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_DOM_RECT));
	*result = evl_rectangle_new(realm, writable ? EVL_INTRINSIC_DOM_RECT_PROTOTYPE : EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE, values);
	return true;
}

static bool set_side(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double number;
	void *record = evl_platform_receiver(realm, args, EVL_PLATFORM_RECORD);
	*result = EVL_UNDEFINED;
	if (record == NULL)
		return false;
	evl_value *side = evl_record_find(record, evl_platform_name(args));
	if (side == NULL)
		return evl_platform_wrong_receiver(realm, args, EVL_PLATFORM_RECORD);
	if (!evl_to_number(realm, evl_arg(args, 0), &number))
		return false;
	*side = evl_from_number(number);
	derive(evl_record_find(record, "x"));
	return true;
}

static const struct evl_row read_only_row[] = {
	EVL_ATTRIBUTE("x", evl_record_get), EVL_ATTRIBUTE("y", evl_record_get), EVL_ATTRIBUTE("width", evl_record_get),
	EVL_ATTRIBUTE("height", evl_record_get), EVL_ATTRIBUTE("top", evl_record_get), EVL_ATTRIBUTE("right", evl_record_get),
	EVL_ATTRIBUTE("bottom", evl_record_get), EVL_ATTRIBUTE("left", evl_record_get), EVL_OPERATION("toJSON", evl_record_json, 0),
	EVL_TAG_ROW("DOMRectReadOnly"),
};
static const struct evl_row rect_row[] = {
	EVL_ATTRIBUTE_RW("x", evl_record_get, set_side), EVL_ATTRIBUTE_RW("y", evl_record_get, set_side),
	EVL_ATTRIBUTE_RW("width", evl_record_get, set_side), EVL_ATTRIBUTE_RW("height", evl_record_get, set_side), EVL_TAG_ROW("DOMRect"),
};
static const struct evl_row static_row[] = { EVL_OPERATION("fromRect", from_rect, 0) };

const struct evl_family evl_family_DOM_RECT_READ_ONLY = {
	.name = "DOMRectReadOnly",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.statics = EVL_ROWS(static_row),
	.prototype = EVL_ROWS(read_only_row),
};
const struct evl_family evl_family_DOM_RECT = {
	.name = "DOMRect",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.parent = EVL_INTRINSIC_DOM_RECT_READ_ONLY,
	.prototype_parent = EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE,
	.statics = EVL_ROWS(static_row),
	.prototype = EVL_ROWS(rect_row),
};
