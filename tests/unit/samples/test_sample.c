/* SPDX-License-Identifier: MIT */
/*
 * test_sample.c - samples with what their documents say of them.
 */
#include "samples/sample.h"

#include <criterion/criterion.h>
#include <string.h>

static struct evl_arena arena;
static struct evl_samples samples;

static void start(void)
{
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
}

static void end(void)
{
	evl_arena_release(&arena);
}

TestSuite(samples_sample, .init = start, .fini = end);

static void read(const char *name, const char *text)
{
	evl_samples_read(&samples, name, text, (uint32_t)strlen(text), &(struct evl_sample_options){ 0 }, &arena);
}

static const struct evl_expectation *only_expectation(uint32_t sample)
{
	cr_assert_lt(sample, samples.count);
	cr_assert_eq(samples.samples[sample].expectation_count, 1);
	return &samples.samples[sample].expectations[0];
}

static void line_is(const struct evl_expectation *e, uint32_t number, const char *text)
{
	cr_assert_lt(number, e->line_count);
	cr_expect_eq(e->lines[number].length, strlen(text));
	cr_expect_arr_eq(e->lines[number].text, text, strlen(text), "%s", text);
}

Test(samples_sample, a_block_of_output_belongs_to_the_code_before_it)
{
	read("a.md", "```js\nconsole.log(1)\nconsole.log(2)\n```\n\nOutput:\n\n```\n1\n2\n```\n");
	cr_assert_eq(samples.count, 1);
	const struct evl_expectation *e = only_expectation(0);
	cr_expect_eq(e->form, EVL_FORM_FENCE);
	cr_expect_eq(e->line_count, 2);
	line_is(e, 0, "1");
	line_is(e, 1, "2");
}

Test(samples_sample, remarks_beside_calls)
{
	read("a.md", "```js\nconsole.log(1) // 1\n```\n");
	const struct evl_expectation *e = only_expectation(0);
	cr_expect_eq(e->form, EVL_FORM_SAME_LINE);
	cr_expect_eq(e->call, 0);
	line_is(e, 0, "1");
	cr_expect_eq(samples.text[e->lines[0].place.start], '1', "the place is in the document");
	cr_expect_gt(e->lines[0].place.start, 20);
}

Test(samples_sample, other_languages_are_no_samples)
{
	read("a.md", "```python\nprint(1)\n```\n\n```\nplain\n```\n");
	for (uint32_t i = 0; i < samples.count; i++)
		cr_expect_not_null(samples.samples[i].unsupported);
}

Test(samples_sample, a_directive_is_the_next_samples)
{
	read("a.md", "<!-- evloop: skip -->\n```js\na\n```\n```js\nb\n```\n");
	cr_assert_eq(samples.count, 2);
	cr_expect(samples.samples[0].directives.skip);
	cr_expect(!samples.samples[1].directives.skip);
}

Test(samples_sample, names_to_go_on_from)
{
	read("a.md", "<!-- evloop: name=first -->\n```js\nlet a\n```\n<!-- evloop: continue=first -->\n```js\na\n```\n<!-- evloop: continue=nobody -->\n```js\na\n```\n");
	cr_assert_eq(samples.count, 3);
	evl_samples_continue(&samples);
	cr_expect_eq(samples.samples[0].continues, UINT32_MAX);
	cr_expect_eq(samples.samples[1].continues, 0);
	cr_expect_eq(samples.samples[2].continues, UINT32_MAX);
	cr_expect_geq(samples.problems.count, 1, "nobody has that name");
}

Test(samples_sample, lines_of_a_block_without_indentation_and_blank_ends)
{
	struct evl_expectation to = { 0 };
	static const char text[] = "\n  a  \n    b\n\n  c\n\n";
	evl_sample_lines(&arena, text, sizeof text - 1, NULL, &to);
	cr_assert_eq(to.line_count, 4);
	line_is(&to, 0, "a");
	line_is(&to, 1, "  b");
	line_is(&to, 2, "");
	line_is(&to, 3, "c");
}

Test(samples_sample, a_script_is_one_sample)
{
	read("a.js", "console.log(1); // 1\n");
	cr_assert_eq(samples.count, 1);
	line_is(only_expectation(0), 0, "1");
}
