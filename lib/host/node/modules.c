/* SPDX-License-Identifier: MIT */
/*
 * modules.c - require(): the modules of Node's own, and the door to those in files,
 * which node/module (a host script) finds and runs.
 *
 * Of those of Node's own that the model does not have only the names of their exports are known (node/named_modules): a use of one
 * stops the prediction.
 */
#include <stdio.h>
#include <string.h>

#include "host/node/node.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/stack.h"
#include "vm/unknown_name.h"
#include "vm/vm.h"

/* Modules of Node's own. Those without `make` are the host script of that name, if there is one. */
static const struct {
	const char *name;
	struct evl_object *(*make)(struct evl_realm *);
} builtin_modules[] = {
	{ "process", evl_node_process },
	{ "timers", NULL }, { "timers/promises", NULL }, { "util", NULL },
	{ "perf_hooks", NULL },
	{ "assert", NULL }, { "assert/strict", NULL }, { "async_hooks", NULL }, { "buffer", NULL }, { "child_process", NULL },
	{ "cluster", NULL }, { "console", NULL }, { "constants", NULL }, { "crypto", NULL }, { "dgram", NULL },
	{ "diagnostics_channel", NULL }, { "dns", NULL }, { "dns/promises", NULL }, { "domain", NULL }, { "events", NULL },
	{ "fs", NULL }, { "fs/promises", NULL }, { "http", NULL }, { "http2", NULL }, { "https", NULL }, { "inspector", NULL },
	{ "inspector/promises", NULL }, { "module", NULL }, { "net", NULL }, { "os", NULL }, { "path", NULL }, { "path/posix", NULL },
	{ "path/win32", NULL }, { "punycode", NULL }, { "querystring", NULL }, { "readline", NULL }, { "readline/promises", NULL },
	{ "repl", NULL }, { "stream", NULL }, { "stream/consumers", NULL }, { "stream/promises", NULL }, { "stream/web", NULL },
	{ "string_decoder", NULL }, { "sys", NULL }, { "tls", NULL }, { "trace_events", NULL }, { "tty", NULL }, { "url", NULL },
	{ "util/types", NULL }, { "v8", NULL }, { "vm", NULL }, { "wasi", NULL }, { "worker_threads", NULL }, { "zlib", NULL },
	{ "_http_agent", NULL }, { "_http_client", NULL }, { "_http_common", NULL }, { "_http_incoming", NULL }, { "_http_outgoing", NULL },
	{ "_http_server", NULL }, { "_stream_duplex", NULL }, { "_stream_passthrough", NULL }, { "_stream_readable", NULL },
	{ "_stream_transform", NULL }, { "_stream_wrap", NULL }, { "_stream_writable", NULL }, { "_tls_common", NULL }, { "_tls_wrap", NULL },
	{ "test", NULL }, { "sea", NULL }, { "test/reporters", NULL }, { "sqlite", NULL },
};

enum { BUILTIN_COUNT = sizeof builtin_modules / sizeof builtin_modules[0] };

/* The number of a module of Node's own; BUILTIN_COUNT: it is none. Some are known only behind "node:". */
static uint32_t find_builtin(const char *specifier)
{
	bool prefixed = strncmp(specifier, "node:", 5) == 0;
	const char *bare = prefixed ? specifier + 5 : specifier;
	uint32_t i = 0;
	while (i < BUILTIN_COUNT && strcmp(builtin_modules[i].name, bare) != 0)
		i++;
	bool only_prefixed = strcmp(bare, "test") == 0 || strcmp(bare, "sea") == 0 || strcmp(bare, "test/reporters") == 0;
	if (strcmp(bare, "sqlite") == 0 || (only_prefixed && !prefixed))
		return BUILTIN_COUNT;
	return i;
}

bool evl_node_has_builtin(const char *specifier)
{
	return find_builtin(specifier) < BUILTIN_COUNT;
}

/* Bun makes its queue of ticks when somebody asks for process.nextTick: these modules do when they are loaded. */
static bool takes_ticks(const char *name)
{
	static const char *const taking[] = { "crypto", "fs", "http", "https", "net", "stream", "stream/promises", "zlib" };
	for (size_t i = 0; i < sizeof taking / sizeof taking[0]; i++)
		if (strcmp(taking[i], name) == 0)
			return true;
	return false;
}

