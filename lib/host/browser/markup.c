/* SPDX-License-Identifier: MIT */
/*
 * markup.c - plain HTML text to nodes and back (HTML, "Parsing HTML documents" without
 * most of its repairs, and "Serializing HTML fragments").
 *
 * What it does not know stops the prediction: formatting elements across others, what is no part of a table inside of one.
 * What it knows: tags, attributes, void and raw-text elements, comments, the common character
 * references, and the end tags that may be left out (p, li, dt, dd, option, table parts).
 */
#include "host/browser/markup.h"

#include <string.h>

#include "base/ascii.h"
#include "console/text.h"
#include "host/browser/controls.h"
#include "value/convert.h"
#include "vm/vm.h"

/* ---------------------------------------------------------------- parsing */

struct evl_markup_parser {
	struct evl_realm *realm;
	const uint16_t *units;
	uint32_t length, at;
	struct evl_dom_node *root, *current;
	struct evl_markup_page *page; /* a whole page; NULL: a fragment */
	const struct evl_dom_node *context; /* of a fragment: the element that it is meant for; NULL: none */
	bool live; /* handlers and addresses in attributes count */
	uint32_t counted, line_start; /* of a page: up to where lines have been counted, and where the last one begins */
	uint32_t lines;
};

static bool name_is(struct evl_realm *realm, evl_name name, const char *text)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	uint32_t i = 0;
	while (i < entry->length && text[i] != '\0' && entry->units[i] == (unsigned char)text[i])
		i++;
	return i == entry->length && text[i] == '\0';
}

static bool name_in(struct evl_realm *realm, evl_name name, const char *list)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	char text[16];
	if (entry->length == 0 || entry->length >= sizeof text - 2)
		return false;
	text[0] = ' ';
	for (uint32_t i = 0; i < entry->length; i++)
		text[i + 1] = entry->units[i] < 128 ? (char)entry->units[i] : '?';
	text[entry->length + 1] = ' ';
	text[entry->length + 2] = '\0';
	return strstr(list, text) != NULL;
}

bool evl_markup_is_void(struct evl_realm *realm, evl_name name)
{
	return name_in(realm, name, " area base br col embed hr img input link meta param source track wbr ");
}

static bool is_raw(struct evl_realm *realm, evl_name name) { return name_in(realm, name, " script style textarea title noscript iframe xmp "); }

/* Of the raw-text elements those whose character references count. */
static bool is_decoded(struct evl_realm *realm, evl_name name) { return name_in(realm, name, " textarea title "); }

/* Elements whose end tag, where it does not fit, moves them about ("the adoption agency"). */
static bool is_formatting(struct evl_realm *realm, evl_name name)
{
	return name_in(realm, name, " a b big code em font i nobr s small strike strong tt u ");
}

/* Elements through which the end tag of an ordinary one does not reach. */
static bool is_special(struct evl_realm *realm, evl_name name)
{
	return name_in(realm, name,
		       " address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 "
		       "h4 h5 h6 header hgroup html li main marquee menu nav object ol p pre search section select summary table tbody td template "
		       "tfoot th thead tr ul ");
}

static bool is_table_part(struct evl_realm *realm, evl_name name)
{
	return name_in(realm, name, " caption col colgroup tbody td tfoot th thead tr ");
}

/* Where only parts of a table may stand. */
static bool is_table_frame(struct evl_realm *realm, evl_name name) { return name_in(realm, name, " table tbody tfoot thead tr "); }

static bool is_heading(struct evl_realm *realm, evl_name name) { return name_in(realm, name, " h1 h2 h3 h4 h5 h6 "); }

/* Markup that a browser repairs in ways which are not modelled. */
static void give_up(struct evl_markup_parser *p, const char *what)
{
	(void)evl_not_covered(p->realm, what);
	if (p->page != NULL)
		p->page->stop = true;
	p->at = p->length;
}

/* The element that stands around what comes next; of a fragment at its top: the one it is meant for. NULL: none. */
static const struct evl_dom_node *around(const struct evl_markup_parser *p)
{
	return p->current != p->root || p->page != NULL ? p->current : p->context;
}

/* Close the elements from the current one out to `last`. */
static void close_to(struct evl_markup_parser *p, const struct evl_dom_node *last)
{
	struct evl_dom_node *outer = last->parent;
	for (struct evl_dom_node *at = p->current; at != outer; at = at->parent) {
		if (evl_element_is(p->realm, at, "template"))
			evl_template_fill(p->realm, at);
		if (at != last && is_formatting(p->realm, at->name))
			give_up(p, "markup with formatting elements that are open across others");
	}
	/* A script has taken the element out of the document: what comes stands behind where it stood. */
	p->current = outer != NULL ? outer : p->page != NULL ? p->page->body : p->root;
}

