/*
 * gen.h - what the code generators of the compiler call of each other.
 *
 * gen_* functions emit code for a node. A value is asked for in a given
 * register (gen_to), in any register (gen: may be the variable's own, so it must
 * not be written, and must be copied when later operands assign), or not at all
 * (gen_effect). The scope pass has run; b->scope is the scope of the node.
 */
#ifndef EVL_COMPILE_GEN_H
#define EVL_COMPILE_GEN_H

#include "compile/builder.h"
#include "syntax/ast.h"

/* gen_expression.c */
void gen_to(struct builder *b, struct evl_node *node, reg dst);
reg gen(struct builder *b, struct evl_node *node);
/* As gen, but safe when `later` is evaluated before the value is used. NULL: nothing follows. */
reg gen_operand(struct builder *b, struct evl_node *node, const struct evl_node *later);
void gen_effect(struct builder *b, struct evl_node *node);
/* NamedEvaluation (sec-runtime-semantics-namedevaluation): an anonymous function or class gets `name`. */
void gen_named(struct builder *b, struct evl_node *node, evl_name name, reg dst);
bool is_anonymous_function(const struct evl_node *node);
/* Jump to `l` when the condition is `when`; backwards jumps are safe points. */
void gen_condition(struct builder *b, struct evl_node *node, bool when, struct label *l);
void gen_binary(struct builder *b, enum evl_operator op, reg dst, reg left, reg right);
/* The key of a non-computed property name as a property site key. */
uint32_t key_of_node(struct builder *b, const struct evl_node *key);
/* Stop the prediction here: `what` ("if statement") is not covered. */
void gen_not_covered(struct builder *b, const char *what);
struct evl_node *strip_parentheses(struct evl_node *node);
void load_string(struct builder *b, evl_name name, reg dst);
/* this, new.target, the home object, the active function: hidden variables of the nearest non-arrow function. */
reg gen_hidden(struct builder *b, evl_name name);
/* r[base] home, r[base+1] this, r[base+2] key of a super property reference. */
void gen_super_reference(struct builder *b, const struct evl_node *member, reg base);
uint32_t member_position(const struct evl_node *member);
/* Where V8 places an expression as a whole. */
uint32_t expression_position(const struct builder *b, const struct evl_node *node);

/* gen_call.c */
void gen_call(struct builder *b, struct evl_node *node, reg dst);
/* The offset that V8 reports for a call: the last name before the parenthesis, else the parenthesis. */
uint32_t call_position(const struct builder *b, const struct evl_node *call);
void gen_new(struct builder *b, struct evl_node *node, reg dst);
void gen_tagged(struct builder *b, struct evl_node *node, reg dst);
/* Append the elements of an array literal (whose spreads have places) or an argument list to the array in `array`. */
void gen_elements(struct builder *b, const struct evl_node_list *items, const struct evl_node *call, reg array);

/* gen_variable.c */
struct evl_variable *variable_of(struct builder *b, evl_name name);
/* The register of an uncaptured variable of this function, NO_REG otherwise. */
reg variable_register(const struct builder *b, const struct evl_variable *v);
void variable_load(struct builder *b, evl_name name, uint32_t at, reg dst);
/* Assignment to a name: constants throw, uninitialised ones throw. */
void variable_assign(struct builder *b, evl_name name, uint32_t at, reg value);
/*
 * Names that only the run knows (`with`, variables that direct evals declare). Is `name` asked of such scopes first?
 */
bool variable_is_dynamic(const struct builder *b, evl_name name);
/* The object that has a binding of `name` now, or undefined: the name's own variable is meant. */
reg variable_base(struct builder *b, evl_name name, uint32_t at);
/* Read and write through what variable_base has found. */
void variable_load_from(struct builder *b, reg base, evl_name name, uint32_t at, bool or_undefined, reg dst);
void variable_assign_to(struct builder *b, reg base, evl_name name, uint32_t at, reg value);
/* The value of a called name, and its this value: the object of a `with`. */
void variable_load_callee(struct builder *b, evl_name name, uint32_t at, reg dst, reg this_register);
void variable_delete(struct builder *b, evl_name name, reg dst);
/* typeof: an unresolvable name is undefined. */
void variable_load_or_undefined(struct builder *b, evl_name name, uint32_t at, reg dst);
/* The hidden variable that holds the dynamic names of `scope`. */
void variable_load_hidden(struct builder *b, const struct evl_variable *v, reg dst);
/* First value of a declaration. */
void variable_initialize(struct builder *b, struct evl_variable *v, reg value);
/* Make the places of a scope's variables and enter it. */
void scope_enter(struct builder *b, struct evl_scope *scope);
void scope_leave(struct builder *b, struct evl_scope *scope);
/* Give variables their places; `scope` is function-level, parameters already have theirs. */
void scope_prepare(struct builder *b, struct evl_scope *scope);
/* The environment register for closures made here, EVL_OUTER_ENV when none. */
uint32_t environment_here(const struct builder *b);

