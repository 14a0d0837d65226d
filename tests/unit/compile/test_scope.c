/* SPDX-License-Identifier: MIT */
#include "compile/scope.h"

#include "compiled.h"

struct scoped {
	struct compiled c;
	struct evl_function_record *record;
};

static void scoped_make(struct scoped *s, const char *text)
{
	struct evl_diags diags;
	memset(s, 0, sizeof *s);
	cr_assert(evl_arena_init(&s->c.arena, (size_t)1 << 30));
	s->c.names = evl_names_new(&s->c.arena);
	evl_diags_init(&diags, &s->c.arena);
	evl_source_init(&s->c.source, &s->c.arena, "test.js", text, strlen(text));
	cr_assert(evl_parse(&s->c.source, 0, EVL_GOAL_COMMONJS, s->c.names, &s->c.arena, &diags, &s->c.tree) == EVL_STATUS_OK, "%s", text);
	s->record = evl_scope_analyse(s->c.tree, EVL_GOAL_COMMONJS, s->c.names, &s->c.arena);
}

static struct evl_variable *variable(struct scoped *s, const char *name)
{
	return evl_scope_resolve(s->record->body_scope, evl_names_intern_utf8(s->c.names, name, strlen(name)));
}

Test(compile_scope, closures_capture_and_others_do_not)
{
	static const struct {
		const char *text, *name;
		bool captured, checked;
		enum variable_kind kind;
	} cases[] = {
		{ "let a = 1; a", "a", false, false, VARIABLE_LET },
		{ "let a = 1; () => a", "a", true, false, VARIABLE_LET },
		{ "a; let a", "a", false, true, VARIABLE_LET },
		{ "function f() { a } let a", "a", true, true, VARIABLE_LET },
		{ "var a; { var a }", "a", false, false, VARIABLE_VAR },
		{ "{ function a() {} }", "a", false, false, VARIABLE_VAR },
		{ "function a() {}", "a", false, false, VARIABLE_FUNCTION },
		{ "const a = () => a()", "a", true, true, VARIABLE_CONST },
		{ "class a {} new a", "a", false, false, VARIABLE_CLASS },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct scoped s;
		scoped_make(&s, cases[i].text);
		const struct evl_variable *v = variable(&s, cases[i].name);
		cr_assert_not_null(v, "%s", cases[i].text);
		cr_expect(v->captured == cases[i].captured, "%s: captured", cases[i].text);
		cr_expect(v->needs_check == cases[i].checked, "%s: checked", cases[i].text);
		cr_expect(v->kind == cases[i].kind, "%s: kind %d", cases[i].text, v->kind);
		evl_arena_release(&s.c.arena);
	}
}

Test(compile_scope, names_that_nothing_declares_are_global)
{
	struct scoped s;
	scoped_make(&s, "try {} catch (e) { let x } for (let i of []) {}");
	cr_expect_null(variable(&s, "e"));
	cr_expect_null(variable(&s, "x"));
	cr_expect_null(variable(&s, "i"));
	cr_expect_not_null(variable(&s, "require"));
	evl_arena_release(&s.c.arena);
}
