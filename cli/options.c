/* SPDX-License-Identifier: MIT */
/*
 * options.c - command lines from tables: parsing, --help, suggestions.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static void complain(const struct command_help *help, const char *format, const char *what)
{
	fprintf(stderr, "evloop %s: ", help->name);
	fprintf(stderr, format, what);
	fprintf(stderr, "; see `evloop %s --help`\n", help->name);
}

static size_t edit_distance(const char *a, const char *b)
{
	enum { LONGEST = 32 };
	size_t n = strlen(a), m = strlen(b);
	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	size_t row[LONGEST + 1];
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t above = row[j];
			size_t cost = diagonal + (a[i - 1] != b[j - 1]);
			if (above + 1 < cost)
				cost = above + 1;
			if (row[j - 1] + 1 < cost)
				cost = row[j - 1] + 1;
			row[j] = cost;
			diagonal = above;
		}
	}
	return row[m];
}

const char *nearest_name(const char *word, const char *(*next)(const void *table, size_t index), const void *table)
{
	const char *best = NULL;
	size_t best_distance = 3;
	for (size_t i = 0;; i++) {
		const char *name = next(table, i);
		if (name == NULL)
			return best;
		size_t d = edit_distance(word, name);
		if (d < best_distance) {
			best = name;
			best_distance = d;
		}
	}
}

static const char *row_name(const void *table, size_t index)
{
	const struct command_help *help = table;
	return index < help->row_count ? help->rows[index].name : NULL;
}

static bool is_choice(const char *choices, const char *value)
{
	size_t length = strlen(value);
	for (const char *c = choices; c != NULL; c = strchr(c, '|') != NULL ? strchr(c, '|') + 1 : NULL) {
		const char *end = strchr(c, '|');
		size_t n = end != NULL ? (size_t)(end - c) : strlen(c);
		if (n == length && memcmp(c, value, n) == 0)
			return true;
	}
	return false;
}

/* A whole number with a unit of `units` (pairs of text and factor ended by NULL). */
static bool parse_number(const char *text, const char *const *units, const int64_t *factors, int64_t *out)
{
	if (text[0] < '0' || text[0] > '9')
		return false;
	int64_t n = 0;
	while (*text >= '0' && *text <= '9') {
		if (n > (INT64_MAX - 9) / 10)
			return false;
		n = n * 10 + (*text++ - '0');
	}
	for (size_t i = 0; units[i] != NULL; i++) {
		if (strcmp(text, units[i]) == 0) {
			if (factors[i] != 0 && n > INT64_MAX / factors[i])
				return false;
			*out = n * factors[i];
			return true;
		}
	}
	return false;
}

static bool append(struct option_list *list, const char *value)
{
	const char **grown = realloc(list->items, (list->count + 1) * sizeof *grown);
	if (grown == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		return false;
	}
	grown[list->count++] = value;
	list->items = grown;
	return true;
}

void option_list_release(struct option_list *list)
{
	free(list->items);
	*list = (struct option_list){ 0 };
}

static bool store(const struct command_help *help, const struct option_row *row, void *options, const char *value)
{
	static const char *const count_units[] = { "", NULL };
	static const int64_t count_factors[] = { 1 };
	static const char *const size_units[] = { "", "K", "M", "G", NULL };
	static const int64_t size_factors[] = { 1, 1 << 10, 1 << 20, 1 << 30 };
	static const char *const time_units[] = { "ms", "s", "m", "h", "", NULL };
	static const int64_t time_factors[] = { 1, 1000, 60000, 3600000, 1 };
	char *member = (char *)options + row->offset;
	int64_t number;
	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)(void *)member = true;
		return true;
	case OPTION_TEXT:
	case OPTION_MAYBE:
		*(const char **)(void *)member = value != NULL ? value : "";
		return true;
	case OPTION_LIST:
		return append((struct option_list *)(void *)member, value);
	case OPTION_CHOICE:
		if (!is_choice(row->choices, value)) {
			fprintf(stderr, "evloop %s: --%s is one of %s, not '%s'\n", help->name, row->name, row->choices, value);
			return false;
		}
		*(const char **)(void *)member = value;
		return true;
	case OPTION_COUNT:
		if (!parse_number(value, count_units, count_factors, &number)) {
			fprintf(stderr, "evloop %s: --%s takes a whole number, not '%s'\n", help->name, row->name, value);
			return false;
		}
		*(int64_t *)(void *)member = number;
		return true;
	case OPTION_SIZE:
		if (!parse_number(value, size_units, size_factors, &number)) {
			fprintf(stderr, "evloop %s: --%s takes a size such as 512M, not '%s'\n", help->name, row->name, value);
			return false;
		}
		*(size_t *)(void *)member = (size_t)number;
		return true;
	case OPTION_TIME:
		if (!parse_number(value, time_units, time_factors, &number)) {
			fprintf(stderr, "evloop %s: --%s takes a time such as 500ms, 10s or 1h, not '%s'\n", help->name, row->name, value);
			return false;
		}
		*(int64_t *)(void *)member = number;
		return true;
	}
	return false;
}

static const struct option_row *find_long(const struct command_help *help, const char *name, size_t length)
{
	for (size_t i = 0; i < help->row_count; i++)
		if (strlen(help->rows[i].name) == length && memcmp(help->rows[i].name, name, length) == 0)
			return &help->rows[i];
	return NULL;
}

