/* SPDX-License-Identifier: MIT */
/*
 * run.c - from text to traces: reading the program, deciding host and goal where
 * they are open, and running it under one host or two.
 */
#include "run/run.h"

#include <string.h>

#include "compile/compile.h"
#include "run/execute.h"
#include "run/format.h"
#include "run/load.h"
#include "run/measured.h"
#include "run/setup.h"
#include "run/page.h"
#include "run/scan.h"
#include "value/realm.h"
#include "vm/vm.h"

enum {
	MAX_SOURCE = 16 << 20,    /* bytes of one source */
	MAX_EVENTS = 1 << 19,
	BOTH_HOSTS_STEPS = 2000000, /* a snippet that took more is not run again for the other host */
};
static const size_t program_reserve = (size_t)8 << 30;

bool evl_run_init(struct evl_run *run)
{
	memset(run, 0, sizeof *run);
	if (!evl_arena_init(&run->program, program_reserve))
		return false;
	evl_run_reset(run);
	return true;
}

void evl_run_reset(struct evl_run *run)
{
	if (run->kept == NULL) {
		evl_arena_reset(&run->program);
		run->names = evl_names_new(&run->program);
	} else {
		evl_names_reset(run->names, run->kept_names);
		run->program.next = run->kept;
	}
	evl_diags_init(&run->diags, &run->program);
	run->sources = NULL;
	run->units = NULL;
	run->unit_count = run->unit_capacity = 0;
	run->template_count = run->kept_templates;
	run->host_scripts = NULL;
	run->host_reason = NULL;
	run->setup_first = run->setup_count = 0;
	run->missing_callee = false;
	run->absent.failed = false;
	run->status = EVL_STATUS_OK;
	for (int i = 0; i < EVL_RUN_RESULTS; i++) {
		struct evl_run_result *result = &run->results[i];
		if (result->has_trace)
			evl_trace_reset(&result->trace);
		result->profile = NULL;
		result->status = EVL_STATUS_OK;
		result->steps = 0;
	}
}

void evl_run_release(struct evl_run *run)
{
	evl_execute_release(run);
	for (int i = 0; i < EVL_RUN_RESULTS; i++)
		if (run->results[i].has_trace)
			evl_trace_release(&run->results[i].trace);
	evl_arena_release(&run->program);
	memset(run, 0, sizeof *run);
}

enum evl_status evl_run_add_prelude(struct evl_run *run, const char *name, const char *text, size_t length, uint32_t *prelude)
{
	evl_run_reset(run);
	if (run->prelude_count == EVL_RUN_PRELUDES || length > MAX_SOURCE) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, evl_span_none(), "too many or too large preludes");
		return EVL_STATUS_TOO_LARGE;
	}
	struct evl_run_unit *unit = &run->preludes[run->prelude_count];
	uint32_t number = run->prelude_count + 1;
	memset(unit, 0, sizeof *unit);
	unit->is_prelude = true;
	unit->source = evl_arena_alloc(&run->program, sizeof *unit->source);
	evl_source_init(unit->source, &run->program, name, text, length);
	enum evl_status status = evl_parse(unit->source, number, EVL_GOAL_SCRIPT, run->names, &run->program, &run->diags, &unit->tree);
	if (status == EVL_STATUS_OK)
		unit->tree->as.program.shares_names = true;
	if (status == EVL_STATUS_OK)
		status = evl_compile(unit->tree, EVL_GOAL_SCRIPT, number, run->kept_templates, run->names, &run->program, &run->diags,
				     &unit->code);
	if (status != EVL_STATUS_OK)
		return status;
	*prelude = run->prelude_count++;
	run->kept = run->program.next;
	run->kept_names = evl_names_count(run->names);
	run->kept_templates = unit->code->template_count;
	return EVL_STATUS_OK;
}

/* ------------------------------------------------------------ host and goal */

