/* SPDX-License-Identifier: MIT */
/* The machine as a whole. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_vm, jobs_run_after_the_script)
{
	expect_output(
		"Promise.resolve().then(() => log('job')); queueMicrotask(() => log('micro')); log('script');",
		"script\n"
		"job\n"
		"micro");
}

Test(vm_vm, a_limit_cannot_be_caught)
{
	struct script s;
	script_open(&s);
	s.realm.vm->steps_left = 5000;
	script_run(&s, "log('begin'); for (;;) { try { for (;;); } catch { log('caught'); } finally { log('finally'); } }");
	cr_expect_str_eq(script_output(&s), "begin\nhalted: 1099511627776 steps were made");
	cr_expect_eq(s.realm.halt, EVL_STATUS_STEP_LIMIT);
	script_close(&s);
}

Test(vm_vm, a_reset_machine_runs_again)
{
	struct script s;
	script_open(&s);
	script_run(&s, "function f() { f(); } try { f(); } catch (e) { log(e.message); }");
	cr_expect_eq(s.realm.vm->depth, 0);
	cr_expect_eq(s.realm.vm->native_depth, 0);
	cr_expect(s.realm.vm->stack.next == s.realm.vm->stack_floor);
	evl_vm_reset(&s.realm);
	cr_expect(s.realm.vm->steps_left == s.realm.vm->max_steps);
	cr_expect(s.realm.vm->frame == NULL);
	script_close(&s);
}

Test(vm_vm, the_depth_limit_is_an_option)
{
	struct script s;
	script_open(&s);
	s.realm.vm->max_depth = 50;
	script_run(&s, "let n = 0; function f() { n++; f(); } try { f(); } catch (e) { log(e.name, n < 50); }");
	cr_expect_str_eq(script_output(&s), "RangeError true");
	script_close(&s);
}
