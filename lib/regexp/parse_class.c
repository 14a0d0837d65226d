/* SPDX-License-Identifier: MIT */
/*
 * parse_class.c - character classes and class escapes: [a-z], \d, \p{...}, and with the flag v set operations, nested
 * classes, and strings (sec-compiletocharset).
 *
 * With v and i sets are kept folded: every member is the least of the characters equal to it, and complements are taken
 * among those (sec-maybesimplecasefolding). All finished sets are closed over case, so that the matcher compares plainly.
 */
#include <string.h>

#include "regexp/class_set.h"
#include "regexp/fold.h"
#include "regexp/pattern.h"
#include "regexp/property.h"

static bool ignores_case(const struct evl_pattern_reader *reader)
{
	return (reader->flags & EVL_REGEXP_IGNORE_CASE) != 0;
}

static bool folds_sets(const struct evl_pattern_reader *reader)
{
	return reader->sets && ignores_case(reader);
}

/* Complement; of folded sets among folded characters. */
static void complement(const struct evl_pattern_reader *reader, struct evl_charset *set)
{
	if (folds_sets(reader)) {
		struct evl_charset all;
		evl_charset_init(&all, set->arena);
		evl_charset_add(&all, 0, EVL_CODE_POINT_MAX);
		evl_fold_reduce(&all, true);
		evl_charset_subtract(&all, set);
		*set = all;
	} else {
		evl_charset_invert(set, EVL_CODE_POINT_MAX);
	}
}

/* A finished set as a node. */
static struct evl_pattern *set_node(struct evl_pattern_reader *reader, const struct evl_charset *chars)
{
	struct evl_pattern *node = evl_pattern_new(reader, EVL_PATTERN_SET);
	if (node == NULL)
		return NULL;
	if (chars->failed)
		return evl_pattern_too_large(reader, "Regular expression too large");
	node->set = evl_arena_copy(reader->arena, chars, sizeof *chars);
	node->maybe_empty = node->never_long = false;
	return node;
}

/* Characters equal to members by the flag i become members. */
static void close_over_case(const struct evl_pattern_reader *reader, struct evl_charset *set)
{
	evl_charset_normalize(set);
	if (ignores_case(reader))
		evl_fold_close(set, reader->unicode);
}

/* --- \p{...} --- */

struct property_name {
	char name[64], value[64];
	bool has_value;
};

static bool is_property_character(uint32_t c)
{
	return c < 0x80 && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_');
}

/* {name} or {name=value} from the brace on. False: it is no such thing. */
static bool read_property_name(struct evl_pattern_reader *reader, struct property_name *out)
{
	size_t n = 0;
	*out = (struct property_name){ .has_value = false };
	if (evl_pattern_ahead(reader, 0) != '{')
		return false;
	for (reader->at++;; reader->at++) {
		uint32_t c = evl_pattern_ahead(reader, 0);
		if (c == '}')
			break;
		if (c == '=' && !out->has_value) {
			out->has_value = true;
			n = 0;
		} else if (!is_property_character(c) || n + 1 >= sizeof out->name) {
			return false;
		} else {
			(out->has_value ? out->value : out->name)[n++] = (char)c;
		}
	}
	reader->at++;
	return true;
}

static void add_folded_string(void *context, const uint32_t *points, uint32_t count)
{
	evl_class_set_add_string(context, points, count);
}

static void add_folded_string_ignoring_case(void *context, const uint32_t *points, uint32_t count)
{
	uint32_t folded[256];
	for (uint32_t i = 0; i < count && i < 256; i++)
		folded[i] = evl_fold(points[i], true);
	evl_class_set_add_string(context, folded, count);
}

