/* SPDX-License-Identifier: MIT */
/*
 * check_edits.c - see check_report.h: what `evloop check --update` changes, as a new text or as a unified diff.
 */
#include "report/check_report.h"

#include <string.h>

enum { AROUND = 3 };

size_t evl_check_edit_room(const struct evl_checked *checked)
{
	size_t room = checked->document->sample_count;
	for (uint32_t i = 0; i < checked->document->finding_count; i++)
		room += checked->document->findings[i].fix_count;
	return room;
}

/* Put an edit in its place; false when it overlaps one that is there (or ends where another begins to insert). */
static bool put(struct evl_check_edit *edits, size_t *count, struct evl_check_edit edit)
{
	size_t at = *count;
	while (at > 0 && edits[at - 1].start > edit.start)
		at--;
	if (at > 0 && (edits[at - 1].end > edit.start || edits[at - 1].start == edit.start))
		return false;
	if (at < *count && edit.end > edits[at].start)
		return false;
	memmove(&edits[at + 1], &edits[at], (*count - at) * sizeof *edits);
	edits[at] = edit;
	++*count;
	return true;
}

static void take_out(struct evl_check_edit *edits, size_t *count, uint32_t start)
{
	for (size_t i = 0; i < *count; i++) {
		if (edits[i].start == start) {
			memmove(&edits[i], &edits[i + 1], (*count - i - 1) * sizeof *edits);
			--*count;
			return;
		}
	}
}

/* All edits of a finding or none. */
static void put_fixes(const struct evl_checked *checked, const struct evl_check_finding *f, struct evl_check_edit *edits, size_t *count)
{
	for (uint32_t i = 0; i < f->fix_count; i++) {
		const struct evl_check_fix *fix = &f->fixes[i];
		bool good = fix->place.start <= fix->place.end && fix->place.end <= checked->length &&
			    put(edits, count, (struct evl_check_edit){ fix->place.start, fix->place.end, fix->text });
		if (good)
			continue;
		while (i-- > 0)
			take_out(edits, count, f->fixes[i].place.start);
		return;
	}
}

size_t evl_check_edits(const struct evl_checked *checked, bool missing, struct evl_check_edit *edits)
{
	const struct evl_check_document *d = checked->document;
	size_t count = 0;
	for (uint32_t i = 0; i < d->finding_count; i++) {
		const struct evl_check_finding *f = &d->findings[i];
		bool sure = f->sample != UINT32_MAX && d->samples[f->sample].confidence <= EVL_CHECK_HIGH && f->level != EVL_CHECK_NOTE;
		if (sure && (checked->finding_marks[i] & EVL_CHECK_MARK_LEFT_OUT) == 0)
			put_fixes(checked, f, edits, &count);
	}
	for (uint32_t i = 0; missing && i < d->sample_count; i++) {
		const struct evl_check_sample *s = &d->samples[i];
		if (s->insertion.length != 0 && s->insert.line != 0 && s->insert.end <= checked->length && !evl_check_left_out(checked, i))
			put(edits, &count, (struct evl_check_edit){ s->insert.start, s->insert.end, s->insertion });
	}
	return count;
}

void evl_check_apply(const struct evl_checked *checked, const struct evl_check_edit *edits, size_t count, struct evl_buffer *out)
{
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		evl_buffer_append(out, checked->text + at, edits[i].start - at);
		evl_buffer_append(out, edits[i].text.text, edits[i].text.length);
		at = edits[i].end;
	}
	evl_buffer_append(out, checked->text + at, checked->length - at);
}

/* ------------------------------------------------------------ unified diff */

