/* SPDX-License-Identifier: MIT */
/*
 * html_element.c - HTMLElement and the interfaces of the tags.
 */
#include <string.h>

#include "host/browser/controls.h"
#include "host/browser/companions.h"
#include "host/browser/dom.h"
#include "host/browser/image.h"
#include "host/browser/inner_text.h"
#include "host/browser/measures.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "host/browser/table_element.h"
#include "host/script.h"
#include "value/convert.h"

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);                              \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

bool evl_element_dataset_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	if (evl_is_undefined(element->dataset))
		element->dataset = evl_dataset(realm, element);
	*result = element->dataset;
	return true;
}

bool evl_element_style_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	if (evl_is_undefined(element->style))
		element->style = evl_inline_style(realm, element, false);
	*result = element->style;
	return true;
}

bool evl_element_style_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	return evl_style_put_text(realm, element, evl_arg(args, 0));
}

static bool get_inner_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	struct evl_string *text = evl_element_inner_text(realm, element);
	*result = text != NULL ? evl_string_value(text) : EVL_UNDEFINED;
	return text != NULL;
}

/* The text with a br for each of its line ends (HTML, "rendered text fragment"). NULL: memory ran out. */
static struct evl_dom_node *rendered_text(struct evl_realm *realm, struct evl_string *text)
{
	const uint16_t *units = evl_string_units(realm, text);
	struct evl_dom_node *fragment = evl_fragment_new(realm);
	uint32_t from = 0;
	for (uint32_t i = 0; units != NULL && i <= text->length; i++) {
		if (i < text->length && units[i] != '\n' && units[i] != '\r')
			continue;
		if (i > from)
			evl_node_link(fragment, evl_text_new(realm, evl_from_string(evl_string_substring(realm, text, from, i))), NULL);
		struct evl_dom_node *line_break;
		if (i < text->length && evl_element_make(realm, evl_platform_intern(realm, "br"), false, &line_break))
			evl_node_link(fragment, line_break, NULL);
		if (i + 1 < text->length && units[i] == '\r' && units[i + 1] == '\n')
			i++;
		from = i + 1;
	}
	return units != NULL ? fragment : NULL;
}

static bool set_inner_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	RECEIVER(element);
	if (!evl_is_null(evl_arg(args, 0)) && !evl_partial_text(realm, evl_arg(args, 0), &text))
		return false;
	struct evl_dom_node *fragment = rendered_text(realm, text);
	return fragment != NULL && evl_node_replace_all(realm, element, fragment);
}

/* A text that was put beside another becomes one with it (HTML, "merge with the next text node"). */
static bool merge_next(struct evl_realm *realm, struct evl_dom_node *text)
{
	struct evl_dom_node *next = evl_node_is(text, EVL_DOM_TEXT) ? text->next : NULL;
	if (!evl_node_is(next, EVL_DOM_TEXT))
		return true;
	uint32_t length = evl_as_string(text->text)->length;
	return evl_text_replace(realm, text, length, 0, evl_as_string(next->text)) && evl_node_remove(realm, next);
}

/* HTML, dom-outertext: the element gives way to the text. */
static bool set_outer_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	RECEIVER(element);
	if (!evl_is_null(evl_arg(args, 0)) && !evl_partial_text(realm, evl_arg(args, 0), &text))
		return false;
	struct evl_dom_node *parent = element->parent, *next = element->next, *previous = element->previous;
	if (parent == NULL)
		return evl_platform_exception(realm, "NoModificationAllowedError",
					      "Failed to set the 'outerText' property on 'HTMLElement': The element has no parent.");
	struct evl_dom_node *fragment = rendered_text(realm, text);
	if (fragment == NULL)
		return false;
	if (fragment->first == NULL)
		evl_node_link(fragment, evl_text_new(realm, evl_from_string(text)), NULL);
	if (!evl_node_replace(realm, element, fragment))
		return false;
	if (next != NULL && next->parent == parent && next->previous != NULL && !merge_next(realm, next->previous))
		return false;
	return previous == NULL || previous->parent != parent || merge_next(realm, previous);
}

static bool get_offset_parent(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_node_connected(realm, element) ? evl_node_value(evl_document_body(realm)) : EVL_NULL;
	return true;
}

static bool click(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	return evl_element_click(realm, element, false);
}

bool evl_element_focus_call(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	return evl_element_focus(realm, element);
}

bool evl_element_blur_call(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	return evl_element_blur(realm, element);
}

