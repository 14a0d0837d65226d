/*
 * module.h - ES modules: linking, evaluation, namespaces (sec-source-text-module-records).
 *
 * Loading (finding and parsing the files) is run/'s; it hands over compiled
 * records with their requests resolved to other records.
 */
#ifndef EVL_VM_MODULE_H
#define EVL_VM_MODULE_H

#include "code/template.h"
#include "value/realm.h"
#include "vm/function.h"
#include "vm/promise.h"

enum evl_module_status { EVL_MODULE_UNLINKED, EVL_MODULE_LINKING, EVL_MODULE_LINKED, EVL_MODULE_EVALUATING, EVL_MODULE_EVALUATING_ASYNC, EVL_MODULE_EVALUATED };

struct evl_module {
	const struct evl_program *program; /* NULL: synthetic (a host module such as node:fs, or JSON) with `synthetic_names` */
	struct evl_module **requested;     /* one per request of the program */
	struct evl_env *env;
	struct evl_object *namespace_object; /* NULL until asked for */
	const evl_name *synthetic_names;   /* export names of a synthetic module, slots 0.. of env */
	uint32_t synthetic_count;
	/* Evaluation steps of a synthetic module (sec-synthetic-module-records): fill the slots. NULL: they are filled. False: an exception is pending or the run halts. */
	bool (*evaluate)(struct evl_realm *realm, struct evl_module *module);
	uint8_t status;
	uint32_t dfs_index, dfs_ancestor;
	struct evl_module *cycle_root;
	bool async_evaluation;
	uint32_t async_order;
	uint32_t pending_async;
	struct evl_module **async_parents;
	uint32_t async_parent_count, async_parent_capacity;
	struct evl_capability capability; /* top-level capability of a cycle root */
	bool has_capability;
	evl_value error;                  /* EVL_EMPTY: none */
	evl_value meta;                   /* import.meta object or EVL_UNDEFINED */
	const char *url;                  /* for import.meta.url and messages */
};

/* Where the binding of an export lives (ResolvedBinding Records): a slot of an environment, or a whole namespace. */
struct evl_module_binding {
	struct evl_module *module;
	uint32_t slot; /* EVL_BINDING_NAMESPACE: the namespace object of `module` */
};
#define EVL_BINDING_NAMESPACE UINT32_MAX

/* What a lookup of an export came to. */
enum evl_resolution { EVL_RESOLUTION_FOUND, EVL_RESOLUTION_MISSING, EVL_RESOLUTION_CYCLE, EVL_RESOLUTION_AMBIGUOUS };

/* ResolveExport (sec-resolveexport). */
enum evl_resolution evl_module_resolve_export(struct evl_realm *realm, struct evl_module *module, evl_name name,
					      struct evl_module_binding *out);
/* GetExportedNames (sec-getexportednames): the names, unsorted, without duplicates, in the realm's scratch memory. */
const evl_name *evl_module_exported_names(struct evl_realm *realm, struct evl_module *module, uint32_t *count);

/* Link (sec-moduledeclarationlinking): false with a SyntaxError pending when an import cannot be resolved; the place of the import is then realm->vm->link_error. */
bool evl_module_link(struct evl_realm *realm, struct evl_module *module);
/* Evaluate (sec-moduleevaluation): the promise of the evaluation. */
struct evl_promise *evl_module_evaluate(struct evl_realm *realm, struct evl_module *module);
/* GetModuleNamespace: an object of class NAMESPACE. */
struct evl_object *evl_module_namespace(struct evl_realm *realm, struct evl_module *module);

/* The internal methods of namespaces; evl_module_namespace enters them in the realm. */
extern const struct evl_exotic evl_namespace_exotic;

#endif
