/*
 * inspect_node.c - Node's util.inspect: formatValue, formatRaw, formatProperty.
 *
 * What differs from class to class is a row of `kinds`; everything else, the
 * keys, the depth, cycles, prototype properties, is here once. A new class is a new row.
 */
#include "console/inspect_node.h"

#include <math.h>
#include <string.h>

#include "console/console.h"
#include "value/convert.h"
#include "value/proxy.h"
#include "value/unknown.h"
#include "vm/stack_names.h"
#include "vm/regexp.h"

void evl_inspector_init(struct evl_inspector *ins, struct evl_realm *realm)
{
	struct evl_console *console = evl_console_state(realm);
	*ins = (struct evl_inspector){
		.realm = realm,
		.text = &console->text,
		.words = &console->words,
		.depth = 2,
		.break_length = 80,
		.max_array = 100,
		.max_string = 10000,
		.compact = 3,
		.custom = true,
		.comparator = EVL_EMPTY,
		.stylize = EVL_EMPTY,
		.user_options = EVL_EMPTY,
	};
	/* Reading them runs nothing of the snippet's: the object is sealed and its properties are data. */
	if (console->defaults != EVL_EMPTY && !evl_inspector_defaults(ins, console->defaults) && realm->halt == EVL_STATUS_OK)
		realm->exception = EVL_EMPTY;
}

/* --- keys --- */

/* Own keys of an object with ordinary storage, read straight from it. *simple false: it needs the general way. */
static bool keys_of_ordinary(struct evl_raw *raw, bool skip_indexes, bool *simple)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_object *o = raw->object;
	const struct evl_properties *properties = o->shape->properties;
	uint32_t count = o->shape->count;
	uint32_t symbols = 0;
	*simple = true;
	if (!skip_indexes)
		for (uint32_t i = 0; i < o->element_count; i++)
			if (o->elements[i] != EVL_HOLE && !evl_words_push(ins->words, evl_key_from_index(i)))
				return false;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < count; i++) {
			const struct evl_property_entry *e = &properties->entries[i];
			if (e->key == 0 || (e->attributes & EVL_ENUMERABLE) == 0)
				continue;
			if (evl_key_is_index(e->key)) {
				*simple = false;
				return true;
			}
			const struct evl_name_entry *name = evl_names_entry(ins->realm->names, e->key);
			if (name->kind == EVL_NAME_KIND_PRIVATE)
				continue;
			if (name->is_index) {
				*simple = false;
				return true;
			}
			bool symbol = name->kind == EVL_NAME_KIND_SYMBOL;
			symbols += symbol && pass == 0;
			if (symbol == (pass == 1) && !evl_words_push(ins->words, e->key))
				return false;
		}
		if (symbols == 0)
			break;
	}
	return true;
}

bool evl_inspect_keys(struct evl_raw *raw, bool skip_indexes)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_realm *realm = ins->realm;
	raw->keys = ins->words->count;
	if (!ins->show_hidden && !evl_has_flag(raw->object, EVL_OBJECT_EXOTIC | EVL_OBJECT_SPARSE) && evl_class_of(raw->object) != EVL_CLASS_STRING) {
		bool simple;
		if (!keys_of_ordinary(raw, skip_indexes, &simple))
			return false;
		if (simple) {
			raw->key_count = ins->words->count - raw->keys;
			return true;
		}
		ins->words->count = raw->keys;
	}
	struct evl_key_list list;
	bool only_named = skip_indexes && evl_class_of(raw->object) == EVL_CLASS_TYPED_ARRAY; /* which may have millions of others */
	if (!(only_named ? evl_ordinary_own_keys : evl_own_keys)(realm, raw->object, &list))
		return false;
	for (uint32_t i = 0; i < list.count; i++) {
		if (skip_indexes && (evl_key_is_index(list.keys[i]) ||
				     (evl_names_entry(realm->names, list.keys[i])->is_index)))
			continue;
		/* A namespace's strings are all enumerable, and reading one may throw before its module ran. */
		bool is_export = evl_class_of(raw->object) == EVL_CLASS_NAMESPACE && !evl_key_is_index(list.keys[i]) &&
				 evl_names_entry(realm->names, list.keys[i])->kind == EVL_NAME_KIND_STRING;
		if (!ins->show_hidden && !is_export) {
			struct evl_descriptor d;
			bool found;
			if (!evl_get_own_property(realm, raw->object, list.keys[i], &d, &found))
				return false;
			if (!found || !d.enumerable)
				continue;
		}
		if (!evl_words_push(ins->words, list.keys[i]))
			return false;
	}
	raw->key_count = ins->words->count - raw->keys;
	return true;
}

/* --- properties --- */

struct shown_property {
	evl_value value; /* EVL_EMPTY: an accessor */
	evl_value get;
	bool getter, setter, enumerable;
};

