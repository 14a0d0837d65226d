/* SPDX-License-Identifier: MIT */
/*
 * judge.c - see judge.h: single values, choices, directives, and what a finding is made of.
 */
#include "check/judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "check/match.h"
#include "explain/reason.h"
#include "samples/value.h"

const char *evl_judge_format(struct evl_arena *arena, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	char *text = evl_arena_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(arguments);
	return text;
}

/* -------------------------------------------------------------------- findings */

struct evl_check_finding *evl_judge_find(struct evl_judge *judge, uint16_t rule, struct evl_range place, const char *message)
{
	struct evl_check_finding *finding = evl_arena_zalloc(judge->arena, sizeof *finding);
	finding->rule = rule;
	finding->level = evl_check_rule(rule)->level;
	finding->place = evl_place_of(judge->places, place);
	finding->message = message;
	return finding;
}

static void judge_say(struct evl_judge *judge, struct evl_check_finding *finding, const char *sentence, size_t length)
{
	const char **all = evl_arena_alloc(judge->arena, (finding->because_count + 1) * sizeof *all);
	for (uint32_t i = 0; i < finding->because_count; i++)
		all[i] = finding->because[i];
	char *text = evl_arena_alloc(judge->arena, length + 1);
	memcpy(text, sentence, length);
	text[length] = '\0';
	all[finding->because_count++] = text;
	finding->because = all;
}

/* Sentences name lines of what was run; people read the document's. */
void evl_judge_say_lines(struct evl_judge *judge, struct evl_check_finding *finding, const struct evl_buffer *from)
{
	struct evl_buffer to;
	evl_buffer_init(&to);
	for (size_t i = 0; i < from->length;) {
		if (from->length - i < 6 || memcmp(from->bytes + i, "line ", 5) != 0 || from->bytes[i + 5] < '0' || from->bytes[i + 5] > '9') {
			evl_buffer_append_byte(&to, from->bytes[i++]);
			continue;
		}
		uint32_t line = 0;
		for (i += 5; i < from->length && from->bytes[i] >= '0' && from->bytes[i] <= '9'; i++)
			line = line * 10 + (uint32_t)(from->bytes[i] - '0');
		if (line > judge->prefix_lines && line - judge->prefix_lines <= judge->sample->code.line_count) {
			uint32_t code = judge->sample->code.lines[line - judge->prefix_lines - 1];
			evl_buffer_printf(&to, "line %u", (unsigned)evl_place_line(judge->places, evl_fence_place(judge->sample->fence, code)));
		} else {
			evl_buffer_append_text(&to, "a line of an earlier sample");
		}
	}
	if (!to.failed && to.length != 0)
		judge_say(judge, finding, to.bytes, to.length);
	evl_buffer_release(&to);
}

void evl_judge_because(struct evl_judge *judge, struct evl_check_finding *finding, uint32_t printed)
{
	const struct evl_check_prediction *p = judge->prediction;
	struct evl_reason reason;
	struct evl_buffer sentence;
	if (p->trace == NULL || printed >= p->count)
		return;
	evl_buffer_init(&sentence);
	uint32_t shown = p->lines[printed].length > 60 ? 60 : p->lines[printed].length;
	evl_buffer_append_byte(&sentence, '"');
	for (uint32_t i = 0; i < shown; i++)
		evl_buffer_append_byte(&sentence, p->lines[printed].text[i] == '\n' ? ' ' : p->lines[printed].text[i]);
	evl_buffer_append_text(&sentence, shown < p->lines[printed].length ? "...\": " : "\": ");
	evl_reason_find(p->trace, p->lines[printed].event, &reason);
	evl_reason_sentence(p->trace, &reason, &sentence);
	evl_judge_say_lines(judge, finding, &sentence);
	evl_buffer_release(&sentence);
}

