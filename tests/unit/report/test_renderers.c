/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "../explain/traced.h"
#include "base/buffer.h"
#include "report/formats.h"

static bool keep(void *context, const char *bytes, size_t length)
{
	evl_buffer_append(context, bytes, length);
	return true;
}

struct rendered {
	struct evl_buffer out, notes;
};

static void render(const struct traced *t, const char *format, bool stdout_only, struct rendered *r)
{
	struct evl_report report = {
		.run = { .trace = &t->trace, .profile = "node", .title = "Node.js 20", .goal = "commonjs", .status = EVL_STATUS_OK },
		.file = "test.js",
		.version = "0",
		.sources = &t->source,
		.source_count = 1,
	};
	struct evl_report_options options = { .ascii = true, .stdout_only = stdout_only };
	evl_buffer_init(&r->out);
	evl_buffer_init(&r->notes);
	struct evl_sink out = { keep, &r->out }, notes = { keep, &r->notes };
	const struct evl_renderer *renderer = evl_renderer_find(format);
	cr_assert_not_null(renderer);
	cr_assert(renderer->render(&report, &options, &out, &notes));
}

static void forget(struct rendered *r)
{
	evl_buffer_release(&r->out);
	evl_buffer_release(&r->notes);
}

Test(report_renderers, plain_is_the_console_and_nothing_else)
{
	struct traced t;
	struct rendered r;
	traced_timer(&t);
	render(&t, "plain", false, &r);
	cr_expect_str_eq(r.out.bytes, "a\nt \"q\"\n");
	cr_expect(r.notes.length == 0);
	forget(&r);
	t.trace.events[1].stream = 1;
	render(&t, "plain", true, &r);
	cr_expect_str_eq(r.out.bytes, "t \"q\"\n");
	forget(&r);
	traced_release(&t);
}

Test(report_renderers, all_formats_tell_the_same_lines)
{
	struct traced t;
	struct rendered r;
	traced_timer(&t);
	render(&t, "text", false, &r);
	cr_expect(strstr(r.out.bytes, "   1  a\n") != NULL);
	cr_expect(strstr(r.out.bytes, "   2  t \"q\"\n        macrotask (timer 5 ms) - 5 ms - line 3") != NULL, "%s", r.out.bytes);
	forget(&r);
	render(&t, "json", false, &r);
	cr_expect(strstr(r.out.bytes, "\"n\":2,\"text\":\"t \\\"q\\\"\",\"stream\":\"out\"") != NULL, "%s", r.out.bytes);
	cr_expect(strstr(r.out.bytes, "\"kind\":\"timer 5 ms\",\"time\":5,\"at\":{\"file\":\"test.js\",\"line\":3,") != NULL);
	forget(&r);
	traced_release(&t);
}

Test(report_renderers, endless_work_is_told_beside_the_lines)
{
	struct traced t;
	struct rendered r;
	traced_timer(&t);
	evl_event_id repeat = traced_add(&t, EVL_EVENT_REPEAT, EVL_WORK_TIMER, EVL_NO_EVENT, 2, 5000, NULL);
	t.trace.events[repeat].other = 2;
	t.trace.events[repeat].value = 100000;
	render(&t, "plain", false, &r);
	cr_expect(strstr(r.notes.bytes, "the timer of 5 ms set at line 2 repeats every 100 ms, for ever") != NULL, "%s", r.notes.bytes);
	forget(&r);
	traced_release(&t);
}

Test(report_renderers, control_characters_of_a_snippet_do_not_reach_a_terminal)
{
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_report_safe_text(&out, "\033[31mred\xE2\x80\xAE", 11);
	cr_expect_str_eq(out.bytes, "\\x1B[31mred\\u202e");
	evl_buffer_release(&out);
	evl_buffer_init(&out);
	evl_json_text(&out, "a\n\"\\\x01");
	cr_expect_str_eq(out.bytes, "\"a\\n\\\"\\\\\\u0001\"");
	evl_buffer_release(&out);
}

Test(report_renderers, a_diagnostic_shows_its_line_with_carets)
{
	struct traced t;
	struct evl_buffer out;
	traced_init(&t);
	struct evl_diag diag = { .severity = EVL_SEVERITY_ERROR, .span = { 0, 3, 4 }, .message = "bad thing" };
	evl_buffer_init(&out);
	evl_report_diag(&out, &t.source, 1, &diag, false, true);
	cr_expect_str_eq(out.bytes, "test.js:2:1: error: bad thing\n    2 | b;\n      | ^\n");
	evl_buffer_release(&out);
	traced_release(&t);
}