static evl_value text_between(struct evl_markup_parser *p, uint32_t from, uint32_t to, bool decode, bool in_attribute)
{
	uint16_t *out = evl_arena_alloc(&p->realm->scratch, (to - from + (size_t)2) * sizeof *out), two[2];
	uint32_t n = 0, count;
	for (uint32_t i = from; i < to; i++) {
		uint32_t used = decode && p->units[i] == '&' ? evl_markup_reference(p->units + i + 1, to - i - 1, in_attribute, two, &count) : 0;
		if (used == EVL_REFERENCE_UNKNOWN) {
			give_up(p, "this character reference");
			used = 0;
		}
		if (used != 0 && i + used < to + 1) {
			memcpy(out + n, two, count * sizeof *out);
			n += count;
			i += used;
		} else if (p->units[i] == '\r') {
			if (i + 1 >= to || p->units[i + 1] != '\n')
				out[n++] = '\n';
		} else {
			out[n++] = p->units[i];
		}
	}
	struct evl_string *text = evl_string_new(p->realm, out, n);
	return text != NULL ? evl_from_string(text) : evl_from_string(evl_string_from_name(p->realm, EVL_NAME_empty));
}

static evl_name lower_name(struct evl_markup_parser *p, uint32_t from, uint32_t to)
{
	uint16_t *out = evl_arena_alloc(&p->realm->scratch, (to - from + (size_t)1) * sizeof *out);
	for (uint32_t i = from; i < to; i++)
		out[i - from] = p->units[i] >= 'A' && p->units[i] <= 'Z' ? (uint16_t)(p->units[i] + 32) : p->units[i];
	return evl_names_intern(p->realm->names, out, to - from);
}

/* A slot of the browser's own shows a node: observers are woken. (In the page's own text nobody would see that.) */
static void tell_shown(struct evl_markup_parser *p, struct evl_dom_node *node)
{
	if (p->page == NULL || p->page->apart)
		evl_slots_child(p->realm, node);
}

/* A new node below `parent`: lists that scripts have look again. */
static void link_new(struct evl_markup_parser *p, struct evl_dom_node *parent, struct evl_dom_node *node, struct evl_dom_node *before)
{
	evl_node_link(parent, node, before);
	evl_page(p->realm)->dom_version++;
}

/* Text before a node (NULL: at the end); it joins the one that stands there. True: it is a node of its own. */
static bool put_text(struct evl_markup_parser *p, struct evl_dom_node *parent, struct evl_dom_node *before, evl_value text)
{
	struct evl_dom_node *last = before != NULL ? before->previous : parent->last;
	if (!evl_node_is(last, EVL_DOM_TEXT)) {
		link_new(p, parent, evl_text_new(p->realm, text), before);
		return true;
	}
	struct evl_string *both = evl_string_concat(p->realm, evl_as_string(last->text), evl_as_string(text));
	if (both != NULL)
		last->text = evl_from_string(both);
	return false;
}

/*
 * Text of a page in front of its body: blanks stay in the head or behind it, or count for nothing; anything else opens the body. *from: where what is
 * left begins. False: nothing is left.
 */
static bool place_text(struct evl_markup_parser *p, uint32_t *from, uint32_t to, bool decode)
{
	struct evl_markup_page *page = p->page;
	uint32_t end = *from;
	if (page->in_body || (p->current != page->html && p->current != page->head))
		return true;
	while (end < to && evl_is_html_space(p->units[end]))
		end++;
	if (end > *from && (p->current == page->head || page->head_closed))
		(void)put_text(p, p->current, p->current == page->html ? page->body : NULL, text_between(p, *from, end, decode, false));
	*from = end;
	if (end < to)
		evl_markup_open_body(p->realm, page, &p->current);
	return end < to;
}

static void add_text(struct evl_markup_parser *p, uint32_t from, uint32_t to, bool decode)
{
	bool blank = true;
	if (from >= to || (p->page != NULL && !place_text(p, &from, to, decode)))
		return;
	for (uint32_t i = from; i < to; i++)
		blank = blank && evl_is_html_space(p->units[i]);
	if (p->page != NULL && !blank)
		p->page->after = 0;
	if (!blank && evl_node_is(around(p), EVL_DOM_ELEMENT) && is_table_frame(p->realm, around(p)->name)) {
		give_up(p, "text of a table outside of its cells");
		return;
	}
	if (put_text(p, p->current, NULL, text_between(p, from, to, decode, false)))
		tell_shown(p, p->current->last);
}

