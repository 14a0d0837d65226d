/* SPDX-License-Identifier: MIT */
/*
 * regexp_replace.c - replacing matches, and splitting at them.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/names.h"
#include "builtins/args.h"
#include "builtins/regexp.h"
#include "builtins/string_methods.h"
#include "value/property.h"
#include "vm/promise.h"

/* What replaces a match: the result of a function, or a text with its $. */
struct replacement {
	evl_value function; /* EVL_UNDEFINED: none */
	struct evl_string *text;
	bool plain; /* the text has no $ */
};

/* One match as the replacement is made from it. */
struct match {
	evl_value *values; /* the match, the captures; room for three more: position, subject, groups */
	uint32_t capture_count; /* without the match */
	uint32_t position, length;
	evl_value groups; /* EVL_UNDEFINED: none */
};

static bool too_long(struct evl_realm *realm, const struct evl_buffer16 *out)
{
	return out->length > EVL_STRING_MAX && !evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
}

static bool append_replacement(struct evl_realm *realm, struct evl_buffer16 *out, struct evl_string *s,
			       const struct replacement *replacement, const struct match *match)
{
	struct evl_string *text = replacement->text;
	if (!evl_is_undefined(replacement->function)) {
		uint32_t count = match->capture_count + 1;
		evl_value value;
		match->values[count++] = evl_from_uint32(match->position);
		match->values[count++] = evl_from_string(s);
		if (!evl_is_undefined(match->groups))
			match->values[count++] = match->groups;
		if (!evl_call(realm, replacement->function, EVL_UNDEFINED, count, match->values, &value) ||
		    !evl_to_string(realm, value, &text))
			return false;
	} else if (!replacement->plain) {
		return evl_string_substitute(realm, out, s, match->position, evl_as_string(match->values[0]), match->values + 1,
					     match->capture_count, match->groups, text);
	}
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return false;
	evl_buffer16_append(out, units, text->length);
	return true;
}

static struct evl_string *finish(struct evl_realm *realm, struct evl_buffer16 *out)
{
	if (!out->failed)
		return evl_string_new(realm, out->units, out->length);
	evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in replacing text");
	return NULL;
}

/* --- when nobody has touched the regular expression: matches as numbers --- */

/* Append the captures of all matches (of the first, unless global) to `found`. */
static bool find_matches(struct evl_realm *realm, struct evl_regexp_object *regexp, struct evl_string *s, struct evl_buffer *found)
{
	const struct evl_regexp *program = regexp->program;
	bool global = (program->flags & EVL_REGEXP_GLOBAL) != 0, sticky = (program->flags & EVL_REGEXP_STICKY) != 0, matched;
	bool unicode = (program->flags & EVL_REGEXP_BOTH_UNICODE) != 0;
	size_t bytes = program->capture_count * 2 * sizeof(int32_t);
	const int32_t *captures;
	if (!global) {
		if (!evl_regexp_exec_raw(realm, regexp, s, &captures, &matched))
			return false;
		if (matched)
			evl_buffer_append(found, (const char *)captures, bytes);
		return true;
	}
	regexp->object.slots[EVL_REGEXP_SLOT_LAST_INDEX] = evl_from_int(0);
	for (double index = 0; index <= s->length;) {
		if (!evl_library_step(realm) || !evl_regexp_run(realm, program, s, (uint32_t)index, sticky, &captures, &matched))
			return false;
		if (!matched)
			break;
		index = captures[1] > captures[0] ? captures[1] : evl_regexp_advance(realm, s, captures[1], unicode);
		evl_buffer_append(found, (const char *)captures, bytes);
		if (found->failed)
			return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in replacing text");
	}
	return true;
}

