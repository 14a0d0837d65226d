/* SPDX-License-Identifier: MIT */
/*
 * element.c - attributes, and the interface Element.
 */
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/aria.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"

/* -------------------------------------------------------------- attributes */

struct evl_string *evl_element_get_name(const struct evl_dom_node *element, evl_name name)
{
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if (element->attributes[i].name == name)
			return evl_as_string(element->attributes[i].value);
	return NULL;
}

struct evl_string *evl_element_get(struct evl_realm *realm, const struct evl_dom_node *element, const char *name)
{
	return element->attribute_count != 0 ? evl_element_get_name(element, evl_platform_intern(realm, name)) : NULL;
}

bool evl_element_has(struct evl_realm *realm, const struct evl_dom_node *element, const char *name)
{
	return evl_element_get(realm, element, name) != NULL;
}

/* Room for one more attribute. */
static struct evl_dom_attribute *append_attribute(struct evl_realm *realm, struct evl_dom_node *element)
{
	uint32_t at = element->attribute_count;
	if (at == element->attribute_capacity) {
		uint32_t capacity = at != 0 ? at * 2 : 4;
		struct evl_dom_attribute *grown = evl_arena_alloc(&realm->scratch, capacity * sizeof *grown);
		if (at != 0)
			memcpy(grown, element->attributes, at * sizeof *grown);
		element->attributes = grown;
		element->attribute_capacity = capacity;
	}
	/* A style attribute that a script's style made goes behind it. */
	if (at > 0 && element->style_trails && element->attributes[at - 1].name == evl_platform_intern(realm, "style")) {
		element->attributes[at] = element->attributes[at - 1];
		at--;
	}
	element->attribute_count++;
	return &element->attributes[at];
}

/* Change the attribute at an index (the count: append one called `space`, `name`), or remove it. */
static bool change_attribute(struct evl_realm *realm, struct evl_dom_node *element, uint32_t at, evl_name space, evl_name name, struct evl_string *value)
{
	evl_value old = at < element->attribute_count ? element->attributes[at].value : EVL_NULL;
	struct evl_slotting slotting = evl_slots_before_attribute(realm, element, name);
	if (value == NULL) {
		if (element->attributes[at].node != NULL)
			element->attributes[at].node->element = NULL;
		element->attribute_count--;
		memmove(element->attributes + at, element->attributes + at + 1, (element->attribute_count - at) * sizeof *element->attributes);
	} else if (at < element->attribute_count) {
		element->attributes[at].value = evl_from_string(value);
		if (element->attributes[at].node != NULL)
			element->attributes[at].node->text = evl_from_string(value);
	} else {
		*append_attribute(realm, element) = (struct evl_dom_attribute){ .name = name, .space = space, .value = evl_from_string(value) };
	}
	evl_page(realm)->dom_version++;
	evl_slots_after(realm, &slotting);
	evl_name local = space != EVL_NAME_NONE ? evl_name_local(realm, name) : name;
	evl_observe_attribute(realm, element, space, local, old);
	evl_custom_attribute(realm, element, space, local, old, value != NULL ? evl_from_string(value) : EVL_NULL);
	if (space != EVL_NAME_NONE)
		return true;
	bool ok = evl_element_attribute_changed(realm, element, name, value);
	evl_radio_attribute(realm, element, name);
	if (name == evl_platform_intern(realm, "disabled") && evl_is_null(old) != (value == NULL) && evl_element_is(realm, element, "option"))
		evl_option_disabled_changed(realm, element);
	if (name == evl_platform_intern(realm, "multiple") && evl_is_null(old) != (value == NULL) && evl_element_is(realm, element, "select"))
		evl_select_multiple_changed(realm, element);
	return ok;
}

bool evl_element_set(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, struct evl_string *value)
{
	uint32_t at = evl_attribute_find(element, name);
	if (value == NULL && at == element->attribute_count)
		return true;
	return change_attribute(realm, element, at, at < element->attribute_count ? element->attributes[at].space : EVL_NAME_NONE, name, value);
}

