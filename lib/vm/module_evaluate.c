/* SPDX-License-Identifier: MIT */
/*
 * module_evaluate.c - running modules in order, with top-level await (sec-moduleevaluation).
 *
 * The body of a module with top-level await is an async function; its promise tells when the
 * modules that wait for it may run. Modules are C memory of the run and never move, so a
 * function that a promise calls carries the module's address as the bits of a number.
 */
#include "vm/module.h"

#include <string.h>

#include "value/error.h"
#include "value/realm.h"
#include "value/rows.h"
#include "vm/interp.h"
#include "vm/vm.h"

enum { MAX_DEPTH = 2000 };

struct module_list {
	struct evl_module **items;
	uint32_t count, capacity;
};

static void push(struct evl_realm *realm, struct module_list *list, struct evl_module *module)
{
	if (list->count == list->capacity) {
		uint32_t capacity = list->capacity != 0 ? list->capacity * 2 : 8;
		struct evl_module **grown = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct evl_module *));
		if (list->count != 0)
			memcpy(grown, list->items, list->count * sizeof(struct evl_module *));
		list->items = grown;
		list->capacity = capacity;
	}
	list->items[list->count++] = module;
}

static bool contains(const struct module_list *list, const struct evl_module *module)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i] == module)
			return true;
	return false;
}

static bool has_await(const struct evl_module *module)
{
	return module->program != NULL && module->program->main->module->has_await;
}

static uint32_t request_count(const struct evl_module *module)
{
	return module->program != NULL ? module->program->main->module->request_count : 0;
}

static void add_async_parent(struct evl_realm *realm, struct evl_module *module, struct evl_module *parent)
{
	struct module_list list = { module->async_parents, module->async_parent_count, module->async_parent_capacity };
	push(realm, &list, parent);
	module->async_parents = list.items;
	module->async_parent_count = list.count;
	module->async_parent_capacity = list.capacity;
}

/* Run the body. For a module with top-level await *out is its promise. */
static bool run_body(struct evl_realm *realm, struct evl_module *module, evl_value *out)
{
	*out = EVL_UNDEFINED;
	if (module->program == NULL)
		return module->evaluate == NULL || module->evaluate(realm, module);
	return evl_run_template(realm, module->program->main, module->env, EVL_UNDEFINED, 0, NULL, out);
}

