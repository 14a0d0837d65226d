/* SPDX-License-Identifier: MIT */
/*
 * api.c - the public interface: predictions and what they look like.
 */
#include "api.h"

#include <string.h>

#include "base/calendar.h"
#include "base/time_zone.h"
#include "run/provide.h"
#include "syntax/parse.h"

const char *evloop_version(void)
{
	return EVLOOP_VERSION;
}

struct evloop *evloop_new(void)
{
	struct evl_arena arena;
	if (!evl_arena_init(&arena, sizeof(struct evloop) + 64))
		return NULL;
	struct evloop *evloop = evl_arena_alloc(&arena, sizeof *evloop);
	memset(evloop, 0, sizeof *evloop);
	evloop->arena = arena;
	if (!evl_run_init(&evloop->run)) {
		evl_arena_release(&arena);
		return NULL;
	}
	return evloop;
}

void evloop_free(struct evloop *evloop)
{
	if (evloop == NULL)
		return;
	evl_run_release(&evloop->run);
	evloop_orders_release(&evloop->orders);
	struct evl_arena arena = evloop->arena;
	evl_arena_release(&arena);
}

/* ---------------------------------------------------------------- options */

static const struct {
	const char *name, *host;
	enum evl_run_goal goal;
} hosts[] = {
	{ "auto", NULL, EVL_RUN_GOAL_AUTO },
	{ "node", "node", EVL_RUN_GOAL_AUTO },
	{ "node-cjs", "node", EVL_RUN_GOAL_COMMONJS },
	{ "node-esm", "node", EVL_RUN_GOAL_MODULE },
	{ "browser", "browser", EVL_RUN_GOAL_AUTO },
	{ "node20", "node", EVL_RUN_GOAL_AUTO },
	{ "node22", "node22", EVL_RUN_GOAL_AUTO },
	{ "node24", "node24", EVL_RUN_GOAL_AUTO },
	{ "chrome", "browser", EVL_RUN_GOAL_AUTO },
	{ "firefox", "firefox", EVL_RUN_GOAL_AUTO },
	{ "safari", "safari", EVL_RUN_GOAL_AUTO },
	{ "deno", "deno", EVL_RUN_GOAL_AUTO },
	{ "bun", "bun", EVL_RUN_GOAL_AUTO },
};

static const struct {
	const char *name;
	enum evl_run_goal goal;
} goals[] = {
	{ "script", EVL_RUN_GOAL_SCRIPT },
	{ "commonjs", EVL_RUN_GOAL_COMMONJS },
	{ "module", EVL_RUN_GOAL_MODULE },
};

bool evloop_host_exists(const char *host)
{
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
		if (strcmp(hosts[i].name, host) == 0)
			return true;
	return false;
}

bool evloop_tz_exists(const char *tz) { return evl_zone_find(tz, strlen(tz)) != EVL_ZONE_NONE; }

/* "0.2.1" to answers, into `answers` when there is one. False: it is no such list, or too long. */
static bool read_schedule(const char *text, uint8_t *answers, uint32_t *count)
{
	*count = 0;
	while (*text != '\0') {
		unsigned answer = 0, digits = 0;
		for (; *text >= '0' && *text <= '9' && digits < 3; text++, digits++)
			answer = answer * 10 + (unsigned)(*text - '0');
		if (digits == 0 || answer > UINT8_MAX || *count == EVLOOP_SCHEDULE_MAX)
			return false;
		if (answers != NULL)
			answers[*count] = (uint8_t)answer;
		++*count;
		if (*text == '.' && text[1] != '\0')
			text++;
		else if (*text != '\0')
			return false;
	}
	return true;
}

bool evloop_schedule_valid(const char *schedule)
{
	uint32_t count;
	return read_schedule(schedule, NULL, &count);
}

bool evloop_now_valid(const char *now) { return evl_calendar_is_moment(now); }

bool evloop_provision_valid(const char *provision, const char **error)
{
	struct evl_buffer line;
	evl_buffer_init(&line);
	bool valid = evl_provide_line(provision, strlen(provision), &line, error);
	evl_buffer_release(&line);
	return valid;
}

