/*
 * json_stringify.c - JSON.stringify, with V8's message about cycles.
 *
 * The text grows in one buffer. Objects under way form a chain on C's stack, which
 * finds cycles and gives the message its path; nesting is bounded like calls are.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/number_text.h"
#include "builtins/args.h"
#include "builtins/json.h"
#include "value/convert.h"
#include "value/unknown.h"

/* An object being written, and the key under which the next value stands in it. */
struct level {
	const struct level *outer;
	struct evl_object *object;
	evl_key key;
	bool is_index;
};

struct writer {
	bool is_partial; /* something in it is unknown */
	struct evl_realm *realm;
	struct evl_buffer16 out;
	evl_value replacer;          /* function or EVL_UNDEFINED */
	const evl_key *list;         /* property list, or NULL */
	uint32_t list_count;
	uint16_t gap[10];
	uint32_t gap_length;
	uint32_t depth;
	bool circular;
};

static bool write_value(struct writer *w, const struct level *level, evl_value holder, evl_key key, evl_value value, bool *written);

static void write_ascii(struct writer *w, const char *text) { evl_buffer16_append_ascii(&w->out, text); }
static void write_unit(struct writer *w, uint16_t unit) { evl_buffer16_append_unit(&w->out, unit); }

static bool is_surrogate_pair(const uint16_t *units, size_t length, size_t i)
{
	return units[i] >= 0xD800 && units[i] <= 0xDBFF && i + 1 < length && units[i + 1] >= 0xDC00 && units[i + 1] <= 0xDFFF;
}

/* sec-quotejsonstring */
static void write_quoted(struct writer *w, const uint16_t *units, size_t length)
{
	static const char hex[] = "0123456789abcdef";
	static const char short_names[] = { 'b', 't', 'n', 0, 'f', 'r' };
	size_t plain = 0;
	write_unit(w, '"');
	for (size_t i = 0; i < length; i++) {
		uint16_t u = units[i];
		if (u >= 0x20 && u != '"' && u != '\\' && (u < 0xD800 || u > 0xDFFF))
			continue;
		if (is_surrogate_pair(units, length, i)) {
			i++;
			continue;
		}
		evl_buffer16_append(&w->out, units + plain, i - plain);
		plain = i + 1;
		char escape[8] = { '\\', (char)u };
		if (u >= 8 && u <= 13 && short_names[u - 8] != 0) {
			escape[1] = short_names[u - 8];
		} else if (u != '"' && u != '\\') {
			escape[1] = 'u';
			for (int k = 0; k < 4; k++)
				escape[2 + k] = hex[(u >> (12 - 4 * k)) & 15];
		}
		write_ascii(w, escape);
	}
	evl_buffer16_append(&w->out, units + plain, length - plain);
	write_unit(w, '"');
}

static void write_key(struct writer *w, evl_key key)
{
	if (evl_key_is_index(key)) {
		char text[EVL_NUMBER_TEXT_MAX];
		evl_number_to_text(evl_key_index(key), text);
		write_unit(w, '"');
		write_ascii(w, text);
		write_unit(w, '"');
		return;
	}
	const struct evl_name_entry *entry = evl_names_entry(w->realm->names, key);
	write_quoted(w, entry->units, entry->length);
}

static void write_line(struct writer *w, uint32_t depth)
{
	write_unit(w, '\n');
	for (uint32_t i = 0; i < depth; i++)
		evl_buffer16_append(&w->out, w->gap, w->gap_length);
}