static const struct option_row *find_letter(const struct command_help *help, char letter)
{
	for (size_t i = 0; i < help->row_count; i++)
		if (help->rows[i].letter == letter)
			return &help->rows[i];
	return NULL;
}

static bool parse_long(const struct command_help *help, int argc, char **argv, int *i, void *options)
{
	const char *word = argv[*i] + 2;
	const char *equals = strchr(word, '=');
	size_t length = equals != NULL ? (size_t)(equals - word) : strlen(word);
	const struct option_row *row = find_long(help, word, length);
	if (row == NULL) {
		char name[40] = "";
		if (length < sizeof name)
			memcpy(name, word, length);
		const char *near = nearest_name(name, row_name, help);
		if (near != NULL)
			fprintf(stderr, "evloop %s: there is no option --%s; did you mean --%s?\n", help->name, name, near);
		else
			complain(help, "there is no option %s", argv[*i]);
		return false;
	}
	if (row->kind == OPTION_FLAG) {
		if (equals != NULL) {
			complain(help, "--%s takes no value", row->name);
			return false;
		}
		return store(help, row, options, NULL);
	}
	if (equals != NULL)
		return store(help, row, options, equals + 1);
	if (row->kind == OPTION_MAYBE)
		return store(help, row, options, NULL);
	if (*i + 1 >= argc) {
		complain(help, "--%s needs a value", row->name);
		return false;
	}
	return store(help, row, options, argv[++*i]);
}

static bool parse_letters(const struct command_help *help, int argc, char **argv, int *i, void *options)
{
	for (const char *c = argv[*i] + 1; *c != '\0'; c++) {
		const struct option_row *row = find_letter(help, *c);
		if (row == NULL) {
			complain(help, "there is no option %s", argv[*i]);
			return false;
		}
		if (row->kind == OPTION_FLAG || row->kind == OPTION_MAYBE) {
			if (!store(help, row, options, NULL))
				return false;
			continue;
		}
		if (c[1] != '\0')
			return store(help, row, options, c + 1);
		if (*i + 1 >= argc) {
			complain(help, "%s needs a value", argv[*i]);
			return false;
		}
		return store(help, row, options, argv[++*i]);
	}
	return true;
}

/* The rows for shells (`evloop completion`): name, letter, what follows, choices, help, divided by tabs. */
static void print_rows(const struct command_help *help)
{
	for (size_t i = 0; i < help->row_count; i++) {
		const struct option_row *row = &help->rows[i];
		printf("--%s%s\t%c\t%s\t", row->name, row->argument != NULL && row->kind != OPTION_MAYBE ? "=" : "", row->letter ? row->letter : ' ',
		       row->argument != NULL ? row->argument : "");
		for (const char *c = row->choices; c != NULL && *c != '\0'; c++)
			putchar(*c == '|' ? ' ' : *c);
		printf("\t%s\n", row->help);
	}
	printf("--help\th\t\t\tshow this\n");
}

enum parse_result options_parse(const struct command_help *help, int argc, char **argv, void *options, const char **operands,
				size_t *count)
{
	*count = 0;
	bool only_operands = false;
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];
		if (only_operands || word[0] != '-' || word[1] == '\0') {
			operands[(*count)++] = word;
		} else if (strcmp(word, "--") == 0) {
			only_operands = true;
		} else if (i == 1 && argc == 2 && strcmp(word, "--option-rows") == 0) {
			print_rows(help);
			return output_finish() ? PARSE_HELP : PARSE_ERROR;
		} else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
			options_print_help(help, stdout);
			return output_finish() ? PARSE_HELP : PARSE_ERROR;
		} else if (word[1] == '-' ? !parse_long(help, argc, argv, &i, options) : !parse_letters(help, argc, argv, &i, options)) {
			return PARSE_ERROR;
		}
	}
	return PARSE_OK;
}

/* The rest of a line that began with HELP_COLUMN cells, continued below where it does not fit. */
static void print_words(FILE *to, const char *text)
{
	enum { HELP_COLUMN = 30, HELP_WIDTH = 50 };
	while (strlen(text) > HELP_WIDTH) {
		size_t n = HELP_WIDTH;
		while (n > 0 && text[n] != ' ')
			n--;
		if (n == 0)
			break;
		fprintf(to, "%.*s\n%*s", (int)n, text, HELP_COLUMN, "");
		text += n + 1;
	}
	fprintf(to, "%s\n", text);
}

void options_print_help(const struct command_help *help, FILE *to)
{
	fprintf(to, "evloop %s: %s\n\nUsage: evloop %s %s\n\n%s\nOptions:\n", help->name, help->summary, help->name, help->usage,
		help->examples);
	for (size_t i = 0; i < help->row_count; i++) {
		const struct option_row *row = &help->rows[i];
		char left[64];
		int n = snprintf(left, sizeof left, "  %c%c%s --%s%s%s%s", row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
				 row->letter ? "," : " ", row->name,
				 row->argument == NULL ? "" : row->kind == OPTION_MAYBE ? "[=" : "=", row->argument != NULL ? row->argument : "",
				 row->kind == OPTION_MAYBE ? "]" : "");
		fprintf(to, n > 28 ? "%s\n%30s" : "%-30s", left, "");
		print_words(to, row->help);
	}
	fprintf(to, "%-30s%s\n", "  -h, --help", "show this");
}
