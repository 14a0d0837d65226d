/* SPDX-License-Identifier: MIT */
/*
 * unknown_object.c - unknown values as objects: their properties, their elements, object literals that they were spread into.
 */
#include <string.h>

#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"
#include "value/unknown.h"

struct evl_unknown *evl_unknown_property(struct evl_realm *realm, struct evl_unknown *base, evl_key key)
{
	for (struct evl_unknown *d = base->derived; d != NULL; d = d->sibling)
		if (d->base == base && d->key == key)
			return d;
	const char *name = evl_describe_key(realm, key);
	const char *object = evl_unknown_operand(realm, evl_from_object(&base->object));
	if (base->is_module)
		object = NULL; /* what a module exports is known by its name */
	const char *text = object == NULL ? name : evl_key_is_index(key) ? evl_unknown_text(realm, "%s[%s]", object, name) : evl_unknown_text(realm, "%s.%s", object, name);
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text);
	made->base = base;
	made->key = key;
	return evl_unknown_keep(realm, base, made);
}

struct evl_object *evl_unknown_elements(struct evl_realm *realm, struct evl_unknown *unknown)
{
	static const uint8_t counts[3] = { 1, 0, 2 };
	if (evl_is_object(unknown->elements))
		return evl_as_object(unknown->elements);
	bool is_entry = unknown->base != NULL && evl_key_is_index(unknown->key) && strncmp(unknown->base->text, "Object.entries(", 15) == 0;
	uint32_t count = is_entry ? 2 : counts[evl_unknown_ask(realm, 3)]; /* an entry is a key and a value */
	evl_value values[2];
	for (uint32_t i = 0; i < count; i++)
		values[i] = evl_from_object(&evl_unknown_property(realm, unknown, evl_key_from_index(i))->object);
	struct evl_object *array = evl_array_from(realm, values, count);
	unknown->elements = evl_from_object(array);
	if (!is_entry)
		evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s has %u element%s", unknown->text, (unsigned)count, count == 1 ? "" : "s"));
	return array;
}

void evl_unknown_take_elements(struct evl_realm *realm, struct evl_unknown *unknown, uint32_t count)
{
	if (evl_is_object(unknown->elements) || realm->halt != EVL_STATUS_OK)
		return;
	struct evl_object *array = evl_array_from(realm, NULL, 0);
	for (uint32_t i = 0; i < count; i++)
		if (!evl_array_append(realm, array, evl_from_object(&evl_unknown_property(realm, unknown, evl_key_from_index(i))->object)))
			return;
	unknown->elements = evl_from_object(array);
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s has %u elements", unknown->text, (unsigned)count));
}

struct evl_object *evl_unknown_later_elements(struct evl_realm *realm, struct evl_unknown *unknown)
{
	const struct evl_object *elements = evl_unknown_elements(realm, unknown);
	struct evl_object *array = evl_array_from(realm, NULL, 0);
	for (uint32_t i = 0; i < elements->element_count; i++) {
		struct evl_unknown *element = evl_unknown_new(realm, EVL_UNKNOWN_RESULT, evl_unknown_operand(realm, elements->elements[i]));
		if (!evl_array_append(realm, array, evl_from_object(&element->object)))
			break;
	}
	return array;
}

static bool iterate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_unknown(args->this_value))
		return evl_not_covered(realm, "the iterator of an unknown value, called for another one");
	struct evl_object *array = evl_unknown_elements(realm, evl_as_unknown(args->this_value));
	return evl_invoke(realm, evl_from_object(array), EVL_NAME_symbol_iterator, 0, NULL, result);
}

/* `key in unknown`: asked once. */
static bool has(struct evl_realm *realm, struct evl_unknown *unknown, evl_key key)
{
	if (evl_key_is_index(key) && evl_is_object(unknown->elements))
		return evl_key_index(key) < evl_as_object(unknown->elements)->length;
	return evl_unknown_question(realm, unknown, evl_unknown_text(realm, "'%s' in %s", evl_describe_key(realm, key), unknown->text), true);
}

/* Of an instance of a known class: the prototype that has this property, of those before the unknown one; NULL: none. */
static struct evl_object *known_holder(const struct evl_unknown *instance, evl_key key)
{
	for (struct evl_object *o = instance->prototype; o != NULL && !evl_has_flag(o, EVL_OBJECT_EXOTIC); o = o->shape->prototype)
		if (evl_shape_find(o->shape, key) != NULL)
			return o;
	return NULL;
}

