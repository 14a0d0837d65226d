/* SPDX-License-Identifier: MIT */
/* lib/builtins/symbol.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_symbol, symbols_are_unique_unless_registered)
{
	expect_output(
		"log(Symbol('a') === Symbol('a'), Symbol.for('a') === Symbol.for('a'), Symbol.keyFor(Symbol.for('a')), Symbol.keyFor(Symbol('a')), Symbol().description, Symbol('').description === '', String(Symbol('d')), Symbol.iterator.description, Symbol.keyFor(Symbol.iterator)); "
		"for (let i = 0; i < 2000; i++) Symbol.for('k' + i); "
		"log(Symbol.keyFor(Symbol.for('k1234')), Symbol.for('k5') === Symbol.for('k5'), 'k5' in { k5: 1 }); "
		"const s = Symbol('o'); "
		"log(Object(s) == s, typeof Object(s), Object(s).description, ({ [s]: 1 })[Object(s)]);\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => new Symbol()); t(() => s + ''); "
		"t(() => +s); t(() => Symbol.keyFor('x')); t(() => Symbol.prototype.toString.call(1)); "
		"t(() => Symbol.prototype.description);",
		"false true a undefined undefined true Symbol(d) Symbol.iterator undefined\nk1234 true true\n"
		"true object o 1\nTypeError: Symbol is not a constructor\n"
		"TypeError: Cannot convert a Symbol value to a string\n"
		"TypeError: Cannot convert a Symbol value to a number\nTypeError: x is not a symbol\n"
		"TypeError: Symbol.prototype.toString requires that 'this' be a Symbol\n"
		"TypeError: Symbol.prototype.description requires that 'this' be a Symbol");
}
