/* SPDX-License-Identifier: MIT */
/*
 * execute.c - realm, machine and host for one run; the main source; the end.
 */
#include "run/execute.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf.h"
#include "builtins/call_site.h"
#include "builtins/date.h"
#include "builtins/locale.h"
#include "host/provided.h"
#include "run/agent.h"
#include "run/demand.h"
#include "run/endless.h"
#include "run/host_script.h"
#include "run/import.h"
#include "run/load.h"
#include "run/page.h"
#include "run/snapshot.h"
#include "syntax/parse.h"
#include "value/realm.h"
#include "value/unknown.h"
#include "vm/interp.h"
#include "vm/module.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

static const int64_t default_steps = INT64_C(2000000000); /* some seconds of a machine's time */
static const int64_t endless_steps = INT64_C(50000000); /* when the text holds a loop that is never left */
static const size_t default_memory = (size_t)1 << 30;

static bool is_endless(struct evl_realm *realm, uint32_t from);

/* --------------------------------------------------------- realm and machine */

static void release_realm(struct evl_realm *realm)
{
	evl_vm_release(realm);
	evl_realm_release(realm);
}

void evl_execute_release(struct evl_run *run)
{
	for (uint32_t i = 0; i < EVL_RUN_AGENTS; i++) {
		if (run->agents[i] != NULL)
			release_realm(run->agents[i]);
		free(run->agents[i]);
		run->agents[i] = NULL;
	}
	if (run->realm == NULL)
		return;
	release_realm(run->realm);
	run->realm = NULL;
}

bool evl_execute_open_realm(struct evl_run *run, struct evl_realm *realm, bool is_new, struct evl_trace *trace, size_t memory,
			    int64_t max_steps, uint8_t v8)
{
	if (is_new) {
		if (!evl_realm_init(realm, run->names, trace, memory))
			return false;
		struct evl_vm_limits limits = { .max_steps = max_steps };
		if (!evl_vm_init(realm, &limits)) {
			evl_realm_release(realm);
			return false;
		}
	} else {
		evl_realm_reset(realm);
		evl_vm_reset(realm);
		realm->vm->rejection_tracker = NULL;
		realm->names = run->names;
		realm->trace = trace;
		realm->host = NULL;
		realm->halt = EVL_STATUS_OK;
		realm->vm->max_steps = max_steps;
	}
	realm->vm->stop = run->options.stop;
	realm->vm->stop_context = run->options.stop_context;
	evl_vm_give_steps(realm->vm, max_steps);
	realm->zone = run->options.zone;
	realm->locale = run->options.locale != NULL && strcmp(run->options.locale, "en-US") != 0 ? run->options.locale : NULL;
	realm->clock_pace = run->clock_pace;
	realm->random_seed = run->options.seed;
	realm->seeded_numbers = NULL;
	realm->clock_known = false;
	realm->exception_span = evl_span_none();
	realm->v8 = v8;
	realm->shares_memory = false;
	realm->assume = run->options.assume;
	realm->by_origin = run->options.by_origin;
	realm->hooks.prepare_stack = evl_prepare_stack;
	realm->hooks.block = NULL;
	realm->hooks.wake = NULL;
	realm->hooks.thread = NULL;
	realm->vm->next_template_id = run->template_count;
	realm->vm->import_module = evl_run_import;
	realm->vm->import_meta = evl_run_import_meta;
	evl_realm_make_global(realm);
	return true;
}

/* The realm of the first agent, with the memory limit of the options; reservations of an earlier run are kept. */
static bool make_realm(struct evl_run *run, struct evl_trace *trace, int64_t max_steps, uint8_t v8)
{
	size_t memory = run->options.max_memory != 0 ? run->options.max_memory : default_memory;
	if (run->realm != NULL && run->realm_memory != memory)
		evl_execute_release(run);
	bool is_new = run->realm == NULL;
	run->realm = &run->realm_storage;
	run->realm_memory = memory;
	if (evl_execute_open_realm(run, run->realm, is_new, trace, memory, max_steps, v8))
		return true;
	run->realm = NULL;
	return false;
}