void evl_judge_escape(const struct evl_fence *fence, const char *text, size_t length, struct evl_buffer *out)
{
	bool markup = fence != NULL && fence->mark == 0 && !fence->is_script;
	for (size_t i = 0; i < length; i++) {
		const char *as = markup && text[i] == '<' ? "&lt;" : markup && text[i] == '>' ? "&gt;" : markup && text[i] == '&' ? "&amp;" : NULL;
		if (as != NULL)
			evl_buffer_append_text(out, as);
		else
			evl_buffer_append_byte(out, text[i]);
	}
}

void evl_judge_fix(struct evl_judge *judge, struct evl_check_finding *finding, const struct evl_fence *fence, struct evl_range place, const char *text,
		   size_t length)
{
	struct evl_buffer escaped;
	evl_buffer_init(&escaped);
	evl_judge_escape(fence, text, length, &escaped);
	struct evl_check_fix *fixes = evl_arena_alloc(judge->arena, (finding->fix_count + 1) * sizeof *fixes);
	for (uint32_t i = 0; i < finding->fix_count; i++)
		fixes[i] = finding->fixes[i];
	char *copy = evl_arena_alloc(judge->arena, escaped.length + 1);
	if (escaped.length != 0)
		memcpy(copy, escaped.bytes, escaped.length);
	copy[escaped.length] = '\0';
	fixes[finding->fix_count++] = (struct evl_check_fix){ evl_place_of(judge->places, place), { copy, (uint32_t)escaped.length } };
	finding->fixes = fixes;
	evl_buffer_release(&escaped);
}

bool evl_judge_may_fix(const struct evl_judge *judge, const struct evl_expectation *e)
{
	int said = judge->sample->directives.confidence;
	return (said >= 0 && e->confidence != EVL_CONFIDENCE_CERTAIN ? (unsigned)said : e->confidence) <= EVL_CONFIDENCE_HIGH;
}

/* ---------------------------------------------------------------------- begin */

static bool holds(const struct evl_judged_line *line, const char *word)
{
	size_t n = strlen(word);
	for (uint32_t k = 0; k + n <= line->length; k++)
		if (memcmp(line->text + k, word, n) == 0)
			return true;
	return false;
}

enum { NESTED_CALLS = 32 };