static bool read_property(struct evl_realm *realm, struct evl_object *o, evl_key key, struct shown_property *out)
{
	*out = (struct shown_property){ .value = EVL_UNDEFINED, .enumerable = true };
	if (!evl_has_flag(o, EVL_OBJECT_EXOTIC)) {
		if (evl_key_is_index(key) && evl_key_index(key) < o->element_count &&
		    o->elements[evl_key_index(key)] != EVL_HOLE) {
			out->value = o->elements[evl_key_index(key)];
			return true;
		}
		const struct evl_property_entry *e = evl_shape_find(o->shape, key);
		if (e != NULL) {
			evl_value value = o->slots[e->slot];
			out->enumerable = (e->attributes & EVL_ENUMERABLE) != 0;
			if ((e->attributes & EVL_ACCESSOR) != 0) {
				const struct evl_accessor *accessor = evl_pointer(value);
				out->value = EVL_EMPTY;
				out->get = accessor->get;
				out->getter = !evl_is_undefined(accessor->get);
				out->setter = !evl_is_undefined(accessor->set);
				return true;
			}
			if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, o, e->slot, &value))
				return false;
			out->value = value;
			return true;
		}
	}
	struct evl_descriptor d;
	bool found;
	if (!evl_get_own_property(realm, o, key, &d, &found))
		return false;
	if (!found && evl_has_flag(o, EVL_OBJECT_CALLABLE) && (key == EVL_NAME_arguments || key == EVL_NAME_caller)) {
		/* V8's sloppy functions own these two. */
		out->value = EVL_NULL;
		out->enumerable = false;
		return true;
	}
	if (!found)
		return evl_object_get(realm, o, key, evl_from_object(o), &out->value);
	out->enumerable = d.enumerable;
	if (d.has_get || d.has_set) {
		out->value = EVL_EMPTY;
		out->get = d.get;
		out->getter = d.has_get && !evl_is_undefined(d.get);
		out->setter = d.has_set && !evl_is_undefined(d.set);
	} else {
		out->value = d.value;
	}
	return true;
}

static bool calls_getter(const struct evl_inspector *ins, const struct shown_property *property)
{
	return property->getter && (ins->getters == EVL_GETTERS_ALL ||
				    ins->getters == (property->setter ? EVL_GETTERS_WITH_SETTER : EVL_GETTERS_WITHOUT_SETTER));
}

/* "[Getter: 5]", "[Getter/Setter] { a: 1 }", "[Getter: <Inspection threw (message)>]". */
static bool append_got(struct evl_raw *raw, const struct shown_property *property, const char *label)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_realm *realm = ins->realm;
	struct evl_text *text = ins->text;
	evl_value value;
	uint32_t start = text->length;
	evl_text_append_unit(text, '[');
	evl_text_append_ascii(text, label);
	bool ok = evl_call(realm, property->get, evl_from_object(raw->object), 0, NULL, &value);
	if (ok && evl_is_object(value) && !evl_is_callable(value)) {
		evl_text_append_unit(text, ']');
		ok = evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL);
		evl_text_append_unit(text, ' ');
		uint32_t indentation = ins->indentation;
		ins->indentation += 2;
		ok = ok && evl_inspect_value(ins, value, raw->level);
		ins->indentation = indentation;
		if (ok)
			return realm->halt == EVL_STATUS_OK;
		if (realm->halt != EVL_STATUS_OK)
			return false;
		text->length = start;
		evl_text_append_unit(text, '[');
		evl_text_append_ascii(text, label);
	}
	evl_text_append_unit(text, ':');
	if (!evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL))
		return false;
	evl_text_append_unit(text, ' ');
	if (ok && evl_is_callable(value)) {
		/* Node takes a function for a symbol there, and does not take the indentation back when that fails. */
		ins->indentation += 2;
		evl_text_append_ascii(text, "<Inspection threw (Symbol.prototype.toString requires that 'this' be a Symbol)>");
	} else if (ok) {
		ins->indentation += 2;
		ok = evl_inspect_primitive(ins, value);
		ins->indentation -= 2;
	} else if (realm->halt == EVL_STATUS_OK) {
		struct evl_string *message;
		evl_value error = realm->exception;
		realm->exception = EVL_EMPTY;
		ok = evl_get(realm, error, EVL_NAME_message, &value) && evl_to_string(realm, value, &message);
		if (ok) {
			evl_text_append_ascii(text, "<Inspection threw (");
			evl_text_append_string(text, message);
			evl_text_append_ascii(text, ")>");
		}
	}
	return ok && evl_inspect_append_styled(ins, "]", EVL_STYLE_SPECIAL);
}

static bool append_accessor(struct evl_raw *raw, const struct shown_property *property)
{
	struct evl_inspector *ins = raw->ins;
	if (calls_getter(ins, property))
		return append_got(raw, property, property->setter ? "Getter/Setter" : "Getter");
	if (!property->getter && !property->setter)
		return evl_inspect_append_styled(ins, "undefined", EVL_STYLE_UNDEFINED);
	return evl_inspect_append_styled(ins, property->getter && property->setter ? "[Getter/Setter]" : property->getter ? "[Getter]" : "[Setter]",
					 EVL_STYLE_SPECIAL);
}

void evl_inspect_begin_below(struct evl_inspector *ins, uint32_t start)
{
	static const uint16_t space = ' ';
	if (!(ins->break_length < evl_inspect_width(ins, start, ins->text->length)))
		return;
	ins->text->units[start - 1] = '\n';
	for (uint32_t i = 0; i < ins->indentation && ins->realm->halt == EVL_STATUS_OK; i++)
		evl_text_insert(ins->text, start, &space, 1);
}

