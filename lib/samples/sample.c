/* SPDX-License-Identifier: MIT */
/*
 * sample.c - from blocks to samples: which fences are samples, which are their outputs, and what the paragraphs between say.
 */
#include "samples/sample.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

struct walker {
	struct evl_samples *samples;
	const struct evl_sample_options *options;
	struct evl_arena *arena;
	const char *text;
	struct evl_directives pending, region, whole;
	bool in_region;
	uint32_t heading;            /* numbered from 1; 0: before the first */
	const char *slug;
	uint32_t current;            /* the sample that text and outputs belong to; UINT32_MAX: none */
	uint32_t texts;              /* lines of text since it */
	bool header_before;          /* the last line of text was a header with nothing after it */
	uint32_t alone_since;        /* samples since the last output or heading */
	uint32_t *slug_counts;       /* hash table: hash, count */
	uint32_t slug_room;
	uint32_t list_from;          /* the block after a header: items of a list may follow */
};

struct evl_expectation *evl_sample_expect(struct evl_samples *samples, struct evl_sample *sample, enum evl_form form, unsigned confidence)
{
	if (sample->expectation_count == sample->expectation_capacity) {
		uint32_t capacity = sample->expectation_capacity == 0 ? 4 : sample->expectation_capacity * 2;
		struct evl_expectation *larger = evl_arena_alloc(samples->arena, capacity * sizeof *larger);
		if (sample->expectation_count != 0)
			memcpy(larger, sample->expectations, sample->expectation_count * sizeof *larger);
		sample->expectations = larger;
		sample->expectation_capacity = capacity;
	}
	struct evl_expectation *e = &sample->expectations[sample->expectation_count++];
	*e = (struct evl_expectation){ .form = (uint8_t)form, .confidence = (uint8_t)confidence, .call = UINT32_MAX };
	return e;
}

struct evl_range evl_sample_place(const struct evl_sample *sample, struct evl_range code)
{
	struct evl_range place = { evl_fence_place(sample->fence, code.start), evl_fence_place(sample->fence, code.end) };
	if (code.end > code.start) /* the end is after its last byte, wherever the next one stands */
		place.end = evl_fence_place(sample->fence, code.end - 1) + 1;
	return place;
}

void evl_sample_lines(struct evl_arena *arena, const char *text, uint32_t length, const struct evl_fence *fence, struct evl_expectation *to)
{
	uint32_t count = 1, indent = UINT32_MAX;
	for (uint32_t i = 0; i < length; i++)
		count += text[i] == '\n' || (text[i] == '\r' && !(i + 1 < length && text[i + 1] == '\n'));
	struct evl_sample_line *lines = evl_arena_alloc(arena, count * sizeof *lines);
	uint32_t n = 0, first = UINT32_MAX, last = 0;
	for (uint32_t at = 0; at <= length;) {
		uint32_t end = at;
		while (end < length && text[end] != '\n' && text[end] != '\r')
			end++;
		uint32_t next = end < length && text[end] == '\r' && end + 1 < length && text[end + 1] == '\n' ? end + 2 : end + 1;
		uint32_t stop = end, blank = 0;
		while (stop > at && evl_is_blank(text[stop - 1]))
			stop--;
		while (blank < stop - at && evl_is_blank(text[at + blank]))
			blank++;
		if (stop > at) {
			indent = blank < indent ? blank : indent;
			if (first == UINT32_MAX)
				first = n;
			last = n + 1;
		}
		lines[n++] = (struct evl_sample_line){ text + at, stop - at, { at, stop } };
		at = next;
	}
	if (first == UINT32_MAX)
		first = last = 0;
	to->lines = lines + first;
	to->line_count = last - first;
	for (uint32_t i = first; i < last; i++) {
		uint32_t cut = lines[i].length < indent ? lines[i].length : indent;
		lines[i].text += cut;
		lines[i].length -= cut;
		uint32_t start = lines[i].place.start + cut, end = lines[i].place.end;
		if (fence != NULL) {
			start = evl_fence_place(fence, start);
			end = evl_fence_place(fence, end);
		}
		lines[i].place = (struct evl_range){ start, end };
	}
	to->fence = fence;
}

