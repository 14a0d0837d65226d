/* SPDX-License-Identifier: MIT */
/*
 * controls.c - form controls as plain data: values, checkedness, forms and labels;
 * templates.
 */
#include "host/browser/controls.h"
#include "host/browser/measures.h"

#include <string.h>

#include "base/diag.h"
#include "builtins/dom_exception.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "host/script.h"
#include "value/convert.h"

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, 0);                                            \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

static struct evl_string *empty(struct evl_realm *realm) { return evl_string_from_name(realm, EVL_NAME_empty); }

/* ------------------------------------------------------------------- values */

/* The text of a textarea as scripts see it: CR LF and CR are line feeds (HTML, "API value"). */
static struct evl_string *with_line_feeds(struct evl_realm *realm, struct evl_string *text)
{
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return NULL;
	uint16_t *out = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *out);
	uint32_t n = 0;
	for (uint32_t i = 0; i < text->length; i++)
		if (units[i] != '\r')
			out[n++] = units[i];
		else if (i + 1 == text->length || units[i + 1] != '\n')
			out[n++] = '\n';
	return evl_string_new(realm, out, n);
}

struct evl_string *evl_control_value(struct evl_realm *realm, struct evl_dom_node *element)
{
	if (evl_element_is(realm, element, "select")) {
		struct evl_dom_node *option = evl_select_only(realm, element);
		return option != NULL ? evl_control_value(realm, option) : empty(realm);
	}
	if (element->value != EVL_EMPTY)
		return evl_as_string(element->value);
	if (evl_element_type_is(realm, element, "file")) /* no file was chosen */
		return empty(realm);
	if (evl_element_is(realm, element, "textarea")) {
		struct evl_string *text = evl_node_child_text(realm, element);
		return text != NULL ? with_line_feeds(realm, text) : NULL;
	}
	struct evl_string *value = evl_element_get(realm, element, "value");
	if (evl_element_is(realm, element, "input") && !evl_element_type_is(realm, element, "checkbox") && !evl_element_type_is(realm, element, "radio"))
		return evl_input_sanitized(realm, element, value != NULL ? value : empty(realm));
	if (value != NULL)
		return value;
	if (evl_element_is(realm, element, "option"))
		return evl_option_shown(realm, element);
	if (evl_element_type_is(realm, element, "checkbox") || evl_element_type_is(realm, element, "radio"))
		return evl_string_from_ascii(realm, "on");
	return empty(realm);
}

bool evl_control_get_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_string_value(evl_control_value(realm, element));
	return *result != EVL_EMPTY;
}

/* Can its value be one that comes from outside: text, or what is taken for a number there? */
static bool takes_any_text(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const forms[] = { "range", "color", "date", "month", "week", "time", "datetime-local", "file" };
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (evl_element_type_is(realm, element, forms[i]))
			return false;
	return !evl_element_is(realm, element, "select");
}

/* Has it a value beside its attribute (HTML, the mode "value")? */
static bool has_own_value(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const by_attribute[] = { "checkbox", "radio", "hidden", "submit", "button", "reset", "image", "file" };
	for (size_t i = 0; i < sizeof by_attribute / sizeof by_attribute[0]; i++)
		if (evl_element_type_is(realm, element, by_attribute[i]))
			return false;
	return !evl_element_is(realm, element, "button") && !evl_element_is(realm, element, "option");
}

