/* SPDX-License-Identifier: MIT */
/*
 * select_element.c - select elements and their options (HTML, "The select element"); most of it is the same for the
 * collection of a select's options.
 */
#include "host/browser/controls.h"

#include "base/ascii.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "host/browser/reflect.h"
#include "value/convert.h"
#include "value/unknown.h"

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, 0);                                            \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

/* The select that a member of a select or of its options is about. */
#define SELECT(element)                                                                                              \
	struct evl_dom_node *element = evl_options_select(args->this_value);                                         \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL && (element = evl_node_receiver(realm, args, 0)) == NULL)                                \
		return false

static struct evl_dom_node *select_of(struct evl_realm *realm, const struct evl_dom_node *option)
{
	struct evl_dom_node *at = option->parent;
	while (at != NULL && !evl_element_is(realm, at, "select"))
		at = at->parent;
	return at;
}

struct evl_dom_node *evl_select_next(struct evl_realm *realm, struct evl_dom_node *select, struct evl_dom_node *at)
{
	for (at = at == NULL ? select->first : evl_node_next(select, at); at != NULL; at = evl_node_next(select, at))
		if (evl_element_is(realm, at, "option"))
			return at;
	return NULL;
}

/* Does it show more than one option at a time? Then none is chosen by itself (HTML, "display size"). */
static bool shows_several(struct evl_realm *realm, const struct evl_dom_node *select)
{
	return evl_reflect_number(realm, select, "size", evl_element_get(realm, select, "size")) > 1;
}

static bool is_selected(struct evl_realm *realm, const struct evl_dom_node *option)
{
	return option->selected_set ? option->selected : evl_element_has(realm, option, "selected");
}

struct evl_dom_node *evl_select_only(struct evl_realm *realm, struct evl_dom_node *select)
{
	struct evl_dom_node *last = NULL, *first = NULL;
	bool several = evl_element_has(realm, select, "multiple"), none = several || shows_several(realm, select);
	for (struct evl_dom_node *o = evl_select_next(realm, select, NULL); o != NULL; o = evl_select_next(realm, select, o)) {
		first = first == NULL && !evl_control_disabled(realm, o) ? o : first;
		none = none || o->selected_set;
		if (is_selected(realm, o))
			last = o;
		if (several && last != NULL)
			break;
	}
	return last != NULL ? last : none ? NULL : first;
}

void evl_select_choose(struct evl_realm *realm, struct evl_dom_node *select, const struct evl_dom_node *wanted)
{
	for (struct evl_dom_node *o = evl_select_next(realm, select, NULL); o != NULL; o = evl_select_next(realm, select, o)) {
		o->selected_set = true;
		o->selected = o == wanted;
	}
}

/* HTML, "ask for a reset": where one is shown and none is selected, the first that is enabled becomes so. */
static void reset_choice(struct evl_realm *realm, struct evl_dom_node *select)
{
	if (evl_element_has(realm, select, "multiple") || shows_several(realm, select) || evl_select_only(realm, select) != NULL)
		return;
	struct evl_dom_node *o = evl_select_next(realm, select, NULL);
	while (o != NULL && evl_control_disabled(realm, o))
		o = evl_select_next(realm, select, o);
	if (o != NULL)
		evl_select_choose(realm, select, o);
}

void evl_option_disabled_changed(struct evl_realm *realm, struct evl_dom_node *option)
{
	struct evl_dom_node *select = select_of(realm, option), *was = NULL;
	if (select == NULL || evl_element_has(realm, select, "multiple") || shows_several(realm, select))
		return;
	bool disabled = evl_element_has(realm, option, "disabled");
	for (struct evl_dom_node *o = evl_select_next(realm, select, NULL); o != NULL; o = evl_select_next(realm, select, o)) {
		if (o->selected_set || is_selected(realm, o))
			return;
		bool was_disabled = o == option ? !disabled : evl_control_disabled(realm, o);
		was = was == NULL && !was_disabled ? o : was;
	}
	evl_select_choose(realm, select, was);
}

