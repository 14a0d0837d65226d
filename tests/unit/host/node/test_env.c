/* SPDX-License-Identifier: MIT */
/*
 * test_env.c - process.env. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_env, texts_by_name)
{
	static const struct console_case cases[] = {
		{ "process.env.KIN_A = 5; process.env.KIN_B = null; process.env.KIN_C = undefined; console.log(typeof process.env.KIN_A, process.env.KIN_B, process.env.KIN_C, process.env.KIN_NONE, 'KIN_A' in process.env, Object.keys(process.env).includes('KIN_A'));\n"
		  "console.log(delete process.env.KIN_A, process.env.KIN_A, delete process.env.KIN_NONE); try { process.env[Symbol('x')] = 1; } catch (e) { console.log(e.name, e.message); } try { process.env.KIN_D = Symbol('x'); } catch (e) { console.log(e.name, e.message); }",
		  "string null undefined undefined true true\n"
		  "true undefined true\n"
		  "TypeError Cannot convert a Symbol value to a string\n"
		  "TypeError Cannot convert a Symbol value to a string" },
	};
	EXPECT_PRINTS("node", cases);
}