void evl_execute_equip(struct evl_run *run, struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	host->owner = run;
	host->is_endless = is_endless;
	host->compile_script = evl_run_host_script;
	host->read_source = evl_run_read_source;
	host->rejection_mode = run->options.rejection_mode;
	host->input = run->options.input;
	host->input_length = run->options.input_length;
	host->compile_source = evl_run_compile_source;
	host->package_type = evl_run_package_type;
	host->has_module_syntax = evl_run_has_module_syntax;
	host->package = run->package;
	host->run_element_script = evl_run_element_script;
	host->compile_script_text = evl_execute_compile;
	host->compile_module = evl_run_agent_module;
	host->require_module = evl_run_require_module;
	host->new_realm = evl_run_new_realm;
	host->modules = evl_arena_zalloc(&realm->scratch, run->unit_capacity * sizeof(struct evl_module *));
}

/* ----------------------------------------------------------- the main source */

struct main_context {
	struct evl_run *run;
	struct evl_run_result *result;
	struct evl_promise *evaluation;
};

/* What the options want run before the main source, as scripts. */
static bool run_preludes(struct evl_realm *realm, const struct evl_run *run)
{
	if (run->setup_count != 0 || run->options.call != NULL)
		evl_provided_start(realm);
	realm->host->times_own = realm->host->loop.costs_nothing = run->options.call != NULL;
	for (uint32_t i = 0; i < run->setup_count; i++) {
		evl_value ignored;
		const struct evl_program *program = run->units[run->setup_first + i].code;
		if (!evl_run_template(realm, program->main, NULL, evl_from_object(realm->global), 0, NULL, &ignored))
			return false;
	}
	if (run->setup_count != 0)
		evl_provided_ready(realm);
	for (uint32_t i = 0; i < run->options.prelude_count; i++) {
		evl_value ignored;
		const struct evl_program *program = run->preludes[run->options.preludes[i]].code;
		if (!evl_run_template(realm, program->main, NULL, evl_from_object(realm->global), 0, NULL, &ignored))
			return false;
	}
	return true;
}

static bool run_script(struct evl_realm *realm, void *context)
{
	struct main_context *main = context;
	evl_value this_value = evl_from_object(realm->global), arguments[5], ignored;
	uint32_t count = 0;
	if (!run_preludes(realm, main->run))
		return false;
	const struct evl_host_profile *profile = main->result->profile;
	bool wrapped = main->result->goal == EVL_GOAL_COMMONJS && profile->wrap_main != NULL;
	if (wrapped && !profile->wrap_main(realm, &this_value, arguments, &count))
		return false;
	return evl_run_template(realm, main->run->units[0].code->main, NULL, this_value, count, arguments, &ignored) &&
	       (!wrapped || profile->main_ran(realm));
}

static bool run_page_preludes(struct evl_realm *realm, void *context)
{
	const struct main_context *main = context;
	return run_preludes(realm, main->run);
}

bool evl_execute_compile(struct evl_realm *realm, const char *text, size_t length, const struct evl_template **out)
{
	struct evl_run *run = realm->host->owner;
	struct evl_run_unit *unit;
	enum evl_status status = evl_load_script(run, realm->trace, realm->host->script_name != NULL ? realm->host->script_name : "<anonymous>", text, length, &unit);
	const char *message = run->diags.first != NULL ? run->diags.first->message : evl_status_sentence(status);
	if (status == EVL_STATUS_SYNTAX) {
		(void)evl_throw_text(realm, EVL_ERROR_SYNTAX, strncmp(message, "SyntaxError: ", 13) == 0 ? message + 13 : message);
		if (run->diags.first != NULL)
			realm->exception_span = run->diags.first->span;
		evl_diags_init(&run->diags, &run->program); /* it is the program's to tell */
		return false;
	}
	if (status != EVL_STATUS_OK)
		return evl_halt(realm, status, "%s", strncmp(message, "not covered: ", 13) == 0 ? message + 13 : message);
	*out = unit->code->main;
	return true;
}

bool evl_execute_script(struct evl_realm *realm, const char *text, size_t length, evl_value *out)
{
	const struct evl_template *code;
	return evl_execute_compile(realm, text, length, &code) &&
	       evl_run_template(realm, code, NULL, evl_from_object(realm->global), 0, NULL, out);
}

