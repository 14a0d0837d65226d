/* SPDX-License-Identifier: MIT */
/*
 * test_folder.c - process.cwd and process.chdir. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_folder, relative_paths_begin_where_chdir_went)
{
	static const struct console_case cases[] = {
		{ "const fs = require('fs'), path = require('path'); fs.mkdirSync('/tmp/folder-of-a-test/in', { recursive: true }); process.chdir('/tmp/folder-of-a-test'); console.log(process.cwd(), path.resolve('in'));\n"
		  "process.chdir('in'); fs.writeFileSync('file', 'text'); console.log(fs.readFileSync('/tmp/folder-of-a-test/in/file', 'utf8'), path.relative('..', 'file')); process.chdir('../..'); console.log(process.cwd()); fs.rmSync('/tmp/folder-of-a-test', { recursive: true });",
		  "/tmp/folder-of-a-test /tmp/folder-of-a-test/in\n"
		  "text in/file\n"
		  "/tmp" },
		{ "process.chdir('/'); for (const folder of ['/no-such-folder', '']) try { process.chdir(folder); } catch (err) { console.log(err.message, err.path, err.dest, process.cwd()); }",
		  "ENOENT: no such file or directory, chdir '/' -> '/no-such-folder' / /no-such-folder /\n"
		  "ENOENT: no such file or directory, chdir '/' -> '' /  /" },
	};
	EXPECT_PRINTS("node", cases);
}