/* \p{...} and \P{...}; the reading point is after the letter. */
static bool read_property(struct evl_pattern_reader *reader, bool negative, bool in_class, struct evl_class_set *out)
{
	struct property_name name;
	const char *error = in_class ? "Invalid property name in character class" : "Invalid property name";
	if (!read_property_name(reader, &name))
		return evl_pattern_fail(reader, error);
	if (evl_property_add(name.name, name.has_value ? name.value : NULL, &out->chars)) {
		if (folds_sets(reader))
			evl_fold_reduce(&out->chars, true);
		if (negative)
			complement(reader, &out->chars);
		return true;
	}
	if (reader->sets && !negative && !name.has_value &&
	    evl_property_add_strings(name.name, &out->chars,
				     folds_sets(reader) ? add_folded_string_ignoring_case : add_folded_string, out)) {
		if (folds_sets(reader))
			evl_fold_reduce(&out->chars, true);
		return true;
	}
	return evl_pattern_fail(reader, error);
}

/*
 * A class escape from the backslash on, its characters added to the empty `out`. *taken: there was one. False: an error.
 */
static bool read_class_escape(struct evl_pattern_reader *reader, bool in_class, struct evl_class_set *out, bool *taken)
{
	uint32_t letter = evl_pattern_ahead(reader, 1);
	*taken = true;
	switch (letter) {
	case 'd':
	case 'D':
		evl_charset_add_digits(&out->chars);
		break;
	case 's':
	case 'S':
		evl_charset_add_spaces(&out->chars);
		break;
	case 'w':
	case 'W':
		evl_charset_add_words(&out->chars);
		if (reader->unicode && ignores_case(reader)) /* sec-wordcharacters */
			evl_fold_close(&out->chars, true);
		break;
	case 'p':
	case 'P':
		if (reader->unicode) {
			reader->at += 2;
			return read_property(reader, letter == 'P', in_class, out);
		}
		*taken = false;
		return true;
	default:
		*taken = false;
		return true;
	}
	reader->at += 2;
	if (folds_sets(reader))
		evl_fold_reduce(&out->chars, true);
	if (letter < 'a')
		complement(reader, &out->chars);
	return true;
}

/* The strings of a set, longest first, then its single characters, then the empty string (sec-compileatom). */
static struct evl_pattern *class_node(struct evl_pattern_reader *reader, struct evl_class_set *set)
{
	close_over_case(reader, &set->chars);
	if (set->count == 0)
		return set_node(reader, &set->chars);
	struct evl_pattern *choice = evl_pattern_new(reader, EVL_PATTERN_CHOICE);
	if (choice == NULL)
		return NULL;
	struct evl_pattern **end = &choice->child;
	bool chars_done = set->chars.count == 0;
	choice->maybe_empty = choice->never_long = false;
	evl_class_set_longest_first(set);
	for (uint32_t i = 0; i < set->count || !chars_done;) {
		struct evl_pattern *node;
		if (!chars_done && (i == set->count || set->strings[i].count == 0)) {
			node = set_node(reader, &set->chars);
			chars_done = true;
		} else {
			const struct evl_class_string *string = &set->strings[i++];
			node = evl_pattern_new(reader, string->count != 0 ? EVL_PATTERN_SEQUENCE : EVL_PATTERN_EMPTY);
			struct evl_pattern **letter = node != NULL ? &node->child : NULL;
			for (uint32_t k = 0; node != NULL && k < string->count; k++) {
				*letter = evl_pattern_char(reader, string->points[k]);
				if (*letter == NULL)
					return NULL;
				letter = &(*letter)->next;
			}
			if (node != NULL && string->count != 0)
				node->maybe_empty = node->never_long = false;
			choice->maybe_empty |= string->count == 0;
		}
		if (node == NULL)
			return NULL;
		*end = node;
		end = &node->next;
	}
	if (set->chars.failed)
		return evl_pattern_too_large(reader, "Regular expression too large");
	return choice;
}

struct evl_pattern *evl_pattern_class_escape(struct evl_pattern_reader *reader, bool *taken)
{
	struct evl_class_set set;
	evl_class_set_init(&set, reader->arena);
	if (!read_class_escape(reader, false, &set, taken))
		return NULL;
	return *taken ? class_node(reader, &set) : NULL;
}

