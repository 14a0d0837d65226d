/* SPDX-License-Identifier: MIT */
/*
 * question.c - from a proven snippet to a question of some kind.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "drill/drill.h"

const char *evl_drill_text(struct evloop_drill *drill, const char *format, ...)
{
	char text[2000];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	size_t bytes = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
	char *copy = evl_arena_alloc(&drill->arena, bytes + 1);
	memcpy(copy, text, bytes);
	copy[bytes] = '\0';
	return copy;
}

const char *evloop_drill_kind_name(enum evloop_drill_kind kind)
{
	static const char *const names[] = { "any", "order", "type", "choice", "queue", "hosts", "bug" };
	return (size_t)kind < sizeof names / sizeof names[0] ? names[kind] : NULL;
}

void evl_question_add_rule(struct evloop_drill_question *question, size_t rule)
{
	for (size_t i = 0; i < question->rule_count; i++)
		if (question->rules[i] == rule)
			return;
	if (question->rule_count < EVLOOP_DRILL_LINES)
		question->rules[question->rule_count++] = rule;
}

static void add_line_rules(struct evloop_drill *drill)
{
	for (uint32_t i = 0; i + 1 < drill->proof.line_count; i++)
		evl_question_add_rule(&drill->question, drill->proof.rules[i][i + 1]);
}

void evl_question_shuffle_options(struct evloop_drill_question *q, struct evl_random *random)
{
	for (size_t i = q->shown_count; i > 1; i--) {
		size_t k = evl_random_below(random, (uint32_t)i);
		const char *shown = q->shown[i - 1], *note = q->notes[i - 1];
		size_t rule = q->note_rules[i - 1];
		q->shown[i - 1] = q->shown[k];
		q->notes[i - 1] = q->notes[k];
		q->note_rules[i - 1] = q->note_rules[k];
		q->shown[k] = shown;
		q->notes[k] = note;
		q->note_rules[k] = rule;
		if (q->right == k)
			q->right = i - 1;
		else if (q->right == i - 1)
			q->right = k;
	}
}

static void add_option(struct evloop_drill_question *q, const char *text, const char *note, size_t rule)
{
	q->shown[q->shown_count] = text;
	q->notes[q->shown_count] = note;
	q->note_rules[q->shown_count++] = rule;
}

static const char *join(struct evloop_drill *drill, const char *const *lines, size_t count)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	for (size_t i = 0; i < count; i++)
		evl_buffer_printf(&text, "%s%s", i > 0 ? "\n" : "", lines[i]);
	const char *copy = evl_arena_copy(&drill->arena, text.bytes != NULL ? text.bytes : "", text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

/* ------------------------------------------------------------ order, type */

static const char *hint_of(struct evloop_drill *drill)
{
	const struct evl_proof *p = &drill->proof;
	uint32_t sync = 0, micro = 0;
	for (uint32_t i = 0; i < p->line_count; i++) {
		sync += strncmp(p->lines[i].kind, "sync", 4) == 0;
		micro += strncmp(p->lines[i].kind, "microtask", 9) == 0;
	}
	return evl_drill_text(drill, "%u of the %u lines are printed synchronously, %u by microtasks and %u by later tasks", sync, p->line_count, micro,
			      p->line_count - sync - micro);
}

/* Some questions offer lines that are never printed, where the snippet has such. */
static void offer_unprinted(struct evloop_drill *drill, struct evl_random *random)
{
	struct evloop_drill_question *q = &drill->question;
	uint32_t count = drill->proof.unprinted_count;
	if (count == 0 || evl_random_chance(random, 25))
		return;
	for (uint32_t i = 0; i < count && i < 2; i++) {
		q->unprinted[i] = drill->proof.unprinted[i];
		q->unprinted_rules[i] = drill->proof.unprinted_rules[i];
		q->shown[q->shown_count++] = q->unprinted[i];
		q->unprinted_count++;
		if (q->unprinted_rules[i] < EVL_RULE_COUNT)
			evl_question_add_rule(q, q->unprinted_rules[i]);
	}
}