static void add_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, evl_value value)
{
	evl_name space = EVL_NAME_NONE;
	if (element->space != EVL_SPACE_HTML)
		name = evl_space_adjust_attribute(realm, (enum evl_dom_space)element->space, name, &space);
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if (element->attributes[i].name == name)
			return;
	if (element->attribute_count == element->attribute_capacity) {
		uint32_t capacity = element->attribute_capacity ? element->attribute_capacity * 2 : 4;
		struct evl_dom_attribute *grown = evl_arena_alloc(&realm->scratch, capacity * sizeof *grown);
		if (element->attribute_count != 0)
			memcpy(grown, element->attributes, element->attribute_count * sizeof *grown);
		element->attributes = grown;
		element->attribute_capacity = capacity;
	}
	element->attributes[element->attribute_count++] = (struct evl_dom_attribute){ .name = name, .space = space, .value = value };
}

/* The attributes up to > or />. */
static bool read_attributes(struct evl_markup_parser *p, struct evl_dom_node *element)
{
	for (;;) {
		while (p->at < p->length && (evl_is_html_space(p->units[p->at]) || p->units[p->at] == '/'))
			p->at++;
		if (p->at >= p->length)
			return false;
		if (p->units[p->at] == '>') {
			bool closed = p->units[p->at - 1] == '/';
			p->at++;
			return closed;
		}
		uint32_t from = p->at, to;
		while (p->at < p->length && !evl_is_html_space(p->units[p->at]) && p->units[p->at] != '=' && p->units[p->at] != '>' && p->units[p->at] != '/')
			p->at++;
		to = p->at;
		if (to == from) {
			p->at++;
			continue;
		}
		evl_name name = lower_name(p, from, to);
		while (p->at < p->length && evl_is_html_space(p->units[p->at]))
			p->at++;
		evl_value value = evl_from_string(evl_string_from_name(p->realm, EVL_NAME_empty));
		if (p->at < p->length && p->units[p->at] == '=') {
			p->at++;
			while (p->at < p->length && evl_is_html_space(p->units[p->at]))
				p->at++;
			uint16_t quote = p->at < p->length ? p->units[p->at] : 0;
			if (quote == '"' || quote == '\'') {
				from = ++p->at;
				while (p->at < p->length && p->units[p->at] != quote)
					p->at++;
				value = text_between(p, from, p->at, true, true);
				p->at += p->at < p->length;
			} else {
				from = p->at;
				while (p->at < p->length && !evl_is_html_space(p->units[p->at]) && p->units[p->at] != '>')
					p->at++;
				value = text_between(p, from, p->at, true, true);
			}
		}
		add_attribute(p->realm, element, name, value);
	}
}

/* Close what may be left open before `name` begins. */
static void close_implied(struct evl_markup_parser *p, evl_name name)
{
	struct evl_realm *realm = p->realm;
	struct {
		const char *opening, *closes, *stop;
	} rules[] = {
		{ " li ", " li ", " ul ol menu " },
		{ " dt dd ", " dt dd ", " dl " },
		{ " option optgroup ", " option ", " select datalist optgroup " },
		{ " rt rp ", " rt rp ", " ruby " },
		{ " tr ", " caption colgroup tr td th ", " table tbody thead tfoot " },
		{ " td th ", " caption colgroup td th ", " tr table " },
		{ " tbody thead tfoot caption colgroup ", " caption colgroup tbody thead tfoot tr td th ", " table " },
		{ " button ", " button ", " table td th template " },
		{ " a ", " a ", " table td th template " },
		{ " nobr ", " nobr ", " table td th template " },
		{ " address article aside blockquote details div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul ",
		  " p ", " button table div section article body td th li ul ol " },
	};
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (!name_in(realm, name, rules[i].opening))
			continue;
		struct evl_dom_node *last = NULL;
		for (struct evl_dom_node *at = p->current; at != p->root && at != NULL && at->space == EVL_SPACE_HTML && !name_in(realm, at->name, rules[i].stop); at = at->parent)
			if (name_in(realm, at->name, rules[i].closes))
				last = at;
		if (last != NULL)
			close_to(p, last);
	}
	if (is_heading(realm, name) && p->current != p->root && p->current->space == EVL_SPACE_HTML && is_heading(realm, p->current->name))
		close_to(p, p->current);
}

