/* SPDX-License-Identifier: MIT */
/*
 * predict.c - see predict.h.
 */
#include "check/predict.h"

#include <string.h>

#include "base/arena.h"
#include "base/time_zone.h"

static const int64_t sample_steps = 20000000;
static const size_t sample_memory = (size_t)256 << 20;

/* "x is not defined" in an error's text: x. */
static const char *missing_name(struct evl_arena *arena, const char *text, size_t length)
{
	static const char before[] = "ReferenceError: ", after[] = " is not defined";
	for (size_t i = 0; i + sizeof before < length && text[i] != '\0'; i++) {
		if (memcmp(text + i, before, sizeof before - 1) != 0)
			continue;
		size_t from = i + sizeof before - 1, to = from;
		while (to < length && text[to] != ' ' && text[to] != '\n')
			to++;
		if (length - to >= sizeof after - 1 && memcmp(text + to, after, sizeof after - 1) == 0)
			return evl_arena_copy_text(arena, text + from, to - from);
		return NULL;
	}
	return NULL;
}

/* The line of an error's report that names it: the report of node begins with the place. */
static void error_line(const char *text, uint32_t length, const char **line, uint32_t *line_length)
{
	uint32_t at = 0;
	*line = text;
	*line_length = 0;
	while (at < length) {
		uint32_t end = at;
		while (end < length && text[end] != '\n')
			end++;
		struct evl_range name, range = { at, end };
		if (*line_length == 0 || evl_remark_error(text, range, &name) != at) {
			*line = text + at;
			*line_length = end - at;
			if (evl_remark_error(text, range, &name) != at)
				return;
		}
		at = end + 1;
	}
}

/* From byte `run` of what is run on, the code's offset is `code` and more, at most `most` more. */
struct piece {
	uint32_t run, code, most;
};

struct shown_code {
	const char *text;
	uint32_t length;
	struct piece *pieces;
	uint32_t count;
};

static bool is_shown_alert(const struct evl_code *code, const struct evl_call *call)
{
	return call->is_alert && code->text[call->range.start] == 'a' && call->range.end > call->range.start + 6 &&
	       code->text[call->range.end - 1] == ')' && call->arguments == 1;
}

/*
 * alert(x) shows a text, which for the check is as good as a line of the console: "alert" becomes "console.log(String"
 * and the call gets one more parenthesis.
 */
static void show_alerts(struct evl_arena *arena, const struct evl_code *code, struct shown_code *out)
{
	static const char open[] = "console.log(String";
	uint32_t alerts = 0, from = 0, to = 0, depth = 0, i = 0;
	for (uint32_t k = 0; k < code->call_count; k++)
		alerts += is_shown_alert(code, &code->calls[k]);
	*out = (struct shown_code){ .text = code->text, .length = code->length };
	if (alerts == 0)
		return;
	uint32_t *ends = evl_arena_alloc(arena, (size_t)alerts * sizeof *ends); /* of the calls that are open, the innermost last */
	char *text = evl_arena_alloc(arena, (size_t)code->length + (size_t)alerts * sizeof open + 1);
	out->pieces = evl_arena_alloc(arena, ((size_t)alerts * 4 + 1) * sizeof *out->pieces);
	out->pieces[out->count++] = (struct piece){ 0, 0, UINT32_MAX };
	while (i < code->call_count || depth != 0) {
		while (i < code->call_count && !is_shown_alert(code, &code->calls[i]))
			i++;
		bool closes = depth != 0 && (i >= code->call_count || ends[depth - 1] <= code->calls[i].range.start);
		if (!closes && i >= code->call_count)
			break;
		uint32_t at = closes ? ends[--depth] : code->calls[i].range.start;
		memcpy(text + to, code->text + from, at - from);
		to += at - from;
		if (closes) {
			out->pieces[out->count++] = (struct piece){ to, at - 1, 0 };
			text[to++] = ')';
			from = at;
		} else {
			out->pieces[out->count++] = (struct piece){ to, at, 4 };
			memcpy(text + to, open, sizeof open - 1);
			to += (uint32_t)sizeof open - 1;
			from = at + 5;
			ends[depth++] = code->calls[i++].range.end;
		}
		out->pieces[out->count++] = (struct piece){ to, from, UINT32_MAX };
	}
	memcpy(text + to, code->text + from, code->length - from);
	out->text = text;
	out->length = to + code->length - from;
	text[out->length] = '\0';
}

