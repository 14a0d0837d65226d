/* SPDX-License-Identifier: MIT */
/* The loop: arithmetic on every kind of operand, comparisons, jumps. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_interp, integers_overflow_into_doubles)
{
	expect_output(
		"log(2147483647 + 1, -2147483648 - 1, 65536 * 65536, 2147483647 * 2147483647); let i = "
		"2147483647; i++; log(i); i = -2147483648; i--; log(i, -i);",
		"2147483648 -2147483649 4294967296 4611686014132420600\n"
		"2147483648\n"
		"-2147483649 2147483649");
}

Test(vm_interp, zero_keeps_its_sign)
{
	expect_output(
		"const z = 0; log(1 / (z * -1), 1 / -z, 1 / (-5 % 5), Object.is(-0 + 0, 0), 1 / (0 * 5), 1 / "
		"Math.round(-0.2));",
		"-Infinity -Infinity -Infinity true Infinity -Infinity");
}

Test(vm_interp, remainders_follow_the_dividend)
{
	expect_output(
		"log(7 % 3, -7 % 3, 7 % -3, 5.5 % 2, 1 % 0, Infinity % 2, 2 % Infinity, -2147483648 % -1);",
		"1 -1 1 1.5 NaN NaN 2 0");
}

Test(vm_interp, shifts_take_five_bits)
{
	expect_output(
		"log(1 << 33, -1 >>> 0, -1 >> 31, 5 >>> 33, 2 ** 32 | 0, 4294967295 & -1, ~5, ~~1e10);",
		"2 4294967295 -1 2 0 -1 -6 1410065408");
}

Test(vm_interp, comparisons_convert_left_first)
{
	expect_output(
		"const o = n => ({ valueOf() { log('of', n); return n; } }); log(o(1) < o(2), o(1) > o(2), o(2) "
		">= o(2), o(3) <= o(2), 'b' > 'a', '10' < '9', '10' < 9, NaN < 1, !(NaN >= 1), undefined == null, "
		"null >= 0);",
		"of 1\n"
		"of 2\n"
		"of 1\n"
		"of 2\n"
		"of 2\n"
		"of 2\n"
		"of 3\n"
		"of 2\n"
		"true false true false true true false false true true true");
}

Test(vm_interp, loops_of_all_kinds)
{
	expect_output(
		"let t = ''; for (let i = 0; i < 3; i++) t += i; for (let i = 3; i > 0; i--) t += i; let j = 0; "
		"while (j <= 2) t += j++; do t += '.'; while (--j >= 0); for (let d = 0.5; d < 2; d += 0.5) t += "
		"d; log(t);",
		"012321012....0.511.5");
}

Test(vm_interp, strict_equality)
{
	expect_output(
		"const a = {}, n = NaN; log(a === a, a === {}, n === n, 1 === 1.0, '1' === 1, 'ab' === 'a' + 'b', "
		"null === undefined, 0 === -0, true === true, Symbol.iterator === Symbol.iterator);",
		"true false false true false true false true true true");
}

Test(vm_interp, deep_recursion_is_a_range_error)
{
	expect_output(
		"let depth = 0; function f() { depth++; f(); } try { f(); } catch (e) { log(e instanceof "
		"RangeError, e.message, depth > 5000); }",
		"true Maximum call stack size exceeded true");
}

Test(vm_interp, switch_and_labels)
{
	expect_output(
		"const f = x => { switch (x) { case 1: return 'one'; case '1': return 'text'; default: return "
		"'other'; } }; log(f(1), f('1'), f(2)); out: for (const a of [1, 2, 3]) { for (const b of [1, 2, "
		"3]) { if (b === 2) continue out; if (a === 3) break out; log(a, b); } }",
		"one text other\n"
		"1 1\n"
		"2 1");
}

/* ---- hand-assembled code: what no compiler is needed for ---- */

#include "code/template.h"
#include "code/verify.h"

