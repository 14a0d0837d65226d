/* SPDX-License-Identifier: MIT */
/*
 * inspect_browser.c - values as the console of Chromium's DevTools shows them before anything is
 * expanded: one line, one level, at most five properties or a hundred items.
 *
 * What is shown of a property is a short form that never goes deeper, so nothing here recurses.
 */
#include "console/inspect_browser.h"

#include <string.h>

#include "console/inspect_node.h"
#include "console/preview.h"
#include "value/collection.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/generator.h"
#include "vm/iterator.h"
#include "vm/stack_names.h"
#include "vm/vm.h"

static const uint16_t times = 0x00D7;

/* What a preview has of an array: a hundred items that are there. */
struct items {
	uint32_t indexes[EVL_PREVIEW_ITEMS];
	evl_value values[EVL_PREVIEW_ITEMS];
	uint32_t count;
	bool more; /* there are further ones */
};

/* The item at `index`; EVL_HOLE: none is there. */
static bool item_at(struct preview *p, struct evl_object *array, uint32_t index, bool general, evl_value *out)
{
	struct evl_descriptor d;
	bool found = false;
	*out = index < array->element_count ? array->elements[index] : EVL_HOLE;
	if (*out != EVL_HOLE || !general)
		return true;
	if (!evl_get_own_property(p->realm, array, evl_key_from_index(index), &d, &found))
		return false;
	if (found)
		*out = d.has_value ? d.value : EVL_UNDEFINED;
	return true;
}

static bool collect_items(struct preview *p, struct evl_object *array, struct items *items)
{
	bool general = evl_has_flag(array, EVL_OBJECT_SPARSE | EVL_OBJECT_EXOTIC);
	uint32_t end = general || array->length < array->element_count ? array->length : array->element_count, holes = 0;
	items->count = 0;
	items->more = false;
	for (uint32_t i = 0; i < end; i++) {
		evl_value value;
		if (!item_at(p, array, i, general, &value))
			return false;
		holes = value == EVL_HOLE ? holes + 1 : 0;
		if (holes > 100000)
			return evl_not_covered(p->realm, "printing an array with very many holes");
		if (value == EVL_HOLE)
			continue;
		if (items->count == EVL_PREVIEW_ITEMS) {
			items->more = true;
			return true;
		}
		items->indexes[items->count] = i;
		items->values[items->count++] = value;
	}
	return true;
}

static void append_holes(struct preview *p, uint32_t holes)
{
	if (holes == 0)
		return;
	evl_preview_separate(p);
	evl_text_append_ascii(p->text, "empty");
	if (holes == 1)
		return;
	evl_text_append_unit(p->text, ' ');
	evl_text_append_unit(p->text, times);
	evl_text_append_unit(p->text, ' ');
	evl_text_append_number(p->text, holes);
}

/* Holes show only where nothing is left out (`gaps`); otherwise an item that does not stand at its place says its index. */
static bool append_items(struct preview *p, const struct items *items, uint32_t length, bool gaps)
{
	uint32_t next = 0;
	for (uint32_t i = 0; i < items->count; i++) {
		uint32_t index = items->indexes[i];
		if (gaps)
			append_holes(p, index - next);
		next = index + 1;
		if (!gaps && index != i) {
			if (!evl_preview_property(p, evl_key_from_index(index), items->values[i]))
				return false;
			continue;
		}
		evl_preview_separate(p);
		if (!evl_preview_nested(p, items->values[i]))
			return false;
	}
	if (gaps)
		append_holes(p, length - next);
	return evl_preview_running(p);
}

/* Has the array more properties than are shown beside its items? Tried, and taken back. */
static bool has_more_properties(struct preview *p, struct evl_object *array, bool *more)
{
	static const uint16_t mark = 0x2026;
	struct preview before = *p;
	uint32_t start = p->text->length;
	if (!evl_preview_properties(p, array, true, true))
		return false;
	*more = p->text->length > start && p->text->units[p->text->length - 1] == mark;
	*p = before;
	p->text->length = start;
	return true;
}

