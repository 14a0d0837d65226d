/* SPDX-License-Identifier: MIT */
/*
 * untyped_module.c - MODULE_TYPELESS_PACKAGE_JSON: Node's warning of an ES module whose package does not say that its files are some, once
 * for each package.json (Node, "Modules: Packages", "Syntax detection").
 */
#include <string.h>

#include "base/buffer.h"
#include "host/node/node.h"
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
	/* Before the main module runs the tick of the warning has come, and nobody can listen yet. */
	if (!main)
		evl_node_warn_object(realm, warning);
	else if (!evl_node_write_warning(realm, evl_from_object(warning)) && realm->halt == EVL_STATUS_OK)
		(void)evl_take_exception(realm);
}
