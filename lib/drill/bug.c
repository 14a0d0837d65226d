/* SPDX-License-Identifier: MIT */
/*
 * bug.c - "which line is wrong?": snippets with one mistake that people make with promises.
 *
 * What a snippet prints is proven like that of any other question; the reader sees that the last line is not what its
 * author wanted.
 */
#include <stdio.h>
#include <string.h>

#include "drill/drill.h"

struct actor {
	const char *call, *thing, *begins, *done, *other;
};

static const struct actor actors[] = {
	{ "saveOrder", "order", "saving the order", "order saved", "invoice" }, { "chargeCard", "payment", "charging the card", "card charged", "receipt" },
	{ "loadUser", "user", "loading the user", "user loaded", "avatar" },	{ "uploadPhoto", "photo", "uploading", "photo stored", "thumbnail" },
	{ "sendMail", "mail", "writing the mail", "mail sent", "copy" },	{ "bookSeat", "seat", "booking a seat", "seat booked", "ticket" },
	{ "writeReport", "report", "writing the report", "report written", "summary" }, { "closeAccount", "account", "closing the account", "account closed", "letter" },
};

/* One mistake: the text, which line it is, and three others that one might blame. `%` + letter: see write_bug. */
struct bug {
	const char *code;   /* $c call, $t thing, $b begins, $d done, $o other */
	const char *wrong;  /* the text that stands in the wrong line only */
	const char *others[3];
	const char *goal, *why;
	enum evl_rule rule;
};

static const struct bug bugs[] = {
	{ "async function $c() {\n  console.log('$b');\n  await null;\n  console.log('$d');\n}\n\nasync function main() {\n  console.log('start');\n  $c();\n"
	  "  console.log('all done');\n}\n\nmain();\n",
	  "  $c();", { "  await null;", "main();", "  console.log('start');" }, "'all done' should be printed last",
	  "$c() is called without await: main goes on at the first await inside of it", EVL_RULE_MISSING_AWAIT },
	{ "async function $c(name) {\n  await null;\n  console.log(`${name}: $d`);\n}\n\nasync function main() {\n  ['$t', '$o'].forEach(async (name) => {\n"
	  "    await $c(name);\n  });\n  console.log('all done');\n}\n\nmain();\n",
	  "].forEach(", { "    await $c(name);", "  await null;", "main();" }, "'all done' should be printed last",
	  "forEach ignores the promises of its async callbacks; a for...of loop with await, or Promise.all over map, waits for them",
	  EVL_RULE_FOREACH_NO_WAIT },
	{ "async function $c() {\n  console.log('$b');\n  throw new Error('no $t');\n}\n\nprocess.on('unhandledRejection', (reason) => {\n"
	  "  console.log('nobody caught:', reason.message);\n});\n\nasync function main() {\n  try {\n    $c();\n    console.log('$d');\n"
	  "  } catch (error) {\n    console.log('caught:', error.message);\n  }\n}\n\nmain();\n",
	  "    $c();", { "  throw new Error('no $t');", "  } catch (error) {", "main();" }, "the error should reach the catch block",
	  "without await the rejection of $c() is not thrown in the try block: nobody handles that promise", EVL_RULE_FLOATING_REJECTION },
	{ "async function $c() {\n  await null;\n  throw new Error('no $t');\n}\n\nasync function main() {\n  try {\n    return $c();\n  } catch (error) {\n"
	  "    console.log('caught:', error.message);\n  }\n}\n\nconsole.log('start');\nmain().catch((error) => console.log('escaped:', error.message));\n"
	  "console.log('waiting');\n",
	  "    return $c();", { "  await null;", "  } catch (error) {", "console.log('waiting');" }, "main should handle the error itself",
	  "return without await hands the promise on: its rejection comes after the try block was left", EVL_RULE_ASYNC_THROW },
	{ "function $c() {\n  return new Promise((resolve) => {\n    console.log('$b');\n    setTimeout(() => resolve('$t'), 100);\n  });\n}\n\nfunction main() {\n"
	  "  let $t = 'nothing';\n  $c().then((value) => {\n    $t = value;\n  });\n  console.log(`we have ${$t}`);\n"
	  "  setTimeout(() => console.log(`later: ${$t}`), 300);\n}\n\nmain();\n",
	  "  console.log(`we have ${$t}`);", { "    setTimeout(() => resolve('$t'), 100);", "    $t = value;", "  return new Promise((resolve) => {" },
	  "'we have $t' should be printed", "the line reads the variable before the then callback has set it: it belongs into the callback",
	  EVL_RULE_THEN_IS_ASYNC },
};
enum { BUGS = sizeof bugs / sizeof bugs[0], ACTORS = sizeof actors / sizeof actors[0] };

