/* SPDX-License-Identifier: MIT */
/*
 * import.c - import() and import.meta of a page, as today's Chromium has them. The page
 * stands at http://localhost/, its modules beside it.
 */
#include <stdio.h>
#include <string.h>

#include "host/browser/browser.h"
#include "host/import.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/property.h"

static const char origin[] = "http://localhost/";

/* The address of a module's file: files are served from the folder of the page. */
static const char *address(struct evl_realm *realm, const char *path)
{
	const char *main = realm->trace->source_count != 0 && realm->trace->sources[0].path != NULL ? realm->trace->sources[0].path : "";
	const char *slash = strrchr(main, '/');
	size_t folder = slash != NULL ? (size_t)(slash - main) + 1 : 0;
	if (folder != 0 && strncmp(path, main, folder) == 0)
		path += folder;
	else if (path[0] == '/')
		path++;
	size_t length = strlen(path);
	char *out = evl_arena_alloc(&realm->scratch, sizeof origin + length);
	memcpy(out, origin, sizeof origin - 1);
	memcpy(out + sizeof origin - 1, path, length + 1);
	return out;
}

static evl_value import_error(struct evl_realm *realm, enum evl_import_failure failure, const char *specifier, const char *path,
			      const char *referrer)
{
	(void)referrer;
	char text[2 * 1024];
	switch (failure) {
	case EVL_IMPORT_BARE:
		if (evl_page(realm)->static_import)
			snprintf(text, sizeof text, "Failed to resolve module specifier \"%.1000s\". Relative references must start with either \"/\", \"./\", or \"../\".", specifier);
		else
			snprintf(text, sizeof text, "Failed to resolve module specifier '%.1000s'", specifier);
		break;
	case EVL_IMPORT_TYPE:
		snprintf(text, sizeof text, "\"%.1000s\" is not a valid module type.", specifier);
		break;
	case EVL_IMPORT_KEY:
		snprintf(text, sizeof text, "Invalid attribute key \"%.1000s\".", specifier);
		break;
	default:
		snprintf(text, sizeof text, "Failed to fetch dynamically imported module: %.1000s",
			 path != NULL ? address(realm, path) : specifier);
		break;
	}
	return evl_from_object(evl_error_new(realm, EVL_ERROR_TYPE, evl_text_value(realm, text)));
}

static bool meta_resolve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *specifier;
	const char *base = (const char *)(uintptr_t)((struct evl_native_function *)args->callee)->captured[0];
	if (!evl_to_string(realm, evl_arg(args, 0), &specifier))
		return false;
	const char *text = evl_string_utf8(realm, specifier);
	bool relative = text[0] == '/' || strncmp(text, "./", 2) == 0 || strncmp(text, "../", 3) == 0;
	if (!relative)
		return evl_not_covered(realm, "import.meta.resolve of such a specifier");
	const char *url = address(realm, evl_import_path(&realm->scratch, base, text));
	*result = evl_text_value(realm, url);
	return *result != EVL_EMPTY;
}

static bool import_meta(struct evl_realm *realm, const char *path, bool main, struct evl_object *meta)
{
	bool own = strncmp(path, "blob:", 5) == 0 || strncmp(path, "data:", 5) == 0;
	const char *url = own ? path : main ? origin : address(realm, path);
	evl_define_text(realm, meta, "url", evl_text_value(realm, url));
	struct evl_native_function *resolve = evl_native_function_new(realm, "resolve", 1, meta_resolve);
	resolve->captured[0] = (uint64_t)(uintptr_t)path;
	evl_define_new(realm, meta, EVL_NAME_resolve, evl_from_object(resolve), EVL_DATA_DEFAULT);
	return true;
}

const struct evl_import_rules evl_page_imports = {
	.fetch_time = 5000, /* from a server on the same machine */
	.loaded_as_task = true,
	.failed_at_once = true,
	.error = import_error,
	.meta = import_meta,
};