struct evl_unknown *evl_unknown_instance(struct evl_realm *realm, evl_value new_target, const char *text)
{
	evl_value prototype;
	if (!evl_get(realm, new_target, EVL_NAME_prototype, &prototype))
		return NULL;
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text);
	made->prototype = evl_is_object(prototype) ? evl_as_object(prototype) : NULL;
	made->truth = EVL_UNKNOWN_YES;
	return made;
}

bool evl_unknown_inherits(const struct evl_unknown *instance, evl_value prototype)
{
	const struct evl_object *o = instance->prototype;
	while (o != NULL && !evl_has_flag(o, EVL_OBJECT_EXOTIC) && evl_from_object(o) != prototype)
		o = o->shape->prototype;
	return o != NULL && evl_from_object(o) == prototype;
}

static bool unknown_get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out);

/*
 * A property of an object literal: of the unknown value that was spread last, when that has it, otherwise what the literal had before.
 * Without anything before, what it lacks is undefined as it would be there.
 */
static bool get_spread(struct evl_realm *realm, struct evl_unknown *literal, evl_key key, evl_value *out)
{
	struct evl_unknown *source = literal->spread;
	bool found = evl_is_unknown(literal->before);
	if (evl_is_object(literal->before) && !found && !evl_has_property(realm, evl_as_object(literal->before), key, &found))
		return false;
	if (found && evl_unknown_property(realm, source, key)->assigned == EVL_EMPTY && !has(realm, source, key))
		return evl_object_get(realm, evl_as_object(literal->before), key, literal->before, out);
	return unknown_get(realm, &source->object, key, evl_from_object(&source->object), out);
}

static bool unknown_get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out)
{
	struct evl_unknown *unknown = (struct evl_unknown *)object;
	*out = EVL_UNDEFINED;
	if (key == EVL_NAME_symbol_iterator) {
		*out = evl_from_object(evl_native_function_new(realm, "values", 0, iterate));
		return true;
	}
	if (key == EVL_NAME_symbol_async_iterator || key == EVL_NAME_symbol_is_concat_spreadable || key == EVL_NAME_symbol_has_instance ||
	    key == EVL_NAME_symbol_match) /* hardly anything has them */
		return true;
	if (!evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
		return evl_unknown_refuse(realm, "a property named by a symbol", evl_from_object(object));
	bool chained = key == EVL_NAME_then || key == EVL_NAME_catch_ || key == EVL_NAME_finally_ || key == EVL_NAME_constructor;
	if (chained && unknown->assigned == EVL_EMPTY && (unknown->kind == EVL_UNKNOWN_RESULT || key != EVL_NAME_constructor) &&
	    realm->hooks.unknown_promise != NULL) {
		evl_value promise;
		return realm->hooks.unknown_promise(realm, unknown, &promise) && evl_get(realm, promise, key, out);
	}
	struct evl_unknown *property = evl_unknown_property(realm, unknown, key);
	struct evl_object *holder = property->assigned == EVL_EMPTY ? known_holder(unknown, key) : NULL;
	if (holder != NULL)
		return evl_object_get(realm, holder, key, receiver, out);
	if (unknown->spread != NULL && property->assigned == EVL_EMPTY)
		return get_spread(realm, unknown, key, out);
	*out = property->assigned != EVL_EMPTY ? property->assigned : evl_from_object(&property->object);
	return true;
}

/* Is it the property of a handler, `onload`? *unusual: what it is told of does not usually happen. */
static bool is_event_handler(struct evl_realm *realm, evl_key key, bool *unusual)
{
	static const char *const usual[] = { "load", "open", "message", "success", "ready", "readystatechange", "end", "complete", "loadend", "connect" };
	const char *name = evl_describe_key(realm, key);
	*unusual = true;
	if (strncmp(name, "on", 2) != 0 || name[2] < 'a' || name[2] > 'z')
		return false;
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		*unusual = *unusual && strcmp(usual[i], name + 2) != 0;
	return true;
}

static bool unknown_set(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, evl_value receiver, bool *ok)
{
	struct evl_object *holder = known_holder((struct evl_unknown *)object, key);
	struct evl_descriptor d;
	bool found = false;
	if (holder != NULL && !evl_get_own_property(realm, holder, key, &d, &found))
		return false;
	if (found && (d.has_set || d.has_get))
		return evl_object_set(realm, holder, key, value, receiver, ok);
	if (!evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
		return evl_unknown_refuse(realm, "a property named by a symbol", evl_from_object(object));
	struct evl_unknown *property = evl_unknown_property(realm, (struct evl_unknown *)object, key);
	bool is_new = property->assigned == EVL_EMPTY;
	property->assigned = value;
	*ok = true;
	if (!is_new || !evl_is_callable(value) || evl_is_unknown(value) || realm->hooks.unknown_later == NULL)
		return true;
	struct evl_unknown_request request = { .unknown = property, .callback = value, .calls = EVL_UNKNOWN_CALLS_EVENTS };
	return !is_event_handler(realm, key, &request.unusual) || realm->hooks.unknown_later(realm, &request);
}

static bool unknown_has(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found)
{
	*found = has(realm, (struct evl_unknown *)object, key);
	return true;
}

static bool unknown_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	evl_unknown_property(realm, (struct evl_unknown *)object, key)->assigned = EVL_UNDEFINED;
	*ok = true;
	return true;
}

static bool unknown_get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	(void)key, (void)out;
	*found = false;
	return evl_unknown_refuse(realm, "an own property", evl_from_object(object));
}

