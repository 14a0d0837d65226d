/* SPDX-License-Identifier: MIT */
/* Modules: live bindings, cycles, re-exports, namespaces, and the order of top-level await. */
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

static void load(struct graph *g, const struct file *files, uint32_t count)
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

static void expect_graph(const struct file *files, uint32_t count, const char *expected)
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
		} else if (promise->state == EVL_PROMISE_PENDING) {
			cr_log_error("the evaluation never ended");
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

Test(vm_module, imports_run_first_and_once)
{
	GRAPH("b\nc\na 1 2", { "a", "import { x } from 'b'; import y from 'c'; log('a', x, y);" },
	      { "b", "log('b'); export const x = 1;" }, { "c", "import 'b'; log('c'); export default 2;" });
}

Test(vm_module, bindings_are_live)
{
	GRAPH("1 1\n2 2", { "a", "import { n, up } from 'b'; import * as b from 'b'; log(n, b.n); up(); log(n, b.n);" },
	      { "b", "export let n = 1; export function up() { n++; }" });
}

Test(vm_module, functions_of_a_cycle_are_there_before_it_runs)
{
	GRAPH("hoisted\nReferenceError: Cannot access 'later' before initialization\nmain",
	      { "a", "import 'b'; export function f() { return 'hoisted'; } export let later = 1; log('main');" },
	      { "b", "import { f, later } from 'a'; log(f()); try { later; } catch (e) { log(e); }" });
}

Test(vm_module, reexports_and_stars)
{
	GRAPH("1 2 3 default q 5",
	      { "a", "import { one, two, three } from 'b'; import d from 'b'; import { ns } from 'b'; import { five } from 'b'; log(one, two, three, d, ns.q, five);" },
	      { "b", "export { x as one } from 'c'; export * from 'c'; export * as ns from 'd'; export { default } from 'c'; import { p as five } from 'd'; export { five };" },
	      { "c", "export const x = 1, two = 2, three = 3; export default 'default';" },
	      { "d", "export const q = 'q', p = 5;" });
}

Test(vm_module, missing_ambiguous_and_circular_names_are_syntax_errors)
{
	GRAPH("uncaught SyntaxError: The requested module 'b' does not provide an export named 'nope'",
	      { "a", "import { nope } from 'b';" }, { "b", "" });
	GRAPH("uncaught SyntaxError: The requested module 'b' does not provide an export named 'default'",
	      { "a", "import x from 'b';" }, { "b", "export * from 'c';" }, { "c", "export default 1;" });
	GRAPH("uncaught SyntaxError: The requested module 'b' contains conflicting star exports for name 'p'",
	      { "a", "import { p } from 'b';" }, { "b", "export * from 'c'; export * from 'd';" }, { "c", "export let p = 1;" },
	      { "d", "export let p = 2;" });
	GRAPH("uncaught SyntaxError: Detected cycle while resolving name 'x' in 'a'", { "a", "export { x } from 'b';" },
	      { "b", "export { x } from 'a';" });
}

Test(vm_module, one_binding_by_two_ways_is_not_ambiguous)
{
	GRAPH("1", { "a", "import { p } from 'b'; log(p);" }, { "b", "export * from 'c'; export * from 'd';" },
	      { "c", "export * from 'e';" }, { "d", "export * from 'e';" }, { "e", "export let p = 1;" });
}

Test(vm_module, namespaces_are_sorted_and_sealed)
{
	GRAPH("default,x,y,zz true\n[object Module] null false\n"
	      "TypeError: Cannot assign to read only property 'x' of object '[object Module]'\n"
	      "TypeError: Cannot redefine property: x\ntrue true\n{\"value\":1,\"writable\":true,\"enumerable\":true,\"configurable\":false}",
	      { "a", "import * as m from 'b'; log(Object.keys(m), 'x' in m); log(Object.prototype.toString.call(m), Object.getPrototypeOf(m), Object.isExtensible(m));\n"
		     "try { m.x = 1; } catch (e) { log(e); } try { Object.defineProperty(m, 'x', { value: 2 }); } catch (e) { log(e); }\n"
		     "log(delete m.none, Object.isSealed(m)); log(JSON.stringify(Object.getOwnPropertyDescriptor(m, 'x')));" },
	      { "b", "export let x = 1, y = 2; export { x as zz }; export default function () {}" });
}

Test(vm_module, siblings_with_top_level_await_overlap)
{
	GRAPH("a start\nb start\na after 1\nb end\na end\nmain",
	      { "main", "import 'a'; import 'b'; log('main');" },
	      { "a", "log('a start'); await null; log('a after 1'); await null; log('a end');" },
	      { "b", "log('b start'); await null; log('b end');" });
}

Test(vm_module, a_sync_parent_waits_for_its_async_children_only)
{
	GRAPH("c\na start\nb\na end\nd\nmain",
	      { "main", "import 'c'; import 'd'; import 'b'; log('main');" }, { "a", "log('a start'); await null; log('a end');" },
	      { "b", "log('b');" }, { "c", "log('c');" }, { "d", "import 'a'; log('d');" });
}

Test(vm_module, an_error_rejects_the_whole_chain)
{
	GRAPH("a\nuncaught boom", { "main", "import 'a'; log('never');" }, { "a", "log('a'); await null; throw 'boom';" });
	GRAPH("uncaught sync", { "main", "import 'a'; log('never');" }, { "a", "throw 'sync';" });
}

Test(vm_module, top_level_await_takes_one_tick)
{
	GRAPH("sync\ntick 1\nawaited\ntick 2",
	      { "main", "let r = Promise.resolve(); for (let i = 1; i < 3; i++) r = r.then(() => log('tick', i)); log('sync'); await 1; log('awaited');" });
}
