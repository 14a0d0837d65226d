/* SPDX-License-Identifier: MIT */
/*
 * host_script.c - from the text of a host script to its code.
 *
 * The code belongs to the program, not to one run of it, so exploring many runs
 * compiles a script once. Its source has a number of its own, which no table of
 * sources holds: that is how everything knows the host's frames from the snippet's.
 */
#include "run/host_script.h"

#include "base/diag.h"
#include "compile/compile.h"
#include "host/script.h"
#include "run/run.h"
#include "run/load.h"
#include "syntax/parse.h"

static bool broken(struct evl_realm *realm, const char *name, const struct evl_diags *diags, const struct evl_source *source)
{
	const struct evl_diag *diag = diags->first;
	uint32_t line = diag != NULL && diag->span.start != UINT32_MAX ? evl_source_place(source, diag->span.start).line : 0;
	return evl_halt(realm, EVL_STATUS_NOT_COVERED, "the host's own %s (line %u): %s", name, line, diag != NULL ? diag->message : "");
}

bool evl_run_host_script(struct evl_realm *realm, uint32_t number, const struct evl_template **out)
{
	struct evl_run *run = realm->host->owner;
	if (run->host_scripts == NULL)
		run->host_scripts = evl_arena_zalloc(&run->program, evl_host_script_count * sizeof *run->host_scripts);
	if (run->host_scripts[number] == NULL) {
		const struct evl_host_script *script = &evl_host_scripts[number];
		struct evl_source source;
		struct evl_diags diags;
		struct evl_node *tree;
		evl_diags_init(&diags, &run->program);
		evl_source_init(&source, &run->program, script->name, (const char *)script->text, *script->length);
		if (evl_parse(&source, EVL_SOURCE_HOST + number, EVL_GOAL_COMMONJS, run->names, &run->program, &diags, &tree) != EVL_STATUS_OK ||
		    evl_compile(tree, EVL_GOAL_COMMONJS, EVL_SOURCE_HOST + number, evl_load_first_template(run), run->names, &run->program,
				&diags, &run->host_scripts[number]) != EVL_STATUS_OK)
			return broken(realm, script->name, &diags, &source);
		evl_load_set_templates(run, run->host_scripts[number]->template_count);
	}
	*out = run->host_scripts[number]->main;
	return true;
}
