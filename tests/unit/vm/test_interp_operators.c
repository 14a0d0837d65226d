/* SPDX-License-Identifier: MIT */
/* Operators on mixed operands. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_interp_operators, plus_adds_or_joins)
{
	expect_output(
		"log(1 + '2', '3' + 4, 1 + null, 1 + undefined, true + true, [] + {}, [1] + [2], 'a' + null, 1 + "
		"{ valueOf() { return 2; } }, '' + { toString() { return 't'; }, valueOf() { return 'v'; } }, "
		"`${{ toString() { return 't'; }, valueOf() { return 'v'; } }}`);",
		"12 34 1 NaN 2 [object Object] 12 anull 3 v t");
}

Test(vm_interp_operators, numeric_operators_convert)
{
	expect_output(
		"log('6' * '7', '9' / 3, '5' - 2, -'3', +'', +' 12 ', +'1x', +[], +[5], +{}, +null, +undefined, "
		"+true, 2 ** 10, (-8) ** (1 / 3), 2 ** -1, NaN ** 0);",
		"42 3 3 -3 0 12 NaN 0 5 NaN 0 NaN 1 1024 NaN 0.5 1");
}

Test(vm_interp_operators, operands_are_converted_in_order)
{
	expect_output(
		"const o = n => ({ valueOf() { log('valueOf', n); return n; } }); log(o(6) - o(4), o(2) * o(3), "
		"o(1) + o(2)); let x = o(5); x++; log(x); x = o(1); log(x++ + x);",
		"valueOf 6\n"
		"valueOf 4\n"
		"valueOf 2\n"
		"valueOf 3\n"
		"valueOf 1\n"
		"valueOf 2\n"
		"2 6 3\n"
		"valueOf 5\n"
		"6\n"
		"valueOf 1\n"
		"3");
}

Test(vm_interp_operators, symbols_do_not_convert)
{
	expect_output(
		"for (const f of [() => Symbol('s') + '', () => +Symbol(), () => Symbol() * 2, () => "
		"`${Symbol('t')}`]) try { f(); } catch (e) { log(e.message); } log(String(Symbol('d')), "
		"Symbol('x').toString());",
		"Cannot convert a Symbol value to a string\n"
		"Cannot convert a Symbol value to a number\n"
		"Cannot convert a Symbol value to a number\n"
		"Cannot convert a Symbol value to a string\n"
		"Symbol(d) Symbol(x)");
}

Test(vm_interp_operators, loose_equality)
{
	expect_output(
		"log(null == undefined, null == 0, '' == 0, '0' == false, [1] == 1, NaN == NaN, 'a' == new "
		"String('a'), ({}) == '[object Object]', 1 == '1.0', true == '1', Symbol.iterator == 'x');",
		"true false true true true false true true true true false");
}

Test(vm_interp_operators, typeof_of_everything)
{
	expect_output(
		"log(typeof 1, typeof 'a', typeof true, typeof undefined, typeof null, typeof {}, typeof [], "
		"typeof (() => 1), typeof class {}, typeof Symbol(), typeof function* () {});",
		"number string boolean undefined object object object function function symbol function");
}

Test(vm_interp_operators, instanceof)
{
	expect_output(
		"class A {} class B extends A {} log(new B() instanceof A, {} instanceof A, 5 instanceof Number, "
		"[] instanceof Object, Object.create(null) instanceof Object, 5 instanceof { "
		"[Symbol.hasInstance]: v => v === 5 }); try { ({}) instanceof 5; } catch (e) { log(e.message); } "
		"try { ({}) instanceof {}; } catch (e) { log(e.message); }",
		"true false false true false true\n"
		"Right-hand side of 'instanceof' is not an object\n"
		"Right-hand side of 'instanceof' is not callable");
}
