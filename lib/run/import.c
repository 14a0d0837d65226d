/* SPDX-License-Identifier: MIT */
/*
 * import.c - modules as a run sees them (HostLoadImportedModule, ContinueDynamicImport).
 *
 * A module that import() asks for is read at once, for reading is no part of the
 * prediction; that it takes its time is: the host's rules say after how many
 * reactions, or in which task, the import goes on. Then the module is linked and
 * evaluated, and the promise follows the promise of the evaluation.
 */
#include "host/script.h"
#include "run/import.h"

#include <string.h>

#include "base/source.h"
#include "builtins/json.h"
#include "compile/compile.h"
#include "run/absent.h"
#include "run/load.h"
#include "value/error.h"
#include "value/property.h"
#include "value/unknown.h"
#include "vm/vm.h"

/* ---- records ---- */

static struct evl_run *run_of(const struct evl_realm *realm)
{
	return realm->host->owner;
}

static bool one_export(struct evl_realm *realm, struct evl_module *module, evl_value value)
{
	static const evl_name names[] = { EVL_NAME_default_ };
	module->synthetic_names = names;
	module->synthetic_count = 1;
	module->env = evl_env_new(realm, NULL, 1);
	module->env->slots[0] = value;
	return true;
}

static bool fill_json(struct evl_realm *realm, struct evl_module *module, const struct evl_source *source)
{
	struct evl_string *text = evl_string_from_utf8(realm, source->text, source->length);
	evl_value value;
	return text != NULL && evl_json_parse(realm, text, &value) && one_export(realm, module, value);
}

/* Does a module of the program import `name` from unit `number`? */
static bool is_imported(const struct evl_run *run, uint32_t number, evl_name name)
{
	for (uint32_t i = 0; i < run->unit_count; i++) {
		const struct evl_run_unit *unit = &run->units[i];
		const struct evl_module_template *t = unit->code != NULL ? unit->code->main->module : NULL;
		for (uint32_t k = 0; t != NULL && k < t->import_count; k++)
			if (t->imports[k].imported == name && unit->requested[t->imports[k].request] == number)
				return true;
		for (uint32_t k = 0; t != NULL && k < t->export_count; k++)
			if (t->exports[k].slot == UINT32_MAX && t->exports[k].imported == name && unit->requested[t->exports[k].request] == number)
				return true;
	}
	return false;
}

/*
 * A module of the host's own: `default` is what require gives, its enumerable properties are named exports. Of one that
 * is written in C (process) a property is only read when it is imported, because some say that they are not covered.
 */
static bool fill_builtin(struct evl_realm *realm, uint32_t number, struct evl_module *module)
{
	const struct evl_run *run = run_of(realm);
	evl_value exports, value;
	struct evl_key_list keys = { 0 };
	if (realm->host->profile->builtin == NULL)
		return evl_not_covered(realm, "modules of another host");
	if (!realm->host->profile->builtin(realm, run->units[number].builtin, &exports))
		return false;
	bool is_host_object = evl_is_class(exports, EVL_CLASS_HOST);
	if (evl_is_object(exports) && !evl_own_keys(realm, evl_as_object(exports), &keys))
		return false;
	evl_name *names = evl_arena_alloc(&realm->scratch, (keys.count + (size_t)1) * sizeof *names);
	module->env = evl_env_new(realm, NULL, keys.count + 1);
	module->synthetic_names = names;
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_key key = keys.keys[i];
		struct evl_descriptor descriptor;
		bool found;
		if (evl_key_is_index(key) || key == EVL_NAME_default_ || evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
			continue;
		if (is_host_object ? !is_imported(run, number, key) :
				     !evl_get_own_property(realm, evl_as_object(exports), key, &descriptor, &found) || !found || !descriptor.enumerable)
			continue;
		if (!evl_get(realm, exports, key, &value))
			return false;
		module->env->slots[module->synthetic_count] = value;
		names[module->synthetic_count++] = key;
	}
	module->env->slots[module->synthetic_count] = exports;
	names[module->synthetic_count++] = EVL_NAME_default_;
	return realm->halt == EVL_STATUS_OK;
}

