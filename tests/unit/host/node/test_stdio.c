/* SPDX-License-Identifier: MIT */
/*
 * test_stdio.c - process.stdout and process.stderr. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_stdio, writing)
{
	static const struct console_case cases[] = {
		{ "console.log(process.stdout.fd, process.stderr.fd, process.stdout.writable);\n"
		  "for (const v of [5, null, {}]) try { process.stdout.write(v); } catch (e) { console.log(e.code, e.message); }",
		  "1 2 true\n"
		  "ERR_INVALID_ARG_TYPE The \"chunk\" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type number (5)\n"
		  "ERR_STREAM_NULL_VALUES May not write null values to stream\n"
		  "ERR_INVALID_ARG_TYPE The \"chunk\" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received an instance of Object" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(host_node_stdio, a_write_of_the_snippets_own)
{
	static const struct console_case cases[] = {
		{ "const seen = []; const write = process.stdout.write; process.stdout.write = function (text) { seen.push(text); return true; }; console.log('caught', { a: 1 }); console.info('%s', 'x'); process.stdout.write = write; console.log(JSON.stringify(seen));",
		  "[\"caught { a: 1 }\\n\",\"x\\n\"]" },
	};
	EXPECT_PRINTS("node", cases);
}