/* The code's offset of an offset in what was run. */
static uint32_t code_offset(const struct shown_code *shown, uint32_t at)
{
	uint32_t low = 0, high = shown->count;
	if (high == 0)
		return at;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		*(shown->pieces[middle].run <= at ? &low : &high) = middle;
	}
	const struct piece *piece = &shown->pieces[low];
	uint32_t more = at - piece->run;
	return piece->code + (more < piece->most ? more : piece->most);
}

static void read_lines(struct evl_checker *checker, struct evl_check_prediction *p, uint32_t shift, const struct shown_code *shown)
{
	const struct evl_trace *trace = p->trace;
	uint32_t count = 0;
	for (uint32_t i = 0; i < trace->count; i++)
		count += trace->events[i].kind == EVL_EVENT_PRINT || trace->events[i].kind == EVL_EVENT_ERROR;
	p->lines = evl_arena_alloc(&checker->scratch, (count + 1) * sizeof *p->lines);
	uint32_t order_line = 0;
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *event = &trace->events[i];
		if (event->kind == EVL_EVENT_REPEAT || event->kind == EVL_EVENT_STARVE)
			p->endless = true;
		if (event->kind != EVL_EVENT_PRINT && event->kind != EVL_EVENT_ERROR)
			continue;
		struct evl_printed *line = &p->lines[p->count];
		*line = (struct evl_printed){
			.text = evl_trace_text(trace, event), .length = event->text_length, .event = i, .order_line = order_line++, .code = UINT32_MAX,
		};
		bool has_place = event->span.source == 0 && event->span.start != UINT32_MAX;
		if (has_place && event->span.start < shift && event->kind == EVL_EVENT_PRINT)
			continue; /* an earlier sample's */
		if (has_place && event->span.start >= shift && event->span.start - shift <= shown->length)
			line->code = code_offset(shown, event->span.start - shift);
		if (event->kind == EVL_EVENT_ERROR) {
			p->missing_name = missing_name(&checker->scratch, line->text, line->length);
			line->is_error = true;
			line->is_rejection = event->detail == 1;
			error_line(line->text, line->length, &line->text, &line->length);
		}
		line->text = evl_arena_copy_text(&checker->scratch, line->text, line->length);
		p->count++;
		if (line->is_error)
			p->error = line;
	}
}

/* Did the run assume something of the world outside? Then a text that differs proves nothing. */
static bool assumes(const struct evl_trace *trace)
{
	static const char prefix[] = "assuming ";
	for (uint32_t i = 0; i < trace->count; i++)
		if (trace->events[i].kind == EVL_EVENT_NOTE && strncmp(evl_trace_text(trace, &trace->events[i]), prefix, sizeof prefix - 1) == 0)
			return true;
	return false;
}

struct evl_check_world evl_check_world_of(const struct evl_sample *sample, const struct evl_check_options *options)
{
	const struct evl_directives *d = &sample->directives;
	struct evl_check_world said = { .hosts = d->hosts, .locale = d->locale, .now = d->now, .seed = d->seed, .node = d->node, .max_steps = d->steps };
	int zone = d->zone != NULL ? evl_zone_find(d->zone, strlen(d->zone)) : EVL_ZONE_NONE;
	said.has_zone = zone != EVL_ZONE_NONE;
	said.zone = said.has_zone ? (int16_t)zone : 0;
	struct evl_check_world world = options->commanded, layers[] = { said, options->world };
	for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++) {
		const struct evl_check_world *layer = &layers[i];
		world.hosts = world.hosts != 0 ? world.hosts : layer->hosts;
		world.zone = world.has_zone ? world.zone : layer->zone;
		world.has_zone |= layer->has_zone;
		world.locale = world.locale != NULL ? world.locale : layer->locale;
		world.now = world.now != NULL ? world.now : layer->now;
		world.seed = world.seed != 0 ? world.seed : layer->seed;
		world.node = world.node != 0 ? world.node : layer->node;
		world.max_steps = world.max_steps != 0 ? world.max_steps : layer->max_steps;
	}
	return world;
}

/* Does the directive stand elsewhere than in the sample's code? */
static bool is_outside(const struct evl_sample *sample, const struct evl_directive_text *text)
{
	return text->range.start < sample->place.start || text->range.end > sample->place.end;
}