static void open_implied(struct evl_markup_parser *p, const char *tag)
{
	struct evl_dom_node *element;
	if (!evl_element_make(p->realm, evl_platform_intern(p->realm, tag), false, &element))
		return;
	link_new(p, p->current, element, NULL);
	p->current = element;
}

/* Is an element of this tag open? */
static bool is_open(const struct evl_markup_parser *p, const char *tag)
{
	for (const struct evl_dom_node *at = p->current; at != NULL && at != p->root; at = at->parent)
		if (evl_element_is(p->realm, at, tag))
			return true;
	return false;
}

/* Tags that count for nothing where they stand: those of the page's frame in a fragment, a form in a form. */
static bool counts(const struct evl_markup_parser *p, evl_name name)
{
	if (p->page == NULL && name_in(p->realm, name, " html head body frame frameset "))
		return false;
	return !name_is(p->realm, name, "form") || !is_open(p, "form");
}

/* Parts of tables: rows stand in a body, cells in a row, and none outside of a table. False: the tag counts for nothing. */
static bool fits_tables(struct evl_markup_parser *p, evl_name name)
{
	struct evl_realm *realm = p->realm;
	const struct evl_dom_node *in = around(p);
	bool in_frame = evl_node_is(in, EVL_DOM_ELEMENT) && is_table_frame(realm, in->name);
	if (!is_table_part(realm, name)) {
		if (in_frame && !name_in(realm, name, " script style template input "))
			give_up(p, "elements of a table outside of its cells");
		return true;
	}
	if (evl_element_is(realm, in, "template") || (in == NULL && p->context == NULL && p->page == NULL))
		return true;
	if (!in_frame && !evl_element_is(realm, in, "colgroup"))
		return false;
	bool cell = name_in(realm, name, " td th ");
	if ((cell || name_is(realm, name, "tr")) && evl_element_is(realm, in, "table"))
		open_implied(p, "tbody");
	if (cell && !evl_element_is(realm, around(p), "tr"))
		open_implied(p, "tr");
	return true;
}

/* The text of a raw element, up to its end tag. */
static void read_raw(struct evl_markup_parser *p, struct evl_dom_node *element)
{
	const struct evl_name_entry *entry = evl_names_entry(p->realm->names, element->name);
	uint32_t from = p->at, end = p->length;
	for (uint32_t i = from; i + entry->length + 2 <= p->length; i++) {
		if (p->units[i] != '<' || p->units[i + 1] != '/')
			continue;
		uint32_t k = 0;
		while (k < entry->length && (p->units[i + 2 + k] | 32) == entry->units[k])
			k++;
		if (k == entry->length && (i + 2 + k == p->length || !evl_is_letter(p->units[i + 2 + k]))) {
			end = i;
			break;
		}
	}
	if (end > from) {
		bool decode = is_decoded(p->realm, element->name);
		if (name_is(p->realm, element->name, "textarea") && p->units[from] == '\n')
			from++;
		link_new(p, element, evl_text_new(p->realm, text_between(p, from, end, decode, false)), NULL);
	}
	element->span = (evl_span){ 0, from, end };
	p->at = end;
	while (p->at < p->length && p->units[p->at] != '>')
		p->at++;
	p->at += p->at < p->length;
}

/* What stands in a template is inert. */
static bool in_template(const struct evl_markup_parser *p)
{
	for (const struct evl_dom_node *at = p->current; at != NULL; at = at->parent)
		if (evl_element_is(p->realm, at, "template"))
			return true;
	return false;
}

/* Where the parser is: what handlers' texts that come now are taken to stand behind, as Chromium says it. */
static void tell_place(struct evl_markup_parser *p)
{
	if (p->page == NULL || !p->live)
		return;
	for (; p->counted < p->at; p->counted++) {
		if (p->units[p->counted] != '\n')
			continue;
		p->lines++;
		p->line_start = p->counted + 1;
	}
	evl_web(p->realm)->text_place = (evl_place){ .line = p->lines, .column = p->at - p->line_start };
}

/* Handlers and addresses given by the attributes of an element. */
static void tell_attributes(struct evl_markup_parser *p, struct evl_dom_node *element)
{
	if (element->attribute_count == 0 || !p->live || in_template(p))
		return;
	tell_place(p);
	if (!evl_element_attributes_came(p->realm, element, false) && p->page != NULL)
		p->page->stop = true;
}

