/* SPDX-License-Identifier: MIT */
/*
 * tree.h - tokens to a tree (HTML, "Tree construction"): what the files of the parser share.
 *
 * The stack of open elements and the list of active formatting elements hold nodes whatever scripts do to them in the meantime; nodes live as long
 * as the run. Everything that a parser keeps is in the realm's scratch memory.
 */
#ifndef EVL_HOST_BROWSER_HTML_TREE_H
#define EVL_HOST_BROWSER_HTML_TREE_H

#include "host/browser/html/tokenizer.h"
#include "host/browser/markup.h"

enum evl_html_mode {
#define MODE(id, function) EVL_MODE_##id,
#include "host/browser/html/modes.def"
#undef MODE
	EVL_MODE_COUNT
};

/* An element of the stack. */
struct evl_html_open {
	struct evl_dom_node *node;
	uint8_t tag; /* enum evl_html_tag; of what is not HTML as well */
};

/* An element of the list of active formatting elements, with what its tag said; node NULL: a marker. */
struct evl_html_format {
	struct evl_dom_node *node;
	uint8_t tag;
	const struct evl_dom_attribute *attributes;
	uint32_t attribute_count;
};

struct evl_markup_parser {
	struct evl_realm *realm;
	struct evl_html_tokenizer tokens;
	struct evl_markup_page *page; /* a whole page; NULL: a fragment */
	struct evl_dom_node *root;    /* the document; of a fragment what its nodes come into */
	const struct evl_dom_node *context; /* of a fragment: the element that it is meant for; NULL: none */
	uint8_t context_tag;
	bool live;      /* handlers and addresses in attributes count */
	bool scripting;
	bool given_up;
	bool busy;      /* an element is being made: its scripts may not write */
	bool frameset_ok, fostering, ignore_line_end;
	uint8_t mode, original_mode; /* enum evl_html_mode */
	struct evl_html_open *open;
	uint32_t open_count, open_capacity, open_tags[EVL_HTAG_COUNT]; /* how many of each tag are open */
	struct evl_html_format *formats;
	uint32_t format_count, format_capacity;
	uint8_t *template_modes; /* the stack of template insertion modes */
	uint32_t template_count, template_capacity;
	struct evl_dom_node *head, *form;
	struct evl_text table_text;
	uint32_t depth; /* of the element that is told of: nested, one of them has written the other */
	uint32_t raw_start; /* where the text of a raw element begins in the page's own text */
	bool raw_known;
	struct evl_html_piece *mark; /* the innermost insertion point; NULL: none */
	uint32_t counted, line_start, lines; /* up to where lines have been counted, where the last one begins */
};

/* Where a node is put. */
struct evl_html_spot {
	struct evl_dom_node *parent, *before;
	bool fostered;
};

/* ------------------------------------------------------------------ modes */

#define MODE(id, function) void function(struct evl_markup_parser *p, struct evl_html_token *token);
#include "host/browser/html/modes.def"
#undef MODE

/* A token by the rules of the mode that the parser is in, of foreign content, of the tree construction dispatcher. */
void evl_html_by_mode(struct evl_markup_parser *p, struct evl_html_token *token);
void evl_html_in_foreign(struct evl_markup_parser *p, struct evl_html_token *token);
void evl_html_dispatch(struct evl_markup_parser *p, struct evl_html_token *token);
/* Go to a mode, and do the token again there. */
void evl_html_again(struct evl_markup_parser *p, enum evl_html_mode mode, struct evl_html_token *token);
void evl_html_reset_mode(struct evl_markup_parser *p);
/* "Any other end tag" of the body; the end of a template; the start of a row or cell by rules of the body. */
void evl_html_end_other(struct evl_markup_parser *p, const struct evl_html_token *token);
void evl_html_body_end_tag(struct evl_markup_parser *p, struct evl_html_token *token);
void evl_html_end_template(struct evl_markup_parser *p);
void evl_html_push_template_mode(struct evl_markup_parser *p, enum evl_html_mode mode);
/* A script, a link or a frame of a page is complete and in the tree. */
void evl_html_tell_done(struct evl_markup_parser *p, struct evl_dom_node *element);
/* The head's rules for a start tag that the text of an element follows: RCDATA, RAWTEXT, a script. */
void evl_html_begin_raw(struct evl_markup_parser *p, struct evl_html_token *token, enum evl_html_state state);
/* Close a p element that is in button scope. */
void evl_html_close_p(struct evl_markup_parser *p);
/* Is it an input element whose type is hidden? */
bool evl_html_is_hidden_input(struct evl_realm *realm, const struct evl_html_token *token);
/* EOF: nothing more is parsed. */
void evl_html_stop(struct evl_markup_parser *p);
/* Markup whose consequences are not modelled: the run halts. */
void evl_html_give_up(struct evl_markup_parser *p, const char *what);

/* How many blanks a text begins with; drop them. True: something is left. */
uint32_t evl_html_blanks(const struct evl_html_token *token);
bool evl_html_drop(struct evl_html_token *token, uint32_t count);
/* Of a text insert only the blanks. */
void evl_html_keep_blanks(struct evl_markup_parser *p, const struct evl_html_token *token);

/* -------------------------------------------------------------- the stack */

