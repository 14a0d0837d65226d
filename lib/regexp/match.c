/* SPDX-License-Identifier: MIT */
/*
 * match.c - the matcher: backtracking with a stack of its own.
 *
 * An entry of the stack is three words: what to do when the present way fails, and two numbers. Registers that change
 * after a choice was made leave their old value on the stack, so that going back restores them.
 */
#include <string.h>

#include "regexp/fold.h"
#include "regexp/program.h"
#include "regexp/regexp.h"

/* What an entry says, in the upper bits of its first word; the rest is the program's place or a register. */
enum { BRANCH = 0, RESTORE = 1 << 28, RUN = 2 << 28, LAZY = 3 << 28, KIND = 7 << 28 };

struct entry {
	uint32_t what;
	int32_t a, b;
};

struct matcher {
	const struct evl_regexp *regexp;
	const uint16_t *units;
	int32_t length;
	int32_t *registers;
	struct entry *base, *limit;
	int64_t *steps;
};

static bool is_lead(uint32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
static bool is_trail(uint32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }
static bool is_line_end(uint32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

static bool set_has(const struct evl_regexp_set *set, uint32_t c)
{
	if (c < 256)
		return (set->bits[c / 32] >> c % 32 & 1) != 0;
	uint32_t low = 0, high = set->count;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (c > set->ranges[middle][1])
			low = middle + 1;
		else if (c < set->ranges[middle][0])
			high = middle;
		else
			return true;
	}
	return false;
}

/* The code point that begins at `p`, below `length`. */
static inline uint32_t point_at(const struct matcher *m, int32_t p, int32_t *taken)
{
	uint32_t c = m->units[p];
	*taken = 1;
	if (is_lead(c) && p + 1 < m->length && is_trail(m->units[p + 1])) {
		*taken = 2;
		return 0x10000 + ((c - 0xD800) << 10) + (m->units[p + 1] - 0xDC00u);
	}
	return c;
}

/* The code point that ends at `p`, above 0. */
static inline uint32_t point_before(const struct matcher *m, int32_t p, int32_t *taken)
{
	uint32_t c = m->units[p - 1];
	*taken = 1;
	if (is_trail(c) && p > 1 && is_lead(m->units[p - 2])) {
		*taken = 2;
		return 0x10000 + ((m->units[p - 2] - 0xD800u) << 10) + (c - 0xDC00);
	}
	return c;
}

static inline bool fits(const struct matcher *m, uint32_t take, uint32_t operand, uint32_t c)
{
	switch ((enum evl_regexp_take)take) {
	case EVL_TAKE_UNIT:
		return c == operand;
	case EVL_TAKE_TWO:
		return c == (operand >> 16) || c == (operand & 0xFFFF);
	case EVL_TAKE_ANY:
	case EVL_TAKE_ANY_POINT:
		return !is_line_end(c);
	case EVL_TAKE_ALL:
	case EVL_TAKE_ALL_POINT:
		return true;
	case EVL_TAKE_SET:
	case EVL_TAKE_SET_POINT:
		return set_has(&m->regexp->sets[operand], c);
	}
	return false;
}

/* Where one character taken from `p` on ends, or -1. */
static inline int32_t take(const struct matcher *m, uint32_t how, uint32_t operand, int32_t p)
{
	int32_t taken = 1;
	if (p >= m->length)
		return -1;
	uint32_t c = how >= EVL_TAKE_ANY_POINT ? point_at(m, p, &taken) : m->units[p];
	return fits(m, how, operand, c) ? p + taken : -1;
}

static inline int32_t take_back(const struct matcher *m, uint32_t how, uint32_t operand, int32_t p)
{
	int32_t taken = 1;
	if (p <= 0)
		return -1;
	uint32_t c = how >= EVL_TAKE_ANY_POINT ? point_before(m, p, &taken) : m->units[p - 1];
	return fits(m, how, operand, c) ? p - taken : -1;
}

/* Where up to `max` characters from `p` on end; *at_min: where the first `min` end, or -1 when there are fewer. */
static int32_t run(const struct matcher *m, uint32_t how, uint32_t operand, uint32_t min, uint32_t max, int32_t p, int32_t *at_min)
{
	const uint16_t *units = m->units;
	if (how < EVL_TAKE_ANY_POINT) {
		int32_t start = p, end = m->length;
		if (max < (uint32_t)(end - p))
			end = p + (int32_t)max;
		if (how == EVL_TAKE_ALL) {
			p = end;
		} else if (how == EVL_TAKE_ANY) {
			while (p < end && !is_line_end(units[p]))
				p++;
		} else if (how == EVL_TAKE_UNIT) {
			while (p < end && units[p] == operand)
				p++;
		} else if (how == EVL_TAKE_SET) {
			const struct evl_regexp_set *set = &m->regexp->sets[operand];
			while (p < end && (units[p] < 256 ? (set->bits[units[p] / 32] >> units[p] % 32 & 1) != 0 : set_has(set, units[p])))
				p++;
		} else {
			while (p < end && fits(m, how, operand, units[p]))
				p++;
		}
		*at_min = min <= (uint32_t)(p - start) ? start + (int32_t)min : -1;
		return p;
	}
	*at_min = min == 0 ? p : -1;
	for (uint32_t count = 0; count < max;) {
		int32_t next = take(m, how, operand, p);
		if (next < 0)
			break;
		p = next;
		if (++count == min)
			*at_min = p;
	}
	return p;
}

/* One character back from `p`, which a run has taken. */
static inline int32_t step_back(const struct matcher *m, uint32_t how, int32_t p, int32_t least)
{
	if (how >= EVL_TAKE_ANY_POINT && p - 2 >= least && is_trail(m->units[p - 1]) && is_lead(m->units[p - 2]))
		return p - 2;
	return p - 1;
}

/* The last place from `p` back to `least` where `hint` follows, or -1. */
static int32_t find_hint(const struct matcher *m, uint32_t how, uint32_t hint, int32_t p, int32_t least)
{
	if (hint == EVL_NO_HINT)
		return p;
	for (;;) {
		if (p < m->length && m->units[p] == hint)
			return p;
		if (p <= least)
			return -1;
		p = step_back(m, how, p, least);
	}
}

static bool is_word(const struct matcher *m, int32_t p, bool fold)
{
	if (p < 0 || p >= m->length)
		return false;
	uint32_t c = m->units[p];
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
	return fold && (c == 0x17F || c == 0x212A);
}

static bool is_edge(const struct matcher *m, int32_t p, uint32_t flags)
{
	bool fold = (flags & EVL_EDGE_FOLD) != 0;
	return (is_word(m, p - 1, fold) != is_word(m, p, fold)) != ((flags & EVL_EDGE_NOT) != 0);
}

/* Does the text of the capture stand at `p`? Where it ends (back: begins), or -1. */
static int32_t backref(const struct matcher *m, const uint32_t *operands, int32_t p)
{
	uint32_t flags = operands[0], count = operands[1];
	int32_t from = -1, to = -1;
	for (uint32_t i = 0; i < count && (from < 0 || to < 0); i++) {
		from = m->registers[operands[2 + i] * 2];
		to = m->registers[operands[2 + i] * 2 + 1];
	}
	if (from < 0 || to < 0)
		return p;
	int32_t length = to - from;
	bool back = (flags & EVL_BACKREF_BACK) != 0;
	int32_t start = back ? p - length : p;
	if (start < 0 || start + length > m->length)
		return -1;
	if (!(flags & EVL_BACKREF_FOLD)) {
		if (memcmp(m->units + from, m->units + start, (size_t)length * sizeof *m->units) != 0)
			return -1;
	} else if (!(flags & EVL_BACKREF_POINTS)) {
		for (int32_t i = 0; i < length; i++)
			if (m->units[from + i] != m->units[start + i] &&
			    evl_fold(m->units[from + i], false) != evl_fold(m->units[start + i], false))
				return -1;
	} else { /* equal characters have equal lengths in UTF-16 */
		for (int32_t i = 0, taken, other; i < length; i += taken) {
			uint32_t a = point_at(m, from + i, &taken), b = point_at(m, start + i, &other);
			if (a != b && evl_fold(a, true) != evl_fold(b, true))
				return -1;
			if (taken != other)
				return -1;
		}
	}
	return back ? start : start + length;
}

/* Forget the branches above `from` but keep what restores registers. */
static struct entry *cut(struct entry *from, const struct entry *top)
{
	struct entry *kept = from;
	for (const struct entry *entry = from; entry < top; entry++)
		if ((entry->what & KIND) == RESTORE)
			*kept++ = *entry;
	return kept;
}

#define PUSH(kind, first, second)                                            \
	do {                                                                 \
		if (top == limit)                                            \
			return EVL_REGEXP_OUT_OF_MEMORY;                     \
		*top++ = (struct entry){ (kind), (first), (second) };        \
	} while (0)

#define SET_REGISTER(number, value)                                          \
	do {                                                                 \
		PUSH(RESTORE | (number), registers[number], 0);              \
		registers[number] = (value);                                 \
	} while (0)

/* Try to match with the beginning at `p`. */
static enum evl_regexp_outcome attempt(const struct matcher *m, int32_t p)
{
	const uint32_t *code = m->regexp->code;
	const uint16_t *units = m->units;
	const int32_t length = m->length;
	int32_t *registers = m->registers;
	struct entry *top = m->base, *const limit = m->limit;
	int64_t steps = *m->steps;
	uint32_t pc = 0;
	int32_t q, least;
	for (;;) {
		switch ((enum evl_regexp_op)code[pc]) {
		case EVL_OP_MATCH:
			*m->steps = steps;
			return EVL_REGEXP_MATCH;
		case EVL_OP_FAIL:
			goto fail;
		case EVL_OP_UNIT:
			if (p >= length || units[p] != code[pc + 1])
				goto fail;
			p++;
			pc += 2;
			continue;
		case EVL_OP_TAKE:
			if ((q = take(m, code[pc + 1], code[pc + 2], p)) < 0)
				goto fail;
			p = q;
			pc += 3;
			continue;
		case EVL_OP_TAKE_BACK:
			if ((q = take_back(m, code[pc + 1], code[pc + 2], p)) < 0)
				goto fail;
			p = q;
			pc += 3;
			continue;
		case EVL_OP_PAIR:
			if (p + 1 >= length || units[p] != code[pc + 1] || units[p + 1] != code[pc + 2])
				goto fail;
			p += 2;
			pc += 3;
			continue;
		case EVL_OP_PAIR_BACK:
			if (p < 2 || units[p - 2] != code[pc + 1] || units[p - 1] != code[pc + 2])
				goto fail;
			p -= 2;
			pc += 3;
			continue;
		case EVL_OP_SPLIT:
			PUSH(BRANCH | code[pc + 1], p, 0);
			pc += 2;
			continue;
		case EVL_OP_SPLIT_AWAY:
			PUSH(BRANCH | (pc + 2), p, 0);
			pc = code[pc + 1];
			continue;
		case EVL_OP_JUMP:
			if (--steps < 0)
				goto out_of_steps;
			pc = code[pc + 1];
			continue;
		case EVL_OP_SAVE:
			SET_REGISTER(code[pc + 1], p);
			pc += 2;
			continue;
		case EVL_OP_CLEAR:
			for (uint32_t r = code[pc + 1]; r < code[pc + 2]; r++)
				if (registers[r] >= 0)
					SET_REGISTER(r, -1);
			steps -= (code[pc + 2] - code[pc + 1]) >> 4;
			pc += 3;
			continue;
		case EVL_OP_NOT_EMPTY:
			if (registers[code[pc + 1]] == p)
				goto fail;
			pc += 2;
			continue;
		case EVL_OP_ZERO:
			SET_REGISTER(code[pc + 1], 0);
			pc += 2;
			continue;
		case EVL_OP_LOOP: {
			uint32_t counter = code[pc + 1], count = (uint32_t)registers[counter];
			if (count >= code[pc + 3]) {
				pc = code[pc + 5];
				continue;
			}
			if (count >= code[pc + 2] && !code[pc + 4]) { /* lazy: leave, and come back to begin a round */
				PUSH(BRANCH | (pc + 6), p, 1);
				pc = code[pc + 5];
				continue;
			}
			if (count >= code[pc + 2])
				PUSH(BRANCH | code[pc + 5], p, 0);
			SET_REGISTER(counter, (int32_t)(count + 1));
			pc += 6;
			continue;
		}
		case EVL_OP_ROUND:
			if (registers[code[pc + 3]] == p && (uint32_t)registers[code[pc + 1]] > code[pc + 2])
				goto fail;
			pc += 4;
			continue;
		case EVL_OP_RUN:
			q = run(m, code[pc + 1], code[pc + 2], code[pc + 3], code[pc + 4], p, &least);
			steps -= (q - p) >> 6;
			if (least < 0)
				goto fail;
			p = find_hint(m, code[pc + 1], code[pc + 5], q, least);
			if (p < 0)
				goto fail;
			if (p > least)
				PUSH(RUN | pc, least, p);
			pc += 6;
			continue;
		case EVL_OP_RUN_LAZY:
			q = code[pc + 3] == 0 ? p : run(m, code[pc + 1], code[pc + 2], code[pc + 3], code[pc + 3], p, &least);
			if (code[pc + 3] != 0 && least < 0)
				goto fail;
			steps -= (q - p) >> 6;
			p = q;
			least = (int32_t)code[pc + 3];
			goto lazy;
		case EVL_OP_LOOK:
			registers[code[pc + 1]] = (int32_t)(top - m->base);
			registers[code[pc + 1] + 1] = p;
			pc += 2;
			continue;
		case EVL_OP_LOOK_END:
			steps -= (top - (m->base + registers[code[pc + 1]])) >> 4;
			top = cut(m->base + registers[code[pc + 1]], top);
			p = registers[code[pc + 1] + 1];
			pc += 2;
			continue;
		case EVL_OP_LOOK_FAIL:
			for (struct entry *floor = m->base + registers[code[pc + 1]]; top > floor;) {
				top--;
				if ((top->what & KIND) == RESTORE)
					registers[top->what & ~(uint32_t)KIND] = top->a;
			}
			goto fail;
		case EVL_OP_BACKREF:
			if ((q = backref(m, code + pc + 1, p)) < 0)
				goto fail;
			steps -= (q > p ? q - p : p - q) >> 4;
			p = q;
			pc += 3 + code[pc + 2];
			continue;
		case EVL_OP_TEXT_START:
			if (p != 0)
				goto fail;
			pc++;
			continue;
		case EVL_OP_TEXT_END:
			if (p != length)
				goto fail;
			pc++;
			continue;
		case EVL_OP_LINE_START:
			if (p != 0 && !is_line_end(units[p - 1]))
				goto fail;
			pc++;
			continue;
		case EVL_OP_LINE_END:
			if (p != length && !is_line_end(units[p]))
				goto fail;
			pc++;
			continue;
		case EVL_OP_WORD_EDGE:
			if (!is_edge(m, p, code[pc + 1]))
				goto fail;
			pc += 2;
			continue;
		}
	lazy: /* at `p` after `least` characters of the run at `pc`: go on behind it, or take more when that fails */
		if (code[pc + 5] != EVL_NO_HINT) {
			uint32_t count = (uint32_t)least;
			while (p >= length || units[p] != code[pc + 5]) {
				q = count < code[pc + 4] ? take(m, code[pc + 1], code[pc + 2], p) : -1;
				if (q < 0)
					goto fail;
				p = q;
				count++;
			}
			steps -= (count - (uint32_t)least) >> 6;
			least = (int32_t)count;
		}
		if ((uint32_t)least < code[pc + 4])
			PUSH(LAZY | pc, p, least);
		pc += 6;
		continue;
	fail:
		if (--steps < 0)
			goto out_of_steps;
		for (;;) {
			if (top == m->base) {
				*m->steps = steps;
				return EVL_REGEXP_NO_MATCH;
			}
			top--;
			if ((top->what & KIND) != RESTORE)
				break;
			registers[top->what & ~(uint32_t)KIND] = top->a;
		}
		pc = top->what & ~(uint32_t)KIND;
		switch (top->what & KIND) {
		case RUN:
			least = top->a;
			p = find_hint(m, code[pc + 1], code[pc + 5], step_back(m, code[pc + 1], top->b, least), least);
			if (p < 0)
				goto fail;
			if (p > least)
				PUSH(RUN | pc, least, p);
			pc += 6;
			continue;
		case LAZY:
			least = top->b;
			p = take(m, code[pc + 1], code[pc + 2], top->a);
			if (p < 0)
				goto fail;
			least++;
			goto lazy;
		default:
			p = top->a;
			if (top->b != 0) { /* a lazy loop's round begins: the LOOP stands right before */
				uint32_t counter = code[pc - 5];
				SET_REGISTER(counter, registers[counter] + 1);
			}
			continue;
		}
	}
out_of_steps:
	*m->steps = 0;
	return EVL_REGEXP_OUT_OF_STEPS;
}

/* The next place from `p` on where a match can begin, or -1. */
static int32_t next_start(const struct matcher *m, int32_t p)
{
	const struct evl_regexp *regexp = m->regexp;
	const uint16_t *units = m->units;
	switch ((enum evl_regexp_start)regexp->start) {
	case EVL_START_TEXT:
		return p == 0 ? p : -1;
	case EVL_START_UNIT:
		for (; p < m->length; p++)
			if (units[p] == regexp->first_unit)
				return p;
		return -1;
	case EVL_START_SET:
		for (; p < m->length; p++)
			if (units[p] < 256 ? (regexp->first[units[p] / 32] >> units[p] % 32 & 1) != 0 : regexp->first_beyond)
				return p;
		return -1;
	case EVL_START_ANYWHERE:
		break;
	}
	return p <= m->length ? p : -1;
}

enum evl_regexp_outcome evl_regexp_match(const struct evl_regexp *regexp, struct evl_arena *arena, const uint16_t *units,
					 uint32_t length, uint32_t from, bool sticky, int64_t *steps, int32_t *captures)
{
	enum { LARGEST_STACK = 256 << 20 };
	size_t room = evl_arena_room(arena), wanted = (size_t)regexp->register_count * sizeof(int32_t);
	size_t aligned = (wanted + 15u) & ~(size_t)15u;
	bool points = (regexp->flags & EVL_REGEXP_BOTH_UNICODE) != 0;
	if (room > LARGEST_STACK)
		room = LARGEST_STACK;
	if (room < aligned + (1u << 16))
		return EVL_REGEXP_OUT_OF_MEMORY;
	struct matcher m = { .regexp = regexp, .units = units, .length = (int32_t)length, .steps = steps };
	m.registers = (int32_t *)(void *)arena->next;
	m.base = (struct entry *)(void *)(arena->next + aligned);
	m.limit = m.base + (room - aligned) / sizeof *m.base;
	int32_t p = (int32_t)from;
	if (points && p > 0 && p < m.length && is_trail(units[p]) && is_lead(units[p - 1]))
		p--;
	memset(m.registers, 0xFF, wanted);
	for (;; p++) {
		int32_t start = sticky ? p : next_start(&m, p);
		if (start < 0 || start > m.length)
			return EVL_REGEXP_NO_MATCH;
		*steps -= (start - p) >> 6;
		p = start;
		if (points && !sticky && p > 0 && p < m.length && is_trail(units[p]) && is_lead(units[p - 1]))
			continue; /* no character begins here */
		enum evl_regexp_outcome outcome = attempt(&m, p);
		if (outcome == EVL_REGEXP_MATCH)
			memcpy(captures, m.registers, (size_t)regexp->capture_count * 2 * sizeof *captures);
		if (outcome != EVL_REGEXP_NO_MATCH || sticky)
			return outcome;
	}
}
