/* SPDX-License-Identifier: MIT */
/*
 * regexp_exec.c - matching once and all over: exec, test, match, matchAll, search, and the operations that all methods share.
 *
 * Each method is written as the standard has it, with calls that a script may observe; where the regular expression and
 * its prototype are as the library made them, the same is done without those.
 */
#include <string.h>

#include "base/names.h"
#include "builtins/args.h"
#include "builtins/regexp.h"
#include "value/property.h"
#include "vm/iterator.h"
#include "vm/promise.h"

/* --- what a script has left alone --- */

/* Lazy slots were never touched. */
static bool is_native(evl_value v, evl_native fn)
{
	if (evl_is_lazy(v))
		return true;
	return evl_is_class(v, EVL_CLASS_NATIVE_FUNCTION) && ((struct evl_native_function *)evl_as_object(v))->fn == fn;
}

static bool getters_untouched(const struct evl_object *prototype)
{
	static const struct {
		evl_name name;
		const char *text;
	} getters[] = {
		{ EVL_NAME_flags, "flags" },           { EVL_NAME_hasIndices, "hasIndices" }, { EVL_NAME_global, "global" },
		{ EVL_NAME_ignoreCase, "ignoreCase" }, { EVL_NAME_multiline, "multiline" },   { EVL_NAME_dotAll, "dotAll" },
		{ EVL_NAME_unicode, "unicode" },       { EVL_NAME_sticky, "sticky" },         { EVL_NAME_unicodeSets, "unicodeSets" },
	};
	for (size_t i = 0; i < sizeof getters / sizeof getters[0]; i++) {
		const struct evl_property_entry *entry = evl_shape_find(prototype->shape, getters[i].name);
		if (entry == NULL || !(entry->attributes & EVL_ACCESSOR))
			return false;
		evl_value slot = prototype->slots[entry->slot];
		if (evl_is_lazy(slot))
			continue;
		evl_value getter = evl_is_cell(slot) ? ((struct evl_accessor *)evl_pointer(slot))->get : EVL_UNDEFINED;
		if (evl_is_lazy(getter))
			continue;
		if (!evl_is_class(getter, EVL_CLASS_NATIVE_FUNCTION))
			return false;
		const struct evl_native_function *function = (const struct evl_native_function *)evl_as_object(getter);
		if (function->name_prefix != 'g' || strcmp(function->name, getters[i].text) != 0) /* no other getter has these names */
			return false;
	}
	return true;
}

static bool examine(struct evl_realm *realm, struct evl_regexp_state *state, struct evl_object *prototype)
{
	const struct evl_property_entry *exec = evl_shape_find(prototype->shape, EVL_NAME_exec);
	state->epoch = realm->prototype_epoch;
	state->prototype_shape = prototype->shape;
	state->methods_found = exec != NULL && !(exec->attributes & EVL_ACCESSOR);
	state->exec_slot = state->methods_found ? exec->slot : 0;
	state->getters_untouched = getters_untouched(prototype);
	return state->methods_found;
}

/*
 * Is `v` a regular expression whose `exec` is the library's, looked up without side effects, and whose lastIndex is a plain
 * integer? Then the library matches without asking properties.
 */
static bool regexp_is_pristine(struct evl_realm *realm, evl_value v)
{
	struct evl_regexp_state *state = evl_regexp_state(realm);
	if (!evl_is_class(v, EVL_CLASS_REGEXP) || evl_as_object(v)->shape != state->instance_shape)
		return false;
	evl_value last = evl_as_object(v)->slots[EVL_REGEXP_SLOT_LAST_INDEX];
	if (!evl_is_int(last) || evl_as_int(last) < 0)
		return false;
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_REGEXP_PROTOTYPE);
	if ((state->epoch != realm->prototype_epoch || state->prototype_shape != prototype->shape) &&
	    !examine(realm, state, prototype))
		return false;
	return state->methods_found && is_native(prototype->slots[state->exec_slot], evl_regexp_prototype_exec);
}

bool evl_regexp_has_pristine_flags(struct evl_realm *realm, evl_value v)
{
	return regexp_is_pristine(realm, v) && evl_regexp_state(realm)->getters_untouched;
}

/* --- shared operations --- */

