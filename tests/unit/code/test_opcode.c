/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "code/template.h"

Test(code_opcode, every_opcode_has_a_name_and_a_format)
{
	for (unsigned op = 0; op < EVL_OPCODE_COUNT; op++) {
		const char *format = evl_opcode_format((enum evl_opcode)op);
		size_t length = strlen(format);
		cr_expect(strlen(evl_opcode_name((enum evl_opcode)op)) > 1);
		cr_expect(length == 2 || length == 3, "%s", evl_opcode_name((enum evl_opcode)op));
		cr_expect_eq(strspn(format, "rRkKnijJsteu."), length, "%s", evl_opcode_name((enum evl_opcode)op));
	}
}

Test(code_opcode, wide_operands_are_two_letters)
{
	for (unsigned op = 0; op < EVL_OPCODE_COUNT; op++) {
		const char *format = evl_opcode_format((enum evl_opcode)op);
		bool wide = strpbrk(format, "Jkn") != NULL || op == EVL_OPCODE_LOAD_INT;
		cr_expect_eq(wide, strlen(format) == 2, "%s", evl_opcode_name((enum evl_opcode)op));
	}
}

Test(code_opcode, unknown_opcodes_are_named_so)
{
	cr_expect_str_eq(evl_opcode_name(EVL_OPCODE_COUNT), "UNKNOWN");
}
