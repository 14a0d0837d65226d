/* SPDX-License-Identifier: MIT */
/*
 * import.c - import(), import.meta and builtin modules as Node 20 has them
 * (measured; the numbers of reactions are its loader's own).
 */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/source.h"
#include "host/import.h"
#include "host/node/node.h"
#include "value/unknown.h"
#include "value/error.h"
#include "value/property.h"

/* How much of a specifier is the package's name: up to the first slash, or the second behind a scope. */
static int package_length(const char *specifier)
{
	size_t length = strcspn(specifier, "/");
	if (specifier[0] == '@' && specifier[length] == '/')
		length += 1 + strcspn(specifier + length + 1, "/");
	return (int)(length < 1000 ? length : 1000);
}

/* The query and the fragment at the end of what was asked for, which are no part of a file's name; "": none. */
static const char *suffix_of(const char *specifier)
{
	return specifier + strcspn(specifier, "?#");
}

/* The path that was looked for, without them. */
static const char *looked_for(struct evl_realm *realm, const char *path, const char *suffix)
{
	size_t length = strlen(path), more = strlen(suffix);
	if (more == 0 || more > length || strcmp(path + length - more, suffix) != 0)
		return path;
	char *file = evl_realm_scratch(realm, length - more + 1);
	memcpy(file, path, length - more);
	file[length - more] = '\0';
	return file;
}