/* --------------------------------------------------------- svg and math inside */

/* Is the element one inside of which the rules of HTML hold again: all of them, or (`text`) those for most start tags and for text? */
static bool is_integration(struct evl_realm *realm, const struct evl_dom_node *element, bool text)
{
	if (element->space == EVL_SPACE_MATHML && text && name_in(realm, element->name, " mi mo mn ms mtext "))
		return true;
	if (element->space == EVL_SPACE_MATHML && name_is(realm, element->name, "annotation-xml")) {
		struct evl_string *encoding = evl_element_get(realm, element, "encoding");
		const char *given = encoding != NULL ? evl_string_utf8(realm, encoding) : "";
		return strcmp(given, "text/html") == 0 || strcmp(given, "application/xhtml+xml") == 0;
	}
	return element->space == EVL_SPACE_SVG &&
	       (name_is(realm, element->name, "foreignObject") || name_is(realm, element->name, "desc") || name_is(realm, element->name, "title"));
}

/* The element whose namespace says how what comes next is read; NULL: none outside of HTML. */
static const struct evl_dom_node *foreign_around(const struct evl_markup_parser *p)
{
	const struct evl_dom_node *in = around(p);
	return evl_node_is(in, EVL_DOM_ELEMENT) && in->space != EVL_SPACE_HTML ? in : NULL;
}

/* Start tags that end what stands outside of HTML. */
static bool breaks_out(struct evl_realm *realm, evl_name name)
{
	return name_in(realm, name,
		       " b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby "
		       "s small span strong strike sub sup table tt u ul var ");
}

static void leave_foreign(struct evl_markup_parser *p)
{
	while (p->current != p->root && p->current->space != EVL_SPACE_HTML && !is_integration(p->realm, p->current, true))
		p->current = p->current->parent;
}

/* A start tag that begins or stands in svg or math (HTML, "The rules for parsing tokens in foreign content"). False: HTML's rules hold. */
static bool open_foreign(struct evl_markup_parser *p, evl_name name, uint32_t from)
{
	struct evl_realm *realm = p->realm;
	const struct evl_dom_node *in = foreign_around(p);
	bool begins = name_in(realm, name, " svg math ");
	if (in != NULL && is_integration(realm, in, true) && !(in->space == EVL_SPACE_MATHML && name_in(realm, name, " mglyph malignmark ")))
		in = NULL;
	if (in != NULL && name_is(realm, name, "svg") && name_is(realm, in->name, "annotation-xml"))
		in = NULL;
	if (in != NULL && breaks_out(realm, name)) {
		leave_foreign(p);
		return false;
	}
	if (in == NULL && !begins)
		return false;
	if (in != NULL && name_is(realm, name, "font")) {
		give_up(p, "the element font inside of svg or math");
		return true;
	}
	enum evl_dom_space space = in != NULL ? (enum evl_dom_space)in->space : name_is(realm, name, "svg") ? EVL_SPACE_SVG : EVL_SPACE_MATHML;
	if (space == EVL_SPACE_SVG && in != NULL)
		name = evl_space_adjust_tag(realm, name);
	if (in == NULL && p->page != NULL && !p->page->in_body)
		evl_markup_open_body(realm, p->page, &p->current);
	struct evl_dom_node *element = evl_element_make_in(realm, space, EVL_NAME_NONE, EVL_NAME_NONE, name);
	element->parser_inserted = true;
	bool closed = read_attributes(p, element);
	if (realm->halt != EVL_STATUS_OK)
		return true;
	if (space == EVL_SPACE_SVG && p->page != NULL && p->live && name_is(realm, name, "script")) {
		give_up(p, "scripts inside of svg");
		return true;
	}
	element->span = (evl_span){ 0, from - 1, p->at };
	link_new(p, p->current, element, NULL);
	tell_attributes(p, element);
	if (!closed)
		p->current = element;
	return true;
}

/* An end tag there. False: HTML's rules hold. */
static bool close_foreign(struct evl_markup_parser *p, evl_name name)
{
	if (p->current == p->root || p->current->space == EVL_SPACE_HTML)
		return false;
	if (name_in(p->realm, name, " p br ")) {
		leave_foreign(p);
		return false;
	}
	for (struct evl_dom_node *at = p->current; at != NULL && at != p->root; at = at->parent) {
		if (at->space == EVL_SPACE_HTML) {
			/* HTML's own rules, from the current element on: they do not reach through elements of other namespaces. */
			struct evl_dom_node *same = at;
			while (same != p->root && same->space == EVL_SPACE_HTML && same->name != name && !is_special(p->realm, same->name))
				same = same->parent;
			if (same != p->root && same->space == EVL_SPACE_HTML && same->name == name) {
				p->current = at;
				return false;
			}
			return true;
		}
		if (evl_names_match(p->realm, at->name, name)) {
			p->current = at->parent;
			return true;
		}
	}
	return true;
}