/* Run the CommonJS module, unless that was done: its exports are the default, and their properties the names that its text showed. */
static bool evaluate_commonjs(struct evl_realm *realm, struct evl_module *module)
{
	evl_value exports, value;
	if (realm->host->profile->run_commonjs == NULL)
		return evl_not_covered(realm, "a CommonJS module where there are none");
	if (!realm->host->profile->run_commonjs(realm, module->url, &exports))
		return false;
	for (uint32_t i = 0; i < module->synthetic_count; i++) {
		evl_name name = module->synthetic_names[i];
		bool has = false;
		if (name == EVL_NAME_default_) {
			module->env->slots[i] = exports;
			continue;
		}
		if (!evl_is_object(exports) || !evl_has_own_property(realm, evl_as_object(exports), name, &has) || !has)
			continue;
		if (evl_get(realm, exports, name, &value))
			module->env->slots[i] = value;
		else if (realm->halt != EVL_STATUS_OK)
			return false;
		else
			(void)evl_take_exception(realm); /* a getter that throws exports nothing */
	}
	return true;
}

static void prepare_commonjs(struct evl_realm *realm, const struct evl_run_unit *unit, struct evl_module *module)
{
	module->synthetic_names = unit->exported;
	module->synthetic_count = unit->exported_count;
	module->evaluate = evaluate_commonjs;
	module->env = evl_env_new(realm, NULL, unit->exported_count);
	for (uint32_t i = 0; i < unit->exported_count; i++)
		module->env->slots[i] = EVL_UNDEFINED;
}

struct evl_module *evl_run_module(struct evl_realm *realm, uint32_t number)
{
	struct evl_run *run = run_of(realm);
	const struct evl_run_unit *unit = &run->units[number];
	if (realm->host->modules[number] != NULL)
		return realm->host->modules[number];
	struct evl_module *module = evl_arena_zalloc(&realm->scratch, sizeof *module);
	module->program = unit->code;
	module->error = EVL_EMPTY;
	module->meta = EVL_UNDEFINED;
	module->url = unit->source->path != NULL ? unit->source->path : unit->source->name;
	if ((unit->is_json && !fill_json(realm, module, unit->source)) ||
	    (unit->builtin != NULL && !unit->is_absent && !fill_builtin(realm, number, module)))
		return NULL;
	if (unit->is_absent)
		evl_absent_fill(realm, number, module);
	if (unit->is_commonjs)
		prepare_commonjs(realm, unit, module);
	realm->host->modules[number] = module;
	module->requested = evl_arena_alloc(&realm->scratch, (unit->request_count + (size_t)1) * sizeof *module->requested);
	for (uint32_t i = 0; i < unit->request_count; i++) {
		module->requested[i] = evl_run_module(realm, unit->requested[i]);
		if (module->requested[i] == NULL) {
			realm->host->modules[number] = NULL;
			return NULL;
		}
	}
	return module;
}

bool evl_run_link(struct evl_realm *realm, struct evl_module *module)
{
	const struct evl_import_rules *rules = realm->host->profile->imports;
	const struct evl_vm *vm = realm->vm;
	if (evl_module_link(realm, module))
		return true;
	bool lacks_name = realm->halt == EVL_STATUS_OK && vm->link_error.start != UINT32_MAX && vm->link_target != NULL;
	if (!lacks_name || vm->link_target->evaluate == NULL || rules == NULL || rules->no_name == NULL)
		return false;
	size_t length;
	const struct evl_source *source = &realm->trace->sources[vm->link_error.source];
	const char *line = evl_source_line(source, evl_source_place(source, vm->link_error.start).line, &length);
	(void)evl_take_exception(realm);
	return evl_throw(realm, rules->no_name(realm, vm->link_specifier, vm->link_name, line, length));
}

