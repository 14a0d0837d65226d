/* SPDX-License-Identifier: MIT */
/*
 * inspect_bun.c - values as Bun's console writes them: which way each class of objects goes, and objects with their properties.
 *
 * Bun shows what is not enumerable too, and what prototypes of the snippet's own have, methods included. Objects of the library
 * whose prototypes it would list are not covered: what JavaScriptCore has there, and in which order, is another engine's.
 */
#include "console/inspect_bun.h"

#include <math.h>
#include <string.h>

#include "builtins/clock.h"
#include "builtins/date.h"
#include "console/console.h"
#include "value/collection.h"
#include "value/convert.h"
#include "value/proxy.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/iterator.h"
#include "vm/promise.h"
#include "vm/stack_names.h"
#include "vm/vm.h"

enum { MAX_LEVELS = 200, MAX_PROTOTYPES = 100, MAX_TEXT = 1 << 24 };

bool evl_bun_property(struct evl_bun_writer *w, struct evl_object *holder, evl_key key)
{
	struct evl_descriptor d;
	bool found;
	if (!evl_bun_key(w, key) || !evl_get_own_property(w->realm, holder, key, &d, &found))
		return false;
	if (found && (d.has_get || d.has_set)) {
		bool getter = d.has_get && !evl_is_undefined(d.get), setter = d.has_set && !evl_is_undefined(d.set);
		evl_bun_put(w, getter && setter ? "[Getter/Setter]" : setter ? "[Setter]" : "[Getter]");
		return true;
	}
	return evl_bun_value(w, found ? d.value : EVL_UNDEFINED);
}

/* --- which properties --- */

/* The objects whose properties are shown: it and its prototypes, up to the library's. */
struct shown {
	struct evl_object *holders[MAX_PROTOTYPES];
	uint32_t count;
};

/* Is it a prototype that the library made? */
static bool is_of_library(struct evl_realm *realm, struct evl_object *prototype, bool *out)
{
	struct evl_descriptor d;
	bool found;
	*out = false;
	if (!evl_get_own_property(realm, prototype, EVL_NAME_constructor, &d, &found))
		return false;
	*out = found && d.has_value && evl_is_class(d.value, EVL_CLASS_NATIVE_FUNCTION);
	return true;
}

