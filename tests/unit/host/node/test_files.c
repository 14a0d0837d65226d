/* SPDX-License-Identifier: MIT */
/*
 * test_files.c - What node:fs sees of files. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_files, what_is_written_can_be_read)
{
	static const struct console_case cases[] = {
		{ "const fs = require('fs'); fs.writeFileSync('/tmp/kin-a.txt', 'one'); fs.appendFileSync('/tmp/kin-a.txt', ' two'); console.log(fs.readFileSync('/tmp/kin-a.txt', 'utf8'), fs.existsSync('/tmp/kin-a.txt'), fs.statSync('/tmp/kin-a.txt').size, fs.statSync('/tmp/kin-a.txt').isFile()); fs.unlinkSync('/tmp/kin-a.txt'); console.log(fs.existsSync('/tmp/kin-a.txt'));\n"
		  "for (const f of [() => fs.readFileSync('/nonexistent/x'), () => fs.unlinkSync('/nonexistent/x'), () => fs.readFileSync(5.5), () => fs.mkdirSync('/nonexistent/a/b'), () => fs.readdirSync('/nonexistent')]) try { f(); } catch (e) { console.log(e.code, e.syscall, e.message); }",
		  "one two true 7 true\n"
		  "false\n"
		  "ENOENT open ENOENT: no such file or directory, open '/nonexistent/x'\n"
		  "ENOENT unlink ENOENT: no such file or directory, unlink '/nonexistent/x'\n"
		  "ERR_INVALID_ARG_TYPE undefined The \"path\" argument must be of type string or an instance of Buffer or URL. Received type number (5.5)\n"
		  "ENOENT mkdir ENOENT: no such file or directory, mkdir '/nonexistent/a/b'\n"
		  "ENOENT scandir ENOENT: no such file or directory, scandir '/nonexistent'" },
	};
	EXPECT_PRINTS("node", cases);
}
