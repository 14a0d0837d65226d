/* SPDX-License-Identifier: MIT */
/*
 * tags.h - the tags that the parser knows, as numbers, and the kinds of them that the standard tells apart.
 */
#ifndef EVL_HOST_BROWSER_HTML_TAGS_H
#define EVL_HOST_BROWSER_HTML_TAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "host/browser/dom.h"

enum evl_html_tag {
	EVL_HTAG_OTHER,
#define TAG(id, name, flags) EVL_HTAG_##id,
#include "host/browser/html/tags.def"
#undef TAG
	EVL_HTAG_COUNT
};

/* HTML, "special", "formatting", "has an element in scope", "generate implied end tags", "void elements", "breakout". */
enum evl_html_tag_flag {
	EVL_HTAG_IS_SPECIAL = 1,
	EVL_HTAG_IS_FORMATTING = 2,
	EVL_HTAG_IS_SCOPE = 4,
	EVL_HTAG_IS_IMPLIED = 8,
	EVL_HTAG_IS_VOID = 16,
	EVL_HTAG_IS_BREAKOUT = 32,
};

extern const uint8_t evl_html_tag_flags[EVL_HTAG_COUNT];

/* The tag of this name, in lower case; EVL_HTAG_OTHER: it is none of these. */
enum evl_html_tag evl_html_tag(struct evl_realm *realm, evl_name name);
/* The name of a tag of the list. */
evl_name evl_html_tag_name(struct evl_realm *realm, enum evl_html_tag tag);

static inline bool evl_html_tag_is(enum evl_html_tag tag, enum evl_html_tag_flag flag) { return (evl_html_tag_flags[tag] & flag) != 0; }

#endif
