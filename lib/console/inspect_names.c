/*
 * inspect_names.c - what Node's util.inspect calls an object: the constructor's
 * name found along the prototypes, and the prefix made of it.
 */
#include <string.h>

#include "console/inspect_node.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/stack_names.h"
#include "vm/vm.h"

/*
 * What the global object has when Node's util is set up, sorted: a class of the snippet with such a name counts as built in,
 * as it does there. The classes of the web, Buffer, SharedArrayBuffer and Atomics come later and do not count.
 */
static const char *const builtin_names[] = {
	"AggregateError", "Array", "ArrayBuffer", "BigInt", "BigInt64Array", "BigUint64Array", "Boolean", "DataView",
	"Date", "Error", "EvalError", "FinalizationRegistry", "Float32Array", "Float64Array", "Function", "Infinity",
	"Int16Array", "Int32Array", "Int8Array", "Intl", "JSON", "Map", "Math", "NaN", "Number", "Object", "Promise",
	"Proxy", "RangeError", "ReferenceError", "Reflect", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError",
	"URIError", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet",
};

bool evl_inspect_is_builtin_name(struct evl_realm *realm, struct evl_string *name)
{
	if (name->length == 0 || name->length > 40)
		return false;
	const char *text = evl_string_utf8(realm, name);
	size_t low = 0, high = sizeof builtin_names / sizeof builtin_names[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(builtin_names[middle], text);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool evl_inspect_is_builtin_prototype(struct evl_realm *realm, struct evl_object *o, bool *out)
{
	struct evl_descriptor d;
	evl_value name;
	bool found;
	*out = false;
	if (!evl_get_own_property(realm, o, EVL_NAME_constructor, &d, &found))
		return false;
	if (!found || !d.has_value || !evl_is_callable(d.value))
		return true;
	if (!evl_get(realm, d.value, EVL_NAME_name, &name))
		return false;
	*out = evl_is_string(name) && evl_inspect_is_builtin_name(realm, evl_as_string(name));
	return true;
}

/* `object instanceof constructor`, false when it throws (isInstanceof of Node). */
static bool is_instance(struct evl_realm *realm, struct evl_object *object, evl_value constructor)
{
	bool result;
	if (evl_instance_of(realm, evl_from_object(object), constructor, &result))
		return result;
	if (realm->halt == EVL_STATUS_OK)
		realm->exception = EVL_EMPTY;
	return false;
}

/* An own data property; *out EVL_EMPTY when absent or an accessor. False: a proxy's trap threw. */
static bool own_data(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value *out)
{
	*out = EVL_EMPTY;
	if (evl_has_flag(object, EVL_OBJECT_EXOTIC)) {
		struct evl_descriptor d;
		bool found;
		if (!evl_get_own_property(realm, object, key, &d, &found))
			return false;
		if (found && d.has_value)
			*out = d.value;
		return true;
	}
	const struct evl_property_entry *entry = evl_shape_find(object->shape, key);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR) != 0)
		return true;
	*out = object->slots[entry->slot];
	return !evl_is_lazy(*out) || evl_object_resolve_lazy(realm, object, entry->slot, out);
}

bool evl_inspect_next_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object **out)
{
	*out = object->shape->prototype;
	if (!evl_has_flag(object, EVL_OBJECT_EXOTIC))
		return true;
	evl_value prototype;
	if (!evl_get_prototype(realm, object, &prototype))
		return false;
	*out = evl_is_object(prototype) ? evl_as_object(prototype) : NULL;
	return true;
}

bool evl_inspect_inherits(struct evl_realm *realm, struct evl_object *object, const struct evl_object *prototype, bool *out)
{
	*out = false;
	for (uint32_t steps = 0; steps < 10000; steps++) {
		if (!evl_inspect_next_prototype(realm, object, &object))
			return false;
		*out = object == prototype;
		if (*out || object == NULL)
			return true;
	}
	return true;
}

