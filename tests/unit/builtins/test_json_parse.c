/* SPDX-License-Identifier: MIT */
/* JSON.parse with V8's messages. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_json_parse, values)
{
	static const char *const cases[][2] = {
		{ "JSON.stringify(JSON.parse(' { \"a\" : [1, -0, 1.5e3, \"x\\\\n\\\\u0041\", true, null], \"__proto__\": {\"1\":2} } '))",
		  "{\"a\":[1,0,1500,\"x\\nA\",true,null],\"__proto__\":{\"1\":2}}" },
		{ "Object.is(JSON.parse('-0'), -0)",
		  "true" },
		{ "JSON.parse('123456789012345678901234567890')",
		  "1.2345678901234568e+29" },
		{ "Object.keys(JSON.parse('{\"b\":1,\"a\":2,\"1\":3,\"b\":4}'))",
		  "1,b,a" },
		{ "JSON.parse('['.repeat(5000) + ']'.repeat(5000)).length",
		  "1" },
		{ "JSON.parse('\"\\u2028\"').length",
		  "1" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_parse, errors)
{
	static const char *const cases[][2] = {
		{ "JSON.parse('')",
		  "SyntaxError: Unexpected end of JSON input" },
		{ "JSON.parse('{')",
		  "SyntaxError: Expected property name or '}' in JSON at position 1" },
		{ "JSON.parse('[')",
		  "SyntaxError: Unexpected end of JSON input" },
		{ "JSON.parse('{\"a\"')",
		  "SyntaxError: Expected ':' after property name in JSON at position 4" },
		{ "JSON.parse('{\"a\":')",
		  "SyntaxError: Unexpected end of JSON input" },
		{ "JSON.parse('{\"a\":1')",
		  "SyntaxError: Expected ',' or '}' after property value in JSON at position 6" },
		{ "JSON.parse('{\"a\":1,')",
		  "SyntaxError: Expected double-quoted property name in JSON at position 7" },
		{ "JSON.parse('{\"a\":1,}')",
		  "SyntaxError: Expected double-quoted property name in JSON at position 7" },
		{ "JSON.parse('[1')",
		  "SyntaxError: Expected ',' or ']' after array element in JSON at position 2" },
		{ "JSON.parse('[1,')",
		  "SyntaxError: Unexpected end of JSON input" },
		{ "JSON.parse('[1,]')",
		  "SyntaxError: Unexpected token ']', \"[1,]\" is not valid JSON" },
		{ "JSON.parse('[1 2]')",
		  "SyntaxError: Expected ',' or ']' after array element in JSON at position 3" },
		{ "JSON.parse('{a:1}')",
		  "SyntaxError: Expected property name or '}' in JSON at position 1" },
		{ "JSON.parse('abc')",
		  "SyntaxError: Unexpected token 'a', \"abc\" is not valid JSON" },
		{ "JSON.parse('abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz')",
		  "SyntaxError: Unexpected token 'a', \"abcdefghij\"... is not valid JSON" },
		{ "JSON.parse('nul')",
		  "SyntaxError: Unexpected end of JSON input" },
		{ "JSON.parse('nulx')",
		  "SyntaxError: Unexpected token 'x', \"nulx\" is not valid JSON" },
		{ "JSON.parse('\"abc')",
		  "SyntaxError: Unterminated string in JSON at position 4" },
		{ "JSON.parse('\"\\\\x\"')",
		  "SyntaxError: Bad escaped character in JSON at position 2" },
		{ "JSON.parse('\"\\\\u12g4\"')",
		  "SyntaxError: Bad Unicode escape in JSON at position 5" },
		{ "JSON.parse('\"\\\\')",
		  "SyntaxError: Unexpected end of JSON input" },
		{ "JSON.parse('-')",
		  "SyntaxError: No number after minus sign in JSON at position 1" },
		{ "JSON.parse('1.')",
		  "SyntaxError: Unterminated fractional number in JSON at position 2" },
		{ "JSON.parse('1e')",
		  "SyntaxError: Exponent part is missing a number in JSON at position 2" },
		{ "JSON.parse('01')",
		  "SyntaxError: Unexpected number in JSON at position 1" },
		{ "JSON.parse('1 2')",
		  "SyntaxError: Unexpected non-whitespace character after JSON at position 2" },
		{ "JSON.parse('[] []')",
		  "SyntaxError: Unexpected non-whitespace character after JSON at position 3" },
		{ "JSON.parse('undefined')",
		  "SyntaxError: \"undefined\" is not valid JSON" },
		{ "JSON.parse('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,oops,16,17,18,19]')",
		  "SyntaxError: Unexpected token 'o', ...\",13,14,15,oops,16,17\"... is not valid JSON" },
		{ "JSON.parse('{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":1,\"b\":oops}')",
		  "SyntaxError: Unexpected token 'o', ...\"aa\":1,\"b\":oops}\" is not valid JSON" },
		{ "JSON.parse('<html>')",
		  "SyntaxError: Unexpected token '<', \"<html>\" is not valid JSON" },
		{ "JSON.parse('{\"a\":1,\"b\" 2}')",
		  "SyntaxError: Unexpected number in JSON at position 11" },
		{ "JSON.parse('{\"a\" 1}')",
		  "SyntaxError: Expected ':' after property name in JSON at position 5" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_parse, other_arguments)
{
	static const char *const cases[][2] = {
		{ "JSON.parse(undefined)",
		  "SyntaxError: \"undefined\" is not valid JSON" },
		{ "JSON.parse(null)",
		  "null" },
		{ "JSON.parse({})",
		  "SyntaxError: \"[object Object]\" is not valid JSON" },
		{ "JSON.parse(Symbol('x'))",
		  "TypeError: Cannot convert a Symbol value to a string" },
		{ "JSON.parse('\"a\\nb\"')",
		  "SyntaxError: Bad control character in string literal in JSON at position 2" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_parse, revivers_see_every_value)
{
	static const char *const cases[][2] = {
		{ "JSON.stringify(JSON.parse('{\"a\":[1,2],\"b\":{\"c\":3}}', function (k, v) { return typeof v === 'number' ? v * 2 : v; }))",
		  "{\"a\":[2,4],\"b\":{\"c\":6}}" },
		{ "JSON.stringify(JSON.parse('{\"a\":1,\"b\":2}', (k, v) => k === 'a' ? undefined : v))",
		  "{\"b\":2}" },
		{ "(() => { const keys = []; JSON.parse('{\"a\":[1,{\"b\":2}]}', (k, v) => (keys.push(k), v)); return keys.join(); })()",
		  "0,b,1,a," },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