/* Is the text longer than a string may be, or memory out? */
static bool check_size(struct writer *w)
{
	if (w->out.failed)
		return evl_halt(w->realm, EVL_STATUS_MEMORY_LIMIT, "in JSON.stringify");
	if (w->out.length > EVL_STRING_MAX)
		return evl_throw_message(w->realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
	return true;
}

/* --- the circular message --- */

static void append_constructor(struct writer *w, struct evl_buffer *text, struct evl_object *object)
{
	struct evl_realm *realm = w->realm;
	const char *name = evl_class_of(object) == EVL_CLASS_ARRAY ? "Array" : "Object";
	for (uint32_t steps = 0; object != NULL && steps < 10000; steps++) {
		evl_value constructor = EVL_UNDEFINED, value = EVL_UNDEFINED, prototype;
		struct evl_descriptor d;
		bool found;
		if (!evl_get_own_property(realm, object, EVL_NAME_constructor, &d, &found) ||
		    !evl_get_prototype(realm, object, &prototype))
			break;
		if (found && d.has_value)
			constructor = d.value;
		if (evl_is_callable(constructor)) {
			if (evl_get_own_property(realm, evl_as_object(constructor), EVL_NAME_name, &d, &found) && found && d.has_value)
				value = d.value;
			if (evl_is_string(value) && evl_as_string(value)->length != 0) {
				name = evl_string_utf8(realm, evl_as_string(value));
				break;
			}
		}
		object = evl_is_object(prototype) ? evl_as_object(prototype) : NULL;
	}
	if (realm->halt == EVL_STATUS_OK)
		realm->exception = EVL_EMPTY;
	evl_buffer_printf(text, "object with constructor '%s'", name);
}

static void append_circular_key(struct writer *w, struct evl_buffer *text, const struct level *level)
{
	if (level->is_index && evl_key_is_index(level->key)) {
		evl_buffer_printf(text, "index %u", (unsigned)evl_key_index(level->key));
		return;
	}
	if (evl_key_is_index(level->key)) {
		evl_buffer_printf(text, "property '%u'", (unsigned)evl_key_index(level->key));
		return;
	}
	const char *name = evl_names_utf8(w->realm->names, level->key, &w->realm->scratch);
	if (name[0] == 0)
		evl_buffer_append_text(text, "<anonymous>");
	else
		evl_buffer_printf(text, "property '%s'", name);
}

/* TypeError: the path from the first visit of `object` back to it; of a long path the first two and the last step. */
static bool throw_circular(struct writer *w, const struct level *last, const struct evl_object *object)
{
	const struct level *path[3] = { NULL, NULL, NULL }; /* the levels that come after the first */
	const struct level *start = last;
	uint32_t between = 0;
	while (start->object != object) {
		start = start->outer;
		between++;
	}
	uint32_t number = between; /* of the level, counted from the start */
	for (const struct level *l = last; l != start; l = l->outer, number--) {
		if (number <= 2)
			path[number - 1] = l;
		else if (number == between)
			path[2] = l;
	}
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_append_text(&text, "\n    --> starting at ");
	append_constructor(w, &text, start->object);
	for (int i = 0; i < 3; i++) {
		if (path[i] == NULL)
			continue;
		if (i == 2 && between > 3)
			evl_buffer_append_text(&text, "\n    |     ...");
		evl_buffer_append_text(&text, "\n    |     ");
		append_circular_key(w, &text, path[i]->outer);
		evl_buffer_append_text(&text, " -> ");
		append_constructor(w, &text, path[i]->object);
	}
	evl_buffer_append_text(&text, "\n    --- ");
	append_circular_key(w, &text, last);
	evl_buffer_append_text(&text, " closes the circle");
	w->circular = true;
	evl_throw_message(w->realm, EVL_MESSAGE_JSON_CIRCULAR, text.failed ? "" : text.bytes);
	evl_buffer_release(&text);
	return false;
}

/* --- values --- */

/* Before entering `object`: no cycle, and room on the stack. */
static bool enter(struct writer *w, const struct level *outer, const struct evl_object *object)
{
	for (const struct level *l = outer; l != NULL; l = l->outer)
		if (l->object == object)
			return throw_circular(w, outer, object);
	return evl_library_room(w->realm) && evl_library_step(w->realm) && check_size(w);
}

/* sec-serializejsonarray */
static bool write_array(struct writer *w, const struct level *outer, struct evl_object *array)
{
	struct level level = { .outer = outer, .object = array, .is_index = true };
	double length;
	if (!evl_length_of(w->realm, array, &length))
		return false;
	if (length == 0) {
		write_ascii(w, "[]");
		return true;
	}
	write_unit(w, '[');
	w->depth++;
	for (double i = 0; i < length; i++) {
		evl_value item;
		bool written;
		if (i > 0)
			write_unit(w, ',');
		if (w->gap_length != 0)
			write_line(w, w->depth);
		level.key = evl_key_from_number(w->realm, i);
		if (i < array->element_count && evl_class_of(array) == EVL_CLASS_ARRAY &&
		    array->elements[(uint32_t)i] != EVL_HOLE)
			item = array->elements[(uint32_t)i];
		else if (!evl_library_step(w->realm) ||
			 !evl_object_get(w->realm, array, level.key, evl_from_object(array), &item))
			return false;
		if (!write_value(w, &level, evl_from_object(array), level.key, item, &written))
			return false;
		if (!written)
			write_ascii(w, "null");
		if (((uint32_t)i & 1023) == 1023 && !check_size(w))
			return false;
	}
	w->depth--;
	if (w->gap_length != 0)
		write_line(w, w->depth);
	write_unit(w, ']');
	return true;
}

/* One property with its name, if its value has JSON. *any tells whether one was written before. */
static bool write_property(struct writer *w, struct level *level, struct evl_object *object, evl_key key, bool *any)
{
	evl_value value;
	bool written;
	size_t before = w->out.length;
	if (!evl_object_get(w->realm, object, key, evl_from_object(object), &value))
		return false;
	if (*any)
		write_unit(w, ',');
	if (w->gap_length != 0)
		write_line(w, w->depth);
	write_key(w, key);
	write_unit(w, ':');
	if (w->gap_length != 0)
		write_unit(w, ' ');
	level->key = key;
	if (!write_value(w, level, evl_from_object(object), key, value, &written))
		return false;
	if (written)
		*any = true;
	else
		w->out.length = before;
	return true;
}

/* Keys that fit beside the frame; objects with more take the general way. */
enum { FEW_KEYS = 24 };

/* The enumerable string keys of an object with ordinary storage and no indexes, read straight from its shape. *count -1: not such an object. */
static void few_keys(struct writer *w, const struct evl_object *object, evl_key *keys, int *count)
{
	const struct evl_properties *properties = object->shape->properties;
	uint32_t total = object->shape->count;
	*count = -1;
	if (evl_has_flag(object, EVL_OBJECT_EXOTIC | EVL_OBJECT_SPARSE) || object->element_count != 0 || total > FEW_KEYS)
		return;
	int found = 0;
	for (uint32_t i = 0; i < total; i++) {
		const struct evl_property_entry *e = &properties->entries[i];
		if (e->key == 0)
			continue;
		if (evl_key_is_index(e->key))
			return;
		const struct evl_name_entry *name = evl_names_entry(w->realm->names, e->key);
		if (name->is_index)
			return;
		if (name->kind == EVL_NAME_KIND_STRING && (e->attributes & EVL_ENUMERABLE) != 0)
			keys[found++] = e->key;
	}
	*count = found;
}

bool evl_json_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *keys)
{
	uint32_t count = 0;
	if (!evl_own_keys(realm, object, keys))
		return false;
	for (uint32_t i = 0; i < keys->count; i++) {
		evl_key key = keys->keys[i];
		struct evl_descriptor d;
		bool found;
		if (!evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_get_own_property(realm, object, key, &d, &found))
			return false;
		if (found && d.enumerable)
			keys->keys[count++] = key;
	}
	keys->count = count;
	return true;
}