void evl_html_push(struct evl_markup_parser *p, struct evl_dom_node *node, enum evl_html_tag tag);
void evl_html_pop(struct evl_markup_parser *p);
void evl_html_remove_open(struct evl_markup_parser *p, uint32_t index);
void evl_html_insert_open(struct evl_markup_parser *p, uint32_t index, struct evl_dom_node *node, enum evl_html_tag tag);
/* The index of a node in the stack; open_count: it is not there. */
uint32_t evl_html_find_open(const struct evl_markup_parser *p, const struct evl_dom_node *node);
/* The current node, its tag if it is of HTML (EVL_HTAG_OTHER otherwise), whether an open element of HTML has a tag. */
struct evl_dom_node *evl_html_current(const struct evl_markup_parser *p);
enum evl_html_tag evl_html_current_tag(const struct evl_markup_parser *p);
bool evl_html_open_is(const struct evl_html_open *open, enum evl_html_tag tag);
/* The adjusted current node. */
const struct evl_dom_node *evl_html_adjusted(const struct evl_markup_parser *p, enum evl_html_tag *tag);
/* Pop up to and with an element of this tag; up to one that may stand around parts of tables (not with it). */
void evl_html_pop_tag(struct evl_markup_parser *p, enum evl_html_tag tag);
void evl_html_pop_to(struct evl_markup_parser *p, uint32_t count);
/* "has an element in scope" and its kinds. */
enum evl_html_scope { EVL_SCOPE_DEFAULT, EVL_SCOPE_LIST_ITEM, EVL_SCOPE_BUTTON, EVL_SCOPE_TABLE };
bool evl_html_in_scope(const struct evl_markup_parser *p, enum evl_html_tag tag, enum evl_html_scope scope);
bool evl_html_node_in_scope(const struct evl_markup_parser *p, const struct evl_dom_node *node);
bool evl_html_heading_in_scope(const struct evl_markup_parser *p);
bool evl_html_is_special(const struct evl_html_open *open);
/* "generate implied end tags", except for one (EVL_HTAG_OTHER: for none), or thoroughly. */
void evl_html_imply_ends(struct evl_markup_parser *p, enum evl_html_tag except);
void evl_html_imply_ends_thoroughly(struct evl_markup_parser *p);
bool evl_html_is_heading(enum evl_html_tag tag);

/* ------------------------------------------- active formatting elements */

void evl_html_format_push(struct evl_markup_parser *p, struct evl_dom_node *node, const struct evl_html_token *token);
void evl_html_format_mark(struct evl_markup_parser *p);
void evl_html_format_clear(struct evl_markup_parser *p);
void evl_html_format_remove(struct evl_markup_parser *p, const struct evl_dom_node *node);
/* The last one of this tag behind the last marker; NULL: none. */
struct evl_dom_node *evl_html_format_find(const struct evl_markup_parser *p, enum evl_html_tag tag);
void evl_html_reconstruct(struct evl_markup_parser *p);
/* HTML, "adoption agency algorithm", for the end tag of a formatting element. */
void evl_html_adopt(struct evl_markup_parser *p, const struct evl_html_token *token);

/* -------------------------------------------------------------- insertion */

/* "appropriate place for inserting a node", for `target` (NULL: the current node). */
struct evl_html_spot evl_html_spot(const struct evl_markup_parser *p, struct evl_dom_node *target, enum evl_html_tag tag, bool fostering);
void evl_html_put(struct evl_markup_parser *p, struct evl_html_spot spot, struct evl_dom_node *node);
/* Take a node from where it is and put it there. */
void evl_html_move(struct evl_markup_parser *p, struct evl_html_spot spot, struct evl_dom_node *node);
/* "insert an HTML element", "insert a foreign element": make it, put it there, push it. Never NULL. */
struct evl_dom_node *evl_html_insert_element(struct evl_markup_parser *p, struct evl_html_token *token);
struct evl_dom_node *evl_html_insert_tag(struct evl_markup_parser *p, enum evl_html_tag tag);
struct evl_dom_node *evl_html_insert_foreign(struct evl_markup_parser *p, struct evl_html_token *token, enum evl_dom_space space);
/* The same, and pop it again: it has no content. */
void evl_html_insert_void(struct evl_markup_parser *p, struct evl_html_token *token);
/* An element for a token, without a place: for the adoption agency and the root. `parent`: where it is meant to come. */
struct evl_dom_node *evl_html_make(struct evl_markup_parser *p, evl_name name, enum evl_html_tag tag, const struct evl_dom_attribute *attributes, uint32_t count,
				   const struct evl_dom_node *parent);
void evl_html_insert_text(struct evl_markup_parser *p, const uint16_t *units, uint32_t length);
/* A comment: into `parent` at its end, or (NULL) where a node goes. */
void evl_html_insert_comment(struct evl_markup_parser *p, const struct evl_html_token *token, struct evl_dom_node *parent);
/* Attributes that an element does not have yet. */
void evl_html_merge_attributes(struct evl_markup_parser *p, struct evl_dom_node *element, const struct evl_html_token *token);
/* What an element's attributes do once it is in the tree; where the parser is. */
void evl_html_tell_attributes(struct evl_markup_parser *p, struct evl_dom_node *element);
void evl_html_tell_place(struct evl_markup_parser *p);
/* Is what comes now part of a template? */
bool evl_html_in_a_template(const struct evl_markup_parser *p);
/* Does the element stand in a page that comes alive as it is parsed? */
bool evl_html_comes_alive(const struct evl_markup_parser *p);

#endif
