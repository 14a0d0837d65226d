/* SPDX-License-Identifier: MIT */
/*
 * array_sort.c - sort and toSorted (sec-sortindexedproperties).
 *
 * The standard leaves open which pairs a comparator is asked about, but a
 * snippet can print them. So this is the merge sort that V8 has (Tim Peters'
 * listsort): runs are found, short ones are extended by binary insertion, and
 * runs are merged with galloping. Every comparison is made in V8's order. The V8
 * of today differs from that of Node 20 in three points, which
 * tests/oracle confirmed: fewer than 16 elements are only inserted, the shortest run length varies
 * so that runs come out even, and runs are merged in the order of the powersort
 * of Munro and Wild.
 *
 * Firefox's engine has a merge sort of its own (window_sort.c).
 *
 * It sorts a copy: the comparator may change the array meanwhile.
 */
#include "builtins/array.h"

#include <string.h>

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/window_sort.h"

/* An element. Without a comparator `key` is its text, or EVL_EMPTY for objects, which V8 converts anew in every comparison. */
struct item {
	evl_value value;
	evl_value key;
};

struct run {
	uint32_t base;
	uint32_t length;
	uint32_t power; /* recent engine: depth in the merge tree of the boundary behind it */
};

enum { FIRST_GALLOP = 7, MAX_RUNS = 85, INSERT_ONLY = 16 };

struct sorter {
	struct evl_realm *realm;
	evl_value comparator; /* EVL_UNDEFINED: by text */
	struct item *items;
	struct item *spare;   /* room for the shorter run of a merge; NULL until needed */
	uint32_t spare_count;
	uint32_t gallop;
	uint32_t run_count;
	struct run runs[MAX_RUNS]; /* lengths grow like Fibonacci numbers from the end, so 85 hold 2^64 items */
	bool failed;          /* an exception is pending: every comparison answers 0 and the loops end */
};

static struct evl_string *item_text(struct sorter *s, const struct item *item)
{
	struct evl_string *text;
	if (item->key != EVL_EMPTY)
		return evl_as_string(item->key);
	return evl_to_string(s->realm, item->value, &text) ? text : NULL;
}

/* Negative when `a` comes first, positive when `b` does, 0 when they may stay. */
static int compare(struct sorter *s, const struct item *a, const struct item *b)
{
	if (s->failed)
		return 0;
	if (!evl_library_step(s->realm)) {
		s->failed = true;
		return 0;
	}
	if (evl_is_undefined(s->comparator)) {
		struct evl_string *left = item_text(s, a);
		struct evl_string *right = left ? item_text(s, b) : NULL;
		if (right == NULL) {
			s->failed = true;
			return 0;
		}
		return evl_string_compare(s->realm, left, right);
	}
	evl_value pair[2] = { a->value, b->value };
	evl_value answer;
	double order;
	if (!evl_call(s->realm, s->comparator, EVL_UNDEFINED, 2, pair, &answer)) {
		s->failed = true;
		return 0;
	}
	if (evl_is_int(answer))
		return evl_as_int(answer);
	if (!evl_to_number(s->realm, answer, &order)) {
		s->failed = true;
		return 0;
	}
	return order < 0 ? -1 : order > 0;
}

static void reverse_range(struct item *items, uint32_t low, uint32_t high)
{
	while (low + 1 < high) {
		struct item held = items[low];
		items[low++] = items[--high];
		items[high] = held;
	}
}

/* The run that begins at `low`: ascending, or strictly descending and then turned round. Returns its length. */
static uint32_t make_run(struct sorter *s, uint32_t low, uint32_t high)
{
	if (low + 1 == high)
		return 1;
	uint32_t length = 2;
	bool descending = compare(s, &s->items[low + 1], &s->items[low]) < 0;
	for (uint32_t i = low + 2; i < high && !s->failed; i++, length++) {
		int order = compare(s, &s->items[i], &s->items[i - 1]);
		if (descending ? order >= 0 : order < 0)
			break;
	}
	if (descending)
		reverse_range(s->items, low, low + length);
	return length;
}

