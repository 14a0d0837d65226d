/*
 * check.h - check what documents say their JavaScript samples print (evloop-check(1)).
 *
 * A checker belongs to one thread; what it finds in a document goes into a struct evloop_checked, which stands alone:
 * another thread may write it to outputs while the checker goes on. Nothing is read from files but through the loader.
 */
#ifndef EVLOOP_CHECK_H
#define EVLOOP_CHECK_H

#include <evloop/evloop.h>

#ifdef __cplusplus
extern "C" {
#endif

struct evloop_checker;
struct evloop_checked;
struct evloop_check_output;

/* From the strongest. */
enum evloop_confidence { EVLOOP_CERTAIN, EVLOOP_HIGH, EVLOOP_MEDIUM, EVLOOP_LOW };
enum evloop_level { EVLOOP_LEVEL_ERROR, EVLOOP_LEVEL_WARNING, EVLOOP_LEVEL_NOTE, EVLOOP_LEVELS };
enum evloop_sample_status {
	EVLOOP_SAMPLE_CONFIRMED,
	EVLOOP_SAMPLE_WRONG,
	EVLOOP_SAMPLE_UNCLEAR,
	EVLOOP_SAMPLE_NO_EXPECTATION,
	EVLOOP_SAMPLE_NOT_CHECKED,
	EVLOOP_SAMPLE_STATUSES
};

/* NULL when the system gives no memory. Owned: evloop_checker_free, evloop_checked_free. */
struct evloop_checker *evloop_checker_new(void);
void evloop_checker_free(struct evloop_checker *checker);
struct evloop_checked *evloop_checked_new(void);
void evloop_checked_free(struct evloop_checked *checked);

/* Is this a document, by its name's ending? */
bool evloop_check_takes(const char *name);

/* The hosts of a name as a mask: "node", "node-cjs", "node-esm", "browser", "chrome", "firefox", "all"; 0: there is none of that name. */
unsigned evloop_check_hosts(const char *name);

/*
 * A script that samples may run after. Read once per checker; its number goes to *prelude. False: it does not parse, or
 * there are too many.
 */
bool evloop_checker_prelude(struct evloop_checker *checker, const char *name, const char *text, size_t length, uint32_t *prelude);

/* Where samples run; zero and NULL: nothing is said of it. */
struct evloop_check_world {
	unsigned hosts;             /* a mask; nobody says: whichever fits */
	unsigned node;              /* the version of Node: 20, 22, 24 */
	const char *tz;             /* nobody says: UTC */
	const char *locale;         /* nobody says: en-US, but then what depends on it contradicts nothing */
	const char *now;            /* when samples begin (evloop_now_valid); the same holds for what depends on it */
	int32_t seed;               /* Math.random gives what Node gives for --random-seed=N; and for this */
	int64_t max_steps;          /* per sample; nobody says: a default that suits samples */
};

struct evloop_check_options {
	struct evloop_check_world commanded; /* stands above what documents say in directives */
	struct evloop_check_world world;     /* and below them */
	enum evloop_confidence fail_on;
	bool explicit_only;         /* nothing is recognised without directives */
	bool html_scripts;          /* <script> elements are samples */
	bool missing;               /* find what --update=missing would write */
	bool explain;               /* find what is predicted for all samples, not only for those with findings */
	bool warnings_as_errors;
	const char *const *languages; /* further info words that mean JavaScript */
	size_t language_count;
	const char *const *labels;  /* further words that introduce an output */
	size_t label_count;
	const char *const *provide; /* as after the directive `provide` */
	size_t provide_count;
	const uint32_t *preludes;
	size_t prelude_count;
	evloop_loader *load;
	void *load_context;
	/* What the caller knows besides; each may be NULL. */
	bool (*known)(void *context, const char *fingerprint);                     /* is the finding in the baseline? */
	bool (*expected_to_fail)(void *context, const char *id);                   /* is the sample? */
	bool (*selected)(void *context, const char *id, const char *name);         /* is it asked for? `name` may be NULL */
	void *context;
};

/*
 * Check `length` bytes of `text`. `name` says what it is (by its ending) and what reports call it. `text` must stay until
 * `checked` is used again. False: without memory, for an unknown zone, or when the document is larger than the model takes.
 */
bool evloop_check(struct evloop_checker *checker, struct evloop_checked *checked, const char *name, const char *text, size_t length,
		  const struct evloop_check_options *options);

/*
 * The same in steps, so that several threads may share a document. evloop_check_begin finds its samples. Each thread that
 * takes part makes a hand, with a checker of its own, and checks samples with it: every sample once, by whichever hand.
 * When all of them are through, evloop_check_end puts together what was found.
 *
 * The options say the same at every step, but `preludes` and `load_context` are the thread's own; what they point to must
 * stay until the end. A hand belongs to `checked`; two must not be made at once for one document. NULL: without memory.
 */
struct evloop_check_hand;
bool evloop_check_begin(struct evloop_checked *checked, const char *name, const char *text, size_t length,
			const struct evloop_check_options *options);
size_t evloop_check_sample_count(const struct evloop_checked *checked);
struct evloop_check_hand *evloop_check_hand(struct evloop_checked *checked, struct evloop_checker *checker,
					    const struct evloop_check_options *options);
void evloop_check_sample(struct evloop_check_hand *hand, size_t index);
void evloop_check_end(struct evloop_checked *checked, const struct evloop_check_options *options);

/* A finding for the caller; texts are borrowed from the checked document. */
struct evloop_finding {
	unsigned rule;            /* 201: EV201 */
	enum evloop_level level;
	unsigned line;
	const char *fingerprint, *message;
	const char *sample;       /* its id; NULL: about the document */
	bool counts;              /* neither in the baseline, nor expected, nor left out */
};
/* False: there is no finding of this number. */
bool evloop_checked_finding(const struct evloop_checked *checked, size_t index, struct evloop_finding *finding);

/* A sample for the caller; texts are borrowed from the checked document. */
struct evloop_sample {
	const char *id, *code;
	size_t length;
	unsigned line, host;      /* host: the one (a bit) under which it prints what is documented; 0: none */
	bool confirmed;           /* it prints what the document says */
};
/* False: there is no sample of this number. */
bool evloop_checked_sample(const struct evloop_checked *checked, size_t index, struct evloop_sample *sample);
/* "node-cjs", "node-esm", "browser" for a single bit; "" for anything else. */
const char *evloop_check_host_name(unsigned host);

struct evloop_check_totals {
	uint64_t files;
	uint64_t samples[EVLOOP_SAMPLE_STATUSES];
	uint64_t levels[EVLOOP_LEVELS]; /* findings that count */
	uint64_t known, expected_failures, unexpected_passes;
};
/* Add the counts of one document; zero-initialised totals are empty. */
void evloop_check_totals_add(struct evloop_check_totals *totals, const struct evloop_checked *checked);

/* ---------------------------------------------------------------- outputs */

/* The name and a one-line summary of format number `index`; NULL past the last. */
const char *evloop_check_format_name(size_t index);
const char *evloop_check_format_summary(size_t index);

struct evloop_check_output_options {
	bool color, ascii;
	bool explain; /* samples without findings too */
	bool summary; /* text: totals at the end */
	bool quiet_success; /* but only when something was found */
};

/* Begin an output; `sink` is used until its end. NULL: no such format, no memory, or writing failed. */
struct evloop_check_output *evloop_check_output_new(const char *format, const struct evloop_check_output_options *options,
						    const struct evloop_sink *sink);
/* The next document, in the order of the report. False: writing failed. */
bool evloop_check_output_document(struct evloop_check_output *output, const struct evloop_checked *checked);
/* End and free it. `interrupted`: the run was stopped; `elapsed`: "0.04 s" or NULL. False: writing failed. */
bool evloop_check_output_end(struct evloop_check_output *output, const struct evloop_check_totals *totals, bool interrupted,
			     const char *elapsed);

/* ---------------------------------------------------------------- updates */

/* How many places --update would change; with `missing` also where samples without expectation would get one. */
size_t evloop_checked_edit_count(struct evloop_checked *checked, bool missing);
/* The document with these changes made; the changes as a unified diff. False: writing failed or no memory. */
bool evloop_checked_updated(struct evloop_checked *checked, bool missing, const struct evloop_sink *out);
bool evloop_checked_diff(struct evloop_checked *checked, bool missing, const struct evloop_sink *out);

#ifdef __cplusplus
}
#endif

#endif