void evl_select_multiple_changed(struct evl_realm *realm, struct evl_dom_node *select)
{
	bool several = evl_element_has(realm, select, "multiple"), touched = false;
	struct evl_dom_node *first = NULL, *chosen = NULL;
	for (struct evl_dom_node *o = evl_select_next(realm, select, NULL); o != NULL; o = evl_select_next(realm, select, o)) {
		touched = touched || o->selected_set;
		first = first == NULL && !evl_control_disabled(realm, o) ? o : first;
		/* Of several the first was the one that select.value told of; of one choice the last. */
		if (is_selected(realm, o) && (several || chosen == NULL))
			chosen = o;
	}
	if (chosen == NULL && !touched && several && !shows_several(realm, select))
		chosen = first;
	if (chosen != NULL)
		evl_select_choose(realm, select, chosen);
	else
		reset_choice(realm, select);
}

/* The select whose options `root` is or may hold; NULL: none, or one of several choices. */
static struct evl_dom_node *select_with(struct evl_realm *realm, const struct evl_dom_node *root)
{
	static const char *const holders[] = { "select", "optgroup" };
	bool ours = evl_element_is(realm, root, "option");
	for (size_t i = 0; i < sizeof holders / sizeof holders[0]; i++)
		ours = ours || evl_element_is(realm, root->parent, holders[i]);
	struct evl_dom_node *select = ours ? select_of(realm, root) : NULL;
	return select != NULL && !evl_element_has(realm, select, "multiple") ? select : NULL;
}

void evl_select_inserted(struct evl_realm *realm, struct evl_dom_node *root)
{
	struct evl_dom_node *select = root->type == EVL_DOM_ELEMENT ? select_with(realm, root) : NULL;
	for (struct evl_dom_node *at = select != NULL ? root : NULL; at != NULL; at = evl_node_next(root, at)) {
		if (!evl_element_is(realm, at, "option"))
			continue;
		if (!is_selected(realm, at))
			reset_choice(realm, select);
		else if (evl_select_only(realm, select) != at)
			evl_select_choose(realm, select, at);
	}
}

struct evl_dom_node *evl_select_removing(struct evl_realm *realm, struct evl_dom_node *root)
{
	struct evl_dom_node *select = root->type == EVL_DOM_ELEMENT ? select_with(realm, root) : NULL;
	struct evl_dom_node *chosen = select != NULL ? evl_select_only(realm, select) : NULL;
	for (struct evl_dom_node *at = chosen; at != NULL; at = at->parent)
		if (at == root)
			evl_select_choose(realm, select, chosen);
	return select;
}

void evl_select_removed(struct evl_realm *realm, struct evl_dom_node *select)
{
	if (select != NULL)
		reset_choice(realm, select);
}

bool evl_option_is_selected(struct evl_realm *realm, const struct evl_dom_node *option)
{
	struct evl_dom_node *select = select_of(realm, option);
	bool one = select != NULL && !evl_element_has(realm, select, "multiple");
	return one ? evl_select_only(realm, select) == option : is_selected(realm, option);
}

bool evl_option_selected(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(option);
	*result = evl_from_bool(evl_option_is_selected(realm, option));
	return true;
}

bool evl_option_select(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(option);
	struct evl_dom_node *select = select_of(realm, option);
	bool on = evl_to_boolean(evl_arg(args, 0));
	if (select != NULL && on && !evl_element_has(realm, select, "multiple"))
		evl_select_choose(realm, select, option);
	option->selected_set = true;
	option->selected = on;
	if (select != NULL && !on)
		reset_choice(realm, select);
	return true;
}

bool evl_option_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(option); /* or a link, a title, a script, a textarea */
	*result = evl_string_value(evl_element_is(realm, option, "a") ? evl_node_text_content(realm, option) : evl_node_child_text(realm, option));
	return *result != EVL_EMPTY;
}