static bool append_array(struct preview *p, struct evl_object *array, struct evl_string *name)
{
	bool plain = name == NULL || evl_string_name(p->realm, name) == EVL_NAME_Array, more = false;
	struct items items;
	if (!plain)
		evl_text_append_string(p->text, name);
	if (array->length > 1)
		evl_preview_size(p, array->length);
	if (array->length > 1 || !plain)
		evl_text_append_unit(p->text, ' ');
	evl_text_append_unit(p->text, '[');
	if (!collect_items(p, array, &items))
		return false;
	if (!items.more && items.count != array->length && !has_more_properties(p, array, &more))
		return false;
	if (!append_items(p, &items, array->length, !items.more && !more))
		return false;
	if (items.more)
		evl_preview_more(p);
	else if (!evl_preview_properties(p, array, true, true))
		return false;
	evl_text_append_unit(p->text, ']');
	return evl_preview_running(p);
}

static bool append_typed_array(struct preview *p, const struct evl_view *view, struct evl_string *name)
{
	size_t length = evl_view_length(view);
	if (name != NULL)
		evl_text_append_string(p->text, name);
	else
		evl_text_append_ascii(p->text, evl_typed_names[view->type]);
	if (length > 1)
		evl_preview_size(p, (double)length);
	evl_text_append_ascii(p->text, " [");
	for (size_t i = 0; i < length && i < EVL_PREVIEW_ITEMS; i++) {
		evl_preview_separate(p);
		if (!evl_preview_primitive(p, evl_typed_get(p->realm, view, (double)i)))
			return false;
	}
	if (length > EVL_PREVIEW_ITEMS)
		evl_preview_more(p);
	else if (!evl_preview_properties(p, (struct evl_object *)(uintptr_t)view, true, false))
		return false;
	evl_text_append_unit(p->text, ']');
	return evl_preview_running(p);
}

/* Is the property one that takes a place? Accessors without a getter do not. */
static bool takes_place(struct preview *p, struct evl_object *object, evl_key key, bool *out)
{
	struct evl_descriptor d;
	bool found;
	if (!evl_get_own_property(p->realm, object, key, &d, &found))
		return false;
	*out = found && (d.has_value || (d.has_get && !evl_is_undefined(d.get)));
	return true;
}

/*
 * The entries from `position` on, up to five, in place of the properties; that there are more of either is shown. `others`: what counts
 * besides the own properties.
 */
static bool append_entries(struct preview *p, struct evl_object *object, struct evl_collection *c, uint32_t position, bool keys, bool values,
			   uint32_t others)
{
	struct evl_key_list list;
	evl_value key, value;
	bool more = false;
	for (uint32_t shown = 0; !more && evl_collection_next(c, &position, &key, &value); shown++) {
		more = shown == EVL_PREVIEW_PROPERTIES;
		if (more)
			break;
		evl_preview_separate(p);
		if (keys && !evl_preview_nested(p, key))
			return false;
		if (keys && values)
			evl_text_append_ascii(p->text, " => ");
		if (values && !evl_preview_nested(p, value))
			return false;
	}
	if (!evl_own_keys(p->realm, object, &list))
		return false;
	for (uint32_t i = 0; i < list.count && !more; i++) {
		bool counts;
		if (!takes_place(p, object, list.keys[i], &counts))
			return false;
		others += counts;
		more = others > EVL_PREVIEW_PROPERTIES;
	}
	if (more)
		evl_preview_more(p);
	return evl_preview_running(p);
}

/* Maps, sets and their iterators with something in them are shown by their entries alone. *done false: it is none of these. */
static bool append_as_entries(struct preview *p, struct evl_object *object, bool *done)
{
	enum evl_class cls = evl_class_of(object);
	bool weak = cls == EVL_CLASS_WEAK_MAP || cls == EVL_CLASS_WEAK_SET, strong = cls == EVL_CLASS_MAP || cls == EVL_CLASS_SET;
	*done = (weak || strong) && ((const struct evl_collection *)object)->live != 0;
	if (*done && weak && ((const struct evl_collection *)object)->live > 1)
		return evl_not_covered(p->realm, "printing a weak collection of several entries, whose order is the engine's own");
	if (*done)
		return append_entries(p, object, (struct evl_collection *)object, 0, true, cls == EVL_CLASS_MAP || cls == EVL_CLASS_WEAK_MAP, strong);
	const struct evl_builtin_iterator *it = cls == EVL_CLASS_ITERATOR ? (const struct evl_builtin_iterator *)object : NULL;
	if (it == NULL || (it->source != EVL_ITERATOR_MAP && it->source != EVL_ITERATOR_SET) || !evl_is_object(it->target))
		return true;
	uint32_t position = (uint32_t)it->position;
	evl_value key, value;
	*done = evl_collection_next(evl_pointer(it->target), &position, &key, &value);
	bool both = it->kind != EVL_ITERATOR_KEYS && it->kind != EVL_ITERATOR_VALUES;
	/* A set's elements are its keys. */
	bool keys = both || it->source == EVL_ITERATOR_SET || it->kind == EVL_ITERATOR_KEYS;
	return !*done || append_entries(p, object, evl_pointer(it->target), (uint32_t)it->position, keys, both || !keys, 0);
}