bool evl_element_set_in(struct evl_realm *realm, struct evl_dom_node *element, evl_name space, evl_name qualified, struct evl_string *value)
{
	uint32_t at = evl_attribute_find_in(realm, element, space, space != EVL_NAME_NONE ? evl_name_local(realm, qualified) : qualified);
	if (value == NULL && at == element->attribute_count)
		return true;
	return change_attribute(realm, element, at, space, at < element->attribute_count ? element->attributes[at].name : qualified, value);
}

bool evl_element_set_text(struct evl_realm *realm, struct evl_dom_node *element, const char *name, const char *value)
{
	struct evl_string *text = evl_string_from_utf8(realm, value, strlen(value));
	return text != NULL && evl_element_set(realm, element, evl_platform_intern(realm, name), text);
}

/* ------------------------------------------------------------------- methods */

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);                              \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

/* An attribute's name as given; of an HTML element in lower case. */
static bool name_argument(struct evl_realm *realm, const struct evl_dom_node *element, const struct evl_args *args, uint32_t least, evl_name *out)
{
	struct evl_string *text;
	if (!evl_platform_require_args(realm, args, least, "Element", evl_platform_name(args)) || !evl_to_string(realm, args->values[0], &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	uint16_t *lower = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *lower);
	if (units == NULL)
		return false;
	for (uint32_t i = 0; i < text->length; i++)
		lower[i] = element->space == EVL_SPACE_HTML && units[i] >= 'A' && units[i] <= 'Z' ? (uint16_t)(units[i] + 32) : units[i];
	*out = evl_names_intern(realm->names, lower, text->length);
	return true;
}

static bool get_attribute(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_name name;
	RECEIVER(element);
	if (!name_argument(realm, element, args, 1, &name))
		return false;
	struct evl_string *value = evl_element_get_name(element, name);
	element->style_trails = element->style_trails && name != evl_platform_intern(realm, "style");
	*result = value != NULL ? evl_from_string(value) : EVL_NULL;
	return true;
}

static bool set_attribute(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *value;
	evl_name name;
	RECEIVER(element);
	if (!name_argument(realm, element, args, 2, &name))
		return false;
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	bool bad = entry->length == 0;
	for (uint32_t i = 0; i < entry->length; i++)
		bad = bad || entry->units[i] == ' ' || entry->units[i] == '/' || entry->units[i] == '>' || entry->units[i] == '=';
	if (bad) {
		return evl_platform_exception(realm, "InvalidCharacterError",
					      "Failed to execute 'setAttribute' on 'Element': '%s' is not a valid attribute name.",
					      evl_names_utf8(realm->names, name, &realm->scratch));
	}
	return evl_partial_attribute(realm, name, args->values[1], &value) && evl_element_set(realm, element, name, value);
}

static bool remove_attribute(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_name name;
	RECEIVER(element);
	return name_argument(realm, element, args, 1, &name) && evl_element_set(realm, element, name, NULL);
}

static bool has_attribute(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_name name;
	RECEIVER(element);
	if (!name_argument(realm, element, args, 1, &name))
		return false;
	*result = evl_from_bool(evl_element_get_name(element, name) != NULL);
	return true;
}

static bool has_attributes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_from_bool(element->attribute_count != 0);
	return true;
}

static bool get_attribute_names(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	element->style_trails = false;
	struct evl_object *names = evl_array_new(realm, 0, element->attribute_count);
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if (!evl_array_append(realm, names, evl_from_string(evl_string_from_name(realm, element->attributes[i].name))))
			return false;
	*result = evl_from_object(names);
	return true;
}

static bool toggle_attribute(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_name name;
	RECEIVER(element);
	if (!name_argument(realm, element, args, 1, &name))
		return false;
	bool has = evl_element_get_name(element, name) != NULL;
	bool wanted = args->count > 1 && !evl_is_undefined(args->values[1]) ? evl_to_boolean(args->values[1]) : !has;
	*result = evl_from_bool(wanted);
	if (wanted == has)
		return true;
	return evl_element_set(realm, element, name, wanted ? evl_string_from_name(realm, EVL_NAME_empty) : NULL);
}

