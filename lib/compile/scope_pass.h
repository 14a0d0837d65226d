/* SPDX-License-Identifier: MIT */
/*
 * scope_pass.h - inside compile/: what the files of the declaration pass share.
 *
 * scope.c          scopes and variables, references, the pass over a whole program
 * scope_declare.c  which names a list of statements declares, and which var names below it
 * scope_walk.c     the walk over statements and expressions that resolves every reference
 */
#ifndef EVL_COMPILE_SCOPE_PASS_H
#define EVL_COMPILE_SCOPE_PASS_H

#include "compile/scope.h"

struct enclosing;

struct scope_pass {
	struct evl_arena *arena;
	struct evl_names *names;
	enum evl_goal goal;
	struct evl_scope *scope;
	struct evl_function_record *function;
	bool in_eval;    /* the functions around the code are finished already */
	bool makes_code; /* something that may make code from text occurs: eval, Function, constructor */
};

/* ---- scope.c ---- */

/* The variable of this name in `scope` itself; NULL: it has none. */
struct evl_variable *scope_find(const struct evl_scope *scope, evl_name name);
/* Declare a name in `scope`, or find it there. `ready`: the offset from which on it is surely initialised. */
struct evl_variable *scope_declare(struct scope_pass *a, struct evl_scope *scope, evl_name name, enum variable_kind kind,
				   uint32_t ready);
/* A scope inside of the current one, which becomes the current one. */
struct evl_scope *scope_new(struct scope_pass *a, uint32_t start);
/* A reference to `name` at offset `at`: captures, and whether it may come before the initialisation, are noted. */
void scope_refer(struct scope_pass *a, evl_name name, uint32_t at);
/* The same of a hidden variable of the nearest function that is no arrow (this, new.target, ...). */
void scope_refer_hidden(struct scope_pass *a, evl_name name);
/* A reference to `arguments`. */
void scope_refer_arguments(struct scope_pass *a);
/* A direct eval stands here: whatever is visible must be findable by name. */
void scope_note_direct_eval(struct scope_pass *a);

/* ---- scope_declare.c ---- */

typedef void scope_bind_fn(struct scope_pass *a, evl_name name, const struct evl_node *node, void *context);

struct scope_binding {
	struct evl_scope *scope;
	enum variable_kind kind;
	uint32_t ready; /* UINT32_MAX: the end of the bound name itself */
};

/* Call `bind` for every name that a binding pattern binds. */
void scope_each_name(struct scope_pass *a, struct evl_node *pattern, scope_bind_fn *bind, void *context);
/* Declares the names that scope_each_name finds; `context` is a struct scope_binding. */
void scope_bind(struct scope_pass *a, evl_name name, const struct evl_node *node, void *context);
/* Is it the declaration kind of let, const, using, await using? */
bool scope_is_lexical_kind(uint8_t kind);
/* Is it such a declaration? */
bool scope_is_lexical(const struct evl_node *node);
/* The declaration inside of an export, the node itself when it is none. */
struct evl_node *scope_exported_declaration(struct evl_node *node);
/* The statement behind its labels. */
struct evl_node *scope_unlabelled(struct evl_node *node);
/* The names of a lexical declaration. */
void scope_declare_lexical(struct scope_pass *a, struct evl_scope *scope, struct evl_node *declaration);
/* The lexical declarations that stand directly in a statement list. */
void scope_declare_block(struct scope_pass *a, struct evl_scope *scope, const struct evl_node_list *body, bool top_level);
/* Does the list need a scope of its own? */
bool scope_has_declarations(const struct evl_node_list *body);
/* The var names below a list, in the function's body scope. `outer`: the lists around it (NULL: none). */
void scope_hoist(struct scope_pass *a, const struct evl_node_list *body, const struct enclosing *outer, bool top_level);
/* The names that a module imports. */
void scope_declare_imports(struct scope_pass *a, struct evl_scope *scope, const struct evl_node_list *body);

/* ---- scope_walk.c ---- */

/* Walk a node. Does it assign to a variable? */
bool scope_walk(struct scope_pass *a, struct evl_node *node);
/* The same for all of a list. */
bool scope_walk_list(struct scope_pass *a, const struct evl_node_list *list);
/* A record for a function, which becomes the current one with its outermost scope. */
struct evl_function_record *scope_enter_function(struct scope_pass *a, struct evl_node *node, uint32_t flags);

#endif
