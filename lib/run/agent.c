/* SPDX-License-Identifier: MIT */
/*
 * agent.c - realms of further agents, made once and used again run after run; modules that they begin with.
 */
#include "run/agent.h"

#include <stdlib.h>
#include <string.h>

#include "host/agent.h"
#include "run/execute.h"
#include "run/import.h"
#include "run/load.h"
#include "vm/module.h"
#include "vm/vm.h"

static const size_t agent_memory = (size_t)256 << 20;

bool evl_run_new_realm(struct evl_realm *realm, const struct evl_host_profile *profile, struct evl_realm **out)
{
	struct evl_run *run = realm->host->owner;
	uint32_t number = realm->host->agents->count - 1;
	if (number >= EVL_RUN_AGENTS)
		return false;
	bool is_new = run->agents[number] == NULL;
	if (is_new)
		run->agents[number] = calloc(1, sizeof *run->agents[number]);
	struct evl_realm *made = run->agents[number];
	if (made == NULL)
		return false;
	size_t memory = run->realm_memory < agent_memory ? run->realm_memory : agent_memory;
	if (!evl_execute_open_realm(run, made, is_new, realm->trace, memory, realm->vm->max_steps, profile->v8)) {
		free(made);
		run->agents[number] = NULL;
		return false;
	}
	made->vm->next_template_id = evl_load_first_template(run);
	made->now = realm->now;
	made->clock_known = realm->clock_known;
	made->clock_start = realm->clock_start;
	made->clock_noted = realm->clock_noted;
	*out = made;
	bool ok = evl_host_new(made, profile, false);
	made->words = realm->words;
	evl_execute_equip(run, made);
	made->host->answers = realm->host->answers;
	return ok;
}

/* The unit of a module that has no file. */
static enum evl_status add_text(struct evl_realm *realm, const char *path, const char *text, size_t length, uint32_t *number)
{
	struct evl_run *run = realm->host->owner;
	if (run->unit_count == run->unit_capacity)
		return EVL_STATUS_TOO_LARGE;
	*number = run->unit_count;
	evl_diags_init(&run->diags, &run->program);
	struct evl_run_unit *unit = evl_load_add_unit(run, path, path, text, length);
	unit->source_id = evl_trace_adopt_source(realm->trace, unit->source);
	const struct evl_surroundings around = { .recent = realm->host->profile->v8 >= EVL_V8_13 };
	enum evl_status status = evl_parse_within(unit->source, unit->source_id, EVL_GOAL_MODULE, &around, run->names, &run->program, &run->diags,
						  &unit->tree);
	if (status == EVL_STATUS_OK)
		status = evl_load_imports(run, realm->trace, *number);
	if (status == EVL_STATUS_OK)
		status = evl_load_compile(run, realm->trace, *number, EVL_GOAL_MODULE);
	return status;
}

/* The linked module of `text`, or of the file at `path` when that is NULL. NULL: an exception is pending, or the run halts. */
static struct evl_module *linked_module(struct evl_realm *realm, const char *path, const char *text, size_t length)
{
	uint32_t number = 0, fresh = 0;
	enum evl_status status = text != NULL ? add_text(realm, path, text, length, &number) :
						evl_run_load(realm, 0, path, EVL_NAME_NONE, &number, &fresh);
	if (status != EVL_STATUS_OK) {
		evl_value error = evl_run_load_error(realm, status);
		if (realm->halt == EVL_STATUS_OK)
			(void)evl_throw(realm, error);
		return NULL;
	}
	struct evl_module *module = evl_run_module(realm, number);
	return module != NULL && evl_run_link(realm, module) ? module : NULL;
}

bool evl_run_agent_module(struct evl_realm *realm, const char *path, const char *text, size_t length, struct evl_promise **evaluation)
{
	struct evl_module *module = linked_module(realm, path, text, length);
	if (module == NULL)
		return false;
	realm->host->is_module = true;
	*evaluation = evl_module_evaluate(realm, module);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if ((*evaluation)->state != EVL_PROMISE_FULFILLED)
		evl_execute_watch(realm, *evaluation);
	return true;
}

/* Does a module that is not evaluated yet, or one that it imports, await at its top level? */
static bool has_await(const struct evl_realm *realm, struct evl_module *module, uint32_t *seen, uint32_t *count)
{
	const struct evl_run *run = realm->host->owner;
	if (module->program == NULL || module->program->main->module == NULL)
		return false;
	for (uint32_t i = 0; i < *count; i++)
		if (realm->host->modules[seen[i]] == module)
			return false;
	for (uint32_t i = 0; i < run->unit_count && *count < run->unit_capacity; i++)
		if (realm->host->modules[i] == module)
			seen[(*count)++] = i;
	if (module->program->main->module->has_await)
		return true;
	for (uint32_t i = 0; i < module->program->main->module->request_count; i++)
		if (has_await(realm, module->requested[i], seen, count))
			return true;
	return false;
}

bool evl_run_require_module(struct evl_realm *realm, const char *path, const char *facade, evl_value *out)
{
	struct evl_run *run = realm->host->owner;
	*out = EVL_UNDEFINED;
	evl_diags_init(&run->diags, &run->program);
	struct evl_module *module = linked_module(realm, path, facade, facade != NULL ? strlen(facade) : 0);
	if (module == NULL)
		return false;
	uint32_t *seen = evl_arena_alloc(&realm->scratch, run->unit_capacity * sizeof *seen), count = 0;
	if (has_await(realm, module, seen, &count))
		return true;
	struct evl_promise *evaluation = evl_module_evaluate(realm, module);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (evaluation->state == EVL_PROMISE_REJECTED) {
		evaluation->handled = true;
		return evl_throw(realm, evaluation->result);
	}
	if (evaluation->state == EVL_PROMISE_PENDING)
		return evl_not_covered(realm, "require() of an ES module that is being evaluated");
	*out = evl_from_object(evl_module_namespace(realm, module));
	return realm->halt == EVL_STATUS_OK;
}
