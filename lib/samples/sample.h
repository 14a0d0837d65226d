/* SPDX-License-Identifier: MIT */
/*
 * sample.h - the samples of a document, each with what the document says it prints (forms: expectation.def).
 */
#ifndef EVL_SAMPLES_SAMPLE_H
#define EVL_SAMPLES_SAMPLE_H

#include "samples/code.h"
#include "samples/directive.h"
#include "samples/remark.h"

enum evl_form {
#define EVL_FORM(id, name, title) EVL_FORM_##id,
#include "samples/expectation.def"
#undef EVL_FORM
};

enum { EVL_CONFIDENCE_CERTAIN, EVL_CONFIDENCE_HIGH, EVL_CONFIDENCE_MEDIUM, EVL_CONFIDENCE_LOW };

enum {
#define EVL_GUARD(id, number, name, sentence) EVL_GUARD_##id = 1 << number,
#include "samples/guards.def"
#undef EVL_GUARD
};

struct evl_sample_line {
	const char *text;
	uint32_t length;
	struct evl_range place; /* in the document */
};

/* One statement of the document about what a sample prints. */
struct evl_expectation {
	uint8_t form, confidence;
	uint32_t guards;        /* that failed already: a mask of EVL_GUARD_... */
	uint32_t call;          /* SAME_LINE, NEXT_LINE: which call; else UINT32_MAX */
	uint32_t code_from, code_to; /* SEGMENTS: it is about calls that begin there, in the code */
	struct evl_remark remark;    /* SAME_LINE, NEXT_LINE */
	const char *text;            /* what remark's ranges are in */
	struct evl_sample_line *lines; /* of a site: one, the payload */
	uint32_t line_count;
	struct evl_sample_line *run; /* NEXT_LINE: the lines of its comment, where there are several */
	uint32_t run_count;
	bool has_rest;          /* the first line stands behind the header's words, on their line */
	struct evl_sample_line header; /* a word without a colon that was taken for a header ("Result"); empty: none */
	bool is_list;           /* one line that holds several printed ones */
	bool is_unordered;
	bool is_answer;         /* CHOICE: lines[0] is the letter */
	uint8_t hosts;          /* said to be so there only; 0: anywhere */
	const struct evl_fence *fence; /* that holds the lines; NULL: a comment or a paragraph */
};

struct evl_option {
	char letter;
	struct evl_sample_line line;
};

struct evl_sample {
	const struct evl_fence *fence;
	const char *id, *name;
	const char *slug;
	uint32_t heading;        /* number of the heading that it stands under */
	const char *language;    /* "js" */
	const char *unsupported; /* why it is not for evloop; NULL: it is */
	struct evl_directives directives;
	struct evl_code code;
	struct evl_range place;  /* the code's lines in the document */
	struct evl_expectation *expectations;
	uint32_t expectation_count, expectation_capacity;
	struct evl_option options[8];
	uint32_t option_count;
	uint32_t continues;      /* number of the earlier sample that it goes on from; UINT32_MAX: none */
	bool has_arrows;         /* remarks with arrows beside what is no call that prints: they tell what is printed, too */
	bool may_count;          /* the remarks beside its calls are 1, 2, 3 and so on: values, or numbers of the calls */
	uint32_t outputs;        /* blocks of output that were paired with it */
};

struct evl_sample_options {
	bool explicit_only, html_scripts;
	const char *const *languages;
	size_t language_count;
	struct evl_label_words words;
	/* Read a file beside the document; run/'s loader. NULL: there is none. */
	bool (*load)(void *context, const char *referrer, const char *specifier, const char **path, const char **text, size_t *length);
	void *load_context;
};

struct evl_samples {
	struct evl_arena *arena;
	const char *name, *text;
	uint32_t length;
	struct evl_blocks blocks;
	struct evl_sample *samples;
	uint32_t count, capacity;
	struct evl_problems problems;
};

/* Is the sample an ES module, whatever the host? */
bool evl_sample_is_module(const struct evl_sample *sample);

/* Find the samples of the document `name`. Everything lies in `arena`; name and text are borrowed. */
void evl_samples_read(struct evl_samples *samples, const char *name, const char *text, uint32_t length,
		      const struct evl_sample_options *options, struct evl_arena *arena);

/* Inside of the folder: what the comments of a sample say. */
void evl_sample_read_comments(struct evl_samples *samples, struct evl_sample *sample, const struct evl_sample_options *options);
/* Fill `continues` of all samples; names that no sample has are problems. */
void evl_samples_continue(struct evl_samples *samples);
struct evl_expectation *evl_sample_expect(struct evl_samples *samples, struct evl_sample *sample, enum evl_form form, unsigned confidence);
/* The document's range of a range of code. */
struct evl_range evl_sample_place(const struct evl_sample *sample, struct evl_range code);
/* Cut a block of output into lines: common indentation and blank lines at both ends go, trailing blanks too. */
void evl_sample_lines(struct evl_arena *arena, const char *text, uint32_t length, const struct evl_fence *fence, struct evl_expectation *to);

#endif