static bool append_promise(struct preview *p, const struct evl_promise *promise)
{
	if (promise->state == EVL_PROMISE_PENDING)
		return evl_preview_internal(p, "<pending>", NULL);
	return evl_preview_internal(p, promise->state == EVL_PROMISE_FULFILLED ? "<fulfilled>" : "<rejected>", &promise->result);
}

/* What stands in the braces before the properties. */
static bool append_contents(struct preview *p, struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_HOST:
		return evl_not_covered(p->realm, "how an object of the host is printed");
	case EVL_CLASS_PROMISE:
		return append_promise(p, (const struct evl_promise *)object);
	case EVL_CLASS_GENERATOR:
	case EVL_CLASS_ASYNC_GENERATOR: {
		uint8_t state = ((const struct evl_generator *)object)->state;
		return evl_preview_internal(p, state == EVL_GENERATOR_DONE ? "<closed>" :
					  state == EVL_GENERATOR_RUNNING ? "<running>" : "<suspended>", NULL);
	}
	case EVL_CLASS_BOOLEAN:
	case EVL_CLASS_NUMBER:
	case EVL_CLASS_STRING:
	case EVL_CLASS_SYMBOL:
	case EVL_CLASS_BIGINT:
		evl_preview_separate(p);
		return evl_preview_nested(p, ((struct evl_wrapper *)object)->primitive);
	default:
		return true;
	}
}

static bool is_sloppy_function(const struct evl_object *object)
{
	if (evl_class_of(object) != EVL_CLASS_FUNCTION)
		return false;
	const uint32_t others = EVL_TEMPLATE_STRICT | EVL_TEMPLATE_ARROW | EVL_TEMPLATE_METHOD | EVL_TEMPLATE_GETTER | EVL_TEMPLATE_SETTER |
				EVL_TEMPLATE_ASYNC | EVL_TEMPLATE_GENERATOR | EVL_TEMPLATE_CLASS_CONSTRUCTOR;
	return (((const struct evl_function *)object)->code->template_->flags & others) == 0;
}

/* A proxy with what its innermost target has, without its traps. */
static bool append_proxy(struct preview *p, const struct evl_proxy *proxy)
{
	struct evl_object *target = evl_proxy_innermost(proxy->target);
	if (!evl_preview_proxy_name(p, proxy))
		return false;
	evl_text_append_ascii(p->text, " {");
	if (target != NULL) {
		enum evl_class cls = evl_class_of(target);
		bool is_string = cls == EVL_CLASS_STRING;
		bool is_list = is_string || cls == EVL_CLASS_ARRAY || cls == EVL_CLASS_ARGUMENTS;
		bool by_entries;
		if (!append_as_entries(p, target, &by_entries))
			return false;
		if (by_entries) {
			evl_text_append_unit(p->text, '}');
			return evl_preview_running(p);
		}
		for (uint32_t i = 0; is_list && !is_string && i < target->element_count && i < EVL_PREVIEW_ITEMS; i++) {
			struct evl_descriptor d;
			bool found;
			if (!evl_get_own_property(p->realm, target, evl_key_from_index(i), &d, &found))
				return false;
			if (found && d.has_value && !evl_preview_property(p, evl_key_from_index(i), d.value))
				return false;
		}
		if (!evl_preview_properties(p, target, is_list, is_list))
			return false;
		if (is_sloppy_function(target)) { /* V8 shows the debugger two properties more */
			evl_preview_separate(p);
			evl_text_append_ascii(p->text, "arguments: null, caller: null");
		}
	}
	evl_text_append_unit(p->text, '}');
	return evl_preview_running(p);
}

