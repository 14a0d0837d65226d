/* SPDX-License-Identifier: MIT */
#include "glob.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void matches(const char *pattern, const char *path)
{
	cr_expect(glob_match(pattern, path, GLOB_BRACES), "%s should match %s", pattern, path);
}

static void refuses(const char *pattern, const char *path)
{
	cr_expect(!glob_match(pattern, path, GLOB_BRACES), "%s should not match %s", pattern, path);
}

Test(cli_glob, a_star_stays_within_a_name)
{
	matches("*.md", "a.md");
	matches("a*b*c", "aXbYbc");
	refuses("*.md", "docs/a.md");
	refuses("a*b", "acb/b");
	matches("docs/*/x", "docs/a/x");
	refuses("docs/*/x", "docs/a/b/x");
}

Test(cli_glob, two_stars_are_any_number_of_folders)
{
	matches("**/x", "x");
	matches("**/x", "a/b/x");
	matches("a/**/x", "a/x");
	matches("a/**", "a/b/c");
	matches("a/**/b/**/c", "a/1/b/2/3/c");
	refuses("a/**/x", "b/x");
	refuses("a**/x", "a/b/x");
}

Test(cli_glob, classes_and_question_marks)
{
	matches("[a-c]?", "bz");
	matches("[!a-c]", "d");
	refuses("[!a-c]", "b");
	refuses("?", "/");
	matches("[]]", "]");
	matches("[a-]", "-");
	refuses("[a", "a");
}

Test(cli_glob, braces_and_backslashes)
{
	matches("{a,b}.{md,mdx}", "b.mdx");
	matches("a{,b}c", "ac");
	matches("{a,{b,c}}", "c");
	refuses("{a,b}", "{a,b}");
	cr_expect(glob_match("{a,b}", "{a,b}", GLOB_PLAIN));
	matches("\\*", "*");
	refuses("\\*", "a");
	cr_expect(glob_has_magic("a*") && glob_has_magic("[x]") && !glob_has_magic("plain/name.md"));
}

Test(cli_glob, hostile_patterns_end_soon)
{
	static char pattern[1 << 14], path[1 << 14];
	for (size_t i = 0; i + 2 < sizeof pattern; i += 2)
		memcpy(pattern + i, "*a", 2);
	memset(path, 'a', sizeof path - 2);
	path[sizeof path - 2] = 'b';
	refuses(pattern, path);
	memset(pattern, 0, sizeof pattern);
	for (size_t i = 0; i + 5 < 200; i += 5)
		memcpy(pattern + i, "{a,b}", 5);
	refuses(pattern, "c");
	memset(pattern, '{', sizeof pattern - 1);
	refuses(pattern, "a");
	memset(pattern, 0, sizeof pattern);
	for (size_t i = 0; i + 3 < sizeof pattern; i += 3)
		memcpy(pattern + i, "**/", 3);
	for (size_t i = 0; i + 2 < sizeof path; i += 2)
		memcpy(path + i, "a/", 2);
	glob_match(pattern, path, GLOB_PLAIN);
}
