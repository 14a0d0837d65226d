/* SPDX-License-Identifier: MIT */
/*
 * scan.c - one walk over the tree, a table of names.
 *
 * A name counts when it is mentioned as a variable and declared nowhere in the
 * snippet. That errs towards "common APIs only", which is then predicted for both hosts.
 */
#include "run/scan.h"

#include <string.h>

#include "base/utf.h"
#include "run/endless.h"
#include "run/walk.h"

enum which { NODE, BROWSER };

static const struct {
	const char *name;
	enum which which;
} host_names[] = {
	{ "process", NODE },
	{ "require", NODE },
	{ "module", NODE },
	{ "exports", NODE },
	{ "__filename", NODE },
	{ "__dirname", NODE },
	{ "global", NODE },
	{ "Buffer", NODE },
	{ "setImmediate", NODE },
	{ "clearImmediate", NODE },
	{ "window", BROWSER },
	{ "document", BROWSER },
	{ "requestAnimationFrame", BROWSER },
	{ "cancelAnimationFrame", BROWSER },
	{ "requestIdleCallback", BROWSER },
	{ "cancelIdleCallback", BROWSER },
	{ "reportError", BROWSER },
	{ "addEventListener", BROWSER },
	{ "removeEventListener", BROWSER },
	{ "onerror", BROWSER },
	{ "onunhandledrejection", BROWSER },
	{ "alert", BROWSER },
	{ "confirm", BROWSER },
	{ "prompt", BROWSER },
	{ "navigator", BROWSER },
	{ "localStorage", BROWSER },
	{ "sessionStorage", BROWSER },
	{ "indexedDB", BROWSER },
	{ "XMLHttpRequest", BROWSER },
	{ "MutationObserver", BROWSER },
	{ "IntersectionObserver", BROWSER },
	{ "ResizeObserver", BROWSER },
	{ "HTMLElement", BROWSER },
	{ "customElements", BROWSER },
	{ "Worker", BROWSER },
	{ "scheduler", BROWSER },
	{ "getComputedStyle", BROWSER },
	{ "Image", BROWSER },
	{ "dispatchEvent", BROWSER },
	{ "onload", BROWSER },
	{ "onmessage", BROWSER },
	{ "postMessage", BROWSER },
	{ "location", BROWSER },
	{ "history", BROWSER },
	{ "matchMedia", BROWSER },
	{ "Element", BROWSER },
	{ "HTMLDivElement", BROWSER },
	{ "HTMLButtonElement", BROWSER },
	{ "Node", BROWSER },
	{ "DOMParser", BROWSER },
	{ "FileReader", BROWSER },
	{ "MouseEvent", BROWSER },
	{ "PointerEvent", BROWSER },
	{ "KeyboardEvent", BROWSER },
};

enum { NAME_COUNT = sizeof host_names / sizeof host_names[0] };

struct walk_state {
	struct evl_scan *scan;
	evl_name ids[NAME_COUNT]; /* EVL_NAME_NONE: not in the snippet at all */
	bool seen[NAME_COUNT], declared[NAME_COUNT];
	const struct evl_node *program;
};

static evl_name find(const struct evl_names *names, const char *text)
{
	uint16_t units[32];
	size_t length = strlen(text);
	return evl_names_find(names, units, evl_utf8_to_utf16(text, length, units));
}

static void see_name(struct walk_state *state, evl_name name, enum evl_child_role role)
{
	if (role == EVL_CHILD_KEY)
		return;
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (state->ids[i] != name || name == EVL_NAME_NONE)
			continue;
		if (role == EVL_CHILD_BINDING)
			state->declared[i] = true;
		else
			state->seen[i] = true;
	}
}

static bool visit(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct walk_state *state = context;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_IDENTIFIER:
		see_name(state, node->as.identifier.name, role);
		break;
	case EVL_NODE_IMPORT_SPECIFIER:
		see_name(state, node->as.specifier.local, EVL_CHILD_BINDING);
		break;
	case EVL_NODE_IMPORT:
	case EVL_NODE_EXPORT_ALL:
	case EVL_NODE_EXPORT_DECLARATION:
	case EVL_NODE_EXPORT_DEFAULT:
	case EVL_NODE_EXPORT_NAMED:
	case EVL_NODE_IMPORT_META:
		state->scan->module_syntax = true;
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_FOR:
		state->scan->endless_loop = state->scan->endless_loop || evl_loop_is_endless(node);
		break;
	default:
		break;
	}
	return true;
}

/* A return statement that belongs to no function. */
static bool visit_return(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct evl_scan *scan = context;
	(void)role;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		return false;
	case EVL_NODE_RETURN:
		scan->top_level_return = true;
		return false;
	default:
		return !scan->top_level_return;
	}
}

void evl_scan(const struct evl_node *program, struct evl_names *names, struct evl_scan *scan)
{
	struct walk_state state = { .scan = scan, .program = program };
	*scan = (struct evl_scan){ .module_syntax = program->as.program.has_top_level_await };
	for (size_t i = 0; i < NAME_COUNT; i++)
		state.ids[i] = find(names, host_names[i].name);
	evl_walk(program, visit, &state);
	evl_walk(program, visit_return, scan);
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (!state.seen[i] || state.declared[i])
			continue;
		const char **slot = host_names[i].which == NODE ? &scan->node_name : &scan->browser_name;
		if (*slot == NULL)
			*slot = host_names[i].name;
	}
}
