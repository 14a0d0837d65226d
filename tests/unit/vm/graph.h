/* SPDX-License-Identifier: MIT */
/*
 * graph.h - for unit tests of modules: a few sources that import each other, the first one main; what they write.
 */
#ifndef EVL_TESTS_UNIT_VM_GRAPH_H
#define EVL_TESTS_UNIT_VM_GRAPH_H

#include "../script.h"

enum { MAX_MODULES = 8 };

/* One module of a graph; the first is the main one. */
struct file {
	const char *name;
	const char *text;
};

struct graph {
	struct script script;
	struct evl_module modules[MAX_MODULES];
	uint32_t count;
};

static inline void load(struct graph *g, const struct file *files, uint32_t count)
{
	struct script *s = &g->script;
	script_open(s);
	g->count = count;
	for (uint32_t i = 0; i < count; i++) {
		memset(&g->modules[i], 0, sizeof g->modules[i]);
		g->modules[i].program = script_compile(s, EVL_GOAL_MODULE, files[i].name, files[i].text);
		g->modules[i].url = files[i].name;
		cr_assert(g->modules[i].program != NULL);
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct evl_module_template *t = g->modules[i].program->main->module;
		g->modules[i].requested = evl_arena_zalloc(&s->arena, (t->request_count + 1) * sizeof(struct evl_module *));
		for (uint32_t r = 0; r < t->request_count; r++) {
			const char *wanted = evl_names_utf8(s->realm.names, t->requests[r].specifier, &s->arena);
			for (uint32_t k = 0; k < count; k++)
				if (strcmp(files[k].name, wanted) == 0)
					g->modules[i].requested[r] = &g->modules[k];
			cr_assert(g->modules[i].requested[r] != NULL, "%s", wanted);
		}
	}
}

static inline void expect_graph(const struct file *files, uint32_t count, const char *expected)
{
	struct graph g;
	load(&g, files, count);
	struct script *s = &g.script;
	if (!evl_module_link(&s->realm, &g.modules[0])) {
		script_uncaught(s);
	} else {
		struct evl_promise *promise = evl_module_evaluate(&s->realm, &g.modules[0]);
		script_drain(s);
		if (s->realm.halt != EVL_STATUS_OK || promise->state == EVL_PROMISE_REJECTED) {
			s->realm.exception = promise->result;
			script_uncaught(s);
		}
	}
	cr_expect_str_eq(script_output(s), expected, "wrote:\n%s\n-- expected:\n%s", script_output(s), expected);
	script_close(s);
}

#define GRAPH(expected, ...)                                                                                  \
	do {                                                                                                  \
		static const struct file files[] = { __VA_ARGS__ };                                           \
		expect_graph(files, (uint32_t)(sizeof files / sizeof files[0]), expected);                    \
	} while (0)

#endif