/* The innermost call that begins at or before the offset and ends behind it, looked for among the last NESTED_CALLS that begin there. */
static uint32_t call_at(const struct evl_code *code, uint32_t at)
{
	uint32_t low = 0, high = code->call_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (code->calls[middle].range.start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	for (uint32_t i = low, n = 0; i-- > 0 && n < NESTED_CALLS; n++)
		if (at < code->calls[i].range.end)
			return i;
	return UINT32_MAX;
}

/* Find out which call printed each line, from the last to the first, so that each call has them in order. */
static void index_prints(struct evl_judge *judge)
{
	const struct evl_check_prediction *p = judge->prediction;
	const struct evl_code *code = &judge->sample->code;
	struct evl_arena *scratch = &judge->checker->scratch;
	judge->first_print = evl_arena_alloc(scratch, (code->call_count + 1) * sizeof *judge->first_print);
	judge->next_print = evl_arena_alloc(scratch, (p->count + 1) * sizeof *judge->next_print);
	for (uint32_t i = 0; i < code->call_count; i++)
		judge->first_print[i] = UINT32_MAX;
	for (uint32_t i = p->count; i-- > 0;) {
		uint32_t call = p->lines[i].is_error || p->lines[i].code == UINT32_MAX ? UINT32_MAX : call_at(code, p->lines[i].code);
		judge->next_print[i] = call != UINT32_MAX ? judge->first_print[call] : UINT32_MAX;
		if (call != UINT32_MAX)
			judge->first_print[call] = i;
	}
}

void evl_judge_begin(struct evl_judge *judge)
{
	const struct evl_check_prediction *p = judge->prediction;
	const struct evl_code *code = &judge->sample->code;
	uint32_t count = 0;
	judge->guards = 0;
	for (uint32_t i = 0; i < p->count; i++) {
		count++;
		for (uint32_t k = 0; k < p->lines[i].length; k++)
			count += p->lines[i].text[k] == '\n';
	}
	judge->lines = evl_arena_alloc(&judge->checker->scratch, (count + 1) * sizeof *judge->lines);
	judge->line_count = 0;
	for (uint32_t i = 0; i < p->count; i++) {
		const char *at = p->lines[i].text, *end = at + p->lines[i].length;
		while (at <= end) {
			const char *stop = memchr(at, '\n', (size_t)(end - at));
			if (stop == NULL)
				stop = end;
			judge->lines[judge->line_count++] = (struct evl_judged_line){ at, (uint32_t)(stop - at), i };
			at = stop + 1;
		}
	}
	index_prints(judge);
	if (p->status != EVL_STATUS_OK || p->error != NULL)
		judge->guards |= EVL_GUARD_RUNS;
	if (p->missing_name != NULL)
		judge->guards |= EVL_GUARD_FREE_NAME;
	for (uint32_t i = 0; i < judge->line_count; i++) {
		/* caught, but there all the same */
		if (holds(&judge->lines[i], "ReferenceError") || holds(&judge->lines[i], "is not defined"))
			judge->guards |= EVL_GUARD_FREE_NAME;
		/* what a file system answers differs from place to place */
		if (holds(&judge->lines[i], "errno: ") || holds(&judge->lines[i], "ENOENT"))
			judge->guards |= EVL_GUARD_TAINTED;
		/* what is in them the collector decides, and not every console tells */
		if (holds(&judge->lines[i], "WeakSet {") || holds(&judge->lines[i], "WeakMap {"))
			judge->guards |= EVL_GUARD_TAINTED;
	}
	if (code->has_duplicates || code->has_variants)
		judge->guards |= EVL_GUARD_VARIANTS;
	if (code->has_ellipsis)
		judge->guards |= EVL_GUARD_STUB;
	struct evl_check_world world = evl_check_world_of(judge->sample, judge->options);
	uint32_t known = (world.now != NULL ? EVL_CODE_CLOCK : 0u) | (world.seed != 0 ? EVL_CODE_RANDOM : 0u) | (world.locale != NULL ? EVL_CODE_LOCALE : 0u);
	if ((code->taints & ~known) != 0)
		judge->guards |= EVL_GUARD_TAINTED;
	if (code->has_top_this)
		judge->guards |= EVL_GUARD_HOST_THIS;
}

static void unclear(struct evl_verdict *out, uint32_t guards, const char *reason)
{
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_UNCLEAR, .guards = guards, .reason = reason };
}

/* ------------------------------------------------------------------------ sites */

static struct evl_piece piece_of(const struct evl_expectation *e, struct evl_range range)
{
	return (struct evl_piece){ e->text + range.start, range.end - range.start };
}

/* "1, 2, 3" against the values that a call printed one after the other, or one call's arguments. */
static bool is_list_of(struct evl_piece d, const struct evl_printed *const *prints, uint32_t count, struct evl_arena *arena)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t end = at;
		int open = 0;
		for (; end < d.length && (open > 0 || d.text[end] != ','); end++)
			open += strchr("[{(", d.text[end]) != NULL && d.text[end] != '\0' ? 1 : strchr("]})", d.text[end]) != NULL && d.text[end] != '\0' ? -1 : 0;
		struct evl_piece one = { d.text + at, end - at };
		if (at >= d.length || evl_match_value(one, (struct evl_piece){ prints[i]->text, prints[i]->length }, arena) != EVL_MATCH_SAME)
			return false;
		at = end + 1;
	}
	return at >= d.length;
}

