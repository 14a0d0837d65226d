/* SPDX-License-Identifier: MIT */
/*
 * module.c - which export an import means, and linking (sec-source-text-module-records).
 *
 * An import is a reference cell in a slot of the importing module's environment; it
 * names the environment and slot of the exporting one, so bindings are live and a read before
 * the other module ran finds the uninitialised marker.
 */
#include "vm/module.h"

#include <string.h>

#include "base/diag.h"
#include "value/error.h"
#include "value/realm.h"
#include "vm/interp.h"
#include "vm/vm.h"

/* Import graphs deeper than this end in a RangeError instead of in the C stack's end. */
enum { MAX_DEPTH = 2000 };

static const struct evl_module_template *template_of(const struct evl_module *module)
{
	return module->program != NULL ? module->program->main->module : NULL;
}

/* ---- resolving exports ---- */

/* The (module, name) pairs that a resolution went through (the resolveSet of the standard). */
struct visit {
	const struct visit *outer;
	const struct evl_module *module;
	evl_name name;
	uint32_t depth;
};

/* A module whose star exports were looked through for a name. */
struct star {
	const struct evl_module *module;
	evl_name name;
};

struct resolving {
	struct evl_realm *realm;
	struct star *stars;
	uint32_t star_count, star_capacity;
};

static enum evl_resolution resolve(struct resolving *r, struct evl_module *module, evl_name name, const struct visit *outer,
				   struct evl_module_binding *out);

static enum evl_resolution resolve_request(struct resolving *r, struct evl_module *module, uint32_t request, evl_name imported,
					   const struct visit *visit, struct evl_module_binding *out)
{
	struct evl_module *target = module->requested[request];
	if (imported == EVL_NAME_NONE) {
		*out = (struct evl_module_binding){ target, EVL_BINDING_NAMESPACE };
		return EVL_RESOLUTION_FOUND;
	}
	return resolve(r, target, imported, visit, out);
}

static enum evl_resolution resolve_own(struct resolving *r, struct evl_module *module, const struct evl_export_entry *entry,
				       const struct visit *visit, struct evl_module_binding *out)
{
	const struct evl_module_template *t = template_of(module);
	if (entry->slot == UINT32_MAX)
		return resolve_request(r, module, entry->request, entry->imported, visit, out);
	/* Exporting what is imported is exporting the original. */
	for (uint32_t i = 0; i < t->import_count; i++)
		if (t->imports[i].slot == entry->slot)
			return resolve_request(r, module, t->imports[i].request, t->imports[i].imported, visit, out);
	*out = (struct evl_module_binding){ module, entry->slot };
	return EVL_RESOLUTION_FOUND;
}

static bool star_seen(struct resolving *r, const struct evl_module *module, evl_name name)
{
	for (uint32_t i = 0; i < r->star_count; i++)
		if (r->stars[i].module == module && r->stars[i].name == name)
			return true;
	if (r->star_count == r->star_capacity) {
		uint32_t capacity = r->star_capacity != 0 ? r->star_capacity * 2 : 16;
		struct star *grown = evl_arena_alloc(&r->realm->scratch, capacity * sizeof *grown);
		if (r->star_count != 0)
			memcpy(grown, r->stars, r->star_count * sizeof *grown);
		r->stars = grown;
		r->star_capacity = capacity;
	}
	r->stars[r->star_count++] = (struct star){ module, name };
	return false;
}

static enum evl_resolution resolve_stars(struct resolving *r, struct evl_module *module, evl_name name, const struct visit *visit,
					 struct evl_module_binding *out)
{
	const struct evl_module_template *t = template_of(module);
	bool found = false;
	/* A second way to the same module finds what the first did. */
	if (name == EVL_NAME_default_ || star_seen(r, module, name))
		return EVL_RESOLUTION_MISSING;
	for (uint32_t i = 0; i < t->export_count; i++) {
		struct evl_module_binding one;
		if (t->exports[i].exported != EVL_NAME_NONE)
			continue;
		enum evl_resolution how = resolve(r, module->requested[t->exports[i].request], name, visit, &one);
		if (how == EVL_RESOLUTION_AMBIGUOUS)
			return how;
		if (how != EVL_RESOLUTION_FOUND)
			continue;
		if (found && (one.module != out->module || one.slot != out->slot))
			return EVL_RESOLUTION_AMBIGUOUS;
		*out = one;
		found = true;
	}
	return found ? EVL_RESOLUTION_FOUND : EVL_RESOLUTION_MISSING;
}

