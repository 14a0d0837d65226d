/* SPDX-License-Identifier: MIT */
/*
 * emit.c - from tree to program (sec-compilepattern and what follows it there).
 *
 * The tree and everything that was needed to read it lie in the program's arena above a mark; when the code is
 * complete in a buffer, the arena goes back to the mark and the finished program is copied there.
 */
#include <string.h>

#include "base/buffer.h"
#include "regexp/fold.h"
#include "regexp/pattern.h"
#include "regexp/program.h"
#include "regexp/regexp.h"

struct emitter {
	struct evl_buffer code; /* words */
	struct evl_buffer sets; /* struct evl_regexp_set; ranges still in the arena */
	uint32_t set_count;
	uint32_t registers;
	bool unicode;
	struct evl_arena *arena;
};

static uint32_t here(const struct emitter *e)
{
	return (uint32_t)(e->code.length / sizeof(uint32_t));
}

static uint32_t word(struct emitter *e, uint32_t w)
{
	uint32_t at = here(e);
	char bytes[sizeof w];
	memcpy(bytes, &w, sizeof w);
	evl_buffer_append(&e->code, bytes, sizeof bytes);
	return at;
}

static void words(struct emitter *e, uint32_t op, uint32_t a)
{
	word(e, op);
	word(e, a);
}

/* Fill in the word at `at` with the place reached now. */
static void patch(struct emitter *e, uint32_t at)
{
	uint32_t target = here(e);
	if (!e->code.failed)
		memcpy(e->code.bytes + (size_t)at * sizeof target, &target, sizeof target);
}

static uint32_t add_set(struct emitter *e, const struct evl_charset *chars)
{
	struct evl_regexp_set set = { .ranges = (const uint32_t(*)[2])chars->ranges, .count = chars->count };
	for (uint32_t i = 0; i < chars->count; i++)
		for (uint32_t c = chars->ranges[i][0]; c < 256 && c <= chars->ranges[i][1]; c++)
			set.bits[c / 32] |= 1u << c % 32;
	char bytes[sizeof set];
	memcpy(bytes, &set, sizeof set);
	evl_buffer_append(&e->sets, bytes, sizeof bytes);
	return e->set_count++;
}

/* --- single characters --- */

struct take {
	enum evl_regexp_take take;
	uint32_t operand;
	bool pair; /* a code point that is two units: operand */
};

static bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

static uint32_t equals_of(const struct emitter *e, const struct evl_pattern *node, uint32_t out[8])
{
	if (node->flags & EVL_REGEXP_IGNORE_CASE)
		return evl_fold_equals(node->value, e->unicode, out, 8);
	out[0] = node->value;
	return 1;
}

/* How `node`, if it is one character, is taken. False: it is something else. */
static bool take_of(struct emitter *e, const struct evl_pattern *node, struct take *out)
{
	*out = (struct take){ .take = EVL_TAKE_ALL };
	if (node->kind == EVL_PATTERN_ANY) {
		bool all = (node->flags & EVL_REGEXP_DOT_ALL) != 0;
		out->take = e->unicode ? (all ? EVL_TAKE_ALL_POINT : EVL_TAKE_ANY_POINT) : all ? EVL_TAKE_ALL : EVL_TAKE_ANY;
		return true;
	}
	if (node->kind == EVL_PATTERN_SET) {
		out->take = e->unicode ? EVL_TAKE_SET_POINT : EVL_TAKE_SET;
		out->operand = add_set(e, node->set);
		return true;
	}
	if (node->kind != EVL_PATTERN_CHAR)
		return false;
	uint32_t equals[8], count = equals_of(e, node, equals);
	bool plain = true;
	for (uint32_t i = 0; i < count; i++)
		plain &= equals[i] <= 0xFFFF && !(e->unicode && is_surrogate(equals[i]));
	out->operand = equals[0];
	if (count == 1 && plain) {
		out->take = EVL_TAKE_UNIT;
	} else if (count == 1 && equals[0] > 0xFFFF) {
		out->pair = true;
	} else if (count == 2 && plain) {
		out->take = EVL_TAKE_TWO;
		out->operand = equals[0] << 16 | equals[1];
	} else {
		struct evl_charset set;
		evl_charset_init(&set, e->arena);
		for (uint32_t i = 0; i < count; i++)
			evl_charset_add(&set, equals[i], equals[i]);
		evl_charset_normalize(&set);
		out->take = e->unicode ? EVL_TAKE_SET_POINT : EVL_TAKE_SET;
		out->operand = add_set(e, &set);
	}
	return true;
}

