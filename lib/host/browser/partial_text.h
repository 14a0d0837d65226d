/* SPDX-License-Identifier: MIT */
/*
 * partial_text.h - texts in the document that are known in parts. What comes from outside can be shown on the page: the document then holds
 * the text that stands for it ("by ‹data.author›"), and what a script reads out of the document is unknown again where such a part is in it.
 */
#ifndef EVL_HOST_BROWSER_PARTIAL_TEXT_H
#define EVL_HOST_BROWSER_PARTIAL_TEXT_H

#include "host/browser/dom.h"

/*
 * ToString for what the document takes as it is: of an unknown value the text that stands for it. From then on reading is watched.
 * False: exception pending.
 */
bool evl_partial_text(struct evl_realm *realm, evl_value value, struct evl_string **out);
/* The same for markup: a part that is not known is taken for text, with a note. False: exception pending, or not covered. */
bool evl_partial_markup(struct evl_realm *realm, evl_value value, struct evl_string **out);
/* The same for the value of an attribute, which may say too much of the element to be unknown. */
bool evl_partial_attribute(struct evl_realm *realm, evl_name attribute, evl_value value, struct evl_string **out);

/* The same for the value of a style's property, which ends at a semicolon. */
bool evl_partial_style(struct evl_realm *realm, evl_value value, struct evl_string **out);

/* Are parts of a text of the document unknown? */
bool evl_text_is_partial(struct evl_realm *realm, const struct evl_string *text);
/* A text of the document as a script sees it: the unknown value that it is, if parts of it are. */
evl_value evl_partial_read(struct evl_realm *realm, evl_value value);

#endif