/* What is in it, without its scripts (HTML, "text" of options). */
static struct evl_string *text_of_option(struct evl_realm *realm, const struct evl_dom_node *option)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	for (struct evl_dom_node *at = option->first; at != NULL && text != NULL;) {
		bool is_script = evl_element_is(realm, at, "script");
		if (at->type == EVL_DOM_TEXT)
			text = evl_string_concat(realm, text, evl_as_string(at->text));
		if (!is_script || at->first == NULL) {
			at = evl_node_next(option, at);
			continue;
		}
		while (at != NULL && at != option && at->next == NULL)
			at = at->parent;
		at = at != NULL && at != option ? at->next : NULL;
	}
	return text;
}

struct evl_string *evl_option_shown(struct evl_realm *realm, struct evl_dom_node *option)
{
	struct evl_string *text = text_of_option(realm, option);
	const uint16_t *units = text != NULL ? evl_string_units(realm, text) : NULL;
	if (units == NULL)
		return text;
	uint16_t *out = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *out);
	uint32_t n = 0;
	for (uint32_t i = 0; i < text->length; i++) {
		bool blank = evl_is_html_space(units[i]);
		if (!blank || (n > 0 && out[n - 1] != ' '))
			out[n++] = blank ? ' ' : units[i];
	}
	n -= n > 0 && out[n - 1] == ' ';
	return n == text->length ? text : evl_string_new(realm, out, n);
}

bool evl_option_get_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(option);
	*result = evl_string_value(evl_option_shown(realm, option));
	return *result != EVL_EMPTY;
}

bool evl_option_label(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(option);
	struct evl_string *label = evl_element_get(realm, option, "label");
	*result = evl_string_value(label != NULL ? label : evl_option_shown(realm, option));
	return *result != EVL_EMPTY;
}

bool evl_option_set_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(option);
	return evl_partial_text(realm, evl_arg(args, 0), &text) && evl_node_set_text(realm, option, text);
}

bool evl_option_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t index = 0;
	RECEIVER(option);
	struct evl_dom_node *select = select_of(realm, option);
	for (struct evl_dom_node *o = select != NULL ? evl_select_next(realm, select, NULL) : NULL; o != NULL && o != option;
	     o = evl_select_next(realm, select, o))
		index++;
	*result = evl_from_int(index);
	return true;
}

bool evl_select_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(select);
	*result = evl_from_object(evl_node_list_asked(realm, EVL_LIST_OPTIONS, select, EVL_NAME_NONE, EVL_NAME_NONE, false));
	return true;
}

bool evl_select_selected(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(select);
	*result = evl_from_object(evl_node_list_asked(realm, EVL_LIST_SELECTED, select, EVL_NAME_NONE, EVL_NAME_NONE, false));
	return true;
}

bool evl_select_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t index = 0;
	SELECT(select);
	struct evl_dom_node *wanted = evl_select_only(realm, select);
	*result = evl_from_int(-1);
	for (struct evl_dom_node *o = evl_select_next(realm, select, NULL); o != NULL; o = evl_select_next(realm, select, o), index++)
		if (o == wanted)
			*result = evl_from_int(index);
	return true;
}

bool evl_select_set_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t index;
	SELECT(select);
	if (!evl_to_int32(realm, evl_arg(args, 0), &index))
		return false;
	struct evl_dom_node *o = index >= 0 ? evl_select_next(realm, select, NULL) : NULL;
	for (; o != NULL && index > 0; index--)
		o = evl_select_next(realm, select, o);
	evl_select_choose(realm, select, o);
	return true;
}

/* The option at `index`; NULL beyond the last. */
static struct evl_dom_node *option_at(struct evl_realm *realm, struct evl_dom_node *select, double index)
{
	struct evl_dom_node *at = index >= 0 ? evl_select_next(realm, select, NULL) : NULL;
	for (double i = 0; i < index && at != NULL; i++)
		at = evl_select_next(realm, select, at);
	return at;
}

static bool refuse_option(struct evl_realm *realm, const char *interface)
{
	return evl_throw_text(realm, EVL_ERROR_TYPE,
			      evl_unknown_text(realm, "Failed to execute 'add' on '%s': The provided value is not of type '(HTMLOptGroupElement or HTMLOptionElement)'.", interface));
}

