/* SPDX-License-Identifier: MIT */
/*
 * selector_parse.c - the text of selectors read: type, #id, .class, [attribute], the usual pseudo-classes, and combinators (Selectors, level 4, a
 * part; CSS Syntax for names, strings and escapes).
 */
#include <string.h>

#include "base/ascii.h"
#include "host/browser/pseudo_class.h"
#include "host/browser/selector.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/vm.h"

struct parser {
	struct evl_realm *realm;
	const uint16_t *units;
	uint32_t length, at;
	uint32_t depth;
	bool failed;
};

/* How a list of selectors is read: by itself, in :has(), whose members begin with a combinator, or in :is(), which leaves out what it does not know. */
enum list_mode { LIST_PLAIN, LIST_RELATIVE, LIST_FORGIVING };

static const struct evl_selector *parse_list(struct parser *p, enum list_mode mode);

static bool is_name_start(uint16_t c) { return c == '_' || c >= 128 || evl_is_letter(c); }
static bool is_name(uint16_t c) { return is_name_start(c) || c == '-' || evl_is_digit(c); }
static uint16_t peek(const struct parser *p) { return p->at < p->length ? p->units[p->at] : 0; }

static void skip_spaces(struct parser *p)
{
	while (evl_is_html_space(peek(p)))
		p->at++;
}

/* An escape, behind its backslash (CSS Syntax, "Consume an escaped code point"): the units it stands for, 1 or 2, in out. */
static uint32_t read_escape(struct parser *p, uint16_t out[2])
{
	uint32_t value = 0, digits = 0;
	for (; digits < 6 && p->at < p->length && evl_hex_value(p->units[p->at]) >= 0; digits++)
		value = value * 16 + (uint32_t)evl_hex_value(p->units[p->at++]);
	if (digits == 0)
		value = p->at < p->length ? p->units[p->at++] : 0xFFFD;
	else if (evl_is_html_space(peek(p)))
		p->at++;
	if (digits != 0 && (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)))
		value = 0xFFFD;
	out[0] = value < 0x10000 ? (uint16_t)value : (uint16_t)(0xD7C0 + (value >> 10));
	out[1] = (uint16_t)(0xDC00 | (value & 0x3FF));
	return value < 0x10000 ? 1 : 2;
}

static evl_name read_name(struct parser *p, bool lower)
{
	uint16_t *out = evl_arena_alloc(&p->realm->scratch, (p->length - p->at + (size_t)2) * sizeof *out);
	uint32_t n = 0;
	uint16_t first = peek(p), second = p->at + 1 < p->length ? p->units[p->at + 1] : 0;
	if (!is_name_start(first) && first != '\\' && !(first == '-' && (is_name_start(second) || second == '-' || second == '\\'))) {
		p->failed = true;
		return EVL_NAME_empty;
	}
	while (p->at < p->length) {
		uint16_t c = p->units[p->at];
		if (c == '\\') {
			p->at++;
			n += read_escape(p, out + n);
			continue;
		}
		if (!is_name(c))
			break;
		out[n++] = lower && c >= 'A' && c <= 'Z' ? (uint16_t)(c + 32) : c;
		p->at++;
	}
	return evl_names_intern(p->realm->names, out, n);
}

/* A string, from its quote on; at the end of the text it ends as well. */
static struct evl_string *read_string(struct parser *p)
{
	uint16_t *out = evl_arena_alloc(&p->realm->scratch, (p->length - p->at + (size_t)2) * sizeof *out), quote = p->units[p->at++];
	uint32_t n = 0;
	while (p->at < p->length && p->units[p->at] != quote) {
		uint16_t c = p->units[p->at++];
		if (c == '\n')
			p->failed = true;
		if (c != '\\')
			out[n++] = c;
		else if (peek(p) == '\n')
			p->at++;
		else if (p->at < p->length)
			n += read_escape(p, out + n);
	}
	p->at += p->at < p->length;
	return evl_string_new(p->realm, out, n);
}

/* A name that counts in lower case for HTML elements. */
static void read_names(struct parser *p, struct evl_selector_part *part)
{
	uint32_t from = p->at;
	part->exact = read_name(p, false);
	p->at = from;
	part->name = read_name(p, true);
}

static struct evl_selector_part *new_part(struct parser *p, struct evl_selector_part ***link, enum evl_selector_part_kind kind)
{
	struct evl_selector_part *part = evl_arena_zalloc(&p->realm->scratch, sizeof *part);
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
struct evl_string *evl_text_folded(struct evl_realm *realm, struct evl_string *text)
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
static void read_attribute(struct parser *p, struct evl_selector_part ***link)
{
	p->at++;
	skip_spaces(p);
	struct evl_selector_part *part = new_part(p, link, PART_HAS);
	bool any = peek(p) == '*';
	if (p->at + any + 1 < p->length && p->units[p->at + any] == '|' && p->units[p->at + any + 1] != '=') {
		p->at += any + 1U;
		part->any_space = any;
	}
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
			part->value = read_string(p);
		} else {
			part->value = evl_string_from_name(p->realm, read_name(p, false));
		}
		skip_spaces(p);
		bool is_said = (peek(p) | 32) == 'i';
		part->folds = is_said || folds_by_itself(p->realm, part->name);
		p->at += is_said;
		skip_spaces(p);
		if (part->folds && !p->failed)
			part->value = evl_text_folded(p->realm, part->value);
	}
	if (p->at < p->length && peek(p) != ']')
		p->failed = true;
	p->at += p->at < p->length;
}

