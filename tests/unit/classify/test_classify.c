/* SPDX-License-Identifier: MIT */
#include "classify/classify.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"

/* "timer 5 ms<promise reaction>" for a timer whose callback schedules a reaction; "!" for one that renews itself, "*" in a loop. */
static void write_effects(struct evl_buffer *out, const struct evl_effect *e)
{
	for (bool first = true; e != NULL; e = e->next, first = false) {
		evl_buffer_printf(out, "%s%s", first ? "" : " ", evl_work_text((enum evl_work)e->work));
		if (e->delay != NULL)
			evl_buffer_printf(out, " %s", e->delay);
		if (e->in_loop)
			evl_buffer_append_byte(out, '*');
		if (e->again)
			evl_buffer_append_byte(out, '!');
		if (e->then != NULL) {
			evl_buffer_append_byte(out, '<');
			write_effects(out, e->then);
			evl_buffer_append_byte(out, '>');
		}
	}
}

/* The effects of every statement that has any, separated by "; ". */
static void classified(const char *text, struct evl_buffer *out)
{
	struct evl_arena arena;
	struct evl_diags diags;
	struct evl_source source;
	struct evl_node *tree;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 30));
	struct evl_names *names = evl_names_new(&arena);
	evl_diags_init(&diags, &arena);
	evl_source_init(&source, &arena, "test.js", text, strlen(text));
	cr_assert(evl_parse(&source, 0, EVL_GOAL_COMMONJS, names, &arena, &diags, &tree) == EVL_STATUS_OK, "%s", text);
	for (const struct evl_statement_class *s = evl_classify(tree, EVL_GOAL_COMMONJS, &source, names, &arena); s != NULL; s = s->next) {
		if (s->effects == NULL)
			continue;
		if (out->length != 0)
			evl_buffer_append_text(out, "; ");
		write_effects(out, s->effects);
	}
	evl_arena_release(&arena);
}

Test(classify_classify, statements_say_what_they_schedule)
{
	static const struct {
		const char *text, *effects;
	} cases[] = {
		{ "console.log(1)", "" },
		{ "setTimeout(f, 5)", "timer 5" },
		{ "const later = setTimeout; later(f)", "timer 0" },
		{ "const p = process; p.nextTick(f)", "nextTick" },
		{ "Promise.resolve().then(f).catch(g)", "promise reaction promise reaction" },
		{ "function delay(ms) { return new Promise(r => setTimeout(r, ms)) } delay(300)", "timer ms; timer 300" },
		{ "function tick() { setTimeout(tick, 10) } tick()", "timer 10!; timer 10!" },
		{ "setTimeout(() => Promise.resolve().then(f), 1)", "timer 1<promise reaction>" },
		{ "for (const x of y) queueMicrotask(f)", "queueMicrotask*" },
		{ "[1].forEach(x => setImmediate(x))", "immediate*" },
		{ "async function f() { await g(); setTimeout(h, 1) } f()", "await; timer 1; await<timer 1>" },
		{ "function setTimeout() {} setTimeout(f, 5)", "" },
		{ "function on(cb) { queueMicrotask(cb) } on(() => setTimeout(f, 2))", "queueMicrotask; queueMicrotask<timer 2>" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct evl_buffer out;
		evl_buffer_init(&out);
		classified(cases[i].text, &out);
		const char *got = out.bytes != NULL ? out.bytes : "";
		cr_expect_str_eq(got, cases[i].effects, "%s\n  gave     %s\n  expected %s", cases[i].text, got, cases[i].effects);
		evl_buffer_release(&out);
	}
}
