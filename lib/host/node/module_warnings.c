/* SPDX-License-Identifier: MIT */
/*
 * module_warnings.c - what Node warns of when it loads ES modules: MODULE_TYPELESS_PACKAGE_JSON of one whose package does not say that its
 * files are some, once for each package.json (Node, "Modules: Packages", "Syntax detection"); and V8's of import attributes behind `assert`.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/source.h"
#include "host/node/node.h"
#include "value/unknown.h"
#include "vm/vm.h"

/* A package.json that was warned of; in scratch memory. */
struct evl_node_package {
	struct evl_node_package *next;
	const char *path;
};

/* Has there been a warning of it? From now on there has. */
static bool is_known(struct evl_realm *realm, const char *path)
{
	struct evl_node *node = evl_node(realm);
	for (const struct evl_node_package *package = node->untyped; package != NULL; package = package->next)
		if (strcmp(package->path, path) == 0)
			return true;
	struct evl_node_package *package = evl_arena_alloc(&realm->scratch, sizeof *package);
	*package = (struct evl_node_package){ .next = node->untyped, .path = evl_arena_copy(&realm->scratch, path, strlen(path) + 1) };
	node->untyped = package;
	return false;
}

/* Before the main module runs the tick of a warning has come, and nobody can listen yet. */
static void tell(struct evl_realm *realm, struct evl_object *warning, bool main)
{
	if (warning == NULL)
		return;
	if (!main)
		evl_node_warn_object(realm, warning);
	else if (!evl_node_write_warning(realm, evl_from_object(warning)) && realm->halt == EVL_STATUS_OK)
		(void)evl_take_exception(realm);
}

void evl_node_untyped_module(struct evl_realm *realm, const char *path, const char *package, bool main)
{
	struct evl_buffer text;
	if (is_known(realm, package))
		return;
	evl_buffer_init(&text);
	evl_buffer_printf(&text,
			  "Module type of %s is not specified and it doesn't parse as CommonJS.\n"
			  "Reparsing as ES module because module syntax was detected. This incurs a performance overhead.\n"
			  "To eliminate this warning, add \"type\": \"module\" to %s.",
			  evl_source_file_url(path, &realm->scratch), package);
	evl_buffer_append_byte(&text, '\0');
	struct evl_object *warning = text.failed ? NULL : evl_node_warning_new(realm, "Warning", text.bytes);
	evl_buffer_release(&text);
	if (warning == NULL)
		return;
	evl_define_text(realm, warning, "code", evl_text_value(realm, "MODULE_TYPELESS_PACKAGE_JSON"));
	tell(realm, warning, main);
}

void evl_node_outdated_attributes(struct evl_realm *realm, evl_span place, bool main)
{
	if (place.source >= realm->trace->source_count)
		return;
	const struct evl_source *source = &realm->trace->sources[place.source];
	const char *text = evl_unknown_text(realm,
					    "%s:%u 'assert' is deprecated in import statements and support will be removed in a future version; use 'with' instead",
					    evl_source_host_name(source), (unsigned)evl_source_place(source, place.start).line);
	tell(realm, evl_node_warning_new(realm, "V8", text), main);
}