void evl_check_predict(struct evl_checker *checker, const struct evl_sample *sample, uint8_t host, const struct evl_check_prefix *prefix,
		       const struct evl_check_options *options, struct evl_check_prediction *out)
{
	struct evl_arena *arena = &checker->scratch;
	const struct evl_directives *d = &sample->directives;
	*out = (struct evl_check_prediction){ .host = host, .message_code = UINT32_MAX };
	struct shown_code shown;
	show_alerts(arena, &sample->code, &shown);
	size_t after = strlen(prefix->after), total = (size_t)prefix->length + shown.length + after;
	const char *text = shown.text;
	if (prefix->length != 0 || after != 0) {
		char *joined = evl_arena_alloc(arena, total + 1);
		memcpy(joined, prefix->text, prefix->length);
		memcpy(joined + prefix->length, shown.text, shown.length);
		memcpy(joined + prefix->length + shown.length, prefix->after, after + 1);
		text = joined;
	}
	struct evl_check_world world = evl_check_world_of(sample, options);
	struct evl_run_options run = {
		.host = host == EVL_CHECK_BROWSER ? "browser" : world.node == 24 ? "node24" : world.node == 22 ? "node22" : "node",
		.goal = host == EVL_CHECK_NODE_ESM || (host == EVL_CHECK_BROWSER && evl_sample_is_module(sample)) ? EVL_RUN_GOAL_MODULE :
			host == EVL_CHECK_BROWSER ? EVL_RUN_GOAL_SCRIPT : EVL_RUN_GOAL_COMMONJS,
		.name = "sample.js",
		.zone = world.zone,
		.locale = world.locale,
		.now = world.now,
		.seed = world.seed,
		.max_steps = world.max_steps != 0 ? world.max_steps : sample_steps,
		.max_memory = sample_memory,
		.max_time = d->run_for,
		.load = options->load,
		.load_context = options->load_context,
		.preludes = options->preludes,
		.prelude_count = options->prelude_count,
	};
	/* What stands in the code itself is found by the run. */
	const char **provide = evl_arena_alloc(arena, (options->provide_count + d->provisions.count + 1) * sizeof *provide);
	for (size_t i = 0; i < options->provide_count; i++)
		provide[run.provide_count++] = options->provide[i];
	for (uint32_t i = 0; i < d->provisions.count; i++)
		if (is_outside(sample, &d->provisions.items[i]))
			provide[run.provide_count++] = d->provisions.items[i].text;
	run.provide = provide;
	const char **actions = evl_arena_alloc(arena, (d->events.count + 1) * sizeof *actions);
	for (uint32_t i = 0; i < d->events.count && host == EVL_CHECK_BROWSER; i++)
		if (is_outside(sample, &d->events.items[i]))
			actions[run.action_count++] = d->events.items[i].text;
	run.actions = actions;
	out->status = evl_run_predict(&checker->run, text, total, &run);
	const struct evl_run_result *result = &checker->run.results[0];
	if (out->status == EVL_STATUS_EXITED || (out->status == EVL_STATUS_TIME_LIMIT && d->run_for != 0))
		out->status = EVL_STATUS_OK;
	if (out->status != EVL_STATUS_OK) {
		const struct evl_diag *diag = checker->run.diags.first;
		const char *message = diag != NULL ? diag->message : evl_status_sentence(out->status);
		out->message = evl_arena_copy_text(arena, message, strlen(message));
		if (diag != NULL && diag->span.source == 0 && diag->span.start != UINT32_MAX && diag->span.start >= prefix->length)
			out->message_code = code_offset(&shown, diag->span.start - prefix->length);
	}
	if (out->status == EVL_STATUS_OK && result->has_trace && assumes(&result->trace)) {
		out->status = EVL_STATUS_NOT_COVERED;
		out->message = "not covered: what the world outside answers";
	}
	if (out->status == EVL_STATUS_SYNTAX || !result->has_trace || result->trace.count == 0)
		return;
	out->trace = &result->trace;
	read_lines(checker, out, prefix->length, &shown);
}

void evl_check_read_order(struct evl_checker *checker, struct evl_check_prediction *prediction)
{
	if (prediction->has_order || prediction->trace == NULL)
		return;
	evl_order_read(&prediction->order, prediction->trace, prediction->host == EVL_CHECK_BROWSER, &checker->scratch);
	prediction->has_order = true;
}
