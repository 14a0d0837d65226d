/* SPDX-License-Identifier: MIT */
/* Module namespace objects. */
#include "graph.h"

Test(vm_namespace, namespaces_are_sorted_and_sealed)
{
	GRAPH("default,x,y,zz true\n[object Module] null false\n"
	      "TypeError: Cannot assign to read only property 'x' of object '[object Module]'\n"
	      "TypeError: Cannot redefine property: x\ntrue true\n{\"value\":1,\"writable\":true,\"enumerable\":true,\"configurable\":false}",
	      { "a", "import * as m from 'b'; log(Object.keys(m), 'x' in m); log(Object.prototype.toString.call(m), Object.getPrototypeOf(m), Object.isExtensible(m));\n"
		     "try { m.x = 1; } catch (e) { log(e); } try { Object.defineProperty(m, 'x', { value: 2 }); } catch (e) { log(e); }\n"
		     "log(delete m.none, Object.isSealed(m)); log(JSON.stringify(Object.getOwnPropertyDescriptor(m, 'x')));" },
	      { "b", "export let x = 1, y = 2; export { x as zz }; export default function () {}" });
}

Test(vm_namespace, reading_before_initialisation_throws)
{
	GRAPH("ReferenceError: Cannot access 'late' before initialization\ntrue\nReferenceError: Cannot access 'late' before initialization",
	      { "a", "import 'b'; export let late = 1;" },
	      { "b", "import * as a from 'a'; try { a.late; } catch (e) { log(e); } log('late' in a); try { Object.keys(a); } catch (e) { log(e); }" });
}

Test(vm_namespace, a_module_can_see_its_own)
{
	GRAPH("1 true", { "a", "import * as self from 'a'; export const x = 1; log(self.x, self === self);" });
}

Test(vm_namespace, ambiguous_names_are_left_out)
{
	GRAPH("q undefined", { "a", "import * as m from 'b'; log(Object.keys(m), m.p);" },
	      { "b", "export * from 'c'; export * from 'd';" }, { "c", "export let p = 1, q = 2;" }, { "d", "export let p = 3;" });
}
