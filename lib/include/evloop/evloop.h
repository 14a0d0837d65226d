/*
 * evloop.h - predict what a JavaScript snippet prints, in which order, and why.
 *
 * One struct evloop holds memory that is used again from prediction to
 * prediction; it belongs to one thread at a time, and any number of them may
 * exist. A prediction borrows from it and is valid until the next one is made
 * or the struct is freed. Nothing is read from files, the network or the clock:
 * imported modules come through the loader that the caller gives.
 */
#ifndef EVLOOP_EVLOOP_H
#define EVLOOP_EVLOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct evloop;
struct evloop_prediction;
struct evloop_classification;
struct evloop_orders;

/* "0.1.0"; static storage. */
const char *evloop_version(void);

/* NULL when the system gives no memory. Owned: evloop_free. */
struct evloop *evloop_new(void);
void evloop_free(struct evloop *evloop);

/*
 * Find the source of an imported module. `specifier` is resolved against
 * `referrer` (the path of the importing source). Fills *path (absolute, for
 * messages) and *text (`*length` bytes of UTF-8); both are borrowed until the
 * prediction is made. Returns false when there is no such module. A specifier
 * that ends in "/" asks for a folder (require, node:fs): its text is the names in
 * it, one a line, those of folders with a final "/".
 */
typedef bool evloop_loader(void *context, const char *referrer, const char *specifier, const char **path, const char **text,
			   size_t *length);

struct evloop_options {
	const char *host;   /* "auto" (NULL), "node", "node-cjs", "node-esm", "browser" */
	const char *goal;   /* NULL: from the host, the name and the syntax; "script", "commonjs", "module" */
	const char *name;   /* what messages call the source; NULL: "<input>" */
	const char *path;   /* what the host would call it (an absolute path); NULL: as `name` */
	const char *schedule; /* answers to the choices of the run, "0.2.1", as evloop_orders_witness gives them; NULL: the usual ones */
	const char *const *actions; /* what a user does on a page: "100ms click #button"; NULL: nothing */
	size_t action_count;
	const char *tz;     /* the host's time zone, "Europe/Berlin"; NULL: "UTC" */
	const char *locale; /* the host's language; NULL: "en-US"; a tag such as "de-DE"; one that is not known ends the prediction */
	const char *now;    /* when the run begins, "2024-02-29T12:00:00Z"; NULL: any time, dates of the clock are approximate */
	int32_t seed;       /* Math.random gives what Node gives for --random-seed=N; 0: unknown numbers */
	const char *unhandled_rejections; /* Node's option of that name: "throw" (NULL), "strict", "warn", "none", "warn-with-error-code" */
	int64_t max_steps;  /* loop rounds, calls (each counts for three rounds) and jobs; 0: the default, 2 * 10^9 */
	size_t max_memory;  /* bytes of the snippet's heap; 0: the default */
	int64_t max_time_ms;/* virtual milliseconds; 0: the default */
	int64_t slow_ms;    /* while exploring: for how many milliseconds of a run the machine may be busy with other things; 0: it is not */
	const char *input;  /* what standard input holds, `input_length` bytes; NULL: it is taken as empty */
	size_t input_length;
	evloop_loader *load;/* NULL: imports fail as on a host without the file */
	void *load_context;
	bool (*stop)(void *context); /* asked now and then: true ends the run, what is known by then is told. NULL: never */
	void *stop_context;
	bool by_origin;     /* unknown values are shown by where they come from, whatever holds them: for comparing two programs */
	bool assume;        /* functions that nothing defines are provided from outside; what they give is unknown */
	const char *const *provide; /* what the world provides: "getUserID resolves 42 after 5ms" (evloop-predict(1)) */
	size_t provide_count;
	const char *prelude;/* a script of `prelude_length` bytes that runs before the source; NULL: none */
	size_t prelude_length;
	const char *prelude_name; /* what messages call it; NULL: "<prelude>" */
	const char *call;   /* an expression that is evaluated after the source, with its names in scope; NULL: none */
};

/* Exit statuses of the tool (evloop(1)). */
enum evloop_exit { EVLOOP_EXIT_OK = 0, EVLOOP_EXIT_FINDINGS = 1, EVLOOP_EXIT_FAILED = 2, EVLOOP_EXIT_INCOMPLETE = 3 };

/* Is there a host of this name ("auto" included)? */
bool evloop_host_exists(const char *host);

/* Is there a time zone of this name (an IANA name; letters in any case)? */
bool evloop_tz_exists(const char *tz);

/* Is this a moment as `now` takes it: the ISO format of Date, with a year and perhaps all else? */
bool evloop_now_valid(const char *now);

/* Is this a provision as `provide` takes it? If not, *error says what is wrong with it (static). */
bool evloop_provision_valid(const char *provision, const char **error);

/* Is this a list of answers as `schedule` takes it, "0.2.1"? */
bool evloop_schedule_valid(const char *schedule);