static size_t line_start(const struct evl_checked *c, size_t at)
{
	while (at > 0 && c->text[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the line end of the line that holds byte `at`. */
static size_t line_end(const struct evl_checked *c, size_t at)
{
	const char *end = at < c->length ? memchr(c->text + at, '\n', c->length - at) : NULL;
	return end != NULL ? (size_t)(end - c->text) + 1 : c->length;
}

static size_t count_lines(const char *text, size_t length)
{
	size_t n = length != 0 && text[length - 1] != '\n';
	for (size_t i = 0; i < length; i++)
		n += text[i] == '\n';
	return n;
}

static void put_lines(struct evl_buffer *out, char sign, const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		const char *end = memchr(text + i, '\n', length - i);
		size_t n = end != NULL ? (size_t)(end - text) + 1 - i : length - i;
		evl_buffer_append_byte(out, sign);
		evl_buffer_append(out, text + i, n);
		if (end == NULL)
			evl_buffer_append_text(out, "\n\\ No newline at end of file\n");
		i += n;
	}
}

/* Whole lines that change: old [start, end), and what stands there afterwards. */
struct region {
	size_t start, end;
	struct evl_buffer fresh;
};

/* The region that edit *i begins; edits that share its lines belong to it. */
static void next_region(const struct evl_checked *c, const struct evl_check_edit *edits, size_t count, size_t *i, struct region *r)
{
	r->start = line_start(c, edits[*i].start);
	evl_buffer_init(&r->fresh);
	size_t at = r->start;
	do {
		const struct evl_check_edit *e = &edits[(*i)++];
		evl_buffer_append(&r->fresh, c->text + at, e->start - at);
		evl_buffer_append(&r->fresh, e->text.text, e->text.length);
		at = e->end;
		/* whole lines were replaced or inserted: nothing of the line that follows is in it */
		bool closed = at == line_start(c, at) && r->fresh.length != 0 && r->fresh.bytes[r->fresh.length - 1] == '\n';
		r->end = (closed || (at == line_start(c, at) && r->fresh.length == 0 && at != r->start)) ? at : line_end(c, at);
	} while (*i < count && line_start(c, edits[*i].start) <= r->end);
	evl_buffer_append(&r->fresh, c->text + at, r->end - at);
}

static size_t back(const struct evl_checked *c, size_t at, size_t lines, size_t limit)
{
	while (lines-- > 0 && at > limit)
		at = line_start(c, at - 1);
	return at;
}

static size_t forth(const struct evl_checked *c, size_t at, size_t lines, size_t limit)
{
	while (lines-- > 0 && at < limit)
		at = line_end(c, at);
	return at;
}

static void header_range(struct evl_buffer *out, char sign, size_t line, size_t lines)
{
	evl_buffer_printf(out, "%c%zu", sign, lines == 0 ? line - 1 : line);
	if (lines != 1)
		evl_buffer_printf(out, ",%zu", lines);
}

void evl_check_unified_diff(const struct evl_checked *checked, const struct evl_check_edit *edits, size_t count, struct evl_buffer *out)
{
	if (count == 0)
		return;
	evl_buffer_printf(out, "--- a/%s\n+++ b/%s\n", checked->path, checked->path);
	size_t i = 0, done = 0, old_line = 1, new_line = 1;
	struct region r;
	next_region(checked, edits, count, &i, &r);
	for (bool more = true; more;) {
		struct evl_buffer body;
		evl_buffer_init(&body);
		size_t from = back(checked, r.start, AROUND, done), old_count = 0, new_count = 0, at = from;
		size_t skipped = count_lines(checked->text + done, from - done);
		old_line += skipped;
		new_line += skipped;
		for (;;) {
			size_t same = count_lines(checked->text + at, r.start - at);
			put_lines(&body, ' ', checked->text + at, r.start - at);
			put_lines(&body, '-', checked->text + r.start, r.end - r.start);
			put_lines(&body, '+', r.fresh.bytes, r.fresh.length);
			old_count += same + count_lines(checked->text + r.start, r.end - r.start);
			new_count += same + count_lines(r.fresh.bytes, r.fresh.length);
			out->failed |= r.fresh.failed;
			evl_buffer_release(&r.fresh);
			at = r.end;
			more = i < count;
			if (!more)
				break;
			next_region(checked, edits, count, &i, &r);
			if (forth(checked, at, 2 * AROUND, r.start) < r.start)
				break; /* far enough for a hunk of its own */
		}
		size_t to = forth(checked, at, AROUND, more ? r.start : checked->length);
		size_t same = count_lines(checked->text + at, to - at);
		put_lines(&body, ' ', checked->text + at, to - at);
		old_count += same;
		new_count += same;
		evl_buffer_append_text(out, "@@ ");
		header_range(out, '-', old_line, old_count);
		evl_buffer_append_byte(out, ' ');
		header_range(out, '+', new_line, new_count);
		evl_buffer_append_text(out, " @@\n");
		evl_buffer_append(out, body.bytes, body.length);
		out->failed |= body.failed;
		evl_buffer_release(&body);
		old_line += old_count;
		new_line += new_count;
		done = to;
	}
}