bool evl_inspect_property(struct evl_raw *raw, struct evl_object *holder, evl_key key, enum evl_property_style style)
{
	struct evl_inspector *ins = raw->ins;
	struct shown_property property;
	if (!read_property(ins->realm, holder, key, &property))
		return false;
	if (style == EVL_PROPERTY_NAMED) {
		if (!evl_inspect_key(ins, key, property.enumerable))
			return false;
		evl_text_append_ascii(ins->text, ": ");
	}
	if (property.value == EVL_EMPTY)
		return append_accessor(raw, &property);
	/* compact: true lines nested values up behind the names and begins what is wider than a line on the next. */
	bool lined_up = ins->compact_all && style == EVL_PROPERTY_NAMED && !raw->layout.is_array;
	uint32_t more = lined_up && !evl_is_undefined(property.value) ? 3 : 2, start = ins->text->length;
	ins->indentation += more;
	bool ok = evl_inspect_value(ins, property.value, raw->level);
	if (ok && more == 3)
		evl_inspect_begin_below(ins, start);
	ins->indentation -= more;
	return ok && ins->realm->halt == EVL_STATUS_OK;
}

/* --- what the classes have of their own --- */

bool evl_inspect_is_error(struct evl_realm *realm, struct evl_object *object)
{
	if (evl_class_of(object) == EVL_CLASS_ERROR)
		return true;
	const struct evl_object *prototype = realm->intrinsics[EVL_INTRINSIC_ERROR_PROTOTYPE];
	if (prototype == NULL || evl_has_flag(object, EVL_OBJECT_EXOTIC))
		return false;
	const struct evl_object *o = object->shape->prototype;
	for (uint32_t steps = 0; o != NULL && steps < 10000; steps++, o = o->shape->prototype)
		if (o == prototype)
			return true;
	return false;
}

enum { NO_STYLE = EVL_STYLE_COUNT };

/* The text so far since `start` is the base: finish with it alone, in its style, or open a bracket behind it. */
static bool open_after_base(struct evl_raw *raw, uint32_t start, int style)
{
	struct evl_text *text = raw->ins->text;
	if (raw->key_count == 0 && raw->proto_count == 0) {
		raw->done = true;
		return style == NO_STYLE || evl_inspect_styled(raw->ins, start, (enum evl_inspect_style)style);
	}
	uint32_t base = text->length - start;
	if (base != 0)
		evl_text_append_unit(text, ' ');
	evl_text_append_unit(text, '{');
	raw->layout.base_length = base;
	return true;
}

static bool prepare_prefixed(struct evl_raw *raw, const char *fallback)
{
	if (!evl_inspect_keys(raw, false))
		return false;
	evl_inspect_prefix(raw, fallback, -1);
	evl_text_append_unit(raw->ins->text, '{');
	return true;
}

/* isURL: a URL that is not inspected by its own function shows its address, unless it lies too deep. */
static bool prepare_url(struct evl_raw *raw, bool *handled)
{
	struct evl_realm *realm = raw->ins->realm;
	evl_value url, href;
	*handled = false;
	if (raw->level > raw->ins->depth || raw->constructor == NULL || evl_class_of(raw->object) != EVL_CLASS_OBJECT)
		return true;
	evl_key name = evl_names_intern_utf8(realm->names, "URL", 3), address = evl_names_intern_utf8(realm->names, "href", 4);
	bool has_address, is_url;
	if (!evl_has_property(realm, raw->object, address, &has_address))
		return false;
	if (!has_address)
		return true;
	if (!evl_object_get(realm, raw->object, address, evl_from_object(raw->object), &href) ||
	    !evl_object_get(realm, realm->global, name, evl_from_object(realm->global), &url))
		return false;
	if (!evl_is_string(href) || !evl_is_callable(url))
		return true;
	if (!evl_instance_of(realm, evl_from_object(raw->object), url, &is_url))
		return false;
	*handled = is_url;
	uint32_t start = raw->ins->text->length;
	if (is_url)
		evl_text_append_string(raw->ins->text, evl_as_string(href));
	return !is_url || open_after_base(raw, start, NO_STYLE);
}

static bool prepare_generic(struct evl_raw *raw)
{
	bool handled;
	if (!evl_inspect_keys(raw, false) || !prepare_url(raw, &handled))
		return false;
	if (handled)
		return true;
	if (!evl_inspect_context_style(raw))
		return false;
	evl_text_append_unit(raw->ins->text, '{');
	if (raw->key_count == 0 && raw->proto_count == 0) {
		evl_text_append_unit(raw->ins->text, '}');
		raw->done = true;
	}
	return true;
}

static bool prepare_function(struct evl_raw *raw)
{
	if (!evl_inspect_keys(raw, false))
		return false;
	uint32_t start = raw->ins->text->length;
	return evl_inspect_function_base(raw) && open_after_base(raw, start, EVL_STYLE_SPECIAL);
}

static bool prepare_error(struct evl_raw *raw)
{
	if (!evl_inspect_keys(raw, false))
		return false;
	uint32_t start = raw->ins->text->length;
	return evl_inspect_error_base(raw) && open_after_base(raw, start, NO_STYLE);
}

static int wrapper_style(const struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_NUMBER:
		return EVL_STYLE_NUMBER;
	case EVL_CLASS_STRING:
		return EVL_STYLE_STRING;
	case EVL_CLASS_BOOLEAN:
		return EVL_STYLE_BOOLEAN;
	case EVL_CLASS_BIGINT:
		return EVL_STYLE_BIGINT;
	default:
		return EVL_STYLE_SYMBOL;
	}
}

