/* SPDX-License-Identifier: MIT */
/*
 * parse.c - reading a pattern (sec-patterns, and Annex B's syntax where neither u nor v is set).
 *
 * Decisions are made in V8's order, because the first error is the one that is shown. Groups recurse, up to
 * EVL_PATTERN_MAX_DEPTH; everything else is a loop.
 */
#include "regexp/pattern.h"

#include <string.h>

#include "base/ascii.h"
#include "regexp/property.h"

enum { MAX_CAPTURES = 32767 }; /* V8's */

struct evl_pattern *evl_pattern_fail(struct evl_pattern_reader *reader, const char *error)
{
	if (reader->error == NULL) {
		reader->status = EVL_REGEXP_SYNTAX;
		reader->error = error;
	}
	return NULL;
}

struct evl_pattern *evl_pattern_too_large(struct evl_pattern_reader *reader, const char *error)
{
	if (reader->error == NULL) {
		reader->status = EVL_REGEXP_TOO_LARGE;
		reader->error = error;
	}
	return NULL;
}

uint32_t evl_pattern_ahead(const struct evl_pattern_reader *reader, uint32_t ahead)
{
	return reader->at + ahead < reader->length ? reader->text[reader->at + ahead] : EVL_PATTERN_END;
}

static bool is_lead(uint32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
static bool is_trail(uint32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

static uint32_t peek_point(const struct evl_pattern_reader *reader, bool unicode)
{
	uint32_t c = evl_pattern_ahead(reader, 0);
	if (unicode && is_lead(c) && is_trail(evl_pattern_ahead(reader, 1)))
		return 0x10000 + ((c - 0xD800) << 10) + (evl_pattern_ahead(reader, 1) - 0xDC00);
	return c;
}

uint32_t evl_pattern_peek(const struct evl_pattern_reader *reader)
{
	return peek_point(reader, reader->unicode);
}

void evl_pattern_advance(struct evl_pattern_reader *reader)
{
	uint32_t c = evl_pattern_peek(reader);
	if (c != EVL_PATTERN_END)
		reader->at += c > 0xFFFF ? 2 : 1;
}

bool evl_pattern_room(struct evl_pattern_reader *reader)
{
	if (evl_arena_used(reader->arena) <= reader->limit)
		return true;
	evl_pattern_too_large(reader, "Regular expression too large");
	return false;
}

struct evl_pattern *evl_pattern_new(struct evl_pattern_reader *reader, enum evl_pattern_kind kind)
{
	if (!evl_pattern_room(reader))
		return NULL;
	struct evl_pattern *node = evl_arena_zalloc(reader->arena, sizeof *node);
	node->kind = (uint8_t)kind;
	node->flags = reader->flags;
	node->captures_from = node->captures_to = reader->capture_count;
	node->maybe_empty = node->never_long = true;
	return node;
}

struct evl_pattern *evl_pattern_char(struct evl_pattern_reader *reader, uint32_t c)
{
	struct evl_pattern *node = evl_pattern_new(reader, EVL_PATTERN_CHAR);
	if (node != NULL) {
		node->value = c;
		node->maybe_empty = node->never_long = false;
	}
	return node;
}

/* Count all groups and see whether one has a name, as V8's look ahead does. */
static bool pattern_scan(struct evl_pattern_reader *reader)
{
	if (reader->scanned)
		return true;
	uint32_t count = 0;
	bool in_class = false;
	for (uint32_t i = 0; i < reader->length; i++) {
		uint16_t c = reader->text[i];
		if (c == '\\') {
			i++;
		} else if (in_class) {
			in_class = c != ']';
		} else if (c == '[') {
			in_class = true;
		} else if (c == '(') {
			if (i + 1 < reader->length && reader->text[i + 1] == '?') {
				if (i + 2 >= reader->length || reader->text[i + 2] != '<')
					continue;
				if (i + 3 < reader->length && (reader->text[i + 3] == '=' || reader->text[i + 3] == '!'))
					continue;
				reader->has_names = true;
			}
			count++;
		}
	}
	reader->total_captures = count;
	reader->scanned = true;
	return true;
}

/* --- names of groups --- */

static bool is_name_start(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '$' || c == '_';
	return c <= EVL_CODE_POINT_MAX && evl_property_is_id_start(c);
}

static bool is_name_part(uint32_t c)
{
	if (c < 0x80)
		return is_name_start(c) || (c >= '0' && c <= '9');
	return c == 0x200C || c == 0x200D || (c <= EVL_CODE_POINT_MAX && evl_property_is_id_continue(c));
}

static bool pattern_unicode_escape(struct evl_pattern_reader *reader, bool unicode, uint32_t *c);

/* GroupName after its <; always read by code points. False: an error. */
static bool read_name(struct evl_pattern_reader *reader, const uint16_t **name, uint32_t *length)
{
	if (evl_arena_room(reader->arena) < ((size_t)1 << 20) + 2 * (size_t)(reader->length - reader->at) || !evl_pattern_room(reader))
		return evl_pattern_too_large(reader, "Regular expression too large");
	uint16_t *units = NULL;
	uint32_t end = reader->at;
	while (end < reader->length && reader->text[end] != '>')
		end++;
	units = evl_arena_alloc(reader->arena, ((size_t)(end - reader->at) + 2) * sizeof *units);
	uint32_t n = 0;
	for (bool first = true;; first = false) {
		uint32_t c = peek_point(reader, true);
		if (c == EVL_PATTERN_END)
			return evl_pattern_fail(reader, "Invalid capture group name");
		reader->at += c > 0xFFFF ? 2 : 1;
		if (c == '\\' && evl_pattern_ahead(reader, 0) == 'u') {
			reader->at++;
			if (!pattern_unicode_escape(reader, true, &c))
				return evl_pattern_fail(reader, "Invalid Unicode escape");
		} else if (c == '>' && !first) {
			break;
		}
		if (c == '\\' || !(first ? is_name_start(c) : is_name_part(c)))
			return evl_pattern_fail(reader, "Invalid capture group name");
		if (c > 0xFFFF) {
			units[n++] = (uint16_t)(0xD7C0 + (c >> 10));
			units[n++] = (uint16_t)(0xDC00 + (c & 0x3FF));
		} else {
			units[n++] = (uint16_t)c;
		}
	}
	*name = units;
	*length = n;
	return true;
}

static uint32_t bucket_of(const uint16_t *name, uint32_t length)
{
	uint32_t hash = 2166136261u;
	for (uint32_t i = 0; i < length; i++)
		hash = (hash ^ name[i]) * 16777619u;
	return (hash ^ hash >> 16) % EVL_PATTERN_BUCKETS;
}

static bool same_name(const struct evl_named_group *group, const uint16_t *name, uint32_t length)
{
	return group->length == length && memcmp(group->name, name, length * sizeof *name) == 0;
}

/* Can both groups take part in one match? Not if they stand in different alternatives of one disjunction. */
static bool may_both_match(struct evl_alternative *a, struct evl_alternative *b)
{
	while (a->depth > b->depth)
		a = a->outer;
	while (b->depth > a->depth)
		b = b->outer;
	if (a == b)
		return true;
	while (a->outer != b->outer) {
		a = a->outer;
		b = b->outer;
	}
	return a->disjunction != b->disjunction;
}

/* A named group begins: it has its place in the order of groups. */
static struct evl_named_group *begin_named(struct evl_pattern_reader *reader, const uint16_t *name, uint32_t length, uint32_t capture)
{
	struct evl_named_group *group = evl_arena_zalloc(reader->arena, sizeof *group);
	group->name = name;
	group->length = length;
	group->capture = capture;
	group->where = reader->where;
	*reader->groups_end = group;
	reader->groups_end = &group->next;
	reader->group_count++;
	return group;
}

/* It ends: only now V8 looks whether another has its name. */
static bool end_named(struct evl_pattern_reader *reader, struct evl_named_group *group)
{
	uint32_t bucket = bucket_of(group->name, group->length);
	for (struct evl_named_group *g = reader->buckets[bucket]; g != NULL; g = g->next_bucket)
		if (same_name(g, group->name, group->length) && (!reader->recent || may_both_match(g->where, group->where)))
			return evl_pattern_fail(reader, "Duplicate capture group name");
	group->next_bucket = reader->buckets[bucket];
	reader->buckets[bucket] = group;
	return true;
}

/* References by name, once all groups are known. */
static bool resolve_names(struct evl_pattern_reader *reader)
{
	for (struct evl_pattern *node = reader->named_references; node != NULL; node = node->next_named) {
		uint32_t count = 0;
		struct evl_named_group *first = reader->buckets[bucket_of(node->name, node->name_length)];
		for (struct evl_named_group *g = first; g != NULL; g = g->next_bucket)
			count += same_name(g, node->name, node->name_length);
		if (count == 0)
			return evl_pattern_fail(reader, "Invalid named capture referenced");
		if (evl_arena_room(reader->arena) < ((size_t)1 << 20) + count * sizeof(uint32_t) || !evl_pattern_room(reader))
			return evl_pattern_too_large(reader, "Regular expression too large");
		uint32_t *numbers = evl_arena_alloc(reader->arena, count * sizeof *numbers), n = 0;
		for (struct evl_named_group *g = first; g != NULL; g = g->next_bucket)
			if (same_name(g, node->name, node->name_length))
				numbers[n++] = g->capture;
		node->numbers = numbers;
		node->value = count;
	}
	return true;
}

/* --- groups --- */

struct group {
	enum { GROUP_CAPTURE, GROUP_PLAIN, GROUP_LOOK } kind;
	bool negative, behind;
	bool named;
	uint32_t flags; /* for what is inside */
};

static uint32_t modifier_bit(uint32_t c)
{
	return c == 'i' ? EVL_REGEXP_IGNORE_CASE : c == 'm' ? EVL_REGEXP_MULTILINE : EVL_REGEXP_DOT_ALL;
}

/* (?ims-ims: with the reading point after (?. False: an error. */
static bool read_modifiers(struct evl_pattern_reader *reader, struct group *group)
{
	bool removing = false;
	uint32_t seen = 0;
	for (;; reader->at++) {
		uint32_t c = evl_pattern_ahead(reader, 0);
		if (c == '-') {
			if (removing)
				return evl_pattern_fail(reader, "Multiple dashes in flag group");
			removing = true;
		} else if (c == 'i' || c == 'm' || c == 's') {
			uint32_t bit = modifier_bit(c);
			if (seen & bit)
				return evl_pattern_fail(reader, "Repeated flag in flag group");
			seen |= bit;
			group->flags = removing ? group->flags & ~bit : group->flags | bit;
		} else if (c == ':') {
			break;
		} else {
			return evl_pattern_fail(reader, "Invalid group");
		}
	}
	reader->at++;
	if (removing && seen == 0)
		return evl_pattern_fail(reader, "Invalid flag group");
	return true;
}

/* From the ( on, up to where the group's disjunction begins. */
static bool open_group(struct evl_pattern_reader *reader, struct group *group)
{
	*group = (struct group){ .kind = GROUP_CAPTURE, .flags = reader->flags };
	reader->at++;
	if (evl_pattern_ahead(reader, 0) != '?')
		return true;
	reader->at++;
	uint32_t c = evl_pattern_ahead(reader, 0), after = evl_pattern_ahead(reader, 1);
	switch (c) {
	case ':':
		group->kind = GROUP_PLAIN;
		reader->at++;
		return true;
	case '=':
	case '!':
		group->kind = GROUP_LOOK;
		group->negative = c == '!';
		reader->at++;
		return true;
	case '<':
		reader->at++;
		if (after == '=' || after == '!') {
			group->kind = GROUP_LOOK;
			group->behind = true;
			group->negative = after == '!';
			reader->at++;
		} else {
			group->named = true;
		}
		return true;
	case '-':
	case 'i':
	case 'm':
	case 's':
		if (reader->recent) {
			group->kind = GROUP_PLAIN;
			return read_modifiers(reader, group);
		}
		break;
	default:
		break;
	}
	return evl_pattern_fail(reader, "Invalid group");
}

static struct evl_pattern *read_disjunction(struct evl_pattern_reader *reader, bool inside);

static struct evl_pattern *read_group(struct evl_pattern_reader *reader)
{
	struct group group;
	struct evl_named_group *named = NULL;
	uint32_t flags = reader->flags, from = reader->capture_count, number = 0;
	if (!open_group(reader, &group))
		return NULL;
	if (reader->depth >= EVL_PATTERN_MAX_DEPTH)
		return evl_pattern_too_large(reader, "Groups are nested too deeply");
	if (group.kind == GROUP_CAPTURE) {
		if (reader->capture_count > MAX_CAPTURES)
			return evl_pattern_fail(reader, "Too many captures");
		number = reader->capture_count++;
		const uint16_t *name;
		uint32_t length;
		if (group.named) {
			if (!read_name(reader, &name, &length))
				return NULL;
			named = begin_named(reader, name, length, number);
		}
	}
	reader->flags = group.flags;
	reader->depth++;
	struct evl_pattern *body = read_disjunction(reader, true);
	reader->depth--;
	reader->flags = flags;
	if (body == NULL || (named != NULL && !end_named(reader, named)))
		return NULL;
	if (group.kind == GROUP_PLAIN) {
		if (body->kind == EVL_PATTERN_SEQUENCE || body->kind == EVL_PATTERN_CHOICE || body->kind == EVL_PATTERN_EMPTY)
			return body;
		/* wrapped, so that a quantifier takes the whole and lookarounds in it are quantifiable */
	}
	struct evl_pattern *node = evl_pattern_new(reader, group.kind == GROUP_CAPTURE ? EVL_PATTERN_CAPTURE :
							   group.kind == GROUP_LOOK    ? EVL_PATTERN_LOOK :
											 EVL_PATTERN_SEQUENCE);
	if (node == NULL)
		return NULL;
	node->child = body;
	node->value = number;
	node->negative = group.negative;
	node->behind = group.behind;
	node->captures_from = from;
	node->captures_to = reader->capture_count;
	node->maybe_empty = group.kind == GROUP_LOOK || body->maybe_empty;
	node->never_long = group.kind == GROUP_LOOK || body->never_long;
	return node;
}

/* --- quantifiers --- */

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

static uint32_t read_count(struct evl_pattern_reader *reader)
{
	uint32_t n = 0;
	for (; is_digit(evl_pattern_ahead(reader, 0)); reader->at++) {
		uint32_t digit = evl_pattern_ahead(reader, 0) - '0';
		n = n > (EVL_REPEAT_FOREVER - digit) / 10 ? EVL_REPEAT_FOREVER : n * 10 + digit;
	}
	return n;
}

/* {n}, {n,}, {n,m}; otherwise nothing is taken. */
static bool read_braces(struct evl_pattern_reader *reader, uint32_t *min, uint32_t *max)
{
	uint32_t start = reader->at++;
	if (is_digit(evl_pattern_ahead(reader, 0))) {
		*min = *max = read_count(reader);
		if (evl_pattern_ahead(reader, 0) == ',') {
			reader->at++;
			*max = is_digit(evl_pattern_ahead(reader, 0)) ? read_count(reader) : EVL_REPEAT_FOREVER;
		}
		if (evl_pattern_ahead(reader, 0) == '}') {
			reader->at++;
			return true;
		}
	}
	reader->at = start;
	return false;
}

/* A quantifier, if there is one. *any tells. False: an error. */
static bool read_quantifier(struct evl_pattern_reader *reader, uint32_t *min, uint32_t *max, bool *any)
{
	*any = true;
	switch (evl_pattern_ahead(reader, 0)) {
	case '*':
		*min = 0;
		*max = EVL_REPEAT_FOREVER;
		reader->at++;
		return true;
	case '+':
		*min = 1;
		*max = EVL_REPEAT_FOREVER;
		reader->at++;
		return true;
	case '?':
		*min = 0;
		*max = 1;
		reader->at++;
		return true;
	case '{':
		if (read_braces(reader, min, max))
			return *max >= *min || evl_pattern_fail(reader, "numbers out of order in {} quantifier");
		if (reader->unicode)
			return evl_pattern_fail(reader, "Incomplete quantifier");
		break;
	default:
		break;
	}
	*any = false;
	return true;
}

static struct evl_pattern *repeated(struct evl_pattern_reader *reader, struct evl_pattern *atom, uint32_t min, uint32_t max)
{
	bool greedy = evl_pattern_ahead(reader, 0) != '?';
	if (!greedy)
		reader->at++;
	if (atom->kind == EVL_PATTERN_LOOK && (reader->unicode || atom->behind))
		return evl_pattern_fail(reader, "Invalid quantifier");
	struct evl_pattern *node = evl_pattern_new(reader, EVL_PATTERN_REPEAT);
	if (node == NULL)
		return NULL;
	node->captures_from = atom->captures_from;
	node->captures_to = atom->captures_to;
	if (atom->never_long) { /* repeating it changes nothing; not having it at all is what a minimum of 0 comes to */
		if (min == 0) {
			node->kind = EVL_PATTERN_EMPTY;
			return node;
		}
		return atom;
	}
	node->child = atom;
	node->min = min;
	node->max = max;
	node->greedy = greedy;
	node->maybe_empty = min == 0 || atom->maybe_empty;
	node->never_long = max == 0;
	return node;
}

/* --- atoms --- */

/* \1 and so on: a reference when there are so many groups. */
static bool read_reference(struct evl_pattern_reader *reader, uint32_t *number)
{
	uint32_t start = reader->at, n = 0;
	for (reader->at++; is_digit(evl_pattern_ahead(reader, 0)); reader->at++) {
		n = n * 10 + (evl_pattern_ahead(reader, 0) - '0');
		if (n > MAX_CAPTURES)
			break;
	}
	*number = n;
	if (n <= MAX_CAPTURES && (n < reader->capture_count || (pattern_scan(reader) && n <= reader->total_captures)))
		return true;
	reader->at = start;
	return false;
}

/* Up to three octal digits with a value below 256. */
static uint32_t read_octal(struct evl_pattern_reader *reader)
{
	uint32_t value = 0;
	for (int i = 0; i < 3; i++) {
		uint32_t c = evl_pattern_ahead(reader, 0);
		if (c < '0' || c > '7' || (i == 2 && value >= 32))
			break;
		value = value * 8 + (c - '0');
		reader->at++;
	}
	return value;
}

static bool read_hex(struct evl_pattern_reader *reader, uint32_t digits, uint32_t *out)
{
	uint32_t value = 0;
	for (uint32_t i = 0; i < digits; i++) {
		int digit = evl_hex_value((int32_t)evl_pattern_ahead(reader, i));
		if (digit < 0)
			return false;
		value = value * 16 + (uint32_t)digit;
	}
	reader->at += digits;
	*out = value;
	return true;
}

/* \uXXXX, \uXXXX\uXXXX, \u{X}, from after the u on. False (nothing taken) when there is none. */
static bool pattern_unicode_escape(struct evl_pattern_reader *reader, bool unicode, uint32_t *c)
{
	uint32_t start = reader->at, trail;
	if (unicode && evl_pattern_ahead(reader, 0) == '{') {
		uint32_t value = 0, digits = 0, digit;
		for (reader->at++; read_hex(reader, 1, &digit); digits++) {
			value = value * 16 + digit;
			if (value > EVL_CODE_POINT_MAX)
				break;
		}
		if (digits != 0 && value <= EVL_CODE_POINT_MAX && evl_pattern_ahead(reader, 0) == '}') {
			reader->at++;
			*c = value;
			return true;
		}
		reader->at = start;
		return false;
	}
	if (!read_hex(reader, 4, c))
		return false;
	if (unicode && is_lead(*c) && evl_pattern_ahead(reader, 0) == '\\' && evl_pattern_ahead(reader, 1) == 'u') {
		start = reader->at;
		reader->at += 2;
		if (read_hex(reader, 4, &trail) && is_trail(trail))
			*c = 0x10000 + ((*c - 0xD800) << 10) + (trail - 0xDC00);
		else
			reader->at = start;
	}
	return true;
}

static bool is_syntax_character(uint32_t c)
{
	return c < 0x80 && c != 0 && strchr("^$\\.*+?()[]{}|/", (int)c) != NULL;
}

bool evl_pattern_escape(struct evl_pattern_reader *reader, bool in_class, uint32_t *out)
{
	static const struct {
		char letter;
		uint8_t value;
	} controls[] = { { 'f', 12 }, { 'n', 10 }, { 'r', 13 }, { 't', 9 }, { 'v', 11 } };
	uint32_t c, next;
	reader->at++; /* the backslash */
	c = evl_pattern_peek(reader);
	next = evl_pattern_ahead(reader, 1);
	for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++) {
		if (c == (uint32_t)controls[i].letter) {
			reader->at++;
			*out = controls[i].value;
			return true;
		}
	}
	switch (c) {
	case 'c':
		if (next < 0x80 && (next | 0x20) >= 'a' && (next | 0x20) <= 'z') {
			reader->at += 2;
			*out = next & 0x1F;
			return true;
		}
		if (reader->unicode)
			return evl_pattern_fail(reader, "Invalid Unicode escape");
		if (in_class && (is_digit(next) || next == '_')) {
			reader->at += 2;
			*out = next & 0x1F;
			return true;
		}
		*out = '\\'; /* read as itself; the c comes next */
		return true;
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
		if (c == '0' && !is_digit(next)) {
			reader->at++;
			*out = 0;
			return true;
		}
		if (reader->unicode)
			return evl_pattern_fail(reader, in_class && !reader->recent ? "Invalid class escape" : "Invalid decimal escape");
		*out = read_octal(reader);
		return true;
	case 'x':
		reader->at++;
		if (read_hex(reader, 2, out))
			return true;
		if (reader->unicode)
			return evl_pattern_fail(reader, "Invalid escape");
		*out = 'x';
		return true;
	case 'u':
		reader->at++;
		if (pattern_unicode_escape(reader, reader->unicode, out))
			return true;
		if (reader->unicode)
			return evl_pattern_fail(reader, "Invalid Unicode escape");
		*out = 'u';
		return true;
	default:
		if (reader->unicode ? !is_syntax_character(c) && !(in_class && c == '-') :
				      c == 'k' && pattern_scan(reader) && reader->has_names)
			return evl_pattern_fail(reader, "Invalid escape");
		evl_pattern_advance(reader);
		*out = c;
		return true;
	}
}

static struct evl_pattern *read_named_reference(struct evl_pattern_reader *reader)
{
	reader->at += 2;
	if (evl_pattern_ahead(reader, 0) != '<')
		return evl_pattern_fail(reader, "Invalid named reference");
	reader->at++;
	struct evl_pattern *node = evl_pattern_new(reader, EVL_PATTERN_BACKREF);
	if (node == NULL || !read_name(reader, &node->name, &node->name_length))
		return NULL;
	node->never_long = false;
	node->next_named = reader->named_references;
	reader->named_references = node;
	return node;
}

/* An escape outside of classes; the reading point is at the backslash. */
static struct evl_pattern *read_escape(struct evl_pattern_reader *reader)
{
	uint32_t next = evl_pattern_ahead(reader, 1), c;
	struct evl_pattern *node;
	bool taken;
	if (next == EVL_PATTERN_END)
		return evl_pattern_fail(reader, "\\ at end of pattern");
	if (next >= '1' && next <= '9') {
		uint32_t number;
		if (read_reference(reader, &number)) {
			node = evl_pattern_new(reader, EVL_PATTERN_BACKREF);
			if (node != NULL) {
				node->value = number;
				node->never_long = false;
			}
			return node;
		}
		if (reader->unicode)
			return evl_pattern_fail(reader, "Invalid escape");
		if (next >= '8') {
			reader->at += 2;
			return evl_pattern_char(reader, next);
		}
	}
	if (next == 'k' && (reader->unicode || (pattern_scan(reader) && reader->has_names)))
		return read_named_reference(reader);
	node = evl_pattern_class_escape(reader, &taken);
	if (taken)
		return node;
	return evl_pattern_escape(reader, false, &c) ? evl_pattern_char(reader, c) : NULL;
}

/* One term without its quantifier; *quantifiable tells whether it may have one. NULL: an error. */
static struct evl_pattern *read_atom(struct evl_pattern_reader *reader, bool *quantifiable)
{
	uint32_t c = evl_pattern_peek(reader), low, high;
	struct evl_pattern *node;
	*quantifiable = true;
	switch (c) {
	case '*':
	case '+':
	case '?':
		return evl_pattern_fail(reader, "Nothing to repeat");
	case '^':
	case '$':
		*quantifiable = false;
		reader->at++;
		return evl_pattern_new(reader, c == '^' ? EVL_PATTERN_LINE_START : EVL_PATTERN_LINE_END);
	case '(':
		return read_group(reader);
	case '.':
		reader->at++;
		node = evl_pattern_new(reader, EVL_PATTERN_ANY);
		if (node != NULL)
			node->maybe_empty = node->never_long = false;
		return node;
	case '[':
		return evl_pattern_class(reader);
	case '\\':
		if (evl_pattern_ahead(reader, 1) == 'b' || evl_pattern_ahead(reader, 1) == 'B') {
			*quantifiable = false;
			c = evl_pattern_ahead(reader, 1);
			reader->at += 2;
			return evl_pattern_new(reader, c == 'b' ? EVL_PATTERN_WORD_EDGE : EVL_PATTERN_NOT_WORD_EDGE);
		}
		return read_escape(reader);
	case '{':
		if (read_braces(reader, &low, &high))
			return evl_pattern_fail(reader, "Nothing to repeat");
		if (reader->unicode)
			return evl_pattern_fail(reader, "Lone quantifier brackets");
		break;
	case '}':
	case ']':
		if (reader->unicode)
			return evl_pattern_fail(reader, "Lone quantifier brackets");
		break;
	default:
		break;
	}
	evl_pattern_advance(reader);
	return evl_pattern_char(reader, c);
}

/* Terms up to | or ) or the end. */
static struct evl_pattern *read_alternative(struct evl_pattern_reader *reader)
{
	struct evl_pattern *sequence = evl_pattern_new(reader, EVL_PATTERN_SEQUENCE), **end;
	if (sequence == NULL)
		return NULL;
	end = &sequence->child;
	for (;;) {
		uint32_t c = evl_pattern_ahead(reader, 0), min, max;
		bool quantifiable, any;
		if (c == EVL_PATTERN_END || c == '|' || c == ')')
			break;
		struct evl_pattern *term = read_atom(reader, &quantifiable);
		if (term == NULL)
			return NULL;
		if (quantifiable) {
			if (!read_quantifier(reader, &min, &max, &any))
				return NULL;
			if (any && (term = repeated(reader, term, min, max)) == NULL)
				return NULL;
		}
		*end = term;
		end = &term->next;
		sequence->maybe_empty &= term->maybe_empty;
		sequence->never_long &= term->never_long;
	}
	sequence->captures_to = reader->capture_count;
	if (sequence->child == NULL)
		sequence->kind = EVL_PATTERN_EMPTY;
	return sequence;
}

static struct evl_pattern *read_disjunction(struct evl_pattern_reader *reader, bool inside)
{
	struct evl_alternative *outer = reader->where;
	uint32_t disjunction = reader->disjunctions++;
	struct evl_pattern *choice = NULL, *result = NULL, **end = NULL;
	uint32_t from = reader->capture_count;
	for (;;) {
		if (!evl_pattern_room(reader))
			return NULL;
		reader->where = evl_arena_zalloc(reader->arena, sizeof *reader->where);
		*reader->where = (struct evl_alternative){ outer, disjunction, outer != NULL ? outer->depth + 1 : 0 };
		struct evl_pattern *alternative = read_alternative(reader);
		if (alternative == NULL)
			return NULL;
		if (choice != NULL) {
			*end = alternative;
			end = &alternative->next;
			choice->maybe_empty |= alternative->maybe_empty;
			choice->never_long &= alternative->never_long;
		} else {
			result = alternative;
		}
		if (evl_pattern_ahead(reader, 0) != '|')
			break;
		reader->at++;
		if (choice == NULL) {
			if ((choice = evl_pattern_new(reader, EVL_PATTERN_CHOICE)) == NULL)
				return NULL;
			choice->child = result;
			end = &result->next;
			choice->maybe_empty = result->maybe_empty;
			choice->never_long = result->never_long;
			result = choice;
		}
	}
	reader->where = outer;
	result->captures_from = from;
	result->captures_to = reader->capture_count;
	if (inside) {
		if (evl_pattern_ahead(reader, 0) != ')')
			return evl_pattern_fail(reader, "Unterminated group");
		reader->at++;
	} else if (evl_pattern_ahead(reader, 0) == ')') {
		return evl_pattern_fail(reader, "Unmatched ')'");
	}
	return result;
}

struct evl_pattern *evl_pattern_read(struct evl_pattern_reader *reader)
{
	reader->capture_count = 1;
	reader->groups_end = &reader->groups;
	struct evl_pattern *pattern = read_disjunction(reader, false);
	return pattern != NULL && resolve_names(reader) ? pattern : NULL;
}
