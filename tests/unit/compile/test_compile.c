/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "compiled.h"

struct shape_case {
	const char *text;
	const char *has;
	const char *has_not;
};

Test(compile_compile, code_is_as_short_as_it_can_prove)
{
	static const struct shape_case cases[] = {
		/* a counting loop tests at its bottom, with the limit in the instruction */
		{ "function f() { for (let i = 0; i < 10; i++) {} }", "LOOP_LT_I", "NEW_ENV" },
		{ "function f() { let s = 0; for (let i = 0; i < 9; i++) s += i; return s }", "ADD ", "CHECK_TDZ" },
		/* a closure in the body makes a copy of the variable for every round */
		{ "for (let i = 0; i < 3; i++) g(() => i); function g() {}", "CLONE_ENV", NULL },
		/* only what may be met early is checked */
		{ "let a = 1; console.log(a)", NULL, "CHECK_TDZ" },
		{ "console.log(a); let a = 1", "CHECK_TDZ", NULL },
		{ "function g() { return a } let a = 1; g()", "CHECK_TDZ", NULL },
		{ "let a = 1; const g = () => a", NULL, "CHECK_TDZ" },
		{ "switch (1) { case 0: let a; case 1: a }", "CHECK_TDZ", NULL },
		{ "const c = 1; c = 2", "THROW_CONST", NULL },
		{ "n - 1; n < 2 ? 1 : 2; var n", "SUB_I", "LOAD_CONST" },
		{ "async function f() { await 1 }", "AWAIT", NULL },
		{ "function* g() { yield* [1] }", "YIELD_DELEGATE", NULL },
		{ "class A { #x = 1; m() { return #x in this } }", "HAS_PRIVATE", NULL },
		{ "with_ = eval('1')", "CALL_EVAL", NULL },
		{ "a?.b.c", "JUMP_NULLISH", NULL },
		{ "f(...[1])", "CALL_SPREAD", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct compiled c;
		compiled_make(&c, EVL_GOAL_COMMONJS, cases[i].text);
		cr_expect(cases[i].has == NULL || compiled_has(&c, cases[i].has), "%s: no %s in\n%s", cases[i].text, cases[i].has,
			  c.text.bytes);
		cr_expect(cases[i].has_not == NULL || !compiled_has(&c, cases[i].has_not), "%s: %s in\n%s", cases[i].text,
			  cases[i].has_not, c.text.bytes);
		compiled_release(&c);
	}
}

Test(compile_compile, a_script_declares_globals_and_a_module_has_tables)
{
	struct compiled c;
	compiled_make(&c, EVL_GOAL_SCRIPT, "var a = 1; function f() {} let b = 2");
	cr_expect(compiled_has(&c, "DECLARE_GLOBAL_FUNCTION"));
	cr_expect(compiled_has(&c, "SET_GLOBAL"));
	compiled_release(&c);

	compiled_make(&c, EVL_GOAL_MODULE,
		      "import d, { x as y } from './a.mjs'; import * as ns from './b.mjs'; export { y }; export default 1;"
		      "export const z = 2; export * from './c.mjs'; export function f() {}");
	const struct evl_module_template *m = c.program->main->module;
	cr_assert_not_null(m);
	cr_expect(m->request_count == 3);
	cr_expect(m->import_count == 3);
	cr_expect(m->export_count == 5);
	cr_expect(!m->has_await);
	/* an imported name that is exported again is handed on, not copied */
	bool handed_on = false;
	for (uint32_t i = 0; i < m->export_count; i++)
		handed_on |= m->exports[i].slot == UINT32_MAX && m->exports[i].request == 0;
	cr_expect(handed_on);
	compiled_release(&c);
}

Test(compile_compile, places_are_those_of_v8)
{
	static const struct {
		const char *text;
		enum evl_opcode op;
		uint32_t position;
	} cases[] = {
		{ "a.b.c()", EVL_OPCODE_CALL, 4 },
		{ "f()()", EVL_OPCODE_CALL, 0 },
		{ "x = new Foo(1)", EVL_OPCODE_NEW, 4 },
		{ "   throw y", EVL_OPCODE_THROW, 3 },
		{ "var q; q.r = 1", EVL_OPCODE_SET_PROP, 11 },
		{ "var q = 1; q in q", EVL_OPCODE_IN, 13 },
		{ "console.log(1, foo())", EVL_OPCODE_CALL, 15 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct compiled c;
		compiled_make(&c, EVL_GOAL_COMMONJS, cases[i].text);
		const struct evl_template *t = c.program->main;
		uint32_t position = UINT32_MAX;
		for (uint32_t at = 0; at < t->code_count && position == UINT32_MAX; at++)
			if (t->code[at].op == cases[i].op)
				position = t->sites[t->site_of[at]].position;
		cr_expect(position == cases[i].position, "%s: %u, not %u", cases[i].text, (unsigned)position, (unsigned)cases[i].position);
		compiled_release(&c);
	}
}

Test(compile_compile, large_functions_use_long_jumps)
{
	enum { STATEMENTS = 30000 };
	static const char head[] = "for (let i = 0; i < 2; i++) {", statement[] = "a.b(1);", tail[] = "} var a";
	char *text = malloc(sizeof head + sizeof tail + STATEMENTS * sizeof statement);
	char *at = text + sprintf(text, "%s", head);
	for (int i = 0; i < STATEMENTS; i++)
		at += sprintf(at, "%s", statement);
	sprintf(at, "%s", tail);
	struct compiled c;
	compiled_make(&c, EVL_GOAL_COMMONJS, text);
	cr_expect(c.program->main->code_count > 32768 * 2);
	compiled_release(&c);
	free(text);
}
