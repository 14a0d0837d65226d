/* SPDX-License-Identifier: MIT */
/*
 * compile.c - the door of the compiler: scopes, then code.
 */
#include "compile/compile.h"

#include "compile/gen.h"
#include "compile/scope.h"

static enum evl_status finish(struct compiler *c, struct evl_template *main, struct evl_program **out)
{
	if (c->too_large) {
		evl_diags_add(c->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, c->too_large_span,
			      "this function is larger than the tool can compile");
		return EVL_STATUS_TOO_LARGE;
	}
	struct evl_program *p = evl_arena_zalloc(c->arena, sizeof *p);
	p->main = main;
	p->template_count = c->next_template_id;
	p->source_id = c->source_id;
	p->goal = (uint8_t)c->goal;
	*out = p;
	return EVL_STATUS_OK;
}

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
	return finish(&c, gen_program(&c, record), out);
}

enum evl_status evl_compile_eval(const struct evl_node *program, struct evl_scope *site, bool direct, uint32_t source_id,
				 uint32_t first_template_id, struct evl_names *names, struct evl_arena *arena,
				 struct evl_diags *diags, struct evl_program **out)
{
	struct compiler c = { .arena = arena,
			      .names = names,
			      .diags = diags,
			      .goal = EVL_GOAL_SCRIPT,
			      .source_id = source_id,
			      .next_template_id = first_template_id };
	struct evl_name_place conflict;
	*out = NULL;
	struct evl_node *tree = (struct evl_node *)(uintptr_t)program;
	struct evl_function_record *record = evl_scope_analyse_eval(tree, site, direct, names, arena, &conflict);
	if (conflict.name != EVL_NAME_NONE) {
		evl_diags_add(diags, EVL_SEVERITY_ERROR, EVL_STATUS_SYNTAX, conflict.span, "Identifier '%s' has already been declared",
			      evl_names_utf8(names, conflict.name, arena));
		return EVL_STATUS_SYNTAX;
	}
	return finish(&c, gen_eval(&c, record), out);
}

static bool is_private_in(const void *context, evl_name name)
{
	return evl_scope_resolve((struct evl_scope *)(uintptr_t)context, name) != NULL;
}

struct evl_surroundings evl_eval_surroundings(const struct evl_scope *site)
{
	const struct evl_function_record *f = site->function;
	while (f != NULL && (f->flags & EVL_FN_ARROW) != 0)
		f = f->parent;
	struct evl_surroundings around = { .strict = evl_scope_is_strict(site), .has_private = is_private_in, .context = site };
	if (f == NULL)
		return around;
	bool initializer = f->is_initializer || f->node->kind == EVL_NODE_CLASS_STATIC_BLOCK;
	const uint32_t methods = EVL_FN_METHOD | EVL_FN_GETTER | EVL_FN_SETTER | EVL_FN_CONSTRUCTOR;
	bool commonjs = f->node->kind == EVL_NODE_PROGRAM && f->globals == NULL && !f->is_module_body && !f->is_eval;
	around.new_target = f->node->kind != EVL_NODE_PROGRAM || commonjs;
	around.super_property = initializer || (f->flags & methods) != 0;
	around.super_call = (f->flags & EVL_FN_DERIVED) != 0;
	around.in_field = initializer;
	return around;
}
