/* SPDX-License-Identifier: MIT */
/*
 * races.c - see races.h.
 */
#include "explain/races.h"

#include <string.h>

#include "explain/reason.h"

enum { PAIRS_MAX = 64 }; /* tasks of one place that are compared with each other */

/* ----------------------------------------------------------------- sorting */

static bool is_before(const struct evl_touch *a, const struct evl_touch *b)
{
	return a->place != b->place ? a->place < b->place : a < b;
}

static void sift(const struct evl_touch **items, uint32_t root, uint32_t count)
{
	for (uint32_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count && is_before(items[child], items[child + 1]))
			child++;
		if (!is_before(items[root], items[child]))
			return;
		const struct evl_touch *swap = items[root];
		items[root] = items[child];
		items[child] = swap;
	}
}

static void sort(const struct evl_touch **items, uint32_t count)
{
	for (uint32_t i = count / 2; i > 0; i--)
		sift(items, i - 1, count);
	for (uint32_t end = count; end > 1; end--) {
		const struct evl_touch *swap = items[0];
		items[0] = items[end - 1];
		items[end - 1] = swap;
		sift(items, 0, end - 1);
	}
}

/* ----------------------------------------------------------------- finding */

static uint32_t task_of(const struct evl_order *order, uint32_t event)
{
	uint32_t low = 0, high = order->task_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (order->tasks[middle].begin != EVL_NO_EVENT && order->tasks[middle].begin < event)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static bool same_place(evl_span a, evl_span b) { return a.source == b.source && a.start == b.start; }

static void add(struct evl_races *out, const struct evl_race *race)
{
	for (uint32_t i = 0; i < out->count; i++) {
		const struct evl_race *known = &out->races[i];
		bool same = same_place(known->first->span, race->first->span) && same_place(known->second->span, race->second->span);
		bool turned = same_place(known->first->span, race->second->span) && same_place(known->second->span, race->first->span);
		if (known->kind == race->kind && strcmp(known->first->name, race->first->name) == 0 && (same || turned))
			return;
	}
	if (out->count == EVL_RACES_MAX) {
		out->cut = true;
		return;
	}
	out->races[out->count++] = *race;
}

/* What one task does with the place: its first write, or else its first read. */
struct visit {
	const struct evl_touch *touch;
	uint32_t task;
};

static void find_unordered(const struct evl_order *order, const struct evl_touch **touches, uint32_t count, struct evl_races *out)
{
	struct visit visits[PAIRS_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t task = task_of(order, touches[i]->event);
		if (n == 0 || visits[n - 1].task != task) {
			if (n == PAIRS_MAX) {
				out->cut = true;
				break;
			}
			visits[n++] = (struct visit){ touches[i], task };
		}
		struct visit *visit = &visits[n - 1];
		if (touches[i]->writes && !visit->touch->writes)
			visit->touch = touches[i];
	}
	for (uint32_t a = 0; a < n; a++) {
		for (uint32_t b = a + 1; b < n; b++) {
			if (!visits[a].touch->writes && !visits[b].touch->writes)
				continue;
			if (evl_order_of_tasks(order, visits[a].task, visits[b].task).sure != EVL_SURE_RACY)
				continue;
			struct evl_race race = { .kind = EVL_RACE_UNORDERED, .first = visits[a].touch, .second = visits[b].touch,
						 .first_task = visits[a].task, .second_task = visits[b].task };
			add(out, &race);
		}
	}
}

/* The last thing that the activation did with the place before number `at`. */
static const struct evl_touch *last_of(const struct evl_touch **touches, uint32_t at, uint64_t activation)
{
	for (uint32_t i = at; i > 0; i--)
		if (touches[i - 1]->activation == activation)
			return touches[i - 1];
	return NULL;
}

static void find_lost_updates(const struct evl_order *order, const struct evl_touch **touches, uint32_t count, struct evl_races *out)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct evl_touch *write = touches[i];
		if (!write->writes || write->activation == 0)
			continue;
		const struct evl_touch *read = last_of(touches, i, write->activation);
		if (read == NULL || read->writes || read->job == write->job)
			continue;
		for (uint32_t k = i; k > 0 && touches[k - 1] != read; k--) {
			const struct evl_touch *between = touches[k - 1];
			if (!between->writes || between->activation == write->activation)
				continue;
			struct evl_race race = { .kind = EVL_RACE_LOST_UPDATE, .first = read, .second = write, .between = between,
						 .first_task = task_of(order, read->event), .second_task = task_of(order, write->event),
						 .between_task = task_of(order, between->event) };
			add(out, &race);
			break;
		}
	}
}

void evl_races_find(const struct evl_touches *touches, const struct evl_order *order, struct evl_arena *arena, struct evl_races *out)
{
	memset(out, 0, sizeof *out);
	const struct evl_touch **sorted = evl_arena_alloc(arena, (touches->count + (size_t)1) * sizeof *sorted);
	for (uint32_t i = 0; i < touches->count; i++)
		sorted[i] = &touches->items[i];
	sort(sorted, touches->count);
	for (uint32_t from = 0, to; from < touches->count; from = to) {
		bool writes = false;
		for (to = from; to < touches->count && sorted[to]->place == sorted[from]->place; to++)
			writes = writes || sorted[to]->writes;
		if (!writes || to - from < 2)
			continue;
		find_lost_updates(order, sorted + from, to - from, out);
		find_unordered(order, sorted + from, to - from, out);
	}
	out->cut = out->cut || touches->cut;
}

/* --------------------------------------------------------------- sentences */

void evl_race_task(const struct evl_order *order, uint32_t task, struct evl_buffer *out)
{
	if (task == 0)
		evl_buffer_append_text(out, "the main script");
	else
		evl_order_describe_task(order, task, out);
}

static void touch_sentence(const struct evl_touch *touch, uint32_t task, const struct evl_order *order, struct evl_buffer *out)
{
	evl_buffer_append_text(out, touch->writes ? "written at " : "read at ");
	evl_reason_place(order->trace, touch->span, out);
	evl_buffer_append_text(out, " by ");
	evl_race_task(order, task, out);
}

void evl_race_sentence(const struct evl_race *race, const struct evl_order *order, struct evl_buffer *out)
{
	evl_buffer_append_text(out, race->first->name);
	if (race->kind == EVL_RACE_UNORDERED) {
		evl_buffer_append_text(out, " is ");
		touch_sentence(race->first, race->first_task, order, out);
		evl_buffer_append_text(out, " and ");
		touch_sentence(race->second, race->second_task, order, out);
		evl_buffer_append_text(out, ", which come in any order");
		return;
	}
	evl_buffer_append_text(out, " is read at ");
	evl_reason_place(order->trace, race->first->span, out);
	evl_buffer_append_text(out, " and written from that at ");
	evl_reason_place(order->trace, race->second->span, out);
	evl_buffer_append_text(out, " after an await, though ");
	evl_reason_place(order->trace, race->between->span, out);
	evl_buffer_append_text(out, same_place(race->between->span, race->second->span) ? ", in another call," : "");
	evl_buffer_append_text(out, " has written it in between: that update is lost");
}
