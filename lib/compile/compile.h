/*
 * compile.h - syntax tree to bytecode.
 */
#ifndef EVL_COMPILE_COMPILE_H
#define EVL_COMPILE_COMPILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "code/template.h"
#include "syntax/ast.h"
#include "syntax/parse.h"

/*
 * Compile a PROGRAM node parsed under `goal`. Templates live in `arena` and
 * refer to the tree (for messages), which must live as long. Template ids start
 * at `first_template_id`, so that several sources of one run have distinct ones.
 *
 * COMMONJS: the main template takes (exports, require, module, __filename,
 * __dirname) and its this value is module.exports. SCRIPT: top-level var and
 * function declarations become properties of the global object. MODULE: see
 * struct evl_module_template.
 *
 * Fails with EVL_STATUS_TOO_LARGE (and a diagnostic) when a function exceeds
 * what the instruction format can address.
 */
enum evl_status evl_compile(const struct evl_node *program, enum evl_goal goal, uint32_t source_id, uint32_t first_template_id,
			    struct evl_names *names, struct evl_arena *arena, struct evl_diags *diags,
			    struct evl_program **out);

/*
 * Compile the code of an eval, parsed as a script. `site` is the scope that a direct eval stands in (from its
 * EVL_CONSTANT_SCOPE), or the scope that indirect ones see (page_scope of a script), or NULL. The template runs
 * over the environment of that scope. Fails like evl_compile, and with EVL_STATUS_SYNTAX when a var name clashes with a
 * lexical name around the eval (sec-evaldeclarationinstantiation).
 */
enum evl_status evl_compile_eval(const struct evl_node *program, struct evl_scope *site, bool direct, uint32_t source_id,
				 uint32_t first_template_id, struct evl_names *names, struct evl_arena *arena,
				 struct evl_diags *diags, struct evl_program **out);

/* What the early errors of a direct eval in `site` must know. The result refers to `site`. */
struct evl_surroundings evl_eval_surroundings(const struct evl_scope *site);

#endif