bool evl_control_set_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = empty(realm);
	RECEIVER(element);
	bool any_text = takes_any_text(realm, element);
	bool null_is_empty = evl_element_is(realm, element, "input") || evl_element_is(realm, element, "textarea");
	if (!(null_is_empty && evl_is_null(evl_arg(args, 0))) &&
	    !(any_text ? evl_partial_text(realm, evl_arg(args, 0), &text) : evl_to_string(realm, evl_arg(args, 0), &text)))
		return false;
	if (evl_element_is(realm, element, "select")) {
		struct evl_dom_node *wanted = NULL;
		for (struct evl_dom_node *o = evl_select_next(realm, element, NULL); o != NULL && wanted == NULL; o = evl_select_next(realm, element, o))
			if (evl_string_equals(realm, evl_control_value(realm, o), text))
				wanted = o;
			else if (evl_text_is_partial(realm, evl_control_value(realm, o)))
				return evl_not_covered(realm, "which option is chosen: what one of them stands for comes from outside");
		evl_select_choose(realm, element, wanted);
		return true;
	}
	if (evl_element_type_is(realm, element, "file"))
		return text->length == 0 ||
		       evl_dom_exception_throw(realm,
					       "Failed to set the 'value' property on 'HTMLInputElement': This input element accepts a filename, "
					       "which may only be programmatically set to the empty string.",
					       "InvalidStateError");
	if (!has_own_value(realm, element))
		return evl_element_set(realm, element, evl_platform_intern(realm, "value"), text);
	if (!evl_text_is_partial(realm, text))
		text = evl_element_is(realm, element, "textarea") ? with_line_feeds(realm, text) : evl_input_sanitized(realm, element, text);
	struct evl_string *old = text != NULL ? evl_control_value(realm, element) : NULL;
	if (old == NULL)
		return false;
	/* Another text has nothing selected, and the caret behind it. */
	if (!evl_string_equals(realm, old, text))
		evl_text_selection_to_end(element, text->length);
	element->value = evl_from_string(text);
	element->value_follows = false;
	return true;
}

bool evl_input_type_changed(struct evl_realm *realm, struct evl_dom_node *input)
{
	if (input->value == EVL_EMPTY)
		return true;
	struct evl_string *text = evl_as_string(input->value);
	if (evl_text_is_partial(realm, text))
		return evl_not_covered(realm, "another type of an input whose value comes from outside");
	bool follows = input->value_follows;
	input->value_follows = false;
	if (has_own_value(realm, input) && !follows) {
		input->value = evl_string_value(evl_input_sanitized(realm, input, text));
		return input->value != EVL_EMPTY;
	}
	input->value = EVL_EMPTY;
	return follows || text->length == 0 || evl_element_type_is(realm, input, "file") ||
	       evl_element_set(realm, input, evl_platform_intern(realm, "value"), text);
}

bool evl_control_checked(struct evl_realm *realm, const struct evl_dom_node *element)
{
	if (evl_element_is(realm, element, "option"))
		return evl_option_is_selected(realm, element);
	return element->checked_set ? element->checked : evl_element_is(realm, element, "input") && evl_element_has(realm, element, "checked");
}

void evl_control_set_checked(struct evl_realm *realm, struct evl_dom_node *element, bool checked)
{
	element->checked_set = true;
	element->checked = checked;
	if (checked && evl_element_type_is(realm, element, "radio"))
		evl_radio_chosen(realm, element);
}

bool evl_control_get_checked(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	bool indeterminate = evl_platform_name(args)[0] == 'i';
	*result = evl_from_bool(indeterminate ? element->indeterminate : evl_control_checked(realm, element));
	return true;
}

bool evl_control_put_checked(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	if (evl_platform_name(args)[0] == 'i')
		element->indeterminate = evl_to_boolean(evl_arg(args, 0));
	else
		evl_control_set_checked(realm, element, evl_to_boolean(evl_arg(args, 0)));
	return true;
}

bool evl_control_disabled(struct evl_realm *realm, const struct evl_dom_node *element)
{
	bool control = evl_element_is(realm, element, "button") || evl_element_is(realm, element, "input") ||
		       evl_element_is(realm, element, "select") || evl_element_is(realm, element, "textarea") ||
		       evl_element_is(realm, element, "option") || evl_element_is(realm, element, "fieldset");
	if (!control)
		return false;
	if (evl_element_has(realm, element, "disabled"))
		return true;
	if (evl_element_is(realm, element, "option"))
		return evl_element_is(realm, element->parent, "optgroup") && evl_element_has(realm, element->parent, "disabled");
	for (const struct evl_dom_node *at = element, *outer = at->parent; outer != NULL; at = outer, outer = at->parent) {
		if (!evl_element_is(realm, outer, "fieldset") || !evl_element_has(realm, outer, "disabled"))
			continue;
		/* What stands in its first legend is not disabled. */
		const struct evl_dom_node *legend = outer->first;
		while (legend != NULL && !evl_element_is(realm, legend, "legend"))
			legend = legend->next;
		if (legend != at)
			return true;
	}
	return false;
}

/* --------------------------------------------------------------------- forms */