/* spellcheck, draggable, translate: what the nearest attribute says, or the default. */
static bool get_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	bool translate = name[0] == 't', drag = name[0] == 'd';
	RECEIVER(element);
	*result = evl_from_bool(!drag || evl_element_is(realm, element, "img") || (evl_element_is(realm, element, "a") && evl_element_has(realm, element, "href")));
	for (const struct evl_dom_node *at = element; evl_node_is(at, EVL_DOM_ELEMENT); at = drag ? NULL : at->parent) {
		struct evl_string *value = evl_element_get(realm, at, name);
		char text[8] = "?"; /* as long as the longest word */
		const char *given = value != NULL ? evl_string_utf8(realm, value) : "?";
		for (size_t i = 0; i < sizeof text - 1 && (i == 0 || given[i - 1] != '\0'); i++)
			text[i] = (char)(given[i] >= 'A' && given[i] <= 'Z' ? given[i] + 32 : given[i]);
		bool yes = strcmp(text, translate ? "yes" : "true") == 0 || (!drag && text[0] == '\0');
		if (yes || strcmp(text, translate ? "no" : "false") == 0) {
			*result = evl_from_bool(yes);
			return true;
		}
	}
	return true;
}

static bool set_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	bool yes = evl_to_boolean(evl_arg(args, 0));
	RECEIVER(element);
	return evl_element_set_text(realm, element, name, name[0] == 't' ? (yes ? "yes" : "no") : yes ? "true" : "false");
}

/* The state of contenteditable: "true", "false", "plaintext-only", "inherit". */
static const char *editable_state(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const known[] = { "true", "false", "plaintext-only" };
	struct evl_string *value = evl_element_get(realm, element, "contenteditable");
	const char *text = value != NULL ? evl_string_utf8(realm, value) : "?";
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(text, known[i]) == 0)
			return known[i];
	return text[0] == '\0' ? "true" : "inherit";
}

static bool get_editable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_platform_text(realm, editable_state(realm, element));
	return true;
}

static bool set_editable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(element);
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const char *given = evl_string_utf8(realm, text);
	if (strcmp(given, "inherit") == 0)
		return evl_element_set(realm, element, evl_platform_intern(realm, "contenteditable"), NULL);
	if (strcmp(given, "true") == 0 || strcmp(given, "false") == 0 || strcmp(given, "plaintext-only") == 0)
		return evl_element_set(realm, element, evl_platform_intern(realm, "contenteditable"), text);
	return evl_platform_exception(realm, "SyntaxError",
				      "Failed to set the 'contentEditable' property on 'HTMLElement': The value provided ('%s') is not one of 'true', 'false', "
				      "'plaintext-only', or 'inherit'.",
				      given);
}

static bool get_is_editable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	const struct evl_dom_node *at = element;
	while (evl_node_is(at, EVL_DOM_ELEMENT) && editable_state(realm, at)[0] == 'i')
		at = at->parent;
	*result = evl_from_bool(evl_node_is(at, EVL_DOM_ELEMENT) && editable_state(realm, at)[0] != 'f');
	return true;
}

