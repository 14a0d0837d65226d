/*
 * string.c - String: constructor, statics, single units and pieces; the family's rows.
 *
 * The other methods: string_search.c, string_replace.c, string_case.c, string_shape.c, string_markup.c.
 */
#include <math.h>

#include "base/buffer.h"
#include "base/utf.h"
#include "builtins/args.h"
#include "builtins/string_methods.h"
#include "value/convert.h"
#include "vm/iterator.h"

bool evl_this_string(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_string **out)
{
	if (evl_is_string(args->this_value)) {
		*out = evl_as_string(args->this_value);
		return true;
	}
	return evl_require_object_coercible(realm, args->this_value, method) && evl_to_string(realm, args->this_value, out);
}

/* sec-string-constructor-string-value */
static bool string_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s = evl_string_from_name(realm, EVL_NAME_empty);
	if (args->count > 0) {
		if (evl_is_undefined(args->new_target) && evl_is_symbol(args->values[0])) {
			const struct evl_name_entry *entry =
				evl_names_entry(realm->names, evl_as_symbol(args->values[0])->name);
			struct evl_buffer16 text;
			evl_buffer16_init(&text);
			evl_buffer16_append_ascii(&text, "Symbol(");
			evl_buffer16_append(&text, entry->units, entry->length);
			evl_buffer16_append_unit(&text, ')');
			s = text.failed ? NULL : evl_string_new(realm, text.units, text.length);
			evl_buffer16_release(&text);
			return evl_give_string(s, result);
		}
		if (!evl_to_string(realm, args->values[0], &s))
			return false;
	}
	*result = evl_from_string(s);
	if (evl_is_undefined(args->new_target))
		return true;
	struct evl_object *prototype;
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_STRING_PROTOTYPE, &prototype))
		return false;
	struct evl_object *object = evl_wrapper_new(realm, evl_from_string(s));
	bool ok;
	*result = evl_from_object(object);
	return prototype == evl_intrinsic(realm, EVL_INTRINSIC_STRING_PROTOTYPE) ||
	       evl_set_prototype(realm, object, prototype, &ok);
}

/* sec-string.fromcharcode */
static bool string_from_char_code(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t unit;
	if (args->count == 1) {
		if (!evl_to_uint32(realm, args->values[0], &unit))
			return false;
		return evl_give_string(evl_string_from_unit(realm, (uint16_t)unit), result);
	}
	struct evl_buffer16 text;
	bool ok = true;
	evl_buffer16_init(&text);
	for (uint32_t i = 0; i < args->count && ok; i++) {
		ok = evl_to_uint32(realm, args->values[i], &unit);
		if (ok)
			evl_buffer16_append_unit(&text, (uint16_t)unit);
	}
	ok = ok && !text.failed && evl_give_string(evl_string_new(realm, text.units, text.length), result);
	evl_buffer16_release(&text);
	return ok;
}

/* sec-string.fromcodepoint */
static bool string_from_code_point(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_buffer16 text;
	bool ok = true;
	evl_buffer16_init(&text);
	for (uint32_t i = 0; i < args->count && ok; i++) {
		double point;
		ok = evl_to_number(realm, args->values[i], &point);
		if (!ok)
			break;
		if (!(point >= 0 && point <= 0x10FFFF) || trunc(point) != point) {
			struct evl_string *shown = evl_number_to_string(realm, evl_from_number(point));
			ok = shown != NULL &&
			     evl_throw_message(realm, EVL_MESSAGE_INVALID_CODE_POINT, evl_string_utf8(realm, shown));
		} else if (point < 0x10000) {
			evl_buffer16_append_unit(&text, (uint16_t)point);
		} else {
			evl_buffer16_append_code_point(&text, (uint32_t)point);
		}
	}
	ok = ok && !text.failed && evl_give_string(evl_string_new(realm, text.units, text.length), result);
	evl_buffer16_release(&text);
	return ok;
}