static bool prepare_wrapper(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_text *text = ins->text;
	const struct evl_wrapper *wrapper = (const struct evl_wrapper *)raw->object;
	const char *type = evl_class_name(raw->object);
	if (!evl_inspect_keys(raw, false))
		return false;
	if (evl_class_of(raw->object) == EVL_CLASS_STRING) {
		/* The characters come first. */
		uint32_t characters = evl_as_string(wrapper->primitive)->length;
		if (characters > raw->key_count)
			characters = raw->key_count;
		memmove(ins->words->items + raw->keys, ins->words->items + raw->keys + characters,
			(raw->key_count - characters) * sizeof *ins->words->items);
		ins->words->count -= characters;
		raw->key_count -= characters;
	}
	uint32_t start = text->length;
	struct evl_string *type_name = evl_string_from_ascii(ins->realm, type);
	if (type_name == NULL)
		return false;
	evl_text_append_unit(text, '[');
	evl_text_append_ascii(text, type);
	if (raw->constructor == NULL) {
		evl_text_append_ascii(text, " (null prototype)");
	} else if (!evl_string_equals(ins->realm, raw->constructor, type_name)) {
		evl_text_append_ascii(text, " (");
		evl_text_append_string(text, raw->constructor);
		evl_text_append_unit(text, ')');
	}
	evl_text_append_ascii(text, ": ");
	bool styled = ins->styled;
	ins->styled = false;
	bool ok = evl_inspect_primitive(ins, wrapper->primitive);
	ins->styled = styled;
	if (!ok)
		return false;
	evl_text_append_unit(text, ']');
	if (raw->tag != NULL && (raw->constructor == NULL || !evl_string_equals(ins->realm, raw->tag, raw->constructor))) {
		evl_text_append_ascii(text, " [");
		evl_text_append_string(text, raw->tag);
		evl_text_append_unit(text, ']');
	}
	return open_after_base(raw, start, wrapper_style(raw->object));
}

static bool prepare_date(struct evl_raw *raw)
{
	if (!evl_inspect_keys(raw, false))
		return false;
	uint32_t start = raw->ins->text->length;
	return evl_inspect_date_base(raw) && open_after_base(raw, start, EVL_STYLE_DATE);
}

/* RegExpPrototypeToString; of an object without prototype the regular expression itself. */
static bool append_regexp(struct evl_raw *raw)
{
	struct evl_realm *realm = raw->ins->realm;
	const struct evl_regexp_object *regexp = (const struct evl_regexp_object *)raw->object;
	evl_value self = evl_from_object(raw->object), value;
	struct evl_string *source, *flags;
	if (raw->constructor == NULL) {
		char letters[16] = "";
		if (regexp->program != NULL)
			evl_regexp_flags_text(regexp->program->flags, letters);
		source = evl_regexp_escaped_source(realm, regexp->source);
		flags = evl_string_from_ascii(realm, letters);
	} else if (!evl_get(realm, self, EVL_NAME_source, &value) || !evl_to_string(realm, value, &source) ||
		   !evl_get(realm, self, EVL_NAME_flags, &value) || !evl_to_string(realm, value, &flags)) {
		return false;
	}
	if (source == NULL || flags == NULL)
		return false;
	evl_text_append_unit(raw->ins->text, '/');
	evl_text_append_string(raw->ins->text, source);
	evl_text_append_unit(raw->ins->text, '/');
	evl_text_append_string(raw->ins->text, flags);
	return true;
}

static bool prepare_regexp(struct evl_raw *raw)
{
	static const uint16_t usual[] = { 'R', 'e', 'g', 'E', 'x', 'p', ' ' };
	struct evl_text *text = raw->ins->text;
	if (!evl_inspect_keys(raw, false))
		return false;
	uint32_t start = text->length, length = sizeof usual / sizeof usual[0];
	evl_inspect_prefix(raw, "RegExp", -1);
	if (text->length - start == length && memcmp(text->units + start, usual, sizeof usual) == 0)
		text->length = start;
	if (!append_regexp(raw))
		return false;
	if (!(raw->level > raw->ins->depth))
		return open_after_base(raw, start, EVL_STYLE_REGEXP);
	raw->done = true;
	return evl_inspect_styled(raw->ins, start, EVL_STYLE_REGEXP);
}

static bool prepare_promise(struct evl_raw *raw)
{
	raw->entries = evl_inspect_promise_entries;
	return prepare_prefixed(raw, "Promise");
}

static bool prepare_weak_map(struct evl_raw *raw)
{
	raw->entries = evl_inspect_unknown_entries;
	return prepare_prefixed(raw, "WeakMap");
}

static bool prepare_weak_set(struct evl_raw *raw)
{
	raw->entries = evl_inspect_unknown_entries;
	return prepare_prefixed(raw, "WeakSet");
}

static bool prepare_namespace(struct evl_raw *raw)
{
	raw->entries = evl_inspect_namespace_entries;
	return prepare_prefixed(raw, "Module");
}

