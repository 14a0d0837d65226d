/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "code/verify.h"

static const struct evl_insn end = { EVL_OPCODE_RETURN_UNDEFINED, 0, 0, 0 };

/* Is the instruction, followed by two returns, accepted with four registers? */
static bool accepts(struct evl_insn insn)
{
	const struct evl_insn code[] = { insn, end, end };
	struct evl_template t = { .register_count = 4, .code = code, .code_count = 3 };
	struct evl_verify_fault fault;
	return evl_verify(&t, 100, &fault);
}

Test(code_verify, registers_must_be_in_the_frame)
{
	cr_expect(accepts((struct evl_insn){ EVL_OPCODE_MOVE, 3, 0, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_MOVE, 4, 0, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_MOVE, 0, 4, 0 }));
	cr_expect(accepts((struct evl_insn){ EVL_OPCODE_NEW_ENV, 0, EVL_OUTER_ENV, 1 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_NEW_ENV, 0, 4, 1 }));
}

Test(code_verify, rows_of_registers_count_too)
{
	cr_expect(accepts((struct evl_insn){ EVL_OPCODE_CALL, 0, 0, 2 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_CALL, 0, 0, 3 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_CALL, 0, 3, 0 }));
	cr_expect(accepts((struct evl_insn){ EVL_OPCODE_GET_ITERATOR, 1, 0, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_GET_ITERATOR, 2, 0, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_CONCAT, 0, 2, 3 }));
}

Test(code_verify, jumps_stay_in_the_code)
{
	cr_expect(accepts((struct evl_insn){ EVL_OPCODE_JUMP, 0, 1, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_JUMP, 0, 2, 0 }));
	cr_expect(accepts((struct evl_insn){ EVL_OPCODE_LOOP, 0, 0xFFFF, 0xFFFF }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_LOOP, 0, 0xFFFE, 0xFFFF }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_J_LT, 0, 1, 5 }));
}

Test(code_verify, tables_are_not_overrun)
{
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_LOAD_CONST, 0, 0, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_GET_PROP, 0, 0, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_CLOSURE, 0, 0, EVL_OUTER_ENV }));
	cr_expect(accepts((struct evl_insn){ EVL_OPCODE_CHECK_TDZ, 0, 99, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_CHECK_TDZ, 0, 100, 0 }));
	cr_expect_not(accepts((struct evl_insn){ EVL_OPCODE_COUNT, 0, 0, 0 }));
}

Test(code_verify, code_must_end)
{
	const struct evl_insn move = { EVL_OPCODE_MOVE, 0, 0, 0 };
	struct evl_template t = { .register_count = 1, .code = &move, .code_count = 1 };
	struct evl_verify_fault fault;
	cr_expect_not(evl_verify(&t, 10, &fault));
	t.code_count = 0;
	cr_expect_not(evl_verify(&t, 10, &fault));
	t.code = &end;
	t.code_count = 1;
	cr_expect(evl_verify(&t, 10, &fault));
}

Test(code_verify, handlers_must_be_in_range)
{
	struct evl_handler handler = { .start = 0, .end = 1, .target = 1, .reg = 0 };
	struct evl_template t = { .register_count = 1, .code = &end, .code_count = 1, .handlers = &handler, .handler_count = 1 };
	struct evl_verify_fault fault;
	cr_expect_not(evl_verify(&t, 10, &fault));
	handler.target = 0;
	cr_expect(evl_verify(&t, 10, &fault));
}
