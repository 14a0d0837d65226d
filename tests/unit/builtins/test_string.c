/* SPDX-License-Identifier: MIT */
/* String: constructor, statics, units and pieces. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_string, positions_count_from_both_ends)
{
	static const char *const cases[][2] = {
		{ "'abc'.at(-1) + 'abc'.at(0) + 'abc'.at(5)",
		  "caundefined" },
		{ "'abc'.charAt(1) + 'abc'.charAt(-1) + 'abc'.charAt(3)",
		  "b" },
		{ "'a😀'.charCodeAt(1) + ' ' + 'a😀'.codePointAt(1) + ' ' + 'a😀'.codePointAt(2) + ' ' + 'a'.charCodeAt(9) + ' ' + 'a'.codePointAt(9)",
		  "55357 128512 56832 NaN undefined" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string, pieces_are_clamped)
{
	static const char *const cases[][2] = {
		{ "['hello'.slice(1, 3), 'hello'.slice(-3), 'hello'.slice(3, 1), 'hello'.slice(0, -1)].join('|')",
		  "el|llo||hell" },
		{ "['hello'.substring(3, 1), 'hello'.substring(-5, 2), 'hello'.substring(NaN), 'hello'.substring(2, Infinity)].join('|')",
		  "el|he|hello|llo" },
		{ "['hello'.substr(-3, 2), 'hello'.substr(1), 'hello'.substr(1, -1), 'hello'.substr(9)].join('|')",
		  "ll|ello||" },
		{ "'a'.concat(1, null, [2, 3], {})",
		  "a1null2,3[object Object]" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string, constructor_converts)
{
	static const char *const cases[][2] = {
		{ "String(Symbol('x')) + String(null) + String([1, [2, 3]]) + String()",
		  "Symbol(x)null1,2,3" },
		{ "typeof new String('a') + new String('abc').length + Object.keys(new String('ab'))",
		  "object30,1" },
		{ "new String(Symbol('x'))",
		  "TypeError: Cannot convert a Symbol value to a string" },
		{ "new (class S extends String { shout() { return this + '!'; } })('hi').shout()",
		  "hi!" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string, statics_build_texts)
{
	static const char *const cases[][2] = {
		{ "String.fromCharCode(72, 105, 0x1F600) + String.fromCharCode()",
		  "Hi" },
		{ "String.fromCodePoint(0x1F600, 65)",
		  "😀A" },
		{ "String.fromCodePoint(-1)",
		  "RangeError: Invalid code point -1" },
		{ "String.fromCodePoint(1.5)",
		  "RangeError: Invalid code point 1.5" },
		{ "String.raw`a\\n${1}b${2}`",
		  "a\\n1b2" },
		{ "String.raw({ raw: 'abc' }, 1, 2, 3)",
		  "a1b2c" },
		{ "String.raw()",
		  "TypeError: Cannot convert undefined or null to object" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string, iteration_is_by_code_point)
{
	static const char *const cases[][2] = {
		{ "[...'a😀b\\ud800'].length",
		  "4" },
		{ "Object.prototype.toString.call(''[Symbol.iterator]())",
		  "[object String Iterator]" },
		{ "Array.from('añ😀').join('-')",
		  "a-ñ-😀" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string, receivers_are_checked)
{
	static const char *const cases[][2] = {
		{ "String.prototype.toString.call(1)",
		  "TypeError: String.prototype.toString requires that 'this' be a String" },
		{ "String.prototype.valueOf.call({})",
		  "TypeError: String.prototype.valueOf requires that 'this' be a String" },
		{ "String.prototype.at.call(null, 0)",
		  "TypeError: String.prototype.at called on null or undefined" },
		{ "String.prototype.slice.call(12345, 1, 3)",
		  "23" },
		{ "String.prototype.trim.call(undefined)",
		  "TypeError: String.prototype.trim called on null or undefined" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string, names_are_in_their_order)
{
	static const char *const cases[][2] = {
		{ "Object.getOwnPropertyNames(String.prototype)",
		  "length,constructor,anchor,at,big,blink,bold,charAt,charCodeAt,codePointAt,concat,endsWith,fontcolor,fontsize,fixed,includes,indexOf,isWellFormed,italics,lastIndexOf,link,localeCompare,match,matchAll,normalize,padEnd,padStart,repeat,replace,replaceAll,search,slice,small,split,strike,sub,substr,substring,sup,startsWith,toString,toWellFormed,trim,trimStart,trimLeft,trimEnd,trimRight,toLocaleLowerCase,toLocaleUpperCase,toLowerCase,toUpperCase,valueOf" },
		{ "Object.getOwnPropertyNames(String)",
		  "length,name,prototype,fromCharCode,fromCodePoint,raw" },
		{ "[String.prototype.replace.length, String.prototype.padStart.length, String.prototype.trimLeft.name, String.prototype[Symbol.iterator].name]",
		  "2,1,trimStart,[Symbol.iterator]" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
