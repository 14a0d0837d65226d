/* SPDX-License-Identifier: MIT */
/* Generators. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_generator, next_return_and_throw)
{
	expect_output(
		"function* g() { try { const x = yield 1; log('got', x); yield 2; } finally { log('cleanup'); } }\n"
		"const show = r => log(r.value, r.done);\n"
		"let i = g(); show(i.next('ignored')); show(i.next('sent')); show(i.return('r')); show(i.next());\n"
		"i = g(); i.next(); try { i.throw('t'); } catch (e) { log('caught', e); } show(i.next());",
		"1 false\ngot sent\n2 false\ncleanup\nr true\nundefined true\ncleanup\ncaught t\nundefined true");
}

Test(vm_generator, return_and_throw_before_the_start)
{
	expect_output(
		"function* g() { log('never'); }\n"
		"let i = g(); log(JSON.stringify(i.return(5)), JSON.stringify(i.next()));\n"
		"i = g(); try { i.throw('x'); } catch (e) { log(e); } log(JSON.stringify(i.next()));",
		"{\"value\":5,\"done\":true} {\"done\":true}\nx\n{\"done\":true}");
}

Test(vm_generator, a_yield_in_finally_survives_return)
{
	expect_output(
		"function* g() { try { yield 1; } finally { yield 2; log('end'); } }\n"
		"const i = g(); i.next(); log(JSON.stringify(i.return('r'))); log(JSON.stringify(i.next()));",
		"{\"value\":2,\"done\":false}\nend\n{\"value\":\"r\",\"done\":true}");
}

Test(vm_generator, delegation_hands_everything_on)
{
	expect_output(
		"function* inner() { try { log('in', yield 'a'); yield 'b'; } catch (e) { log('inner caught', e); yield 'c'; } return 'result'; }\n"
		"function* outer() { log('out', yield* inner()); }\n"
		"const i = outer(); log(i.next().value); log(i.next('sent').value); log(i.throw('err').value); log(i.next().done);",
		"a\nin sent\nb\ninner caught err\nc\nout result\ntrue");
}

Test(vm_generator, delegation_hands_the_result_object_on)
{
	expect_output(
		"const result = { value: 1, done: false, extra: true };\n"
		"function* g() { yield* { [Symbol.iterator]() { return { next: () => result }; } }; }\n"
		"log(g().next() === result);",
		"true");
}

Test(vm_generator, delegation_without_throw_closes_and_throws)
{
	expect_output(
		"const it = { [Symbol.iterator]() { return this; }, next() { return { value: 1, done: false }; }, return() { log('closed'); return {}; } };\n"
		"function* g() { yield* it; }\n"
		"const i = g(); i.next(); try { i.throw('x'); } catch (e) { log(e); }",
		"closed\nTypeError: The iterator does not provide a 'throw' method.");
}

Test(vm_generator, a_running_generator_cannot_be_entered)
{
	expect_output(
		"let i; function* g() { try { i.next(); } catch (e) { log(e); } yield 1; } i = g(); log(i.next().value);",
		"TypeError: Generator is already running\n1");
}

Test(vm_generator, prototypes_come_from_the_function)
{
	expect_output(
		"function* g() {} log(Object.getPrototypeOf(g()) === g.prototype, g() instanceof g);\n"
		"g.prototype = null; log(Object.getPrototypeOf(Object.getPrototypeOf(g())) === Object.getPrototypeOf(Object.getPrototypeOf((function* () {}).prototype)));\n"
		"log(Object.prototype.toString.call(g()), typeof g.prototype, g()[Symbol.iterator]() !== undefined);\n"
		"try { new g(); } catch (e) { log(e); }",
		"true true\ntrue\n[object Generator] object true\nTypeError: g is not a constructor");
}

Test(vm_generator, receivers_are_checked)
{
	expect_output(
		"function* g() {} const t = f => { try { f(); } catch (e) { log(e); } };\n"
		"t(() => g().next.call({})); t(() => g().return.call(1)); t(() => g().throw.call(undefined));",
		"TypeError: Method [Generator].prototype.next called on incompatible receiver #<Object>\n"
		"TypeError: Method [Generator].prototype.return called on incompatible receiver 1\n"
		"TypeError: Method [Generator].prototype.throw called on incompatible receiver undefined");
}

Test(vm_generator, spread_destructuring_and_for_of)
{
	expect_output(
		"function* g() { try { yield 1; yield 2; yield 3; } finally { log('closed'); } }\n"
		"log([...g()]); const [a] = g(); log(a); for (const x of g()) { if (x === 2) break; log(x); }\n"
		"log(Math.max(...g()), Array.from(g(), x => x * 2));",
		"closed\n1,2,3\nclosed\n1\n1\nclosed\nclosed\nclosed\n3 2,4,6");
}

Test(vm_generator, arguments_and_defaults_are_evaluated_at_the_call)
{
	expect_output(
		"function* g(a = log('default')) { log('body', a); } const i = g(); log('made'); i.next();",
		"default\nmade\nbody undefined");
}
