/* SPDX-License-Identifier: MIT */
/*
 * compile.c - the door of the compiler: scopes, then code.
 */
#include "compile/compile.h"

#include "compile/gen.h"
#include "compile/scope.h"

enum evl_status evl_compile(const struct evl_node *program, enum evl_goal goal, uint32_t source_id, uint32_t first_template_id,
			    struct evl_names *names, struct evl_arena *arena, struct evl_diags *diags, struct evl_program **out)
{
	struct compiler c = { .arena = arena,
			      .names = names,
			      .diags = diags,
			      .goal = goal,
			      .source_id = source_id,
			      .next_template_id = first_template_id };
	*out = NULL;
	/* the passes write their annotations into the tree, which is ours from here on */
	struct evl_node *tree = (struct evl_node *)(uintptr_t)program;
	struct evl_function_record *record = evl_scope_analyse(tree, goal, names, arena);
	struct evl_template *main = gen_program(&c, record);
	if (c.too_large) {
		evl_diags_add(diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, c.too_large_span,
			      "this function is larger than the tool can compile");
		return EVL_STATUS_TOO_LARGE;
	}
	struct evl_program *p = evl_arena_zalloc(arena, sizeof *p);
	p->main = main;
	p->template_count = c.next_template_id;
	p->source_id = source_id;
	p->goal = (uint8_t)goal;
	*out = p;
	return EVL_STATUS_OK;
}