static void emit_take(struct emitter *e, const struct take *take, bool back)
{
	if (take->pair) {
		word(e, back ? EVL_OP_PAIR_BACK : EVL_OP_PAIR);
		word(e, 0xD7C0 + (take->operand >> 10));
		word(e, 0xDC00 + (take->operand & 0x3FF));
	} else if (take->take == EVL_TAKE_UNIT && !back) {
		words(e, EVL_OP_UNIT, take->operand);
	} else {
		word(e, back ? EVL_OP_TAKE_BACK : EVL_OP_TAKE);
		words(e, take->take, take->operand);
	}
}

/* --- everything else --- */

static void emit(struct emitter *e, const struct evl_pattern *node, bool back);

static bool is_single(const struct evl_pattern *node)
{
	return node->kind == EVL_PATTERN_CHAR || node->kind == EVL_PATTERN_SET || node->kind == EVL_PATTERN_ANY;
}

/* (?:x) around one term is that term. */
static const struct evl_pattern *unwrapped(const struct evl_pattern *node)
{
	while (node->kind == EVL_PATTERN_SEQUENCE && node->child != NULL && node->child->next == NULL)
		node = node->child;
	return node;
}

/* The unit that a text matched by the following terms must begin with, if it is known. */
static uint32_t hint_of(struct emitter *e, const struct evl_pattern *next)
{
	while (next != NULL && (next->kind == EVL_PATTERN_CAPTURE || next->kind == EVL_PATTERN_SEQUENCE))
		next = next->child;
	if (next == NULL || next->kind != EVL_PATTERN_CHAR)
		return EVL_NO_HINT;
	uint32_t equals[8];
	if (equals_of(e, next, equals) != 1 || (e->unicode && is_surrogate(equals[0])))
		return EVL_NO_HINT;
	return equals[0] > 0xFFFF ? 0xD7C0 + (equals[0] >> 10) : equals[0];
}

static void emit_repeat(struct emitter *e, const struct evl_pattern *node, bool back)
{
	const struct evl_pattern *body = unwrapped(node->child);
	struct take take;
	if (node->max == 0)
		return;
	if (!back && is_single(body) && take_of(e, body, &take) && !take.pair) {
		word(e, node->greedy ? EVL_OP_RUN : EVL_OP_RUN_LAZY);
		words(e, take.take, take.operand);
		words(e, node->min, node->max);
		word(e, hint_of(e, node->next));
		return;
	}
	bool captures = node->captures_to > node->captures_from;
	bool check = body->maybe_empty;
	bool counted = node->min != 0 || (node->max != 1 && node->max != EVL_REPEAT_FOREVER);
	uint32_t counter = 0, place = 0, loop = 0, exit;
	if (counted && node->min == 1 && node->max == 1) {
		emit(e, body, back);
		return;
	}
	if (check)
		place = e->registers++;
	if (counted) {
		counter = e->registers++;
		words(e, EVL_OP_ZERO, counter);
		loop = here(e);
		words(e, EVL_OP_LOOP, counter);
		words(e, node->min, node->max);
		word(e, node->greedy);
		exit = word(e, 0);
	} else {
		loop = here(e);
		word(e, node->greedy ? EVL_OP_SPLIT : EVL_OP_SPLIT_AWAY);
		exit = word(e, 0);
	}
	if (check)
		words(e, EVL_OP_SAVE, place);
	if (captures) {
		word(e, EVL_OP_CLEAR);
		words(e, node->captures_from * 2, node->captures_to * 2);
	}
	emit(e, body, back);
	if (check && counted) {
		word(e, EVL_OP_ROUND);
		word(e, counter);
		words(e, node->min, place);
	} else if (check) {
		words(e, EVL_OP_NOT_EMPTY, place);
	}
	if (counted || node->max != 1)
		words(e, EVL_OP_JUMP, loop);
	patch(e, exit);
}

