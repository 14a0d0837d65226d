/* SPDX-License-Identifier: MIT */
/*
 * script.h - for unit tests of the machine and the library: run a snippet without any
 * host, drain its microtasks, and give what it wrote with log() as one text, a line a call.
 */
#ifndef EVL_TESTS_UNIT_SCRIPT_H
#define EVL_TESTS_UNIT_SCRIPT_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "compile/compile.h"
#include "syntax/parse.h"
#include "trace/trace.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"
#include "value/rows.h"
#include "vm/interp.h"
#include "vm/job.h"
#include "vm/module.h"
#include "vm/vm.h"

struct script {
	struct evl_arena arena;
	struct evl_trace trace;
	struct evl_realm realm;
	struct evl_source sources[8];
	struct evl_program *programs[8];
	uint32_t count;
	uint32_t templates;
};

static bool script_log(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	char line[4096] = "";
	for (uint32_t i = 0; i < args->count; i++) {
		struct evl_string *text;
		if (!evl_to_string(realm, args->values[i], &text))
			return false;
		if (i != 0)
			strncat(line, " ", sizeof line - strlen(line) - 1);
		strncat(line, evl_string_utf8(realm, text), sizeof line - strlen(line) - 1);
	}
	struct evl_event event = { .kind = EVL_EVENT_PRINT, .cause = realm->current, .other = EVL_NO_EVENT };
	evl_trace_append(realm->trace, &event, line, strlen(line));
	*result = EVL_UNDEFINED;
	return true;
}

static bool script_queue(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_job_queue_call(realm, evl_arg(args, 0));
	return true;
}

static const struct evl_row script_rows[] = {
	EVL_METHOD("log", script_log, 0),
	EVL_METHOD("queueMicrotask", script_queue, 1),
};
static const struct evl_rows script_table = EVL_ROWS(script_rows);

/* A realm with the library of Node 20, or of today's engines. */
static inline void script_open_engine(struct script *s, bool recent)
{
	memset(s, 0, sizeof *s);
	cr_assert(evl_arena_init(&s->arena, (size_t)1 << 30));
	cr_assert(evl_trace_init(&s->trace, 100000));
	cr_assert(evl_realm_init(&s->realm, evl_names_new(&s->arena), &s->trace, (size_t)256 << 20));
	cr_assert(evl_vm_init(&s->realm, &(struct evl_vm_limits){ 0 }));
	s->realm.v8 = recent ? EVL_V8_15 : EVL_V8_11;
	evl_realm_make_global(&s->realm);
	evl_define_rows(&s->realm, s->realm.global, &script_table);
}

static inline void script_open(struct script *s)
{
	script_open_engine(s, false);
}

static inline void script_close(struct script *s)
{
	evl_vm_release(&s->realm);
	evl_realm_release(&s->realm);
	evl_trace_release(&s->trace);
	evl_arena_release(&s->arena);
}

/* Compile `text`; NULL when it does not parse. */
static inline struct evl_program *script_compile(struct script *s, enum evl_goal goal, const char *name, const char *text)
{
	struct evl_diags diags;
	struct evl_node *tree;
	struct evl_program *program;
	uint32_t id = s->count;
	evl_diags_init(&diags, &s->arena);
	evl_source_init(&s->sources[id], &s->arena, name, text, strlen(text));
	if (evl_parse(&s->sources[id], id, goal, s->realm.names, &s->arena, &diags, &tree) != EVL_STATUS_OK) {
		cr_log_error("%s: %s", name, diags.first->message);
		return NULL;
	}
	if (evl_compile(tree, goal, id, s->templates, s->realm.names, &s->arena, &diags, &program) != EVL_STATUS_OK)
		return NULL;
	s->programs[s->count++] = program;
	s->templates += program->template_count;
	s->trace.sources = s->sources;
	s->trace.source_count = s->count;
	return program;
}

static inline void script_uncaught(struct script *s)
{
	char line[512];
	struct evl_string *text;
	struct evl_event event = { .kind = EVL_EVENT_PRINT, .cause = EVL_NO_EVENT, .other = EVL_NO_EVENT };
	if (s->realm.halt != EVL_STATUS_OK) {
		snprintf(line, sizeof line, "halted: %s", s->realm.halt_text);
	} else {
		evl_value reason = s->realm.exception;
		s->realm.exception = EVL_EMPTY;
		bool ok = evl_to_string(&s->realm, reason, &text);
		snprintf(line, sizeof line, "uncaught %s", ok ? evl_string_utf8(&s->realm, text) : "?");
	}
	evl_trace_append(&s->trace, &event, line, strlen(line));
}

/* Run every microtask. */
static inline void script_drain(struct script *s)
{
	while (s->realm.halt == EVL_STATUS_OK && evl_jobs_pending(&s->realm.vm->microtasks))
		if (!evl_job_run_one(&s->realm))
			script_uncaught(s);
}

/* What was written so far. */
static inline const char *script_output(struct script *s)
{
	static char text[1 << 16];
	text[0] = '\0';
	for (uint32_t i = 0; i < s->trace.count; i++) {
		if (s->trace.events[i].kind != EVL_EVENT_PRINT)
			continue;
		if (text[0] != '\0')
			strncat(text, "\n", sizeof text - strlen(text) - 1);
		strncat(text, evl_trace_text(&s->trace, &s->trace.events[i]), sizeof text - strlen(text) - 1);
	}
	return text;
}

/* A classic script, run and drained. */
static inline void script_run(struct script *s, const char *source)
{
	evl_value ignored;
	struct evl_program *program = script_compile(s, EVL_GOAL_SCRIPT, "test.js", source);
	cr_assert(program != NULL);
	if (!evl_run_template(&s->realm, program->main, NULL, evl_from_object(s->realm.global), 0, NULL, &ignored))
		script_uncaught(s);
	script_drain(s);
}

/* The script writes just this. */
static inline void expect_output(const char *source, const char *expected)
{
	struct script s;
	script_open(&s);
	script_run(&s, source);
	cr_expect_str_eq(script_output(&s), expected, "%s\n-- wrote:\n%s\n-- expected:\n%s", source, script_output(&s), expected);
	script_close(&s);
}

#endif
