/* SPDX-License-Identifier: MIT */
/*
 * test_calling_lines.c - the lines of Node's own that call what a program queued. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_calling_lines, callbacks_without_a_frame_of_the_program_are_reported_from_them)
{
	static const struct console_case cases[] = {
		{ "const { spawnSync } = require('child_process'); for (const program of ['setTimeout(class A {})', 'setTimeout(decodeURIComponent, 0, \"%\")', 'setImmediate(class A {})', 'process.nextTick(class A {}, 1, 2)', 'queueMicrotask(Reflect.get)', 'process.on(\"exit\", class A {})'])\n"
		  "console.log(spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' }).stderr.split('\\n').slice(0, 2).join(' '));",
		  "node:internal/timers:581           timer._onTimeout();\n"
		  "node:internal/timers:583           ReflectApply(timer._onTimeout, timer, args);\n"
		  "node:internal/timers:483           immediate._onImmediate();\n"
		  "node:internal/process/task_queues:82             case 2: callback(args[0], args[1]); break;\n"
		  "node:internal/process/task_queues:140       callback();\n"
		  "node:events:524     const result = handler.apply(this, args);" },
	};
	EXPECT_PRINTS("node", cases);
}