/* A remark that says that the call throws: the run ended on its line with that error. */
static bool is_its_error(struct evl_judge *judge, const struct evl_expectation *e)
{
	const struct evl_printed *error = judge->prediction->error;
	const struct evl_call *call = &judge->sample->code.calls[e->call];
	if (!e->remark.is_error || error == NULL)
		return false;
	if (error->code != UINT32_MAX && evl_code_line(&judge->sample->code, error->code) > call->last_line)
		return false;
	return evl_match_value(piece_of(e, e->remark.payload), (struct evl_piece){ error->text, error->length }, &judge->checker->scratch) == EVL_MATCH_SAME ||
	       e->remark.payload.end - e->remark.payload.start <= 8;
}

/* What every line of a value over several lines begins with in the document: its comment's indentation and mark. Empty: it has none. */
static struct evl_range line_mark(const struct evl_judge *judge, struct evl_range payload)
{
	const char *text = judge->places->text;
	uint32_t line = judge->places->lines[evl_place_line(judge->places, payload.start) - 1], at = line;
	while (at < payload.start && (evl_is_blank(text[at]) || text[at] == '>'))
		at++;
	bool marked = at + 2 <= payload.start && text[at] == '/' && text[at + 1] == '/';
	return (struct evl_range){ line, marked ? at + 2 : line };
}

/* The text's lines, each further one marked as the first is; a value that must stand on one line in one. False: it cannot be. */
static bool put_lines(struct evl_judge *judge, const struct evl_expectation *e, const struct evl_printed *printed, struct evl_buffer *to)
{
	struct evl_range mark = e->form == EVL_FORM_NEXT_LINE ? line_mark(judge, e->lines[0].place) : (struct evl_range){ 0, 0 };
	const char *text = judge->places->text;
	uint32_t taken;
	const struct evl_shown *shown = evl_shown_read(printed->text, printed->length, &judge->checker->scratch, &taken);
	if (shown == NULL || taken != printed->length || (shown->kind != EVL_SHOWN_LIST && shown->kind != EVL_SHOWN_RECORD))
		return false;
	bool crlf = mark.start >= 2 && text[mark.start - 2] == '\r';
	for (uint32_t i = 0; i < printed->length; i++) {
		if (printed->text[i] != '\n') {
			evl_buffer_append_byte(to, printed->text[i]);
		} else if (mark.start < mark.end) {
			evl_buffer_append_text(to, crlf ? "\r\n" : "\n");
			evl_buffer_append(to, text + mark.start, mark.end - mark.start);
			evl_buffer_append_byte(to, ' ');
		} else { /* in one line, as far as that is read easily */
			evl_buffer_append_byte(to, ' ');
			while (i + 1 < printed->length && printed->text[i + 1] == ' ')
				i++;
		}
	}
	return !to->failed && (mark.start < mark.end || to->length <= 120);
}

/* The new payload: the printed value, quoted as the old one was. False: it cannot stand there. */
static bool new_payload(struct evl_judge *judge, const struct evl_expectation *e, const struct evl_printed *printed, struct evl_buffer *to)
{
	const struct evl_sample_line *old = &e->lines[0];
	char quote = old->length != 0 && strchr("'\"`", old->text[0]) != NULL ? old->text[0] : '\0';
	bool has_lines = memchr(printed->text, '\n', printed->length) != NULL;
	if (printed->length == 0 || printed->length > 2000 || (e->text != judge->sample->code.text && line_mark(judge, old->place).end <= line_mark(judge, old->place).start))
		return false;
	for (uint32_t i = 0; i < printed->length; i++)
		if (((unsigned char)printed->text[i] < 32 && printed->text[i] != '\n') || printed->text[i] == quote || printed->text[i] == '\\' ||
		    (printed->text[i] == '*' && i + 1 < printed->length && printed->text[i + 1] == '/'))
			return false;
	if (has_lines)
		return quote == '\0' && put_lines(judge, e, printed, to);
	if (quote != '\0')
		evl_buffer_append_byte(to, quote);
	evl_buffer_append(to, printed->text, printed->length);
	if (quote != '\0')
		evl_buffer_append_byte(to, quote);
	return !to->failed && printed->length <= 400;
}