/* <![CDATA[text]]>: true when it stands where it is text. */
static bool read_cdata(struct evl_markup_parser *p)
{
	static const char opening[] = "<![CDATA[";
	uint32_t at = p->at, n = 0;
	while (opening[n] != '\0' && at + n < p->length && p->units[at + n] == (unsigned char)opening[n])
		n++;
	if (opening[n] != '\0' || foreign_around(p) == NULL)
		return false;
	uint32_t from = at + n, to = from;
	while (to < p->length && !(to + 2 < p->length && p->units[to] == ']' && p->units[to + 1] == ']' && p->units[to + 2] == '>'))
		to++;
	add_text(p, from, to, false);
	p->at = to + 3 < p->length ? to + 3 : p->length;
	return true;
}

static void open_tag(struct evl_markup_parser *p)
{
	uint32_t from = ++p->at;
	while (p->at < p->length && !evl_is_html_space(p->units[p->at]) && p->units[p->at] != '>' && p->units[p->at] != '/')
		p->at++;
	evl_name name = lower_name(p, from, p->at);
	struct evl_dom_node *element;
	if (open_foreign(p, name, from))
		return;
	if (name_is(p->realm, name, "image"))
		name = evl_platform_intern(p->realm, "img");
	if (name_is(p->realm, name, "plaintext"))
		give_up(p, "the element plaintext");
	struct evl_dom_node *known = p->page != NULL ? evl_markup_page_tag(p->realm, p->page, name, &p->current) : NULL;
	if (known != NULL) {
		read_attributes(p, known);
		tell_attributes(p, known);
		return;
	}
	if (!evl_element_make(p->realm, name, p->page != NULL && !p->page->apart, &element)) {
		if (p->page != NULL)
			p->page->stop = true;
		return;
	}
	element->parser_inserted = true;
	close_implied(p, name);
	bool fits = counts(p, name) && fits_tables(p, name);
	(void)read_attributes(p, element);
	if (!fits || p->realm->halt != EVL_STATUS_OK)
		return;
	element->span = (evl_span){ 0, from - 1, p->at };
	link_new(p, p->current, element, NULL);
	tell_shown(p, element);
	if (element->attribute_count != 0)
		evl_radio_inserted(p->realm, element);
	tell_attributes(p, element);
	if (p->page != NULL && p->live && !evl_page(p->realm)->autofocused && element->attribute_count != 0 && !in_template(p) &&
	    evl_element_has(p->realm, element, "autofocus"))
		evl_focus_candidate(p->realm, element);
	if (p->page != NULL && !p->page->apart) {
		p->page->stop = p->page->stop || !evl_custom_parsed(p->realm, element);
	}
	/* The line end behind the tag is no part of the text. */
	if (name_in(p->realm, name, " pre listing ") && p->at < p->length && p->units[p->at] == '\n')
		p->at++;
	if (evl_markup_is_void(p->realm, name)) {
		if (p->page != NULL && p->page->element_done != NULL && name_in(p->realm, name, " link "))
			p->page->element_done(p->realm, p->page, element);
		return;
	}
	if (is_raw(p->realm, name)) {
		read_raw(p, element);
		tell_place(p);
		if (p->page != NULL && p->live && !in_template(p))
			evl_style_changed(p->realm, element);
		if (p->page != NULL && p->page->element_done != NULL && !in_template(p))
			p->page->element_done(p->realm, p->page, element);
		return;
	}
	p->current = element;
}

/* Does the end tag of `name`, an ordinary element, not reach through one of `around` (HTML, "has an element in scope")? */
static bool ends_scope(struct evl_realm *realm, evl_name around, evl_name name)
{
	if (is_table_part(realm, name) || name_in(realm, name, " table template "))
		return name_in(realm, around, " html table template ");
	return name_in(realm, around, " applet caption html marquee object table td template th ") ||
	       (name_is(realm, name, "li") && name_in(realm, around, " ol ul ")) || (name_is(realm, name, "p") && name_is(realm, around, "button"));
}