static evl_value import_error(struct evl_realm *realm, enum evl_import_failure failure, const char *specifier, const char *path,
			      const char *referrer)
{
	static const struct {
		enum evl_error_type type;
		const char *code;
	} kinds[] = {
		[EVL_IMPORT_BARE] = { EVL_ERROR_ERROR, "ERR_MODULE_NOT_FOUND" },
		[EVL_IMPORT_MISSING] = { EVL_ERROR_ERROR, "ERR_MODULE_NOT_FOUND" },
		[EVL_IMPORT_NO_BUILTIN] = { EVL_ERROR_ERROR, "ERR_UNKNOWN_BUILTIN_MODULE" },
		[EVL_IMPORT_SCHEME] = { EVL_ERROR_ERROR, "ERR_UNSUPPORTED_ESM_URL_SCHEME" },
		[EVL_IMPORT_NEEDS_TYPE] = { EVL_ERROR_TYPE, "ERR_IMPORT_ASSERTION_TYPE_MISSING" },
		[EVL_IMPORT_NOT_OF_TYPE] = { EVL_ERROR_TYPE, "ERR_IMPORT_ASSERTION_TYPE_FAILED" },
		[EVL_IMPORT_TYPE] = { EVL_ERROR_TYPE, "ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED" },
		[EVL_IMPORT_KEY] = { EVL_ERROR_TYPE, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED" },
		[EVL_IMPORT_DIRECTORY] = { EVL_ERROR_ERROR, "ERR_UNSUPPORTED_DIR_IMPORT" },
		[EVL_IMPORT_NOT_DEFINED] = { EVL_ERROR_TYPE, "ERR_PACKAGE_IMPORT_NOT_DEFINED" },
		[EVL_IMPORT_INVALID_INTERNAL] = { EVL_ERROR_TYPE, "ERR_INVALID_MODULE_SPECIFIER" },
		[EVL_IMPORT_INVALID_NAME] = { EVL_ERROR_TYPE, "ERR_INVALID_MODULE_SPECIFIER" },
	};
	char text[3 * 1024];
	const char *suffix = failure == EVL_IMPORT_MISSING && path != NULL ? suffix_of(specifier) : "";
	if (path != NULL)
		path = looked_for(realm, path, suffix);
	const char *url = path != NULL ? evl_unknown_text(realm, "%s%s", evl_source_file_url(path, &realm->scratch), suffix) : "";
	switch (failure) {
	case EVL_IMPORT_BARE:
		snprintf(text, sizeof text, "Cannot find package '%.*s' imported from %.1000s", package_length(specifier), specifier, referrer);
		break;
	case EVL_IMPORT_MISSING:
		snprintf(text, sizeof text, "Cannot find module '%.1000s' imported from %.1000s", path, referrer);
		break;
	case EVL_IMPORT_NO_BUILTIN:
		snprintf(text, sizeof text, "No such built-in module: %.1000s", specifier);
		break;
	case EVL_IMPORT_SCHEME:
		snprintf(text, sizeof text,
			 "Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '%.*s'",
			 (int)(strcspn(specifier, ":") + 1), specifier);
		break;
	case EVL_IMPORT_DIRECTORY:
		snprintf(text, sizeof text, "Directory import '%.1000s' is not supported resolving ES modules imported from %.1000s", path, referrer);
		break;
	case EVL_IMPORT_NOT_DEFINED:
		snprintf(text, sizeof text, "Package import specifier \"%.900s\" is not defined%s%.900s imported from %.900s", specifier,
			 path != NULL ? " in package " : "", path != NULL ? path : "", referrer);
		break;
	case EVL_IMPORT_INVALID_INTERNAL:
	case EVL_IMPORT_INVALID_NAME:
		snprintf(text, sizeof text, "Invalid module \"%.1000s\" is not a valid %s imported from %.1000s", specifier,
			 failure == EVL_IMPORT_INVALID_NAME ? "package name" : "internal imports specifier name", referrer);
		break;
	case EVL_IMPORT_NEEDS_TYPE:
		snprintf(text, sizeof text, "Module \"%.1000s\" needs an import attribute of type \"json\"", url);
		break;
	case EVL_IMPORT_NOT_OF_TYPE:
		snprintf(text, sizeof text, "Module \"%.1000s\" is not of type \"json\"", url);
		break;
	default:
		snprintf(text, sizeof text, "Import attribute type \"%.1000s\" is unsupported", specifier);
		break;
	}
	evl_value error = evl_node_error(realm, kinds[failure].type, kinds[failure].code, text);
	bool is_resolution = failure == EVL_IMPORT_BARE || failure == EVL_IMPORT_MISSING || failure == EVL_IMPORT_NO_BUILTIN || failure == EVL_IMPORT_SCHEME ||
			     failure >= EVL_IMPORT_DIRECTORY;
	if (is_resolution && evl_is_class(error, EVL_CLASS_ERROR)) {
		/* the frames that are kept are all the loader's */
		char first[sizeof text + 64];
		int length = snprintf(first, sizeof first, "%s [%s]: %s", kinds[failure].type == EVL_ERROR_TYPE ? "TypeError" : "Error",
				      kinds[failure].code, text);
		struct evl_string *stack = evl_string_from_utf8(realm, first, (size_t)length);
		if (stack != NULL) {
			struct evl_error *made = evl_pointer(error);
			made->object.slots[EVL_ERROR_SLOT_STACK] = evl_string_value(stack);
			made->frames = NULL;
		}
	}
	if ((failure == EVL_IMPORT_MISSING || failure == EVL_IMPORT_DIRECTORY) && evl_is_object(error))
		evl_define_text(realm, evl_as_object(error), "url", evl_text_value(realm, url));
	static const char *const places[] = {
		[EVL_IMPORT_BARE] = "internal/modules/esm/resolve:873  throw ^new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);",
		[EVL_IMPORT_MISSING] = "internal/modules/esm/resolve:283    throw ^new ERR_MODULE_NOT_FOUND(",
		[EVL_IMPORT_NEEDS_TYPE] = "internal/modules/esm/assert:89        throw ^new ERR_IMPORT_ASSERTION_TYPE_MISSING(url, validType);",
		[EVL_IMPORT_NO_BUILTIN] =
			"internal/modules/esm/translators:391    throw ^new ERR_UNKNOWN_BUILTIN_MODULE(url);",
		[EVL_IMPORT_SCHEME] = "internal/modules/esm/load:241    throw ^new ERR_UNSUPPORTED_ESM_URL_SCHEME(parsed, schemes);",
		[EVL_IMPORT_KEY] = NULL,
		[EVL_IMPORT_DIRECTORY] = "internal/modules/esm/resolve:271    throw ^new ERR_UNSUPPORTED_DIR_IMPORT(path, basePath, String(resolved));",
		[EVL_IMPORT_NOT_DEFINED] = "internal/modules/esm/resolve:309  return ^new ERR_PACKAGE_IMPORT_NOT_DEFINED(",
		[EVL_IMPORT_INVALID_INTERNAL] = "internal/modules/esm/resolve:707    throw ^new ERR_INVALID_MODULE_SPECIFIER(name, reason, fileURLToPath(base));",
		[EVL_IMPORT_INVALID_NAME] = "internal/modules/esm/resolve:801    throw ^new ERR_INVALID_MODULE_SPECIFIER(",
	};
	if (places[failure] != NULL)
		evl_node_mark_thrown(realm, error, places[failure]);
	return error;
}

/* The braces of the import on this line as an object pattern ("{ a, b as c }" becomes "{ a, b: c }"); nothing when there are none. */
static void append_pattern(struct evl_buffer *out, const char *line, size_t length)
{
	size_t start = 0, end = length;
	while (start < length && line[start] != '{')
		start++;
	while (end > start && line[end - 1] != '}')
		end--;
	if (end <= start)
		return;
	evl_buffer_append_text(out, "const ");
	for (size_t i = start; i < end;) {
		size_t word = i, behind;
		while (word < end && (line[word] == ' ' || line[word] == '\t'))
			word++;
		behind = word + 2;
		bool is_as = word > i && behind < end && memcmp(line + word, "as", 2) == 0 && (line[behind] == ' ' || line[behind] == '\t');
		if (!is_as) {
			evl_buffer_append_byte(out, line[i++]);
			continue;
		}
		while (behind < end && (line[behind] == ' ' || line[behind] == '\t'))
			behind++;
		evl_buffer_append_text(out, ": ");
		i = behind;
	}
	evl_buffer_append_text(out, " = pkg;\n");
}

static evl_value no_name(struct evl_realm *realm, const char *specifier, const char *name, const char *line, size_t length)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_printf(&text,
			  "Named export '%s' not found. The requested module '%s' is a CommonJS module, which may not support all module.exports as "
			  "named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '%s';\n",
			  name, specifier, specifier);
	append_pattern(&text, line, length);
	struct evl_string *message = text.failed ? NULL : evl_string_from_utf8(realm, text.bytes, text.length);
	evl_buffer_release(&text);
	return message != NULL ? evl_from_object(evl_error_new(realm, EVL_ERROR_SYNTAX, evl_from_string(message))) : EVL_EMPTY;
}

