/* SPDX-License-Identifier: MIT */
/*
 * selector.c - simple selectors: type, #id, .class, [attribute], the usual
 * pseudo-classes, and combinators (Selectors, level 4, a part).
 */
#include <string.h>

#include "base/ascii.h"
#include "host/browser/dom.h"
#include "host/browser/partial_text.h"
#include "host/browser/pseudo_class.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/vm.h"

enum part_kind {
	PART_TYPE,
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
	PART_STATE,     /* of the element itself: `state` */
};

struct part {
	struct part *next;
	uint8_t kind; /* enum part_kind */
	uint8_t state; /* enum evl_pseudo_class */
	bool folds; /* the value is compared without regard to the case of ASCII letters */
	evl_name name, exact; /* in lower case, for HTML elements; as written */
	struct evl_string *value;
	int32_t a, b; /* an+b */
	const struct evl_selector *inner;
};

/* A compound with the combinator that joins it to the one before. */
struct compound {
	struct compound *previous;
	struct part *parts;
	char combinator; /* ' ', '>', '+', '~'; 0: the first */
};

struct evl_selector {
	struct evl_selector *next; /* behind a comma */
	struct compound *last;
};

struct parser {
	struct evl_realm *realm;
	const uint16_t *units;
	uint32_t length, at;
	uint32_t depth;
	bool failed;
};

static const struct evl_selector *parse_list(struct parser *p, bool nested);

static bool is_name_start(uint16_t c) { return c == '_' || c >= 128 || evl_is_letter(c); }
static bool is_name(uint16_t c) { return is_name_start(c) || c == '-' || evl_is_digit(c); }
static uint16_t peek(const struct parser *p) { return p->at < p->length ? p->units[p->at] : 0; }

static void skip_spaces(struct parser *p)
{
	while (evl_is_html_space(peek(p)))
		p->at++;
}

static evl_name read_name(struct parser *p, bool lower)
{
	uint16_t *out = evl_arena_alloc(&p->realm->scratch, (p->length - p->at + (size_t)1) * sizeof *out);
	uint32_t n = 0;
	uint16_t first = peek(p), second = p->at + 1 < p->length ? p->units[p->at + 1] : 0;
	if (!is_name_start(first) && first != '\\' && !(first == '-' && (is_name_start(second) || second == '-' || second == '\\'))) {
		p->failed = true;
		return EVL_NAME_empty;
	}
	while (p->at < p->length) {
		uint16_t c = p->units[p->at];
		if (c == '\\' && p->at + 1 < p->length) {
			uint32_t value = 0, digits = 0;
			p->at++;
			while (digits < 6 && p->at < p->length) {
				uint16_t d = p->units[p->at];
				int digit = evl_hex_value(d);
				if (digit < 0)
					break;
				value = value * 16 + (uint32_t)digit;
				digits++;
				p->at++;
			}
			if (digits == 0)
				value = p->units[p->at++];
			else if (evl_is_html_space(peek(p)))
				p->at++;
			out[n++] = (uint16_t)value;
			continue;
		}
		if (!is_name(c))
			break;
		out[n++] = lower && c >= 'A' && c <= 'Z' ? (uint16_t)(c + 32) : c;
		p->at++;
	}
	return evl_names_intern(p->realm->names, out, n);
}

/* A name that counts in lower case for HTML elements. */
static void read_names(struct parser *p, struct part *part)
{
	uint32_t from = p->at;
	part->exact = read_name(p, false);
	p->at = from;
	part->name = read_name(p, true);
}

static struct part *new_part(struct parser *p, struct part ***link, enum part_kind kind)
{
	struct part *part = evl_arena_zalloc(&p->realm->scratch, sizeof *part);
	part->kind = (uint8_t)kind;
	**link = part;
	*link = &part->next;
	return part;
}