/* What is asked for, or said by the file's name or its package; AUTO when nothing says. */
static enum evl_run_goal given_goal(struct evl_run *run)
{
	const struct evl_run_options *options = &run->options;
	if (options->goal != EVL_RUN_GOAL_AUTO)
		return options->goal;
	const char *name = options->path != NULL ? options->path : options->name;
	if (evl_name_ends(name, ".mjs"))
		return EVL_RUN_GOAL_MODULE;
	if (evl_name_ends(name, ".cjs"))
		return EVL_RUN_GOAL_COMMONJS;
	bool is_page = run->loading_for != NULL && run->loading_for->is_page;
	if (is_page || !evl_name_ends(name, ".js"))
		return EVL_RUN_GOAL_AUTO;
	enum evl_package_type type = evl_package_type(run, options->path, &run->package);
	if (type == EVL_PACKAGE_MODULE)
		return EVL_RUN_GOAL_MODULE;
	/* A package of CommonJS files may have scripts of pages, too: only who asks for Node gets its errors. */
	return type == EVL_PACKAGE_COMMONJS && run->loading_for != NULL ? EVL_RUN_GOAL_COMMONJS : EVL_RUN_GOAL_AUTO;
}

static enum evl_goal script_goal(const struct evl_host_profile *profile)
{
	return profile != NULL && profile->wrap_main == NULL ? EVL_GOAL_SCRIPT : EVL_GOAL_COMMONJS;
}

/* Parse the main source under a goal whose errors count only when `final`. */
static enum evl_status parse_main(struct evl_run *run, enum evl_goal goal)
{
	evl_diags_init(&run->diags, &run->program);
	const struct evl_surroundings around = { .recent = run->loading_for != NULL && run->loading_for->v8 >= EVL_V8_13 };
	return evl_parse_within(&run->sources[0], 0, goal, &around, run->names, &run->program, &run->diags, &run->units[0].tree);
}

/* Parse under the goal that fits: a text that is no script may be a module. */
static enum evl_status parse_open(struct evl_run *run, const struct evl_host_profile *profile, enum evl_goal *goal)
{
	*goal = script_goal(profile);
	enum evl_status status = parse_main(run, *goal);
	if (status != EVL_STATUS_SYNTAX)
		return status;
	struct evl_diags first = run->diags;
	if (parse_main(run, EVL_GOAL_MODULE) == EVL_STATUS_OK) {
		*goal = EVL_GOAL_MODULE;
		return EVL_STATUS_OK;
	}
	/* Neither: the errors of the module, when what is no script is what only modules have. */
	if (evl_format_is_module_error(first.first != NULL ? first.first->message : ""))
		*goal = EVL_GOAL_MODULE;
	else
		run->diags = first;
	return EVL_STATUS_SYNTAX;
}

/* A CommonJS file that does not parse: has it what only modules have? The errors stay those of the CommonJS file. */
static void note_module_syntax(struct evl_run *run)
{
	struct evl_diag *diag = run->diags.first;
	if (diag == NULL)
		return;
	diag->wants_module = evl_format_is_module_error(diag->message);
	if (strcmp(diag->message, "await is only valid in async functions and the top level bodies of modules") != 0)
		return;
	struct evl_diags first = run->diags;
	diag->wants_module = parse_main(run, EVL_GOAL_MODULE) == EVL_STATUS_OK;
	run->diags = first;
}

static const char *format_reason(struct evl_run *run, const char *name)
{
	static const char prefix[] = "the snippet uses ";
	size_t length = strlen(name);
	char *text = evl_arena_alloc(&run->program, sizeof prefix + length);
	memcpy(text, prefix, sizeof prefix - 1);
	memcpy(text + sizeof prefix - 1, name, length + 1);
	return text;
}

/* The host where none was asked for; *common: nothing in the snippet tells. */
static const struct evl_host_profile *decide_host(struct evl_run *run, const struct evl_scan *scan, enum evl_run_goal goal,
						  bool *common)
{
	const struct evl_host_profile *node = evl_host_profile("node"), *browser = evl_host_profile("browser");
	*common = false;
	if (goal == EVL_RUN_GOAL_COMMONJS || scan->top_level_return) {
		run->host_reason = scan->top_level_return ? "the snippet returns at its top level" : "the goal is CommonJS";
		return node;
	}
	if (goal == EVL_RUN_GOAL_SCRIPT) {
		run->host_reason = "the goal is a classic script";
		return browser;
	}
	if (scan->node_name != NULL) {
		run->host_reason = format_reason(run, scan->node_name);
		return node;
	}
	if (scan->browser_name != NULL) {
		run->host_reason = format_reason(run, scan->browser_name);
		return browser;
	}
	*common = true;
	run->host_reason = "the snippet uses only what all hosts have";
	return node;
}

