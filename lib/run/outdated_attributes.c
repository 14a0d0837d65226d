/* SPDX-License-Identifier: MIT */
/*
 * outdated_attributes.c - import attributes that are written with `assert`, as V8 took them before `with`: an older host warns of each.
 */
#include <string.h>

#include "run/load.h"
#include "syntax/ast.h"

/* Where `assert` stands behind a module's name on the same line; 0: it does not. `at`: behind the name. */
static uint32_t assertion_after(const struct evl_source *source, uint32_t at)
{
	static const char word[] = "assert";
	const char *text = source->text;
	for (; text[at] == ' ' || text[at] == '\t' || strncmp(text + at, "/*", 2) == 0; at++) {
		if (text[at] != '/')
			continue;
		const char *end = strstr(text + at, "*/");
		if (end == NULL)
			return 0;
		at = (uint32_t)(end - text) + 1;
	}
	const char *behind = text + at + sizeof word - 1;
	bool found = strncmp(text + at, word, sizeof word - 1) == 0 && behind[strspn(behind, " \t\r\n")] == '{';
	return found ? at : 0;
}

static const struct evl_node *source_of(const struct evl_node *statement)
{
	switch (statement->kind) {
	case EVL_NODE_IMPORT:
		return statement->as.import.source;
	case EVL_NODE_EXPORT_NAMED:
		return statement->as.export_named.source;
	case EVL_NODE_EXPORT_ALL:
		return statement->as.export_all.source;
	default:
		return NULL;
	}
}

void evl_load_tell_outdated(struct evl_run *run, struct evl_realm *realm, uint32_t first, uint32_t end, bool main)
{
	for (uint32_t i = first; i < end && realm->outdated_attributes != NULL; i++) {
		const struct evl_run_unit *unit = &run->units[i];
		if (unit->tree == NULL || unit->is_prelude || unit->is_commonjs || unit->tree->kind != EVL_NODE_PROGRAM)
			continue;
		/* V8 tells of the last one first */
		for (size_t k = unit->tree->as.program.body.count; k-- > 0;) {
			const struct evl_node *name = source_of(unit->tree->as.program.body.items[k]);
			uint32_t at = name != NULL ? assertion_after(unit->source, name->span.end) : 0;
			if (at != 0)
				realm->outdated_attributes(realm, (evl_span){ unit->source_id, at, at + 1 }, main);
		}
	}
}