static void emit_choice(struct emitter *e, const struct evl_pattern *node, bool back)
{
	uint32_t ends = 0; /* jumps to the end, chained through their operands */
	for (const struct evl_pattern *child = node->child; child != NULL; child = child->next) {
		uint32_t other = 0;
		if (child->next != NULL) {
			word(e, EVL_OP_SPLIT);
			other = word(e, 0);
		}
		emit(e, child, back);
		if (child->next != NULL) {
			word(e, EVL_OP_JUMP);
			ends = word(e, ends);
			patch(e, other);
		}
	}
	while (ends != 0 && !e->code.failed) {
		uint32_t previous;
		memcpy(&previous, e->code.bytes + (size_t)ends * sizeof previous, sizeof previous);
		patch(e, ends);
		ends = previous;
	}
}

static void emit_look(struct emitter *e, const struct evl_pattern *node)
{
	uint32_t place = e->registers, exit = 0;
	e->registers += 2;
	words(e, EVL_OP_LOOK, place);
	if (node->negative) {
		word(e, EVL_OP_SPLIT);
		exit = word(e, 0);
	}
	emit(e, node->child, node->behind);
	words(e, node->negative ? EVL_OP_LOOK_FAIL : EVL_OP_LOOK_END, place);
	if (node->negative)
		patch(e, exit);
}

static void emit_sequence(struct emitter *e, const struct evl_pattern *node, bool back)
{
	const struct evl_pattern *child;
	if (!back) {
		for (child = node->child; child != NULL; child = child->next)
			emit(e, child, false);
		return;
	}
	uint32_t count = 0;
	for (child = node->child; child != NULL; child = child->next)
		count++;
	if (evl_arena_room(e->arena) < count * sizeof child + ((size_t)1 << 20)) {
		e->code.failed = true;
		return;
	}
	const struct evl_pattern **children = evl_arena_alloc(e->arena, count * sizeof *children);
	count = 0;
	for (child = node->child; child != NULL; child = child->next)
		children[count++] = child;
	while (count-- > 0)
		emit(e, children[count], true);
}

static void emit_backref(struct emitter *e, const struct evl_pattern *node, bool back)
{
	uint32_t count = node->numbers != NULL ? node->value : 1;
	word(e, EVL_OP_BACKREF);
	word(e, (back ? EVL_BACKREF_BACK : 0u) | (node->flags & EVL_REGEXP_IGNORE_CASE ? EVL_BACKREF_FOLD : 0u) |
			(e->unicode ? EVL_BACKREF_POINTS : 0u));
	word(e, count);
	for (uint32_t i = 0; i < count; i++)
		word(e, node->numbers != NULL ? node->numbers[i] : node->value);
}

static void emit(struct emitter *e, const struct evl_pattern *node, bool back)
{
	struct take take;
	bool multiline = (node->flags & EVL_REGEXP_MULTILINE) != 0;
	switch ((enum evl_pattern_kind)node->kind) {
	case EVL_PATTERN_EMPTY:
		break;
	case EVL_PATTERN_CHAR:
	case EVL_PATTERN_ANY:
	case EVL_PATTERN_SET:
		if (take_of(e, node, &take))
			emit_take(e, &take, back);
		break;
	case EVL_PATTERN_SEQUENCE:
		emit_sequence(e, node, back);
		break;
	case EVL_PATTERN_CHOICE:
		emit_choice(e, node, back);
		break;
	case EVL_PATTERN_CAPTURE:
		words(e, EVL_OP_SAVE, node->value * 2 + back);
		emit(e, node->child, back);
		words(e, EVL_OP_SAVE, node->value * 2 + !back);
		break;
	case EVL_PATTERN_LOOK:
		emit_look(e, node);
		break;
	case EVL_PATTERN_BACKREF:
		emit_backref(e, node, back);
		break;
	case EVL_PATTERN_LINE_START:
		word(e, multiline ? EVL_OP_LINE_START : EVL_OP_TEXT_START);
		break;
	case EVL_PATTERN_LINE_END:
		word(e, multiline ? EVL_OP_LINE_END : EVL_OP_TEXT_END);
		break;
	case EVL_PATTERN_WORD_EDGE:
	case EVL_PATTERN_NOT_WORD_EDGE:
		words(e, EVL_OP_WORD_EDGE,
		      (node->kind == EVL_PATTERN_NOT_WORD_EDGE ? EVL_EDGE_NOT : 0u) |
			      (e->unicode && (node->flags & EVL_REGEXP_IGNORE_CASE) ? EVL_EDGE_FOLD : 0u));
		break;
	case EVL_PATTERN_REPEAT:
		emit_repeat(e, node, back);
		break;
	}
}

