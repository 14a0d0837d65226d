/* SPDX-License-Identifier: MIT */
#include "samples/label.h"

#include <criterion/criterion.h>
#include <string.h>

static struct evl_label read(const char *text)
{
	return evl_label_read(text, (struct evl_range){ 0, (uint32_t)strlen(text) }, NULL);
}

/* What stands after the label; "-" when there is none. */
static const char *rest(const char *text)
{
	struct evl_label label = read(text);
	return label.flags == 0 ? "-" : text + label.end;
}

Test(samples_label, words_and_their_ends)
{
	cr_expect_str_eq(rest("Output: 1"), "1");
	cr_expect_str_eq(rest("output"), "");
	cr_expect(read("Output:").has_colon && !read("Output").has_colon);
	cr_expect_str_eq(rest("an output"), "-");
	cr_expect_str_eq(rest(""), "-");
}

Test(samples_label, unordered_output_says_so)
{
	cr_expect((read("Unordered output:").flags & LABEL_UNORDERED) != 0);
	cr_expect_eq(read("Output:").flags & LABEL_UNORDERED, 0);
}

Test(samples_label, decoration_is_no_part_of_the_words)
{
	cr_expect(read("**Output:**").flags != 0);
	cr_expect_str_eq(rest("**Output:** x"), "x");
}

Test(samples_label, words_of_the_user)
{
	static const char *const words[] = { "konsole" };
	struct evl_label_words own = { words, 1 };
	struct evl_range range = { 0, 10 };
	cr_expect_eq(evl_label_read("Konsole: 1", range, NULL).flags, 0);
	cr_expect(evl_label_read("Konsole: 1", range, &own).flags != 0);
}

Test(samples_label, arrows)
{
	static const char *const arrows[] = { "=>", "->", "\xE2\x86\x92" };
	for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++)
		cr_expect_eq(evl_label_arrow(arrows[i], (struct evl_range){ 0, (uint32_t)strlen(arrows[i]) }), strlen(arrows[i]),
			     "%s", arrows[i]);
	cr_expect_eq(evl_label_arrow("x =>", (struct evl_range){ 0, 4 }), 0, "an arrow stands at the beginning");
}
