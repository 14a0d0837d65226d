/* SPDX-License-Identifier: MIT */
/*
 * custom_elements.c - the registry of custom elements, the constructor HTMLElement, and
 * the reactions, which run inside the call that caused them (HTML, "Custom elements").
 */
#include <string.h>

#include "host/browser/dom.h"
#include "value/convert.h"
#include "vm/promise.h"
#include "vm/iterator.h"
#include "vm/vm.h"

struct definition {
	struct definition *next;
	evl_name name;
	evl_value constructor, connected, disconnected, adopted, changed;
	evl_name *observed;
	uint32_t observed_count, observed_capacity;
	struct evl_dom_node *upgrading; /* what its constructor is to return instead of a new element */
	evl_value waiting;              /* the promise of whenDefined, or EVL_UNDEFINED */
};

/* What is to run for an element (HTML, "Custom element reactions"). */
struct reaction {
	struct reaction *next;
	struct evl_dom_node *element;
	struct definition *upgrade; /* make it one of these; NULL: call `callback` */
	evl_value callback;
	uint32_t count;
	evl_value values[4];
};

struct evl_page_custom {
	struct definition *first;
	struct definition *waited; /* names asked for by whenDefined */
	evl_value registry;
	struct reaction *reactions, *last; /* of all elements, in the order of asking */
	struct evl_dom_node **elements;    /* what the native function at work has queued reactions for */
	uint32_t element_count, element_capacity;
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

bool evl_custom_is_defined(struct evl_realm *realm, evl_name name) { return find(realm, name) != NULL; }

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

/* ---------------------------------------------------------------- reactions */

/* The first reaction that waits for the element, taken out; NULL: there is none. */
static struct reaction *take(struct evl_page_custom *all, const struct evl_dom_node *element)
{
	struct reaction *previous = NULL;
	for (struct reaction *r = all->reactions; r != NULL; previous = r, r = r->next) {
		if (r->element != element)
			continue;
		if (previous != NULL)
			previous->next = r->next;
		else
			all->reactions = r->next;
		if (all->last == r)
			all->last = previous;
		return r;
	}
	return NULL;
}

static bool react(struct evl_realm *realm, evl_value callback, struct evl_dom_node *element, uint32_t count, const evl_value *values)
{
	evl_value ignored;
	if (evl_is_callable(callback))
		evl_host_call_reporting(realm, callback, evl_from_object(element), count, values, &ignored, report);
	return realm->halt == EVL_STATUS_OK;
}

/* Put one behind the element's other reactions. */
static struct reaction *append(struct evl_realm *realm, struct evl_dom_node *element)
{
	struct evl_page_custom *all = custom(realm);
	struct reaction *r = evl_arena_zalloc(&realm->scratch, sizeof *r);
	r->element = element;
	r->callback = EVL_UNDEFINED;
	if (all->last != NULL)
		all->last->next = r;
	else
		all->reactions = r;
	all->last = r;
	return r;
}

/* The element's reactions are to run when the native function at work returns. */
static void list(struct evl_realm *realm, struct evl_dom_node *element)
{
	struct evl_page_custom *all = custom(realm);
	if (all->element_count == all->element_capacity) {
		uint32_t capacity = all->element_capacity * 2 + 8;
		struct evl_dom_node **elements = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct evl_dom_node *));
		for (uint32_t i = 0; i < all->element_count; i++)
			elements[i] = all->elements[i];
		all->elements = elements;
		all->element_capacity = capacity;
	}
	all->elements[all->element_count++] = element;
	realm->after_native = evl_custom_react;
}

bool evl_custom_apart(struct evl_realm *realm, bool (*run)(struct evl_realm *, void *context), void *context)
{
	struct evl_page_custom *all = evl_page(realm)->custom;
	if (all == NULL || all->element_count == 0)
		return run(realm, context);
	struct evl_dom_node **elements = all->elements;
	uint32_t count = all->element_count, capacity = all->element_capacity;
	all->elements = NULL;
	all->element_count = all->element_capacity = 0;
	bool ok = run(realm, context);
	all->elements = elements;
	all->element_count = count;
	all->element_capacity = capacity;
	realm->after_native = evl_custom_react;
	return ok;
}

struct operation {
	bool (*run)(struct evl_realm *realm, void *context);
	void *context;
};

static bool run_and_react(struct evl_realm *realm, void *context)
{
	const struct operation *operation = context;
	return operation->run(realm, operation->context) && (custom(realm)->element_count == 0 || evl_custom_react(realm));
}