/* The mode of Node's --unhandled-rejections=`name`; -1: there is none of this name. */
static int rejection_mode(const char *name)
{
	static const char *const names[] = {
		[EVL_REJECTIONS_THROW] = "throw", [EVL_REJECTIONS_STRICT] = "strict", [EVL_REJECTIONS_WARN] = "warn",
		[EVL_REJECTIONS_NONE] = "none", [EVL_REJECTIONS_WARN_WITH_ERROR_CODE] = "warn-with-error-code",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (name == NULL || strcmp(name, names[i]) == 0)
			return (int)i;
	return -1;
}

static const int64_t slowest_ms = INT64_C(3600) * 1000;

bool evloop_run_options(struct evloop *evloop, const struct evloop_options *given, struct evl_run_options *options)
{
	*options = (struct evl_run_options){
		.name = given->name != NULL ? given->name : "<input>",
		.path = given->path,
		.max_steps = given->max_steps,
		.max_memory = given->max_memory,
		.max_time = given->max_time_ms > INT64_MAX / 1000 ? INT64_MAX : given->max_time_ms * 1000,
		.slow = given->slow_ms > slowest_ms ? slowest_ms * 1000 : given->slow_ms * 1000,
		.input = given->input,
		.input_length = given->input_length,
		.load = given->load,
		.load_context = given->load_context,
		.assume = given->assume,
		.stop = given->stop,
		.stop_context = given->stop_context,
		.by_origin = given->by_origin,
		.beside = true,
		.provide = given->provide,
		.provide_count = (uint32_t)given->provide_count,
		.prelude_name = given->prelude_name != NULL ? given->prelude_name : "<prelude>",
		.prelude_text = given->prelude,
		.prelude_length = given->prelude_length,
		.call = given->call,
		.actions = given->actions,
		.action_count = given->action_count,
		.locale = given->locale,
		.now = given->now,
		.seed = given->seed,
	};
	if (given->schedule != NULL) {
		if (!read_schedule(given->schedule, evloop->schedule, &options->choice_count))
			return false;
		options->choices = evloop->schedule;
	}
	const int mode = rejection_mode(given->unhandled_rejections);
	if (mode < 0)
		return false;
	options->rejection_mode = (uint8_t)mode;
	if (given->tz != NULL) {
		int zone = evl_zone_find(given->tz, strlen(given->tz));
		if (zone == EVL_ZONE_NONE)
			return false;
		options->zone = (int16_t)zone;
	}
	const char *host = given->host != NULL ? given->host : "auto";
	if (!evloop_host_exists(host))
		return false;
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		if (strcmp(hosts[i].name, host) == 0) {
			options->host = hosts[i].host;
			options->goal = hosts[i].goal;
		}
	}
	if (given->goal == NULL)
		return true;
	for (size_t i = 0; i < sizeof goals / sizeof goals[0]; i++) {
		if (strcmp(goals[i].name, given->goal) == 0) {
			options->goal = goals[i].goal;
			return true;
		}
	}
	return false;
}

/* ------------------------------------------------------------- predictions */

static struct evl_report_run report_run(const struct evl_run_result *result, bool ran, enum evl_status status)
{
	return (struct evl_report_run){
		.trace = ran ? &result->trace : NULL,
		.profile = result->profile->name,
		.title = result->profile->title,
		.version_line = result->profile->version_line,
		.goal = evl_goal_name(result->goal),
		.status = status,
	};
}

struct evloop_prediction *evloop_predict(struct evloop *evloop, const char *text, size_t length, const struct evloop_options *options)
{
	struct evl_run_options run_options;
	static const struct evloop_options none;
	if (!evloop_run_options(evloop, options != NULL ? options : &none, &run_options))
		return NULL;
	struct evl_run *run = &evloop->run;
	run_options.measured = true;
	enum evl_status status = evl_run_predict(run, text, length, &run_options);
	if (status == EVL_STATUS_NO_MEMORY)
		return NULL;
	evloop_fill_prediction(evloop, status);
	return &evloop->prediction;
}

