/* SPDX-License-Identifier: MIT */
/*
 * handler_text.c - event handlers that are the text of an attribute (HTML, "Event handler content attributes"): the function
 * is made when it is first wanted, and what is wrong in its text is reported there.
 */
#include <string.h>

#include "base/diag.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/unknown.h"
#include "vm/eval.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* The words in front of "property on/from 'X'", and who owns it. */
static const char *accessor_words(struct evl_realm *realm, const struct evl_native_function *function, const char *owner)
{
	bool sets = function->name_prefix == 's';
	if (sets)
		owner = strcmp(function->name, "innerHTML") == 0 ? "Element" : "HTMLScriptElement";
	return evl_unknown_text(realm, "Failed to %s the '%s' property %s '%s': ", sets ? "set" : "read", function->name, sets ? "on" : "from", owner);
}

const char *evl_page_operation(struct evl_realm *realm)
{
	const struct evl_native_call *call = realm->vm->native_call;
	if (call == NULL || call->frame != realm->vm->frame || call->args->callee == NULL)
		return "";
	const struct evl_native_function *function = (const struct evl_native_function *)(const void *)call->args->callee;
	const char *name = function->name;
	if (function->name_prefix == 's')
		return accessor_words(realm, function, NULL);
	if (!evl_is_object(call->args->this_value))
		return "";
	evl_key key = evl_platform_intern(realm, name);
	for (struct evl_object *at = evl_as_object(call->args->this_value); at != NULL; at = at->shape->prototype) {
		evl_value tag;
		if (evl_shape_find(at->shape, key) == NULL)
			continue;
		if (!evl_get(realm, evl_from_object(at), EVL_NAME_symbol_to_string_tag, &tag) || !evl_is_string(tag))
			break;
		const char *owner = evl_string_utf8(realm, evl_as_string(tag));
		if (function->name_prefix == 'g')
			return accessor_words(realm, function, owner);
		return evl_unknown_text(realm, "Failed to execute '%s' on '%s': ", name, owner);
	}
	return "";
}

void evl_page_prefix_error(struct evl_realm *realm, evl_value error, const char *prefix)
{
	evl_value message;
	if (*prefix == '\0' || !evl_is_class(error, EVL_CLASS_ERROR) || !evl_get(realm, error, EVL_NAME_message, &message) || !evl_is_string(message))
		return;
	message = evl_platform_text(realm, evl_unknown_text(realm, "%s%s", prefix, evl_string_utf8(realm, evl_as_string(message))));
	((struct evl_error *)evl_pointer(error))->message = message;
	(void)evl_set(realm, error, EVL_NAME_message, message, false);
}

/* Is it an element that a form may own (HTML, "form owner")? */
static bool has_form_owner(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const names[] = { "button", "fieldset", "input", "object", "output", "select", "textarea", "img" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (evl_element_is(realm, element, names[i]))
			return true;
	return false;
}

/* What the body of an element's handler sees around it: the document, the form that owns the element, the element. */
static void find_scopes(struct evl_realm *realm, struct evl_dom_node *element, struct evl_handler_text *text)
{
	text->scopes[text->scope_count++] = evl_node_value(evl_document(realm));
	struct evl_dom_node *form = has_form_owner(realm, element) ? evl_form_of(realm, element) : NULL;
	if (form != NULL)
		text->scopes[text->scope_count++] = evl_from_object(form);
	text->scopes[text->scope_count++] = evl_from_object(element);
}

static evl_value make_handler(struct evl_realm *realm, struct evl_target *target, evl_key type, struct evl_string *body, evl_place place)
{
	evl_value function;
	const char *name = evl_unknown_text(realm, "on%s", evl_names_utf8(realm->names, type, &realm->scratch));
	bool is_node = target->platform.kind == EVL_PLATFORM_NODE;
	struct evl_handler_text text = { .name = name, .parameters = "event", .body = body, .lines_before = place.line,
					 .columns_before = place.column };
	if (is_node)
		find_scopes(realm, (struct evl_dom_node *)target, &text);
	else if (strcmp(name, "onerror") == 0)
		text.parameters = "event, source, lineno, colno, error";
	if (evl_handler_function(realm, &text, &function))
		return function;
	if (realm->halt != EVL_STATUS_OK)
		return EVL_NULL;
	evl_value error = evl_take_exception(realm);
	evl_page_prefix_error(realm, error, evl_page_operation(realm));
	evl_page_uncaught(realm, error, EVL_ORIGIN_TASK, NULL);
	return EVL_NULL;
}

struct evl_target *evl_page_handler_owner(struct evl_realm *realm, struct evl_target *target, evl_key type)
{
	static const char *const names[] = { "load", "error", "blur", "focus", "resize", "scroll", "hashchange", "popstate", "message",
					     "storage", "beforeunload", "unload", "online", "offline", "pageshow", "pagehide", "afterprint",
					     "beforeprint", "languagechange", "messageerror", "rejectionhandled", "unhandledrejection" };
	if (target->platform.kind != EVL_PLATFORM_NODE || !evl_element_is(realm, (struct evl_dom_node *)target, "body"))
		return target;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (type == evl_platform_intern(realm, names[i]))
			return evl_web(realm)->window;
	return target;
}

void evl_page_handler_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, struct evl_string *code)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	evl_key type = evl_names_intern(realm->names, entry->units + 2, entry->length - 2);
	struct evl_target *target = evl_page_handler_owner(realm, &element->target, type);
	if (code != NULL && evl_text_is_partial(realm, code)) {
		evl_host_note(realm, evl_span_none(), evl_unknown_text(realm, "the handler \"%s\" is not known: what it does is not predicted",
								       evl_string_utf8(realm, code)));
		return;
	}
	evl_web(realm)->make_handler = make_handler;
	if (code != NULL)
		evl_handler_assign_text(realm, target, type, code);
	else
		evl_handler_assign(realm, target, type, EVL_NULL, evl_stack_site(realm));
}
