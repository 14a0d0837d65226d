/* SPDX-License-Identifier: MIT */
/*
 * selector.h - a parsed selector, as selector_parse.c makes it, selector.c matches it and assumed_element.c builds elements that it matches.
 * All of it lives in the realm's scratch memory.
 */
#ifndef EVL_HOST_BROWSER_SELECTOR_H
#define EVL_HOST_BROWSER_SELECTOR_H

#include "host/browser/dom.h"

enum evl_selector_part_kind {
	PART_TYPE,
	PART_NO_SPACE,  /* |name: in no namespace */
	PART_ID,
	PART_CLASS,
	PART_HAS,       /* [name] */
	PART_EQUALS,    /* [name=value] */
	PART_PREFIX,    /* ^= */
	PART_SUFFIX,    /* $= */
	PART_SUBSTRING, /* *= */
	PART_WORD,      /* ~= */
	PART_DASH,      /* |= */
	PART_NOT,
	PART_IS,        /* :is, :where */
	PART_CONTAINS,  /* :has */
	PART_FIRST, PART_LAST, PART_ONLY, PART_FIRST_TYPE, PART_LAST_TYPE, PART_ONLY_TYPE,
	PART_NTH, PART_NTH_LAST, PART_NTH_TYPE, PART_NTH_LAST_TYPE,
	PART_EMPTY, PART_ROOT, PART_SCOPE,
	PART_ANCHOR,    /* in :has(): the element that it is asked of */
	PART_STATE,     /* of the element itself: `state` */
};

struct evl_selector_part {
	struct evl_selector_part *next;
	uint8_t kind; /* enum evl_selector_part_kind */
	uint8_t state; /* enum evl_pseudo_class */
	bool any_space; /* of an attribute: [*|name] */
	bool folds; /* the value is compared without regard to the case of ASCII letters */
	evl_name name, exact; /* in lower case, for HTML elements; as written */
	struct evl_string *value;
	int32_t a, b; /* an+b */
	const struct evl_selector *inner; /* of :nth-child(an+b of S): S */
};

/* A compound with the combinator that joins it to the one before. */
struct evl_selector_compound {
	struct evl_selector_compound *previous;
	struct evl_selector_part *parts;
	char combinator; /* ' ', '>', '+', '~'; 0: the first */
};

struct evl_selector {
	struct evl_selector *next; /* behind a comma */
	struct evl_selector_compound *last;
};

/* The text with its ASCII letters in lower case, in scratch memory. */
struct evl_string *evl_text_folded(struct evl_realm *realm, struct evl_string *text);

#endif