/* Sort [low, high), of which [low, start) is sorted. */
static void insert_rest(struct sorter *s, uint32_t low, uint32_t start, uint32_t high)
{
	for (; start < high && !s->failed; start++) {
		uint32_t left = low, right = start;
		struct item pivot = s->items[start];
		while (left < right) {
			uint32_t middle = left + ((right - left) >> 1);
			if (compare(s, &pivot, &s->items[middle]) < 0)
				right = middle;
			else
				left = middle + 1;
		}
		memmove(&s->items[left + 1], &s->items[left], (start - left) * sizeof(struct item));
		s->items[left] = pivot;
	}
}

/* The next probe of a gallop: 1, 3, 7, 15 ... */
static int64_t next_offset(int64_t offset, int64_t most)
{
	int64_t next = offset * 2 + 1;
	return next > most ? most : next;
}

/*
 * Where `key` belongs in the sorted items[base, base + length), before equals
 * (gallop_left) or behind them (gallop_right), searching outwards from `hint`.
 */
static uint32_t gallop_left(struct sorter *s, const struct item *items, const struct item *key, uint32_t base,
			    uint32_t length, uint32_t hint)
{
	int64_t last = 0, offset = 1;
	const struct item *at = items + base + hint;
	if (compare(s, at, key) < 0) {
		int64_t most = (int64_t)length - hint;
		while (offset < most && compare(s, at + offset, key) < 0) {
			last = offset;
			offset = next_offset(offset, most);
		}
		if (offset > most)
			offset = most;
		last += hint;
		offset += hint;
	} else {
		int64_t most = (int64_t)hint + 1;
		while (offset < most && compare(s, at - offset, key) >= 0) {
			last = offset;
			offset = next_offset(offset, most);
		}
		if (offset > most)
			offset = most;
		int64_t from = hint - offset;
		offset = hint - last;
		last = from;
	}
	last++;
	while (last < offset) {
		int64_t middle = last + ((offset - last) >> 1);
		if (compare(s, items + base + middle, key) < 0)
			last = middle + 1;
		else
			offset = middle;
	}
	return (uint32_t)offset;
}

static uint32_t gallop_right(struct sorter *s, const struct item *items, const struct item *key, uint32_t base,
			     uint32_t length, uint32_t hint)
{
	int64_t last = 0, offset = 1;
	const struct item *at = items + base + hint;
	if (compare(s, key, at) < 0) {
		int64_t most = (int64_t)hint + 1;
		while (offset < most && compare(s, key, at - offset) < 0) {
			last = offset;
			offset = next_offset(offset, most);
		}
		if (offset > most)
			offset = most;
		int64_t from = hint - offset;
		offset = hint - last;
		last = from;
	} else {
		int64_t most = (int64_t)length - hint;
		while (offset < most && compare(s, key, at + offset) >= 0) {
			last = offset;
			offset = next_offset(offset, most);
		}
		if (offset > most)
			offset = most;
		last += hint;
		offset += hint;
	}
	last++;
	while (last < offset) {
		int64_t middle = last + ((offset - last) >> 1);
		if (compare(s, key, items + base + middle) < 0)
			offset = middle;
		else
			last = middle + 1;
	}
	return (uint32_t)offset;
}

/* What is left of a merge from the front: cursors into the spare copy of run A and into run B, and where the next item goes. */
struct merge {
	uint32_t a, a_count; /* merge_low: index into spare; merge_high: into items, going down */
	uint32_t b, b_count;
	uint32_t to;
	uint32_t a_base;
};

static void copy_items(struct item *to, const struct item *from, uint32_t count)
{
	memmove(to, from, count * sizeof(struct item));
}

/*
 * One round of merge_low: item by item until one run keeps winning, then by
 * galloping until neither does. True when the merge goes on; the caller ends it
 * when a_count is at most 1 or b_count is 0.
 */
