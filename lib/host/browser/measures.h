/* SPDX-License-Identifier: MIT */
/*
 * measures.h - library functions of progress, meter and output elements, for rows (HTML, "The output element" and those that follow it).
 */
#ifndef EVL_HOST_BROWSER_MEASURES_H
#define EVL_HOST_BROWSER_MEASURES_H

#include "host/browser/dom.h"

/* value, max and position of a progress; value, min, max, low, high and optimum of a meter. */
bool evl_measure_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_measure_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* value and defaultValue of an output. */
bool evl_output_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_output_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* The form of an output was reset: it shows its default. False: an exception is pending. */
bool evl_output_reset(struct evl_realm *realm, struct evl_dom_node *output);
/* type of a fieldset and of an output: the name of the element. */
bool evl_output_type(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* Lists of tokens beside classList: relList, sandbox, htmlFor of an output; setting one sets its attribute. */
bool evl_element_tokens(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_set_tokens(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