bool evl_select_add(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	SELECT(select);
	const char *interface = evl_options_select(args->this_value) != NULL ? "HTMLOptionsCollection" : "HTMLSelectElement";
	struct evl_dom_node *option = evl_node_cast(evl_arg(args, 0));
	if (!evl_platform_require_args(realm, args, 1, interface, "add"))
		return false;
	if (option == NULL || (!evl_element_is(realm, option, "option") && !evl_element_is(realm, option, "optgroup")))
		return refuse_option(realm, interface);
	/* Before which: an element, or the option of this index. */
	struct evl_dom_node *before = evl_node_cast(evl_arg(args, 1));
	int32_t index;
	if (before == NULL && args->count > 1 && !evl_is_nullish(args->values[1])) {
		if (!evl_to_int32(realm, args->values[1], &index))
			return false;
		before = option_at(realm, select, index);
	}
	const char *failed = evl_platform_format(realm, "Failed to execute 'add' on '%s'", interface);
	if (!evl_node_check_around(realm, select, option, failed))
		return false;
	if (before != NULL && !evl_node_contains(select, before))
		return evl_platform_exception(realm, "NotFoundError", "%s: The node before which the new node is to be inserted is not a child of this node.", failed);
	return evl_node_insert(realm, before != NULL ? before->parent : select, option, before);
}

/* select.item(index), select.namedItem(name): of its options. */
bool evl_select_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(select);
	evl_value options = evl_from_object(evl_node_list_new(realm, EVL_LIST_OPTIONS, select, EVL_NAME_NONE)), method;
	return evl_get(realm, options, evl_platform_intern(realm, evl_platform_name(args)), &method) &&
	       evl_call(realm, method, options, args->count, args->values, result);
}

bool evl_select_put(struct evl_realm *realm, struct evl_dom_node *select, const char *interface, uint32_t index, evl_value value)
{
	struct evl_dom_node *old = option_at(realm, select, index), *option = evl_node_cast(value);
	if (evl_is_nullish(value))
		return old == NULL || evl_node_remove(realm, old);
	if (option == NULL || !evl_element_is(realm, option, "option"))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Failed to set an indexed property on 'HTMLOptionsCollection': The provided value is not of type 'HTMLOptionElement'.");
	if (!evl_node_check_around(realm, select, option, evl_platform_format(realm, "Failed to set an indexed property [%u] on '%s'", index, interface)))
		return false;
	if (old != NULL)
		return old == option || (evl_node_insert(realm, old->parent, option, old) && evl_node_remove(realm, old));
	return evl_select_resize(realm, select, index) && evl_node_insert(realm, select, option, NULL);
}

bool evl_select_resize(struct evl_realm *realm, struct evl_dom_node *select, uint32_t length)
{
	uint32_t count = 0;
	for (struct evl_dom_node *o = evl_select_next(realm, select, NULL), *next; o != NULL; o = next, count++) {
		next = evl_select_next(realm, select, o);
		if (count >= length && !evl_node_remove(realm, o))
			return false;
	}
	/* Chromium adds no more than so many. */
	enum { OPTIONS_MAX = 100000 };
	if (length > OPTIONS_MAX)
		return true;
	for (; count < length; count++) {
		struct evl_dom_node *option;
		if (!evl_element_make(realm, evl_platform_intern(realm, "option"), false, &option) || !evl_node_insert(realm, select, option, NULL))
			return false;
	}
	return true;
}

bool evl_select_set_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t length;
	RECEIVER(select);
	return evl_to_uint32(realm, evl_arg(args, 0), &length) && evl_select_resize(realm, select, length);
}

/* select.remove(index): the option of this index; without one the select itself, as of any node (HTML, dom-select-remove). */
bool evl_select_remove(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t index;
	SELECT(select);
	bool of_options = evl_options_select(args->this_value) != NULL;
	if (args->count == 0)
		return of_options ? evl_platform_require_args(realm, args, 1, "HTMLOptionsCollection", "remove") : evl_node_remove_self(realm, args, result);
	if (!evl_to_int32(realm, args->values[0], &index))
		return false;
	struct evl_dom_node *option = option_at(realm, select, index);
	return option == NULL || evl_node_remove(realm, option);
}