static bool report_module_error(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_event_id before = realm->current;
	realm->host->profile->uncaught(realm, evl_arg(args, 0), EVL_ORIGIN_MODULE, NULL);
	realm->current = before;
	if (realm->host->exiting && realm->halt == EVL_STATUS_OK)
		realm->halt = EVL_STATUS_EXITED;
	return realm->halt == EVL_STATUS_OK;
}

/*
 * When the main module rejects, the host hears of it through its own promise
 * chain: Node three reactions later, so that much of what the module queued still runs.
 */
void evl_execute_watch(struct evl_realm *realm, struct evl_promise *evaluation)
{
	struct evl_native_function *report = evl_native_function_new(realm, "", 1, report_module_error);
	struct evl_promise *at = evaluation;
	int hops = realm->host->profile->is_page ? 1 : 3;
	for (; hops > 1; hops--) {
		struct evl_capability capability = { .resolve = EVL_UNDEFINED, .reject = EVL_UNDEFINED };
		struct evl_promise *next = evl_promise_new(realm);
		capability.promise = evl_from_object(next);
		evl_promise_then(realm, at, EVL_UNDEFINED, EVL_UNDEFINED, &capability);
		at = next;
	}
	evl_promise_then(realm, at, EVL_UNDEFINED, evl_from_object(report), NULL);
}

static bool run_module(struct evl_realm *realm, void *context)
{
	struct main_context *main = context;
	const struct evl_run_import_failure *absent = &main->run->absent;
	if (absent->failed && !evl_unknown_takes_missing(realm, NULL))
		return evl_throw(realm, main->result->profile->imports->error(realm, absent->why, absent->specifier, absent->path, absent->referrer));
	struct evl_module *module = evl_run_module(realm, 0);
	if (module == NULL)
		return false;
	if (!evl_run_link(realm, module)) {
		if (realm->halt == EVL_STATUS_OK && realm->vm->link_error.start != UINT32_MAX)
			realm->exception_span = realm->vm->link_error;
		return false;
	}
	if (!run_preludes(realm, main->run))
		return false;
	evl_load_tell_untyped(main->run, realm, 0, main->run->unit_count, true);
	evl_load_tell_outdated(main->run, realm, 0, main->run->unit_count, true);
	main->evaluation = evl_module_evaluate(realm, module);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	/* Only failures matter to the host; watching a promise that cannot fail any more would be noise in the trace. */
	if (main->evaluation->state != EVL_PROMISE_FULFILLED)
		evl_execute_watch(realm, main->evaluation);
	return true;
}

static bool unsettled(struct evl_realm *realm, void *context)
{
	struct main_context *main = context;
	(void)realm;
	return main->evaluation != NULL && main->evaluation->state == EVL_PROMISE_PENDING;
}

/* --------------------------------------------------------------- the ending */

static bool is_endless(struct evl_realm *realm, uint32_t from)
{
	struct evl_run *run = realm->host->owner;
	return evl_chain_is_endless(realm->trace, from, run->units[0].tree, run->names);
}

enum { SHOWN_LINES = 20 };

/* Keep the first lines that an endless loop printed. */
static void cut_loop(struct evl_trace *trace, evl_span loop)
{
	uint32_t lines = 0;
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *event = &trace->events[i];
		bool inside = event->span.source == loop.source && event->span.start >= loop.start && event->span.end <= loop.end;
		if (event->kind == EVL_EVENT_PRINT && inside && ++lines > SHOWN_LINES) {
			evl_trace_truncate(trace, i);
			trace->truncated = false;
			return;
		}
	}
}

/* The run was stopped. An endless loop is a prediction; anything else ends in a halt event. */
static enum evl_status halted(struct evl_run *run, struct evl_realm *realm)
{
	enum evl_status status = realm->halt;
	struct evl_trace *trace = realm->trace;
	if (status == EVL_STATUS_EXITED)
		return EVL_STATUS_OK;
	if (status == EVL_STATUS_STEP_LIMIT) {
		const struct evl_node *loop = evl_endless_loop_at(run->units[0].tree, realm->halt_span);
		if (loop != NULL) {
			cut_loop(trace, loop->span);
			struct evl_event starve = {
				.kind = EVL_EVENT_STARVE, .work = EVL_WORK_SCRIPT, .cause = EVL_NO_EVENT, .other = EVL_NO_EVENT,
				.time = realm->now, .span = loop->span,
			};
			evl_trace_append(trace, &starve, NULL, 0);
			evl_host_tell_pending(realm);
			return EVL_STATUS_OK;
		}
	}
	const char *text = realm->halt_text != NULL ? realm->halt_text : evl_status_sentence(status);
	struct evl_event halt = {
		.kind = EVL_EVENT_HALT, .detail = (uint8_t)status, .cause = EVL_NO_EVENT, .other = EVL_NO_EVENT,
		.time = realm->now, .span = realm->halt_span,
	};
	evl_trace_append(trace, &halt, text, strlen(text));
	return status;
}

