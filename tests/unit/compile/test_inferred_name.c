/* SPDX-License-Identifier: MIT */
#include "compile/inferred_name.h"

#include "compiled.h"

/* The first template without a name below `t`, itself included; NULL when all have one. */
static const struct evl_template *nameless(const struct evl_template *t, bool is_main)
{
	if (!is_main && (t->name == EVL_NAME_NONE || t->name == EVL_NAME_empty))
		return t;
	for (uint32_t i = 0; i < t->child_count; i++) {
		const struct evl_template *found = nameless(t->children[i], false);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static void check_name(const char *text, const char *expected)
{
	struct compiled c;
	struct evl_buffer name;
	compiled_make(&c, EVL_GOAL_COMMONJS, text);
	const struct evl_template *t = nameless(c.program->main, true);
	cr_assert_not_null(t, "%s", text);
	evl_buffer_init(&name);
	evl_inferred_name(t, c.names, &name);
	cr_expect_str_eq(name.bytes != NULL ? name.bytes : "", expected, "%s gives %s", text, name.bytes);
	evl_buffer_release(&name);
	compiled_release(&c);
}

/* The expectations are what node shows in the traces of errors that these functions throw. */
Test(compile_inferred_name, the_place_that_a_function_was_assigned_to)
{
	check_name("a.b.c = function () { throw 1; };", "a.b.c");
	check_name("exports.go = () => { throw 1; };", "exports.go");
	check_name("function F() { this.x = function () {}; }", "F.x");
	check_name("a['b'] = function () {};", "a.b");
}

Test(compile_inferred_name, none_for_what_is_only_passed_on)
{
	check_name("setTimeout(function () {}, 0);", "");
	check_name("[1].map(() => 2);", "");
	check_name("(function () {})();", "");
}
