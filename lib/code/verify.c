/* SPDX-License-Identifier: MIT */
/*
 * verify.c - operands in range, jumps to instructions, ends that do not fall off.
 *
 * What the operand letters of opcodes.def do not say (a call reads a row of registers) stands
 * in `extents`: how many registers an operand names beyond itself.
 */
#include "code/verify.h"

#include <string.h>

struct extent {
	uint16_t op;
	uint8_t operand; /* 0 a, 1 b */
	uint8_t fixed;   /* registers read or written from the operand on */
	bool counted;    /* and c more */
};

static const struct extent extents[] = {
	{ EVL_OPCODE_GET_SUPER, 1, 3, false },
	{ EVL_OPCODE_SET_SUPER, 1, 3, false },
	{ EVL_OPCODE_ADD_PRIVATE_ACCESSOR, 1, 3, false },
	{ EVL_OPCODE_NEW_CLASS, 0, 2, false },
	{ EVL_OPCODE_CALL, 1, 2, true },
	{ EVL_OPCODE_CALL_EVAL, 1, 2, true },
	{ EVL_OPCODE_CALL_SPREAD, 1, 3, false },
	{ EVL_OPCODE_DISPOSE, 1, 3, false },
	{ EVL_OPCODE_DISPOSE_ERROR, 0, 3, false },
	{ EVL_OPCODE_CALL_EVAL_SPREAD, 1, 3, false },
	{ EVL_OPCODE_NEW, 1, 2, true },
	{ EVL_OPCODE_NEW_SPREAD, 1, 3, false },
	{ EVL_OPCODE_SUPER_CALL, 1, 2, true },
	{ EVL_OPCODE_SUPER_CALL_SPREAD, 1, 3, false },
	{ EVL_OPCODE_CONCAT, 1, 0, true },
	{ EVL_OPCODE_GET_ITERATOR, 0, 3, false },
	{ EVL_OPCODE_GET_ASYNC_ITERATOR, 0, 3, false },
	{ EVL_OPCODE_ITER_NEXT, 1, 3, false },
	{ EVL_OPCODE_ITER_UNWRAP, 1, 3, false },
	{ EVL_OPCODE_ITER_CALL_NEXT, 1, 3, false },
	{ EVL_OPCODE_GET_RETURN, 1, 3, false },
	{ EVL_OPCODE_YIELD, 0, 2, false },
	{ EVL_OPCODE_YIELD_DELEGATE, 0, 2, false },
};

enum { DEPTH_MAX = 4096 };

static bool fail(struct evl_verify_fault *fault, const struct evl_template *t, uint32_t at, const char *message)
{
	fault->template_ = t;
	fault->at = at;
	fault->message = message;
	return false;
}

/* The letter of one operand against its value; NULL when right. */
static const char *check_operand(const struct evl_template *t, uint32_t at, char format, uint16_t operand,
				 int32_t wide, uint32_t name_count)
{
	int64_t target;
	switch (format) {
	case 'r':
	case 'R':
		return operand < t->register_count ? NULL : "a register beyond the frame";
	case 'e':
		return operand < t->register_count || operand == EVL_OUTER_ENV ? NULL : "an environment register beyond the frame";
	case 'k':
		return (uint32_t)wide < t->constant_count ? NULL : "a constant that is not there";
	case 'K':
		return operand < t->constant_count ? NULL : "a constant that is not there";
	case 'n':
		return (uint32_t)wide < name_count ? NULL : "a name that is not there";
	case 's':
		return operand < t->property_site_count ? NULL : "a property site that is not there";
	case 't':
		return operand < t->child_count ? NULL : "a child that is not there";
	case 'j':
		target = (int64_t)at + 1 + (int16_t)operand;
		return target >= 0 && target < t->code_count ? NULL : "a jump out of the code";
	case 'J':
		target = (int64_t)at + 1 + wide;
		return target >= 0 && target < t->code_count ? NULL : "a jump out of the code";
	default:
		return NULL;
	}
}

static bool ends_flow(uint16_t op)
{
	switch (op) {
	case EVL_OPCODE_RETURN:
	case EVL_OPCODE_RETURN_UNDEFINED:
	case EVL_OPCODE_RETURN_DERIVED:
	case EVL_OPCODE_THROW:
	case EVL_OPCODE_THROW_CONST:
	case EVL_OPCODE_JUMP:
	case EVL_OPCODE_LOOP:
	case EVL_OPCODE_NOT_COVERED:
		return true;
	default:
		return false;
	}
}

static bool verify_insn(const struct evl_template *t, uint32_t at, uint32_t name_count, struct evl_verify_fault *fault)
{
	struct evl_insn insn = t->code[at];
	if (insn.op >= EVL_OPCODE_COUNT)
		return fail(fault, t, at, "no such instruction");
	const char *format = evl_opcode_format((enum evl_opcode)insn.op);
	const uint16_t operands[3] = { insn.a, insn.b, insn.c };
	for (size_t i = 0; format[i] != '\0'; i++) {
		const char *message = check_operand(t, at, format[i], operands[i], evl_insn_imm(insn), name_count);
		if (message != NULL)
			return fail(fault, t, at, message);
	}
	for (size_t i = 0; i < sizeof extents / sizeof extents[0]; i++) {
		if (extents[i].op != insn.op)
			continue;
		uint32_t last = (uint32_t)operands[extents[i].operand] + extents[i].fixed + (extents[i].counted ? insn.c : 0u);
		if (last > t->register_count)
			return fail(fault, t, at, "a row of registers beyond the frame");
	}
	if (insn.op == EVL_OPCODE_ITER_NEXT && at + 2 >= t->code_count)
		return fail(fault, t, at, "ITER_NEXT without what it skips");
	if (insn.op == EVL_OPCODE_CREATE_MAPPED_ARGUMENTS && t->mapped == NULL && t->parameter_count != 0)
		return fail(fault, t, at, "mapped arguments without a map");
	if (t->site_of != NULL && t->site_of[at] >= t->site_count)
		return fail(fault, t, at, "a site that is not there");
	return true;
}

static bool verify(const struct evl_template *t, uint32_t name_count, unsigned depth, struct evl_verify_fault *fault)
{
	if (depth > DEPTH_MAX)
		return fail(fault, t, UINT32_MAX, "functions nested too deep");
	if (t->register_count > 65000 || t->parameter_count > t->register_count)
		return fail(fault, t, UINT32_MAX, "too many registers");
	if (t->code_count == 0 || !ends_flow(t->code[t->code_count - 1].op))
		return fail(fault, t, UINT32_MAX, "the code runs off its end");
	for (uint32_t i = 0; i < t->code_count; i++)
		if (!verify_insn(t, i, name_count, fault))
			return false;
	for (uint32_t i = 0; i < t->handler_count; i++) {
		const struct evl_handler *h = &t->handlers[i];
		if (h->start > h->end || h->end > t->code_count || h->target >= t->code_count || h->reg >= t->register_count)
			return fail(fault, t, UINT32_MAX, "a handler out of range");
	}
	for (uint32_t i = 0; i < t->child_count; i++)
		if (!verify(t->children[i], name_count, depth + 1, fault))
			return false;
	return true;
}

bool evl_verify(const struct evl_template *t, uint32_t name_count, struct evl_verify_fault *fault)
{
	return verify(t, name_count, 0, fault);
}
