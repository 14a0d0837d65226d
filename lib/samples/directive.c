/* SPDX-License-Identifier: MIT */
/*
 * directive.c - see directive.h.
 */
#include "samples/directive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/time_zone.h"

enum key_value { VALUE_NONE, VALUE_OPTIONAL, VALUE_NEEDED, VALUE_REST, VALUE_REASON };

enum key {
#define EVL_KEY(id, word, value) KEY_##id,
#include "samples/directive_keys.def"
#undef EVL_KEY
	KEY_COUNT
};

static const struct {
	const char *word;
	enum key_value value;
} keys[] = {
#define EVL_KEY(id, word, value) { word, VALUE_##value },
#include "base/arena.h"
#include "samples/directive_keys.def"
#undef EVL_KEY
};

void evl_problems_init(struct evl_problems *problems, struct evl_arena *arena)
{
	*problems = (struct evl_problems){ .arena = arena };
	problems->last = &problems->first;
}

void evl_problem_add(struct evl_problems *problems, uint16_t rule, struct evl_range range, const char *message, const char *help)
{
	struct evl_problem *problem = evl_arena_alloc(problems->arena, sizeof *problem);
	*problem = (struct evl_problem){ .rule = rule, .range = range, .message = message, .help = help };
	*problems->last = problem;
	problems->last = &problem->next;
	problems->count++;
}

void evl_directives_init(struct evl_directives *directives) { *directives = (struct evl_directives){ .confidence = -1 }; }

static bool is_word(const char *text, struct evl_range range, const char *word)
{
	return range.end - range.start == strlen(word) && memcmp(text + range.start, word, range.end - range.start) == 0;
}

/* ------------------------------------------------------------- suggestions */

/* Optimal string alignment distance, for short words. */
static unsigned distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned row[3][32];
	if (n > 30 || m > 30)
		return 99;
	for (size_t j = 0; j <= m; j++)
		row[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++) {
		unsigned *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= m; j++) {
			unsigned cost = a[i - 1] != b[j - 1], best = before[j - 1] + cost;
			best = before[j] + 1 < best ? before[j] + 1 : best;
			best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best)
				best = earlier[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[n % 3][m];
}

static const char *nearest(const char *text, size_t length, const char *const *words, size_t count)
{
	const char *best = NULL;
	unsigned least = 3;
	for (size_t i = 0; i < count; i++) {
		unsigned d = distance(text, length, words[i], strlen(words[i]));
		if (d < least && d < strlen(words[i])) {
			least = d;
			best = words[i];
		}
	}
	return best;
}

struct body {
	const char *text;
	const struct evl_range *base; /* that problems show; NULL: text is the document */
	struct evl_directives *to;
	struct evl_problems *problems;
	struct evl_arena *arena;
};

static void complain(const struct body *b, struct evl_range at, const char *what, const char *suggestion)
{
	char message[160], help[96];
	snprintf(message, sizeof message, "%s '%.*s'", what, (int)(at.end - at.start > 60 ? 60 : at.end - at.start), b->text + at.start);
	if (suggestion != NULL)
		snprintf(help, sizeof help, "did you mean '%s'?", suggestion);
	evl_problem_add(b->problems, 101, b->base != NULL ? *b->base : at, evl_arena_copy_text(b->problems->arena, message, strlen(message)),
			suggestion != NULL ? evl_arena_copy_text(b->problems->arena, help, strlen(help)) : NULL);
}

static const char *nearest_key(const char *text, size_t length)
{
	const char *words[KEY_COUNT];
	for (size_t i = 0; i < KEY_COUNT; i++)
		words[i] = keys[i].word;
	return nearest(text, length, words, KEY_COUNT);
}

/* ------------------------------------------------------------------ values */

static void read_hosts(struct body *b, struct evl_range value)
{
	static const struct {
		const char *name;
		uint8_t mask;
	} hosts[] = { { "node", 3 }, { "node-cjs", 1 }, { "node-esm", 2 }, { "browser", 4 }, { "firefox", 4 }, { "chrome", 4 }, { "chromium", 4 }, { "all", 7 } };
	static const char *const names[] = { "node", "node-cjs", "node-esm", "browser", "firefox", "chrome", "all" };
	uint32_t at = value.start;
	while (at < value.end) {
		uint32_t end = at;
		while (end < value.end && b->text[end] != '|')
			end++;
		struct evl_range one = evl_range_trim(b->text, (struct evl_range){ at, end });
		bool found = false;
		for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
			if (is_word(b->text, one, hosts[i].name)) {
				b->to->hosts |= hosts[i].mask;
				found = true;
			}
		}
		if (!found)
			complain(b, one, "unknown host", nearest(b->text + one.start, one.end - one.start, names, sizeof names / sizeof names[0]));
		at = end + 1;
	}
}