/* sec-serializejsonobject */
static bool write_object(struct writer *w, const struct level *outer, struct evl_object *object)
{
	struct level level = { .outer = outer, .object = object };
	struct evl_key_list keys;
	evl_key few[FEW_KEYS];
	int few_count = -1;
	bool any = false;
	if (w->list == NULL)
		few_keys(w, object, few, &few_count);
	if (w->list != NULL)
		keys = (struct evl_key_list){ (evl_key *)(uintptr_t)w->list, w->list_count };
	else if (few_count >= 0)
		keys = (struct evl_key_list){ few, (uint32_t)few_count };
	else if (!evl_json_keys(w->realm, object, &keys))
		return false;
	write_unit(w, '{');
	w->depth++;
	for (uint32_t i = 0; i < keys.count; i++)
		if (!write_property(w, &level, object, keys.keys[i], &any))
			return false;
	w->depth--;
	if (any && w->gap_length != 0)
		write_line(w, w->depth);
	write_unit(w, '}');
	return true;
}

static bool write_primitive(struct writer *w, evl_value value, bool *written)
{
	*written = true;
	if (evl_is_string(value)) {
		struct evl_string *s = evl_as_string(value);
		const uint16_t *units = evl_string_units(w->realm, s);
		if (units == NULL)
			return false;
		write_quoted(w, units, s->length);
	} else if (evl_is_int(value) && evl_as_int(value) >= 0 && evl_as_int(value) < 10) {
		write_unit(w, (uint16_t)('0' + evl_as_int(value)));
	} else if (evl_is_number(value)) {
		char text[EVL_NUMBER_TEXT_MAX];
		double number = evl_number(value);
		if (number - number != 0) {
			write_ascii(w, "null");
		} else {
			evl_number_to_text(number, text);
			write_ascii(w, text);
		}
	} else if (evl_is_null(value)) {
		write_ascii(w, "null");
	} else if (evl_is_boolean(value)) {
		write_ascii(w, value == EVL_TRUE ? "true" : "false");
	} else if (evl_is_bigint(value)) {
		return evl_throw_message(w->realm, EVL_MESSAGE_JSON_BIGINT);
	} else {
		*written = false;
	}
	return true;
}