bool evl_custom_within(struct evl_realm *realm, bool (*run)(struct evl_realm *, void *context), void *context)
{
	struct operation operation = { run, context };
	return evl_page(realm)->custom == NULL ? run(realm, context) : evl_custom_apart(realm, run_and_react, &operation);
}

static bool append_call(struct evl_realm *realm, struct evl_dom_node *element, evl_value callback, uint32_t count, const evl_value *values)
{
	if (!evl_is_callable(callback))
		return false;
	struct reaction *r = append(realm, element);
	r->callback = callback;
	r->count = count;
	for (uint32_t i = 0; i < count; i++)
		r->values[i] = values[i];
	return true;
}

static bool append_attribute(struct evl_realm *realm, const struct definition *d, struct evl_dom_node *element, evl_name space, evl_name name,
			     evl_value old, evl_value value)
{
	evl_value arguments[4] = { evl_from_string(evl_string_from_name(realm, name)), old, value,
				   space != EVL_NAME_NONE ? evl_from_string(evl_string_from_name(realm, space)) : EVL_NULL };
	for (uint32_t i = 0; i < d->observed_count; i++)
		if (d->observed[i] == name)
			return append_call(realm, element, d->changed, 4, arguments);
	return false;
}

/* Upgrade an element (HTML, "upgrade an element"): its attributes and its being connected are told after its constructor. */
static bool upgrade(struct evl_realm *realm, struct evl_dom_node *element, struct definition *d)
{
	if (element->definition != EVL_EMPTY || element->upgrade_failed)
		return true;
	for (uint32_t i = 0; i < element->attribute_count; i++)
		(void)append_attribute(realm, d, element, EVL_NAME_NONE, element->attributes[i].name, EVL_NULL, element->attributes[i].value);
	if (evl_node_connected(realm, element))
		(void)append_call(realm, element, d->connected, 0, NULL);
	struct evl_dom_node *outer = d->upgrading;
	evl_value made;
	d->upgrading = element;
	bool ok = evl_construct(realm, d->constructor, 0, NULL, d->constructor, &made);
	d->upgrading = outer;
	if (ok) {
		element->definition = d->constructor;
		return realm->halt == EVL_STATUS_OK;
	}
	element->upgrade_failed = true;
	report(realm);
	while (take(custom(realm), element) != NULL) /* an element that could not be made hears nothing */
		;
	return realm->halt == EVL_STATUS_OK;
}

/* Where no script is on the stack, the microtasks follow each callback (HTML, "clean up after running script"). */
static bool follow(struct evl_realm *realm)
{
	return realm->vm->frame != NULL || evl_loop_drain(&realm->host->loop, 0) != EVL_RAN_STOP;
}

bool evl_custom_react(struct evl_realm *realm)
{
	struct evl_page_custom *all = custom(realm);
	struct evl_dom_node **elements = all->elements;
	uint32_t count = all->element_count;
	all->elements = NULL; /* reactions that these cause are another list, at the end of the function that causes them */
	all->element_count = all->element_capacity = 0;
	realm->after_native = NULL;
	for (uint32_t i = 0; i < count; i++)
		for (struct reaction *r; (r = take(all, elements[i])) != NULL;)
			if ((r->upgrade != NULL ? !upgrade(realm, elements[i], r->upgrade)
						: !react(realm, r->callback, elements[i], r->count, r->values)) ||
			    !follow(realm))
				return false;
	return true;
}

bool evl_custom_adopting(struct evl_realm *realm, struct evl_dom_node *root, struct evl_dom_node *owner, struct evl_dom_node *parent)
{
	bool shown = owner != NULL && parent != NULL && evl_node_root(parent)->type == EVL_DOM_DOCUMENT;
	struct evl_dom_node *page = evl_document(realm);
	for (struct evl_dom_node *node = root; node != NULL; node = evl_node_next(root, node)) {
		if (node->type != EVL_DOM_ELEMENT)
			continue;
		const struct definition *d = node->definition != EVL_EMPTY ? find_class(realm, node->definition) : NULL;
		evl_value documents[2] = { evl_from_object(node->owner != NULL ? node->owner : page), evl_from_object(owner != NULL ? owner : page) };
		if (d != NULL && shown && (evl_is_callable(d->connected) || evl_is_callable(d->disconnected)))
			return evl_not_covered(realm, "a custom element in another document");
		if (d != NULL && append_call(realm, node, d->adopted, 2, documents))
			list(realm, node);
		if (node->shadow != NULL && !evl_custom_adopting(realm, node->shadow, owner, parent))
			return false;
	}
	return true;
}