/* When the run begins, if it is said. False: it is no date, which is told. */
static bool set_clock(struct evl_realm *realm, const char *now, struct evl_diags *diags)
{
	if (now == NULL)
		return true;
	size_t length = strlen(now);
	uint16_t units[64];
	double time = (double)NAN;
	if (length < sizeof units / sizeof units[0])
		time = evl_date_parse(realm, units, evl_utf8_to_utf16(now, length, units));
	if (!(fabs(time) <= 8.64e15)) {
		evl_diags_add(diags, EVL_SEVERITY_ERROR, EVL_STATUS_USAGE, evl_span_none(), "no date: %s (2024-02-29T12:00:00Z)", now);
		return false;
	}
	realm->clock_known = true;
	realm->clock_start = (int64_t)time;
	return true;
}

/* One action of a user. False: it is none, which is told. */
static bool post_action(struct evl_realm *realm, const char *text, struct evl_diags *diags)
{
	if (realm->host->profile->action == NULL || realm->host->profile->action(realm, text))
		return true;
	evl_diags_add(diags, EVL_SEVERITY_ERROR, EVL_STATUS_USAGE, evl_span_none(),
		      "what the user does cannot be read: %s (100ms click #button, 1s key Enter on #name, 2s event scroll)", text);
	return false;
}

/* What the user does: given with the run, and by comments "// evloop: at 100ms click #button". */
static bool post_actions(struct evl_realm *realm, const struct evl_run_options *options, const struct evl_source *source,
			 struct evl_diags *diags)
{
	static const char mark[] = "evloop: at ";
	for (size_t i = 0; i < options->action_count; i++)
		if (!post_action(realm, options->actions[i], diags))
			return false;
	for (const char *at = strstr(source->text, mark); at != NULL; at = strstr(at, mark)) {
		at += sizeof mark - 1;
		size_t length = strcspn(at, "\r\n");
		const char *end = strstr(at, "*/");
		if (end != NULL && end < at + length)
			length = (size_t)(end - at);
		end = strstr(at, "-->");
		if (end != NULL && end < at + length)
			length = (size_t)(end - at);
		char *text = evl_arena_alloc(&realm->scratch, length + 1);
		memcpy(text, at, length);
		text[length] = '\0';
		if (!post_action(realm, text, diags))
			return false;
	}
	return true;
}

/* Realm and host as they are before the program. *started: false when the host's own start failed. */
static enum evl_status begin(struct evl_run *run, struct evl_run_result *result, int64_t max_steps, bool *started)
{
	const struct evl_run_options *options = &run->options;
	struct evl_trace *trace = &result->trace;
	*started = true;
	if (run->snapshot != NULL && run->snapshot->is_taken) {
		evl_snapshot_restore(run);
		return EVL_STATUS_OK;
	}
	if (!make_realm(run, trace, max_steps, result->profile->v8))
		return EVL_STATUS_NO_MEMORY;
	*started = evl_host_new(run->realm, result->profile, result->goal == EVL_GOAL_MODULE);
	if (*started && !set_clock(run->realm, options->now, &run->diags))
		return EVL_STATUS_USAGE;
	struct evl_host *host = run->realm->host;
	evl_execute_equip(run, run->realm);
	host->loop.misconception = options->misconception;
	run->realm->vm->misconception = options->misconception;
	if (options->max_time > 0)
		host->loop.limits.max_time = options->max_time;
	host->loop.slack = options->slow;
	if (options->max_rounds != 0)
		host->loop.limits.max_rounds = options->max_rounds;
	if (run->snapshot != NULL && *started && trace->count == 0)
		evl_snapshot_take(run);
	return EVL_STATUS_OK;
}