/* The window: its first five properties, which no script can change but for the name. */
static bool append_window(struct preview *p, struct evl_object *global)
{
	evl_value name;
	struct evl_string *head;
	if (!evl_preview_class_name(p, global, &head))
		return false;
	if (head == NULL || strcmp(evl_string_utf8(p->realm, head), "Window") != 0)
		return evl_not_covered(p->realm, "printing the global object");
	evl_key key = evl_names_intern_utf8(p->realm->names, "name", 4);
	evl_text_append_ascii(p->text, "Window {window: Window, self: Window, document: document");
	p->first = false;
	if (!evl_object_get(p->realm, global, key, evl_from_object(global), &name) || !evl_preview_property(p, key, name))
		return false;
	evl_text_append_ascii(p->text, ", location: Location, ");
	evl_text_append_unit(p->text, 0x2026);
	evl_text_append_unit(p->text, '}');
	return evl_preview_running(p);
}

/* The attribute that lists of this interface have beside their length; NULL: none. */
static const char *further_attribute(struct evl_realm *realm, struct evl_string *name)
{
	const char *interface = name != NULL ? evl_string_utf8(realm, name) : "";
	return strcmp(interface, "DOMTokenList") == 0 ? "value" : strcmp(interface, "HTMLOptionsCollection") == 0 ? "selectedIndex" : NULL;
}