/* --- what a match can begin with --- */

static void first_range(struct evl_regexp *out, uint32_t first, uint32_t last)
{
	for (uint32_t c = first; c < 256 && c <= last; c++)
		out->first[c / 32] |= 1u << c % 32;
	out->first_beyond |= last >= 256;
}

/* Add what `node` can begin with. True: it may be empty, so what follows counts too. */
static bool first_of(const struct emitter *e, const struct evl_pattern *node, struct evl_regexp *out)
{
	uint32_t equals[8];
	bool empty = false;
	switch ((enum evl_pattern_kind)node->kind) {
	case EVL_PATTERN_CHAR:
		for (uint32_t i = 0, count = equals_of(e, node, equals); i < count; i++)
			first_range(out, equals[i], equals[i]);
		return false;
	case EVL_PATTERN_ANY:
		first_range(out, 0, EVL_CODE_POINT_MAX);
		return false;
	case EVL_PATTERN_SET:
		for (uint32_t i = 0; i < node->set->count; i++)
			first_range(out, node->set->ranges[i][0], node->set->ranges[i][1]);
		return false;
	case EVL_PATTERN_SEQUENCE:
		for (const struct evl_pattern *child = node->child; child != NULL; child = child->next)
			if (!first_of(e, child, out))
				return false;
		return true;
	case EVL_PATTERN_CHOICE:
		for (const struct evl_pattern *child = node->child; child != NULL; child = child->next)
			empty |= first_of(e, child, out);
		return empty;
	case EVL_PATTERN_CAPTURE:
		return first_of(e, node->child, out);
	case EVL_PATTERN_REPEAT:
		return node->max == 0 || first_of(e, node->child, out) || node->min == 0;
	case EVL_PATTERN_BACKREF:
		first_range(out, 0, EVL_CODE_POINT_MAX);
		return true;
	default:
		return true; /* it looks, and takes nothing */
	}
}

static void find_start(const struct emitter *e, const struct evl_pattern *pattern, struct evl_regexp *out)
{
	const struct evl_pattern *first = pattern;
	while (first->kind == EVL_PATTERN_SEQUENCE || first->kind == EVL_PATTERN_CAPTURE)
		first = first->child;
	if (first->kind == EVL_PATTERN_LINE_START && !(first->flags & EVL_REGEXP_MULTILINE)) {
		out->start = EVL_START_TEXT;
		return;
	}
	if (first_of(e, pattern, out))
		return;
	uint32_t all = out->first_beyond;
	for (uint32_t c = 0; c < 256; c++)
		all += out->first[c / 32] >> c % 32 & 1;
	if (all == 257)
		return;
	out->start = EVL_START_SET;
	uint32_t hint = hint_of((struct emitter *)e, pattern);
	if (hint != EVL_NO_HINT) {
		out->start = EVL_START_UNIT;
		out->first_unit = hint;
	}
}

/* --- the whole --- */

