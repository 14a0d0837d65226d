/* SPDX-License-Identifier: MIT */
#include "samples/sample.h"

#include <criterion/criterion.h>
#include <string.h>

static const char document[] = "<!-- evloop: name=first -->\n```js\nconst a = 1;\n```\n\n"
			       "```js\nconst b = 2;\n```\n\n"
			       "<!-- evloop: continue=first -->\n```js\na;\n```\n\n"
			       "<!-- evloop: continue -->\n```js\na;\n```\n\n"
			       "<!-- evloop: continue=second -->\n```js\na;\n```\n";

Test(samples_continuation, by_name_and_by_place)
{
	struct evl_arena arena;
	struct evl_samples samples;
	struct evl_sample_options options = { 0 };
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_samples_read(&samples, "a.md", document, (uint32_t)strlen(document), &options, &arena);
	cr_assert_eq(samples.count, 5);
	cr_expect_eq(samples.samples[0].continues, UINT32_MAX);
	cr_expect_eq(samples.samples[2].continues, 0);
	cr_expect_eq(samples.samples[3].continues, 2);
	cr_expect_eq(samples.samples[4].continues, UINT32_MAX);
	cr_assert_eq(samples.problems.count, 1);
	cr_expect_eq(samples.problems.first->rule, 103);
	evl_arena_release(&arena);
}