/* --- classes without the flag v --- */

/* One ClassAtom: a character, or an escape for several, which is added to `set`. False: an error. */
static bool read_class_atom(struct evl_pattern_reader *reader, struct evl_charset *set, uint32_t *c, bool *several)
{
	*several = false;
	*c = evl_pattern_peek(reader);
	if (*c != '\\') {
		evl_pattern_advance(reader);
		return true;
	}
	switch (evl_pattern_ahead(reader, 1)) {
	case EVL_PATTERN_END:
		return evl_pattern_fail(reader, "\\ at end of pattern");
	case 'b':
		reader->at += 2;
		*c = '\b';
		return true;
	case '-':
		if (reader->unicode) {
			reader->at += 2;
			*c = '-';
			return true;
		}
		break;
	default:
		break;
	}
	struct evl_class_set escape;
	evl_class_set_init(&escape, reader->arena);
	if (!read_class_escape(reader, true, &escape, several))
		return false;
	if (*several) {
		evl_charset_add_set(set, &escape.chars);
		return true;
	}
	return evl_pattern_escape(reader, true, c);
}

static bool read_ranges(struct evl_pattern_reader *reader, struct evl_charset *set)
{
	uint32_t c = evl_pattern_ahead(reader, 0), first, last;
	bool several, several_too;
	for (; c != EVL_PATTERN_END && c != ']'; c = evl_pattern_ahead(reader, 0)) {
		if (!evl_pattern_room(reader) || !read_class_atom(reader, set, &first, &several))
			return false;
		if (evl_pattern_ahead(reader, 0) == '-' && evl_pattern_ahead(reader, 1) != ']' &&
		    evl_pattern_ahead(reader, 1) != EVL_PATTERN_END) {
			reader->at++;
			if (!read_class_atom(reader, set, &last, &several_too))
				return false;
			if (several || several_too) { /* the dash stands for itself */
				if (reader->unicode)
					return evl_pattern_fail(reader, "Invalid character class");
				if (!several)
					evl_charset_add(set, first, first);
				evl_charset_add(set, '-', '-');
				if (!several_too)
					evl_charset_add(set, last, last);
				continue;
			}
			if (first > last)
				return evl_pattern_fail(reader, "Range out of order in character class");
			evl_charset_add(set, first, last);
		} else if (!several) {
			evl_charset_add(set, first, first);
		}
	}
	if (c == EVL_PATTERN_END)
		return evl_pattern_fail(reader, "Unterminated character class");
	reader->at++;
	return true;
}

/* --- classes with the flag v --- */

enum operand_kind { OPERAND_CHAR, OPERAND_SET };

static bool is_double(const struct evl_pattern_reader *reader, uint32_t c)
{
	return evl_pattern_ahead(reader, 0) == c && evl_pattern_ahead(reader, 1) == c;
}

static bool among(uint32_t c, const char *characters)
{
	return c < 0x80 && c != 0 && strchr(characters, (int)c) != NULL;
}

/* ClassSetCharacter. False: an error. */
static bool read_set_character(struct evl_pattern_reader *reader, uint32_t *c)
{
	*c = evl_pattern_peek(reader);
	if (*c == '\\') {
		uint32_t next = evl_pattern_ahead(reader, 1);
		if (next == EVL_PATTERN_END)
			return evl_pattern_fail(reader, "\\ at end of pattern");
		if (next == 'b' || among(next, "&-!#%,:;<=>@`~")) {
			reader->at += 2;
			*c = next == 'b' ? '\b' : next;
			return true;
		}
		return evl_pattern_escape(reader, true, c);
	}
	if (*c == EVL_PATTERN_END)
		return evl_pattern_fail(reader, "Unterminated character class");
	if (among(*c, "()[]{}/-|"))
		return evl_pattern_fail(reader, "Invalid character in character class");
	if (among(*c, "&!#$%*+,.:;<=>?@^`~") && is_double(reader, *c))
		return evl_pattern_fail(reader, "Invalid set operation in character class");
	evl_pattern_advance(reader);
	return true;
}