/* The element that an attribute of `from` names: in the same tree, which is the document's or a shadow tree. */
static struct evl_dom_node *by_id(struct evl_realm *realm, struct evl_dom_node *from, struct evl_string *id)
{
	struct evl_dom_node *root = evl_node_root(from);
	if (root->host == NULL && root->type != EVL_DOM_DOCUMENT)
		return NULL;
	for (struct evl_dom_node *at = root->first; at != NULL; at = evl_node_next(root, at)) {
		struct evl_string *own = at->type == EVL_DOM_ELEMENT ? evl_element_get(realm, at, "id") : NULL;
		if (own != NULL && evl_string_equals(realm, own, id))
			return at;
	}
	return NULL;
}

struct evl_dom_node *evl_form_of(struct evl_realm *realm, struct evl_dom_node *control)
{
	struct evl_string *id = evl_element_get(realm, control, "form");
	if (id != NULL)
		return by_id(realm, control, id);
	if (control->form_owner != NULL && evl_node_root(control->form_owner) == evl_node_root(control))
		return control->form_owner;
	struct evl_dom_node *at = control->parent;
	while (at != NULL && !evl_element_is(realm, at, "form"))
		at = at->parent;
	return at;
}

bool evl_control_form(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_node_value(evl_form_of(realm, element));
	return true;
}

/* HTML, "Labelable elements". */
static bool is_labelable(struct evl_realm *realm, const struct evl_dom_node *node)
{
	static const char *const tags[] = { "button", "meter", "output", "progress", "select", "textarea" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (evl_element_is(realm, node, tags[i]))
			return true;
	return evl_element_is(realm, node, "input") && !evl_element_type_is(realm, node, "hidden");
}

struct evl_dom_node *evl_control_of(struct evl_realm *realm, struct evl_dom_node *label)
{
	struct evl_string *id = evl_element_get(realm, label, "for");
	if (id != NULL) {
		struct evl_dom_node *control = by_id(realm, label, id);
		return control != NULL && is_labelable(realm, control) ? control : NULL;
	}
	for (struct evl_dom_node *at = label->first; at != NULL; at = evl_node_next(label, at))
		if (is_labelable(realm, at))
			return at;
	return NULL;
}

bool evl_label_control(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(label);
	*result = evl_node_value(evl_control_of(realm, label));
	return true;
}

bool evl_control_labels(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(control);
	*result = is_labelable(realm, control) ? evl_from_object(evl_node_list_asked(realm, EVL_LIST_LABELS, control, EVL_NAME_NONE, EVL_NAME_NONE, false))
					       : EVL_NULL;
	return true;
}

/* input.list: the datalist that its attribute names, of the types that have suggestions (HTML, "The list attribute"). */
bool evl_input_list(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const without[] = { "hidden", "password", "checkbox", "radio", "file", "submit", "image", "reset", "button" };
	RECEIVER(input);
	struct evl_string *id = evl_element_get(realm, input, "list");
	for (size_t i = 0; i < sizeof without / sizeof without[0]; i++)
		if (evl_element_type_is(realm, input, without[i]))
			id = NULL;
	struct evl_dom_node *found = id != NULL ? by_id(realm, input, id) : NULL;
	*result = evl_node_value(found != NULL && evl_element_is(realm, found, "datalist") ? found : NULL);
	return true;
}

/* datalist.options, map.areas. */
bool evl_element_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	evl_name tag = evl_platform_intern(realm, evl_platform_name(args)[0] == 'o' ? "option" : "area");
	*result = evl_from_object(evl_node_list_asked(realm, EVL_LIST_TAG, element, tag, EVL_NAME_NONE, false));
	return true;
}

/* legend.form: that of its fieldset. */
bool evl_legend_form(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(legend);
	struct evl_dom_node *owner = legend->parent;
	*result = evl_node_value(owner != NULL && evl_element_is(realm, owner, "fieldset") ? evl_form_of(realm, owner) : NULL);
	return true;
}

bool evl_form_elements(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(form);
	*result = evl_from_object(evl_node_list_asked(realm, EVL_LIST_CONTROLS, form, EVL_NAME_NONE, EVL_NAME_NONE, false));
	return true;
}

bool evl_form_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(form);
	enum evl_list_kind kind = evl_element_is(realm, form, "select") ? EVL_LIST_OPTIONS : EVL_LIST_CONTROLS;
	*result = evl_from_uint32(evl_node_list_count(realm, evl_node_list_new(realm, kind, form, EVL_NAME_NONE)));
	return true;
}

