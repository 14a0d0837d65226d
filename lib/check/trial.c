/* SPDX-License-Identifier: MIT */
/*
 * trial.c - see work.h: one sample, under the hosts that fit.
 */
#include "check/work.h"

#include <string.h>

#include "check/judge.h"

enum { CONTEXT_MAX = 64 << 10, CONTEXT_SAMPLES = 6 };

static uint64_t hash_sample(const struct evl_sample *sample)
{
	uint64_t hash = evl_check_hash(EVL_CHECK_HASH, sample->code.text, sample->code.length);
	for (uint32_t i = 0; i < sample->expectation_count; i++)
		for (uint32_t k = 0; k < sample->expectations[i].line_count; k++)
			hash = evl_check_hash(hash * 31, sample->expectations[i].lines[k].text, sample->expectations[i].lines[k].length);
	return hash;
}

/* A finding that waits for its place in the document's list. */
static void keep(struct evl_check_hand *hand, const struct evl_check_finding *finding)
{
	struct evl_check_found *found = &hand->work->found[finding->sample];
	struct evl_check_kept *kept = evl_arena_alloc(hand->arena, sizeof *kept);
	*kept = (struct evl_check_kept){ .finding = *finding };
	*(found->first == NULL ? &found->first : &found->last->next) = kept;
	found->last = kept;
}

/* ------------------------------------------------------------------- one sample */

struct trial {
	struct evl_check_hand *hand;
	const struct evl_sample *sample;
	struct evl_check_sample *result;
	struct evl_judge judge;
	struct evl_check_prediction prediction;
	uint64_t hash;         /* of the sample's code and expectations */
	struct evl_verdict *verdicts, directive, numbers;
	bool has_numbers, has_directive;
	bool capped;      /* helped by earlier samples: medium at most */
	const char *missing;   /* a name that no host has */
	const char *failure;   /* the first host's message, in the result's arena */
	enum evl_status failure_status;
};

/* The hosts to try, in this order; their number. */
static uint32_t choose_hosts(const struct evl_sample *sample, const struct evl_check_world *world, uint8_t hosts[3], uint8_t *mask)
{
	static const uint8_t usual[] = { EVL_CHECK_NODE_CJS, EVL_CHECK_NODE_ESM, EVL_CHECK_BROWSER };
	static const uint8_t page[] = { EVL_CHECK_BROWSER, EVL_CHECK_NODE_CJS, EVL_CHECK_NODE_ESM };
	const struct evl_directives *d = &sample->directives;
	uint8_t wanted = world->hosts != 0 ? world->hosts : world->node != 0 ? EVL_CHECK_NODE_CJS | EVL_CHECK_NODE_ESM : EVL_CHECK_ALL_HOSTS;
	if (d->events.count != 0 && (wanted & EVL_CHECK_BROWSER) != 0) /* only a page has a user */
		wanted = EVL_CHECK_BROWSER;
	if (evl_sample_is_module(sample) && (wanted & ~(unsigned)EVL_CHECK_NODE_CJS) != 0)
		wanted &= (uint8_t)~EVL_CHECK_NODE_CJS;
	if ((d->script || strcmp(sample->language, "cjs") == 0 || d->sloppy) && (wanted & ~(unsigned)EVL_CHECK_NODE_ESM) != 0)
		wanted &= (uint8_t)~EVL_CHECK_NODE_ESM;
	bool page_first = sample->code.uses_page && !sample->code.uses_node;
	uint32_t count = 0;
	*mask = wanted;
	for (uint32_t i = 0; i < 3; i++) {
		uint8_t host = page_first ? page[i] : usual[i];
		if (wanted & host)
			hosts[count++] = host;
	}
	return count;
}

static bool all_match(const struct trial *t)
{
	for (uint32_t i = 0; i < t->sample->expectation_count; i++)
		if (t->verdicts[i].kind != EVL_VERDICT_MATCH && t->sample->expectations[i].form != EVL_FORM_ORDER_NUMBERS)
			return false;
	return (!t->has_numbers || t->numbers.kind == EVL_VERDICT_MATCH) && (!t->has_directive || t->directive.kind == EVL_VERDICT_MATCH);
}

