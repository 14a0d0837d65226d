/*
 * console_manner.h - what the consoles of the hosts do otherwise in the same methods.
 */
#ifndef EVL_CONSOLE_CONSOLE_MANNER_H
#define EVL_CONSOLE_CONSOLE_MANNER_H

#include <stdbool.h>

#include "value/realm.h"

struct evl_console_manner {
	bool is_page;               /* nothing is printed without values, groups have titles, labels' warnings are messages */
	bool ungrouped_counts;      /* what count and timeEnd print stands at the margin, whatever groups are open */
	bool prints_warnings;       /* warnings about labels are lines of the console's own, not process warnings */
	bool short_time;            /* three digits of a duration in milliseconds */
	bool dir_prints_text;       /* dir shows a string as log does, and calls custom inspect functions */
	bool joins_only_texts;      /* assert: "Assertion failed:" stands before values as it is; "Assertion failed: " only before a text */
	bool compact_cells;         /* table: cells show two levels, all on one line */
	bool aligns_integers;       /* table: columns that hold integers only stand to the right */
	bool indents_itself;        /* groups indent the lines of values, not those of texts */
	bool ungrouped_tables;      /* tables stand at the margin, too */
	bool collapsed_stays;       /* groupCollapsed opens no group */
	bool prints_partly;         /* what was written before a value throws is printed */
	bool bare_without_values;   /* without values, groups do not indent the empty line */
	bool columns_as_found;      /* table: in the order in which rows have them; otherwise those named by integers come first */
	bool silent_labels;         /* labels that are not known, or are known already, are passed over */
	bool bare_assertions;       /* assert: values are printed without a word before them */
	bool times_to_errors;       /* time: "[0.12ms] label", on standard error */
	bool traces_unknown;        /* what trace prints is not covered */
	bool clear_moves;           /* clear writes what moves a terminal's cursor, even where there is none */
	const char *index_head, *iteration_head, *value_head; /* of table's columns */
};

/* How the console of the running host does it; static storage. */
const struct evl_console_manner *evl_console_manner_of(struct evl_realm *realm);

#endif