static const struct evl_selector *selector_argument(struct evl_realm *realm, const struct evl_args *args)
{
	struct evl_string *text;
	if (!evl_platform_require_args(realm, args, 1, "Element", evl_platform_name(args)) || !evl_to_string(realm, args->values[0], &text))
		return NULL;
	return evl_selector_parse(realm, text, evl_platform_name(args), "Element");
}

static bool matches(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	const struct evl_selector *selector = selector_argument(realm, args);
	if (selector == NULL)
		return false;
	*result = evl_from_bool(evl_selector_matches(realm, selector, element, element));
	return true;
}

static bool closest(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	const struct evl_selector *selector = selector_argument(realm, args);
	if (selector == NULL)
		return false;
	struct evl_dom_node *at = element;
	while (evl_node_is(at, EVL_DOM_ELEMENT) && !evl_selector_matches(realm, selector, at, element))
		at = at->parent;
	*result = evl_node_value(evl_node_is(at, EVL_DOM_ELEMENT) ? at : NULL);
	return true;
}

/* getElementsByTagName, getElementsByClassName; of documents also getElementsByName. */
bool evl_elements_by(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *function = evl_platform_name(args);
	struct evl_dom_node *root = evl_node_receiver(realm, args, 0);
	struct evl_string *text;
	if (root == NULL ||
	    !evl_platform_require_args(realm, args, 1, root->type == EVL_DOM_DOCUMENT ? "Document" : "Element", function) ||
	    !evl_to_string(realm, args->values[0], &text))
		return false;
	evl_name key = evl_string_name(realm, text), also = EVL_NAME_NONE;
	enum evl_list_kind kind = EVL_LIST_NAME;
	if (strcmp(function, "getElementsByTagName") == 0) {
		kind = EVL_LIST_TAG;
		const char *tag = evl_string_utf8(realm, text);
		char *lower = evl_arena_alloc(&realm->scratch, strlen(tag) + 1);
		size_t n = 0;
		for (; tag[n] != '\0'; n++)
			lower[n] = tag[n] >= 'A' && tag[n] <= 'Z' ? (char)(tag[n] + 32) : tag[n];
		lower[n] = '\0';
		also = key;
		key = strcmp(lower, "*") == 0 ? EVL_NAME_NONE : evl_platform_intern(realm, lower);
	} else if (strcmp(function, "getElementsByClassName") == 0) {
		kind = EVL_LIST_CLASS;
	}
	struct evl_node_list *list = evl_node_list_asked(realm, kind, root, key, also, false);
	if (root->type == EVL_DOM_DOCUMENT && root->owner == NULL && key != EVL_NAME_NONE && kind != EVL_LIST_NAME && evl_node_list_count(realm, list) == 0) {
		struct evl_string *selector = kind == EVL_LIST_TAG ? text :
								     evl_string_concat(realm, evl_string_from_unit(realm, '.'), text);
		(void)evl_document_assume(realm, selector, function);
	}
	*result = evl_from_object(list);
	return realm->halt == EVL_STATUS_OK;
}

bool evl_element_by_id(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *root = evl_node_receiver(realm, args, 0);
	struct evl_string *id;
	if (root == NULL ||
	    !evl_platform_require_args(realm, args, 1, root->type == EVL_DOM_DOCUMENT ? "Document" : "DocumentFragment", "getElementById") ||
	    !evl_to_string(realm, args->values[0], &id))
		return false;
	*result = EVL_NULL;
	for (struct evl_dom_node *at = root->first; at != NULL && id->length != 0; at = evl_node_next(root, at)) {
		struct evl_string *own = at->type == EVL_DOM_ELEMENT ? evl_element_get(realm, at, "id") : NULL;
		if (own != NULL && evl_string_equals(realm, own, id)) {
			*result = evl_from_object(at);
			return true;
		}
	}
	if (root->type == EVL_DOM_DOCUMENT && root->owner == NULL)
		*result = evl_node_value(evl_document_assume(realm, evl_string_concat(realm, evl_string_from_unit(realm, '#'), id), "getElementById"));
	return realm->halt == EVL_STATUS_OK;
}