/* Agreement with any host is agreement; disagreement needs all hosts under which the sample makes sense. */
static void merge(struct evl_verdict *sum, const struct evl_verdict *one, bool first, bool plausible)
{
	if (first || (one->kind == EVL_VERDICT_MATCH && sum->kind != EVL_VERDICT_MATCH)) {
		*sum = *one;
		return;
	}
	if (sum->kind == EVL_VERDICT_MISMATCH && one->kind == EVL_VERDICT_UNCLEAR && plausible && one->guards != 0 &&
	    (one->guards & (EVL_GUARD_RUNS | EVL_GUARD_FREE_NAME)) == 0) {
		*sum = *one;
		sum->guards |= EVL_GUARD_DIALECT;
	}
}

static void try_host(struct trial *t, uint8_t host, bool first, const struct evl_check_prefix *prefix, uint32_t prefix_lines)
{
	struct evl_check_hand *hand = t->hand;
	evl_check_predict(hand->checker, t->sample, host, prefix, hand->options, &t->prediction);
	t->judge = (struct evl_judge){
		.checker = hand->checker, .sample = t->sample, .options = hand->options, .places = &hand->places, .prediction = &t->prediction,
		.arena = hand->arena, .prefix_lines = prefix_lines,
	};
	evl_judge_begin(&t->judge);
	const struct evl_check_prediction *p = &t->prediction;
	bool plausible = p->status == EVL_STATUS_OK && p->missing_name == NULL;
	if (first) {
		t->failure_status = p->status;
		t->failure = p->message != NULL ? evl_arena_copy_text(hand->arena, p->message, strlen(p->message)) : NULL;
		t->missing = p->missing_name != NULL ? evl_arena_copy_text(hand->arena, p->missing_name, strlen(p->missing_name)) : NULL;
	}
	bool matches = true;
	for (uint32_t i = 0; i < t->sample->expectation_count; i++) {
		const struct evl_expectation *e = &t->sample->expectations[i];
		struct evl_verdict verdict;
		if (e->form == EVL_FORM_ORDER_NUMBERS) {
			t->has_numbers = true;
			continue;
		}
		if (e->hosts != 0 && (e->hosts & host) == 0 && !(first && (e->hosts & t->result->hosts) == 0))
			verdict = (struct evl_verdict){ .kind = EVL_VERDICT_UNCLEAR, .guards = EVL_GUARD_RUNS };
		else
			evl_judge_expectation(&t->judge, e, &verdict);
		matches &= verdict.kind == EVL_VERDICT_MATCH;
		merge(&t->verdicts[i], &verdict, first, plausible);
	}
	if (t->has_numbers) {
		struct evl_verdict verdict;
		evl_judge_order_numbers(&t->judge, &verdict);
		merge(&t->numbers, &verdict, first, plausible);
	}
	if (t->has_directive) {
		struct evl_verdict verdict;
		evl_judge_directives(&t->judge, &verdict);
		matches &= verdict.kind == EVL_VERDICT_MATCH;
		merge(&t->directive, &verdict, first, plausible);
	}
	if (matches)
		t->result->matching_hosts |= host;
	if (!first && !(matches && t->result->host != 0 && (t->result->matching_hosts & t->result->host) == 0) && t->result->predicted_count != 0)
		return;
	/* What is shown: the first host's output, or that of the first one that agrees. */
	if (p->count != 0 || first) {
		t->result->host = host;
		struct evl_check_line *lines = evl_arena_alloc(hand->arena, (t->judge.line_count + 1) * sizeof *lines);
		for (uint32_t i = 0; i < t->judge.line_count; i++) {
			const struct evl_judged_line *line = &t->judge.lines[i];
			uint32_t code = p->lines[line->printed].code;
			lines[i] = (struct evl_check_line){ .text = { evl_arena_copy_text(hand->arena, line->text, line->length), line->length } };
			if (code != UINT32_MAX) {
				uint32_t at = evl_fence_place(t->sample->fence, code);
				lines[i].place = evl_place_of(&hand->places, (struct evl_range){ at, at });
			}
		}
		t->result->predicted = lines;
		t->result->predicted_count = t->judge.line_count;
	}
}

/* ------------------------------------------------------------- earlier samples */

static bool declares(const struct evl_sample *sample, const char *name)
{
	static const char *const words[] = { "function ", "function* ", "class ", "let ", "const ", "var " };
	size_t n = strlen(name);
	const char *text = sample->code.text, *end = text + sample->code.length;
	for (const char *at = text; n != 0 && (size_t)(end - at) >= n; at++) {
		at = memchr(at, name[0], (size_t)(end - at) - n + 1);
		if (at == NULL)
			return false;
		if (memcmp(at, name, n) != 0)
			continue;
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
			size_t w = strlen(words[i]);
			if ((size_t)(at - text) >= w && memcmp(at - w, words[i], w) == 0 && strchr(" \n\r\t=(;,{", at[n]) != NULL)
				return true;
		}
	}
	return false;
}

