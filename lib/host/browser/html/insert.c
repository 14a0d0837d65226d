/* SPDX-License-Identifier: MIT */
/*
 * insert.c - where nodes come to stand, and how they are made and told of (HTML, "Creating and inserting nodes").
 */
#include "host/browser/html/tree.h"

#include "host/browser/controls.h"
#include "host/browser/lists.h"
#include "host/browser/observer.h"

/* How deeply Chromium lets elements stand in each other (html_construction_site.cc). */
enum { DEPTH_LIMIT = 512 };

bool evl_html_in_a_template(const struct evl_markup_parser *p)
{
	return p->open_tags[EVL_HTAG_TEMPLATE] != 0 || p->context_tag == EVL_HTAG_TEMPLATE;
}

bool evl_html_comes_alive(const struct evl_markup_parser *p) { return p->page != NULL && !p->page->apart && !evl_html_in_a_template(p); }

/* -------------------------------------------------------------------- places */

/* Inside of an element: of a template in its content. */
static struct evl_dom_node *inside(struct evl_dom_node *node)
{
	return evl_is_object(node->content) ? evl_pointer(node->content) : node;
}

static bool causes_fostering(const struct evl_dom_node *node, enum evl_html_tag tag)
{
	return node->space == EVL_SPACE_HTML &&
	       (tag == EVL_HTAG_TABLE || tag == EVL_HTAG_TBODY || tag == EVL_HTAG_TFOOT || tag == EVL_HTAG_THEAD || tag == EVL_HTAG_TR);
}

/* "foster parent": in front of the last table, or in the template that is open inside of it. */
static struct evl_html_spot foster_spot(const struct evl_markup_parser *p)
{
	uint32_t table = p->open_count, template_ = p->open_count;
	for (uint32_t i = p->open_count; i-- > 0;) {
		if (table == p->open_count && evl_html_open_is(&p->open[i], EVL_HTAG_TABLE))
			table = i;
		if (template_ == p->open_count && evl_html_open_is(&p->open[i], EVL_HTAG_TEMPLATE))
			template_ = i;
	}
	if (template_ < p->open_count && (table == p->open_count || template_ > table))
		return (struct evl_html_spot){ .parent = inside(p->open[template_].node), .fostered = true };
	if (table == p->open_count)
		return (struct evl_html_spot){ .parent = p->open[0].node, .fostered = true };
	struct evl_dom_node *node = p->open[table].node;
	if (node->parent != NULL)
		return (struct evl_html_spot){ .parent = node->parent, .before = node, .fostered = true };
	return (struct evl_html_spot){ .parent = inside(p->open[table - 1].node), .fostered = true };
}

struct evl_html_spot evl_html_spot(const struct evl_markup_parser *p, struct evl_dom_node *target, enum evl_html_tag tag, bool fostering)
{
	if (target == NULL) {
		target = evl_html_current(p);
		tag = evl_html_current_tag(p);
	}
	if (fostering && causes_fostering(target, tag))
		return foster_spot(p);
	return (struct evl_html_spot){ .parent = inside(target) };
}

/* The place where the next node goes; what stands too deeply becomes a sibling. */
static struct evl_html_spot next_spot(const struct evl_markup_parser *p)
{
	struct evl_html_spot spot = evl_html_spot(p, NULL, EVL_HTAG_OTHER, p->fostering);
	if (!spot.fostered && p->open_count > DEPTH_LIMIT && spot.parent->parent != NULL)
		spot.parent = spot.parent->parent;
	return spot;
}

/* ------------------------------------------------------------------ linking */

/* A slot of the browser's own shows a node: observers are woken. (In the page's own text nobody would see that.) */
static void tell_shown(const struct evl_markup_parser *p, struct evl_dom_node *node)
{
	if (p->page == NULL || p->page->apart)
		evl_slots_child(p->realm, node);
}

/* Does a MutationObserver watch while the page is parsed? */
static bool is_watched(const struct evl_markup_parser *p)
{
	const struct evl_page_observers *observers = p->page != NULL && !p->page->apart ? evl_page(p->realm)->observers : NULL;
	return observers != NULL && observers->first[EVL_OBSERVER_MUTATION] != NULL;
}