/* ------------------------------------------------------------------- markup */

bool evl_element_inner_html(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *node = evl_node_receiver(realm, args, 0);
	if (node == NULL)
		return false;
	bool outer = strcmp(evl_platform_name(args), "outerHTML") == 0;
	if (evl_is_object(node->content) && strcmp(evl_platform_name(args), "outerHTML") != 0)
		node = evl_pointer(node->content);
	*result = evl_string_value(evl_markup_text(realm, node, outer));
	return *result != EVL_EMPTY;
}

/* Scripts that come from markup never run, nor do copies of those that stand in its templates. */
static void scripts_done(struct evl_realm *realm, struct evl_dom_node *root)
{
	for (struct evl_dom_node *at = root->first; at != NULL; at = evl_node_next(root, at)) {
		if (evl_is_object(at->content))
			scripts_done(realm, evl_pointer(at->content));
		if (!evl_element_is(realm, at, "img"))
			at->script_done = true;
	}
}

static bool parse_fragment(struct evl_realm *realm, const struct evl_dom_node *context, evl_value value, struct evl_dom_node **out)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	if (!evl_is_null(value) && !evl_partial_markup(realm, value, &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	*out = evl_fragment_new(realm);
	evl_page(realm)->made = true;
	/* What a template will hold stays in a document of its own. */
	bool live = context == NULL || (context->owner == NULL && !evl_element_is(realm, context, "template"));
	if (units != NULL)
		evl_markup_parse(realm, context, live, *out, units, text->length);
	scripts_done(realm, *out);
	return units != NULL && realm->halt == EVL_STATUS_OK;
}

/* Scripts of a fragment are to run, and copies of those in its templates. */
static void scripts_ready(struct evl_dom_node *root)
{
	for (struct evl_dom_node *at = root->first; at != NULL; at = evl_node_next(root, at)) {
		if (evl_is_object(at->content))
			scripts_ready(evl_pointer(at->content));
		at->script_done = false;
		at->parser_inserted = false;
	}
}

/* parseContextual(element or null, text): a fragment whose scripts are to run (HTML, "create a contextual fragment"). */
static bool parse_contextual(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *context = evl_node_cast(evl_arg(args, 0)), *fragment;
	if (!parse_fragment(realm, evl_element_is(realm, context, "html") ? NULL : context, evl_arg(args, 1), &fragment))
		return false;
	scripts_ready(fragment);
	*result = evl_from_object(fragment);
	return true;
}

static const struct evl_row markup_binding_row[] = { EVL_METHOD("parseContextual", parse_contextual, 2) };
const struct evl_rows evl_page_markup_binding = EVL_ROWS(markup_binding_row);

bool evl_element_set_inner_html(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *node = evl_node_receiver(realm, args, 0), *fragment;
	*result = EVL_UNDEFINED;
	if (node == NULL || !parse_fragment(realm, node->host != NULL ? node->host : node, evl_arg(args, 0), &fragment))
		return false;
	if (evl_element_is(realm, node, "template"))
		evl_template_fill(realm, node);
	if (evl_is_object(node->content))
		node = evl_pointer(node->content); /* in a document of its own, where no element is upgraded */
	else if (node->owner == NULL)
		evl_custom_upgrade_all(realm, fragment);
	return evl_node_replace_all(realm, node, fragment);
}

static bool set_outer_html(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *fragment;
	RECEIVER(element);
	if (element->parent != NULL && element->parent->type == EVL_DOM_DOCUMENT)
		return evl_dom_exception_throw(
			realm, "Failed to set the 'outerHTML' property on 'Element': This element's parent is a Document, which may not be modified.",
			"NoModificationAllowedError");
	if (!parse_fragment(realm, element->parent, evl_arg(args, 0), &fragment))
		return false;
	if (element->owner == NULL)
		evl_custom_upgrade_all(realm, fragment);
	return element->parent == NULL || evl_node_replace(realm, element, fragment);
}

/* insertAdjacentHTML, insertAdjacentElement, insertAdjacentText */
static bool insert_adjacent(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *function = evl_platform_name(args);
	struct evl_string *text;
	struct evl_dom_node *node;
	RECEIVER(element);
	if (!evl_platform_require_args(realm, args, 2, "Element", function) || !evl_to_string(realm, args->values[0], &text))
		return false;
	char where[16];
	const char *given = evl_string_utf8(realm, text);
	size_t n = 0;
	for (; given[n] != '\0' && n < sizeof where - 1; n++)
		where[n] = given[n] >= 'A' && given[n] <= 'Z' ? (char)(given[n] + 32) : given[n];
	where[n] = '\0';
	if (strcmp(function, "insertAdjacentHTML") == 0) {
		bool outside = strcmp(where, "beforebegin") == 0 || strcmp(where, "afterend") == 0;
		if (outside && (element->parent == NULL || element->parent->type == EVL_DOM_DOCUMENT))
			return evl_dom_exception_throw(realm, "Failed to execute 'insertAdjacentHTML' on 'Element': The element has no parent.",
						       "NoModificationAllowedError");
		const struct evl_dom_node *context = outside ? element->parent : element;
		if (!parse_fragment(realm, evl_element_is(realm, context, "html") ? NULL : context, args->values[1], &node))
			return false;
		if (element->owner == NULL)
			evl_custom_upgrade_all(realm, node);
	} else if (strcmp(function, "insertAdjacentText") == 0) {
		if (!evl_partial_text(realm, args->values[1], &text))
			return false;
		node = evl_text_new(realm, evl_from_string(text));
	} else {
		node = evl_node_cast(args->values[1]);
		if (!evl_node_is(node, EVL_DOM_ELEMENT))
			return evl_platform_bad_parameter(realm, args, "Element", function, 2, "Element");
		*result = args->values[1];
	}
	struct evl_dom_node *parent = element, *before = NULL;
	bool known = true;
	if (strcmp(where, "beforebegin") == 0 || strcmp(where, "afterend") == 0) {
		parent = element->parent;
		before = where[0] == 'b' ? element : element->next;
	} else if (strcmp(where, "afterbegin") == 0) {
		before = element->first;
	} else {
		known = strcmp(where, "beforeend") == 0;
	}
	if (known && parent == NULL) {
		*result = EVL_NULL;
		return true;
	}
	if (known)
		return evl_node_check_insertion(realm, args, parent, node, NULL) && evl_node_insert(realm, parent, node, before);
	return evl_platform_exception(realm, "SyntaxError",
				      "Failed to execute '%s' on 'Element': The value provided ('%s') is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or "
				      "'afterEnd'.",
				      function, given);
}

/* ------------------------------------------------------------------ geometry */

static bool animate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	evl_value values[3] = { evl_from_object(element), evl_arg(args, 0), evl_arg(args, 1) };
	return evl_platform_require_args(realm, args, 1, "Element", "animate") &&
	       evl_host_script_call(realm, "browser/animation", "animate", 3, values, result);
}

