/* SPDX-License-Identifier: MIT */
/*
 * opcode.c - names and operand formats of the instructions, from opcodes.def.
 */
#include "code/template.h"

struct opcode_row {
	const char *name;
	const char *format;
};

static const struct opcode_row opcodes[EVL_OPCODE_COUNT] = {
#define EVL_OPCODE(name, format, meaning) { #name, format },
#include "code/opcodes.def"
#undef EVL_OPCODE
};

const char *evl_opcode_name(enum evl_opcode op)
{
	return (unsigned)op < EVL_OPCODE_COUNT ? opcodes[op].name : "UNKNOWN";
}

const char *evl_opcode_format(enum evl_opcode op)
{
	return (unsigned)op < EVL_OPCODE_COUNT ? opcodes[op].format : "...";
}
