/* SPDX-License-Identifier: MIT */
/*
 * check.h - inside syntax/: is this text ECMAScript, and what do its tokens mean?
 *
 * tree-sitter's grammar serves editors: it accepts much that is no program (and
 * JSX, TypeScript-like extras), guesses semicolons from a look at the next
 * characters, and cannot know where `await` and `yield` are names. So a
 * predictive recogniser of the standard's grammar reads the text first. It
 * finds what a JavaScript engine would refuse, in its words and at its place,
 * and it writes a prepared copy in which nothing is left to guess:
 *
 *  - comments, line ends and unusual white space between tokens are blanks;
 *  - an automatic semicolon is a ';' in place of a blank;
 *  - contents of strings, templates and regular expressions and the characters
 *    of numbers and unusual names are plain filler;
 *  - a contextual keyword used as a name is changed into some other name,
 *    `await` as an operator into `void`, which has its precedence, and `let` as
 *    a keyword into `var`, which is always one;
 *  - parentheses around single targets inside a pattern are blanks;
 *  - what is assigned to a call (in parentheses or not), which throws first, is blanks, and the call is listed;
 *  - `in` or `of` after a call in the head of a for statement, where the call throws, is ";;", `await` before it is blanks,
 *    and the call is listed;
 *  - labels are blanks and listed apart, because the grammar takes {a: b} for an
 *    object even where only a block can stand.
 *
 * Every token keeps its place and length, so the tree made from the copy fits
 * the source. What needs scopes (duplicate declarations, private names,
 * exports) is left to early_errors.h, which reads the finished tree.
 */
#ifndef EVL_SYNTAX_CHECK_H
#define EVL_SYNTAX_CHECK_H

#include "base/diag.h"
#include "base/names.h"
#include "base/source.h"
#include "syntax/parse.h"

struct evl_prepared_label {
	evl_name name;
	uint32_t start, end; /* of the label's name */
	uint32_t statement;  /* where the statement begins that all these labels stand before */
};

/* A call that is assigned to: it throws when it has run (sec-runtime errors of web compatibility); what is assigned is blanked. */
struct evl_prepared_target {
	uint32_t start, end; /* of the call with its parentheses; ends increase */
	uint8_t kind;        /* enum evl_call_target */
};

/* A private name: where V8 marks it if it is wrong. For a declaration that is where its member ends, for a use what stands before it. */
struct evl_prepared_private {
	uint32_t name; /* where the name's token starts; increases */
	uint32_t start, end;
};

enum evl_call_target { EVL_CALL_ASSIGNED = 1, EVL_CALL_POSTFIX, EVL_CALL_PREFIX, EVL_CALL_FOR_IN, EVL_CALL_FOR_OF, EVL_CALL_FOR_AWAIT };

struct evl_prepared {
	char *text;                        /* as long as the source, and a NUL */
	struct evl_prepared_label *labels; /* in order of appearance */
	uint32_t label_count;
	struct evl_prepared_target *targets;
	uint32_t target_count;
	struct evl_prepared_private *privates;
	uint32_t private_count;
};

/*
 * Check `source`, which stands in `around` (NULL: on its own), and fill `prepared`, whose parts are in `arena`. On failure one
 * diagnostic is appended and the status is EVL_STATUS_SYNTAX, EVL_STATUS_NOT_COVERED or
 * EVL_STATUS_TOO_LARGE (nested more than EVL_SYNTAX_MAX_DEPTH deep).
 */
enum evl_status evl_check(const struct evl_source *source, uint32_t source_id, enum evl_goal goal,
			  const struct evl_surroundings *around, struct evl_names *names, struct evl_arena *arena,
			  struct evl_diags *diags, struct evl_prepared *prepared);

#endif