static bool fill_order(struct evloop_drill *drill, struct evl_random *random)
{
	struct evloop_drill_question *q = &drill->question;
	for (size_t i = 0; i < q->line_count; i++)
		q->shown[i] = q->lines[i];
	q->shown_count = q->line_count;
	add_line_rules(drill);
	offer_unprinted(drill, random);
	q->prompt = q->unprinted_count == 0 ? "Put these lines in the order in which they are printed."
					    : "Put these lines in the order in which they are printed, and leave out what is never printed.";
	for (size_t i = q->shown_count; i > 1; i--) {
		size_t k = evl_random_below(random, (uint32_t)i);
		const char *kept = q->shown[i - 1];
		q->shown[i - 1] = q->shown[k];
		q->shown[k] = kept;
	}
	bool same = true;
	for (size_t i = 0; i < q->line_count; i++)
		same = same && strcmp(q->shown[i], q->lines[i]) == 0;
	if (same) {
		q->shown[0] = q->lines[1];
		q->shown[1] = q->lines[0];
	}
	return true;
}

static bool fill_type(struct evloop_drill *drill)
{
	drill->question.prompt = "What does this print? Type it, one line at a time.";
	add_line_rules(drill);
	return true;
}

/* ------------------------------------------------------------------ choice */

static bool is_new_output(const struct evloop_drill_question *q, const char *text)
{
	for (size_t i = 0; i < q->shown_count; i++)
		if (strcmp(q->shown[i], text) == 0)
			return false;
	return true;
}

static bool fill_choice(struct evloop_drill *drill, enum evl_drill_host host, struct evl_random *random)
{
	struct evloop_drill_question *q = &drill->question;
	uint8_t order[EVL_MISCONCEPTION_COUNT];
	for (uint8_t i = 1; i < EVL_MISCONCEPTION_COUNT; i++)
		order[i] = i;
	for (uint32_t i = EVL_MISCONCEPTION_COUNT - 1; i > 1; i--) {
		uint32_t k = 1 + evl_random_below(random, i);
		uint8_t kept = order[i];
		order[i] = order[k];
		order[k] = kept;
	}
	q->prompt = "What does this print?";
	add_option(q, join(drill, q->lines, q->line_count), "", EVL_RULE_COUNT);
	for (uint32_t i = 1; i < EVL_MISCONCEPTION_COUNT && q->shown_count < EVLOOP_DRILL_OPTIONS; i++) {
		struct evl_belief belief;
		enum evl_misconception m = (enum evl_misconception)order[i];
		if (!evl_believe(&drill->run, drill->text.bytes, drill->text.length, host, m, &drill->arena, &belief))
			continue;
		const char *text = join(drill, belief.lines, belief.line_count);
		if (is_new_output(q, text))
			add_option(q, text, evl_misconception_text(m), evl_misconception_rule(m));
	}
	if (q->shown_count < EVLOOP_DRILL_OPTIONS)
		return false;
	q->explanation = "";
	for (size_t i = 1; i < q->shown_count; i++)
		evl_question_add_rule(q, q->note_rules[i]);
	q->right = 0;
	evl_question_shuffle_options(q, random);
	return true;
}

/* ------------------------------------------------------------------- queue */

static const char *places_text(struct evloop_drill *drill, const uint32_t *lines, uint32_t count, const char *empty)
{
	struct evl_buffer text;
	if (count == 0)
		return empty;
	evl_buffer_init(&text);
	for (uint32_t i = 0; i < count; i++)
		evl_buffer_printf(&text, "%sline %u", i > 0 ? ", then " : "", (unsigned)lines[i]);
	const char *copy = evl_arena_copy(&drill->arena, text.bytes, text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

static void offer_queue(struct evloop_drill *drill, const uint32_t *lines, uint32_t count, const char *note, size_t rule)
{
	struct evloop_drill_question *q = &drill->question;
	const char *text = places_text(drill, lines, count, "nothing");
	if (q->shown_count < EVLOOP_DRILL_OPTIONS && is_new_output(q, text))
		add_option(q, text, note, rule);
}

static uint32_t joined(uint32_t *out, const uint32_t *a, uint32_t count_a, const uint32_t *b, uint32_t count_b)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < count_a; i++)
		out[count++] = a[i];
	for (uint32_t i = 0; i < count_b; i++)
		out[count++] = b[i];
	return count;
}