/* The classes with a text of their own; all others are shown by constructor and properties. */
static bool (*const kinds[EVL_CLASS_COUNT])(struct evl_raw *) = {
	[EVL_CLASS_ERROR] = prepare_error,
	[EVL_CLASS_BOOLEAN] = prepare_wrapper,
	[EVL_CLASS_NUMBER] = prepare_wrapper,
	[EVL_CLASS_STRING] = prepare_wrapper,
	[EVL_CLASS_SYMBOL] = prepare_wrapper,
	[EVL_CLASS_BIGINT] = prepare_wrapper,
	[EVL_CLASS_DATE] = prepare_date,
	[EVL_CLASS_REGEXP] = prepare_regexp,
	[EVL_CLASS_PROMISE] = prepare_promise,
	[EVL_CLASS_WEAK_MAP] = prepare_weak_map,
	[EVL_CLASS_WEAK_SET] = prepare_weak_set,
	[EVL_CLASS_NAMESPACE] = prepare_namespace,
	[EVL_CLASS_ARRAY_BUFFER] = evl_inspect_prepare_buffer,
	[EVL_CLASS_SHARED_ARRAY_BUFFER] = evl_inspect_prepare_buffer,
	[EVL_CLASS_DATA_VIEW] = evl_inspect_prepare_data_view,
};

/* What is iterable and of a class of its own comes before everything else in formatRaw. */
static bool prepare_iterable(struct evl_raw *raw, bool *handled)
{
	enum evl_class cls = evl_class_of(raw->object);
	*handled = false;
	if (cls != EVL_CLASS_ARRAY && cls != EVL_CLASS_MAP && cls != EVL_CLASS_SET && cls != EVL_CLASS_ITERATOR &&
	    cls != EVL_CLASS_TYPED_ARRAY)
		return true;
	bool iterable = raw->constructor == NULL;
	if (!iterable &&
	    !evl_has_property(raw->ins->realm, raw->object, EVL_NAME_symbol_iterator, &iterable))
		return false;
	if (!iterable)
		return true;
	*handled = true;
	if (cls == EVL_CLASS_ARRAY)
		return evl_inspect_prepare_array(raw);
	if (cls == EVL_CLASS_TYPED_ARRAY)
		return evl_inspect_prepare_typed_array(raw);
	if (cls == EVL_CLASS_ITERATOR)
		return evl_inspect_prepare_iterator(raw, handled);
	return evl_inspect_prepare_collection(raw);
}

/* The opening text and keys of the value. */
static bool prepare(struct evl_raw *raw)
{
	bool handled;
	if (!prepare_iterable(raw, &handled) || handled)
		return handled;
	struct evl_inspector *ins = raw->ins;
	if (evl_has_flag(raw->object, EVL_OBJECT_CALLABLE))
		return prepare_function(raw);
	if (raw->constructor != NULL && evl_string_name(ins->realm, raw->constructor) == EVL_NAME_Object) {
		if (!evl_inspect_keys(raw, false))
			return false;
		if (evl_class_of(raw->object) == EVL_CLASS_ARGUMENTS)
			evl_text_append_ascii(ins->text, "[Arguments] ");
		else if (raw->tag != NULL)
			evl_inspect_prefix(raw, "Object", -1);
		evl_text_append_unit(ins->text, '{');
		if (raw->key_count == 0 && raw->proto_count == 0) {
			evl_text_append_unit(ins->text, '}');
			raw->done = true;
		}
		return true;
	}
	if (kinds[evl_class_of(raw->object)] != NULL)
		return kinds[evl_class_of(raw->object)](raw);
	if (evl_inspect_is_error(ins->realm, raw->object))
		return prepare_error(raw);
	return prepare_generic(raw);
}

/* --- formatRaw --- */

/* Symbol.toStringTag when it is a text that the properties do not show anyway. */
static bool find_tag(struct evl_raw *raw)
{
	struct evl_realm *realm = raw->ins->realm;
	evl_value tag;
	raw->tag = NULL;
	if (!evl_object_get(realm, raw->object, EVL_NAME_symbol_to_string_tag, evl_from_object(raw->object), &tag))
		return false;
	if (!evl_is_string(tag) || evl_as_string(tag)->length == 0)
		return true;
	struct evl_descriptor d;
	bool found;
	if (!evl_get_own_property(realm, raw->object, EVL_NAME_symbol_to_string_tag, &d, &found))
		return false;
	if (!found || (!raw->ins->show_hidden && !d.enumerable))
		raw->tag = evl_as_string(tag);
	return true;
}