/* One more property at the end of the text of an object literal. */
static void add_to_text(struct evl_realm *realm, struct evl_unknown *unknown, const char *more)
{
	size_t length = strlen(unknown->text);
	if (length >= 2 && strcmp(unknown->text + length - 2, " }") == 0)
		unknown->text = evl_unknown_text(realm, "%.*s, %s }", (int)(length - 2), unknown->text, more);
}

static bool unknown_define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d, bool *ok)
{
	struct evl_unknown *unknown = (struct evl_unknown *)object;
	*ok = false;
	if ((unknown->spread == NULL && unknown->prototype == NULL) || !d->has_value)
		return evl_unknown_refuse(realm, "defining a property", evl_from_object(object));
	evl_unknown_property(realm, unknown, key)->assigned = d->value;
	add_to_text(realm, unknown, evl_unknown_text(realm, "%s: %s", evl_describe_key(realm, key), evl_unknown_operand(realm, d->value)));
	*ok = true;
	return true;
}

struct evl_unknown *evl_unknown_listed(struct evl_realm *realm, struct evl_unknown *unknown, const char *which)
{
	return evl_unknown_derive(realm, unknown, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "Object.%s(%s)", which, unknown->text));
}

evl_value evl_unknown_spread(struct evl_realm *realm, evl_value target, struct evl_unknown *source)
{
	const char *more = evl_unknown_text(realm, "...%s", evl_unknown_operand(realm, evl_from_object(&source->object)));
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "{ %s }", more));
	made->spread = source;
	made->origin = source->origin;
	made->before = target;
	if (evl_is_unknown(target)) {
		made->text = evl_as_unknown(target)->text;
		add_to_text(realm, made, more);
		return evl_from_object(&made->object);
	}
	struct evl_key_list keys;
	struct evl_object *object = evl_as_object(target);
	if (!evl_own_keys(realm, object, &keys))
		return target;
	const char *before = "";
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_value value;
		if (!evl_object_get(realm, object, keys.keys[i], target, &value))
			return target;
		before = evl_unknown_text(realm, "%s%s: %s, ", before, evl_describe_key(realm, keys.keys[i]), evl_unknown_operand(realm, value));
	}
	made->text = evl_unknown_text(realm, "{ %s%s }", before, more);
	return evl_from_object(&made->object);
}

evl_value evl_unknown_element(struct evl_realm *realm, struct evl_unknown *base, const struct evl_unknown *key)
{
	const char *object = evl_unknown_operand(realm, evl_from_object(&base->object));
	return evl_from_object(&evl_unknown_derive(realm, base, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "%s[%s]", object, key->text))->object);
}

