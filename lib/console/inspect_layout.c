/*
 * inspect_layout.c - from entries to lines: reduceToSingleString and
 * groupArrayElements of Node's util.inspect.
 *
 * A value stands in the text in its one-line form while its entries are
 * appended. If that form is what is wanted, closing it is appending a bracket.
 * Otherwise the new form is written behind it and moved down over it.
 */
#include <math.h>

#include "console/inspect_node.h"
#include "value/convert.h"

enum { MAX_COLUMNS = 15, SEPARATOR = 2 };

struct columns {
	uint32_t count;              /* 0: no grouping */
	uint32_t grouped;            /* entries that stand in columns */
	uint32_t width[MAX_COLUMNS]; /* of each column, separator included */
	bool pad_left;
};

void evl_layout_begin(struct evl_inspector *ins, struct evl_layout *layout, uint32_t start, uint32_t base_length, uint16_t close,
		      bool is_array)
{
	layout->start = start;
	layout->base_length = base_length;
	layout->body = ins->text->length;
	layout->brace_length = ins->text->length - start - base_length - (base_length != 0 ? 1 : 0);
	layout->first_entry = ins->words->count;
	layout->close = close;
	layout->is_array = is_array;
	layout->keys = 0;
	layout->shuffled = false;
}

uint32_t evl_layout_entry(struct evl_inspector *ins, struct evl_layout *layout)
{
	if (ins->words->count != layout->first_entry)
		evl_text_append_unit(ins->text, ',');
	evl_text_append_unit(ins->text, ' ');
	return ins->text->length;
}

bool evl_layout_entry_end(struct evl_inspector *ins, uint32_t entry)
{
	if (ins->realm->halt != EVL_STATUS_OK)
		return false;
	return evl_words_push(ins->words, (uint64_t)entry << 32 | ins->text->length);
}

static uint32_t entry_start(uint64_t word) { return (uint32_t)(word >> 32); }
static uint32_t entry_length(uint64_t word) { return (uint32_t)word - (uint32_t)(word >> 32); }

static uint32_t entry_width(const struct evl_inspector *ins, uint64_t word) { return evl_inspect_width(ins, entry_start(word), (uint32_t)word); }

/* Are value[0] up to `count` numbers or bigints? They are read, accessors too. False: exception pending. */
static bool all_numeric(struct evl_inspector *ins, struct evl_object *value, uint32_t count, bool *out)
{
	*out = true;
	for (uint32_t i = 0; i < count && *out; i++) {
		evl_value item;
		if (i < value->element_count && value->elements[i] != EVL_HOLE)
			item = value->elements[i];
		else if (!evl_object_get(ins->realm, value, evl_key_from_index(i), evl_from_object(value), &item))
			return false;
		*out = evl_is_number(item) || evl_is_bigint(item);
	}
	return true;
}

/* groupArrayElements: how many columns, and how wide. False: exception pending. */
static bool find_columns(struct evl_inspector *ins, const struct evl_layout *layout, uint32_t count, struct evl_object *value,
			 struct columns *out)
{
	const uint64_t *entries = ins->words->items + layout->first_entry;
	uint32_t grouped = ins->max_array < count ? count - 1 : count;
	double total = 0;
	uint32_t longest = 0;
	out->count = 0;
	out->grouped = grouped;
	for (uint32_t i = 0; i < grouped; i++) {
		uint32_t width = entry_width(ins, entries[i]);
		total += width + SEPARATOR;
		if (width > longest)
			longest = width;
	}
	double actual_max = longest + SEPARATOR;
	if (!(actual_max * 3 + ins->indentation < ins->break_length) || !(total / actual_max > 5 || longest <= 6))
		return true;
	double bias = sqrt(actual_max - total / count);
	double biased_max = fmax(actual_max - 3 - bias, 1);
	double columns = floor(sqrt(2.5 * biased_max * grouped) / biased_max + 0.5);
	columns = fmin(columns, floor((ins->break_length - ins->indentation) / actual_max));
	columns = fmin(columns, ins->compact * 4.0);
	columns = fmin(columns, MAX_COLUMNS);
	if (!(columns > 1))
		return true;
	out->count = (uint32_t)columns;
	for (uint32_t c = 0; c < out->count; c++) {
		out->width[c] = 0;
		for (uint32_t i = c; i < grouped; i += out->count) {
			uint32_t width = entry_width(ins, entries[i]);
			if (width > out->width[c])
				out->width[c] = width;
		}
		out->width[c] += SEPARATOR;
	}
	out->pad_left = true;
	return value == NULL || all_numeric(ins, value, count, &out->pad_left);
}