/* \q{a|bc|} from its backslash on. False: an error. */
static bool read_strings(struct evl_pattern_reader *reader, struct evl_class_set *set)
{
	uint32_t short_points[64], *points = short_points, count = 0, room = 64;
	reader->at += 3;
	for (;;) {
		uint32_t c = evl_pattern_ahead(reader, 0);
		if (c == '|' || c == '}') {
			evl_class_set_add_string(set, points, count);
			count = 0;
			reader->at++;
			if (c == '}')
				return true;
			continue;
		}
		if (!read_set_character(reader, &c) || !evl_pattern_room(reader))
			return false;
		if (count == room) {
			if (evl_arena_room(reader->arena) < 2 * room * sizeof *points + ((size_t)1 << 20))
				return evl_pattern_too_large(reader, "Regular expression too large");
			uint32_t *more = evl_arena_alloc(reader->arena, 2 * room * sizeof *points);
			memcpy(more, points, count * sizeof *points);
			points = more;
			room *= 2;
		}
		points[count++] = folds_sets(reader) ? evl_fold(c, true) : c;
	}
}

static bool read_class_set(struct evl_pattern_reader *reader, struct evl_class_set *set, bool *strings);

/*
 * ClassSetOperand: a character (not added yet), or a set that fills the empty `set`. *strings: it may contain strings.
 */
static bool read_operand(struct evl_pattern_reader *reader, struct evl_class_set *set, enum operand_kind *kind, uint32_t *c,
			 bool *strings)
{
	bool taken;
	*kind = OPERAND_SET;
	*strings = false;
	if (!evl_pattern_room(reader))
		return false;
	evl_class_set_init(set, reader->arena);
	if (evl_pattern_ahead(reader, 0) == '[')
		return read_class_set(reader, set, strings);
	if (evl_pattern_ahead(reader, 0) == '\\') {
		if (evl_pattern_ahead(reader, 1) == 'q' && evl_pattern_ahead(reader, 2) == '{') {
			if (!read_strings(reader, set))
				return false;
			*strings = set->count != 0;
			return true;
		}
		if (!read_class_escape(reader, true, set, &taken))
			return false;
		if (taken) {
			*strings = set->count != 0;
			return true;
		}
	}
	*kind = OPERAND_CHAR;
	return read_set_character(reader, c);
}

static void add_range(struct evl_pattern_reader *reader, struct evl_class_set *set, uint32_t first, uint32_t last)
{
	if (!folds_sets(reader)) {
		evl_charset_add(&set->chars, first, last);
		return;
	}
	if (first == last) {
		uint32_t c = evl_fold(first, true);
		evl_charset_add(&set->chars, c, c);
		return;
	}
	struct evl_charset range;
	evl_charset_init(&range, reader->arena);
	evl_charset_add(&range, first, last);
	evl_fold_reduce(&range, true);
	evl_charset_add_set(&set->chars, &range);
}

/* What follows the first operand of a union. */
static bool read_union(struct evl_pattern_reader *reader, struct evl_class_set *set, enum operand_kind kind, uint32_t c,
		       bool *strings)
{
	for (;;) {
		uint32_t next = evl_pattern_ahead(reader, 0), last;
		bool more;
		struct evl_class_set operand;
		if (next == '-') {
			if (is_double(reader, '-'))
				return evl_pattern_fail(reader, "Invalid set operation in character class");
			if (kind != OPERAND_CHAR)
				return evl_pattern_fail(reader, "Invalid character class");
			reader->at++;
			if (!read_operand(reader, &operand, &kind, &last, &more))
				return false;
			if (kind != OPERAND_CHAR)
				return evl_pattern_fail(reader, "Invalid character class");
			if (c > last)
				return evl_pattern_fail(reader, "Range out of order in character class");
			add_range(reader, set, c, last);
			kind = OPERAND_SET; /* no range begins with it */
			continue;
		}
		if (kind == OPERAND_CHAR)
			add_range(reader, set, c, c);
		if (next == EVL_PATTERN_END || next == ']')
			return true;
		if (!read_operand(reader, &operand, &kind, &c, &more))
			return false;
		if (kind == OPERAND_SET) {
			evl_class_set_add(set, &operand);
			*strings |= more;
		}
	}
}