/* an+b, odd, even */
static void read_nth(struct parser *p, struct evl_selector_part *part)
{
	char text[32];
	uint32_t n = 0;
	for (; p->at < p->length && peek(p) != ')' && n < sizeof text - 1; p->at++) {
		uint16_t c = peek(p);
		if ((c == 'o' || c == 'O') && n != 0 && evl_is_html_space(p->units[p->at - 1]) && p->at + 1 < p->length && (p->units[p->at + 1] | 32) == 'f')
			break;
		if (!evl_is_html_space(c))
			text[n++] = c < 128 ? (char)(c | (c >= 'A' ? 32 : 0)) : '?';
	}
	text[n] = '\0';
	if (peek(p) == 'o' || peek(p) == 'O') {
		p->failed = p->failed || (part->kind != PART_NTH && part->kind != PART_NTH_LAST);
		p->at += 2;
		part->inner = parse_list(p, LIST_PLAIN);
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
static void read_pseudo_element(struct parser *p, struct evl_selector_part ***link)
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
static void read_state(struct parser *p, const char *name, struct evl_selector_part ***link)
{
	enum evl_pseudo_class which = evl_pseudo_class_find(name, peek(p) == '(');
	if (which == EVL_PSEUDO_LATER)
		evl_not_covered(p->realm, evl_unknown_text(p->realm, ":%s in a selector", name));
	p->failed = p->failed || which == EVL_PSEUDO_LATER || which == EVL_PSEUDO_INVALID_NAME;
	new_part(p, link, PART_STATE)->state = (uint8_t)which;
}

static void read_pseudo(struct parser *p, struct evl_selector_part ***link)
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
		struct evl_selector_part *part = new_part(p, link, (enum evl_selector_part_kind)known[i].kind);
		if (known[i].argument == 0)
			return;
		if (peek(p) != '(') {
			p->failed = true;
			return;
		}
		p->at++;
		if (known[i].argument == 's')
			part->inner = parse_list(p, part->kind == PART_CONTAINS ? LIST_RELATIVE : part->kind == PART_IS ? LIST_FORGIVING : LIST_PLAIN);
		else
			read_nth(p, part);
		if (p->at < p->length && peek(p) != ')')
			p->failed = true;
		p->at += p->at < p->length;
		return;
	}
	read_state(p, text, link);
}

static struct evl_selector_part *read_compound(struct parser *p)
{
	struct evl_selector_part *parts = NULL, **link = &parts;
	uint32_t from = p->at;
	if (p->at + 1 < p->length && peek(p) == '*' && p->units[p->at + 1] == '|') {
		p->at += 2;
		p->failed = p->failed || !(peek(p) == '*' || is_name_start(peek(p)) || peek(p) == '\\');
	} else if (peek(p) == '|') {
		p->at++;
		new_part(p, &link, PART_NO_SPACE);
	}
	if (peek(p) == '*')
		p->at++;
	else if (is_name_start(peek(p)) || peek(p) == '\\' || peek(p) == '-')
		read_names(p, new_part(p, &link, PART_TYPE));
	while (!p->failed && p->at < p->length) {
		uint16_t c = peek(p);
		if (c == '#' || c == '.') {
			p->at++;
			struct evl_selector_part *part = new_part(p, &link, c == '#' ? PART_ID : PART_CLASS);
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
	if (relative) {
		struct evl_selector_compound *anchor = evl_arena_zalloc(&p->realm->scratch, sizeof *anchor);
		struct evl_selector_part **link = &anchor->parts;
		new_part(p, &link, PART_ANCHOR);
		selector->last = anchor;
		combinator = ' ';
		if (peek(p) == '>' || peek(p) == '+' || peek(p) == '~')
			combinator = (char)p->units[p->at++];
		skip_spaces(p);
	}
	for (;;) {
		struct evl_selector_compound *compound = evl_arena_zalloc(&p->realm->scratch, sizeof *compound);
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

/* Over what a forgiving list does not know, up to the comma or the end of the list. */
static void skip_selector(struct parser *p)
{
	uint32_t depth = 0;
	for (; p->at < p->length; p->at++) {
		uint16_t c = peek(p);
		if (depth == 0 && (c == ',' || c == ')'))
			return;
		if (c == '(' || c == '[')
			depth++;
		else if ((c == ')' || c == ']') && depth != 0)
			depth--;
	}
}

static const struct evl_selector *parse_list(struct parser *p, enum list_mode mode)
{
	struct evl_selector *first = NULL, **link = &first;
	if (++p->depth > 50) {
		p->failed = true;
		return NULL;
	}
	do {
		uint32_t from = p->at;
		bool failed = p->failed;
		*link = parse_complex(p, mode == LIST_RELATIVE);
		if (p->failed && !failed && mode == LIST_FORGIVING && p->realm->halt == EVL_STATUS_OK) {
			p->failed = false;
			p->at = from;
			skip_selector(p);
			*link = NULL;
		} else {
			link = &(*link)->next;
		}
	} while (!p->failed && peek(p) == ',' && ++p->at);
	p->depth--;
	return first;
}

const struct evl_selector *evl_selector_parse(struct evl_realm *realm, struct evl_string *text, const char *function, const char *interface)
{
	struct parser p = { .realm = realm, .units = evl_string_units(realm, text), .length = text->length };
	if (p.units == NULL)
		return NULL;
	const struct evl_selector *selector = parse_list(&p, LIST_PLAIN);
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