static void site_finding(struct evl_judge *judge, const struct evl_expectation *e, const struct evl_printed *printed, struct evl_verdict *out)
{
	int shown = (int)(printed->length > 120 ? 120 : printed->length);
	struct evl_check_finding *finding = evl_judge_find(judge, 202, e->lines[0].place, evl_check_rule(202)->title);
	finding->label = evl_judge_format(judge->arena, "\"%.*s%s\" is predicted here", shown, printed->text, (uint32_t)shown < printed->length ? "..." : "");
	evl_judge_because(judge, finding, (uint32_t)(printed - judge->prediction->lines));
	struct evl_buffer text;
	evl_buffer_init(&text);
	if (evl_judge_may_fix(judge, e) && new_payload(judge, e, printed, &text))
		evl_judge_fix(judge, finding, judge->sample->fence, e->lines[0].place, text.bytes, text.length);
	evl_buffer_release(&text);
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MISMATCH, .finding = finding };
}

/* Printed numbers that agree in as many digits as the document writes. */
static bool is_rounded(struct evl_piece d, const struct evl_printed *printed)
{
	uint32_t n = 0;
	while (n < d.length && (d.text[n] == '-' || d.text[n] == '.' || (d.text[n] >= '0' && d.text[n] <= '9')))
		n++;
	return n > 2 && n <= printed->length && memcmp(d.text, printed->text, n - 1) == 0;
}

/* The call shows that what it called gave nothing. */
static bool is_nothing(const struct evl_printed *printed)
{
	static const char nothing[] = "undefined";
	return printed->length == sizeof nothing - 1 && memcmp(printed->text, nothing, printed->length) == 0;
}

/* How often the name stands in the code, comments aside: after `typeof`, and otherwise. */
static void count_name(const struct evl_code *code, struct evl_piece name, uint32_t *asked, uint32_t *otherwise)
{
	static const char word[] = "typeof ";
	uint32_t comment = 0, n = (uint32_t)sizeof word - 1;
	*asked = *otherwise = 0;
	for (uint32_t i = 0; i + name.length <= code->length; i++) {
		while (comment < code->comment_count && code->comments[comment].range.end <= i)
			comment++;
		if (comment < code->comment_count && i >= code->comments[comment].range.start)
			continue;
		if (memcmp(code->text + i, name.text, name.length) != 0 || (i != 0 && evl_is_name_byte(code->text[i - 1])) ||
		    evl_is_name_byte(code->text[i + name.length]))
			continue;
		*(i >= n && memcmp(code->text + i - n, word, n) == 0 ? asked : otherwise) += 1;
	}
}

/* Does the call show the type of a name with which nothing else in the sample has to do? Another sample has it. */
static bool is_type_of_stranger(const struct evl_code *code, const struct evl_call *call)
{
	enum { CODE_MAX = 1 << 16 }; /* each call reads all of it */
	static const char word[] = "typeof ";
	for (uint32_t i = call->range.start; code->length <= CODE_MAX && i + sizeof word - 1 < call->range.end; i++) {
		if (memcmp(code->text + i, word, sizeof word - 1) != 0)
			continue;
		struct evl_piece name = { code->text + i + sizeof word - 1, 0 };
		uint32_t asked = 0, otherwise = 1;
		while (evl_is_name_byte(name.text[name.length]))
			name.length++;
		if (name.length != 0)
			count_name(code, name, &asked, &otherwise);
		if (otherwise == 0)
			return true;
	}
	return false;
}

/* Does the line come from a call in a function, about which the document says nothing? */
static bool is_from_function(const struct evl_judge *judge, const struct evl_printed *printed)
{
	uint32_t call = printed->code != UINT32_MAX ? call_at(&judge->sample->code, printed->code) : UINT32_MAX;
	for (uint32_t i = 0; i < judge->sample->expectation_count; i++)
		if (judge->sample->expectations[i].call == call)
			return false;
	return call != UINT32_MAX && judge->sample->code.calls[call].in_function;
}