static enum evl_resolution resolve(struct resolving *r, struct evl_module *module, evl_name name, const struct visit *outer,
				   struct evl_module_binding *out)
{
	struct visit visit = { outer, module, name, outer != NULL ? outer->depth + 1 : 0 };
	for (const struct visit *v = outer; v != NULL; v = v->outer)
		if (v->module == module && v->name == name)
			return EVL_RESOLUTION_CYCLE;
	if (visit.depth > MAX_DEPTH)
		return EVL_RESOLUTION_CYCLE;
	if (module->program == NULL) {
		for (uint32_t i = 0; i < module->synthetic_count; i++) {
			if (module->synthetic_names[i] == name) {
				*out = (struct evl_module_binding){ module, i };
				return EVL_RESOLUTION_FOUND;
			}
		}
		return EVL_RESOLUTION_MISSING;
	}
	const struct evl_module_template *t = template_of(module);
	for (uint32_t i = 0; i < t->export_count; i++)
		if (t->exports[i].exported == name && name != EVL_NAME_NONE)
			return resolve_own(r, module, &t->exports[i], &visit, out);
	return resolve_stars(r, module, name, &visit, out);
}

enum evl_resolution evl_module_resolve_export(struct evl_realm *realm, struct evl_module *module, evl_name name,
					      struct evl_module_binding *out)
{
	struct resolving r = { .realm = realm };
	return resolve(&r, module, name, NULL, out);
}

/* ---- exported names ---- */

struct gathering {
	struct evl_realm *realm;
	evl_name *names;
	uint32_t count, capacity;
	const struct evl_module **seen;
	uint32_t seen_count, seen_capacity;
};

static void gather_name(struct gathering *g, evl_name name)
{
	for (uint32_t i = 0; i < g->count; i++)
		if (g->names[i] == name)
			return;
	if (g->count == g->capacity) {
		uint32_t capacity = g->capacity != 0 ? g->capacity * 2 : 16;
		evl_name *grown = evl_arena_alloc(&g->realm->scratch, capacity * sizeof *grown);
		if (g->count != 0)
			memcpy(grown, g->names, g->count * sizeof *grown);
		g->names = grown;
		g->capacity = capacity;
	}
	g->names[g->count++] = name;
}

static bool gather_seen(struct gathering *g, const struct evl_module *module)
{
	for (uint32_t i = 0; i < g->seen_count; i++)
		if (g->seen[i] == module)
			return true;
	if (g->seen_count == g->seen_capacity) {
		uint32_t capacity = g->seen_capacity != 0 ? g->seen_capacity * 2 : 16;
		const struct evl_module **grown = evl_arena_alloc(&g->realm->scratch, capacity * sizeof *grown);
		if (g->seen_count != 0)
			memcpy(grown, g->seen, g->seen_count * sizeof *grown);
		g->seen = grown;
		g->seen_capacity = capacity;
	}
	g->seen[g->seen_count++] = module;
	return false;
}

static void gather(struct gathering *g, const struct evl_module *module, bool star, uint32_t depth)
{
	if (gather_seen(g, module) || depth > MAX_DEPTH)
		return;
	const struct evl_module_template *t = template_of(module);
	if (t == NULL) {
		for (uint32_t i = 0; i < module->synthetic_count; i++)
			if (!star || module->synthetic_names[i] != EVL_NAME_default_)
				gather_name(g, module->synthetic_names[i]);
		return;
	}
	for (uint32_t i = 0; i < t->export_count; i++) {
		evl_name name = t->exports[i].exported;
		if (name != EVL_NAME_NONE && (!star || name != EVL_NAME_default_))
			gather_name(g, name);
	}
	for (uint32_t i = 0; i < t->export_count; i++)
		if (t->exports[i].exported == EVL_NAME_NONE)
			gather(g, module->requested[t->exports[i].request], true, depth + 1);
}

const evl_name *evl_module_exported_names(struct evl_realm *realm, struct evl_module *module, uint32_t *count)
{
	struct gathering g = { .realm = realm };
	gather(&g, module, false, 0);
	*count = g.count;
	return g.names;
}

/* ---- linking ---- */

static bool unresolved(struct evl_realm *realm, const struct evl_module *module, uint32_t request, evl_name name, evl_span span,
		       enum evl_resolution how)
{
	const struct evl_module_template *t = template_of(module);
	const char *specifier = evl_names_utf8(realm->names, t->requests[request].specifier, &realm->scratch);
	const char *text = evl_names_utf8(realm->names, name, &realm->scratch);
	realm->vm->link_error = span;
	realm->vm->link_target = how == EVL_RESOLUTION_MISSING ? module->requested[request] : NULL;
	realm->vm->link_specifier = specifier;
	realm->vm->link_name = text;
	if (how == EVL_RESOLUTION_AMBIGUOUS)
		return evl_throw_message(realm, EVL_MESSAGE_EXPORT_AMBIGUOUS, specifier, text);
	if (how == EVL_RESOLUTION_CYCLE)
		return evl_throw_message(realm, EVL_MESSAGE_EXPORT_CYCLE, text, specifier);
	return evl_throw_message(realm, EVL_MESSAGE_EXPORT_MISSING, specifier, text);
}