static bool merge_low_round(struct sorter *s, struct merge *m)
{
	struct item *items = s->items;
	uint32_t a_wins = 0, b_wins = 0;
	do {
		if (compare(s, &items[m->b], &s->spare[m->a]) < 0) {
			items[m->to++] = items[m->b++];
			b_wins++;
			a_wins = 0;
			if (--m->b_count == 0)
				return false;
		} else {
			items[m->to++] = s->spare[m->a++];
			a_wins++;
			b_wins = 0;
			if (--m->a_count == 1)
				return false;
		}
	} while (a_wins < s->gallop && b_wins < s->gallop && !s->failed);

	uint32_t gallop = s->gallop + 1;
	do {
		gallop = gallop > 2 ? gallop - 1 : 1;
		s->gallop = gallop;
		a_wins = gallop_right(s, s->spare, &items[m->b], m->a, m->a_count, 0);
		if (a_wins > 0) {
			copy_items(&items[m->to], &s->spare[m->a], a_wins);
			m->to += a_wins;
			m->a += a_wins;
			m->a_count -= a_wins;
			if (m->a_count <= 1) /* 0 only when the comparator contradicts itself */
				return false;
		}
		items[m->to++] = items[m->b++];
		if (--m->b_count == 0)
			return false;
		b_wins = gallop_left(s, items, &s->spare[m->a], m->b, m->b_count, 0);
		if (b_wins > 0) {
			copy_items(&items[m->to], &items[m->b], b_wins);
			m->to += b_wins;
			m->b += b_wins;
			m->b_count -= b_wins;
			if (m->b_count == 0)
				return false;
		}
		items[m->to++] = s->spare[m->a++];
		if (--m->a_count == 1)
			return false;
	} while ((a_wins >= FIRST_GALLOP || b_wins >= FIRST_GALLOP) && !s->failed);
	s->gallop = gallop + 1; /* a price for leaving galloping mode */
	return !s->failed;
}

/* Merge two neighbouring runs from the front; run A, the shorter, is copied away first. */
static void merge_low(struct sorter *s, uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count)
{
	copy_items(s->spare, &s->items[a], a_count);
	struct merge m = { .a = 0, .a_count = a_count, .b = b, .b_count = b_count, .to = a };
	s->items[m.to++] = s->items[m.b++];
	m.b_count--;
	if (m.b_count != 0 && m.a_count != 1)
		while (merge_low_round(s, &m))
			continue;
	if (m.a_count == 1 && m.b_count != 0) {
		/* The last item of run A belongs behind all of B. */
		copy_items(&s->items[m.to], &s->items[m.b], m.b_count);
		s->items[m.to + m.b_count] = s->spare[m.a];
	} else {
		copy_items(&s->items[m.to], &s->spare[m.a], m.a_count);
	}
}

/* As merge_low_round, from the end: `a`, `b` and `to` are one above the next item. Ends when a_count is 0 or b_count at most 1. */
static bool merge_high_round(struct sorter *s, struct merge *m)
{
	struct item *items = s->items;
	uint32_t a_wins = 0, b_wins = 0;
	do {
		if (compare(s, &s->spare[m->b - 1], &items[m->a - 1]) < 0) {
			items[--m->to] = items[--m->a];
			a_wins++;
			b_wins = 0;
			if (--m->a_count == 0)
				return false;
		} else {
			items[--m->to] = s->spare[--m->b];
			b_wins++;
			a_wins = 0;
			if (--m->b_count == 1)
				return false;
		}
	} while (a_wins < s->gallop && b_wins < s->gallop && !s->failed);

	uint32_t gallop = s->gallop + 1;
	do {
		gallop = gallop > 2 ? gallop - 1 : 1;
		s->gallop = gallop;
		a_wins = m->a_count - gallop_right(s, items, &s->spare[m->b - 1], m->a_base, m->a_count, m->a_count - 1);
		if (a_wins > 0) {
			m->to -= a_wins;
			m->a -= a_wins;
			copy_items(&items[m->to], &items[m->a], a_wins);
			m->a_count -= a_wins;
			if (m->a_count == 0)
				return false;
		}
		items[--m->to] = s->spare[--m->b];
		if (--m->b_count == 1)
			return false;
		b_wins = m->b_count - gallop_left(s, s->spare, &items[m->a - 1], 0, m->b_count, m->b_count - 1);
		if (b_wins > 0) {
			m->to -= b_wins;
			m->b -= b_wins;
			copy_items(&items[m->to], &s->spare[m->b], b_wins);
			m->b_count -= b_wins;
			if (m->b_count <= 1)
				return false;
		}
		items[--m->to] = items[--m->a];
		if (--m->a_count == 0)
			return false;
	} while ((a_wins >= FIRST_GALLOP || b_wins >= FIRST_GALLOP) && !s->failed);
	s->gallop = gallop + 1;
	return !s->failed;
}