static uint32_t count_lines(const char *text, size_t length)
{
	uint32_t lines = 0;
	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	return lines;
}

/* Earlier code in front of what is there already. */
static void put_before(struct evl_check_prefix *prefix, const struct evl_sample *earlier, struct evl_arena *arena)
{
	uint32_t length = earlier->code.length + 1 + prefix->length;
	char *text = evl_arena_alloc(arena, (size_t)length + 1);
	memcpy(text, earlier->code.text, earlier->code.length);
	text[earlier->code.length] = '\n';
	memcpy(text + earlier->code.length + 1, prefix->text, prefix->length);
	text[length] = '\0';
	prefix->text = text;
	prefix->length = length;
}

static void continue_samples(struct evl_check_hand *hand, uint32_t number, struct evl_check_prefix *prefix)
{
	enum { STEPS_MAX = 64 };
	const struct evl_sample *samples = hand->work->samples.samples;
	uint32_t before = samples[number].continues;
	for (uint32_t steps = 0; before != UINT32_MAX && steps < STEPS_MAX && prefix->length < CONTEXT_MAX; steps++) {
		put_before(prefix, &samples[before], hand->arena);
		before = samples[before].continues;
	}
}

/* ---------------------------------------------------------------------- results */

static void note(struct evl_check_hand *hand, uint32_t number, uint16_t rule, const char *message, const char *help)
{
	struct evl_check_finding finding = { .rule = rule, .level = EVL_CHECK_NOTE, .sample = number, .message = message, .help = help };
	const struct evl_sample *sample = &hand->work->samples.samples[number];
	struct evl_range place = { sample->place.start, sample->place.start };
	finding.place = evl_place_of(&hand->places, place);
	evl_check_print_hash(finding.fingerprint, evl_check_hash(hash_sample(sample) + rule, message, strlen(message)));
	keep(hand, &finding);
}

/* Level of a mismatch: an error for what the options fail on, else a warning. */
static uint8_t level_of(const struct trial *t, const struct evl_check_finding *finding, unsigned confidence)
{
	if (finding->rule == 203)
		return EVL_CHECK_WARNING;
	if (t->capped && confidence < EVL_CHECK_MEDIUM)
		confidence = EVL_CHECK_MEDIUM;
	if (t->sample->directives.warn_only)
		return EVL_CHECK_WARNING;
	unsigned limit = t->hand->options->fail_on;
	return confidence <= limit ? EVL_CHECK_ERROR : EVL_CHECK_WARNING;
}

static void report(struct trial *t, uint32_t number, const struct evl_verdict *verdict, unsigned confidence)
{
	if (verdict->finding == NULL)
		return;
	struct evl_check_finding *finding = verdict->finding;
	finding->sample = number;
	finding->level = level_of(t, finding, confidence);
	if (confidence > EVL_CHECK_HIGH || t->capped)
		finding->fix_count = 0;
	evl_check_print_hash(finding->fingerprint, t->hash * 31 + finding->rule + (uint64_t)finding->place.start - t->sample->place.start);
	keep(t->hand, finding);
}

static void take_expected(struct trial *t)
{
	struct evl_check_sample *result = t->result;
	const struct evl_sample *sample = t->sample;
	uint32_t count = 0, n = 0;
	for (uint32_t i = 0; i < sample->expectation_count; i++)
		count += sample->expectations[i].line_count;
	struct evl_check_line *lines = evl_arena_alloc(t->hand->arena, (count + 1) * sizeof *lines);
	for (uint32_t i = 0; i < sample->expectation_count; i++) {
		const struct evl_expectation *e = &sample->expectations[i];
		for (uint32_t k = 0; k < e->line_count; k++)
			lines[n++] = (struct evl_check_line){ { e->lines[k].text, e->lines[k].length }, evl_place_of(&t->hand->places, e->lines[k].place) };
		if (e->confidence < result->confidence || i == 0) {
			result->confidence = e->confidence;
			result->form = e->form;
		}
		if (e->call == UINT32_MAX && e->form != EVL_FORM_SEGMENTS && e->form != EVL_FORM_CHOICE)
			result->expected_is_transcript = sample->expectation_count == 1;
	}
	if (sample->directives.confidence >= 0 && result->confidence != EVL_CHECK_CERTAIN && sample->expectation_count != 0)
		result->confidence = (uint8_t)sample->directives.confidence;
	result->expected = lines;
	result->expected_count = n;
}

