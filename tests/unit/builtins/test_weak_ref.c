/* SPDX-License-Identifier: MIT */
/*
 * test_weak_ref.c - WeakRef and FinalizationRegistry. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_weak_ref, targets_are_kept)
{
	expect_output(
		"const o = {}, r = new WeakRef(o); log(r.deref() === o, Object.prototype.toString.call(r), WeakRef.length, new WeakRef(Symbol('x')).deref().toString());"
		"for (const bad of [1, undefined, 'x', Symbol.for('x')]) try { new WeakRef(bad); } catch (e) { log(e.message); }"
		"try { WeakRef({}); } catch (e) { log(e.message); }"
		"try { WeakRef.prototype.deref.call({}); } catch (e) { log(e.message); }",
		"true [object WeakRef] 1 Symbol(x)\n"
		"WeakRef: invalid target\n"
		"WeakRef: invalid target\n"
		"WeakRef: invalid target\n"
		"WeakRef: invalid target\n"
		"Constructor WeakRef requires 'new'\n"
		"Method WeakRef.prototype.deref called on incompatible receiver #<Object>");
}

Test(builtins_weak_ref, registries_check_what_they_are_given)
{
	expect_output(
		"const f = new FinalizationRegistry(() => {}); const o = {}, t = {}; log(f.register(o, 1, t), f.unregister(t), f.unregister(t), f.register({}, 2));"
		"for (const use of [() => new FinalizationRegistry(), () => f.register(1), () => f.register(o, o), () => f.register(o, 1, 5), () => f.unregister(5), () => FinalizationRegistry(() => {})]) try { log(use()); } catch (e) { log(e.message); }",
		"undefined true false undefined\n"
		"FinalizationRegistry: cleanup must be callable\n"
		"FinalizationRegistry.prototype.register: invalid target\n"
		"FinalizationRegistry.prototype.register: target and holdings must not be same\n"
		"Invalid unregisterToken ('5')\n"
		"Invalid unregisterToken ('5')\n"
		"Constructor FinalizationRegistry requires 'new'");
}