/* ---- import() ---- */

/* One import() under way. */
struct evl_importing {
	struct evl_promise *promise;
	uint32_t unit;   /* the module, or */
	uint32_t first, end_unit; /* the units that came with it */
	bool at_once;    /* no reaction at all when its evaluation is done */
	uint32_t settling; /* reactions that are to come before its namespace is given */
	evl_value error; /* why there is none; EVL_EMPTY */
	int64_t due;     /* when its task may come, microseconds; 0: it has none */
	struct evl_importing *next; /* in the list that it stands in: of the host, while its file is not there yet, or */
	struct evl_importing *waiting, **end; /* those of the same file, asked for in that time: they go on after it */
};

static evl_value step_function(struct evl_realm *realm, struct evl_importing *importing, evl_native fn)
{
	struct evl_native_function *function = evl_native_function_new(realm, "", 1, fn);
	function->captured[0] = (uint64_t)(uintptr_t)importing;
	return evl_from_object(function);
}

static struct evl_importing *importing_of(const struct evl_args *args)
{
	return (struct evl_importing *)(uintptr_t)((struct evl_native_function *)args->callee)->captured[0];
}

/* Call `step` in the reaction number `ticks` (1: the next) of a chain. */
static void after_ticks(struct evl_realm *realm, struct evl_importing *importing, uint32_t ticks, evl_native step)
{
	struct evl_promise *at = evl_promise_new(realm);
	evl_promise_fulfill(realm, at, EVL_UNDEFINED);
	for (; ticks > 1; ticks--) {
		struct evl_capability capability = { .resolve = EVL_UNDEFINED, .reject = EVL_UNDEFINED };
		struct evl_promise *next = evl_promise_new(realm);
		capability.promise = evl_from_object(next);
		evl_promise_then(realm, at, EVL_UNDEFINED, EVL_UNDEFINED, &capability);
		at = next;
	}
	evl_promise_then(realm, at, step_function(realm, importing, step), EVL_UNDEFINED, NULL);
}

static bool give_namespace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_importing *importing = importing_of(args);
	*result = EVL_UNDEFINED;
	if (importing->settling != 0) {
		uint32_t ticks = importing->settling;
		importing->settling = 0;
		after_ticks(realm, importing, ticks, give_namespace);
		return true;
	}
	struct evl_module *module = evl_run_module(realm, importing->unit);
	if (module != NULL)
		evl_promise_resolve_with(realm, importing->promise, evl_from_object(evl_module_namespace(realm, module)));
	return realm->halt == EVL_STATUS_OK;
}

static bool give_error(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_promise_reject(realm, importing_of(args)->promise, evl_arg(args, 0));
	return realm->halt == EVL_STATUS_OK;
}

/* The import() under way that waits for the file of `unit`; NULL: none does. */
static struct evl_importing **find_under_way(const struct evl_realm *realm, uint32_t unit)
{
	struct evl_importing **link = &realm->host->importing;
	while (*link != NULL && (*link)->unit != unit)
		link = &(*link)->next;
	return link;
}

static void put_under_way(struct evl_realm *realm, struct evl_importing *importing)
{
	importing->next = realm->host->importing;
	importing->end = &importing->waiting;
	realm->host->importing = importing;
}

static void wait_for(struct evl_importing *first, struct evl_importing *importing)
{
	*first->end = importing;
	first->end = &importing->next;
}

