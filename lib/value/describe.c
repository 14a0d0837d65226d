/* SPDX-License-Identifier: MIT */
/*
 * describe.c - values inside V8's messages.
 *
 * V8 looks at a value without running script: strings as they are, functions
 * as their source, errors as "Name: message"; an object whose toString is
 * that of Object.prototype as #<Constructor>; others as [object Tag].
 */
#include <stdio.h>
#include <string.h>

#include "value/bigint.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/own.h"
#include "value/property.h"
#include "value/proxy.h"
#include "value/realm.h"
#include "value/typed_array.h"

/* before + text + after, in scratch */
static const char *joined(struct evl_realm *realm, const char *before, const char *text, const char *after)
{
	size_t a = strlen(before);
	size_t b = strlen(text);
	size_t c = strlen(after);
	char *all = evl_realm_scratch(realm, a + b + c + 1);
	memcpy(all, before, a);
	memcpy(all + a, text, b);
	memcpy(all + a + b, after, c + 1);
	return all;
}

/* The value of the data property that a lookup without script finds; EVL_EMPTY when there is none. */
static evl_value find_data(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	for (struct evl_object *o = object; o; o = o->shape->prototype) {
		if (evl_has_flag(o, EVL_OBJECT_EXOTIC))
			return EVL_EMPTY;
		struct evl_own own = evl_own_find(o, key);
		if (own.kind == EVL_OWN_NONE)
			continue;
		evl_value value;
		if ((own.attributes & EVL_ACCESSOR) || !evl_own_value(realm, o, own, &value))
			return EVL_EMPTY;
		return value;
	}
	return EVL_EMPTY;
}

/* Is `v` the library function of this name in the prototype rows of `family`? */
static bool is_row_function(evl_value v, const struct evl_family *family, const char *name)
{
	if (!evl_is_class(v, EVL_CLASS_NATIVE_FUNCTION))
		return false;
	evl_native fn = ((const struct evl_native_function *)evl_pointer(v))->fn;
	for (uint32_t i = 0; i < family->prototype.count; i++)
		if (strcmp(family->prototype.rows[i].name, name) == 0)
			return family->prototype.rows[i].fn == fn;
	return false;
}

/* Only strings count as name and message, and there is no default. */
static const char *describe_error(struct evl_realm *realm, struct evl_object *object)
{
	evl_value name = find_data(realm, object, EVL_NAME_name);
	evl_value message = find_data(realm, object, EVL_NAME_message);
	const char *left = evl_value_text(realm, name);
	const char *right = evl_value_text(realm, message);
	if (*left == '\0')
		return right;
	return *right == '\0' ? left : joined(realm, left, ": ", right);
}

static const char *describe_function(struct evl_realm *realm, struct evl_object *object)
{
	if (!realm->hooks.function_source) {
		evl_value name = find_data(realm, object, EVL_NAME_name);
		return joined(realm, "function ", evl_value_text(realm, name),
			      "() { [native code] }");
	}
	struct evl_string *source = realm->hooks.function_source(realm, object);
	if (!source)
		return "function";
	enum { WHOLE = 128, HEAD = 111, TAIL = 2 };
	if (source->length <= WHOLE)
		return evl_string_utf8(realm, source);
	struct evl_string *head = evl_string_substring(realm, source, 0, HEAD);
	struct evl_string *tail = evl_string_substring(realm, source, source->length - TAIL, source->length);
	if (!head || !tail)
		return "function";
	return joined(realm, evl_string_utf8(realm, head), "...<omitted>...", evl_string_utf8(realm, tail));
}

static const char *class_name(const struct evl_object *object)
{
	static const char *const names[] = {
#define EVL_CLASS(id, name) name,
#include "value/classes.def"
#undef EVL_CLASS
	};
	if (evl_class_of(object) == EVL_CLASS_TYPED_ARRAY) { /* V8 has other classes on resizable buffers */
		const struct evl_view *view = (const struct evl_view *)object;
		return view->block->resizable ? "Object" : evl_typed_names[view->type];
	}
	return names[evl_class_of(object)];
}