static bool async_fulfilled(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
static bool async_rejected(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

static evl_value module_function(struct evl_realm *realm, struct evl_module *module, evl_native fn)
{
	struct evl_native_function *function = evl_native_function_new(realm, "", 1, fn);
	function->captured[0] = (uint64_t)(uintptr_t)module;
	return evl_from_object(function);
}

static struct evl_module *module_of(const struct evl_args *args)
{
	return (struct evl_module *)(uintptr_t)((struct evl_native_function *)args->callee)->captured[0];
}

/* ExecuteAsyncModule (sec-execute-async-module). False: the run halts. */
static bool execute_async(struct evl_realm *realm, struct evl_module *module)
{
	evl_value value;
	struct evl_promise *promise;
	if (run_body(realm, module, &value) && evl_is_class(value, EVL_CLASS_PROMISE)) {
		promise = evl_pointer(value);
	} else {
		/* The body could not be entered (the stack is full): as if it had thrown. */
		if (realm->halt != EVL_STATUS_OK)
			return false;
		promise = evl_promise_new(realm);
		evl_promise_reject(realm, promise, evl_take_exception(realm));
	}
	evl_promise_then(realm, promise, module_function(realm, module, async_fulfilled),
			 module_function(realm, module, async_rejected), NULL);
	return true;
}

static bool settle_top(struct evl_realm *realm, struct evl_module *module, bool rejected)
{
	if (!module->has_capability)
		return true;
	return rejected ? evl_capability_reject(realm, &module->capability, module->error)
			: evl_capability_resolve(realm, &module->capability, EVL_UNDEFINED);
}

/*
 * AsyncModuleExecutionRejected (sec-async-module-execution-rejected). The promise of the module is rejected before those
 * of the modules that wait for it; until 2025 the standard, and V8 with it, went the other way round.
 */
static bool execution_rejected(struct evl_realm *realm, struct evl_module *module, evl_value error, uint32_t depth)
{
	if (module->status == EVL_MODULE_EVALUATED || depth > MAX_DEPTH)
		return true;
	module->error = error;
	module->status = EVL_MODULE_EVALUATED;
	if (realm->v8 >= EVL_V8_15 && !settle_top(realm, module, true))
		return false;
	for (uint32_t i = 0; i < module->async_parent_count; i++)
		if (!execution_rejected(realm, module->async_parents[i], error, depth + 1))
			return false;
	return realm->v8 >= EVL_V8_15 || settle_top(realm, module, true);
}

/* GatherAvailableAncestors (sec-gather-available-ancestors). */
static void gather_available(struct evl_realm *realm, struct evl_module *module, struct module_list *list, uint32_t depth)
{
	for (uint32_t i = 0; i < module->async_parent_count; i++) {
		struct evl_module *parent = module->async_parents[i];
		if (contains(list, parent) || parent->cycle_root->error != EVL_EMPTY)
			continue;
		if (--parent->pending_async != 0)
			continue;
		push(realm, list, parent);
		if (!has_await(parent) && depth < MAX_DEPTH)
			gather_available(realm, parent, list, depth + 1);
	}
}

/* By the order in which they became asynchronous; lists are short. */
static void sort_by_async_order(struct module_list *list)
{
	for (uint32_t i = 1; i < list->count; i++) {
		struct evl_module *module = list->items[i];
		uint32_t j = i;
		for (; j > 0 && list->items[j - 1]->async_order > module->async_order; j--)
			list->items[j] = list->items[j - 1];
		list->items[j] = module;
	}
}

/* AsyncModuleExecutionFulfilled (sec-async-module-execution-fulfilled). */
static bool execution_fulfilled(struct evl_realm *realm, struct evl_module *module)
{
	struct module_list list = { 0 };
	if (module->status == EVL_MODULE_EVALUATED)
		return true;
	module->status = EVL_MODULE_EVALUATED;
	if (!settle_top(realm, module, false))
		return false;
	gather_available(realm, module, &list, 0);
	sort_by_async_order(&list);
	for (uint32_t i = 0; i < list.count; i++) {
		struct evl_module *next = list.items[i];
		evl_value ignored;
		bool ok;
		if (next->status == EVL_MODULE_EVALUATED)
			continue;
		if (has_await(next)) {
			ok = execute_async(realm, next);
		} else if (run_body(realm, next, &ignored)) {
			next->status = EVL_MODULE_EVALUATED;
			ok = settle_top(realm, next, false);
		} else {
			ok = realm->halt == EVL_STATUS_OK && execution_rejected(realm, next, evl_take_exception(realm), 0);
		}
		if (!ok)
			return false;
	}
	return true;
}

static bool async_fulfilled(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return execution_fulfilled(realm, module_of(args));
}

static bool async_rejected(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return execution_rejected(realm, module_of(args), evl_arg(args, 0), 0);
}

struct evaluating {
	struct module_list stack;
	uint32_t index;
};

/* What a module must wait for in `required`, which has been evaluated as far as it goes. */
static bool after_request(struct evl_realm *realm, struct evl_module *module, struct evl_module *required)
{
	if (required->status == EVL_MODULE_EVALUATING) {
		if (required->dfs_ancestor < module->dfs_ancestor)
			module->dfs_ancestor = required->dfs_ancestor;
	} else {
		required = required->cycle_root;
		if (required->error != EVL_EMPTY)
			return evl_throw(realm, required->error);
	}
	if (required->async_evaluation && required->status != EVL_MODULE_EVALUATED) {
		module->pending_async++;
		add_async_parent(realm, required, module);
	}
	return true;
}

/* InnerModuleEvaluation (sec-innermoduleevaluation). */
static bool inner_evaluate(struct evl_realm *realm, struct evaluating *e, struct evl_module *module, uint32_t depth)
{
	evl_value ignored;
	if (module->status == EVL_MODULE_EVALUATING_ASYNC || module->status == EVL_MODULE_EVALUATED)
		return module->error == EVL_EMPTY || evl_throw(realm, module->error);
	if (module->status == EVL_MODULE_EVALUATING)
		return true;
	if (depth > MAX_DEPTH)
		return evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
	module->status = EVL_MODULE_EVALUATING;
	module->error = EVL_EMPTY;
	module->dfs_index = module->dfs_ancestor = e->index++;
	module->pending_async = 0;
	push(realm, &e->stack, module);
	for (uint32_t i = 0; i < request_count(module); i++)
		if (!inner_evaluate(realm, e, module->requested[i], depth + 1) ||
		    !after_request(realm, module, module->requested[i]))
			return false;

	if (module->pending_async > 0 || has_await(module)) {
		module->async_evaluation = true;
		module->async_order = ++realm->vm->async_module_count;
		if (module->pending_async == 0 && !execute_async(realm, module))
			return false;
	} else if (!run_body(realm, module, &ignored)) {
		return false;
	}
	if (module->dfs_ancestor != module->dfs_index)
		return true;
	struct evl_module *done;
	do {
		done = e->stack.items[--e->stack.count];
		done->status = done->async_evaluation ? EVL_MODULE_EVALUATING_ASYNC : EVL_MODULE_EVALUATED;
		done->cycle_root = module;
	} while (done != module);
	return true;
}

struct evl_promise *evl_module_evaluate(struct evl_realm *realm, struct evl_module *module)
{
	struct evaluating e = { 0 };
	if (module->status == EVL_MODULE_EVALUATING_ASYNC || module->status == EVL_MODULE_EVALUATED)
		module = module->cycle_root;
	if (module->has_capability)
		return evl_pointer(module->capability.promise);
	struct evl_promise *promise = evl_promise_new(realm);
	module->capability = (struct evl_capability){ evl_from_object(promise), EVL_UNDEFINED, EVL_UNDEFINED };
	module->has_capability = true;
	if (inner_evaluate(realm, &e, module, 0)) {
		if (!module->async_evaluation || module->status == EVL_MODULE_EVALUATED) /* of one that was awaited as another's dependency */
			evl_capability_resolve(realm, &module->capability, EVL_UNDEFINED);
		return promise;
	}
	if (realm->halt != EVL_STATUS_OK)
		return promise;
	evl_value error = evl_take_exception(realm);
	for (uint32_t i = 0; i < e.stack.count; i++) {
		struct evl_module *failed = e.stack.items[i];
		failed->status = EVL_MODULE_EVALUATED;
		failed->error = error;
		failed->cycle_root = failed;
	}
	evl_capability_reject(realm, &module->capability, error);
	return promise;
}