static bool fill_queue(struct evloop_drill *drill, struct evl_random *random)
{
	struct evloop_drill_question *q = &drill->question;
	if (drill->proof.queue_count == 0)
		return false;
	const struct evl_proof_queue *queue = &drill->proof.queues[evl_random_below(random, drill->proof.queue_count)];
	uint32_t other[32];
	add_option(q, places_text(drill, queue->places, queue->count, "nothing"), "", EVL_RULE_COUNT);
	if (queue->pending_count > 0)
		offer_queue(drill, other, joined(other, queue->places, queue->count, queue->pending, queue->pending_count),
			    "all links of a chain are queued at once", EVL_RULE_CHAIN_ONE_TICK);
	if (queue->task_count > 0)
		offer_queue(drill, other, joined(other, queue->places, queue->count, queue->tasks, queue->task_count),
			    "timers and other tasks wait in the same queue", EVL_RULE_MICROTASK_BEFORE_TIMER);
	if (queue->task_count > 0)
		offer_queue(drill, other, joined(other, queue->tasks, queue->task_count, queue->places, queue->count),
			    "timers and other tasks wait in the same queue, in front", EVL_RULE_TIMER_IS_TASK);
	for (uint32_t i = 0; i < queue->count; i++)
		other[i] = queue->places[queue->count - 1 - i];
	offer_queue(drill, other, queue->count, "what was queued last runs first", EVL_RULE_MICROTASK_FIFO);
	offer_queue(drill, other, 0, "callbacks of promises that are fulfilled run at once", EVL_RULE_THEN_IS_ASYNC);
	offer_queue(drill, queue->places, queue->count - 1, "the newest callback is not queued yet", EVL_RULE_MICROTASK_FIFO);
	offer_queue(drill, queue->places + 1, queue->count - 1, "the oldest callback has run already", EVL_RULE_THEN_IS_ASYNC);
	if (q->shown_count < 3)
		return false;
	q->prompt = evl_drill_text(drill, "Stop right after '%s' was printed. Which callbacks are waiting in the microtask queue, in the order "
					  "in which they will run? (Each is named by the line that asks for it.)", q->lines[queue->line]);
	q->explanation = queue->pending_count > 0 ? "Only callbacks whose promise has settled are in the queue; the others still wait for their promise."
						  : "The queue holds what is ready to run, in the order in which it became ready; timers and other tasks wait elsewhere.";
	for (size_t i = 1; i < q->shown_count; i++)
		evl_question_add_rule(q, q->note_rules[i]);
	q->right = 0;
	evl_question_shuffle_options(q, random);
	return true;
}

/* ------------------------------------------------------------------- hosts */

