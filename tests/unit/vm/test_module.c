/* SPDX-License-Identifier: MIT */
/* Modules: which export an import means, and linking. */
#include "graph.h"

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