/* What V8 has for an object without asking it for a text of its own; NULL: nothing but its class. */
static const char *describe_short(struct evl_realm *realm, struct evl_object *object)
{
	if (evl_class_of(object) == EVL_CLASS_PROXY) {
		object = evl_proxy_innermost(object);
		if (object == NULL)
			return "null";
	}
	if (object == realm->global && realm->global_class != NULL)
		return joined(realm, "#<", realm->global_class, ">");
	if (evl_has_flag(object, EVL_OBJECT_CALLABLE))
		return describe_function(realm, object);
	evl_value to_string = find_data(realm, object, EVL_NAME_toString);
	if (evl_class_of(object) == EVL_CLASS_ERROR || is_row_function(to_string, &evl_family_ERROR, "toString"))
		return describe_error(realm, object);
	if (is_row_function(to_string, &evl_family_OBJECT, "toString")) {
		evl_value constructor = find_data(realm, object, EVL_NAME_constructor);
		if (evl_is_callable(constructor)) {
			evl_value name = find_data(realm, evl_as_object(constructor), EVL_NAME_name);
			if (evl_is_string(name) && evl_as_string(name)->length != 0)
				return joined(realm, "#<", evl_string_utf8(realm, evl_as_string(name)), ">");
		}
	}
	return NULL;
}

static const char *describe_object(struct evl_realm *realm, struct evl_object *object)
{
	const char *known = describe_short(realm, object);
	if (known != NULL)
		return known;
	if (evl_class_of(object) == EVL_CLASS_PROXY)
		object = evl_proxy_innermost(object);
	evl_value tag = find_data(realm, object, EVL_NAME_symbol_to_string_tag);
	const char *text = class_name(object);
	if (evl_is_string(tag))
		text = evl_string_utf8(realm, evl_as_string(tag));
	else if (evl_class_of(object) == EVL_CLASS_GLOBAL || evl_class_of(object) == EVL_CLASS_HOST)
		text = "Object";
	return joined(realm, "[object ", text, "]");
}

const char *evl_describe(struct evl_realm *realm, evl_value v)
{
	if (evl_is_object(v))
		return describe_object(realm, evl_as_object(v));
	if (evl_is_string(v))
		return evl_string_utf8(realm, evl_as_string(v));
	if (evl_is_symbol(v))
		return evl_describe_key(realm, evl_as_symbol(v)->name);
	if (evl_is_number(v)) {
		struct evl_string *s = evl_number_to_string(realm, v);
		return s ? evl_string_utf8(realm, s) : "";
	}
	if (evl_is_bigint(v)) {
		struct evl_string *s = evl_bigint_to_string(realm, evl_as_bigint(v), 10);
		return s ? evl_string_utf8(realm, s) : "";
	}
	return evl_is_undefined(v) ? "undefined" : evl_is_null(v) ? "null" : v == EVL_TRUE ? "true" : v == EVL_FALSE ? "false" : "";
}

const char *evl_describe_unless_class(struct evl_realm *realm, evl_value v)
{
	bool shortly = evl_is_object(v) && (evl_class_of(evl_as_object(v)) != EVL_CLASS_PROXY || realm->v8 >= EVL_V8_15);
	return shortly ? describe_short(realm, evl_as_object(v)) : evl_describe(realm, v);
}

const char *evl_describe_key(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key)) {
		char *text = evl_realm_scratch(realm, 12);
		snprintf(text, 12, "%u", (unsigned)evl_key_index(key));
		return text;
	}
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	const char *text = evl_names_utf8(realm->names, key, &realm->scratch);
	return entry->kind == EVL_NAME_KIND_SYMBOL ? joined(realm, "Symbol(", text, ")") : text;
}

static const char *type_text(struct evl_realm *realm, evl_value v)
{
	return evl_names_utf8(realm->names, evl_typeof(v), &realm->scratch);
}

const char *evl_describe_typed(struct evl_realm *realm, evl_value v)
{
	return joined(realm, joined(realm, type_text(realm, v), " '", evl_describe(realm, v)), "'", "");
}

const char *evl_describe_callee(struct evl_realm *realm, evl_value v)
{
	const char *type = type_text(realm, v);
	if (evl_is_string(v))
		return joined(realm, joined(realm, type, " \"", evl_describe(realm, v)), "\"", "");
	if (evl_is_null(v) || evl_is_boolean(v) || evl_is_number(v))
		return joined(realm, type, " ", evl_describe(realm, v));
	return type;
}