bool evl_string_has_unit(struct evl_realm *realm, struct evl_string *s, uint16_t unit)
{
	const uint16_t *units = evl_string_units(realm, s);
	for (uint32_t i = 0; units != NULL && i < s->length; i++)
		if (units[i] == unit)
			return true;
	return false;
}

bool evl_regexp_read_flags(struct evl_realm *realm, struct evl_object *object, struct evl_string **out)
{
	evl_value flags;
	return evl_get(realm, evl_from_object(object), EVL_NAME_flags, &flags) && evl_to_string(realm, flags, out);
}

bool evl_regexp_set_last_index(struct evl_realm *realm, struct evl_object *object, double index)
{
	if (evl_class_of(object) == EVL_CLASS_REGEXP && object->shape == evl_regexp_state(realm)->instance_shape) {
		object->slots[EVL_REGEXP_SLOT_LAST_INDEX] = evl_from_number(index);
		return true;
	}
	return evl_set(realm, evl_from_object(object), EVL_NAME_lastIndex, evl_from_number(index), true);
}

double evl_regexp_advance(struct evl_realm *realm, struct evl_string *s, double index, bool unicode)
{
	const uint16_t *units = unicode ? evl_string_units(realm, s) : NULL;
	if (units == NULL || index + 1 >= s->length)
		return index + 1;
	uint32_t i = (uint32_t)index;
	return (units[i] & 0xFC00) == 0xD800 && (units[i + 1] & 0xFC00) == 0xDC00 ? index + 2 : index + 1;
}

bool evl_regexp_capture(struct evl_realm *realm, struct evl_string *s, const int32_t *captures, uint32_t n, evl_value *out)
{
	int32_t from = captures[2 * n], to = captures[2 * n + 1];
	*out = EVL_UNDEFINED;
	if (from < 0 || to < 0)
		return true;
	*out = evl_string_value(evl_string_substring(realm, s, (uint32_t)from, (uint32_t)to));
	return *out != EVL_EMPTY;
}

/* The groups of one kind as an object without prototype: texts, or pairs of indices. */
static bool make_groups(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s, const int32_t *captures,
			bool indices, evl_value *out)
{
	*out = EVL_UNDEFINED;
	if (program->group_count == 0)
		return true;
	struct evl_object *groups = evl_object_new(realm, NULL);
	*out = evl_from_object(groups);
	for (uint32_t i = 0; i < program->group_count; i++) {
		const struct evl_regexp_group *group = &program->groups[i];
		evl_key key = evl_key_from_string(realm, evl_string_new(realm, group->name, group->length));
		const int32_t *range = captures + 2 * group->capture;
		evl_value value = EVL_UNDEFINED;
		bool taken = range[0] >= 0 && range[1] >= 0, found = false;
		if (taken && indices) {
			evl_value pair[2] = { evl_from_int(range[0]), evl_from_int(range[1]) };
			value = evl_from_object(evl_array_from(realm, pair, 2));
		} else if (taken && !evl_regexp_capture(realm, s, captures, group->capture, &value)) {
			return false;
		}
		/* of groups with one name, the one that took part */
		if (!taken && (!evl_has_own_property(realm, groups, key, &found) || found))
			continue;
		if (!evl_create_data(realm, groups, key, value))
			return false;
	}
	return true;
}

bool evl_regexp_groups(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s, const int32_t *captures,
		       evl_value *out)
{
	return make_groups(realm, program, s, captures, false, out);
}

/* MakeMatchIndicesIndexPairArray (sec-makematchindicesindexpairarray) */
static bool make_indices(struct evl_realm *realm, const struct evl_regexp *program, const int32_t *captures, evl_value *out)
{
	struct evl_object *array = evl_array_new(realm, 0, program->capture_count);
	evl_value groups;
	*out = evl_from_object(array);
	for (uint32_t i = 0; i < program->capture_count; i++) {
		evl_value pair[2] = { evl_from_int(captures[2 * i]), evl_from_int(captures[2 * i + 1]) }, value = EVL_UNDEFINED;
		if (captures[2 * i] >= 0 && captures[2 * i + 1] >= 0)
			value = evl_from_object(evl_array_from(realm, pair, 2));
		if (!evl_array_append(realm, array, value))
			return false;
	}
	return make_groups(realm, program, NULL, captures, true, &groups) && evl_create_data(realm, array, EVL_NAME_groups, groups);
}