/* Object.prototype and Function.prototype are known without their `constructor`; *out NULL for others. */
static bool well_known(struct evl_realm *realm, struct evl_object *object, struct evl_object *of, struct evl_string **out)
{
	static const struct {
		uint16_t prototype;
		evl_name name;
	} known[] = {
		{ EVL_INTRINSIC_OBJECT_PROTOTYPE, EVL_NAME_Object },
		{ EVL_INTRINSIC_FUNCTION_PROTOTYPE, EVL_NAME_Function },
	};
	*out = NULL;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		bool is_instance;
		if (object != realm->intrinsics[known[i].prototype])
			continue;
		if (!evl_inspect_inherits(realm, of, object, &is_instance))
			return false;
		if (is_instance)
			*out = evl_string_from_name(realm, known[i].name);
	}
	return true;
}

/* internalGetConstructorName: V8's own idea of the class, for objects without a usable prototype. NULL: out of memory. */
static struct evl_string *internal_name(struct evl_realm *realm, struct evl_object *object)
{
	bool is_proxy = evl_class_of(object) == EVL_CLASS_PROXY;
	const char *name = !is_proxy ? evl_constructor_name(realm, object) : evl_has_flag(object, EVL_OBJECT_CALLABLE) ? "Function" : "Object";
	return evl_string_from_utf8(realm, name, strlen(name));
}

/* "Object <[Object: null prototype] {}>" and its kin: prototypes without any constructor. */
static bool complex_name(struct evl_inspector *ins, struct evl_object *object, struct evl_object *first, uint32_t level,
			 struct evl_string **out)
{
	struct evl_text *text = ins->text;
	uint32_t start = text->length;
	struct evl_string *name = internal_name(ins->realm, object);
	if (name == NULL)
		return false;
	evl_text_append_string(text, name);
	if (level > ins->depth) {
		evl_text_append_ascii(text, " <Complex prototype>");
	} else {
		struct evl_string *inner;
		if (!evl_inspect_constructor_name(ins, first, level + 1, &inner, NULL))
			return false;
		evl_text_append_ascii(text, " <");
		if (inner != NULL) {
			evl_text_append_string(text, inner);
		} else {
			struct evl_inspector nested = *ins;
			nested.custom = false;
			nested.depth = -1;
			nested.indentation = 0;
			nested.seen = NULL;
			nested.circular = NULL;
			nested.circular_count = 0;
			if (!evl_inspect_value(&nested, evl_from_object(first), 0))
				return false;
		}
		evl_text_append_unit(text, '>');
	}
	*out = evl_text_take(text, start);
	return *out != NULL;
}

/* String(constructor.name), also of a symbol. */
static bool name_text(struct evl_inspector *ins, evl_value name, struct evl_string **out)
{
	if (!evl_is_symbol(name))
		return evl_to_string(ins->realm, name, out);
	uint32_t start = ins->text->length;
	evl_inspect_symbol(ins->text, ins->realm, evl_as_symbol(name)->name);
	*out = evl_text_take(ins->text, start);
	return *out != NULL;
}

/* The name of `holder`'s own constructor when `object` is its instance; *out NULL: it has none that counts. */
static bool own_constructor_name(struct evl_inspector *ins, struct evl_object *holder, struct evl_object *object, struct evl_string **out)
{
	struct evl_realm *realm = ins->realm;
	evl_value constructor, name;
	*out = NULL;
	if (!own_data(realm, holder, EVL_NAME_constructor, &constructor))
		return false;
	if (constructor == EVL_EMPTY || !evl_is_callable(constructor))
		return true;
	if (!evl_get(realm, constructor, EVL_NAME_name, &name))
		return false;
	bool is_empty = evl_is_string(name) && evl_as_string(name)->length == 0;
	if (is_empty || !is_instance(realm, object, constructor))
		return realm->halt == EVL_STATUS_OK;
	return name_text(ins, name, out);
}