/* What the call shows was made by something that printed: is the documented value what stood there? */
static bool is_printed_inside(struct evl_judge *judge, const struct evl_call *call, const struct evl_printed *own, struct evl_piece value)
{
	if (own == judge->prediction->lines || (!is_nothing(own) && (call->in_function || !is_from_function(judge, own - 1))))
		return false;
	return evl_match_value(value, (struct evl_piece){ own[-1].text, own[-1].length }, &judge->checker->scratch) == EVL_MATCH_SAME;
}

static bool is_number(struct evl_piece p)
{
	uint32_t at = p.length > 1 && p.text[0] == '-' ? 1 : 0;
	return at < p.length && p.text[at] >= '0' && p.text[at] <= '9';
}

/* Are the lines of the whole comment what was printed last, when the call that stands above it had printed? */
static bool is_run_of_lines(struct evl_judge *judge, const struct evl_expectation *e, const struct evl_printed *last)
{
	uint32_t number = (uint32_t)(last - judge->prediction->lines), end = judge->line_count;
	while (end > 0 && judge->lines[end - 1].printed != number)
		end--;
	if (e->run_count < 2 || e->run_count > end)
		return false;
	for (uint32_t i = 0; i < e->run_count; i++) {
		const struct evl_judged_line *line = &judge->lines[end - e->run_count + i];
		struct evl_piece said = { e->run[i].text, e->run[i].length };
		if (!evl_match_line(said, (struct evl_piece){ line->text, line->length }, false, &judge->checker->scratch))
			return false;
	}
	return true;
}

static void judge_site(struct evl_judge *judge, const struct evl_expectation *e, struct evl_verdict *out)
{
	enum { PRINTS_MAX = 256 };
	const struct evl_check_prediction *p = judge->prediction;
	const struct evl_call *call = &judge->sample->code.calls[e->call];
	struct evl_arena *scratch = &judge->checker->scratch;
	const struct evl_printed *prints[PRINTS_MAX];
	uint32_t count = 0;
	for (uint32_t i = judge->first_print[e->call]; i != UINT32_MAX && count <= PRINTS_MAX; i = judge->next_print[i], count++)
		if (count < PRINTS_MAX)
			prints[count] = &p->lines[i];
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (count == 0) {
		if (!is_its_error(judge, e))
			unclear(out, EVL_GUARD_SITE | judge->guards, "the call is not reached");
		return;
	}
	if (count > PRINTS_MAX) {
		unclear(out, EVL_GUARD_SITE, "the call prints very often");
		return;
	}
	struct evl_piece payload = piece_of(e, e->remark.payload), value = piece_of(e, e->remark.value);
	struct evl_piece first = { prints[0]->text, prints[0]->length };
	enum evl_match match = EVL_MATCH_SAME, whole = EVL_MATCH_SAME;
	for (uint32_t i = 0; i < count; i++) {
		struct evl_piece one = { prints[i]->text, prints[i]->length };
		enum evl_match m = value.length != 0 ? evl_match_value(value, one, scratch) : EVL_MATCH_UNSURE;
		match = m > match ? m : match;
		m = evl_match_value(payload, one, scratch);
		whole = m > whole ? m : whole;
	}
	if (match == EVL_MATCH_SAME || whole == EVL_MATCH_SAME || (count > 1 && is_list_of(payload, prints, count, scratch)) ||
	    (e->remark.is_approximate && is_rounded(value, prints[0])))
		return;
	if ((call->arguments > 1 && evl_match_loosely(payload, first)) || is_run_of_lines(judge, e, prints[count - 1]))
		return;
	uint32_t guards = judge->guards | e->guards;
	if (count > 1 || call->arguments != 1 || call->has_format || is_printed_inside(judge, call, prints[0], value))
		guards |= EVL_GUARD_SITE;
	if (!e->remark.is_literal || e->remark.is_approximate)
		guards |= EVL_GUARD_PAYLOAD;
	if (guards == 0 && is_type_of_stranger(&judge->sample->code, call))
		guards |= EVL_GUARD_FREE_NAME;
	bool shows_text = call->only_text.start != call->only_text.end && e->remark.mark == EVL_REMARK_BARE; /* which nobody needs to be told */
	if ((judge->sample->may_count || (shows_text && is_number(payload))) && !is_number(first))
		guards |= EVL_GUARD_ORDER_NUMBERS;
	if (judge->sample->code.has_bare_body && is_nothing(prints[0]))
		guards |= EVL_GUARD_STUB;
	if (match == EVL_MATCH_UNSURE)
		guards |= EVL_GUARD_DIALECT;
	if (e->remark.has_tail && payload.length > first.length && first.length != 0) /* "Cache hit!" - 55 */
		for (uint32_t i = 0; i + first.length <= payload.length; i++)
			if (memcmp(payload.text + i, first.text, first.length) == 0)
				guards |= EVL_GUARD_PAYLOAD;
	if (guards != 0)
		unclear(out, guards, NULL);
	else
		site_finding(judge, e, prints[0], out);
}

