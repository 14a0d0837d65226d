/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "report/formats.h"

static void json_is(const char *text, size_t length, const char *expected)
{
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_json_string(&out, text, length);
	cr_expect_str_eq(out.bytes, expected);
	evl_buffer_release(&out);
}

static void safe_is(const char *text, const char *expected)
{
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_report_safe_text(&out, text, strlen(text));
	cr_expect_str_eq(out.bytes, expected);
	evl_buffer_release(&out);
}

Test(report_shared, json_strings_escape_what_json_and_javascript_must_not_hold)
{
	json_is("a\"b\\c\n\r\t", 8, "\"a\\\"b\\\\c\\n\\r\\t\"");
	json_is("\0\x1F\x7F", 3, "\"\\u0000\\u001f\\u007f\"");
	json_is("\xE2\x80\xA8\xE2\x80\xA9", 6, "\"\\u2028\\u2029\"");
	json_is("\xC3\xA9\xF0\x9F\x98\x80", 6, "\"\xC3\xA9\xF0\x9F\x98\x80\"");
	json_is("", 0, "\"\"");
}

Test(report_shared, json_is_always_utf8)
{
	json_is("a\xFF" "b", 3, "\"a\xEF\xBF\xBD" "b\"");
	json_is("\xC3", 1, "\"\xEF\xBF\xBD\"");
	json_is("\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

Test(report_shared, members)
{
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_json_key(&out, "name");
	evl_json_text(&out, NULL);
	evl_json_key(&out, "b");
	evl_json_text(&out, "x");
	cr_expect_str_eq(out.bytes, ",\"name\":null,\"b\":\"x\"");
	evl_buffer_release(&out);
}

Test(report_shared, terminals_get_no_control_characters_of_a_snippet)
{
	safe_is("a\tb\n", "a\tb\n");
	safe_is("\x1B[31m\x07\x7F", "\\x1B[31m\\x07\\x7F");
	safe_is("\xC2\x9B" "0m", "\\x9B0m");
	safe_is("\xE2\x80\xAE" "evil\xE2\x81\xA9", "\\u202eevil\\u2069");
	safe_is("\xC3\xA9", "\xC3\xA9");
}

static bool refuse(void *context, const char *bytes, size_t length)
{
	(void)bytes;
	*(size_t *)context += length;
	return false;
}

Test(report_shared, a_buffer_that_failed_is_not_written)
{
	size_t written = 0;
	struct evl_sink sink = { refuse, &written };
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_buffer_append_text(&out, "abc");
	cr_expect(!evl_report_flush(&out, &sink));
	cr_expect_eq(written, 3);
	evl_buffer_init(&out);
	out.failed = true;
	cr_expect(!evl_report_flush(&out, &sink));
	cr_expect_eq(written, 3);
	evl_buffer_init(&out);
	cr_expect(evl_report_flush(&out, &sink), "nothing to write is no failure");
}