/* gen_eval.c */
struct evl_template *gen_eval(struct compiler *c, struct evl_function_record *record);
/* The value of a var or function declaration of an eval, stored where evals declare. */
void gen_eval_store(struct builder *b, evl_name name, reg value);
void gen_with(struct builder *b, struct evl_node *node);
/* A statement that has a value of its own: undefined until something in it gives another (sec-statement-semantics). */
void gen_completion_reset(struct builder *b);

/* gen_assign.c */
void gen_assignment(struct builder *b, struct evl_node *node, reg dst, bool wants_value);
void gen_update(struct builder *b, struct evl_node *node, reg dst, bool wants_value);
/* Bind `value` to a pattern; `initialize`: declarations, otherwise assignment. */
void gen_pattern(struct builder *b, struct evl_node *pattern, reg value, bool initialize);

/* gen_literal.c */
void gen_object(struct builder *b, struct evl_node *node, reg dst);
void gen_array(struct builder *b, struct evl_node *node, reg dst);
void gen_template(struct builder *b, struct evl_node *node, reg dst);
/* A property key as a value: computed ones go through ToPropertyKey. */
void gen_key(struct builder *b, struct evl_node *key, bool computed, reg dst);

/* gen_function.c */
struct evl_template *gen_function_template(struct builder *b, struct evl_node *node, evl_name name);
void gen_closure(struct builder *b, struct evl_node *node, evl_name name, reg dst);
/* The prologue of a program: `parameter_count` arguments belong to its parameter variables in order. */
void gen_enter_program(struct builder *b, uint32_t parameter_count);

/* gen_class.c */
void gen_class(struct builder *b, struct evl_node *node, evl_name name, reg dst);
void gen_field_initialisation(struct builder *b, reg constructor, reg this_register);

/* gen_statement.c, gen_loop.c, gen_try.c */
void gen_statement(struct builder *b, struct evl_node *node);
void gen_statements(struct builder *b, const struct evl_node_list *body);
void gen_hoisted_functions(struct builder *b, const struct evl_node_list *body);
void gen_for(struct builder *b, struct evl_node *node);
void gen_for_each(struct builder *b, struct evl_node *node);
void gen_while(struct builder *b, struct evl_node *node);
void gen_try(struct builder *b, struct evl_node *node);
/* What using declarations stand directly in a statement list. */
enum using_kind { USING_NONE, USING_SYNC, USING_ASYNC };
enum using_kind using_of_declaration(const struct evl_node *declaration);
/* The code that `body` makes, then the disposal of the resources that its using declarations have put into b->disposal. */
void gen_disposing(struct builder *b, enum using_kind kind, void (*body)(struct builder *b, void *context), void *context);
/* A statement list with what its using declarations need. */
void gen_statements_disposing(struct builder *b, const struct evl_node_list *body);
enum leave_kind { LEAVE_BREAK, LEAVE_CONTINUE, LEAVE_RETURN };
/* Leave everything up to `target` (return: everything), running finally blocks and closing iterators. */
void gen_leave(struct builder *b, struct control *target, enum leave_kind kind, reg value);
void gen_iterator_close(struct builder *b, reg iterator, bool is_async);
/* The code that an exception inside an iterating construct goes to: close the iterator, throw on. */
void gen_iterator_throw_handler(struct builder *b, struct control *c);
void gen_return(struct builder *b, reg value);
/* yield, yield*, await in gen_suspend.c */
void gen_yield(struct builder *b, struct evl_node *node, reg dst);

/* gen_module.c */
struct evl_template *gen_program(struct compiler *c, struct evl_function_record *record);

#endif