/* The result of a template without sites; EVL_EMPTY when it threw or halted. */
static evl_value run_code(struct script *s, const struct evl_insn *code, uint32_t count, const struct evl_handler *handlers,
			  uint32_t handler_count)
{
	static const struct evl_constant constants[] = { { .kind = EVL_CONSTANT_NUMBER, .number = 0.5 } };
	struct evl_template *t = evl_arena_zalloc(&s->arena, sizeof *t);
	t->register_count = 8;
	t->code = code;
	t->code_count = count;
	t->constants = constants;
	t->constant_count = 1;
	t->handlers = handlers;
	t->handler_count = handler_count;
	t->name = EVL_NAME_empty;
	t->id = s->templates++;
	struct evl_verify_fault fault;
	cr_assert(evl_verify(t, evl_names_count(s->realm.names), &fault), "%s", fault.message);
	evl_value result;
	if (!evl_run_template(&s->realm, t, NULL, EVL_UNDEFINED, 0, NULL, &result))
		return EVL_EMPTY;
	return result;
}

#define RUN(s, code) run_code((s), (code), sizeof(code) / sizeof((code)[0]), NULL, 0)
#define BACK(n) ((uint16_t)(int16_t)-(n))

Test(vm_interp, a_fused_loop_counts)
{
	static const struct evl_insn code[] = {
		{ EVL_OPCODE_LOAD_INT, 0, 0, 0 },
		{ EVL_OPCODE_LOAD_INT, 1, 0, 0 },
		{ EVL_OPCODE_ADD, 1, 1, 0 },
		{ EVL_OPCODE_INC, 0, 0, 0 },
		{ EVL_OPCODE_LOOP_LT_I, 0, 100, BACK(3) },
		{ EVL_OPCODE_RETURN, 1, 0, 0 },
	};
	struct script s;
	script_open(&s);
	cr_expect(RUN(&s, code) == evl_from_int(4950));
	script_close(&s);
}

Test(vm_interp, a_handler_catches_in_its_range)
{
	static const struct evl_insn code[] = {
		{ EVL_OPCODE_LOAD_INT, 0, 7, 0 },
		{ EVL_OPCODE_THROW, 0, 0, 0 },
		{ EVL_OPCODE_LOAD_UNDEFINED, 1, 0, 0 },
		{ EVL_OPCODE_RETURN, 1, 0, 0 },
	};
	static const struct evl_handler here = { .start = 1, .end = 2, .target = 3, .reg = 1 };
	static const struct evl_handler elsewhere = { .start = 2, .end = 3, .target = 3, .reg = 1 };
	struct script s;
	script_open(&s);
	cr_expect(run_code(&s, code, 4, &here, 1) == evl_from_int(7));
	cr_expect(run_code(&s, code, 4, &elsewhere, 1) == EVL_EMPTY);
	cr_expect(s.realm.exception == evl_from_int(7));
	script_close(&s);
}

Test(vm_interp, doubles_and_integers_mix)
{
	static const struct evl_insn code[] = {
		{ EVL_OPCODE_LOAD_CONST, 0, 0, 0 },
		{ EVL_OPCODE_MUL_I, 1, 0, 4 },
		{ EVL_OPCODE_SUB_I, 1, 1, BACK(1) },
		{ EVL_OPCODE_RETURN, 1, 0, 0 },
	};
	struct script s;
	script_open(&s);
	evl_value result = RUN(&s, code);
	cr_expect(evl_is_number(result) && evl_number(result) == 3);
	script_close(&s);
}

Test(vm_interp, an_endless_loop_meets_the_step_limit)
{
	static const struct evl_insn code[] = { { EVL_OPCODE_LOOP, 0, 0xFFFF, 0xFFFF } };
	struct script s;
	script_open(&s);
	s.realm.vm->steps_left = 1000;
	cr_expect(RUN(&s, code) == EVL_EMPTY);
	cr_expect_eq(s.realm.halt, EVL_STATUS_STEP_LIMIT);
	cr_expect(s.realm.vm->frame == NULL);
	cr_expect_eq(s.realm.vm->depth, 0);
	script_close(&s);
}

Test(vm_interp, garbage_without_end_meets_the_memory_limit)
{
	static const struct evl_insn code[] = {
		{ EVL_OPCODE_NEW_OBJECT, 0, 0, 0 },
		{ EVL_OPCODE_LOOP, 0, 0xFFFE, 0xFFFF },
	};
	struct script s;
	script_open(&s);
	s.realm.heap.limit = 1 << 20;
	cr_expect(RUN(&s, code) == EVL_EMPTY);
	cr_expect_eq(s.realm.halt, EVL_STATUS_MEMORY_LIMIT);
	script_close(&s);
}
