/* SPDX-License-Identifier: MIT */
/*
 * comments.c - what the comments in a sample's code say: remarks beside calls, and closing comments.
 */
#include "samples/sample.h"

#include <string.h>

#include "base/ascii.h"

struct reader {
	struct evl_samples *samples;
	struct evl_sample *sample;
	const struct evl_sample_options *options;
	struct evl_arena *arena;
	uint32_t headers;      /* comments with a header, so far */
	bool has_sites;        /* such comments were about single calls */
	uint32_t last_header_end;
	uint32_t first_header; /* number of its expectation */
};

/* The call that a remark on `line` is about: the last one that ends there before `before`; *alone: the only one. */
static uint32_t call_of_line(const struct evl_code *code, uint32_t line, uint32_t before, bool *alone)
{
	uint32_t low = 0, high = code->call_count, found = UINT32_MAX;
	while (low < high) { /* calls begin in order: the first that begins after the line */
		uint32_t middle = low + (high - low) / 2;
		if (code->calls[middle].line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	uint32_t count = 0;
	for (uint32_t i = low, n = 0; i-- > 0 && n < 16; n++) {
		const struct evl_call *call = &code->calls[i];
		if (call->last_line != line || call->range.end > before)
			continue;
		count++;
		if (found == UINT32_MAX || call->range.end > code->calls[found].range.end)
			found = i;
	}
	*alone = count == 1;
	return found;
}

/* Is the text of the line behind the call up to `end` free of other code but closing marks? */
static bool only_closing(const struct evl_code *code, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		if (strchr(");}],", code->text[i]) == NULL && !evl_is_blank(code->text[i]))
			return false;
	return true;
}

static void add_site(struct reader *r, uint32_t number, struct evl_range inside, const char *text, bool next_line, bool alone,
		     struct evl_range place, uint32_t first)
{
	struct evl_remark remark;
	evl_remark_read(&remark, text, inside, &r->options->words, r->arena);
	if (remark.payload.start == remark.payload.end)
		return;
	bool plain = remark.is_literal && !remark.has_tail;
	unsigned confidence = EVL_CONFIDENCE_LOW;
	if (plain)
		confidence = next_line && remark.mark == EVL_REMARK_BARE ? EVL_CONFIDENCE_MEDIUM : EVL_CONFIDENCE_HIGH;
	else if (remark.is_literal || remark.is_list)
		confidence = EVL_CONFIDENCE_MEDIUM;
	if (next_line && remark.mark == EVL_REMARK_BARE && !plain)
		return; /* it is about what follows */
	if (remark.is_prose)
		confidence = EVL_CONFIDENCE_LOW;
	struct evl_expectation *e = evl_sample_expect(r->samples, r->sample, next_line ? EVL_FORM_NEXT_LINE : EVL_FORM_SAME_LINE, confidence);
	e->call = number;
	e->remark = remark;
	e->text = text;
	e->hosts = remark.hosts;
	struct evl_range shown = remark.is_literal ? remark.value : remark.payload;
	e->lines = evl_arena_alloc(r->arena, sizeof *e->lines);
	e->line_count = 1;
	e->lines[0] = (struct evl_sample_line){ text + shown.start, shown.end - shown.start, place };
	if (text != r->sample->code.text) /* lines put together: it begins on the first one, behind the mark */
		e->lines[0].place.start = evl_sample_place(r->sample, (struct evl_range){ first + shown.start, first + shown.start }).start;
	if (text == r->sample->code.text)
		e->lines[0].place = evl_sample_place(r->sample, shown);
	if (!alone || r->sample->code.calls[number].line != r->sample->code.calls[number].last_line)
		e->guards |= alone ? 0u : (unsigned)EVL_GUARD_SITE;
	if (remark.is_question)
		e->guards |= EVL_GUARD_STUB;
	if (remark.is_conditional || remark.is_incomplete || remark.is_qualified)
		e->guards |= EVL_GUARD_PAYLOAD;
}

/* Brackets that are open at the end of the text. */
static int open_brackets(const char *text, struct evl_range range)
{
	int open = 0;
	for (uint32_t i = range.start; i < range.end; i++)
		open += strchr("[{(", text[i]) != NULL && text[i] != '\0' ? 1 : strchr("]})", text[i]) != NULL && text[i] != '\0' ? -1 : 0;
	return open;
}

/* A run of comments that stand alone, from number `first` to before `end`: their lines. */
struct run {
	uint32_t first, end;
	struct evl_range *lines; /* insides in the code, not trimmed at their beginnings */
	uint32_t count;
};

static bool is_doc_star(const char *text, uint32_t at, uint32_t end) { return at < end && text[at] == '*' && (at + 1 == end || text[at + 1] == ' '); }

static void read_run_lines(struct reader *r, struct run *run)
{
	const struct evl_code *code = &r->sample->code;
	uint32_t room = 0;
	for (uint32_t i = run->first; i < run->end; i++)
		room += code->comments[i].last_line - code->comments[i].line + 1;
	run->lines = evl_arena_alloc(r->arena, room * sizeof *run->lines);
	run->count = 0;
	for (uint32_t i = run->first; i < run->end; i++) {
		const struct evl_comment *c = &code->comments[i];
		uint32_t in = c->range.start + 2, out = c->is_block ? c->range.end - (c->range.end - c->range.start >= 4 ? 2 : 0) : c->range.end;
		for (uint32_t line = c->line; line <= c->last_line; line++) {
			uint32_t from = line == c->line ? in : code->lines[line];
			uint32_t to = line == c->last_line ? out : code->lines[line + 1];
			while (to > from && evl_is_blank(code->text[to - 1]))
				to--;
			if (c->is_block) {
				uint32_t star = from;
				while (star < to && evl_is_blank(code->text[star]))
					star++;
				if (is_doc_star(code->text, star, to))
					from = star + 1;
			}
			run->lines[run->count++] = (struct evl_range){ from, to };
		}
	}
}

/* Lines `from` and on as an expectation's lines, with common indentation removed. `rest`: stands before them, on the header's line. */
static void take_lines(struct reader *r, struct evl_expectation *e, const struct run *run, uint32_t from, struct evl_range rest)
{
	const char *text = r->sample->code.text;
	uint32_t indent = UINT32_MAX, last = from, first = from;
	for (uint32_t i = from; i < run->count; i++) {
		uint32_t blank = 0, n = run->lines[i].end - run->lines[i].start;
		while (blank < n && evl_is_blank(text[run->lines[i].start + blank]))
			blank++;
		if (blank == n)
			continue;
		if (last == from && i > from && rest.start == rest.end)
			first = first == from && last == from ? i : first;
		if (blank < indent)
			indent = blank;
		last = i + 1;
	}
	for (first = from; first < last; first++) {
		struct evl_range line = evl_range_trim(text, run->lines[first]);
		if (line.start != line.end)
			break;
	}
	bool has_rest = rest.start != rest.end;
	e->line_count = (has_rest ? 1 : 0) + (last - first);
	e->lines = evl_arena_alloc(r->arena, (e->line_count + 1) * sizeof *e->lines);
	uint32_t n = 0;
	if (has_rest)
		e->lines[n++] = (struct evl_sample_line){ text + rest.start, rest.end - rest.start, evl_sample_place(r->sample, rest) };
	for (uint32_t i = first; i < last; i++) {
		struct evl_range line = run->lines[i];
		line.start = line.end - line.start > indent ? line.start + indent : line.end;
		e->lines[n++] = (struct evl_sample_line){ text + line.start, line.end - line.start, evl_sample_place(r->sample, line) };
	}
}

/* "... and so on" in a line of a transcript. */
static bool any_conditional(const struct evl_expectation *e)
{
	for (uint32_t i = 0; i < e->line_count; i++)
		if (evl_remark_conditional(e->lines[i].text, (struct evl_range){ 0, e->lines[i].length }))
			return true;
	return false;
}

/* Is it plainly a list? */
static bool has_separator(const char *text, struct evl_range range)
{
	static const char *const separators[] = { ", ", "->", "→", "=>", "➜", "、", "，" };
	for (uint32_t i = range.start; i < range.end; i++)
		for (size_t s = 0; s < sizeof separators / sizeof separators[0]; s++)
			if (range.end - i >= strlen(separators[s]) && memcmp(text + i, separators[s], strlen(separators[s])) == 0)
				return true;
	return false;
}

/* One block comment over several lines that are not empty: the label on its first line introduces them all. */
static bool is_transcript(const struct evl_code *code, const struct run *run)
{
	uint32_t said = 0;
	for (uint32_t i = 0; i < run->count; i++) {
		struct evl_range line = evl_range_trim(code->text, run->lines[i]);
		said += line.start != line.end;
	}
	return said > 1 && run->end - run->first == 1 && code->comments[run->first].is_block;
}

/* Go's "Output:" with nothing after it: nothing is printed. Behind other words the lines may just be missing. */
static bool says_nothing(const char *text, struct evl_range header) { return evl_text_begins(text + header.start, header.end - header.start, "output"); }

/* A run with a header somewhere: an expectation about the code above it. */
static bool read_header(struct reader *r, const struct run *run, bool at_end)
{
	const struct evl_code *code = &r->sample->code;
	for (uint32_t i = run->count; i-- > 0;) {
		struct evl_range line = evl_range_trim(code->text, run->lines[i]);
		struct evl_label label = evl_label_header(code->text, line, &r->options->words);
		if (label.flags == 0 || (!label.has_colon && (i + 1 >= run->count)) || (label.flags & LABEL_ANSWER && !label.has_colon))
			continue;
		struct evl_range rest = { label.end, line.end };
		if (rest.start < rest.end && !label.has_colon)
			continue;
		bool has_rest = rest.start < rest.end;
		if (!has_rest && i + 1 == run->count && (!at_end || !says_nothing(code->text, line)))
			continue;
		/* On the line after a call, with one value: about that call. */
		if (has_rest && i == 0) {
			bool alone;
			uint32_t above = code->comments[run->first].line;
			uint32_t call = above != 0 ? call_of_line(code, above - 1, UINT32_MAX, &alone) : UINT32_MAX;
			struct evl_remark remark;
			evl_remark_read(&remark, code->text, line, &r->options->words, r->arena);
			bool site = (label.flags & LABEL_SITE) != 0 && !remark.is_list &&
				    ((remark.is_literal && !is_transcript(code, run)) || open_brackets(code->text, rest) > 0 ||
				     (run->count == 1 && code->call_count > 1 && !has_separator(code->text, rest)));
			if (call != UINT32_MAX && site) {
				r->has_sites = true;
				r->last_header_end = code->comments[run->end - 1].range.end;
				return false;
			}
		}
		struct evl_expectation *e = evl_sample_expect(r->samples, r->sample, has_rest && i + 1 == run->count ? EVL_FORM_END_LIST : EVL_FORM_END_LINES,
							      has_rest ? EVL_CONFIDENCE_MEDIUM : EVL_CONFIDENCE_HIGH);
		take_lines(r, e, run, i + 1, rest);
		e->has_rest = has_rest;
		e->text = code->text;
		if (!label.has_colon)
			e->header = (struct evl_sample_line){ code->text + line.start, line.end - line.start, evl_sample_place(r->sample, line) };
		e->is_list = has_rest && e->line_count == 1;
		e->is_unordered = (label.flags & LABEL_UNORDERED) != 0;
		e->code_from = r->last_header_end;
		e->code_to = code->comments[run->first].range.start;
		if (any_conditional(e) || evl_remark_conditional(code->text, label.qualifier))
			e->guards |= EVL_GUARD_PAYLOAD;
		if (r->headers == 0)
			r->first_header = r->sample->expectation_count - 1;
		if (r->headers != 0 || r->has_sites || !at_end) {
			e->form = EVL_FORM_SEGMENTS;
			e->confidence = EVL_CONFIDENCE_MEDIUM;
			struct evl_expectation *first = &r->sample->expectations[r->first_header];
			first->form = EVL_FORM_SEGMENTS;
			first->confidence = EVL_CONFIDENCE_MEDIUM;
		}
		r->headers++;
		r->last_header_end = code->comments[run->end - 1].range.end;
		return true;
	}
	return false;
}

/* All lines of a run beside the expectation that its first one made, if it made any: they may be one output. */
static void keep_run(struct reader *r, const struct run *run, uint32_t before)
{
	if (r->sample->expectation_count == before || run->count < 2)
		return;
	struct evl_expectation all = { 0 }, *e = &r->sample->expectations[before];
	take_lines(r, &all, run, 0, (struct evl_range){ 0, 0 });
	e->run = all.lines;
	e->run_count = all.line_count;
}

/* The first line of a run, on the line after a call. */
static bool read_next_line(struct reader *r, const struct run *run)
{
	const struct evl_code *code = &r->sample->code;
	uint32_t line = code->comments[run->first].line;
	bool alone;
	uint32_t call = line != 0 ? call_of_line(code, line - 1, code->comments[run->first].range.start, &alone) : UINT32_MAX;
	if (call == UINT32_MAX || !only_closing(code, code->calls[call].range.end, code->lines[line]))
		return false;
	struct evl_range inside = evl_range_trim(code->text, run->lines[0]);
	int open = open_brackets(code->text, inside);
	if (open <= 0 || run->count == 1) {
		uint32_t before = r->sample->expectation_count;
		add_site(r, call, inside, code->text, true, alone, evl_sample_place(r->sample, inside), 0);
		keep_run(r, run, before);
		return true;
	}
	/* A value of several lines: read as one, without the comments' marks. */
	uint32_t size = 0, lines = 1;
	for (; lines < run->count && open > 0; lines++)
		open += open_brackets(code->text, run->lines[lines]);
	for (uint32_t i = 0; i < lines; i++)
		size += run->lines[i].end - run->lines[i].start + 1;
	char *joined = evl_arena_alloc(r->arena, size + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < lines; i++) {
		struct evl_range part = run->lines[i];
		memcpy(joined + n, code->text + part.start, part.end - part.start);
		n += part.end - part.start;
		joined[n++] = '\n';
	}
	joined[n] = '\0';
	add_site(r, call, (struct evl_range){ 0, n }, joined, true, alone,
		 evl_sample_place(r->sample, (struct evl_range){ inside.start, run->lines[lines - 1].end }), run->lines[0].start);
	return true;
}

static void read_run(struct reader *r, uint32_t first, uint32_t end)
{
	const struct evl_code *code = &r->sample->code;
	struct run run = { .first = first, .end = end };
	read_run_lines(r, &run);
	bool at_end = code->comments[first].tokens == code->token_count && end == code->comment_count;
	if (read_header(r, &run, at_end))
		return;
	if (read_next_line(r, &run) && run.count == 1)
		return;
	if (at_end && run.count >= 2 && code->token_count != 0) {
		struct evl_expectation *e = evl_sample_expect(r->samples, r->sample, EVL_FORM_END_PLAIN, EVL_CONFIDENCE_LOW);
		take_lines(r, e, &run, 0, (struct evl_range){ 0, 0 });
		e->text = code->text;
	}
}

/* The number that is all of a remark, 1 to 63; 0: none. *is_label: it stands in braces, as no value does. */
static unsigned remark_number(const struct evl_expectation *e, struct evl_range *digits, bool *is_label)
{
	const char *text = e->lines[0].text;
	uint32_t n = e->lines[0].length, from = 0;
	bool in_marks = n >= 3 && ((text[0] == '(' && text[n - 1] == ')') || (text[0] == '{' && text[n - 1] == '}'));
	*is_label = in_marks && text[0] == '{';
	if (in_marks) {
		from++;
		n--;
	}
	*digits = (struct evl_range){ from, n };
	unsigned number = 0;
	for (uint32_t k = from; k < n; k++)
		number = text[k] >= '0' && text[k] <= '9' && number < 1000 ? number * 10 + (unsigned)(text[k] - '0') : 1000;
	return number < 64 && e->remark.mark == EVL_REMARK_BARE ? number : 0;
}

/* Is a text or a number all that the call shows, and not these digits? */
static bool is_other_literal(const struct evl_code *code, const struct evl_call *call, const char *digits, uint32_t count)
{
	if (!call->only_literal || call->range.end - call->range.start < count + 2)
		return false;
	uint32_t end = call->range.end - 1; /* its parenthesis */
	while (end > call->range.start && evl_is_blank(code->text[end - 1]))
		end--;
	return memcmp(code->text + end - count, digits, count) != 0 || evl_is_name_byte(code->text[end - count - 1]);
}

/* Trap: `console.log("Start"); // 1` numbers the calls. */
static void find_order_numbers(struct evl_sample *sample)
{
	unsigned numbered = 0;
	bool seen[64] = { false }, of_texts = true, in_order = true, beside_literals = false;
	for (uint32_t i = 0; i < sample->expectation_count; i++) {
		const struct evl_expectation *e = &sample->expectations[i];
		struct evl_range digits;
		bool is_label;
		if (e->form != EVL_FORM_SAME_LINE)
			continue;
		unsigned number = remark_number(e, &digits, &is_label);
		if (number == 0 || seen[number])
			return;
		seen[number] = true;
		numbered++;
		in_order = in_order && number == numbered;
		struct evl_range said = sample->code.calls[e->call].only_text;
		uint32_t n = digits.end - digits.start;
		bool same = said.end - said.start == n && memcmp(sample->code.text + said.start, e->lines[0].text + digits.start, n) == 0;
		of_texts = of_texts && (is_label || (said.start != said.end && !same));
		beside_literals = beside_literals || is_other_literal(&sample->code, &sample->code.calls[e->call], e->lines[0].text + digits.start, n);
	}
	for (unsigned i = 1; i <= numbered; i++)
		if (!seen[i])
			return;
	sample->may_count = numbered >= 2 && in_order;
	if (numbered < 2 || (!of_texts && !(in_order && beside_literals)))
		return;
	for (uint32_t i = 0; i < sample->expectation_count; i++) {
		struct evl_expectation *e = &sample->expectations[i];
		if (e->form != EVL_FORM_SAME_LINE)
			continue;
		e->form = EVL_FORM_ORDER_NUMBERS;
		e->confidence = EVL_CONFIDENCE_LOW;
		e->guards |= EVL_GUARD_ORDER_NUMBERS;
	}
}

void evl_sample_read_comments(struct evl_samples *samples, struct evl_sample *sample, const struct evl_sample_options *options)
{
	const struct evl_code *code = &sample->code;
	struct reader r = { .samples = samples, .sample = sample, .options = options, .arena = samples->arena };
	for (uint32_t i = 0; i < code->comment_count; i++) {
		const struct evl_comment *c = &code->comments[i];
		uint32_t body;
		if (evl_directive_is(code->text, c->inside, &body)) {
			struct evl_range place = evl_sample_place(sample, c->inside);
			evl_directive_read(&sample->directives, code->text, c->inside, &place, &samples->problems, samples->arena);
			continue;
		}
		if (options->explicit_only)
			continue;
		if (!c->is_alone) {
			bool alone;
			uint32_t call = call_of_line(code, c->line, c->range.start, &alone);
			bool more = i + 1 < code->comment_count && code->comments[i + 1].line == c->last_line;
			if (call != UINT32_MAX && !more && c->inside.start < c->inside.end && c->range.start >= code->calls[call].range.end)
				add_site(&r, call, c->inside, code->text, false, alone, (struct evl_range){ 0, 0 }, 0);
			struct evl_range said = evl_range_trim(code->text, c->inside);
			sample->has_arrows = sample->has_arrows || (call == UINT32_MAX && evl_label_arrow(code->text, said) != said.start);
			continue;
		}
		uint32_t end = i + 1;
		while (!c->is_block && end < code->comment_count && code->comments[end].is_alone && !code->comments[end].is_block &&
		       code->comments[end].line == code->comments[end - 1].line + 1 && !evl_directive_is(code->text, code->comments[end].inside, &body))
			end++;
		read_run(&r, i, end);
		i = end - 1;
	}
	find_order_numbers(sample);
}
