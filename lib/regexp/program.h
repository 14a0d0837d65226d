/*
 * program.h - inside regexp/: the instructions that a pattern is compiled to.
 *
 * A program is a sequence of words: an operation and its operands. "Back" forms read the text from right to left, for
 * lookbehind. Registers 0 to 2n-1 are the ends of captures; the others count rounds and remember places.
 */
#ifndef EVL_REGEXP_PROGRAM_H
#define EVL_REGEXP_PROGRAM_H

#include <stdint.h>

#include "regexp/regexp.h"

/* One character. By units, or (_POINT) by code points. */
enum evl_regexp_take {
	EVL_TAKE_UNIT,      /* operand: the unit */
	EVL_TAKE_TWO,       /* operand: two units, one above the other in 16 bits */
	EVL_TAKE_ANY,       /* no line terminator */
	EVL_TAKE_ALL,
	EVL_TAKE_SET,       /* operand: number of the set */
	EVL_TAKE_ANY_POINT,
	EVL_TAKE_ALL_POINT,
	EVL_TAKE_SET_POINT,
};

enum evl_regexp_op {
	EVL_OP_MATCH,
	EVL_OP_FAIL,
	EVL_OP_UNIT,        /* unit */
	EVL_OP_TAKE,        /* take, operand */
	EVL_OP_TAKE_BACK,   /* take, operand */
	EVL_OP_PAIR,        /* lead, trail */
	EVL_OP_PAIR_BACK,
	EVL_OP_SPLIT,       /* target: go on here, and there if that fails */
	EVL_OP_SPLIT_AWAY,  /* target: go on there, and here if that fails */
	EVL_OP_JUMP,        /* target */
	EVL_OP_SAVE,        /* register: = place */
	EVL_OP_CLEAR,       /* from, to: these registers = -1 */
	EVL_OP_NOT_EMPTY,   /* register: fail if the place is still that */
	EVL_OP_ZERO,        /* register: = 0 */
	EVL_OP_LOOP,        /* register, min, max, greedy, exit: begin a round, or leave */
	EVL_OP_ROUND,       /* register, min, place register: fail if the round was empty and none was needed */
	EVL_OP_RUN,         /* take, operand, min, max, hint: as many as possible; hint: the unit that must follow, or NO_HINT */
	EVL_OP_RUN_LAZY,    /* the same, as few as possible */
	EVL_OP_LOOK,        /* register (and the next one): remember stack and place */
	EVL_OP_LOOK_END,    /* register: a positive lookaround has matched */
	EVL_OP_LOOK_FAIL,   /* register: a negative one has */
	EVL_OP_BACKREF,     /* flags, count, captures...: the text of the first of these that took part */
	EVL_OP_TEXT_START,
	EVL_OP_TEXT_END,
	EVL_OP_LINE_START,
	EVL_OP_LINE_END,
	EVL_OP_WORD_EDGE,   /* 1: the opposite, 2: by flags i and u: two more characters are word characters */
};

enum { EVL_BACKREF_BACK = 1, EVL_BACKREF_FOLD = 2, EVL_BACKREF_POINTS = 4 };
enum { EVL_EDGE_NOT = 1, EVL_EDGE_FOLD = 2 };

#define EVL_NO_HINT UINT32_MAX

enum evl_regexp_start {
	EVL_START_ANYWHERE,
	EVL_START_TEXT, /* only at the beginning of the text */
	EVL_START_UNIT, /* with regexp->first_unit */
	EVL_START_SET,  /* with a unit of `first` or, if first_beyond, one above */
};

struct evl_regexp_set {
	uint32_t bits[8];          /* units below 256 */
	const uint32_t (*ranges)[2]; /* all of the set, sorted */
	uint32_t count;
};

#endif
