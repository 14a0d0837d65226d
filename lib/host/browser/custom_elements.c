/* SPDX-License-Identifier: MIT */
/*
 * custom_elements.c - the registry of custom elements, the constructor HTMLElement, and
 * the reactions, which run inside the call that caused them (HTML, "Custom elements").
 */
#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/dom.h"
#include "value/convert.h"
#include "vm/promise.h"

struct definition {
	struct definition *next;
	evl_name name;
	evl_value constructor, connected, disconnected, changed;
	evl_name *observed;
	uint32_t observed_count;
	struct evl_dom_node *upgrading; /* what its constructor is to return instead of a new element */
	evl_value waiting;              /* the promise of whenDefined, or EVL_UNDEFINED */
};

struct evl_page_custom {
	struct definition *first;
	struct definition *waited; /* names asked for by whenDefined */
	evl_value registry;
};

static struct evl_page_custom *custom(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->custom == NULL)
		page->custom = evl_arena_zalloc(&realm->scratch, sizeof *page->custom);
	return page->custom;
}

static struct definition *find(struct evl_realm *realm, evl_name name)
{
	struct definition *d = evl_page(realm)->custom != NULL ? evl_page(realm)->custom->first : NULL;
	while (d != NULL && d->name != name)
		d = d->next;
	return d;
}

static struct definition *find_class(struct evl_realm *realm, evl_value constructor)
{
	struct definition *d = evl_page(realm)->custom != NULL ? evl_page(realm)->custom->first : NULL;
	while (d != NULL && d->constructor != constructor)
		d = d->next;
	return d;
}

static void report(struct evl_realm *realm)
{
	if (realm->halt == EVL_STATUS_OK)
		evl_page_uncaught(realm, evl_take_exception(realm), EVL_ORIGIN_TASK, NULL);
}

/* Call a reaction; its exception is reported. */
static bool react(struct evl_realm *realm, evl_value callback, struct evl_dom_node *element, uint32_t count, const evl_value *values)
{
	evl_value ignored;
	if (evl_is_callable(callback) && !evl_host_call(realm, callback, evl_from_object(element), count, values, &ignored))
		report(realm);
	return realm->halt == EVL_STATUS_OK;
}

bool evl_custom_connected(struct evl_realm *realm, struct evl_dom_node *element, bool connected)
{
	struct definition *d = element->definition != EVL_EMPTY ? find_class(realm, element->definition) : NULL;
	return d == NULL || react(realm, connected ? d->connected : d->disconnected, element, 0, NULL);
}

bool evl_custom_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, evl_value old, evl_value value)
{
	struct definition *d = element->definition != EVL_EMPTY ? find_class(realm, element->definition) : NULL;
	for (uint32_t i = 0; d != NULL && i < d->observed_count; i++) {
		if (d->observed[i] != name)
			continue;
		evl_value arguments[4] = { evl_from_string(evl_string_from_name(realm, name)), old, value, EVL_NULL };
		return react(realm, d->changed, element, 4, arguments);
	}
	return true;
}

bool evl_custom_upgrade(struct evl_realm *realm, struct evl_dom_node *element)
{
	struct definition *d = element->definition == EVL_EMPTY ? find(realm, element->name) : NULL;
	if (d == NULL)
		return true;
	element->definition = d->constructor;
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if (!evl_custom_attribute(realm, element, element->attributes[i].name, EVL_NULL, element->attributes[i].value))
			return false;
	struct evl_dom_node *outer = d->upgrading;
	evl_value made;
	d->upgrading = element;
	if (!evl_construct(realm, d->constructor, 0, NULL, d->constructor, &made))
		report(realm);
	d->upgrading = outer;
	return realm->halt == EVL_STATUS_OK;
}

bool evl_custom_make(struct evl_realm *realm, evl_name local_name, struct evl_dom_node **out, bool *made)
{
	struct definition *d = find(realm, local_name);
	evl_value element;
	*made = false;
	if (d == NULL)
		return true;
	*made = true;
	if (!evl_construct(realm, d->constructor, 0, NULL, d->constructor, &element)) {
		/* Reported; what the caller gets is an element of no known class. */
		report(realm);
		*made = false;
		return realm->halt == EVL_STATUS_OK;
	}
	*out = evl_node_cast(element);
	return *out != NULL || evl_not_covered(realm, "a custom element whose constructor returns something else");
}

/* new HTMLElement(), as super() of a custom element's class calls it. */
bool evl_html_element_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct definition *d = evl_is_undefined(args->new_target) ? NULL : find_class(realm, args->new_target);
	evl_value prototype;
	if (!evl_platform_require_new(realm, args))
		return false;
	if (d == NULL)
		return evl_platform_type_error(realm, "Failed to construct '%s': Illegal constructor", evl_platform_name(args));
	if (!evl_get(realm, args->new_target, EVL_NAME_prototype, &prototype))
		return false;
	struct evl_dom_node *element = d->upgrading;
	d->upgrading = NULL;
	if (element == NULL && !evl_element_make(realm, d->name, false, &element))
		return false;
	bool ok;
	if (evl_is_object(prototype) && !evl_set_prototype(realm, &element->target.platform.object, evl_as_object(prototype), &ok))
		return false;
	element->definition = d->constructor;
	*result = evl_from_object(element);
	return true;
}

/* ----------------------------------------------------------------- registry */

static bool is_valid_name(struct evl_realm *realm, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	bool dash = false;
	for (uint32_t i = 0; i < entry->length; i++) {
		uint16_t c = entry->units[i];
		dash = dash || c == '-';
		if (c >= 'A' && c <= 'Z')
			return false;
	}
	return dash && entry->units[0] >= 'a' && entry->units[0] <= 'z';
}