/* ---------------------------------------------------------------------- choices */

/* Does an option say what is printed? Its code spans, or the text cut at its separators. */
static bool is_option_printed(struct evl_judge *judge, const struct evl_option *option)
{
	struct evl_expectation e = { .form = EVL_FORM_INLINE, .confidence = EVL_CONFIDENCE_LOW, .call = UINT32_MAX };
	struct evl_sample_line lines[32];
	const char *text = option->line.text;
	uint32_t n = 0, length = option->line.length;
	for (uint32_t i = 0; i < length && n < 32; i++) {
		if (text[i] != '`')
			continue;
		uint32_t end = i + 1;
		while (end < length && text[end] != '`')
			end++;
		if (end == length)
			break;
		lines[n++] = (struct evl_sample_line){ text + i + 1, end - i - 1, option->line.place };
		i = end;
	}
	struct evl_verdict verdict;
	e.lines = lines;
	e.line_count = n;
	e.text = text;
	if (n != 0) {
		evl_judge_lines(judge, &e, &verdict);
		if (verdict.kind == EVL_VERDICT_MATCH)
			return true;
		if (n > 1)
			return false;
	} else {
		lines[0] = option->line;
		n = e.line_count = 1;
	}
	e.is_list = true;
	evl_judge_lines(judge, &e, &verdict);
	return verdict.kind == EVL_VERDICT_MATCH;
}

static void judge_choice(struct evl_judge *judge, const struct evl_expectation *e, struct evl_verdict *out)
{
	const struct evl_sample *sample = judge->sample;
	char right = '\0';
	uint32_t count = 0;
	for (uint32_t i = 0; i < sample->option_count; i++) {
		if (!is_option_printed(judge, &sample->options[i]))
			continue;
		right = sample->options[i].letter;
		count++;
	}
	if (count != 1) {
		unclear(out, EVL_GUARD_PAYLOAD, count == 0 ? "no option is exactly what is predicted" : "several options are what is predicted");
		return;
	}
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (e->lines[0].text[0] == right)
		return;
	uint32_t guards = judge->guards | e->guards;
	for (uint32_t i = 0; i < judge->line_count; i++) /* blanks at the ends are hard to document */
		if (judge->lines[i].length != 0 && (evl_is_blank(judge->lines[i].text[0]) || evl_is_blank(judge->lines[i].text[judge->lines[i].length - 1])))
			guards |= EVL_GUARD_DIALECT;
	if (guards != 0) {
		unclear(out, guards, NULL);
		return;
	}
	struct evl_check_finding *finding = evl_judge_find(judge, 206, e->lines[0].place, evl_check_rule(206)->title);
	finding->label = evl_judge_format(judge->arena, "the prediction is option %c", right);
	if (judge->prediction->count != 0)
		evl_judge_because(judge, finding, 0);
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MISMATCH, .finding = finding };
}