/* The own accessors and data of up to three prototypes of the snippet (addPrototypeProperties); leaves entries on the text and words. */
static bool add_prototype_properties(struct evl_raw *raw, struct evl_object *from)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_realm *realm = ins->realm;
	struct evl_object *o = from;
	uint32_t shown_from = ins->words->count;
	for (int depth = 0; depth < 3 && o != NULL; depth++) {
		if (depth != 0) {
			evl_value next;
			if (!evl_get_prototype(realm, o, &next))
				return false;
			if (!evl_is_object(next))
				return true;
			o = evl_as_object(next);
			struct evl_descriptor d;
			bool found;
			struct evl_string *name;
			if (!evl_get_own_property(realm, o, EVL_NAME_constructor, &d, &found))
				return false;
			if (found && d.has_value && evl_is_callable(d.value)) {
				evl_value text;
				if (!evl_get(realm, d.value, EVL_NAME_name, &text) || !evl_to_string(realm, text, &name))
					return false;
				if (evl_inspect_is_builtin_name(realm, name))
					return true;
			}
		}
		struct evl_key_list keys;
		if (!evl_own_keys(realm, o, &keys))
			return false;
		for (uint32_t i = 0; i < keys.count; i++) {
			evl_key key = keys.keys[i];
			bool own;
			struct evl_descriptor d;
			bool found;
			bool shown = key == EVL_NAME_constructor;
			for (uint32_t w = shown_from; w < ins->words->count && !shown; w++)
				shown = (evl_key)ins->words->items[w] == key;
			if (shown)
				continue;
			if (!evl_has_own_property(realm, raw->object, key, &own) ||
			    !evl_get_own_property(realm, o, key, &d, &found))
				return false;
			if (own || !found || (d.has_value && evl_is_callable(d.value)))
				continue;
			if (!evl_words_push(ins->words, (uint64_t)depth << 32 | key))
				return false;
		}
	}
	return true;
}

/* The object that stands `depth` prototypes above `o`. */
static struct evl_object *prototype_at(struct evl_realm *realm, struct evl_object *o, uint32_t depth)
{
	for (; depth > 0 && o != NULL; depth--) {
		evl_value next;
		if (!evl_get_prototype(realm, o, &next) || !evl_is_object(next))
			return NULL;
		o = evl_as_object(next);
	}
	return o;
}

/* Put "<ref *n> " before a value that something inside it refers to: before its base, with compact: true before its bracket. */
static bool add_reference(struct evl_raw *raw, uint32_t number)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_layout *layout = &raw->layout;
	uint32_t before = ins->text->length;
	evl_text_append_ascii(ins->text, "<ref *");
	evl_text_append_number(ins->text, number);
	evl_text_append_unit(ins->text, '>');
	if (!evl_inspect_styled(ins, before, EVL_STYLE_SPECIAL))
		return false;
	evl_text_append_unit(ins->text, ' ');
	uint32_t added = ins->text->length - before;
	uint16_t reference[64];
	if (added > sizeof reference / sizeof reference[0])
		return evl_not_covered(ins->realm, "a stylize function that gives long texts");
	memcpy(reference, ins->text->units + before, added * sizeof *reference);
	ins->text->length = before;
	uint32_t at = layout->start + (ins->compact_all && layout->base_length != 0 ? layout->base_length + 1 : 0);
	evl_text_insert(ins->text, at, reference, added);
	for (uint32_t i = layout->first_entry; i < ins->words->count; i++)
		ins->words->items[i] += (uint64_t)added << 32 | added;
	layout->body += added;
	if (ins->compact_all)
		layout->brace_length += added;
	else
		layout->base_length += layout->base_length == 0 ? added - 1 : added;
	return ins->realm->halt == EVL_STATUS_OK;
}

static bool append_all_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	if (raw->entries != NULL && !raw->entries(raw))
		return false;
	for (uint32_t i = 0; i < raw->key_count; i++) {
		evl_key key = (evl_key)ins->words->items[raw->keys + i];
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		if (!evl_inspect_property(raw, raw->object, key, EVL_PROPERTY_NAMED) || !evl_layout_entry_end(ins, entry))
			return false;
	}
	return true;
}

/*
 * The prototype entries as texts, which take the place of their keys in words. Node formats them first of all, while it
 * looks for the constructor's name, so what that leaves behind is there for the rest.
 */
static bool format_prototype_entries(struct evl_raw *raw, struct evl_object *user_prototype)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_inspect_seen seen = { .object = raw->object, .outer = ins->seen };
	ins->seen = &seen;
	bool ok = true;
	for (uint32_t i = 0; i < raw->proto_count && ok; i++) {
		uint64_t word = ins->words->items[raw->proto_first + i];
		struct evl_object *holder = prototype_at(ins->realm, user_prototype, (uint32_t)(word >> 32));
		uint32_t start = ins->text->length;
		if (ins->colors)
			evl_text_append_ascii(ins->text, "\x1B[2m");
		ok = holder == NULL || evl_inspect_property(raw, holder, (evl_key)word, EVL_PROPERTY_NAMED);
		if (ins->colors)
			evl_text_append_ascii(ins->text, "\x1B[22m");
		struct evl_string *text = ok ? evl_text_take(ins->text, start) : NULL;
		ok = text != NULL;
		if (ok)
			ins->words->items[raw->proto_first + i] = evl_from_string(text);
	}
	ins->seen = seen.outer;
	return ok;
}

static bool append_prototype_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	for (uint32_t i = 0; i < raw->proto_count; i++) {
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_text_append_string(ins->text, evl_as_string((evl_value)ins->words->items[raw->proto_first + i]));
		if (!evl_layout_entry_end(ins, entry))
			return false;
	}
	return true;
}