/* ------------------------------------------------------------------ identity */

static const char *make_slug(struct evl_arena *arena, const char *text, struct evl_range title)
{
	uint32_t room = title.end - title.start < 120 ? title.end - title.start : 120, n = 0;
	char *slug = evl_arena_alloc(arena, room + 1);
	for (uint32_t i = title.start; i < title.end && n < room; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c >= 'A' && c <= 'Z')
			slug[n++] = (char)(c + 32);
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c >= 128)
			slug[n++] = (char)c;
		else if (c == ' ')
			slug[n++] = '-';
	}
	while (n > 0 && ((unsigned char)slug[n - 1] & 0xC0) == 0x80 && room == 120) /* no half of a character */
		n--;
	slug[n] = '\0';
	return n != 0 ? slug : "section";
}

static uint32_t count_slug(struct walker *w, const char *slug)
{
	uint32_t hash = 2166136261u;
	for (const char *c = slug; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	hash |= 1;
	for (uint32_t i = hash % w->slug_room;; i = (i + 1) % w->slug_room) {
		if (w->slug_counts[2 * i] == 0)
			w->slug_counts[2 * i] = hash;
		if (w->slug_counts[2 * i] == hash)
			return ++w->slug_counts[2 * i + 1];
	}
}

static void name_sample(struct walker *w, struct evl_sample *sample)
{
	size_t n = strlen(w->samples->name);
	const char *given = sample->directives.name;
	size_t room = n + strlen(given != NULL ? given : w->slug) + 16;
	char *id = evl_arena_alloc(w->arena, room);
	if (given != NULL)
		snprintf(id, room, "%s#%s", w->samples->name, given);
	else if (sample->fence->is_file)
		snprintf(id, room, "%s", w->samples->name);
	else
		snprintf(id, room, "%s#%s-%u", w->samples->name, w->slug, (unsigned)count_slug(w, w->slug));
	sample->id = id;
	sample->name = given;
	sample->slug = w->slug;
}

/* ----------------------------------------------------------------- languages */

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

static bool is_output_language(const char *language)
{
	static const char *const words[] = { "", "text", "txt", "console", "output", "sh", "bash", "shell", "plain", "plaintext", "none", "log", "terminal",
					     "stdout", "shell-session", "text-output", NULL };
	return is_one_of(language, words);
}

static bool is_javascript(const struct walker *w, const char *language)
{
	static const char *const words[] = { "js", "javascript", "mjs", "cjs", "node", "nodejs", "es6", "ecmascript", NULL };
	if (is_one_of(language, words))
		return true;
	for (size_t i = 0; i < w->options->language_count; i++)
		if (strcmp(language, w->options->languages[i]) == 0)
			return true;
	return false;
}

static const char *unsupported_language(const char *language)
{
	static const char *const words[] = { "jsx", "ts", "tsx", "typescript", NULL };
	return is_one_of(language, words) ? "no prediction for this language" : NULL;
}

/* ------------------------------------------------------------------- samples */

static void take_output_files(struct walker *w, struct evl_sample *sample)
{
	static const char *const endings[] = { ".out", ".expected" };
	const char *name = w->samples->name, *slash = strrchr(name, '/'), *base = slash != NULL ? slash + 1 : name;
	const char *dot = strrchr(base, '.');
	for (int stem = 0; stem < 2; stem++) {
		for (size_t i = 0; i < 2; i++) {
			int length = stem && dot != NULL ? (int)(dot - base) : (int)strlen(base);
			size_t room = (size_t)length + 16;
			char *specifier = evl_arena_alloc(w->arena, room);
			snprintf(specifier, room, "./%.*s%s", length, base, endings[i]);
			const char *path, *text;
			size_t size;
			if (!w->options->load(w->options->load_context, name, specifier, &path, &text, &size) || size > UINT32_MAX / 4)
				continue;
			struct evl_expectation *e = evl_sample_expect(w->samples, sample, EVL_FORM_OUTPUT_FILE, EVL_CONFIDENCE_CERTAIN);
			evl_sample_lines(w->arena, evl_arena_copy_text(w->arena, text, size), (uint32_t)size, NULL, e);
			for (uint32_t k = 0; k < e->line_count; k++)
				e->lines[k].place = (struct evl_range){ sample->place.start, sample->place.start };
			return;
		}
	}
}

static void add_sample(struct walker *w, const struct evl_fence *fence)
{
	struct evl_samples *s = w->samples;
	if (s->count == s->capacity) {
		uint32_t capacity = s->capacity == 0 ? 16 : s->capacity * 2;
		struct evl_sample *larger = evl_arena_alloc(w->arena, capacity * sizeof *larger);
		if (s->count != 0)
			memcpy(larger, s->samples, s->count * sizeof *larger);
		s->samples = larger;
		s->capacity = capacity;
	}
	struct evl_sample *sample = &s->samples[s->count];
	*sample = (struct evl_sample){ .fence = fence, .language = fence->language, .heading = w->heading, .place = fence->inside };
	evl_directives_init(&sample->directives);
	evl_directives_merge(&sample->directives, &w->whole, w->arena);
	if (w->in_region)
		evl_directives_merge(&sample->directives, &w->region, w->arena);
	evl_directives_merge(&sample->directives, &w->pending, w->arena);
	if (fence->mark != 0)
		evl_directive_info(&sample->directives, w->text, fence->info, w->arena);
	if (fence->attribute != NULL) {
		size_t n = strlen(fence->attribute);
		char *body = evl_arena_alloc(w->arena, n + 8);
		memcpy(body, "evloop:", 7);
		memcpy(body + 7, fence->attribute, n + 1);
		evl_directive_read(&sample->directives, body, (struct evl_range){ 0, (uint32_t)n + 7 }, &fence->attribute_range, &s->problems, w->arena);
	}
	evl_directives_init(&w->pending);
	evl_code_read(&sample->code, fence->code, fence->length, w->arena);
	sample->unsupported = unsupported_language(fence->language);
	if (!fence->is_closed) {
		sample->unsupported = "its fence is not closed";
		evl_problem_add(&s->problems, 104, (struct evl_range){ fence->info.start, fence->info.end }, "the fence of this sample is not closed", NULL);
	} else if (sample->code.is_markup)
		sample->unsupported = "it holds markup, not JavaScript";
	uint32_t before = s->problems.count;
	evl_sample_read_comments(s, sample, w->options);
	if (s->problems.count != before)
		sample->directives.has_any = true;
	if (fence->is_file && w->options->load != NULL)
		take_output_files(w, sample);
	name_sample(w, sample);
	w->current = s->count++;
	w->texts = 0;
	w->header_before = false;
	w->alone_since++;
}

/* The sample that a name or nothing refers to. */
static uint32_t sample_named(const struct walker *w, const char *name)
{
	if (name == NULL)
		return w->current;
	for (uint32_t i = w->samples->count; i-- > 0;)
		if (w->samples->samples[i].name != NULL && strcmp(w->samples->samples[i].name, name) == 0)
			return i;
	return UINT32_MAX;
}

/* Does the info hold the word output, or output=NAME? */
static bool says_output(const struct walker *w, const struct evl_fence *fence, const char **of)
{
	uint32_t at = fence->info.start;
	*of = NULL;
	while (fence->mark != 0 && at < fence->info.end) {
		uint32_t end = at;
		while (end < fence->info.end && !evl_is_blank(w->text[end]))
			end++;
		if (end - at >= 6 && memcmp(w->text + at, "output", 6) == 0 && (end - at == 6 || w->text[at + 6] == '=')) {
			if (end - at > 7)
				*of = evl_arena_copy_text(w->arena, w->text + at + 7, end - at - 7);
			return true;
		}
		for (at = end; at < fence->info.end && evl_is_blank(w->text[at]); at++)
			;
	}
	return false;
}

static void pair(struct walker *w, uint32_t number, const struct evl_fence *fence, enum evl_form form, unsigned confidence)
{
	struct evl_sample *sample = &w->samples->samples[number];
	struct evl_expectation *e = evl_sample_expect(w->samples, sample, form, confidence);
	evl_sample_lines(w->arena, fence->code, fence->length, fence, e);
	sample->outputs++;
	/* Two samples and then an output: which one's is it? Two outputs of one sample: both cannot be. */
	if (form != EVL_FORM_OUTPUT_FENCE && (w->alone_since > 1 || sample->outputs > 1)) {
		for (uint32_t i = 0; i < sample->expectation_count; i++)
			if (sample->expectations[i].fence != NULL)
				sample->expectations[i].guards |= EVL_GUARD_PAIRING;
	} else if (sample->outputs > 1) {
		evl_problem_add(&w->samples->problems, 102, fence->info.start != fence->info.end ? fence->info : fence->inside,
				"a second block of output belongs to the same sample", "give the sample a name and the block output=NAME");
		e->guards |= EVL_GUARD_PAIRING;
	}
}

/* A js fence that holds output, not code: it prints nothing, calls nothing and states nothing. */
static bool is_output_in_disguise(const struct walker *w, const struct evl_fence *fence)
{
	struct evl_code code;
	evl_code_read(&code, fence->code, fence->length, w->arena);
	if (code.call_count != 0 || fence->length == 0)
		return false;
	for (uint32_t i = 0; i + 1 < fence->length; i++)
		if (fence->code[i] == ';' || memcmp(fence->code + i, "=>", 2) == 0 || memcmp(fence->code + i, "= ", 2) == 0 || memcmp(fence->code + i, "//", 2) == 0)
			return false;
	return true;
}

static void take_fence(struct walker *w, const struct evl_fence *fence)
{
	const char *of;
	bool certain = says_output(w, fence, &of);
	bool directed = w->pending.output;
	if (directed)
		of = w->pending.output_of;
	bool header = w->header_before && w->texts <= 3 && w->current != UINT32_MAX;
	w->header_before = false;
	if (certain || directed) {
		uint32_t number = sample_named(w, of);
		if (number == UINT32_MAX)
			evl_problem_add(&w->samples->problems, 103, directed ? w->pending.range : fence->info,
					of != NULL ? "this output names a sample that does not stand before it" : "no sample stands before this output", NULL);
		else
			pair(w, number, fence, EVL_FORM_OUTPUT_FENCE, EVL_CONFIDENCE_CERTAIN);
		evl_directives_init(&w->pending);
		return;
	}
	bool js = is_javascript(w, fence->language) || unsupported_language(fence->language) != NULL;
	bool output = fence->is_output || (fence->mark != 0 && !js && is_output_language(fence->language));
	if (output && fence->language[0] == '\0' && !fence->is_output && (w->pending.has_any || fence->attribute != NULL)) {
		add_sample(w, fence);
		return;
	}
	if (output && w->current != UINT32_MAX && (header || (fence->is_output && w->texts <= 3))) {
		if (!w->options->explicit_only && fence->is_closed)
			pair(w, w->current, fence, EVL_FORM_FENCE, EVL_CONFIDENCE_HIGH);
		w->alone_since = 0;
		w->texts = 100;
		return;
	}
	if (!js)
		return;
	if (header && !w->pending.has_any && fence->mark != 0 && is_output_in_disguise(w, fence)) {
		if (!w->options->explicit_only)
			pair(w, w->current, fence, EVL_FORM_FENCE_JS, EVL_CONFIDENCE_MEDIUM);
		w->alone_since = 0;
		return;
	}
	add_sample(w, fence);
}

/* ------------------------------------------------------------------ comments */

static void take_comment(struct walker *w, struct evl_range inside)
{
	uint32_t body;
	if (!evl_directive_is(w->text, inside, &body))
		return;
	struct evl_directives read;
	evl_directives_init(&read);
	evl_directive_read(&read, w->text, inside, NULL, &w->samples->problems, w->arena);
	if (read.file) {
		evl_directives_merge(&w->whole, &read, w->arena);
	} else if (read.begin) {
		evl_directives_init(&w->region);
		evl_directives_merge(&w->region, &read, w->arena);
		w->in_region = true;
	} else if (read.end) {
		if (!w->in_region)
			evl_problem_add(&w->samples->problems, 103, read.range, "'end' without a 'begin' before it", NULL);
		w->in_region = false;
	} else {
		bool output = w->pending.output || read.output;
		const char *of = read.output ? read.output_of : w->pending.output_of;
		evl_directives_merge(&w->pending, &read, w->arena);
		w->pending.output = output;
		w->pending.output_of = of;
	}
}

/* ---------------------------------------------------------------------- text */

/* "A. x", "- A: x", "B) x": the letter, and where its text begins. '\0': none. */
static char option_letter(const char *text, struct evl_range line, uint32_t *from)
{
	uint32_t at = line.start;
	while (at < line.end && (strchr("-*+`_", text[at]) != NULL || evl_is_blank(text[at])))
		at++;
	if (line.end - at < 3 || text[at] < 'A' || text[at] > 'H')
		return '\0';
	uint32_t after = at + 1;
	while (after < line.end && (text[after] == '*' || text[after] == '_'))
		after++;
	if (after >= line.end || (text[after] != '.' && text[after] != ':' && text[after] != ')'))
		return '\0';
	char letter = text[at];
	for (after++; after < line.end && (text[after] == '*' || text[after] == '_'); after++)
		;
	if (after >= line.end || !evl_is_blank(text[after]))
		return '\0';
	*from = after;
	return letter;
}

/* The letter of "Answer: B" or "**Answer: B**"; '\0': none. */
static char answer_letter(const char *text, struct evl_range rest)
{
	uint32_t at = rest.start;
	while (at < rest.end && (strchr("*_`(", text[at]) != NULL || evl_is_blank(text[at])))
		at++;
	if (evl_text_begins(text + at, rest.end - at, "option "))
		at += 7;
	if (at >= rest.end || text[at] < 'A' || text[at] > 'H')
		return '\0';
	char next = at + 1 < rest.end ? text[at + 1] : '\0';
	return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '\'' ? '\0' : text[at];
}

/* The code spans of a piece of text become lines. */
static uint32_t code_spans(struct walker *w, struct evl_range range, struct evl_sample_line *lines, uint32_t room)
{
	uint32_t n = 0;
	for (uint32_t i = range.start; i < range.end; i++) {
		if (w->text[i] != '`')
			continue;
		uint32_t marks = 0, end;
		while (i < range.end && w->text[i] == '`') {
			marks++;
			i++;
		}
		for (end = i; end < range.end; end++) {
			uint32_t close = 0;
			while (end + close < range.end && w->text[end + close] == '`')
				close++;
			if (close == marks)
				break;
			end += close;
		}
		if (end >= range.end)
			return n;
		if (n < room)
			lines[n] = (struct evl_sample_line){ w->text + i, end - i, { i, end } };
		n++;
		i = end + marks - 1;
	}
	return n;
}

static void take_option(struct walker *w, char letter, uint32_t from, struct evl_range line)
{
	struct evl_sample *sample = &w->samples->samples[w->current];
	if (letter == 'A')
		sample->option_count = 0;
	if (sample->option_count >= 8 || letter != (char)('A' + (int)sample->option_count))
		return;
	struct evl_range range = evl_range_trim(w->text, (struct evl_range){ from, line.end });
	sample->options[sample->option_count++] =
		(struct evl_option){ letter, { w->text + range.start, range.end - range.start, range } };
}

static void take_answer(struct walker *w, char letter, struct evl_range line)
{
	struct evl_sample *sample = &w->samples->samples[w->current];
	for (uint32_t i = 0; i < sample->expectation_count; i++)
		if (sample->expectations[i].form == EVL_FORM_CHOICE)
			return;
	struct evl_expectation *e = evl_sample_expect(w->samples, sample, EVL_FORM_CHOICE, EVL_CONFIDENCE_MEDIUM);
	uint32_t at = line.start;
	while (at < line.end && w->text[at] != letter)
		at++;
	e->lines = evl_arena_alloc(w->arena, sizeof *e->lines);
	e->lines[0] = (struct evl_sample_line){ w->text + at, 1, { at, at + 1 } };
	e->line_count = 1;
	e->is_answer = true;
}

/* "**Output:** `1`, `4`" or a list of code spans from block `next` on. */
static void take_inline(struct walker *w, struct evl_range rest, uint32_t next)
{
	struct evl_sample *sample = &w->samples->samples[w->current];
	struct evl_sample_line lines[64];
	uint32_t n = 0;
	if (rest.start < rest.end) {
		n = code_spans(w, rest, lines, 64);
	} else {
		for (; next < w->samples->blocks.count && n < 64; next++) {
			const struct evl_block *block = &w->samples->blocks.blocks[next];
			if (block->kind != EVL_BLOCK_TEXT)
				break;
			uint32_t at = block->range.start;
			while (at < block->range.end && (strchr("-*+.)", w->text[at]) != NULL || (w->text[at] >= '0' && w->text[at] <= '9') || evl_is_blank(w->text[at])))
				at++;
			if (at == block->range.start || at == block->range.end || w->text[at] != '`' ||
			    code_spans(w, (struct evl_range){ at, block->range.end }, lines + n, 1) != 1)
				break;
			n++;
		}
	}
	if (n < 2 || n > 64)
		return;
	struct evl_expectation *e = evl_sample_expect(w->samples, sample, EVL_FORM_INLINE, EVL_CONFIDENCE_MEDIUM);
	e->lines = evl_arena_copy(w->arena, lines, n * sizeof *lines);
	e->line_count = n;
	/* Words between the spans: a sentence, not a transcript. */
	if (rest.start < rest.end) {
		uint32_t at = rest.start;
		for (uint32_t i = 0; i <= n; i++) {
			uint32_t end = i < n ? lines[i].place.start : rest.end;
			for (; at < end; at++)
				if ((w->text[at] >= 'a' && w->text[at] <= 'z') || (w->text[at] >= 'A' && w->text[at] <= 'Z'))
					e->guards |= EVL_GUARD_PAYLOAD;
			at = i < n ? lines[i].place.end : at;
		}
	}
}

/* A line of text or a heading. True: it belongs to the present sample, so that a heading begins nothing new. */
static bool take_text(struct walker *w, struct evl_range line, uint32_t block)
{
	if (w->current == UINT32_MAX)
		return false;
	w->texts++;
	w->header_before = false;
	uint32_t from = 0;
	char letter = option_letter(w->text, line, &from);
	if (letter != '\0') {
		take_option(w, letter, from, line);
		return true;
	}
	struct evl_label label = evl_label_header(w->text, line, &w->options->words);
	if (label.flags == 0 || w->options->explicit_only)
		return false;
	struct evl_range rest = evl_range_trim(w->text, (struct evl_range){ label.end, line.end });
	if ((label.flags & LABEL_ANSWER) && label.has_colon && w->samples->samples[w->current].option_count >= 3) {
		letter = answer_letter(w->text, rest);
		if (letter != '\0')
			take_answer(w, letter, rest);
		return true;
	}
	if (rest.start == rest.end)
		w->header_before = true;
	if (w->texts <= 12 && label.has_colon)
		take_inline(w, rest, block + 1);
	return rest.start == rest.end || label.has_colon;
}

/* "// lib/shapes.mjs" before all code: that is what the file is called. */
static bool is_titled_module(const struct evl_code *code)
{
	static const char ending[] = ".mjs";
	size_t n = sizeof ending - 1;
	if (code->comment_count == 0 || code->comments[0].tokens != 0)
		return false;
	struct evl_range title = evl_range_trim(code->text, code->comments[0].inside);
	for (uint32_t i = title.start; i < title.end; i++)
		if (evl_is_blank(code->text[i]))
			return false;
	return title.end - title.start > n && memcmp(code->text + title.end - n, ending, n) == 0;
}

bool evl_sample_is_module(const struct evl_sample *sample)
{
	return sample->directives.module || sample->code.has_import_export || strcmp(sample->language, "mjs") == 0 || is_titled_module(&sample->code);
}

/* Who says how the output is compared (expect=) says that it is one: nothing about it is guessed any more. Free text stays what it is. */
static void believe_compared(const struct evl_samples *samples)
{
	for (uint32_t i = 0; i < samples->count; i++) {
		const struct evl_sample *sample = &samples->samples[i];
		for (uint32_t k = 0; k < sample->expectation_count && sample->directives.modes != 0; k++) {
			struct evl_expectation *e = &sample->expectations[k];
			if (e->confidence <= EVL_CONFIDENCE_MEDIUM || e->form == EVL_FORM_END_PLAIN)
				e->confidence = EVL_CONFIDENCE_CERTAIN;
		}
	}
}

void evl_samples_read(struct evl_samples *samples, const char *name, const char *text, uint32_t length,
		      const struct evl_sample_options *options, struct evl_arena *arena)
{
	*samples = (struct evl_samples){ .arena = arena, .name = name, .text = text, .length = length };
	evl_problems_init(&samples->problems, arena);
	switch (evl_document_kind(name)) {
	case EVL_DOCUMENT_SCRIPT:
		evl_blocks_script(&samples->blocks, name, text, length, arena);
		break;
	case EVL_DOCUMENT_HTML:
		evl_blocks_html(&samples->blocks, text, length, options->html_scripts, arena);
		break;
	default:
		evl_blocks_markdown(&samples->blocks, text, length, arena);
		break;
	}
	const struct evl_blocks *blocks = &samples->blocks;
	struct walker w = { .samples = samples, .options = options, .arena = arena, .text = text, .slug = "top", .current = UINT32_MAX };
	w.slug_room = blocks->fence_count * 2 + 8;
	w.slug_counts = evl_arena_zalloc(arena, (size_t)w.slug_room * 2 * sizeof *w.slug_counts);
	evl_directives_init(&w.pending);
	evl_directives_init(&w.region);
	evl_directives_init(&w.whole);
	for (uint32_t i = 0; i < blocks->count; i++) {
		const struct evl_block *block = &blocks->blocks[i];
		switch ((enum evl_block_kind)block->kind) {
		case EVL_BLOCK_HEADING:
			if (take_text(&w, block->range, i))
				break;
			w.heading++;
			w.slug = make_slug(arena, text, block->range);
			w.current = UINT32_MAX;
			w.header_before = false;
			w.alone_since = 0;
			break;
		case EVL_BLOCK_TEXT:
			(void)take_text(&w, block->range, i);
			break;
		case EVL_BLOCK_COMMENT:
			take_comment(&w, block->range);
			break;
		case EVL_BLOCK_FENCE:
			take_fence(&w, &blocks->fences[block->fence]);
			break;
		}
	}
	struct evl_range pending = w.pending.range;
	if (w.pending.has_any && evl_text_begins(text + pending.start, pending.end - pending.start, "evloop"))
		evl_problem_add(&samples->problems, 103, w.pending.range, "no sample follows this directive", NULL);
	evl_samples_continue(samples);
	believe_compared(samples);
}