static void close_tag(struct evl_markup_parser *p)
{
	uint32_t from = p->at + 2;
	p->at = from;
	while (p->at < p->length && p->units[p->at] != '>')
		p->at++;
	uint32_t to = p->at;
	while (to > from && evl_is_html_space(p->units[to - 1]))
		to--;
	evl_name name = lower_name(p, from, to);
	p->at += p->at < p->length;
	bool formatting = is_formatting(p->realm, name), special = is_special(p->realm, name);
	if (close_foreign(p, name) || (p->page != NULL && !in_template(p) && evl_markup_page_end(p->realm, p->page, name, &p->current)))
		return;
	for (struct evl_dom_node *at = p->current; at != NULL && at != p->root; at = at->parent) {
		if (at->space != EVL_SPACE_HTML)
			return;
		if (at->name == name || (is_heading(p->realm, name) && is_heading(p->realm, at->name))) {
			close_to(p, at);
			return;
		}
		if (special && ends_scope(p->realm, at->name, name))
			break;
		if (formatting && is_special(p->realm, at->name)) {
			give_up(p, "the end tag of a formatting element inside of another element");
			return;
		}
		if (!special && is_special(p->realm, at->name))
			return;
	}
	/* The end of a paragraph that never began is one of nothing; that of a line break is one. */
	if (name_in(p->realm, name, " p br ")) {
		open_implied(p, name_is(p->realm, name, "p") ? "p" : "br");
		close_to(p, p->current);
	}
}

static void add_comment(struct evl_markup_parser *p, uint32_t from, uint32_t to)
{
	struct evl_dom_node *comment = evl_comment_new(p->realm, text_between(p, from, to, false, false));
	if (p->page != NULL)
		evl_markup_page_comment(p->realm, p->page, p->current, comment);
	else
		link_new(p, p->current, comment, NULL);
}

static void run(struct evl_markup_parser *p)
{
	uint32_t from = p->at;
	while (p->at < p->length && p->realm->halt == EVL_STATUS_OK && !(p->page != NULL && (p->page->stop || p->page->paused))) {
		if (p->page != NULL && p->page->head_again && p->current == p->page->head) {
			p->page->head_again = false;
			p->current = p->page->html;
		}
		bool tag = p->units[p->at] == '<' && p->at + 1 < p->length;
		uint16_t next = tag ? p->units[p->at + 1] : 0;
		if (!tag || !(evl_is_letter(next) || next == '/' || next == '!' || next == '?')) {
			p->at++;
			continue;
		}
		add_text(p, from, p->at, true);
		if (next == '/') {
			close_tag(p);
		} else if (next == '!' && read_cdata(p)) {
			/* it was text */
		} else if (next == '!' || next == '?') {
			if (next == '?')
				give_up(p, "processing instructions of markup");
			bool comment = p->at + 3 < p->length && p->units[p->at + 2] == '-' && p->units[p->at + 3] == '-';
			uint32_t end = p->at + (comment ? 4 : 2), start = end;
			while (end < p->length && !(comment ? end + 2 < p->length && p->units[end] == '-' && p->units[end + 1] == '-' &&
								      p->units[end + 2] == '>' :
							      p->units[end] == '>'))
				end++;
			if (comment)
				add_comment(p, start, end);
			else if (p->page != NULL)
				p->page->doctype_seen = true;
			p->at = end + (comment ? 3 : 1) < p->length ? end + (comment ? 3 : 1) : p->length;
		} else {
			open_tag(p);
		}
		from = p->at;
	}
	add_text(p, from, p->at, true);
}

void evl_markup_parse(struct evl_realm *realm, const struct evl_dom_node *context, bool live, struct evl_dom_node *parent, const uint16_t *units,
		      uint32_t length)
{
	struct evl_markup_parser p = {
		.realm = realm, .units = units, .length = length, .root = parent, .current = parent, .context = context, .live = live,
	};
	if (evl_node_is(context, EVL_DOM_ELEMENT) && is_raw(realm, context->name))
		add_text(&p, 0, length, is_decoded(realm, context->name));
	else
		run(&p);
}

void evl_markup_begin_page(struct evl_realm *realm, struct evl_markup_page *page, const uint16_t *units, uint32_t length)
{
	page->parser = evl_arena_zalloc(&realm->scratch, sizeof *page->parser);
	*page->parser = (struct evl_markup_parser){
		.realm = realm, .units = units, .length = length, .root = page->html, .current = page->html, .page = page, .live = !page->apart,
	};
}