static bool replace_found(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s,
			  const struct replacement *replacement, const struct evl_buffer *found, struct evl_buffer16 *out)
{
	uint32_t stride = program->capture_count * 2, end = 0;
	size_t count = found->length / (stride * sizeof(int32_t));
	const uint16_t *units = evl_string_units(realm, s);
	evl_value few[16], *values = few;
	if (units == NULL)
		return false;
	if (program->capture_count + 3 > 16) {
		if (evl_arena_room(&realm->scratch) < (program->capture_count + 3) * sizeof *values + 4096)
			return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in replacing text");
		values = evl_realm_scratch(realm, (program->capture_count + 3) * sizeof *values);
	}
	const int32_t *captures = (const int32_t *)(const void *)found->bytes;
	for (size_t i = 0; i < count; i++, captures += stride) {
		struct match match = { .values = values,
				       .capture_count = program->capture_count - 1,
				       .position = (uint32_t)captures[0],
				       .length = (uint32_t)(captures[1] - captures[0]),
				       .groups = EVL_UNDEFINED };
		evl_buffer16_append(out, units + end, match.position - end);
		if (!replacement->plain) {
			for (uint32_t n = 0; n < program->capture_count; n++)
				if (!evl_regexp_capture(realm, s, captures, n, &values[n]))
					return false;
			if (!evl_regexp_groups(realm, program, s, captures, &match.groups))
				return false;
		}
		if (!evl_library_step(realm) || !append_replacement(realm, out, s, replacement, &match) || too_long(realm, out))
			return false;
		end = match.position + match.length;
	}
	evl_buffer16_append(out, units + end, s->length - end);
	return true;
}

static bool replace_quickly(struct evl_realm *realm, struct evl_regexp_object *regexp, struct evl_string *s,
			    const struct replacement *replacement, evl_value *result)
{
	struct evl_buffer found;
	struct evl_buffer16 out;
	struct evl_string *replaced = NULL;
	const struct evl_regexp *program = regexp->program;
	evl_buffer_init(&found);
	evl_buffer16_init(&out);
	if (find_matches(realm, regexp, s, &found)) {
		if (found.length == 0)
			replaced = s;
		else if (replace_found(realm, program, s, replacement, &found, &out))
			replaced = finish(realm, &out);
	}
	evl_buffer_release(&found);
	evl_buffer16_release(&out);
	*result = evl_string_value(replaced);
	return replaced != NULL;
}

/* --- as the standard has it --- */

/* All that a match array says, read in the standard's order. */
static bool read_match(struct evl_realm *realm, struct evl_string *s, evl_value array, struct match *match)
{
	evl_value value;
	struct evl_string *text;
	double length, position;
	if (!evl_length_of(realm, evl_as_object(array), &length))
		return false;
	if (length > 1 << 20)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a match has more than a million captures");
	match->capture_count = length < 1 ? 0 : (uint32_t)length - 1;
	size_t bytes = (match->capture_count + 4) * sizeof *match->values;
	if (evl_arena_room(&realm->scratch) < bytes + 4096)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in replacing text");
	match->values = evl_realm_scratch(realm, bytes);
	if (!evl_get(realm, array, evl_key_from_index(0), &value) || !evl_to_string(realm, value, &text))
		return false;
	match->values[0] = evl_from_string(text);
	match->length = text->length;
	if (!evl_get(realm, array, EVL_NAME_index, &value) || !evl_to_integer_or_infinity(realm, value, &position))
		return false;
	match->position = position < 0 ? 0 : position > s->length ? s->length : (uint32_t)position;
	for (uint32_t n = 1; n <= match->capture_count; n++) {
		if (!evl_get(realm, array, evl_key_from_index(n), &value))
			return false;
		if (!evl_is_undefined(value)) {
			if (!evl_to_string(realm, value, &text))
				return false;
			value = evl_from_string(text);
		}
		match->values[n] = value;
	}
	return evl_get(realm, array, EVL_NAME_groups, &match->groups);
}

static bool replace_match(struct evl_realm *realm, struct evl_string *s, const struct replacement *replacement, evl_value array,
			  struct evl_buffer16 *out, uint32_t *end)
{
	struct match match;
	struct evl_buffer16 piece;
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL || !evl_library_step(realm) || !read_match(realm, s, array, &match))
		return false;
	if (evl_is_undefined(replacement->function) && !evl_is_undefined(match.groups)) {
		struct evl_object *groups;
		if (!evl_to_object(realm, match.groups, &groups))
			return false;
		match.groups = evl_from_object(groups);
	}
	evl_buffer16_init(&piece); /* made even when it is not used */
	bool fine = append_replacement(realm, &piece, s, replacement, &match);
	if (fine && match.position >= *end) {
		evl_buffer16_append(out, units + *end, match.position - *end);
		evl_buffer16_append(out, piece.units, piece.length);
		uint32_t after = match.length > s->length - match.position ? s->length : match.position + match.length;
		*end = match.position + match.length < match.position || after < match.position + match.length ? after :
														 match.position + match.length;
	}
	evl_buffer16_release(&piece);
	return fine && !too_long(realm, out);
}

