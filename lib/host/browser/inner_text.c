/* SPDX-License-Identifier: MIT */
/*
 * inner_text.c - what innerText reads (HTML, "get the text steps"): the text of an element as it is drawn. White space is
 * collapsed as CSS does (CSS Text, "the white space processing rules"); boxes are those of the browser's own style sheet and of style
 * attributes.
 */
#include "host/browser/inner_text.h"

#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "host/browser/dom.h"
#include "value/string.h"

/* What is read so far. Chromium lays out whole blocks, so that the blanks around an element in a line count for those in it. */
struct reading {
	struct evl_realm *realm;
	const struct evl_dom_node *element; /* whose text is asked for */
	struct evl_buffer16 out;
	uint32_t breaks;       /* required line breaks that wait for text */
	bool inside;           /* of the element */
	bool line_begins;      /* blanks here are not drawn */
	bool has_blank;        /* blanks that wait for text in the same line */
	bool blank_inside;     /* the first of them belongs to the element */
};

enum box { BOX_NONE, BOX_INLINE, BOX_ATOM, BOX_BLOCK, BOX_CELL, BOX_ROW, BOX_ROWS };

static bool is_among(struct evl_realm *realm, const struct evl_dom_node *element, const char *const *tags)
{
	for (; *tags != NULL; tags++)
		if (evl_element_is(realm, element, *tags))
			return true;
	return false;
}

/* Does it stand in details that are closed? */
static bool is_folded(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return evl_element_is(realm, node->parent, "details") && !evl_element_has(realm, node->parent, "open");
}

/* The box that the display property of a style attribute asks for. */
static enum box box_of_style(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const struct {
		const char *display;
		enum box box;
	} boxes[] = {
		{ "none", BOX_NONE }, { "inline-", BOX_ATOM }, { "inline", BOX_INLINE }, { "contents", BOX_INLINE },
		{ "table-cell", BOX_CELL }, { "table-row-group", BOX_ROWS }, { "table-row", BOX_ROW },
	};
	for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
		if (evl_element_styled(realm, element, "display", boxes[i].display))
			return boxes[i].box;
	return BOX_BLOCK;
}

/* HTML, "rendering": the browser's own style sheet. */
static enum box box_of(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const blocks[] = {
		"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
		"legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section",
		"summary", "table", "ul", "xmp", NULL };
	static const char *const atoms[] = { "audio", "button", "canvas", "embed", "iframe", "img", "input", "meter", "object", "progress",
					     "select", "textarea", "video", NULL };
	static const char *const rows[] = { "tbody", "thead", "tfoot", NULL };
	const struct evl_dom_node *parent = element->parent;
	if (evl_element_hides_itself(realm, element))
		return BOX_NONE;
	if (parent != NULL && is_folded(realm, element) && !evl_element_is(realm, element, "summary"))
		return BOX_NONE;
	if (evl_element_styled(realm, element, "display", ""))
		return box_of_style(realm, element);
	if (is_among(realm, element, blocks))
		return BOX_BLOCK;
	if (evl_element_is(realm, element, "td") || evl_element_is(realm, element, "th"))
		return BOX_CELL;
	if (evl_element_is(realm, element, "tr"))
		return BOX_ROW;
	if (is_among(realm, element, rows))
		return BOX_ROWS;
	/* What stands in a flex container or a grid is a block. */
	bool is_item = parent != NULL && parent->type == EVL_DOM_ELEMENT &&
		       (evl_element_styled(realm, parent, "display", "flex") || evl_element_styled(realm, parent, "display", "grid"));
	return is_item ? BOX_BLOCK : is_among(realm, element, atoms) ? BOX_ATOM : BOX_INLINE;
}

/* Is the control drawn from what it knows, not from its children? */
static bool is_leaf(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const leaves[] = { "audio", "br", "canvas", "embed", "iframe", "img", "input", "meter", "object", "progress", "textarea",
					      "video", NULL };
	return is_among(realm, element, leaves);
}

/* ----------------------------------------------------------------- writing */

static void write_unit(struct reading *r, uint16_t unit)
{
	for (; r->breaks != 0; r->breaks--)
		if (r->out.length != 0)
			evl_buffer16_append_unit(&r->out, '\n');
	evl_buffer16_append_unit(&r->out, unit);
}

/* Blanks are followed by text in the same line: one is drawn. */
static void write_blank(struct reading *r)
{
	if (r->has_blank && r->blank_inside)
		write_unit(r, ' ');
	r->has_blank = false;
}

/* A line ends: blanks at its end are not drawn. */
static void end_line(struct reading *r)
{
	r->has_blank = false;
	r->line_begins = true;
}

static bool is_invisible(struct evl_realm *realm, const struct evl_dom_node *element)
{
	return evl_element_inherits(realm, element, "visibility", "hidden", "collapse");
}

/* A block begins or ends (HTML, "required line break count"): of several in a row the greatest counts. */
static void require_breaks(struct reading *r, const struct evl_dom_node *block)
{
	const uint32_t count = is_invisible(r->realm, block) ? 0 : evl_element_is(r->realm, block, "p") ? 2 : 1;
	end_line(r);
	if (r->inside && count > r->breaks)
		r->breaks = count;
}

static void write_separator(struct reading *r, uint16_t unit)
{
	end_line(r);
	if (r->inside)
		write_unit(r, unit);
}

enum white_space { COLLAPSE, KEEP_LINES, KEEP };

