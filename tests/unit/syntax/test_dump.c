/* SPDX-License-Identifier: MIT */
/*
 * test_dump.c - the forms of s-expressions that the other tests take for granted.
 */
#include "parsed.h"

Test(syntax_dump, missing_children_are_dashes_and_holes_too)
{
	static const struct parse_case cases[] = {
		{ 's', "[, a]; for (;;) ;", "(program [(expression-statement (array [- (identifier 'a')])) (for - - - (empty))])" },
		{ 's', "x = 'a\\'b'", "(program [(expression-statement (assignment = (identifier 'x') (string 'a'b')))])" },
	};
	CHECK_CASES(cases);
	struct evl_buffer buffer;
	evl_buffer_init(&buffer);
	evl_node_dump(NULL, NULL, &buffer);
	cr_expect_str_eq(buffer.bytes, "-");
	evl_buffer_release(&buffer);
}
