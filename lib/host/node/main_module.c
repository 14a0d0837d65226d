/* SPDX-License-Identifier: MIT */
/*
 * main_module.c - the module object of a CommonJS main file, and what all module objects inherit.
 *
 * Module.prototype is made here, of lazy rows: a run that never looks at its `module` does not load
 * node/module, which knows how modules are found and run.
 */
#include <string.h>

#include "base/utf.h"
#include "host/node/node.h"
#include "host/script.h"
#include "value/convert.h"

bool evl_node_main_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct evl_object *main = evl_node(realm)->main_module;
	*result = main != NULL ? evl_from_object(main) : EVL_UNDEFINED;
	return true;
}

/* ------------------------------------------------- the marks of a module */

static const char *const mark_names[EVL_NODE_MODULE_MARKS] = { "kIsMainSymbol", "kIsCachedByESMLoader", "kFormat", "kIsExecuting" };

/* The symbol behind which module objects keep a mark. */
static evl_name mark(struct evl_realm *realm, enum evl_node_module_mark number)
{
	struct evl_node *node = evl_node(realm);
	if (!node->module_marks_made) {
		for (uint32_t i = 0; i < EVL_NODE_MODULE_MARKS; i++) {
			uint16_t units[32];
			size_t length = evl_utf8_to_utf16(mark_names[i], strlen(mark_names[i]), units);
			node->module_marks[i] = evl_names_new_symbol(realm->names, EVL_NAME_KIND_SYMBOL, units, length);
		}
		node->module_marks_made = true;
	}
	return node->module_marks[number];
}

/* moduleMark(number): the symbol of a mark. */
static bool binding_module_mark(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t number = (uint32_t)evl_number(evl_arg(args, 0));
	*result = evl_symbol_value(realm, mark(realm, (enum evl_node_module_mark)number));
	return realm->halt == EVL_STATUS_OK;
}

/* ------------------------------------------------------ Module.prototype */

static bool module_class(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script(realm, "node/module", result);
}

/* A method: the function of node/module's internals with the module before its own arguments. */
static bool ask(struct evl_realm *realm, const char *function, const struct evl_args *args, evl_value *result)
{
	evl_value values[3] = { args->this_value, evl_arg(args, 0), evl_arg(args, 1) };
	return evl_node_ask_loader(realm, function, 3, values, result);
}

static bool get_parent(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return ask(realm, "parentOf", args, result); }
static bool set_parent(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return ask(realm, "setParent", args, result); }
static bool module_load(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return ask(realm, "run", args, result); }
static bool module_compile(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return ask(realm, "compile", args, result); }

static bool module_require(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_node_check_specifier(realm, "id", "internal/modules/cjs/loader:1282  ^validateString(id, 'id');", evl_arg(args, 0)) && ask(realm, "load", args, result);
}

static bool anonymous(struct evl_realm *realm, uint8_t length, evl_native native, evl_value *result)
{
	*result = evl_from_object(evl_native_function_new(realm, "", length, native));
	return true;
}

static bool make_load(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return anonymous(realm, 1, module_load, result);
}

static bool make_compile(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return anonymous(realm, 2, module_compile, result);
}

static const struct evl_row module_require_row[] = { EVL_MADE_ROW("main", evl_node_main_module, EVL_DATA_DEFAULT) };
static const struct evl_rows module_require_rows = EVL_ROWS(module_require_row);

static bool make_require(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	anonymous(realm, 1, module_require, result);
	evl_define_rows(realm, evl_as_object(*result), &module_require_rows);
	return true;
}