static bool read_observed(struct evl_realm *realm, struct definition *d)
{
	evl_value list;
	double length;
	if (!evl_get(realm, d->constructor, evl_platform_intern(realm, "observedAttributes"), &list))
		return false;
	if (!evl_is_object(list))
		return true;
	if (!evl_length_of(realm, evl_as_object(list), &length))
		return false;
	d->observed = evl_arena_alloc(&realm->scratch, ((size_t)(length < 1000 ? length : 1000) + 1) * sizeof *d->observed);
	for (uint32_t i = 0; i < length && i < 1000; i++) {
		evl_value item;
		struct evl_string *text;
		if (!evl_object_get(realm, evl_as_object(list), evl_key_from_index(i), list, &item) || !evl_to_string(realm, item, &text))
			return false;
		d->observed[d->observed_count++] = evl_string_name(realm, text);
	}
	return true;
}

static bool define(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char failed[] = "Failed to execute 'define' on 'CustomElementRegistry': ";
	struct evl_page_custom *all = custom(realm);
	struct evl_string *text;
	evl_value prototype;
	char message[256];
	*result = EVL_UNDEFINED;
	if (!evl_platform_require_args(realm, args, 2, "CustomElementRegistry", "define") || !evl_to_string(realm, args->values[0], &text))
		return false;
	if (!evl_is_constructor(args->values[1]))
		return evl_platform_type_error(realm, "%sparameter 2 is not of type 'Function'.", failed);
	evl_name name = evl_string_name(realm, text);
	if (!is_valid_name(realm, name)) {
		snprintf(message, sizeof message, "%s\"%.80s\" is not a valid custom element name", failed, evl_string_utf8(realm, text));
		return evl_dom_exception_throw(realm, message, "SyntaxError");
	}
	if (find(realm, name) != NULL) {
		snprintf(message, sizeof message, "%sthe name \"%.80s\" has already been used with this registry", failed, evl_string_utf8(realm, text));
		return evl_dom_exception_throw(realm, message, "NotSupportedError");
	}
	if (find_class(realm, args->values[1]) != NULL) {
		snprintf(message, sizeof message, "%sthis constructor has already been used with this registry", failed);
		return evl_dom_exception_throw(realm, message, "NotSupportedError");
	}
	if (evl_is_object(evl_arg(args, 2)))
		return evl_not_covered(realm, "customized built-in elements");
	struct definition *d = evl_arena_zalloc(&realm->scratch, sizeof *d);
	d->name = name;
	d->constructor = args->values[1];
	d->connected = d->disconnected = d->changed = EVL_UNDEFINED;
	d->waiting = EVL_UNDEFINED;
	if (!evl_get(realm, d->constructor, EVL_NAME_prototype, &prototype))
		return false;
	if (!evl_is_object(prototype))
		return evl_platform_type_error(realm, "%sThe 'prototype' property is not an object.", failed);
	if (!evl_get(realm, prototype, evl_platform_intern(realm, "connectedCallback"), &d->connected) ||
	    !evl_get(realm, prototype, evl_platform_intern(realm, "disconnectedCallback"), &d->disconnected) ||
	    !evl_get(realm, prototype, evl_platform_intern(realm, "attributeChangedCallback"), &d->changed) ||
	    (evl_is_callable(d->changed) && !read_observed(realm, d)))
		return false;
	struct definition **link = &all->first;
	while (*link != NULL)
		link = &(*link)->next;
	*link = d;
	/* Elements of that name that are there already. */
	struct evl_dom_node *document = evl_document(realm);
	for (struct evl_dom_node *at = document->first; at != NULL; at = evl_node_next(document, at))
		if (at->type == EVL_DOM_ELEMENT && at->name == name && (!evl_custom_upgrade(realm, at) || !evl_custom_connected(realm, at, true)))
			return false;
	for (struct definition *w = all->waited; w != NULL; w = w->next)
		if (w->name == name)
			evl_promise_resolve_with(realm, evl_pointer(w->waiting), d->constructor);
	return realm->halt == EVL_STATUS_OK;
}

static bool get_definition(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	struct definition *d = find(realm, evl_string_name(realm, text));
	*result = d != NULL ? d->constructor : EVL_UNDEFINED;
	return true;
}

static bool when_defined(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page_custom *all = custom(realm);
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	evl_name name = evl_string_name(realm, text);
	struct definition *d = find(realm, name);
	struct evl_promise *promise = NULL;
	for (struct definition *w = all->waited; w != NULL && d == NULL; w = w->next)
		if (w->name == name)
			promise = evl_pointer(w->waiting);
	if (promise == NULL) {
		promise = evl_promise_new(realm);
		if (d != NULL) {
			evl_promise_resolve_with(realm, promise, d->constructor);
		} else {
			struct definition *w = evl_arena_zalloc(&realm->scratch, sizeof *w);
			w->name = name;
			w->waiting = evl_from_object(promise);
			w->next = all->waited;
			all->waited = w;
		}
	}
	*result = evl_from_object(promise);
	return true;
}

static const struct evl_row registry_row[] = {
	EVL_OPERATION("define", define, 2),
	EVL_OPERATION("get", get_definition, 1),
	EVL_OPERATION("whenDefined", when_defined, 1),
	EVL_TAG_ROW("CustomElementRegistry"),
};
const struct evl_family evl_family_CUSTOM_ELEMENT_REGISTRY = {
	.name = "CustomElementRegistry",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(registry_row),
};

bool evl_page_custom_elements(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page_custom *all = custom(realm);
	(void)args;
	if (all->registry == 0)
		all->registry = evl_from_object(
			evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED,
					 EVL_INTRINSIC_CUSTOM_ELEMENT_REGISTRY_PROTOTYPE));
	*result = all->registry;
	return true;
}
