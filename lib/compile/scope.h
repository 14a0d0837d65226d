/*
 * scope.h - which declaration a name means, and where its variable lives.
 *
 * One pass over the tree before any code is emitted: it makes a record for every
 * function and for every scope that declares something, and marks the variables
 * that a nested function uses. Those live in an environment (a heap cell shared
 * with the closures), all others in registers. It also finds which references
 * could meet a variable before its initialisation, so that only those are checked.
 */
#ifndef EVL_COMPILE_SCOPE_H
#define EVL_COMPILE_SCOPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "syntax/ast.h"
#include "syntax/parse.h"

enum variable_kind {
	VARIABLE_VAR,
	VARIABLE_PARAMETER,
	VARIABLE_FUNCTION, /* function declaration of a block or body */
	VARIABLE_LET,
	VARIABLE_CONST,
	VARIABLE_CLASS,
	VARIABLE_CATCH,
	VARIABLE_FUNCTION_NAME, /* the name of a function expression inside itself */
	VARIABLE_IMPORT,        /* a slot with a binding reference, or a namespace object */
	VARIABLE_HIDDEN,        /* this, new.target, arguments, private names, computed keys: always initialised by us */
};

struct evl_scope;

struct evl_variable {
	evl_name name;
	uint8_t kind; /* enum variable_kind */
	bool captured;
	bool needs_check;    /* some reference may come before the initialisation */
	bool is_using;       /* CONST of a using declaration */
	bool is_private_member; /* HIDDEN: the private name of a method or an accessor */
	bool is_namespace;   /* IMPORT of a namespace: no reference cell */
	uint16_t place;      /* register, or environment slot when captured */
	uint32_t ready;      /* source offset from which straight-line code finds it initialised */
	struct evl_scope *scope;
	struct evl_variable *next; /* in order of declaration */
};

struct evl_function_record;

struct evl_name_place {
	evl_name name;
	evl_span span;
};

struct evl_scope {
	struct evl_scope *parent;
	struct evl_function_record *function;
	struct evl_variable *first, *last;
	uint32_t count;
	struct evl_variable **table; /* by name, when count > 8 */
	uint32_t table_mask;
	uint32_t start;      /* source offset where it begins: hoisted functions are callable from here */
	bool is_switch;      /* cases may jump over declarations */
	bool is_class;       /* strict, holds the class name and private names */
	bool is_with;        /* the body of `with`; the object is in `dynamic` */
	bool holds_eval;     /* a direct eval stands inside: its code may use every name */
	/*
	 * A hidden variable with an object whose properties are names here that only the run knows: the
	 * object of `with`, or the variables that direct evals have declared. They come after the names of
	 * this scope and before those of its parent. NULL: there are none.
	 */
	struct evl_variable *dynamic;
	bool has_environment;
	uint16_t environment_slots;
	uint16_t environment_register;
};

struct evl_function_record {
	struct evl_function_record *parent;
	struct evl_node *node;        /* function node, static block, PROGRAM, or CLASS for initialisers */
	uint32_t flags;               /* EVL_FN_* */
	struct evl_scope *name_scope; /* of a named function expression, or NULL */
	struct evl_scope *scope;      /* parameters; variables too unless body_scope differs */
	struct evl_scope *body_scope; /* == scope, or a separate one when parameters have expressions */
	bool parameter_expressions;
	bool is_initializer;          /* field or static initialiser of a class */
	bool is_module_body;
	struct evl_variable *arguments; /* the implicit arguments object, or NULL */
	bool mapped_arguments;
	struct evl_scope *globals;    /* PROGRAM of a script or sloppy eval: its var names, which become global properties or variables of `var_scope`; not in the scope chain */
	struct evl_scope *callee_scope; /* around the parameters, for the variables of direct evals in them; or NULL */
	bool is_eval;                 /* PROGRAM: the code of an eval */
	struct evl_scope *var_scope;  /* sloppy direct eval: where its var names go; NULL: the global object */
};

/* What a class node's `scope` points at. */
struct evl_class_record {
	struct evl_scope *scope;
	struct evl_function_record *instance; /* field initialiser, NULL when not needed */
	struct evl_function_record *statics;  /* static fields and blocks, NULL when not needed */
};

/*
 * Analyse a program. Returns its record (node PROGRAM); records and scopes of
 * inner functions and blocks hang off their nodes' `scope` members:
 * functions and static blocks: evl_function_record; classes: evl_class_record;
 * BLOCK, FOR, FOR_IN, FOR_OF, SWITCH: evl_scope when they declare lexical names;
 * TRY: the catch parameter's scope.
 */
struct evl_function_record *evl_scope_analyse(struct evl_node *program, enum evl_goal goal, struct evl_names *names,
					      struct evl_arena *arena);

/*
 * The code of an eval. `site`: the scope that a direct eval stands in, or the scope of the page's script that
 * indirect ones see; NULL: none. A direct one has this, new.target, arguments and super from there.
 * `*conflict` is the first var name that would clash with a lexical one of the site
 * (sec-evaldeclarationinstantiation), else EVL_NAME_NONE.
 */
struct evl_function_record *evl_scope_analyse_eval(struct evl_node *program, struct evl_scope *site, bool direct,
						   struct evl_names *names, struct evl_arena *arena, struct evl_name_place *conflict);

/* The innermost scope, from `scope` outwards, with dynamic names that may hide what `name` means there; NULL: none. */
struct evl_scope *evl_scope_dynamic(struct evl_scope *scope, evl_name name);

/* Is code in `scope` strict? */
bool evl_scope_is_strict(const struct evl_scope *scope);

/* The variable that `name` means in `scope`, NULL: a global. */
struct evl_variable *evl_scope_resolve(struct evl_scope *scope, evl_name name);

/* The names of hidden variables that belong to class members. */
evl_name evl_scope_member_name(struct evl_names *names, const char *role, evl_name of);
evl_name evl_scope_key_name(struct evl_names *names, uint32_t member);

/* Could the reference at offset `at`, made in `from`, meet `variable` uninitialised? */
bool evl_scope_may_be_early(const struct evl_variable *variable, const struct evl_scope *from, uint32_t at);

#endif