/* ContinueDynamicImport (sec-ContinueDynamicImport), when the host has what was asked for. */
static bool continue_import(struct evl_realm *realm, struct evl_importing *importing)
{
	if (importing->error != EVL_EMPTY) {
		evl_promise_reject(realm, importing->promise, importing->error);
		return realm->halt == EVL_STATUS_OK;
	}
	struct evl_module *module = evl_run_module(realm, importing->unit);
	if (module == NULL || !evl_run_link(realm, module)) {
		if (realm->halt != EVL_STATUS_OK)
			return false;
		evl_promise_reject(realm, importing->promise, evl_take_exception(realm));
		return realm->halt == EVL_STATUS_OK;
	}
	if (run_of(realm)->units[importing->unit].builtin != NULL && evl_is_class(module->env->slots[module->synthetic_count - 1], EVL_CLASS_HOST))
		return evl_not_covered(realm, "import() of process");
	evl_load_tell_untyped(run_of(realm), realm, importing->first, importing->end_unit, false);
	evl_load_tell_outdated(run_of(realm), realm, importing->first, importing->end_unit, false);
	struct evl_promise *evaluation = evl_module_evaluate(realm, module);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (importing->at_once && evaluation->state == EVL_PROMISE_FULFILLED) {
		evl_promise_resolve_with(realm, importing->promise, evl_from_object(evl_module_namespace(realm, module)));
		return realm->halt == EVL_STATUS_OK;
	}
	if (evaluation->state == EVL_PROMISE_PENDING)
		importing->settling = realm->host->profile->imports->settling_ticks;
	evl_promise_then(realm, evaluation, step_function(realm, importing, give_namespace),
			 step_function(realm, importing, give_error), NULL);
	return true;
}

static bool go_on_now(struct evl_realm *realm, struct evl_importing *importing)
{
	struct evl_importing **link = find_under_way(realm, importing->unit);
	if (*link == importing)
		*link = importing->next;
	bool ok = continue_import(realm, importing);
	for (struct evl_importing *waiting = importing->waiting; ok && waiting != NULL; waiting = waiting->next)
		ok = continue_import(realm, waiting);
	return ok;
}

static bool go_on(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return go_on_now(realm, importing_of(args));
}

static bool go_on_in_reaction(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	after_ticks(realm, importing_of(args), 1, go_on);
	return true;
}

static void in_task(struct evl_realm *realm, struct evl_importing *importing, int64_t delay)
{
	const evl_native step = realm->host->profile->imports->goes_on_in_reaction ? go_on_in_reaction : go_on;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, step_function(realm, importing, step), EVL_UNDEFINED, 0, NULL, delay);
	importing->due = realm->now + delay;
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, delay);
}

/* How many levels unit `first` and the units behind it, which are its new imports, make: what was there before is one. */
static uint32_t levels_of(const struct evl_run *run, uint32_t first)
{
	enum { MOST = 4096 };
	uint8_t levels[MOST];
	uint32_t count = run->unit_count - first;
	if (count > MOST)
		count = MOST;
	for (uint32_t i = count; i-- > 0;) {
		const struct evl_run_unit *unit = &run->units[first + i];
		levels[i] = 1;
		for (uint32_t k = 0; k < unit->request_count; k++) {
			uint32_t at = unit->requested[k] - first;
			uint8_t below = at > i && at < count ? levels[at] : 1;
			if (below >= levels[i] && below < UINT8_MAX)
				levels[i] = (uint8_t)(below + 1);
		}
	}
	return levels[0];
}

/* The text of a page's module that stands in its data: address, or in a blob of the page. Of another type than JavaScript's: false. */
static bool module_text(struct evl_realm *realm, const char *address, const char **text, size_t *length)
{
	static const char *const types[] = { "data:text/javascript,", "data:text/javascript;", "data:application/javascript,",
					     "data:application/javascript;", "blob:" };
	bool known = false;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		known = known || strncmp(address, types[i], strlen(types[i])) == 0;
	evl_value url = evl_text_value(realm, address), value;
	if (!known || !evl_host_script_call(realm, "browser/network", "scriptText", 1, &url, &value) || !evl_is_string(value))
		return false;
	*text = evl_string_utf8(realm, evl_as_string(value));
	*length = strlen(*text);
	return true;
}