/* HTML, "Case-sensitivity of selectors": attributes whose values are compared without regard to case. */
static bool folds_by_itself(struct evl_realm *realm, evl_name attribute)
{
	static const char *const names[] = {
		"accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked", "clear", "codetype", "color", "compact", "declare",
		"defer", "dir", "direction", "disabled", "enctype", "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media",
		"method", "multiple", "nohref", "noresize", "noshade", "nowrap", "readonly", "rel", "rev", "rules", "scope", "scrolling", "selected",
		"shape", "target", "text", "type", "valign", "valuetype", "vlink" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (attribute == evl_platform_intern(realm, names[i]))
			return true;
	return false;
}

/* The text with its ASCII letters in lower case. */
static struct evl_string *folded(struct evl_realm *realm, struct evl_string *text)
{
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return text;
	uint16_t *out = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *out);
	for (uint32_t i = 0; i < text->length; i++)
		out[i] = units[i] >= 'A' && units[i] <= 'Z' ? (uint16_t)(units[i] + 32) : units[i];
	return evl_string_new(realm, out, text->length);
}

/* [name], [name="value" i]; at the end of the text what is open is closed (CSS Syntax). */
static void read_attribute(struct parser *p, struct part ***link)
{
	p->at++;
	skip_spaces(p);
	struct part *part = new_part(p, link, PART_HAS);
	read_names(p, part);
	skip_spaces(p);
	uint16_t c = peek(p);
	if (c != ']' && p->at < p->length) {
		part->kind = c == '=' ? PART_EQUALS : c == '^' ? PART_PREFIX : c == '$' ? PART_SUFFIX : c == '*' ? PART_SUBSTRING :
			     c == '~' ? PART_WORD : PART_DASH;
		if (c != '=' && (!strchr("^$*~|", c < 128 ? c : 'x') || c == 0 || ++p->at >= p->length || peek(p) != '=')) {
			p->failed = true;
			return;
		}
		p->at++;
		skip_spaces(p);
		uint16_t quote = peek(p);
		if (quote == '"' || quote == '\'') {
			uint32_t from = ++p->at;
			while (p->at < p->length && p->units[p->at] != quote)
				p->at++;
			part->value = evl_string_new(p->realm, p->units + from, p->at - from);
			p->at += p->at < p->length;
		} else {
			part->value = evl_string_from_name(p->realm, read_name(p, false));
		}
		skip_spaces(p);
		bool is_said = (peek(p) | 32) == 'i';
		part->folds = is_said || folds_by_itself(p->realm, part->name);
		p->at += is_said;
		skip_spaces(p);
		if (part->folds && !p->failed)
			part->value = folded(p->realm, part->value);
	}
	if (p->at < p->length && peek(p) != ']')
		p->failed = true;
	p->at += p->at < p->length;
}

/* an+b, odd, even */
static void read_nth(struct parser *p, struct part *part)
{
	char text[32];
	uint32_t n = 0;
	for (; p->at < p->length && peek(p) != ')' && n < sizeof text - 1; p->at++)
		if (!evl_is_html_space(peek(p)))
			text[n++] = peek(p) < 128 ? (char)(peek(p) | (peek(p) >= 'A' ? 32 : 0)) : '?';
	text[n] = '\0';
	if (strstr(text, "of") != NULL) {
		evl_not_covered(p->realm, "a selector with :nth-child(... of ...)");
		p->failed = true;
		return;
	}
	if (strcmp(text, "odd") == 0 || strcmp(text, "even") == 0) {
		part->a = 2;
		part->b = text[0] == 'o';
		return;
	}
	char *at = text;
	char *stem = strchr(text, 'n');
	if (stem != NULL) {
		int sign = 1, value = 0;
		bool digits = false;
		if (*at == '+' || *at == '-')
			sign = *at++ == '-' ? -1 : 1;
		for (; at < stem; at++) {
			p->failed = p->failed || *at < '0' || *at > '9' || value > 100000;
			value = value * 10 + (*at - '0');
			digits = true;
		}
		part->a = sign * (digits ? value : 1);
		at = stem + 1;
	}
	int sign = 1, value = 0;
	if (*at == '+' || *at == '-')
		sign = *at++ == '-' ? -1 : 1;
	else if (stem != NULL && *at != '\0')
		p->failed = true;
	for (; *at != '\0'; at++) {
		p->failed = p->failed || *at < '0' || *at > '9' || value > 100000;
		value = value * 10 + (*at - '0');
	}
	part->b = sign * value;
}