/* What follows the first operand of an intersection or a subtraction. */
static bool read_operations(struct evl_pattern_reader *reader, struct evl_class_set *set, uint32_t op, bool *strings)
{
	while (evl_pattern_ahead(reader, 0) != ']') {
		struct evl_class_set operand;
		enum operand_kind kind;
		uint32_t c;
		bool more;
		if (evl_pattern_ahead(reader, 0) == EVL_PATTERN_END)
			return evl_pattern_fail(reader, "Unterminated character class");
		if (!is_double(reader, op))
			return evl_pattern_fail(reader, "Invalid set operation in character class");
		reader->at += 2;
		if (evl_pattern_ahead(reader, 0) == '&')
			return evl_pattern_fail(reader, "Invalid character in character class");
		if (!read_operand(reader, &operand, &kind, &c, &more))
			return false;
		if (kind == OPERAND_CHAR)
			add_range(reader, &operand, c, c);
		if (op == '&') {
			evl_class_set_intersect(set, &operand);
			*strings = *strings && more;
		} else {
			evl_class_set_subtract(set, &operand);
		}
	}
	return true;
}

/* A whole class from its [ on, added to the empty `set`. False: an error. */
static bool read_class_set(struct evl_pattern_reader *reader, struct evl_class_set *set, bool *strings)
{
	bool negative = evl_pattern_ahead(reader, 1) == '^';
	reader->at += negative ? 2 : 1;
	*strings = false;
	if (reader->depth >= EVL_PATTERN_MAX_DEPTH)
		return evl_pattern_too_large(reader, "Groups are nested too deeply");
	reader->depth++;
	if (evl_pattern_ahead(reader, 0) != ']') {
		struct evl_class_set first;
		enum operand_kind kind;
		uint32_t c;
		bool fine;
		if (!read_operand(reader, &first, &kind, &c, strings))
			return false;
		if (kind == OPERAND_SET)
			evl_class_set_add(set, &first);
		if (is_double(reader, '-') || is_double(reader, '&')) {
			if (kind == OPERAND_CHAR)
				add_range(reader, set, c, c);
			if (negative && *strings && is_double(reader, '-'))
				return evl_pattern_fail(reader, "Negated character class may contain strings");
			fine = read_operations(reader, set, evl_pattern_ahead(reader, 0), strings);
		} else {
			fine = read_union(reader, set, kind, c, strings);
		}
		if (!fine)
			return false;
	}
	reader->depth--;
	if (evl_pattern_ahead(reader, 0) != ']')
		return evl_pattern_fail(reader, "Unterminated character class");
	reader->at++;
	if (!negative)
		return true;
	if (*strings)
		return evl_pattern_fail(reader, "Negated character class may contain strings");
	complement(reader, &set->chars);
	return true;
}

struct evl_pattern *evl_pattern_class(struct evl_pattern_reader *reader)
{
	struct evl_class_set set;
	bool strings;
	evl_class_set_init(&set, reader->arena);
	if (reader->sets)
		return read_class_set(reader, &set, &strings) ? class_node(reader, &set) : NULL;
	bool negative = evl_pattern_ahead(reader, 1) == '^';
	reader->at += negative ? 2 : 1;
	if (!read_ranges(reader, &set.chars))
		return NULL;
	close_over_case(reader, &set.chars);
	if (negative)
		evl_charset_invert(&set.chars, EVL_CODE_POINT_MAX);
	return set_node(reader, &set.chars);
}