/* ---------------------------------------------------------------- order numbers */

void evl_judge_order_numbers(struct evl_judge *judge, struct evl_verdict *out)
{
	const struct evl_sample *sample = judge->sample;
	uint32_t last = 0, seen = 0, numbers = 0;
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	for (uint32_t i = 0; i < sample->expectation_count; i++)
		numbers += sample->expectations[i].form == EVL_FORM_ORDER_NUMBERS;
	for (uint32_t i = 0; i < judge->prediction->count; i++) {
		for (uint32_t k = 0; k < sample->expectation_count; k++) {
			const struct evl_expectation *e = &sample->expectations[k];
			if (e->form != EVL_FORM_ORDER_NUMBERS)
				continue;
			struct evl_range call = sample->code.calls[e->call].range;
			if (judge->prediction->lines[i].code < call.start || judge->prediction->lines[i].code >= call.end)
				continue;
			uint32_t number = 0;
			for (uint32_t c = 0; c < e->lines[0].length; c++)
				if (e->lines[0].text[c] >= '0' && e->lines[0].text[c] <= '9')
					number = number * 10 + (uint32_t)(e->lines[0].text[c] - '0');
			if (number <= last)
				unclear(out, EVL_GUARD_ORDER_NUMBERS, NULL);
			last = number;
			seen++;
		}
	}
	if (seen != numbers)
		unclear(out, EVL_GUARD_ORDER_NUMBERS | judge->guards, NULL);
}

/* ------------------------------------------------------------------- directives */

void evl_judge_directives(struct evl_judge *judge, struct evl_verdict *out)
{
	const struct evl_directives *d = &judge->sample->directives;
	const struct evl_check_prediction *p = judge->prediction;
	const char *what = NULL;
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (d->syntax_error) {
		if (p->status == EVL_STATUS_SYNTAX)
			return;
		what = "the sample parses, although the document promises a syntax error";
	} else {
		const struct evl_printed *error = p->error;
		if (error != NULL && (!d->unhandled || error->is_rejection)) {
			struct evl_range name = { 0, 0 }, range = { 0, error->length };
			(void)evl_remark_error(error->text, range, &name);
			bool right = d->error_name == NULL || (strlen(d->error_name) == name.end - name.start &&
							       memcmp(d->error_name, error->text + name.start, name.end - name.start) == 0);
			if (right && d->error_message != NULL) {
				size_t n = strlen(d->error_message);
				right = false;
				for (uint32_t i = 0; i + n <= error->length && !right; i++)
					right = memcmp(error->text + i, d->error_message, n) == 0;
			}
			if (right)
				return;
			what = evl_judge_format(judge->arena, "another error happens: %.*s", (int)(error->length > 200 ? 200 : error->length), error->text);
		} else if (p->status == EVL_STATUS_SYNTAX && d->error_name != NULL && strcmp(d->error_name, "SyntaxError") == 0) {
			return;
		} else {
			what = "the sample ends without the error that the document promises";
		}
	}
	if (p->status != EVL_STATUS_OK && p->status != EVL_STATUS_SYNTAX) {
		unclear(out, EVL_GUARD_RUNS, p->message);
		return;
	}
	out->kind = EVL_VERDICT_MISMATCH;
	out->finding = evl_judge_find(judge, 208, d->range.end > d->range.start ? d->range : judge->sample->place, what);
}

void evl_judge_expectation(struct evl_judge *judge, const struct evl_expectation *e, struct evl_verdict *out)
{
	switch ((enum evl_form)e->form) {
	case EVL_FORM_SAME_LINE:
	case EVL_FORM_NEXT_LINE:
		judge_site(judge, e, out);
		break;
	case EVL_FORM_CHOICE:
		judge_choice(judge, e, out);
		break;
	default:
		evl_judge_lines(judge, e, out);
		break;
	}
}