/* The match array of captures of `regexp`'s program. */
static bool regexp_result(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s, const int32_t *captures,
		       evl_value *out)
{
	struct evl_object *array = evl_array_new(realm, 0, program->capture_count);
	evl_value value;
	*out = evl_from_object(array);
	for (uint32_t i = 0; i < program->capture_count; i++)
		if (!evl_regexp_capture(realm, s, captures, i, &value) || !evl_array_append(realm, array, value))
			return false;
	if (!evl_create_data(realm, array, EVL_NAME_index, evl_from_int(captures[0])) ||
	    !evl_create_data(realm, array, EVL_NAME_input, evl_from_string(s)) ||
	    !evl_regexp_groups(realm, program, s, captures, &value) || !evl_create_data(realm, array, EVL_NAME_groups, value))
		return false;
	if (!(program->flags & EVL_REGEXP_HAS_INDICES))
		return true;
	return make_indices(realm, program, captures, &value) && evl_create_data(realm, array, EVL_NAME_indices, value);
}

bool evl_regexp_exec_raw(struct evl_realm *realm, struct evl_regexp_object *regexp, struct evl_string *s,
			 const int32_t **captures, bool *matched)
{
	evl_value last;
	double index;
	*matched = false;
	if (!evl_get(realm, evl_from_object(regexp), EVL_NAME_lastIndex, &last) || !evl_to_length(realm, last, &index))
		return false;
	const struct evl_regexp *program = regexp->program;
	if (program == NULL)
		return evl_not_covered(realm, "a regular expression used while it is being made");
	bool moving = (program->flags & (EVL_REGEXP_GLOBAL | EVL_REGEXP_STICKY)) != 0;
	if (!moving)
		index = 0;
	if (index <= s->length && !evl_regexp_run(realm, program, s, (uint32_t)index, (program->flags & EVL_REGEXP_STICKY) != 0,
						  captures, matched))
		return false;
	if (!moving)
		return true;
	return evl_regexp_set_last_index(realm, &regexp->object, *matched ? (*captures)[1] : 0);
}

/* RegExpBuiltinExec */
static bool builtin_exec(struct evl_realm *realm, struct evl_regexp_object *regexp, struct evl_string *s, evl_value *out)
{
	const int32_t *captures;
	bool matched;
	*out = EVL_NULL;
	if (!evl_regexp_exec_raw(realm, regexp, s, &captures, &matched))
		return false;
	return !matched || regexp_result(realm, regexp->program, s, captures, out);
}

bool evl_regexp_exec(struct evl_realm *realm, struct evl_object *object, struct evl_string *s, evl_value *out)
{
	evl_value exec, self = evl_from_object(object), argument = evl_from_string(s);
	if (!regexp_is_pristine(realm, self)) {
		if (!evl_get(realm, self, EVL_NAME_exec, &exec))
			return false;
		if (evl_is_callable(exec) && !evl_is_lazy(exec) &&
		    !(evl_is_class(exec, EVL_CLASS_NATIVE_FUNCTION) && evl_is_class(self, EVL_CLASS_REGEXP) &&
		      is_native(exec, evl_regexp_prototype_exec))) {
			if (!evl_call(realm, exec, self, 1, &argument, out))
				return false;
			return evl_is_object(*out) || evl_is_null(*out) || evl_throw_message(realm, EVL_MESSAGE_REGEXP_EXEC_RESULT);
		}
		if (evl_regexp_receiver(realm, self, "RegExp.prototype.exec") == NULL)
			return false;
	}
	return builtin_exec(realm, (struct evl_regexp_object *)object, s, out);
}

/* The receiver of a method that works on any object. */
static bool receiver(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_object **object)
{
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	*object = evl_as_object(args->this_value);
	return true;
}

/* --- methods --- */

/* sec-regexp.prototype.exec */
bool evl_regexp_prototype_exec(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_regexp_object *regexp = evl_regexp_receiver(realm, args->this_value, "RegExp.prototype.exec");
	struct evl_string *s;
	return regexp != NULL && evl_to_string(realm, evl_arg(args, 0), &s) && builtin_exec(realm, regexp, s, result);
}

