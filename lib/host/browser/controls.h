/* SPDX-License-Identifier: MIT */
/*
 * controls.h - library functions of form controls and of other elements with a state of their own, for rows.
 */
#ifndef EVL_HOST_BROWSER_CONTROLS_H
#define EVL_HOST_BROWSER_CONTROLS_H

#include "host/browser/dom.h"

/*
 * Getters, setters and methods of HTMLInputElement and its kin; several serve more than one attribute and find out by their own name which it is
 * (evl_platform_name). HTML, "The input element" and those that follow it.
 */
bool evl_control_form(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_get_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_set_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_get_number(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_set_number(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_step_up(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_step_down(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_get_checked(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_put_checked(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_label_control(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_selected(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_option_selected(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_option_select(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_option_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_option_get_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_option_label(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_option_set_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_option_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_set_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_set_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_remove(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_select_add(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* labels of a control; the datalist of an input; the options of a datalist, the areas of a map; the form of a legend. */
bool evl_control_labels(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_input_list(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_legend_form(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_form_elements(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_form_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* validity, willValidate, validationMessage, checkValidity, reportValidity, setCustomValidity: js/validity.js knows what they do. */
bool evl_control_validity(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_form_request_submit(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_form_reset(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_form_submit_method(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/*
 * A toggle event (`type`) at a details or dialog element, from one state to another; cancelable when `go_on` is given, which says whether its default was not
 * prevented. False: the run halts. And one for all changes from now until it is fired, in a task.
 */
bool evl_toggle_fire(struct evl_realm *realm, struct evl_dom_node *element, const char *type, bool from_open, bool to_open, bool *go_on);
void evl_toggle_later(struct evl_realm *realm, struct evl_dom_node *element, bool was_open);
bool evl_dialog_get_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_dialog_set_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_dialog_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_dialog_show(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_canvas_get_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_canvas_set_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_canvas_context(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* Properties of <audio> and <video>; media.c. */
bool evl_media_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_media_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_media_operation(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_media_can_play(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_control_text_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_script_get_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_script_set_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_template_content(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* The form of a control; the control of a label; NULL: none. */
struct evl_dom_node *evl_form_of(struct evl_realm *realm, struct evl_dom_node *control);
struct evl_dom_node *evl_control_of(struct evl_realm *realm, struct evl_dom_node *label);
/* Is this a valid floating-point number (HTML, "rules for parsing floating-point number values", strictly)? */
bool evl_is_floating_point(const char *text);
/* What an input of its type makes of a text that is to be its value; the same of one with type=range. */
struct evl_string *evl_input_sanitized(struct evl_realm *realm, struct evl_dom_node *input, struct evl_string *text);
struct evl_string *evl_range_sanitized(struct evl_realm *realm, struct evl_dom_node *input, struct evl_string *text);
/* The type of an input changed: its value becomes one of the new type (HTML, "input type change"). False: an exception is pending or the run halts. */
bool evl_input_type_changed(struct evl_realm *realm, struct evl_dom_node *input);
/* The text of an option without blanks around it and with single ones within (HTML, dom-option-text). NULL: memory ran out. */
struct evl_string *evl_option_shown(struct evl_realm *realm, struct evl_dom_node *option);
/* An attribute of an input changed: what follows for the value of a range. */
void evl_range_limits_changed(struct evl_realm *realm, struct evl_dom_node *input, evl_name name);
/* A dialog is closed with this return value (NULL: as it is); its close event comes in a task. One that is not open stays as it is. */
bool evl_dialog_end(struct evl_realm *realm, struct evl_dom_node *dialog, struct evl_string *value);
/* A canvas was given a size, be it the one that it had: its context begins anew. */
bool evl_canvas_resized(struct evl_realm *realm, struct evl_dom_node *canvas);
/* The option of a select behind `at` (NULL: the first); NULL: none. */
struct evl_dom_node *evl_select_next(struct evl_realm *realm, struct evl_dom_node *select, struct evl_dom_node *at);
/* From now on `wanted` (NULL: none) is what is selected. */
void evl_select_choose(struct evl_realm *realm, struct evl_dom_node *select, const struct evl_dom_node *wanted);
/* Members of text controls (text_selection.c): selectionStart and its kin, setSelectionRange, select, setRangeText. */
bool evl_text_selection_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_text_selection_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_text_selection_range(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_text_selection_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_text_selection_replace(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* Nothing is selected any more; the caret stands behind a text of this length. */
void evl_text_selection_to_end(struct evl_dom_node *control, uint32_t length);
/* A node has come to its place: where it brings options, the select chooses anew (HTML, "selectedness setting algorithm"). */
void evl_select_inserted(struct evl_realm *realm, struct evl_dom_node *root);
/* An option became disabled or enabled: what its select had chosen by itself stays chosen. */
void evl_option_disabled_changed(struct evl_realm *realm, struct evl_dom_node *option);
/* A select came to have several choices, or one: what it had chosen stays chosen, of several the first. */
void evl_select_multiple_changed(struct evl_realm *realm, struct evl_dom_node *select);
/* A node is about to leave its parent. The select (NULL: none) that is told with evl_select_removed when it has left. */
struct evl_dom_node *evl_select_removing(struct evl_realm *realm, struct evl_dom_node *root);
void evl_select_removed(struct evl_realm *realm, struct evl_dom_node *select);
/* select[index] = option; null takes the one there away. */
bool evl_select_put(struct evl_realm *realm, struct evl_dom_node *select, const char *interface, uint32_t index, evl_value value);
/* The select whose options this collection has; NULL: it is no such collection. */
struct evl_dom_node *evl_options_select(evl_value value);
/* Takes the last options away, or adds empty ones, so that there are `length` of them. */
bool evl_select_resize(struct evl_realm *realm, struct evl_dom_node *select, uint32_t length);
/* Another radio button of the group that is chosen; NULL: none is. */
struct evl_dom_node *evl_radio_of_group(struct evl_realm *realm, struct evl_dom_node *radio);
/* A radio button was chosen: the others of its group are not. */
void evl_radio_chosen(struct evl_realm *realm, struct evl_dom_node *radio);
/* A subtree came into a tree: each checked radio button in it, in order, takes the place of the others of its group. */
void evl_radio_inserted(struct evl_realm *realm, struct evl_dom_node *root);
/* An attribute changed that may have checked a radio button, or brought it into a group. */
void evl_radio_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name);

#endif
