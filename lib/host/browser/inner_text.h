/* SPDX-License-Identifier: MIT */
/*
 * inner_text.h - the text of an element as it is drawn.
 */
#ifndef EVL_HOST_BROWSER_INNER_TEXT_H
#define EVL_HOST_BROWSER_INNER_TEXT_H

#include "host/browser/node.h"

/*
 * HTML, "get the text steps": the text of an element that is drawn, with its line breaks; the text content of one that is not. NULL: out of
 * memory, or something inside is drawn in a way that is not covered, which has been reported.
 */
struct evl_string *evl_element_inner_text(struct evl_realm *realm, struct evl_dom_node *element);

#endif
