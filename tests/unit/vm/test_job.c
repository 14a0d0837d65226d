/* SPDX-License-Identifier: MIT */
/* The queue of microtasks. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_job, first_in_first_out)
{
	expect_output(
		"for (let i = 0; i < 300; i++) queueMicrotask(() => { if (i % 60 === 0) log(i); if (i === 0) queueMicrotask(() => log('last')); });",
		"0\n60\n120\n180\n240\nlast");
}

Test(vm_job, jobs_of_all_kinds_keep_their_order)
{
	expect_output(
		"queueMicrotask(() => log('call')); Promise.resolve().then(() => log('reaction')); (async () => { await 0; log('await'); })(); Promise.resolve({ then(f) { log('thenable'); f(); } }).then(() => log('after thenable')); queueMicrotask(() => log('call 2'));",
		"call\nreaction\nawait\nthenable\ncall 2\nafter thenable");
}

Test(vm_job, many_jobs_wrap_around)
{
	expect_output(
		"let n = 0, more = 5000; (function step() { n++; if (more-- > 0) { queueMicrotask(step); if (more % 3 === 0) Promise.resolve().then(() => n++); } else log(n); })(); queueMicrotask(() => 0);",
		"6667");
}