static void read_modes(struct body *b, struct evl_range value)
{
	static const char *const names[] = { "exact", "contains", "prefix", "unordered", "set", "any-order-of-equal-time", "text", "values" };
	uint32_t at = value.start;
	while (at < value.end) {
		uint32_t end = at;
		while (end < value.end && b->text[end] != '+')
			end++;
		struct evl_range one = evl_range_trim(b->text, (struct evl_range){ at, end });
		bool found = false;
		for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
			if (is_word(b->text, one, names[i])) {
				b->to->modes |= 1u << i;
				found = true;
			}
		}
		if (!found)
			complain(b, one, "unknown mode", nearest(b->text + one.start, one.end - one.start, names, sizeof names / sizeof names[0]));
		at = end + 1;
	}
}

/* A whole number above 0; 0 for anything else. */
static int64_t read_count(const char *text)
{
	int64_t number = 0;
	for (; *text >= '0' && *text <= '9' && number < INT64_MAX / 16; text++)
		number = number * 10 + (*text - '0');
	return *text == '\0' ? number : 0;
}

/* "5ms", "1.5 s", "10us" in microseconds; -1: no time. */
static int64_t read_time(const char *text, struct evl_range value)
{
	char plain[40], *end;
	size_t n = value.end - value.start;
	if (n == 0 || n >= sizeof plain)
		return -1;
	memcpy(plain, text + value.start, n);
	plain[n] = '\0';
	double number = strtod(plain, &end);
	while (*end == ' ')
		end++;
	double unit = strcmp(end, "ms") == 0 ? 1e3 : strcmp(end, "s") == 0 ? 1e6 : strcmp(end, "us") == 0 ? 1 : 0;
	if (end == plain || !(unit > 0) || !(number >= 0) || number * unit > 9e15)
		return -1;
	return (int64_t)(number * unit);
}

static void read_error(struct body *b, struct evl_range value)
{
	uint32_t end = value.start;
	while (end < value.end && b->text[end] != ':')
		end++;
	struct evl_range name = evl_range_trim(b->text, (struct evl_range){ value.start, end });
	b->to->error_name = name.start < name.end ? evl_arena_copy_text(b->arena, b->text + name.start, name.end - name.start) : NULL;
	if (end < value.end) {
		struct evl_range message = evl_range_trim(b->text, (struct evl_range){ end + 1, value.end });
		if (message.end - message.start >= 2 && (b->text[message.start] == '"' || b->text[message.start] == '\'')) {
			message.start++;
			message.end--;
		}
		b->to->error_message = evl_arena_copy_text(b->arena, b->text + message.start, message.end - message.start);
	}
}

static void add_text(struct body *b, struct evl_directive_texts *to, struct evl_range value)
{
	if (to->count == to->capacity) {
		uint32_t capacity = to->capacity == 0 ? 4 : to->capacity * 2;
		struct evl_directive_text *larger = evl_arena_alloc(b->arena, capacity * sizeof *larger);
		if (to->count != 0)
			memcpy(larger, to->items, to->count * sizeof *larger);
		to->items = larger;
		to->capacity = capacity;
	}
	to->items[to->count++] =
		(struct evl_directive_text){ evl_arena_copy_text(b->arena, b->text + value.start, value.end - value.start), b->base != NULL ? *b->base : value };
}

/* "20ms click #button": a time and what happens then. */
static void add_event(struct body *b, struct evl_range value)
{
	static const char *const verbs[] = { "click", "key", "type", "event", "input", "message", "frame" };
	struct evl_range time = { value.start, value.start }, verb;
	while (time.end < value.end && !evl_is_blank(b->text[time.end]))
		time.end++;
	verb = evl_range_trim(b->text, (struct evl_range){ time.end, value.end });
	for (uint32_t i = verb.start; i < verb.end; i++)
		if (evl_is_blank(b->text[i]))
			verb.end = i;
	if (read_time(b->text, time) < 0) {
		complain(b, time, "no time:", "20ms");
		return;
	}
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		if (is_word(b->text, verb, verbs[i])) {
			add_text(b, &b->to->events, value);
			return;
		}
	}
	complain(b, verb, "unknown action", nearest(b->text + verb.start, verb.end - verb.start, verbs, sizeof verbs / sizeof verbs[0]));
}

