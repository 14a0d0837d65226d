/* SPDX-License-Identifier: MIT */
/*
 * console_task.c - console.createTask: a task whose `run` calls a function (V8's console). That stacks then name the task shows
 * only in developer tools.
 */
#include "console/console_call.h"

#include "value/convert.h"
#include "value/rows.h"

/* task.run(function): its value. Arguments are not handed on. */
static bool task_run(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value own = EVL_UNDEFINED, self = evl_from_object(args->callee);
	if (evl_is_object(args->this_value) && !evl_get(realm, args->this_value, evl_text_name(realm, "run"), &own))
		return false;
	if (!evl_strict_equals(realm, own, self)) {
		bool page = evl_console_dialect(realm) == EVL_DIALECT_BROWSER;
		return page ? evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation") :
			      evl_throw_text(realm, EVL_ERROR_ERROR, "'run' called with illegal receiver.");
	}
	if (!evl_is_callable(evl_arg(args, 0)))
		return evl_throw_text(realm, EVL_ERROR_ERROR, "First argument must be a function.");
	return evl_call(realm, args->values[0], EVL_UNDEFINED, 0, NULL, result);
}

bool evl_console_create_task(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value name = evl_arg(args, 0);
	if (!evl_is_string(name) || evl_as_string(name)->length == 0)
		return evl_throw_text(realm, EVL_ERROR_ERROR, "First argument must be a non-empty string.");
	struct evl_object *task = evl_object_plain(realm);
	evl_define_text(realm, task, "run", evl_from_object(evl_native_function_new(realm, "run", 0, task_run)));
	*result = evl_from_object(task);
	return realm->halt == EVL_STATUS_OK;
}