static void append_entry(struct evl_inspector *ins, uint64_t entry)
{
	if (evl_text_reserve(ins->text, entry_length(entry)))
		evl_text_append(ins->text, ins->text->units + entry_start(entry), entry_length(entry));
}

/* One row of columns, entries [from, to). */
static void append_row(struct evl_inspector *ins, const struct columns *columns, const uint64_t *entries, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		bool last = i + 1 == to;
		uint32_t width = entry_width(ins, entries[i]);
		uint32_t room = columns->width[i - from] - SEPARATOR;
		uint32_t padding = room > width ? room - width : 0;
		if (columns->pad_left)
			evl_text_append_spaces(ins->text, padding);
		append_entry(ins, entries[i]);
		if (!last)
			evl_text_append_ascii(ins->text, ", ");
		if (!columns->pad_left && !last)
			evl_text_append_spaces(ins->text, padding);
	}
}

static void append_line_start(struct evl_inspector *ins, bool first)
{
	if (!first)
		evl_text_append_unit(ins->text, ',');
	evl_text_append_unit(ins->text, '\n');
	evl_text_append_spaces(ins->text, ins->indentation + 2);
}

/* Write the value in several lines behind itself and move it into place. */
static void break_lines(struct evl_inspector *ins, const struct evl_layout *layout, const struct columns *columns, uint32_t count)
{
	uint32_t from = ins->text->length;
	/* Appending reads entries out of the same text; the words do not move meanwhile. */
	const uint64_t *entries = ins->words->items + layout->first_entry;
	if (columns->count > 1) {
		for (uint32_t i = 0; i < columns->grouped; i += columns->count) {
			uint32_t to = i + columns->count < columns->grouped ? i + columns->count : columns->grouped;
			append_line_start(ins, i == 0);
			append_row(ins, columns, entries, i, to);
		}
		for (uint32_t i = columns->grouped; i < count; i++) {
			append_line_start(ins, false);
			append_entry(ins, entries[i]);
		}
	} else {
		for (uint32_t i = 0; i < count; i++) {
			append_line_start(ins, i == 0);
			append_entry(ins, entries[i]);
		}
		if (count == 0)
			append_line_start(ins, true);
	}
	evl_text_append_unit(ins->text, '\n');
	evl_text_append_spaces(ins->text, ins->indentation);
	evl_text_append_unit(ins->text, layout->close);
	evl_text_close(ins->text, layout->body, from);
}

/* isBelowBreakLength: `start` is counted with the entries. */
static bool is_below_break_length(struct evl_inspector *ins, const struct evl_layout *layout, uint32_t count, double start)
{
	const uint64_t *entries = ins->words->items + layout->first_entry;
	double total = count + start;
	if (total + count > ins->break_length)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		total += evl_inspect_length(ins, entry_start(entries[i]), (uint32_t)entries[i]);
		if (total > ins->break_length)
			return false;
	}
	return layout->base_length == 0 || !evl_text_contains_unit(ins->text, layout->start, layout->start + layout->base_length, '\n');
}

static bool fits_one_line(struct evl_inspector *ins, const struct evl_layout *layout, uint32_t count)
{
	double start = (double)count + ins->indentation + layout->brace_length + layout->base_length + 10;
	return is_below_break_length(ins, layout, count, start) && !evl_text_contains_unit(ins->text, layout->body, ins->text->length, '\n');
}