static enum white_space white_space_of(struct evl_realm *realm, const struct evl_dom_node *node)
{
	for (const struct evl_dom_node *at = node->parent; at != NULL && at->type == EVL_DOM_ELEMENT; at = at->parent) {
		if (evl_element_styled(realm, at, "white-space", ""))
			return evl_element_styled(realm, at, "white-space", "pre-line") ? KEEP_LINES :
			       evl_element_styled(realm, at, "white-space", "pre") || evl_element_styled(realm, at, "white-space", "break") ? KEEP : COLLAPSE;
		if (evl_element_is(realm, at, "pre") || evl_element_is(realm, at, "listing") || evl_element_is(realm, at, "xmp"))
			return KEEP;
	}
	return COLLAPSE;
}

static bool write_text(struct reading *r, const struct evl_dom_node *node)
{
	struct evl_string *text = evl_as_string(node->text);
	const uint16_t *units = evl_string_units(r->realm, text);
	const enum white_space rule = white_space_of(r->realm, node);
	if (units == NULL || is_invisible(r->realm, node->parent) || is_folded(r->realm, node))
		return units != NULL;
	for (uint32_t i = 0; i < text->length; i++) {
		if (rule == KEEP_LINES && units[i] == '\n') {
			write_separator(r, '\n');
			continue;
		}
		if (rule != KEEP && (units[i] == ' ' || units[i] == '\t' || units[i] == '\n')) {
			r->blank_inside = r->has_blank ? r->blank_inside : r->inside;
			r->has_blank = !r->line_begins;
			continue;
		}
		write_blank(r);
		r->line_begins = false;
		if (r->inside)
			write_unit(r, units[i]);
	}
	return true;
}

/* ----------------------------------------------------------------- walking */

static bool has_later(struct evl_realm *realm, const struct evl_dom_node *node, enum box box)
{
	for (const struct evl_dom_node *at = node->next; at != NULL; at = at->next)
		if (at->type == EVL_DOM_ELEMENT && box_of(realm, at) == box)
			return true;
	return false;
}

/* Is there another row behind this one in the table, be it in a later group? */
static bool has_later_row(struct evl_realm *realm, const struct evl_dom_node *row)
{
	if (has_later(realm, row, BOX_ROW))
		return true;
	for (const struct evl_dom_node *group = row->parent->next; group != NULL; group = group->next)
		for (const struct evl_dom_node *at = group->first; at != NULL; at = at->next)
			if (at->type == EVL_DOM_ELEMENT && box_of(realm, at) == BOX_ROW)
				return true;
	return false;
}

static void enter(struct reading *r, const struct evl_dom_node *element, enum box box)
{
	if (box == BOX_BLOCK)
		require_breaks(r, element);
	else if (box == BOX_ATOM)
		write_blank(r);
	if (box != BOX_INLINE)
		r->line_begins = true;
	if (evl_element_is(r->realm, element, "br"))
		write_separator(r, '\n');
	r->inside = r->inside || element == r->element; /* only what is in it counts */
}

static void leave(struct reading *r, const struct evl_dom_node *element, enum box box)
{
	r->inside = r->inside && element != r->element;
	if (box == BOX_BLOCK) {
		require_breaks(r, element);
	} else if (box == BOX_ATOM) {
		r->has_blank = r->line_begins = false;
	} else if (box != BOX_INLINE) {
		end_line(r);
		if (box == BOX_CELL && has_later(r->realm, element, BOX_CELL))
			write_separator(r, '\t');
		else if (box == BOX_ROW && has_later_row(r->realm, element))
			write_separator(r, '\n');
	}
}

/* What is drawn in a way that is not modelled; NULL: nothing. */
static const char *not_modelled(struct evl_realm *realm, const struct evl_dom_node *element)
{
	if (element->shadow != NULL)
		return "innerText of what has a shadow tree inside";
	if (element->space != EVL_SPACE_HTML)
		return "innerText of what has a drawing inside";
	if (evl_element_styled(realm, element, "text-transform", "") && !evl_element_styled(realm, element, "text-transform", "none"))
		return "innerText of transformed text";
	return NULL;
}

/* All that is drawn in `root`, in document order, without recursion: trees may be deep. */
static bool read_block(struct reading *r, const struct evl_dom_node *root)
{
	const struct evl_dom_node *at = root;
	for (;;) {
		enum box box = at->type == EVL_DOM_ELEMENT ? box_of(r->realm, at) : BOX_NONE;
		const char *why = box != BOX_NONE ? not_modelled(r->realm, at) : NULL;
		if (why != NULL)
			return evl_not_covered(r->realm, why);
		if (at->type == EVL_DOM_TEXT && !write_text(r, at))
			return false;
		if (box != BOX_NONE)
			enter(r, at, box);
		if (box != BOX_NONE && at->first != NULL && !is_leaf(r->realm, at)) {
			at = at->first;
			continue;
		}
		if (box != BOX_NONE)
			leave(r, at, box);
		while (at != root && at->next == NULL) {
			at = at->parent;
			leave(r, at, box_of(r->realm, at));
		}
		if (at == root)
			return true;
		at = at->next;
	}
}

struct evl_string *evl_element_inner_text(struct evl_realm *realm, struct evl_dom_node *element)
{
	if (!evl_element_drawn(realm, element))
		return evl_node_text_content(realm, element);
	struct reading r = { .realm = realm, .element = element, .line_begins = true };
	const struct evl_dom_node *root = element;
	for (enum box box; (box = box_of(realm, root)) == BOX_INLINE && root->parent != NULL && root->parent->type == EVL_DOM_ELEMENT;)
		root = root->parent;
	evl_buffer16_init(&r.out);
	struct evl_string *text = read_block(&r, root) ? evl_string_new(realm, r.out.units, r.out.length) : NULL;
	evl_buffer16_release(&r.out);
	return text;
}
