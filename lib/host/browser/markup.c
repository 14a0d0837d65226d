/* SPDX-License-Identifier: MIT */
/*
 * markup.c - plain HTML text to nodes and back (HTML, "Parsing HTML documents" without
 * its repairs of misnested formatting, and "Serializing HTML fragments").
 *
 * What it knows: tags, attributes, void and raw-text elements, comments, the common character
 * references, and the end tags that may be left out (p, li, dt, dd, option, table parts).
 */
#include "host/browser/markup.h"

#include <string.h>

#include "console/text.h"
#include "value/convert.h"
#include "vm/vm.h"

/* ---------------------------------------------------------------- parsing */

struct evl_markup_parser {
	struct evl_realm *realm;
	const uint16_t *units;
	uint32_t length, at;
	struct evl_dom_node *root, *current;
	struct evl_markup_page *page; /* a whole page; NULL: a fragment */
};

static bool is_space(uint16_t c) { return c == ' ' || (c >= 9 && c <= 13 && c != 11); }
static bool is_letter(uint16_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

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
	return name_in(realm, name, " area base br col embed hr img input link meta source track wbr ");
}

static bool is_raw(struct evl_realm *realm, evl_name name) { return name_in(realm, name, " script style textarea title noscript iframe xmp "); }

/* Of the raw-text elements those whose character references count. */
static bool is_decoded(struct evl_realm *realm, evl_name name) { return name_in(realm, name, " textarea title "); }

/* A character reference at `at` (behind the &): its units; 0: none. */
static uint32_t reference(const struct evl_markup_parser *p, uint32_t at, uint16_t *out, uint32_t *count)
{
	static const struct {
		const char *name;
		uint16_t unit;
	} known[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xA0 }, { "copy", 0xA9 },
		      { "reg", 0xAE }, { "hellip", 0x2026 }, { "mdash", 0x2014 }, { "ndash", 0x2013 }, { "times", 0xD7 }, { "larr", 0x2190 },
		      { "rarr", 0x2192 }, { "laquo", 0xAB }, { "raquo", 0xBB }, { "middot", 0xB7 }, { "bull", 0x2022 } };
	uint32_t start = at;
	if (at < p->length && p->units[at] == '#') {
		uint32_t value = 0, digits = 0;
		bool hex = at + 1 < p->length && (p->units[at + 1] | 32) == 'x';
		for (at += hex ? 2 : 1; at < p->length && digits < 8; at++, digits++) {
			uint16_t c = p->units[at];
			uint32_t digit = c >= '0' && c <= '9' ? c - '0' + 0u : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10u : 99;
			if (digit == 99)
				break;
			value = value * (hex ? 16 : 10) + digit;
		}
		if (digits == 0)
			return 0;
		if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
			value = 0xFFFD;
		*count = value > 0xFFFF ? 2 : 1;
		out[0] = value > 0xFFFF ? (uint16_t)(0xD7C0 + (value >> 10)) : (uint16_t)value;
		out[1] = (uint16_t)(0xDC00 + (value & 0x3FF));
		return at - start + (at < p->length && p->units[at] == ';');
	}
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		size_t n = strlen(known[i].name), k = 0;
		while (k < n && at + k < p->length && p->units[at + k] == (unsigned char)known[i].name[k])
			k++;
		if (k == n && at + k < p->length && p->units[at + k] == ';') {
			out[0] = known[i].unit;
			*count = 1;
			return (uint32_t)n + 1;
		}
	}
	return 0;
}

