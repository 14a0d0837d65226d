/* SPDX-License-Identifier: MIT */
/*
 * batch_record.c - see batch_record.h.
 *
 * The prediction is taken from its own JSON rendering, whose strings are passed on byte by byte.
 */
#include "batch_record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "jsonc.h"

enum { MOST_ITEMS = 256 };

static bool nothing(void *context, const char *bytes, size_t length)
{
	(void)context, (void)bytes, (void)length;
	return true;
}

/* A record while it is answered. */
struct record {
	const char *text;
	const struct json_value *root;
	uint64_t number;
	FILE *out;
	const char *wrong; /* why it cannot be predicted; NULL: it can */
	const char *lists[2][MOST_ITEMS]; /* provide, events */
	bool why, order;
};

static void begin(const struct record *r)
{
	const struct json_value *id = json_member(r->root, "id");
	fputs("{\"v\":1,\"id\":", r->out);
	if (id != NULL)
		fwrite(r->text + id->start, 1, id->end - id->start, r->out);
	else
		fprintf(r->out, "null,\"record\":%" PRIu64, r->number);
}

static void write_string(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20)
			fprintf(out, "\\u%04x", (unsigned)(unsigned char)*text);
		else
			fprintf(out, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
	}
	fputc('"', out);
}

static bool refuse(const struct record *r, const char *message)
{
	begin(r);
	fputs(",\"ok\":false,\"error\":{\"code\":\"EV901\",\"message\":", r->out);
	write_string(r->out, message);
	fputs("},\"lines\":[]}\n", r->out);
	return false;
}

/* ---------------------------------------------------------------- reading */

static const char *read_text(struct record *r, const char *key, size_t *length, const char *wrong)
{
	const struct json_value *value = json_member(r->root, key);
	if (value == NULL || value->kind == JSON_NULL)
		return NULL;
	if (value->kind != JSON_STRING) {
		r->wrong = wrong;
		return NULL;
	}
	if (length != NULL)
		*length = value->length;
	else if (strlen(value->string) != value->length)
		r->wrong = wrong;
	return value->string;
}

static size_t read_list(struct record *r, const char *key, const char **items, const char *wrong)
{
	const struct json_value *value = json_member(r->root, key);
	size_t count = 0;
	if (value == NULL || value->kind == JSON_NULL)
		return 0;
	if (value->kind != JSON_ARRAY || value->length > MOST_ITEMS) {
		r->wrong = wrong;
		return 0;
	}
	for (const struct json_value *v = value->first; v != NULL; v = v->next) {
		if (v->kind != JSON_STRING)
			r->wrong = wrong;
		else
			items[count++] = v->string;
	}
	return count;
}

static int64_t read_limit(struct record *r, const char *key, int64_t otherwise)
{
	const struct json_value *limits = json_member(r->root, "limits"), *value = json_member(limits, key);
	if (limits != NULL && limits->kind != JSON_OBJECT)
		r->wrong = "limits is an object";
	if (value == NULL)
		return otherwise;
	if (value->kind != JSON_NUMBER || value->number < 0 || value->number > 9e15) {
		r->wrong = "a limit is a number";
		return otherwise;
	}
	return (int64_t)value->number;
}

static void read_want(struct record *r)
{
	const char *words[MOST_ITEMS];
	size_t count = read_list(r, "want", words, "want is a list of lines, why, order");
	for (size_t i = 0; i < count; i++) {
		if (strcmp(words[i], "why") == 0)
			r->why = true;
		else if (strcmp(words[i], "order") == 0)
			r->order = true;
		else if (strcmp(words[i], "lines") != 0)
			r->wrong = "want is a list of lines, why, order";
	}
}

static void read_keys(struct record *r)
{
	static const char *const known[] = { "id", "code", "host", "module", "provide", "prelude", "events", "expect", "limits", "want" };
	for (const struct json_value *v = r->root->first; v != NULL && r->wrong == NULL; v = v->next) {
		size_t i = 0;
		while (i < sizeof known / sizeof known[0] && strcmp(known[i], v->key) != 0)
			i++;
		if (i == sizeof known / sizeof known[0])
			r->wrong = "a record has id, code, host, module, provide, prelude, events, expect, limits, want";
	}
}