static const struct evl_row html_element_row[] = {
	EVL_ATTRIBUTE_RW("title", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("lang", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("dir", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("hidden", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("inert", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("spellcheck", get_state, set_state),
	EVL_ATTRIBUTE_RW("draggable", get_state, set_state),
	EVL_ATTRIBUTE_RW("translate", get_state, set_state),
	EVL_ATTRIBUTE_RW("contentEditable", get_editable, set_editable),
	EVL_ATTRIBUTE("isContentEditable", get_is_editable),
	EVL_ATTRIBUTE_RW("accessKey", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("enterKeyHint", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("inputMode", evl_reflect_get, evl_reflect_set),
	EVL_ATTRIBUTE_RW("innerText", get_inner_text, set_inner_text),
	EVL_ATTRIBUTE_RW("outerText", get_inner_text, set_outer_text),
	EVL_ATTRIBUTE("offsetParent", get_offset_parent),
	EVL_ATTRIBUTE("offsetTop", evl_element_size),
	EVL_ATTRIBUTE("offsetLeft", evl_element_size),
	EVL_ATTRIBUTE("offsetWidth", evl_element_size),
	EVL_ATTRIBUTE("offsetHeight", evl_element_size),
#define EVL_GLOBAL_HANDLER(type) EVL_HANDLER("on" #type),
#include "host/browser/handlers.def"
	EVL_ANY_ELEMENT_ROWS,
	EVL_ATTRIBUTE_RW("popover", evl_popover_get, evl_popover_set),
	EVL_OPERATION("hidePopover", evl_popover_hide, 0),
	EVL_OPERATION("showPopover", evl_popover_show, 0),
	EVL_OPERATION("togglePopover", evl_popover_toggle, 0),
	EVL_OPERATION("click", click, 0),
	EVL_TAG_ROW("HTMLElement"),
};
const struct evl_family evl_family_HTML_ELEMENT = {
	.name = "HTMLElement",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_html_element_construct,
	.parent = EVL_INTRINSIC_ELEMENT,
	.prototype_parent = EVL_INTRINSIC_ELEMENT_PROTOTYPE,
	.prototype = EVL_ROWS(html_element_row),
};

/* ------------------------------------------------------ interfaces of the tags */

#define LABELS EVL_ATTRIBUTE("labels", evl_control_labels),
#define TOKENS(n) EVL_ATTRIBUTE_RW(n, evl_element_tokens, evl_element_set_tokens)
#define MEASURE(n) EVL_ATTRIBUTE_RW(n, evl_measure_get, evl_measure_set)
#define RW(n) EVL_ATTRIBUTE_RW(n, evl_reflect_get, evl_reflect_set)
#define READ_ONLY(n) EVL_ATTRIBUTE(n, evl_reflect_get)
#define FORM_CONTROL RW("disabled"), RW("name"), EVL_ATTRIBUTE("form", evl_control_form)
static bool get_sheet(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	evl_value value = evl_from_object(element);
	return evl_host_script_call(realm, "browser/sheets", "sheetOf", 1, &value, result);
}

#define BOUND(n) EVL_ATTRIBUTE_RW(n, evl_text_selection_get, evl_text_selection_set)
#define TEXT_SELECTION                                                                                               \
	EVL_OPERATION("select", evl_text_selection_all, 0), BOUND("selectionStart"), BOUND("selectionEnd"), BOUND("selectionDirection"), \
	EVL_OPERATION("setSelectionRange", evl_text_selection_range, 2), EVL_OPERATION("setRangeText", evl_text_selection_replace, 1)

/* Constraint validation; a form only asks its controls. */
#define VALIDATION EVL_OPERATION("checkValidity", evl_control_validity, 0), EVL_OPERATION("reportValidity", evl_control_validity, 0)
#define VALIDITY                                                                                                     \
	EVL_ATTRIBUTE("willValidate", evl_control_validity), EVL_ATTRIBUTE("validity", evl_control_validity),        \
	EVL_ATTRIBUTE("validationMessage", evl_control_validity), VALIDATION,                                        \
	EVL_OPERATION("setCustomValidity", evl_control_validity, 1)

/* disabled of a style element: its sheet's, and of none false (CSSOM, "The LinkStyle interface"; HTML, "The style element"). */
static bool sheet_disabled(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value sheet;
	bool is_set = args->count != 0;
	if (!get_sheet(realm, args, &sheet))
		return false;
	*result = is_set ? EVL_UNDEFINED : EVL_FALSE;
	if (!evl_is_object(sheet))
		return true;
	evl_name disabled = evl_platform_intern(realm, "disabled");
	return is_set ? evl_set(realm, sheet, disabled, evl_from_bool(evl_to_boolean(args->values[0])), true) : evl_get(realm, sheet, disabled, result);
}

static bool anchor_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *anchor = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	const char *name = evl_platform_name(args);
	if (anchor == NULL)
		return false;
	struct evl_string *address = evl_element_get(realm, anchor, "href");
	*result = evl_platform_text(realm, strcmp(name, "protocol") == 0 ? ":" : "");
	if (address == NULL)
		return true;
	evl_value href;
	if (!evl_page_resolve(realm, address, &href))
		return false;
	return evl_page_address_part(realm, evl_as_string(href), name, result);
}

/* HTML, "API for a and area elements": the part of the link's address changes, and its href with it; of no address nothing does. */
static bool set_anchor_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *anchor = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	struct evl_string *text, *changed;
	evl_value href;
	*result = EVL_UNDEFINED;
	if (anchor == NULL || !evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	struct evl_string *address = evl_element_get(realm, anchor, "href");
	if (address == NULL)
		return true;
	if (!evl_page_resolve(realm, address, &href) ||
	    !evl_page_address_change(realm, evl_as_string(href), evl_platform_name(args), text, &changed))
		return false;
	return changed == NULL || evl_element_set_text(realm, anchor, "href", evl_string_utf8(realm, changed));
}

static bool anchor_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *anchor = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (anchor == NULL)
		return false;
	struct evl_string *address = evl_element_get(realm, anchor, "href");
	*result = evl_platform_text(realm, "");
	return address == NULL || evl_page_resolve(realm, address, result);
}

#define PART(n) EVL_ATTRIBUTE_RW(n, anchor_part, set_anchor_part)
/* HTML, "HTMLHyperlinkElementUtils". */
#define HYPERLINK                                                                                                    \
	EVL_OPERATION("toString", anchor_text, 0), EVL_ATTRIBUTE("origin", anchor_part), PART("protocol"), PART("username"), PART("password"), \
	PART("host"), PART("hostname"), PART("port"), PART("pathname"), PART("search"), PART("hash"), RW("href"), RW("target"), RW("rel")
#define ROWS_HTML_ANCHOR_ELEMENT TOKENS("relList"), RW("ping"), RW("referrerPolicy"), RW("coords"), RW("charset"), RW("rev"), RW("shape"), RW("hreflang"), RW("type"), HYPERLINK, RW("name"), RW("download"), EVL_ATTRIBUTE_RW("text", evl_option_text, evl_option_set_text),
#define ROWS_HTML_BUTTON_ELEMENT LABELS RW("formAction"), RW("formEnctype"), RW("formMethod"), RW("formNoValidate"), RW("formTarget"), EVL_ATTRIBUTE("popoverTargetElement", evl_popover_element), EVL_ATTRIBUTE("popoverTargetAction", evl_popover_action), FORM_CONTROL, RW("type"), EVL_ATTRIBUTE_RW("value", evl_control_get_value, evl_control_set_value), VALIDITY,
#define ROWS_HTML_DETAILS_ELEMENT RW("open"), RW("name"),
#define ROWS_HTML_DIALOG_ELEMENT                                                                                     \
	RW("open"), EVL_ATTRIBUTE_RW("returnValue", evl_dialog_get_return, evl_dialog_set_return),                   \
	EVL_OPERATION("close", evl_dialog_close, 0), EVL_OPERATION("show", evl_dialog_show, 0),                      \
	EVL_OPERATION("showModal", evl_dialog_show, 0),
#define ROWS_HTML_FORM_ELEMENT TOKENS("relList"), RW("acceptCharset"), RW("enctype"), RW("encoding"), RW("rel"),                                                                                       \
	RW("action"), RW("method"), RW("name"), RW("target"), RW("noValidate"), RW("autocomplete"),                  \
	EVL_ATTRIBUTE("elements", evl_form_elements), EVL_ATTRIBUTE("length", evl_form_length),                      \
	EVL_OPERATION("requestSubmit", evl_form_request_submit, 0), EVL_OPERATION("reset", evl_form_reset, 0),       \
	EVL_OPERATION("submit", evl_form_submit_method, 0), EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN), VALIDATION,
#define ROWS_HTML_IFRAME_ELEMENT TOKENS("sandbox"), RW("allowFullscreen"), RW("referrerPolicy"), RW("csp"), RW("allow"), RW("loading"), RW("align"), RW("scrolling"), RW("frameBorder"), RW("longDesc"), RW("marginHeight"), RW("marginWidth"), RW("src"), RW("name"), RW("srcdoc"), RW("width"), RW("height"), EVL_NOT_COVERED_ROW("contentWindow", "frames inside a page"), EVL_NOT_COVERED_ROW("contentDocument", "frames inside a page"),
#define ROWS_HTML_IMAGE_ELEMENT RW("crossOrigin"), RW("useMap"), RW("isMap"), RW("referrerPolicy"), RW("decoding"), RW("fetchPriority"), RW("name"), RW("lowsrc"), RW("align"), RW("hspace"), RW("vspace"), RW("longDesc"), RW("border"), RW("alt"), RW("src"), EVL_ATTRIBUTE_RW("width", evl_image_size, evl_reflect_set), EVL_ATTRIBUTE_RW("height", evl_image_size, evl_reflect_set), RW("loading"), EVL_ATTRIBUTE("complete", evl_image_complete), EVL_ATTRIBUTE("naturalWidth", evl_image_size), EVL_ATTRIBUTE("naturalHeight", evl_image_size), EVL_OPERATION("decode", evl_image_decode, 0),
#define ROWS_HTML_INPUT_ELEMENT EVL_ATTRIBUTE("list", evl_input_list), LABELS RW("dirName"), RW("formAction"), RW("formEnctype"), RW("formMethod"), RW("formNoValidate"), RW("formTarget"), RW("align"), RW("useMap"),                                                                                      \
	RW("accept"), RW("alt"), RW("autocomplete"), RW("defaultChecked"),                                           \
	EVL_ATTRIBUTE_RW("checked", evl_control_get_checked, evl_control_put_checked), FORM_CONTROL,                 \
	EVL_ATTRIBUTE_RW("indeterminate", evl_control_get_checked, evl_control_put_checked), RW("max"), RW("maxLength"), RW("min"), \
	RW("minLength"), RW("multiple"), RW("pattern"), RW("placeholder"), RW("readOnly"), RW("required"), RW("size"), RW("src"), \
	RW("step"), RW("type"), RW("defaultValue"), EVL_ATTRIBUTE_RW("value", evl_control_get_value, evl_control_set_value), \
	EVL_ATTRIBUTE_RW("valueAsNumber", evl_control_get_number, evl_control_set_number),                            \
	EVL_OPERATION("stepUp", evl_control_step_up, 0), EVL_OPERATION("stepDown", evl_control_step_down, 0),        \
	TEXT_SELECTION, EVL_NOT_COVERED_ROW("files", "files of an input"), VALIDITY,
#define ROWS_HTML_LABEL_ELEMENT RW("htmlFor"), EVL_ATTRIBUTE("control", evl_label_control), EVL_ATTRIBUTE("form", evl_control_form),
#define ROWS_HTML_LINK_ELEMENT TOKENS("relList"), RW("crossOrigin"), RW("hreflang"), RW("referrerPolicy"), RW("fetchPriority"), RW("imageSrcset"), RW("imageSizes"), RW("charset"), RW("rev"), RW("target"), RW("integrity"), RW("disabled"), RW("href"), RW("rel"), RW("as"), RW("media"), RW("type"),
#define ROWS_HTML_META_ELEMENT RW("httpEquiv"), RW("media"), RW("scheme"), RW("name"), RW("content"),
#define ROWS_HTML_OPTION_ELEMENT                                                                                     \
	RW("disabled"), EVL_ATTRIBUTE_RW("label", evl_option_label, evl_reflect_set), RW("defaultSelected"), EVL_ATTRIBUTE_RW("selected", evl_option_selected, evl_option_select), \
	EVL_ATTRIBUTE_RW("value", evl_control_get_value, evl_control_set_value),                                     \
	EVL_ATTRIBUTE_RW("text", evl_option_get_text, evl_option_set_text), EVL_ATTRIBUTE("index", evl_option_index), EVL_ATTRIBUTE("form", evl_control_form),
#define ROWS_HTML_SCRIPT_ELEMENT RW("crossOrigin"), RW("referrerPolicy"), RW("fetchPriority"), RW("event"), RW("htmlFor"), RW("integrity"), RW("src"), RW("type"), RW("noModule"), RW("charset"), RW("defer"), EVL_ATTRIBUTE_RW("async", evl_script_get_async, evl_script_set_async), EVL_ATTRIBUTE_RW("text", evl_option_text, evl_option_set_text),
#define ROWS_HTML_SELECT_ELEMENT LABELS                                                                                     \
	FORM_CONTROL, RW("autocomplete"), RW("multiple"), RW("required"), READ_ONLY("type"), EVL_ATTRIBUTE("options", evl_select_options),      \
	EVL_ATTRIBUTE("selectedOptions", evl_select_selected),                                                       \
	EVL_ATTRIBUTE_RW("length", evl_form_length, evl_select_set_length), EVL_ATTRIBUTE_RW("selectedIndex", evl_select_index, evl_select_set_index), \
	EVL_ATTRIBUTE_RW("value", evl_control_get_value, evl_control_set_value), EVL_OPERATION("add", evl_select_add, 1), \
	EVL_OPERATION("remove", evl_select_remove, 0), EVL_OPERATION("item", evl_select_item, 1),                    \
	EVL_OPERATION("namedItem", evl_select_item, 1), RW("size"), \
	EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN), VALIDITY,
#define ROWS_HTML_SLOT_ELEMENT RW("name"), EVL_OPERATION("assignedNodes", evl_slot_assigned, 0), EVL_OPERATION("assignedElements", evl_slot_assigned, 0),
#define ROWS_HTML_STYLE_ELEMENT EVL_ATTRIBUTE_RW("disabled", sheet_disabled, sheet_disabled), RW("media"), RW("type"), EVL_ATTRIBUTE("sheet", get_sheet),
#define ROWS_HTML_TABLE_CELL_ELEMENT RW("headers"), RW("align"), RW("axis"), RW("height"), RW("width"), RW("ch"), RW("chOff"), RW("noWrap"), RW("vAlign"), RW("bgColor"), RW("abbr"), RW("scope"), RW("colSpan"), RW("rowSpan"), EVL_ATTRIBUTE("cellIndex", evl_table_index),
#define ROWS_HTML_TEMPLATE_ELEMENT EVL_ATTRIBUTE("content", evl_template_content),
#define ROWS_HTML_TEXT_AREA_ELEMENT LABELS RW("dirName"), RW("wrap"),                                                                                  \
	FORM_CONTROL, RW("autocomplete"), RW("cols"), RW("maxLength"), RW("minLength"), RW("placeholder"), RW("readOnly"), RW("required"), RW("rows"), READ_ONLY("type"), EVL_ATTRIBUTE_RW("defaultValue", evl_option_text, evl_option_set_text), \
	EVL_ATTRIBUTE("textLength", evl_control_text_length), \
	EVL_ATTRIBUTE_RW("value", evl_control_get_value, evl_control_set_value), TEXT_SELECTION, VALIDITY,
#define ROWS_HTML_TITLE_ELEMENT EVL_ATTRIBUTE_RW("text", evl_option_text, evl_option_set_text),
#define ROWS_HTML_FIELD_SET_ELEMENT EVL_ATTRIBUTE("type", evl_output_type), RW("disabled"), RW("name"), EVL_ATTRIBUTE("form", evl_control_form), EVL_ATTRIBUTE("elements", evl_form_elements), VALIDITY,
#define ROWS_HTML_CANVAS_ELEMENT                                                                                     \
	EVL_ATTRIBUTE_RW("width", evl_canvas_get_size, evl_canvas_set_size), EVL_ATTRIBUTE_RW("height", evl_canvas_get_size, evl_canvas_set_size), \
	EVL_OPERATION("getContext", evl_canvas_context, 1),
#define MEDIA_STATE(name) EVL_ATTRIBUTE(name, evl_media_get)
#define MEDIA_SETTING(name) EVL_ATTRIBUTE_RW(name, evl_media_get, evl_media_set)
#define MEDIA_CONSTANTS                                                                                              \
	EVL_CONSTANT("NETWORK_EMPTY", 0), EVL_CONSTANT("NETWORK_IDLE", 1), EVL_CONSTANT("NETWORK_LOADING", 2), EVL_CONSTANT("NETWORK_NO_SOURCE", 3), \
	EVL_CONSTANT("HAVE_NOTHING", 0), EVL_CONSTANT("HAVE_METADATA", 1), EVL_CONSTANT("HAVE_CURRENT_DATA", 2), EVL_CONSTANT("HAVE_FUTURE_DATA", 3), \
	EVL_CONSTANT("HAVE_ENOUGH_DATA", 4)
static const struct evl_row media_static_row[] = { MEDIA_CONSTANTS };
#define ROWS_HTML_MEDIA_ELEMENT RW("crossOrigin"), MEDIA_CONSTANTS,                                                                                                       \
	RW("src"), RW("controls"), RW("loop"), RW("autoplay"), RW("preload"), RW("defaultMuted"), MEDIA_STATE("paused"), MEDIA_STATE("ended"), \
	MEDIA_STATE("seeking"), MEDIA_STATE("networkState"), MEDIA_STATE("readyState"), MEDIA_STATE("error"), MEDIA_STATE("currentSrc"), \
	MEDIA_STATE("duration"), MEDIA_SETTING("currentTime"), MEDIA_SETTING("volume"), MEDIA_SETTING("muted"), MEDIA_SETTING("playbackRate"), \
	MEDIA_SETTING("defaultPlaybackRate"), EVL_OPERATION("play", evl_media_operation, 0), EVL_OPERATION("pause", evl_media_operation, 0), \
	EVL_OPERATION("load", evl_media_operation, 0), EVL_OPERATION("canPlayType", evl_media_can_play, 1),
#define ROWS_HTML_AUDIO_ELEMENT
#define ROWS_HTML_VIDEO_ELEMENT RW("width"), RW("height"), RW("poster"), RW("playsInline"),
#define ROWS_HTML_OLIST_ELEMENT RW("reversed"), RW("type"), RW("compact"), RW("start"),
#define ROWS_HTML_LI_ELEMENT RW("value"), RW("type"),
#define ROWS_HTML_UNKNOWN_ELEMENT
#define ROWS_HTML_BODY_ELEMENT RW("text"), RW("link"), RW("vLink"), RW("aLink"), RW("bgColor"), RW("background"),                                                                                            \
	EVL_HANDLER("onafterprint"), EVL_HANDLER("onbeforeprint"), EVL_HANDLER("onbeforeunload"), EVL_HANDLER("onhashchange"), \
	EVL_HANDLER("onlanguagechange"), EVL_HANDLER("onmessage"), EVL_HANDLER("onmessageerror"), EVL_HANDLER("onoffline"), \
	EVL_HANDLER("ononline"), EVL_HANDLER("onpagehide"), EVL_HANDLER("onpageshow"), EVL_HANDLER("onpopstate"),      \
	EVL_HANDLER("onrejectionhandled"), EVL_HANDLER("onstorage"), EVL_HANDLER("onunhandledrejection"), EVL_HANDLER("onunload"),
#define ROWS_HTML_BR_ELEMENT RW("clear"),
#define ROWS_HTML_DIV_ELEMENT RW("align"),
#define ROWS_HTML_DLIST_ELEMENT RW("compact"),
#define ROWS_HTML_HEAD_ELEMENT
#define ROWS_HTML_HEADING_ELEMENT RW("align"),
#define ROWS_HTML_HR_ELEMENT RW("align"), RW("color"), RW("noShade"), RW("size"), RW("width"),
#define ROWS_HTML_HTML_ELEMENT RW("version"),
#define ROWS_HTML_LEGEND_ELEMENT EVL_ATTRIBUTE("form", evl_legend_form), RW("align"),
#define ROWS_HTML_OPT_GROUP_ELEMENT RW("disabled"), RW("label"),
#define ROWS_HTML_OUTPUT_ELEMENT RW("name"), EVL_ATTRIBUTE_RW("value", evl_output_get, evl_output_set), EVL_ATTRIBUTE_RW("defaultValue", evl_output_get, evl_output_set), EVL_ATTRIBUTE("type", evl_output_type), EVL_ATTRIBUTE("form", evl_control_form), TOKENS("htmlFor"), LABELS VALIDITY,
#define ROWS_HTML_PARAGRAPH_ELEMENT RW("align"),
#define ROWS_HTML_PRE_ELEMENT RW("width"),
#define ROWS_HTML_PROGRESS_ELEMENT MEASURE("value"), MEASURE("max"), EVL_ATTRIBUTE("position", evl_measure_get), LABELS
#define ROWS_HTML_SPAN_ELEMENT
#define TABLE_PART(n) EVL_ATTRIBUTE_RW(n, evl_table_get_part, evl_table_set_part)
#define CREATES(n) EVL_OPERATION(n, evl_table_create_part, 0)
#define DELETES(n) EVL_OPERATION(n, evl_table_delete_part, 0)
#define ROWS_HTML_TABLE_ELEMENT RW("align"), RW("border"), RW("frame"), RW("rules"), RW("summary"), RW("width"), RW("bgColor"), RW("cellPadding"), RW("cellSpacing"),                                                                                      \
	TABLE_PART("caption"), TABLE_PART("tHead"), TABLE_PART("tFoot"), EVL_ATTRIBUTE("tBodies", evl_table_list), EVL_ATTRIBUTE("rows", evl_table_list), \
	CREATES("createCaption"), CREATES("createTHead"), CREATES("createTFoot"), EVL_OPERATION("createTBody", evl_table_create_body, 0), \
	DELETES("deleteCaption"), DELETES("deleteTHead"), DELETES("deleteTFoot"), EVL_OPERATION("insertRow", evl_table_insert_row, 0), \
	EVL_OPERATION("deleteRow", evl_table_delete_row, 1),
#define ROWS_HTML_TABLE_ROW_ELEMENT RW("align"), RW("ch"), RW("chOff"), RW("vAlign"), RW("bgColor"),                                                                                  \
	EVL_ATTRIBUTE("rowIndex", evl_table_index), EVL_ATTRIBUTE("sectionRowIndex", evl_table_index), EVL_ATTRIBUTE("cells", evl_table_list), \
	EVL_OPERATION("insertCell", evl_table_part_insert, 0), EVL_OPERATION("deleteCell", evl_table_part_delete, 1),
#define ROWS_HTML_TABLE_SECTION_ELEMENT RW("align"), RW("ch"), RW("chOff"), RW("vAlign"),                                                                              \
	EVL_ATTRIBUTE("rows", evl_table_list), EVL_OPERATION("insertRow", evl_table_part_insert, 0), EVL_OPERATION("deleteRow", evl_table_part_delete, 1),
#define ROWS_HTML_ULIST_ELEMENT RW("compact"), RW("type"),
#define ROWS_HTML_METER_ELEMENT MEASURE("value"), MEASURE("min"), MEASURE("max"), MEASURE("low"), MEASURE("high"), MEASURE("optimum"), LABELS
#define ROWS_HTML_OBJECT_ELEMENT RW("data"), RW("useMap"), RW("width"), RW("height"), RW("align"), RW("archive"), RW("code"), RW("declare"), RW("hspace"), RW("standby"), RW("vspace"), RW("codeBase"), RW("codeType"), RW("border"), RW("name"), RW("type"),
#define ROWS_HTML_DATA_LIST_ELEMENT EVL_ATTRIBUTE("options", evl_element_parts),
#define ROWS_HTML_MAP_ELEMENT EVL_ATTRIBUTE("areas", evl_element_parts), RW("name"),
#define ROWS_HTML_AREA_ELEMENT TOKENS("relList"), RW("coords"), RW("download"), RW("shape"), RW("ping"), RW("referrerPolicy"), RW("noHref"), HYPERLINK, RW("alt"),
#define ROWS_HTML_PARAM_ELEMENT RW("type"), RW("name"), RW("value"),
#define ROWS_HTML_PICTURE_ELEMENT
#define ROWS_HTML_SOURCE_ELEMENT RW("srcset"), RW("sizes"), RW("width"), RW("height"), RW("src"), RW("type"), RW("media"),
#define ROWS_HTML_TRACK_ELEMENT RW("kind"), RW("srclang"), RW("default"), RW("label"), RW("src"),
#define ROWS_HTML_TIME_ELEMENT RW("dateTime"),
#define ROWS_HTML_QUOTE_ELEMENT RW("cite"),
#define ROWS_HTML_MOD_ELEMENT RW("dateTime"), RW("cite"),
#define ROWS_HTML_TABLE_COL_ELEMENT RW("span"), RW("align"), RW("ch"), RW("chOff"), RW("vAlign"), RW("width"),
#define ROWS_HTML_TABLE_CAPTION_ELEMENT RW("align"),
#define ROWS_HTML_BASE_ELEMENT EVL_ATTRIBUTE_RW("href", evl_base_href, evl_reflect_set), RW("target"),
#define ROWS_HTML_MENU_ELEMENT RW("compact"),
#define ROWS_HTML_EMBED_ELEMENT RW("width"), RW("height"), RW("align"), RW("name"), RW("src"), RW("type"),
#define ROWS_HTML_FRAME_SET_ELEMENT
#define ROWS_HTML_MARQUEE_ELEMENT
#define ROWS_HTML_FONT_ELEMENT RW("color"), RW("face"), RW("size"),
#define ROWS_HTML_DATA_ELEMENT RW("value"),

#define IS_MEDIA(id) (EVL_INTRINSIC_##id == EVL_INTRINSIC_HTML_MEDIA_ELEMENT)
#define EVL_ELEMENT_DERIVED(id, name_, parent_)                                                                     \
	static const struct evl_row rows_of_##id[] = { ROWS_##id EVL_TAG_ROW(#name_) };                              \
	const struct evl_family evl_family_##id = {                                                                  \
		.name = #name_,                                                                                      \
		.kind = EVL_FAMILY_CONSTRUCTOR,                                                                      \
		.construct = evl_html_element_construct,                                                             \
		.parent = EVL_INTRINSIC_##parent_,                                                                   \
		.prototype_parent = EVL_INTRINSIC_##parent_##_PROTOTYPE,                                             \
		.statics = { IS_MEDIA(id) ? media_static_row : NULL, IS_MEDIA(id) ? 9 : 0 },                         \
		.prototype = EVL_ROWS(rows_of_##id),                                                                 \
	};
#define EVL_ELEMENT_INTERFACE(id, name_) EVL_ELEMENT_DERIVED(id, name_, HTML_ELEMENT)
#include "host/browser/elements.def"