bool evl_node_builtin(struct evl_realm *realm, const char *specifier, evl_value *exports)
{
	struct evl_node *node = evl_node(realm);
	uint32_t number = find_builtin(specifier);
	char script[96];
	if (number == BUILTIN_COUNT) {
		snprintf(script, sizeof script, "No such built-in module: %.60s", specifier);
		return evl_node_throw_code(realm, EVL_ERROR_ERROR, "ERR_UNKNOWN_BUILTIN_MODULE", script,
					   "internal/modules/cjs/loader:1031      ^throw new ERR_UNKNOWN_BUILTIN_MODULE(request);");
	}
	if (node->builtins == NULL) {
		node->builtins = evl_realm_scratch(realm, BUILTIN_COUNT * sizeof *node->builtins);
		for (uint32_t i = 0; i < BUILTIN_COUNT; i++)
			node->builtins[i] = EVL_EMPTY;
	}
	if (realm->host->profile->loop->first_interrupts && takes_ticks(builtin_modules[number].name))
		evl_loop_made_first(&realm->host->loop);
	*exports = node->builtins[number];
	if (*exports != EVL_EMPTY)
		return true;
	if (builtin_modules[number].make != NULL) {
		struct evl_object *module = builtin_modules[number].make(realm);
		if (module == NULL)
			return false;
		*exports = evl_from_object(module);
	} else {
		snprintf(script, sizeof script, "node/%s", builtin_modules[number].name);
		for (char *at = script + 5; *at != '\0'; at++)
			if (*at == '/')
				*at = '_';
		evl_value name = evl_text_value(realm, builtin_modules[number].name);
		bool made = evl_host_script_exists(script) ? evl_host_script(realm, script, exports)
							   : evl_host_script_call(realm, "node/named_modules", "make", 1, &name, exports);
		if (!made)
			return false;
	}
	node->builtins[number] = *exports;
	return true;
}

/* ---------------------------------------------------------------- require */

static const struct evl_native_function *self_of(const struct evl_args *args)
{
	return (const struct evl_native_function *)(const void *)args->callee;
}

bool evl_node_ask_loader(struct evl_realm *realm, const char *function, uint32_t count, const evl_value *values, evl_value *result)
{
	evl_value internals, callee;
	evl_name name = evl_text_name(realm, function);
	return evl_host_script_get(realm, "node/module", "internals", &internals) && evl_get(realm, internals, name, &callee) &&
	       evl_call(realm, callee, EVL_UNDEFINED, count, values, result);
}

/* The same for a function that require() of a module, or one of its properties, is: the module, then its own arguments. */
static bool ask_for_module(struct evl_realm *realm, const char *function, const struct evl_args *args, evl_value *result)
{
	evl_value values[3] = { self_of(args)->captured[0], evl_arg(args, 0), evl_arg(args, 1) };
	return evl_node_ask_loader(realm, function, 3, values, result);
}

bool evl_node_check_specifier(struct evl_realm *realm, const char *argument, const char *line, evl_value specifier)
{
	if (evl_is_string(specifier))
		return true;
	(void)evl_node_throw_arg_type(realm, argument, "of type string", specifier, NULL);
	return evl_node_web_checks.asked_in(realm, line);
}

static bool load_required(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value specifier = evl_arg(args, 0);
	if (!evl_node_check_specifier(realm, "id", "internal/modules/cjs/loader:1282  ^validateString(id, 'id');", specifier))
		return false;
	if (evl_as_string(specifier)->length == 0)
		return evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_INVALID_ARG_VALUE",
					   "The argument 'id' must be a non-empty string. Received ''",
					   "internal/modules/cjs/loader:1284    ^throw new ERR_INVALID_ARG_VALUE('id', id,");
	const char *name = evl_string_utf8(realm, evl_as_string(specifier));
	if (evl_node_has_builtin(name) || strncmp(name, "node:", 5) == 0)
		return evl_node_builtin(realm, name, result);
	return ask_for_module(realm, "load", args, result);
}

/* It is a plain function of Node's, so `new require(...)` gives the exports, too, where they are an object. */
bool evl_node_require(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *prototype;
	if (!load_required(realm, args, result))
		return false;
	if (evl_is_undefined(args->new_target) || evl_is_object(*result))
		return true;
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_OBJECT_PROTOTYPE, &prototype))
		return false;
	*result = evl_from_object(evl_object_new(realm, prototype));
	return true;
}

