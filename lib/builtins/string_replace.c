/*
 * string_replace.c - replace, replaceAll, split, and the methods that hand over to a pattern.
 *
 * A pattern that is an object with the method of the protocol (Symbol.replace and its
 * siblings) is asked; texts are handled here.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "builtins/args.h"
#include "builtins/regexp.h"
#include "builtins/string_methods.h"
#include "value/convert.h"

/* --- the protocol --- */

/* V8 puts the type of a primitive before it here: "number 1 is not a function". */
static bool throw_not_function(struct evl_realm *realm, evl_value method)
{
	const char *shown = evl_describe(realm, method);
	if (evl_is_object(method) || evl_is_symbol(method))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, shown);
	const char *type = evl_names_utf8(realm->names, evl_typeof(method), &realm->scratch);
	size_t length = strlen(type) + 1 + strlen(shown);
	char *text = evl_arena_zalloc(&realm->scratch, length + 1);
	memcpy(text, type, strlen(type));
	text[strlen(type)] = ' ';
	memcpy(text + strlen(type) + 1, shown, strlen(shown));
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, text);
}

/* The library's own methods of the protocol are entered directly: V8's stack traces show no frame of theirs. */
static bool call_method(struct evl_realm *realm, evl_value method, evl_value pattern, uint32_t count, const evl_value *values,
			evl_value *result)
{
	static const evl_native own[] = { evl_regexp_prototype_match, evl_regexp_prototype_match_all, evl_regexp_prototype_replace,
					  evl_regexp_prototype_search, evl_regexp_prototype_split };
	if (evl_is_class(method, EVL_CLASS_NATIVE_FUNCTION)) {
		const struct evl_native_function *function = (const struct evl_native_function *)evl_as_object(method);
		for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
			if (function->fn != own[i])
				continue;
			struct evl_args args = { .this_value = pattern,
						 .values = values,
						 .count = count,
						 .new_target = EVL_UNDEFINED,
						 .callee = evl_as_object(method) };
			return own[i](realm, &args, result);
		}
	}
	return evl_call(realm, method, pattern, count, values, result);
}

/*
 * Hand over to pattern[symbol](this value, more) when the pattern is neither undefined nor null and has that method.
 * *done: it was called.
 */
static bool delegate(struct evl_realm *realm, const struct evl_args *args, evl_key symbol, bool two, evl_value *result, bool *done)
{
	evl_value pattern = evl_arg(args, 0), method;
	*done = false;
	if (!evl_is_object(pattern))
		return true;
	if (!evl_get(realm, pattern, symbol, &method))
		return false;
	if (evl_is_nullish(method))
		return true;
	if (!evl_is_callable(method))
		return throw_not_function(realm, method);
	evl_value arguments[2] = { args->this_value, evl_arg(args, 1) };
	*done = true;
	return call_method(realm, method, pattern, two ? 2 : 1, arguments, result);
}

/* matchAll and replaceAll take regular expressions only with the flag g. */
static bool require_global(struct evl_realm *realm, evl_value pattern, const char *method)
{
	evl_value flags;
	struct evl_string *text;
	bool regexp;
	if (!evl_is_regexp(realm, pattern, &regexp))
		return false;
	if (!regexp)
		return true;
	if (!evl_get(realm, pattern, EVL_NAME_flags, &flags))
		return false;
	if (evl_is_nullish(flags))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, method);
	if (!evl_to_string(realm, flags, &text))
		return false;
	return evl_string_has_unit(realm, text, 'g') || evl_throw_message(realm, EVL_MESSAGE_GLOBAL_REGEXP_NEEDED, method);
}

static bool match_with(struct evl_realm *realm, const struct evl_args *args, const char *method, evl_key symbol, evl_value *result)
{
	bool done;
	if (!evl_require_object_coercible(realm, args->this_value, method))
		return false;
	if (symbol == EVL_NAME_symbol_match_all && !require_global(realm, evl_arg(args, 0), method))
		return false;
	if (!delegate(realm, args, symbol, false, result, &done))
		return false;
	if (done)
		return true;
	struct evl_string *s;
	struct evl_regexp_object *regexp;
	evl_value function;
	evl_value flags = symbol == EVL_NAME_symbol_match_all ? evl_from_string(evl_string_from_unit(realm, 'g')) : EVL_UNDEFINED;
	if (!evl_to_string(realm, args->this_value, &s) || !evl_regexp_create(realm, evl_arg(args, 0), flags, &regexp))
		return false;
	evl_value argument = evl_from_string(s), self = evl_from_object(regexp);
	if (!evl_get(realm, self, symbol, &function) ||
	    (!evl_is_callable(function) && !throw_not_function(realm, function)))
		return false;
	return call_method(realm, function, self, 1, &argument, result);
}

/* sec-string.prototype.match */
bool evl_string_prototype_match(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return match_with(realm, args, "String.prototype.match", EVL_NAME_symbol_match, result);
}

