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

#endif