/* ::name, behind the colons. No element is one. */
static void read_pseudo_element(struct parser *p, struct part ***link)
{
	evl_name name = read_name(p, true);
	if (p->failed)
		return;
	const char *text = evl_names_utf8(p->realm->names, name, &p->realm->scratch);
	if (peek(p) == '(') {
		evl_not_covered(p->realm, evl_unknown_text(p->realm, "::%s() in a selector", text));
		p->failed = true;
	}
	p->failed = p->failed || !evl_pseudo_element_known(text);
	new_part(p, link, PART_STATE)->state = EVL_PSEUDO_NEVER;
}

/* A pseudo-class that speaks of the element's state. */
static void read_state(struct parser *p, const char *name, struct part ***link)
{
	enum evl_pseudo_class which = evl_pseudo_class_find(name, peek(p) == '(');
	if (which == EVL_PSEUDO_LATER)
		evl_not_covered(p->realm, evl_unknown_text(p->realm, ":%s in a selector", name));
	p->failed = p->failed || which == EVL_PSEUDO_LATER || which == EVL_PSEUDO_INVALID_NAME;
	new_part(p, link, PART_STATE)->state = (uint8_t)which;
}

static void read_pseudo(struct parser *p, struct part ***link)
{
	static const struct {
		const char *name;
		uint8_t kind;
		char argument; /* 's': a selector list, 'n': an+b */
	} known[] = {
		{ "not", PART_NOT, 's' }, { "is", PART_IS, 's' }, { "where", PART_IS, 's' }, { "has", PART_CONTAINS, 's' },
		{ "first-child", PART_FIRST, 0 }, { "last-child", PART_LAST, 0 }, { "only-child", PART_ONLY, 0 },
		{ "first-of-type", PART_FIRST_TYPE, 0 }, { "last-of-type", PART_LAST_TYPE, 0 }, { "nth-child", PART_NTH, 'n' },
		{ "only-of-type", PART_ONLY_TYPE, 0 }, { "nth-last-child", PART_NTH_LAST, 'n' }, { "nth-of-type", PART_NTH_TYPE, 'n' },
		{ "nth-last-of-type", PART_NTH_LAST_TYPE, 'n' }, { "empty", PART_EMPTY, 0 }, { "root", PART_ROOT, 0 }, { "scope", PART_SCOPE, 0 },
	};
	p->at++;
	if (peek(p) == ':') {
		p->at++;
		read_pseudo_element(p, link);
		return;
	}
	evl_name name = read_name(p, true);
	if (p->failed)
		return;
	const char *text = evl_names_utf8(p->realm->names, name, &p->realm->scratch);
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcmp(known[i].name, text) != 0)
			continue;
		struct part *part = new_part(p, link, (enum part_kind)known[i].kind);
		if (known[i].argument == 0)
			return;
		if (peek(p) != '(') {
			p->failed = true;
			return;
		}
		p->at++;
		if (known[i].argument == 's')
			part->inner = parse_list(p, true);
		else
			read_nth(p, part);
		if (p->at < p->length && peek(p) != ')')
			p->failed = true;
		p->at += p->at < p->length;
		return;
	}
	read_state(p, text, link);
}