/* sec-string.prototype.matchall */
bool evl_string_prototype_match_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return match_with(realm, args, "String.prototype.matchAll", EVL_NAME_symbol_match_all, result);
}

/* sec-string.prototype.search */
bool evl_string_prototype_search(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return match_with(realm, args, "String.prototype.search", EVL_NAME_symbol_search, result);
}

/* --- replacing texts --- */

static bool append_capture(struct evl_realm *realm, struct evl_buffer16 *out, evl_value capture)
{
	struct evl_string *s;
	if (evl_is_undefined(capture))
		return true;
	if (!evl_to_string(realm, capture, &s))
		return false;
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	evl_buffer16_append(out, units, s->length);
	return true;
}

/* $<name> from `at` (the <) on: its end, or 0 when no > follows. */
static uint32_t name_end(const uint16_t *r, uint32_t at, uint32_t length)
{
	for (uint32_t i = at + 1; i < length; i++)
		if (r[i] == '>')
			return i;
	return 0;
}

static bool append_named(struct evl_realm *realm, struct evl_buffer16 *out, evl_value groups, const uint16_t *name, uint32_t length)
{
	struct evl_string *key = evl_string_new(realm, name, length);
	evl_value value;
	return key != NULL && evl_get(realm, groups, evl_key_from_string(realm, key), &value) && append_capture(realm, out, value);
}

bool evl_string_substitute(struct evl_realm *realm, struct evl_buffer16 *out, struct evl_string *subject, uint32_t position,
			   struct evl_string *matched, const evl_value *captures, uint32_t capture_count, evl_value groups,
			   struct evl_string *replacement)
{
	const uint16_t *text = evl_string_units(realm, subject), *r = evl_string_units(realm, replacement);
	uint32_t length = replacement->length, plain = 0;
	const uint16_t *found = evl_string_units(realm, matched);
	if (text == NULL || r == NULL || found == NULL)
		return false;
	for (uint32_t i = 0; i + 1 < length; i++) {
		if (r[i] != '$')
			continue;
		uint16_t next = r[i + 1];
		uint32_t taken = 2, number = 0;
		if (evl_is_digit(next)) {
			number = (uint32_t)(next - '0');
			if (i + 2 < length && evl_is_digit(r[i + 2]) && number * 10 + (uint32_t)(r[i + 2] - '0') <= capture_count &&
			    number * 10 + (uint32_t)(r[i + 2] - '0') > 0) {
				number = number * 10 + (uint32_t)(r[i + 2] - '0');
				taken = 3;
			}
			if (number == 0 || number > capture_count)
				continue;
		} else if (next == '<') {
			uint32_t end = evl_is_undefined(groups) ? 0 : name_end(r, i + 1, length);
			if (end == 0)
				continue;
			taken = end - i + 1;
		} else if (next != '$' && next != '&' && next != '`' && next != '\'') {
			continue;
		}
		evl_buffer16_append(out, r + plain, i - plain);
		if (next == '$') {
			evl_buffer16_append_unit(out, '$');
		} else if (next == '&') {
			evl_buffer16_append(out, found, matched->length);
		} else if (next == '`') {
			evl_buffer16_append(out, text, position);
		} else if (next == '\'') {
			uint32_t after = matched->length < subject->length - position ? position + matched->length : subject->length;
			evl_buffer16_append(out, text + after, subject->length - after);
		} else if (next == '<') {
			if (!append_named(realm, out, groups, r + i + 2, taken - 3))
				return false;
		} else if (!append_capture(realm, out, captures[number - 1])) {
			return false;
		}
		i += taken - 1;
		plain = i + 1;
		if (out->length > EVL_STRING_MAX)
			return evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
	}
	evl_buffer16_append(out, r + plain, length - plain);
	return true;
}