static bool find_holders(struct evl_bun_writer *w, struct evl_object *object, struct shown *shown)
{
	struct evl_object *end = evl_intrinsic(w->realm, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	shown->count = 0;
	while (object != NULL && object != end && shown->count < MAX_PROTOTYPES) {
		evl_value next;
		bool library;
		if (shown->count != 0) {
			if (!is_of_library(w->realm, object, &library))
				return false;
			if (library)
				return evl_not_covered(w->realm, "how Bun prints an object with a prototype of the library's");
		}
		shown->holders[shown->count++] = object;
		if (!evl_get_prototype(w->realm, object, &next))
			return false;
		object = evl_is_object(next) ? evl_as_object(next) : NULL;
	}
	return true;
}

static bool is_hidden(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return false;
	return key == EVL_NAME_constructor || key == EVL_NAME_symbol_to_string_tag || evl_names_entry(realm->names, key)->kind == EVL_NAME_KIND_PRIVATE;
}

static bool is_shadowed(struct evl_bun_writer *w, const struct shown *shown, uint32_t at, evl_key key, bool *out)
{
	*out = false;
	for (uint32_t i = 0; i < at && !*out; i++)
		if (!evl_has_own_property(w->realm, shown->holders[i], key, out))
			return false;
	return true;
}

/* --- names --- */

static struct evl_string *text_of(evl_value value)
{
	return evl_is_string(value) ? evl_as_string(value) : NULL;
}

static bool is_object_name(struct evl_realm *realm, struct evl_string *name)
{
	return name == NULL || name->length == 0 || strcmp(evl_string_utf8(realm, name), "Object") == 0;
}

/* The name before the brace; *out NULL: none. */
static bool find_name(struct evl_bun_writer *w, struct evl_object *object, struct evl_string **out)
{
	struct evl_realm *realm = w->realm;
	evl_value prototype, constructor, name = EVL_UNDEFINED, tag;
	*out = NULL;
	if (!evl_get_prototype(realm, object, &prototype))
		return false;
	if (!evl_is_object(prototype)) {
		*out = evl_string_from_ascii(realm, "[Object: null prototype]");
		return *out != NULL;
	}
	if (!evl_get(realm, prototype, EVL_NAME_constructor, &constructor))
		return false;
	if (evl_is_callable(constructor) && !evl_get(realm, constructor, EVL_NAME_name, &name))
		return false;
	*out = text_of(name);
	if (!is_object_name(realm, *out))
		return true;
	struct evl_descriptor d;
	bool found;
	if (!evl_get_own_property(realm, object, EVL_NAME_symbol_to_string_tag, &d, &found))
		return false;
	tag = found && d.has_value ? d.value : EVL_UNDEFINED;
	*out = text_of(tag);
	return true;
}

/* --- objects --- */

/* JavaScriptCore goes through names and symbols in the order in which they were defined, unless the object has indexes. */
static void order_as_defined(struct evl_realm *realm, const struct evl_object *holder, struct evl_key_list *keys, evl_key *spare)
{
	uint32_t found = 0;
	if (keys->count != 0 && evl_key_is_index(keys->keys[0]))
		return;
	for (uint32_t i = 0; i < holder->shape->count; i++) {
		evl_key key = holder->shape->properties->entries[i].key;
		bool shown = key != 0 && !evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_PRIVATE;
		if (shown && found < keys->count)
			spare[found++] = key;
		else if (shown)
			return;
	}
	if (found == keys->count && found != 0)
		memcpy(keys->keys, spare, found * sizeof *spare);
}

static bool append_properties(struct evl_bun_writer *w, const struct shown *shown, uint32_t *count)
{
	for (uint32_t h = 0; h < shown->count; h++) {
		struct evl_key_list keys;
		if (!evl_own_keys(w->realm, shown->holders[h], &keys))
			return false;
		order_as_defined(w->realm, shown->holders[h], &keys, evl_realm_scratch(w->realm, (keys.count + (size_t)1) * sizeof(evl_key)));
		for (uint32_t i = 0; i < keys.count; i++) {
			bool shadowed = true;
			if (is_hidden(w->realm, keys.keys[i]) || !is_shadowed(w, shown, h, keys.keys[i], &shadowed))
				continue;
			if (shadowed)
				continue;
			if ((*count)++ != 0)
				evl_bun_put(w, w->single_line ? ", " : ",");
			else
				evl_text_append_ascii(w->text, w->single_line ? "{ " : "{");
			if (!w->single_line) {
				w->line = *count == 1 ? w->indent * 2 - 1 : w->indent * 2;
				evl_bun_break(w);
			}
			if (!evl_bun_property(w, shown->holders[h], keys.keys[i]))
				return false;
		}
	}
	return w->realm->halt == EVL_STATUS_OK;
}

static bool append_object(struct evl_bun_writer *w, struct evl_object *object)
{
	struct evl_string *name;
	struct shown *shown = evl_realm_scratch(w->realm, sizeof *shown);
	uint32_t count = 0;
	if (!find_holders(w, object, shown) || !find_name(w, object, &name))
		return false;
	if (name != NULL && name->length != 0) {
		evl_bun_put_string(w, name);
		evl_bun_put(w, " ");
	}
	w->indent++;
	w->level++;
	bool ok = append_properties(w, shown, &count);
	w->indent--;
	w->level--;
	if (!ok)
		return false;
	if (count == 0) {
		evl_bun_put(w, "{}");
	} else if (w->single_line) {
		evl_bun_put(w, " }");
	} else {
		evl_bun_put(w, ",");
		evl_bun_break(w);
		evl_bun_put(w, "}");
	}
	return true;
}

/* --- classes --- */

static bool append_date(struct evl_bun_writer *w, const struct evl_date *date)
{
	char shown[EVL_DATE_TEXT_MAX];
	if (date->from_clock)
		evl_clock_note(w->realm);
	if (isnan(date->time))
		evl_date_text(w->realm, date->time, EVL_DATE_AND_TIME, shown);
	else
		evl_date_iso_text(date->time, shown);
	evl_bun_put(w, shown);
	return true;
}

static bool append_text_of(struct evl_bun_writer *w, evl_value value)
{
	struct evl_string *s;
	if (!evl_to_string(w->realm, value, &s))
		return false;
	evl_bun_put_string(w, s);
	return true;
}

static bool append_wrapper(struct evl_bun_writer *w, struct evl_object *object)
{
	const struct evl_wrapper *wrapper = (const struct evl_wrapper *)object;
	evl_value primitive = wrapper->primitive;
	struct evl_string *name;
	bool is_text = evl_class_of(object) == EVL_CLASS_STRING;
	if (!find_name(w, object, &name))
		return false;
	bool derived = name != NULL && strcmp(evl_string_utf8(w->realm, name), evl_class_name(object)) != 0;
	if (is_text && !derived && object->shape->count == 0)
		return evl_bun_primitive(w, primitive);
	evl_text_append_unit(w->text, '[');
	evl_bun_put(w, evl_class_name(object));
	if (derived && !is_text) {
		evl_bun_put(w, " (");
		evl_bun_put_string(w, name);
		evl_bun_put(w, ")");
	}
	evl_bun_put(w, ": ");
	w->quotes = true;
	bool zero = evl_is_number(primitive) && evl_number(primitive) == 0;
	if (!evl_bun_primitive(w, zero ? evl_from_int(0) : primitive))
		return false;
	evl_bun_put(w, "]");
	return true;
}

static bool append_iterator(struct evl_bun_writer *w, struct evl_object *object)
{
	switch (((const struct evl_builtin_iterator *)object)->source) {
	case EVL_ITERATOR_MAP:
	case EVL_ITERATOR_SET:
		return evl_bun_collection(w, object);
	case EVL_ITERATOR_STRING:
		evl_bun_put(w, "{}");
		return true;
	default:
		return evl_not_covered(w->realm, "how Bun prints an iterator");
	}
}

/* What is deeper than is shown. */
static bool is_cut(struct evl_bun_writer *w, struct evl_object *object)
{
	double length;
	if (!(w->level > w->depth))
		return false;
	switch (evl_class_of(object)) {
	case EVL_CLASS_ARRAY:
		if (!evl_length_of(w->realm, object, &length) || length == 0)
			return false;
		evl_bun_put(w, "[Array ...]");
		return true;
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET:
		if (((const struct evl_collection *)(const void *)object)->live == 0)
			return false;
		evl_bun_put(w, evl_class_of(object) == EVL_CLASS_MAP ? "[Map ...]" : "[Set ...]");
		return true;
	case EVL_CLASS_OBJECT:
		evl_bun_put(w, "[Object ...]");
		return true;
	default:
		return false;
	}
}

static bool append_by_class(struct evl_bun_writer *w, struct evl_object *object)
{
	struct evl_realm *realm = w->realm;
	enum evl_class cls = evl_class_of(object);
	switch (cls) {
	case EVL_CLASS_OBJECT:
		return append_object(w, object);
	case EVL_CLASS_ARRAY:
	case EVL_CLASS_ARGUMENTS:
		return evl_bun_array(w, object);
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET:
		return evl_bun_collection(w, object);
	case EVL_CLASS_ITERATOR:
		return append_iterator(w, object);
	case EVL_CLASS_GENERATOR:
	case EVL_CLASS_ASYNC_GENERATOR:
		evl_bun_put(w, "{}");
		return true;
	case EVL_CLASS_PROMISE: {
		static const char *const states[] = { [EVL_PROMISE_PENDING] = "Promise { <pending> }",
						      [EVL_PROMISE_FULFILLED] = "Promise { <resolved> }",
						      [EVL_PROMISE_REJECTED] = "Promise { <rejected> }" };
		evl_bun_put(w, states[((const struct evl_promise *)(const void *)object)->state]);
		return true;
	}
	case EVL_CLASS_DATE:
		return append_date(w, (const struct evl_date *)object);
	case EVL_CLASS_REGEXP:
		return append_text_of(w, evl_from_object(object));
	case EVL_CLASS_NUMBER:
	case EVL_CLASS_STRING:
	case EVL_CLASS_BOOLEAN:
		return append_wrapper(w, object);
	case EVL_CLASS_WEAK_MAP:
		evl_bun_put(w, "WeakMap {}");
		return true;
	case EVL_CLASS_WEAK_SET:
		evl_bun_put(w, "WeakSet {}");
		return true;
	case EVL_CLASS_TYPED_ARRAY:
	case EVL_CLASS_ARRAY_BUFFER:
	case EVL_CLASS_SHARED_ARRAY_BUFFER:
	case EVL_CLASS_DATA_VIEW:
		return evl_bun_typed_array(w, object);
	case EVL_CLASS_ERROR:
		return evl_not_covered(realm, "how Bun prints an error, which shows a piece of the source");
	default:
		return evl_not_covered(realm, "how Bun prints an object of this kind");
	}
}

/* --- custom inspect functions --- */

static bool is_host_function(evl_value function)
{
	return evl_is_class(function, EVL_CLASS_FUNCTION) &&
	       evl_span_is_host(((const struct evl_function *)evl_pointer(function))->code->template_->text);
}

static bool append_custom(struct evl_bun_writer *w, struct evl_object *object, bool *handled)
{
	struct evl_realm *realm = w->realm;
	evl_value function, result, value = evl_from_object(object);
	*handled = false;
	if (!evl_object_get(realm, object, EVL_NAME_symbol_inspect_custom, value, &function))
		return false;
	if (!evl_is_callable(function))
		return true;
	if (is_host_function(function) && evl_class_of(object) != EVL_CLASS_TYPED_ARRAY)
		return evl_not_covered(realm, "how Bun prints an object of its own");
	*handled = true;
	evl_value inspect = evl_console_state(realm)->inspect;
	evl_value arguments[3] = { evl_from_number(w->depth - w->level), evl_from_object(evl_object_plain(realm)),
				   inspect != EVL_EMPTY ? inspect : evl_from_object(evl_native_function_new(realm, "inspect", 2, evl_util_inspect)) };
	if (!evl_call(realm, function, value, 3, arguments, &result))
		return false;
	if (evl_is_string(result)) {
		evl_bun_put_string(w, evl_as_string(result));
		return true;
	}
	if (result == value) {
		*handled = false;
		return true;
	}
	return evl_bun_value(w, result);
}

static bool append_any(struct evl_bun_writer *w, struct evl_object *object)
{
	bool handled;
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		struct evl_string *text = evl_unknown_string(w->realm, (const struct evl_unknown *)object);
		if (text != NULL)
			evl_bun_put_string(w, text);
		return text != NULL;
	}
	while (evl_class_of(object) == EVL_CLASS_PROXY) {
		object = ((const struct evl_proxy *)object)->target;
		if (object == NULL)
			return evl_not_covered(w->realm, "how Bun prints a revoked proxy");
	}
	if (!append_custom(w, object, &handled) || handled)
		return handled;
	if (evl_has_flag(object, EVL_OBJECT_CALLABLE))
		return evl_bun_function(w, object);
	for (const struct evl_bun_seen *s = w->seen; s != NULL; s = s->outer) {
		if (s->object != object)
			continue;
		evl_bun_put(w, "[Circular]");
		return true;
	}
	if (is_cut(w, object))
		return w->realm->halt == EVL_STATUS_OK;
	struct evl_bun_seen seen = { object, w->seen };
	bool quotes = w->quotes;
	w->seen = &seen;
	w->quotes |= evl_class_of(object) != EVL_CLASS_STRING;
	bool ok = append_by_class(w, object);
	w->quotes = quotes;
	w->seen = seen.outer;
	return ok && w->realm->halt == EVL_STATUS_OK;
}

bool evl_bun_value(struct evl_bun_writer *w, evl_value value)
{
	if (!evl_is_object(value))
		return evl_bun_primitive(w, value);
	if (w->level >= MAX_LEVELS)
		return evl_not_covered(w->realm, "printing a value that is nested more than 200 levels deep");
	if (w->text->length > MAX_TEXT)
		return evl_halt(w->realm, EVL_STATUS_MEMORY_LIMIT, "the text of a printed value is too long");
	return append_any(w, evl_as_object(value));
}
