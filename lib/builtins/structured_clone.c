/*
 * structured_clone.c - structuredClone: values copied as the platform copies them
 * between realms (HTML, "StructuredSerializeInternal" and "StructuredDeserialize", in one pass).
 *
 * One pass is the same to a snippet: reading the source may run getters, making the
 * copy runs nothing. The rows are host globals, with each host's wording of the error.
 */
#include "builtins/structured_clone.h"

#include <string.h>

#include "builtins/args.h"
#include "builtins/date.h"
#include "builtins/dom_exception.h"
#include "value/collection.h"
#include "value/convert.h"
#include "vm/function.h"

struct cloner {
	struct evl_realm *realm;
	struct evl_collection *memory; /* source object → copy */
	const char *before;            /* words before the value in the error */
};

static bool clone(struct cloner *c, evl_value value, evl_value *out);

static bool fail(struct cloner *c, evl_value value)
{
	static const char after[] = " could not be cloned.";
	struct evl_realm *realm = c->realm;
	const char *shown;
	if (evl_is_callable(value)) {
		struct evl_string *source = evl_function_source(realm, evl_as_object(value));
		if (source == NULL)
			return false;
		shown = evl_string_utf8(realm, source);
	} else {
		shown = evl_describe(realm, value);
	}
	size_t length = strlen(c->before) + strlen(shown);
	char *text = evl_arena_alloc(&realm->scratch, length + sizeof after);
	memcpy(text, c->before, strlen(c->before));
	memcpy(text + strlen(c->before), shown, strlen(shown));
	memcpy(text + length, after, sizeof after);
	return evl_dom_exception_throw(realm, text, "DataCloneError");
}

/* The enumerable own properties, read and copied. */
static bool clone_properties(struct cloner *c, struct evl_object *source, struct evl_object *copy)
{
	struct evl_realm *realm = c->realm;
	struct evl_key_list keys;
	if (!evl_own_keys(realm, source, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor d;
		bool found;
		evl_value value;
		if (!evl_key_is_index(keys.keys[i]) &&
		    evl_names_entry(realm->names, keys.keys[i])->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_library_step(realm) || !evl_get_own_property(realm, source, keys.keys[i], &d, &found))
			return false;
		if (!found || !d.enumerable)
			continue;
		if (!evl_object_get(realm, source, keys.keys[i], evl_from_object(source), &value) || !clone(c, value, &value) ||
		    !evl_create_data(realm, copy, keys.keys[i], value))
			return false;
	}
	return true;
}

/* The entries as they were when the copying began. */
static bool clone_collection(struct cloner *c, struct evl_collection *source, struct evl_collection *copy)
{
	struct evl_realm *realm = c->realm;
	uint32_t position = 0, count = 0;
	evl_value key, value;
	size_t room = (size_t)source->live * 2 + 1;
	if (evl_arena_room(&realm->scratch) < room * sizeof(evl_value) + 64)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in structuredClone");
	evl_value *entries = evl_arena_alloc(&realm->scratch, room * sizeof *entries);
	while (evl_collection_next(source, &position, &key, &value)) {
		entries[count++] = key;
		entries[count++] = value;
	}
	for (uint32_t i = 0; i < count; i += 2) {
		if (!evl_library_step(realm) || !clone(c, entries[i], &key) || !clone(c, entries[i + 1], &value) ||
		    !evl_collection_set(realm, copy, key, value))
			return false;
	}
	return true;
}

static evl_value own_data(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	struct evl_descriptor d;
	bool found;
	*ok = evl_get_own_property(realm, object, key, &d, &found);
	return *ok && found && d.has_value ? d.value : EVL_EMPTY;
}

/* The kinds that a copy can have, by the name that the source goes by. */
static enum evl_error_type error_type(const char *name)
{
	static const struct {
		const char *name;
		enum evl_error_type type;
	} kinds[] = {
		{ "EvalError", EVL_ERROR_EVAL },     { "RangeError", EVL_ERROR_RANGE }, { "ReferenceError", EVL_ERROR_REFERENCE },
		{ "SyntaxError", EVL_ERROR_SYNTAX }, { "TypeError", EVL_ERROR_TYPE },   { "URIError", EVL_ERROR_URI },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].type;
	return EVL_ERROR_ERROR;
}

static bool clone_error(struct cloner *c, struct evl_object *source, evl_value *out)
{
	struct evl_realm *realm = c->realm;
	evl_value self = evl_from_object(source), name, stack;
	struct evl_string *name_text, *text;
	bool ok;
	if (!evl_object_get(realm, source, EVL_NAME_name, self, &name) || !evl_to_string(realm, name, &name_text))
		return false;
	evl_value message = own_data(realm, source, EVL_NAME_message, &ok);
	if (!ok)
		return false;
	if (message != EVL_EMPTY) {
		if (!evl_to_string(realm, message, &text))
			return false;
		message = evl_from_string(text);
	}
	struct evl_object *copy = evl_error_new(realm, error_type(evl_string_utf8(realm, name_text)),
						message != EVL_EMPTY ? message : EVL_UNDEFINED);
	*out = evl_from_object(copy);
	if (!evl_collection_set(realm, c->memory, self, *out))
		return false;
	evl_value cause = own_data(realm, source, EVL_NAME_cause, &ok);
	if (!ok)
		return false;
	if (cause != EVL_EMPTY) {
		if (!clone(c, cause, &cause))
			return false;
		evl_define_new(realm, copy, EVL_NAME_cause, cause, EVL_DATA_HIDDEN);
	}
	if (!evl_object_get(realm, source, EVL_NAME_stack, self, &stack))
		return false;
	if (!evl_is_string(stack))
		return true;
	struct evl_descriptor d = { .value = stack, .has_value = true };
	return evl_define_own_property(realm, copy, EVL_NAME_stack, &d, &ok);
}

static bool clone_object(struct cloner *c, struct evl_object *source, evl_value *out)
{
	struct evl_realm *realm = c->realm;
	evl_value self = evl_from_object(source);
	struct evl_object *copy;
	if (!evl_library_room(realm))
		return false;
	switch (evl_class_of(source)) {
	case EVL_CLASS_OBJECT:
		copy = evl_object_plain(realm);
		break;
	case EVL_CLASS_ARRAY:
		copy = evl_array_new(realm, source->length, 0);
		break;
	case EVL_CLASS_BOOLEAN:
	case EVL_CLASS_NUMBER:
	case EVL_CLASS_STRING:
	case EVL_CLASS_BIGINT:
		*out = evl_from_object(evl_wrapper_new(realm, ((struct evl_wrapper *)source)->primitive));
		return evl_collection_set(realm, c->memory, self, *out);
	case EVL_CLASS_DATE: {
		struct evl_date *date = evl_date_new(realm, ((const struct evl_date *)source)->time);
		date->from_clock = ((const struct evl_date *)source)->from_clock;
		*out = evl_from_object(date);
		return evl_collection_set(realm, c->memory, self, *out);
	}
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET: {
		enum evl_class cls = evl_class_of(source);
		struct evl_object *prototype = evl_intrinsic(
			realm, cls == EVL_CLASS_MAP ? EVL_INTRINSIC_MAP_PROTOTYPE : EVL_INTRINSIC_SET_PROTOTYPE);
		struct evl_collection *entries = evl_collection_new(realm, cls, prototype);
		*out = evl_from_object(entries);
		return evl_collection_set(realm, c->memory, self, *out) &&
		       clone_collection(c, (struct evl_collection *)source, entries);
	}
	case EVL_CLASS_ERROR:
		if (!evl_is_dom_exception(self))
			return clone_error(c, source, out);
		copy = evl_object_plain(realm);
		break;
	default:
		return fail(c, self);
	}
	if (copy == NULL)
		return false;
	*out = evl_from_object(copy);
	return evl_collection_set(realm, c->memory, self, *out) && clone_properties(c, source, copy);
}

static bool clone(struct cloner *c, evl_value value, evl_value *out)
{
	if (evl_is_symbol(value))
		return fail(c, value);
	if (!evl_is_object(value)) {
		*out = value;
		return true;
	}
	if (evl_is_callable(value))
		return fail(c, value);
	evl_value known = evl_collection_get(c->realm, c->memory, value);
	if (known != EVL_EMPTY) {
		*out = known;
		return true;
	}
	return clone_object(c, evl_as_object(value), out);
}

/* options.transfer must be empty: what could be transferred is not in the model. */
static bool check_transfer(struct evl_realm *realm, evl_value options)
{
	evl_value transfer;
	double length;
	if (evl_is_nullish(options))
		return true;
	if (!evl_is_object(options))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "The options argument must be either an object or undefined");
	if (!evl_get(realm, options, evl_names_intern_utf8(realm->names, "transfer", 8), &transfer))
		return false;
	if (evl_is_undefined(transfer))
		return true;
	if (!evl_is_object(transfer) || !evl_length_of(realm, evl_as_object(transfer), &length))
		return realm->exception == EVL_EMPTY && evl_not_covered(realm, "this transfer list of structuredClone");
	return length == 0 || evl_not_covered(realm, "transferring objects by structuredClone");
}