/* "20", "v22.1", "24.x": the versions that the model has. */
static void read_node(struct body *b, struct evl_range value)
{
	static const uint8_t versions[] = { 20, 22, 24 };
	uint32_t at = value.start + (value.start < value.end && b->text[value.start] == 'v'), major = 0;
	for (; at < value.end && b->text[at] >= '0' && b->text[at] <= '9' && major < 1000; at++)
		major = major * 10 + (uint32_t)(b->text[at] - '0');
	bool ends = at == value.end || b->text[at] == '.';
	for (size_t i = 0; i < sizeof versions; i++) {
		if (ends && versions[i] == major) {
			b->to->node = versions[i];
			b->to->hosts |= 3;
			return;
		}
	}
	complain(b, value, "no version of Node that the model has (20, 22, 24):", NULL);
}

static void take(struct body *b, enum key key, struct evl_range value, bool has_value)
{
	struct evl_directives *to = b->to;
	const char *text = has_value ? evl_arena_copy_text(b->arena, b->text + value.start, value.end - value.start) : NULL;
	switch (key) {
	case KEY_SKIP: to->skip = true; to->skip_reason = text; break;
	case KEY_HOST: read_hosts(b, value); break;
	case KEY_NODE: read_node(b, value); break;
	case KEY_STRICT: to->strict = true; break;
	case KEY_SLOPPY: to->sloppy = true; break;
	case KEY_MODULE: to->module = true; break;
	case KEY_SCRIPT: to->script = true; break;
	case KEY_NAME: to->name = text; break;
	case KEY_CONTINUE: to->is_continued = true; to->continued = text; break;
	case KEY_FRESH: to->fresh = true; break;
	case KEY_SETUP: to->setup = true; break;
	case KEY_HIDDEN: to->hidden = true; break;
	case KEY_OUTPUT: to->output = true; to->output_of = text; break;
	case KEY_EXPECT: read_modes(b, value); break;
	case KEY_THROWS: to->throws = true; if (has_value) read_error(b, value); break;
	case KEY_SYNTAX_ERROR: to->syntax_error = true; break;
	case KEY_UNHANDLED: to->unhandled = true; if (has_value) read_error(b, value); break;
	case KEY_PROVIDE: add_text(b, &to->provisions, value); break;
	case KEY_AT: add_event(b, value); break;
	case KEY_RUN_FOR:
		if ((to->run_for = read_time(b->text, value)) < 0) {
			to->run_for = 0;
			complain(b, value, "no time:", NULL);
		}
		break;
	case KEY_STEPS:
		to->steps = read_count(text);
		if (to->steps == 0)
			complain(b, value, "no number of steps:", NULL);
		break;
	case KEY_TZ:
		to->zone = text;
		if (evl_zone_find(text, strlen(text)) == EVL_ZONE_NONE) {
			to->zone = NULL;
			complain(b, value, "unknown time zone", NULL);
		}
		break;
	case KEY_LOCALE: to->locale = text; break;
	case KEY_NOW:
		to->now = evl_calendar_is_moment(text) ? text : NULL;
		if (to->now == NULL)
			complain(b, value, "no date such as 2024-02-29T12:00:00Z:", NULL);
		break;
	case KEY_SEED:
		to->seed = read_count(text) <= INT32_MAX ? (int32_t)read_count(text) : 0;
		if (to->seed == 0)
			complain(b, value, "no seed, which is a number from 1:", NULL);
		break;
	case KEY_CONFIDENCE: {
		static const char *const names[] = { "certain", "high", "medium", "low" };
		for (int i = 1; i < 4; i++)
			if (strcmp(text, names[i]) == 0)
				to->confidence = i;
		if (to->confidence < 0)
			complain(b, value, "unknown confidence", nearest(text, strlen(text), names + 1, 3));
		break;
	}
	case KEY_BEGIN: to->begin = true; break;
	case KEY_END: to->end = true; break;
	case KEY_FILE: to->file = true; break;
	case KEY_COUNT: break;
	}
}