static void expand(const char *pattern, const struct actor *a, struct evl_buffer *out)
{
	for (const char *c = pattern; *c != '\0'; c++) {
		const char *text = NULL;
		if (*c == '$')
			text = c[1] == 'c' ? a->call : c[1] == 't' ? a->thing : c[1] == 'b' ? a->begins : c[1] == 'd' ? a->done : c[1] == 'o' ? a->other : NULL;
		if (text == NULL) {
			evl_buffer_append_byte(out, *c);
			continue;
		}
		evl_buffer_append_text(out, text);
		c++;
	}
}

static const char *expanded(struct evloop_drill *drill, const char *pattern, const struct actor *a)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	expand(pattern, a, &text);
	const char *copy = evl_arena_copy(&drill->arena, text.bytes != NULL ? text.bytes : "", text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

/* "line 9:   saveOrder();" for the line of the code that holds `part`. */
static const char *numbered(struct evloop_drill *drill, const char *part)
{
	const char *code = drill->text.bytes, *found = strstr(code, part), *end;
	unsigned line = 1;
	if (found == NULL)
		return part;
	for (const char *c = code; c < found; c++)
		line += *c == '\n';
	while (found > code && found[-1] != '\n')
		found--;
	while (*found == ' ')
		found++;
	end = strchr(found, '\n');
	return evl_drill_text(drill, "line %u: %.*s", line, (int)(end != NULL ? end - found : (ptrdiff_t)strlen(found)), found);
}

bool evl_bug_fill(struct evloop_drill *drill, enum evl_drill_host host, struct evl_random *random)
{
	const struct bug *bug = &bugs[evl_random_below(random, BUGS)];
	const struct actor *actor = &actors[evl_random_below(random, ACTORS)];
	struct evloop_drill_question *q = &drill->question;
	evl_buffer_reset(&drill->text);
	expand(bug->code, actor, &drill->text);
	if (host == EVL_DRILL_BROWSER && strstr(drill->text.bytes, "process.") != NULL)
		return false;
	if (!evl_prove(&drill->run, drill->text.bytes, drill->text.length, host, EVL_PROOF_MARGIN, &drill->arena, &drill->proof))
		return false;
	if (!evl_question_fill(drill, EVLOOP_DRILL_TYPE, host, random))
		return false;
	q->kind = EVLOOP_DRILL_BUG;
	q->title = "something is wrong here";
	q->rule_count = 0;
	q->prompt = evl_drill_text(drill, "%s, but it is not so. Which line is to blame?", expanded(drill, bug->goal, actor));
	q->explanation = expanded(drill, bug->why, actor);
	q->hint = "which promise does nobody wait for?";
	q->shown_count = 0;
	const char *parts[EVLOOP_DRILL_OPTIONS] = { bug->wrong, bug->others[0], bug->others[1], bug->others[2] };
	for (int i = 0; i < EVLOOP_DRILL_OPTIONS; i++) {
		q->shown[i] = numbered(drill, expanded(drill, parts[i], actor));
		q->notes[i] = i == 0 ? "" : "that line does what it should";
		q->note_rules[i] = bug->rule;
		q->shown_count++;
	}
	q->right = 0;
	evl_question_add_rule(q, bug->rule);
	evl_question_shuffle_options(q, random);
	return true;
}
