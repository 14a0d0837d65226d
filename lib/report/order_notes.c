/* SPDX-License-Identifier: MIT */
/*
 * order_notes.c - see order_notes.h. A reason is told once, with the first lines that it holds for and the numbers of all.
 */
#include "report/order_notes.h"

#include <string.h>

enum { NOTES_MAX = 12, RANGES_MAX = 16 };

static const size_t reserve = (size_t)1 << 32;

void evl_order_notes_init(struct evl_order_notes *notes, const struct evl_report_run *run)
{
	memset(notes, 0, sizeof *notes);
	if (run->trace == NULL || !evl_arena_init(&notes->arena, reserve))
		return;
	evl_order_read(&notes->order, run->trace, run->version_line == NULL, &notes->arena);
	notes->ready = true;
}

void evl_order_notes_release(struct evl_order_notes *notes)
{
	if (notes->ready)
		evl_arena_release(&notes->arena);
	notes->ready = false;
}

char evl_order_notes_mark(const struct evl_order_notes *notes, uint32_t number)
{
	uint32_t other;
	if (!notes->ready || number >= notes->order.line_count)
		return ' ';
	switch ((enum evl_sure)evl_order_weakest(&notes->order, number, &other).sure) {
	case EVL_SURE_RACY:
		return '?';
	case EVL_SURE_TIMING:
		return '~';
	default:
		return ' ';
	}
}

/* A reason: the rule, and the kinds of work that it is about. */
struct reason {
	struct evl_relation relation;
	uint8_t first_work, second_work;
	uint32_t a, b; /* the lines that it is told with */
};

static bool is_same_reason(const struct evl_order *order, const struct reason *reason, struct evl_relation r, uint32_t a, uint32_t b)
{
	return reason->relation.sure == r.sure && reason->relation.rule == r.rule &&
	       reason->first_work == order->tasks[order->lines[a].task].work &&
	       reason->second_work == order->tasks[order->lines[b].task].work;
}

/* "3", "3-5", "3, 5-7", "3, 5-7, ... and 9 more": the lines whose place hangs on this reason. */
static void append_lines(const struct evl_order *order, const struct reason *reason, struct evl_buffer *out)
{
	uint32_t from = UINT32_MAX;
	uint32_t ranges = 0, more = 0;
	for (uint32_t line = 0; line <= order->line_count; line++) {
		bool in = false;
		if (line < order->line_count) {
			uint32_t other;
			struct evl_relation r = evl_order_weakest(order, line, &other);
			in = line == reason->a || line == reason->b ||
			     (r.sure < EVL_SURE_GUARANTEED && is_same_reason(order, reason, r, line < other ? line : other, line < other ? other : line));
		}
		if (in && from == UINT32_MAX)
			from = line;
		if (in || from == UINT32_MAX)
			continue;
		if (ranges++ < RANGES_MAX) {
			evl_buffer_printf(out, ranges == 1 ? "%u" : ", %u", (unsigned)from + 1);
			if (line - from > 1)
				evl_buffer_printf(out, "-%u", (unsigned)line);
		} else {
			more += line - from;
		}
		from = UINT32_MAX;
	}
	if (more > 0)
		evl_buffer_printf(out, " and %u more", (unsigned)more);
}

void evl_order_notes_remarks(const struct evl_order_notes *notes, const char *label, bool with_host, struct evl_buffer *out)
{
	const struct evl_order *order = &notes->order;
	struct reason told[NOTES_MAX];
	uint32_t count = 0;
	for (uint32_t line = 0; notes->ready && line < order->line_count; line++) {
		uint32_t other, k = 0;
		struct evl_relation r = evl_order_weakest(order, line, &other);
		if (r.sure > EVL_SURE_HOST || (r.sure == EVL_SURE_HOST && !with_host) || line == other)
			continue;
		uint32_t a = line < other ? line : other, b = line < other ? other : line;
		while (k < count && !is_same_reason(order, &told[k], r, a, b))
			k++;
		if (k < count || count == NOTES_MAX)
			continue;
		struct reason *reason = &told[count++];
		*reason = (struct reason){ r, order->tasks[order->lines[a].task].work, order->tasks[order->lines[b].task].work, a, b };
		evl_buffer_printf(out, "%s%s, lines ", label, evl_sure_name((enum evl_sure)r.sure));
		append_lines(order, reason, out);
		evl_buffer_append_text(out, ": ");
		evl_order_sentence(order, a, b, r, out);
		evl_buffer_append_byte(out, '\n');
	}
}