evl_value evl_unknown_rest(struct evl_realm *realm, struct evl_unknown *source, evl_value excluded)
{
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "the rest of %s", source->text));
	made->spread = source;
	made->origin = source->origin;
	made->unnamed = true;
	const struct evl_object *taken = evl_is_object(excluded) ? evl_as_object(excluded) : NULL;
	for (uint32_t i = 0; taken != NULL && i < taken->element_count; i++) {
		evl_key key;
		if (evl_to_key(realm, taken->elements[i], &key))
			evl_unknown_property(realm, made, key)->assigned = EVL_UNDEFINED;
	}
	return evl_from_object(&made->object);
}

/* A property key that stands for an unknown value. */
struct evl_unknown_name {
	struct evl_unknown_name *next;
	struct evl_unknown *unknown;
	evl_key key;
};

static struct evl_unknown_name *find_name(const struct evl_realm *realm, evl_key key)
{
	struct evl_unknown_name *name = realm->unknown_names;
	while (name != NULL && name->key != key)
		name = name->next;
	return name;
}

/* Is it this key? */
static bool is_key(struct evl_realm *realm, struct evl_unknown *unknown, evl_key key)
{
	const struct evl_unknown_name *name = find_name(realm, key);
	evl_value a = evl_from_object(&unknown->object);
	if (name != NULL)
		return name->unknown == unknown || evl_unknown_equals(realm, a, evl_from_object(&name->unknown->object));
	if (evl_key_is_index(key))
		return evl_unknown_equals(realm, a, evl_from_uint32(evl_key_index(key)));
	return evl_unknown_equals(realm, a, evl_from_string(evl_string_from_name(realm, key)));
}

bool evl_unknown_key(struct evl_realm *realm, struct evl_object *object, struct evl_unknown *unknown, evl_key *out)
{
	enum { ASKED = 8 };
	struct evl_key_list keys;
	uint32_t asked = 0;
	if (!evl_own_keys(realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor d;
		bool found;
		*out = keys.keys[i];
		if (!evl_key_is_index(*out) && evl_names_entry(realm->names, *out)->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_get_own_property(realm, object, *out, &d, &found))
			return false;
		if (!found || !d.enumerable)
			continue;
		if (++asked > ASKED)
			return evl_unknown_refuse(realm, "a key of a large object", evl_from_object(&unknown->object));
		if (is_key(realm, unknown, *out))
			return realm->halt == EVL_STATUS_OK;
	}
	const char *shown = evl_unknown_shown(realm, unknown);
	*out = evl_text_name(realm, shown);
	const struct evl_unknown_name *name = find_name(realm, *out);
	if (name != NULL && name->unknown != unknown) /* another one of the same text, which it is not equal to */
		return evl_unknown_refuse(realm, "a key", evl_from_object(&unknown->object));
	if (name == NULL) {
		struct evl_unknown_name *made = evl_realm_scratch(realm, sizeof *made);
		*made = (struct evl_unknown_name){ realm->unknown_names, unknown, *out };
		realm->unknown_names = made;
	}
	return realm->halt == EVL_STATUS_OK;
}

static bool unknown_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	out->count = 0;
	return evl_unknown_refuse(realm, "the keys", evl_from_object(object));
}

static bool unknown_get_prototype(struct evl_realm *realm, struct evl_object *object, evl_value *out)
{
	*out = EVL_NULL;
	return evl_unknown_refuse(realm, "the prototype", evl_from_object(object));
}

static bool unknown_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype, bool *ok)
{
	(void)prototype;
	*ok = false;
	return evl_unknown_refuse(realm, "the prototype", evl_from_object(object));
}

static bool unknown_is_extensible(struct evl_realm *realm, struct evl_object *object, bool *out)
{
	*out = true;
	return evl_unknown_refuse(realm, "the state", evl_from_object(object));
}

static bool unknown_prevent(struct evl_realm *realm, struct evl_object *object, bool *ok)
{
	*ok = false;
	return evl_unknown_refuse(realm, "freezing", evl_from_object(object));
}

const struct evl_exotic evl_unknown_exotic = {
	.get_own = unknown_get_own,
	.define_own = unknown_define_own,
	.has = unknown_has,
	.get = unknown_get,
	.set = unknown_set,
	.delete_ = unknown_delete,
	.own_keys = unknown_own_keys,
	.get_prototype = unknown_get_prototype,
	.set_prototype = unknown_set_prototype,
	.is_extensible = unknown_is_extensible,
	.prevent_extensions = unknown_prevent,
};

