/*
 * parse.h - source text to syntax tree. The only door to tree-sitter.
 */
#ifndef EVL_SYNTAX_PARSE_H
#define EVL_SYNTAX_PARSE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/names.h"
#include "base/source.h"
#include "syntax/ast.h"

enum evl_goal {
	EVL_GOAL_SCRIPT,   /* a classic script in a browser */
	EVL_GOAL_COMMONJS, /* the body of Node's module wrapper: `return` allowed, not strict, `await` is a name */
	EVL_GOAL_MODULE,   /* an ES module: strict, top-level await */
};

/* "module", "script", "commonjs". Static storage. */
const char *evl_goal_name(enum evl_goal goal);

/*
 * Parse `source` (number `source_id` in spans) under `goal`. On success returns
 * EVL_STATUS_OK and stores a PROGRAM node, made in `arena`; names go to `names`.
 * Otherwise every error found is appended to `diags` (at least one) with its
 * place and the message V8 would give where one is known ("Identifier 'a' has
 * already been declared"), and the status is EVL_STATUS_SYNTAX,
 * EVL_STATUS_NOT_COVERED or EVL_STATUS_TOO_LARGE; `*program` is NULL.
 *
 * A tree in which tree-sitter had to recover (ERROR or MISSING nodes) is never
 * accepted. Early errors: syntax/early_errors.
 */
enum evl_status evl_parse(const struct evl_source *source, uint32_t source_id, enum evl_goal goal, struct evl_names *names,
			  struct evl_arena *arena, struct evl_diags *diags, struct evl_node **program);

/* What the code of a direct eval finds around it (sec-performeval, sec-scripts-static-semantics-early-errors). */
struct evl_surroundings {
	bool strict;
	bool new_target;     /* `new.target` is allowed */
	bool super_property; /* `super.x` is allowed */
	bool super_call;     /* `super()` is allowed */
	bool in_field;       /* `arguments` is not allowed */
	bool from_text;      /* code made from a string: lone surrogates may stand in it (utf.h) */
	bool recent; /* what today's engines have and Node 20 has not: using declarations */
	uint32_t parameters_end; /* the text is that of a function constructor: the offset where its parameters must end; 0: it is not */
	/* Is `name`, with its #, a private name there? NULL: none is. */
	bool (*has_private)(const void *context, evl_name name);
	const void *context;
};

/* As evl_parse, of a script that stands inside of other code. `around` NULL: it does not. */
enum evl_status evl_parse_within(const struct evl_source *source, uint32_t source_id, enum evl_goal goal,
				 const struct evl_surroundings *around, struct evl_names *names, struct evl_arena *arena,
				 struct evl_diags *diags, struct evl_node **program);

#endif
