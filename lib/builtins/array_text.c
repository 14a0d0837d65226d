/* SPDX-License-Identifier: MIT */
/*
 * array_text.c - arrays as text: join, toString, toLocaleString.
 *
 * An array that is being joined already gives "" (V8 and others do so; the
 * standard would never end). A flag on the object says so, which needs no list.
 */
#include "builtins/array.h"

#include <string.h>

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/object.h"
#include "value/unknown.h"

/* The pieces of a text that grows: strings to be put together once, at the end. */
struct pieces {
	struct evl_string **list; /* NULL: an empty piece */
	uint32_t count;
	uint32_t capacity;
	uint64_t units;
};

static bool pieces_add(struct evl_realm *realm, struct pieces *p, struct evl_string *piece)
{
	if (p->count == p->capacity) {
		uint32_t larger = p->capacity * 2 + 16;
		struct evl_string **list = (struct evl_string **)(void *)evl_values_alloc(realm, larger);
		if (list == NULL)
			return false;
		if (p->count != 0)
			memcpy(list, p->list, p->count * sizeof *list);
		p->list = list;
		p->capacity = larger;
	}
	p->list[p->count++] = piece;
	p->units += piece ? piece->length : 0;
	return p->units <= EVL_STRING_MAX || evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
}

/* All pieces with `separator` in between. `length` pieces in all: absent ones at the end are empty. */
static bool pieces_join(struct evl_realm *realm, const struct pieces *p, struct evl_string *separator, double length,
			evl_value *result)
{
	double total = (double)p->units + (length > 1 ? (length - 1) * separator->length : 0);
	if (total > EVL_STRING_MAX)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
	if (p->count == 1 && length == 1 && p->list[0] != NULL) {
		*result = evl_from_string(p->list[0]);
		return true;
	}
	uint16_t *to;
	struct evl_string *text = evl_string_alloc(realm, (size_t)total, &to);
	const uint16_t *between = separator->length != 0 ? evl_string_units(realm, separator) : NULL;
	if (text == NULL || (separator->length != 0 && between == NULL))
		return false;
	uint64_t rounds = separator->length != 0 ? (uint64_t)length : p->count;
	for (uint64_t i = 0; i < rounds; i++) {
		if (i != 0 && separator->length != 0) {
			memcpy(to, between, separator->length * sizeof *to);
			to += separator->length;
		}
		struct evl_string *piece = i < p->count ? p->list[i] : NULL;
		if (piece == NULL || piece->length == 0)
			continue;
		const uint16_t *units = evl_string_units(realm, piece);
		if (units == NULL)
			return false;
		memcpy(to, units, piece->length * sizeof *to);
		to += piece->length;
	}
	*result = evl_from_string(text);
	return true;
}

/* The text of one element for join: "" for undefined and null. NULL piece: empty. */
static bool element_text(struct evl_realm *realm, evl_value value, bool localized, struct evl_string **piece)
{
	*piece = NULL;
	if (evl_is_nullish(value))
		return true;
	if (evl_is_unknown(value)) {
		*piece = evl_unknown_string(realm, evl_as_unknown(value));
		return *piece != NULL;
	}
	if (localized) {
		evl_value method;
		if (!evl_get(realm, value, EVL_NAME_toLocaleString, &method) || !evl_require_callable(realm, method) ||
		    !evl_call(realm, method, value, 0, NULL, &value))
			return false;
	}
	return evl_to_string(realm, value, piece);
}

/*
 * Join the elements of `o`. Strings longer than a string may be are refused
 * before anything is read when separators alone make it too long.
 */
static bool join_elements(struct evl_realm *realm, struct evl_object *o, double length, struct evl_string *separator,
			  bool localized, evl_value *result)
{
	struct pieces p = { 0 };
	bool partial = false; /* an element is unknown */
	if (length > 1 && (length - 1) * separator->length > EVL_STRING_MAX)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
	for (double k = 0; k < length; k++) {
		evl_value value;
		struct evl_string *piece;
		if (!evl_library_step(realm) || !evl_index_get(realm, o, k, &value) ||
		    !element_text(realm, value, localized, &piece) || !pieces_add(realm, &p, piece))
			return false;
		partial |= evl_is_unknown(value);
		if (evl_is_undefined(value) && k >= o->element_count) {
			double next = evl_index_after(realm, o, k, length);
			if (next >= length)
				break; /* the rest are empty pieces, which need no list */
			if (separator->length == 0)
				k = next - 1;
		}
	}
	if (!pieces_join(realm, &p, separator, length, result))
		return false;
	if (partial)
		*result = evl_unknown_string_of(realm, evl_string_utf8(realm, evl_as_string(*result)));
	return true;
}

bool evl_array_join(struct evl_realm *realm, struct evl_object *o, double length, struct evl_string *separator, bool localized,
		    evl_value *result)
{
	if (evl_has_flag(o, EVL_OBJECT_JOINING)) {
		*result = evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
		return true;
	}
	if (!evl_library_room(realm))
		return false;
	o->cell.flags |= EVL_OBJECT_JOINING;
	bool ok = join_elements(realm, o, length, separator, localized, result);
	o->cell.flags &= (uint8_t)~EVL_OBJECT_JOINING;
	return ok;
}

/* sec-array.prototype.join */
bool evl_array_prototype_join(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	struct evl_string *separator;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length))
		return false;
	if (evl_is_undefined(evl_arg(args, 0)))
		separator = evl_string_from_unit(realm, ',');
	else if (!evl_to_string(realm, args->values[0], &separator))
		return false;
	return evl_array_join(realm, o, length, separator, false, result);
}

/* sec-array.prototype.tolocalestring */
bool evl_array_prototype_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length))
		return false;
	return evl_array_join(realm, o, length, evl_string_from_unit(realm, ','), true, result);
}

/* sec-array.prototype.tostring */
bool evl_array_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_value method;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_get(realm, evl_from_object(o), EVL_NAME_join, &method))
		return false;
	if (evl_is_callable(method))
		return evl_call(realm, method, evl_from_object(o), 0, NULL, result);
	struct evl_args inner = { .this_value = evl_from_object(o), .new_target = EVL_UNDEFINED };
	return evl_object_prototype_to_string(realm, &inner, result);
}