static void record(const struct evl_markup_parser *p, struct evl_dom_node *parent, struct evl_dom_node *added, struct evl_dom_node *removed,
		   struct evl_dom_node *previous, struct evl_dom_node *next)
{
	if (!is_watched(p))
		return;
	struct evl_node_list *in = evl_node_list_new(p->realm, EVL_LIST_STATIC, NULL, EVL_NAME_NONE);
	struct evl_node_list *out = evl_node_list_new(p->realm, EVL_LIST_STATIC, NULL, EVL_NAME_NONE);
	if (added != NULL)
		evl_node_list_add(p->realm, in, added);
	if (removed != NULL)
		evl_node_list_add(p->realm, out, removed);
	evl_observe_children(p->realm, parent, evl_from_object(in), evl_from_object(out), previous, next);
}

void evl_html_put(struct evl_markup_parser *p, struct evl_html_spot spot, struct evl_dom_node *node)
{
	struct evl_page *page = evl_page(p->realm);
	evl_node_link(spot.parent, node, spot.before);
	page->dom_version++;
	if (spot.before != NULL && !evl_live_inserted(p->realm, spot.parent, node, 1))
		return;
	record(p, spot.parent, node, NULL, node->previous, node->next);
}

void evl_html_move(struct evl_markup_parser *p, struct evl_html_spot spot, struct evl_dom_node *node)
{
	struct evl_dom_node *parent = node->parent, *previous = node->previous, *next = node->next;
	for (struct evl_dom_node *at = evl_html_comes_alive(p) ? node : NULL; at != NULL; at = evl_node_next(node, at))
		if (at->definition != EVL_EMPTY)
			evl_html_give_up(p, "custom elements that the parser moves about");
	/* A script may have put the one into the other. */
	if (evl_node_contains(node, spot.parent))
		return;
	if (parent != NULL) {
		if (!evl_live_removing(p->realm, node))
			return;
		evl_node_unlink(node);
		record(p, parent, NULL, node, previous, next);
	}
	if (spot.before == node)
		spot.before = next;
	evl_html_put(p, spot, node);
}

/* ----------------------------------------------------------------- elements */

void evl_html_tell_place(struct evl_markup_parser *p)
{
	const struct evl_html_piece *source = p->tokens.input.source;
	if (p->page == NULL || !p->live || source == NULL)
		return;
	for (; p->counted < source->at; p->counted++) {
		if (source->units[p->counted] != '\n')
			continue;
		p->lines++;
		p->line_start = p->counted + 1;
	}
	evl_web(p->realm)->text_place = (evl_place){ .line = p->lines, .column = source->at - p->line_start };
}

void evl_html_tell_attributes(struct evl_markup_parser *p, struct evl_dom_node *element)
{
	if (element->attribute_count == 0 || !p->live || evl_html_in_a_template(p))
		return;
	evl_html_tell_place(p);
	if (!evl_element_attributes_came(p->realm, element, false) && p->page != NULL)
		p->page->stop = true;
}

/* A custom element of a page is made by its class, which runs. */
static struct evl_dom_node *make_html(struct evl_markup_parser *p, evl_name name)
{
	struct evl_dom_node *element = NULL;
	bool construct = evl_html_comes_alive(p);
	if (construct && p->mark != NULL && evl_custom_is_defined(p->realm, name)) {
		evl_html_give_up(p, "a custom element in document.write");
		construct = false;
	}
	p->busy = true;
	bool ok = evl_element_make(p->realm, name, construct, &element);
	p->busy = false;
	if (ok)
		return element;
	p->page->stop = true;
	(void)evl_element_make(p->realm, name, false, &element);
	return element;
}