static bool append_object(struct preview *p, struct evl_object *object)
{
	if (evl_class_of(object) == EVL_CLASS_GLOBAL)
		return append_window(p, object);
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		struct evl_string *text = evl_unknown_string(p->realm, (const struct evl_unknown *)object);
		if (text != NULL)
			evl_text_append_string(p->text, text);
		return evl_preview_running(p);
	}
	if (evl_class_of(object) == EVL_CLASS_PROXY && evl_preview_is_host_list(p, (const struct evl_proxy *)object))
		return evl_not_covered(p->realm, "how a list of style sheets or of rules is printed");
	if (evl_class_of(object) == EVL_CLASS_PROXY)
		return append_proxy(p, (const struct evl_proxy *)object);
	struct evl_string *name;
	enum evl_class cls = evl_class_of(object);
	if (evl_has_flag(object, EVL_OBJECT_CALLABLE))
		return evl_browser_function(p->realm, p->text, object);
	if (evl_inspect_is_error(p->realm, object))
		return evl_preview_stack(p, object, false);
	if (cls == EVL_CLASS_DATE)
		return evl_preview_date(p, (const struct evl_date *)object);
	if (cls == EVL_CLASS_REGEXP)
		return evl_preview_regexp(p, (const struct evl_regexp_object *)object);
	if (object == p->realm->intrinsics[EVL_INTRINSIC_REGEXP_PROTOTYPE]) /* V8 shows the debugger what its getters give */
		return evl_not_covered(p->realm, "how the prototype of regular expressions is printed");
	if (!evl_preview_class_name(p, object, &name))
		return false;
	if (cls == EVL_CLASS_PLATFORM && p->realm->platform_view != NULL) {
		struct evl_string *text;
		enum evl_platform_view view = p->realm->platform_view(p->realm, object, false, &text);
		if (view == EVL_VIEW_TEXT) {
			if (text != NULL)
				evl_text_append_string(p->text, text);
			return evl_preview_running(p);
		}
		if (name != NULL)
			evl_text_append_string(p->text, name);
		if (view == EVL_VIEW_LIST)
			return evl_preview_platform_list(p, object, further_attribute(p->realm, name));
		evl_text_append_ascii(p->text, " {");
		if (!(view == EVL_VIEW_NAMED ? evl_preview_named(p, object, name != NULL && name->length == 7) : evl_preview_platform(p, object)))
			return false;
		evl_text_append_unit(p->text, '}');
		return evl_preview_running(p);
	}
	if (cls == EVL_CLASS_ARRAY)
		return append_array(p, object, name);
	if (cls == EVL_CLASS_TYPED_ARRAY)
		return append_typed_array(p, (struct evl_view *)object, name);
	if (cls == EVL_CLASS_ARGUMENTS) {
		double length;
		if (!evl_length_of(p->realm, object, &length))
			return false;
		evl_text_append_ascii(p->text, "Arguments");
		if (length > 1)
			evl_preview_size(p, length);
		evl_text_append_ascii(p->text, " [");
		for (uint32_t i = 0; i < length && i < EVL_PREVIEW_ITEMS; i++) {
			evl_value item;
			evl_preview_separate(p);
			if (!evl_object_get(p->realm, object, evl_key_from_index(i), evl_from_object(object), &item) ||
			    !evl_preview_nested(p, item))
				return false;
		}
		if (!evl_preview_properties(p, object, true, true))
			return false;
		evl_text_append_unit(p->text, ']');
		return true;
	}
	if (name == NULL && evl_preview_is_bytes(object))
		evl_text_append_ascii(p->text, evl_class_name(object));
	if (evl_preview_is_bytes(object)) {
		if (name != NULL)
			evl_text_append_string(p->text, name);
		evl_preview_view_size(p, object);
		/* These are shown by their heads alone. */
		if (cls == EVL_CLASS_ARRAY_BUFFER || cls == EVL_CLASS_DATA_VIEW)
			return evl_preview_running(p);
		evl_text_append_unit(p->text, ' ');
	} else if (name != NULL) {
		evl_text_append_string(p->text, name);
		if (cls == EVL_CLASS_MAP || cls == EVL_CLASS_SET)
			evl_preview_size(p, ((struct evl_collection *)object)->live);
		evl_text_append_unit(p->text, ' ');
	}
	evl_text_append_unit(p->text, '{');
	if (cls == EVL_CLASS_PLATFORM) {
		if (!evl_preview_platform(p, object))
			return false;
		evl_text_append_unit(p->text, '}');
		return evl_preview_running(p);
	}
	if (cls == EVL_CLASS_OBJECT && name != NULL && evl_preview_is_host_made(p, object)) {
		if (!evl_preview_platform(p, object))
			return false;
		evl_text_append_unit(p->text, '}');
		return evl_preview_running(p);
	}
	bool boxed_string = cls == EVL_CLASS_STRING;
	bool by_entries;
	if (!append_as_entries(p, object, &by_entries))
		return false;
	if (by_entries) {
		evl_text_append_unit(p->text, '}');
		return evl_preview_running(p);
	}
	if (!append_contents(p, object) || !evl_preview_properties(p, object, boxed_string, boxed_string))
		return false;
	if (cls == EVL_CLASS_DISPOSABLE_STACK || cls == EVL_CLASS_ASYNC_DISPOSABLE_STACK) {
		evl_key key = evl_text_name(p->realm, "disposed");
		evl_value disposed;
		if (!evl_object_get(p->realm, object, key, evl_from_object(object), &disposed) || !evl_preview_property(p, key, disposed))
			return false;
	}
	/* An accessor of the library that is to look like data, and does. */
	struct evl_descriptor tag;
	struct evl_object *holder;
	if (!evl_preview_find_tag(p->realm, object, &holder, &tag))
		return false;
	if (holder != NULL && holder != object && tag.has_get && holder == p->realm->intrinsics[EVL_INTRINSIC_ITERATOR_PROTOTYPE] &&
	    !evl_preview_property(p, EVL_NAME_symbol_to_string_tag, evl_text_value(p->realm, "Iterator")))
		return false;
	evl_text_append_unit(p->text, '}');
	return evl_preview_running(p);
}

bool evl_browser_value(struct evl_realm *realm, struct evl_text *text, evl_value value)
{
	struct preview p = { .realm = realm, .text = text, .first = true };
	return evl_is_object(value) ? append_object(&p, evl_as_object(value)) : evl_preview_primitive(&p, value);
}

bool evl_browser_describe(struct evl_realm *realm, struct evl_text *text, evl_value value)
{
	struct preview p = { .realm = realm, .text = text, .first = true, .described = true };
	if (evl_is_callable(value) && !evl_is_class(value, EVL_CLASS_PROXY))
		return evl_browser_function_head(realm, text, evl_as_object(value));
	return evl_is_object(value) ? evl_preview_nested(&p, value) : evl_browser_value(realm, text, value);
}
