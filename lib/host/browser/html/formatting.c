/* SPDX-License-Identifier: MIT */
/*
 * formatting.c - the list of active formatting elements, and what puts misnested ones right (HTML, "The list of active formatting elements",
 * "The adoption agency algorithm").
 */
#include "host/browser/html/tree.h"

enum { OUTER_LIMIT = 8, INNER_LIMIT = 3, SAME_LIMIT = 3 };

static void insert_at(struct evl_markup_parser *p, uint32_t index, struct evl_html_format format)
{
	if (p->format_count == p->format_capacity) {
		uint32_t capacity = p->format_capacity != 0 ? p->format_capacity * 2 : 16;
		struct evl_html_format *grown = evl_arena_alloc(&p->realm->scratch, capacity * sizeof *grown);
		if (p->format_count != 0)
			memcpy(grown, p->formats, p->format_count * sizeof *grown);
		p->formats = grown;
		p->format_capacity = capacity;
	}
	memmove(p->formats + index + 1, p->formats + index, (p->format_count - index) * sizeof *p->formats);
	p->formats[index] = format;
	p->format_count++;
}

static void remove_at(struct evl_markup_parser *p, uint32_t index)
{
	p->format_count--;
	memmove(p->formats + index, p->formats + index + 1, (p->format_count - index) * sizeof *p->formats);
}

static uint32_t index_of(const struct evl_markup_parser *p, const struct evl_dom_node *node)
{
	for (uint32_t i = p->format_count; i-- > 0;)
		if (p->formats[i].node == node)
			return i;
	return p->format_count;
}

static bool same_attributes(struct evl_realm *realm, const struct evl_html_format *a, const struct evl_html_format *b)
{
	if (a->attribute_count != b->attribute_count)
		return false;
	for (uint32_t i = 0; i < a->attribute_count; i++) {
		uint32_t k = 0;
		while (k < b->attribute_count && b->attributes[k].name != a->attributes[i].name)
			k++;
		if (k == b->attribute_count || !evl_string_equals(realm, evl_as_string(a->attributes[i].value), evl_as_string(b->attributes[k].value)))
			return false;
	}
	return true;
}

/* Of three that are alike behind the last marker the earliest goes ("the Noah's Ark clause"). */
static void leave_room(struct evl_markup_parser *p, const struct evl_html_format *format)
{
	uint32_t same = 0, earliest = 0;
	for (uint32_t i = p->format_count; i-- > 0 && p->formats[i].node != NULL;) {
		if (p->formats[i].tag != format->tag || !same_attributes(p->realm, &p->formats[i], format))
			continue;
		same++;
		earliest = i;
	}
	if (same >= SAME_LIMIT)
		remove_at(p, earliest);
}

void evl_html_format_push(struct evl_markup_parser *p, struct evl_dom_node *node, const struct evl_html_token *token)
{
	struct evl_html_format format = { .node = node, .tag = token->tag, .attribute_count = token->attribute_count };
	if (token->attribute_count != 0)
		format.attributes = evl_arena_copy(&p->realm->scratch, token->attributes, token->attribute_count * sizeof *token->attributes);
	leave_room(p, &format);
	insert_at(p, p->format_count, format);
}

void evl_html_format_mark(struct evl_markup_parser *p) { insert_at(p, p->format_count, (struct evl_html_format){ .node = NULL }); }

void evl_html_format_clear(struct evl_markup_parser *p)
{
	while (p->format_count != 0 && p->formats[--p->format_count].node != NULL)
		;
}

void evl_html_format_remove(struct evl_markup_parser *p, const struct evl_dom_node *node)
{
	uint32_t index = index_of(p, node);
	if (index < p->format_count)
		remove_at(p, index);
}

struct evl_dom_node *evl_html_format_find(const struct evl_markup_parser *p, enum evl_html_tag tag)
{
	for (uint32_t i = p->format_count; i-- > 0 && p->formats[i].node != NULL;)
		if (p->formats[i].tag == tag)
			return p->formats[i].node;
	return NULL;
}

/* Need this one not be opened again: is it a marker, or open? */
static bool is_settled(const struct evl_markup_parser *p, const struct evl_html_format *format)
{
	return format->node == NULL || evl_html_find_open(p, format->node) < p->open_count;
}

void evl_html_reconstruct(struct evl_markup_parser *p)
{
	uint32_t index = p->format_count;
	while (index > 0 && !is_settled(p, &p->formats[index - 1]))
		index--;
	for (; index < p->format_count; index++) {
		const struct evl_html_format *format = &p->formats[index];
		struct evl_html_token token = { .kind = EVL_HTML_START_TAG, .tag = format->tag, .name = evl_html_tag_name(p->realm, format->tag) };
		token.attribute_count = format->attribute_count;
		if (format->attribute_count != 0)
			token.attributes = evl_arena_copy(&p->realm->scratch, format->attributes, format->attribute_count * sizeof *format->attributes);
		struct evl_dom_node *made = evl_html_insert_element(p, &token);
		p->formats[index].node = made;
	}
}