static struct part *read_compound(struct parser *p)
{
	struct part *parts = NULL, **link = &parts;
	uint32_t from = p->at;
	if (peek(p) == '*')
		p->at++;
	else if (is_name_start(peek(p)) || peek(p) == '\\')
		read_names(p, new_part(p, &link, PART_TYPE));
	while (!p->failed && p->at < p->length) {
		uint16_t c = peek(p);
		if (c == '#' || c == '.') {
			p->at++;
			struct part *part = new_part(p, &link, c == '#' ? PART_ID : PART_CLASS);
			part->name = read_name(p, false);
			part->value = evl_string_from_name(p->realm, part->name);
		} else if (c == '[') {
			read_attribute(p, &link);
		} else if (c == ':') {
			read_pseudo(p, &link);
		} else {
			break;
		}
	}
	p->failed = p->failed || p->at == from;
	return parts;
}

static struct evl_selector *parse_complex(struct parser *p, bool relative)
{
	struct evl_selector *selector = evl_arena_zalloc(&p->realm->scratch, sizeof *selector);
	char combinator = 0;
	skip_spaces(p);
	if (relative && (peek(p) == '>' || peek(p) == '+' || peek(p) == '~')) {
		struct compound *scope = evl_arena_zalloc(&p->realm->scratch, sizeof *scope);
		struct part **link = &scope->parts;
		new_part(p, &link, PART_SCOPE);
		selector->last = scope;
		combinator = (char)p->units[p->at++];
		skip_spaces(p);
	}
	for (;;) {
		struct compound *compound = evl_arena_zalloc(&p->realm->scratch, sizeof *compound);
		compound->parts = read_compound(p);
		compound->combinator = combinator;
		compound->previous = selector->last;
		selector->last = compound;
		bool space = evl_is_html_space(peek(p));
		skip_spaces(p);
		uint16_t c = peek(p);
		if (p->failed || c == 0 || c == ',' || c == ')')
			return selector;
		if (c == '>' || c == '+' || c == '~') {
			combinator = (char)c;
			p->at++;
			skip_spaces(p);
		} else if (space) {
			combinator = ' ';
		} else {
			p->failed = true;
			return selector;
		}
	}
}

static const struct evl_selector *parse_list(struct parser *p, bool nested)
{
	struct evl_selector *first = NULL, **link = &first;
	if (++p->depth > 50) {
		p->failed = true;
		return NULL;
	}
	do {
		*link = parse_complex(p, nested);
		link = &(*link)->next;
	} while (!p->failed && peek(p) == ',' && ++p->at);
	p->depth--;
	return first;
}

const struct evl_selector *evl_selector_parse(struct evl_realm *realm, struct evl_string *text, const char *function, const char *interface)
{
	struct parser p = { .realm = realm, .units = evl_string_units(realm, text), .length = text->length };
	if (p.units == NULL)
		return NULL;
	const struct evl_selector *selector = parse_list(&p, false);
	if (realm->halt != EVL_STATUS_OK)
		return NULL;
	if (!p.failed && p.at == p.length)
		return selector;
	if (text->length == 0)
		evl_platform_exception(realm, "SyntaxError", "Failed to execute '%s' on '%s': The provided selector is empty.", function, interface);
	else
		evl_platform_exception(realm, "SyntaxError", "Failed to execute '%s' on '%s': '%s' is not a valid selector.", function, interface,
				       evl_string_utf8(realm, text));
	return NULL;
}

/* ----------------------------------------------------------------- matching */

static const struct evl_dom_node *beside(const struct evl_dom_node *node, bool forwards)
{
	node = forwards ? node->next : node->previous;
	while (node != NULL && node->type != EVL_DOM_ELEMENT)
		node = forwards ? node->next : node->previous;
	return node;
}

/* The position among siblings, from 1: of the same type, or of all. */
static int32_t position(const struct evl_dom_node *node, bool from_end, bool same_type)
{
	int32_t at = 1;
	for (const struct evl_dom_node *s = beside(node, from_end); s != NULL; s = beside(s, from_end))
		at += !same_type || s->name == node->name;
	return at;
}

static bool is_nth(int32_t at, int32_t a, int32_t b)
{
	if (a == 0)
		return at == b;
	return (at - b) % a == 0 && (at - b) / a >= 0;
}

