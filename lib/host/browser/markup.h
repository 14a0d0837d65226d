/* SPDX-License-Identifier: MIT */
/*
 * markup.h - parsing a whole page, piece by piece as its scripts run; and parts of serializing.
 */
#ifndef EVL_HOST_BROWSER_MARKUP_H
#define EVL_HOST_BROWSER_MARKUP_H

#include "console/text.h"
#include "host/browser/dom.h"

/* A page that is being parsed into the document. */
struct evl_markup_page {
	struct evl_dom_node *html, *head, *body;
	bool in_body;
	bool doctype_seen, html_seen, head_closed; /* their tags stood in the text, or what implies them */
	bool head_again; /* behind </head>: an element that goes into the head all the same is being read */
	uint8_t after;   /* 1: behind </body>, 2: behind </html> */
	bool apart; /* another document than the page's own: nothing in it comes alive */
	bool stop; /* nothing more may run */
	bool paused; /* the parser waits until evl_markup_continue */
	struct evl_markup_parser *parser;
	/* A script, another raw-text element, an image or a link is complete and in the tree. */
	void (*element_done)(struct evl_realm *realm, struct evl_markup_page *page, struct evl_dom_node *element);
	void *context;
};

/* Begin with a page's text; parse it up to its end or to where a script pauses it. */
void evl_markup_begin_page(struct evl_realm *realm, struct evl_markup_page *page, const uint16_t *units, uint32_t length);
void evl_markup_continue(struct evl_realm *realm, struct evl_markup_page *page);
/* A start tag that stands for an element which the document has already; NULL: an ordinary one (then *current is where it goes). */
struct evl_dom_node *evl_markup_page_tag(struct evl_realm *realm, struct evl_markup_page *page, evl_name name, struct evl_dom_node **current);
/* A comment goes where the page's text stands: into the document, the html element or what is open. */
void evl_markup_page_comment(struct evl_realm *realm, struct evl_markup_page *page, struct evl_dom_node *current, struct evl_dom_node *comment);
/* The end tag of html, head or body. False: it is of another element. */
bool evl_markup_page_end(struct evl_realm *realm, struct evl_markup_page *page, evl_name name, struct evl_dom_node **current);
void evl_markup_open_body(struct evl_realm *realm, struct evl_markup_page *page, struct evl_dom_node **current);
bool evl_markup_is_void(struct evl_realm *realm, evl_name name);
/* "<div class="a">" */
void evl_markup_open_tag(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *element);

#define EVL_REFERENCE_UNKNOWN UINT32_MAX

/*
 * The character reference that stands behind a "&" (markup_reference.c): how many units it is long, and what it stands for in out[0..*count). 0: it is
 * none; EVL_REFERENCE_UNKNOWN: perhaps one that is not known. HTML, "Character reference state".
 */
uint32_t evl_markup_reference(const uint16_t *units, uint32_t length, bool in_attribute, uint16_t out[2], uint32_t *count);

#endif