struct evl_dom_node *evl_html_make(struct evl_markup_parser *p, evl_name name, enum evl_html_tag tag, const struct evl_dom_attribute *attributes, uint32_t count,
				   const struct evl_dom_node *parent)
{
	struct evl_dom_node *element = NULL;
	if (p->page != NULL && !p->page->apart && (tag == EVL_HTAG_HTML || tag == EVL_HTAG_HEAD || tag == EVL_HTAG_BODY)) {
		const struct evl_page *page = evl_page(p->realm);
		element = tag == EVL_HTAG_HTML ? page->html : tag == EVL_HTAG_HEAD ? page->head : page->body;
		if (element->parent != NULL || evl_html_in_a_template(p))
			element = NULL;
	}
	if (element == NULL)
		element = make_html(p, name);
	element->parser_inserted = true;
	element->owner = parent->owner;
	if (count != 0) {
		element->attributes = evl_arena_copy(&p->realm->scratch, attributes, count * sizeof *attributes);
		element->attribute_count = element->attribute_capacity = count;
	}
	if (tag == EVL_HTAG_TEMPLATE)
		evl_template_fill(p->realm, element);
	return element;
}

static bool is_of_forms(enum evl_html_tag tag)
{
	return tag == EVL_HTAG_BUTTON || tag == EVL_HTAG_FIELDSET || tag == EVL_HTAG_INPUT || tag == EVL_HTAG_OBJECT || tag == EVL_HTAG_OUTPUT ||
	       tag == EVL_HTAG_SELECT || tag == EVL_HTAG_TEXTAREA || tag == EVL_HTAG_IMG;
}

/* The form that is open becomes the owner of a control that does not stand in it. */
static void tell_form(struct evl_markup_parser *p, enum evl_html_tag tag, struct evl_dom_node *element)
{
	if (p->form == NULL || p->open_tags[EVL_HTAG_TEMPLATE] != 0 || !is_of_forms(tag) || evl_node_contains(p->form, element) ||
	    evl_node_root(p->form) != evl_node_root(element))
		return;
	element->form_owner = p->form;
	evl_page(p->realm)->has_form_owners = true;
}

/* What follows when an element has come into the tree. */
static void tell_inserted(struct evl_markup_parser *p, enum evl_html_tag tag, struct evl_dom_node *element)
{
	tell_shown(p, element);
	tell_form(p, tag, element);
	if (element->attribute_count != 0)
		evl_radio_inserted(p->realm, element);
	evl_html_tell_attributes(p, element);
	if (!evl_html_comes_alive(p) || !p->live)
		return;
	if (!evl_page(p->realm)->autofocused && element->attribute_count != 0 && evl_element_has(p->realm, element, "autofocus"))
		evl_focus_candidate(p->realm, element);
	p->busy = true;
	p->page->stop = !evl_custom_parsed(p->realm, element) || p->page->stop;
	p->busy = false;
}

/* A document takes one element; what a script has made of the tree may leave no room. */
static bool has_room(const struct evl_dom_node *parent)
{
	if (parent->type != EVL_DOM_DOCUMENT)
		return true;
	const struct evl_dom_node *at = parent->first;
	while (at != NULL && at->type != EVL_DOM_ELEMENT)
		at = at->next;
	return at == NULL;
}

static struct evl_dom_node *insert(struct evl_markup_parser *p, struct evl_html_token *token, struct evl_html_spot spot, struct evl_dom_node *element)
{
	enum evl_html_tag tag = token->tag;
	element->span = token->span;
	if (has_room(spot.parent) && element->parent == NULL && !evl_node_contains(element, spot.parent))
		evl_html_put(p, spot, element);
	evl_html_push(p, element, tag);
	tell_inserted(p, tag, element);
	return element;
}

struct evl_dom_node *evl_html_insert_element(struct evl_markup_parser *p, struct evl_html_token *token)
{
	struct evl_html_token own = *token; /* a constructor may run, and the token is lost */
	struct evl_html_spot spot = next_spot(p);
	struct evl_dom_node *element = evl_html_make(p, own.name, own.tag, own.attributes, own.attribute_count, spot.parent);
	if (spot.before != NULL && spot.before->parent != spot.parent)
		spot.before = NULL;
	return insert(p, &own, spot, element);
}

struct evl_dom_node *evl_html_insert_tag(struct evl_markup_parser *p, enum evl_html_tag tag)
{
	struct evl_html_token token = { .kind = EVL_HTML_START_TAG, .tag = (uint8_t)tag, .name = evl_html_tag_name(p->realm, tag) };
	return evl_html_insert_element(p, &token);
}