/* toJSON, the replacer, and the primitive inside a wrapper: steps 2 to 4 of sec-serializejsonproperty. */
static bool prepare_value(struct writer *w, evl_value holder, evl_key key, evl_value *value)
{
	struct evl_realm *realm = w->realm;
	bool named = false;
	evl_value name = EVL_UNDEFINED, function;
	if (evl_is_object(*value) || evl_is_bigint(*value)) {
		if (!evl_get(realm, *value, EVL_NAME_toJSON, &function))
			return false;
		if (evl_is_callable(function)) {
			name = evl_key_to_value(realm, key);
			named = true;
			if (!evl_call(realm, function, *value, 1, &name, value))
				return false;
		}
	}
	if (!evl_is_undefined(w->replacer)) {
		evl_value arguments[2] = { named ? name : evl_key_to_value(realm, key), *value };
		if (!evl_call(realm, w->replacer, holder, 2, arguments, value))
			return false;
	}
	if (!evl_is_object(*value))
		return true;
	struct evl_string *s;
	double number;
	switch (evl_class_of(evl_as_object(*value))) {
	case EVL_CLASS_NUMBER:
		if (!evl_to_number(realm, *value, &number))
			return false;
		*value = evl_from_number(number);
		return true;
	case EVL_CLASS_STRING:
		if (!evl_to_string(realm, *value, &s))
			return false;
		*value = evl_from_string(s);
		return true;
	case EVL_CLASS_BOOLEAN:
	case EVL_CLASS_BIGINT:
		*value = ((struct evl_wrapper *)evl_as_object(*value))->primitive;
		return true;
	default:
		return true;
	}
}

/* What JSON.rawJSON made: its text as it is. */
static bool write_raw(struct writer *w, struct evl_object *object)
{
	evl_value text;
	const uint16_t *units;
	if (!evl_object_get(w->realm, object, EVL_NAME_rawJSON, evl_from_object(object), &text))
		return false;
	units = evl_string_units(w->realm, evl_as_string(text));
	if (units == NULL)
		return false;
	for (uint32_t i = 0; i < evl_as_string(text)->length; i++)
		write_unit(w, units[i]);
	return true;
}

/* What only a real host knows, as the console shows it: the whole is a text that is known in parts. */
static bool write_unknown(struct writer *w, evl_value value, bool *written)
{
	struct evl_string *text = evl_unknown_string(w->realm, evl_as_unknown(value));
	const uint16_t *units = text != NULL ? evl_string_units(w->realm, text) : NULL;
	if (units == NULL)
		return false;
	if (!evl_is_undefined(w->replacer))
		return evl_unknown_refuse(w->realm, "JSON with a replacer", value);
	*written = w->is_partial = true;
	if (evl_as_unknown(value)->kind == EVL_UNKNOWN_TEXT)
		write_quoted(w, units, text->length);
	else
		for (uint32_t i = 0; i < text->length; i++)
			write_unit(w, units[i]);
	return true;
}

/* sec-serializejsonproperty. *written false: undefined. */
static bool write_value(struct writer *w, const struct level *level, evl_value holder, evl_key key, evl_value value, bool *written)
{
	if (evl_is_unknown(value))
		return write_unknown(w, value, written);
	if ((evl_is_object(value) || evl_is_bigint(value) || !evl_is_undefined(w->replacer)) &&
	    !prepare_value(w, holder, key, &value))
		return false;
	if (!evl_is_object(value))
		return write_primitive(w, value, written);
	*written = !evl_is_callable(value);
	if (!*written)
		return true;
	struct evl_object *object = evl_as_object(value);
	bool is_array;
	if (evl_class_of(object) == EVL_CLASS_RAW_JSON)
		return write_raw(w, object);
	if (!enter(w, level, object) || !evl_is_array(w->realm, value, &is_array))
		return false;
	return is_array ? write_array(w, level, object) : write_object(w, level, object);
}