/* ------------------------------------------------------------------ reading */

/* An HTML file: its scripts are read when the parser of the page meets them. */
static enum evl_status read_page(struct evl_run *run, struct evl_scan *scan, bool *common)
{
	struct evl_source empty = run->sources[0];
	*common = false;
	empty.text = "";
	empty.length = 0;
	const struct evl_host_profile *asked = run->options.profile;
	if (asked == NULL && run->options.host != NULL)
		asked = evl_host_profile(run->options.host);
	run->results[0].profile = asked != NULL && asked->is_page ? asked : evl_host_profile("browser");
	run->results[0].goal = EVL_GOAL_SCRIPT;
	run->host_reason = "the source is a page";
	evl_diags_init(&run->diags, &run->program);
	enum evl_status status = evl_parse(&empty, 0, EVL_GOAL_SCRIPT, run->names, &run->program, &run->diags, &run->units[0].tree);
	if (status == EVL_STATUS_OK)
		evl_scan(run->units[0].tree, run->names, scan);
	return status;
}

static enum evl_status read_program(struct evl_run *run, const char *text, size_t length, const struct evl_run_options *options,
				    struct evl_scan *scan, bool *common)
{
	run->options = *options;
	run->package = NULL;
	run->package_is_faulty = false;
	if (options->name == NULL)
		run->options.name = "<input>";
	if (length > MAX_SOURCE) {
		evl_load_units(run, "", 0);
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, evl_span_none(),
			      "the source has %zu bytes; at most %d are accepted", length, MAX_SOURCE);
		return EVL_STATUS_TOO_LARGE;
	}
	evl_load_units(run, text, length);
	if (evl_run_is_page(&run->options))
		return read_page(run, scan, common);
	const struct evl_host_profile *asked = options->profile;
	if (asked == NULL && options->host != NULL)
		asked = evl_host_profile(options->host);
	run->loading_for = asked;
	enum evl_run_goal given = given_goal(run);
	enum evl_goal goal;
	enum evl_status status;
	*common = false;
	if (given == EVL_RUN_GOAL_AUTO && asked != NULL && asked->prefers_modules)
		given = EVL_RUN_GOAL_MODULE;
	if (given == EVL_RUN_GOAL_AUTO) {
		status = parse_open(run, asked, &goal);
	} else {
		goal = given == EVL_RUN_GOAL_MODULE ? EVL_GOAL_MODULE :
		       given == EVL_RUN_GOAL_SCRIPT ? EVL_GOAL_SCRIPT : EVL_GOAL_COMMONJS;
		status = parse_main(run, goal);
		if (status == EVL_STATUS_SYNTAX && goal == EVL_GOAL_COMMONJS)
			note_module_syntax(run);
	}
	run->results[0].profile = asked != NULL ? asked : evl_host_profile("node");
	run->results[0].goal = goal;
	if (status != EVL_STATUS_OK) {
		evl_load_name_sources(run, (goal == EVL_GOAL_MODULE || run->results[0].profile->urls_in_stacks) && !run->results[0].profile->is_page);
		return status;
	}
	evl_scan(run->units[0].tree, run->names, scan);
	if (asked == NULL)
		run->results[0].profile = decide_host(run, scan, given, common);
	const struct evl_host_profile *host = run->results[0].profile;
	if (run->package_is_faulty && !host->is_page && !host->prefers_modules) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_NOT_COVERED, evl_span_none(), "not covered: %s is no JSON", run->package);
		return EVL_STATUS_NOT_COVERED;
	}
	/* A CommonJS tree serves as a script's unless it returns: their early errors are the same otherwise. */
	if (goal == EVL_GOAL_COMMONJS && given == EVL_RUN_GOAL_AUTO) {
		goal = script_goal(run->results[0].profile);
		if (goal == EVL_GOAL_SCRIPT && scan->top_level_return)
			status = parse_main(run, goal);
		run->results[0].goal = goal;
	}
	return status;
}