/* One item: key, key=value, key(reason), key rest. Returns where it ends. */
static uint32_t read_item(struct body *b, uint32_t at, uint32_t end)
{
	const char *text = b->text;
	uint32_t word = at;
	while (word < end && ((text[word] >= 'a' && text[word] <= 'z') || (text[word] >= 'A' && text[word] <= 'Z') || text[word] == '-' || text[word] == '_' ||
			      (text[word] >= '0' && text[word] <= '9')))
		word++;
	struct evl_range name = { at, word };
	int key = -1;
	for (int i = 0; i < KEY_COUNT; i++)
		if (is_word(text, name, keys[i].word))
			key = i;
	uint32_t i = word;
	while (i < end && (text[i] == ' ' || text[i] == '\t'))
		i++;
	bool equals = i < end && text[i] == '=';
	if (key >= 0 && keys[key].value == VALUE_REST) {
		struct evl_range rest = evl_range_trim(text, (struct evl_range){ i, end });
		if (rest.start < rest.end && text[rest.end - 1] == ';') /* of the directive */
			rest = evl_range_trim(text, (struct evl_range){ rest.start, rest.end - 1 });
		if (rest.start == rest.end)
			complain(b, name, "more is needed after", NULL);
		else
			take(b, (enum key)key, rest, true);
		return end;
	}
	struct evl_range value = { i, i };
	bool has_value = false;
	uint32_t next = i;
	if (key >= 0 && keys[key].value == VALUE_REASON && i < end && text[i] == '(') {
		for (next = i + 1; next < end && text[next] != ')'; next++)
			;
		value = (struct evl_range){ i + 1, next };
		next += next < end;
		has_value = true;
	} else if (equals) {
		char quote = '\0';
		for (next = i + 1; next < end && (quote != '\0' || (text[next] != ';' && text[next] != ',')); next++) {
			if (quote != '\0')
				quote = text[next] == quote ? '\0' : quote;
			else if (text[next] == '"' || text[next] == '\'')
				quote = text[next];
		}
		value = evl_range_trim(text, (struct evl_range){ i + 1, next });
		if (value.end - value.start >= 2 && (text[value.start] == '"' || text[value.start] == '\'') && text[value.end - 1] == text[value.start]) {
			value.start++;
			value.end--;
		}
		has_value = true;
	}
	uint32_t stop = next;
	while (stop < end && text[stop] != ';' && text[stop] != ',')
		stop++;
	struct evl_range rest = evl_range_trim(text, (struct evl_range){ next, stop });
	if (key < 0) {
		struct evl_range whole = evl_range_trim(text, (struct evl_range){ at, stop });
		complain(b, name.start < name.end ? name : whole, "unknown directive", nearest_key(text + name.start, name.end - name.start));
	} else if (rest.start < rest.end) {
		complain(b, rest, "a directive ends with a semicolon, not with", NULL);
	} else if (has_value && keys[key].value == VALUE_NONE) {
		complain(b, name, "no value belongs to", NULL);
	} else if (!has_value && keys[key].value == VALUE_NEEDED) {
		complain(b, name, "a value is missing after", NULL);
	} else {
		take(b, (enum key)key, value, has_value);
	}
	return stop;
}

bool evl_directive_is(const char *text, struct evl_range inside, uint32_t *body)
{
	static const char *const marks[] = { "evloop:", "doctest:" };
	struct evl_range range = evl_range_trim(text, inside);
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (!evl_text_begins(text + range.start, range.end - range.start, marks[i]))
			continue;
		*body = range.start + (uint32_t)strlen(marks[i]);
		return true;
	}
	return false;
}

/* power-doctest's: disable, enable, SyntaxError, meta:..., options:... */
static void read_doctest(struct body *b, struct evl_range body)
{
	struct evl_range word = evl_range_trim(b->text, body);
	if (is_word(b->text, word, "disable"))
		b->to->skip = true;
	else if (is_word(b->text, word, "SyntaxError"))
		b->to->syntax_error = true;
	else if (word.end - word.start > 5 && memcmp(b->text + word.end - 5, "Error", 5) == 0) {
		b->to->throws = true;
		read_error(b, word);
	}
}

void evl_directive_read(struct evl_directives *directives, const char *text, struct evl_range inside, const struct evl_range *base,
			struct evl_problems *problems, struct evl_arena *arena)
{
	uint32_t at;
	if (!evl_directive_is(text, inside, &at))
		return;
	struct evl_range range = evl_range_trim(text, inside);
	struct body b = { text, base, directives, problems, arena };
	directives->has_any = true;
	directives->range = base != NULL ? *base : range;
	if (text[range.start] == 'd' || text[range.start] == 'D') {
		read_doctest(&b, (struct evl_range){ at, range.end });
		return;
	}
	bool any = false;
	while (at < range.end) {
		while (at < range.end && (evl_is_blank(text[at]) || text[at] == ';' || text[at] == ','))
			at++;
		if (at == range.end)
			break;
		any = true;
		uint32_t next = read_item(&b, at, range.end);
		at = next > at ? next : at + 1;
	}
	if (!any)
		complain(&b, range, "nothing stands in the directive", NULL);
}