/* Merge two neighbouring runs from the end; run B, the shorter, is copied away first. */
static void merge_high(struct sorter *s, uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count)
{
	copy_items(s->spare, &s->items[b], b_count);
	struct merge m = { .a = a + a_count, .a_count = a_count, .b = b_count, .b_count = b_count, .to = b + b_count, .a_base = a };
	s->items[--m.to] = s->items[--m.a];
	m.a_count--;
	if (m.a_count != 0 && m.b_count != 1)
		while (merge_high_round(s, &m))
			continue;
	if (m.b_count == 1 && m.a_count != 0) {
		/* The first item of run B belongs before all of A. */
		m.to -= m.a_count;
		m.a -= m.a_count;
		copy_items(&s->items[m.to], &s->items[m.a], m.a_count);
		s->items[m.to - 1] = s->spare[m.b - 1];
	} else {
		copy_items(&s->items[m.to - m.b_count], s->spare, m.b_count);
	}
}

/* Merge runs n and n + 1. */
static void merge_at(struct sorter *s, uint32_t n)
{
	struct run a = s->runs[n], b = s->runs[n + 1];
	s->runs[n].length = a.length + b.length;
	s->runs[n].power = b.power;
	if (n + 3 == s->run_count)
		s->runs[n + 1] = s->runs[n + 2];
	s->run_count--;
	/* What of A lies before B's first item, and of B behind A's last, is in place already. */
	uint32_t skip = gallop_right(s, s->items, &s->items[b.base], a.base, a.length, 0);
	a.base += skip;
	a.length -= skip;
	if (a.length == 0)
		return;
	b.length = gallop_left(s, s->items, &s->items[a.base + a.length - 1], b.base, b.length, b.length - 1);
	if (b.length == 0 || s->failed)
		return;
	if (a.length <= b.length)
		merge_low(s, a.base, a.length, b.base, b.length);
	else
		merge_high(s, a.base, a.length, b.base, b.length);
}

/* Is run n - 2 longer than the two behind it together? */
static bool run_is_long_enough(const struct sorter *s, uint32_t n)
{
	return n < 2 || (uint64_t)s->runs[n - 2].length > (uint64_t)s->runs[n - 1].length + s->runs[n].length;
}

static void merge_collapse(struct sorter *s)
{
	while (s->run_count > 1 && !s->failed) {
		uint32_t n = s->run_count - 2;
		if (!run_is_long_enough(s, n + 1) || !run_is_long_enough(s, n)) {
			if (n > 0 && s->runs[n - 1].length < s->runs[n + 1].length)
				n--;
			merge_at(s, n);
		} else if (s->runs[n].length <= s->runs[n + 1].length) {
			merge_at(s, n);
		} else {
			return;
		}
	}
}

/*
 * The depth at which the boundary between the last run and the next one, of
 * `next` items, stands in a perfectly balanced merge tree over `count` items:
 * the first binary digit in which the middles of the two runs differ.
 */
static uint32_t boundary_power(struct run last, uint32_t next, uint32_t count)
{
	uint64_t a = 2 * (uint64_t)last.base + last.length, b = a + last.length + next;
	for (uint32_t power = 1;; power++) {
		if (a >= count) {
			a -= count;
			b -= count;
		} else if (b >= count) {
			return power;
		}
		a <<= 1;
		b <<= 1;
	}
}