void evl_custom_connected(struct evl_realm *realm, struct evl_dom_node *element, bool connected)
{
	struct definition *d = element->definition != EVL_EMPTY ? find_class(realm, element->definition) : NULL;
	if (d == NULL && connected)
		evl_custom_upgrade(realm, element);
	else if (d != NULL && append_call(realm, element, connected ? d->connected : d->disconnected, 0, NULL))
		list(realm, element);
}

void evl_custom_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name space, evl_name name, evl_value old, evl_value value)
{
	const struct definition *d = element->definition != EVL_EMPTY ? find_class(realm, element->definition) : NULL;
	if (d != NULL && append_attribute(realm, d, element, space, name, old, value))
		list(realm, element);
}

void evl_custom_upgrade(struct evl_realm *realm, struct evl_dom_node *element)
{
	struct definition *d = element->type == EVL_DOM_ELEMENT && element->space == EVL_SPACE_HTML && element->definition == EVL_EMPTY ? find(realm, element->name) : NULL;
	if (d == NULL || element->upgrade_failed)
		return;
	append(realm, element)->upgrade = d;
	list(realm, element);
}

void evl_custom_upgrade_all(struct evl_realm *realm, struct evl_dom_node *root)
{
	struct evl_page *page = evl_page(realm);
	if (page->custom == NULL || page->custom->first == NULL)
		return;
	for (struct evl_dom_node *node = root; node != NULL; node = evl_node_next(root, node))
		evl_custom_upgrade(realm, node);
}

bool evl_custom_make(struct evl_realm *realm, evl_name local_name, struct evl_dom_node **out, bool *failed)
{
	struct definition *d = find(realm, local_name);
	evl_value element;
	*failed = false;
	*out = NULL;
	if (d == NULL)
		return true;
	if (!evl_construct(realm, d->constructor, 0, NULL, d->constructor, &element)) {
		report(realm);
		*failed = true;
		return realm->halt == EVL_STATUS_OK;
	}
	*out = evl_node_cast(element);
	if (*out == NULL)
		return evl_not_covered(realm, "a custom element whose constructor returns something else");
	if ((*out)->attribute_count != 0 || (*out)->first != NULL)
		return evl_not_covered(realm, "a custom element whose constructor adds attributes or children");
	return true;
}

bool evl_custom_parsed(struct evl_realm *realm, struct evl_dom_node *element)
{
	if (element->definition == EVL_EMPTY)
		return true;
	if (!follow(realm))
		return false;
	for (uint32_t i = 0; i < element->attribute_count; i++)
		evl_custom_attribute(realm, element, EVL_NAME_NONE, element->attributes[i].name, EVL_NULL, element->attributes[i].value);
	evl_custom_connected(realm, element, true);
	return evl_custom_react(realm);
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
	bool upgrading = element != NULL;
	d->upgrading = NULL;
	if (element == NULL && !evl_element_make(realm, d->name, false, &element))
		return false;
	bool ok;
	if (evl_is_object(prototype) && !evl_set_prototype(realm, &element->target.platform.object, evl_as_object(prototype), &ok))
		return false;
	if (!upgrading) /* changes in the constructor of one that is upgraded are not told */
		element->definition = d->constructor;
	*result = evl_from_object(element);
	return true;
}

/* ----------------------------------------------------------------- registry */

bool evl_custom_is_name(struct evl_realm *realm, evl_name name)
{
	static const char *const reserved[] = { "annotation-xml", "color-profile", "font-face", "font-face-src", "font-face-uri", "font-face-format",
						"font-face-name", "missing-glyph" };
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	bool dash = false;
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
		if (name == evl_platform_intern(realm, reserved[i]))
			return false;
	for (uint32_t i = 0; i < entry->length; i++) {
		uint16_t c = entry->units[i];
		dash = dash || c == '-';
		if (c >= 'A' && c <= 'Z')
			return false;
	}
	return dash && entry->units[0] >= 'a' && entry->units[0] <= 'z';
}

static bool add_observed(struct evl_realm *realm, struct definition *d, evl_value item)
{
	struct evl_string *text;
	if (!evl_to_string(realm, item, &text))
		return false;
	if (d->observed_count == d->observed_capacity) {
		uint32_t capacity = d->observed_capacity * 2 + 8;
		evl_name *grown = evl_arena_alloc(&realm->scratch, capacity * sizeof *grown);
		if (d->observed_count != 0)
			memcpy(grown, d->observed, d->observed_count * sizeof *grown);
		d->observed = grown;
		d->observed_capacity = capacity;
	}
	d->observed[d->observed_count++] = evl_string_name(realm, text);
	return true;
}