void evl_directive_info(struct evl_directives *d, const char *text, struct evl_range info, struct evl_arena *arena)
{
	uint32_t at = info.start;
	bool first = true, run = false;
	while (at < info.end) {
		while (at < info.end && (evl_is_blank(text[at]) || text[at] == ',' || text[at] == '{' || text[at] == '}'))
			at++;
		uint32_t end = at;
		while (end < info.end && !evl_is_blank(text[end]) && text[end] != ',' && text[end] != '}')
			end++;
		struct evl_range word = { at, end };
		at = end;
		if (word.start == word.end)
			break;
		if (!first && (is_word(text, word, "example-bad") || is_word(text, word, "js-nolint"))) {
			d->skip = true;
			d->skip_reason = "marked as a bad example";
		} else if (is_word(text, word, "run") || is_word(text, word, "autorun")) {
			run = true;
		} else if (is_word(text, word, "module") && !first) {
			d->module = true;
		} else if (is_word(text, word, "no-strict")) {
			d->sloppy = true;
		} else if (is_word(text, word, "async") && run) {
			d->async = true;
		} else if (is_word(text, word, "untrusted")) {
			d->warn_only = true;
		} else if (is_word(text, word, "test:") || is_word(text, word, "test")) {
			while (at < info.end && (evl_is_blank(text[at]) || text[at] == ':'))
				at++;
			struct evl_range value = evl_range_trim(text, (struct evl_range){ at, info.end });
			if (evl_text_begins(text + value.start, value.end - value.start, "no") || evl_text_begins(text + value.start, value.end - value.start, "never")) {
				d->skip = true;
				d->skip_reason = "marked not to be tested";
			} else if (evl_text_begins(text + value.start, value.end - value.start, "error")) {
				uint32_t from = value.start + 5;
				while (from < value.end && (evl_is_blank(text[from]) || text[from] == '"'))
					from++;
				uint32_t to = value.end;
				while (to > from && (text[to - 1] == '"' || text[to - 1] == '}'))
					to--;
				d->throws = true;
				struct evl_problems none;
				evl_problems_init(&none, arena);
				struct body b = { text, NULL, d, &none, arena };
				read_error(&b, (struct evl_range){ from, to });
			}
			return;
		}
		first = false;
	}
}

static void merge_texts(struct evl_directive_texts *to, const struct evl_directive_texts *more, struct evl_directives *all, struct evl_arena *arena)
{
	struct evl_problems none;
	evl_problems_init(&none, arena);
	for (uint32_t i = 0; i < more->count; i++) {
		struct body b = { more->items[i].text, &more->items[i].range, all, &none, arena };
		add_text(&b, to, (struct evl_range){ 0, (uint32_t)strlen(more->items[i].text) });
	}
}

void evl_directives_merge(struct evl_directives *to, const struct evl_directives *more, struct evl_arena *arena)
{
	if (!more->has_any)
		return;
#define FLAG(f) to->f |= more->f
#define TEXT(f) to->f = more->f != NULL ? more->f : to->f
	FLAG(has_any);
	FLAG(skip);
	FLAG(strict);
	FLAG(sloppy);
	FLAG(module);
	FLAG(script);
	FLAG(async);
	FLAG(fresh);
	FLAG(setup);
	FLAG(hidden);
	FLAG(is_continued);
	FLAG(throws);
	FLAG(syntax_error);
	FLAG(unhandled);
	FLAG(warn_only);
	TEXT(skip_reason);
	TEXT(name);
	TEXT(continued);
	TEXT(error_name);
	TEXT(error_message);
	TEXT(zone);
	TEXT(locale);
	TEXT(now);
#undef FLAG
#undef TEXT
	to->modes |= more->modes;
	to->hosts = more->hosts != 0 ? more->hosts : to->hosts;
	to->run_for = more->run_for != 0 ? more->run_for : to->run_for;
	to->steps = more->steps != 0 ? more->steps : to->steps;
	to->confidence = more->confidence >= 0 ? more->confidence : to->confidence;
	to->range = more->range;
	to->seed = more->seed != 0 ? more->seed : to->seed;
	to->node = more->node != 0 ? more->node : to->node;
	merge_texts(&to->provisions, &more->provisions, to, arena);
	merge_texts(&to->events, &more->events, to, arena);
}