/* sec-string.raw */
static bool string_raw(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *cooked, *literals;
	evl_value raw;
	double length;
	if (!evl_to_object(realm, evl_arg(args, 0), &cooked) ||
	    !evl_object_get(realm, cooked, EVL_NAME_raw, evl_from_object(cooked), &raw) || !evl_to_object(realm, raw, &literals) ||
	    !evl_length_of(realm, literals, &length))
		return false;
	struct evl_string *out = evl_string_from_name(realm, EVL_NAME_empty), *piece;
	for (double i = 0; i < length; i++) {
		evl_value value;
		if (!evl_library_step(realm) ||
		    !evl_object_get(realm, literals, evl_key_from_number(realm, i), evl_from_object(literals), &value) ||
		    !evl_to_string(realm, value, &piece))
			return false;
		out = evl_string_concat(realm, out, piece);
		if (out == NULL)
			return false;
		if (i + 1 == length || i + 1 >= args->count)
			continue;
		if (!evl_to_string(realm, args->values[(uint32_t)i + 1], &piece))
			return false;
		out = evl_string_concat(realm, out, piece);
		if (out == NULL)
			return false;
	}
	return evl_give_string(out, result);
}

/* thisStringValue (sec-thisstringvalue) */
static bool this_string_value(struct evl_realm *realm, const struct evl_args *args, const char *method, evl_value *result)
{
	evl_value v = args->this_value;
	if (evl_is_class(v, EVL_CLASS_STRING))
		v = ((struct evl_wrapper *)evl_as_object(v))->primitive;
	if (!evl_is_string(v))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_GENERIC, method, "String");
	*result = v;
	return true;
}

/* sec-string.prototype.tostring */
static bool string_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return this_string_value(realm, args, "String.prototype.toString", result);
}

/* sec-string.prototype.valueof */
static bool string_prototype_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return this_string_value(realm, args, "String.prototype.valueOf", result);
}

/* The string and a position argument; *inside false when the position is outside. */
static bool read_position(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_string **s,
			  uint32_t *at, bool *inside)
{
	double position;
	if (!evl_this_string(realm, args, method, s))
		return false;
	if (evl_is_int(evl_arg(args, 0)))
		position = evl_as_int(args->values[0]);
	else if (!evl_to_integer_or_infinity(realm, evl_arg(args, 0), &position))
		return false;
	*inside = position >= 0 && position < (*s)->length;
	*at = *inside ? (uint32_t)position : 0;
	return true;
}

/* sec-string.prototype.at */
static bool string_prototype_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	double position;
	if (!evl_this_string(realm, args, "String.prototype.at", &s) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &position))
		return false;
	if (position < 0)
		position += s->length;
	*result = EVL_UNDEFINED;
	if (position < 0 || position >= s->length)
		return true;
	const uint16_t *units = evl_string_units(realm, s);
	return units != NULL && evl_give_string(evl_string_from_unit(realm, units[(uint32_t)position]), result);
}

/* sec-string.prototype.charat */
static bool string_prototype_char_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	uint32_t at;
	bool inside;
	if (!read_position(realm, args, "String.prototype.charAt", &s, &at, &inside))
		return false;
	if (!inside)
		return evl_give_string(evl_string_from_name(realm, EVL_NAME_empty), result);
	const uint16_t *units = evl_string_units(realm, s);
	return units != NULL && evl_give_string(evl_string_from_unit(realm, units[at]), result);
}

/* sec-string.prototype.charcodeat */
static bool string_prototype_char_code_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	uint32_t at;
	bool inside;
	if (!read_position(realm, args, "String.prototype.charCodeAt", &s, &at, &inside))
		return false;
	*result = evl_from_double(NAN);
	if (!inside)
		return true;
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	*result = evl_from_int(units[at]);
	return true;
}