/* sec-regexp.prototype.test */
bool evl_regexp_prototype_test(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *object = NULL;
	struct evl_string *s;
	const int32_t *captures;
	bool matched;
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "RegExp.prototype.test",
					 realm->v8 >= EVL_V8_15 ? evl_describe(realm, args->this_value) : "undefined");
	object = evl_as_object(args->this_value);
	if (!evl_to_string(realm, evl_arg(args, 0), &s))
		return false;
	if (regexp_is_pristine(realm, args->this_value)) {
		if (!evl_regexp_exec_raw(realm, (struct evl_regexp_object *)object, s, &captures, &matched))
			return false;
		*result = evl_from_bool(matched);
		return true;
	}
	evl_value match;
	if (!evl_regexp_exec(realm, object, s, &match))
		return false;
	*result = evl_from_bool(!evl_is_null(match));
	return true;
}

/* All matches of a global regular expression that nobody has touched; EVL_NULL when there is none. */
static bool match_all_at_once(struct evl_realm *realm, struct evl_regexp_object *regexp, struct evl_string *s, evl_value *result)
{
	const struct evl_regexp *program = regexp->program;
	struct evl_object *array = NULL;
	bool unicode = (program->flags & EVL_REGEXP_BOTH_UNICODE) != 0, sticky = (program->flags & EVL_REGEXP_STICKY) != 0, matched;
	double index = 0;
	regexp->object.slots[EVL_REGEXP_SLOT_LAST_INDEX] = evl_from_int(0);
	while (index <= s->length) {
		const int32_t *captures;
		evl_value text;
		if (!evl_library_step(realm) || !evl_regexp_run(realm, program, s, (uint32_t)index, sticky, &captures, &matched))
			return false;
		if (!matched)
			break;
		if (array == NULL)
			array = evl_array_new(realm, 0, 4);
		index = captures[1] > captures[0] ? captures[1] : evl_regexp_advance(realm, s, captures[1], unicode);
		if (!evl_regexp_capture(realm, s, captures, 0, &text) || !evl_array_append(realm, array, text))
			return false;
	}
	*result = array != NULL ? evl_from_object(array) : EVL_NULL;
	return true;
}

/* The 0th element of a match that a script may have made, as text; an empty one moves lastIndex on. */
static bool step_over(struct evl_realm *realm, struct evl_object *object, struct evl_string *s, evl_value match, bool unicode,
		      struct evl_string **text)
{
	evl_value first, last;
	double index;
	if (!evl_get(realm, match, evl_key_from_index(0), &first) || !evl_to_string(realm, first, text))
		return false;
	if ((*text)->length != 0)
		return true;
	return evl_get(realm, evl_from_object(object), EVL_NAME_lastIndex, &last) && evl_to_length(realm, last, &index) &&
	       evl_regexp_set_last_index(realm, object, evl_regexp_advance(realm, s, index, unicode));
}

/* sec-regexp.prototype-%symbol.match% */
bool evl_regexp_prototype_match(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *object = NULL, *array = NULL;
	struct evl_string *s, *flags, *text;
	if (!receiver(realm, args, "RegExp.prototype.@@match", &object) || !evl_to_string(realm, evl_arg(args, 0), &s))
		return false;
	if (evl_regexp_has_pristine_flags(realm, args->this_value)) {
		struct evl_regexp_object *regexp = (struct evl_regexp_object *)object;
		if (regexp->program->flags & EVL_REGEXP_GLOBAL)
			return match_all_at_once(realm, regexp, s, result);
		return evl_regexp_exec(realm, object, s, result);
	}
	if (!evl_regexp_read_flags(realm, object, &flags))
		return false;
	if (!evl_string_has_unit(realm, flags, 'g'))
		return evl_regexp_exec(realm, object, s, result);
	bool unicode = evl_string_has_unit(realm, flags, 'u') || evl_string_has_unit(realm, flags, 'v');
	if (!evl_regexp_set_last_index(realm, object, 0))
		return false;
	for (;;) {
		evl_value match;
		if (!evl_library_step(realm) || !evl_regexp_exec(realm, object, s, &match))
			return false;
		if (evl_is_null(match))
			break;
		if (array == NULL)
			array = evl_array_new(realm, 0, 4);
		if (!step_over(realm, object, s, match, unicode, &text) || !evl_array_append(realm, array, evl_from_string(text)))
			return false;
	}
	*result = array != NULL ? evl_from_object(array) : EVL_NULL;
	return true;
}

