/* SPDX-License-Identifier: MIT */
/*
 * style_value.h - values of CSS declarations as the CSSOM writes them.
 */
#ifndef EVL_HOST_BROWSER_STYLE_VALUE_H
#define EVL_HOST_BROWSER_STYLE_VALUE_H

#include "host/browser/dom.h"

/* Is this (in kebab case) the name of a property that Chromium knows? Custom properties are none. */
bool evl_style_is_property(const char *name);
/* The property that a name with a vendor's prefix names ("-webkit-transform": "transform"); NULL: Chromium knows none. */
const char *evl_style_prefixed(const char *name);
/* How many properties it stands for: one, unless it is a shorthand. */
uint32_t evl_style_longhands(const char *name);
/* Is the property one whose value is a color and nothing else? */
bool evl_style_is_color(const char *name);
/*
 * The value of a property as it is read again: "rgb(1,2,3)" becomes "rgb(1, 2, 3)", "0" a length "0px", "RED" "red"; in scratch
 * memory. "": a border that is not there, which has no text of its own. NULL: CSS does not take this value, and the declaration is left out; what this file is not sure of is taken.
 */
const char *evl_style_value(struct evl_realm *realm, const char *name, const char *value);

#endif