bool evl_structured_clone(struct evl_realm *realm, evl_value value, const char *before, const evl_value *pairs, uint32_t pair_count,
			  evl_value *out)
{
	struct cloner c = { .realm = realm, .before = before };
	c.memory = evl_collection_new(realm, EVL_CLASS_MAP, NULL);
	for (uint32_t i = 0; i < pair_count; i++)
		if (!evl_collection_set(realm, c.memory, pairs[i * 2], pairs[i * 2 + 1]))
			return false;
	return clone(&c, value, out);
}

static bool run(struct evl_realm *realm, const struct evl_args *args, const char *before, evl_value *result)
{
	struct cloner c = { .realm = realm, .before = before };
	if (!check_transfer(realm, evl_arg(args, 1)))
		return false;
	c.memory = evl_collection_new(realm, EVL_CLASS_MAP, NULL);
	return clone(&c, evl_arg(args, 0), result);
}

static bool structured_clone(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (args->count == 0)
		return evl_throw_text(realm, EVL_ERROR_TYPE, "The value argument must be specified");
	return run(realm, args, "", result);
}

static bool structured_clone_page(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (args->count == 0)
		return evl_throw_text(realm, EVL_ERROR_TYPE,
				      "Failed to execute 'structuredClone' on 'Window': 1 argument required, but only 0 present.");
	return run(realm, args, "Failed to execute 'structuredClone' on 'Window': ", result);
}

static const struct evl_row rows[] = { EVL_OPERATION("structuredClone", structured_clone, 0) };
static const struct evl_row page_rows[] = { EVL_OPERATION("structuredClone", structured_clone_page, 1) };

const struct evl_rows evl_rows_structured_clone = EVL_ROWS(rows);
const struct evl_rows evl_rows_structured_clone_page = EVL_ROWS(page_rows);