static void append_range(struct evl_inspector *ins, uint32_t from, uint32_t length)
{
	if (evl_text_reserve(ins->text, length))
		evl_text_append(ins->text, ins->text->units + from, length);
}

/*
 * The layout of compact: true: the bracket, then the base, then the entries, on one line or one a line, the first of them
 * on the line of the bracket when that is one unit long.
 */
static void write_compact(struct evl_inspector *ins, const struct evl_layout *layout, uint32_t count)
{
	uint32_t from = ins->text->length, brace = layout->start + layout->base_length + (layout->base_length != 0 ? 1 : 0);
	bool one_line = is_below_break_length(ins, layout, count, 0);
	bool begin_here = one_line || (layout->base_length == 0 && layout->brace_length == 1);
	append_range(ins, brace, layout->brace_length);
	if (layout->base_length != 0) {
		evl_text_append_unit(ins->text, ' ');
		append_range(ins, layout->start, layout->base_length);
	}
	for (uint32_t i = 0; i < count || i == 0; i++) {
		if (i != 0)
			evl_text_append_unit(ins->text, ',');
		if (one_line || (begin_here && i == 0)) {
			evl_text_append_unit(ins->text, ' ');
		} else {
			evl_text_append_unit(ins->text, '\n');
			evl_text_append_spaces(ins->text, ins->indentation + 2);
		}
		if (i < count)
			append_entry(ins, ins->words->items[layout->first_entry + i]);
	}
	evl_text_append_unit(ins->text, ' ');
	evl_text_append_unit(ins->text, layout->close);
	evl_text_close(ins->text, layout->start, from);
}

/* Which of two entries comes first: by UTF-16 units, like Array.prototype.sort. */
static bool is_before(const uint16_t *units, uint64_t a, uint64_t b)
{
	uint32_t length_a = entry_length(a), length_b = entry_length(b), n = length_a < length_b ? length_a : length_b;
	const uint16_t *left = units + entry_start(a), *right = units + entry_start(b);
	for (uint32_t i = 0; i < n; i++)
		if (left[i] != right[i])
			return left[i] < right[i];
	return length_a < length_b;
}

/* Sort the entries by merging; true when their order changed. */
static bool sort_entries(struct evl_inspector *ins, uint64_t *entries, uint32_t count)
{
	bool ordered = true;
	for (uint32_t i = 1; i < count && ordered; i++)
		ordered = !is_before(ins->text->units, entries[i], entries[i - 1]);
	if (ordered)
		return false;
	uint64_t *other = evl_realm_scratch(ins->realm, count * sizeof *other), *from = entries, *to = other;
	for (uint32_t width = 1; width < count; width *= 2) {
		for (uint32_t start = 0; start < count; start += 2 * width) {
			uint32_t middle = start + width < count ? start + width : count, end = start + 2 * width < count ? start + 2 * width : count;
			uint32_t left = start, right = middle;
			for (uint32_t i = start; i < end; i++)
				to[i] = left < middle && (right >= end || !is_before(ins->text->units, from[right], from[left])) ? from[left++] : from[right++];
		}
		uint64_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != entries)
		memcpy(entries, from, count * sizeof *entries);
	return true;
}

void evl_layout_sort(struct evl_inspector *ins, struct evl_layout *layout, uint32_t first)
{
	if (sort_entries(ins, ins->words->items + first, ins->words->count - first))
		layout->shuffled = true;
}

/* Is text `b` to stand before text `a`, as the snippet's function says? False as *ok: it threw. */
static bool is_before_by(struct evl_inspector *ins, evl_value b, evl_value a, bool *ok)
{
	evl_value arguments[2] = { b, a }, result;
	double order = 0;
	*ok = *ok && evl_call(ins->realm, ins->comparator, EVL_UNDEFINED, 2, arguments, &result) && evl_to_number(ins->realm, result, &order);
	return *ok && order < 0;
}