static bool fill_hosts(struct evloop_drill *drill, enum evl_drill_host host, struct evl_random *random)
{
	struct evloop_drill_question *q = &drill->question;
	static const char *const here[] = { "Node runs this as a CommonJS script", "Node runs this as an ES module", "A page runs this as a classic script" };
	static const char *const instead[] = { "Node ran it as a CommonJS script", "Node ran it as an ES module", "a page ran it as a classic script" };
	enum evl_drill_host other = (enum evl_drill_host)((host + 1 + evl_random_below(random, 2)) % EVL_DRILL_HOSTS);
	struct evl_proof *first = evl_arena_copy(&drill->arena, &drill->proof, sizeof drill->proof), *second;
	second = evl_arena_alloc(&drill->arena, sizeof *second);
	if (!evl_prove(&drill->run, drill->text.bytes, drill->text.length, other, EVL_PROOF_MARGIN_GIVEN, &drill->arena, second))
		return false;
	bool same = first->line_count == second->line_count;
	size_t differ = 0;
	for (uint32_t i = 0; same && i < first->line_count; i++) {
		same = strcmp(first->lines[i].text, second->lines[i].text) == 0;
		differ = i;
	}
	/* What is all synchronous is no question. */
	uint32_t later = 0;
	for (uint32_t i = 0; i < first->line_count; i++)
		later += strncmp(first->lines[i].kind, "sync", 4) != 0;
	if (later < 2)
		return false;
	/* Most snippets print the same everywhere; a question is worth more when they do not. */
	if (same && evl_random_below(random, 3) != 0)
		return false;
	q->prompt = evl_drill_text(drill, "%s. If %s instead, would the lines come in the same order?", here[host], instead[other]);
	const char *yes = "yes, in the same order", *no = "no, in another order";
	add_option(q, same ? yes : no, "", EVL_RULE_COUNT);
	add_option(q, same ? no : yes, same ? "each host may order these as it likes" : "all hosts run these in the same order", EVL_RULE_HOSTS_DIFFER);
	if (same)
		q->explanation = "Nothing here depends on the host: ECMAScript orders the microtasks, and both hosts order these tasks alike.";
	else
		q->explanation = evl_drill_text(drill, "There line %u of the output is '%s': %s.", (unsigned)(differ + 1),
						second->lines[differ].text, second->lines[differ].reason);
	evl_question_add_rule(q, EVL_RULE_HOSTS_DIFFER);
	q->right = 0;
	evl_question_shuffle_options(q, random);
	return true;
}

/* --------------------------------------------------------------------- all */

bool evl_question_fill(struct evloop_drill *drill, enum evloop_drill_kind kind, enum evl_drill_host host, struct evl_random *random)
{
	struct evloop_drill_question *q = &drill->question;
	const struct evl_proof *p = &drill->proof;
	if (kind == EVLOOP_DRILL_ANY_KIND) {
		static const uint8_t kinds[] = { EVLOOP_DRILL_ORDER, EVLOOP_DRILL_ORDER, EVLOOP_DRILL_ORDER, EVLOOP_DRILL_TYPE, EVLOOP_DRILL_CHOICE,
						 EVLOOP_DRILL_CHOICE, EVLOOP_DRILL_QUEUE, EVLOOP_DRILL_HOSTS };
		kind = (enum evloop_drill_kind)kinds[evl_random_below(random, sizeof kinds)];
	}
	const char *title = q->title, *topic = q->topic;
	int level = q->level;
	memset(q, 0, sizeof *q);
	q->title = title;
	q->topic = topic;
	q->level = level;
	q->kind = kind;
	q->host = evl_drill_host_name(host);
	q->code = evl_arena_copy(&drill->arena, drill->text.bytes, drill->text.length + 1);
	q->line_count = p->line_count;
	for (uint32_t i = 0; i < p->line_count; i++) {
		q->lines[i] = p->lines[i].text;
		q->reasons[i] = p->lines[i].reason;
		q->kinds[i] = p->lines[i].kind;
		q->next_rules[i] = i + 1 < p->line_count ? p->rules[i][i + 1] : EVL_RULE_COUNT;
	}
	q->steps = p->steps;
	q->explanation = "";
	q->hint = hint_of(drill);
	switch (kind) {
	case EVLOOP_DRILL_ORDER:
		return fill_order(drill, random);
	case EVLOOP_DRILL_TYPE:
		return fill_type(drill);
	case EVLOOP_DRILL_CHOICE:
		return fill_choice(drill, host, random);
	case EVLOOP_DRILL_QUEUE:
		return fill_queue(drill, random);
	case EVLOOP_DRILL_HOSTS:
		return fill_hosts(drill, host, random);
	default:
		return false;
	}
}