bool evl_control_validity(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	evl_value values[2] = { evl_from_object(element), evl_arg(args, 0) };
	return evl_host_script_call(realm, "browser/validity", evl_platform_name(args), args->count == 0 ? 1 : 2, values, result);
}

/* requestSubmit(submitter) (HTML, dom-form-requestsubmit) */
bool evl_form_request_submit(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(form);
	struct evl_dom_node *submitter = evl_node_cast(evl_arg(args, 0));
	if (evl_is_nullish(evl_arg(args, 0)))
		return evl_form_submit(realm, form, NULL);
	if (!evl_node_is(submitter, EVL_DOM_ELEMENT))
		return evl_platform_bad_parameter(realm, args, "HTMLFormElement", "requestSubmit", 1, "HTMLElement");
	if (!evl_element_type_is(realm, submitter, "submit") && !evl_element_type_is(realm, submitter, "image"))
		return evl_platform_type_error(realm, "Failed to execute 'requestSubmit' on 'HTMLFormElement': The specified element is not a submit "
						      "button.");
	if (evl_form_of(realm, submitter) != form)
		return evl_dom_exception_throw(realm,
					       "Failed to execute 'requestSubmit' on 'HTMLFormElement': The specified element is not owned by this "
					       "form element.",
					       "NotFoundError");
	return evl_form_submit(realm, form, submitter);
}

bool evl_form_submit_method(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(form);
	evl_host_note(realm, evl_span_none(), "a submitted form would leave the page; the prediction stays on it");
	return true;
}

/* What it was is what it is by its attributes and its content. False: the run halts. */
static bool reset_control(struct evl_realm *realm, struct evl_dom_node *control)
{
	if (evl_element_is(realm, control, "output"))
		return evl_output_reset(realm, control);
	for (struct evl_dom_node *at = control; at != NULL; at = evl_node_next(control, at)) {
		at->value = at->type == EVL_DOM_ELEMENT ? EVL_EMPTY : at->value;
		at->checked_set = at->selected_set = false;
	}
	return true;
}

static bool reset_controls(struct evl_realm *realm, struct evl_dom_node *form)
{
	struct evl_node_list *controls = evl_node_list_new(realm, EVL_LIST_CONTROLS, form, EVL_NAME_NONE);
	uint32_t count = evl_node_list_count(realm, controls);
	for (uint32_t i = 0; i < count; i++)
		if (!reset_control(realm, evl_node_list_at(realm, controls, i)))
			return false;
	evl_radio_inserted(realm, form);
	return true;
}

bool evl_form_reset(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool go_on = true;
	RECEIVER(form);
	struct evl_dom_event *event = evl_event_new(realm, "Event", "reset", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE);
	if (!evl_event_dispatch(realm, &form->target, event, &go_on))
		return false;
	return !go_on || reset_controls(realm, form);
}

/* ---------------------------------------------------------------- templates */

void evl_template_fill(struct evl_realm *realm, struct evl_dom_node *template_)
{
	if (!evl_is_undefined(template_->content))
		return;
	struct evl_dom_node *fragment = evl_fragment_new(realm);
	fragment->owner = template_->owner != NULL ? template_->owner : evl_document_inert(realm);
	template_->content = evl_from_object(fragment);
	fragment->template_ = template_;
	while (template_->first != NULL) {
		struct evl_dom_node *child = template_->first;
		template_->first = child->next;
		if (child->next != NULL)
			child->next->previous = NULL;
		child->next = child->previous = child->parent = NULL;
		evl_node_link(fragment, child, NULL);
	}
	template_->last = NULL;
}

bool evl_template_content(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(template_);
	evl_template_fill(realm, template_);
	*result = template_->content;
	return true;
}

/* ------------------------------------------------------------------- scripts */

bool evl_script_get_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(script);
	*result = evl_from_bool(evl_element_has(realm, script, "async") || (!script->parser_inserted && !script->async_cleared));
	return true;
}

bool evl_script_set_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(script);
	script->async_cleared = true; /* no longer "force async" */
	return evl_element_set(realm, script, evl_platform_intern(realm, "async"), evl_to_boolean(evl_arg(args, 0)) ? empty(realm) : NULL);
}

bool evl_control_text_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(control);
	struct evl_string *text = evl_control_value(realm, control);
	if (text == NULL)
		return false;
	if (evl_text_is_partial(realm, text))
		return evl_not_covered(realm, "the length of a text that comes from outside");
	*result = evl_from_uint32(text->length);
	return true;
}