/* A cell that DEREF follows to the binding. */
static evl_value reference_to(struct evl_realm *realm, struct evl_module_binding binding)
{
	struct evl_binding_reference *reference = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof *reference);
	reference->env = binding.module->env;
	reference->slot = binding.slot;
	if (binding.slot == EVL_BINDING_NAMESPACE) {
		reference->env = evl_env_new(realm, NULL, 1);
		reference->env->slots[0] = evl_from_object(evl_module_namespace(realm, binding.module));
		reference->slot = 0;
	}
	return evl_from_cell(reference);
}

/* InitializeEnvironment (sec-source-text-module-record-initialize-environment). */
static bool initialize_environment(struct evl_realm *realm, struct evl_module *module)
{
	const struct evl_module_template *t = template_of(module);
	struct evl_module_binding binding;
	for (uint32_t i = 0; i < t->export_count; i++) {
		const struct evl_export_entry *entry = &t->exports[i];
		if (entry->exported == EVL_NAME_NONE || entry->slot != UINT32_MAX || entry->imported == EVL_NAME_NONE)
			continue;
		enum evl_resolution how = evl_module_resolve_export(realm, module, entry->exported, &binding);
		if (how != EVL_RESOLUTION_FOUND)
			return unresolved(realm, module, entry->request, entry->imported, entry->span, how);
	}
	for (uint32_t i = 0; i < t->import_count; i++) {
		const struct evl_import_entry *entry = &t->imports[i];
		struct evl_module *target = module->requested[entry->request];
		if (entry->imported == EVL_NAME_NONE) {
			module->env->slots[entry->slot] = evl_from_object(evl_module_namespace(realm, target));
			continue;
		}
		enum evl_resolution how = evl_module_resolve_export(realm, target, entry->imported, &binding);
		if (how != EVL_RESOLUTION_FOUND)
			return unresolved(realm, module, entry->request, entry->imported, entry->span, how);
		module->env->slots[entry->slot] = reference_to(realm, binding);
	}
	if (t->instantiate != NULL) {
		evl_value ignored;
		return evl_run_template(realm, t->instantiate, module->env, EVL_UNDEFINED, 0, NULL, &ignored);
	}
	return true;
}

/*
 * Every module below gets its environment, so that references can point into those of a cycle. Modules made
 * LINKING here are put into `order`, dependencies first; a module that is LINKING already is in it.
 */
struct linking {
	struct evl_module **order;
	uint32_t count, capacity;
};

static bool enter_module(struct evl_realm *realm, struct linking *linking, struct evl_module *module, uint32_t depth)
{
	if (module->status != EVL_MODULE_UNLINKED)
		return true;
	if (depth > MAX_DEPTH)
		return evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
	module->status = EVL_MODULE_LINKING;
	const struct evl_module_template *t = template_of(module);
	if (t != NULL) {
		if (module->env == NULL)
			module->env = evl_env_new(realm, NULL, t->environment_slots);
		for (uint32_t i = 0; i < t->request_count; i++)
			if (!enter_module(realm, linking, module->requested[i], depth + 1))
				return false;
	}
	if (linking->count == linking->capacity) {
		uint32_t capacity = linking->capacity != 0 ? linking->capacity * 2 : 16;
		struct evl_module **grown = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct evl_module *));
		if (linking->count != 0)
			memcpy(grown, linking->order, linking->count * sizeof(struct evl_module *));
		linking->order = grown;
		linking->capacity = capacity;
	}
	linking->order[linking->count++] = module;
	return true;
}

/* After a failure nothing stays half linked: another import of the module tells the same again. */
static void leave_unlinked(struct evl_module *module, uint32_t depth)
{
	if (module->status != EVL_MODULE_LINKING || depth > MAX_DEPTH + 1)
		return;
	module->status = EVL_MODULE_UNLINKED;
	const struct evl_module_template *t = template_of(module);
	for (uint32_t i = 0; t != NULL && i < t->request_count; i++)
		leave_unlinked(module->requested[i], depth + 1);
}

bool evl_module_link(struct evl_realm *realm, struct evl_module *module)
{
	struct linking linking = { 0 };
	bool ok = enter_module(realm, &linking, module, 0);
	for (uint32_t i = 0; ok && i < linking.count; i++)
		if (linking.order[i]->program != NULL)
			ok = initialize_environment(realm, linking.order[i]);
	if (!ok) {
		leave_unlinked(module, 0);
		return false;
	}
	for (uint32_t i = 0; i < linking.count; i++)
		linking.order[i]->status = EVL_MODULE_LINKED;
	return true;
}
