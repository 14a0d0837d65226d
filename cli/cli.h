/*
 * cli.h - what the commands share: option tables, input, output, colour.
 */
#ifndef EVLOOP_CLI_H
#define EVLOOP_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <evloop/evloop.h>

enum { EXIT_OK = 0, EXIT_FINDINGS = 1, EXIT_FAILED = 2, EXIT_INCOMPLETE = 3 };

/* ---- options.c ---- */

enum option_kind {
	OPTION_FLAG,   /* bool */
	OPTION_TEXT,   /* const char * */
	OPTION_LIST,   /* struct option_list: may be given again and again */
	OPTION_COUNT,  /* int64_t, a non-negative whole number */
	OPTION_SIZE,   /* size_t, bytes: 64M, 2G */
	OPTION_TIME,   /* int64_t milliseconds: 500ms, 10s, 5m, 1h */
	OPTION_MAYBE,  /* const char *: "" without a value; the value only behind '=' */
	OPTION_CHOICE, /* const char *, one of `choices` (separated by |) */
};

/* The values of an option that may be repeated, in the order of the command line. */
struct option_list {
	const char **items; /* owned: option_list_release */
	size_t count;
};
/* Give the table of values back, not the values; an empty list may be given back. */
void option_list_release(struct option_list *list);

/* One row of a command's options; `--help`, the man page check and parsing read the same rows. */
struct option_row {
	char letter;          /* 0: none */
	const char *name;     /* without the dashes */
	enum option_kind kind;
	size_t offset;        /* of the member in the command's options struct */
	const char *argument; /* "FILE"; NULL for flags */
	const char *help;
	const char *choices;
};

struct command_help {
	const char *name;
	const char *usage;    /* "[OPTIONS] [FILE|-]" */
	const char *summary;
	const char *examples; /* lines, two spaces indented */
	const struct option_row *rows;
	size_t row_count;
};

enum parse_result { PARSE_OK, PARSE_HELP, PARSE_ERROR };

/*
 * Read argv[1..] into `options`. Operands go to `operands` (room for argc), their number to *count.
 * PARSE_HELP: help was asked for and printed. PARSE_ERROR: a message stands on standard error.
 */
enum parse_result options_parse(const struct command_help *help, int argc, char **argv, void *options, const char **operands,
				size_t *count);
void options_print_help(const struct command_help *help, FILE *to);
/* The name nearest to `word` (edit distance at most 2) among those that `next` gives; NULL when none. */
const char *nearest_name(const char *word, const char *(*next)(const void *table, size_t index), const void *table);

/* ---- input.c ---- */

struct input {
	char *text;     /* owned, NUL-terminated */
	size_t length;
	const char *name; /* for messages */
	char *path;     /* owned: absolute, as a host would show it */
};

/* Read a file, or standard input for "-". False: a message stands on standard error. */
bool input_read(struct input *input, const char *file);
/* The same; the message goes to `message` instead. */
bool input_open(struct input *input, const char *file, char *message, size_t room);
/* Text given on the command line. */
bool input_from_text(struct input *input, const char *text);
void input_release(struct input *input);

/* Reads imported modules relative to the importing file; keeps what it read. */
struct module_files;
struct module_files *module_files_new(void);
/* The text of a file by its path, kept with the others; NULL after a message when it cannot be read. */
const char *module_files_read(struct module_files *files, const char *path, size_t *length);
void module_files_free(struct module_files *files);
bool module_files_load(void *context, const char *referrer, const char *specifier, const char **path, const char **text,
		       size_t *length);

/* ---- output.c ---- */

/* A sink that writes to `file`, which stays the caller's and must outlive it. */
struct evloop_sink output_sink(FILE *file);

/* How many threads --jobs=N means: 0 as many as there are cores, at most 256. */
unsigned job_count(int64_t jobs);

/* Bytes that are collected in memory, NUL-terminated once something was added; the owner frees `bytes`. */
struct output_text {
	char *bytes;
	size_t length, room;
};
/* Add to it (a sink's function: the context is the struct output_text). False: the system gives no memory. */
bool output_text_add(void *text, const char *bytes, size_t length);
/* Is `file` to be coloured? `when`: auto, always, never; NO_COLOR, CLICOLOR_FORCE, FORCE_COLOR and TERM count for auto. */
bool output_color(FILE *file, const char *when);
/* Does the locale say UTF-8? */
bool output_unicode(void);
/* Flush and close standard output; false (with a message) when something could not be written. */
bool output_finish(void);

/* ---- the commands ---- */

#define EVL_COMMAND(name, function, summary) int function(int argc, char **argv);
#include "commands.def"
#undef EVL_COMMAND

struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *summary;
};

/* Ended by a row without name. */
extern const struct command commands[];
const struct command *command_find(const char *name);
/* "did you mean" for an unknown command; NULL when nothing is near. */
const char *command_nearest(const char *name);

#endif