void evloop_fill_prediction(struct evloop *evloop, enum evl_status status)
{
	struct evl_run *run = &evloop->run;
	struct evloop_prediction *prediction = &evloop->prediction;
	const struct evl_run_result *first = &run->results[0], *second = &run->results[1];
	bool ran = first->has_trace && first->trace.count != 0;
	*prediction = (struct evloop_prediction){
		.run = run,
		.report = {
			.run = report_run(first, ran, status),
			.host_reason = run->host_reason,
			.diags = &run->diags,
			.sources = run->sources,
			.source_count = run->unit_count,
			.file = run->options.name,
			.version = EVLOOP_VERSION,
		},
	};
	if (second->profile != NULL) {
		prediction->other = report_run(second, true, second->status);
		prediction->report.other = &prediction->other;
	}
	const struct evl_run_result *assumed = &run->results[EVL_RUN_ASSUMED];
	if (assumed->profile != NULL) {
		prediction->assumed = report_run(assumed, true, assumed->status);
		prediction->report.assumed = &prediction->assumed;
	}
}

enum evloop_exit evloop_prediction_exit(const struct evloop_prediction *prediction)
{
	return (enum evloop_exit)evl_status_exit_code(prediction->report.run.status);
}

int evloop_prediction_host_exit(const struct evloop_prediction *prediction)
{
	const struct evl_trace *trace = prediction->report.run.trace;
	if (trace != NULL)
		return trace->exit_status;
	/* A source that does not parse: a process fails with 1, a page goes on. */
	return prediction->run->results[0].profile->is_page ? 0 : 1;
}

/* --------------------------------------------------------------- rendering */

const char *evloop_format_name(size_t index)
{
	for (size_t i = 0; evl_renderers[i].name != NULL; i++)
		if (i == index)
			return evl_renderers[i].name;
	return NULL;
}

const char *evloop_format_summary(size_t index)
{
	return evloop_format_name(index) != NULL ? evl_renderers[index].summary : NULL;
}

bool evloop_render(const struct evloop_prediction *prediction, const char *format, const struct evloop_render_options *options,
		   const struct evloop_sink *out, const struct evloop_sink *notes)
{
	const struct evl_renderer *renderer = evl_renderer_find(format);
	if (renderer == NULL)
		return false;
	static const struct evloop_render_options none;
	const struct evloop_render_options *given = options != NULL ? options : &none;
	struct evl_report_options report_options = {
		.color = given->color, .note_color = given->note_color, .ascii = given->ascii, .stdout_only = given->stdout_only,
	};
	struct evl_sink out_sink = { out->write, out->context }, notes_sink = { notes->write, notes->context };
	return renderer->render(&prediction->report, &report_options, &out_sink, &notes_sink);
}

/* ---------------------------------------------------------- classification */

struct evloop_classification *evloop_classify(struct evloop *evloop, const char *text, size_t length,
					      const struct evloop_options *options)
{
	struct evl_run_options run_options;
	static const struct evloop_options none;
	if (!evloop_run_options(evloop, options != NULL ? options : &none, &run_options))
		return NULL;
	struct evl_run *run = &evloop->run;
	struct evloop_classification *c = &evloop->classification;
	enum evl_status status = evl_run_read(run, text, length, &run_options);
	if (status == EVL_STATUS_NO_MEMORY)
		return NULL;
	*c = (struct evloop_classification){
		.run = run,
		.status = status,
		.report = {
			.diags = &run->diags,
			.source = run->sources,
			.file = run->options.name,
			.goal = evl_goal_name(run->results[0].goal),
			.version = EVLOOP_VERSION,
		},
	};
	if (status == EVL_STATUS_OK)
		c->report.statements = evl_classify(run->units[0].tree, run->results[0].goal, run->sources, run->names, &run->program);
	return c;
}

enum evloop_exit evloop_classification_exit(const struct evloop_classification *classification)
{
	return (enum evloop_exit)evl_status_exit_code(classification->status);
}

bool evloop_render_classification(const struct evloop_classification *classification, const char *format,
				  const struct evloop_render_options *options, const struct evloop_sink *out,
				  const struct evloop_sink *notes)
{
	static const struct evloop_render_options none;
	const struct evloop_render_options *given = options != NULL ? options : &none;
	struct evl_report_options report_options = { .color = given->color, .note_color = given->note_color, .ascii = given->ascii };
	struct evl_sink out_sink = { out->write, out->context }, notes_sink = { notes->write, notes->context };
	return evl_render_classification(&classification->report, format, &report_options, &out_sink, &notes_sink);
}