static bool format_raw(struct evl_inspector *ins, struct evl_object *object, uint32_t level)
{
	struct evl_raw raw = { .ins = ins, .object = object, .level = level };
	struct evl_object *user_prototype = NULL;
	bool wants_prototype = ins->show_hidden && level <= ins->depth; /* not with depth: undefined, which is no number */
	uint32_t start = ins->text->length;
	uint32_t words = ins->words->count;
	if (!evl_inspect_constructor_name(ins, object, level, &raw.constructor, wants_prototype ? &user_prototype : NULL))
		return false;
	raw.proto_first = ins->words->count;
	if (user_prototype != NULL && !add_prototype_properties(&raw, user_prototype))
		return false;
	raw.proto_count = ins->words->count - raw.proto_first;
	if ((raw.proto_count != 0 && !format_prototype_entries(&raw, user_prototype)) || !find_tag(&raw))
		return false;
	raw.layout.close = '}';
	/* What a real host keeps in its own objects (lists of timers, start times) is not modelled. */
	if (evl_class_of(object) == EVL_CLASS_PLATFORM && !(level > ins->depth))
		return evl_not_covered(ins->realm, "how an object of the web platform is printed");
	if (evl_class_of(object) == EVL_CLASS_HOST && !(level > ins->depth))
		return evl_not_covered(ins->realm, "how an object of the host (Timeout, process ...) is printed");
	if (!prepare(&raw) || ins->realm->halt != EVL_STATUS_OK)
		return false;
	if (raw.done) {
		ins->words->count = words;
		return true;
	}
	if (level > ins->depth) {
		ins->text->length = start;
		if (raw.constructor != NULL)
			evl_text_append_unit(ins->text, '[');
		if (!evl_inspect_context_style(&raw))
			return false;
		ins->text->length--;
		if (raw.constructor != NULL)
			evl_text_append_unit(ins->text, ']');
		ins->words->count = words;
		return evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL) && ins->realm->halt == EVL_STATUS_OK;
	}
	raw.level = level + 1;
	struct evl_inspect_seen seen = { .object = object, .outer = ins->seen };
	ins->seen = &seen;
	ins->current_depth = raw.level;
	evl_layout_begin(ins, &raw.layout, start, raw.layout.base_length, raw.layout.close, raw.layout.is_array);
	bool ok = append_all_entries(&raw) && append_prototype_entries(&raw);
	ins->seen = seen.outer;
	if (!ok)
		return false;
	for (const struct evl_inspect_circular *c = ins->circular; c != NULL; c = c->next)
		if (c->object == object && !add_reference(&raw, c->number))
			return false;
	raw.layout.keys = raw.key_count;
	if (!evl_layout_finish(ins, &raw.layout, raw.level, object))
		return false;
	ins->words->count = words;
	return true;
}

/* --- formatValue --- */

/*
 * A custom inspect function, if the value has one. *handled: its text is appended. `context`: the proxy around
 * the value, or the value itself.
 */
static bool inspect_custom(struct evl_inspector *ins, struct evl_object *object, evl_value context, uint32_t level, bool *handled)
{
	struct evl_realm *realm = ins->realm;
	evl_value value = evl_from_object(object);
	evl_value function;
	*handled = false;
	if (!evl_object_get(realm, object, EVL_NAME_symbol_inspect_custom, value, &function))
		return false;
	if (!evl_is_callable(function) && evl_class_of(object) == EVL_CLASS_PLATFORM && realm->host_inspect != NULL &&
	    !realm->host_inspect(realm, object, &function))
		return false;
	if (!evl_is_callable(function))
		return true;
	const struct evl_object *callee = evl_as_object(function);
	if (function == evl_console_state(realm)->inspect || (evl_class_of(callee) == EVL_CLASS_NATIVE_FUNCTION &&
							      ((const struct evl_native_function *)callee)->fn == evl_util_inspect))
		return true;
	evl_value constructor;
	if (!evl_object_get(realm, object, EVL_NAME_constructor, value, &constructor))
		return false;
	if (evl_to_boolean(constructor)) {
		evl_value prototype;
		if (!evl_get(realm, constructor, EVL_NAME_prototype, &prototype))
			return false;
		if (evl_strict_equals(realm, prototype, value))
			return true;
	}
	evl_value result, options;
	bool is_instance;
	bool foreign = context != value;
	if (!foreign) {
		if (!evl_instance_of(realm, context, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_OBJECT)), &is_instance))
			return false;
		foreign = !is_instance;
	}
	options = evl_inspector_options_object(ins, foreign);
	if (options == EVL_EMPTY)
		return false;
	evl_value inspect = evl_console_state(realm)->inspect;
	evl_value arguments[3] = {
		evl_inspector_depth_left(ins, level),
		options,
		inspect != EVL_EMPTY ? inspect : evl_from_object(evl_native_function_new(realm, "inspect", 2, evl_util_inspect)),
	};
	if (!evl_call(realm, function, context, 3, arguments, &result))
		return false;
	if (result == context)
		return true;
	*handled = true;
	if (!evl_is_string(result))
		return evl_inspect_value(ins, result, level);
	const uint16_t *units = evl_string_units(realm, evl_as_string(result));
	if (units == NULL)
		return false;
	for (uint32_t i = 0; i < evl_as_string(result)->length; i++) {
		evl_text_append_unit(ins->text, units[i]);
		if (units[i] == '\n')
			evl_text_append_spaces(ins->text, ins->indentation);
	}
	return realm->halt == EVL_STATUS_OK;
}

