/* SPDX-License-Identifier: MIT */
#include "host/import.h"

#include <criterion/criterion.h>

static void leads_to(const char *referrer, const char *specifier, const char *path)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 16));
	cr_expect_str_eq(evl_import_path(&arena, referrer, specifier), path, "%s from %s: %s", specifier, referrer,
			 evl_import_path(&arena, referrer, specifier));
	evl_arena_release(&arena);
}

Test(host_import, relative_to_the_folder_of_the_referrer)
{
	leads_to("/a/b/main.mjs", "./x.mjs", "/a/b/x.mjs");
	leads_to("/a/b/main.mjs", "../x.mjs", "/a/x.mjs");
	leads_to("/main.mjs", "./x.mjs", "/x.mjs");
	leads_to("/a/b/main.mjs", "./c/../../d/./x.mjs", "/a/d/x.mjs");
}

Test(host_import, absolute_paths_and_file_urls)
{
	leads_to("/a/b/main.mjs", "/x.mjs", "/x.mjs");
	leads_to("/a/b/main.mjs", "file:///x/y.mjs", "/x/y.mjs");
	leads_to("/a/b/main.mjs", "//x///y.mjs", "/x/y.mjs");
}

Test(host_import, nothing_lies_above_the_root)
{
	leads_to("/a/main.mjs", "../../../../x.mjs", "/x.mjs");
	leads_to("/a/main.mjs", "../..", "/");
	leads_to("/a/main.mjs", "/..", "/");
}

Test(host_import, a_slash_at_the_end_stays)
{
	leads_to("/a/main.mjs", "./b/", "/a/b/");
	leads_to("/a/main.mjs", "./", "/a/");
	leads_to("/a/main.mjs", "..", "/");
}

Test(host_import, names_with_dots_are_names)
{
	leads_to("/a/main.mjs", "./...", "/a/...");
	leads_to("/a/main.mjs", "./.hidden/..x", "/a/.hidden/..x");
}