/*
 * Predict `length` bytes of UTF-8. NULL only without memory or for an unknown host, time zone or mode of rejections;
 * everything that is wrong with the snippet is told by the prediction.
 */
struct evloop_prediction *evloop_predict(struct evloop *evloop, const char *text, size_t length,
					 const struct evloop_options *options);

/* 0 predicted, 1 the snippet does not parse, 3 incomplete. */
enum evloop_exit evloop_prediction_exit(const struct evloop_prediction *prediction);
/* The exit status that the host would have; 0 for a page. */
int evloop_prediction_host_exit(const struct evloop_prediction *prediction);

/* Where rendered bytes go. `write` returns false to stop. */
struct evloop_sink {
	bool (*write)(void *context, const char *bytes, size_t length);
	void *context;
};

struct evloop_render_options {
	bool color;       /* SGR sequences in the result */
	bool note_color;  /* and in the notes */
	bool ascii;       /* the tool's own words in ASCII only */
	bool stdout_only; /* plain: leave out what the host writes to standard error */
};

/* The name and a one-line summary of format number `index`; NULL past the last. */
const char *evloop_format_name(size_t index);
const char *evloop_format_summary(size_t index);

/* Render in `format`. The result goes to `out`, remarks for the person to `notes`. False: no such format, or writing failed. */
bool evloop_render(const struct evloop_prediction *prediction, const char *format, const struct evloop_render_options *options,
		   const struct evloop_sink *out, const struct evloop_sink *notes);

/*
 * Say of every statement what it does to the queues, without running it
 * (evloop-classify(1)). NULL as for evloop_predict.
 */
struct evloop_classification *evloop_classify(struct evloop *evloop, const char *text, size_t length,
					      const struct evloop_options *options);
enum evloop_exit evloop_classification_exit(const struct evloop_classification *classification);
/* Formats: "text", "json". */
bool evloop_render_classification(const struct evloop_classification *classification, const char *format,
				  const struct evloop_render_options *options, const struct evloop_sink *out,
				  const struct evloop_sink *notes);

/* ----------------------------------------------------------------- orders */

struct evloop_orders_options {
	uint64_t max_schedules;      /* 0: the default, 20,000 */
	size_t max_memory;           /* bytes for what the outcomes print; 0: the default */
	bool no_reduction;           /* run also the schedules that differ only in the order of independent tasks */
};

/*
 * Everything that the snippet may print under the host of the options: runs it once for every way in which the host is
 * free. Where the options' `stop` ends the search, what is known by then counts. Valid until the next prediction or exploration with `evloop`. NULL as for evloop_predict.
 */
struct evloop_orders *evloop_orders(struct evloop *evloop, const char *text, size_t length, const struct evloop_options *options,
				    const struct evloop_orders_options *orders_options);

/* 0 every order was seen, 1 the snippet does not parse, 3 incomplete. */
enum evloop_exit evloop_orders_exit(const struct evloop_orders *orders);
bool evloop_orders_complete(const struct evloop_orders *orders);

/*
 * How many different things may be printed; number 0 is the usual one. Where independent outside work can print in more orders than can be
 * listed, these are samples: the usual one, the reverse one, and one for each other answer.
 */
size_t evloop_orders_outcomes(const struct evloop_orders *orders);
/* Write what the console shows in outcome `index`; the schedule that leads to it. False: no such outcome, or writing failed. */
bool evloop_orders_outcome(const struct evloop_orders *orders, size_t index, bool stdout_only, const struct evloop_sink *out);
bool evloop_orders_witness(const struct evloop_orders *orders, size_t index, const struct evloop_sink *out);

/* Formats: "text", "json", "dot". */
bool evloop_render_orders(const struct evloop_orders *orders, const char *format, const struct evloop_render_options *options,
			  const struct evloop_sink *out, const struct evloop_sink *notes);

enum evloop_holds {
	EVLOOP_HOLDS_NEVER,          /* in no outcome that was seen */
	EVLOOP_HOLDS_SOMETIMES,      /* in some, not in all */
	EVLOOP_HOLDS_AS_FAR_AS_SEEN, /* in all that were seen, but the search was bounded */
	EVLOOP_HOLDS_ALWAYS,
};

/*
 * In which outcomes does the console show `length` bytes of `text` (line ends at the very end do not count)?
 * *other: the first outcome that shows something else; SIZE_MAX: none, though the text may be beyond where the run had to be left.
 */
enum evloop_holds evloop_orders_expect(const struct evloop_orders *orders, const char *text, size_t length, bool stdout_only,
				       size_t *other);

/* The first outcome of `from` that `in` does not have; SIZE_MAX: it has them all. */
size_t evloop_orders_missing(const struct evloop_orders *from, const struct evloop_orders *in);
/* When neither misses an outcome of the other: is it certain that both print the same? (Not when a search was bounded, or outcomes were only sampled.) */
bool evloop_orders_all_compared(const struct evloop_orders *a, const struct evloop_orders *b);

#ifdef __cplusplus
}
#endif

#endif