/* The attributes that the class wants to hear of: a sequence of texts (HTML, "dom-customelementregistry-define"). */
static bool read_observed(struct evl_realm *realm, struct definition *d)
{
	evl_value list, method;
	if (!evl_get(realm, d->constructor, evl_platform_intern(realm, "observedAttributes"), &list))
		return false;
	if (evl_is_undefined(list))
		return true;
	if (!evl_is_object(list))
		return evl_platform_type_error(realm, "Failed to execute 'define' on 'CustomElementRegistry': The provided value cannot be converted to a sequence.");
	if (!evl_get(realm, list, EVL_NAME_symbol_iterator, &method))
		return false;
	if (!evl_is_callable(method))
		return evl_platform_type_error(realm, "Failed to execute 'define' on 'CustomElementRegistry': %s",
					       evl_is_nullish(method) ? "The object must have a callable @@iterator property." : "@@iterator must be a callable.");
	struct evl_iterator_record record;
	if (!evl_iterator_open(realm, list, &record))
		return false;
	if (!evl_is_callable(record.next))
		return evl_platform_type_error(realm, "Failed to execute 'define' on 'CustomElementRegistry': Expected next() function on iterator.");
	for (;;) {
		evl_value item;
		if (!evl_iterator_step(realm, &record, &item))
			return false;
		if (record.done)
			return true;
		if (!add_observed(realm, d, item))
			return false;
	}
}

static bool define(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char failed[] = "Failed to execute 'define' on 'CustomElementRegistry': ";
	struct evl_page_custom *all = custom(realm);
	struct evl_string *text;
	evl_value prototype;
	*result = EVL_UNDEFINED;
	if (!evl_platform_require_args(realm, args, 2, "CustomElementRegistry", "define") || !evl_to_string(realm, args->values[0], &text))
		return false;
	if (evl_is_callable(args->values[1]) && !evl_is_constructor(args->values[1]))
		return evl_platform_type_error(realm, "%sconstructor argument is not a constructor", failed);
	if (!evl_is_constructor(args->values[1]))
		return evl_platform_type_error(realm, "%sparameter 2 is not of type 'Function'.", failed);
	evl_name name = evl_string_name(realm, text);
	if (!evl_custom_is_name(realm, name)) {
		return evl_platform_exception(realm, "SyntaxError", "%s\"%s\" is not a valid custom element name", failed, evl_string_utf8(realm, text));
	}
	if (find(realm, name) != NULL) {
		return evl_platform_exception(realm, "NotSupportedError", "%sthe name \"%s\" has already been used with this registry", failed,
					      evl_string_utf8(realm, text));
	}
	if (find_class(realm, args->values[1]) != NULL) {
		return evl_platform_exception(realm, "NotSupportedError", "%sthis constructor has already been used with this registry", failed);
	}
	if (evl_is_object(evl_arg(args, 2)))
		return evl_not_covered(realm, "customized built-in elements");
	struct definition *d = evl_arena_zalloc(&realm->scratch, sizeof *d);
	d->name = name;
	d->constructor = args->values[1];
	d->connected = d->disconnected = d->adopted = d->changed = EVL_UNDEFINED;
	d->waiting = EVL_UNDEFINED;
	if (!evl_get(realm, d->constructor, EVL_NAME_prototype, &prototype))
		return false;
	if (!evl_is_object(prototype))
		return evl_platform_type_error(realm, "%sThe 'prototype' property is not an object.", failed);
	if (!evl_get(realm, prototype, evl_platform_intern(realm, "connectedCallback"), &d->connected) ||
	    !evl_get(realm, prototype, evl_platform_intern(realm, "disconnectedCallback"), &d->disconnected) ||
	    !evl_get(realm, prototype, evl_platform_intern(realm, "adoptedCallback"), &d->adopted) ||
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
		if (at->name == name)
			evl_custom_upgrade(realm, at);
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

static bool get_name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct definition *d = find_class(realm, evl_arg(args, 0));
	*result = d != NULL ? evl_from_string(evl_string_from_name(realm, d->name)) : EVL_NULL;
	return true;
}

static bool upgrade_below(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *root = evl_node_cast(evl_arg(args, 0));
	*result = EVL_UNDEFINED;
	if (root == NULL)
		return evl_platform_bad_parameter(realm, args, "CustomElementRegistry", "upgrade", 1, "Node");
	evl_custom_upgrade_all(realm, root);
	return true;
}

static const struct evl_row registry_row[] = {
	EVL_OPERATION("define", define, 2),
	EVL_OPERATION("get", get_definition, 1),
	EVL_OPERATION("getName", get_name, 1),
	EVL_OPERATION("upgrade", upgrade_below, 1),
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