static bool get_animations(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	evl_value value = evl_from_object(element);
	return evl_host_script_call(realm, "browser/animation", "getAnimations", 1, &value, result);
}

static bool get_zero(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_from_int(0);
	return true;
}

static bool get_scroll(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_from_int(0);
	if (!evl_element_laid_out(realm, element))
		return true;
	if (element->scroll_unknown)
		return evl_element_size(realm, args, result);
	*result = evl_from_number(strcmp(evl_platform_name(args), "scrollTop") == 0 ? element->scroll_top : element->scroll_left);
	return true;
}

static bool set_scroll(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double value;
	RECEIVER(element);
	/* To a place that only layout knows. */
	element->scroll_unknown = evl_is_unknown(evl_arg(args, 0));
	if (element->scroll_unknown)
		return true;
	if (!evl_to_number(realm, evl_arg(args, 0), &value))
		return false;
	return evl_element_scroll(realm, element, strcmp(evl_platform_name(args), "scrollTop") == 0, value);
}

/* -------------------------------------------------------------------- shadow */

/* DOM, "valid shadow host name". */
static bool can_host_shadow(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const tags[] = { "article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
					    "main", "nav", "p", "section", "span" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (evl_element_is(realm, element, tags[i]))
			return true;
	return evl_custom_is_name(realm, element->name);
}

#define MODE_MESSAGE "Failed to execute 'attachShadow' on 'Element': Failed to read the 'mode' property from 'ShadowRootInit': "

static bool attach_shadow(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_shadow_begin(realm);
	evl_value mode, delegates;
	struct evl_string *text;
	RECEIVER(element);
	if (!evl_platform_require_args(realm, args, 1, "Element", "attachShadow"))
		return false;
	if (!evl_is_object(args->values[0]))
		return evl_platform_type_error(realm,
					       "Failed to execute 'attachShadow' on 'Element': The provided value is not of type 'ShadowRootInit'.");
	if (!evl_get(realm, args->values[0], evl_platform_intern(realm, "delegatesFocus"), &delegates) ||
	    !evl_get(realm, args->values[0], evl_platform_intern(realm, "mode"), &mode))
		return false;
	if (evl_is_undefined(mode))
		return evl_platform_type_error(realm, MODE_MESSAGE "Required member is undefined.");
	if (!evl_to_string(realm, mode, &text))
		return false;
	const char *word = evl_string_utf8(realm, text);
	if (strcmp(word, "open") != 0 && strcmp(word, "closed") != 0)
		return evl_platform_type_error(realm, MODE_MESSAGE "The provided value '%s' is not a valid enum value of type ShadowRootMode.", word);
	if (!can_host_shadow(realm, element))
		return evl_dom_exception_throw(realm, "Failed to execute 'attachShadow' on 'Element': This element does not support attachShadow",
					       "NotSupportedError");
	if (element->shadow != NULL)
		return evl_dom_exception_throw(realm,
					       "Failed to execute 'attachShadow' on 'Element': Shadow root cannot be created on a host which "
					       "already hosts a shadow tree.",
					       "NotSupportedError");
	struct evl_dom_node *shadow = evl_node_new(realm, EVL_DOM_FRAGMENT, EVL_INTRINSIC_SHADOW_ROOT_PROTOTYPE);
	shadow->host = element;
	shadow->delegates_focus = evl_to_boolean(delegates);
	shadow->open_dialog = strcmp(word, "closed") == 0;
	element->shadow = shadow;
	*result = evl_from_object(shadow);
	return true;
}

static bool get_shadow(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_node_value(element->shadow != NULL && !element->shadow->open_dialog ? element->shadow : NULL);
	return true;
}

/* ---------------------------------------------------------------- reflection */

static bool get_tag_name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_node_tag_name(realm, element);
	return true;
}

