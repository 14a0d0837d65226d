/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "code/disassemble.h"

static const struct evl_insn code[] = {
	{ EVL_OPCODE_LOAD_INT, 0, 0xFFFB, 0xFFFF },
	{ EVL_OPCODE_GET_PROP, 1, 0, 0 },
	{ EVL_OPCODE_ADD_I, 2, 1, 0xFFFF },
	{ EVL_OPCODE_J_LT_I, 2, 10, 0xFFFD },
	{ EVL_OPCODE_NEW_ENV, 3, EVL_OUTER_ENV, 2 },
	{ EVL_OPCODE_LOAD_CONST, 0, 0, 0 },
	{ EVL_OPCODE_RETURN, 0, 0, 0 },
};

Test(code_disassemble, operands_follow_the_formats)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 24));
	struct evl_names *names = evl_names_new(&arena);
	static const uint32_t sites[] = { EVL_NAME_length };
	static const struct evl_constant constants[] = { { .kind = EVL_CONSTANT_STRING, .name = EVL_NAME_value } };
	static const struct evl_handler handler = { .start = 0, .end = 3, .target = 6, .reg = 0 };
	struct evl_template t = { .name = EVL_NAME_name, .register_count = 4, .code = code, .code_count = 7,
				  .property_sites = sites, .property_site_count = 1, .constants = constants, .constant_count = 1,
				  .handlers = &handler, .handler_count = 1 };
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_disassemble(&t, names, &out);
	cr_expect_str_eq(out.bytes, "function 0 'name': 0 parameters, 4 registers, flags 0\n"
				    "    0  LOAD_INT r0, -5\n"
				    "    1  GET_PROP r1, r0, s0 'length'\n"
				    "    2  ADD_I r2, r1, -1\n"
				    "    3  J_LT_I r2, 10, -> 1\n"
				    "    4  NEW_ENV r3, outer, 2\n"
				    "    5  LOAD_CONST r0, k0 = 'value'\n"
				    "    6  RETURN r0\n"
				    "  [0, 3) throws to 6 with r0\n");
	evl_buffer_release(&out);
	evl_arena_release(&arena);
}