static bool append_circular(struct evl_inspector *ins, const struct evl_object *object)
{
	struct evl_inspect_circular **link = &ins->circular;
	while (*link != NULL && (*link)->object != object)
		link = &(*link)->next;
	if (*link == NULL) {
		*link = evl_arena_zalloc(&ins->realm->scratch, sizeof **link);
		(*link)->object = object;
		(*link)->number = ++ins->circular_count;
	}
	uint32_t start = ins->text->length;
	evl_text_append_ascii(ins->text, "[Circular *");
	evl_text_append_number(ins->text, (*link)->number);
	evl_text_append_unit(ins->text, ']');
	return evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL) && ins->realm->halt == EVL_STATUS_OK;
}

/* formatProxy: "Proxy [ target, handler ]". */
static bool format_proxy(struct evl_inspector *ins, const struct evl_proxy *proxy, uint32_t level)
{
	if (level > ins->depth) {
		return evl_inspect_append_styled(ins, "Proxy [Array]", EVL_STYLE_SPECIAL);
	}
	const struct evl_object *parts[2] = { proxy->target, proxy->handler };
	struct evl_layout layout;
	uint32_t start = ins->text->length;
	uint32_t words = ins->words->count;
	evl_text_append_ascii(ins->text, "Proxy [");
	evl_layout_begin(ins, &layout, start, 0, ']', true);
	for (int i = 0; i < 2; i++) {
		uint32_t entry = evl_layout_entry(ins, &layout);
		ins->indentation += 2;
		bool ok = evl_inspect_value(ins, evl_from_object(parts[i]), level + 1);
		ins->indentation -= 2;
		if (!ok || !evl_layout_entry_end(ins, entry))
			return false;
	}
	if (!evl_layout_finish(ins, &layout, level + 1, NULL))
		return false;
	ins->words->count = words;
	return true;
}

/* Has the handler no traps, so that looking through the proxy is not seen? Looks without running script. */
static bool has_no_traps(struct evl_realm *realm, const struct evl_object *handler)
{
	static const evl_name traps[] = { EVL_NAME_get, EVL_NAME_has, EVL_NAME_ownKeys, EVL_NAME_getOwnPropertyDescriptor,
					  EVL_NAME_getPrototypeOf };
	(void)realm;
	for (; handler != NULL; handler = handler->shape->prototype) {
		if (evl_has_flag(handler, EVL_OBJECT_EXOTIC))
			return false;
		for (uint32_t i = 0; i < sizeof traps / sizeof traps[0]; i++)
			if (evl_shape_find(handler->shape, traps[i]) != NULL)
				return false;
	}
	return true;
}

/*
 * What Node prints for a proxy: its target. *object NULL: the text is complete. Node looks through one proxy only, and then
 * through the traps of the next, in an order that is its own affair: not covered.
 */
static bool look_through(struct evl_inspector *ins, struct evl_object **object, uint32_t level)
{
	struct evl_realm *realm = ins->realm;
	bool outermost = true;
	while (evl_class_of(*object) == EVL_CLASS_PROXY) {
		const struct evl_proxy *proxy = (const struct evl_proxy *)*object;
		if (proxy->target == NULL && !outermost)
			return evl_throw_message(realm, EVL_MESSAGE_PROXY_REVOKED, "get");
		if (proxy->target == NULL || ins->show_proxy) {
			*object = NULL;
			return proxy->target == NULL ? evl_inspect_append_styled(ins, "<Revoked Proxy>", EVL_STYLE_SPECIAL) :
						       format_proxy(ins, proxy, level);
		}
		if (!outermost && !has_no_traps(realm, proxy->handler))
			return evl_not_covered(realm, "printing a proxy whose target is a proxy with traps");
		*object = proxy->target;
		outermost = false;
	}
	return true;
}

static bool inspect_object(struct evl_inspector *ins, struct evl_object *object, uint32_t level)
{
	evl_value context = evl_from_object(object);
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		struct evl_string *text = evl_unknown_string(ins->realm, (const struct evl_unknown *)object);
		if (text == NULL)
			return false;
		if (((const struct evl_unknown *)object)->kind == EVL_UNKNOWN_TEXT)
			return evl_inspect_string(ins, text);
		evl_text_append_string(ins->text, text);
		return true;
	}
	if (evl_class_of(object) == EVL_CLASS_PROXY) {
		if (!look_through(ins, &object, level))
			return false;
		if (object == NULL)
			return true;
	}
	if (ins->custom) {
		bool handled;
		if (!inspect_custom(ins, object, context, level, &handled) || handled)
			return handled;
	}
	for (const struct evl_inspect_seen *s = ins->seen; s != NULL; s = s->outer)
		if (s->object == object)
			return append_circular(ins, object);
	return format_raw(ins, object, level);
}

bool evl_inspect_value(struct evl_inspector *ins, evl_value value, uint32_t level)
{
	if (!evl_is_object(value))
		return evl_inspect_primitive(ins, value);
	struct evl_console *console = ins->realm->console;
	if (ins->text->length > EVL_INSPECT_MAX_TEXT)
		return evl_halt(ins->realm, EVL_STATUS_MEMORY_LIMIT, "the text of a printed value is too long");
	if (console->nesting >= EVL_INSPECT_MAX_NESTING)
		return evl_not_covered(ins->realm, "printing a value that is nested more than 500 levels deep");
	console->nesting++;
	bool ok = inspect_object(ins, evl_as_object(value), level);
	console->nesting--;
	return ok;
}