/* --- JSON.stringify --- */

/* A property list out of an array replacer. */
static bool read_list(struct writer *w, evl_value replacer)
{
	struct evl_realm *realm = w->realm;
	double length;
	if (!evl_length_of(realm, evl_as_object(replacer), &length))
		return false;
	if (length > 1e6)
		return evl_not_covered(realm, "a JSON.stringify replacer of more than a million names");
	evl_key *list = evl_arena_alloc(&realm->scratch, ((size_t)length + 1) * sizeof *list);
	for (double i = 0; i < length; i++) {
		evl_value item;
		struct evl_string *s;
		if (!evl_library_step(realm) || !evl_get(realm, replacer, evl_key_from_number(realm, i), &item))
			return false;
		if (!evl_is_string(item) && !evl_is_number(item) && !evl_is_class(item, EVL_CLASS_NUMBER) &&
		    !evl_is_class(item, EVL_CLASS_STRING))
			continue;
		if (!evl_to_string(realm, item, &s))
			return false;
		evl_key key = evl_key_from_string(realm, s);
		uint32_t at = 0;
		while (at < w->list_count && list[at] != key)
			at++;
		if (at == w->list_count)
			list[w->list_count++] = key;
	}
	w->list = list;
	return true;
}

static bool read_gap(struct writer *w, evl_value space)
{
	struct evl_realm *realm = w->realm;
	if (evl_is_class(space, EVL_CLASS_NUMBER)) {
		double number;
		if (!evl_to_number(realm, space, &number))
			return false;
		space = evl_from_number(number);
	} else if (evl_is_class(space, EVL_CLASS_STRING)) {
		struct evl_string *s;
		if (!evl_to_string(realm, space, &s))
			return false;
		space = evl_from_string(s);
	}
	if (evl_is_number(space)) {
		double number = evl_number(space);
		w->gap_length = number >= 10 ? 10 : number >= 1 ? (uint32_t)number : 0;
		for (uint32_t i = 0; i < w->gap_length; i++)
			w->gap[i] = ' ';
	} else if (evl_is_string(space)) {
		const uint16_t *units = evl_string_units(realm, evl_as_string(space));
		if (units == NULL)
			return false;
		w->gap_length = evl_as_string(space)->length < 10 ? evl_as_string(space)->length : 10;
		memcpy(w->gap, units, w->gap_length * sizeof *units);
	}
	return true;
}

static bool stringify(struct writer *w, evl_value value, evl_value replacer, evl_value space, evl_value *out)
{
	struct evl_realm *realm = w->realm;
	if (evl_is_callable(replacer)) {
		w->replacer = replacer;
	} else {
		bool is_array;
		if (!evl_is_array(realm, replacer, &is_array) || (is_array && !read_list(w, replacer)))
			return false;
	}
	if (!read_gap(w, space))
		return false;
	evl_value holder = EVL_UNDEFINED;
	if (!evl_is_undefined(w->replacer)) {
		struct evl_object *root = evl_object_plain(realm);
		if (!evl_create_data(realm, root, EVL_NAME_empty, value))
			return false;
		holder = evl_from_object(root);
	}
	bool written;
	if (!write_value(w, NULL, holder, EVL_NAME_empty, value, &written))
		return false;
	*out = EVL_UNDEFINED;
	if (!written)
		return true;
	if (!check_size(w))
		return false;
	struct evl_string *text = evl_string_new(realm, w->out.units, w->out.length);
	if (text == NULL)
		return false;
	*out = w->is_partial ? evl_unknown_string_of(realm, evl_string_utf8(realm, text)) : evl_from_string(text);
	return true;
}

bool evl_json_stringify(struct evl_realm *realm, evl_value value, evl_value replacer, evl_value space, evl_value *out,
			bool *circular)
{
	struct writer w = { .realm = realm, .replacer = EVL_UNDEFINED };
	evl_buffer16_init(&w.out);
	bool ok = stringify(&w, value, replacer, space, out);
	evl_buffer16_release(&w.out);
	if (circular != NULL)
		*circular = w.circular;
	return ok;
}

/* sec-json.stringify */
bool evl_json_stringify_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_json_stringify(realm, evl_arg(args, 0), evl_arg(args, 1), evl_arg(args, 2), result, NULL);
}
