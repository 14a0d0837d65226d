/* SPDX-License-Identifier: MIT */
/*
 * reflect.h - what reflect.c needs of the kinds of reflected attributes: whole numbers, enumerated words.
 */
#ifndef EVL_HOST_BROWSER_REFLECT_H
#define EVL_HOST_BROWSER_REFLECT_H

#include "host/browser/dom.h"

/* The number that the text of an attribute (NULL: there is none) is as this property of the element. */
int32_t evl_reflect_number(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, struct evl_string *text);
/* A value that is assigned to this property as the number that its attribute gets. False: an exception is pending. */
bool evl_reflect_to_number(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, evl_value given, int32_t *out);

/* The keyword that the text of an attribute (NULL: there is none) is as this property of the element. False: the run halts. */
bool evl_reflect_word(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, struct evl_string *text,
		      evl_value *result);
/* The type of an input, a button, a select or a textarea; NULL: of another element. Static storage. */
const char *evl_reflect_control_type(struct evl_realm *realm, const struct evl_dom_node *element);

#endif