static bool collect(struct evl_realm *realm, struct evl_object *object, struct evl_string *s, struct evl_object *results)
{
	struct evl_string *flags, *text;
	if (!evl_regexp_read_flags(realm, object, &flags))
		return false;
	bool global = evl_string_has_unit(realm, flags, 'g');
	bool unicode = evl_string_has_unit(realm, flags, 'u') || evl_string_has_unit(realm, flags, 'v');
	if (global && !evl_regexp_set_last_index(realm, object, 0))
		return false;
	for (;;) {
		evl_value match, first, last;
		double index;
		if (!evl_library_step(realm) || !evl_regexp_exec(realm, object, s, &match))
			return false;
		if (evl_is_null(match))
			return true;
		if (!evl_array_append(realm, results, match))
			return false;
		if (!global)
			return true;
		if (!evl_get(realm, match, evl_key_from_index(0), &first) || !evl_to_string(realm, first, &text))
			return false;
		if (text->length == 0 &&
		    (!evl_get(realm, evl_from_object(object), EVL_NAME_lastIndex, &last) || !evl_to_length(realm, last, &index) ||
		     !evl_regexp_set_last_index(realm, object, evl_regexp_advance(realm, s, index, unicode))))
			return false;
	}
}

/* sec-regexp.prototype-%symbol.replace% */
bool evl_regexp_prototype_replace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *replaced = NULL;
	struct replacement replacement = { .function = EVL_UNDEFINED };
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "RegExp.prototype.@@replace",
					 realm->v8 >= EVL_V8_15 ? evl_describe(realm, args->this_value) : "undefined");
	if (!evl_to_string(realm, evl_arg(args, 0), &s))
		return false;
	if (evl_is_callable(evl_arg(args, 1)))
		replacement.function = evl_arg(args, 1);
	else if (!evl_to_string(realm, evl_arg(args, 1), &replacement.text))
		return false;
	replacement.plain = replacement.text != NULL && !evl_string_has_unit(realm, replacement.text, '$');
	struct evl_object *object = evl_as_object(args->this_value);
	if (evl_regexp_has_pristine_flags(realm, args->this_value))
		return replace_quickly(realm, (struct evl_regexp_object *)object, s, &replacement, result);
	struct evl_object *results = evl_array_new(realm, 0, 4);
	if (!collect(realm, object, s, results))
		return false;
	struct evl_buffer16 out;
	uint32_t end = 0;
	bool fine = true;
	const uint16_t *units = evl_string_units(realm, s);
	evl_buffer16_init(&out);
	for (uint32_t i = 0; fine && i < results->element_count; i++)
		fine = replace_match(realm, s, &replacement, results->elements[i], &out, &end);
	if (fine && units != NULL) {
		if (end < s->length)
			evl_buffer16_append(&out, units + end, s->length - end);
		replaced = finish(realm, &out);
	}
	evl_buffer16_release(&out);
	*result = evl_string_value(replaced);
	return replaced != NULL;
}

/* --- split --- */

static bool append_piece(struct evl_realm *realm, struct evl_object *array, struct evl_string *s, uint32_t from, uint32_t to)
{
	struct evl_string *piece = evl_string_substring(realm, s, from, to);
	return piece != NULL && evl_array_append(realm, array, evl_from_string(piece));
}

/* A program that nobody can observe: search for it instead of trying every place. */
static bool split_quickly(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s, uint32_t limit,
			  struct evl_object *array)
{
	bool unicode = (program->flags & EVL_REGEXP_BOTH_UNICODE) != 0, matched;
	const int32_t *captures;
	uint32_t p = 0;
	if (s->length == 0) {
		if (!evl_regexp_run(realm, program, s, 0, true, &captures, &matched))
			return false;
		return matched || evl_array_append(realm, array, evl_from_string(s));
	}
	for (double q = 0; q < s->length;) {
		if (!evl_library_step(realm) || !evl_regexp_run(realm, program, s, (uint32_t)q, false, &captures, &matched))
			return false;
		if (!matched || (uint32_t)captures[0] >= s->length)
			break;
		if ((uint32_t)captures[1] == p) {
			q = evl_regexp_advance(realm, s, captures[0], unicode);
			continue;
		}
		uint32_t end = (uint32_t)captures[1];
		if (!append_piece(realm, array, s, p, (uint32_t)captures[0]))
			return false;
		if (array->length == limit)
			return true;
		p = end;
		for (uint32_t n = 1; n < program->capture_count; n++) {
			evl_value text;
			if (!evl_regexp_capture(realm, s, captures, n, &text) || !evl_array_append(realm, array, text))
				return false;
			if (array->length == limit)
				return true;
		}
		q = p;
	}
	return append_piece(realm, array, s, p, s->length);
}

