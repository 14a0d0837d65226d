/* SPDX-License-Identifier: MIT */
/*
 * check_words.c - see check_report.h: hosts, URIs, XML text and line diffs, as several formats of `evloop check` write them.
 */
#include "report/check_report.h"

#include <string.h>

#include "base/utf.h"
#include "report/formats.h"

void evl_check_hosts(struct evl_buffer *out, unsigned mask, const char *between)
{
	bool any = false;
	for (unsigned bit = 1; bit <= EVL_CHECK_BROWSER; bit <<= 1) {
		if ((mask & bit) == 0)
			continue;
		evl_buffer_printf(out, "%s%s", any ? between : "", evl_check_host_name(bit));
		any = true;
	}
}

static bool is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c != 0 && strchr("-._~/", c) != NULL);
}

void evl_check_uri(struct evl_buffer *out, const char *path)
{
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	if (path[0] == '/')
		evl_buffer_append_text(out, "file://");
	for (; *path != '\0'; path++) {
		if (is_unreserved((unsigned char)*path))
			evl_buffer_append_byte(out, *path);
		else
			evl_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
	}
}

void evl_check_name(struct evl_buffer *out, const char *name)
{
	for (size_t n; *name != '\0'; name += n) {
		n = strcspn(name, "\n\t");
		if (n != 0) {
			evl_report_safe_text(out, name, n);
			continue;
		}
		evl_buffer_append_text(out, *name == '\n' ? "\\n" : "\\t");
		n = 1;
	}
}

void evl_check_xml(struct evl_buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t taken;
		uint32_t c = evl_utf8_decode(text + i, length - i, &taken);
		if (c == '<')
			evl_buffer_append_text(out, "&lt;");
		else if (c == '>')
			evl_buffer_append_text(out, "&gt;");
		else if (c == '&')
			evl_buffer_append_text(out, "&amp;");
		else if (c == '"')
			evl_buffer_append_text(out, "&quot;");
		else if (c == 0xFFFD || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c < 0xE000))
			evl_buffer_append_text(out, "\xEF\xBF\xBD");
		else if (c >= 0x20 || c == '\n' || c == '\t')
			evl_buffer_append(out, text + i, taken);
		i += taken;
	}
}

static bool same_text(struct evl_check_text a, struct evl_check_text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

static void diff_line(struct evl_buffer *out, char sign, struct evl_check_text text)
{
	evl_buffer_append_byte(out, sign);
	evl_buffer_append(out, text.text, text.length);
	evl_buffer_append_byte(out, '\n');
}

void evl_check_line_diff(struct evl_buffer *out, const struct evl_check_sample *sample)
{
	const struct evl_check_line *e = sample->expected, *p = sample->predicted;
	uint32_t n = sample->expected_count, m = sample->predicted_count, start = 0;
	if (n == 0 || m == 0 || !sample->expected_is_transcript)
		return;
	while (start < n && start < m && same_text(e[start].text, p[start].text))
		diff_line(out, ' ', e[start++].text);
	while (n > start && m > start && same_text(e[n - 1].text, p[m - 1].text))
		n--, m--;
	for (uint32_t i = start; i < n; i++)
		diff_line(out, '-', e[i].text);
	for (uint32_t i = start; i < m; i++)
		diff_line(out, '+', p[i].text);
	for (uint32_t i = n; i < sample->expected_count; i++)
		diff_line(out, ' ', e[i].text);
}