/* Copy what must live on from above the mark to a buffer, go back to the mark, and lay it out there. */
static bool settle(struct emitter *e, struct evl_pattern_reader *reader, unsigned char *mark, struct evl_regexp *program,
		   const struct evl_regexp **out)
{
	struct evl_buffer rest; /* ranges, then names */
	size_t set_bytes = e->set_count * sizeof(struct evl_regexp_set);
	struct evl_regexp_set *sets = (struct evl_regexp_set *)(void *)e->sets.bytes;
	struct evl_regexp_group *groups = NULL;
	evl_buffer_init(&rest);
	for (uint32_t i = 0; i < e->set_count; i++)
		evl_buffer_append(&rest, (const char *)sets[i].ranges, sets[i].count * sizeof *sets[i].ranges);
	for (struct evl_named_group *g = reader->groups; g != NULL; g = g->next) {
		struct evl_regexp_group group = { g->name, g->length, g->capture };
		evl_buffer_append(&rest, (const char *)&group, sizeof group);
	}
	for (struct evl_named_group *g = reader->groups; g != NULL; g = g->next)
		evl_buffer_append(&rest, (const char *)g->name, g->length * sizeof *g->name);
	bool fine = !rest.failed && !e->code.failed && !e->sets.failed;
	uint32_t group_count = reader->group_count;
	reader->arena->next = mark;
	if (fine) {
		struct evl_regexp *kept = evl_arena_copy(reader->arena, program, sizeof *program);
		kept->code = evl_arena_copy(reader->arena, e->code.bytes, e->code.length);
		struct evl_regexp_set *kept_sets = evl_arena_alloc(reader->arena, set_bytes);
		if (set_bytes != 0)
			memcpy(kept_sets, sets, set_bytes);
		const char *at = rest.bytes;
		for (uint32_t i = 0; i < e->set_count; i++) {
			size_t bytes = sets[i].count * sizeof *sets[i].ranges;
			kept_sets[i].ranges = evl_arena_alloc(reader->arena, bytes);
			if (bytes != 0)
				memcpy((void *)(uintptr_t)kept_sets[i].ranges, at, bytes);
			at += bytes;
		}
		kept->sets = kept_sets;
		if (group_count != 0) {
			groups = evl_arena_copy(reader->arena, at, group_count * sizeof *groups);
			at += group_count * sizeof *groups;
		}
		for (uint32_t i = 0; i < group_count; i++) {
			groups[i].name = evl_arena_copy(reader->arena, at, groups[i].length * sizeof *groups[i].name);
			at += groups[i].length * sizeof *groups[i].name;
		}
		kept->groups = groups;
		*out = kept;
	}
	evl_buffer_release(&rest);
	return fine;
}

static bool generate(struct evl_pattern_reader *reader, const struct evl_pattern *pattern, unsigned char *mark,
		     const struct evl_regexp **out)
{
	struct emitter e = { .unicode = reader->unicode, .arena = reader->arena, .registers = reader->capture_count * 2 };
	struct evl_regexp program = { .flags = reader->flags,
				      .capture_count = reader->capture_count,
				      .group_count = reader->group_count };
	evl_buffer_init(&e.code);
	evl_buffer_init(&e.sets);
	find_start(&e, pattern, &program);
	words(&e, EVL_OP_SAVE, 0);
	emit(&e, pattern, false);
	words(&e, EVL_OP_SAVE, 1);
	word(&e, EVL_OP_MATCH);
	program.register_count = e.registers;
	program.code_count = here(&e);
	bool fine = program.code_count < 1u << 28 && settle(&e, reader, mark, &program, out);
	evl_buffer_release(&e.code);
	evl_buffer_release(&e.sets);
	return fine;
}

enum evl_regexp_status evl_regexp_compile(const uint16_t *pattern, size_t length, uint32_t flags, struct evl_arena *arena,
					  const struct evl_regexp **out, const char **error)
{
	enum { LARGEST = 64 << 20 }; /* bytes of a pattern's tree */
	unsigned char *mark = arena->next;
	size_t used = evl_arena_used(arena), room = evl_arena_room(arena);
	struct evl_pattern_reader reader = {
		.text = pattern,
		.length = (uint32_t)length,
		.flags = flags,
		.unicode = (flags & EVL_REGEXP_BOTH_UNICODE) != 0,
		.sets = (flags & EVL_REGEXP_UNICODE_SETS) != 0,
		.recent = (flags & EVL_REGEXP_RECENT) != 0,
		.arena = arena,
		.limit = used + (room / 2 < LARGEST ? room / 2 : LARGEST),
	};
	const struct evl_pattern *tree = room < 4u << 20 ? evl_pattern_too_large(&reader, "Regular expression too large") :
							    evl_pattern_read(&reader);
	if (tree != NULL && out != NULL && !generate(&reader, tree, mark, out))
		(void)evl_pattern_too_large(&reader, "Regular expression too large");
	if (reader.error != NULL || out == NULL)
		arena->next = mark;
	*error = reader.error;
	return reader.status;
}

bool evl_regexp_flags(const uint16_t *units, size_t length, uint32_t *flags)
{
	static const char letters[] = "dgimsuvy"; /* in the order of the bits */
	*flags = 0;
	for (size_t i = 0; i < length; i++) {
		const char *letter = units[i] < 0x80 && units[i] != 0 ? strchr(letters, units[i]) : NULL;
		if (letter == NULL || *flags & 1u << (letter - letters))
			return false;
		*flags |= 1u << (letter - letters);
	}
	return (*flags & EVL_REGEXP_BOTH_UNICODE) != EVL_REGEXP_BOTH_UNICODE;
}