/* require and what it calls of Node's own, up to the module's function; above all others, up to where a file is looked for. */
uint32_t evl_node_host_frames(evl_native fn, bool innermost)
{
	enum { LOADING = 6, LOOKING = 4 };
	return fn != evl_node_require ? 0 : innermost ? LOOKING : LOADING;
}

static bool require_resolve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_node_check_specifier(realm, "request", "internal/modules/helpers:192    ^validateString(request, 'request');", evl_arg(args, 0)) &&
	       ask_for_module(realm, "resolve", args, result);
}

static bool resolve_paths(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_node_check_specifier(realm, "request", "internal/modules/helpers:203    ^validateString(request, 'request');", evl_arg(args, 0)) &&
	       ask_for_module(realm, "lookupPaths", args, result);
}

static bool require_cache(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/module", "_cache", result);
}

static bool require_extensions(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/module", "_extensions", result);
}

static const struct evl_row native_row[] = {
	EVL_METHOD("require", evl_node_require, 1),
	EVL_METHOD("resolve", require_resolve, 2),
};
const struct evl_rows evl_node_require_rows = EVL_ROWS(native_row);

static bool make_resolve_paths(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *paths = evl_native_function_new(realm, "paths", 1, resolve_paths);
	paths->captured[0] = ((const struct evl_native_function *)evl_pointer(args->this_value))->captured[0];
	*result = evl_from_object(paths);
	return true;
}

static const struct evl_row resolve_row[] = { EVL_MADE_ROW("paths", make_resolve_paths, EVL_DATA_DEFAULT) };
static const struct evl_rows resolve_rows = EVL_ROWS(resolve_row);

static bool make_resolve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *resolve = evl_native_function_new(realm, "resolve", 2, require_resolve);
	resolve->captured[0] = ((const struct evl_native_function *)evl_pointer(args->this_value))->captured[0];
	evl_define_rows(realm, (struct evl_object *)resolve, &resolve_rows);
	*result = evl_from_object(resolve);
	return true;
}

/* What the instances of `new require(...)` would inherit from. */
static bool require_prototype(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *prototype = evl_object_plain(realm);
	evl_define_new(realm, prototype, EVL_NAME_constructor, args->this_value, EVL_DATA_HIDDEN);
	*result = evl_from_object(prototype);
	return true;
}

static const struct evl_row require_row[] = {
	EVL_MADE_ROW("prototype", require_prototype, EVL_WRITABLE),
	EVL_MADE_ROW("resolve", make_resolve, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("main", evl_node_main_module, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("extensions", require_extensions, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("cache", require_cache, EVL_DATA_DEFAULT),
};
static const struct evl_rows require_rows = EVL_ROWS(require_row);

evl_value evl_node_make_require(struct evl_realm *realm, evl_value module)
{
	struct evl_native_function *require = evl_native_function_new(realm, "require", 1, evl_node_require);
	require->captured[0] = module;
	require->object.cell.flags |= EVL_OBJECT_CONSTRUCTOR;
	evl_define_rows(realm, (struct evl_object *)require, &require_rows);
	return evl_from_object(require);
}

bool evl_node_run_commonjs(struct evl_realm *realm, const char *path, evl_value *exports)
{
	evl_value values[2] = { EVL_UNDEFINED, evl_text_value(realm, path) };
	return evl_node_ask_loader(realm, "load", 2, values, exports);
}

/* ------------------------------------------------- what node/module needs */

static bool binding_make_require(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_node_make_require(realm, evl_arg(args, 0));
	return true;
}

/* loadBuiltin(specifier[, test]): its exports, undefined when it is none of Node's own; with `test`, whether it is. */
static bool binding_load_builtin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value specifier = evl_arg(args, 0);
	const char *name = evl_value_text(realm, specifier);
	bool known = evl_node_has_builtin(name);
	*result = EVL_UNDEFINED;
	if (evl_arg(args, 1) == EVL_TRUE) {
		*result = evl_from_bool(known);
		return true;
	}
	return !(known || strncmp(name, "node:", 5) == 0) || evl_node_builtin(realm, name, result);
}

/* readSource(path): { path, text } of a file, the path without links; undefined when there is none. */
static bool binding_read_source(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host *host = realm->host;
	const char *path, *text;
	size_t length;
	*result = EVL_UNDEFINED;
	const char *asked = evl_value_text(realm, evl_arg(args, 0));
	if (host->read_source == NULL || !host->read_source(realm, evl_node(realm)->path, asked, &path, &text, &length))
		return true;
	struct evl_object *file = evl_object_plain(realm);
	evl_define_text(realm, file, "path", evl_text_value(realm, path));
	/* A byte order mark is no part of the text. */
	size_t mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	evl_define_text(realm, file, "text", evl_string_value(evl_string_from_utf8(realm, text + mark, length - mark)));
	*result = evl_from_object(file);
	return realm->halt == EVL_STATUS_OK;
}

/* packageOf(path): { path, type } of the package.json above a file, undefined when there is none; type: "module", "commonjs" or undefined. */
static bool binding_package_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const words[] = { [EVL_PACKAGE_MODULE] = "module", [EVL_PACKAGE_COMMONJS] = "commonjs" };
	const char *path = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0))), *description;
	enum evl_package_type type = realm->host->package_type(realm, path, &description);
	*result = EVL_UNDEFINED;
	if (description == NULL)
		return true;
	struct evl_object *found = evl_object_plain(realm);
	evl_define_text(realm, found, "path", evl_text_value(realm, description));
	if (type != EVL_PACKAGE_SILENT)
		evl_define_text(realm, found, "type", evl_text_value(realm, words[type]));
	*result = evl_from_object(found);
	return realm->halt == EVL_STATUS_OK;
}