enum evl_status evl_run_load(struct evl_realm *realm, uint32_t from, const char *specifier, evl_name type, uint32_t *unit,
			     uint32_t *fresh)
{
	struct evl_run *run = run_of(realm);
	uint32_t before = run->unit_count;
	bool is_file = false; /* a new one */
	*fresh = 0;
	evl_diags_init(&run->diags, &run->program);
	const char *text;
	size_t length;
	bool at_hand = realm->host->profile->is_page && type == EVL_NAME_NONE && module_text(realm, specifier, &text, &length);
	enum evl_status status = at_hand ? evl_load_text(run, realm->trace, specifier, text, length, unit) :
					   evl_load_unit(run, realm->trace, from, specifier, type, unit);
	if (status == EVL_STATUS_OK && run->unit_count != before) {
		status = evl_load_imports(run, realm->trace, before);
		is_file = run->units[*unit].builtin == NULL;
	}
	if (status == EVL_STATUS_OK)
		status = evl_load_compile(run, realm->trace, before, EVL_GOAL_MODULE);
	if (status == EVL_STATUS_OK && is_file)
		*fresh = levels_of(run, before);
	if (status != EVL_STATUS_OK)
		run->unit_count = before;
	return status;
}

evl_value evl_run_load_error(struct evl_realm *realm, enum evl_status status)
{
	struct evl_run *run = run_of(realm);
	const struct evl_run_import_failure *f = &run->import_failure;
	if (f->failed)
		return realm->host->profile->imports->error(realm, f->why, f->specifier, f->path, f->referrer);
	const char *message = run->diags.first != NULL ? run->diags.first->message : evl_status_sentence(status);
	if (status != EVL_STATUS_SYNTAX) {
		evl_halt(realm, status, "%s", message);
		return EVL_EMPTY;
	}
	return evl_from_object(evl_error_new(realm, EVL_ERROR_SYNTAX,
					     evl_text_value(realm, message)));
}

/* The rest of an import() of a file that is new, with so many levels of imports. */
static bool go_on_with_file(struct evl_realm *realm, struct evl_importing *importing, uint32_t levels)
{
	const struct evl_import_rules *rules = realm->host->profile->imports;
	bool is_commonjs = run_of(realm)->units[importing->unit].is_commonjs;
	importing->settling = rules->settling_ticks;
	put_under_way(realm, importing);
	if (is_commonjs && rules->commonjs_ticks != 0)
		after_ticks(realm, importing, rules->commonjs_ticks, go_on);
	else if (rules->file_ticks != NULL)
		after_ticks(realm, importing, rules->file_ticks(levels), go_on);
	else
		in_task(realm, importing, rules->fetch_time * levels);
	return realm->halt == EVL_STATUS_OK;
}

/* The rest of an import() of a module that is there, of the host's own among them. */
static bool go_on_with_loaded(struct evl_realm *realm, struct evl_importing *importing)
{
	const struct evl_import_rules *rules = realm->host->profile->imports;
	bool is_new = run_of(realm)->units[importing->unit].builtin != NULL && realm->host->modules[importing->unit] == NULL;
	struct evl_importing *first = *find_under_way(realm, importing->unit);
	if (first != NULL && rules->loaded_as_task) {
		/* Chromium tells each who waits for the file in a task of its own, in no order (its set of them is hashed). */
		in_task(realm, importing, first->due > realm->now ? first->due - realm->now : 0);
	} else if (first != NULL) {
		importing->settling = rules->settling_ticks;
		wait_for(first, importing);
	} else if (rules->loaded_as_task) {
		in_task(realm, importing, 0);
	} else if (rules->loaded_at_once) {
		importing->at_once = true;
		return go_on_now(realm, importing);
	} else {
		/* The last of these reactions follow its evaluation, which may not have ended by then. */
		importing->settling = rules->settling_ticks;
		after_ticks(realm, importing, (is_new ? rules->builtin_ticks : rules->loaded_ticks) - 1 - importing->settling, go_on);
	}
	return realm->halt == EVL_STATUS_OK;
}