static const struct evl_row prototype_row[] = {
	{ .name = "constructor", .kind = EVL_ROW_GETTER, .fn = module_class },
	{ .name = "isPreloading", .kind = EVL_ROW_GETTER, .fn = evl_give_false },
	{ .name = "parent", .kind = EVL_ROW_ACCESSOR, .fn = get_parent, .setter = set_parent },
	EVL_MADE_ROW("load", make_load, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("require", make_require, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("_compile", make_compile, EVL_DATA_DEFAULT),
};
static const struct evl_rows prototype_rows = EVL_ROWS(prototype_row);

static const struct evl_row hidden_row[] = {
	EVL_METHOD("load", module_load, 1),
	EVL_METHOD("require", module_require, 1),
	EVL_METHOD("_compile", module_compile, 2),
};
const struct evl_rows evl_node_module_methods = EVL_ROWS(hidden_row);

static struct evl_object *module_prototype(struct evl_realm *realm)
{
	struct evl_node *node = evl_node(realm);
	if (node->module_prototype == NULL) {
		node->module_prototype = evl_object_plain(realm);
		evl_define_rows(realm, node->module_prototype, &prototype_rows);
	}
	return node->module_prototype;
}

/* modulePrototype(): Module.prototype. */
static bool binding_module_prototype(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(module_prototype(realm));
	return realm->halt == EVL_STATUS_OK;
}

/* setMainModule(module): what require.main is from now on. */
static bool binding_set_main_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (evl_is_object(evl_arg(args, 0)))
		evl_node(realm)->main_module = evl_as_object(args->values[0]);
	return true;
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("mainModule", evl_node_main_module, 0),
	EVL_METHOD("setMainModule", binding_set_main_module, 1),
	EVL_METHOD("moduleMark", binding_module_mark, 1),
	EVL_METHOD("modulePrototype", binding_module_prototype, 0),
};
const struct evl_rows evl_node_main_module_binding = EVL_ROWS(binding_row);

/* --------------------------------------------------------- the main module */

static bool make_paths(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value path;
	return evl_get(realm, args->this_value, evl_text_name(realm, "path"), &path) &&
	       evl_node_ask_loader(realm, "nodeModulePaths", 1, &path, result);
}

static const struct evl_row main_row[] = { EVL_MADE_ROW("paths", make_paths, EVL_DATA_DEFAULT) };
static const struct evl_rows main_rows = EVL_ROWS(main_row);

bool evl_node_wrap_main(struct evl_realm *realm, evl_value *this_value, evl_value *arguments, uint32_t *count)
{
	const char *path = evl_node(realm)->path;
	const char *slash = strrchr(path, '/');
	size_t directory_length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
	evl_value exports = evl_from_object(evl_object_plain(realm));
	evl_value filename = evl_text_value(realm, path);
	evl_value directory = evl_string_value(evl_string_from_utf8(realm, slash != NULL ? path : ".", slash != NULL ? directory_length : 1));
	struct evl_object *module = evl_object_new(realm, module_prototype(realm));
	evl_node(realm)->main_module = module;
	evl_define_text(realm, module, "id", evl_text_value(realm, "."));
	evl_define_text(realm, module, "path", directory);
	evl_define_text(realm, module, "exports", exports);
	evl_define_text(realm, module, "filename", filename);
	evl_define_text(realm, module, "loaded", EVL_FALSE);
	evl_define_text(realm, module, "children", evl_from_object(evl_array_new(realm, 0, 0)));
	evl_define_rows(realm, module, &main_rows);
	evl_define_new(realm, module, mark(realm, EVL_NODE_MODULE_IS_MAIN), EVL_TRUE, EVL_DATA_DEFAULT);
	evl_define_new(realm, module, mark(realm, EVL_NODE_MODULE_IS_CACHED), EVL_FALSE, EVL_DATA_DEFAULT);
	if (strlen(path) > 4 && strcmp(path + strlen(path) - 4, ".cjs") == 0)
		evl_define_new(realm, module, mark(realm, EVL_NODE_MODULE_FORMAT), evl_text_value(realm, "commonjs"), EVL_DATA_DEFAULT);
	evl_define_new(realm, module, mark(realm, EVL_NODE_MODULE_IS_EXECUTING), EVL_TRUE, EVL_DATA_DEFAULT);
	*this_value = exports;
	arguments[0] = exports;
	arguments[1] = evl_node_make_require(realm, evl_from_object(module));
	arguments[2] = evl_from_object(module);
	arguments[3] = filename;
	arguments[4] = directory;
	*count = 5;
	return realm->halt == EVL_STATUS_OK && filename != EVL_EMPTY && directory != EVL_EMPTY;
}

/* Do the exports inherit from what warns of properties that they lack (js/circular_require.js)? */
static bool is_guarded(evl_value exports)
{
	const struct evl_object *prototype = evl_is_object(exports) ? evl_as_object(exports)->shape->prototype : NULL;
	return prototype != NULL && evl_class_of(prototype) == EVL_CLASS_PROXY;
}

bool evl_node_main_ran(struct evl_realm *realm)
{
	evl_value module = evl_from_object(evl_node(realm)->main_module), exports, ignored;
	if (!evl_set(realm, module, mark(realm, EVL_NODE_MODULE_IS_EXECUTING), EVL_FALSE, false) ||
	    !evl_set(realm, module, evl_text_name(realm, "loaded"), EVL_TRUE, false) ||
	    !evl_get(realm, module, evl_text_name(realm, "exports"), &exports))
		return false;
	return !is_guarded(exports) || evl_node_ask_loader(realm, "mainRan", 0, NULL, &ignored);
}
