/* SPDX-License-Identifier: MIT */
/*
 * folder.c - the folder that a process is in: that of its main file until process.chdir names another one (node/process_folder, a host
 * script). A worker is always in that of its process; a forked process begins in that of its parent.
 */
#include <string.h>

#include "host/agent.h"
#include "host/node/node.h"
#include "value/convert.h"

/* The folder of the main file, which is the first one. */
static struct evl_string *first_folder(struct evl_realm *realm)
{
	const char *path = evl_node(realm)->path;
	const char *slash = strrchr(path, '/');
	return slash != NULL && slash != path ? evl_string_from_utf8(realm, path, (size_t)(slash - path)) : evl_string_from_ascii(realm, "/");
}

bool evl_node_first_folder(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct evl_string *text = first_folder(realm);
	*result = evl_string_value(text);
	return text != NULL;
}

bool evl_node_process_cwd(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	const char *chosen = evl_node_folder(realm);
	struct evl_string *text = chosen != NULL ? evl_string_from_utf8(realm, chosen, strlen(chosen)) : first_folder(realm);
	*result = evl_string_value(text);
	return text != NULL;
}

bool evl_node_enter_folder(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *text = evl_value_text(realm, evl_arg(args, 0));
	char *kept = evl_realm_scratch(realm, strlen(text) + 1);
	memcpy(kept, text, strlen(text) + 1);
	evl_node(realm)->folder = kept;
	*result = EVL_UNDEFINED;
	return true;
}