static uint32_t unit_of_source(const struct evl_run *run, uint32_t source)
{
	for (uint32_t i = 0; i < run->unit_count; i++)
		if (run->units[i].source_id == source && run->units[i].builtin == NULL && !run->units[i].is_commonjs)
			return i;
	return 0; /* code from text: as if it stood in the snippet */
}

bool evl_run_import(struct evl_realm *realm, struct evl_string *specifier, evl_name type, const char *bad_key, uint32_t source,
		    struct evl_promise *promise)
{
	struct evl_run *run = run_of(realm);
	const struct evl_import_rules *rules = realm->host->profile->imports;
	if (rules == NULL)
		return evl_not_covered(realm, "import()");
	const char *text = evl_string_utf8(realm, specifier);
	uint32_t from = unit_of_source(run, source);
	struct evl_importing *importing = evl_arena_zalloc(&realm->scratch, sizeof *importing);
	importing->promise = promise;
	importing->error = EVL_EMPTY;
	if (bad_key != NULL && rules->failed_at_once)
		return evl_throw(realm, rules->error(realm, EVL_IMPORT_KEY, bad_key, NULL, NULL));
	uint32_t fresh = 0;
	importing->first = run->unit_count;
	enum evl_status status = evl_run_load(realm, from, text, type, &importing->unit, &fresh);
	importing->end_unit = run->unit_count;
	if (status == EVL_STATUS_NOT_COVERED && !run->import_failure.failed && run->diags.first == NULL)
		return evl_halt(realm, EVL_STATUS_NOT_COVERED, "import() of '%s'", text);
	if (status != EVL_STATUS_OK) {
		if (run->import_failure.failed && evl_unknown_takes_missing(realm, evl_unknown_text(realm, "the module '%s'", text))) {
			struct evl_unknown *module = evl_unknown_new(realm, EVL_UNKNOWN_RESULT, evl_unknown_text(realm, "import('%s')", text));
			evl_promise_resolve_with(realm, promise, evl_from_object(&module->object));
			return realm->halt == EVL_STATUS_OK;
		}
		importing->error = evl_run_load_error(realm, status);
		if (realm->halt != EVL_STATUS_OK)
			return false;
		enum evl_import_failure why = run->import_failure.why;
		bool read = !run->import_failure.failed || why == EVL_IMPORT_NOT_OF_TYPE || why == EVL_IMPORT_NEEDS_TYPE;
		if (rules->failed_at_once && !read && why != EVL_IMPORT_MISSING)
			return evl_throw(realm, importing->error);
		if (read || rules->failed_at_once)
			in_task(realm, importing, rules->fetch_time);
		else
			after_ticks(realm, importing, rules->failed_ticks, go_on);
		return realm->halt == EVL_STATUS_OK;
	}
	return fresh != 0 ? go_on_with_file(realm, importing, fresh) : go_on_with_loaded(realm, importing);
}

/* ---- import.meta ---- */

bool evl_run_import_meta(struct evl_realm *realm, uint32_t source, evl_value *out)
{
	struct evl_run *run = run_of(realm);
	const struct evl_import_rules *rules = realm->host->profile->imports;
	if (rules == NULL)
		return evl_not_covered(realm, "import.meta");
	uint32_t number = unit_of_source(run, source);
	struct evl_module *module = evl_run_module(realm, number);
	if (module == NULL)
		return false;
	if (evl_is_undefined(module->meta)) {
		struct evl_object *meta = evl_object_new(realm, NULL);
		if (!rules->meta(realm, module->url, number == 0, meta))
			return false;
		module->meta = evl_from_object(meta);
	}
	*out = module->meta;
	return true;
}