static const char *guard_sentence(uint32_t guards)
{
	static const uint8_t order[] = { 2, 4, 3, 5, 1, 10, 7, 8, 6, 9, 11 };
	for (size_t i = 0; i < sizeof order; i++)
		if (guards & (1u << order[i]))
			return evl_check_guard_sentence(order[i]);
	return "it is not plain what is meant";
}

/* Verdicts to status, findings, reasons. */
static void conclude(struct trial *t, uint32_t number)
{
	struct evl_check_sample *result = t->result;
	const struct evl_sample *sample = t->sample;
	if (t->capped) { /* what other samples did in between is not known: they confirm, they do not contradict */
		for (uint32_t i = 0; i < sample->expectation_count; i++)
			if (t->verdicts[i].kind == EVL_VERDICT_MISMATCH)
				t->verdicts[i] = (struct evl_verdict){ .kind = EVL_VERDICT_UNCLEAR, .guards = EVL_GUARD_FREE_NAME };
	}
	uint32_t matches = 0, wrong = 0, open = 0, weak = 0;
	const char *reason = NULL;
	for (uint32_t i = 0; i < sample->expectation_count + 2; i++) {
		bool numbers = i == sample->expectation_count, directive = i == sample->expectation_count + 1;
		const struct evl_verdict *v = numbers ? &t->numbers : directive ? &t->directive : &t->verdicts[i];
		unsigned confidence = numbers ? EVL_CHECK_LOW : directive ? EVL_CHECK_CERTAIN : sample->expectations[i].confidence;
		if ((numbers && !t->has_numbers) || (directive && !t->has_directive) ||
		    (!numbers && !directive && sample->expectations[i].form == EVL_FORM_ORDER_NUMBERS))
			continue;
		if (sample->directives.confidence >= 0 && confidence != EVL_CHECK_CERTAIN)
			confidence = (unsigned)sample->directives.confidence;
		if (v->kind == EVL_VERDICT_MATCH) {
			matches++;
			report(t, number, v, confidence);
		} else if (v->kind == EVL_VERDICT_MISMATCH && confidence < EVL_CHECK_LOW) {
			wrong++;
			report(t, number, v, confidence);
		} else {
			result->guards |= v->guards;
			*(confidence < EVL_CHECK_LOW ? &open : &weak) += 1;
			if (reason == NULL || confidence < EVL_CHECK_LOW)
				reason = v->reason != NULL ? v->reason : guard_sentence(v->guards);
		}
	}
	if (wrong != 0)
		result->status = EVL_CHECK_WRONG;
	else if (open != 0 || (matches == 0 && weak != 0))
		result->status = EVL_CHECK_UNCLEAR;
	else
		result->status = matches != 0 ? EVL_CHECK_CONFIRMED : EVL_CHECK_NO_EXPECTATION;
	if (result->status != EVL_CHECK_UNCLEAR)
		return;
	result->reason = t->failure_status == EVL_STATUS_SYNTAX && t->failure != NULL && matches == 0 ? t->failure : reason;
	if (result->confidence == EVL_CHECK_LOW)
		return;
	if (t->failure_status != EVL_STATUS_OK && t->failure_status != EVL_STATUS_SYNTAX && matches == 0) {
		result->status = EVL_CHECK_NOT_CHECKED;
		result->reason = t->failure;
		note(t->hand, number, t->failure_status == EVL_STATUS_NOT_COVERED ? 302 : 306,
		     evl_judge_format(t->hand->arena, "not checked: %s", t->failure != NULL ? t->failure : "the prediction stopped"), NULL);
	} else if (t->missing != NULL) {
		result->help = evl_judge_format(t->hand->arena, "<!-- evloop: provide %s resolves 42 after 5ms -->", t->missing);
		note(t->hand, number, 301, evl_judge_format(t->hand->arena, "not checked: %s is not defined in this sample", t->missing), result->help);
	} else if (result->guards & EVL_GUARD_STUB) {
		note(t->hand, number, 304, "not checked: parts of the sample are left out", NULL);
	} else if (result->guards & EVL_GUARD_VARIANTS) {
		note(t->hand, number, 305, "not checked: the sample holds several variants of the same code", NULL);
	} else if (result->guards & (EVL_GUARD_TAINTED | EVL_GUARD_HOST_THIS)) {
		note(t->hand, number, 303, "not checked: what is printed differs from run to run or from place to place", NULL);
	}
}

