/* SPDX-License-Identifier: MIT */
/*
 * absent.c - a module that is not there exports what the program imports of it, each an unknown value under its local name.
 */
#include "run/absent.h"

#include <string.h>

#include "base/ascii.h"
#include "host/host.h"
#include "value/unknown.h"

/* The last name in the text at `span`: `React`, `* as d3`, `default as App`. */
static const char *local_name(struct evl_realm *realm, evl_span span, const char *otherwise)
{
	if (evl_span_is_host(span) || span.source >= realm->trace->source_count)
		return otherwise;
	const char *text = realm->trace->sources[span.source].text, *end = text + span.end, *start = end;
	while (start > text + span.start && evl_is_name_byte(start[-1]))
		start--;
	return start < end ? evl_unknown_text(realm, "%.*s", (int)(end - start), start) : otherwise;
}

struct filling {
	struct evl_realm *realm;
	struct evl_module *module;
	evl_name *names;
	const char *specifier;
};

/* One name that is imported; EVL_NAME_NONE: all of it. */
static void add(struct filling *f, evl_name imported, evl_span span)
{
	struct evl_module *module = f->module;
	bool by_local_name = imported == EVL_NAME_NONE || imported == EVL_NAME_default_;
	for (uint32_t i = 0; i < module->synthetic_count; i++)
		if (imported != EVL_NAME_NONE && f->names[i] == imported)
			return;
	const char *text = by_local_name ? local_name(f->realm, span, f->specifier) : evl_names_utf8(f->realm->names, imported, &f->realm->scratch);
	struct evl_unknown *value = evl_unknown_new(f->realm, EVL_UNKNOWN_VALUE, text);
	if (imported == EVL_NAME_NONE) {
		if (module->namespace_object == NULL)
			module->namespace_object = &value->object;
		return;
	}
	module->env->slots[module->synthetic_count] = evl_from_object(&value->object);
	f->names[module->synthetic_count++] = imported;
}

static uint32_t entries(const struct evl_run *run)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < run->unit_count; i++) {
		const struct evl_module_template *t = run->units[i].code != NULL ? run->units[i].code->main->module : NULL;
		count += t != NULL ? t->import_count + t->export_count : 0;
	}
	return count;
}

void evl_absent_fill(struct evl_realm *realm, uint32_t number, struct evl_module *module)
{
	const struct evl_run *run = realm->host->owner;
	uint32_t most = entries(run);
	struct filling f = { realm, module, evl_arena_alloc(&realm->scratch, (most + (size_t)1) * sizeof *f.names), run->units[number].builtin };
	module->synthetic_names = f.names;
	module->env = evl_env_new(realm, NULL, most + 1);
	for (uint32_t i = 0; i < run->unit_count; i++) {
		const struct evl_run_unit *unit = &run->units[i];
		const struct evl_module_template *t = unit->code != NULL ? unit->code->main->module : NULL;
		for (uint32_t k = 0; t != NULL && k < t->import_count; k++)
			if (unit->requested[t->imports[k].request] == number)
				add(&f, t->imports[k].imported, t->imports[k].span);
		for (uint32_t k = 0; t != NULL && k < t->export_count; k++)
			if (t->exports[k].slot == UINT32_MAX && t->exports[k].exported != EVL_NAME_NONE && unit->requested[t->exports[k].request] == number)
				add(&f, t->exports[k].imported, t->exports[k].span);
	}
	evl_unknown_assume_provided(realm, evl_unknown_text(realm, "the module '%s'", f.specifier));
}