bool evl_inspect_constructor_name(struct evl_inspector *ins, struct evl_object *object, uint32_t level, struct evl_string **out,
				  struct evl_object **user_prototype)
{
	struct evl_realm *realm = ins->realm;
	struct evl_object *first = NULL;
	*out = NULL;
	if (user_prototype != NULL)
		*user_prototype = NULL;
	uint32_t steps = 0;
	for (struct evl_object *o = object; o != NULL; steps++) {
		if (steps == 10000)
			return evl_not_covered(realm, "a chain of more than 10000 prototypes");
		if (!well_known(realm, o, object, out))
			return false;
		bool is_known = *out != NULL;
		if (!is_known && !own_constructor_name(ins, o, object, out))
			return false;
		if (*out != NULL) {
			bool is_foreign = steps == 0 || first != o || (!is_known && !evl_inspect_is_builtin_name(realm, *out));
			if (user_prototype != NULL && is_foreign)
				*user_prototype = steps == 0 ? object : first;
			return true;
		}
		if (!evl_inspect_next_prototype(realm, o, &o))
			return false;
		if (steps == 0)
			first = o;
	}
	if (first == NULL)
		return true;
	return complex_name(ins, object, first, level, out);
}

static void append_size(struct evl_text *text, double size)
{
	if (size < 0)
		return;
	evl_text_append_unit(text, '(');
	evl_text_append_number(text, size);
	evl_text_append_unit(text, ')');
}

static bool equals_ascii(struct evl_realm *realm, struct evl_string *s, const char *ascii)
{
	size_t length = strlen(ascii);
	if (s->length != length)
		return false;
	const uint16_t *units = evl_string_units(realm, s);
	for (size_t i = 0; units != NULL && i < length; i++)
		if (units[i] != (unsigned char)ascii[i])
			return false;
	return units != NULL;
}

/* Does the constructor's name tell the tag? Since Node 22 also as a word in it, as in MyPromise. */
static bool tells_tag(struct evl_realm *realm, struct evl_string *constructor, struct evl_string *tag)
{
	if (realm->v8 < EVL_V8_12)
		return evl_string_equals(realm, tag, constructor);
	const uint16_t *name = evl_string_units(realm, constructor), *part = evl_string_units(realm, tag);
	if (name == NULL || part == NULL)
		return false;
	for (uint32_t at = 0; at + tag->length <= constructor->length; at++) {
		if (memcmp(name + at, part, tag->length * sizeof *part) != 0)
			continue;
		uint32_t end = at + tag->length;
		return end == constructor->length || (name[end] >= 'A' && name[end] <= 'Z');
	}
	return false;
}

void evl_inspect_prefix(struct evl_raw *raw, const char *fallback, double size)
{
	struct evl_text *text = raw->ins->text;
	struct evl_realm *realm = raw->ins->realm;
	if (raw->constructor == NULL) {
		evl_text_append_unit(text, '[');
		evl_text_append_utf8(text, fallback);
		append_size(text, size);
		evl_text_append_ascii(text, ": null prototype] ");
		if (raw->tag == NULL || equals_ascii(realm, raw->tag, fallback))
			return;
	} else {
		evl_text_append_string(text, raw->constructor);
		append_size(text, size);
		evl_text_append_unit(text, ' ');
		if (raw->tag == NULL || tells_tag(realm, raw->constructor, raw->tag))
			return;
	}
	evl_text_append_unit(text, '[');
	evl_text_append_string(text, raw->tag);
	evl_text_append_ascii(text, "] ");
}

bool evl_inspect_context_style(struct evl_raw *raw)
{
	const char *fallback = "";
	if (raw->constructor == NULL) {
		struct evl_string *name = internal_name(raw->ins->realm, raw->object);
		if (name == NULL)
			return false;
		bool is_tag = raw->tag != NULL ? evl_string_equals(raw->ins->realm, raw->tag, name) : name->length == 0;
		fallback = is_tag ? "Object" : evl_string_utf8(raw->ins->realm, name);
	}
	evl_inspect_prefix(raw, fallback, -1);
	return raw->ins->realm->halt == EVL_STATUS_OK;
}