static void refuse(struct evl_check_sample *result, const char *reason)
{
	result->status = EVL_CHECK_NOT_CHECKED;
	result->reason = reason;
}

/* A limit that one host reaches is reached by the others, too, and only after all that work. */
static bool ran_out(enum evl_status status) { return status == EVL_STATUS_STEP_LIMIT || status == EVL_STATUS_MEMORY_LIMIT; }

static void run_hosts(struct trial *t, const uint8_t *hosts, uint32_t count, const struct evl_check_prefix *prefix)
{
	uint32_t lines = count_lines(prefix->text, prefix->length);
	t->result->matching_hosts = 0;
	t->result->predicted_count = 0;
	for (uint32_t i = 0; i < count; i++) {
		try_host(t, hosts[i], i == 0, prefix, lines);
		if (all_match(t) || ran_out(t->prediction.status))
			return;
	}
}

/* A name that an earlier sample under the same heading declares: once more, with that sample before this one. */
static void retry_with_earlier(struct trial *t, uint32_t number, const uint8_t *hosts, uint32_t count, struct evl_check_prefix *prefix)
{
	const struct evl_sample *samples = t->hand->work->samples.samples;
	uint32_t used[CONTEXT_SAMPLES];
	for (uint32_t n = 0; n < CONTEXT_SAMPLES && t->missing != NULL && prefix->length < CONTEXT_MAX; n++) {
		uint32_t from = UINT32_MAX;
		for (uint32_t i = number, looked = 0; i-- > 0 && looked < 32 && samples[i].heading == t->sample->heading && from == UINT32_MAX; looked++)
			if (declares(&samples[i], t->missing))
				from = i;
		for (uint32_t i = 0; i < n && from != UINT32_MAX; i++)
			if (used[i] == from)
				from = UINT32_MAX;
		if (from == UINT32_MAX)
			return;
		used[n] = from;
		put_before(prefix, &samples[from], t->hand->arena);
		t->capped = true;
		run_hosts(t, hosts, count, prefix);
	}
}

/* What --update=missing writes: a closing comment with what is predicted, marked as the sample's lines are. */
static void propose(struct trial *t)
{
	const struct evl_fence *fence = t->sample->fence;
	const struct evl_check_prediction *p = &t->prediction;
	struct evl_check_sample *result = t->result;
	/* a script element ends with the indentation of its closing tag */
	bool writable = fence->mark != 0 || fence->is_file || !fence->is_script;
	if (p->status != EVL_STATUS_OK || p->error != NULL || p->endless || t->judge.guards != 0 || t->judge.line_count > 200 || !writable)
		return;
	struct evl_buffer to;
	evl_buffer_init(&to);
	const char *text = t->hand->work->samples.text;
	bool open = fence->mark == 0 && (fence->length == 0 || fence->code[fence->length - 1] != '\n'); /* the last line has no end */
	const char *first = memchr(text, '\n', t->hand->work->samples.length);
	const char *end = first != NULL && first != text && first[-1] == '\r' ? "\r\n" : "\n";
	for (uint32_t i = 0; i <= t->judge.line_count; i++) {
		if (open)
			evl_buffer_append_text(&to, end);
		for (uint32_t k = fence->prefix.start; k < fence->prefix.end; k++) /* a list's mark stands on its first line only */
			evl_buffer_append_byte(&to, text[k] == '>' || text[k] == '\t' ? text[k] : ' ');
		evl_buffer_append_text(&to, i == 0 ? "// Output:" : "//");
		if (i != 0 && t->judge.lines[i - 1].length != 0) {
			evl_buffer_append_byte(&to, ' ');
			evl_judge_escape(fence, t->judge.lines[i - 1].text, t->judge.lines[i - 1].length, &to);
		}
		if (!open)
			evl_buffer_append_text(&to, end);
	}
	if (!to.failed) {
		result->insert = evl_place_of(&t->hand->places, (struct evl_range){ fence->inside.end, fence->inside.end });
		result->insertion = (struct evl_check_text){ evl_arena_copy_text(t->hand->arena, to.bytes, to.length), (uint32_t)to.length };
	}
	evl_buffer_release(&to);
}