/* A run of `length` items was found behind the last: merge what lies deeper than the new boundary. */
static void merge_by_power(struct sorter *s, uint32_t length, uint32_t count)
{
	if (s->run_count == 0)
		return;
	uint32_t power = boundary_power(s->runs[s->run_count - 1], length, count);
	while (s->run_count > 1 && s->runs[s->run_count - 2].power > power && !s->failed)
		merge_at(s, s->run_count - 2);
	s->runs[s->run_count - 1].power = power;
}

/* The shortest run worth merging: between 32 and 64, so that their number is near a power of two. */
static uint32_t shortest_run(uint32_t count)
{
	uint32_t odd = 0;
	while (count >= 64) {
		odd |= count & 1u;
		count >>= 1;
	}
	return count + odd;
}

/* The recent way: run k ends at the rounded k-th part of the items. `rest` carries what rounding left. */
static uint32_t next_shortest_run(uint32_t count, uint32_t *rest)
{
	uint32_t shift = 0;
	while (count >> shift >= 64)
		shift++;
	uint64_t sum = (uint64_t)*rest + count;
	*rest = (uint32_t)(sum & ((UINT64_C(1) << shift) - 1));
	return (uint32_t)(sum >> shift);
}

static bool sort_items(struct sorter *s, uint32_t count)
{
	bool recent = s->realm->v8 >= EVL_V8_15;
	uint32_t rest = 0;
	if (count < 2)
		return true;
	if (recent && count < INSERT_ONLY) {
		insert_rest(s, 0, 1, count);
		return !s->failed;
	}
	for (uint32_t low = 0; low < count && !s->failed;) {
		uint32_t remaining = count - low;
		uint32_t length = make_run(s, low, count);
		uint32_t shortest = recent ? next_shortest_run(count, &rest) : shortest_run(count);
		if (length < shortest) {
			uint32_t forced = shortest < remaining ? shortest : remaining;
			insert_rest(s, low, low + length, low + forced);
			length = forced;
		}
		if (recent)
			merge_by_power(s, length, count);
		s->runs[s->run_count++] = (struct run){ low, length, 0 };
		if (!recent)
			merge_collapse(s);
		low += length;
	}
	while (s->run_count > 1 && !s->failed) {
		uint32_t n = s->run_count - 2;
		if (n > 0 && s->runs[n - 1].length < s->runs[n + 1].length)
			n--;
		merge_at(s, n);
	}
	return !s->failed;
}

/* What is to be sorted: values without the undefined ones, which go last, and without holes. */
struct collection {
	struct item *items;
	uint32_t count;
	uint32_t undefined_count;
};

/*
 * Read the elements of `o`. Room grows with what is found, not with `length`,
 * which a snippet may have made absurd.
 */
static bool collect(struct evl_realm *realm, struct evl_object *o, double length, bool skip_holes, struct collection *out)
{
	uint32_t capacity = o->element_count < length ? o->element_count + 16 : (uint32_t)length + 1;
	struct item *items = (struct item *)(void *)evl_values_alloc(realm, (size_t)capacity * 2);
	if (items == NULL)
		return false;
	out->count = 0;
	out->undefined_count = 0;
	for (double k = 0; k < length; k++) {
		bool found = true;
		evl_value value;
		if (!evl_library_step(realm) ||
		    !(skip_holes ? evl_index_read(realm, o, k, &found, &value) : evl_index_get(realm, o, k, &value)))
			return false;
		if (!found) {
			k = evl_index_after(realm, o, k, length) - 1;
			continue;
		}
		if (evl_is_undefined(value)) {
			out->undefined_count++;
			continue;
		}
		if (out->count == capacity) {
			struct item *larger = (struct item *)(void *)evl_values_alloc(realm, (size_t)capacity * 4);
			if (larger == NULL)
				return false;
			copy_items(larger, items, out->count);
			items = larger;
			capacity *= 2;
		}
		items[out->count++] = (struct item){ value, EVL_EMPTY };
	}
	out->items = items;
	return true;
}