/* What replaces the match at `position`: what the function gives, or the text with its $ replaced. */
static bool append_replacement(struct evl_realm *realm, struct evl_buffer16 *out, struct evl_string *s, struct evl_string *needle,
			       uint32_t position, evl_value function, struct evl_string *text)
{
	if (evl_is_undefined(function))
		return evl_string_substitute(realm, out, s, position, needle, NULL, 0, EVL_UNDEFINED, text);
	evl_value arguments[3] = { evl_from_string(needle), evl_from_uint32(position), evl_from_string(s) };
	evl_value value;
	if (!evl_call(realm, function, EVL_UNDEFINED, 3, arguments, &value) || !evl_to_string(realm, value, &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return false;
	evl_buffer16_append(out, units, text->length);
	return true;
}

static bool replace_into(struct evl_realm *realm, struct evl_buffer16 *out, struct evl_string *s, struct evl_string *needle,
			 evl_value function, struct evl_string *text, bool all)
{
	const uint16_t *units = evl_string_units(realm, s);
	int64_t position = evl_string_index_of(realm, s, needle, 0);
	uint32_t end = 0;
	while (position >= 0 && units != NULL) {
		evl_buffer16_append(out, units + end, (size_t)position - end);
		if (!append_replacement(realm, out, s, needle, (uint32_t)position, function, text) || !evl_library_step(realm))
			return false;
		end = (uint32_t)position + needle->length;
		if (out->length > EVL_STRING_MAX)
			return evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
		uint32_t next = needle->length != 0 ? end : (uint32_t)position + 1;
		if (!all || next > s->length)
			break;
		position = evl_string_index_of(realm, s, needle, next);
	}
	if (units == NULL || realm->halt != EVL_STATUS_OK)
		return false;
	evl_buffer16_append(out, units + end, s->length - end);
	return true;
}

static bool replace_text(struct evl_realm *realm, const struct evl_args *args, bool all, evl_value *result)
{
	struct evl_string *s, *needle, *text = NULL;
	evl_value function = EVL_UNDEFINED, replacement = evl_arg(args, 1);
	if (!evl_to_string(realm, args->this_value, &s) || !evl_to_string(realm, evl_arg(args, 0), &needle))
		return false;
	if (evl_is_callable(replacement))
		function = replacement;
	else if (!evl_to_string(realm, replacement, &text))
		return false;
	if (evl_string_index_of(realm, s, needle, 0) < 0) {
		*result = evl_from_string(s);
		return realm->halt == EVL_STATUS_OK;
	}
	struct evl_buffer16 out;
	struct evl_string *replaced = NULL;
	evl_buffer16_init(&out);
	if (replace_into(realm, &out, s, needle, function, text, all)) {
		if (out.failed)
			evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in replacing text");
		else
			replaced = evl_string_new(realm, out.units, out.length);
	}
	evl_buffer16_release(&out);
	*result = evl_string_value(replaced);
	return replaced != NULL;
}

/* sec-string.prototype.replace */
bool evl_string_prototype_replace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool done;
	if (!evl_require_object_coercible(realm, args->this_value, "String.prototype.replace") ||
	    !delegate(realm, args, EVL_NAME_symbol_replace, true, result, &done))
		return false;
	return done || replace_text(realm, args, false, result);
}

/* sec-string.prototype.replaceall */
bool evl_string_prototype_replace_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool done;
	if (!evl_require_object_coercible(realm, args->this_value, "String.prototype.replaceAll") ||
	    !require_global(realm, evl_arg(args, 0), "String.prototype.replaceAll") ||
	    !delegate(realm, args, EVL_NAME_symbol_replace, true, result, &done))
		return false;
	return done || replace_text(realm, args, true, result);
}

/* --- split --- */

static bool split_units(struct evl_realm *realm, struct evl_string *s, uint32_t limit, struct evl_object *array)
{
	const uint16_t *units = evl_string_units(realm, s);
	uint32_t count = s->length < limit ? s->length : limit;
	if (units == NULL || !evl_object_reserve_elements(realm, array, count))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		struct evl_string *unit = evl_string_from_unit(realm, units[i]);
		if (unit == NULL || !evl_array_append(realm, array, evl_from_string(unit)))
			return false;
		if ((i & 4095) == 4095 && !evl_library_step(realm))
			return false;
	}
	return true;
}

static bool split_text(struct evl_realm *realm, struct evl_string *s, struct evl_string *separator, uint32_t limit,
		       struct evl_object *array)
{
	uint32_t from = 0;
	for (;;) {
		int64_t at = evl_string_index_of(realm, s, separator, from);
		uint32_t to = at < 0 ? s->length : (uint32_t)at;
		struct evl_string *piece = evl_string_substring(realm, s, from, to);
		if (piece == NULL || !evl_array_append(realm, array, evl_from_string(piece)) || !evl_library_step(realm))
			return false;
		if (at < 0 || array->length >= limit)
			return true;
		from = to + separator->length;
	}
}

/* sec-string.prototype.split */
bool evl_string_prototype_split(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *separator;
	uint32_t limit = UINT32_MAX;
	bool done;
	if (!evl_require_object_coercible(realm, args->this_value, "String.prototype.split") ||
	    !delegate(realm, args, EVL_NAME_symbol_split, true, result, &done))
		return false;
	if (done)
		return true;
	if (!evl_to_string(realm, args->this_value, &s) ||
	    (!evl_is_undefined(evl_arg(args, 1)) && !evl_to_uint32(realm, args->values[1], &limit)) ||
	    !evl_to_string(realm, evl_arg(args, 0), &separator))
		return false;
	struct evl_object *array = evl_array_new(realm, 0, 4);
	*result = evl_from_object(array);
	if (limit == 0)
		return true;
	if (evl_is_undefined(evl_arg(args, 0)))
		return evl_array_append(realm, array, evl_from_string(s));
	if (separator->length == 0)
		return split_units(realm, s, limit, array);
	return split_text(realm, s, separator, limit, array);
}
