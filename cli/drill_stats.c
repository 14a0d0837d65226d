/* SPDX-License-Identifier: MIT */
/*
 * drill_stats.c - where a person stands: per rule retention, due and history; the answers of two weeks.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "drill.h"

static void repeat(const char *text, int count)
{
	for (int i = 0; i < count; i++)
		fputs(text, stdout);
}

/* A bar of ten cells; the number beside it says the same. */
static void bar(double share, bool ascii)
{
	int full = (int)(share * 10 + 0.5);
	repeat(ascii ? "#" : "█", full);
	repeat(ascii ? "." : "░", 10 - full);
}

static void due_text(int64_t now, int64_t due, char *out, size_t size)
{
	int64_t seconds = due - now;
	if (seconds <= 0)
		snprintf(out, size, "now");
	else if (seconds < 3600)
		snprintf(out, size, "%d min", (int)((seconds + 59) / 60));
	else if (seconds < 86400)
		snprintf(out, size, "%d h", (int)(seconds / 3600));
	else
		snprintf(out, size, "%d d", (int)((seconds + 43200) / 86400));
}

static void print_days(const struct evloop_drill_totals *totals, bool ascii)
{
	static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	uint64_t most = 1;
	for (int i = 0; i < 14; i++)
		most = totals->days[i] > most ? totals->days[i] : most;
	printf("Answers a day, two weeks: ");
	for (int i = 0; i < 14; i++) {
		if (ascii)
			printf("%s%llu", i > 0 ? " " : "", (unsigned long long)totals->days[i]);
		else
			fputs(blocks[totals->days[i] == 0 ? 0 : 1 + totals->days[i] * 7 / most], stdout);
	}
	printf("  today %llu\n", (unsigned long long)totals->today);
}

static void print_card(const struct evloop_drill_card *card, int64_t now, bool ascii)
{
	char due[32];
	due_text(now, card->due, due, sizeof due);
	printf("%-26s ", evloop_drill_rule_name(card->rule));
	bar(card->recall, ascii);
	printf(" %3.0f %%  %-7s %3u ", card->recall * 100, due, card->reviews);
	for (uint32_t i = card->recent_count > 12 ? card->recent_count - 12 : 0; i < card->recent_count; i++)
		fputc("?xhge"[card->recent[i] <= 4 ? card->recent[i] : 0], stdout);
	fputc('\n', stdout);
}

int drill_stats(struct evloop_drill_store *store, const struct drill_options *options)
{
	struct evloop_drill_totals totals;
	int64_t now = (int64_t)time(NULL);
	bool ascii = options->ascii || !output_unicode();
	size_t known = 0, due = 0;
	if (!evloop_drill_store_totals(store, now, &totals))
		return EXIT_FAILED;
	printf("%llu answers, %llu right", (unsigned long long)totals.answers, (unsigned long long)totals.exact);
	if (totals.answers != 0)
		printf(" (%.0f %%)", 100.0 * (double)totals.exact / (double)totals.answers);
	printf(".\n");
	print_days(&totals, ascii);
	for (size_t rule = 0; rule < evloop_drill_rule_count(); rule++) {
		struct evloop_drill_card card;
		if (!evloop_drill_store_card(store, rule, now, &card)) {
			fprintf(stderr, "evloop drill: the store cannot be read\n");
			return EXIT_FAILED;
		}
		if (!card.known)
			continue;
		if (known++ == 0)
			printf("\n%-26s %-10s recall  due     reviews, history (x again, h hard, g good, e easy)\n", "rule", "");
		due += card.due <= now;
		print_card(&card, now, ascii);
	}
	printf("\n%zu of %zu rules begun, %zu due now.\n", known, evloop_drill_rule_count(), due);
	return output_finish() ? EXIT_OK : EXIT_FAILED;
}

int drill_list(struct evloop_drill_store *store, const struct drill_options *options)
{
	int64_t now = (int64_t)time(NULL);
	(void)options;
	printf("Topics (--topic):\n");
	for (size_t i = 0; evloop_drill_topic_name(i) != NULL; i++)
		printf("  %-16s %s\n", evloop_drill_topic_name(i), evloop_drill_topic_summary(i));
	printf("\nRules:\n");
	for (size_t rule = 0; rule < evloop_drill_rule_count(); rule++) {
		struct evloop_drill_card card;
		char due[32] = "new";
		if (!evloop_drill_store_card(store, rule, now, &card)) {
			fprintf(stderr, "evloop drill: the store cannot be read\n");
			return EXIT_FAILED;
		}
		if (card.known)
			due_text(now, card.due, due, sizeof due);
		printf("  %-26s %-7s %s\n", evloop_drill_rule_name(rule), due, evloop_drill_rule_title(rule));
	}
	return output_finish() ? EXIT_OK : EXIT_FAILED;
}