static bool compare_at(void *data, uint32_t a, uint32_t b, int *order)
{
	struct sorter *s = data;
	*order = compare(s, &s->items[a], &s->items[b]);
	return !s->failed;
}

/* As Firefox sorts. */
static bool sort_by_windows(struct sorter *s, uint32_t count)
{
	struct evl_realm *realm = s->realm;
	uint32_t *order = evl_arena_alloc(&realm->scratch, (size_t)count * 2 * sizeof *order);
	struct item *sorted = (struct item *)(void *)evl_values_alloc(realm, (size_t)count * 2);
	if (order == NULL || sorted == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	if (!evl_window_sort(order, order + count, count, compare_at, s))
		return false;
	for (uint32_t i = 0; i < count; i++)
		sorted[i] = s->items[order[i]];
	copy_items(s->items, sorted, count);
	return true;
}

/* Sort what was collected. Texts of primitives are made once: V8 makes them for each comparison, which only objects can tell; Firefox makes those once too. */
static bool sort_collection(struct evl_realm *realm, evl_value comparator, struct collection *c)
{
	if (c->count < 2)
		return true;
	struct sorter s = { .realm = realm, .comparator = comparator, .items = c->items, .gallop = FIRST_GALLOP };
	if (evl_is_undefined(comparator)) {
		for (uint32_t i = 0; i < c->count; i++) {
			struct evl_string *text;
			if (evl_is_object(c->items[i].value) && !realm->spidermonkey)
				continue;
			if (!evl_to_string(realm, c->items[i].value, &text))
				return false;
			c->items[i].key = evl_from_string(text);
		}
	}
	if (realm->spidermonkey)
		return sort_by_windows(&s, c->count);
	s.spare = (struct item *)(void *)evl_values_alloc(realm, (size_t)(c->count / 2 + 1) * 2);
	return s.spare != NULL && sort_items(&s, c->count);
}

/* sec-array.prototype.sort */
bool evl_array_prototype_sort(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	struct collection c;
	evl_value comparator = evl_arg(args, 0);
	if (!evl_require_comparator(realm, comparator) || !evl_to_object(realm, args->this_value, &o) ||
	    !evl_length_of(realm, o, &length))
		return false;
	*result = evl_from_object(o);
	if (length < 2)
		return true;
	if (!collect(realm, o, length, true, &c) || !sort_collection(realm, comparator, &c))
		return false;
	double k = 0;
	for (uint32_t i = 0; i < c.count; i++, k++)
		if (!evl_index_set(realm, o, k, c.items[i].value))
			return false;
	for (uint32_t i = 0; i < c.undefined_count; i++, k++)
		if (!evl_library_step(realm) || !evl_index_set(realm, o, k, EVL_UNDEFINED))
			return false;
	for (; k < length; k++) {
		if (!evl_library_step(realm) || !evl_index_delete(realm, o, k))
			return false;
		k = evl_index_after(realm, o, k, length) - 1;
	}
	return true;
}

/* sec-array.prototype.tosorted */
bool evl_array_prototype_to_sorted(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	struct collection c;
	evl_value comparator = evl_arg(args, 0);
	if (!evl_require_comparator(realm, comparator) || !evl_to_object(realm, args->this_value, &o) ||
	    !evl_length_of(realm, o, &length))
		return false;
	struct evl_object *sorted = evl_array_create(realm, length);
	if (sorted == NULL || !collect(realm, o, length, false, &c) || !sort_collection(realm, comparator, &c))
		return false;
	double k = 0;
	for (uint32_t i = 0; i < c.count; i++, k++)
		if (!evl_array_put(realm, sorted, k, c.items[i].value))
			return false;
	for (uint32_t i = 0; i < c.undefined_count; i++, k++)
		if (!evl_library_step(realm) || !evl_array_put(realm, sorted, k, EVL_UNDEFINED))
			return false;
	*result = evl_from_object(sorted);
	return true;
}
