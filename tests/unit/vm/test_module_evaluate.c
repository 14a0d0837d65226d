/* SPDX-License-Identifier: MIT */
/* Modules: the order in which they run, with top-level await. */
#include "graph.h"

Test(vm_module_evaluate, imports_run_first_and_once)
{
	GRAPH("b\nc\na 1 2", { "a", "import { x } from 'b'; import y from 'c'; log('a', x, y);" },
	      { "b", "log('b'); export const x = 1;" }, { "c", "import 'b'; log('c'); export default 2;" });
}

Test(vm_module_evaluate, siblings_with_top_level_await_overlap)
{
	GRAPH("a start\nb start\na after 1\nb end\na end\nmain",
	      { "main", "import 'a'; import 'b'; log('main');" },
	      { "a", "log('a start'); await null; log('a after 1'); await null; log('a end');" },
	      { "b", "log('b start'); await null; log('b end');" });
}

Test(vm_module_evaluate, a_sync_parent_waits_for_its_async_children_only)
{
	GRAPH("c\na start\nb\na end\nd\nmain",
	      { "main", "import 'c'; import 'd'; import 'b'; log('main');" }, { "a", "log('a start'); await null; log('a end');" },
	      { "b", "log('b');" }, { "c", "log('c');" }, { "d", "import 'a'; log('d');" });
}

Test(vm_module_evaluate, an_error_rejects_the_whole_chain)
{
	GRAPH("a\nuncaught boom", { "main", "import 'a'; log('never');" }, { "a", "log('a'); await null; throw 'boom';" });
	GRAPH("uncaught sync", { "main", "import 'a'; log('never');" }, { "a", "throw 'sync';" });
}

Test(vm_module_evaluate, top_level_await_takes_one_tick)
{
	GRAPH("sync\ntick 1\nawaited\ntick 2",
	      { "main", "let r = Promise.resolve(); for (let i = 1; i < 3; i++) r = r.then(() => log('tick', i)); log('sync'); await 1; log('awaited');" });
}

Test(vm_module_evaluate, a_cycle_with_top_level_await_ends)
{
	GRAPH("b\na 1\nmain", { "main", "import 'a'; log('main');" },
	      { "a", "import { one } from 'b'; await null; log('a', one); export const x = 1;" },
	      { "b", "import 'a'; export const one = 1; await null; log('b');" });
}

Test(vm_module_evaluate, waiting_modules_run_in_the_order_they_became_asynchronous)
{
	GRAPH("leaf\none\ntwo\nmain", { "main", "import 'one'; import 'two'; log('main');" },
	      { "one", "import 'leaf'; log('one');" }, { "two", "import 'leaf'; log('two');" },
	      { "leaf", "await null; log('leaf');" });
}

Test(vm_module_evaluate, a_promise_that_never_settles_leaves_the_rest_undone)
{
	GRAPH("start", { "main", "import 'a'; log('never');" }, { "a", "log('start'); await new Promise(() => {});" });
}