/* Which neighbours a rule keeps in order. */
static void take_order(struct trial *t)
{
	struct evl_check_sample *result = t->result;
	struct evl_check_prediction *p = &t->prediction;
	if (p->trace == NULL || p->host != result->host || t->judge.line_count > 200 || t->judge.line_count < 2)
		return;
	evl_check_read_order(t->hand->checker, p);
	struct evl_check_pair *pairs = evl_arena_alloc(t->hand->arena, t->judge.line_count * sizeof *pairs);
	for (uint32_t i = 0; i + 1 < t->judge.line_count; i++) {
		uint32_t a = p->lines[t->judge.lines[i].printed].order_line, b = p->lines[t->judge.lines[i + 1].printed].order_line;
		if (a < b && b < p->order.line_count && evl_order_relation(&p->order, a, b).sure == EVL_SURE_RACY)
			continue;
		pairs[result->order_count++] = (struct evl_check_pair){ i, i + 1 };
	}
	result->order = pairs;
}

void evl_check_sample(struct evl_check_hand *hand, uint32_t number)
{
	const struct evl_sample *sample = &hand->work->samples.samples[number];
	const struct evl_directives *said = &sample->directives;
	struct evl_check_sample *result = &hand->work->results[number];
	uint8_t hosts[3];
	*result = (struct evl_check_sample){
		.id = sample->id, .name = sample->name, .place = evl_place_of(&hand->places, sample->place), .code = { sample->code.text, sample->code.length },
		.language = sample->language, .confidence = EVL_CHECK_LOW,
	};
	struct trial t = { .hand = hand, .sample = sample, .result = result, .hash = hash_sample(sample) };
	struct evl_check_world world = evl_check_world_of(sample, hand->options);
	uint32_t count = choose_hosts(sample, &world, hosts, &result->hosts);
	evl_check_print_hash(result->fingerprint, t.hash);
	take_expected(&t);
	t.has_directive = said->throws || said->syntax_error || said->unhandled;
	if (t.has_directive) {
		result->confidence = EVL_CHECK_CERTAIN;
		if (sample->expectation_count == 0)
			result->form = EVL_CHECK_FORM_DIRECTIVE;
	}
	if (said->skip) {
		refuse(result, said->skip_reason != NULL ? said->skip_reason : "skipped by its directive");
		return;
	}
	if (said->setup || said->hidden) {
		refuse(result, "it is only there for the samples that continue it");
		return;
	}
	if (sample->unsupported != NULL) {
		refuse(result, sample->unsupported);
		return;
	}
	if (said->events.count != 0 && (result->hosts & EVL_CHECK_BROWSER) == 0) {
		refuse(result, "what a user does ('at') needs a page");
		note(hand, number, 302, "not checked: what a user does ('at') needs a page", "host=browser");
		return;
	}
	if (sample->expectation_count == 0 && !t.has_directive && !hand->options->explain && !hand->options->missing) {
		result->status = EVL_CHECK_NO_EXPECTATION;
		return;
	}
	t.verdicts = evl_arena_zalloc(hand->arena, (sample->expectation_count + 1) * sizeof *t.verdicts);
	struct evl_check_prefix prefix = { "", 0, "" };
	if (said->strict)
		prefix = (struct evl_check_prefix){ "'use strict';", 13, "" };
	if (said->async)
		prefix = (struct evl_check_prefix){ "(async () => {", 14, "\n})();" };
	continue_samples(hand, number, &prefix);
	evl_arena_reset(&hand->checker->scratch);
	run_hosts(&t, hosts, count, &prefix);
	if (t.missing != NULL && !all_match(&t) && !said->fresh)
		retry_with_earlier(&t, number, hosts, count, &prefix);
	if (said->throws && t.directive.kind == EVL_VERDICT_MATCH) /* the promised error is no reason for doubt */
		for (uint32_t i = 0; i < sample->expectation_count; i++)
			t.verdicts[i].guards &= ~(unsigned)EVL_GUARD_RUNS;
	conclude(&t, number);
	if (hand->options->missing && result->status == EVL_CHECK_NO_EXPECTATION && !t.capped)
		propose(&t);
	if (hand->options->explain)
		take_order(&t);
}