static bool has_text(struct evl_realm *realm, const struct part *part, struct evl_string *value)
{
	const uint16_t *units = evl_string_units(realm, value), *wanted = evl_string_units(realm, part->value);
	uint32_t length = value->length, size = part->value->length;
	if (units == NULL || wanted == NULL)
		return false;
	switch ((enum part_kind)part->kind) {
	case PART_EQUALS:
		return evl_string_equals(realm, value, part->value);
	case PART_PREFIX:
		return size != 0 && size <= length && memcmp(units, wanted, size * sizeof *units) == 0;
	case PART_SUFFIX:
		return size != 0 && size <= length && memcmp(units + length - size, wanted, size * sizeof *units) == 0;
	case PART_SUBSTRING:
		return size != 0 && evl_string_index_of(realm, value, part->value, 0) >= 0;
	case PART_DASH:
		return size <= length && memcmp(units, wanted, size * sizeof *units) == 0 && (size == length || units[size] == '-');
	default:
		for (uint32_t from = 0; size != 0 && from + size <= length; from++)
			if ((from == 0 || evl_is_html_space(units[from - 1])) && memcmp(units + from, wanted, size * sizeof *units) == 0 &&
			    (from + size == length || evl_is_html_space(units[from + size])))
				return true;
		return false;
	}
}

static bool has_match_inside(struct evl_realm *realm, const struct evl_selector *selector, const struct evl_dom_node *element)
{
	struct evl_dom_node *root = (struct evl_dom_node *)element;
	for (struct evl_dom_node *at = root->first; at != NULL; at = evl_node_next(root, at))
		if (at->type == EVL_DOM_ELEMENT && evl_selector_matches(realm, selector, at, element))
			return true;
	return false;
}

static bool part_matches(struct evl_realm *realm, const struct part *part, const struct evl_dom_node *e, const struct evl_dom_node *scope)
{
	struct evl_string *value;
	switch ((enum part_kind)part->kind) {
	case PART_TYPE:
		return e->space == EVL_SPACE_HTML ? e->name == part->name : evl_names_match(realm, e->name, part->name);
	case PART_ID:
		value = evl_element_get(realm, e, "id");
		return value != NULL && evl_string_equals(realm, value, part->value);
	case PART_CLASS:
		return evl_element_has_class(realm, e, part->value);
	case PART_HAS:
		return evl_element_get_name(e, e->space == EVL_SPACE_HTML ? part->name : part->exact) != NULL;
	case PART_EQUALS:
	case PART_PREFIX:
	case PART_SUFFIX:
	case PART_SUBSTRING:
	case PART_WORD:
	case PART_DASH:
		value = evl_element_get_name(e, e->space == EVL_SPACE_HTML ? part->name : part->exact);
		if (evl_text_is_partial(realm, value))
			return evl_not_covered(realm, "a selector that asks for an attribute whose value comes from outside");
		return value != NULL && has_text(realm, part, part->folds ? folded(realm, value) : value);
	case PART_NOT:
		return !evl_selector_matches(realm, part->inner, e, scope);
	case PART_IS:
		return evl_selector_matches(realm, part->inner, e, scope);
	case PART_CONTAINS:
		return has_match_inside(realm, part->inner, e);
	case PART_FIRST:
		return beside(e, false) == NULL;
	case PART_LAST:
		return beside(e, true) == NULL;
	case PART_ONLY:
		return beside(e, false) == NULL && beside(e, true) == NULL;
	case PART_FIRST_TYPE:
		return position(e, false, true) == 1;
	case PART_LAST_TYPE:
		return position(e, true, true) == 1;
	case PART_ONLY_TYPE:
		return position(e, false, true) == 1 && position(e, true, true) == 1;
	case PART_NTH:
		return is_nth(position(e, false, false), part->a, part->b);
	case PART_NTH_LAST:
		return is_nth(position(e, true, false), part->a, part->b);
	case PART_NTH_TYPE:
		return is_nth(position(e, false, true), part->a, part->b);
	case PART_NTH_LAST_TYPE:
		return is_nth(position(e, true, true), part->a, part->b);
	case PART_EMPTY:
		for (const struct evl_dom_node *c = e->first; c != NULL; c = c->next)
			if (c->type != EVL_DOM_COMMENT)
				return false;
		return true;
	case PART_ROOT:
		return evl_node_is(e->parent, EVL_DOM_DOCUMENT);
	case PART_SCOPE:
		return scope != NULL && scope->type == EVL_DOM_ELEMENT ? e == scope : evl_node_is(e->parent, EVL_DOM_DOCUMENT);
	case PART_STATE:
		return evl_pseudo_class_matches(realm, (enum evl_pseudo_class)part->state, e);
	}
	return false;
}

