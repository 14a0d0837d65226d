/* SPDX-License-Identifier: MIT */
/*
 * markup.h - parsing a whole page, piece by piece as its scripts run and write; and parts of serializing. The parser itself is in html/.
 */
#ifndef EVL_HOST_BROWSER_MARKUP_H
#define EVL_HOST_BROWSER_MARKUP_H

#include "console/text.h"
#include "host/browser/dom.h"

struct evl_html_piece;

/* A page that is being parsed into a document. */
struct evl_markup_page {
	struct evl_dom_node *document; /* without children; the html, head and body elements of the page's own document are those that evl_page has */
	bool apart;  /* another document than the page's own: nothing in it comes alive */
	bool stop;   /* nothing more may run */
	bool paused; /* the parser waits until evl_markup_continue */
	struct evl_markup_parser *parser;
	/* A script, a frame or a link is complete and in the tree. */
	void (*element_done)(struct evl_realm *realm, struct evl_markup_page *page, struct evl_dom_node *element);
	void *context;
};

/* Begin with a page's text (borrowed, for as long as it is parsed); parse it up to its end or to where a script pauses it. */
void evl_markup_begin_page(struct evl_realm *realm, struct evl_markup_page *page, const uint16_t *units, uint32_t length);
void evl_markup_continue(struct evl_realm *realm, struct evl_markup_page *page);
/* Begin behind all that the document has in its body, in the script that runs: there is no text but what it writes. */
void evl_markup_begin_behind(struct evl_realm *realm, struct evl_markup_page *page);
/*
 * A script of the page begins: what it writes comes next (HTML, "insertion point"). What is returned is for the call that tells that it has ended.
 * element_done is called inside of such a pair.
 */
struct evl_html_piece *evl_markup_enter_script(struct evl_markup_page *page);
void evl_markup_leave_script(struct evl_markup_page *page, struct evl_html_piece *outer);
/* May a script write now? Has the script that is told of been written by one that runs? */
bool evl_markup_takes(const struct evl_markup_page *page);
bool evl_markup_is_nested(const struct evl_markup_page *page);
/* document.write(text): parse it, as far as it goes. False: an exception is pending, or the run halts. */
bool evl_markup_write(struct evl_realm *realm, struct evl_markup_page *page, const uint16_t *units, uint32_t length);

bool evl_markup_is_void(struct evl_realm *realm, evl_name name);
/* "<div class="a">" */
void evl_markup_open_tag(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *element);

#endif