static struct evloop_options read_options(struct record *r, const struct batch_defaults *defaults)
{
	struct evloop_options o = { .name = "<record>", .path = "[record]", .tz = defaults->tz };
	const struct json_value *module = json_member(r->root, "module");
	read_keys(r);
	o.host = read_text(r, "host", NULL, "host is a string");
	if (o.host == NULL)
		o.host = defaults->host;
	if (r->wrong == NULL && o.host != NULL && !evloop_host_exists(o.host))
		r->wrong = "there is no such host";
	if (module != NULL && module->kind != JSON_TRUE && module->kind != JSON_FALSE)
		r->wrong = "module is true or false";
	else if (module != NULL)
		o.goal = module->kind == JSON_TRUE ? "module" : "script";
	o.provide_count = read_list(r, "provide", r->lists[0], "provide is a list of at most 256 strings");
	o.provide = r->lists[0];
	o.action_count = read_list(r, "events", r->lists[1], "events is a list of at most 256 strings");
	o.actions = r->lists[1];
	o.prelude = read_text(r, "prelude", &o.prelude_length, "prelude is a string");
	o.max_steps = read_limit(r, "maxSteps", defaults->max_steps);
	o.max_memory = (size_t)read_limit(r, "maxMemory", (int64_t)defaults->max_memory);
	o.max_time_ms = read_limit(r, "runFor", defaults->max_time);
	read_want(r);
	return o;
}

/* --------------------------------------------------------------- answering */

/* Is what `expect` holds printed in some order that hosts allow? 1, 0, or -1: not known. */
static int expected(struct record *r, struct evloop *evloop, const char *code, size_t length, const struct evloop_options *options)
{
	const struct json_value *expect = json_member(r->root, "expect");
	if (expect == NULL || expect->kind == JSON_NULL)
		return -1;
	if (expect->kind != JSON_ARRAY) {
		r->wrong = "expect is a list of lines";
		return -1;
	}
	struct output_text text = { 0 };
	bool good = output_text_add(&text, "", 0);
	for (const struct json_value *v = expect->first; v != NULL && good; v = v->next) {
		if (v->kind != JSON_STRING)
			r->wrong = "expect is a list of lines";
		else
			good = output_text_add(&text, v->string, v->length) && output_text_add(&text, "\n", 1);
	}
	int answer = -1;
	size_t other;
	struct evloop_orders_options budget = { .max_schedules = 2000 };
	struct evloop_orders *orders = good && r->wrong == NULL ? evloop_orders(evloop, code, length, options, &budget) : NULL;
	if (orders != NULL && evloop_orders_outcomes(orders) != 0) {
		enum evloop_holds holds = evloop_orders_expect(orders, text.bytes, text.length, false, &other);
		answer = holds != EVLOOP_HOLDS_NEVER ? 1 : evloop_orders_complete(orders) ? 0 : -1;
	}
	free(text.bytes);
	return answer;
}

static void put(const struct record *r, const char *name, const char *json, const struct json_value *value)
{
	fprintf(r->out, ",\"%s\":", name);
	if (value == NULL)
		fputs("null", r->out);
	else
		fwrite(json + value->start, 1, value->end - value->start, r->out);
}

/* The lines; whether each has its place for sure goes to *sure. */
static void put_lines(const struct record *r, const char *json, const struct json_value *root, bool *sure)
{
	const struct json_value *lines = json_member(root, "lines");
	*sure = true;
	fputs(",\"lines\":[", r->out);
	for (const struct json_value *v = lines != NULL ? lines->first : NULL; v != NULL; v = v->next) {
		const struct json_value *n = json_member(v, "n"), *certain = json_member(v, "sure");
		fprintf(r->out, v == lines->first ? "{\"n\":%.0f" : ",{\"n\":%.0f", n != NULL ? n->number : 0);
		put(r, "t", json, json_member(v, "time"));
		put(r, "stream", json, json_member(v, "stream"));
		put(r, "text", json, json_member(v, "text"));
		put(r, "line", json, json_member(json_member(v, "at"), "line"));
		if (r->why)
			put(r, "why", json, json_member(v, "reason"));
		if (r->order) {
			put(r, "sure", json, certain);
			put(r, "against", json, json_member(v, "against"));
		}
		fputc('}', r->out);
		if (certain == NULL || certain->kind != JSON_STRING || strcmp(certain->string, "guaranteed") != 0)
			*sure = false;
	}
	fputc(']', r->out);
}