void evl_html_insert_void(struct evl_markup_parser *p, struct evl_html_token *token)
{
	struct evl_dom_node *element = evl_html_insert_element(p, token);
	uint32_t index = evl_html_find_open(p, element);
	if (index < p->open_count)
		evl_html_remove_open(p, index);
}

static void adjust_attributes(struct evl_realm *realm, struct evl_dom_node *element)
{
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		evl_name space = EVL_NAME_NONE;
		element->attributes[i].name = evl_space_adjust_attribute(realm, (enum evl_dom_space)element->space, element->attributes[i].name, &space);
		element->attributes[i].space = space;
	}
}

struct evl_dom_node *evl_html_insert_foreign(struct evl_markup_parser *p, struct evl_html_token *token, enum evl_dom_space space)
{
	struct evl_html_spot spot = next_spot(p);
	evl_name name = space == EVL_SPACE_SVG ? evl_space_adjust_tag(p->realm, token->name) : token->name;
	struct evl_dom_node *element = evl_element_make_in(p->realm, space, EVL_NAME_NONE, EVL_NAME_NONE, name);
	element->parser_inserted = true;
	element->owner = spot.parent->owner;
	if (token->attribute_count != 0) {
		element->attributes = evl_arena_copy(&p->realm->scratch, token->attributes, token->attribute_count * sizeof *token->attributes);
		element->attribute_count = element->attribute_capacity = token->attribute_count;
		adjust_attributes(p->realm, element);
	}
	return insert(p, token, spot, element);
}

void evl_html_merge_attributes(struct evl_markup_parser *p, struct evl_dom_node *element, const struct evl_html_token *token)
{
	bool added = false;
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		if (evl_element_get_name(element, token->attributes[i].name) != NULL)
			continue;
		if (element->attribute_count == element->attribute_capacity) {
			uint32_t capacity = element->attribute_capacity + token->attribute_count;
			struct evl_dom_attribute *grown = evl_arena_alloc(&p->realm->scratch, capacity * sizeof *grown);
			if (element->attribute_count != 0)
				memcpy(grown, element->attributes, element->attribute_count * sizeof *grown);
			element->attributes = grown;
			element->attribute_capacity = capacity;
		}
		element->attributes[element->attribute_count++] = token->attributes[i];
		if (is_watched(p))
			evl_observe_attribute(p->realm, element, EVL_NAME_NONE, token->attributes[i].name, EVL_NULL);
		added = true;
	}
	if (added)
		evl_html_tell_attributes(p, element);
}

/* ----------------------------------------------------------- text, comments */

void evl_html_insert_text(struct evl_markup_parser *p, const uint16_t *units, uint32_t length)
{
	struct evl_html_spot spot = next_spot(p);
	if (spot.parent->type == EVL_DOM_DOCUMENT)
		return;
	struct evl_dom_node *last = spot.before != NULL ? spot.before->previous : spot.parent->last;
	struct evl_string *text = evl_string_new(p->realm, units, length);
	if (text == NULL)
		return;
	if (!evl_node_is(last, EVL_DOM_TEXT)) {
		struct evl_dom_node *node = evl_text_new(p->realm, evl_from_string(text));
		evl_html_put(p, spot, node);
		tell_shown(p, node);
		return;
	}
	struct evl_string *both = evl_string_concat(p->realm, evl_as_string(last->text), text);
	if (both == NULL)
		return;
	if (is_watched(p))
		evl_observe_text(p->realm, last, last->text);
	last->text = evl_from_string(both);
}

void evl_html_insert_comment(struct evl_markup_parser *p, const struct evl_html_token *token, struct evl_dom_node *parent)
{
	struct evl_html_spot spot = parent != NULL ? (struct evl_html_spot){ .parent = parent } : next_spot(p);
	struct evl_string *text = token->length != 0 ? evl_string_new(p->realm, token->units, token->length) : evl_string_from_name(p->realm, EVL_NAME_empty);
	if (text == NULL)
		return;
	if (token->instruction)
		evl_html_give_up(p, "processing instructions of markup");
	evl_html_put(p, spot, evl_comment_new(p->realm, evl_from_string(text)));
}