static bool get_local_name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_from_string(evl_string_from_name(realm, element->name));
	return true;
}

static bool get_class_list(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	if (evl_is_undefined(element->class_list))
		element->class_list = evl_token_list(realm, element, "class");
	*result = element->class_list;
	return true;
}

static bool set_class_list(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(element);
	return evl_to_string(realm, evl_arg(args, 0), &text) && evl_element_set(realm, element, evl_platform_intern(realm, "class"), text);
}

/* [Symbol.unscopables]: what inline handlers do not see as names. */
static bool make_unscopables(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const names[] = { "after", "append", "before", "prepend", "remove", "replaceChildren", "replaceWith", "slot" };
	(void)args;
	return evl_platform_unscopables(realm, names, sizeof names / sizeof names[0], result);
}

static const struct evl_row element_row[] = {
	EVL_MADE_ROW("[Symbol.unscopables]", make_unscopables, EVL_CONFIGURABLE),
	EVL_ATTRIBUTE("localName", get_local_name),
	EVL_ATTRIBUTE("tagName", get_tag_name),
	EVL_ATTRIBUTE_RW("id", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("className", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("classList", get_class_list, set_class_list),
	EVL_ATTRIBUTE_RW("slot", evl_reflect_get, evl_reflect_set),
	EVL_ELEMENT_NAMESPACE_ROWS,
	EVL_ELEMENT_ATTRIBUTE_ROWS,
	EVL_ARIA_ROWS,
	EVL_ATTRIBUTE("shadowRoot", get_shadow),
	EVL_ATTRIBUTE_RW("innerHTML", evl_element_inner_html, evl_element_set_inner_html),
	EVL_ATTRIBUTE_RW("outerHTML", evl_element_inner_html, set_outer_html),
	EVL_ATTRIBUTE_RW("scrollTop", get_scroll, set_scroll),
	EVL_ATTRIBUTE_RW("scrollLeft", get_scroll, set_scroll),
	EVL_ATTRIBUTE("clientTop", get_zero),
	EVL_ATTRIBUTE("clientLeft", get_zero),
	EVL_ATTRIBUTE("previousElementSibling", evl_node_element_link),
	EVL_ATTRIBUTE("nextElementSibling", evl_node_element_link),
	EVL_ATTRIBUTE("children", evl_node_children),
	EVL_ATTRIBUTE("firstElementChild", evl_node_element_link),
	EVL_ATTRIBUTE("lastElementChild", evl_node_element_link),
	EVL_ATTRIBUTE("childElementCount", evl_node_child_element_count),
	EVL_OPERATION("after", evl_node_beside, 0),
	EVL_OPERATION("append", evl_node_append, 0),
	EVL_OPERATION("attachShadow", attach_shadow, 1),
	EVL_OPERATION("before", evl_node_beside, 0),
	EVL_OPERATION("closest", closest, 1),
	EVL_OPERATION("getAttribute", get_attribute, 1),
	EVL_OPERATION("getAttributeNames", get_attribute_names, 0),
	EVL_OPERATION("getBoundingClientRect", evl_element_rect, 0),
	EVL_OPERATION("getElementsByClassName", evl_elements_by, 1),
	EVL_OPERATION("getElementsByTagName", evl_elements_by, 1),
	EVL_OPERATION("hasAttribute", has_attribute, 1),
	EVL_OPERATION("hasAttributes", has_attributes, 0),
	EVL_OPERATION("insertAdjacentElement", insert_adjacent, 2),
	EVL_OPERATION("insertAdjacentHTML", insert_adjacent, 2),
	EVL_OPERATION("insertAdjacentText", insert_adjacent, 2),
	EVL_OPERATION("matches", matches, 1),
	EVL_OPERATION("prepend", evl_node_append, 0),
	EVL_OPERATION("querySelector", evl_node_query, 1),
	EVL_OPERATION("querySelectorAll", evl_node_query, 1),
	EVL_OPERATION("remove", evl_node_remove_self, 0),
	EVL_OPERATION("removeAttribute", remove_attribute, 1),
	EVL_OPERATION("replaceChildren", evl_node_append, 0),
	EVL_OPERATION("replaceWith", evl_node_beside, 0),
	EVL_OPERATION("scrollIntoView", evl_element_scroll_into_view, 0),
	EVL_OPERATION("scroll", evl_element_scroll_call, 0),
	EVL_OPERATION("scrollBy", evl_element_scroll_call, 0),
	EVL_OPERATION("scrollTo", evl_element_scroll_call, 0),
	EVL_OPERATION("setAttribute", set_attribute, 2),
	EVL_OPERATION("toggleAttribute", toggle_attribute, 1),
	EVL_OPERATION("webkitMatchesSelector", matches, 1),
	EVL_OPERATION("animate", animate, 1),
	EVL_OPERATION("getAnimations", get_animations, 0),
	EVL_ATTRIBUTE("clientWidth", evl_element_size),
	EVL_ATTRIBUTE("clientHeight", evl_element_size),
	EVL_ATTRIBUTE("scrollWidth", evl_element_size),
	EVL_ATTRIBUTE("scrollHeight", evl_element_size),
	EVL_NOT_COVERED_ROW("getClientRects", "getClientRects"),
	EVL_TAG_ROW("Element"),
};
const struct evl_family evl_family_ELEMENT = {
	.name = "Element",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_NODE,
	.prototype_parent = EVL_INTRINSIC_NODE_PROTOTYPE,
	.prototype = EVL_ROWS(element_row),
};
