/* SPDX-License-Identifier: MIT */
/* BigInt. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_bigint, conversions_and_widths)
{
	expect_output(
		"const t = f => { try { log(String(f())); } catch (e) { log(e); } };\n"
		"t(() => BigInt(' 0x1f ')); t(() => BigInt(1e25)); t(() => BigInt(1.5)); t(() => BigInt('1n')); t(() => BigInt(null)); t(() => new BigInt(1));\n"
		"t(() => BigInt.asIntN(8, 255n)); t(() => BigInt.asUintN(64, -1n)); t(() => BigInt.asUintN(8, 1)); t(() => BigInt.asIntN(-1, 1n));\n"
		"t(() => (-255n).toString(16)); t(() => (5n).toString(1)); t(() => (1234567n).toLocaleString()); t(() => BigInt.prototype.valueOf.call(1)); t(() => Object(3n) + 1n);",
		"31\n10000000000000000905969664\n"
		"RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer\n"
		"SyntaxError: Cannot convert 1n to a BigInt\nTypeError: Cannot convert null to a BigInt\nTypeError: BigInt is not a constructor\n"
		"-1\n18446744073709551615\nTypeError: Cannot convert 1 to a BigInt\n"
		"RangeError: Invalid value: not (convertible to) a safe integer\n"
		"-ff\nRangeError: toString() radix argument must be between 2 and 36\n1,234,567\n"
		"TypeError: BigInt.prototype.valueOf requires that 'this' be a BigInt\n4");
}