void evl_markup_continue(struct evl_realm *realm, struct evl_markup_page *page)
{
	page->paused = false;
	run(page->parser);
	if (!page->paused)
		evl_web(realm)->text_place = (evl_place){ 0, 0 };
}

/* -------------------------------------------------------------- serializing */

static void append_escaped(struct evl_text *out, const uint16_t *units, uint32_t length, bool attribute)
{
	for (uint32_t i = 0; i < length; i++) {
		uint16_t c = units[i];
		if (c == '&')
			evl_text_append_ascii(out, "&amp;");
		else if (c == 0xA0)
			evl_text_append_ascii(out, "&nbsp;");
		else if (attribute && c == '"')
			evl_text_append_ascii(out, "&quot;");
		else if (c == '<')
			evl_text_append_ascii(out, "&lt;");
		else if (c == '>')
			evl_text_append_ascii(out, "&gt;");
		else
			evl_text_append_unit(out, c);
	}
}

static void append_name(struct evl_realm *realm, struct evl_text *out, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	evl_text_append(out, entry->units, entry->length);
}

void evl_markup_open_tag(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *element)
{
	evl_text_append_unit(out, '<');
	append_name(realm, out, evl_element_qualified(realm, element));
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		struct evl_string *value = evl_as_string(element->attributes[i].value);
		const uint16_t *units = evl_string_units(realm, value);
		evl_text_append_unit(out, ' ');
		append_name(realm, out, element->attributes[i].name);
		evl_text_append_ascii(out, "=\"");
		if (units != NULL)
			append_escaped(out, units, value->length, true);
		evl_text_append_unit(out, '"');
	}
	evl_text_append_unit(out, '>');
}

static void begin_node(struct evl_realm *realm, struct evl_text *out, struct evl_dom_node *node)
{
	struct evl_string *text = node->text != EVL_EMPTY ? evl_as_string(node->text) : NULL;
	const uint16_t *units = text != NULL ? evl_string_units(realm, text) : NULL;
	switch ((enum evl_node_type)node->type) {
	case EVL_DOM_TEXT:
		if (units == NULL)
			break;
		if (node->parent != NULL && node->parent->type == EVL_DOM_ELEMENT && node->parent->space == EVL_SPACE_HTML && name_in(realm, node->parent->name, " script style xmp iframe noscript "))
			evl_text_append(out, units, text->length);
		else
			append_escaped(out, units, text->length, false);
		break;
	case EVL_DOM_COMMENT:
		evl_text_append_ascii(out, "<!--");
		if (units != NULL)
			evl_text_append(out, units, text->length);
		evl_text_append_ascii(out, "-->");
		break;
	case EVL_DOM_DOCTYPE:
		evl_text_append_ascii(out, "<!DOCTYPE html>");
		break;
	case EVL_DOM_ELEMENT:
		node->style_trails = false; /* the attributes are read */
		evl_markup_open_tag(realm, out, node);
		if (evl_is_object(node->content) && evl_vm_native_room(realm->vm)) {
			struct evl_string *inside = evl_markup_text(realm, evl_pointer(node->content), false);
			const uint16_t *inner = inside != NULL ? evl_string_units(realm, inside) : NULL;
			if (inner != NULL)
				evl_text_append(out, inner, inside->length);
		}
		break;
	default:
		break;
	}
}

/* Is it written without an end tag, and without what may be in it? */
static bool is_void(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return node->type == EVL_DOM_ELEMENT && node->space == EVL_SPACE_HTML && evl_markup_is_void(realm, node->name);
}

static void end_node(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *node)
{
	if (node->type != EVL_DOM_ELEMENT || is_void(realm, node))
		return;
	evl_text_append_ascii(out, "</");
	append_name(realm, out, evl_element_qualified(realm, node));
	evl_text_append_unit(out, '>');
}

struct evl_string *evl_markup_text(struct evl_realm *realm, struct evl_dom_node *node, bool outer)
{
	struct evl_text out = { .realm = realm };

	struct evl_dom_node *at = outer ? node : is_void(realm, node) ? NULL : node->first;
	while (at != NULL) {
		begin_node(realm, &out, at);
		if (at->first != NULL && !is_void(realm, at)) {
			at = at->first;
			continue;
		}
		for (;;) {
			end_node(realm, &out, at);
			if (at == node || (at->parent == node && !outer && at->next == NULL)) {
				at = NULL;
				break;
			}
			if (at->next != NULL) {
				at = at->next;
				break;
			}
			at = at->parent;
		}
	}
	return evl_text_take(&out, 0);
}