/*
 * compileSource(path, text, open): the function (exports, require, module, __filename, __dirname) that the text is the body
 * of. `open`: nothing says that it is CommonJS; undefined when it is an ES module by its syntax.
 */
static bool binding_compile_source(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *path = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0))), *place;
	const char *text = evl_string_utf8(realm, evl_as_string(evl_arg(args, 1)));
	const struct evl_template *template_;
	*result = EVL_UNDEFINED;
	if (evl_to_boolean(evl_arg(args, 2)) && realm->host->has_module_syntax(realm, path, text))
		return true;
	if (!realm->host->compile_source(realm, path, text, strlen(text), &template_, &place)) {
		evl_node_mark_thrown(realm, realm->exception, place);
		return false;
	}
	*result = evl_from_object(evl_function_new(realm, evl_code_instance(realm, template_), NULL));
	return true;
}

/* requireModule(path[, facade]): the namespace of an ES module (host->require_module). */
static bool binding_require_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *facade = evl_is_string(evl_arg(args, 1)) ? evl_string_utf8(realm, evl_as_string(args->values[1])) : NULL;
	*result = EVL_UNDEFINED;
	return !evl_is_string(evl_arg(args, 0)) ||
	       realm->host->require_module(realm, evl_string_utf8(realm, evl_as_string(args->values[0])), facade, result);
}

/* takesMissing(request): is a module that nobody has taken to be provided? missingModule(request): what it exports then. */
static bool binding_takes_missing(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *request = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0)));
	*result = evl_from_bool(evl_unknown_takes_missing(realm, evl_unknown_text(realm, "the module '%s'", request)));
	return true;
}

static bool binding_missing_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *request = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0)));
	struct evl_unknown *exports = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "require('%s')", request));
	exports->unnamed = true;
	evl_unknown_name_after(realm, exports, evl_stack_site(realm));
	exports->is_module = exports->unnamed;
	*result = evl_from_object(&exports->object);
	return true;
}

static const struct evl_row module_binding[] = {
	EVL_METHOD("takesMissing", binding_takes_missing, 1),
	EVL_METHOD("missingModule", binding_missing_module, 1),
	EVL_METHOD("requireModule", binding_require_module, 2),
	EVL_METHOD("makeRequire", binding_make_require, 1),
	EVL_METHOD("loadBuiltin", binding_load_builtin, 2),
	EVL_METHOD("readSource", binding_read_source, 1),
	EVL_METHOD("packageOf", binding_package_of, 1),
	EVL_METHOD("compileSource", binding_compile_source, 3),
};
const struct evl_rows evl_node_module_binding = EVL_ROWS(module_binding);