static bool append_captures(struct evl_realm *realm, struct evl_object *array, evl_value match, uint32_t limit, bool *full)
{
	double length;
	if (!evl_length_of(realm, evl_as_object(match), &length))
		return false;
	for (double n = 1; n < length && !*full; n++) {
		evl_value value;
		if (!evl_library_step(realm) || !evl_get(realm, match, evl_key_from_number(realm, n), &value) ||
		    !evl_array_append(realm, array, value))
			return false;
		*full = array->length == limit;
	}
	return true;
}

/* sec-regexp.prototype-%symbol.split% from the splitter on */
static bool split_with(struct evl_realm *realm, struct evl_object *splitter, struct evl_string *s, uint32_t limit, bool unicode,
		       struct evl_object *array)
{
	evl_value match, last;
	double end, p = 0, q = 0;
	if (s->length == 0) {
		if (!evl_regexp_exec(realm, splitter, s, &match))
			return false;
		return !evl_is_null(match) || evl_array_append(realm, array, evl_from_string(s));
	}
	while (q < s->length) {
		if (!evl_library_step(realm) || !evl_regexp_set_last_index(realm, splitter, q) ||
		    !evl_regexp_exec(realm, splitter, s, &match))
			return false;
		if (evl_is_null(match)) {
			q = evl_regexp_advance(realm, s, q, unicode);
			continue;
		}
		if (!evl_get(realm, evl_from_object(splitter), EVL_NAME_lastIndex, &last) || !evl_to_length(realm, last, &end))
			return false;
		if (end > s->length)
			end = s->length;
		if (end == p) {
			q = evl_regexp_advance(realm, s, q, unicode);
			continue;
		}
		if (!append_piece(realm, array, s, (uint32_t)p, (uint32_t)q))
			return false;
		bool full = array->length == limit;
		p = end;
		if (!full && !append_captures(realm, array, match, limit, &full))
			return false;
		if (full)
			return true;
		q = p;
	}
	return append_piece(realm, array, s, (uint32_t)p, s->length);
}

bool evl_regexp_prototype_split(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *flags;
	evl_value library = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_REGEXP)), constructor, splitter;
	uint32_t limit = UINT32_MAX;
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "RegExp.prototype.@@split",
					 evl_describe(realm, args->this_value));
	struct evl_object *object = evl_as_object(args->this_value);
	if (!evl_to_string(realm, evl_arg(args, 0), &s) || !evl_species_constructor(realm, object, library, &constructor))
		return false;
	struct evl_object *array = evl_array_new(realm, 0, 4);
	*result = evl_from_object(array);
	bool quick = constructor == library && evl_regexp_has_pristine_flags(realm, args->this_value) &&
		     (evl_is_undefined(evl_arg(args, 1)) || evl_is_number(evl_arg(args, 1)));
	if (quick) {
		if (!evl_is_undefined(evl_arg(args, 1)) && !evl_to_uint32(realm, args->values[1], &limit))
			return false;
		return limit == 0 || split_quickly(realm, ((struct evl_regexp_object *)object)->program, s, limit, array);
	}
	if (!evl_regexp_read_flags(realm, object, &flags))
		return false;
	bool unicode = evl_string_has_unit(realm, flags, 'u') || evl_string_has_unit(realm, flags, 'v');
	if (!evl_string_has_unit(realm, flags, 'y') &&
	    (flags = evl_string_concat(realm, flags, evl_string_from_unit(realm, 'y'))) == NULL)
		return false;
	evl_value arguments[2] = { args->this_value, evl_from_string(flags) };
	if (!evl_construct(realm, constructor, 2, arguments, constructor, &splitter) ||
	    (!evl_is_undefined(evl_arg(args, 1)) && !evl_to_uint32(realm, args->values[1], &limit)))
		return false;
	return limit == 0 || split_with(realm, evl_as_object(splitter), s, limit, unicode, array);
}