/* ------------------------------------------------------------- the adoption */

/* A copy of an entry's element, as its tag said. */
static struct evl_dom_node *make_again(struct evl_markup_parser *p, const struct evl_html_format *format, const struct evl_dom_node *parent)
{
	struct evl_dom_attribute *attributes = NULL;
	if (format->attribute_count != 0)
		attributes = evl_arena_copy(&p->realm->scratch, format->attributes, format->attribute_count * sizeof *format->attributes);
	struct evl_dom_node *made = evl_html_make(p, evl_html_tag_name(p->realm, format->tag), format->tag, attributes, format->attribute_count, parent);
	evl_html_tell_attributes(p, made);
	return made;
}

/* The index of the topmost special element below the one at `index`; open_count: there is none. */
static uint32_t furthest_block(const struct evl_markup_parser *p, uint32_t index)
{
	for (uint32_t i = index + 1; i < p->open_count; i++)
		if (evl_html_is_special(&p->open[i]))
			return i;
	return p->open_count;
}

/*
 * The inner loop: the formatting elements between the one at `formatting` and the block are made anew around what is in it. *bookmark: where the
 * list takes the new one. The node that has it all in it.
 */
static struct evl_dom_node *wrap(struct evl_markup_parser *p, uint32_t formatting, uint32_t block, struct evl_dom_node *ancestor, uint32_t *bookmark)
{
	struct evl_dom_node *furthest = p->open[block].node, *last = furthest;
	uint32_t above = block;
	for (uint32_t counter = 1; --above > formatting; counter++) {
		uint32_t index = index_of(p, p->open[above].node);
		if (counter > INNER_LIMIT && index < p->format_count) {
			remove_at(p, index);
			*bookmark -= index < *bookmark;
			index = p->format_count;
		}
		if (index == p->format_count) {
			evl_html_remove_open(p, above);
			continue;
		}
		struct evl_dom_node *made = make_again(p, &p->formats[index], ancestor);
		p->formats[index].node = p->open[above].node = made;
		if (last == furthest)
			*bookmark = index + 1;
		evl_html_move(p, (struct evl_html_spot){ .parent = made }, last);
		last = made;
	}
	return last;
}

/* What is in the block comes into a new element in it. */
static struct evl_dom_node *take_over(struct evl_markup_parser *p, const struct evl_html_format *format, struct evl_dom_node *block)
{
	struct evl_dom_node *made = make_again(p, format, block);
	struct evl_dom_node *inside = evl_is_object(block->content) ? evl_pointer(block->content) : block;
	while (inside->first != NULL)
		evl_html_move(p, (struct evl_html_spot){ .parent = made }, inside->first);
	evl_html_put(p, (struct evl_html_spot){ .parent = inside }, made);
	return made;
}

/* One turn of the outer loop. True: another one follows. */
static bool adopt_once(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	struct evl_dom_node *element = evl_html_format_find(p, token->tag);
	if (element == NULL) {
		evl_html_end_other(p, token);
		return false;
	}
	uint32_t formatting = evl_html_find_open(p, element);
	if (formatting == p->open_count) {
		evl_html_format_remove(p, element);
		return false;
	}
	if (!evl_html_node_in_scope(p, element))
		return false;
	uint32_t block = furthest_block(p, formatting);
	if (block == p->open_count) {
		evl_html_pop_to(p, formatting);
		evl_html_format_remove(p, element);
		return false;
	}
	struct evl_html_open ancestor = p->open[formatting - 1];
	struct evl_dom_node *furthest = p->open[block].node;
	uint32_t bookmark = index_of(p, element);
	struct evl_html_format format = p->formats[bookmark];
	struct evl_dom_node *last = wrap(p, formatting, block, ancestor.node, &bookmark);
	evl_html_move(p, evl_html_spot(p, ancestor.node, ancestor.tag, true), last);
	struct evl_dom_node *made = take_over(p, &format, furthest);
	uint32_t old = index_of(p, element);
	remove_at(p, old);
	format.node = made;
	insert_at(p, bookmark - (old < bookmark), format);
	evl_html_remove_open(p, evl_html_find_open(p, element));
	evl_html_insert_open(p, evl_html_find_open(p, furthest) + 1, made, format.tag);
	return true;
}

void evl_html_adopt(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	struct evl_dom_node *current = evl_html_current(p);
	if (evl_html_current_tag(p) == token->tag && index_of(p, current) == p->format_count) {
		evl_html_pop(p);
		return;
	}
	for (int turn = 0; turn < OUTER_LIMIT && p->realm->halt == EVL_STATUS_OK && adopt_once(p, token); turn++)
		;
}