/* import.meta.resolve(specifier): a file's URL, whether it is there or not, or the builtin's. */
static bool meta_resolve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *specifier;
	const char *base = (const char *)(uintptr_t)((struct evl_native_function *)args->callee)->captured[0];
	if (!evl_is_string(evl_arg(args, 0)))
		return evl_node_throw_arg_type(realm, "specifier", "of type string", evl_arg(args, 0), NULL);
	specifier = evl_as_string(evl_arg(args, 0));
	const char *text = evl_string_utf8(realm, specifier);
	if (text[0] == '/' || strncmp(text, "./", 2) == 0 || strncmp(text, "../", 3) == 0) {
		const char *url = evl_source_file_url(evl_import_path(&realm->scratch, base, text), &realm->scratch);
		*result = evl_text_value(realm, url);
		return *result != EVL_EMPTY;
	}
	if (strchr(text, ':') != NULL) {
		*result = evl_arg(args, 0);
		return true;
	}
	if (evl_node_has_builtin(text)) {
		*result = evl_string_value(evl_string_concat(realm, evl_string_from_ascii(realm, "node:"), specifier));
		return *result != EVL_EMPTY;
	}
	return evl_throw(realm, import_error(realm, EVL_IMPORT_BARE, text, NULL, base));
}

static bool import_meta(struct evl_realm *realm, const char *path, bool main, struct evl_object *meta)
{
	(void)main;
	const char *slash = strrchr(path, '/');
	if (path[0] == '/') {
		size_t folder = slash == path ? 1 : (size_t)(slash - path);
		evl_define_text(realm, meta, "dirname", evl_string_value(evl_string_from_utf8(realm, path, folder)));
		evl_define_text(realm, meta, "filename", evl_text_value(realm, path));
	}
	struct evl_native_function *resolve = evl_native_function_new(realm, "resolve", 1, meta_resolve);
	resolve->captured[0] = (uint64_t)(uintptr_t)path;
	evl_define_text(realm, meta, "resolve", evl_from_object(resolve));
	const char *url = path[0] == '/' ? evl_source_file_url(path, &realm->scratch) : path;
	evl_define_text(realm, meta, "url", evl_text_value(realm, url));
	return true;
}

/* Node 22 and 24 read files at once, and go on in reactions. */
static uint32_t node22_file_ticks(uint32_t levels) { return levels == 1 ? 8 : 8 + 4 * levels; }
static uint32_t node24_file_ticks(uint32_t levels) { return 3 + 2 * levels; }

#define IMPORTS \
	.failed_ticks = 3, \
	.error = import_error, \
	.no_name = no_name, \
	.meta = import_meta,

const struct evl_import_rules evl_node_imports = {
	.loaded_ticks = 7, .builtin_ticks = 15, .commonjs_ticks = 11, .settling_ticks = 3,
	.fetch_time = 2500, /* a file takes several turns of the loop to be read */
	.goes_on_in_reaction = true,
	IMPORTS
};
const struct evl_import_rules evl_node22_imports = {
	.loaded_ticks = 8, .builtin_ticks = 13, .file_ticks = node22_file_ticks, .settling_ticks = 4, .fetch_time = 2500, IMPORTS
};
const struct evl_import_rules evl_node24_imports = {
	.loaded_ticks = 7, .builtin_ticks = 10, .file_ticks = node24_file_ticks, .settling_ticks = 4, .fetch_time = 2500, IMPORTS
};
/* Deno and Bun mostly have a file before a timer of 1 ms is due. */
const struct evl_import_rules evl_deno_imports = { .loaded_at_once = true, .fetch_time = 150, IMPORTS };
const struct evl_import_rules evl_bun_imports = {
	.loaded_ticks = 8, .builtin_ticks = 12, .settling_ticks = 5, .fetch_time = 300, IMPORTS
};