/* sec-string.prototype.codepointat */
static bool string_prototype_code_point_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	uint32_t at;
	bool inside;
	if (!read_position(realm, args, "String.prototype.codePointAt", &s, &at, &inside))
		return false;
	*result = EVL_UNDEFINED;
	if (!inside)
		return true;
	const uint16_t *units = evl_string_units(realm, s);
	size_t taken;
	if (units == NULL)
		return false;
	*result = evl_from_uint32(evl_utf16_decode(units, s->length, at, &taken));
	return true;
}

/* sec-string.prototype.concat */
static bool string_prototype_concat(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *piece;
	if (!evl_this_string(realm, args, "String.prototype.concat", &s))
		return false;
	for (uint32_t i = 0; i < args->count; i++) {
		if (!evl_to_string(realm, args->values[i], &piece))
			return false;
		s = evl_string_concat(realm, s, piece);
		if (s == NULL)
			return false;
	}
	return evl_give_string(s, result);
}

/* sec-string.prototype.slice */
static bool string_prototype_slice(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	double from, to;
	if (!evl_this_string(realm, args, "String.prototype.slice", &s) ||
	    !evl_relative_position(realm, evl_arg(args, 0), s->length, 0, &from) ||
	    !evl_relative_position(realm, evl_arg(args, 1), s->length, s->length, &to))
		return false;
	if (from >= to)
		return evl_give_string(evl_string_from_name(realm, EVL_NAME_empty), result);
	return evl_give_string(evl_string_substring(realm, s, (uint32_t)from, (uint32_t)to), result);
}

/* sec-string.prototype.substring */
static bool string_prototype_substring(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	uint32_t from, to;
	if (!evl_this_string(realm, args, "String.prototype.substring", &s) ||
	    !evl_clamped_position(realm, evl_arg(args, 0), s->length, 0, &from) ||
	    !evl_clamped_position(realm, evl_arg(args, 1), s->length, s->length, &to))
		return false;
	return evl_give_string(evl_string_substring(realm, s, from < to ? from : to, from < to ? to : from), result);
}

/* sec-string.prototype.substr */
static bool string_prototype_substr(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	double from, count;
	if (!evl_this_string(realm, args, "String.prototype.substr", &s) ||
	    !evl_relative_position(realm, evl_arg(args, 0), s->length, 0, &from))
		return false;
	count = s->length;
	if (!evl_is_undefined(evl_arg(args, 1)) && !evl_to_integer_or_infinity(realm, evl_arg(args, 1), &count))
		return false;
	double to = fmin(from + fmin(fmax(count, 0), s->length), s->length);
	return evl_give_string(evl_string_substring(realm, s, (uint32_t)from, (uint32_t)fmax(to, from)), result);
}

/* sec-string.prototype-%symbol.iterator% */
static bool string_prototype_iterator(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	if (!evl_this_string(realm, args, "String.prototype[Symbol.iterator]", &s))
		return false;
	*result = evl_from_object(
		evl_builtin_iterator_new(realm, EVL_ITERATOR_STRING, EVL_ITERATOR_VALUES, evl_from_string(s)));
	return true;
}

static const struct evl_row string_statics[] = {
	EVL_METHOD("fromCharCode", string_from_char_code, 1),
	EVL_METHOD("fromCodePoint", string_from_code_point, 1),
	EVL_METHOD("raw", string_raw, 1),
};

