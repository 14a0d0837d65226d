/* SPDX-License-Identifier: MIT */
/*
 * test_gen_try.c - Code of try statements. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_try, finally_has_the_last_word)
{
	expect_output(
		"const f = (k) => { try { if (k === 0) return 'try'; if (k === 1) throw 'thrown'; return 'rest'; } catch (e) { return 'caught ' + e; } finally { log('finally', k); if (k === 2) return 'finally'; } }; log(f(0), f(1), f(2), f(3)); const g = () => { for (const i of [1, 2, 3]) { try { if (i === 1) continue; if (i === 2) break; } finally { log('f', i); } } return 'after'; }; log(g()); const h = () => { try { throw 1; } finally { return 'swallowed'; } }; log(h()); const n = () => { try { try { throw 1; } finally { throw 2; } } catch (e) { return e; } }; log(n());",
		"finally 0\n"
		"finally 1\n"
		"finally 2\n"
		"finally 3\n"
		"try caught thrown finally rest\n"
		"f 1\n"
		"f 2\n"
		"after\n"
		"swallowed\n"
		"2");
}

Test(compile_gen_try, bindings_of_catch)
{
	expect_output(
		"try { throw { a: 1, b: [2, 3] }; } catch ({ a, b: [, c], d = 4 }) { log(a, c, d); } try { throw 1; } catch { log('no binding'); } try { throw 1; } catch (e) { var e = 5; log(e); } log(e); let x = 'outer'; try { throw 'inner'; } catch (x) { log(x); { let x = 'deep'; log(x); } } log(x); const v = () => { let r = 1; try { return r; } finally { r = 2; } }; log(v()); label: try { break label; } finally { log('left'); } log(eval('try { 1 } catch { 2 }'), eval('try { throw 1 } catch { 2 } finally { 3 }'));",
		"1 3 4\n"
		"no binding\n"
		"5\n"
		"undefined\n"
		"inner\n"
		"deep\n"
		"outer\n"
		"1\n"
		"left\n"
		"1 2");
}