/* Those who follow this run, and how it is to go. */
static void follow(struct evl_run *run, const struct evl_run_result *result)
{
	struct evl_realm *realm = run->realm;
	struct evl_loop *loop = &realm->host->loop;
	realm->vm->track = loop->choices.track = run->track;
	loop->alone = run->alone;
	loop->guide = run->guide;
	loop->guide_count = run->guide_count;
	loop->choices.outcomes = run->outcomes;
	loop->choices.outcome_count = run->outcome_count;
	if (run->track == NULL)
		return;
	run->track->heap_end = &realm->heap.arena.next;
	run->track->keeps_rejections = result->profile->is_page;
	evl_track_start(run->track, &realm->now, &result->trace.count);
	evl_track_everything(run->track); /* the main script comes before all */
}

static void replay(struct evl_run *run)
{
	const struct evl_run_options *options = &run->options;
	evl_choices_replay(&run->realm->host->loop.choices, options->choices, options->choices != NULL ? options->choice_count : 0);
}

/* The main source. False: the host ends with it. */
static bool run_main(struct evl_run *run, struct main_context *main)
{
	struct evl_realm *realm = run->realm;
	if (evl_run_is_page(&run->options)) {
		bool prepared = run->setup_count == 0 && run->options.prelude_count == 0;
		if (!prepared)
			prepared = evl_host_run_work(realm, EVL_WORK_SCRIPT, EVL_NO_EVENT, evl_span_none(), EVL_ORIGIN_MAIN, run_page_preludes,
						     main) != EVL_RAN_STOP;
		return prepared && evl_run_page(run, realm);
	}
	bool is_module = main->result->goal == EVL_GOAL_MODULE;
	uint32_t units = run->unit_count;
	enum evl_ran ran = evl_host_run_work(realm, is_module ? EVL_WORK_MODULE : EVL_WORK_SCRIPT, EVL_NO_EVENT, run->units[0].tree->span,
					     EVL_ORIGIN_MAIN, is_module ? run_module : run_script, main);
	if (ran == EVL_RAN_STOP) {
		if (realm->host->exiting)
			evl_host_tell_pending(realm);
		return false;
	}
	evl_snapshot_take_start(run, &main->result->trace, units, main->evaluation);
	return true;
}

enum evl_status evl_execute(struct evl_run *run, struct evl_run_result *result)
{
	struct evl_trace *trace = &result->trace;
	const struct evl_run_options *options = &run->options;
	run->loading_for = result->profile;
	if (options->locale != NULL && !evl_locale_of_host(options->locale)) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_NOT_COVERED, evl_span_none(), "not covered: the locale %s", options->locale);
		return EVL_STATUS_NOT_COVERED;
	}
	enum evl_status status = evl_load_compile(run, NULL, 0, result->goal);
	if (status != EVL_STATUS_OK)
		return status;
	evl_load_name_sources(run, (result->goal == EVL_GOAL_MODULE || result->profile->urls_in_stacks) && !result->profile->is_page);
	int64_t max_steps = options->max_steps > 0 ? options->max_steps : run->endless_loop ? endless_steps : default_steps;
	trace->profile = result->profile->name;
	trace->goal = evl_goal_name(result->goal);
	trace->sources = run->sources;
	trace->source_count = run->unit_count;
	uint32_t units = run->unit_count;
	struct main_context main = { .run = run, .result = result };
	bool goes_on = evl_snapshot_restore_start(run, trace, &main.evaluation);
	if (goes_on) {
		replay(run);
	} else {
		bool started;
		status = begin(run, result, max_steps, &started);
		if (status != EVL_STATUS_OK)
			return status;
		follow(run, result);
		replay(run);
		if (started && !post_actions(run->realm, options, &run->sources[0], &run->diags))
			return EVL_STATUS_USAGE;
		goes_on = started && run_main(run, &main);
	}
	struct evl_realm *realm = run->realm;
	if (goes_on)
		evl_host_run_loop(realm, unsettled, &main);
	run->unit_count = units; /* what import() loaded belongs to this run */
	run->missing_callee = realm->missing_callee;
	int64_t left = evl_vm_steps(realm->vm);
	result->steps = (uint64_t)(max_steps - (left > 0 ? left : 0));
	return realm->halt != EVL_STATUS_OK ? halted(run, realm) : EVL_STATUS_OK;
}