static const struct evl_row string_prototype[] = {
	EVL_METHOD("anchor", evl_string_prototype_anchor, 1),
	EVL_METHOD("at", string_prototype_at, 1),
	EVL_METHOD("big", evl_string_prototype_big, 0),
	EVL_METHOD("blink", evl_string_prototype_blink, 0),
	EVL_METHOD("bold", evl_string_prototype_bold, 0),
	EVL_METHOD("charAt", string_prototype_char_at, 1),
	EVL_METHOD("charCodeAt", string_prototype_char_code_at, 1),
	EVL_METHOD("codePointAt", string_prototype_code_point_at, 1),
	EVL_METHOD("concat", string_prototype_concat, 1),
	EVL_METHOD("endsWith", evl_string_prototype_ends_with, 1),
	EVL_METHOD("fontcolor", evl_string_prototype_fontcolor, 1),
	EVL_METHOD("fontsize", evl_string_prototype_fontsize, 1),
	EVL_METHOD("fixed", evl_string_prototype_fixed, 0),
	EVL_METHOD("includes", evl_string_prototype_includes, 1),
	EVL_METHOD("indexOf", evl_string_prototype_index_of, 1),
	EVL_METHOD("isWellFormed", evl_string_prototype_is_well_formed, 0),
	EVL_METHOD("italics", evl_string_prototype_italics, 0),
	EVL_METHOD("lastIndexOf", evl_string_prototype_last_index_of, 1),
	EVL_METHOD("link", evl_string_prototype_link, 1),
	EVL_METHOD("localeCompare", evl_string_prototype_locale_compare, 1),
	EVL_METHOD("match", evl_string_prototype_match, 1),
	EVL_METHOD("matchAll", evl_string_prototype_match_all, 1),
	EVL_METHOD("normalize", evl_string_prototype_normalize, 0),
	EVL_METHOD("padEnd", evl_string_prototype_pad_end, 1),
	EVL_METHOD("padStart", evl_string_prototype_pad_start, 1),
	EVL_METHOD("repeat", evl_string_prototype_repeat, 1),
	EVL_METHOD("replace", evl_string_prototype_replace, 2),
	EVL_METHOD("replaceAll", evl_string_prototype_replace_all, 2),
	EVL_METHOD("search", evl_string_prototype_search, 1),
	EVL_METHOD("slice", string_prototype_slice, 2),
	EVL_METHOD("small", evl_string_prototype_small, 0),
	EVL_METHOD("split", evl_string_prototype_split, 2),
	EVL_METHOD("strike", evl_string_prototype_strike, 0),
	EVL_METHOD("sub", evl_string_prototype_sub, 0),
	EVL_METHOD("substr", string_prototype_substr, 2),
	EVL_METHOD("substring", string_prototype_substring, 2),
	EVL_METHOD("sup", evl_string_prototype_sup, 0),
	EVL_METHOD("startsWith", evl_string_prototype_starts_with, 1),
	EVL_METHOD("toString", string_prototype_to_string, 0),
	EVL_METHOD("toWellFormed", evl_string_prototype_to_well_formed, 0),
	EVL_METHOD("trim", evl_string_prototype_trim, 0),
	EVL_METHOD("trimStart", evl_string_prototype_trim_start, 0),
	EVL_ALIAS_ROW("trimLeft", "trimStart"),
	EVL_METHOD("trimEnd", evl_string_prototype_trim_end, 0),
	EVL_ALIAS_ROW("trimRight", "trimEnd"),
	EVL_METHOD("toLocaleLowerCase", evl_string_prototype_to_locale_lower_case, 0),
	EVL_METHOD("toLocaleUpperCase", evl_string_prototype_to_locale_upper_case, 0),
	EVL_METHOD("toLowerCase", evl_string_prototype_to_lower_case, 0),
	EVL_METHOD("toUpperCase", evl_string_prototype_to_upper_case, 0),
	EVL_METHOD("valueOf", string_prototype_value_of, 0),
	EVL_METHOD("[Symbol.iterator]", string_prototype_iterator, 0),
};

const struct evl_family evl_family_STRING = {
	.name = "String",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = string_construct,
	.length = 1,
	.prototype_class = EVL_CLASS_STRING,
	.statics = EVL_ROWS(string_statics),
	.prototype = EVL_ROWS(string_prototype),
};

static const struct evl_row string_iterator_prototype[] = {
	EVL_METHOD("next", evl_string_iterator_prototype_next, 0),
	EVL_TAG_ROW("String Iterator"),
};

const struct evl_family evl_family_STRING_ITERATOR = {
	.name = "String Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(string_iterator_prototype),
};