static bool compound_matches(struct evl_realm *realm, const struct compound *compound, const struct evl_dom_node *e,
			     const struct evl_dom_node *scope)
{
	if (!evl_node_is(e, EVL_DOM_ELEMENT))
		return false;
	for (const struct part *part = compound->parts; part != NULL; part = part->next)
		if (!part_matches(realm, part, e, scope))
			return false;
	return true;
}

static bool complex_matches(struct evl_realm *realm, const struct compound *compound, const struct evl_dom_node *e,
			    const struct evl_dom_node *scope)
{
	if (!compound_matches(realm, compound, e, scope))
		return false;
	const struct compound *outer = compound->previous;
	if (outer == NULL)
		return true;
	switch (compound->combinator) {
	case '>':
		return complex_matches(realm, outer, e->parent, scope);
	case '+':
		return complex_matches(realm, outer, beside(e, false), scope);
	case '~':
		for (const struct evl_dom_node *s = beside(e, false); s != NULL; s = beside(s, false))
			if (complex_matches(realm, outer, s, scope))
				return true;
		return false;
	default:
		for (const struct evl_dom_node *a = e->parent; a != NULL; a = a->parent)
			if (complex_matches(realm, outer, a, scope))
				return true;
		return false;
	}
}

bool evl_selector_matches(struct evl_realm *realm, const struct evl_selector *selector, const struct evl_dom_node *element,
			  const struct evl_dom_node *scope)
{
	for (; selector != NULL; selector = selector->next)
		if (complex_matches(realm, selector->last, element, scope))
			return true;
	return false;
}

struct evl_dom_node *evl_selector_first(struct evl_realm *realm, const struct evl_selector *selector, struct evl_dom_node *root)
{
	for (struct evl_dom_node *at = root->first; at != NULL; at = evl_node_next(root, at))
		if (at->type == EVL_DOM_ELEMENT && evl_selector_matches(realm, selector, at, root))
			return at;
	return NULL;
}

/* ------------------------------------------------------------- assumed ones */

/* The tag that a word in an id or class speaks of. */
static const char *likely_tag(const char *word)
{
	static const char *const words[][2] = {
		{ "checkbox", "input" }, { "btn", "button" }, { "button", "button" }, { "submit", "button" }, { "form", "form" }, { "input", "input" },
		{ "field", "input" }, { "search", "input" }, { "email", "input" }, { "password", "input" }, { "username", "input" },
		{ "textarea", "textarea" }, { "select", "select" }, { "dropdown", "select" }, { "list", "ul" }, { "link", "a" }, { "image", "img" },
		{ "img", "img" }, { "photo", "img" }, { "heading", "h1" }, { "canvas", "canvas" }, { "video", "video" }, { "dialog", "dialog" },
		{ "table", "table" }, { "label", "label" },
	};
	char lower[64];
	size_t n = 0;
	for (; word[n] != '\0' && n < sizeof lower - 1; n++)
		lower[n] = word[n] >= 'A' && word[n] <= 'Z' ? (char)(word[n] + 32) : word[n];
	lower[n] = '\0';
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strstr(lower, words[i][0]) != NULL)
			return words[i][1];
	return "div";
}