static const char *error_code(const char *status)
{
	if (strcmp(status, "syntax") == 0)
		return "EV902";
	return strcmp(status, "not_covered") == 0 ? "EV302" : "EV306";
}

/* The first remark of a kind; NULL: there is none. */
static const struct json_value *remark(const struct json_value *root, const char *kind)
{
	const struct json_value *remarks = json_member(root, "remarks");
	for (const struct json_value *v = remarks != NULL ? remarks->first : NULL; v != NULL; v = v->next) {
		const struct json_value *k = json_member(v, "kind");
		if (k != NULL && k->kind == JSON_STRING && strcmp(k->string, kind) == 0)
			return v;
	}
	return NULL;
}

static bool put_prediction(const struct record *r, const char *json, const struct json_value *root, int match)
{
	static const char *const matches[] = { "null", "false", "true" };
	const struct json_value *status = json_member(root, "status"), *diagnostics = json_member(root, "diagnostics");
	bool ok = status != NULL && status->kind == JSON_STRING && strcmp(status->string, "ok") == 0, sure;
	begin(r);
	if (!ok) {
		const char *word = status != NULL && status->kind == JSON_STRING ? status->string : "";
		const struct json_value *first = diagnostics != NULL ? diagnostics->first : NULL, *halt = remark(root, "halt");
		fprintf(r->out, ",\"ok\":false,\"error\":{\"code\":\"%s\"", error_code(word));
		if (first == NULL)
			first = halt;
		if (first != NULL) {
			put(r, "message", json, json_member(first, first == halt ? "text" : "message"));
			put(r, "line", json, json_member(json_member(first, "at"), "line"));
		} else {
			fputs(",\"message\":", r->out);
			write_string(r->out, word);
		}
		fputc('}', r->out);
		put_lines(r, json, root, &sure);
		fputs("}\n", r->out);
		return false;
	}
	fputs(",\"ok\":true", r->out);
	put_lines(r, json, root, &sure);
	put(r, "exit", json, json_member(root, "exit"));
	bool endless = remark(root, "starve") != NULL || remark(root, "repeat") != NULL;
	fprintf(r->out, ",\"endless\":%s,\"deterministic\":%s,\"match\":%s}\n", endless ? "true" : "false", sure ? "true" : "false",
		matches[match + 1]);
	return true;
}

bool batch_answer(struct evloop *evloop, const struct batch_defaults *defaults, const char *text, size_t length, uint64_t number,
		  bool oversized, FILE *out)
{
	struct json_document document, rendered = { 0 };
	struct record r = { .text = text, .number = number, .out = out };
	struct output_text json = { 0 };
	bool ok = false;
	if (!json_read(&document, text, oversized ? 0 : length, JSON_STRICT)) {
		ok = refuse(&r, oversized ? "the record is larger than 16 MiB" : document.error);
		json_release(&document);
		return ok;
	}
	r.root = document.root;
	size_t code_length = 0;
	if (r.root->kind != JSON_OBJECT)
		r.wrong = "a record is an object";
	struct evloop_options options = r.root->kind == JSON_OBJECT ? read_options(&r, defaults) : (struct evloop_options){ 0 };
	const char *code = r.root->kind == JSON_OBJECT ? read_text(&r, "code", &code_length, "code is a string") : NULL;
	if (r.wrong == NULL && code == NULL)
		r.wrong = "code is missing";
	if (r.wrong == NULL && document.lone_surrogate)
		r.wrong = "a string holds half of a surrogate pair";
	int match = r.wrong == NULL ? expected(&r, evloop, code, code_length, &options) : -1;
	const struct evloop_prediction *prediction = r.wrong == NULL ? evloop_predict(evloop, code, code_length, &options) : NULL;
	struct evloop_sink sink = { output_text_add, &json }, notes = { nothing, NULL };
	static const struct evloop_render_options plain;
	if (r.wrong == NULL && prediction == NULL)
		r.wrong = "the options of the record are no good ones, or there is no memory";
	if (r.wrong != NULL)
		refuse(&r, r.wrong);
	else if (!evloop_render(prediction, "json", &plain, &sink, &notes) || !json_read(&rendered, json.bytes, json.length, JSON_STRICT))
		refuse(&r, "the prediction could not be written");
	else
		ok = put_prediction(&r, json.bytes, rendered.root, match);
	json_release(&rendered);
	json_release(&document);
	free(json.bytes);
	return ok;
}