/* sec-regexp.prototype-%symbol.search% */
bool evl_regexp_prototype_search(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *object = NULL;
	struct evl_string *s;
	evl_value before, now, match;
	if (!receiver(realm, args, "RegExp.prototype.@@search", &object) || !evl_to_string(realm, evl_arg(args, 0), &s))
		return false;
	evl_value self = args->this_value;
	if (regexp_is_pristine(realm, self)) {
		const struct evl_regexp *program = ((struct evl_regexp_object *)object)->program;
		const int32_t *captures;
		bool matched;
		if (!evl_regexp_run(realm, program, s, 0, (program->flags & EVL_REGEXP_STICKY) != 0, &captures, &matched))
			return false;
		*result = evl_from_int(matched ? captures[0] : -1);
		return true;
	}
	if (!evl_get(realm, self, EVL_NAME_lastIndex, &before) ||
	    (!evl_same_value(realm, before, evl_from_int(0)) && !evl_regexp_set_last_index(realm, object, 0)) ||
	    !evl_regexp_exec(realm, object, s, &match) || !evl_get(realm, self, EVL_NAME_lastIndex, &now))
		return false;
	if (!evl_same_value(realm, now, before) && !evl_set(realm, self, EVL_NAME_lastIndex, before, true))
		return false;
	*result = evl_from_int(-1);
	return evl_is_null(match) || evl_get(realm, match, EVL_NAME_index, result);
}

/* --- matchAll and its iterator --- */

struct string_iterator {
	struct evl_object object;
	struct evl_object *regexp;
	struct evl_string *s;
	bool global, unicode, done;
};

/* sec-regexp-prototype-matchall */
bool evl_regexp_prototype_match_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *object = NULL;
	struct evl_string *s, *flags;
	evl_value constructor, matcher, last;
	double index;
	if (!receiver(realm, args, "RegExp.prototype.@@matchAll", &object) || !evl_to_string(realm, evl_arg(args, 0), &s) ||
	    !evl_species_constructor(realm, object, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_REGEXP)), &constructor) ||
	    !evl_regexp_read_flags(realm, object, &flags))
		return false;
	evl_value arguments[2] = { args->this_value, evl_from_string(flags) };
	if (!evl_construct(realm, constructor, 2, arguments, constructor, &matcher) ||
	    !evl_get(realm, args->this_value, EVL_NAME_lastIndex, &last) || !evl_to_length(realm, last, &index) ||
	    !evl_regexp_set_last_index(realm, evl_as_object(matcher), index))
		return false;
	struct evl_shape *shape = evl_shape_root(realm, evl_intrinsic(realm, EVL_INTRINSIC_REGEXP_STRING_ITERATOR_PROTOTYPE));
	struct string_iterator *iterator = (struct string_iterator *)evl_object_alloc(
		realm, EVL_CLASS_REGEXP_STRING_ITERATOR, shape, sizeof *iterator, 0);
	iterator->regexp = evl_as_object(matcher);
	iterator->s = s;
	iterator->global = evl_string_has_unit(realm, flags, 'g');
	iterator->unicode = evl_string_has_unit(realm, flags, 'u') || evl_string_has_unit(realm, flags, 'v');
	iterator->done = false;
	*result = evl_from_object(iterator);
	return true;
}

/* sec-%regexpstringiteratorprototype%.next */
bool evl_regexp_string_iterator_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	evl_value match = EVL_UNDEFINED;
	if (!evl_is_class(args->this_value, EVL_CLASS_REGEXP_STRING_ITERATOR))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "%RegExpStringIterator%.prototype.next",
					 evl_describe(realm, args->this_value));
	struct string_iterator *iterator = (struct string_iterator *)evl_as_object(args->this_value);
	bool done = iterator->done;
	if (!done) {
		if (!evl_regexp_exec(realm, iterator->regexp, iterator->s, &match))
			return false;
		done = evl_is_null(match);
		if (done)
			match = EVL_UNDEFINED;
		else if (iterator->global && !step_over(realm, iterator->regexp, iterator->s, match, iterator->unicode, &text))
			return false;
		iterator->done = done || !iterator->global;
	}
	*result = evl_iterator_result(realm, match, done);
	return true;
}
