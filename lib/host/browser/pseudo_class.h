/* SPDX-License-Identifier: MIT */
/*
 * pseudo_class.h - pseudo-classes that speak of an element's own state (Selectors 4, "Location", "User action", "Input"), as :checked
 * and :hover do; those that speak of its place in the tree are selector.c's.
 */
#ifndef EVL_HOST_BROWSER_PSEUDO_CLASS_H
#define EVL_HOST_BROWSER_PSEUDO_CLASS_H

#include "host/browser/dom.h"

enum evl_pseudo_class {
	EVL_PSEUDO_INVALID_NAME, /* no browser knows it: the selector is not valid */
	EVL_PSEUDO_LATER,        /* browsers do, the model does not */
	EVL_PSEUDO_NEVER,        /* nothing in a predicted page is in that state */
	EVL_PSEUDO_CHECKED,
	EVL_PSEUDO_DEFINED,
	EVL_PSEUDO_DISABLED,
	EVL_PSEUDO_ENABLED,
	EVL_PSEUDO_FOCUS,
	EVL_PSEUDO_FOCUS_WITHIN,
	EVL_PSEUDO_HOVER,
	EVL_PSEUDO_INDETERMINATE,
	EVL_PSEUDO_INVALID,
	EVL_PSEUDO_LINK,
	EVL_PSEUDO_MODAL,
	EVL_PSEUDO_OPEN,
	EVL_PSEUDO_OPTIONAL,
	EVL_PSEUDO_PLACEHOLDER_SHOWN,
	EVL_PSEUDO_POPOVER,
	EVL_PSEUDO_READ_ONLY,
	EVL_PSEUDO_READ_WRITE,
	EVL_PSEUDO_REQUIRED,
	EVL_PSEUDO_VALID,
};

/* Which one `name` (in lower case) is, without arguments or, `functional`, with some in parentheses. */
enum evl_pseudo_class evl_pseudo_class_find(const char *name, bool functional);
/* Is there such a pseudo-element? */
bool evl_pseudo_element_known(const char *name);
/* Is the element in that state? Not for INVALID_NAME and LATER. */
bool evl_pseudo_class_matches(struct evl_realm *realm, enum evl_pseudo_class which, const struct evl_dom_node *element);

#endif
