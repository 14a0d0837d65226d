/* SPDX-License-Identifier: MIT */
/*
 * test_ignore.c - ignore files as gitignore(5) has them.
 */
#include "ignore.h"

#include <criterion/criterion.h>
#include <string.h>

static bool ignored(const char *rules, const char *path, bool is_folder)
{
	struct ignore_rules *read = ignore_from_text("/r", rules, strlen(rules), NULL);
	cr_assert(read != NULL);
	bool result = ignore_matches(read, path, is_folder);
	ignore_release(read);
	return result;
}

Test(cli_ignore, names_match_at_any_depth_and_paths_from_the_folder)
{
	cr_expect(ignored("x.md\n", "/r/x.md", false));
	cr_expect(ignored("x.md\n", "/r/a/b/x.md", false));
	cr_expect(ignored("/x.md\n", "/r/x.md", false));
	cr_expect(!ignored("/x.md\n", "/r/a/x.md", false));
	cr_expect(ignored("a/x.md\n", "/r/a/x.md", false));
	cr_expect(!ignored("a/x.md\n", "/r/b/a/x.md", false));
}

Test(cli_ignore, a_slash_at_the_end_is_for_folders)
{
	cr_expect(ignored("build/\n", "/r/build", true));
	cr_expect(!ignored("build/\n", "/r/build", false));
}

Test(cli_ignore, the_last_rule_that_matches_wins)
{
	cr_expect(!ignored("*.md\n!a.md\n", "/r/a.md", false));
	cr_expect(ignored("!a.md\n*.md\n", "/r/a.md", false));
}

Test(cli_ignore, comments_blanks_and_escapes)
{
	cr_expect(!ignored("# a\n\n", "/r/# a", false));
	cr_expect(ignored("\\#a\n", "/r/#a", false));
	cr_expect(ignored("\\!a\n", "/r/!a", false));
	cr_expect(ignored("a  \n", "/r/a", false), "blanks at the end do not count");
	cr_expect(ignored("a\\ \n", "/r/a ", false), "unless they are escaped");
	cr_expect(ignored("a\r\n", "/r/a", false));
	cr_expect(ignored("a", "/r/a", false), "the last line needs no end");
}

Test(cli_ignore, rules_of_a_nearer_folder_win)
{
	struct ignore_rules *outer = ignore_from_text("/r", "*.md\n", 5, NULL);
	struct ignore_rules *inner = ignore_from_text("/r/a", "!x.md\n", 6, outer);
	cr_expect(!ignore_matches(inner, "/r/a/x.md", false));
	cr_expect(ignore_matches(inner, "/r/a/y.md", false));
	ignore_release(inner);
	ignore_release(outer);
	cr_expect(!ignore_matches(NULL, "/r/x.md", false));
}
