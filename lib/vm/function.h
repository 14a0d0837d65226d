/*
 * function.h - function objects of bytecode, bound functions, and entering them.
 */
#ifndef EVL_VM_FUNCTION_H
#define EVL_VM_FUNCTION_H

#include "code/template.h"
#include "value/object.h"
#include "value/rows.h"

struct evl_code;

/* The variables of one scope instance that closures share. */
struct evl_env {
	struct evl_cell cell;
	struct evl_env *parent;
	uint32_t count;
	evl_value slots[];
};

/*
 * A bytecode function. Inline slots hold length, name and, for constructors and
 * generators, prototype as lazy values, so making a closure is filling one cell.
 */
struct evl_function {
	struct evl_object object;
	struct evl_code *code;
	struct evl_env *env;      /* or NULL */
	evl_value home;           /* home object for super, EVL_UNDEFINED when none */
	evl_value fields;         /* classes: the field initialiser or EVL_UNDEFINED */
	struct evl_shape *instance_shape; /* cached root shape of objects that `new` makes; with the prototype it was made for */
	struct evl_object *instance_prototype;
};

struct evl_bound_function {
	struct evl_object object;
	evl_value target;
	evl_value bound_this;
	uint32_t count;
	evl_value *arguments; /* VALUES cell contents */
};

/* A closure of `code` over `env`; an environment of `count` variables, all of them before their initialisation. Never NULL, but the run may be halting. */
struct evl_function *evl_function_new(struct evl_realm *realm, struct evl_code *code, struct evl_env *env);
struct evl_env *evl_env_new(struct evl_realm *realm, struct evl_env *parent, uint32_t count);
/* The environment `steps` further out than `env`. */
static inline const struct evl_env *evl_env_outer(const struct evl_env *env, uint32_t steps)
{
	while (steps-- != 0)
		env = env->parent;
	return env;
}

/* A module binding reference (internal cell, kind OTHER): what DEREF follows. */
struct evl_binding_reference {
	struct evl_cell cell;
	struct evl_env *env;
	uint32_t slot;
};

/* The `name` of a function object as an own data property, UTF-8 in scratch memory; "" when none. Never runs script. */
const char *evl_function_name(struct evl_realm *realm, struct evl_object *function);
/* Function.prototype.toString (sec-function.prototype.tostring). */
struct evl_string *evl_function_source(struct evl_realm *realm, struct evl_object *function);
/* sec-boundfunctioncreate; sets length and name as Function.prototype.bind does is the caller's work. */
struct evl_bound_function *evl_bound_function_new(struct evl_realm *realm, evl_value target, evl_value bound_this,
						  uint32_t count, const evl_value *arguments);

#endif