/* Sort `count` entries from words[first] on with the snippet's function, which is called with their texts. */
static bool sort_by_function(struct evl_inspector *ins, uint32_t first, uint32_t count)
{
	struct evl_realm *realm = ins->realm;
	struct sorted_entry {
		uint64_t word;
		evl_value text;
	} *entries = evl_realm_scratch(realm, (count + 1) * sizeof *entries), *other = evl_realm_scratch(realm, (count + 1) * sizeof *other);
	for (uint32_t i = 0; i < count; i++) {
		uint64_t word = ins->words->items[first + i];
		struct evl_string *text = evl_string_new(realm, ins->text->units + entry_start(word), entry_length(word));
		if (text == NULL)
			return false;
		entries[i] = (struct sorted_entry){ word, evl_from_string(text) };
	}
	bool ok = true;
	for (uint32_t width = 1; width < count; width *= 2) {
		for (uint32_t start = 0; start < count; start += 2 * width) {
			uint32_t middle = start + width < count ? start + width : count, end = start + 2 * width < count ? start + 2 * width : count;
			uint32_t left = start, right = middle;
			for (uint32_t i = start; i < end; i++) {
				bool take_right = left >= middle || (right < end && is_before_by(ins, entries[right].text, entries[left].text, &ok));
				other[i] = take_right ? entries[right++] : entries[left++];
			}
		}
		struct sorted_entry *swap = entries;
		entries = other;
		other = swap;
	}
	for (uint32_t i = 0; i < count && ok; i++)
		ins->words->items[first + i] = entries[i].word;
	return ok && realm->halt == EVL_STATUS_OK;
}

/* The entries again, in their new order, in one line. */
static void rewrite_line(struct evl_inspector *ins, const struct evl_layout *layout, uint32_t count)
{
	uint32_t from = ins->text->length;
	for (uint32_t i = 0; i < count; i++) {
		if (i != 0)
			evl_text_append_unit(ins->text, ',');
		evl_text_append_unit(ins->text, ' ');
		append_entry(ins, ins->words->items[layout->first_entry + i]);
	}
	evl_text_close(ins->text, layout->body, from);
}

bool evl_layout_finish(struct evl_inspector *ins, struct evl_layout *layout, uint32_t level, struct evl_object *value)
{
	if (ins->realm->halt != EVL_STATUS_OK)
		return false;
	uint32_t count = ins->words->count - layout->first_entry;
	struct columns columns = { .count = 0 };
	bool one_line = false;
	/* Of an array only what is no item is sorted. */
	uint32_t sortable = !layout->is_array ? count : layout->keys < count ? layout->keys : count;
	uint32_t first_sorted = layout->first_entry + (count - sortable);
	if (ins->sorted && (!layout->is_array || layout->keys > 1) && ins->comparator != EVL_EMPTY && !evl_is_callable(ins->comparator))
		return evl_throw_message(ins->realm, EVL_MESSAGE_BAD_COMPARATOR);
	bool moved = layout->shuffled;
	moved |= ins->sorted && (ins->comparator != EVL_EMPTY || sort_entries(ins, ins->words->items + first_sorted, sortable));
	if (ins->sorted && ins->comparator != EVL_EMPTY && sortable > 1 && !sort_by_function(ins, first_sorted, sortable))
		return false;
	if (ins->compact_all) {
		write_compact(ins, layout, count);
		ins->words->count = layout->first_entry;
		return ins->realm->halt == EVL_STATUS_OK;
	}
	if (ins->compact >= 1) {
		if (layout->is_array && count > 6 && !find_columns(ins, layout, count, value, &columns))
			return false;
		one_line = columns.count == 0 && (double)ins->current_depth - level < ins->compact && fits_one_line(ins, layout, count);
	}
	if (one_line && moved)
		rewrite_line(ins, layout, count);
	if (one_line) {
		if (count == 0)
			evl_text_append_unit(ins->text, ' ');
		evl_text_append_unit(ins->text, ' ');
		evl_text_append_unit(ins->text, layout->close);
	} else {
		break_lines(ins, layout, &columns, count);
	}
	ins->words->count = layout->first_entry;
	return ins->realm->halt == EVL_STATUS_OK;
}
