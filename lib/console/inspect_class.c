/* SPDX-License-Identifier: MIT */
/*
 * inspect_class.c - what util.inspect shows of each class of objects beside its properties: its prefix, braces, entries.
 *
 * What differs from class to class is a row of `kinds`. A new class is a new row.
 */
#include "console/inspect_node.h"

#include "value/convert.h"
#include "vm/stack_names.h"
#include "vm/regexp.h"

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

bool evl_inspect_inherits_error(struct evl_realm *realm, struct evl_object *object, bool *out)
{
	const struct evl_object *prototype = realm->intrinsics[EVL_INTRINSIC_ERROR_PROTOTYPE];
	*out = evl_class_of(object) == EVL_CLASS_ERROR;
	if (*out || (prototype == NULL && !evl_has_flag(object, EVL_OBJECT_EXOTIC)))
		return true;
	return evl_inspect_inherits(realm, object, prototype, out);
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
	evl_inspect_prefix(raw, fallback, -1);
	evl_text_append_unit(raw->ins->text, '{');
	return true;
}

/* isURL: a URL that is not inspected by its own function shows its address, unless it lies too deep. The address is read of all objects. */
static bool prepare_url(struct evl_raw *raw, bool *handled)
{
	struct evl_realm *realm = raw->ins->realm;
	evl_value self = evl_from_object(raw->object), url, href;
	bool is_url;
	*handled = false;
	if (!evl_object_get(realm, raw->object, evl_text_name(realm, "href"), self, &href))
		return false;
	if (!evl_is_string(href) || raw->constructor == NULL)
		return true;
	if (!evl_object_get(realm, realm->global, evl_text_name(realm, "URL"), evl_from_object(realm->global), &url))
		return false;
	if (!evl_is_callable(url))
		return true;
	if (!evl_instance_of(realm, self, url, &is_url))
		return false;
	*handled = is_url && !(raw->level > raw->ins->depth);
	if (!*handled)
		return true;
	uint32_t start = raw->ins->text->length;
	if (!evl_object_get(realm, raw->object, evl_text_name(realm, "href"), self, &href))
		return false;
	if (evl_is_string(href))
		evl_text_append_string(raw->ins->text, evl_as_string(href));
	return open_after_base(raw, start, NO_STYLE);
}

static bool prepare_generic(struct evl_raw *raw)
{
	bool handled;
	if (!prepare_url(raw, &handled))
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
	uint32_t start = raw->ins->text->length;
	return evl_inspect_function_base(raw) && open_after_base(raw, start, EVL_STYLE_SPECIAL);
}

static bool prepare_error(struct evl_raw *raw)
{
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
	/* getBoxedBase has its style unless the object has keys, whatever its prototypes have. */
	if (raw->key_count == 0 && raw->proto_count != 0 && !evl_inspect_styled(ins, start, (enum evl_inspect_style)wrapper_style(raw->object)))
		return false;
	return open_after_base(raw, start, wrapper_style(raw->object));
}

static bool prepare_date(struct evl_raw *raw)
{
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
	evl_value self = evl_from_object(raw->object);
	bool is_iterable, is_array;
	*handled = false;
	if (!evl_has_property(raw->ins->realm, raw->object, EVL_NAME_symbol_iterator, &is_iterable))
		return false;
	if (!is_iterable && raw->constructor != NULL)
		return true;
	*handled = true;
	switch (evl_class_of(raw->object)) {
	case EVL_CLASS_ARRAY:
		return evl_inspect_prepare_array(raw);
	case EVL_CLASS_PROXY:
		*handled = evl_is_array(raw->ins->realm, self, &is_array) && is_array;
		return *handled ? evl_inspect_prepare_array(raw) : raw->ins->realm->exception == EVL_EMPTY;
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET:
		return evl_inspect_prepare_collection(raw);
	case EVL_CLASS_TYPED_ARRAY:
		return evl_inspect_prepare_typed_array(raw);
	case EVL_CLASS_ITERATOR:
		return evl_inspect_prepare_iterator(raw, handled);
	default:
		*handled = false;
		return true;
	}
}

/* The opening text and keys of the value. */
bool evl_inspect_prepare(struct evl_raw *raw)
{
	bool handled, ok = prepare_iterable(raw, &handled);
	if (!ok || handled)
		return ok;
	struct evl_inspector *ins = raw->ins;
	if (!evl_inspect_keys(raw, false))
		return false;
	if (evl_has_flag(raw->object, EVL_OBJECT_CALLABLE))
		return prepare_function(raw);
	if (raw->constructor != NULL && evl_string_name(ins->realm, raw->constructor) == EVL_NAME_Object) {
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
	bool is_error;
	if (!evl_inspect_inherits_error(ins->realm, raw->object, &is_error))
		return false;
	return is_error ? prepare_error(raw) : prepare_generic(raw);
}