enum evl_status evl_run_read(struct evl_run *run, const char *text, size_t length, const struct evl_run_options *options)
{
	struct evl_scan scan;
	bool common;
	evl_run_reset(run);
	run->status = read_program(run, text, length, options, &scan, &common);
	return run->status;
}

/* ------------------------------------------------------------------ running */

static enum evl_status run_under(struct evl_run *run, uint32_t index)
{
	struct evl_run_result *result = &run->results[index];
	if (!result->has_trace) {
		if (!evl_trace_init(&result->trace, MAX_EVENTS))
			return EVL_STATUS_NO_MEMORY;
		result->has_trace = true;
	}
	result->status = evl_execute(run, result);
	return result->status;
}

/* Mark the lines of a result that show the clock. Whatever happens on the way is no part of the prediction. */
static void find_measured(struct evl_run *run, uint32_t index)
{
	struct evl_run_result *result = &run->results[index], *other = &run->results[EVL_RUN_MEASURED];
	const struct evl_diags diags = run->diags;
	bool missing = run->missing_callee;
	if (!run->options.measured || result->status != EVL_STATUS_OK || !run->realm->clock_seen || result->steps > BOTH_HOSTS_STEPS)
		return;
	other->profile = result->profile;
	other->goal = result->goal;
	run->clock_pace = EVL_MEASURED_PACE;
	if (run_under(run, EVL_RUN_MEASURED) != EVL_STATUS_NO_MEMORY)
		evl_measured_mark(&result->trace, &other->trace);
	run->clock_pace = 0;
	run->diags = diags;
	run->missing_callee = missing;
}

enum evl_status evl_run_predict(struct evl_run *run, const char *text, size_t length, const struct evl_run_options *options)
{
	struct evl_scan scan;
	bool common;
	evl_run_reset(run);
	if (options->call != NULL)
		text = evl_setup_call(run, text, &length, options->call);
	run->status = read_program(run, text, length, options, &scan, &common);
	if (run->status != EVL_STATUS_OK)
		return run->status;
	run->loading_for = run->results[0].profile;
	if (run->results[0].goal == EVL_GOAL_MODULE)
		run->status = evl_load_imports(run, NULL, 0);
	if (run->status != EVL_STATUS_OK)
		return run->status;
	run->status = evl_setup_load(run);
	if (run->status != EVL_STATUS_OK)
		return run->status;
	run->endless_loop = scan.endless_loop;
	run->status = run_under(run, 0);
	bool missing = run->missing_callee;
	find_measured(run, 0);
	/* What any host could run is run under the other one too, unless that would take long. */
	if (common && !run->absent.failed && run->status == EVL_STATUS_OK && run->results[0].steps <= BOTH_HOSTS_STEPS) {
		run->results[1].profile = evl_host_profile("browser");
		run->results[1].goal = run->results[0].goal == EVL_GOAL_MODULE ? EVL_GOAL_MODULE : EVL_GOAL_SCRIPT;
		if (run_under(run, 1) != EVL_STATUS_OK)
			run->results[1].profile = NULL;
		else
			find_measured(run, 1);
	}
	if (missing && options->beside && run->status == EVL_STATUS_OK) {
		struct evl_run_result *assumed = &run->results[EVL_RUN_ASSUMED];
		assumed->profile = run->results[0].profile;
		assumed->goal = run->results[0].goal;
		run->options.assume = true;
		run->endless_loop = run->endless_loop || run->results[0].steps <= BOTH_HOSTS_STEPS; /* what was not reached may be endless */
		(void)run_under(run, EVL_RUN_ASSUMED);
		run->options.assume = options->assume;
	}
	return run->status;
}

enum evl_status evl_run_again(struct evl_run *run, uint32_t index, const uint8_t *answers, uint32_t count)
{
	const uint8_t *choices = run->options.choices;
	uint32_t choice_count = run->options.choice_count;
	run->options.choices = answers;
	run->options.choice_count = count;
	if (run->results[index].has_trace)
		evl_trace_reset(&run->results[index].trace);
	enum evl_status status = run_under(run, index);
	run->options.choices = choices;
	run->options.choice_count = choice_count;
	return status;
}

const struct evl_choices *evl_run_choices(const struct evl_run *run)
{
	return &run->realm->host->loop.choices;
}