static struct evl_dom_node *build_compound(struct evl_realm *realm, const struct compound *compound, const struct evl_dom_node *parent)
{
	evl_name tag = EVL_NAME_NONE, exact = EVL_NAME_NONE;
	const char *word = NULL;
	struct evl_dom_node *element;
	for (const struct part *part = compound->parts; part != NULL; part = part->next) {
		if (part->kind == PART_TYPE)
			tag = part->name, exact = part->exact;
		else if ((part->kind == PART_ID || part->kind == PART_CLASS) && (word == NULL || part->kind == PART_ID))
			word = evl_names_utf8(realm->names, part->name, &realm->scratch);
		else if (part->kind > PART_EQUALS && part->kind != PART_FIRST && part->kind != PART_LAST)
			return NULL;
	}
	if (tag == EVL_NAME_NONE)
		tag = exact = evl_platform_intern(realm, word != NULL ? likely_tag(word) : "div");
	bool is_svg = tag == evl_platform_intern(realm, "svg") || parent->space == EVL_SPACE_SVG;
	if (is_svg)
		element = evl_element_make_in(realm, EVL_SPACE_SVG, EVL_NAME_NONE, EVL_NAME_NONE, exact);
	else if (!evl_element_make(realm, tag, false, &element))
		return NULL;
	if (word != NULL && strstr(word, "heckbox") != NULL && !evl_element_set_text(realm, element, "type", "checkbox"))
		return NULL;
	struct evl_string *classes = NULL;
	for (const struct part *part = compound->parts; part != NULL; part = part->next) {
		bool ok = true;
		if (part->kind == PART_ID)
			ok = evl_element_set(realm, element, evl_platform_intern(realm, "id"), part->value);
		else if (part->kind == PART_HAS || part->kind == PART_EQUALS)
			ok = evl_element_set(realm, element, part->name,
					     part->value != NULL ? part->value : evl_string_from_name(realm, EVL_NAME_empty));
		else if (part->kind == PART_CLASS)
			classes = classes == NULL ? part->value :
						    evl_string_concat(realm, evl_string_concat(realm, classes, evl_string_from_unit(realm, ' ')), part->value);
		if (!ok)
			return NULL;
	}
	if (classes != NULL && !evl_element_set(realm, element, evl_platform_intern(realm, "class"), classes))
		return NULL;
	element->assumed = true;
	return element;
}

static struct evl_dom_node *build(struct evl_realm *realm, const struct compound *compound, struct evl_dom_node *body)
{
	struct evl_dom_node *parent = body;
	if (compound->previous != NULL) {
		if (compound->combinator != ' ' && compound->combinator != '>')
			return NULL;
		/* As much of the outer part as is there already. */
		struct evl_selector outer = { .last = compound->previous };
		parent = evl_selector_first(realm, &outer, evl_document(realm));
		if (parent == NULL)
			parent = build(realm, compound->previous, body);
	}
	struct evl_dom_node *made = parent != NULL ? build_compound(realm, compound, parent) : NULL;
	if (made == NULL)
		return NULL;
	evl_node_link(parent, made, NULL);
	evl_page(realm)->dom_version++;
	return made;
}

bool evl_selector_is_named(const struct evl_selector *selector)
{
	bool named = false;
	if (selector->next != NULL || selector->last->previous != NULL)
		return false;
	for (const struct part *part = selector->last->parts; part != NULL; part = part->next) {
		named = named || part->kind == PART_ID || part->kind == PART_CLASS;
		if (part->kind != PART_ID && part->kind != PART_CLASS && part->kind != PART_TYPE)
			return false;
	}
	return named;
}

struct evl_dom_node *evl_selector_build(struct evl_realm *realm, const struct evl_selector *selector, struct evl_dom_node *body)
{
	return build(realm, selector->last, body);
}