static evl_value text_between(struct evl_markup_parser *p, uint32_t from, uint32_t to, bool decode)
{
	uint16_t *out = evl_arena_alloc(&p->realm->scratch, (to - from + (size_t)2) * sizeof *out), two[2];
	uint32_t n = 0, count;
	for (uint32_t i = from; i < to; i++) {
		uint32_t used = decode && p->units[i] == '&' ? reference(p, i + 1, two, &count) : 0;
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

static void add_text(struct evl_markup_parser *p, uint32_t from, uint32_t to, bool decode)
{
	if (from >= to)
		return;
	if (p->page != NULL && !p->page->in_body && p->current == p->root) {
		bool blank = true;
		for (uint32_t i = from; i < to; i++)
			blank = blank && is_space(p->units[i]);
		if (blank)
			return;
		evl_markup_open_body(p->realm, p->page, &p->current);
	}
	evl_value text = text_between(p, from, to, decode);
	struct evl_dom_node *last = p->current->last;
	if (evl_node_is(last, EVL_DOM_TEXT)) {
		struct evl_string *both = evl_string_concat(p->realm, evl_as_string(last->text), evl_as_string(text));
		if (both != NULL)
			last->text = evl_from_string(both);
		return;
	}
	evl_node_link(p->current, evl_text_new(p->realm, text), NULL);
}

static void add_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, evl_value value)
{
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
	element->attributes[element->attribute_count++] = (struct evl_dom_attribute){ name, value };
}

/* The attributes up to > or />. */
static bool read_attributes(struct evl_markup_parser *p, struct evl_dom_node *element)
{
	for (;;) {
		while (p->at < p->length && (is_space(p->units[p->at]) || p->units[p->at] == '/'))
			p->at++;
		if (p->at >= p->length)
			return false;
		if (p->units[p->at] == '>') {
			bool closed = p->units[p->at - 1] == '/';
			p->at++;
			return closed;
		}
		uint32_t from = p->at, to;
		while (p->at < p->length && !is_space(p->units[p->at]) && p->units[p->at] != '=' && p->units[p->at] != '>' && p->units[p->at] != '/')
			p->at++;
		to = p->at;
		if (to == from) {
			p->at++;
			continue;
		}
		evl_name name = lower_name(p, from, to);
		while (p->at < p->length && is_space(p->units[p->at]))
			p->at++;
		evl_value value = evl_from_string(evl_string_from_name(p->realm, EVL_NAME_empty));
		if (p->at < p->length && p->units[p->at] == '=') {
			p->at++;
			while (p->at < p->length && is_space(p->units[p->at]))
				p->at++;
			uint16_t quote = p->at < p->length ? p->units[p->at] : 0;
			if (quote == '"' || quote == '\'') {
				from = ++p->at;
				while (p->at < p->length && p->units[p->at] != quote)
					p->at++;
				value = text_between(p, from, p->at, true);
				p->at += p->at < p->length;
			} else {
				from = p->at;
				while (p->at < p->length && !is_space(p->units[p->at]) && p->units[p->at] != '>')
					p->at++;
				value = text_between(p, from, p->at, true);
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
		{ " tr ", " tr td th ", " table tbody thead tfoot " },
		{ " td th ", " td th ", " tr table " },
		{ " tbody thead tfoot ", " tbody thead tfoot tr td th ", " table " },
		{ " address article aside blockquote details div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul ",
		  " p ", " button table div section article body td th li ul ol " },
	};
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (!name_in(realm, name, rules[i].opening))
			continue;
		struct evl_dom_node *last = NULL;
		for (struct evl_dom_node *at = p->current; at != p->root && at != NULL && !name_in(realm, at->name, rules[i].stop); at = at->parent)
			if (name_in(realm, at->name, rules[i].closes))
				last = at;
		if (last != NULL)
			p->current = last->parent;
	}
	/* Rows stand in a body. */
	if (name_is(realm, name, "tr") && evl_element_is(realm, p->current, "table")) {
		struct evl_dom_node *body;
		if (evl_element_make(realm, evl_platform_intern(realm, "tbody"), false, &body)) {
			evl_node_link(p->current, body, NULL);
			p->current = body;
		}
	}
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
		if (k == entry->length && (i + 2 + k == p->length || !is_letter(p->units[i + 2 + k]))) {
			end = i;
			break;
		}
	}
	if (end > from) {
		bool decode = is_decoded(p->realm, element->name);
		if (name_is(p->realm, element->name, "textarea") && p->units[from] == '\n')
			from++;
		evl_node_link(element, evl_text_new(p->realm, text_between(p, from, end, decode)), NULL);
	}
	element->span = (evl_span){ 0, from, end };
	p->at = end;
	while (p->at < p->length && p->units[p->at] != '>')
		p->at++;
	p->at += p->at < p->length;
}

/* Handlers and addresses given by the attributes of a page's own elements. */
static void tell_attributes(struct evl_markup_parser *p, struct evl_dom_node *element)
{
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if (!evl_element_attribute_changed(p->realm, element, element->attributes[i].name, evl_as_string(element->attributes[i].value)))
			p->page->stop = true;
}

/* What stands in a template is inert. */
static bool in_template(const struct evl_markup_parser *p)
{
	for (const struct evl_dom_node *at = p->current; at != NULL; at = at->parent)
		if (evl_element_is(p->realm, at, "template"))
			return true;
	return false;
}

static void open_tag(struct evl_markup_parser *p)
{
	uint32_t from = ++p->at;
	while (p->at < p->length && !is_space(p->units[p->at]) && p->units[p->at] != '>' && p->units[p->at] != '/')
		p->at++;
	evl_name name = lower_name(p, from, p->at);
	struct evl_dom_node *element;
	struct evl_dom_node *known = p->page != NULL ? evl_markup_page_tag(p->realm, p->page, name, &p->current) : NULL;
	if (known != NULL) {
		read_attributes(p, known);
		tell_attributes(p, known);
		return;
	}
	if (!evl_element_make(p->realm, name, p->page != NULL, &element)) {
		if (p->page != NULL)
			p->page->stop = true;
		return;
	}
	element->parser_inserted = true;
	close_implied(p, name);
	bool closed = read_attributes(p, element);
	(void)closed;
	element->span = (evl_span){ 0, from - 1, p->at };
	evl_node_link(p->current, element, NULL);
	if (p->page != NULL) {
		tell_attributes(p, element);
		p->page->stop = p->page->stop || !evl_custom_parsed(p->realm, element);
	}
	if (evl_markup_is_void(p->realm, name)) {
		if (p->page != NULL && p->page->element_done != NULL && name_in(p->realm, name, " link "))
			p->page->element_done(p->realm, p->page, element);
		return;
	}
	if (is_raw(p->realm, name)) {
		read_raw(p, element);
		if (p->page != NULL && p->page->element_done != NULL && !in_template(p))
			p->page->element_done(p->realm, p->page, element);
		return;
	}
	p->current = element;
}

static void close_tag(struct evl_markup_parser *p)
{
	uint32_t from = p->at + 2;
	p->at = from;
	while (p->at < p->length && p->units[p->at] != '>')
		p->at++;
	uint32_t to = p->at;
	while (to > from && is_space(p->units[to - 1]))
		to--;
	evl_name name = lower_name(p, from, to);
	p->at += p->at < p->length;
	for (struct evl_dom_node *at = p->current; at != NULL && at != p->root; at = at->parent) {
		if (at->name != name)
			continue;
		if (p->page != NULL && (at == p->page->body || at == p->page->html))
			return;
		for (struct evl_dom_node *closed = p->current;; closed = closed->parent) {
			struct evl_dom_node *outer = closed->parent;
			if (evl_element_is(p->realm, closed, "template"))
				evl_template_fill(p->realm, closed);
			if (closed == at) {
				p->current = outer;
				return;
			}
		}
	}
}

static void run(struct evl_markup_parser *p)
{
	uint32_t from = p->at;
	while (p->at < p->length && !(p->page != NULL && (p->page->stop || p->page->paused))) {
		bool tag = p->units[p->at] == '<' && p->at + 1 < p->length;
		uint16_t next = tag ? p->units[p->at + 1] : 0;
		if (!tag || !(is_letter(next) || next == '/' || next == '!' || next == '?')) {
			p->at++;
			continue;
		}
		add_text(p, from, p->at, true);
		if (next == '/') {
			close_tag(p);
		} else if (next == '!' || next == '?') {
			bool comment = p->at + 3 < p->length && p->units[p->at + 2] == '-' && p->units[p->at + 3] == '-';
			uint32_t end = p->at + (comment ? 4 : 2), start = end;
			while (end < p->length && !(comment ? end + 2 < p->length && p->units[end] == '-' && p->units[end + 1] == '-' &&
								      p->units[end + 2] == '>' :
							      p->units[end] == '>'))
				end++;
			if (comment && p->current != NULL && !(p->page != NULL && p->current == p->root))
				evl_node_link(p->current, evl_comment_new(p->realm, text_between(p, start, end, false)), NULL);
			p->at = end + (comment ? 3 : 1) < p->length ? end + (comment ? 3 : 1) : p->length;
		} else {
			open_tag(p);
		}
		from = p->at;
	}
	add_text(p, from, p->at, true);
}

void evl_markup_parse(struct evl_realm *realm, const struct evl_dom_node *context, struct evl_dom_node *parent, const uint16_t *units, uint32_t length)
{
	struct evl_markup_parser p = { .realm = realm, .units = units, .length = length, .root = parent, .current = parent };
	if (evl_node_is(context, EVL_DOM_ELEMENT) && is_raw(realm, context->name))
		add_text(&p, 0, length, is_decoded(realm, context->name));
	else
		run(&p);
}

void evl_markup_begin_page(struct evl_realm *realm, struct evl_markup_page *page, const uint16_t *units, uint32_t length)
{
	page->parser = evl_arena_zalloc(&realm->scratch, sizeof *page->parser);
	*page->parser = (struct evl_markup_parser){
		.realm = realm, .units = units, .length = length, .root = page->html, .current = page->html, .page = page,
	};
}

void evl_markup_continue(struct evl_realm *realm, struct evl_markup_page *page)
{
	(void)realm;
	page->paused = false;
	run(page->parser);
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
	append_name(realm, out, element->name);
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

static void begin_node(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *node)
{
	struct evl_string *text = node->text != EVL_EMPTY ? evl_as_string(node->text) : NULL;
	const uint16_t *units = text != NULL ? evl_string_units(realm, text) : NULL;
	switch ((enum evl_node_type)node->type) {
	case EVL_DOM_TEXT:
		if (units == NULL)
			break;
		if (node->parent != NULL && node->parent->type == EVL_DOM_ELEMENT && name_in(realm, node->parent->name, " script style xmp iframe noscript "))
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

static void end_node(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *node)
{
	if (node->type != EVL_DOM_ELEMENT || evl_markup_is_void(realm, node->name))
		return;
	evl_text_append_ascii(out, "</");
	append_name(realm, out, node->name);
	evl_text_append_unit(out, '>');
}

struct evl_string *evl_markup_text(struct evl_realm *realm, const struct evl_dom_node *node, bool outer)
{
	struct evl_text out = { .realm = realm };

	const struct evl_dom_node *at = outer ? node : node->first;
	while (at != NULL) {
		begin_node(realm, &out, at);
		if (at->first != NULL) {
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
